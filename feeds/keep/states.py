"""What we know of each source between polls: validators, what is normal, when to ask again. No entries in here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from feeds.keep import private, suspects, templates
from feeds.keep.db import Tx, UTCDateTime, insert
from feeds.keep.entries import entries
from feeds.model import Source

states = sa.Table(
    "states",
    sa.MetaData(),
    sa.Column("source", sa.String, primary_key=True),
    sa.Column("tag", sa.String),  # the feed's id, and how its entries' ids begin; outlives a rename
    sa.Column("state", sa.String),
    sa.Column("reason", sa.String),  # in words, for the admin
    sa.Column("since", UTCDateTime),  # in this state since
    sa.Column("kind", sa.String),
    sa.Column("url", sa.String),  # the config's url that all this is about
    sa.Column("list_url", sa.String),  # where it led: itself, or the list of the article that it is
    sa.Column("title", sa.String),  # what the page calls its column
    sa.Column("etag", sa.String),
    sa.Column("last_modified", sa.String),
    sa.Column("digest", sa.String),
    sa.Column("whole", sa.Boolean),  # the last accepted page ended in </html>
    sa.Column("usual", sa.Integer),  # its number of items; NULL: no successful poll yet, the next is the baseline
    sa.Column("listed", UTCDateTime),  # when the list was last read
    sa.Column("unconditional", UTCDateTime),  # when we last asked without validators
    sa.Column("next_poll", UTCDateTime),
    sa.Column("last_poll", UTCDateTime),
    sa.Column("last_success", UTCDateTime),
    sa.Column("failures", sa.Integer),  # in a row
    sa.Column("stale", sa.Boolean),  # the feed given out is older than the entries
    sa.Column("paused", sa.Boolean),
    sa.Column("deaths", sa.Integer),  # of the program, in a row, with its list in hand
    sa.Column("backfill", sa.String),  # the next older list page of a back-fill under way
    sa.Column("normal", sa.JSON(none_as_null=True)),  # what its pages are like: feeds/normal.py
    sa.Column("held", sa.JSON(none_as_null=True)),  # what was seen and not believed, until it passes or is approved
    sa.Column("proposal", sa.JSON(none_as_null=True)),  # how the changed page may be read
    sa.Column("approved", sa.String),  # quiet or announce: the next list is taken as it is
    sa.Column("formerly", sa.JSON(none_as_null=True)),  # the names it had before
    sa.Column("called", sa.String),  # its title in the config, which may leave it out one day; NULL: none
    sa.Column("language", sa.String),  # likewise
    sa.Column("zone", sa.String),  # likewise
)


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A row of `states`."""

    source: str
    tag: str
    state: str = "new"  #: new, ok, suspect, broken, forbidden, challenged, unreachable, gone
    reason: str | None = None
    since: datetime | None = None
    kind: str | None = None
    url: str | None = None
    list_url: str | None = None
    title: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    digest: str | None = None
    whole: bool = False
    usual: int | None = None
    listed: datetime | None = None
    unconditional: datetime | None = None
    next_poll: datetime
    last_poll: datetime | None = None
    last_success: datetime | None = None
    failures: int = 0
    stale: bool = False
    paused: bool = False
    deaths: int = 0
    backfill: str | None = None
    normal: Mapping[str, Any] | None = None
    held: Mapping[str, Any] | None = None
    proposal: Mapping[str, Any] | None = None
    approved: str | None = None
    formerly: Sequence[str] | None = None
    called: str | None = None
    language: str | None = None
    zone: str | None = None


_CHANGE = states.update().where(states.c.source == sa.bindparam("name"))
NOBODY: Mapping[str, str] = MappingProxyType({})
AWAY = timedelta(days=1)  #: a source polled within it and gone from the config may have been renamed
_GET = sa.select(states).where(states.c.source == sa.bindparam("name"))  # asked at every poll


def get(tx: Tx, source: str) -> State | None:
    row = tx.execute(_GET, {"name": source}).mappings().one_or_none()
    return State(**row) if row else None


def of_all(tx: Tx) -> dict[str, State]:
    return {row["source"]: State(**row) for row in tx.execute(sa.select(states)).mappings()}


