"""Digests: what waits together is told together, whatever a message holds."""

import pytest
from builders import NOON
from desk import Desk
from fakechannel import InPlace

from bot.chats import chats
from bot.errors import ChatMoved, TryLater, Unknown
from bot.model import Chat, Message
from bot.tell import outbox, settling, standings
from bot.tell.job import claimed
from bot.tell.transitions import Event
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


@pytest.mark.parametrize("chosen", [{}, {"silent": True}, {"quiet": "11:00-13:00", "quiet_as": "digest"}])
def test_what_waits_alone_is_told_as_itself_with_the_sound_that_the_chat_chose(
    desk: Desk, heard: list[Message], chosen: dict[str, object]
):
    desk.choose(**chosen)
    desk.publish("1")
    desk.clock.forward(hours=2)
    desk.deliver()

    assert [(message.title, message.items, message.silent) for message in heard] == [
        ("第1条新闻", (), "silent" in chosen)
    ]


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
    desk.choose(digest=("08:00",), language="en", backlog=1000)
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


def test_what_comes_while_a_digest_is_sent_is_no_part_of_it(desk: Desk, heard: list[Message]):
    desk.publish(*map(str, range(11)))
    hear = desk.channel.before

    def publish_more(chat: Chat, message: Message) -> None:
        hear(chat, message)
        if len(heard) == 1:
            desk.clock.forward(seconds=1)
            desk.publish("a", "b")
            desk.clock.forward(seconds=1)

    desk.channel.before = publish_more
    desk.deliver()

    assert [(len(message.items), message.silent) for message in heard] == [(11, False), (0, False), (0, False)]


@pytest.mark.parametrize(("gone", "told"), [(10, [(11, False)]), (9, [(12, False)]), (1, [(20, False)])])
def test_what_was_withdrawn_before_it_was_sent_counts_for_no_digest(
    desk: Desk, heard: list[Message], gone: int, told: list[tuple[int, bool]]
):
    desk.publish(*map(str, range(21)))
    for number in range(21 - gone, 21):
        desk.withdraw(str(number))
    desk.deliver()

    assert [(len(message.items), message.silent) for message in heard] == told
    assert [message.title for message in heard] == [f"{21 - gone} 条要闻"]
    assert desk.state() == {"sent": 21 - gone, "filtered": gone}


def test_what_is_alone_behind_a_digest_makes_no_sound(desk: Desk, heard: list[Message]):
    hear = desk.channel.before

    def withdraw_most(chat: Chat, message: Message) -> None:
        hear(chat, message)
        for number in range(11, 20) if message.items else ():
            desk.withdraw(str(number))

    desk.channel.before = withdraw_most
    desk.publish(*map(str, range(21)))
    desk.deliver()

    assert [(message.title, message.silent) for message in heard] == [
        ("11 条要闻，随后还有 10 条", False),
        ("第20条新闻", True),
    ]


def test_what_an_admin_sends_again_goes_though_it_was_withdrawn(desk: Desk, heard: list[Message]):
    desk.publish("1")
    desk.withdraw("1")
    desk.deliver()
    with desk.db.transaction() as tx:
        outbox.ordered(tx, 1, Event.RESEND, outbox.RESEND, desk.clock())
    desk.deliver()

    assert [message.title for message in heard] == ["第1条新闻"]


def test_what_is_put_back_before_the_morning_is_told(desk: Desk, heard: list[Message]):
    desk.choose(urgent="停课", quiet="11:00-13:00")
    desk.publish("1")
    desk.withdraw("1")
    desk.publish("停课")
    desk.deliver()
    desk.relist("1")
    desk.clock.forward(hours=2)
    desk.deliver()

    assert [message.title for message in heard] == ["第停课条新闻", "第1条新闻"]


