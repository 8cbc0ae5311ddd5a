"""The table of entries, and reading from it. Writing is record.py's and leaving.py's."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from feeds.keep.db import Tx, UTCDateTime
from feeds.model import Attachment, Entry, Precision

entries = sa.Table(
    "entries",
    sa.MetaData(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("tag", sa.String),
    sa.Column("source", sa.String),
    sa.Column("key", sa.String),  # the site's id, unique within the source
    sa.Column("identity", sa.String),  # the same article under two sources has one identity
    sa.Column("title", sa.String),
    sa.Column("list_title", sa.String),  # as the list last showed it
    sa.Column("page_title", sa.String),  # as its own page last showed it
    sa.Column("url", sa.String),
    sa.Column("summary", sa.String),
    sa.Column("html", sa.String),
    sa.Column("text", sa.String),
    sa.Column("published", UTCDateTime),
    sa.Column("precision", sa.String),
    sa.Column("first_seen", UTCDateTime),
    sa.Column("updated", UTCDateTime),  # NULL while waiting; no two are equal
    sa.Column("revision", sa.Integer),
    sa.Column("hash", sa.String),  # of what a reader would call the content
    sa.Column("author", sa.String),
    sa.Column("credits", sa.JSON),
    sa.Column("images", sa.JSON),
    sa.Column("attachments", sa.JSON),
    sa.Column("videos", sa.JSON),
    sa.Column("external", sa.Boolean),
    sa.Column("ready", sa.Boolean),
    sa.Column("quiet", sa.Boolean),  # of the baseline or a back-fill: in the feed, announced to nobody
    sa.Column("tries", sa.Integer),  # failed tries to read its page
    sa.Column("deaths", sa.Integer),  # of the program, in a row, while it read that page
    sa.Column("reads", sa.Integer),  # how often its page was read
    sa.Column("next_read", UTCDateTime),  # when its page wants reading; NULL: no more
    sa.Column("seen", UTCDateTime),  # the last poll whose list showed it
    sa.Column("missing", sa.Integer),  # how often its own address said it is gone
    sa.Column("missing_since", UTCDateTime),  # its first 404, or when it left the list while its neighbours stayed
    sa.Column("withdrawn", UTCDateTime),
    sa.Column("changed", UTCDateTime),  # when feeds came to differ by it: it is ready, revised, or elsewhere
)

addresses = sa.Table(  # those an entry had before; a trigger writes them
    "addresses",
    sa.MetaData(),
    sa.Column("url", sa.String),
    sa.Column("number", sa.Integer),
)

WINDOW = 50  #: entries in a feed, or
WINDOW_AGE = timedelta(days=30)  #: all of this age, whichever is more
WINDOW_MOST = 500  #: but never more than a reader can swallow


def entry_of(row: sa.RowMapping) -> Entry:
    """A row as the value that everybody else sees."""
    return Entry(
        number=row["number"],
        tag=row["tag"],
        source=row["source"],
        key=row["key"],
        title=row["title"],
        url=row["url"],
        summary=row["summary"],
        html=row["html"],
        text=row["text"],
        published=row["published"],
        precision=Precision(row["precision"]) if row["precision"] else None,
        first_seen=row["first_seen"],
        updated=row["updated"] or row["published"],
        changed=row["changed"],
        revision=row["revision"],
        author=row["author"],
        credits=dict(row["credits"]),
        images=tuple(row["images"]),
        attachments=tuple(Attachment(**each) for each in row["attachments"]),
        videos=tuple(row["videos"]),
        external=row["external"],
        ready=row["ready"],
        withdrawn=row["withdrawn"],
    )


BY_NUMBER = sa.select(entries).where(entries.c.number == sa.bindparam("which"))  # asked all day long, so built once


def get(tx: Tx, number: int) -> Entry | None:
    row = tx.execute(BY_NUMBER, {"which": number}).mappings().one_or_none()
    return entry_of(row) if row else None


def by_key(tx: Tx, source: str, keys: Iterable[str]) -> dict[str, sa.RowMapping]:
    """The rows of a source that have these keys."""
    wanted = sa.select(entries).where(entries.c.source == source, entries.c.key.in_(list(keys)))
    return {row["key"]: row for row in tx.execute(wanted).mappings()}


def window(tx: Tx, source: str | None, now: datetime) -> list[Entry]:
    """What a live feed shows, newest first: 50 entries or 30 days, whichever is more. None: of all sources."""
    shown = [entries.c.ready, entries.c.withdrawn.is_(None)]
    if source is not None:
        shown.append(entries.c.source == source)
    order = (entries.c.published.desc(), entries.c.number.desc())
    newest = sa.select(entries).where(*shown).order_by(*order)
    found = tx.execute(newest.limit(WINDOW)).mappings().all()
    if len(found) == WINDOW and found[-1]["published"] > now - WINDOW_AGE:
        recent = newest.where(entries.c.published > now - WINDOW_AGE)
        found = tx.execute(recent.limit(WINDOW_MOST)).mappings().all()
    return [entry_of(row) for row in found]


def last_withdrawn(tx: Tx, sources: Collection[str] = ()) -> datetime | None:
    """When one of these sources, or of any, last lost an entry."""
    lost = sa.select(sa.func.max(entries.c.withdrawn, type_=UTCDateTime)).where(entries.c.withdrawn.is_not(None))
    found: datetime | None = tx.scalar(lost.where(entries.c.source.in_(sources)) if sources else lost)
    return found


def newest(tx: Tx, sources: Sequence[str], limit: int) -> list[Entry]:
    """The newest entries of these sources, newest first: what a chat is told that asks."""
    shown = (entries.c.ready, entries.c.withdrawn.is_(None), entries.c.source.in_(sources))
    order = (entries.c.published.desc(), entries.c.number.desc())
    found = tx.execute(sa.select(entries).where(*shown).order_by(*order).limit(limit)).mappings()
    return [entry_of(row) for row in found]


def at_address(tx: Tx, url: str) -> list[Entry]:
    """The entries with this address, else those that had it before, whether it is written with http or https, with a
    slash at its end or without."""
    bare = url.partition("#")[0].partition("://")[2].rstrip("/")
    forms = [f"{scheme}://{bare}{end}" for scheme in ("http", "https") for end in ("", "/")]
    had = sa.select(addresses.c.number).where(addresses.c.url.in_(forms))
    for meant in (entries.c.url.in_(forms), entries.c.number.in_(had)):
        found = tx.execute(sa.select(entries).where(meant).order_by(entries.c.number)).mappings().all()
        if found:
            return [entry_of(row) for row in found]
    return []


#: when it came out is known: the site says it, or we saw it come
_DATED = sa.or_(entries.c.precision.is_not(None), ~entries.c.quiet)


def recent_dates(tx: Tx, source: str, limit: int = 10) -> list[datetime]:
    """When the newest entries of a source came out, newest first: its rhythm."""
    dates = (
        sa.select(entries.c.published)
        .where(entries.c.source == source, ~entries.c.external, _DATED)
        .order_by(entries.c.published.desc())
        .limit(limit)
    )
    return list(tx.scalars(dates))


def shown(tx: Tx, source: str, keys: Iterable[str]) -> dict[str, str]:
    """Those of these keys that we have, with the title their list last showed."""
    wanted = sa.select(entries.c.key, entries.c.list_title)
    wanted = wanted.where(entries.c.source == source, entries.c.key.in_(list(keys)))
    return {row.key: row.list_title for row in tx.execute(wanted)}


def briefly(tx: Tx, source: str, limit: int) -> Sequence[sa.RowMapping]:
    """The newest entries of a source as far as a list shows them, newest first."""
    names = ("number", "key", "title", "list_title", "page_title", "url", "published", "precision", "seen")
    newest = sa.select(*(entries.c[name] for name in names)).where(entries.c.source == source)
    return (
        tx.execute(newest.order_by(entries.c.published.desc(), entries.c.number.desc()).limit(limit)).mappings().all()
    )


def came_out(tx: Tx, source: str, limit: int = 60) -> tuple[list[datetime], datetime | None]:
    """When its newest entries came out: the site's dates, else when we saw them come. And the oldest date of all."""
    dates = sa.select(entries.c.published).where(entries.c.source == source, _DATED)
    oldest = sa.select(sa.func.min(entries.c.published, type_=UTCDateTime)).where(
        entries.c.source == source, entries.c.precision.is_not(None)
    )
    return list(tx.scalars(dates.order_by(entries.c.published.desc()).limit(limit))), tx.scalar(oldest)


