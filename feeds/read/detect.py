"""What is this page: a home page, a list, an article, or no news at all; how sure, and why. Decides; fetches nothing.

feeds/discover.py does the fetching, and verifies what is proposed here by opening a few articles.
"""

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal
from zoneinfo import ZoneInfo

from feeds.errors import ExtractError
from feeds.model import SHANGHAI, Article, Listing, Page
from feeds.read import back, evidence, kinds, selecting, wares
from feeds.read.articles import bodies
from feeds.read.fronts import columns
from feeds.read.fronts.columns import Column
from feeds.read.kinds import auto
from feeds.read.lists import lists
from feeds.read.markup import addresses
from feeds.read.markup.html import Document, parse
from feeds.read.markup.lines import block_text, text
from feeds.read.markup.links import same_site
from feeds.read.markup.wording import NEWS, weight
from feeds.read.navigation import crumbs, native
from feeds.read.phrases import NOTHING
from feeds.read.refused import refusal

HOLLOW = 60  #: weight of a body from which it may be an article's, whatever a line of the page says
FEW_LINKS, FEW_WORDS = 8, 400  #: links, and characters, of a front page that leads nowhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Detected:
    """The answer."""

    page: Literal["home", "list", "article", "refused"]
    url: str
    reason: str | None = None  #: why it is refused
    kind: str | None = None
    feed: str | None = None  #: a native feed the page names
    list: str | None = None  #: the list to poll, if one is known
    columns: tuple[Column, ...] = ()
    listing: Listing | None = None
    article: Article | None = None
    confidence: float = 0.0  #: 0 to 1
    why: tuple[str, ...] = ()
    rejected: Mapping[str, int] = field(default_factory=dict)  #: groups of links turned down, by reason
    selectors: Mapping[str, str] = field(default_factory=dict)  #: the same as a rule: settings of kind css

    def as_json(self) -> dict[str, Any]:
        """What `python -m feeds detect --json` prints: its keys stay as they are."""
        return {
            "page": self.page,
            "reason": self.reason,
            "feed": self.feed,
            "list": self.list,
            "columns": [{"title": c.title, "url": c.url} for c in self.columns],
            "confidence": round(self.confidence, 2),
            "why": [*self.why, *(f"turned down: {n} × {reason}" for reason, n in self.rejected.items())],
        }


def detect(page: Page, *, zone: ZoneInfo = SHANGHAI) -> Detected:
    """What the page is. Never raises for what a page holds."""
    told = refusal(page.text, status=page.status, url=page.url)
    try:
        document = parse(page.text, page.url)
    except ExtractError as e:
        return Detected(page="refused", url=page.url, reason="unreadable", confidence=1.0, why=(e.why,))
    feed_kind = kinds.one("feed")
    if feed_kind is not None and feed_kind.marks(document) >= kinds.SURE:
        return _feed(page, document, zone)
    if told is not None:
        return Detected(page="refused", url=page.url, reason=told.reason, confidence=0.95, why=(told.why,))
    return _decide(page, document, zone)


def _feed(page: Page, document: Document, zone: ZoneInfo) -> Detected:
    reader = kinds.one("feed")
    assert reader is not None
    try:
        found = reader.listing(document, reader.Settings(), zone, page.fetched)
    except ExtractError as e:
        return Detected(page="refused", url=page.url, reason="unreadable", kind="feed", confidence=0.9, why=(e.why,))
    why = f"the address is a feed itself, of {len(found.articles)} entries"
    return Detected(
        page="list", url=page.url, kind="feed", feed=page.url, list=page.url, listing=found, confidence=1.0, why=(why,)
    )


