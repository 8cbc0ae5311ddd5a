"""Puts the parts together: the only file that knows them all. Decides nothing that a part could decide.

An App is one config on one database. `prepare` makes the tables what the config says; then run, poll, backfill …
"""

import asyncio
import itertools
import logging
import random
import signal
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from bot import lean
from bot.chats import chats, store, subscriptions
from bot.config import ChannelConfig, Config
from bot.model import Channel, Listener
from bot.schedule import Schedule
from bot.serve import listen, serve
from bot.tell import channels, outbox
from bot.tell.deliver import Deliverer
from bot.tell.job import About
from bot.tell.posting import Posting
from feeds import failpoints
from feeds.errors import YaowenError
from feeds.fetch import manners
from feeds.fetch.web import Web
from feeds.give.giver import Giver
from feeds.keep import facts, states
from feeds.keep.db import Database, Tx, database_folder
from feeds.model import Access, Change, Source, utcnow
from feeds.poll import Polled, Poller

if TYPE_CHECKING:
    from bot.talk.answer import Talk
    from feeds.backfill import Step
    from feeds.preview import Preview

log = logging.getLogger(__name__)

MERGE = 2  #: seconds between two renderings of the feed of all, at least
TRIM = 60  #: seconds


class App:
    """Everything that one config.toml asks for."""

    def __init__(
        self,
        config: Config,
        *,
        clock: Callable[[], datetime] = utcnow,
        sleep: Callable[[float], None] = time.sleep,
        rng: random.Random | None = None,
    ) -> None:
        self.config = config
        self.clock = clock
        self.sleep = sleep
        self.rng = rng or random.Random()  # noqa: S311 - jitter
        self.failpoint = failpoints.from_environment()
        self.db = Database(config.store_url)
        self._merged_is_old = True

    # the parts, made when first used

    @cached_property
    def web(self) -> Web:
        about = f"{self.config.site.url}/about-bot"
        return Web(contact=self.config.contact, about=about, clock=self.clock, sleep=self.sleep)

    @cached_property
    def giver(self) -> Giver:
        return Giver(db=self.db, site=self.config.site, sources=self.config.sources, clock=self.clock)

    @cached_property
    def poller(self) -> Poller:
        return Poller(
            db=self.db,
            web=self.web,
            clock=self.clock,
            announce=self.announce,
            give=self._give,
            rng=self.rng,
            failpoint=self.failpoint,
        )

    def _give(self, source: Source) -> None:
        """A source's own feed at once; the feed of all once for all the polls that end together."""
        self.giver.give(source.name, merged=False)
        self._merged_is_old = True

    def give_merged(self) -> None:
        """The feed of all, if a source's has changed since."""
        if self._merged_is_old:
            self._merged_is_old = False
            self.giver.give()

    def announce(self, tx: Tx, changes: Sequence[Change]) -> None:
        """The one door between the two sides."""
        outbox.enqueue(tx, changes, self.clock())

    def channels(self, posting: Posting, names: Iterable[str] | None = None) -> dict[str, Channel]:
        """The channels of the config (or those named), opened. Close them when done."""
        kinds = channels.find()
        wanted = self.config.channels if names is None else set(names)
        return {
            name: kinds[each.kind].open(each.settings, posting.through(_access(each)))
            for name, each in self.config.channels.items()
            if name in wanted
        }

    def deliverer(self, opened: Mapping[str, Channel]) -> Deliverer:
        return Deliverer(db=self.db, channels=opened, about=self.about, clock=self.clock, failpoint=self.failpoint)

    def about(self, source: str) -> About:
        """What messages call a source."""
        known = self.config.sources.get(source)
        if known is None:
            return About(title=source)
        with self.db.reading() as tx:
            state = states.get(tx, source)
        return About(title=known.title or (state and state.title) or source, zone=known.zone)

    def talk(self, channel: str, changed: Callable[[], None]) -> "Talk":
        """What answers the chats of a channel."""
        from bot.talk.answer import Talk

        return Talk(
            db=self.db,
            channel=channel,
            sources=lambda: self.config.sources,
            site=self.config.site.url,
            clock=self.clock,
            changed=changed,
        )

    # work

    def prepare(self) -> None:
        """Tables up to date, sources and chats as the config says, what a dead process left behind settled."""
        database_folder(self.db)
        store.prepare(self.db)
        now = self.clock()
        with self.db.transaction() as tx:
            authority = facts.authority(tx, self.config.site.url, now)
            for old, new in states.sync(tx, self.config.sources.values(), authority=authority, now=now):
                subscriptions.rename(tx, old, new)
            self._sync_chats(tx, now)

    def _sync_chats(self, tx: Tx, now: datetime) -> None:
        wanted = [
            chats.Wanted(
                name=each.name,
                channel=each.channel,
                id=each.id,
                topic=each.topic,
                settings=each.settings,
                usual={"language": each.language, "zone": each.zone},
            )
            for each in self.config.chats.values()
        ]
        numbers = chats.sync(tx, wanted, now)
        for each in self.config.chats.values():
            subscriptions.sync(tx, numbers[each.name], each.sources, now)
        subscriptions.forget_unnamed(tx, numbers.values())

    def recover(self) -> None:
        """Settle what a process that died had in hand. Only while this one holds the database alone."""
        with self.db.transaction() as tx:
            left = outbox.recover(tx, self.clock())
        if left:
            log.warning("found unfinished deliveries=%d", len(left))

    def source(self, name: str) -> Source:
        """The source of that name; an error that lists what there is."""
        try:
            return self.config.sources[name]
        except KeyError:
            there = ", ".join(sorted(self.config.sources)) or "none"
            raise YaowenError(f"there is no source {name!r} in {self.config.path}; there are: {there}") from None

    def poll(self, names: Iterable[str] = (), *, deliver: bool = False) -> Iterator[Polled]:
        """Poll these sources (or all) once, now, whatever their time; then, if asked, send what is owed."""
        wanted = [self.source(name) for name in names] or list(self.config.sources.values())
        with self.db.sole():
            self.prepare()
            self.recover()
            self.give_stale()
            for source in wanted:
                yield self.poller.poll(source)
            self.give_merged()
            if deliver:
                asyncio.run(self._drain())

    async def _drain(self) -> None:
        async with Posting(self.web) as posting:
            opened = self.channels(posting)
            try:
                await self.deliverer(opened).drain()
            finally:
                for channel in opened.values():
                    await channel.close()

    def backfill(self, name: str, pages: int) -> "Iterator[Step]":
        """Keep older entries of a source, `pages` further pages of its pager."""
        from feeds.backfill import backfill

        source = self.source(name)
        with self.db.sole():
            self.prepare()
            yield from backfill(self.poller, source, pages)
            self.give_merged()

    def preview(self, source: Source, articles: int = 3) -> "Preview":
        """What a poll would keep and say now; nothing is written."""
        from feeds.preview import preview

        return preview(self.web, source, articles)

    def give_stale(self) -> None:
        """Give out the feeds that a crash, or a first start, left behind the rows."""
        with self.db.reading() as tx:
            names = states.stale(tx)
        self.giver.give(*names)
        self._merged_is_old = False
        with self.db.transaction() as tx:
            for name in names:
                states.change(tx, name, stale=False)

    # running

    def run(self) -> None:
        """Poll, deliver and serve until SIGTERM or Ctrl-C; then let what is in flight end."""
        lean.prepare()
        with self.db.sole():
            self.prepare()
            self.recover()
            self.give_stale()
            try:
                import uvloop

                runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
            except ImportError:
                runner = asyncio.Runner()
            with runner:
                runner.run(self.main())

    async def main(self, stop: asyncio.Event | None = None, *, ready: Callable[[], None] = lambda: None) -> None:
        """The parts side by side in one loop, until `stop` is set or a signal comes."""
        stop = stop or asyncio.Event()
        loop = asyncio.get_running_loop()
        _on_signals(loop, stop)
        listening = listen(self.config.listen_host, self.config.listen_port)
        async with Posting(self.web) as posting:
            opened = self.channels(posting)
            deliverer = self.deliverer(opened)
            schedule = Schedule(
                due=self.due,
                poll=lambda name: self.poller.poll(self.config.sources[name]),
                host=lambda name: urlsplit(self.config.sources[name].url).hostname or name,
                done=lambda: _quietly(loop, deliverer.wake),
            )
            serving = asyncio.create_task(serve(self.asgi(), listening, stop), name="web")
            delivering = asyncio.create_task(deliverer.run(), name="deliver")
            talks = {name: self.talk(name, deliverer.wake) for name, each in opened.items() if _listens(each)}
            talking = [_listening(opened[name], talk) for name, talk in talks.items()]
            tending = asyncio.create_task(self._tend(), name="tend")
            schedule.start()
            log.info(
                "running sources=%d chats=%d feeds=%s/",
                len(self.config.sources),
                len(self.config.chats),
                self.config.site.url,
            )
            ready()
            try:
                await _first(stop, serving, delivering, *talking)
            finally:
                log.info("stopping: what is in flight ends, nothing new begins")
                stop.set()
                deliverer.stop()
                for each in talking:
                    each.cancel()
                await asyncio.to_thread(schedule.stop)
                tending.cancel()
                await asyncio.to_thread(self.give_merged)
                results = await asyncio.gather(serving, delivering, *talking, return_exceptions=True)
                for talk in talks.values():
                    talk.close()
                for channel in opened.values():
                    await channel.close()
                self.web.close()
        for result in results:
            if isinstance(result, Exception):
                raise result

    async def _tend(self) -> None:
        """What is done now and then while the parts run."""
        for second in itertools.count():
            await asyncio.sleep(1)
            if second % MERGE == 0:
                await asyncio.to_thread(self.give_merged)
            if second % TRIM == 0:
                await asyncio.to_thread(lean.trim)

    def due(self) -> list[str]:
        """The sources to poll now. A clock that was set back must not silence them: due times are clamped."""
        now = self.clock()
        with self.db.reading() as tx:
            names = [name for name, _ in states.due(tx, now)]
            far = states.beyond(tx, now + manners.WEEK * 1.1)
        if far:
            with self.db.transaction() as tx:
                for name in far:
                    states.change(tx, name, next_poll=now)
        return [name for name in names if name in self.config.sources]

    def asgi(self) -> Any:
        """What readers reach: feeds and pages."""
        from feeds.give.web import app

        config = self.config
        return app(site=config.site, db=self.db, sources=config.sources, clock=self.clock, contact=config.contact)


