"""How deliveries stand, for whoever asks: the status, the alarm, an admin, a chat, a claim. SQL; changes nothing."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.chats.chats import chats
from bot.model import State
from bot.tell.outbox import CLAIMABLE, DIGEST, DROP, in_digest, outbox
from feeds.keep.db import Tx
from feeds.keep.entries import entries

#: what went wrong, and not what an admin gave up, who knows of it
_AMISS = sa.or_(outbox.c.reason.is_(None), outbox.c.reason != DROP)

# asked at each claim of several, so built once
_SELF = sa.or_(chats.c.number == sa.bindparam("whose"), chats.c.heir == sa.bindparam("whose"))
#: what a chat was told in digests since, or the group that it was before it moved
_DIGESTED = (
    sa.select(outbox.c.number)
    .where(outbox.c.chat.in_(sa.select(chats.c.number).where(_SELF)), outbox.c.told >= sa.bindparam("since"))
    .where(outbox.c.sent > 0, outbox.c.message_id.startswith(DIGEST))
    .limit(1)
)


def counts(tx: Tx) -> dict[int, dict[str, int]]:
    """For each chat: how many deliveries stand how."""
    counted = sa.select(outbox.c.chat, outbox.c.state, sa.func.count()).group_by(outbox.c.chat, outbox.c.state)
    found: dict[int, dict[str, int]] = {}
    for chat, state, number in tx.execute(counted):
        found.setdefault(chat, {})[state] = number
    return found


def ended_since(tx: Tx, states: Iterable[State], when: datetime) -> dict[str, int]:
    """How many deliveries came into these states since then, not by an admin's word."""
    counted = sa.select(outbox.c.state, sa.func.count()).where(outbox.c.changed > when, _AMISS)
    counted = counted.where(outbox.c.state.in_(list(states))).group_by(outbox.c.state)
    return {row.state: row[1] for row in tx.execute(counted)}


def owed(tx: Tx) -> dict[str, int]:
    """For each source: how many of its deliveries are not settled."""
    counted = (
        sa.select(entries.c.source, sa.func.count())
        .join(entries, entries.c.number == outbox.c.entry)
        .where(outbox.c.state.in_((*CLAIMABLE, State.SENDING)))
        .group_by(entries.c.source)
    )
    return {row.source: row[1] for row in tx.execute(counted)}


def waiting(tx: Tx, chat: int, now: datetime) -> int:
    """How many of a chat's first sends could go out now, those that are urgent left out."""
    mine = (outbox.c.chat == chat) & outbox.c.state.in_(CLAIMABLE) & (outbox.c.sent == 0) & ~outbox.c.urgent
    due = sa.or_(outbox.c.not_before.is_(None), outbox.c.not_before <= now)
    return tx.scalar(sa.select(sa.func.count()).where(mine, due)) or 0


def follows_digest(tx: Tx, row: sa.RowMapping) -> bool:
    """Whether what is owed waited already when a digest was claimed that was told, so that it belongs to that."""
    since = max(filter(None, (row["owed"], row["not_before"])))
    return tx.execute(_DIGESTED, {"whose": row["chat"], "since": since}).first() is not None


def told_together(tx: Tx, row: sa.RowMapping) -> Sequence[sa.RowMapping]:
    """What the digest told that told this one, in its order; nothing where we do not know its message."""
    if not in_digest(row["message_id"]) or row["message_id"] == DIGEST:
        return ()
    same = (outbox.c.chat == row["chat"]) & (outbox.c.message_id == row["message_id"]) & (outbox.c.sent > 0)
    same &= outbox.c.told == row["told"]  # which its index finds
    return tx.execute(sa.select(outbox).where(same).order_by(outbox.c.number)).mappings().all()


def reasons(tx: Tx, states: Iterable[State], limit: int = 20, *, dropped: bool = True) -> list[dict[str, Any]]:
    """The newest deliveries in these states, with the entry's title, for whoever must look. `dropped`: with those
    that an admin gave up."""
    wanted = (
        sa.select(outbox, entries.c.title, entries.c.url, entries.c.source)
        .join(entries, entries.c.number == outbox.c.entry)
        .where(outbox.c.state.in_(list(states)), sa.true() if dropped else _AMISS)
        .order_by(outbox.c.changed.desc(), outbox.c.number.desc())
        .limit(limit)
    )
    return [dict(row) for row in tx.execute(wanted).mappings()]


def of_chat(
    tx: Tx,
    chat: int,
    *,
    entries_of: Iterable[int] | None = None,
    message_id: str | None = None,
    number: int | None = None,
    limit: int = 10,
) -> list[dict[str, Any]]:
    """The newest deliveries to a chat with their entries' titles: all, those of some entries, or the one that is told
    by the message's id (a channel may add to it, behind a colon) or by the delivery's number."""
    names = ("title", "url", "source", "withdrawn")
    wanted = sa.select(outbox, *(entries.c[name] for name in names)).join(entries, entries.c.number == outbox.c.entry)
    wanted = wanted.where(outbox.c.chat == chat)
    if entries_of is not None:
        wanted = wanted.where(outbox.c.entry.in_(list(entries_of)))
    if message_id is not None:
        same = outbox.c.message_id == message_id
        wanted = wanted.where(same | outbox.c.message_id.startswith(f"{message_id}:", autoescape=True))
    if number is not None:
        wanted = wanted.where(outbox.c.number == number)
    return [dict(row) for row in tx.execute(wanted.order_by(outbox.c.number.desc()).limit(limit)).mappings()]
