"""Puts the parts together: the only file that knows them all. Decides nothing that a part could decide.

An App is one config on one database. `prepare` makes the tables what the config says; then run, poll, backfill …
"""

import asyncio
import itertools
import logging
import random
import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from bot import lean
from bot.chats import chats, store, subscriptions
from bot.config import ChannelConfig, Config, load
from bot.model import Channel
from bot.reload import Difference, Watch, difference
from bot.schedule import Schedule
from bot.serve import listen, serve
from bot.switchboard import Switchboard
from bot.tell import channels, outbox
from bot.tell.alarm import Admin, Alarm
from bot.tell.deliver import Deliverer
from bot.tell.job import About
from bot.tell.posting import Posting
from feeds import failpoints
from feeds.errors import StoreError, YaowenError
from feeds.fetch import manners
from feeds.fetch.headers import user_agent
from feeds.fetch.web import Web
from feeds.give.giver import Giver
from feeds.keep import facts, states
from feeds.keep.db import Database, Tx, database_folder
from feeds.model import Access, Answer, Change, Source, utcnow
from feeds.poll import Polled, Poller

if TYPE_CHECKING:
    from bot.talk.answer import Talk
    from feeds.backfill import Step
    from feeds.preview import Preview

log = logging.getLogger(__name__)

LOOK = 0.5  #: seconds between two looks at config.toml
MERGE = 2  #: seconds between two renderings of the feed of all, at least
TELL = 5  #: seconds between two looks at what a hub should hear
TRIM = 60  #: seconds
ALERT = 30  #: seconds between two looks at what the admin should know


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
        self._asgi: Any = None

    # the parts, made when first used

    @cached_property
    def web(self) -> Web:
        about = f"{self.config.site.url}/about-bot"
        return Web(contact=self.config.contact, about=about, clock=self.clock, sleep=self.sleep)

    @cached_property
    def giver(self) -> Giver:
        return Giver(
            db=self.db,
            site=self.config.site,
            sources=self.config.sources,
            clock=self.clock,
            failpoint=self.failpoint,
        )

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
        opened = {
            name: kinds[each.kind].open(each.settings, posting.through(_access(each)))
            for name, each in self.config.channels.items()
            if name in wanted
        }
        for channel in opened.values():
            if hasattr(channel, "pictures"):
                channel.pictures = posting.pictures(lambda: self.config.sources)
        return opened

    def deliverer(self, opened: Mapping[str, Channel]) -> Deliverer:
        return Deliverer(db=self.db, channels=opened, about=self.about, clock=self.clock, failpoint=self.failpoint)

    def alarm(self, deliverer: Deliverer, posting: Posting) -> Alarm:
        """What tells the admin, by the config in force."""
        return Alarm(
            db=self.db,
            admin=lambda: Admin(
                chat=self.config.admin_chat,
                webhook=self.config.admin_webhook,
                language="zh" if self.config.language.lower().startswith("zh") else "en",
            ),
            titles=lambda: {name: each.title or name for name, each in self.config.sources.items()},
            channels=deliverer.channels,
            refused=lambda: deliverer.refused,
            clock=self.clock,
            post=posting.through(Access(allow_private=True)),
        )

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
            owners=getattr(self.config.channels[channel].settings, "admins", ()),
        )

    # work

    def prepare(self) -> None:
        """Tables up to date, sources and chats as the config says, what a dead process left behind settled."""
        database_folder(self.db)
        store.prepare(self.db)
        with self.db.transaction() as tx:
            self._agree(tx, self.clock())

    def _agree(self, tx: Tx, now: datetime) -> None:
        """Make sources and chats what the config says."""
        authority = facts.authority(tx, self.config.site.url, now)
        for old, new in states.sync(tx, self.config.sources.values(), authority=authority, now=now):
            subscriptions.rename(tx, old, new)
        self._sync_chats(tx, now)

    def take(self, config: Config) -> Difference:
        """Another config comes into force: whole, or not at all. What cannot change while we run stays as it was."""
        before, change, now = self.config, difference(self.config, config), self.clock()
        kept = {name: getattr(before, name) for name in ("store_url", "listen_host", "listen_port")}
        self.config = replace(config, **kept)
        try:
            with self.db.transaction() as tx:
                self._agree(tx, now)
                self._note(tx, change, now)
        except BaseException:
            self.config = before
            raise
        self.__dict__.pop("giver", None)
        if self._asgi is not None:
            self._asgi = self.asgi()
        self.web.user_agent = user_agent(self.config.contact, f"{self.config.site.url}/about-bot")
        self._merged_is_old = True
        self.give_stale()
        return change

    def _note(self, tx: Tx, change: Difference, now: datetime) -> None:
        """What another config means for the sources: which to ask at once, which feeds to give out again."""
        known = states.of_all(tx)
        for name in self.config.sources if change.given else (*change.elsewhere, *change.altered):
            states.change(tx, name, stale=True)
        for name in change.elsewhere:
            states.change(tx, name, next_poll=now)
        for name in change.altered:
            interval = self.config.sources[name].interval
            if interval is not None and known[name].next_poll > now + interval:
                states.change(tx, name, next_poll=now + interval)
        facts.put(tx, "config_restart", ", ".join(change.restart) or None)

    def approve(self, name: str, *, announce: bool = False) -> None:
        """Take the next list of a source as it is, at its next poll, which is due now."""
        source = self.source(name)
        store.prepare(self.db)
        with self.db.transaction() as tx:
            state = states.get(tx, source.name)
            if state is None or (state.held is None and state.proposal is None and state.state != "suspect"):
                raise YaowenError(f"nothing of {name} is held; `yaowen status` shows what is")
            states.approve(tx, name, "announce" if announce else "quiet", self.clock())

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
        self.db.check()
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
        watch = Watch(path=self.config.path, load=load)
        with self.db.transaction() as tx:
            for word in ("config_fault", "config_restart"):
                facts.put(tx, word, None)
        _on_signals(loop, stop, watch.ask)
        listening = listen(self.config.listen_host, self.config.listen_port)
        async with Posting(self.web) as posting:
            board = Switchboard(
                open=lambda names: self.channels(posting, names),
                talk=lambda name: self.talk(name, lambda: deliverer.wake()),
                in_hand=lambda: deliverer.in_hand(),
            )
            deliverer = self.deliverer(board.channels)
            board.start(self.config.channels)
            schedule = Schedule(
                due=self.due,
                poll=self._poll,
                host=self._host,
                done=lambda: _quietly(loop, deliverer.wake),
            )
            self._asgi = self.asgi()
            serving = asyncio.create_task(serve(self._answer, listening, stop), name="web")
            delivering = asyncio.create_task(deliverer.run(), name="deliver")
            talking = asyncio.create_task(board.broken(), name="listen")
            reloading = asyncio.create_task(self._reload(watch, schedule, board), name="reload")
            tending = asyncio.create_task(self._tend(self.alarm(deliverer, posting)), name="tend")
            schedule.start()
            log.info(
                "running sources=%d chats=%d feeds=%s/",
                len(self.config.sources),
                len(self.config.chats),
                self.config.site.url,
            )
            ready()
            try:
                await _first(stop, serving, delivering, talking, tending)
            finally:
                log.info("stopping: what is in flight ends, nothing new begins")
                stop.set()
                deliverer.stop()
                reloading.cancel()
                await asyncio.gather(reloading, board.silence(), return_exceptions=True)
                await asyncio.to_thread(schedule.stop)
                tending.cancel()
                ended = await asyncio.gather(tending, return_exceptions=True)
                await asyncio.to_thread(self.give_merged)
                talking.cancel()
                results = await asyncio.gather(serving, delivering, talking, return_exceptions=True)
                await board.close()
                self.web.close()
        for result in [*results, *ended]:
            if isinstance(result, Exception):
                raise result

    async def _reload(self, watch: Watch, schedule: Schedule, board: Switchboard) -> None:
        """Take a changed config.toml up while everything runs."""
        told = None
        while True:
            await asyncio.sleep(LOOK)
            try:
                config = await asyncio.to_thread(watch.look)
                if config is not None:
                    await self._change(config, watch, schedule, board)
                if watch.fault != told:
                    told = watch.fault
                    await asyncio.to_thread(self._tell_fault, told)
            except Exception as e:  # the config in force goes on; the file is tried again
                expected = isinstance(e, YaowenError)
                log.error("config not taken now, it is tried again: %s", e, exc_info=None if expected else e)
                watch.ask()
                await asyncio.sleep(10 * LOOK)

    async def _change(self, config: Config, watch: Watch, schedule: Schedule, board: Switchboard) -> None:
        """Polls under way end with the old config; those it matters to are waited for, and do not start meanwhile."""
        if self.config.sources and not config.sources:
            watch.refuse(f"{config.path}: has no source any more; where that is meant, restart yaowen")
            return
        change = difference(self.config, config)
        schedule.hold(change.waits_for)
        try:
            while schedule.running() & change.waits_for:  # noqa: ASYNC110 - they end on threads of their own
                await asyncio.sleep(LOOK / 10)
            await asyncio.to_thread(self.take, config)
            await board.replace(change.channels, self.config.channels)
        finally:
            schedule.hold(())
        log.info("config taken %s", change.said())
        if change.restart:
            log.warning("config taken but for what needs a restart: %s", ", ".join(change.restart))

    def _tell_fault(self, fault: str | None) -> None:
        """For `yaowen status`."""
        with self.db.transaction() as tx:
            facts.put(tx, "config_fault", fault)

    def _poll(self, name: str) -> None:
        source = self.config.sources.get(name)
        if source is not None:  # it may have left the config since it was found due
            self.poller.poll(source)

    def _host(self, name: str) -> str:
        source = self.config.sources.get(name)
        return (source and urlsplit(source.url).hostname) or name

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        """The web side of the config in force."""
        await self._asgi(scope, receive, send)

    async def _tend(self, alarm: Alarm) -> None:
        """What is done now and then while the parts run."""
        for second in itertools.count():
            await asyncio.sleep(1)
            if second % MERGE == 0:
                await asyncio.to_thread(self.give_merged)
            if second % TELL == 0 and self.config.site.hub:
                await asyncio.to_thread(self.tell_hub)
            if self.db.gone():
                where = self.db.url.render_as_string()
                raise StoreError(f"{where}: the file was removed or replaced under us; stopped")
            if second % ALERT == 0:
                await alarm.look()
            if second % TRIM == 0:
                await asyncio.to_thread(lean.trim)

    def tell_hub(self) -> None:
        """Send what is owed to the WebSub hub; what it does not take stays owed."""
        from feeds.give import websub

        def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
            return self.web.post(url, body, headers=headers)

        websub.send(self.db, post, self.clock(), self.rng)

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

        config, site = self.config, self.config.site
        contact, telegram = config.contact, site.telegram or None
        return app(
            site=site, db=self.db, sources=config.sources, clock=self.clock, contact=contact, telegram=telegram
        )


def _access(channel: ChannelConfig) -> Access:
    """How a channel reaches its service."""
    return Access(proxy=channel.proxy, allow_private=getattr(channel.settings, "allow_private", False))


def _on_signals(loop: asyncio.AbstractEventLoop, stop: asyncio.Event, reload: Callable[[], None]) -> None:
    """The first SIGTERM or SIGINT asks for a clean end, the second ends at once. SIGHUP: read the config again."""

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
    loop.add_signal_handler(signal.SIGHUP, reload)


async def _first(stop: asyncio.Event, *tasks: "asyncio.Task[None]") -> None:
    """Until stop is set or one of the tasks ends."""
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait({waiting, *tasks}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()


def _quietly(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    """From another thread into the loop; a loop that is closed needs nothing any more."""
    if not loop.is_closed():
        loop.call_soon_threadsafe(call)
