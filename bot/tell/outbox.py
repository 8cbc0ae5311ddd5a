"""The table of deliveries: what is owed to whom, and how it stands. SQL only; what a state means is transitions.py."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.chats.chats import chats
from bot.chats.subscriptions import subscriptions
from bot.model import Delivery, State
from bot.tell import transitions
from bot.tell.transitions import Event, Outcome
from feeds.keep.db import Tx, UTCDateTime, insert
from feeds.keep.entries import entries
from feeds.model import Change, ChangeKind, Entry

outbox = sa.Table(
    "outbox",
    sa.MetaData(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("entry", sa.Integer),
    sa.Column("chat", sa.Integer),
    sa.Column("state", sa.String),
    sa.Column("attempt", sa.Integer),  # how often it was claimed
    sa.Column("wanted", sa.Integer),  # the entry's revision that the chat should see
    sa.Column("sent", sa.Integer),  # the one it has seen; 0: none
    sa.Column("message_id", sa.String),
    sa.Column("failures", sa.Integer),  # in a row
    sa.Column("doubts", sa.Integer),  # how often nobody could say whether it arrived
    sa.Column("not_before", UTCDateTime),
    sa.Column("reason", sa.String),
    sa.Column("owed", UTCDateTime),
    sa.Column("changed", UTCDateTime),
)

CLAIMABLE = (State.PENDING, State.UNKNOWN)


def delivery_of(row: sa.RowMapping) -> Delivery:
    known = {name: row[name] for name in Delivery.__dataclass_fields__}
    return Delivery(**known | {"state": State(row["state"])})


def enqueue(tx: Tx, changes: Iterable[Change], now: datetime) -> int:
    """What feeds' announce is plugged into: every change becomes a debt in the same transaction. Returns how many."""
    return sum(
        _owe(tx, change.entry, now) if change.kind is ChangeKind.NEW else _revise(tx, change.entry, now)
        for change in changes
    )


def _owe(tx: Tx, entry: Entry, now: datetime) -> int:
    """A row for each chat that wants the source. The same article met before under another source is told once."""
    wanting = list(
        tx.scalars(
            sa.select(subscriptions.c.chat).where(subscriptions.c.source == entry.source).order_by(subscriptions.c.chat)
        )
    )
    if not wanting:
        return 0
    twin = _twins(tx, entry)
    rows = [
        {
            "entry": entry.number,
            "chat": chat,
            "state": State.FILTERED if chat in twin else State.PENDING,
            "reason": f"the same article came from {twin[chat]}" if chat in twin else None,
            "attempt": 0,
            "wanted": entry.revision,
            "sent": 0,
            "failures": 0,
            "doubts": 0,
            "owed": now,
            "changed": now,
        }
        for chat in wanting
    ]
    for start in range(0, len(rows), 500):
        tx.execute(insert(tx, outbox).values(rows[start : start + 500]).on_conflict_do_nothing())
    return len(rows)


def _twins(tx: Tx, entry: Entry) -> dict[int, str]:
    """Chat → source, where a chat was owed the same article under another source already."""
    mine = sa.select(entries.c.identity).where(entries.c.number == entry.number).scalar_subquery()
    same = (
        sa.select(outbox.c.chat, entries.c.source)
        .join(entries, entries.c.number == outbox.c.entry)
        .where(entries.c.identity == mine, entries.c.number != entry.number, outbox.c.state != State.FILTERED)
    )
    return {row.chat: row.source for row in tx.execute(same)}


def _revise(tx: Tx, entry: Entry, now: datetime) -> int:
    """The chats that were told, or will be, want the new revision. What was sent becomes an edit."""
    here = outbox.c.entry == entry.number
    tx.execute(outbox.update().where(here).values(wanted=entry.revision))
    again = {"state": transitions.step(State.SENT, Event.REVISE), "changed": now, "failures": 0}
    told = here & (outbox.c.state == State.SENT) & (outbox.c.sent < entry.revision)
    return tx.execute(outbox.update().where(told).values(**again)).rowcount


def busy_chats(tx: Tx) -> list[int]:
    """The chats with something to send now or later, those not suspended or paused."""
    wanted = (
        sa.select(outbox.c.chat)
        .distinct()
        .where(outbox.c.state.in_(CLAIMABLE), outbox.c.chat == chats.c.number)
        .where(chats.c.suspended.is_(None), ~chats.c.paused)
    )
    return list(tx.scalars(wanted))


