"""Any address → a source: fetches the page, lets read/detect.py decide, and verifies what it proposes.

A list is believed when two or three of its articles open and say what the list said. It keeps nothing and it asks
politely: fewer than twenty requests, through the one door out (fetch/web.py).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Protocol
from urllib.parse import parse_qsl, urljoin, urlsplit
from zoneinfo import ZoneInfo

from feeds import nopage, read
from feeds.agreeing import disagreement
from feeds.errors import BadStatus, PageError
from feeds.model import SHANGHAI, Access, Article, Page, utcnow
from feeds.read import contrast
from feeds.read.detect import Detected, detect
from feeds.read.fronts.called import nameless
from feeds.read.fronts.columns import Column
from feeds.read.markup.html import parse
from feeds.read.markup.links import canonical, is_file, same_page

OPENED = 3  #: articles opened to verify a list
COLUMNS = 6  #: columns of a home page that are looked at
SAYS_NOTHING = ("no_news", "empty")  #: why a page is no source; a notice of one line may look so, and be an article
#: what an address has only for the page of a list
PAGED = re.compile(
    r"[\W_]|\d{1,3}|(?:total)?page(?:s|d|num|no|index)?|pn?|index|list|default|start|s?html?|psp|aspx?|jsp|php", re.I
)


class Fetcher(Protocol):
    """What we need of fetch.web.Web."""

    def get(self, url: str, access: Access = ...) -> Page: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What opening one article of a list showed."""

    url: str
    fine: bool
    why: str
    article: Article | None = None
    list: str | None = None  #: where it says that it belongs
    selectors: Mapping[str, str] = field(default_factory=dict)


def discover(
    web: Fetcher,
    url: str,
    *,
    access: Access = Access(),
    zone: ZoneInfo = SHANGHAI,
    say: Callable[[str], None] = lambda sentence: None,
) -> Detected:
    """What stands at the address, verified; FetchError where the site cannot be reached. `say` hears what is done."""
    say(f"reading {url}")
    page = _page(web, url, access)
    found = detect(page, zone=zone)
    if found.page == "refused" and (what := nopage.said(page)):
        return replace(found, why=(what,))
    if page.status >= 500 and (found.page != "refused" or found.reason in SAYS_NOTHING):
        raise BadStatus(url, page.status)
    if found.page == "home":
        found = _its_own(found, page, zone)
    if found.page == "article" and found.list is None:
        found = _on_the_front(web, found, access, zone, say)
    if found.page == "article" and found.list is not None:
        return _behind(web, found, access, zone, say)
    if found.page == "list" and found.kind != "feed":
        return _verified(web, _contrasted(web, found, page, access, say), access, zone, say)
    if found.page == "home":
        return _opened(web, found, access, zone, say)
    return found


def _page(web: Fetcher, url: str, access: Access) -> Page:
    """The page, also where the status is an error: its text may say what it is."""
    try:
        return web.get(url, access)
    except BadStatus as e:
        if not e.body and e.status not in (401, 403, 404, 410, 412, 451, 521):
            raise
        return Page(url=url, text=e.body, fetched=utcnow(), status=e.status)


def _its_own(found: Detected, page: Page, zone: ZoneInfo) -> Detected:
    """A front page whose only column is its own next page (Older posts) is a list itself."""
    try:
        listing = read.listing(page, zone=zone)
    except PageError:
        return found
    older = listing.next
    if not found.columns or older is None or not all(same_page(each.url, older) for each in found.columns):
        return found
    why = (*found.why, "its only column is its own next page")
    return replace(found, page="list", list=found.url, listing=listing, columns=(), why=why)


def _behind(web: Fetcher, found: Detected, access: Access, zone: ZoneInfo, say: Callable[[str], None]) -> Detected:
    """An article's list, opened: it is believed when it is one, the more when it shows the article."""
    assert found.list is not None
    say(f"looking at its list {found.list}")
    try:
        behind = detect(_page(web, found.list, access), zone=zone)
    except PageError as e:
        return replace(found, list=None, confidence=found.confidence * 0.6, why=(*found.why, f"its list: {e.why}"))
    if behind.page != "list" or behind.listing is None:
        doubt = f"{found.list} is no list but {behind.reason or behind.page}"
        return replace(
            found, list=None, columns=behind.columns, confidence=found.confidence * 0.6, why=(*found.why, doubt)
        )
    shown = found.article is not None and any(a.id == found.article.id for a in behind.listing.articles)
    said = "its list shows this article" if shown else f"its list has {len(behind.listing.articles)} articles"
    verified = _verified(web, behind, access, zone, say)
    confidence = min(0.99, verified.confidence + 0.1) if shown else verified.confidence
    return replace(
        found,
        feed=found.feed or behind.feed,
        list=behind.list,
        listing=behind.listing,
        selectors=verified.selectors,
        confidence=confidence,
        why=(*found.why, said, *verified.why[len(behind.why) :]),
    )


