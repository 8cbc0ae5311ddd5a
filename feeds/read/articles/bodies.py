"""The article on a page nobody wrote a rule for: its title, its body, its date and who made it, put together. Pure.

The body is found in placing.py, freed of what stands around it by edges.py and read by body.py;
trafilatura is asked only where this finds next to nothing.
"""

import html as entities
import re
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds import hanzi
from feeds.errors import ExtractError
from feeds.model import Article
from feeds.read.articles import authors, carried, gallery, metadata, opening, settling, titles
from feeds.read.articles import body as content
from feeds.read.articles.edges import furniture, in_a_cell, says_when, without_tail
from feeds.read.articles.ends import LABEL, META
from feeds.read.articles.issued import clocked, published, subscribed, titled
from feeds.read.articles.pagetitle import bare, document_title
from feeds.read.articles.placing import Spans, container_of, holds, spans_of
from feeds.read.articles.runs import JUNK, Run, runs, size, take
from feeds.read.articles.signing import credits_in
from feeds.read.dates.days import Found
from feeds.read.markup.html import (
    Document,
    Node,
    ancestors,
    around,
    children,
    css,
    first,
    fragment,
    main_text,
    markup,
)
from feeds.read.markup.lines import text
from feeds.read.markup.links import canonical
from feeds.read.markup.wording import weight

ASKED = 800_000  #: characters of a page about which trafilatura is not asked: it takes seconds


#: three ways to reach somebody or more, and nothing else
_ADDRESS = hanzi.compile(
    r"(?:\s*(?:联系人|(?:联系)?电话|手机|传真|QQ|微信|邮箱|E-?mail|网址|(?:联系|单位)?地址|邮编|邮政编码|Tel|Phone|Fax|Address)"
    r"\s?[:：][^:：]{1,80}?){3,}",
    re.I,
)


@dataclass(slots=True)
class Reading:
    """What was made out about an article page, and what is doubtful about it."""

    title: titles.Title
    container: Node | None
    head: list[Run] = field(default_factory=list)  #: what stands between title and body, and just around
    tail: list[Run] = field(default_factory=list)
    found: Found | None = None
    doubts: list[str] = field(default_factory=list)
    volume: float = 0.0  #: characters of the body
    hollow: bool = False  #: a script brings the text, and nothing else is there


Read = tuple[Reading, content.Body, metadata.Metadata]


def article(
    document: Document,
    zone: ZoneInfo,
    now: datetime,
    *,
    listed: str = "",
    container: Node | None = None,
    heading: Node | None = None,
    key: str | None = None,
) -> Article:
    """The article of a page; ExtractError where there is none.

    A kind that knows its CMS gives the body's `container` and the article's `key`; and the `heading` only where nothing
    outside the box around both is the article's.
    """
    found = read(document, zone, now, listed=listed, container=container, heading=heading)
    return assembled(document, *found, key=key)


def assembled(
    document: Document, reading: Reading, body: content.Body, told: metadata.Metadata, *, key: str | None = None
) -> Article:
    """The same from what `read` found before."""
    told_only = reading.hollow and reading.title.sure and reading.found is not None
    if not reading.title.text or not (told_only or body.text or body.images or body.videos or body.attachments):
        raise ExtractError(
            document.url, "no article was found on this page: " + ("; ".join(reading.doubts) or "no text")
        )
    credits = {**credits_in(reading.head), **credits_in(reading.tail), **body.credits}
    if told.source and not any(hanzi.simplified(label).endswith("来源") for label in credits):
        credits["来源"] = told.source
    found = reading.found
    return Article(
        id=key or canonical(document.url),
        title=reading.title.text[:300],
        url=document.url,
        published=found.when if found else None,
        precision=found.precision if found else None,
        html=body.html,
        text=body.text,
        author=authors.author(document, reading.head, reading.tail, body.text, told, credits),
        credits=credits,
        images=tuple(body.images),
        attachments=tuple(body.attachments),
        videos=tuple(body.videos),
    )


def read(
    document: Document,
    zone: ZoneInfo,
    now: datetime,
    *,
    listed: str = "",
    container: Node | None = None,
    heading: Node | None = None,
) -> Read:
    """The whole reading, with its doubts."""
    told = metadata.read(document)
    page = first(document.root, "body") or document.root
    if heading is not None and container is not None:
        page = around(heading, container)
    everything = runs(page)
    title = titles.Title(text(heading), heading, True) if heading is not None else titles.find(document, told, listed)
    title = settling.settled(title, document, everything, told)
    reading = Reading(title=title, container=None)
    at = settling.place_in(title, everything)
    following = everything[at + 1].text if 0 <= at < len(everything) - 1 else ""
    if (
        settling.SUBTITLE.match(following)
        and weight(following) < 60
        and bare(following) in bare(document_title(document))
        and bare(following) not in bare(title.text)
    ):
        title = reading.title = titles.Title(title.text + following, title.node, title.sure)
    spans = spans_of(everything)
    reading.container = container or container_of(page, everything, spans, at, document.template)
    reading.hollow = container is None and _hollow(reading.container, everything, spans, at)
    if reading.hollow:
        reading.container = None
    body = content.Body()
    if reading.container is not None:
        body = _body(document, reading, everything, spans, at)
    reading.volume = weight(body.text)
    if reading.volume < 30 and not (body.images or body.videos or body.attachments):
        if weight(told.body) > max(30, 2 * reading.volume):
            body = _of_machines(document, reading, told.body)
        elif not reading.hollow:
            body = _second_opinion(document, reading, body)
    if _ADDRESS.fullmatch(body.text):
        body, reading.volume = content.Body(), 0.0  # the box beside an article that nobody wrote
    shown = published(document, reading.head, reading.tail, reading.doubts, everything, at, told, body.text, zone, now)
    reading.found = clocked(shown, everything, at, zone, now)
    reading.found = reading.found or subscribed(body.text, zone, now) or titled(document, zone, now)
    return reading, body, told


