"""Puts the parts together: the only file that knows them all. Decides nothing that a part could decide.

An App is one config on one database. `prepare` makes the tables what the config says; then run, poll, backfill …
"""

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bot.agree import agree, note
from bot.chats import store
from bot.config import ChannelConfig, Config
from bot.model import Channel
from bot.reload import Difference, difference, until_restart
from bot.tell import channels, debts, settling
from bot.tell.alarm import Admin, Alarm
from bot.tell.deliver import Deliverer
from bot.tell.job import About
from bot.tell.outage import FEEDS, Outage
from bot.tell.posting import Posting
from feeds import failpoints, judge
from feeds.errors import GiveError, YaowenError
from feeds.fetch import manners
from feeds.fetch.headers import user_agent
from feeds.fetch.web import Web
from feeds.give.freshness import Freshness
from feeds.give.giver import Giver
from feeds.keep import clocks, states
from feeds.keep.db import Database, Tx, database_folder
from feeds.model import Access, Change, Source, utcnow
from feeds.poll import Polled, Poller

if TYPE_CHECKING:
    from bot.talk.answer import Talk
    from feeds.backfill import Step
    from feeds.preview import Preview

log = logging.getLogger(__name__)

JITTER = 1.1  #: times longer than asked a source may wait for its next poll


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
        self.outage = Outage(clock=clock)
        self.unwritten = Outage(clock=clock, called=FEEDS)
        self.not_given: Callable[[GiveError], None] = lambda error: None  #: hears of files that cannot be written
        self.stopping = False  #: True from the signal on: nothing new is begun
        self.feeds = Freshness(lambda: self.giver)
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
            failed=lambda error: self.not_given(error),
        )

    @cached_property
    def poller(self) -> Poller:
        return Poller(
            db=self.db,
            web=self.web,
            clock=self.clock,
            announce=self.announce,
            give=self.feeds.polled,
            rng=self.rng,
            failpoint=self.failpoint,
            stopping=lambda: self.stopping,
        )

    def announce(self, tx: Tx, changes: Sequence[Change]) -> None:
        """The one door between the two sides."""
        debts.enqueue(tx, changes, self.clock())

    def channels(
        self, posting: Posting, names: Iterable[str] | None = None, config: Config | None = None
    ) -> dict[str, Channel]:
        """The channels of the config in force, or of another (or those named), opened. Close them when done."""
        kinds = channels.find()
        there = (config or self.config).channels
        wanted = there if names is None else set(names)
        opened = {
            name: kinds[each.kind].open(each.settings, posting.through(_access(name, each)))
            for name, each in there.items()
            if name in wanted
        }
        for channel in opened.values():
            if hasattr(channel, "pictures"):
                channel.pictures = posting.pictures(lambda: self.config.sources)
        return opened

    @contextlib.asynccontextmanager
    async def opened(self, names: Iterable[str] | None = None) -> AsyncIterator[dict[str, Channel]]:
        """The channels of the config in force (or those named), closed at the end of the block."""
        async with Posting(self.web) as posting:
            opened = self.channels(posting, names)
            try:
                yield opened
            finally:
                for channel in opened.values():
                    await channel.close()

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
            unusable=lambda language: [*self.outage.troubles(language), *self.unwritten.troubles(language)],
        )

    def about(self, source: str) -> About:
        """What messages say of a source; what one that left still owes is told as before."""
        with self.db.reading() as tx:
            state = states.get(tx, source)
        return About(title=self.giver.title(state), zone=self.giver.zone(state)) if state else About(title=source)

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
        new = not store.ready(self.db)
        store.prepare(self.db)
        if new:
            where = self.db.url.render_as_string()
            log.warning("a new database begins store=%s: the first poll of each source tells nobody", where)
        with self.db.transaction() as tx:
            agree(tx, self.config, self.clock())

    def take(self, config: Config) -> Difference:
        """Another config comes into force: whole, or not at all. What cannot change while we run stays as it was."""
        with self.db.reading() as tx:
            taken = states.of_all(tx)
        before, change, now = self.config, difference(self.config, config, taken), self.clock()
        self.config = until_restart(before, config)
        try:
            with self.db.transaction() as tx:
                agree(tx, self.config, now, change)
                note(tx, self.config, change, now)
        except BaseException:
            self.config = before
            raise
        self.__dict__.pop("giver", None)
        if self._asgi is not None:
            self.serve_pages()
        self.web.user_agent = user_agent(self.config.contact, f"{self.config.site.url}/about-bot")
        try:
            self.feeds.give_stale(alone=False)
        except (YaowenError, OSError) as e:  # the config is in force; the feeds are given out at the next poll
            log.error("feeds are not given out anew yet: %s", e)
        return change

    def approve(self, name: str, *, announce: bool = False) -> None:
        """Take the next list of a source as it is, at its next poll, which is due now."""
        source = self.source(name)
        store.prepare(self.db)
        with self.db.transaction() as tx:
            state = states.get(tx, source.name)
            if state is None or not judge.approvable(state):
                shows = f" ({state.reason})" if state is not None and state.state == "suspect" else ""
                raise YaowenError(f"nothing of {name} is held{shows}; `yaowen status` shows what is")
            states.approve(tx, name, "announce" if announce else "quiet", self.clock())

    def recover(self) -> None:
        """Settle what a process that died had in hand. Only while this one holds the database alone."""
        with self.db.transaction() as tx:
            left = settling.recover(tx, self.clock())
            self._set_back(tx, self.clock())
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
        """Poll these sources (or all that are not paused) once, now, whatever their time; then, if asked, send what is
        owed."""
        named = [self.source(name) for name in names]
        one = named[0].name if len(named) == 1 else "SOURCE"
        with self.db.sole(f"`yaowen resume {one}` has a running yaowen poll at once"):
            self.prepare()
            self.recover()
            self.feeds.give_stale()
            with self.db.reading() as tx:
                paused = {name for name, state in states.of_all(tx).items() if state.paused}
            for source in named or self.config.sources.values():
                if source.name in paused and not named:
                    yield Polled(source=source.name, state="paused", paused=True)
                else:
                    yield self.poller.poll(source)
            self.feeds.give_merged()
            if deliver:
                asyncio.run(self._drain())

    async def _drain(self) -> None:
        async with self.opened() as opened:
            await self.deliverer(opened).drain()

    def backfill(self, name: str, pages: int) -> "Iterator[Step]":
        """Keep older entries of a source, `pages` further pages of its pager."""
        from feeds.backfill import backfill

        source = self.source(name)
        with self.db.sole():
            self.prepare()
            yield from backfill(self.poller, source, pages)
            self.feeds.give_merged()

    def preview(self, source: Source, articles: int = 3) -> "Preview":
        """What a poll would keep and say now; nothing is written."""
        from feeds.preview import preview

        return preview(self.web, source, articles)

    def due(self) -> list[str]:
        """The sources to poll now. A clock that was set back must not silence them."""
        now = self.clock()
        with self.db.reading() as tx:
            names = [name for name, _ in states.due(tx, now)]
            ahead = clocks.ahead(tx, now, self._longest())
        if ahead:
            with self.db.transaction() as tx:
                self._set_back(tx, now)
        return [name for name in names if name in self.config.sources]

    def _longest(self) -> timedelta:
        """Until the next poll of a source; later can only be by another clock."""
        own = (each.interval for each in self.config.sources.values() if each.interval is not None)
        return max([manners.WEEK, *own]) * JITTER

    def _set_back(self, tx: Tx, now: datetime) -> None:
        """Where the clock was, nothing waits for a time that it made up."""
        if names := clocks.ahead(tx, now, self._longest()):
            clocks.settle(tx, names, now)
            settling.from_the_future(tx, now)
            log.warning("the clock was set back: what waited for a time beyond is due now sources=%s", ",".join(names))

    def serve_pages(self) -> None:
        """From now on `answer` answers: feeds and pages of the config in force."""
        from feeds.give.web import app

        config = self.config
        self._asgi = app(site=config.site, db=self.db, sources=config.sources, clock=self.clock, contact=config.contact)

    async def answer(self, scope: Any, receive: Any, send: Any) -> None:
        """What readers reach."""
        await self._asgi(scope, receive, send)


def _access(name: str, channel: ChannelConfig) -> Access:
    """How a channel reaches its service."""
    private = getattr(channel.settings, "allow_private", False)
    return Access(proxy=channel.proxy, allow_private=private, table=f"[channel.{name}]")
