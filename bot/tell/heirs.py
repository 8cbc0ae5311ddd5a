"""An article that several sources have goes to a chat once, from one of them: which takes over where that one lets go
of it, because the article has left it or the chat has."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from bot.chats import hours
from bot.chats.chats import several
from bot.chats.subscriptions import subscriptions
from bot.model import Chat, State
from bot.tell import owing, transitions
from bot.tell.outbox import CHANGE, RESEND, UNSUBSCRIBED, WITHDRAWN, outbox
from bot.tell.transitions import Event
from feeds.keep.db import Tx
from feeds.keep.entries import entries
from feeds.keep.sameness import Told, one_article
from feeds.model import Entry

SAID = (entries.c.identity, entries.c.url, entries.c.title, entries.c.published)
STANDS = (outbox.c.number, outbox.c.not_before, outbox.c.urgent, *SAID)
_NO_ORDER = sa.or_(outbox.c.reason.is_(None), ~outbox.c.reason.startswith(RESEND))


def go_on(tx: Tx, entry: Entry, now: datetime) -> int:
    """What is withdrawn may live on under another source, as where an editor put it into another column, whose list has
    shown it since it was missed: chats that had it from this one hear of that one, while it is news to them.
    What they have not heard of this one yet is settled at once: it may be back before its time."""
    gone = entries.alias()
    lives = sa.exists().where(gone.c.number == entry.number, gone.c.identity == entries.c.identity)
    lives = lives.where(entries.c.withdrawn.is_(None), entries.c.missing_since.is_(None))
    lives = lives.where(entries.c.seen > gone.c.missing_since).correlate(entries)
    wants = sa.exists().where(subscriptions.c.chat == outbox.c.chat, subscriptions.c.source == entries.c.source)
    other, its = outbox.alias(), entries.alias()
    had = sa.exists().where(other.c.chat == outbox.c.chat, other.c.state.not_in((State.FILTERED, State.DEAD)))
    had = had.where(its.c.number == other.c.entry, its.c.number != entry.number, its.c.withdrawn.is_(None))
    had = had.where(its.c.identity == entries.c.identity).correlate(outbox, entries)
    same = (
        sa.select(outbox.c.number, outbox.c.chat, outbox.c.urgent, outbox.c.owed)
        .join(entries, entries.c.number == outbox.c.entry)
        .where(lives, wants, ~had)
        .where(outbox.c.state == State.FILTERED, outbox.c.reason == owing.twin(entry.source))
        .order_by(outbox.c.number.desc())
    )
    rows = {row.chat: row for row in tx.execute(same)}  # of several the first
    changed = [
        {
            "which": rows[chat.number].number,
            "state": transitions.step(State.FILTERED, Event.REVISE),
            "reason": None,
            "not_before": hours.due(chat, now, urgent=rows[chat.number].urgent) or now,
            "changed": now,
        }
        for chat in several(tx, rows).values()
        if rows[chat.number].owed > now - chat.max_age
    ]
    if changed:
        tx.execute(CHANGE, changed)
        heirs = {each["which"] for each in changed}
        there = [chat for chat, row in rows.items() if row.number in heirs]
        unsent = (outbox.c.entry == entry.number) & (outbox.c.state == State.PENDING) & (outbox.c.sent == 0)
        skipped = {"state": transitions.step(State.PENDING, Event.SKIP), "reason": WITHDRAWN, "changed": now}
        tx.execute(outbox.update().where(unsent, _NO_ORDER, outbox.c.chat.in_(there)).values(skipped))
    return len(changed)


def unsubscribed(tx: Tx, chat: int, source: str, now: datetime) -> None:
    """What waits of that source is not sent, unless an admin asked for it. What another source of the chat has, too,
    goes as that one's, once."""
    waiting = _of(chat, State.PENDING).where(entries.c.source == source, outbox.c.sent == 0, _NO_ORDER)
    dropped = {row.number: row for row in tx.execute(waiting)}
    if not dropped:
        return
    skipped = {"state": transitions.step(State.PENDING, Event.SKIP), "reason": UNSUBSCRIBED, "changed": now}
    tx.execute(CHANGE, [{"which": number, "not_before": None, **skipped} for number in dropped])
    by_article = {row.identity: row for row in dropped.values()}
    wanted = sa.select(subscriptions.c.source).where(subscriptions.c.chat == chat)
    why = outbox.c.reason.startswith(owing.TWIN) | (outbox.c.reason == UNSUBSCRIBED)
    same = _of(chat, State.FILTERED).where(why, entries.c.source.in_(wanted), entries.c.withdrawn.is_(None))
    same = same.where(entries.c.identity.in_(by_article)).order_by(outbox.c.number.desc())
    found = [row for row in tx.execute(same) if one_article(row.identity, row, by_article[row.identity])]
    heirs = {row.identity: row.number for row in found}  # of several the first
    live = _live(tx, chat, heirs)
    changed = [
        _again(number, by_article[each]) | {"changed": now}
        for each, number in heirs.items()
        if not _among(by_article[each], live)
    ]
    if changed:
        tx.execute(CHANGE, changed)


def subscribed(tx: Tx, chat: Chat, source: str, now: datetime) -> None:
    """Once more, perhaps: what did not go out because the chat had unsubscribed does, while it is news and unless it
    came from another source since."""
    left = _of(chat.number, State.FILTERED).where(entries.c.source == source, outbox.c.reason == UNSUBSCRIBED)
    rows = tx.execute(left.where(outbox.c.owed > now - chat.max_age)).all()
    live = _live(tx, chat.number, [row.identity for row in rows])
    changed = [
        _again(row.number, row) | {"not_before": hours.due(chat, now, urgent=row.urgent), "changed": now}
        for row in rows
        if not _among(row, live)
    ]
    if changed:
        tx.execute(CHANGE, changed)


def _live(tx: Tx, chat: int, identities: Iterable[str]) -> Mapping[str, Sequence[Told]]:
    """What the chat was told of these, or will be, from whatever source."""
    told = sa.select(*SAID).join(outbox, entries.c.number == outbox.c.entry)
    told = told.where(outbox.c.chat == chat, outbox.c.state.not_in((State.FILTERED, State.DEAD)))
    found: dict[str, list[Told]] = defaultdict(list)
    for row in tx.execute(told.where(entries.c.identity.in_(list(identities)))):
        found[row.identity].append(row)
    return found


def _among(row: sa.Row[Any], live: Mapping[str, Sequence[Told]]) -> bool:
    return any(one_article(row.identity, row, each) for each in live.get(row.identity, ()))


def _of(chat: int, state: State) -> sa.Select[Any]:
    found = sa.select(*STANDS).join(entries, entries.c.number == outbox.c.entry)
    return found.where(outbox.c.chat == chat, outbox.c.state == state)


def _again(number: int, like: sa.Row[Any]) -> dict[str, Any]:
    """A row that is owed after all, when that one is or was."""
    state = transitions.step(State.FILTERED, Event.REVISE)
    return {"which": number, "state": state, "reason": None, "not_before": like.not_before, "urgent": like.urgent}
