"""The table of deliveries: what is owed to whom, and how it stands. SQL only; what a state means is transitions.py, how
a row comes about debts.py."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.chats import hours
from bot.chats.chats import chats, several
from bot.model import Chat, Delivery, State
from bot.tell import transitions
from bot.tell.transitions import Event, Outcome
from feeds.keep.db import Tx, UTCDateTime
from feeds.keep.entries import entries

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
    sa.Column("told", UTCDateTime),  # when the message was claimed that told it, or the last that tried to
    sa.Column("failures", sa.Integer),  # in a row
    sa.Column("doubts", sa.Integer),  # how often nobody could say whether it arrived
    sa.Column("not_before", UTCDateTime),
    sa.Column("urgent", sa.Boolean),  # breaks through quiet hours and digests
    sa.Column("edited", UTCDateTime),  # when the message was last corrected; NULL again once it is struck through
    sa.Column("reason", sa.String),
    sa.Column("owed", UTCDateTime),
    sa.Column("changed", UTCDateTime),
)

RESEND = "an admin asked: resend"  #: the reason of what is sent whatever the rules say
DROP = "an admin asked: drop"  #: the reason of what an admin gave up
WITHDRAWN = "withdrawn before it was sent"  #: the reason of what went out no more, and is owed again once it is back
UNSUBSCRIBED = "the chat unsubscribed before it was sent"  #: owed again where it subscribes once more
CLAIMABLE = (State.PENDING, State.UNKNOWN)
DIGEST = "digest"  #: what the message id of what was told within a digest begins with, before ":" and the digest's own


def delivery_of(row: sa.RowMapping) -> Delivery:
    known = {name: row[name] for name in Delivery.__dataclass_fields__}
    return Delivery(**known | {"state": State(row["state"])})


def in_digest(message_id: str | None) -> bool:
    """Whether this is the message id of what was told within a digest."""
    return (message_id or "").partition(":")[0] == DIGEST


# serving


# asked all day long, so built once
_BUSY = (
    sa.select(chats.c.number, chats.c.channel)
    .where(chats.c.suspended.is_(None), ~chats.c.paused)
    .where(sa.exists().where(outbox.c.chat == chats.c.number, outbox.c.state.in_(CLAIMABLE)))
    .order_by(chats.c.number)
)
_READY = (
    sa.select(outbox)
    .where(outbox.c.chat == sa.bindparam("whose"), outbox.c.state == sa.bindparam("stands"))
    .where(sa.or_(outbox.c.not_before.is_(None), outbox.c.not_before <= sa.bindparam("now")))
    .order_by(outbox.c.number)
    .limit(sa.bindparam("limit"))
)
_URGENT = _READY.where(outbox.c.urgent)
#: what a chat's own hours keep back ages from their end, as does what an admin sends again
_SINCE = sa.case((outbox.c.not_before > outbox.c.owed, outbox.c.not_before), else_=outbox.c.owed)
_OLD = (
    outbox.update()
    .where(outbox.c.chat == sa.bindparam("whose"), outbox.c.state.in_(CLAIMABLE), outbox.c.sent == 0)
    .where(outbox.c.owed < sa.bindparam("before"), sa.bindparam("before") > _SINCE)
    .values(state=sa.case(*((outbox.c.state == each, transitions.step(each, Event.EXPIRE)) for each in CLAIMABLE)))
)
_WITHDRAWN = (
    outbox.update()
    .where(outbox.c.chat == sa.bindparam("whose"), outbox.c.state == State.PENDING, outbox.c.sent == 0)
    .where(sa.or_(outbox.c.not_before.is_(None), outbox.c.not_before <= sa.bindparam("now")))
    .where(sa.or_(outbox.c.reason.is_(None), ~outbox.c.reason.startswith(RESEND)))
    .where(sa.exists().where(entries.c.number == outbox.c.entry, entries.c.withdrawn.is_not(None)))
)
CHANGE = outbox.update().where(outbox.c.number == sa.bindparam("which"))  #: of one row
_CHANGE_OF_TRY = CHANGE.where(outbox.c.attempt == sa.bindparam("tried"), outbox.c.state == State.SENDING)
_WANTED_ANEW = CHANGE.where(outbox.c.wanted > outbox.c.sent)


def busy_chats(tx: Tx) -> list[tuple[int, str]]:
    """The chats (number, channel) with something to send now or later, without those suspended or paused."""
    return [(row.number, row.channel) for row in tx.execute(_BUSY)]


def ready(tx: Tx, chat: int, now: datetime, *, urgent_only: bool = False, limit: int = 1) -> Sequence[sa.RowMapping]:
    """The oldest deliveries of a chat whose time has come: a chat is served in order."""
    wanted = _URGENT if urgent_only else _READY
    found: list[sa.RowMapping] = []
    for state in CLAIMABLE:  # one by one: then the index gives their order, however long the queue is
        found += tx.execute(wanted, {"whose": chat, "stands": state, "now": now, "limit": limit}).mappings()
    return sorted(found, key=lambda row: row["number"])[:limit]


def claim(tx: Tx, row: sa.RowMapping, now: datetime) -> Delivery:
    """Write down the intent before anything is sent."""
    state = transitions.step(State(row["state"]), Event.CLAIM)
    values = {
        "state": state,
        "attempt": row["attempt"] + 1,
        "told": row["told"] if row["sent"] else now,
        "changed": now,
    }
    tx.execute(CHANGE, {"which": row["number"], **values})
    return replace(delivery_of(row), state=state, attempt=row["attempt"] + 1)


def record(tx: Tx, delivery: Delivery, outcome: Outcome, now: datetime, *, withdrawn: bool = False) -> bool:
    """Write what a try came to. False when the row has gone on without us: a late answer changes nothing newer.
    `withdrawn`: that is what the message said. If it is taken back, that does not wait as a correction would. Else
    what came meanwhile goes when debts.py said."""
    mine = {"which": delivery.number}
    edited = {"edited": None if withdrawn else now} if delivery.sent and outcome.values["state"] == State.SENT else {}
    values = {**mine, "tried": delivery.attempt, **outcome.values, **edited, "changed": now}
    if outcome.values["state"] in CLAIMABLE:
        values["reason"] = with_order(delivery, outcome.values.get("reason"))
    found = tx.execute(_CHANGE_OF_TRY, values).rowcount > 0
    if found and outcome.values["state"] == State.SENT:  # a revision that came while it was being sent
        at_once = {"not_before": None} if withdrawn else {}
        tx.execute(_WANTED_ANEW, {**mine, "state": transitions.step(State.SENT, Event.REVISE), **at_once})
    return found


def with_order(delivery: Delivery, why: str | None) -> str | None:
    """Why it was not sent, with an admin's order, which outlives a try."""
    return f"{RESEND}; {why}" if (delivery.reason or "").startswith(RESEND) else why


