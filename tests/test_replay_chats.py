"""The recorded page (../shared/replay) to Telegram chats and a webhook at once, killed at random moments and right
between sending and recording: each chat is told exactly what really came, twice only where a kill excuses it.
"""

import json
import random
import signal
from collections import Counter
from functools import partial
from itertools import groupby
from pathlib import Path
from urllib.parse import urljoin

import pytest
import sites
from chatpipeline import ChatPipeline
from fakehook import FakeHook, Heard
from faketelegram import Accepted, FakeTelegram

from bot.chats import chats

RECORDING = Path(__file__).resolve().parents[2] / "shared" / "replay"
PATH = "/zsxx/tzgg.htm"
KILLS = 30
LATEST = 0.6  #: seconds into a worker's life when it is killed at the latest
NAMES = {-100: "group", 7: "person"}


def shortened() -> list[bytes]:
    """The recording without runs of polls that show the same items: each such run once in each of its forms (whole,
    and cut after the list), the empty pages all, every page twice in a row."""
    order = [line.split("\t")[1] for line in (RECORDING / "polls.tsv").read_text().splitlines()[1:]]
    pages = {name: (RECORDING / "pages" / name).read_bytes() for name in order}
    items = {name: sites.ITEM.findall(page.decode("utf-8", "replace")) for name, page in pages.items()}
    kept = [name for _, run in groupby(order, key=items.__getitem__) for name in dict.fromkeys(run)]
    return [pages[name] for name in kept for _ in range(2)]


@pytest.mark.skipif(not RECORDING.is_dir(), reason="needs the recording in ../shared/replay")
def test_each_chat_is_told_exactly_the_eight_additions_however_often_we_are_killed(nursery, tmp_path):
    rng = random.Random(20260306)
    arrived: Counter[tuple[str, str]] = Counter()
    struck: Counter[tuple[str, str]] = Counter()

    def took(place: tuple[str, str]) -> None:
        """A chat has it and we have not heard so: often the worst moment to die."""
        arrived[place] += 1
        if rng.random() < 0.35 and not struck[place]:
            struck[place] += 1
            nursery.strike()

    def accepted(one: Accepted) -> None:
        took((NAMES[one.chat], one.buttons[0][0]["url"]))

    def heard(one: Heard) -> None:
        took(("intranet", one.told["entry"]["url"]))

    events = json.loads((RECORDING / "events.json").read_text(encoding="utf-8"))
    with sites.Turning(PATH, shortened()) as site, FakeTelegram(tell=accepted) as fake, FakeHook(tell=heard) as hook:
        fake.group(-100)
        fake.private(7)
        lived = partial(nursery.live, "chats", str(tmp_path), site.url, fake.url, hook.url, "20")
        killed = 0
        while (code := lived(killed_after=rng.uniform(0, LATEST) if killed < KILLS else None)) != 0:
            assert code == -signal.SIGKILL
            killed += 1

        pipeline = ChatPipeline(tmp_path, site.url, fake.url, hook.url)
        rows, kept = pipeline.owed(), pipeline.entries()
        with pipeline.app.db.reading() as tx:
            names = {chat.number: chat.name for chat in chats.of_all(tx)}
        pipeline.close()
        wanted = {urljoin(site.url, href) for event in events for href, _ in event["added"]}

    doubts = {(names[row["chat"]], row["url"]): row["doubts"] for row in rows}
    held = {(names[row["chat"]], row["url"]) for row in rows if row["state"] == "held"}
    twice = {place for place, times in arrived.items() if times > 1}
    at_work, untold = sum(doubts.values()), len(held - set(arrived))
    print(f"kills {killed}, {at_work} in a delivery, of {len(rows)} told twice {len(twice)}, held untold {untold}")
    assert killed >= KILLS / 3
    assert len(wanted) == 8
    assert len(kept) == 25 + 8
    assert set(doubts) == {(name, url) for name in names.values() for url in wanted}
    assert set(arrived) | held == set(doubts)  # nothing lost, nothing else told
    assert all(row["state"] in ("sent", "held") for row in rows)
    assert all(doubts[place] == 2 for place in held)  # two kills with it in hand: a person is asked
    assert struck.total() >= 3
    assert all(doubts[place] >= times for place, times in struck.items())
    assert all(times - 1 <= doubts[place] <= 2 for place, times in arrived.items())  # a repeat has its kill
    assert max(arrived.values()) <= 2
