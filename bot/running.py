"""`yaowen run`: the parts of an App side by side in one loop, until a signal; a changed config is taken up meanwhile.
What the parts do is theirs; this file starts them, tends them and ends them."""

import asyncio
import contextlib
import itertools
import logging
import signal
import socket
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from bot import lean
from bot.app import App
from bot.config import Config, load
from bot.reload import Watch, difference
from bot.schedule import Schedule
from bot.serve import listen, serve
from bot.switchboard import Switchboard
from bot.tell.alarm import Alarm
from bot.tell.posting import Posting
from feeds.errors import GiveError, StoreError, YaowenError
from feeds.give import websub
from feeds.keep import facts
from feeds.keep.db import GONE
from feeds.model import Access, Answer

log = logging.getLogger(__name__)

LOOK = 0.5  #: seconds between two looks at config.toml
MERGE = 2  #: seconds between two renderings of the feed of all, at least
INDEX = 2  #: … between two portions of what search is to find
TELL = 5  #: … between two looks at what a hub should hear
ALERT = 30  #: … at what the admin should know
TRIM = 60  #: … at memory that nobody needs
HUB = Access(allow_private=True, table="[site]")  #: where it is, is the admin's word


def run(app: App) -> None:
    """Poll, deliver and serve until SIGTERM or Ctrl-C; then let what is in flight end."""
    lean.prepare()
    app.db.check()
    with app.db.sole():
        app.prepare()
        app.recover()
        app.feeds.give_stale()
        if not app.config.sources:
            log.warning("no source config=%s: `yaowen add URL` writes one, and it is taken up at once", app.config.path)
        try:
            import uvloop

            runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
        except ImportError:
            runner = asyncio.Runner()
        with runner:
            runner.run(Running(app=app).main())


