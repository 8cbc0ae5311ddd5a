"""A poll that brought trouble: what the state remembers of it. The page that was not believed is kept, nothing else."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from feeds import judge
from feeds.errors import ExtractError, PageError
from feeds.keep import states, suspects
from feeds.keep.db import Tx
from feeds.keep.states import State
from feeds.model import Article, Page

SAMPLE = 5  #: titles shown of what is held


def suspect(
    tx: Tx,
    state: State,
    page: Page,
    why: str,
    *,
    held: Mapping[str, Any] | None,
    proposal: Mapping[str, Any] | None,
    now: datetime,
    next_poll: datetime,
) -> None:
    """Nothing seen here is believed: no row, no validator changes; the next good page brings what is new."""
    suspects.keep(tx, state.source, page, why, now)
    states.polled(
        tx,
        state,
        settled=False,
        state="suspect",
        reason=why,
        since=now if state.state != "suspect" else state.since,
        last_poll=now,
        failures=0,
        deaths=0,
        held=held if held is not None else state.held,
        proposal=proposal,
        approved=None,  # it was for the page of this moment, not for whatever comes one day
        next_poll=next_poll,
    )


def holding(
    state: State, articles: Sequence[Article], fresh: Sequence[Article], now: datetime, *, part: bool = False
) -> dict[str, Any]:
    """What is held, for the admin and for the next poll. `part`: these alone, the rest of their list was kept."""
    return {
        "since": (judge.since(state) or now).isoformat(),
        "items": len(articles),
        "new": len(fresh),
        "sample": [each.title for each in fresh[:SAMPLE]],
        "keys": [each.id for each in fresh] if part else [],
    }


def part(
    tx: Tx, state: State, page: Page, articles: Sequence[Article], held: Sequence[Article], now: datetime, why: str
) -> dict[str, Any]:
    """The columns of a source whose list was kept but for these items. The page is kept for the admin."""
    suspects.keep(tx, state.source, page, why, now)
    since = now if state.state != "suspect" else state.since
    back = holding(state, articles, held, now, part=True)
    return {"state": "suspect", "reason": why, "since": since, "held": back, "proposal": None}


def held_back(ours: int, back: int, source: str) -> str:
    """Why a list was kept without these items, for the admin."""
    if ours == 1:
        return f"the site gave 1 entry another id, which stays ours; {held_back(0, back, source)}"
    if ours:
        return f"the site gave {ours} entries other ids, which stay ours; {held_back(0, back, source)}"
    if back == 1:
        return f"1 item is held: `yaowen approve {source}` keeps it"
    return f"{back} items are held: `yaowen approve {source}` keeps them"


def still(state: State) -> dict[str, Any]:
    """The columns of a source that holds a part of its list, and whose list is the same."""
    return {"state": "suspect", "reason": state.reason, "since": state.since}


def over(tx: Tx, state: State) -> dict[str, Any]:
    """The columns of a source whose trouble has passed by itself or by approval."""
    if state.held or state.proposal or state.state not in ("ok", "new"):
        suspects.forget(tx, state.source)
    return {"held": None, "proposal": None}


def failed(tx: Tx, state: State, error: PageError, *, now: datetime, next_poll: datetime) -> str:
    """The page could not be had, or said that it is no list; the state's new name."""
    name = judge.state_after(error)
    states.polled(
        tx,
        state,
        settled=False,
        state=name,
        reason=str(error),
        since=now if state.state != name else state.since,
        last_poll=now,
        failures=state.failures + 1,
        deaths=0,
        approved=None if isinstance(error, ExtractError) else state.approved,
        next_poll=next_poll,
    )
    return name
