"""How long an article takes to reach 20 Telegram chats, with and without a bad chat at the head of the queue.

The real deliverer and channel at the real pace (28 messages a second through one bot: the 21st waits 0.7 s), against
the fake Bot API of the tests. Every condition has 21 chats; the bad one is never counted.
"""

import asyncio
import logging
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from bench import heading, row
from bot.chats import chats, store, subscriptions
from bot.model import Secret
from bot.tell import debts
from bot.tell.channels import telegram
from bot.tell.deliver import Deliverer
from bot.tell.job import About
from feeds.keep import record
from feeds.keep.db import Database
from feeds.model import Answer, Article, Source, utcnow

KIT = Path(__file__).parent.parent / "tests" / "kit"
BAD, OTHERS = 1, range(2, 22)
ROUNDS, EVERY = 12, 1.5  #: articles, and seconds between two
LONG = 1000  #: faults in store: more than are ever asked for


async def no_post(url: str, body: bytes, headers: Mapping[str, str], /, *, method: str = "POST") -> Answer:
    raise NotImplementedError


def publish(db: Database, number: int) -> None:
    """One more article for everybody."""
    now = utcnow()
    article = Article(
        id=str(number),
        title=f"第{number}条新闻",
        url=f"http://news.example/info/1001/{number}.htm",
        published=now,
        html="<p>正文。</p>",
        text="正文。",
        summary="正文。",
    )
    with db.transaction() as tx:
        source = Source(name="news", url="http://news.example/")
        kept = record.listed(tx, source, [article], tag="tag:news.example,2026", now=now, quiet=False)
        debts.enqueue(tx, kept.changes, now)


async def delays(fake: Any, folder: Path) -> list[float]:
    """Seconds from publishing to arrival, for every article and every other chat."""
    db = Database(f"sqlite:///{folder}/yaowen.db")
    store.prepare(db)
    now = utcnow()
    with db.transaction() as tx:
        wanted = [chats.Wanted(name=f"c{id}", channel="telegram", id=str(id)) for id in (BAD, *OTHERS)]
        for number in chats.sync(tx, wanted, now).values():
            subscriptions.add(tx, number, "news", now)
    channel = telegram.open(telegram.Settings(token=Secret(fake.token), base_url=fake.base_url), no_post)
    deliverer = Deliverer(db=db, channels={"telegram": channel}, about=lambda name: About(title="新闻"), clock=utcnow)
    serving = asyncio.create_task(deliverer.run())
    began = {}
    for number in range(ROUNDS):
        await asyncio.to_thread(publish, db, number)
        began[f"第{number}条新闻"] = time.time()
        deliverer.wake()
        await asyncio.sleep(EVERY)
    deliverer.stop()
    fake.release()
    await serving
    await channel.close()
    db.close()
    arrived = [one for one in fake.accepted if one.chat != BAD]
    if len(arrived) != ROUNDS * len(OTHERS):
        raise RuntimeError(f"{len(arrived)} messages arrived, not {ROUNDS * len(OTHERS)}")
    return [one.at - began[one.text.splitlines()[0]] for one in arrived]


def run() -> None:
    logging.disable(logging.WARNING)
    sys.path.insert(0, str(KIT))
    from faketelegram import BLOCKED, HANG, TOO_MANY, FakeTelegram

    conditions = {
        "no bad chat": (),
        "one hangs": (HANG,) * LONG,
        "one has blocked us": (BLOCKED,) * LONG,
        "one asks for 60 s": (TOO_MANY(60),) * LONG,
    }
    heading(f"seconds until {len(OTHERS)} other chats have an article, {ROUNDS} articles")
    usual = 0.0
    for name, faults in conditions.items():
        with FakeTelegram() as fake, tempfile.TemporaryDirectory() as folder:
            for id in (BAD, *OTHERS):
                fake.private(id)
            fake.fault(*faults, chat=BAD)
            found = asyncio.run(delays(fake, Path(folder)))
        middle = median(found)
        usual = usual or middle
        last = quantiles(found, n=100)[98]
        row(name, f"median {middle:.2f} s", f"p99 {last:.2f} s, median {middle - usual:+.3f} s")
    sys.path.remove(str(KIT))
    logging.disable(logging.NOTSET)
