"""From the outbox through the real channels to Telegram and a webhook: what a chat sees, whatever goes wrong."""

import asyncio
import time
from collections.abc import Iterator, Mapping

import pytest
from builders import NOON, SHANGHAI, Clock, source, whole_article
from fakehook import FakeHook
from faketelegram import ACCEPT_THEN_DROP, BAD_GATEWAY, BLOCKED, DROP, HANG, TOO_MANY, FakeTelegram

from bot.chats import chats, subscriptions
from bot.model import Channel, Secret
from bot.tell import debts, standings
from bot.tell.channels import telegram, webhook
from bot.tell.deliver import About, Deliverer
from feeds.fetch.web import Web
from feeds.keep import entries, record
from feeds.keep.db import Database
from feeds.model import Access, Answer


class Desk:
    """Telegram chats 1 to 4 and a webhook, all of which want the source `news`."""

    def __init__(self, db: Database, fake: FakeTelegram, hook: FakeHook) -> None:
        self.db, self.fake, self.hook, self.clock = db, fake, hook, Clock()
        for id in (1, 2, 3, 4):
            fake.private(id)
        with db.transaction() as tx:
            wanted = [chats.Wanted(name=f"t{id}", channel="telegram", id=str(id)) for id in (1, 2, 3, 4)]
            wanted.append(chats.Wanted(name="hook", channel="webhook", id=hook.url))
            self.numbers = chats.sync(tx, wanted, NOON)
            for number in self.numbers.values():
                subscriptions.add(tx, number, "news", NOON)

    def publish(self, *keys: str) -> None:
        with self.db.transaction() as tx:
            for key in keys:
                found = [whole_article(key)]
                kept = record.listed(tx, source(), found, tag="tag:x.example,2026", now=self.clock(), quiet=False)
                debts.enqueue(tx, kept.changes, self.clock())

    def correct(self, key: str, **values: object) -> None:
        with self.db.transaction() as tx:
            row = entries.by_key(tx, "news", [key])[key]
            kept = record.read(tx, row["number"], whole_article(key, **values), zone=SHANGHAI, now=self.clock())
            debts.enqueue(tx, kept.changes, self.clock())

    def channels(self, read_timeout: float) -> dict[str, Channel]:
        async def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
            web = Web()
            try:
                access = Access(allow_private=True)
                return await asyncio.to_thread(web.post, url, body, headers=headers, access=access)
            finally:
                web.close()

        bot = telegram.Settings(token=Secret(self.fake.token), base_url=self.fake.base_url, read_timeout=read_timeout)
        return {"telegram": telegram.open(bot, post), "webhook": webhook.open(webhook.Settings(), post)}

    def deliver(self, read_timeout: float = 5.0) -> None:
        async def run() -> None:
            opened = self.channels(read_timeout)
            about = lambda name: About(title="青石要闻")  # noqa: E731
            await Deliverer(db=self.db, channels=opened, about=about, clock=self.clock).drain()
            for channel in opened.values():
                await channel.close()

        asyncio.run(run())

    def deliver_in_turn(self) -> None:
        """As time goes on: a chat gets one message a second."""
        for _ in range(3):
            self.deliver()
            self.clock.forward(seconds=2)

    def states(self, name: str) -> dict[str, int]:
        with self.db.reading() as tx:
            return standings.counts(tx).get(self.numbers[name], {})


@pytest.fixture
def desk(sqlite_db: Database) -> Iterator[Desk]:
    with FakeTelegram() as fake, FakeHook() as hook:
        yield Desk(sqlite_db, fake, hook)


def test_an_article_reaches_every_chat_once_each_in_its_form(desk: Desk):
    desk.publish("1")
    desk.deliver()
    desk.deliver()

    assert sorted(accepted.chat for accepted in desk.fake.accepted) == [1, 2, 3, 4]
    assert {accepted.text for accepted in desk.fake.accepted} == {
        "第1条新闻\n青石要闻 · 03-05\n\n这是第1条新闻的正文。"
    }
    [heard] = desk.hook.heard
    assert (heard.told["event"], heard.told["entry"]["title"]) == ("entry.published", "第1条新闻")


def test_a_correction_edits_in_telegram_and_is_an_event_for_the_webhook(desk: Desk):
    desk.publish("1")
    desk.deliver()

    desk.clock.forward(hours=2)
    desk.correct("1", text="更正后的正文。")
    desk.deliver()

    edits = [accepted for accepted in desk.fake.accepted if accepted.method == "editMessageText"]
    assert sorted(edit.chat for edit in edits) == [1, 2, 3, 4]
    assert edits[0].text == "第1条新闻\n已更正 · 青石要闻 · 03-05\n\n更正后的正文。"
    assert len(desk.fake.texts()) == 4
    assert [heard.told["event"] for heard in desk.hook.heard] == ["entry.published", "entry.updated"]
    assert desk.hook.heard[0].told["entry"]["id"] == desk.hook.heard[1].told["entry"]["id"]


