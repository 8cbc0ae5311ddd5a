"""What a change of an entry makes owed: a delivery for each chat that wants it, an edit where it was told."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

import sqlalchemy as sa

from bot.chats.chats import chats, several
from bot.chats.subscriptions import subscriptions
from bot.model import Chat, State
from bot.tell import heirs, owing, transitions
from bot.tell.outbox import CHANGE, DIGEST, WITHDRAWN, outbox
from bot.tell.transitions import Event
from feeds import match
from feeds.keep.db import Tx, UTCDateTime, insert
from feeds.keep.entries import entries
from feeds.keep.sameness import one_article
from feeds.model import Change, ChangeKind, Entry

log = logging.getLogger(__name__)

EDIT_GAP = timedelta(hours=1)  #: a message is corrected at most so often
PAGE_WAIT = timedelta(minutes=15)  #: so long a new title may wait for its page; a poll that hurries comes sooner
LONG_SINCE = timedelta(days=2)  #: what was older when a source began, and is in it for longer, is no news of another
JUDGED = ("state", "reason", "not_before", "urgent", "changed")  #: what a verdict says of a row


def enqueue(tx: Tx, changes: Iterable[Change], now: datetime) -> int:
    """What feeds' announce is plugged into: every change becomes a debt in the same transaction. Returns how many."""
    return sum(
        _owe(tx, change.entry, now) if change.kind is ChangeKind.NEW else _revise(tx, change.entry, now)
        for change in changes
    )


def _owe(tx: Tx, entry: Entry, now: datetime) -> int:
    """A row for each chat that wants the source: filtered, with its reason, where the chat's own rules say so."""
    wanting = sa.select(subscriptions.c.chat).where(subscriptions.c.source == entry.source)
    members = several(tx, tx.scalars(wanting))
    if not members:
        return 0
    twins = _twins(tx, entry, now)
    verdicts = _verdicts(members.values(), entry)
    rows = [owing.row(chat, entry, twins, verdicts, now) for _, chat in sorted(members.items())]
    for start in range(0, len(rows), 500):
        tx.execute(insert(tx, outbox).values(rows[start : start + 500]).on_conflict_do_nothing())
    return len(rows)


def _verdicts(members: Iterable[Chat], entry: Entry) -> dict[str, str | None]:
    """What the chats' rules say of an entry, each asked once. They were checked when they were chosen; one that is bad
    all the same must not stop a poll, and is left out."""
    found = {}
    for rule in {rule for chat in members for rule in (chat.filter, chat.urgent) if rule}:
        try:
            found[rule] = match.parse(rule).refused(entry.title, entry.summary, entry.text)
        except match.BadRule as e:
            log.error("a chat's rule cannot be used and decides nothing rule=%r why=%s", rule, e)
    return found


def _twins(tx: Tx, entry: Entry, now: datetime) -> dict[int, str]:
    """Chat → why it is no news there: the chat was owed the same article under another source already, or it was old
    when another source of the chat began, as where a site puts two columns into one."""
    mine = sa.select(entries.c.identity).where(entries.c.number == entry.number).scalar_subquery()
    others = (entries.c.identity == mine, entries.c.number != entry.number)
    same = (
        sa.select(outbox.c.chat, entries.c.source, *heirs.SAID)
        .join(entries, entries.c.number == outbox.c.entry)
        .where(*others, outbox.c.state.not_in((State.FILTERED, State.DEAD)))  # never told
    )
    old = (
        sa.select(subscriptions.c.chat, entries.c.source, *heirs.SAID)
        .join(entries, entries.c.source == subscriptions.c.source)
        .where(*others, entries.c.quiet, entries.c.first_seen < now - LONG_SINCE)
        .where(entries.c.first_seen > entry.published + LONG_SINCE)
    )
    began = {row.chat: owing.OLD.format(row.source) for row in tx.execute(old) if one_article(row.identity, row, entry)}
    had = {row.chat: owing.twin(row.source) for row in tx.execute(same) if one_article(row.identity, row, entry)}
    return began | had


