"""What a digest told is corrected and struck through in it: once for all, with the digest's own date."""

import logging
from datetime import timedelta

import pytest
import sqlalchemy as sa
from builders import NOON, SHANGHAI
from desk import Desk
from fakechannel import FakeChannel, InPlace
from reaching import digest, news

from bot.chats import subscriptions
from bot.chats.store import prepare
from bot.errors import TryLater
from bot.model import Message
from bot.tell import outbox, standings
from bot.tell.forms import discord, matrix, slack
from bot.tell.telegram_html import telegram_html
from feeds.keep.db import Database
from feeds.model import ChangeKind


@pytest.fixture
def desk(db: Database) -> Desk:
    return Desk(db)


def test_a_digest_is_changed_where_one_of_its_articles_is(desk: Desk):
    desk.channel = channel = InPlace()
    desk.choose(backlog=2, withdrawal="delete")
    desk.publish("1", "2", "3")
    desk.deliver()
    desk.clock.forward(hours=2)
    desk.correct("2", title="改正的标题")
    desk.deliver()
    desk.withdraw("3")
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


@pytest.mark.parametrize("again", ["1", "3"])
def test_a_digest_keeps_its_date_however_much_of_it_changes(desk: Desk, again: str):
    desk.channel = channel = InPlace()
    desk.choose(backlog=2)
    desk.publish("1", "2", "3")
    desk.deliver()
    for hours, key in enumerate(("1", "2", "3", again), 2):
        desk.clock.forward(hours=hours)
        desk.correct(key, title=f"改正了{hours}次")
        desk.deliver()

    assert {message.date for message in channel.changed} == {f"{NOON.astimezone(SHANGHAI):%m-%d %H:%M}"}


@pytest.fixture
def told(desk: Desk) -> InPlace:
    """The channel of a desk that told a digest of twenty, two hours ago."""
    desk.channel = channel = InPlace()
    desk.publish(*map(str, range(20)))
    desk.deliver()
    desk.clock.forward(hours=2)
    return channel


def test_a_digest_is_changed_once_for_all_that_was_corrected(desk: Desk, told: InPlace):
    for number in range(20):
        desk.correct(str(number), title=f"改正{number}")
    desk.deliver()

    [message] = told.changed
    assert [item.title for item in message.items] == [f"改正{number}" for number in range(20)]
    assert desk.state() == {"sent": 20}
    with desk.db.reading() as tx:
        assert all(row["sent"] == row["wanted"] == 2 for row in standings.of_chat(tx, 1, limit=20))


def test_a_digest_is_changed_once_an_hour_at_most_whatever_is_corrected(desk: Desk, told: InPlace):
    for key in ("1", "2", "3"):
        desk.correct(key, title=f"改正{key}")
        desk.deliver()
        desk.clock.forward(minutes=3)
    assert [item.title for item in told.changed[-1].items][1:4] == ["改正1", "第2条新闻", "第3条新闻"]
    desk.clock.forward(hours=1)
    desk.deliver()

    assert [item.title for item in told.changed[-1].items][1:4] == ["改正1", "改正2", "改正3"]
    assert len(told.changed) == 2


def test_what_is_withdrawn_waits_for_no_hour_and_takes_along_what_does(desk: Desk, told: InPlace):
    for key in ("1", "2"):
        desk.correct(key, title=f"改正{key}")
        desk.deliver()
    desk.withdraw("3")
    desk.deliver()

    assert [item.note or item.title for item in told.changed[-1].items][1:4] == ["改正1", "改正2", "已撤回"]
    assert len(told.changed) == 2


@pytest.mark.parametrize("together", [True, False])
def test_what_is_withdrawn_brings_no_correction_where_none_is_wanted(desk: Desk, told: InPlace, together: bool):
    desk.choose(corrections=False)
    for title in ("改正", "又改正"):
        desk.correct("1", title=title)
        if not together:
            desk.deliver()
            desk.clock.forward(hours=2)
    desk.withdraw("3")
    desk.deliver()

    [message] = told.changed
    said = [(item.title, item.note) for item in message.items][1:4]
    assert said == [("第1条新闻", ""), ("第2条新闻", ""), ("第3条新闻", "已撤回")]


def test_what_was_corrected_before_it_was_told_keeps_that(desk: Desk):
    desk.channel = channel = InPlace()
    desk.choose(backlog=1, corrections=False)
    desk.publish("1", "2")
    desk.clock.forward(minutes=1)
    desk.correct("1", title="改正")
    desk.clock.forward(minutes=1)
    desk.deliver()
    desk.clock.forward(hours=2)
    desk.correct("1", title="又改正")
    desk.withdraw("2")
    desk.deliver()

    assert [item.title for item in channel.changed[-1].items] == ["改正", "第2条新闻"]


def test_a_change_of_a_digest_that_is_refused_for_now_is_made_for_all_later(desk: Desk, told: InPlace):
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
    desk.channel = InPlace() if held else FakeChannel()
    desk.choose(backlog=1)
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


def test_a_digest_of_several_sources_is_changed_where_only_one_corrects(desk: Desk):
    desk.channel = channel = InPlace()
    with desk.db.transaction() as tx:
        subscriptions.add(tx, 1, "sports", NOON)
    desk.publish(*map(str, range(6)))
    desk.publish(*map(str, range(6, 12)), name="sports")
    desk.deliver()
    desk.clock.forward(hours=2)

    desk.correct("1", title="第1条（更正）")
    desk.deliver()

    [changed] = channel.changed
    assert [item.source for item in changed.items] == ["news"] * 6 + ["sports"] * 6
    assert changed.items[1].title == "第1条（更正）"
