"""What is owed reaches its chat: through the real outbox on both databases, with a channel that obeys the test."""

from datetime import timedelta

import pytest
from builders import NOON, article, source
from desk import TAG, Desk

from bot.chats import chats, subscriptions
from bot.errors import ChannelDown, ChatGone, ChatMoved, Refused, TryLater, Unknown
from bot.model import Delivery, Message, State
from bot.tell import job, outbox, settling, standings
from feeds.keep import entries, record
from feeds.keep.db import Database


@pytest.fixture
def desk(db: Database) -> Desk:
    return Desk(db)


def test_each_entry_reaches_each_chat_once_in_order(db: Database):
    desk = Desk(db, ("a", "b"))

    desk.publish("1", "2", "3")
    desk.deliver()
    desk.deliver()

    for chat in ("a", "b"):
        assert [title for to, title in desk.channel.sent if to == chat] == ["第1条新闻", "第2条新闻", "第3条新闻"]


def test_a_chat_without_the_subscription_gets_nothing(desk: Desk):
    desk.publish("1", name="other")
    desk.deliver()

    assert desk.channel.sent == []


def test_the_same_article_in_two_columns_is_told_once(desk: Desk):
    with desk.db.transaction() as tx:
        subscriptions.add(tx, 1, "other", NOON)

    desk.publish("1")
    desk.publish("1", name="other")
    desk.deliver()

    assert len(desk.channel.sent) == 1
    assert desk.state() == {"sent": 1, "filtered": 1}


def test_a_chat_that_must_wait_waits_across_a_restart_and_holds_up_nobody(db: Database):
    desk = Desk(db, ("a", "b"))
    desk.channel.answers["a"] = [TryLater("429", timedelta(seconds=60), counts=False)]

    desk.publish("1", "2")
    desk.deliver()
    assert [to for to, _ in desk.channel.sent] == ["b", "b"]
    desk.clock.forward(seconds=59)
    desk.deliver()
    assert len(desk.channel.sent) == 2
    desk.clock.forward(seconds=2)
    desk.deliver()

    assert [title for to, title in desk.channel.sent if to == "a"] == ["第1条新闻", "第2条新闻"]


def test_the_log_calls_chats_as_their_admin_does_and_never_by_a_key(db: Database, caplog: pytest.LogCaptureFixture):
    desk = Desk(db, ("a", "robot"))
    with db.transaction() as tx:
        kept = [chats.Wanted(name="a", channel="fake", id="a")]
        chats.sync(tx, kept, NOON)  # the robot left the config
        for topic in (None, 7):
            met = chats.meet(tx, "fake", "-1001", topic=topic, title="校友群", kind="supergroup", now=NOON)
            subscriptions.add(tx, met.number, "news", NOON)
        chats.change(tx, desk.numbers["robot"], id="0123-key")

    with caplog.at_level("INFO"):
        desk.publish("1")
        desk.deliver()

    told = {entry.message.partition(" chat=")[2] for entry in caplog.records if entry.message.startswith("sent ")}
    assert told == {"a", "-1001", "-1001/7", f"fake:{desk.numbers['robot']}"}


def test_a_blocked_chat_is_suspended_and_served_when_it_is_back(desk: Desk):
    desk.channel.answers["a"] = [ChatGone("bot was blocked by the user")]

    desk.publish("1")
    desk.deliver()
    with desk.db.transaction() as tx:
        assert chats.get(tx, 1).suspended == "bot was blocked by the user"
        assert subscriptions.of_chat(tx, 1) == ["news"]
        chats.resume(tx, 1)
    desk.deliver()

    assert len(desk.channel.sent) == 1


def test_a_chat_that_moved_is_followed_and_still_found_by_its_old_id(desk: Desk):
    desk.channel.answers["a"] = [ChatMoved("migrated", "-1009")]

    desk.publish("1")
    desk.deliver()

    assert desk.channel.sent == [("-1009", "第1条新闻")]
    with desk.db.reading() as tx:
        assert chats.find(tx, "fake", "a").id == "-1009"


def message_ids(desk: Desk) -> list[str | None]:
    with desk.db.reading() as tx:
        return [row["message_id"] for row in standings.of_chat(tx, 1)]