def test_a_chat_that_is_not_found_for_a_while_is_served_when_it_is_found(desk: Desk):
    there = desk.fake.rooms.pop(1)

    desk.publish("1")
    for _ in range(2):
        desk.deliver()
        desk.clock.forward(minutes=31)
    with desk.db.reading() as tx:
        assert chats.named(tx, "t1").suspended is None
    desk.fake.rooms[1] = there
    desk.deliver()

    assert len(desk.fake.texts(1)) == 1


def test_a_chat_that_stays_lost_is_suspended_after_an_hour(desk: Desk):
    del desk.fake.rooms[1]

    desk.publish("1")
    for _ in range(9):
        desk.deliver()
        desk.clock.forward(minutes=31)

    with desk.db.reading() as tx:
        assert chats.named(tx, "t1").suspended == "chat not found"
    asked = [p for method, p in desk.fake.requests if method == "sendMessage" and p["chat_id"] in (1, "1")]
    assert len(asked) == 3


def test_a_chat_that_blocked_us_is_suspended_and_keeps_its_subscriptions(desk: Desk):
    desk.fake.fault(BLOCKED, chat=1)

    desk.publish("1", "2")
    desk.deliver_in_turn()

    with desk.db.reading() as tx:
        assert chats.named(tx, "t1").suspended == "bot was blocked by the user"
        assert subscriptions.of_chat(tx, desk.numbers["t1"]) == ["news"]
    assert desk.fake.texts(1) == []
    assert len(desk.fake.texts(2)) == 2


def test_a_group_that_moved_gets_its_message_under_the_new_id(desk: Desk):
    desk.fake.migrate(1, 100)

    desk.publish("1", "2")
    desk.deliver_in_turn()

    assert len(desk.fake.texts(100)) == 2
    with desk.db.reading() as tx:
        moved = chats.named(tx, "t1")
    assert (moved.id, moved.configured) == ("100", "1")


def test_a_correction_of_what_a_group_had_before_it_moved_changes_no_message_that_has_its_number_now(desk: Desk):
    desk.publish("1")
    desk.deliver()
    desk.fake.migrate(1, 100)
    desk.publish("2")
    desk.deliver_in_turn()  # in the new group, numbers begin anew

    desk.correct("1", title="改正的标题")
    desk.deliver_in_turn()

    assert sorted(edit.chat for edit in desk.fake.accepted if edit.method == "editMessageText") == [2, 3, 4]
    assert desk.states("t1") == {"sent": 2}


def test_what_was_surely_not_sent_is_sent_later_and_counts_once(desk: Desk):
    desk.fake.fault(TOO_MANY(7), chat=1)

    desk.publish("1")
    desk.deliver()
    assert desk.fake.texts(1) == []

    desk.clock.forward(seconds=6)
    desk.deliver()
    assert desk.fake.texts(1) == []

    desk.clock.forward(seconds=2)
    desk.deliver()
    assert len(desk.fake.texts(1)) == 1


@pytest.mark.parametrize("fault", [ACCEPT_THEN_DROP, DROP, BAD_GATEWAY], ids=["accepted", "not accepted", "502"])
def test_what_is_in_doubt_is_resent_once_at_most_then_held(desk: Desk, fault):
    desk.fake.fault(*[fault] * 9, chat=1)

    desk.publish("1")
    for _ in range(9):
        desk.deliver()
        desk.clock.forward(hours=2)

    tries = [p for method, p in desk.fake.requests if method == "sendMessage" and p["chat_id"] == "1"]
    assert len(tries) == 2
    assert len(desk.fake.texts(1)) == 2 * fault.accept
    assert desk.states("t1") == {"held": 1}


def test_a_chat_that_hangs_is_blocked_or_must_wait_delays_no_other(desk: Desk):
    desk.fake.fault(HANG, chat=1)
    desk.fake.fault(TOO_MANY(60), chat=2)
    desk.fake.fault(BLOCKED, chat=3)
    desk.fake._tell = lambda accepted: desk.fake.release() if accepted.chat == 4 else None

    desk.publish("1")
    began = time.perf_counter()
    desk.deliver(read_timeout=30)

    assert len(desk.fake.texts(4)) == 1
    assert time.perf_counter() - began < 20  # chat 1 hung until chat 4 had its message
    assert desk.fake.texts(1) == desk.fake.texts(2) == desk.fake.texts(3) == []
