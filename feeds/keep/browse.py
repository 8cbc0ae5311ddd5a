"""Reading for pages: lists without bodies, neighbours, days, what an entry said before. Only ready ones are seen."""

from collections import Counter
from collections.abc import Iterable, Sequence
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


def brief_of(entry: Entry) -> Brief:
    return Brief(**{column.name: getattr(entry, column.name) for column in COLUMNS})


def newest(tx: Tx, sources: Iterable[str], each: int) -> dict[str, list[Brief]]:
    """The newest entries of some sources, in one statement."""
    found: dict[str, list[Brief]] = {name: [] for name in sources}
    for row in _of_each(tx, list(found), COLUMNS, each):
        found[row["source"]].append(Brief(**row))
    return found


_KNOWN = "AND NOT external AND (precision IS NOT NULL OR NOT quiet)"  # as entries.recent_dates has it


def dates(tx: Tx, sources: Iterable[str], each: int = 10) -> dict[str, list[datetime]]:
    """When the newest entries of some sources came out, in one statement; what leads elsewhere does not count, nor what
    was there before we came and says no day."""
    found: dict[str, list[datetime]] = {name: [] for name in sources}
    for row in _of_each(tx, list(found), [entries.c.source, entries.c.published], each, _KNOWN):
        found[row["source"]].append(row["published"])
    return found


def _of_each(
    tx: Tx, sources: list[str], columns: list[sa.Column[Any]], each: int, more: str = ""
) -> Sequence[sa.RowMapping]:
    """A limited select for each source, joined by UNION ALL. As text: building it otherwise costs more than running
    it. Only names of columns are put in; `ready = :yes` is what lets SQLite use the index."""
    names = ", ".join(column.name for column in columns)
    parts = (
        f"SELECT * FROM (SELECT {names} FROM entries WHERE source = :s{n} AND ready = :yes "  # noqa: S608
        f"AND withdrawn IS NULL {more} "
        f"ORDER BY published DESC, number DESC LIMIT :each) AS a{n}"
        for n in range(len(sources))
    )
    if not sources:
        return []
    wanted = sa.text(" UNION ALL ".join(parts)).columns(*columns)
    values = {f"s{n}": name for n, name in enumerate(sources)}
    return tx.execute(wanted, values | {"each": each, "yes": True}).mappings().all()


def listed(tx: Tx, source: str, *, limit: int, before: tuple[datetime, int] | None = None) -> list[Brief]:
    """Entries of a source, newest first; `before` is the last one of the page before."""
    wanted = sa.select(*COLUMNS).where(entries.c.source == source, *SHOWN).order_by(*NEWEST).limit(limit)
    if before is not None:
        wanted = wanted.where(sa.tuple_(entries.c.published, entries.c.number) < before_tuple(before))
    return [Brief(**row) for row in tx.execute(wanted).mappings()]


def before_tuple(before: tuple[datetime, int]) -> Any:
    published, number = before
    return sa.tuple_(sa.literal(published, UTCDateTime), sa.literal(number, sa.Integer))


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
    sqlite = tx.dialect.name == "sqlite"  # it knows no zones: quarters of an hour are what all of them are made of
    part: sa.ColumnElement[Any] = (
        sa.cast(sa.func.strftime("%s", entries.c.published), sa.Integer) // 900
        if sqlite
        else sa.func.date(sa.func.timezone(zone.key, entries.c.published))
    )
    counted = (
        sa.select(sa.type_coerce(part, sa.String), sa.func.count())
        .where(entries.c.source == source, *SHOWN, entries.c.published >= since)
        .group_by(part)
    )
    found: Counter[date] = Counter()
    for when, count in tx.execute(counted):
        day = datetime.fromtimestamp(int(when) * 900, zone).date() if sqlite else date.fromisoformat(str(when))
        found[day] += count
    return dict(found)


def count(tx: Tx, source: str) -> int:
    return tx.scalar(sa.select(sa.func.count()).where(entries.c.source == source, *SHOWN)) or 0


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
