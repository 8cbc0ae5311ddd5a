"""What we owe to WebSub hubs: a ping for every topic that changed, kept until the hub took it. An outbox of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from feeds.keep.db import Tx, UTCDateTime, insert

pings = sa.Table(
    "pings",
    sa.MetaData(),
    sa.Column("hub", sa.String, primary_key=True),
    sa.Column("topic", sa.String, primary_key=True),
    sa.Column("wanted", sa.Integer),
    sa.Column("sent", sa.Integer),
    sa.Column("failures", sa.Integer),
    sa.Column("not_before", UTCDateTime),
    sa.Column("reason", sa.String),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ping:
    """One topic that a hub should hear about."""

    hub: str
    topic: str
    wanted: int
    failures: int


def want(tx: Tx, hub: str, topics: Iterable[str], now: datetime) -> None:
    """Owe the hub a ping for each topic. Several changes before one ping are one ping."""
    for topic in topics:
        row = {"hub": hub, "topic": topic, "wanted": 1, "sent": 0, "failures": 0, "not_before": now}
        again = {"wanted": pings.c.wanted + 1, "failures": 0, "not_before": now}
        tx.execute(insert(tx, pings).values(row).on_conflict_do_update(index_elements=["hub", "topic"], set_=again))


def owed(tx: Tx, hub: str, now: datetime, limit: int = 20) -> list[Ping]:
    """What to send to a hub now, the longest waiting first. What a hub is owed that we name no more sleeps."""
    wanted = (
        sa.select(pings.c.hub, pings.c.topic, pings.c.wanted, pings.c.failures)
        .where(pings.c.hub == hub, pings.c.wanted > pings.c.sent, pings.c.not_before <= now)
        .order_by(pings.c.not_before)
        .limit(limit)
    )
    return [Ping(**row) for row in tx.execute(wanted).mappings()]


def done(tx: Tx, ping: Ping) -> None:
    """The hub took it. A change that came meanwhile stays owed."""
    _settle(tx, ping, sent=ping.wanted, failures=0, reason=None)


def failed(tx: Tx, ping: Ping, reason: str, not_before: datetime) -> None:
    """The hub did not take it; it stays owed."""
    _settle(tx, ping, failures=ping.failures + 1, reason=reason[:300], not_before=not_before)


def _settle(tx: Tx, ping: Ping, **values: object) -> None:
    tx.execute(pings.update().where(pings.c.hub == ping.hub, pings.c.topic == ping.topic).values(**values))
