"""A clock that ran ahead and was set back keeps no message and no alert for the time that it made up."""

from datetime import timedelta

import pytest
from builders import NOON, article, source
from desk import Desk

from bot.chats import alarms, chats
from bot.errors import TryLater
from bot.model import Pace
from bot.tell import outbox, settling
from feeds.give.feed import items
from feeds.keep import entries, record, suspects, websub
from feeds.keep.clocks import ahead, settle
from feeds.keep.db import Database
from feeds.keep.steps import change
from feeds.model import Page

YEAR = timedelta(days=365)


@pytest.fixture
def desk(db: Database) -> Desk:
    desk = Desk(db)
    desk.clock.now = NOON + YEAR
    return desk


def set_back(desk: Desk) -> None:
    desk.clock.now = NOON
    with desk.db.transaction() as tx:
        settling.from_the_future(tx, NOON)


def test_the_pace_of_a_chat_waits_for_no_other_clock(desk: Desk):
    desk.channel.pace = Pace(gap=3.0)
    desk.publish("1")
    desk.deliver()
    set_back(desk)
    desk.publish("2")
    desk.deliver()

    assert desk.state() == {"sent": 2}


def test_what_a_chat_asked_us_to_wait_is_forgotten(desk: Desk):
    desk.channel.answers["a"] = [TryLater("slow down", timedelta(minutes=5))]
    desk.publish("1")
    desk.deliver()
    set_back(desk)
    desk.deliver()

    assert desk.state() == {"sent": 1}


def test_a_digest_comes_at_its_time_by_the_right_clock(desk: Desk):
    with desk.db.transaction() as tx:
        chats.choose(tx, 1, digest=("08:00",))
    desk.publish("1", "2")
    set_back(desk)
    desk.deliver()
    assert desk.state() == {"pending": 2}
    desk.clock.forward(hours=24)
    desk.deliver()

    assert desk.state() == {"sent": 2}


def test_what_waits_by_the_right_clock_goes_on_waiting(desk: Desk):
    desk.clock.now = NOON
    desk.channel.answers["a"] = [TryLater("connection refused", timedelta(hours=1), reached=False)]
    desk.publish("1")
    desk.deliver()
    with desk.db.reading() as tx:
        before = tx.execute(outbox.outbox.select()).mappings().all()
    with desk.db.transaction() as tx:
        settling.from_the_future(tx, NOON)
        after = tx.execute(outbox.outbox.select()).mappings().all()

    assert after == before


def test_what_the_admin_was_told_then_keeps_nothing_quiet(desk: Desk):
    with desk.db.transaction() as tx:
        alarms.put(tx, "source:news", "unreachable: no", NOON + YEAR, NOON + YEAR)
    set_back(desk)

    with desk.db.reading() as tx:
        (told,) = alarms.of_all(tx).values()
    assert told.since == told.told == NOON


def test_a_hub_that_did_not_answer_then_is_asked_again_now(db: Database):
    with db.transaction() as tx:
        websub.want(tx, "http://hub.example", ["http://feeds.example/feeds/all.atom"], NOON + YEAR)
        (ping,) = websub.owed(tx, "http://hub.example", NOON + YEAR)
        websub.failed(tx, ping, "no answer", NOON + YEAR)
        settle(tx, ["news"], NOON)

        assert [each.topic for each in websub.owed(tx, "http://hub.example", NOON)] == [ping.topic]


def test_a_shorter_list_that_was_not_believed_then_is_doubted_from_now_on(db: Database):
    page = Page(url="http://news.example/", text="<li>", fetched=NOON, status=200, digest="a")
    with db.transaction() as tx:
        suspects.keep(tx, "news", page, "1 item, usually 10", NOON + YEAR)
        settle(tx, ["news"], NOON)
        found = suspects.get(tx, "news")

    assert found is not None
    assert found.since == NOON


def test_an_article_that_is_not_read_yet_is_read_at_once(db: Database):
    with db.transaction() as tx:
        record.listed(tx, source(), [article("1")], tag="tag:x", now=NOON + YEAR, quiet=False)
        settle(tx, [], NOON)
        assert tx.scalar(entries.entries.select().with_only_columns(entries.entries.c.next_read)) == NOON
        assert ahead(tx, NOON, timedelta(days=8)) == []


def test_feeds_are_no_newer_than_the_right_clock(desk: Desk):
    desk.publish("1", "2")
    with desk.db.transaction() as tx:
        gone, _ = entries.newest(tx, ["news"], 9)
        change(tx, gone.number, withdrawn=NOON + YEAR)
        settle(tx, ["news"], NOON)

        (shown,) = items(entries.newest(tx, ["news"], 9))
        assert shown.changed == NOON
        assert entries.last_withdrawn(tx) == NOON
