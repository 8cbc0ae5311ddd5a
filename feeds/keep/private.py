"""Private feeds: who knows the token may read it. Only its hash is kept, so nobody can read a token out of here."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import sqlalchemy as sa

from feeds.keep.db import Tx, UTCDateTime, insert

private_feeds = sa.Table(
    "private_feeds",
    sa.MetaData(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("hash", sa.String),
    sa.Column("label", sa.String),
    sa.Column("sources", sa.JSON),
    sa.Column("filter", sa.String),
    sa.Column("since", UTCDateTime),
    sa.Column("revoked", UTCDateTime),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Private:
    """A row of `private_feeds`, less its hash."""

    number: int
    label: str
    sources: tuple[str, ...]  #: none: all
    filter: str  #: a rule for feeds/match.py
    since: datetime
    revoked: datetime | None = None


def new(tx: Tx, *, label: str, sources: Sequence[str] = (), filter: str = "", now: datetime) -> tuple[Private, str]:
    """Make one; the token is told now and never again."""
    token = secrets.token_urlsafe(24)  # 192 bits
    row = {"hash": _hash(token), "label": label, "sources": list(sources), "filter": filter, "since": now}
    made = tx.execute(insert(tx, private_feeds).values(row).returning(private_feeds)).mappings().one()
    return _private(made), token


def find(tx: Tx, token: str) -> Private | None:
    """The feed of a token that is still good. The comparison is one of hashes, so its time tells nothing."""
    wanted = sa.select(private_feeds).where(private_feeds.c.hash == _hash(token), private_feeds.c.revoked.is_(None))
    row = tx.execute(wanted).mappings().one_or_none()
    return _private(row) if row else None


def of_all(tx: Tx) -> list[Private]:
    return [_private(row) for row in tx.execute(sa.select(private_feeds).order_by(private_feeds.c.number)).mappings()]


def revoke(tx: Tx, number: int, now: datetime) -> bool:
    """End one; False where there is no such feed, or it had ended."""
    wanted = private_feeds.update().where(private_feeds.c.number == number, private_feeds.c.revoked.is_(None))
    return tx.execute(wanted.values(revoked=now)).rowcount == 1


def rename(tx: Tx, old: str, new: str) -> None:
    """A feed stays with the source that it was made for, also when another takes the old name later."""
    for row in tx.execute(sa.select(private_feeds.c.number, private_feeds.c.sources)).all():
        if old in row.sources:
            names = list(dict.fromkeys(new if name == old else name for name in row.sources))
            tx.execute(private_feeds.update().where(private_feeds.c.number == row.number).values(sources=names))


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _private(row: sa.RowMapping) -> Private:
    return Private(
        number=row["number"],
        label=row["label"],
        sources=tuple(row["sources"]),
        filter=row["filter"],
        since=row["since"],
        revoked=row["revoked"],
    )
