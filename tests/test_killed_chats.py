"""Telegram and a webhook at once, through the real channels, SIGKILL and a bad network included: for every chat nothing
is lost, and a message repeats only where nobody could know whether it had arrived.
"""

import random
import signal
from collections import Counter
from functools import partial

import pytest
import sites
from chatpipeline import ChatPipeline
from fakehook import FakeHook
from faketelegram import (
    ACCEPT_THEN_CUT,
    ACCEPT_THEN_DROP,
    ACCEPT_THEN_HANG,
    BAD_GATEWAY,
    DROP,
    RESET,
    TOO_MANY,
    FakeTelegram,
)

from bot.chats import chats

PATH = "/zsxx/tzgg.htm"
KILLS = 18
LATEST = 0.35  #: seconds into a worker's life when it is killed at the latest
FAULTS = (ACCEPT_THEN_CUT, ACCEPT_THEN_DROP, ACCEPT_THEN_HANG, BAD_GATEWAY, DROP, RESET, TOO_MANY(90))


def growing(count: int) -> tuple[list[bytes], list[str]]:
    """States of a made-up list, each with one notice more, and the titles that must be told."""
    items = [(f"../info/1018/{n}.htm", f"第{n}号通知的标题", "2026-02-20") for n in range(1008, 1000, -1)]
    pages, titles = [sites.list_page(items)], []
    for number in range(1011, 1011 + count):
        titles.append(f"第{number}号通知的标题")
        items = [(f"../info/1018/{number}.htm", titles[-1], "2026-02-27"), *items[:14]]
        pages.append(sites.list_page(items))
    return pages, titles


@pytest.mark.parametrize("faults", [0, 25], ids=["good network", "bad network"])
def test_killed_at_random_moments_no_chat_loses_anything(nursery, tmp_path, faults):
    rng = random.Random(20260305 + faults)
    pages, titles = growing(18)
    with sites.Turning(PATH, pages) as site, FakeTelegram() as fake, FakeHook() as hook:
        fake.group(-100)
        fake.private(7)
        fake.fault(*rng.choices(FAULTS, k=faults))
        hook.answers.extend(rng.choices([(204, {}), (503, {}), (429, {"Retry-After": "60"}), None], k=faults))

        lived = partial(nursery.live, "chats", str(tmp_path), site.url, fake.url, hook.url, "0.4")
        killed = 0
        while (code := lived(killed_after=rng.uniform(0, LATEST) if killed < KILLS else None)) != 0:
            assert code == -signal.SIGKILL
            killed += 1

        pipeline = ChatPipeline(tmp_path, site.url, fake.url, hook.url)
        rows = pipeline.owed()
        numbers = {row["number"]: row["title"] for row in pipeline.entries()}
        with pipeline.app.db.reading() as tx:
            names = {chat.number: chat.name for chat in chats.of_all(tx)}
        pipeline.close()
        arrived = Counter(
            ("group" if accepted.chat == -100 else "person", title)
            for accepted in fake.accepted
            for title in titles
            if title in accepted.text  # one, or after a long wait a digest of several
        )
        for heard in hook.heard:
            told = heard.told.get("entries") or [heard.told["entry"]]
            arrived.update(("intranet", each["title"]) for each in told)

    assert killed >= 6
    owed = {(names[row["chat"]], numbers[row["entry"]]): row for row in rows}
    assert set(owed) == {(name, title) for name in names.values() for title in titles}  # nothing lost or unexpected
    assert set(arrived) <= set(owed)
    for place, row in owed.items():
        held = row["state"] == "held"
        assert held or row["state"] == "sent", (place, row)
        assert held or arrived[place] >= 1, (place, row)
        if place[0] != "intranet":  # a webhook's repeats carry the delivery's name
            assert arrived[place] <= 1 + row["doubts"] <= 3, (place, row)
            assert arrived[place] <= 2, (place, row)
