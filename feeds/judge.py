"""What to think of what a site answered: is this list to be believed, what state is the source in. Pure."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from feeds import moving, normal, read
from feeds.errors import BadStatus, Disallowed, FetchError, Forbidden, PageError, RefusedPage
from feeds.keep.sameness import same_title
from feeds.keep.states import State
from feeds.model import Article, Listing, Page, Source
from feeds.moving import Kept
from feeds.normal import Normal, Rhythm
from feeds.read.refused import refusal

STAND_IN = 60  #: characters; what a template shows instead of an article is short
_LOADING = re.compile(r"加载|载入|請稍|请稍|loading|please wait|読み込み|wird geladen", re.IGNORECASE)
NOTHING = "0 items"  #: how the reason begins where a page shows nothing that could be taken
GARBLED = 0.005  #: share of undecodable characters beyond which a page is not believed


def kind_of(page: Page) -> str:
    """The kind whose fingerprints the page shows, else the one that reads anything."""
    return read.kind_of(page) or read.FALLBACK


def check(page: Page) -> None:
    """Refuse a challenge, a login, a wall: such a page is no news."""
    found = refusal(page.text, status=page.status, url=page.url)
    if found is not None:
        raise RefusedPage(page.url, found.reason, found.why)


def doubt(page: Page, listing: Listing, state: State, *, settled: bool = False) -> str | None:
    """Why this page is not to be believed, or None. "0 items" is a symptom, never the truth. What an admin approved
    may be shorter than usual, but not empty; `settled`: this very page has been there for a day."""
    found = len(listing.articles)
    if found == 0:
        usual = f", usually {state.usual}" if state.usual else ""
        return f"{NOTHING}{usual}: the page is empty or was redesigned ({page.url})"
    if state.approved:
        return None
    if state.usual is not None and found * 2 < state.usual and not settled:
        if found == 1:
            return f"1 item, usually {state.usual} ({page.url})"
        return f"{found} items, usually {state.usual} ({page.url})"
    if state.whole and not read.whole(page):
        return f"the page ends before its </html> ({page.url})"
    if page.replaced > GARBLED:
        return f"{page.replaced:.1%} of the characters cannot be decoded as {page.encoding} ({page.url})"
    return None


def approvable(state: State | None) -> bool:
    """Whether there is anything for an admin to take: what is held, another reading, or a list that is shorter or worse
    than usual. A page without items, or none at all, is nothing that could be taken."""
    if state is None:
        return False
    worse = state.state == "suspect" and not state.failures and not (state.reason or "").startswith(NOTHING)
    return bool(state.held or state.proposal) or worse


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What becomes of a list."""

    why: str | None = None  #: not None: nothing of it is kept
    ours: Sequence[tuple[int, Article]] = ()  #: entries that the site calls otherwise now
    again: Sequence[tuple[int, Article]] = ()  #: … because an editor put them up again
    held: Sequence[Article] = ()  #: kept back until approved
    backlog: Collection[str] = ()  #: ids kept without a word: older than all we ever had


def weigh(
    source: Source,
    state: State,
    articles: Sequence[Article],
    shown: Mapping[str, str],
    *,
    kept: Callable[[], Sequence[Kept]],
    usual: Callable[[], Rhythm],
    now: datetime,
    read_otherwise: datetime | None = None,
) -> Verdict:
    """Is this list the one we know, going on? `shown` are the ids on it that we have, with the title they had. Where
    the admin names another address and nothing on it is ours, it is a baseline again. `read_otherwise`: it was read in
    another way until that time, so only what is dated since is news."""
    if state.usual is None:
        return Verdict()
    back = set(state.held.get("keys", ())) if state.held and not state.approved else set()
    held = tuple(each for each in articles if each.id in back)
    articles = [each for each in articles if each.id not in back]
    fresh = [each for each in articles if each.id not in shown]
    changed = sum(each.id in shown and not same_title(each.title, shown[each.id]) for each in articles)
    if why := None if state.approved else normal.retitled(changed, len(articles) - len(fresh)):
        return Verdict(why=why)
    if not fresh:
        return Verdict(held=held)
    inner = [each for each in fresh if not each.external]
    if inner and (state.approved or 2 * len(inner) >= sum(not each.external for each in articles)):
        ours = moving.pairs(inner, [each for each in kept() if each.key not in shown], source.zone)
        if state.approved or moving.enough(len(ours), len(inner), state.usual):
            known = {item.id for _, item in ours}
            rest = [each for each in fresh if each.id not in known]
            return Verdict(ours=ours, held=() if state.approved else (*held, *rest))
    if state.approved:
        return Verdict()
    if state.url not in (None, source.url) and not shown:
        return Verdict(backlog={each.id for each in fresh})
    before = Normal.of(state.normal)
    ours = late(before, inner, kept, shown, source)
    known = {item.id for _, item in ours}
    again: list[tuple[int, Article]] = []
    if rest := [_dated(each, now) for each in fresh if each.id not in known]:
        taken = {number for number, _ in ours}
        again = [pair for pair in moving.put_up_again(rest, kept(), articles, source.zone) if pair[0] not in taken]
        known |= {item.id for _, item in again}
    fresh = [each for each in fresh if each.id not in known]
    rhythm = usual()
    older = set(normal.backlog(fresh, len(articles) - len(fresh), rhythm))
    if read_otherwise is not None:
        day = read_otherwise.astimezone(source.zone).date()
        above = next((at for at, each in enumerate(articles) if each.id in shown), len(articles))
        top = {each.id for each in articles[:above]}
        older |= {each.id for each in fresh if _before(each, day, source, top)}
    news = [each for each in fresh if each.id not in older]
    others = [each for each in articles if each.id not in older]
    silent = (since(state) or now) - (state.last_success or now)
    why = normal.drift(others, news, before, rhythm, silent=silent, now=now)
    if why:
        return Verdict(why=why, held=held, backlog=older)
    return Verdict(ours=ours, again=again, held=held, backlog=older)


