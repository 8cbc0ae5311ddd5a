"""What a group's move, a crash or a wrong clock left in the table of deliveries is settled, as far as it can be. SQL
only."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import sqlalchemy as sa

from bot.chats import alarms, chats, subscriptions
from bot.model import Chat, Delivery, State
from bot.tell import transitions
from bot.tell.outbox import CLAIMABLE, DIGEST, delivery_of, outbox, reschedule, with_order
from bot.tell.transitions import Event
from feeds.keep.clocks import at_most
from feeds.keep.db import Tx

ELSEWHERE = "the group has moved, and it is owed there"


def moved(tx: Tx, chat: int, new_id: str) -> None:
    """A group became a supergroup: what was told stays with the old one, out of our reach, for the new one counts its
    messages anew. Where we had met that already, what was wanted and owed goes along."""
    for old, new in chats.move(tx, chat, new_id):
        _forget(tx, outbox.c.chat == old)
        if new != old:
            subscriptions.follow(tx, old, new)
            _follow(tx, old, new)


def left_behind(tx: Tx, chat: Chat, numbers: Iterable[int]) -> None:
    """These went to `chat` as it was when they were claimed: where it has moved since, their messages are the old
    group's."""
    now_at = sa.select(chats.chats.c.id).where(chats.chats.c.number == chat.number)
    if tx.execute(now_at).scalar_one() != chat.id:
        _forget(tx, outbox.c.number.in_(list(numbers)))


def _forget(tx: Tx, which: sa.ColumnElement[bool]) -> None:
    """The messages' ids: without one, nothing is changed or taken back, and no answer to another message means it."""
    told, within = outbox.c.message_id.is_not(None), outbox.c.message_id.startswith(DIGEST)
    tx.execute(outbox.update().where(which, told).values(message_id=sa.case((within, DIGEST))))


def settle(tx: Tx, chat: int) -> None:
    """Of a group that moved while a message was under way: what is left of that goes along, too."""
    if (new := chats.heir(tx, chat)) is not None:
        _follow(tx, chat, new)


def _follow(tx: Tx, old: int, new: int) -> None:
    """What is still owed to one row is owed to another, as is what a filter kept back and may pass by its correction.
    What both were owed stays one."""
    both = sa.select(outbox.c.entry).where(outbox.c.chat == new).scalar_subquery()
    mine = (outbox.c.chat == old) & outbox.c.state.in_((*CLAIMABLE, State.FILTERED)) & (outbox.c.sent == 0)
    tx.execute(outbox.update().where(mine, outbox.c.entry.not_in(both)).values(chat=new))
    here = outbox.update().where(outbox.c.chat == old)
    left = here.where(outbox.c.sent == 0)
    skipped = transitions.step(State.PENDING, Event.SKIP)
    tx.execute(left.where(outbox.c.state == State.PENDING).values(state=skipped, reason=ELSEWHERE))
    held = transitions.step(State.UNKNOWN, Event.EXPIRE)
    tx.execute(left.where(outbox.c.state == State.UNKNOWN).values(state=held, reason=ELSEWHERE))
    edits = here.where(outbox.c.sent > 0, outbox.c.state == State.PENDING)
    tx.execute(edits.values(state=State.SENT, sent=outbox.c.wanted, reason=ELSEWHERE))


def recover(tx: Tx, now: datetime) -> Sequence[Delivery]:
    """At the start: whatever a dead process had in hand is settled as far as it can be. Returns those rows."""
    rows = tx.execute(sa.select(outbox).where(outbox.c.state == State.SENDING)).mappings().all()
    members = chats.several(tx, {row["chat"] for row in rows})
    left = [delivery_of(row) for row in rows]
    for delivery in left:
        resend = members[delivery.chat].on_doubt == "resend"
        values = transitions.interrupted(delivery, resend=resend)
        if "reason" in values:
            values["reason"] = with_order(delivery, values["reason"])
        tx.execute(outbox.update().where(outbox.c.number == delivery.number).values(**values, changed=now))
    for number in members:
        settle(tx, number)
    return left


def from_the_future(tx: Tx, now: datetime) -> None:
    """The clock ran ahead and was set back: what it made wait, for a slower pace, the next try or a digest, waits for
    that no longer, and the admin is told what is new."""
    chats.set_back(tx, now)
    alarms.set_back(tx, now)
    written = outbox.c.state.in_(CLAIMABLE) & (outbox.c.changed > now)
    members = chats.several(tx, tx.scalars(sa.select(outbox.c.chat).where(written).distinct()))
    owed = at_most(outbox.c.owed, now)
    tx.execute(outbox.update().where(written).values(owed=owed, not_before=now, changed=now))
    for chat in members.values():
        reschedule(tx, chat, now)
