"""SIGKILL at every place there is, twelve times at the same one, and at random among faults: through real HTTP, the
real python-telegram-bot and a real webhook. The checker has the last word.
"""

import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sites
from chatnursery import ChatPipeline
from checker import Accepted, Row, Verdict, check
from fakehook import FakeHook
from faketelegram import (
    ACCEPT_THEN_CUT,
    ACCEPT_THEN_DROP,
    BAD_GATEWAY,
    DROP,
    RESET,
    TOO_MANY,
    FakeTelegram,
)

from bot.chats import chats
from feeds.failpoints import PLACES

PATH = "/zsxx/tzgg.htm"
KIT = Path(__file__).parent / "kit"
FAULTS = (ACCEPT_THEN_CUT, ACCEPT_THEN_DROP, BAD_GATEWAY, DROP, RESET, TOO_MANY(90))


class Town:
    """A site whose list grows by one notice a page, a service and a webhook that listen, and processes to be killed."""

    def __init__(self, folder: Path, pages: int, fake: FakeTelegram, hook: FakeHook) -> None:
        self.folder, self.fake, self.hook, self.left = folder, fake, hook, pages
        self.items = [(f"../info/1018/{n}.htm", f"第{n}号通知的标题", "2026-02-20") for n in range(1008, 1000, -1)]
        self.titles: list[str] = []
        self.replay = sites.Replay(PATH)
        self.replay.show(sites.list_page(self.items))
        answer = self.replay.site.answer
        self.replay.site.answer = lambda path: self._turn() if path == "/_next" else answer(path)
        self.codes: list[int] = []

    def _turn(self) -> sites.Reply:
        if self.left == 0:
            return sites.Reply(body=b"end")
        self.left -= 1
        number = 1009 + len(self.titles)
        self.titles.append(f"第{number}号通知的标题")
        self.items = [(f"../info/1018/{number}.htm", self.titles[-1], "2026-02-27"), *self.items[:14]]
        self.replay.show(sites.list_page(self.items))
        return sites.Reply(body=b"next")

    @contextmanager
    def nursery(self) -> Iterator[None]:
        url = self.replay.site.url
        there = [self.replay.url, f"{url}/_next", self.fake.url, self.hook.url, "2"]
        command = [sys.executable, str(KIT / "chatnursery.py"), str(self.folder), *there]
        with (
            self.replay,
            subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=KIT.parents[1], bufsize=1
            ) as self.running,
        ):
            yield
            assert self.running.stdin
            self.running.stdin.close()

    def live(self, place: str = "go", *, killed_after: float | None = None) -> int:
        """One life; how it ended."""
        assert self.running.stdin
        assert self.running.stdout
        self.running.stdin.write(f"{place}\n")
        pid = int(self.running.stdout.readline())
        if killed_after is not None and not select.select([self.running.stdout], [], [], killed_after)[0]:
            os.kill(pid, signal.SIGKILL)
        self.codes.append(int(self.running.stdout.readline()))
        return self.codes[-1]

    def verdict(self) -> Verdict:
        pipeline = ChatPipeline(self.folder, self.replay.url, self.fake.url, self.hook.url)
        titles = {row["number"]: row["title"] for row in pipeline.entries()}
        with pipeline.app.db.reading() as tx:
            names = {chat.number: str(chat.name) for chat in chats.of_all(tx)}
        owed = {(names[row["chat"]], titles[row["entry"]]): row for row in pipeline.owed()}
        pipeline.close()
        said = [("group" if each.chat == -100 else "person", each.text) for each in self.fake.accepted]
        said += [("intranet", heard.body.decode()) for heard in self.hook.heard]
        arrived = [
            (chat, title) for chat, words in said for title in self.titles if title in words
        ]  # a digest has many
        doubted = {pair for pair, row in owed.items() if row["doubts"]}
        return check(
            wanted={(name, title): title for name in names.values() for title in self.titles},
            accepted=[
                Accepted(chat=chat, article=title, title=title, heard=(chat, title) not in doubted)
                for chat, title in arrived
            ],
            rows={pair: Row(state=row["state"], reason=row["reason"]) for pair, row in owed.items()},
        )


@contextmanager
def town(folder: Path, pages: int) -> Iterator[Town]:
    with FakeTelegram() as fake, FakeHook() as hook:
        fake.group(-100)
        fake.private(7)
        made = Town(folder, pages, fake, hook)
        with made.nursery():
            yield made


def test_a_kill_at_every_place_there_is_loses_nothing(tmp_path: Path):
    with town(tmp_path, 40) as there:
        assert there.live("poll.committed:2") == -signal.SIGKILL  # the baseline is over
        for place in PLACES:
            assert there.live(place) == -signal.SIGKILL, f"{place} was not reached"
        while there.live() != 0:
            pass

        verdict = there.verdict()

    assert verdict.wrong == {}


@pytest.mark.parametrize("place", ["poll.kept", "article.kept", "deliver.claimed", "deliver.sent", "deliver.recorded"])
def test_a_crash_loop_at_one_place_ends_in_repeats_of_two_at_most_and_nothing_lost(tmp_path: Path, place: str):
    with town(tmp_path, 12) as there:
        assert there.live("poll.committed:2") == -signal.SIGKILL
        for _ in range(12):
            there.live(place)
        while there.live() != 0:
            pass

        verdict = there.verdict()

    assert there.codes[1:13] == [-signal.SIGKILL] * 12
    assert verdict.wrong == {}
    assert bool(verdict.held) == (place in ("deliver.claimed", "deliver.sent", "deliver.recorded"))


@pytest.mark.parametrize("seed", range(4))
def test_random_kills_among_random_faults_keep_every_promise(tmp_path: Path, seed: int):
    rng = random.Random(seed)
    with town(tmp_path, 30) as there:
        there.fake.fault(*rng.choices(FAULTS, k=20))
        there.hook.answers.extend(rng.choices([(204, {}), (204, {}), None], k=20))
        for _ in range(20):
            if rng.random() < 0.5:
                there.live(f"{rng.choice(PLACES)}:{rng.randint(1, 4)}")
            else:
                there.live(killed_after=rng.uniform(0, 0.4))
        while there.live() != 0:
            pass

        verdict = there.verdict()

    assert there.codes.count(-signal.SIGKILL) >= 8, f"seed {seed}"
    assert verdict.wrong == {}, f"seed {seed}"