def head(tx: Tx, chat: int, now: datetime) -> sa.RowMapping | None:
    """The oldest delivery of a chat whose time has come: a chat is served in order."""
    ready = sa.or_(outbox.c.not_before.is_(None), outbox.c.not_before <= now)
    wanted = sa.select(outbox).where(outbox.c.chat == chat, outbox.c.state.in_(CLAIMABLE), ready)
    return tx.execute(wanted.order_by(outbox.c.number).limit(1)).mappings().one_or_none()


def claim(tx: Tx, row: sa.RowMapping, now: datetime) -> Delivery:
    """Write down the intent before anything is sent."""
    state = transitions.step(State(row["state"]), Event.CLAIM)
    values = {"state": state, "attempt": row["attempt"] + 1, "changed": now}
    tx.execute(outbox.update().where(outbox.c.number == row["number"]).values(**values))
    return delivery_of(tx.execute(sa.select(outbox).where(outbox.c.number == row["number"])).mappings().one())


def record(tx: Tx, delivery: Delivery, outcome: Outcome, now: datetime) -> bool:
    """Write what a try came to. False when the row has gone on without us: a late answer changes nothing newer."""
    mine = (
        (outbox.c.number == delivery.number)
        & (outbox.c.attempt == delivery.attempt)
        & (outbox.c.state == State.SENDING)
    )
    found = tx.execute(outbox.update().where(mine).values(**outcome.values, changed=now)).rowcount > 0
    if found and outcome.values["state"] == State.SENT:  # a revision that came while it was being sent
        newer = (outbox.c.number == delivery.number) & (outbox.c.wanted > outbox.c.sent)
        tx.execute(outbox.update().where(newer).values(state=transitions.step(State.SENT, Event.REVISE)))
    return found


def skip(tx: Tx, number: int, why: str, now: datetime) -> None:
    state = transitions.step(State.PENDING, Event.SKIP)
    tx.execute(outbox.update().where(outbox.c.number == number).values(state=state, reason=why, changed=now))


def doubts(tx: Tx, number: int) -> int:
    found: int = tx.execute(sa.select(outbox.c.doubts).where(outbox.c.number == number)).scalar_one()
    return found


def recover(tx: Tx, now: datetime) -> Sequence[Delivery]:
    """At the start: whatever a dead process had in hand is settled as far as it can be. Returns those rows."""
    rows = tx.execute(sa.select(outbox).where(outbox.c.state == State.SENDING)).mappings().all()
    for row in rows:
        values = transitions.interrupted(delivery_of(row), row["doubts"])
        tx.execute(outbox.update().where(outbox.c.number == row["number"]).values(**values, changed=now))
    return [delivery_of(row) for row in rows]


def park(tx: Tx, chat: int, until: datetime) -> None:
    """Nothing goes to this chat before; kept in the database, so a restart does not forget it."""
    tx.execute(chats.update().where(chats.c.number == chat).values(next_send=until))


def parked(tx: Tx, chat: int) -> datetime | None:
    found: datetime | None = tx.scalar(sa.select(chats.c.next_send).where(chats.c.number == chat))
    return found


def counts(tx: Tx) -> dict[int, dict[str, int]]:
    """For each chat: how many deliveries stand how."""
    counted = sa.select(outbox.c.chat, outbox.c.state, sa.func.count()).group_by(outbox.c.chat, outbox.c.state)
    found: dict[int, dict[str, int]] = {}
    for chat, state, number in tx.execute(counted):
        found.setdefault(chat, {})[state] = number
    return found


def owed(tx: Tx) -> dict[str, int]:
    """For each source: how many deliveries are on their way."""
    counted = (
        sa.select(entries.c.source, sa.func.count())
        .join(outbox, entries.c.number == outbox.c.entry)
        .where(outbox.c.state.in_((State.PENDING, State.SENDING)))
        .group_by(entries.c.source)
    )
    return {row[0]: row[1] for row in tx.execute(counted)}


def reasons(tx: Tx, states: Iterable[State], limit: int = 20) -> list[dict[str, Any]]:
    """The newest deliveries in these states, with the entry's title, for whoever must look."""
    wanted = (
        sa.select(outbox, entries.c.title, entries.c.url, entries.c.source)
        .join(entries, entries.c.number == outbox.c.entry)
        .where(outbox.c.state.in_(list(states)))
        .order_by(outbox.c.changed.desc(), outbox.c.number.desc())
        .limit(limit)
    )
    return [dict(row) for row in tx.execute(wanted).mappings()]