def _on_the_front(
    web: Fetcher, found: Detected, access: Access, zone: ZoneInfo, say: Callable[[str], None]
) -> Detected:
    """An article that names no list: its site's front page, or a column of that, is the list where it shows this very
    article."""
    front = urljoin(found.url, "/")
    say(f"looking at the front page {front}")
    try:
        behind = detect(_page(web, front, access), zone=zone)
    except PageError as e:
        return replace(found, why=(*found.why, f"its front page: {e.why}"))
    if behind.page == "list" and behind.listing is not None and _shows(behind.listing.articles, found.url):
        return replace(found, list=front)
    named = next((one.url for one in behind.columns if _shows(one.sample, found.url)), None)
    return replace(found, list=named or _among(web, behind, found.url, access, zone, say), columns=behind.columns)


def _among(
    web: Fetcher, front: Detected, article: str, access: Access, zone: ZoneInfo, say: Callable[[str], None]
) -> str | None:
    """The front page's column whose list shows that article."""
    for column in front.columns[:COLUMNS]:
        say(f"looking for it in {column.title}")
        try:
            listing = detect(_page(web, column.url, access), zone=zone).listing
        except PageError:
            continue
        if listing is not None and _shows(listing.articles, article):
            return column.url
    return None


def _shows(items: Iterable[Article], url: str) -> bool:
    return any(canonical(item.url) == canonical(url) for item in items)


def _contrasted(web: Fetcher, found: Detected, page: Page, access: Access, say: Callable[[str], None]) -> Detected:
    """The list beside its second page: what both show is the site's template, not the list."""
    listing = found.listing
    if listing is None or listing.next is None:
        return found
    say(f"looking at its next page {listing.next}")
    try:
        other = web.get(listing.next, access)
        here, there = (contrast.addresses(parse(each.text, each.url)) for each in (page, other))
    except PageError as e:
        return replace(found, why=(*found.why, f"its next page: {e.why}"))
    twice = [a for a in listing.articles if 0 < here[canonical(a.url)] <= there[canonical(a.url)]]
    if not twice:
        return replace(found, why=(*found.why, "its next page shows other articles"))
    said = f"{len(twice)} of its {len(listing.articles)} links stand on its next page too"
    if 2 * len(twice) <= len(listing.articles):
        return replace(found, why=(*found.why, said))
    return replace(found, confidence=found.confidence * 0.4, why=(*found.why, f"{said}: a menu, not a list"))


