"""An article's page: its title, what stands around it, its body; and stubs that lead elsewhere."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from feeds import hanzi
from feeds.errors import ExtractError
from feeds.model import Article
from feeds.read.articles import bodies as looks
from feeds.read.articles import body as bodies
from feeds.read.articles import carried, credits, headline
from feeds.read.dates import dates, labels
from feeds.read.dates.days import Found
from feeds.read.kinds.vsb.traces import BODIES, CALLED, COUNTER, Settings, identity, is_article
from feeds.read.markup.html import Document, Node, ancestors, attr, markup, tag
from feeds.read.markup.lines import text
from feeds.read.markup.links import canonical, same_site

CLICKS = re.compile(
    r"_showDynClicks\s*\(\s*[\"']wbnews[\"']\s*,\s*\d+\s*,\s*(\d+)\s*\)|"
    r"getClickTimes\(\s*'?(\d+)'?\s*,\s*'?\d+'?\s*,\s*'wbnews'"
)
REDIRECT = re.compile(r"NewsvoteDWR\d*\.getNewsLinkUrl\s*\(")
LEAVES = re.compile(r"(?:window|document|self|top)?\.?location(?:\.href)?\s*=\s*[\"'](https?://[^\"']+)[\"']")


def article(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Article:
    """What an article page says. A template that names its body as it likes is read by its looks."""
    named = _body_nodes(document)
    nodes = named or _called_so(document)
    number = identity(document.url) or _number(document)
    unnamed = not nodes and is_article(document) and not REDIRECT.search(document.source)
    looked = _by_its_looks(document, number, zone, now) if unnamed else None
    if looked is not None:
        return looked
    scope = _scope(document, nodes)
    title, heading = headline.find(document, scope, nodes)
    if not title:
        raise ExtractError(document.url, "no title on this page: is it an article?")
    parts = headline.Around.of(document, scope, heading, nodes)
    found = _published(document, parts, zone, now)
    if found is None and nodes and not named:
        looked = _by_its_looks(document, number, zone, now)
        if looked is not None and looked.published is not None:
            return looked
    body = bodies.read(document, nodes, title)
    carried.attachments(document, scope, body)
    for link in _downloads(document):
        carried.attach(document, link, body)
    told: dict[str, str] = {}
    for line in (*parts.between, *parts.before, *parts.after):
        for label, value in credits.meta(line).items():
            told.setdefault(label, value)
    for label, value in body.credits.items():
        told.setdefault(label, value)
    source = _meta(document, "ContentSource")
    if source and not any(hanzi.simplified(label).endswith("来源") for label in told):
        told["来源"] = source
    elsewhere = _elsewhere(document, nodes) if not body.text and not body.images and not body.attachments else None
    stub = elsewhere is not None or (
        not body.text and not body.images and not body.videos and bool(REDIRECT.search(document.source))
    )
    return Article(
        id=number or canonical(document.url),
        title=title[:500],
        url=elsewhere or document.url,
        published=found.when if found else None,
        precision=found.precision if found else None,
        external=stub,
        html=body.html,
        text=body.text,
        author=credits.author(told) or _styled(document) or _meta(document, "Author"),
        credits=told,
        images=tuple(body.images),
        attachments=tuple(body.attachments),
        videos=tuple(body.videos),
    )


def _body_nodes(document: Document) -> list[Node]:
    for selector in BODIES:
        found = [node for node in document.css(selector) if tag(node) not in ("script", "style", "input")]
        own = {node.mem_id for node in found}
        outer = [node for node in found if not any(up.mem_id in own for up in ancestors(node))]
        if outer:
            return outer
    return []


def _called_so(document: Document) -> list[Node]:
    """The outermost boxes that templates of their own make call content, without those that hold the title as well."""
    called = [node for node in document.css(CALLED) if node.css_first("h1, h2, h3") is None]
    own = {node.mem_id for node in called}
    return [node for node in called if not any(up.mem_id in own for up in ancestors(node))]


def _by_its_looks(document: Document, number: str | None, zone: ZoneInfo, now: datetime) -> Article | None:
    """The article as that of any page, with the files that the CMS hands out; None where there is none."""
    try:
        found = looks.article(document, zone, now, key=number)
    except ExtractError:
        return None
    body = bodies.Body(attachments=list(found.attachments))
    for link in _downloads(document):
        carried.attach(document, link, body)
    return replace(found, attachments=tuple(body.attachments))


def _downloads(document: Document) -> list[Node]:
    """The links to files that the CMS itself hands out."""
    return [
        link
        for link in document.css("a[href*='download.jsp']")
        if "DownloadAttachUrl" in attr(link, "href") or "wbfileid" in attr(link, "href")
    ]


def _styled(document: Document) -> str | None:
    """Who stands in the meta line where it has no labels, as older templates name his place."""
    node = document.first("[class^=authorstyle]")
    return (text(node).strip() or None) if node is not None else None


def _number(document: Document) -> str | None:
    """The article's id as its scripts know it."""
    counter = COUNTER.search(document.source)
    if counter is not None and int(counter.group(2)) > 0:
        return counter.group(2)
    clicks = CLICKS.search(document.source)
    return (clicks.group(1) or clicks.group(2)) if clicks else None


def _elsewhere(document: Document, nodes: list[Node]) -> str | None:
    """Where a body that is only a redirect leads."""
    for node in nodes:
        m = LEAVES.search(markup(node))
        url = document.link(m.group(1)) if m else None
        if url is not None and not same_site(url, document.url):
            return url
    return None


def _meta(document: Document, name: str) -> str | None:
    for node in document.css("meta[content]"):
        if attr(node, "name").lower() == name.lower() and attr(node, "content"):
            return attr(node, "content")
    return None


def _scope(document: Document, nodes: list[Node]) -> Node:
    """What belongs to the article: the form around its body, else what holds its title and meta line as well."""
    if nodes:
        for up in ancestors(nodes[0]):
            if tag(up) == "form":
                return up
    form = document.first("form[name=_newscontent_fromname]")
    if form is not None and (text(form) or not nodes):
        return form
    if nodes:
        own = len(text(nodes[0]))
        for up in ancestors(nodes[0]):
            if tag(up) == "body" or len(text(up)) > own + 20:
                return up
    return document.first("body") or document.root


def _published(document: Document, parts: "headline.Around", zone: ZoneInfo, now: datetime) -> Found | None:
    """The date of the meta line, be it above or below the body; else what <meta> says. Never one from the body."""
    said = _meta(document, "PubDate")
    stated = dates.first(said, zone, now) if said else None
    late = now + timedelta(days=2)  #: what is later is the day of an event
    for lines_ in (parts.between, parts.before, parts.after):
        joined = "\n".join(lines_)
        found = labels.labelled(joined, zone, now)
        if found is not None and found.when <= late:
            return _finer(found, stated)
    for lines_ in (parts.between, parts.before, parts.after):
        for line in lines_:
            if len(line) <= 120:
                found = dates.first(line, zone, now)
                if found is not None and not found.inferred and found.when <= late:
                    return _finer(found, stated)
    return stated


def _finer(found: Found, stated: Found | None) -> Found:
    """The <meta> date where it is of the same day and says the time too."""
    if stated is None or stated.when.date() != found.when.date():
        return found
    return stated if stated.precision.value != "day" and found.precision.value == "day" else found