@pytest.mark.parametrize("by", ["update", "answer"])
def test_what_was_told_before_a_group_moved_is_left_alone_in_all_its_topics(db: Database, by: str):
    desk = Desk(db, ("a",))
    with db.transaction() as tx:
        topic = chats.meet(tx, "fake", "a", topic=7, title="班级", kind="supergroup", now=NOON)
        subscriptions.add(tx, topic.number, "news", NOON)
    desk.publish("1")
    desk.deliver()
    if by == "update":
        with db.transaction() as tx:
            settling.moved(tx, topic.number, "-1009")
    else:
        desk.channel.answers["a"] = [ChatMoved("migrated", "-1009")] * 2

    desk.correct("1", title="改正的标题")
    desk.deliver()
    assert desk.channel.edited == []
    assert desk.states() == {1: {"sent": 1}, topic.number: {"sent": 1}}

    desk.publish("2")
    desk.deliver()
    with db.transaction() as tx:
        settling.moved(tx, topic.number, "-1009")  # heard once more
    desk.correct("2", title="又一个改正的标题")
    desk.deliver()
    assert [title for _, title in desk.channel.edited] == ["又一个改正的标题"] * 2
    assert desk.channel.sent[2:] == [("-1009", "第2条新闻")] * 2


@pytest.mark.parametrize("edit", [False, True])
def test_a_message_that_was_under_way_while_the_group_moved_is_left_alone(desk: Desk, edit: bool):
    def moves(*said: object) -> None:
        with desk.db.transaction() as tx:
            settling.moved(tx, 1, "-1009")

    desk.publish("1")
    if edit:
        desk.deliver()
        desk.correct("1", title="改正的标题")
    desk.channel.before = moves
    desk.deliver()
    desk.clock.forward(hours=2)
    desk.correct("1", title="又一个改正的标题")
    desk.deliver()

    assert desk.state() == {"sent": 1}
    assert message_ids(desk) == [None]
    assert [title for _, title in desk.channel.edited] == ["改正的标题"] * edit


def test_a_message_in_doubt_is_sent_once_more_and_then_held(desk: Desk):
    desk.channel.accept_first = True
    desk.channel.answers["a"] = [Unknown("cut"), Unknown("cut again")]

    desk.publish("1", "2")
    for _ in range(3):
        desk.deliver()
        desk.clock.forward(minutes=1)

    assert [title for _, title in desk.channel.sent] == ["第1条新闻", "第1条新闻", "第2条新闻"]
    assert desk.state() == {"held": 1, "sent": 1}


def test_a_refused_message_is_dead_with_its_reason_and_stops_nothing(desk: Desk):
    desk.channel.answers["a"] = [Refused("message is too long")]

    desk.publish("1", "2")
    desk.deliver()

    assert [title for _, title in desk.channel.sent] == ["第2条新闻"]
    with desk.db.reading() as tx:
        assert [row["reason"] for row in standings.reasons(tx, ["dead"])] == ["message is too long"]


def test_a_refused_channel_is_left_alone_for_a_minute(desk: Desk):
    desk.channel.answers["a"] = [ChannelDown("Unauthorized")]

    desk.publish("1")
    desk.deliver()

    assert desk.state() == {"pending": 1}
    desk.deliver()
    assert len(desk.channel.sent) == 1


def test_a_bug_in_a_channel_is_told_and_stops_nobody(db: Database):
    desk = Desk(db, ("a", "b"))
    desk.channel.answers["a"] = [KeyError("oops")]

    desk.publish("1")
    desk.deliver()

    assert [to for to, _ in desk.channel.sent] == ["b"]
    assert desk.states()[desk.numbers["a"]] == {"unknown": 1}


def test_what_a_dead_process_had_in_hand_is_unknown_at_the_next_start(desk: Desk):
    desk.publish("1")
    with desk.db.transaction() as tx:
        outbox.claim(tx, outbox.ready(tx, 1, desk.clock())[0], desk.clock())

    with desk.db.transaction() as tx:
        left = settling.recover(tx, desk.clock())

    assert len(left) == 1
    assert desk.state() == {"unknown": 1}
    desk.deliver()
    assert desk.state() == {"sent": 1}