@pytest.mark.parametrize(("days", "told"), [(1, ["第1条新闻"]), (20, [])])
def test_what_was_withdrawn_before_it_was_sent_is_told_when_it_is_back(
    desk: Desk, heard: list[Message], days: int, told: list[str]
):
    desk.publish("1")
    desk.withdraw("1")
    desk.deliver()
    assert desk.state() == {"filtered": 1}
    desk.clock.forward(hours=24 * days)
    desk.relist("1")
    desk.deliver()

    assert [message.title for message in heard] == told


def test_a_digest_whose_answer_was_lost_is_told_once_more_as_one(desk: Desk, heard: list[Message]):
    desk.channel.answers["a"] = [Unknown("cut")]
    desk.channel.accept_first = True
    desk.publish(*map(str, range(21)))
    for _ in range(3):
        desk.deliver()
        desk.clock.forward(seconds=10)

    assert [(message.title, message.silent) for message in heard] == [
        ("11 条要闻，随后还有 10 条", False),
        ("11 条要闻，随后还有 10 条", False),
        ("10 条要闻", True),
    ]


def test_a_digest_that_a_dead_program_had_in_hand_is_told_as_one(desk: Desk, heard: list[Message]):
    desk.publish(*map(str, range(21)))
    with desk.db.transaction() as tx:
        chat = chats.get(tx, 1)
        assert chat is not None
        assert claimed(tx, chat, desk.clock()) is not None
        settling.recover(tx, desk.clock())
    desk.deliver()

    assert [(len(message.items), message.silent) for message in heard] == [(11, False), (10, True)]


def test_what_is_in_doubt_twice_is_held_and_what_stood_beside_it_once_is_not(desk: Desk, heard: list[Message]):
    desk.choose(backlog=2)
    desk.channel.answers["a"] = [Unknown("cut"), Unknown("cut")]
    desk.publish("1", "2", "3")
    desk.deliver()
    desk.publish("4")
    for _ in range(3):
        desk.clock.forward(seconds=10)
        desk.deliver()

    assert sizes(heard) == [3, 4, 0]
    assert desk.state() == {"held": 3, "sent": 1}


def test_one_article_that_a_channel_fails_on_does_not_take_along_its_digest(desk: Desk, heard: list[Message]):
    hear = desk.channel.before

    def fail(chat: Chat, message: Message) -> None:
        hear(chat, message)
        if any("第2条" in each.title for each in (message, *message.items)):
            raise KeyError("a bug")

    desk.channel.before = fail
    desk.choose(backlog=2)
    desk.publish("1", "2", "3")
    for _ in range(4):
        desk.deliver()
        desk.clock.forward(seconds=10)

    assert sizes(heard) == [3, 0, 0, 0]
    assert desk.state() == {"held": 1, "sent": 2}


@pytest.mark.parametrize("known", [True, False])
def test_what_follows_a_digest_does_so_where_the_group_has_moved_to(desk: Desk, heard: list[Message], known: bool):
    hear = desk.channel.before

    def move(chat: Chat, message: Message) -> None:
        hear(chat, message)
        desk.channel.answers["a"] = [ChatMoved("migrated", "-1009")] if len(heard) == 2 else []

    desk.channel.before = move
    if known:
        with desk.db.transaction() as tx:
            chats.meet(tx, "fake", "-1009", title="a", kind="supergroup", now=NOON)
    desk.publish(*map(str, range(21)))
    desk.deliver()

    assert [(len(message.items), message.silent) for message in heard] == [(11, False), (10, True), (10, True)]
    assert [chat for chat, _ in desk.channel.sent] == ["a", "-1009"]


def test_what_comes_after_a_digest_was_changed_is_no_part_of_it(desk: Desk, heard: list[Message]):
    before = desk.channel.before
    desk.channel = channel = InPlace()
    channel.before = before
    desk.publish(*map(str, range(11)))
    desk.deliver()
    desk.clock.forward(hours=5)
    desk.withdraw("10")
    desk.publish("a", "b")
    desk.deliver()

    assert [(message.title, message.silent) for message in heard] == [
        ("11 条要闻", False),
        ("11 条要闻", False),  # changed
        ("第a条新闻", False),
        ("第b条新闻", False),
    ]
