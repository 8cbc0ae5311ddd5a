"""The table of alarms: which troubles the admin was told of, so that a restart tells none of them again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from feeds.keep.db import Tx, UTCDateTime, insert

alarms = sa.Table(
    "alarms",
    sa.MetaData(),
    sa.Column("subject", sa.String, primary_key=True),  # source:NAME, chat:NAME, channel:NAME, or deliveries
    sa.Column("cause", sa.String),
    sa.Column("since", UTCDateTime),  # the trouble began
    sa.Column("told", UTCDateTime),  # the last line about its cause
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A row of `alarms`."""

    subject: str
    cause: str
    since: datetime
    told: datetime


def of_all(tx: Tx) -> dict[str, Told]:
    return {row["subject"]: Told(**row) for row in tx.execute(sa.select(alarms)).mappings()}


def put(tx: Tx, subject: str, cause: str, since: datetime, told: datetime) -> None:
    row = insert(tx, alarms).values(subject=subject, cause=cause, since=since, told=told)
    tx.execute(row.on_conflict_do_update(index_elements=[alarms.c.subject], set_={"cause": cause, "told": told}))


def forget(tx: Tx, subjects: Collection[str]) -> None:
    tx.execute(alarms.delete().where(alarms.c.subject.in_(list(subjects))))


def set_back(tx: Tx, now: datetime) -> None:
    """The clock was: what was told after `now` keeps nothing quiet."""
    for column in (alarms.c.since, alarms.c.told):
        tx.execute(alarms.update().where(column > now).values({column: now}))
