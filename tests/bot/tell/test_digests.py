"""Digests: what waits together is told together, whatever a message holds."""

import logging
from datetime import timedelta

import pytest
import sqlalchemy as sa
from builders import NOON, SHANGHAI
from desk import Desk
from fakechannel import FakeChannel
from reaching import digest, news

from bot.chats import chats
from bot.chats.store import prepare
from bot.errors import ChatMoved, TryLater, Unknown
from bot.model import Chat, Message
from bot.tell import outbox, settling, standings
from bot.tell.forms import discord, matrix, slack
from bot.tell.job import claimed
from bot.tell.telegram_html import telegram_html
from bot.tell.transitions import Event
from feeds.keep import entries, steps
from feeds.keep.db import Database
from feeds.model import ChangeKind


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
        withdraw(desk, str(number))
    desk.deliver()

    assert [(len(message.items), message.silent) for message in heard] == told
    assert [message.title for message in heard] == [f"{21 - gone} 条要闻"]
    assert desk.state() == {"sent": 21 - gone, "filtered": gone}


def test_what_is_alone_behind_a_digest_makes_no_sound(desk: Desk, heard: list[Message]):
    hear = desk.channel.before

    def withdraw_most(chat: Chat, message: Message) -> None:
        hear(chat, message)
        for number in range(11, 20) if message.items else ():
            withdraw(desk, str(number))

    desk.channel.before = withdraw_most
    desk.publish(*map(str, range(21)))
    desk.deliver()

    assert [(message.title, message.silent) for message in heard] == [
        ("11 条要闻，随后还有 10 条", False),
        ("第20条新闻", True),
    ]


def test_what_an_admin_sends_again_goes_though_it_was_withdrawn(desk: Desk, heard: list[Message]):
    desk.publish("1")
    withdraw(desk, "1")
    desk.deliver()
    with desk.db.transaction() as tx:
        outbox.ordered(tx, 1, Event.RESEND, outbox.RESEND, desk.clock())
    desk.deliver()

    assert [message.title for message in heard] == ["第1条新闻"]


def test_what_is_put_back_before_the_morning_is_told(desk: Desk, heard: list[Message]):
    choose(desk, urgent="停课", quiet="11:00-13:00")
    desk.publish("1")
    withdraw(desk, "1")
    desk.publish("停课")
    desk.deliver()
    desk.relist("1")
    desk.clock.forward(hours=2)
    desk.deliver()

    assert [message.title for message in heard] == ["第停课条新闻", "第1条新闻"]


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
    choose(desk, backlog=2)
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
    choose(desk, backlog=2)
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


class Holding(FakeChannel):
    """A channel that changes its messages in place and can take them back."""

    deletes = True

    def __init__(self) -> None:
        super().__init__()
        self.changed: list[Message] = []
        self.deleted: list[str] = []

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        await super().edit(chat, message_id, message)
        self.changed.append(message)

    async def delete(self, chat: Chat, message_id: str) -> None:
        self.deleted.append(message_id)


def withdraw(desk: Desk, key: str) -> None:
    with desk.db.transaction() as tx:
        row = entries.by_key(tx, "news", [key])[key]
        outbox.enqueue(tx, steps.revise(tx, row, {"withdrawn": desk.clock()}, desk.clock()), desk.clock())


def test_a_digest_is_changed_where_one_of_its_articles_is(desk: Desk):
    desk.channel = channel = Holding()
    choose(desk, backlog=2, withdrawal="delete")
    desk.publish("1", "2", "3")
    desk.deliver()
    desk.clock.forward(hours=2)
    desk.correct("2", title="改正的标题")
    desk.deliver()
    withdraw(desk, "3")
    desk.deliver()

    assert channel.edited == [("m1", "3 条要闻")] * 2
    assert channel.deleted == []
    told = channel.changed[-1]
    assert told.date == f"{NOON.astimezone(SHANGHAI):%m-%d %H:%M}"  # when it was told
    assert [(item.title, item.kind, item.note) for item in told.items] == [
        ("第1条新闻", ChangeKind.NEW, ""),
        ("改正的标题", ChangeKind.NEW, ""),
        ("第3条新闻", ChangeKind.WITHDRAWN, "已撤回"),
    ]
    assert desk.state() == {"sent": 3}