def _revise(tx: Tx, entry: Entry, now: datetime) -> int:
    """The chats that were told, or will be, want the new revision. What was sent becomes an edit: title and text
    together, so it waits while the article's page is about to be read; and an hour after the last correction at the
    earliest. What is withdrawn waits for nothing."""
    here = outbox.c.entry == entry.number
    tx.execute(outbox.update().where(here).values(wanted=entry.revision))
    page_due = sa.select(entries.c.number).where(entries.c.number == entry.number, entries.c.next_read <= now)
    half = entry.withdrawn is None and tx.execute(page_due).first() is not None
    read_by = now + PAGE_WAIT if half else None
    page = sa.literal(read_by, UTCDateTime)
    gap = sa.literal(now + EDIT_GAP, UTCDateTime)
    edit, sending = outbox.c.sent > 0, outbox.c.state == State.SENDING  # its time is for when that has ended
    free = (edit & _rested(now) & ~sending) | sa.literal(entry.withdrawn is not None)
    sooner = sa.func.coalesce(outbox.c.not_before, now) < page
    when = sa.case((free, page), (edit & sending, gap), (sooner, page), else_=outbox.c.not_before)
    waits = (edit & (outbox.c.state == State.PENDING)) | sending
    tx.execute(outbox.update().where(here, waits).values(not_before=when))
    gone = sa.select(chats.c.number).where(chats.c.heir.is_not(None)).scalar_subquery()
    told = here & (outbox.c.state == State.SENT) & (outbox.c.sent < entry.revision) & outbox.c.chat.not_in(gone)
    again = {"state": transitions.step(State.SENT, Event.REVISE), "changed": now, "failures": 0}
    again["not_before"] = sa.case((free, page), else_=gap)
    revised = tx.execute(outbox.update().where(told).values(again)).rowcount
    return revised + (_judge_anew(tx, entry, read_by, now) if entry.withdrawn is None else heirs.go_on(tx, entry, now))


def _rested(now: datetime) -> sa.ColumnElement[bool]:
    """The message was not corrected within the last hour; of a digest, for none of its entries."""
    other = outbox.alias()
    lately = sa.exists().where(other.c.chat == outbox.c.chat, other.c.told == outbox.c.told).correlate(outbox)
    lately = lately.where(other.c.message_id == outbox.c.message_id, other.c.edited > now - EDIT_GAP)
    itself = outbox.c.edited.is_(None) | (outbox.c.edited <= now - EDIT_GAP)
    return itself & ~(outbox.c.message_id.startswith(f"{DIGEST}:") & lately)


def _judge_anew(tx: Tx, entry: Entry, read_by: datetime | None, now: datetime) -> int:
    """What a chat's filter kept back may pass it as it reads now, and what was withdrawn before it was sent may be
    back: it is sent from now on; where its page is about to be read, it waits for that and is judged once more. What
    is too old to be news stays as it is, and a filter that was chosen since holds for what came since."""
    why = outbox.c.reason.startswith(owing.FILTER) | (outbox.c.reason == WITHDRAWN)
    kept = outbox.c.state.in_((State.FILTERED, State.PENDING)) & why
    told = (outbox.c[name] for name in ("number", "chat", "state", "reason", "owed"))
    found = sa.select(*told).where(outbox.c.entry == entry.number, kept)
    rows = {row["chat"]: row for row in tx.execute(found).mappings()}
    wanting = sa.select(subscriptions.c.chat).where(subscriptions.c.source == entry.source)
    again = [
        chat
        for chat in several(tx, set(rows) & set(tx.scalars(wanting))).values()
        if rows[chat.number]["reason"].startswith((owing.by_filter(chat), WITHDRAWN))
        and (rows[chat.number]["state"] == State.PENDING or rows[chat.number]["owed"] > now - chat.max_age)
    ]
    twins = _twins(tx, entry, now) if again else {}
    verdicts = _verdicts(again, entry)
    changed = []
    for chat in again:
        was, row = rows[chat.number], owing.row(chat, entry, twins, verdicts, now)
        if row["state"] == was["state"] == State.FILTERED and row["reason"] == was["reason"]:
            continue
        if row["state"] == State.PENDING:
            row["not_before"] = max(filter(None, (row["not_before"], read_by, now)))
            row["reason"] = owing.by_title(chat) if read_by else None
        event = Event.REVISE if row["state"] == State.PENDING else Event.SKIP
        if row["state"] != was["state"]:
            row["state"] = transitions.step(State(was["state"]), event)
        changed.append({"which": was["number"], **{name: row[name] for name in JUDGED}})
    if changed:
        tx.execute(CHANGE, changed)
    return sum(one["state"] == State.PENDING for one in changed)
