"""Reading for pages: lists without bodies, neighbours, days, what an entry said before. Only ready ones are seen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from feeds.keep.db import Tx, UTCDateTime
from feeds.keep.entries import entries
from feeds.model import Entry, Precision

revisions = sa.Table(
    "revisions",
    sa.MetaData(),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("revision", sa.Integer, primary_key=True),
    sa.Column("updated", UTCDateTime),
    sa.Column("title", sa.String),
    sa.Column("text", sa.String),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """An entry in a list."""

    number: int
    source: str
    title: str
    url: str
    summary: str
    published: datetime
    precision: str | None
    external: bool

    @property
    def day_only(self) -> bool:
        return self.precision == Precision.DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What an entry said until it was edited."""

    revision: int
    updated: datetime
    title: str
    text: str


COLUMNS = [
    entries.c[name] for name in ("number", "source", "title", "url", "summary", "published", "precision", "external")
]
SHOWN = (entries.c.ready, entries.c.withdrawn.is_(None))
NEWEST = (entries.c.published.desc(), entries.c.number.desc())


def newest(tx: Tx, sources: Iterable[str], each: int) -> dict[str, list[Brief]]:
    """The newest entries of some sources."""
    return {name: listed(tx, name, limit=each) for name in sources}


def listed(tx: Tx, source: str, *, limit: int, before: tuple[datetime, int] | None = None) -> list[Brief]:
    """Entries of a source, newest first; `before` is the last one of the page before."""
    wanted = sa.select(*COLUMNS).where(entries.c.source == source, *SHOWN).order_by(*NEWEST).limit(limit)
    if before is not None:
        wanted = wanted.where(sa.tuple_(entries.c.published, entries.c.number) < before_tuple(before))
    return [Brief(**row) for row in tx.execute(wanted).mappings()]


def before_tuple(before: tuple[datetime, int]) -> Any:
    published, number = before
    return sa.tuple_(sa.literal(published, UTCDateTime), sa.literal(number, sa.Integer))


def last_of_each(tx: Tx, sources: Iterable[str]) -> dict[str, datetime]:
    """When each source last had news; one index look-up a source."""
    found = {}
    for name in sources:
        latest = sa.select(entries.c.published).where(entries.c.source == name, entries.c.ready)
        when = tx.scalar(latest.order_by(*NEWEST).limit(1))
        if when is not None:
            found[name] = when
    return found


def neighbours(tx: Tx, entry: Entry) -> tuple[Brief | None, Brief | None]:
    """The older and the newer one of the same source."""
    here = before_tuple((entry.published, entry.number))
    place = sa.tuple_(entries.c.published, entries.c.number)
    same = sa.select(*COLUMNS).where(entries.c.source == entry.source, *SHOWN).limit(1)
    older = tx.execute(same.where(place < here).order_by(*NEWEST)).mappings().one_or_none()
    newer = (
        tx.execute(same.where(place > here).order_by(entries.c.published, entries.c.number)).mappings().one_or_none()
    )
    return (Brief(**older) if older else None, Brief(**newer) if newer else None)


def days(tx: Tx, source: str, zone: ZoneInfo, since: datetime) -> dict[date, int]:
    """How many entries came out on each day, as the source's zone counts days."""
    offset = since.astimezone(zone).utcoffset()
    seconds = int(offset.total_seconds()) if offset else 0
    day = (
        sa.func.date(entries.c.published, f"{seconds:+d} seconds")
        if tx.dialect.name == "sqlite"
        else sa.func.date(sa.func.timezone(zone.key, entries.c.published))
    )
    counted = (
        sa.select(sa.type_coerce(day, sa.String), sa.func.count())
        .where(entries.c.source == source, entries.c.ready, entries.c.published >= since)
        .group_by(day)
    )
    return {date.fromisoformat(str(when)): count for when, count in tx.execute(counted)}


def count(tx: Tx, source: str) -> int:
    return tx.scalar(sa.select(sa.func.count()).where(entries.c.source == source, entries.c.ready)) or 0


def history(tx: Tx, number: int) -> list[Revision]:
    """What it said before, the newest edit first."""
    wanted = sa.select(revisions.c.revision, revisions.c.updated, revisions.c.title, revisions.c.text)
    rows = tx.execute(wanted.where(revisions.c.number == number).order_by(revisions.c.revision.desc()).limit(20))
    return [Revision(**row) for row in rows.mappings()]


def highest(tx: Tx) -> int:
    """The highest entry number there is."""
    return tx.scalar(sa.select(sa.func.max(entries.c.number))) or 0


def between(tx: Tx, first: int, last: int) -> list[tuple[int, datetime]]:
    """Number and last change of the entries in a range of numbers: for the sitemap."""
    wanted = sa.select(entries.c.number, entries.c.updated).where(entries.c.number.between(first, last), *SHOWN)
    return [(row.number, row.updated) for row in tx.execute(wanted.order_by(entries.c.number))]
