"""From the outbox to chats, against a fake Bot API with Telegram's limits, in a process of its own: the rate, what one
chat that must wait costs the others, a queue that grows, and the time from a poll to the accepted message.

YAOWEN_BENCH_CHATS=3000 tells the whole crowd (two minutes); without it a fifth of it.
"""

import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import sqlalchemy as sa

from bench import heading, row
from bot.chats import chats, store, subscriptions
from bot.model import Channel, Chat, Message, Pace, Secret
from bot.tell import debts, outbox
from bot.tell.deliver import Deliverer
from bot.tell.job import About
from feeds.keep import record, states
from feeds.keep.db import Database, insert
from feeds.model import Answer, Article, Source, utcnow

KIT = Path(__file__).parent.parent / "tests" / "kit"
TOKEN = "123456789:AAFakeTokenForBenchmarks-0123456789abcde"
OURS = 28.0  #: messages a second that we allow ourselves; Telegram's limit is about 30
PRIVATE = int(os.environ.get("YAOWEN_BENCH_CHATS", "600"))
GROUPS = PRIVATE // 10
QUEUES = (1_000, 10_000, 100_000)
ROUNDS = 30
SOURCE = Source(name="news", url="http://news.example/index.htm", title="青石要闻")

FAKE = """
import json, sys
sys.path.insert(0, sys.argv[1])
from faketelegram import TOO_MANY, FakeTelegram
with FakeTelegram(token=sys.argv[2], pace=True) as fake:
    for number in range(1, int(sys.argv[3]) + 1):
        fake.private(number)
    for number in range(1, int(sys.argv[4]) + 1):
        fake.group(-number)
    print(json.dumps(fake.url), flush=True)
    for line in sys.stdin:
        word, *rest = line.split()
        if word == "wait":
            fake.fault(TOO_MANY(int(rest[1])), chat=int(rest[0]))
        told = [(each.chat, each.at) for each in fake.accepted]
        print(json.dumps({"accepted": told, "refused": fake.refused}), flush=True)
"""