def _body(document: Document, reading: Reading, everything: list[Run], spans: Spans, at: int) -> content.Body:
    template = document.template
    container = reading.container
    assert container is not None
    low, high = spans.get(container.mem_id, (0, -1))
    copy = fragment(opening.lead(everything, at, low, high) + markup(container))
    own = bare(reading.title.text)
    inner = runs(copy)
    start = 0
    if low <= at <= high:
        for n, run in enumerate(inner):
            words = bare(run.text)
            if words == own or (
                words and own.startswith(words) and n + 1 < len(inner) and own == words + bare(inner[n + 1].text)
            ):
                start = n + 1 + (words != own)
                break
    for run in inner[:start]:
        take(run)
    rest = inner[start:]
    rest = opening.without_meta(rest, reading.head, own, template)
    rest = without_tail(rest, reading.tail, template)
    for n, run in enumerate(rest):
        if run.media or run.files:
            continue
        if (
            run.place in ("share", "crumb", "pager", "comment", "related")
            or (furniture(run.text) and not in_a_cell(run))
            or run.text in template
        ):
            labelled = n > 0 and LABEL.fullmatch(rest[n - 1].text.strip()) is not None
            if says_when(run) and (n < 3 or labelled):  # below the picture that opens the box, or in a field of its own
                reading.head += rest[n - labelled : n + 1]
                if labelled:
                    take(rest[n - 1])
            elif run.place == "pager" and not run.linked and says_when(run):
                reading.tail.append(run)  # <p class="Page">(2013-09-18 19:00)</p> leads nowhere
            take(run)
    shown = fragment(gallery.below(document, everything[high + 1 :]))
    body = content.read(document, [*children(copy), *children(shown)], reading.title.text)
    scope = container
    for up in ancestors(container):
        if up.tag in ("body", "html") or (scope is not container and holds(spans, scope, at)):
            break
        scope = up
    carried.attachments(document, scope, body)
    for run in everything[high + 1 : high + 20]:
        if run.files and run.place not in JUNK:
            carried.attachments(document, run.block, body)
    between = [r for r in everything[at + 1 if at >= 0 else max(0, low - 6) : low] if r.place not in ("nav", "foot")]
    before = _before(everything, at) if at >= 0 else []
    after = [r for r in everything[high + 1 : high + 9] if r.place not in ("nav", "foot", "related", "side")]
    reading.head = between + reading.head + before
    reading.tail = reading.tail + after
    return body


def _hollow(container: Node | None, everything: list[Run], spans: Spans, at: int) -> bool:
    """Whether behind the title nothing is left but sidebars and the foot: a page whose text a script brings."""
    low, high = spans.get(container.mem_id, (0, -1)) if container is not None else (0, -1)
    behind = everything[max(low, at + 1) : high + 1] if low <= at <= high else []
    ours = at >= 0 and everything[at].place == "foot"  # for it holds the title
    said = (r for r in behind if r.place not in JUNK or (ours and r.place == "foot"))
    said = (run for run in said if size(run) >= 4 or run.media or run.files)
    return bool(behind) and next(said, None) is None


def _of_machines(document: Document, reading: Reading, told: str) -> content.Body:
    """The text that the page has for search engines, where a script brings it to everybody else."""
    lines = (f"<p>{entities.escape(line)}</p>" for line in told.split("\n") if line.strip())
    body = content.read(document, list(children(fragment("".join(lines)))), reading.title.text)
    reading.doubts.append("the body is what search engines are told")
    reading.volume = weight(body.text)
    return body


_DIGITS = re.compile(r"[\d\s./年月日-]{5,14}")  #: a day and a month in boxes of their own


def _before(everything: list[Run], at: int) -> list[Run]:
    """The few lines above the title, without the dates of a list that ends there; the nearest first."""
    found = []
    for n in range(at - 1, max(-1, at - 5), -1):
        run = everything[n]
        row = n > 0 and everything[n - 1].link_share > 0.8 and not META.search(run.text)
        row = row and not (n == at - 1 and len(run.nodes) > 1 and _DIGITS.fullmatch(run.text))
        if run.place not in ("nav", "foot") and not row and run.link_share < 0.5:
            found.append(run)
    return found


def _second_opinion(document: Document, reading: Reading, ours: content.Body) -> content.Body:
    """What trafilatura takes for the body, where ours is next to nothing."""
    if len(document.source) > ASKED or len(css(document.root, "p, td, div")) < 3:
        return ours
    theirs = main_text(document)
    if not theirs:
        return ours
    nodes = list(children(fragment(theirs)))
    body = content.read(document, nodes, reading.title.text)
    if weight(body.text) < 60 or weight(body.text) < 3 * reading.volume:
        return ours
    reading.doubts.append("the body is trafilatura's guess")
    reading.volume = weight(body.text)
    return body
