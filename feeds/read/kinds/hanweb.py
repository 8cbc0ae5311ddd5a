"""大汉 jpage (hanweb): list rows that stand as text inside CDATA, bodies between comments, ids in addresses.

Built from descriptions and pages of our own making: hardly any saved page of it was at hand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds.model import Article, Listing
from feeds.read.articles import bodies
from feeds.read.lists import lists, naming
from feeds.read.markup.html import Document, Node, attr, css, first, fragment, parse
from feeds.read.navigation import crumbs, onward

#: a trace is any of these, word for word, with a pattern where the words alone say too little
FINGERPRINTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("<recordset", "<datastore"), ""),
    (("/module/web/", "/module/download/", "/module/jslib/", "/module/visitcount/", "/module/sitesearch/"), ""),
    (("jpage", "dataproxy.jsp"), ""),
    (("/col/col",), r"/col/col\d+/"),
    (("/art_",), r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+"),
    (("<!--ZJEG_RSS.", "<!--<$["), ""),
    (("webid=",), r"webid=\d+.{0,80}columnid=\d+"),
    (("hanweb", "Hanweb", "大汉版通", "大汉网络"), ""),
)
ARTICLE = re.compile(r"/art_\d+_(\d+)\.html?", re.I)
BEGIN, END = "<!--ZJEG_RSS.content.begin-->", "<!--ZJEG_RSS.content.end-->"
BODIES = ("#zoom", ".bt_content", ".article_content", ".article-content", ".main-txt", "#barrierfree_container")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Nothing to set."""


def marks(document: Document) -> int:
    """How many of the CMS's own traces the page shows."""
    source = document.source
    return sum(
        any(trace in source for trace in traces) and (not pattern or re.search(pattern, source) is not None)
        for traces, pattern in FINGERPRINTS
    )


def identity(url: str) -> str | None:
    """The article's number in /art/2026/9/30/art_50450_1139245.html."""
    found = ARTICLE.search(url)
    return found.group(1) if found else None


def listing(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Listing:
    """The rows inside CDATA, else whatever the page shows."""
    rows = _rows(document)
    shown = rows if rows is not None else document
    survey = lists.survey(shown, zone, now)
    best = survey.candidates[0] if rows is not None and survey.candidates else lists.best(survey)
    group = next(_held(document.source, "nextgroup"), None)
    following = first(fragment(group), "a[href]") if group is not None else None
    return Listing(
        kind="hanweb",
        articles=lists.articles(document, best, identity) if best is not None else (),
        next=document.link(attr(following, "href")) if following is not None else onward.following(document),
        title=naming.name(document, None if rows is not None else best),
    )


def _rows(document: Document) -> Document | None:
    """The records as a page of their own; None where there are none."""
    if "<record>" not in document.source.lower():
        return None
    records = list(_held(document.source, "record"))
    if not records:
        return None
    outer = "table" if re.match(r"<t[rd]\b", records[0], re.I) else "ul"
    inner = "".join(r if re.match(r"<(?:li|tr|table|div|dl)\b", r, re.I) else f"<li>{r}</li>" for r in records)
    page = parse(f"<html><body><{outer}>{inner}</{outer}></body></html>", document.url)
    return page.based(document.base)


def _held(source: str, name: str) -> Iterator[str]:
    """What stands in the elements of that name, without their CDATA."""
    begin, end = re.compile(f"<{name}>", re.I), re.compile(f"</{name}>", re.I)
    first = begin.search(source)
    while first is not None and (last := end.search(source, first.end())) is not None:
        yield source[first.end() : last.start()].strip().removeprefix("<![CDATA[").removesuffix("]]>").strip()
        first = begin.search(source, last.end())


column = crumbs.column  # the breadcrumb says it


def article(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Article:
    """What stands between the CMS's comments, else the usual containers, else what looks like a body."""
    shown = _marked(document)
    container = first(shown.root, "#yaowen-body") if shown is not document else None
    container = container or next((n for s in BODIES if (n := _filled(document, s)) is not None), None)
    return bodies.article(shown, zone, now, container=container, key=identity(document.url))


def _marked(document: Document) -> Document:
    """The page with an element around what its comments call the content."""
    begin = document.source.find(BEGIN)
    end = document.source.find(END, begin + 1)
    if begin < 0 or end < 0:
        return document
    inner = document.source[begin + len(BEGIN) : end]
    whole = f'{document.source[:begin]}<div id="yaowen-body">{inner}</div>{document.source[end:]}'
    return parse(whole, document.url).based(document.base)


def _filled(document: Document, selector: str) -> Node | None:
    node = first(document.root, selector)
    return node if node is not None and (node.text(deep=True).strip() or css(node, "img")) else None
