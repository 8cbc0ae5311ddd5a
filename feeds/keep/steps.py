"""The writes that every step of an entry's life is made of: change a row, make it ready, give it a revision."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feeds.keep import entries as kept
from feeds.keep.db import Tx
from feeds.keep.entries import entries, entry_of
from feeds.model import Change, ChangeKind

_NEAR = timedelta(minutes=10)

_CHANGE = entries.update().where(entries.c.number == sa.bindparam("which"))


def change(tx: Tx, number: int, **values: Any) -> None:
    """Write these columns of an entry."""
    tx.execute(_CHANGE, {"which": number, **values})


def row_of(tx: Tx, number: int) -> sa.RowMapping:
    """The entry of that number, which is there."""
    return tx.execute(kept.BY_NUMBER, {"which": number}).mappings().one()


def make_ready(tx: Tx, number: int, values: dict[str, Any], now: datetime) -> list[Change]:
    """The one moment in which feeds and chats begin to see an entry."""
    row = row_of(tx, number)
    published = values.get("published", row["published"])
    values = values | {"ready": True, "updated": _free(tx, _second(published)), "changed": now}
    change(tx, number, **values)
    return [] if row["quiet"] else [Change(kind=ChangeKind.NEW, entry=entry_of(row_of(tx, number)))]


def revise(tx: Tx, row: sa.RowMapping, values: dict[str, Any], now: datetime) -> list[Change]:
    """A real change: same id, same published, a later `updated`."""
    updated = _free(tx, max(_second(now), row["updated"] + timedelta(seconds=1)))
    values = values | {"revision": row["revision"] + 1, "updated": updated, "changed": now}
    change(tx, row["number"], **values)
    kind = ChangeKind.WITHDRAWN if values.get("withdrawn") else ChangeKind.CHANGED
    return [Change(kind=kind, entry=entry_of(row_of(tx, row["number"])))]


def _free(tx: Tx, when: datetime) -> datetime:
    """The first second from `when` on that no entry has as its `updated`."""
    near = entries.c.updated.between(when, when + _NEAR)
    taken = set(tx.scalars(sa.select(entries.c.updated).where(near)))
    free = (when + timedelta(seconds=k) for k in range(int(_NEAR.total_seconds()) + 1))
    first = next((second for second in free if second not in taken), None)
    return first or _free(tx, when + _NEAR + timedelta(seconds=1))


def _second(when: datetime) -> datetime:
    return when.replace(microsecond=0)