def lengths(tx: Tx, source: str, limit: int = 20) -> list[int]:
    """How many letters the newest entries that are ready have."""
    newest = sa.select(sa.func.length(entries.c.text)).where(entries.c.source == source, entries.c.ready)
    newest = newest.where(~entries.c.external)
    return list(tx.scalars(newest.order_by(entries.c.published.desc()).limit(limit)))


_LISTED = sa.select(entries.c.list_title).where(entries.c.number == sa.bindparam("which"))


def is_titled(tx: Tx, number: int, title: str) -> bool:
    """True when the list gives an entry that very title; white space does not count."""
    listed: str = tx.scalar(_LISTED, {"which": number}) or ""
    return "".join(listed.split()) == "".join(title.split())


def alike(tx: Tx, source: str, number: int, content: str) -> int:
    """How many other entries of the source have this very content under another title."""
    mine = sa.select(entries.c.title).where(entries.c.number == number).scalar_subquery()
    same = (entries.c.source == source, entries.c.hash == content, entries.c.number != number, entries.c.title != mine)
    return tx.scalar(sa.select(sa.func.count()).where(*same)) or 0


_WAITS = (
    sa.select(entries.c.number)
    .where(entries.c.source == sa.bindparam("name"), entries.c.next_read <= sa.bindparam("now", type_=UTCDateTime))
    .limit(1)
)


