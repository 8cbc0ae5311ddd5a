"""TRS WCM: addresses such as t20210106_47506.html, a pager that only a script draws, bodies in .TRS_Editor.

Built from descriptions and pages of our own making: hardly any saved page of it was at hand.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from feeds.model import Article, Listing
from feeds.read.articles import bodies
from feeds.read.lists import lists, naming
from feeds.read.markup.html import Document, Node, css, first
from feeds.read.navigation import crumbs, onward

#: a trace is any of these, word for word, with a pattern where the words alone say too little
FINGERPRINTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("TRS_Editor", "TRS_UEDITOR", "trs_editor", "trs_web", "trs_paper", "trs_word"), ""),
    (("createPageHTML",), r"createPageHTML\s*\("),
    (("/t20", "/t19"), r"/t(?:19|20)\d{6}_\d{3,}\.s?html?"),
    (("ArticleTitle", "PubDate", "ContentSource", "ColumnName"), ""),
    (("trswcm", "TRSWCM", "TRS-WCM", "/wcm.files/"), ""),
    (("/P020", "/W020"), r"/[PW]0(?:19|20)\d{15,}"),
)
ARTICLE = re.compile(r"/t(?:19|20)\d{6}_(\d+)\.s?html?", re.I)
PAGER = re.compile(
    r"createPageHTML\s*\(\s*[\"']?(\d+)[\"']?\s*,\s*[\"']?(\d+)[\"']?\s*,\s*[\"']([\w-]+)[\"']\s*,\s*[\"'](\w+)[\"']"
)
BODIES = (".TRS_Editor", ".trs_editor_view", ".TRS_UEDITOR", "#zoom", "#UCAP-CONTENT", ".article-content", ".view")


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
    """The article's number in …/t20210106_47506.html."""
    found = ARTICLE.search(url)
    return found.group(1) if found else None


def listing(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Listing:
    """The page's list; its pager is in a script's arguments."""
    survey = lists.survey(document, zone, now)
    best = lists.best(survey)
    return Listing(
        kind="trs",
        articles=lists.articles(document, best, identity) if best is not None else (),
        next=following(document) or onward.following(document),
        title=naming.name(document, best),
    )


def following(document: Document) -> str | None:
    """createPageHTML(12, 0, "index", "html") on page 0 means index_1.html is next; page 11 is the last."""
    call = PAGER.search(document.source)
    if call is None:
        return None
    total, current = int(call.group(1)[:6]), int(call.group(2)[:6])
    if current + 1 >= total:
        return None
    return urljoin(document.url, f"{call.group(3)}_{current + 1}.{call.group(4)}")


column = crumbs.column  # the breadcrumb says it


def article(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Article:
    """The innermost editor box that holds something, else what looks like a body."""
    container = next((n for s in BODIES if (n := _filled(document, s)) is not None), None)
    return bodies.article(document, zone, now, container=container, key=identity(document.url))


def _filled(document: Document, selector: str) -> Node | None:
    node = first(document.root, selector)
    return node if node is not None and (node.text(deep=True).strip() or css(node, "img")) else None
