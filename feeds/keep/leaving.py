"""An article is taken from its site: noticed on the list, asked at its own address, withdrawn.

vanished   it left the list while its neighbours stayed: its own address shall be asked
gone       its own address said so; the second time, long enough after the first, it is withdrawn
"""

from collections.abc import Collection
from datetime import datetime, timedelta

import sqlalchemy as sa

from feeds.keep.db import Tx
from feeds.keep.entries import entries
from feeds.keep.record import Recorded
from feeds.keep.steps import revise, row_of

NEIGHBOURS = 2  #: older ones that must still be listed; of a short list, one


def vanished(tx: Tx, source: str, keys: Collection[str], before: datetime, now: datetime) -> int:
    """Note who was on the last list and is not on this one, though older neighbours are. Their addresses will be
    asked. Where half the list went at once it was no editor. How many were noted."""
    on = sa.select(entries.c.key, entries.c.number, entries.c.published)
    here = tx.execute(on.where(entries.c.source == source, entries.c.key.in_(list(keys)))).all()
    was = sa.and_(
        entries.c.source == source,
        entries.c.seen == before,
        entries.c.ready,
        ~entries.c.external,
        entries.c.withdrawn.is_(None),
        entries.c.missing_since.is_(None),
        entries.c.key.not_in(list(keys)),
    )
    missed = tx.execute(on.where(was)).all()
    needed = NEIGHBOURS if len(here) > 2 * NEIGHBOURS else 1
    left = [
        row.number
        for row in missed
        if sum(each.number < row.number and each.published <= row.published for each in here) >= needed
    ]
    if not left or len(left) * 2 > len(here):
        return 0
    asked = entries.update().where(entries.c.number.in_(left))
    tx.execute(asked.values(missing=0, missing_since=now, next_read=now))
    return len(left)


def gone(tx: Tx, number: int, now: datetime, after: timedelta) -> Recorded:
    """Its own address answered 404 or 410, and its list does not show it any more."""
    row = row_of(tx, number)
    here = entries.update().where(entries.c.number == number)
    if row["missing"] == 0 or row["missing_since"] is None:
        tx.execute(here.values(missing=1, missing_since=now, next_read=now + after))
        return Recorded()
    if now - row["missing_since"] < after:
        tx.execute(here.values(next_read=row["missing_since"] + after))
        return Recorded()
    values = {"withdrawn": now, "missing": row["missing"] + 1, "next_read": None}
    return Recorded(changes=tuple(revise(tx, row, values, now)), visible=True)
