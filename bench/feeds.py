"""Giving out from a large store: publish of a source with 10,000 entries, alone and among many others; then feed,
search and source page with all of them. YAOWEN_BENCH_ENTRIES sets how many there are (100,000; the note has 1,000,000).
"""

import os
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from bench import row

ENTRIES = int(os.environ.get("YAOWEN_BENCH_ENTRIES", "100000"))
MAIN = 10_000  #: entries of the source that is published
OTHERS = 200  #: sources that share the rest
NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
WORDS = [
    "招生",
    "就业",
    "教学",
    "安全",
    "图书馆",
    "技能大赛",
    "产教融合",
    "考试",
    "社会实践",
    "国际交流",
    "党建",
    "科研",
]
BATCH = 10_000


def run() -> None:
    sys.path.insert(0, "tests/kit")
    from feedtools import giver, source, visitor

    from bot.chats import store
    from feeds.give.web import app
    from feeds.keep.db import Database

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        db = Database(f"sqlite:///{folder}/bench.db")
        store.prepare(db)
        fill(db, 1, MAIN, lambda n: "main")
        shelf = giver(db, folder / "public", source("main"), now=NOW)
        shelf.give("main")
        row(f"publish {MAIN:,} entries, nothing else", *published(db, shelf))
        started = time.perf_counter()
        fill(db, MAIN + 1, ENTRIES - MAIN, lambda n: f"s{n % OTHERS}")
        row(f"kept {ENTRIES - MAIN:,} more", f"{time.perf_counter() - started:.0f} s")
        started = time.perf_counter()
        shelf.give("main")
        row("indexed, archives of all closed", f"{time.perf_counter() - started:.0f} s")
        row(f"publish among {ENTRIES:,}", *published(db, shelf))
        others = [source(f"s{n}") for n in range(OTHERS)]
        shelf = giver(db, folder / "public", source("main"), *others, now=NOW)
        get = visitor(app(site=shelf.site, db=db, sources=shelf.sources, clock=shelf.clock)).get
        rng = random.Random(1)

        def word() -> str:
            return quote(rng.choice(WORDS))

        row("search, p99", *late(lambda: get(f"/search?q={word()}%20{word()}"), 200))
        row("search one word, p99", *late(lambda: get(f"/search?q={word()}"), 200))
        row("search feed, p99", *late(lambda: get(f"/feeds/search.atom?q={word()}"), 100))
        row("source page, p99", *late(lambda: get(f"/{rng.choice(['main', 's7'])}/"), 200))
        row("home page, p99", *late(lambda: get("/"), 100))
        row("feed, p99", *late(lambda: get("/feeds/main.atom"), 500))
        db.close()


def fill(db, first: int, count: int, owner: Callable[[int], str]) -> None:  # type: ignore[no-untyped-def]
    """Entries spread over the years before NOW, in batches."""
    from feedtools import entry, stored

    rng = random.Random(first)
    for start in range(first, first + count, BATCH):
        batch = []
        for n in range(start, min(start + BATCH, first + count)):
            words = rng.sample(WORDS, 3)
            text = f"{words[0]}工作会议在学院召开。会议要求做好{words[1]}和{words[2]}工作，提高质量。第{n}号。"
            when = NOW - timedelta(minutes=(ENTRIES - n) * 5)
            batch.append(
                entry(n, source=owner(n), tag=f"t:{n}", key=str(n), title=f"{words[0]}工作通知第{n}号", text=text,
                      summary=text, html=f"<p>{text}</p>" * 8, published=when, first_seen=when, updated=when)
            )  # fmt: skip
        stored(db, *batch)


def published(db, shelf) -> tuple[str, str]:  # type: ignore[no-untyped-def]
    """An edit of the newest entry, then publish: what a poll waits for."""
    from feeds.keep import entries

    times = []
    for n in range(10):
        with db.transaction() as tx:
            edit = {"title": f"更正{n}", "updated": NOW + timedelta(seconds=n + 1)}
            tx.execute(entries.entries.update().where(entries.entries.c.number == MAIN).values(edit))
        started = time.perf_counter()
        shelf.give("main")
        times.append(time.perf_counter() - started)
    return f"{sorted(times)[5] * 1e3:.0f} ms", f"worst {max(times) * 1e3:.0f} ms; its own feed and the one of all"


def late(ask: Callable[[], object], count: int) -> tuple[str, str]:
    """p99 and median of so many askings."""
    ask()
    times = []
    for _ in range(count):
        started = time.perf_counter()
        ask()
        times.append(time.perf_counter() - started)
    times.sort()
    return f"{times[int(count * 0.99) - 1] * 1e3:.1f} ms", f"median {times[count // 2] * 1e3:.1f} ms"