def test_a_late_answer_changes_nothing_newer(desk: Desk):
    desk.publish("1")
    with desk.db.transaction() as tx:
        first = outbox.claim(tx, outbox.ready(tx, 1, desk.clock())[0], desk.clock())
        settling.recover(tx, desk.clock())
    desk.deliver()

    with desk.db.transaction() as tx:
        late = outbox.record(tx, first, outbox.transitions.failed(first, Refused("no"), NOON), NOON)

    assert late is False
    assert desk.state() == {"sent": 1}


def test_a_correction_edits_the_message_that_was_sent(desk: Desk):
    desk.publish("1")
    desk.deliver()

    desk.correct("1", title="改正的标题")
    desk.deliver()

    assert len(desk.channel.sent) == 1
    assert desk.channel.edited == [("m1", "改正的标题")]
    assert desk.state() == {"sent": 1}


def read_and_told(desk: Desk, *keys: str) -> None:
    """Articles whose own pages were read, so that they are read again when their titles change."""
    desk.publish(*keys)
    for key in keys:
        desk.correct(key, text="在东操场举行。")
    desk.deliver()


def test_a_new_title_waits_for_the_text_of_its_page_and_both_come_in_one_edit(desk: Desk):
    read_and_told(desk, "1", "2")

    for key in ("1", "2"):
        desk.relist(key, title=f"改期{key}（更正）")
    desk.deliver()
    assert desk.channel.edited == []

    desk.correct("1", title="改期1（更正）", text="在西操场举行。")
    desk.deliver()
    assert desk.channel.edited == [("m1", "改期1（更正）")]

    desk.clock.forward(minutes=16)  # the other page says nothing new, or cannot be read
    desk.deliver()
    assert [title for _, title in desk.channel.edited] == ["改期1（更正）", "改期2（更正）"]


@pytest.mark.parametrize("before", ["first send under way", "the night", "its hour", "a failure"])
def test_a_new_title_waits_for_its_page_too_where_something_is_to_be_sent_already(desk: Desk, before: str):
    if before == "first send under way":
        desk.publish("1")
        desk.correct("1", text="在东操场举行。")
        desk.channel.before = lambda chat, message: None if desk.channel.sent else desk.relist("1", title="改期")
        desk.deliver()
    else:
        read_and_told(desk, "1")
        if before == "its hour":
            desk.correct("1", text="在南操场举行。")
            desk.deliver()
            desk.clock.forward(minutes=1)
        if before == "the night":
            with desk.db.transaction() as tx:
                chats.choose(tx, 1, quiet="11:00-21:00")
        if before == "a failure":
            desk.channel.answers["a"] = [TryLater("the service answered 503")]
        desk.correct("1", text="在北操场举行。")
        desk.deliver()
        desk.clock.forward(minutes=60)
        with desk.db.transaction() as tx:
            chats.choose(tx, 1, quiet=None)
        desk.relist("1", title="改期")
    desk.channel.edited.clear()
    desk.deliver()
    assert desk.channel.edited == []

    desk.clock.forward(seconds=20)
    desk.correct("1", title="改期", text="在西操场举行。")
    desk.deliver()
    assert [title for _, title in desk.channel.edited] == ["改期"]
    assert desk.state() == {"sent": 1}


def test_a_message_is_corrected_once_an_hour(desk: Desk):
    read_and_told(desk, "1")
    for text in ("在西操场举行。", "在体育馆举行。", "在图书馆举行。"):
        desk.correct("1", text=text)
        desk.deliver()
    assert len(desk.channel.edited) == 1

    desk.clock.forward(minutes=61)
    desk.deliver()
    assert len(desk.channel.edited) == 2


def test_a_new_title_that_waits_for_its_page_shortens_no_hour(desk: Desk):
    desk.publish("1")
    desk.deliver()
    for text in ("第二版。", "第三版。"):
        desk.correct("1", text=text)
        desk.deliver()
        desk.clock.forward(minutes=5)
    desk.relist("1", title="新标题")

    desk.clock.forward(minutes=20)
    desk.deliver()
    assert len(desk.channel.edited) == 1
    desk.clock.forward(minutes=40)
    desk.deliver()
    assert [title for _, title in desk.channel.edited] == ["第1条新闻", "新标题"]