class Fake:
    """The fake Bot API in another process."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdin
        assert process.stdout
        self.stdin, self.stdout = process.stdin, process.stdout
        self.url = f"{json.loads(self.stdout.readline())}/bot"

    def ask(self, words: str = "look") -> dict[str, Any]:
        """What it has accepted, [(chat, when)], and how often it refused for haste."""
        self.stdin.write(f"{words}\n")
        self.stdin.flush()
        found: dict[str, Any] = json.loads(self.stdout.readline())
        return found


@contextmanager
def fake(private: int, groups: int) -> Iterator[Fake]:
    command = [sys.executable, "-c", FAKE, str(KIT), TOKEN, str(private), str(groups)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Fake(process)
        assert process.stdin
        process.stdin.close()


@contextmanager
def database(private: int, groups: int = 0) -> Iterator[Database]:
    """Chats that all want one source."""
    with tempfile.TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{folder}/yaowen.db")
        store.prepare(db)
        now = utcnow()
        with db.transaction() as tx:
            states.sync(tx, [SOURCE], authority="bench.example,2026", now=now)
            ids = [str(n) for n in range(1, private + 1)] + [str(-n) for n in range(1, groups + 1)]
            for id in ids:
                kind = "private" if int(id) > 0 else "supergroup"
                chat = chats.meet(tx, "telegram", id, title=None, kind=kind, now=now)
                subscriptions.add(tx, chat.number, "news", now)
        yield db
        db.close()


def publish(db: Database, *keys: str) -> float:
    """Seconds until the articles are kept and owed to everybody."""
    began, now = time.perf_counter(), utcnow()
    text = "3月5日，青石学院春季运动会在田径场开幕，全院师生参加。" * 20
    with db.transaction() as tx:
        for key in keys:
            found = Article(
                id=key,
                title=f"青石学院举行第{key}届运动会",
                url=f"http://news.example/info/1/{key}.htm",
                published=now,
                html=f"<p>{text}</p>",
                text=text,
                summary=text[:120],
            )
            kept = record.listed(tx, SOURCE, [found], tag="tag:bench.example,2026:news", now=now, quiet=False)
            debts.enqueue(tx, kept.changes, now)
    return time.perf_counter() - began


async def no_post(*_: object, **__: object) -> Answer:
    raise NotImplementedError


def telegram(url: str) -> Channel:
    from bot.tell.channels.telegram import Settings, open

    return open(Settings(token=Secret(TOKEN), base_url=url, listen=False), no_post)


def deliverer(db: Database, opened: Mapping[str, Channel]) -> Deliverer:
    return Deliverer(db=db, channels=opened, about=lambda name: About(title="青石要闻"), clock=utcnow)


async def serve(db: Database, channel: Channel, count: int, there: Fake) -> None:
    """Until so many messages were accepted."""
    made = deliverer(db, {"telegram": channel})
    running = asyncio.create_task(made.run())
    while not running.done() and len((await asyncio.to_thread(there.ask))["accepted"]) < count:  # noqa: ASYNC110
        await asyncio.sleep(0.2)
    made.stop()
    await running
    await channel.close()


def rate() -> None:
    heading(f"one article to {PRIVATE} private chats and {GROUPS} groups")
    with fake(PRIVATE, GROUPS) as there, database(PRIVATE, GROUPS) as db:
        row("kept and owed", f"{publish(db, '1') * 1000:.0f} ms")
        began = time.time()
        asyncio.run(serve(db, telegram(there.url), PRIVATE + GROUPS, there))
        seen = there.ask()
    times = sorted(at for _, at in seen["accepted"])
    a_second = (len(times) - 1) / (times[-1] - times[0])
    row("all told after", f"{times[-1] - began:.1f} s")
    row("messages a second", f"{a_second:.1f}", f"{a_second / OURS:.1%} of our {OURS:.0f}")
    row("told twice, or never", f"{len(times) - PRIVATE - GROUPS:+d}", f"chats {len({c for c, _ in seen['accepted']})}")
    row("answers 429", str(seen["refused"]))


def waiting() -> None:
    count = 112
    heading(f"{count} chats, one of which is asked to wait 60 s")
    for words in ("all well", "one waits"):
        with fake(count, 0) as there, database(count) as db:
            if words == "one waits":
                there.ask("wait 1 60")
            publish(db, "1")
            asyncio.run(serve(db, telegram(there.url), count - 1, there))
            others = sorted(at for chat, at in there.ask()["accepted"] if chat != 1)
        row(f"the others told within ({words})", f"{others[-1] - others[0]:.2f} s")


class Sink:
    """A channel that accepts at once."""

    pace = Pace()
    edits = deletes = False

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        return key

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None: ...
    async def delete(self, chat: Chat, message_id: str) -> None: ...
    async def close(self) -> None: ...


def queue() -> None:
    heading("a queue of 1,000 chats: who is owed something, and a claim (median of 200)")
    for length in QUEUES:
        with database(1000) as db:
            publish(db, *(str(n) for n in range(length // 1000)))
            settle(db, 50)
            one_by_one(db)
            made = deliverer(db, {"telegram": Sink()})
            began = time.perf_counter()
            for _ in range(10):
                made._chats_to_serve()
            look = (time.perf_counter() - began) / 10
            claims = []
            for number in random.Random(1).sample(range(1, 1001), 200):
                began = time.perf_counter()
                assert made._claim(number) is not None
                claims.append(time.perf_counter() - began)
            before = resident()
            made = deliverer(db, {"telegram": Sink()})
            asyncio.run(some(made, 3.0))
            grown = resident() - before
        row(f"{length:,} owed", f"{median(claims) * 1000:.2f} ms", f"who: {look * 1000:.1f} ms, memory {grown:+.1f} MB")
    heading("the same, all owed to one chat")
    for length in QUEUES:
        with database(1) as db:
            publish(db, "0")
            pile(db, length)
            one_by_one(db)
            made = deliverer(db, {"telegram": Sink()})
            claims = []
            for _ in range(50):
                began = time.perf_counter()
                assert made._claim(1) is not None
                claims.append(time.perf_counter() - began)
        row(f"{length:,} owed", f"{median(claims) * 1000:.2f} ms")


def one_by_one(db: Database) -> None:
    """What is urgent is in no digest, however much is owed: each claim is one message."""
    with db.transaction() as tx:
        tx.execute(outbox.outbox.update().values(urgent=True))


def settle(db: Database, share: int) -> None:
    """A history of the same size, already sent, in the same table: it must not be read."""
    with db.transaction() as tx:
        last = tx.scalar(sa.select(sa.func.max(outbox.outbox.c.entry)))
        if last and last > 1:
            old = outbox.outbox.c.entry <= last * share // 100
            tx.execute(outbox.outbox.update().where(old).values(state="sent", sent=1))


def pile(db: Database, length: int) -> None:
    """So many entries and deliveries for one chat, copied in the database."""
    from feeds.keep.entries import entries

    with db.transaction() as tx:
        entry = dict(tx.execute(sa.select(entries)).mappings().one())
        debt = dict(tx.execute(sa.select(outbox.outbox)).mappings().one())
        start = datetime(2020, 1, 1, tzinfo=UTC)
        for first in range(2, length + 1, 500):
            numbers = range(first, min(first + 500, length + 1))
            copies = [
                entry | {"number": n, "tag": f"t{n}", "key": str(n), "updated": start + timedelta(seconds=n)}
                for n in numbers
            ]
            tx.execute(insert(tx, entries), copies)
            tx.execute(insert(tx, outbox.outbox), [debt | {"number": n, "entry": n} for n in numbers])


async def some(made: Deliverer, seconds: float) -> None:
    running = asyncio.create_task(made.run())
    await asyncio.sleep(seconds)
    made.stop()
    await running


def resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def latency() -> None:
    heading(f"from the poll that sees an article to the accepted message, {ROUNDS} times")
    sys.path.insert(0, str(KIT))
    import sites

    from bot.app import App
    from bot.config import load

    items = [(f"../info/1018/{n}.htm", f"第{n}号通知的标题", "2026-02-20") for n in range(1020, 1000, -1)]
    with tempfile.TemporaryDirectory() as folder, sites.Replay("/zsxx/tzgg.htm") as site, fake(1, 0) as there:
        path = Path(folder) / "config.toml"
        path.write_text(
            f'[source.news]\nurl = "{site.url}"\ngap = 0\nallow_private = true\n[store]\nurl = "sqlite:///y.db"\n'
            f'[channel.telegram]\ntoken = "{TOKEN}"\nbase_url = "{there.url}"\nlisten = false\n'
            '[chat.one]\nchannel = "telegram"\nid = "1"\nsources = ["news"]\n',
            encoding="utf-8",
        )
        app = App(load(path))
        app.prepare()
        site.show(sites.list_page(items))
        app.poller.poll(app.source("news"))
        waits = asyncio.run(_rounds(app, site, items, there))
        app.web.close()
        app.db.close()
    cut = quantiles(waits, n=100, method="inclusive")
    row("median", f"{median(waits) * 1000:.0f} ms")
    row("p99", f"{cut[98] * 1000:.0f} ms", f"slowest {max(waits) * 1000:.0f} ms")


async def _rounds(app: Any, site: Any, items: list[tuple[str, str, str]], there: Fake) -> list[float]:
    import sites

    made = app.deliverer({"telegram": telegram(there.url)})
    running = asyncio.create_task(made.run())
    waits = []
    for number in range(1, ROUNDS + 1):
        new = (f"../info/1018/{1020 + number}.htm", f"第{1020 + number}号通知的标题", "2026-03-01")
        items.insert(0, new)
        site.show(sites.list_page(items[:20]))
        await asyncio.sleep(1.1)  # Telegram's own gap for one chat
        began = time.time()
        await asyncio.to_thread(app.poller.poll, app.source("news"))
        made.wake()
        while len(found := (await asyncio.to_thread(there.ask))["accepted"]) < number:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
        waits.append(found[-1][1] - began)
    made.stop()
    await running
    for channel in made.channels.values():
        await channel.close()
    return waits


def run() -> None:
    rate()
    waiting()
    queue()
    latency()
