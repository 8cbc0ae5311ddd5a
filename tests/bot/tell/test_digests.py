"""Digests: what waits together is told together, whatever a message holds."""

import pytest
from builders import NOON
from desk import Desk

from bot.chats import chats
from bot.errors import TryLater
from bot.model import Chat, Message
from bot.tell import standings
from feeds.keep.db import Database


@pytest.fixture
def desk(db: Database) -> Desk:
    return Desk(db)


@pytest.fixture
def heard(desk: Desk) -> list[Message]:
    """The messages that the chat's channel was given."""
    given: list[Message] = []

    def hear(chat: Chat, message: Message) -> None:
        given.append(message)

    desk.channel.before = hear
    return given


def sizes(heard: list[Message]) -> list[int]:
    return [len(message.items) for message in heard]


def choose(desk: Desk, **choices: object) -> None:
    with desk.db.transaction() as tx:
        chats.choose(tx, 1, **choices)


@pytest.mark.parametrize(
    ("waiting", "told"), [(20, [20]), (21, [11, 10]), (25, [13, 12]), (41, [14, 14, 13]), (60, [20, 20, 20])]
)
def test_what_waits_is_told_in_digests_of_about_the_same_size_and_none_comes_alone(
    desk: Desk, heard: list[Message], waiting: int, told: list[int]
):
    desk.publish(*map(str, range(waiting)))
    desk.deliver()

    assert sizes(heard) == told
    assert desk.state() == {"sent": waiting}


def test_a_digest_says_how_many_follow_and_those_make_no_sound(desk: Desk, heard: list[Message]):
    desk.publish(*map(str, range(41)))
    desk.deliver()

    assert [(message.title, message.silent) for message in heard] == [
        ("14 条要闻，随后还有 27 条", False),
        ("14 条要闻，随后还有 13 条", True),
        ("13 条要闻", True),
    ]
    assert [message.data["left"] for message in heard] == [27, 13, 0]


def test_a_digest_of_the_morning_that_is_too_long_says_so_too(desk: Desk, heard: list[Message]):
    choose(desk, digest=("08:00",), language="en", backlog=1000)
    desk.publish(*map(str, range(27)))
    desk.clock.forward(hours=24)
    desk.deliver()

    assert [message.title for message in heard] == ["14 headlines, 13 more follow", "13 headlines"]


def test_what_follows_a_digest_does_so_though_a_refusal_fell_between(desk: Desk, heard: list[Message]):
    desk.publish(*map(str, range(21)))
    hear = desk.channel.before

    def refuse_the_second(chat: Chat, message: Message) -> None:
        hear(chat, message)
        desk.channel.answers["a"] = [TryLater("503")] if len(heard) == 2 else []

    desk.channel.before = refuse_the_second
    desk.deliver()
    desk.clock.forward(minutes=1)
    desk.deliver()

    assert sizes(heard) == [11, 10, 10]
    assert len(desk.channel.sent) == 2


def test_what_comes_after_a_digest_was_told_is_no_part_of_it(desk: Desk, heard: list[Message]):
    desk.publish(*map(str, range(11)))
    desk.deliver()
    desk.clock.forward(seconds=1)
    desk.publish("a", "b")
    desk.deliver()

    assert [(len(message.items), message.silent) for message in heard] == [(11, False), (0, False), (0, False)]
    with desk.db.reading() as tx:
        assert standings.waiting(tx, 1, NOON) == 0