@dataclass(kw_only=True)
class Running:
    """One run of an App whose tables are prepared."""

    app: App
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    _indexing: bool = False  # in portions, as after an upgrade

    async def main(self, *, ready: Callable[[], None] = lambda: None) -> None:
        """Until `stop` is set or a signal comes. `ready` is called when all parts work."""
        app, stop, loop = self.app, self.stop, asyncio.get_running_loop()
        watch = Watch(path=app.config.path, load=load)
        app.db.failed, app.not_given = app.outage.failed, app.unwritten.failed
        self._forget_notes()
        _on_signals(loop, stop, watch.ask)
        with contextlib.closing(listen(app.config.listen_host, app.config.listen_port)) as listening:
            await self._side_by_side(watch, listening, ready)
        with contextlib.suppress(StoreError):  # app.outage has heard of it
            self._forget_notes()

    def _forget_notes(self) -> None:
        """What `yaowen status` tells of the config that a run has not taken holds for that run only."""
        with self.app.db.transaction() as tx:
            for word in ("config_fault", "config_restart"):
                facts.put(tx, word, None)

    async def _side_by_side(self, watch: Watch, listening: socket.socket, ready: Callable[[], None]) -> None:
        """All parts from their start to their end; one that fails ends the others as a signal would."""
        app, stop, loop = self.app, self.stop, asyncio.get_running_loop()
        async with Posting(app.web) as posting:
            board = Switchboard(
                open=lambda names, config: app.channels(posting, names, config),
                talk=lambda name: app.talk(name, lambda: deliverer.wake()),
                in_hand=lambda: deliverer.in_hand(),
            )
            deliverer = app.deliverer(board.channels)
            board.start(app.config.channels)
            schedule = Schedule(
                due=app.due, poll=self._poll, host=self._host, done=lambda: _quietly(loop, deliverer.wake)
            )
            app.serve_pages()
            serving = asyncio.create_task(serve(app.answer, listening, stop), name="web")
            delivering = asyncio.create_task(deliverer.run(), name="deliver")
            talking = asyncio.create_task(board.broken(), name="listen")
            reloading = asyncio.create_task(self._reload(watch, schedule, board), name="reload")
            tending = asyncio.create_task(self._tend(app.alarm(deliverer, posting)), name="tend")
            schedule.start()
            log.info(
                "running sources=%d chats=%d feeds=%s/",
                len(app.config.sources),
                len(app.config.chats),
                app.config.site.url,
            )
            ready()
            try:
                await _first(stop, serving, delivering, talking, tending)
            finally:
                log.info("stopping: what is in flight ends, nothing new begins")
                stop.set()
                app.stopping = True
                deliverer.stop()
                reloading.cancel()
                await asyncio.gather(reloading, board.silence(), return_exceptions=True)
                await asyncio.to_thread(schedule.stop)
                tending.cancel()
                ended = await asyncio.gather(tending, return_exceptions=True)
                rendered = await asyncio.gather(asyncio.to_thread(app.feeds.give_merged), return_exceptions=True)
                talking.cancel()
                results = await asyncio.gather(serving, delivering, talking, return_exceptions=True)
                await board.close()
                app.web.close()
        for result in [*results, *ended, *rendered]:
            if isinstance(result, Exception):
                raise result

    def _poll(self, name: str) -> None:
        source = self.app.config.sources.get(name)
        if source is not None:  # it may have left the config since it was found due
            self.app.poller.poll(source)

    def _host(self, name: str) -> str:
        source = self.app.config.sources.get(name)
        return (source and urlsplit(source.url).hostname) or name

    # a changed config

    async def _reload(self, watch: Watch, schedule: Schedule, board: Switchboard) -> None:
        """Take a changed config.toml up while everything runs."""
        noted, waits = None, False
        while True:
            await asyncio.sleep(LOOK)
            try:
                config = await asyncio.to_thread(watch.look)
                if config is not None:
                    await self._change(config, watch, schedule, board)
                if watch.fault != noted:
                    with contextlib.suppress(StoreError):  # noted at a later look
                        await asyncio.to_thread(self._tell_fault, watch.fault)
                        noted = watch.fault
                waits = False
            except Exception as e:  # the config in force goes on; the file is tried again
                if not waits:
                    _tell("config not taken now, it is tried again", e)
                waits = isinstance(e, StoreError)  # told once, then by app.outage
                watch.ask()
                await asyncio.sleep(10 * LOOK)

    async def _change(self, config: Config, watch: Watch, schedule: Schedule, board: Switchboard) -> None:
        """Polls under way end with the old config; those it matters to are waited for, and do not start meanwhile."""
        app = self.app
        if app.config.sources and not config.sources:
            watch.refuse(f"{config.path}: has no source any more; where that is meant, restart yaowen")
            return
        change = difference(app.config, config)
        schedule.hold(change.waits_for)
        try:
            while schedule.running() & change.waits_for:  # noqa: ASYNC110 - they end on threads of their own
                await asyncio.sleep(LOOK / 10)
            opened, before = board.opened(change.channels, config), app.config  # what may fail comes first
            try:
                change = await asyncio.to_thread(app.take, config)
            finally:
                if app.config is not before:
                    await board.replace(change.channels, opened)
                else:
                    await asyncio.gather(*(each.close() for each in opened.values()), return_exceptions=True)
        finally:
            schedule.hold(())
        log.info("config taken %s", change.said())
        if change.restart:
            log.warning("config taken but for what needs a restart: %s", ", ".join(change.restart))

    def _tell_fault(self, fault: str | None) -> None:
        """For `yaowen status`."""
        with self.app.db.transaction() as tx:
            facts.put(tx, "config_fault", fault)

    # now and then

    async def _tend(self, alarm: Alarm) -> None:
        """What is done now and then. A trouble ends that turn only; a database that is gone, or another's, ends the
        run."""
        in_a_thread = partial(partial, asyncio.to_thread)
        chores: list[tuple[int, Callable[[], Awaitable[object]]]] = [
            (MERGE, in_a_thread(self.app.feeds.give_merged)),
            (INDEX, in_a_thread(self._index)),
            (TELL, in_a_thread(self._tell_hub)),
            (ALERT, alarm.look),
            (TRIM, in_a_thread(lean.trim)),
        ]
        for second in itertools.count():
            await asyncio.sleep(1)
            for outage in (self.app.outage, self.app.unwritten):
                outage.look()
            if self.app.db.gone():
                where = self.app.db.url.render_as_string()
                raise StoreError(f"{where}: {GONE}")
            await asyncio.to_thread(self.app.db.keep)
            for every, chore in chores:
                if second % every == 0:
                    try:
                        await chore()
                    except (StoreError, GiveError):
                        pass  # app.outage or app.unwritten has heard of it
                    except Exception as e:
                        _tell("skipped, it is done again later", e)

    def _index(self) -> None:
        more = self.app.giver.index_some()
        if more != self._indexing:
            log.info("search finds all entries again" if not more else "search is indexing: older entries come later")
        self._indexing = more

    def _tell_hub(self) -> None:
        """Send what is owed to the WebSub hub; what it does not take stays owed."""
        app = self.app
        if not app.config.site.hub:
            return

        def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
            return app.web.post(url, body, headers=headers, access=HUB)

        websub.send(app.db, app.config.site.hub, post, app.clock(), app.rng)


def _tell(what: str, error: Exception) -> None:
    """One line for what we expect; a bug shows where it is."""
    log.error("%s reason=%s", what, error, exc_info=None if isinstance(error, YaowenError) else error)


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


async def _first(stop: asyncio.Event, *tasks: "asyncio.Task[Any]") -> None:
    """Until stop is set or one of the tasks ends."""
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait({waiting, *tasks}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()


def _quietly(loop: asyncio.AbstractEventLoop, call: Callable[[], None]) -> None:
    """From another thread into the loop; a loop that is closed needs nothing any more."""
    if not loop.is_closed():
        loop.call_soon_threadsafe(call)
