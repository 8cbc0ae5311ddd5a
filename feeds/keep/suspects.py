"""The table of suspects: the page that was not believed, kept for the admin; one a source, compressed, bounded."""

import zlib
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from feeds.keep.db import Tx, UTCDateTime, insert
from feeds.model import Page

MOST = 2_000_000  #: characters kept of a page

suspects = sa.Table(
    "suspects",
    sa.MetaData(),
    sa.Column("source", sa.String, primary_key=True),
    sa.Column("url", sa.String),
    sa.Column("digest", sa.String),
    sa.Column("why", sa.String),
    sa.Column("since", UTCDateTime),  # the first poll that saw this very page
    sa.Column("seen", UTCDateTime),  # the last one
    sa.Column("text", sa.LargeBinary),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """A page that was not believed."""

    url: str
    digest: str
    why: str
    since: datetime
    seen: datetime


def get(tx: Tx, source: str) -> Suspect | None:
    columns = [suspects.c[name] for name in Suspect.__dataclass_fields__]
    row = tx.execute(sa.select(*columns).where(suspects.c.source == source)).mappings().one_or_none()
    return Suspect(**row) if row else None


def text(tx: Tx, source: str) -> str | None:
    """The page itself."""
    packed = tx.scalar(sa.select(suspects.c.text).where(suspects.c.source == source))
    return zlib.decompress(packed).decode() if packed is not None else None


def keep(tx: Tx, source: str, page: Page, why: str, now: datetime) -> None:
    """Keep this page in place of the one before; the same page again only says so."""
    known = get(tx, source)
    if known is not None and known.digest == page.digest:
        tx.execute(suspects.update().where(suspects.c.source == source).values(seen=now, why=why))
        return
    row = {
        "url": page.url,
        "digest": page.digest,
        "why": why,
        "since": now,
        "seen": now,
        "text": zlib.compress(page.text[:MOST].encode("utf-8", "replace")),
    }
    tx.execute(
        insert(tx, suspects).values(source=source, **row).on_conflict_do_update(index_elements=["source"], set_=row)
    )


def forget(tx: Tx, source: str) -> None:
    tx.execute(suspects.delete().where(suspects.c.source == source))


def rename(tx: Tx, old: str, new: str) -> None:
    tx.execute(suspects.update().where(suspects.c.source == old).values(source=new))