def _listens(channel: Channel) -> bool:
    """True where chats can talk back through this channel."""
    return hasattr(channel, "listen")


def _listening(channel: Channel, talk: "Talk") -> "asyncio.Task[None]":
    listener = cast(Listener, channel)
    return asyncio.create_task(_forever(listener.listen(talk, talk.menu)), name="listen")


async def _forever(listening: Awaitable[None]) -> None:
    """A listener that is switched off returns at once; that is no reason to end everything else."""
    await listening
    await asyncio.Event().wait()


def _access(channel: ChannelConfig) -> Access:
    """How a channel reaches its service."""
    return Access(proxy=channel.proxy, allow_private=getattr(channel.settings, "allow_private", False))


def _on_signals(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """The first SIGTERM or SIGINT asks for a clean end, the second ends at once."""

    def asked() -> None:
        if stop.is_set():
            for each in (signal.SIGTERM, signal.SIGINT):
                loop.remove_signal_handler(each)
            signal.raise_signal(signal.SIGTERM)
        stop.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(each, asked)
        except (NotImplementedError, RuntimeError, ValueError):  # not the main thread
            return


async def _first(stop: asyncio.Event, *tasks: "asyncio.Task[None]") -> None:
    """Until stop is set or one of the tasks ends."""
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait({waiting, *tasks}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()


def _quietly(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    """From another thread into the loop; a loop that is closed needs nothing any more."""
    if not loop.is_closed():
        loop.call_soon_threadsafe(call)
