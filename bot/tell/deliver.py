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

from bot.chats import chats
from bot.errors import ChannelDown, DeliveryError, TryLater, Unknown
from bot.model import Channel, Pace
from bot.tell import outbox, pacing, settling, transitions
from bot.tell.job import FAULT, About, Job, carry_out, claimed, holds, logged, stays
from bot.tell.pacing import Turn
from bot.tell.transitions import Outcome
from feeds import failpoints
from feeds.errors import StoreError
from feeds.keep.db import Database

log = logging.getLogger(__name__)

T = TypeVar("T")

AT_ONCE = 64  #: messages of one channel under way at a time
LOOK_AGAIN = 1.0  #: seconds; the longest a due delivery waits to be noticed
NO_PACE = Pace()  #: of a channel that is not there
MISSING = timedelta(minutes=5)  #: between two looks for a channel that is not there
DOWN = timedelta(minutes=1)  #: how long a refused channel is left alone


@dataclass(kw_only=True)
class Deliverer:
    """Serves every chat that is owed something, in order, until stopped."""

    db: Database
    channels: Mapping[str, Channel]
    about: Callable[[str], About]  #: source name → what to call it
    clock: Callable[[], datetime]
    failpoint: failpoints.Failpoint = lambda name: None
    longest: float = 600.0  #: seconds that one message may take; a channel has shorter limits of its own
    ending: float = 60.0  #: seconds that what is in flight may take once we are told to stop
    patience: float = 5.0  #: seconds between two tries to use a database that cannot be used now
    refused: dict[str, tuple[datetime, str]] = field(default_factory=dict)  #: channels that are, since when and why
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _busy: dict[int, "asyncio.Task[None]"] = field(default_factory=dict)
    _idle_until: dict[int, datetime] = field(default_factory=dict)
    _down: dict[str, datetime] = field(default_factory=dict)
    _turns: dict[str, tuple[Turn, Turn]] = field(default_factory=dict)
    _rooms: dict[str, asyncio.Semaphore] = field(default_factory=dict)
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "deliver"))
    _stopping: bool = False
    _failed: StoreError | None = None

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
                try:
                    await self._round()
                except StoreError:  # whoever hears of the database's failures tells it
                    await asyncio.sleep(self.patience)
                await self._sleep()
            await self._end()
        finally:
            self._pool.shutdown(wait=False)

    async def drain(self) -> None:
        """Send all that is due now, then return: for `poll --deliver`. What must wait longer stays owed. Raises what
        the database did to a chat, as nobody else hears of it then."""
        try:
            while await self._round() or self._busy:
                await self._settle()
        finally:
            self._pool.shutdown(wait=False)
        if self._failed is not None:
            raise self._failed

    async def _sleep(self) -> None:
        soon = min(self._idle_until.values(), default=None)
        wait = LOOK_AGAIN if soon is None else min(LOOK_AGAIN, pacing.seconds_until(soon, self.clock()) + 0.001)
        try:
            async with asyncio.timeout(wait):
                await self._wake.wait()
        except TimeoutError:
            pass

    async def in_hand(self) -> None:
        """Until what is being sent right now has been sent."""
        if self._busy:
            await asyncio.wait(set(self._busy.values()))

    async def _end(self) -> None:
        """What is in flight ends, or is left as a crash would leave it: the next start calls it unknown."""
        try:
            async with asyncio.timeout(self.ending):
                await self._settle()
        except TimeoutError:
            log.warning(
                "stopped with %d messages in hand, which do not end; the next start settles them", len(self._busy)
            )
            for task in self._busy.values():
                task.cancel()
            await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def _settle(self) -> None:
        while self._busy:
            await asyncio.wait(self._busy.values())

    async def _round(self) -> int:
        """Start a task for each chat that has something due and is not being served; how many were started."""
        started = 0
        for chat, channel in await self._ask(self._chats_to_serve):
            if chat in self._busy or self._stopping:
                continue
            task = asyncio.create_task(self._serve(chat, channel), name=f"chat-{chat}")
            self._busy[chat] = task
            task.add_done_callback(lambda done, chat=chat: self._served(chat, done))  # type: ignore[misc]
            started += 1
        return started

    def _served(self, chat: int, done: "asyncio.Task[None]") -> None:
        self._busy.pop(chat, None)
        self._wake.set()
        if not done.cancelled() and (error := done.exception()) is not None:
            self._idle_until[chat] = self.clock() + DOWN
            if isinstance(error, StoreError):
                self._failed = error
            else:
                log.error("chat %d cannot be served now", chat, exc_info=error)

    def _chats_to_serve(self) -> list[tuple[int, str]]:
        now = self.clock()
        self._idle_until = {chat: until for chat, until in self._idle_until.items() if until > now}
        with self.db.reading() as tx:
            found = outbox.busy_chats(tx)
        return [(chat, channel) for chat, channel in found if chat not in self._idle_until]

    async def _serve(self, number: int, channel: str) -> None:
        """Everything due for one chat, one after the other. Every message waits for the channel's turn first, behind
        those who asked before: a chat that is owed much does not push aside one that is owed little."""
        turn, gate = self._turn(channel)
        room = self._rooms.setdefault(channel, asyncio.Semaphore(AT_ONCE))
        more = True
        while more and not self._stopping:
            async with room:
                await turn.wait()
                job = None if self._stopping else await self._ask(lambda: self._claim(number))
                if job is None:
                    return
                self.failpoint("deliver.claimed")
                await gate.wait()
                outcomes = await self._try(job)
                self.failpoint("deliver.sent")
                more = await self._written(job, outcomes)
                self.failpoint("deliver.committed")

    async def _written(self, job: Job, outcomes: list[Outcome]) -> bool:
        """Write what became of it. A full disk or a lock must not make us forget what was sent: it is tried again."""
        told = False
        while True:
            try:
                return await self._ask(lambda: self._record(job, outcomes))
            except StoreError as e:
                if not told:
                    log.error("what was sent cannot be written down yet: %s", e)
                told = True
                if self._stopping:
                    raise
            await asyncio.sleep(self.patience)

    def _turn(self, channel: str) -> tuple[Turn, Turn]:
        """Who is claimed next, and again who is sent next: a database that stood still must not end in a burst."""
        opened = self.channels.get(channel)
        pace = opened.pace.overall if opened else None
        if channel not in self._turns or self._turns[channel][0].overall != pace:  # it may have been opened anew
            self._turns[channel] = (Turn(overall=pace), Turn(overall=pace))
        return self._turns[channel]

    def _claim(self, number: int) -> Job | None:
        """The next message for a chat, its rows marked as being sent; None: nothing now, and when to look again."""
        now = self.clock()
        with self.db.transaction() as tx:
            chat = chats.get(tx, number)
            if chat is None or chat.suspended or chat.paused:
                return None
            opened = self.channels.get(chat.channel)
            until = self._down.get(chat.channel, now)
            if until <= now or until > now + DOWN:  # the clock was set back since
                until = pacing.parked(tx, chat, opened.pace if opened else NO_PACE, now) or now
            in_place = opened is not None and holds(opened)
            job = claimed(tx, chat, now, in_place=in_place) if until <= now else None
            if job is not None and opened is not None:
                pacing.note(tx, number, opened.pace, now)
            if job is None:
                self._idle_until[number] = until if until > now else now + timedelta(seconds=LOOK_AGAIN)
            return job

    async def _try(self, job: Job) -> list[Outcome]:
        """What became of each delivery in the message."""
        channel = self.channels.get(job.chat.channel)
        now = self.clock()

        try:
            if channel is None:
                why = f"there is no [channel.{job.chat.channel}] in the config any more"
                raise TryLater(why, MISSING, counts=False)
            told = await self._ask(lambda: self._sources(job))  # a slow database puts no message in doubt
            async with asyncio.timeout(self.longest):
                still = stays(job, channel)
                message_id = None if still else await carry_out(job, channel, told.__getitem__, now)
            if not still:
                self.refused.pop(job.chat.channel, None)
            return [transitions.accepted(one, message_id, entry.revision, still) for one, entry in job.pairs]
        except DeliveryError as e:
            error: DeliveryError = e
        except StoreError as e:  # asked while the message was made: surely not sent
            error = TryLater(str(e), DOWN, counts=False)
        except asyncio.CancelledError:  # nobody cancels us: the channel did that to itself
            if (task := asyncio.current_task()) is not None and task.cancelling():
                raise
            error = Unknown(f"channel {job.chat.channel} broke off while it was sending")
        except TimeoutError:
            error = Unknown(f"channel {job.chat.channel} did not come back within {self.longest:g} s")
        except Exception as e:  # a bug in a channel must not stop the others; the message is in doubt
            log.exception("channel %s failed on delivery %d", job.chat.channel, job.pairs[0][0].number)
            error = Unknown(f"channel {job.chat.channel} {FAULT}{e!r}")
        if isinstance(error, ChannelDown):
            self._down[job.chat.channel] = now + DOWN
            self.refused[job.chat.channel] = (self.refused.get(job.chat.channel, (now, ""))[0], str(error))
        resend = job.chat.on_doubt == "resend"
        return [transitions.failed(one, error, now, resend=resend) for one, _ in job.pairs]

    def _sources(self, job: Job) -> dict[str, About]:
        """What the message says of each source in it; an edited digest names those of all its entries."""
        shown = [*(entry for _, entry in job.pairs), *(job.within.entries if job.within else ())]
        return {name: self.about(name) for name in {entry.source for entry in shown}}

    def _record(self, job: Job, outcomes: list[Outcome]) -> bool:
        """Write what became of it; True when the chat may have more that is due."""
        now = self.clock()
        chat = job.chat
        with self.db.transaction() as tx:
            for (delivery, entry), outcome in zip(job.pairs, outcomes, strict=True):
                known = outbox.record(tx, delivery, outcome, now, withdrawn=entry.withdrawn is not None)
                _tell_log(job, delivery.number, outcome, known)
            one = outcomes[0]
            if one.park is not None:
                pacing.park(tx, chat.number, one.park)
            if one.suspend is not None:
                chats.suspend(tx, chat.number, one.suspend, now)
            if one.moved is not None:
                settling.moved(tx, chat.number, one.moved)
            settling.left_behind(tx, chat, [delivery.number for delivery, _ in job.pairs])
            settling.settle(tx, chat.number)
            self.failpoint("deliver.recorded")
            opened = self.channels.get(chat.channel)
            until = pacing.parked(tx, chat, opened.pace if opened else NO_PACE, now)
            if until is not None or one.suspend or one.channel_down:
                self._idle_until[chat.number] = max(until or now, self._down.get(chat.channel, now))
                return False
            return bool(outbox.ready(tx, chat.number, now))

    async def _ask(self, question: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, question)


def _tell_log(job: Job, delivery: int, outcome: Outcome, known: bool) -> None:
    chat = job.chat
    where = logged(chat)
    state, reason = outcome.values["state"], outcome.values.get("reason")
    if not known:
        log.warning("late answer ignored delivery=%d chat=%s", delivery, where)
    elif outcome.channel_down:
        log.error("channel refused channel=%s reason=%r", chat.channel, reason)
    elif outcome.suspend:
        log.warning("chat suspended chat=%s reason=%r", where, reason)
    elif state in ("held", "dead"):
        log.error("not delivered delivery=%d chat=%s state=%s reason=%r", delivery, where, state, reason)
    elif state == "sent" and reason:
        log.info("stays as it was told delivery=%d chat=%s reason=%r", delivery, where, reason)
    elif state == "sent":
        log.info("sent delivery=%d chat=%s", delivery, where)
    else:
        log.warning("again later delivery=%d chat=%s state=%s reason=%r", delivery, where, state, reason)
