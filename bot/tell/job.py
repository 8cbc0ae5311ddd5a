"""One message to one chat, with all it needs: an entry, or a digest of several. What is due, and how it is said and
sent; the loop around it is deliver.py's."""

import hashlib
import logging
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from bot.chats import hours
from bot.errors import Refused
from bot.model import Channel, Chat, Delivery, Message, OfEntries, State, TakesBack
from bot.tell import outbox, standings
from bot.tell.compose import compose, digest
from feeds.keep import browse, entries
from feeds.keep.db import Tx
from feeds.model import SHANGHAI, ChangeKind, Entry

log = logging.getLogger(__name__)

FAULT = "failed by a fault of ours: "  #: after that each goes alone: it may be one of them that does it
DIGEST = 20  #: entries in one digest at most; what is more comes as others of about the same size


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a message says of its source."""

    title: str
    zone: ZoneInfo = SHANGHAI


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A digest that was sent: its entries as they are now, or as they were then where no correction is wanted."""

    entries: tuple[Entry, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Claimed deliveries, with their entries: one, or those of a digest."""

    chat: Chat
    pairs: tuple[tuple[Delivery, Entry], ...]  #: all first sends, or all edits of one message
    left: int = 0  #: of a digest: how many more wait, to be told in the next
    follows: bool = False  #: it goes on with what the last digest began, so it makes no sound
    within: Told | None = None  #: of edits: the digest that told the entries, where its message can be changed


def claimed(tx: Tx, chat: Chat, now: datetime, *, in_place: bool = False) -> Job | None:
    """Claim what goes to this chat next; None when nothing is due. `in_place`: its channel changes messages so,
    and all that a digest shall say anew is one edit."""
    if expired := outbox.expire(tx, chat, now):
        log.warning("expired chat=%s deliveries=%d", logged(chat), expired)
    most = max(DIGEST, chat.backlog + 1)
    closed = hours.opens(chat, now) is not None
    due = partial(outbox.ready, tx, chat.number, now, urgent_only=closed, limit=most)
    rows = due()
    if rows and outbox.drop_withdrawn(tx, chat.number, now):
        rows = due()
    if not rows:
        return None
    taken, left, follows, within = rows[:1], 0, False, None
    if in_place and rows[0]["sent"] and (told := standings.told_together(tx, rows[0])):
        taken = [row for row in told if row["state"] == State.PENDING]
        at, items = rows[0]["told"], [_entry(tx, row["entry"]) for row in told]
        if not chat.corrections:
            items = [_as_it_was(tx, entry, at) for entry in items]
        within = Told(entries=tuple(items), at=at)
    fresh = [row for row in rows if not row["sent"] and not row["urgent"] and FAULT not in (row["reason"] or "")]
    if rows[0] in fresh:
        follows = standings.follows_digest(tx, rows[0])
        if len(fresh) > 1 and (follows or hours.gathers(chat) or len(fresh) > chat.backlog):
            waiting = standings.waiting(tx, chat.number, now) if len(rows) == most else len(fresh)
            taken = fresh[: math.ceil(waiting / math.ceil(waiting / DIGEST))]
            left = waiting - len(taken)
    pairs = tuple((outbox.claim(tx, row, now), _entry(tx, row["entry"])) for row in taken)
    return Job(chat=chat, pairs=pairs, left=left, follows=follows, within=within)


def _entry(tx: Tx, number: int) -> Entry:
    entry = entries.get(tx, number)
    assert entry is not None, "an entry is never deleted"
    return entry


def _as_it_was(tx: Tx, entry: Entry, then: datetime) -> Entry:
    """An entry by the title that it had then."""
    if entry.updated <= then or not (before := browse.history(tx, entry.number)):
        return entry
    return replace(entry, title=next((each.title for each in before if each.updated <= then), before[-1].title))


def stays(job: Job, channel: Channel) -> str | None:
    """Why a message stays as it was told; None: there is something to send, change or take back."""
    chat, (delivery, _) = job.chat, job.pairs[0]
    if not delivery.sent:
        return None
    if not chat.corrections and not any(entry.withdrawn for _, entry in job.pairs):
        return "the chat wants no corrections"
    if delivery.message_id is None or not channel.edits:
        return "what was sent cannot be changed there"
    if outbox.in_digest(delivery.message_id) and not _by_entry(channel) and not job.within:
        return "it was told in a digest, which cannot be changed there"
    return None


async def carry_out(job: Job, channel: Channel, about: Callable[[str], About], now: datetime) -> str | None:
    """Send, change or take back, where nothing `stays`; the message's id. Raises DeliveryError."""
    chat, (delivery, entry) = job.chat, job.pairs[0]
    key = name_of(delivery, entry)
    if not delivery.sent and len(job.pairs) > 1:
        items = [_message(job, *pair, about, now) for pair in job.pairs]
        number = await channel.send(chat, digest(items, chat, now, left=job.left, follows=job.follows), key=key)
        return f"{outbox.DIGEST}:{number}" if number else outbox.DIGEST
    if not delivery.sent:
        message = _message(job, delivery, entry, about, now)
        return await channel.send(chat, replace(message, silent=message.silent or job.follows), key=key)
    told = delivery.message_id
    assert told is not None, "else it stays"
    if outbox.in_digest(told) and _by_entry(channel):
        await channel.edit(chat, key, _message(job, delivery, entry, about, now))
        return told
    if job.within:
        items = [_item(job, each, about, job.within.at) for each in job.within.entries]
        await channel.edit(chat, told.partition(":")[2], digest(items, chat, job.within.at))
        return told
    if entry.withdrawn and chat.withdrawal == "delete" and isinstance(channel, TakesBack) and channel.deletes:
        try:
            await channel.delete(chat, told)
            return told
        except Refused as e:
            log.info("not deleted, struck through instead delivery=%d why=%r", delivery.number, str(e))
    await channel.edit(chat, told, _message(job, delivery, entry, about, now))
    return told


def logged(chat: Chat) -> str:
    """A chat as the log calls it, in one word: its name in the config, else its place. Where the config named it once
    and does no more, its number here: its id may be the address of a robot, which is a key."""
    public = chat.configured is None or re.fullmatch(r"-?\d+|@\w+", chat.id)
    return chat.name or (chat.place if public else f"{chat.channel}:{chat.number}")


def _by_entry(channel: Channel) -> bool:
    return isinstance(channel, OfEntries) and channel.by_entry


def holds(channel: Channel) -> bool:
    """Whether it changes its messages in place: one that cannot take them back either sends corrections after them,
    which for a digest would be the whole of it again."""
    return isinstance(channel, TakesBack) and channel.deletes


def name_of(delivery: Delivery, entry: Entry) -> str:
    """What services that know repeats shall call a message: the same at each attempt, and of no other article, even
    where a restored database gives a number once more."""
    return f"yaowen-{hashlib.sha256(entry.tag.encode()).hexdigest()[:8]}-{delivery.number}"


def _message(job: Job, delivery: Delivery, entry: Entry, about: Callable[[str], About], now: datetime) -> Message:
    said = about(entry.source)
    kind = ChangeKind.NEW
    if delivery.sent:
        kind = ChangeKind.WITHDRAWN if entry.withdrawn else ChangeKind.CHANGED
    return compose(entry, job.chat, source_title=said.title, kind=kind, now=now, zone=said.zone)


def _item(job: Job, entry: Entry, about: Callable[[str], About], then: datetime) -> Message:
    """An entry as a digest that is changed says it: anew, or struck through."""
    said = about(entry.source)
    kind = ChangeKind.WITHDRAWN if entry.withdrawn else ChangeKind.NEW
    return compose(entry, job.chat, source_title=said.title, kind=kind, now=then, zone=said.zone)
