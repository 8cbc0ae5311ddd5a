"""What is thought of one answer of a site: which state an error is, what a page gives away, what can be approved."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from builders import NOON, article

from feeds import judge
from feeds.errors import (
    BadStatus,
    Disallowed,
    ExtractError,
    Forbidden,
    NoRules,
    PageError,
    RefusedPage,
    TooSlow,
    Unreachable,
)
from feeds.keep.states import State
from feeds.model import Listing, Page

URL = "http://news.example/index.htm"
OK = State(source="news", tag="tag:x", state="ok", usual=10, whole=True, next_poll=NOON, since=NOON)
WHOLE = Page(url=URL, text="<html><body>要闻</body></html>", fetched=NOON)
CUT = replace(WHOLE, text="<html><body>要闻")


@pytest.mark.parametrize(
    ("error", "state"),
    [
        *((each(URL, "why"), "unreachable") for each in (Unreachable, TooSlow, NoRules)),
        *((each(URL, "why"), "forbidden") for each in (Forbidden, Disallowed)),
        *((BadStatus(URL, status), "forbidden") for status in (401, 403, 451)),
        *((BadStatus(URL, status), "unreachable") for status in (429, 500, 503)),
        (BadStatus(URL, 404), "broken"),
        (BadStatus(URL, 410), "gone"),
        (BadStatus(URL, 412), "challenged"),
        (BadStatus(URL, 503, body="<title>Just a moment...</title>"), "challenged"),
        (ExtractError(URL, "no list"), "broken"),
        *((RefusedPage(URL, reason, "why"), "forbidden") for reason in ("login", "wall", "forbidden")),
        (RefusedPage(URL, "challenge", "why"), "challenged"),
        (RefusedPage(URL, "empty", "why"), "suspect"),
        (RefusedPage(URL, "not_found", "why"), "broken"),
    ],
)
def test_each_refusal_has_its_state(error: PageError, state: str):
    assert judge.state_after(error) == state


@pytest.mark.parametrize(
    ("items", "page", "values", "why"),
    [
        (5, WHOLE, {}, None),
        (4, WHOLE, {}, "4 items, usually 10"),
        (1, WHOLE, {}, "1 item, usually 10"),
        (4, WHOLE, {"settled": True}, None),
        (4, WHOLE, {"approved": "quiet"}, None),
        (4, WHOLE, {"usual": None}, None),
        (10, CUT, {}, "the page ends before its </html>"),
        (10, CUT, {"whole": False}, None),
        (10, CUT, {"approved": "quiet"}, None),
        (4, CUT, {"settled": True}, "the page ends before its </html>"),
        (10, replace(WHOLE, replaced=0.01), {}, "1.0% of the characters cannot be decoded as utf-8"),
        (0, WHOLE, {}, "0 items, usually 10: the page is empty or was redesigned"),
        (0, WHOLE, {"usual": None}, "0 items: the page is empty or was redesigned"),
        (0, WHOLE, {"approved": "quiet", "settled": True}, "0 items, usually 10: the page is empty or was redesigned"),
    ],
)
def test_a_page_that_gives_itself_away_is_not_believed(items: int, page: Page, values: dict[str, Any], why: str | None):
    listing = Listing(kind="auto", articles=tuple(article(str(n)) for n in range(items)))
    state = {name: value for name, value in values.items() if name != "settled"}

    found = judge.doubt(page, listing, replace(OK, **state), settled="settled" in values)

    assert found == (why and f"{why} ({URL})")


@pytest.mark.parametrize(
    ("state", "fit"),
    [
        (None, False),
        (OK, False),
        (replace(OK, held={"new": 3}), True),
        (replace(OK, proposal={"url": URL}), True),
        (replace(OK, state="suspect", reason="4 items, usually 10"), True),
        (replace(OK, state="suspect", reason="0 items, usually 10: …"), False),
        (replace(OK, state="suspect", reason="why", failures=1), False),
        (replace(OK, state="broken", reason="no list"), False),
    ],
)
def test_what_shows_nothing_cannot_be_approved(state: State | None, fit: bool):
    assert judge.approvable(state) is fit


def test_a_poll_that_ends_well_leaves_nothing_of_the_trouble_before():
    bad = replace(OK, state="suspect", reason="why", failures=3, deaths=1, since=NOON - timedelta(days=1))

    good = {"state": "ok", "reason": None, "failures": 0, "deaths": 0, "last_poll": NOON, "last_success": NOON}
    assert judge.well(bad, NOON) == good | {"since": NOON}
    assert judge.well(replace(OK, since=NOON - timedelta(days=1)), NOON) == good | {"since": NOON - timedelta(days=1)}
