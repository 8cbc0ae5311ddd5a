"""The article on a page nobody wrote a rule for: its title, its body, its date and who made it, put together. Pure.

The body is found in placing.py, freed of what stands around it by edges.py and read by body.py;
trafilatura is asked only where this finds next to nothing.
"""

import html as entities
import re
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds.errors import ExtractError
from feeds.model import Article
from feeds.read.articles import body as content
from feeds.read.articles import carried, gallery, metadata, settling, titles
from feeds.read.articles import credits as credit
from feeds.read.articles.edges import furniture, is_meta, is_meta_line, says_when, without_tail
from feeds.read.articles.ends import BOILER, BY, LABEL, META, SENTENCE
from feeds.read.articles.issued import clocked, published, subscribed, titled
from feeds.read.articles.pagetitle import bare, document_title
from feeds.read.articles.placing import Spans, container_of, holds, spans_of
from feeds.read.articles.runs import JUNK, Run, runs, take
from feeds.read.articles.signing import (
    AUTHOR_FIELD,
    OFFICE,
    boxed,
    byline,
    credits_in,
    iconed,
    issuer,
    korean_reporter,
    named,
    reporters,
    signed,
)
from feeds.read.dates.days import Found
from feeds.read.markup.html import (
    Document,
    Node,
    ancestors,
    around,
    attr,
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

__all__ = ["Reading", "article", "is_meta_line", "read", "says_when", "signed"]

ASKED = 800_000  #: characters of a page about which trafilatura is not asked: it takes seconds


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
    reading, body, told = read(document, zone, now, listed=listed, container=container, heading=heading)
    if not reading.title.text or not (body.text or body.images or body.videos or body.attachments):
        raise ExtractError(
            document.url, "no article was found on this page: " + ("; ".join(reading.doubts) or "no text")
        )
    credits = {**credits_in(reading.head), **credits_in(reading.tail), **body.credits}
    if told.source and not any(label.endswith("来源") for label in credits):
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
        author=_author(document, reading, body, told, credits),
        credits=credits,
        images=tuple(body.images),
        attachments=tuple(body.attachments),
        videos=tuple(body.videos),
    )


def _author(
    document: Document, reading: Reading, body: content.Body, told: metadata.Metadata, credits: dict[str, str]
) -> str | None:
    """What a label says; else the byline, whole where the metadata have more of it; else a signature or a box. A person
    rather than "the editors"."""
    names = (byline(reading.head), named(document, told))
    office = next((name for name in names if name and OFFICE.fullmatch(name)), None)
    above, stated = (name if name and not OFFICE.fullmatch(name) else None for name in names)
    if above and stated and (stated.startswith(above) or (" " in stated and weight(stated) <= 14)):
        return stated
    return (
        credit.author(credits)
        or above
        or reporters(reading.head)
        or signed(body.text)
        or stated
        or byline(run for run in reading.tail[:3] if says_when(run))
        or office
        or boxed(document)
        or iconed(document)
        or korean_reporter(reading.head, body.text)
        or issuer((*reading.head, *reading.tail))
    )


def read(
    document: Document,
    zone: ZoneInfo,
    now: datetime,
    *,
    listed: str = "",
    container: Node | None = None,
    heading: Node | None = None,
) -> tuple[Reading, content.Body, metadata.Metadata]:
    """The whole reading, with its doubts."""
    told = metadata.read(document)
    page = first(document.root, "body") or document.root
    if heading is not None and container is not None:
        page = around(heading, container)
    everything = runs(page)
    title = titles.Title(text(heading), heading, True) if heading is not None else titles.find(document, told, listed)
    title = settling.settled(title, document, everything)
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
    body = content.Body()
    if reading.container is not None:
        body = _body(document, reading, everything, spans, at)
    reading.volume = weight(body.text)
    if reading.volume < 30 and not (body.images or body.videos or body.attachments):
        body = _second_opinion(document, reading, body)
    shown = published(document, reading.head, reading.tail, reading.doubts, everything, at, told, body.text, zone, now)
    reading.found = clocked(shown, everything, at, zone, now)
    reading.found = reading.found or subscribed(body.text, zone, now) or titled(document, zone, now)
    return reading, body, told


def _body(document: Document, reading: Reading, everything: list[Run], spans: Spans, at: int) -> content.Body:
    template = document.template
    container = reading.container
    assert container is not None
    low, high = spans.get(container.mem_id, (0, -1))
    copy = fragment(_lead(everything, at, low, high) + markup(container))
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
    rest = _without_meta(rest, reading.head, own, template)
    rest = without_tail(rest, reading.tail, template)
    for n, run in enumerate(rest):
        if run.media or run.files:
            continue
        if (
            run.place in ("share", "crumb", "pager", "comment", "related")
            or furniture(run.text)
            or run.text in template
        ):
            labelled = n > 0 and LABEL.fullmatch(rest[n - 1].text.strip()) is not None
            if says_when(run) and (n < 3 or labelled):  # below the picture that opens the box, or in a field of its own
                reading.head += rest[n - labelled : n + 1]
                if labelled:
                    take(rest[n - 1])
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