def test_what_comes_after_a_digest_was_changed_is_no_part_of_it(desk: Desk, heard: list[Message]):
    before = desk.channel.before
    desk.channel = channel = Holding()
    channel.before = before
    desk.publish(*map(str, range(11)))
    desk.deliver()
    desk.clock.forward(hours=5)
    withdraw(desk, "10")
    desk.publish("a", "b")
    desk.deliver()

    assert [(message.title, message.silent) for message in heard] == [
        ("11 条要闻", False),
        ("11 条要闻", False),  # changed
        ("第a条新闻", False),
        ("第b条新闻", False),
    ]


@pytest.mark.parametrize("again", ["1", "3"])
def test_a_digest_keeps_its_date_however_much_of_it_changes(desk: Desk, again: str):
    desk.channel = channel = Holding()
    choose(desk, backlog=2)
    desk.publish("1", "2", "3")
    desk.deliver()
    for hours, key in enumerate(("1", "2", "3", again), 2):
        desk.clock.forward(hours=hours)
        desk.correct(key, title=f"改正了{hours}次")
        desk.deliver()

    assert {message.date for message in channel.changed} == {f"{NOON.astimezone(SHANGHAI):%m-%d %H:%M}"}


@pytest.fixture
def told(desk: Desk) -> Holding:
    """The channel of a desk that told a digest of twenty, two hours ago."""
    desk.channel = channel = Holding()
    desk.publish(*map(str, range(20)))
    desk.deliver()
    desk.clock.forward(hours=2)
    return channel


def test_a_digest_is_changed_once_for_all_that_was_corrected(desk: Desk, told: Holding):
    for number in range(20):
        desk.correct(str(number), title=f"改正{number}")
    desk.deliver()

    [message] = told.changed
    assert [item.title for item in message.items] == [f"改正{number}" for number in range(20)]
    assert desk.state() == {"sent": 20}
    with desk.db.reading() as tx:
        assert all(row["sent"] == row["wanted"] == 2 for row in standings.of_chat(tx, 1, limit=20))


def test_a_digest_is_changed_once_an_hour_at_most_whatever_is_corrected(desk: Desk, told: Holding):
    for key in ("1", "2", "3"):
        desk.correct(key, title=f"改正{key}")
        desk.deliver()
        desk.clock.forward(minutes=3)
    assert [item.title for item in told.changed[-1].items][1:4] == ["改正1", "第2条新闻", "第3条新闻"]
    desk.clock.forward(hours=1)
    desk.deliver()

    assert [item.title for item in told.changed[-1].items][1:4] == ["改正1", "改正2", "改正3"]
    assert len(told.changed) == 2


def test_what_is_withdrawn_waits_for_no_hour_and_takes_along_what_does(desk: Desk, told: Holding):
    for key in ("1", "2"):
        desk.correct(key, title=f"改正{key}")
        desk.deliver()
    withdraw(desk, "3")
    desk.deliver()

    assert [item.note or item.title for item in told.changed[-1].items][1:4] == ["改正1", "改正2", "已撤回"]
    assert len(told.changed) == 2


@pytest.mark.parametrize("together", [True, False])
def test_what_is_withdrawn_brings_no_correction_where_none_is_wanted(desk: Desk, told: Holding, together: bool):
    choose(desk, corrections=False)
    for title in ("改正", "又改正"):
        desk.correct("1", title=title)
        if not together:
            desk.deliver()
            desk.clock.forward(hours=2)
    withdraw(desk, "3")
    desk.deliver()

    [message] = told.changed
    said = [(item.title, item.note) for item in message.items][1:4]
    assert said == [("第1条新闻", ""), ("第2条新闻", ""), ("第3条新闻", "已撤回")]


