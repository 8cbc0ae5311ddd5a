"""The table of templates: the lines that all article pages of a source show, learned once; one row a source."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from feeds.keep.db import Tx, UTCDateTime, insert

templates = sa.Table(
    "templates",
    sa.MetaData(),
    sa.Column("source", sa.String, primary_key=True),
    sa.Column("lines", sa.JSON),
    sa.Column("learned", UTCDateTime),
)


def get(tx: Tx, source: str) -> frozenset[str] | None:
    """None where nothing was learned yet."""
    lines = tx.scalar(sa.select(templates.c.lines).where(templates.c.source == source))
    return None if lines is None else frozenset(lines)


def learn(tx: Tx, source: str, lines: Collection[str], now: datetime) -> None:
    """Once: what was learned first stays, or a page that is read again would look edited."""
    row = {"source": source, "lines": sorted(lines), "learned": now}
    tx.execute(insert(tx, templates).values(row).on_conflict_do_nothing())


def forget(tx: Tx, source: str) -> None:
    """The site was redesigned: learn anew."""
    tx.execute(templates.delete().where(templates.c.source == source))


def rename(tx: Tx, old: str, new: str) -> None:
    tx.execute(templates.update().where(templates.c.source == old).values(source=new))