def test_what_is_corrected_while_a_correction_is_under_way_has_its_hour_too(desk: Desk):
    read_and_told(desk, "1")
    places = iter(("体育馆", "图书馆", "食堂"))
    desk.channel.before = lambda chat, message: desk.correct("1", text=f"在{next(places)}举行。")
    desk.correct("1", text="在西操场举行。")
    desk.deliver()
    assert len(desk.channel.edited) == 1

    desk.clock.forward(minutes=61)
    desk.deliver()
    assert len(desk.channel.edited) == 2


def test_what_is_put_back_while_it_is_being_struck_through_is_whole_again_at_once(desk: Desk):
    notes: list[str] = []
    read_and_told(desk, "1")
    desk.withdraw("1")

    def before(chat: object, message: Message) -> None:
        notes.append(message.note)
        if len(notes) == 1:
            desk.relist("1")

    desk.channel.before = before
    desk.deliver()

    assert notes == ["已撤回", "已更正"]


def test_what_is_withdrawn_and_put_back_is_struck_through_and_whole_again_at_once(desk: Desk):
    notes: list[str] = []
    read_and_told(desk, "1")
    desk.correct("1", text="在西操场举行。")
    desk.deliver()
    desk.correct("1", text="在体育馆举行。")  # waits for its hour
    desk.channel.before = lambda chat, message: notes.append(message.note)

    desk.withdraw("1")
    desk.deliver()
    desk.relist("1")
    desk.deliver()

    assert notes == ["已撤回", "已更正"]
    assert desk.state() == {"sent": 1}


@pytest.mark.parametrize(("by_entry", "told"), [(True, 1), (False, 0)])
def test_what_a_digest_told_is_corrected_where_a_correction_names_its_article(desk: Desk, by_entry: bool, told: int):
    desk.channel.by_entry = by_entry
    with desk.db.transaction() as tx:
        chats.choose(tx, 1, backlog=1)
    desk.publish("1", "2")
    desk.deliver()
    desk.correct("2", title="改正的标题")
    desk.clock.forward(hours=2)
    desk.deliver()

    assert [title for _, title in desk.channel.edited] == ["改正的标题"] * told


def test_a_name_is_of_one_article_whatever_number_it_has(desk: Desk):
    desk.publish("1", "2")
    with desk.db.reading() as tx:
        one, other = (entries.get(tx, number) for number in (1, 2))
    delivery = Delivery(number=7, entry=1, chat=1, state=State.PENDING)

    assert job.name_of(delivery, one) == job.name_of(delivery, one) != job.name_of(delivery, other)


def test_a_chat_may_want_no_corrections(desk: Desk):
    with desk.db.transaction() as tx:
        chats.choose(tx, 1, corrections=False)
    desk.publish("1")
    desk.deliver()

    desk.correct("1", title="第1条新闻（更正）")
    desk.deliver()

    assert (len(desk.channel.sent), desk.channel.edited) == (1, [])
    assert desk.state() == {"sent": 1}


def test_a_correction_before_the_message_went_out_is_no_second_message(desk: Desk):
    desk.publish("1")
    desk.correct("1", title="改正的标题")
    desk.deliver()

    assert desk.channel.sent == [("a", "改正的标题")]
    assert desk.channel.edited == []


def test_a_correction_while_the_message_is_under_way_follows_as_an_edit(desk: Desk):
    desk.publish("1")
    desk.channel.before = lambda chat, message: desk.correct("1", title="改正的标题")

    desk.deliver()

    assert desk.channel.sent == [("a", "第1条新闻")]
    assert desk.channel.edited == [("m1", "改正的标题")]


def test_a_chat_that_left_the_config_keeps_its_history_and_gets_nothing_more(desk: Desk):
    with desk.db.transaction() as tx:
        subscriptions.remove(tx, 1, "news")
        subscriptions.sync(tx, 1, ["news"], NOON)
        numbers = chats.sync(tx, [], NOON)
        subscriptions.forget_unnamed(tx, numbers.values())

    desk.publish("1")
    desk.deliver()

    assert desk.channel.sent == []


def test_an_article_without_a_body_is_an_item_of_a_list_and_waits(desk: Desk):
    with desk.db.transaction() as tx:
        kept = record.listed(tx, source(), [article("1")], tag=TAG, now=NOON, quiet=False)

    assert kept.changes == ()
