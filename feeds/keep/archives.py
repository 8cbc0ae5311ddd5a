"""Which entries went into which archive document of a feed: a hundred by number each, closed once and for ever."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from feeds.keep.db import Tx, insert
from feeds.keep.entries import entries, entry_of
from feeds.model import Entry

FULL = 100  #: entries of a closed archive, whatever became of them later
OPEN_MOST = 500  #: entries of the open one, where one that waits keeps it from closing

archives = sa.Table(
    "archives",
    sa.MetaData(),
    sa.Column("feed", sa.String, primary_key=True),
    sa.Column("part", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("last", sa.Integer),  # the highest entry number in it
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One archive document: 1 is the oldest."""

    number: int
    entries: tuple[Entry, ...]
    closed: bool


def closed(tx: Tx, feed: str) -> int:
    """How many parts are closed."""
    return tx.scalar(sa.select(sa.func.max(archives.c.part)).where(archives.c.feed == feed)) or 0


def after(tx: Tx, feed: str, source: str | None) -> Part:
    """The part behind the last closed one; `closed` when it is full and none of its entries waits any more."""
    number = closed(tx, feed)
    last = tx.scalar(sa.select(archives.c.last).where(archives.c.feed == feed, archives.c.part == number)) or 0
    found = _numbered(tx, source, entries.c.number > last, OPEN_MOST)
    full = found[:FULL]
    if len(full) == FULL and all(entry.ready for entry in full):
        return Part(number=number + 1, entries=tuple(full), closed=True)
    return Part(number=number + 1, entries=tuple(found), closed=False)


def close(tx: Tx, feed: str, part: Part) -> None:
    """From now on the part is what it is."""
    row = {"feed": feed, "part": part.number, "last": part.entries[-1].number}
    tx.execute(insert(tx, archives).values(row).on_conflict_do_nothing())


def part(tx: Tx, feed: str, source: str | None, number: int) -> Part:
    """A closed part again, from the rows as they are now: for a file that was lost."""
    rows = tx.execute(
        sa.select(archives.c.part, archives.c.last).where(
            archives.c.feed == feed, archives.c.part.in_([number - 1, number])
        )
    )
    bounds: dict[int, int] = {row.part: row.last for row in rows}
    within = sa.and_(entries.c.number > bounds.get(number - 1, 0), entries.c.number <= bounds[number])
    return Part(number=number, entries=tuple(_numbered(tx, source, within, FULL)), closed=True)


def rename(tx: Tx, old: str, new: str) -> None:
    """A renamed feed keeps its archives."""
    if not closed(tx, new):
        tx.execute(archives.update().where(archives.c.feed == old).values(feed=new))


def _numbered(tx: Tx, source: str | None, which: sa.ColumnElement[bool], most: int) -> Sequence[Entry]:
    wanted = sa.select(entries).where(which).order_by(entries.c.number).limit(most)
    if source is not None:
        wanted = wanted.where(entries.c.source == source)
    return [entry_of(row) for row in tx.execute(wanted).mappings()]