def test_what_was_corrected_before_it_was_told_keeps_that(desk: Desk):
    desk.channel = channel = Holding()
    choose(desk, backlog=1, corrections=False)
    desk.publish("1", "2")
    desk.clock.forward(minutes=1)
    desk.correct("1", title="改正")
    desk.clock.forward(minutes=1)
    desk.deliver()
    desk.clock.forward(hours=2)
    desk.correct("1", title="又改正")
    withdraw(desk, "2")
    desk.deliver()

    assert [item.title for item in channel.changed[-1].items] == ["改正", "第2条新闻"]


def test_a_change_of_a_digest_that_is_refused_for_now_is_made_for_all_later(desk: Desk, told: Holding):
    told.answers["a"] = [TryLater("503")]
    desk.correct("1", title="改正1")
    desk.correct("2", title="改正2")
    desk.deliver()
    assert desk.state() == {"pending": 2, "sent": 18}
    desk.clock.forward(minutes=1)
    desk.deliver()

    assert len(told.changed) == 1
    assert desk.state() == {"sent": 20}


def test_what_was_told_before_the_upgrade_was_told_when_it_was_changed_last(db: Database):
    desk = Desk(db)
    desk.publish("1", "2", "3", "4")
    later = NOON + timedelta(hours=1)
    with db.transaction() as tx:
        tx.execute(sa.text("DROP INDEX chats_heir"))
        tx.execute(sa.text("DROP INDEX outbox_told"))
        tx.execute(sa.text("ALTER TABLE outbox DROP COLUMN told"))
        for number, message, changed in ((1, "digest:7", later), (2, "digest:7", NOON), (3, "8", later)):
            told = outbox.outbox.update().where(outbox.outbox.c.number == number)
            tx.execute(told.values(sent=1, message_id=message, changed=changed))
        tx.execute(sa.text("UPDATE bot_version SET version_num = '0004'"))
    prepare(db)
    with db.reading() as tx:
        rows = tx.execute(sa.select(outbox.outbox.c.told).order_by(outbox.outbox.c.number)).scalars().all()

    assert rows == [NOON, NOON, later, None]


@pytest.mark.parametrize("held", [True, False])
def test_the_log_says_sent_only_where_something_went_out(desk: Desk, caplog, held: bool):
    desk.channel = Holding() if held else FakeChannel()
    choose(desk, backlog=1)
    desk.publish("1", "2")
    desk.deliver()
    caplog.clear()
    with caplog.at_level(logging.INFO):
        desk.correct("2", title="改正的标题")
        desk.deliver()

    assert len(desk.channel.edited) == held
    assert ("sent delivery=2" in caplog.text) == held
    assert ("stays as it was told delivery=2" in caplog.text) != held


def shown(form: str, message: Message) -> str:
    """A message in a service's form, as text."""
    match form:
        case "telegram":
            return telegram_html(message)
        case "discord":
            return discord.payload(message)["embeds"][0]["description"]
        case "slack":
            return str(slack.payload(message)["blocks"])
        case _:
            return matrix.content(message)["formatted_body"]


@pytest.mark.parametrize(
    ("form", "struck"),
    [
        ("telegram", "<s>撤回的</s> · 已撤回 · 03-05 09:30"),
        ("discord", "- ~~撤回的~~ 已撤回 · 青石要闻 · 03-05"),
        (
            "slack",
            "'text': '撤回的', 'style': {'strike': True}}, {'type': 'text', 'text': '  已撤回 · 青石要闻 · 03-05'",
        ),
        ("matrix", "<del>撤回的</del> · 已撤回 · 青石要闻 · 03-05"),
    ],
)
def test_what_was_withdrawn_is_struck_through_in_a_digest_and_leads_nowhere(form: str, struck: str):
    gone = news(ChangeKind.WITHDRAWN, title="撤回的", url="http://www.qingshi.example/gone")
    said = shown(form, digest(news(title="还在的"), gone))

    assert struck in said
    assert "http://www.qingshi.example/gone" not in said
    assert "http://www.qingshi.example/info/" in said