def wants_reading(tx: Tx, source: str, now: datetime) -> bool:
    """True when there may be something `to_read`: the quick question of a poll that found nothing new."""
    return tx.execute(_WAITS, {"name": source, "now": now}).first() is not None


_URGENCY = sa.case(
    (~entries.c.ready & ~entries.c.quiet, 0),
    (entries.c.ready & (entries.c.list_title != entries.c.title), 1),
    (entries.c.ready, 2),
    else_=3,
)
_ON_PAGE = sa.or_(
    ~entries.c.ready,
    entries.c.missing_since.is_not(None),
    entries.c.seen.is_not_distinct_from(sa.bindparam("listed", type_=UTCDateTime)),
)
_IN_TURN = sa.case((_URGENCY == 0, entries.c.number), else_=0)
_TO_READ = (
    sa.select(entries)
    .where(entries.c.source == sa.bindparam("name"), entries.c.next_read <= sa.bindparam("now"), _ON_PAGE)
    .order_by(_URGENCY, _IN_TURN, entries.c.published.desc(), entries.c.number.desc())
    .limit(sa.bindparam("limit"))
)


def to_read(tx: Tx, source: str, now: datetime, listed: datetime | None, limit: int) -> Sequence[sa.RowMapping]:
    """The entries whose own page wants reading now: new ones in the order they came, so that they are told so; then
    those with another title, then repeats of what page 1 still shows, then the backlog, newest first."""
    asked = {"name": source, "now": now, "listed": listed, "limit": limit}
    return tx.execute(_TO_READ, asked).mappings().all()


def waiting(tx: Tx, source: str) -> int:
    """How many entries of a source wait for their page."""
    counted = sa.select(sa.func.count()).where(entries.c.source == source, ~entries.c.ready)
    return tx.scalar(counted) or 0


def counts(tx: Tx) -> dict[str, dict[str, int]]:
    """For each source: how many entries are ready and how many wait."""
    counted = sa.select(entries.c.source, entries.c.ready, sa.func.count()).group_by(entries.c.source, entries.c.ready)
    found: dict[str, dict[str, int]] = {}
    for source, ready, number in tx.execute(counted):
        found.setdefault(source, {"ready": 0, "waiting": 0})["ready" if ready else "waiting"] = number
    return found


def values(attachments: Iterable[Attachment]) -> list[dict[str, Any]]:
    """Attachments as the JSON column holds them."""
    return [{"name": each.name, "url": each.url} for each in attachments]
