"""What a clock that ran ahead wrote down, once it is set back: nothing waits for a future that it made up. SQL only."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feeds.keep.db import Tx, UTCDateTime
from feeds.keep.entries import entries
from feeds.keep.states import states
from feeds.keep.suspects import suspects
from feeds.keep.websub import pings

STEP = timedelta(minutes=5)  #: what is less than so much ahead may be another machine's clock
PAST = ("since", "listed", "unconditional", "last_poll", "last_success")


def ahead(tx: Tx, now: datetime, longest: timedelta) -> list[str]:
    """Sources that were polled in the future, or are due later than anybody waits: the clock was set back since."""
    polled, due = states.c.last_poll > now + STEP, states.c.next_poll > now + longest
    return list(tx.scalars(sa.select(states.c.source).where(polled | due)))


def settle(tx: Tx, names: list[str], now: datetime) -> None:
    """These are asked at once, and so are the articles that are not read yet and the hubs. What their last lists showed
    still was on them, and what was missed, or not believed, is so from now on. No feed is newer than now."""
    past = {name: at_most(states.c[name], now) for name in PAST}
    tx.execute(states.update().where(states.c.source.in_(names)).values(next_poll=now, stale=True, **past))
    tx.execute(entries.update().where(~entries.c.ready, entries.c.next_read > now).values(next_read=now))
    later = (entries.c.seen > now) | (entries.c.missing_since > now)
    shown = {name: at_most(entries.c[name], now) for name in ("seen", "missing_since", "next_read")}
    tx.execute(entries.update().where(entries.c.source.in_(names), later).values(shown))
    differs = (entries.c.changed > now) | (entries.c.withdrawn > now)
    known = {name: at_most(entries.c[name], now) for name in ("changed", "withdrawn")}
    tx.execute(entries.update().where(differs).values(known))
    tx.execute(suspects.update().where(suspects.c.since > now).values(since=now))
    tx.execute(pings.update().where(pings.c.not_before > now).values(not_before=now))


def at_most(column: sa.Column[Any], now: datetime) -> sa.ColumnElement[Any]:
    return sa.case((column > now, sa.literal(now, UTCDateTime())), else_=column)
