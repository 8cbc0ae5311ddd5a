"""What to think of what a site answered: is this list to be believed, what state is the source in. Pure."""

from datetime import datetime

from feeds import read
from feeds.errors import BadStatus, Disallowed, ExtractError, FetchError, Forbidden, PageError, RefusedPage
from feeds.keep.states import State
from feeds.model import Listing, Page
from feeds.read.refused import refusal

GARBLED = 0.005  #: share of undecodable characters beyond which a page is not believed


def kind_of(page: Page) -> str:
    kind = read.kind_of(page)
    if kind is None:
        raise ExtractError(page.url, 'of no kind that we know; set `kind = "css"` and its selectors')
    return kind


def check(page: Page) -> None:
    """Refuse a challenge, a login, a wall: such a page is no news."""
    found = refusal(page.text, status=page.status, url=page.url)
    if found is not None:
        raise RefusedPage(page.url, found.reason, found.why)


def doubt(page: Page, listing: Listing, state: State) -> str | None:
    """Why this list is not to be believed, or None. "0 items" is a symptom, never the truth."""
    found = len(listing.articles)
    if found == 0:
        usual = f", usually {state.usual}" if state.usual else ""
        return f"0 items{usual}: the page is empty or was redesigned ({page.url})"
    if state.usual is not None and found * 2 < state.usual:
        return f"{found} items, usually {state.usual} ({page.url})"
    if state.whole and not read.whole(page):
        return f"the page ends before its </html> ({page.url})"
    if page.replaced > GARBLED:
        return f"{page.replaced:.1%} of the characters cannot be decoded as {page.encoding} ({page.url})"
    return None


def well(state: State, now: datetime) -> dict[str, object]:
    since = now if state.state != "ok" else state.since
    return {"state": "ok", "reason": None, "since": since, "last_poll": now, "last_success": now, "failures": 0}


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
        return {401: "forbidden", 403: "forbidden", 404: "broken", 410: "gone", 412: "challenged"}.get(
            error.status, "unreachable"
        )
    return "unreachable" if isinstance(error, FetchError) else "broken"