def drop_withdrawn(tx: Tx, chat: int, now: datetime) -> int:
    """What is due and was withdrawn before it was sent is sent no more, unless an admin asked for it; how many."""
    skipped = transitions.step(State.PENDING, Event.SKIP)
    values = {"state": skipped, "reason": WITHDRAWN, "changed": now}
    return tx.execute(_WITHDRAWN, {"whose": chat, "now": now, **values}).rowcount


def expire(tx: Tx, chat: Chat, now: datetime) -> int:
    """End what could not be sent for so long that nobody wants it any more; how many that were."""
    why = f"expired after {chat.max_age / timedelta(hours=1):g} h"
    old = {"whose": chat.number, "before": now - chat.max_age, "reason": why, "changed": now}
    return tx.execute(_OLD, old).rowcount


def reschedule(tx: Tx, chat: Chat, now: datetime) -> None:
    """The chat chose other hours: what it is owed waits for these now, not for the old ones."""
    if not chat.paused:
        expire(tx, chat, now)  # what was too old before is no news by other hours
    waiting = (outbox.c.chat == chat.number) & (outbox.c.state == State.PENDING) & (outbox.c.sent == 0)
    for urgent in (True, False):
        when = hours.due(chat, now, urgent=urgent)
        these = outbox.update().where(waiting, outbox.c.urgent == urgent)
        if when is None:  # what was kept back until now ages from now
            these = these.where(outbox.c.not_before > now)
        tx.execute(these.values(not_before=when or now))


def resumed(tx: Tx, numbers: Iterable[int], now: datetime) -> None:
    """Of these chats, those that an admin had paused go on: what waited for that is as new as it was then. Call it
    before they are resumed."""
    paused = [chat.number for chat in several(tx, numbers).values() if chat.paused and not chat.suspended]
    waiting = outbox.c.chat.in_(paused) & outbox.c.state.in_(CLAIMABLE) & (outbox.c.sent == 0)
    due = waiting & sa.or_(outbox.c.not_before.is_(None), outbox.c.not_before < now)
    tx.execute(outbox.update().where(due).values(not_before=now))


# an admin's hand


def ordered(tx: Tx, number: int, event: Event, why: str, now: datetime) -> State:
    """What an admin orders (resend, drop) for one delivery: its new state. ValueError where it cannot be, LookupError
    where there is no such row."""
    row = tx.execute(sa.select(outbox).where(outbox.c.number == number)).mappings().one_or_none()
    if row is None:
        raise LookupError(f"there is no delivery {number}")
    state = transitions.step(State(row["state"]), event)
    values = {"state": state, "reason": why, "failures": 0, "doubts": 0, "not_before": now, "changed": now}
    tx.execute(outbox.update().where(outbox.c.number == number).values(**values))
    return state
