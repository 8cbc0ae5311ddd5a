"""SIGKILL at every place there is, twelve times at the same one, and at random among faults: through real HTTP, the
real python-telegram-bot and a real webhook. The checker has the last word.
"""

import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sites
from chatpipeline import ChatPipeline
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
from nursery import Nursery

from bot.chats import chats
from feeds.failpoints import PLACES

PATH = "/zsxx/tzgg.htm"
FAULTS = (ACCEPT_THEN_CUT, ACCEPT_THEN_DROP, BAD_GATEWAY, DROP, RESET, TOO_MANY(90))


class Town:
    """A site whose list grows by one notice a page, a service and a webhook that listen, and processes to be killed."""

    def __init__(self, nursery: Nursery, folder: Path, pages: int, fake: FakeTelegram, hook: FakeHook) -> None:
        self.nursery, self.folder, self.fake, self.hook = nursery, folder, fake, hook
        self.titles: list[str] = []
        self.site = sites.Turning(PATH, self._pages(pages))
        self.codes: list[int] = []

    def _pages(self, count: int) -> Iterator[bytes]:
        items = [(f"../info/1018/{n}.htm", f"第{n}号通知的标题", "2026-02-20") for n in range(1008, 1000, -1)]
        yield sites.list_page(items)
        for number in range(1009, 1009 + count):
            self.titles.append(f"第{number}号通知的标题")
            items = [(f"../info/1018/{number}.htm", self.titles[-1], "2026-02-27"), *items[:14]]
            yield sites.list_page(items)

    def live(self, place: str = "", *, killed_after: float | None = None) -> int:
        """One life; how it ended."""
        there = (str(self.folder), self.site.url, self.fake.url, self.hook.url, "2")
        self.codes.append(self.nursery.live("chats", *there, place=place, killed_after=killed_after))
        return self.codes[-1]

    def verdict(self) -> Verdict:
        pipeline = ChatPipeline(self.folder, self.site.url, self.fake.url, self.hook.url)
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
def town(nursery: Nursery, folder: Path, pages: int) -> Iterator[Town]:
    with FakeTelegram() as fake, FakeHook() as hook:
        fake.group(-100)
        fake.private(7)
        made = Town(nursery, folder, pages, fake, hook)
        with made.site:
            yield made


def test_a_kill_at_every_place_there_is_loses_nothing(nursery: Nursery, tmp_path: Path):
    with town(nursery, tmp_path, 40) as there:
        assert there.live("poll.committed:2") == -signal.SIGKILL  # the baseline is over
        for place in PLACES:
            assert there.live(place) == -signal.SIGKILL, f"{place} was not reached"
        while there.live() != 0:
            pass

        verdict = there.verdict()

    assert verdict.wrong == {}


@pytest.mark.parametrize("place", ["poll.kept", "article.kept", "deliver.claimed", "deliver.sent", "deliver.recorded"])
def test_a_crash_loop_at_one_place_ends_in_repeats_of_two_at_most_and_nothing_lost(
    nursery: Nursery, tmp_path: Path, place: str
):
    with town(nursery, tmp_path, 12) as there:
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
def test_random_kills_among_random_faults_keep_every_promise(nursery: Nursery, tmp_path: Path, seed: int):
    rng = random.Random(seed)
    with town(nursery, tmp_path, 30) as there:
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
