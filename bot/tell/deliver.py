"""What is owed reaches its chat: claim, compose, send, record. One message at a time to a chat, chats side by side.

The intent is committed before the request, the outcome after it: a crash in between leaves a row that is `sending`,
which the next start calls unknown. The database is asked on a thread of its own, so the loop never waits for it.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.chats import chats
from bot.errors import DeliveryError, TryLater, Unknown
from bot.model import Channel, Chat, Delivery, Message
from bot.tell import outbox, transitions
from bot.tell.compose import compose
from bot.tell.transitions import Outcome
from feeds import failpoints
from feeds.keep import entries
from feeds.keep.db import Database
from feeds.model import SHANGHAI, ChangeKind, Entry

log = logging.getLogger(__name__)

T = TypeVar("T")

AT_ONCE = 16  #: chats of one channel served side by side
LOOK_AGAIN = 1.0  #: seconds; the longest a due delivery waits to be noticed
DOWN = timedelta(minutes=1)  #: how long a refused channel is left alone


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a message says of its source."""

    title: str
    zone: ZoneInfo = SHANGHAI


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A claimed delivery with all it needs."""

    delivery: Delivery
    doubts: int
    chat: Chat
    entry: Entry


@dataclass(kw_only=True)
class Deliverer:
    """Serves every chat that is owed something, in order, until stopped."""

    db: Database
    channels: Mapping[str, Channel]
    about: Callable[[str], About]  #: source name → what to call it
    clock: Callable[[], datetime]
    failpoint: failpoints.Failpoint = lambda name: None
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _busy: dict[int, "asyncio.Task[None]"] = field(default_factory=dict)
    _idle_until: dict[int, datetime] = field(default_factory=dict)
    _down: dict[str, datetime] = field(default_factory=dict)
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "deliver"))
    _stopping: bool = False

    def wake(self) -> None:
        """There may be something new to send. Call it from the loop."""
        self._idle_until.clear()
        self._wake.set()

    def stop(self) -> None:
        """Claim nothing more; what is in flight ends."""
        self._stopping = True
        self._wake.set()

    async def run(self) -> None:
        """Serve until stop()."""
        try:
            while not self._stopping:
                self._wake.clear()
                await self._round()
                await self._sleep()
            await self._settle()
        finally:
            self._pool.shutdown(wait=False)

    async def drain(self) -> None:
        """Send all that is due now, then return: for `poll --deliver`. What must wait longer stays owed."""
        try:
            while await self._round() or self._busy:
                await self._settle()
        finally:
            self._pool.shutdown(wait=False)

    async def _sleep(self) -> None:
        try:
            async with asyncio.timeout(LOOK_AGAIN):
                await self._wake.wait()
        except TimeoutError:
            pass

    async def _settle(self) -> None:
        while self._busy:
            await asyncio.wait(self._busy.values())

    async def _round(self) -> int:
        """Start a task for each chat that has something due and is not being served; how many were started."""
        started = 0
        for chat in await self._ask(self._chats_to_serve):
            if chat in self._busy or self._stopping:
                continue
            task = asyncio.create_task(self._serve(chat), name=f"chat-{chat}")
            self._busy[chat] = task
            task.add_done_callback(lambda done, chat=chat: self._served(chat, done))  # type: ignore[misc]
            started += 1
        return started

    def _served(self, chat: int, done: "asyncio.Task[None]") -> None:
        self._busy.pop(chat, None)
        if not done.cancelled() and (error := done.exception()) is not None:
            log.error("chat %d cannot be served", chat, exc_info=error)

    def _chats_to_serve(self) -> list[int]:
        now = self.clock()
        with self.db.reading() as tx:
            found = outbox.busy_chats(tx)
        return [chat for chat in found if self._idle_until.get(chat, now) <= now]

    async def _serve(self, number: int) -> None:
        """Everything due for one chat, one after the other."""
        while not self._stopping:
            job = await self._ask(lambda: self._claim(number))
            if job is None:
                return
            self.failpoint("deliver.claimed")
            outcome = await self._try(job)
            self.failpoint("deliver.sent")
            await self._ask(lambda job=job, outcome=outcome: self._record(job, outcome))  # type: ignore[misc]
            self.failpoint("deliver.committed")
            if outcome.park or outcome.suspend or outcome.channel_down:
                return

    def _claim(self, number: int) -> Job | None:
        now = self.clock()
        with self.db.transaction() as tx:
            chat = chats.get(tx, number)
            if chat is None or chat.suspended:
                return None
            if (down := self._down.get(chat.channel, now)) > now:
                self._idle_until[number] = down
                return None
            until = outbox.parked(tx, number)
            if until is not None and until > now:
                self._idle_until[number] = until
                return None
            while (row := outbox.head(tx, number, now)) is not None:
                entry = entries.get(tx, row["entry"])
                assert entry is not None
                if not (entry.withdrawn and row["sent"] == 0 and row["state"] == "pending"):
                    return Job(delivery=outbox.claim(tx, row, now), doubts=row["doubts"], chat=chat, entry=entry)
                outbox.skip(tx, row["number"], "withdrawn before it was sent", now)
            self._idle_until[number] = now + timedelta(seconds=LOOK_AGAIN)
            return None

    async def _try(self, job: Job) -> Outcome:
        delivery = job.delivery
        channel = self.channels.get(job.chat.channel)
        try:
            if channel is None:
                raise TryLater(f"there is no [channel.{job.chat.channel}] in the config any more", timedelta(hours=1))
            message_id = await self._send(channel, job)
            return transitions.accepted(delivery, message_id, job.entry.revision)
        except DeliveryError as e:
            return transitions.failed(delivery, e, self.clock(), doubts=job.doubts)
        except asyncio.CancelledError:
            raise
        except Exception as e:  # a bug in a channel must not stop the others; the message is in doubt
            log.exception("channel %s failed on delivery %d", job.chat.channel, delivery.number)
            return transitions.failed(delivery, Unknown(repr(e)), self.clock(), doubts=job.doubts)

    async def _send(self, channel: Channel, job: Job) -> str | None:
        delivery, entry = job.delivery, job.entry
        if delivery.sent and not channel.edits:
            return delivery.message_id  # it cannot be changed there
        message = self._compose(job)
        key = f"yaowen-{delivery.number}"
        if delivery.sent and delivery.message_id is not None:
            await channel.edit(job.chat, delivery.message_id, message)
            return delivery.message_id
        log.debug("sending delivery=%d entry=%d chat=%d", delivery.number, entry.number, job.chat.number)
        return await channel.send(job.chat, message, key=key)

    def _compose(self, job: Job) -> Message:
        about = self.about(job.entry.source)
        kind = ChangeKind.NEW
        if job.delivery.sent:
            kind = ChangeKind.WITHDRAWN if job.entry.withdrawn else ChangeKind.CHANGED
        return compose(job.entry, job.chat, source_title=about.title, kind=kind, now=self.clock(), zone=about.zone)

    def _record(self, job: Job, outcome: Outcome) -> None:
        now = self.clock()
        chat, delivery = job.chat, job.delivery
        with self.db.transaction() as tx:
            known = outbox.record(tx, delivery, outcome, now)
            if outcome.park is not None:
                outbox.park(tx, chat.number, outcome.park)
            if outcome.suspend is not None:
                chats.suspend(tx, chat.number, outcome.suspend, now)
            if outcome.moved is not None:
                chats.move(tx, chat.number, outcome.moved)
            self.failpoint("deliver.recorded")
        if outcome.channel_down is not None:
            self._down[chat.channel] = now + DOWN
        _tell_log(chat, delivery, outcome, known)

    async def _ask(self, question: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, question)


def _tell_log(chat: Chat, delivery: Delivery, outcome: Outcome, known: bool) -> None:
    where = chat.name or f"{chat.channel} {chat.number}"
    state, reason = outcome.values["state"], outcome.values.get("reason")
    if not known:
        log.warning("late answer ignored delivery=%d chat=%s", delivery.number, where)
    elif outcome.channel_down:
        log.error("channel refused channel=%s reason=%r", chat.channel, reason)
    elif outcome.suspend:
        log.warning("chat suspended chat=%s reason=%r", where, reason)
    elif state in ("held", "dead"):
        log.error("not delivered delivery=%d chat=%s state=%s reason=%r", delivery.number, where, state, reason)
    elif state == "sent":
        log.info("sent delivery=%d entry=%d chat=%s", delivery.number, delivery.entry, where)
    else:
        log.warning("again later delivery=%d chat=%s state=%s reason=%r", delivery.number, where, state, reason)