def _verified(web: Fetcher, found: Detected, access: Access, zone: ZoneInfo, say: Callable[[str], None]) -> Detected:
    """The list after two or three of its articles were opened."""
    assert found.listing is not None
    own = [a for a in found.listing.articles if not a.external and not is_file(a.url)]
    if not own and any(not a.external for a in found.listing.articles):
        return replace(found, why=(*found.why, "all its links lead to files, which are not opened"))
    if not own:
        return replace(found, why=(*found.why, "all its links lead to other sites, which are not opened"))
    chosen = own if len(own) <= OPENED else [own[0], own[len(own) // 2], own[-1]]
    checked: list[Checked] = []
    for item in chosen:
        say(f"opening {item.title}")
        checked.append(_check(web, item, found.kind, access, zone))
    first = _first_page(web, found, {c.list for c in checked}, access, zone, say)
    if first is not None:
        return _verified(web, first, access, zone, say)
    fine = sum(c.fine for c in checked)
    share = fine / len(checked)
    why = (
        *found.why,
        f"opened {len(checked)} of its articles, {fine} said what the list says",
        *(f"{c.url}: {c.why}" for c in checked if not c.fine),
    )
    confidence = min(0.99, found.confidence + 0.2 * share) if share >= 0.5 else found.confidence * (0.3 + share)
    article = next((c.article for c in checked if c.fine), None)
    body = next((c.selectors for c in checked if "article_body" in c.selectors), {})
    selectors = {**found.selectors, **body} if found.selectors else {}
    return replace(found, confidence=confidence, why=why, article=article, selectors=selectors)


def _first_page(
    web: Fetcher,
    found: Detected,
    named: set[str | None],
    access: Access,
    zone: ZoneInfo,
    say: Callable[[str], None],
) -> Detected | None:
    """The list of which this one is an older page: all its articles name it as theirs, and what it shows under the same
    title is newer. None where it is none, or is the first page itself."""
    front = next(iter(named)) if len(named) == 1 else None
    if front is None or same_page(front, found.url) or not _pages_apart(found.url, front):
        return None
    say(f"looking at {front}")
    try:
        first = detect(_page(web, front, access), zone=zone)
    except PageError:
        return None
    here, there = found.listing, first.listing
    if first.page != "list" or here is None or there is None or not here.title or here.title != there.title:
        return None
    pinned = {a.id for a in here.articles} & {a.id for a in there.articles}
    newest, others = (max((a.published for a in each.articles if a.published), default=None) for each in (there, here))
    if newest is None or others is None or newest <= others or 2 * len(pinned) >= len(here.articles):
        return None
    return replace(first, why=(*first.why, f"{found.url} is an older page of it"))


def _pages_apart(url: str, first: str) -> bool:
    """Whether two addresses differ by the number of a page alone: page/2/, _2.html, ?page=1. A column beside another
    does not, though it has a number, too."""
    one, other = urlsplit(url), urlsplit(first)
    asks, asked = (dict(parse_qsl(each.query)) for each in (one, other))
    if one.path == other.path:  # what a pager hangs on beside it (?uid=5023&pageNum=2) is no other list
        numbered = any(PAGED.fullmatch(name) and asks[name].isdecimal() for name in asks if name not in asked)
        again = [name for name in asked if asks.get(name) != asked[name]]
        return (numbered or bool(again)) and all(PAGED.fullmatch(name) for name in again)
    here, there = (re.findall(r"\d+|[^\W\d_]+|[\W_]", each.path) for each in (one, other))
    for _ in range(2):  # from both ends
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here, there, strict=False)))
        here, there = here[same:][::-1], there[same:][::-1]
    numbered = any(part.isdecimal() for part in here) and not any(part.isdecimal() and int(part) > 1 for part in there)
    return asks == asked and numbered and all(PAGED.fullmatch(part) for part in (*here, *there))


def _check(web: Fetcher, item: Article, kind: str | None, access: Access, zone: ZoneInfo) -> Checked:
    try:
        page = web.get(item.url, access)
        seen = detect(page, zone=zone)
        if seen.page == "refused" and seen.reason not in SAYS_NOTHING:
            return Checked(url=item.url, fine=False, why=seen.why[0] if seen.why else str(seen.reason))
        article = read.article(page, kind=kind, zone=zone)
    except PageError as e:
        return Checked(url=item.url, fine=False, why=e.why)
    doubt = disagreement(item, article)
    why = doubt or "as the list says"
    return Checked(url=item.url, fine=doubt is None, why=why, article=article, list=seen.list, selectors=seen.selectors)


def _opened(web: Fetcher, found: Detected, access: Access, zone: ZoneInfo, say: Callable[[str], None]) -> Detected:
    """The home page's columns, those that are lists, called as they call themselves."""
    kept: list[Column] = []
    why = list(found.why)
    for n, column in enumerate(found.columns):
        if n >= COLUMNS:
            kept.append(column)
            continue
        say(f"looking at {column.title}")
        try:
            behind = detect(_page(web, column.url, access), zone=zone)
        except PageError as e:
            why.append(f"{column.url}: {e.why}")
            continue
        if behind.page == "refused" or behind.page == "article":
            why.append(f"{column.url} is no list: {behind.reason or behind.page}")
            continue
        named = behind.listing.title if behind.listing is not None else None
        unnamed = column.title == nameless(column.url)
        sample = column.sample or (behind.listing.articles[:3] if behind.listing is not None else ())
        kept.append(replace(column, title=named if unnamed and named else column.title, sample=sample))
    share = len(kept) / max(1, len(found.columns))
    why.append(f"{len(kept)} of {len(found.columns)} columns are lists")
    return replace(
        found, columns=tuple(kept), confidence=min(0.99, found.confidence * (0.5 + 0.6 * share)), why=tuple(why)
    )
