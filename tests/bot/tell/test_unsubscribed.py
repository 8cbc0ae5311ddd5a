"""An article that a chat has from several sources is told once, whatever the chat unsubscribes from meanwhile."""

import pytest
from builders import NOON
from desk import Desk

from bot.chats import chats, subscriptions
from bot.tell import heirs, standings
from feeds.keep.db import Database

NAMES = ("news", "sports", "notices")


@pytest.fixture
def desk(db: Database) -> Desk:
    """A chat with a digest at 18:00, for which three sources have the same article."""
    desk = Desk(db)
    desk.choose(digest=("18:00",))
    with db.transaction() as tx:
        for name in NAMES:
            subscriptions.add(tx, 1, name, NOON)
    for name in NAMES:
        desk.publish("1", name=name)
    return desk


def press(desk: Desk, *names: str) -> None:
    """Turns a subscription off, or on again."""
    for name in names:
        with desk.db.transaction() as tx:
            chat = chats.get(tx, 1)
            assert chat is not None
            if subscriptions.remove(tx, 1, name):
                heirs.unsubscribed(tx, 1, name, desk.clock())
            else:
                subscriptions.add(tx, 1, name, desk.clock())
                heirs.subscribed(tx, chat, name, desk.clock())


def waiting(desk: Desk) -> list[str]:
    with desk.db.reading() as tx:
        return [row["source"] for row in reversed(standings.of_chat(tx, 1)) if row["state"] == "pending"]


@pytest.mark.parametrize(
    ("pressed", "left"),
    [
        ([], ["news"]),
        (["news"], ["sports"]),
        (["news", "sports"], ["notices"]),
        (["news", "sports", "notices"], []),
        (["news", "sports", "notices", "news"], ["news"]),
        (["news", "sports", "news", "sports", "news"], ["notices"]),
        (["news", "sports", "notices", "news", "notices", "news"], ["notices"]),
    ],
)
def test_it_is_told_once_while_one_of_its_sources_is_wanted(desk: Desk, pressed: list[str], left: list[str]):
    press(desk, *pressed)
    assert waiting(desk) == left

    desk.clock.forward(hours=12)
    desk.deliver()
    assert len(desk.channel.sent) == len(left)
