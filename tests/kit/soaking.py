"""Ten simulated days of the real App in the rough world, killed and started again on the same SQLite file, then calm.

One seed is one story. A kill is an exception at a failpoint and a new App; whatever was not committed is gone.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from checker import Pair, Row, Verdict, check
from roughworld import PATH, Killed, Net, NewsDesk, RoughService, trouble

from bot.app import App
from bot.chats import chats
from bot.config import ChannelConfig, ChatConfig, Config
from bot.tell import outbox
from feeds import failpoints
from feeds.give.giver import Giver
from feeds.keep import states
from feeds.keep.db import Database
from feeds.keep.entries import entries
from feeds.model import Site, Source

START = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
STEP = timedelta(hours=2)
STEPS = 10 * 12  #: ten days of weather
CALM = 12  #: longer steps without any
HOSTS = ("notices.example", "events.example")
PLACES = tuple(place for place in failpoints.PLACES if place != "give.written")  # files are not written here
ROOMS = {
    "person": {},
    "careful": {"on_doubt": "hold"},
    "group": {"quiet": "22:00-07:00", "quiet_as": "digest"},
    "morning": {"digest": ["08:00", "18:00"]},
}
SUBSCRIBED = {"person": HOSTS, "careful": HOSTS[:1], "group": HOSTS, "morning": HOSTS}


class AtOnce(Executor):
    """Does the work where it is asked for: nothing goes on in a thread after a kill, and a seed is one story."""

    def submit(self, call: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        try:
            future.set_result(call(*args, **kwargs))
        except BaseException as e:
            future.set_exception(e)
        return future


class Printer(Giver):
    """Gives out no file: what is in the feeds is told elsewhere."""

    def give(self, *names: str, merged: bool = True) -> None:
        pass


@dataclass(kw_only=True)
class Story:
    """What happened in one seed, and the verdict on it."""

    verdict: Verdict
    reasons: Counter[str]
    counts: Counter[str]
    faults: list[str] = field(default_factory=list)  #: broken promises that are not about a pair


class Soak:
    def __init__(self, folder: Path, seed: int) -> None:
        self.seed = seed
        self.rng = random.Random(seed)
        self.folder = folder
        self.db = Database(f"sqlite:///{folder / 'yaowen.db'}")
        sa.event.listen(self.db.engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous=OFF"))
        self.now = START
        hosts = HOSTS[: self.rng.choice((1, 1, 1, 2))]
        self.rooms = self.rng.sample(sorted(ROOMS), 2)
        self.net = Net(desks={host: NewsDesk(host=host) for host in hosts}, now=self.now)
        self.names = {host: host.partition(".")[0] for host in hosts}
        self.formerly: dict[str, list[str]] = {host: [] for host in hosts}
        self.service = RoughService(self.rng, self._tick)
        self.service.places = {room: room for room in self.rooms}
        self.wanted: dict[Pair, str] = {}
        self.seen: set[str] = set()  #: addresses, each with its title, that a poll has surely kept
        self.stamps: dict[str, tuple[str, datetime]] = {}  #: address → tag and published, once ready
        self.faults: list[str] = []
        self.counts: Counter[str] = Counter()
        self.armed: tuple[str, int] | None = None
        self.reached: Counter[str] = Counter()
        self.runner = asyncio.Runner()
        for desk in self.net.desks.values():
            for age in range(30, 0, -1):
                desk.publish(self.now - timedelta(days=age))
        self._start()

    # the program's lives

    def _start(self) -> None:
        app = self.app = App(self._config(), clock=lambda: self.now, rng=self.rng)
        app.db = self.db  # its pool of connections; all that was open is rolled back
        given = {"site": app.config.site, "sources": app.config.sources}
        app.__dict__.update(web=self.net, giver=Printer(db=self.db, clock=app.clock, **given))
        app.failpoint = self._reach
        app.prepare()
        with app.db.transaction() as tx:
            for room in self.rooms:
                chat = chats.named(tx, room)
                assert chat is not None
                chats.choose(tx, chat.number, **ROOMS[room])
        app.recover()
        app.feeds.give_stale()

    def _restart(self) -> None:
        self.service.all_died()
        self._start()

    def _config(self) -> Config:
        sources = {
            name: Source(
                name=name,
                url=f"http://{host}{PATH}",
                title=name,
                formerly=tuple(self.formerly[host]),
                interval=timedelta(hours=2),
                full_text=host == HOSTS[0],
            )
            for host, name in self.names.items()
        }
        rooms = {
            room: ChatConfig(
                name=room,
                channel="rough",
                id=room,
                sources=tuple(name for host, name in self.names.items() if host in SUBSCRIBED[room]),
                zone=ZoneInfo("Asia/Shanghai"),
            )
            for room in self.rooms
        }
        return Config(
            path=self.folder / "config.toml",
            contact=None,
            zone=ZoneInfo("Asia/Shanghai"),
            language="zh-CN",
            store_url=str(self.db.url),
            site=Site(folder=str(self.folder / "public")),
            listen_host="127.0.0.1",
            listen_port=0,
            sources=sources,
            channels={"rough": ChannelConfig(name="rough", kind="rough")},
            chats=rooms,
        )

    def _reach(self, place: str) -> None:
        if place == "deliver.committed":
            self.service.written_down()
        self.reached[place] += 1
        if self.armed is not None and self.armed[0] == place:
            self.armed = (place, self.armed[1] - 1)
            if self.armed[1] == 0:
                self.armed = None
                self.counts["kills"] += 1
                self.counts[f"killed at {place}"] += 1
                raise Killed(place)

    def _tick(self, by: timedelta) -> None:
        self.now += by
        self.net.now = self.now

    # what happens

    def run(self) -> Story:
        for desk in self.net.desks.values():
            while desk.host not in self.seen:
                self._survive(lambda desk=desk: self._poll(desk))
        for step in range(STEPS + CALM):
            self.now = self.net.now = START + (step + 1 + max(0, step - STEPS)) * STEP
            if step < STEPS:
                self._weather()
                self._news()
            elif step == STEPS:
                self._calm()
            for desk in self.net.desks.values():
                self._survive(lambda desk=desk: self._poll(desk))
            self._survive(self._deliver)
        self.runner.close()
        story = Story(verdict=self._verdict(), reasons=self._reasons(), counts=self.counts, faults=self.faults)
        self.db.close()
        return story

    def _survive(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Killed:
            self.runner.close()
            self.runner = asyncio.Runner()
            self._restart()
            with self.app.db.transaction() as tx:
                for name in self.names.values():  # three kills in a row would set it aside
                    states.change(tx, name, paused=False, deaths=0)

    def _poll(self, desk: NewsDesk) -> None:
        name = self.names[desk.host]
        done = self.app.poller.poll(self.app.source(name))
        self.counts["polls"] += 1
        if done.state == "ok":
            self.seen |= {desk.host, *(desk.url(number) + title for number, title, _ in desk.items)}
        elif desk.shape == "whole" and desk.trouble is None:
            with self.app.db.transaction() as tx:
                state = states.get(tx, name)
                if state is not None and state.held:  # the admin looks, and sees that it is news
                    self.counts["approved"] += 1
                    states.approve(tx, name, "announce", self.now)
        self._stamp()

    def _deliver(self) -> None:
        deliverer = self.app.deliverer({"rough": self.service})
        deliverer._pool.shutdown(wait=False)
        deliverer._pool = AtOnce()  # type: ignore[assignment]
        self.runner.run(deliverer.drain())

    def _weather(self) -> None:
        rng, service = self.rng, self.service
        for desk in self.net.desks.values():
            if desk.trouble is not None:
                desk.trouble = desk.trouble if rng.random() < 0.6 else None
            elif rng.random() < 0.06:
                desk.trouble = trouble(rng, f"http://{desk.host}{PATH}")
                self.counts["outages"] += 1
            desk.shape = "whole" if rng.random() < 0.9 else rng.choice(("cut", "short", "empty"))
            desk.slow_pages = rng.random() < 0.05
        service.rough = rng.choice((0.0, 0.0, 0.0, 0.1, 0.5))
        service.down = rng.random() < 0.03
        for room in self.rooms:
            if room in service.blocked and rng.random() < 0.1:
                self._comes_back(room)
            elif rng.random() < 0.01:
                service.blocked.add(room)
                self.counts["blocked"] += 1
        if rng.random() < 0.02:
            self._migrate(rng.choice(self.rooms))
        if rng.random() < 0.03:
            host = rng.choice(list(self.names))
            self.formerly[host].insert(0, self.names[host])
            self.names[host] = f"{host.partition('.')[0]}{len(self.formerly[host])}"
            self.counts["renamed"] += 1
            self._restart()
        elif rng.random() < 0.05:
            self.counts["restarts"] += 1
            self._restart()
        if rng.random() < 0.25:
            self.armed = (rng.choice(PLACES), rng.randint(1, 3))

    def _news(self) -> None:
        rng = self.rng
        for desk in self.net.desks.values():
            if rng.random() < 0.2:
                for _ in range(rng.choice((1, 1, 2))):
                    if desk.url(desk.items[-1][0]) + desk.items[-1][1] not in self.seen:
                        break  # it would push off what nobody has seen yet
                    url = desk.publish(self.now)
                    self.counts["articles"] += 1
                    for room in self.rooms:
                        if desk.host in SUBSCRIBED[room]:
                            self.wanted[room, url] = desk.items[0][1]
            if rng.random() < 0.05:
                self._edit(desk, rng.randrange(8))
            if rng.random() < 0.02:
                self._withdraw(desk, rng.randrange(8))

    def _edit(self, desk: NewsDesk, place: int) -> None:
        number, title, day = desk.items[place]
        title = f"{title.partition('（')[0]}（更正{self.counts['edits']}）"
        desk.items[place] = (number, title, day)
        self.counts["edits"] += 1
        for room in self.rooms:
            if (room, desk.url(number)) in self.wanted:
                self.wanted[room, desk.url(number)] = title

    def _withdraw(self, desk: NewsDesk, place: int) -> None:
        number, title, _ = desk.items[place]
        if desk.url(number) + title in self.seen:  # what nobody ever saw cannot be missed
            del desk.items[place]
            desk.gone.add(number)
            self.counts["withdrawn"] += 1

    def _migrate(self, room: str) -> None:
        old = next(place for place, name in self.service.places.items() if name == room)
        new = f"{room}-{self.rng.randrange(10**6)}"
        del self.service.places[old]
        self.service.places[new] = room
        self.service.moved[old] = new
        self.counts["migrations"] += 1

    def _comes_back(self, room: str) -> None:
        self.service.blocked.discard(room)
        with self.app.db.transaction() as tx:
            chat = chats.named(tx, room)
            assert chat is not None
            chats.resume(tx, chat.number)

    def _calm(self) -> None:
        for desk in self.net.desks.values():
            desk.trouble, desk.shape, desk.slow_pages = None, "whole", False
        self.service.rough, self.service.down, self.armed = 0.0, False, None
        for room in sorted(self.service.blocked):
            self._comes_back(room)

    # the verdict

    def _stamp(self) -> None:
        """An id, once given out, never changes; nor does the date."""
        if self.rng.random() > 0.1:
            return
        for url, stamp in self._stamps().items():
            if self.stamps.setdefault(url, stamp) != stamp:
                self.faults.append(f"{url} was {self.stamps[url]}, is {stamp}")

    def _stamps(self) -> dict[str, tuple[str, datetime]]:
        wanted = sa.select(entries.c.url, entries.c.tag, entries.c.published).where(entries.c.ready)
        with self.app.db.reading() as tx:
            return {row.url: (row.tag, row.published) for row in tx.execute(wanted)}

    def _rows(self) -> list[Any]:
        columns = (outbox.outbox, entries.c.url, chats.chats.c.name)
        joined = outbox.outbox.join(entries, entries.c.number == outbox.outbox.c.entry).join(
            chats.chats, chats.chats.c.number == outbox.outbox.c.chat
        )
        with self.app.db.reading() as tx:
            return list(tx.execute(sa.select(*columns).select_from(joined)).mappings())

    def _verdict(self) -> Verdict:
        rows = {
            (row["name"], row["url"]): Row(
                state=row["state"],
                reason=row["reason"],
                fixed=row["message_id"] is None or outbox.in_digest(row["message_id"]),
            )
            for row in self._rows()
        }
        return check(wanted=self.wanted, accepted=self.service.accepted, rows=rows, careful={"careful"})

    def _reasons(self) -> Counter[str]:
        """Why what was given up was given up, by the first word."""
        given_up = [row for row in self._rows() if row["state"] in ("dead", "filtered")]
        return Counter((row["reason"] or "none").split()[0] for row in given_up)


def soak(folder: Path, seed: int) -> Story:
    return Soak(folder, seed).run()