def _without_meta(rest: list[Run], head: list[Run], own: str, template: frozenset[str]) -> list[Run]:
    """Without the meta lines that open the box, or stand below the lead that opens it."""
    led = next((n for n in (1, 2) if len(rest) > n + 2 and _meta_at(rest, n, own)), 0)
    kept = []
    if rest and not _told(rest, own, template) and led and weight(rest[0].text) >= 12 and rest[0].link_share < 0.3:
        kept, rest = rest[:led], rest[led:]
    while rest and _told(rest, own, template):
        told = 2 if len(rest) > 3 and _is_author(rest[0], rest[1]) else 1
        for run in rest[:told]:
            head.append(run)
            take(run)
        rest = rest[told:]
    return kept + rest


def _is_author(label: Run, name: Run) -> bool:
    """Whether a field of the author stands there, his name on the next line and a link: Autor: / Dunja Kalinić."""
    field = label.text.strip().endswith((":", "：")) and AUTHOR_FIELD.fullmatch(label.text)
    return bool(field) and name.link_share > 0.5 and not name.media and 1.5 <= weight(name.text) <= 14


def _meta_at(rest: list[Run], n: int, own: str) -> bool:
    """Whether meta lines stand there: two, or one with a date and a name."""
    if not is_meta(rest[n], own):
        return False
    return is_meta(rest[n + 1], own) or bool(says_when(rest[n]) and BY.search(rest[n].text))


def _told(rest: list[Run], own: str, template: frozenset[str]) -> bool:
    """Whether the first of these lines is a meta line, or a field (Kategoria: Aktualności) above one."""
    first = rest[0]
    if is_meta(first, own) or (first.text and first.text in template):
        return True
    field = FIELD_LINE.fullmatch(first.text) and not first.media and not first.files
    return bool(field) and any(is_meta(r, own) and says_when(r) for r in rest[1:3])


def _lead(everything: list[Run], at: int, low: int, high: int) -> str:
    """What opens the article between its title and the box of its body: a picture, a sentence or two in bold."""
    if not 0 <= at < low:
        return ""
    pictures = [node for run in everything[max(0, at - 4) : at] for node in run.nodes if node.tag == "img"]
    above = [markup(node) for node in pictures if LEAD_PICTURE.search(attr(node, "class"))]
    said = "".join(bare(r.text) for r in everything[low : high + 1])
    found = []
    for run in everything[at + 1 : low]:
        own_head = run.place == everything[at].place  # a head that holds the title is the article's
        if (run.place in JUNK and not own_head) or is_meta(run, "") or UNLED.search(_names(run.block)):
            continue
        found += [markup(node) for node in run.nodes if node.tag == "img"]
        own = bare(run.text)
        if (
            (SENTENCE.search(run.text) or LED.search(_names(run.block)))
            and run.link_share < 0.3
            and weight(run.text) >= 15
            and not BOILER.search(run.text)
            and not (LABELLED.match(run.text) and not ABSTRACT.match(run.text))
            and own[:20] not in said
        ):
            found.append(f"<p>{entities.escape(run.text)}</p>")
    return "".join((*above[:1], *found))


LED = re.compile(
    r"standfirst|\bdek\b|\bdeck\b|sub-?(?:title|head|headline)|\blead|\bintro|summary|description|chap[oô]|entradilla|bajada|"
    r"sommario|sottotitolo|vorspann|ingress",
    re.I,
)
UNLED = re.compile(
    r"avatar|author|logo|icon|byline|share|caption|legend|promo|advert|banner|breadcrumb|toolbar|\bad\b", re.I
)
ABSTRACT = re.compile(r"(?:摘要|导读|导语|内容提要|核心提示|编者按)\s*[:：]")
FIELD_LINE = re.compile(
    r"(?:kategor\w+|categor\w+|rubri\w+|section|sezione|bereich|thema|ressort|topics?|tags?|ämnen?|категор\w+)\s?[:：].{1,40}",
    re.I,
)
LEAD_PICTURE = re.compile(r"post-image|featured|post-thumb|wp-post|lead-image|hero-image|article-image", re.I)
LABELLED = re.compile(r"[\w\s]{2,12}[:：]\s*\S{0,40}$")


def _names(node: Node) -> str:
    """The classes of a box and of the two around it."""
    return " ".join(attr(up, "class") for up in (node, *list(ancestors(node))[:2]) if up.tag not in ("body", "html"))


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