def _dated(article: Article, now: datetime) -> Article:
    """A new item of a list without dates came out today, as far as anybody knows."""
    return article if article.published is not None else replace(article, published=now)


def _before(article: Article, day: date, source: Source, top: Collection[str]) -> bool:
    """Whether an item is older than that day; without a date, whether it stands below one that we know."""
    if article.published is None:
        return article.id not in top
    return article.published.astimezone(source.zone).date() < day


def late(
    before: Normal | None,
    items: Sequence[Article],
    kept: Callable[[], Sequence[Kept]],
    shown: Collection[str],
    source: Source,
) -> list[tuple[int, Article]]:
    """Single entries under another id: those that were on no list when the site moved, and where an address is the
    id, those of which only http became https."""
    moved = before.moved if before is not None else None
    addresses = [each for each in items if each.id.startswith(("http://", "https://"))]
    if not moved and not addresses:
        return []
    rows = [each for each in kept() if each.key not in shown]
    if not moved:
        return moving.same_address(addresses, rows)
    then = datetime.fromisoformat(moved)
    return moving.pairs(items, [each for each in rows if each.seen < then], source.zone)


def since(state: State) -> datetime | None:
    """When we began not to believe the list."""
    said: Any = (state.held or {}).get("since")
    return datetime.fromisoformat(said) if said else None


SETTLED = timedelta(days=1)  #: a shorter list that stays so long is how it is now


def stands_in(text: str) -> bool:
    """True for the words that a template shows until a script has fetched the article, and for little else."""
    return len(text) < STAND_IN and _LOADING.search(text) is not None


def hollow(text: str, extras: int, replaced: float) -> str | None:
    """Why an article's page says nothing worth keeping, or None."""
    if not text.strip() and not extras:
        return "no text, picture, film or file on this page"
    if replaced > 10 * GARBLED:
        return f"{replaced:.0%} of its characters cannot be decoded"
    return None


def well(state: State, now: datetime) -> dict[str, object]:
    since = now if state.state != "ok" else state.since
    good: dict[str, object] = {"state": "ok", "reason": None, "since": since, "failures": 0, "deaths": 0}
    return good | {"last_poll": now, "last_success": now}


_REFUSED = {
    "login": "forbidden",
    "wall": "forbidden",
    "forbidden": "forbidden",
    "challenge": "challenged",
    "empty": "suspect",  # a symptom, as is a list without items
}


def state_after(error: PageError) -> str:
    """What to call a source after this error (reference: the states shown to an admin)."""
    if isinstance(error, RefusedPage):
        return _REFUSED.get(error.reason, "broken")
    if isinstance(error, Disallowed | Forbidden):
        return "forbidden"
    if isinstance(error, BadStatus):
        seen = refusal(error.body, status=error.status, url=error.url)
        if seen is not None and seen.reason == "challenge":
            return "challenged"
        return {
            401: "forbidden",
            403: "forbidden",
            451: "forbidden",
            404: "broken",
            410: "gone",
            412: "challenged",
        }.get(error.status, "unreachable")
    return "unreachable" if isinstance(error, FetchError) else "broken"