def _decide(page: Page, document: Document, zone: ZoneInfo) -> Detected:
    name, reader = _kind(document)
    survey = lists.survey(document, zone, page.fetched)
    if wares.forum(page.url, (link.url for link in survey.links)):
        boards = ("its links lead to the boards of a forum",)
        return Detected(page="refused", url=page.url, reason="no_news", kind=name, confidence=0.8, why=boards)
    best = lists.best(survey)
    offered = columns.find(document, survey)
    seen = reading, body, told = bodies.read(document, zone, page.fetched)
    listing = auto.listed(document, survey) if name == "auto" else _listing(reader, document, zone, page)
    case = evidence.Case()
    evidence.of_the_address(case, document, reader)
    evidence.of_the_maker(case, document, best is not None or bool(offered))
    evidence.of_the_links(case, document, survey, listing, offered, best)
    evidence.of_the_text(case, document, reading, body, told, best)
    evidence.of_the_blocks(case, document, survey, offered, best)
    feed = native.feed(document)
    rejected = dict(Counter(survey.rejected).most_common(8))
    verdict = partial(Detected, url=page.url, kind=name, feed=feed, rejected=rejected)
    ranked = sorted(case.points.items(), key=lambda p: -p[1])
    (what, most), (_, second) = ranked[0], ranked[1]
    sure = max(0.05, min(0.99, 0.3 + (most - 40) / 170 + (most - max(second, 0)) / 200))
    lists_something = best is not None or offered or crumbs.is_home(document) or addresses.looks_like_list(page.url)
    enough = 40 if lists_something else 28
    if what == "article" and most >= enough:
        says_nothing = reading.volume < HOLLOW and _nothing(document)
        article = None if says_nothing else _article(reader, document, zone, page, seen)
        if article is not None:
            column = back.column_of(document, reader, survey)
            why = tuple(case.why["article"]) + ((f"its list: {column}",) if column else ("no link leads to its list",))
            return verdict(
                page="article",
                list=column,
                article=article,
                selectors=selecting.of_article(document, reading.container, body.text)
                if reading.container is not None
                else {},
                confidence=sure,
                why=why,
            )
    if what == "home" and offered:
        return verdict(page="home", columns=offered, confidence=sure, why=tuple(case.why["home"]))
    listed = case.points["list"] >= (40 if name == "auto" else 25) and not case.doubts
    if listing is not None and listing.articles and listed:
        return verdict(
            page="list",
            list=page.url,
            listing=listing,
            selectors=selecting.of_list(document, best) if best is not None else {},
            confidence=sure if what == "list" else min(sure, 0.5),
            why=tuple(case.why["list"]),
        )
    if offered:
        return verdict(page="home", columns=offered, confidence=min(sure, 0.6), why=tuple(case.why["home"]))
    if crumbs.at_home(document):
        found = _sections(document, survey)
        if not found and feed is None and len(survey.links) < FEW_LINKS and len(text(document.root)) < FEW_WORDS:
            nothing = ("the site's front page, and nothing on it leads to news",)
            return verdict(page="refused", reason="no_news", confidence=0.5, why=nothing)
        why_home = ("the site's front page, but no block of headlines was found on it",)
        return verdict(page="home", columns=found, confidence=0.3, why=why_home)
    empty = _nothing(document)
    told_no = bool(empty) or (name != "auto" and case.points["article"] < 20) or bool(case.doubts)
    telling = (reading.title.sure or reading.found is not None) and not addresses.numbers_a_list(page.url)
    if reading.volume >= 100 and telling and not told_no and (article := _article(reader, document, zone, page, seen)):
        why = (*case.why["article"], "little speaks for it")
        return verdict(
            page="article", article=article, confidence=0.3, why=why, list=back.column_of(document, reader, survey)
        )
    hollow = name != "auto" and listing is not None and not listing.articles
    if case.doubts and not empty:
        return verdict(page="refused", reason="no_news", confidence=0.6, why=tuple(case.doubts))
    if hollow and not empty:
        why = (f"a column of kind {name} without any article",)
        return verdict(page="refused", reason="empty", confidence=0.5, why=why)
    why = (f"the list says “{empty}”",) if empty else ("neither a list of articles nor an article was found",)
    return verdict(page="refused", reason="empty" if empty else "no_news", confidence=0.6, why=why)


def _nothing(document: Document) -> str | None:
    """What a list says that has nothing to list: a line of its own, or nearly so."""
    for line in block_text(document.root).split("\n"):
        found = NOTHING.search(line[:100])
        if found is not None and len(line) <= len(found[0]) + 25:
            return found[0]
    return None


def _kind(document: Document) -> tuple[str, kinds.Kind]:
    name = kinds.known(document) or "auto"
    reader = kinds.one(name)
    assert reader is not None
    return name, reader


def _listing(reader: kinds.Kind, document: Document, zone: ZoneInfo, page: Page) -> Listing | None:
    try:
        return reader.listing(document, reader.Settings(), zone, page.fetched)
    except ExtractError:
        return None


def _article(reader: kinds.Kind, document: Document, zone: ZoneInfo, page: Page, seen: bodies.Read) -> Article | None:
    """As its kind reads it, else as `auto`, which has `seen` it before."""
    found: Article | None = None
    with suppress(ExtractError):
        if reader is not auto:
            found = reader.article(document, reader.Settings(), zone, page.fetched)
    if found is None or not found.title:
        with suppress(ExtractError):
            found = bodies.assembled(document, *seen)
    return found if found is not None and found.title else None


def _sections(document: Document, survey: lists.Survey) -> tuple[Column, ...]:
    """Where no block was found: the menu's entries that are called news."""
    found: dict[str, Column] = {}
    for link in survey.links:
        if NEWS.search(link.words) and weight(link.words) <= 10 and same_site(link.url, document.url):
            found.setdefault(link.url, Column(title=link.words, url=link.url))
    return tuple(found.values())[:12]
