"""What is this page: a home page, a list, an article, or no news at all; how sure, and why. Decides; fetches nothing.

feeds/discover.py does the fetching, and verifies what is proposed here by opening a few articles.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Literal
from zoneinfo import ZoneInfo

from feeds.errors import ExtractError
from feeds.model import SHANGHAI, Article, Listing, Page
from feeds.read import addresses, back, bodies, columns, crumbs, kinds, lists, native, selecting, wares
from feeds.read.columns import Column
from feeds.read.groups import Candidate
from feeds.read.html import Document, attr, css, inside, parse
from feeds.read.lines import text
from feeds.read.links import same_site
from feeds.read.refused import refusal
from feeds.read.wording import weight

NOTHING = re.compile(
    r"暂无(?:相关)?(?:通知|公告|新闻|内容|信息|数据|记录|文章)|没有(?:相关)?(?:内容|"
    r"信息|数据|记录)|no (?:news|posts|entries|results|items)\b|"
    r"keine (?:meldungen|einträge|nachrichten)|(?:記事|お知らせ)はありません",
    re.I,
)


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


@dataclass(slots=True)
class _Case:
    """What speaks for what."""

    points: dict[str, float] = field(default_factory=lambda: {"list": 0.0, "article": 0.0, "home": 0.0})
    doubts: list[str] = field(default_factory=list)
    why: dict[str, list[str]] = field(default_factory=lambda: {"home": [], "list": [], "article": []})

    def add(self, what: Literal["home", "list", "article"], points: float, reason: str) -> None:
        self.points[what] += points
        if points > 0:
            self.why[what].append(reason)


def _decide(page: Page, document: Document, zone: ZoneInfo) -> Detected:
    name, reader = _kind(document)
    survey = lists.survey(document, zone, page.fetched)
    if wares.forum(page.url, (link.url for link in survey.links)):
        boards = ("its links lead to the boards of a forum",)
        return Detected(page="refused", url=page.url, reason="no_news", kind=name, confidence=0.8, why=boards)
    best = lists.best(survey)
    offered = columns.find(document, survey)
    reading, body, told = bodies.read(document, zone, page.fetched)
    listing = _listing(reader, document, zone, page)
    case = _Case()
    _for_the_address(case, document, reader)
    _for_a_list(case, document, survey, listing, offered, best)
    _for_an_article(case, document, reading, body, told, best)
    _for_a_home(case, document, survey, offered, best)
    feed = native.feed(document)
    rejected = dict(Counter(survey.rejected).most_common(8))
    verdict = partial(Detected, url=page.url, kind=name, feed=feed, rejected=rejected)
    ranked = sorted(case.points.items(), key=lambda p: -p[1])
    (what, most), (_, second) = ranked[0], ranked[1]
    sure = max(0.05, min(0.99, 0.3 + (most - 40) / 170 + (most - max(second, 0)) / 200))
    lists_something = best is not None or offered or crumbs.is_home(document) or addresses.looks_like_list(page.url)
    enough = 40 if lists_something else 28
    if what == "article" and most >= enough:
        article = _article(reader, document, zone, page)
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
    if crumbs.is_home(document):
        found = _sections(document, survey)
        why_home = ("the site's front page, but no block of headlines was found on it",)
        return verdict(page="home", columns=found, confidence=0.3, why=why_home)
    told_no = (name != "auto" and case.points["article"] < 20) or bool(case.doubts)
    telling = reading.title.sure or reading.found is not None
    if reading.volume >= 100 and telling and not told_no and (article := _article(reader, document, zone, page)):
        why = (*case.why["article"], "little speaks for it")
        return verdict(
            page="article", article=article, confidence=0.3, why=why, list=back.column_of(document, reader, survey)
        )
    empty = NOTHING.search(text(document.root))
    hollow = name != "auto" and listing is not None and not listing.articles
    if case.doubts and not empty:
        return verdict(page="refused", reason="no_news", confidence=0.6, why=tuple(case.doubts))
    if hollow and not empty:
        why = (f"a column of kind {name} without any article",)
        return verdict(page="refused", reason="empty", confidence=0.5, why=why)
    why = (f"the list says “{empty[0]}”",) if empty else ("neither a list of articles nor an article was found",)
    return verdict(page="refused", reason="empty" if empty else "no_news", confidence=0.6, why=why)


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


def _article(reader: kinds.Kind, document: Document, zone: ZoneInfo, page: Page) -> Article | None:
    for one in (reader, kinds.one("auto")):
        if one is None:
            continue
        try:
            found = one.article(document, one.Settings(), zone, page.fetched)
        except ExtractError:
            continue
        if found.title:
            return found
    return None


def _for_the_address(case: _Case, document: Document, reader: kinds.Kind) -> None:
    identity = getattr(reader, "identity", None)
    if identity is not None and identity(document.url):
        case.add("article", 45, "the address names one article of this CMS")
        case.add("list", -30, "")
        case.add("home", -50, "")
    elif addresses.looks_like_article(document.url):
        case.add("article", 22, "the address looks like an article's")
        case.add("list", -8, "")
        case.add("home", -15, "")
    elif crumbs.is_home(document):
        case.add("home", 30, "the address is the site's front page")
        case.add("article", -40, "")
    elif addresses.looks_like_list(document.url):
        case.add("list", 12, "the address looks like a list's")
        case.add("article", -10, "")
    if identity is not None and not identity(document.url) and same_site(document.url, document.base):
        case.add("article", -15, "")
    tells = getattr(reader, "is_article", None)
    if tells is not None:
        if tells(document):
            case.add("article", 25, "the CMS says it is an article")
            case.add("list", -20, "")
        else:
            case.add("article", -40, "")
    if wares.contact(lists.column_title(document) or ""):
        case.add("list", -40, "")
        case.add("article", -40, "")
        case.doubts.append("it says how to reach somebody, as its title says")


def _for_a_list(
    case: _Case,
    document: Document,
    survey: lists.Survey,
    listing: Listing | None,
    offered: tuple[Column, ...],
    best: Candidate | None,
) -> None:
    if best is not None:
        case.add("list", min(best.score, 120) * 0.62, f"{len(best.items)} links that look like a list of articles")
        case.why["list"].extend(r for r in best.why if r.startswith("+"))
        if best.more and same_site(best.more, document.url):
            case.add("list", -18, "")
        if best.place in ("side", "related", "foot", "nav"):
            case.add("list", -25, "")
    if listing is not None and listing.articles and listing.kind != "auto":
        case.add("list", 25, f"kind {listing.kind} reads {len(listing.articles)} articles from it")
    if listing is not None and (told := wares.told(listing, best)):
        case.add("list", -70, "")
        case.add("home", -20, "")
        case.doubts.append(told)
    if listing is not None and listing.next:
        case.add("list", 22, "a pager leads to older pages")
    blocks = [c for c in survey.candidates if c.score >= columns.FAIR]
    if len(blocks) == 1:
        case.add("list", 8, "it is the only block of headlines")
    if len(offered) >= 2 and best is not None and best.more:
        case.add("list", -20, "")


def _for_an_article(
    case: _Case,
    document: Document,
    reading: bodies.Reading,
    body: Any,
    told: Any,
    best: Candidate | None,
) -> None:
    if reading.title.text and weight(reading.title.text) >= 5:
        case.add("article", 14 if reading.title.sure else 6, f"a title: “{reading.title.text[:40]}”")
    if reading.volume >= 60:
        case.add("article", min(reading.volume / 10, 42), f"a body of {reading.volume:.0f} characters")
    elif body.attachments or body.images or body.videos:
        case.add("article", 12, "a short body with pictures or files")
    if reading.found is not None and any(bodies.says_when(run) for run in reading.head):
        case.add("article", 20, f"a line below the title says {reading.found.when:%Y-%m-%d}")
        if any(bodies.is_meta_line(run) for run in reading.head):
            case.add("article", 8, "that line has labels")
    elif reading.found is not None:
        case.add("article", 8, f"a date: {reading.found.when:%Y-%m-%d}")
    if wares.people(reading.title.text) and not any(bodies.says_when(run) for run in reading.head):
        case.add("article", -60, "")
        case.doubts.append("a page of people, as its title says")
    if wares.product(document.source):
        case.add("article", -60, "")
        case.doubts.append("it sells one thing")
    if "article" in told.type.lower() or "posting" in told.type.lower():
        case.add("article", 15, f"its metadata say {told.type}")
    if reading.container is None or best is None:
        return
    within = [i.card for i in best.items if i.card is not None and inside(i.card, reading.container)]
    titles = sum(weight(i.title) for i in best.items)
    held = sum(weight(text(card)) for card in within)
    if _running(document, best):
        case.add("list", -60, "")  # links in the sentences of a text
    elif len(within) >= max(2, 0.5 * len(best.items)) and held > 0.4 * reading.volume:
        case.add("article", -65, "")  # the "body" is the list
        return
    if reading.volume > 3 * titles and reading.volume > 90 and (reading.title.sure or reading.found is not None):
        case.add("list", -28, "")  # a few links beside a long text
    if reading.title.sure and weight(reading.title.text) >= 8 and reading.volume > 200 and reading.found is not None:
        case.add("list", -20, "")
        if reading.volume > 400 and any(bodies.says_when(run) for run in reading.head):
            case.add("list", -30, "")  # a whole article, dated below its title


def _running(document: Document, best: Candidate) -> bool:
    """Whether most of the links stand within sentences: words before them, in the same element."""
    inside_text = 0
    for item in best.items:
        links = css(item.card, "a[href]") if item.card is not None else []
        link = next((a for a in links if document.link(attr(a, "href")) == item.url), None)
        before = link.prev if link is not None else None
        said = (before.text_content or "").strip() if before is not None and before.is_text_node else ""
        goes_on = weight(said) >= 8 and said[-1] not in ":：|｜>»·-–—]】" and said not in item.title
        inside_text += goes_on or bool(re.search("[。！？]", said))
    return inside_text >= 0.6 * len(best.items)


def _for_a_home(
    case: _Case, document: Document, survey: lists.Survey, offered: tuple[Column, ...], best: Candidate | None
) -> None:
    if offered:
        case.add(
            "home", 18 + 14 * min(len(offered), 4), f"{len(offered)} blocks of headlines lead to pages of their own"
        )
    blocks = [c for c in survey.candidates if c.score >= columns.FAIR]
    if len(blocks) >= 3:
        case.add("home", 10, f"{len(blocks)} blocks of headlines")
    own = best is not None and best.more is None and (best.paged or best.named)
    if own and not crumbs.is_home(document) and addresses.looks_like_list(document.url):
        case.add("home", -20, "")  # what stands beside a column's list makes no home page of it


def _sections(document: Document, survey: lists.Survey) -> tuple[Column, ...]:
    """Where no block was found: the menu's entries that are called news."""
    found: dict[str, Column] = {}
    for link in survey.links:
        if _NEWS.search(link.words) and weight(link.words) <= 10 and same_site(link.url, document.url):
            found.setdefault(link.url, Column(title=link.words, url=link.url))
    return tuple(found.values())[:12]


_NEWS = re.compile(r"新闻|通知|公告|动态|资讯|要闻|news|aktuelles|meldungen|お知らせ|ニュース|新着", re.I)