def sync(
    tx: Tx, sources: Iterable[Source], *, authority: str, now: datetime, renamed: Mapping[str, str] = NOBODY
) -> list[tuple[str, str]]:
    """Give every source of the config its row. A renamed one keeps all it had; returned are (old, new) names.
    `renamed`: old names by new ones, as the config before this one tells. A name that has a row keeps it: two sources
    cannot be made one."""
    sources = list(sources)
    rows = tx.execute(sa.select(states.c.source, states.c.tag, states.c.url, states.c.last_poll)).all()
    known = {row.source: row.tag for row in rows}
    left = {row.source: row.url for row in rows if row.last_poll is not None and now - row.last_poll < AWAY}
    for source in sources:
        left.pop(source.name, None)
    done = []
    for source in sources:
        if source.name in known:
            continue
        told = (*source.formerly, renamed.get(source.name))
        old = next((name for name in told if name in known), None) or _same(left, source.url)
        if old is not None:
            left.pop(old, None)
            rename(tx, old, source.name)
            done.append((old, source.name))
            known[source.name] = known.pop(old)
            continue
        tag = known[source.name] = _unused(f"tag:{authority}:{source.name}", set(known.values()))
        row = {"source": source.name, "tag": tag, "state": "new", "next_poll": now}
        tx.execute(insert(tx, states).values(**row, whole=False, failures=0, stale=True, paused=False))
    _remember(tx, sources)
    return done


def _remember(tx: Tx, sources: Iterable[Source]) -> None:
    """What the config says of each source: its entries say so, too, when it has left the config."""
    names = ("called", "language", "zone")
    rows = tx.execute(sa.select(states.c.source, *(states.c[name] for name in names)))
    known = {row.source: tuple(row[1:]) for row in rows}
    for source in sources:
        said = (source.title, source.language, source.zone.key)
        if known[source.name] != said:
            change(tx, source.name, **dict(zip(names, said, strict=True)))


def _same(left: Mapping[str, str | None], url: str) -> str | None:
    """The one source of this address that has just left the config: whoever renames it may forget to say `formerly`."""
    found = [name for name, address in left.items() if address == url]
    return found[0] if len(found) == 1 else None


def _unused(tag: str, taken: set[str]) -> str:
    """A renamed source keeps its tag; who takes its old name later needs another."""
    count = 1
    while (found := tag if count == 1 else f"{tag}-{count}") in taken:
        count += 1
    return found


def rename(tx: Tx, old: str, new: str) -> None:
    """The name is the feed's address, which leads on from now; ids were stored with the entries and stay."""
    before = tx.scalar(sa.select(states.c.formerly).where(states.c.source == old)) or ()
    names = [*(name for name in before if name != new), old]
    tx.execute(states.update().where(states.c.source == old).values(source=new, stale=True, formerly=names))
    tx.execute(entries.update().where(entries.c.source == old).values(source=new))
    private.rename(tx, old, new)
    suspects.rename(tx, old, new)
    templates.rename(tx, old, new)


def renamed(tx: Tx, said: Mapping[str, str] = NOBODY) -> dict[str, str]:
    """The names that sources had before, and what each is called now; `said`: as the config tells, which goes first. A
    name with a row is not led on: it was given again, or its source could not be renamed."""
    rows = tx.execute(sa.select(states.c.source, states.c.formerly)).all()
    names = {row.source for row in rows}
    found = {old: row.source for row in rows for old in row.formerly or ()} | dict(said)
    return {old: new for old, new in found.items() if old not in names}


def change(tx: Tx, source: str, **values: Any) -> None:
    tx.execute(_CHANGE, {"name": source, **values})


def polled(tx: Tx, before: State, *, settled: bool, **values: Any) -> None:
    """Write what a poll came to that began with `before`. An approval that came while it was under way is for the next
    answer, which is due at once, and for the proposal that was there; or for nothing, where what it was for is
    `settled`."""
    after = get(tx, before.source)
    if after is not None and after.approved not in (None, before.approved) and not settled:
        values |= {"approved": after.approved, "next_poll": after.next_poll, "proposal": after.proposal}
    change(tx, before.source, **values)


def survived(tx: Tx, source: str, deaths: int) -> None:
    """No more deaths than before it was in hand."""
    tx.execute(states.update().where(states.c.source == source, states.c.deaths > deaths).values(deaths=deaths))


def approve(tx: Tx, source: str, how: str, now: datetime) -> None:
    """Take the next list as it is, at once. `how`: "quiet", or "announce" for what is new on it."""
    change(tx, source, approved=how, next_poll=now, digest=None, etag=None, last_modified=None, unconditional=None)


def due(tx: Tx, now: datetime) -> list[tuple[str, datetime]]:
    """The sources whose time has come, longest overdue first."""
    wanted = sa.select(states.c.source, states.c.next_poll).where(states.c.next_poll <= now, ~states.c.paused)
    return [(row.source, row.next_poll) for row in tx.execute(wanted.order_by(states.c.next_poll))]


def stale(tx: Tx) -> list[str]:
    """Sources whose feed must be given out again."""
    return list(tx.scalars(sa.select(states.c.source).where(states.c.stale)))
