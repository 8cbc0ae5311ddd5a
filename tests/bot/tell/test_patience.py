"""What must wait is not lost for waiting: the chat's own hours, a pause, an outage, a channel that is not there."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from builders import NOON, Clock
from desk import Desk
from fakechannel import FakeChannel

from bot.chats import chats, subscriptions
from bot.errors import ChatMoved, Refused, TryLater
from bot.model import Pace
from bot.tell import debts, outbox, settling, standings
from bot.tell.deliver import Deliverer
from bot.tell.job import About
from bot.tell.transitions import Event
from feeds.keep import entries, leaving
from feeds.keep.db import Database

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def desk(db: Database) -> Desk:
    return Desk(db)


def choose(desk: Desk, **choices: Any) -> None:
    with desk.db.transaction() as tx:
        chats.choose(tx, 1, **choices)
        chat = chats.get(tx, 1)
        assert chat is not None
        outbox.reschedule(tx, chat, desk.clock())


def pause(desk: Desk) -> None:
    with desk.db.transaction() as tx:
        chats.pause(tx, [1], paused=True)


def suspend(desk: Desk) -> None:
    with desk.db.transaction() as tx:
        chats.suspend(tx, 1, "bot was kicked", desk.clock())


def resume(desk: Desk) -> None:
    with desk.db.transaction() as tx:
        outbox.resumed(tx, [1], desk.clock())
        chats.pause(tx, [1], paused=False)


def test_a_weekly_digest_has_the_whole_week(desk: Desk):
    choose(desk, digest=("mon 08:00",))
    for day in range(6):
        desk.publish(str(day))
        desk.clock.forward(hours=24)
        desk.deliver()
    desk.clock.forward(days=5)
    desk.deliver()

    assert desk.state() == {"sent": 6}
    assert len(desk.channel.sent) == 2  # of two mondays


def test_a_long_mute_loses_nothing(desk: Desk):
    choose(desk, muted_until=NOON + 5 * DAY)
    desk.publish("1")
    desk.clock.forward(days=5, minutes=1)
    desk.deliver()

    assert desk.state() == {"sent": 1}


def test_what_could_not_go_before_the_quiet_hours_waits_for_their_end_and_what_is_urgent_goes(desk: Desk):
    choose(desk, quiet="12:30-14:00", urgent="停电")
    desk.channel.answers["a"] = [TryLater("connection refused")]
    desk.publish("1")
    desk.deliver()
    desk.clock.forward(hours=1)
    desk.publish("停电")

    desk.deliver()
    assert [title for _, title in desk.channel.sent] == ["第停电条新闻"]
    desk.clock.forward(hours=1)
    desk.deliver()
    assert [title for _, title in desk.channel.sent] == ["第停电条新闻", "第1条新闻"]


def test_what_an_admin_paused_is_as_new_as_it_was_then(desk: Desk):
    desk.publish("1")
    pause(desk)
    desk.clock.forward(days=9)
    desk.deliver()
    resume(desk)
    desk.deliver()

    assert desk.state() == {"sent": 1}


def test_what_a_suspended_chat_was_owed_grows_too_old(desk: Desk):
    desk.publish("1")
    with desk.db.transaction() as tx:
        chats.suspend(tx, 1, "bot was blocked by the user", NOON)
    desk.clock.forward(days=9)
    with desk.db.transaction() as tx:
        outbox.resumed(tx, [1], desk.clock())
        chats.resume(tx, 1)
    desk.deliver()

    assert desk.state() == {"dead": 1}


def test_what_waited_for_nothing_but_us_grows_too_old(desk: Desk):
    desk.publish("1")
    desk.clock.forward(days=4)
    desk.deliver()

    assert desk.state() == {"dead": 1}


def test_what_an_admin_sends_again_is_sent_however_old(desk: Desk):
    desk.channel.answers["a"] = [Refused("message is too long")]
    desk.publish("1")
    desk.deliver()
    desk.clock.forward(days=30)
    with desk.db.transaction() as tx:
        outbox.ordered(tx, 1, Event.RESEND, outbox.RESEND, desk.clock())
    desk.deliver()

    assert desk.state() == {"sent": 1}


def test_an_outage_of_a_day_gives_nothing_up(desk: Desk):
    desk.publish("1", "2")
    outage = [TryLater("connection refused", reached=False) for _ in range(99)]
    desk.channel.answers["a"] = outage
    for _ in range(30):
        desk.deliver()
        desk.clock.forward(hours=1, minutes=1)
    assert len(outage) < 80
    desk.channel.answers["a"] = []
    desk.deliver()

    assert desk.state() == {"sent": 2}


def test_a_channel_that_is_not_in_the_config_keeps_what_is_owed(desk: Desk):
    desk.publish("1")
    for _ in range(20):
        made = Deliverer(db=desk.db, channels={}, about=lambda name: About(title=name), clock=desk.clock)
        asyncio.run(made.drain())
        desk.clock.forward(minutes=6)
    with desk.db.reading() as tx:
        [row] = standings.of_chat(tx, 1)
    assert (row["state"], row["reason"]) == ("pending", "there is no [channel.fake] in the config any more")
    desk.deliver()

    assert desk.state() == {"sent": 1}


def test_a_twin_that_never_arrived_keeps_nobody_from_the_other(desk: Desk):
    with desk.db.transaction() as tx:
        subscriptions.add(tx, 1, "other", NOON)
    desk.channel.answers["a"] = [Refused("message is too long")]
    desk.publish("1")
    desk.deliver()
    desk.publish("1", name="other")
    desk.deliver()

    assert desk.state() == {"dead": 1, "sent": 1}


@pytest.mark.parametrize("chosen", [{}, {"look": "line"}])
def test_a_group_that_was_met_under_its_new_id_first_keeps_what_it_wanted_and_is_owed(
    desk: Desk, chosen: dict[str, str]
):
    with desk.db.transaction() as tx:
        chats.choose(tx, 1, look="full")
        new = chats.meet(tx, "fake", "-1009", title="班级", kind="supergroup", now=NOON)
        if chosen:
            chats.choose(tx, new.number, **chosen)
    desk.channel.answers["a"] = [ChatMoved("migrated", "-1009")]
    desk.publish("1", "2")
    desk.deliver()
    desk.deliver()

    assert desk.channel.sent == [("-1009", "第1条新闻"), ("-1009", "第2条新闻")]
    with desk.db.reading() as tx:
        assert subscriptions.of_chat(tx, new.number) == ["news"]
        kept = chats.get(tx, new.number)
        assert kept is not None
        assert (kept.name, kept.look) == ("a", chosen.get("look", "full"))


def test_what_the_chat_asked_for_itself_outlives_the_config(db: Database):
    desk = Desk(db)
    for sources in (["news"], []):
        with db.transaction() as tx:
            subscriptions.sync(tx, 1, sources, NOON)

    with db.reading() as tx:
        assert subscriptions.of_chat(tx, desk.numbers["a"]) == ["news"]


def test_a_channel_that_never_comes_back_or_breaks_off_leaves_a_doubt(desk: Desk):
    class Odd(FakeChannel):
        async def send(self, chat: object, message: object, *, key: str) -> str | None:
            if key.endswith("-1"):
                await asyncio.Event().wait()
            raise asyncio.CancelledError

    desk.publish("1", "2")
    made = Deliverer(
        db=desk.db, channels={"fake": Odd()}, about=lambda name: About(title=name), clock=Clock(), longest=0.05
    )
    asyncio.run(made.drain())

    with desk.db.reading() as tx:
        reasons = {row["number"]: (row["state"], row["reason"]) for row in standings.of_chat(tx, 1)}
    assert reasons[1] == ("unknown", "channel fake did not come back within 0.05 s")


def test_a_database_that_takes_its_time_puts_no_message_in_doubt(desk: Desk):
    """The time that a channel has begins when everything is there to be sent."""
    desk.publish("1")
    deliverer = Deliverer(
        db=desk.db, channels={"fake": desk.channel}, about=lambda name: About(title=name), clock=desk.clock, longest=0
    )

    asyncio.run(deliverer.drain())

    assert desk.channel.sent == [("a", "第1条新闻")]
    assert desk.state() == {"sent": 1}


def test_a_pace_is_kept_however_wide_its_window(desk: Desk):
    desk.channel.pace = Pace(window=(100, 3600.0))
    desk.publish(*(str(key) for key in range(1, 9)))
    with desk.db.transaction() as tx:
        chats.change(tx, 1, recent=[desk.clock().timestamp() - 60.0] * 99)
        chats.choose(tx, 1, backlog=1000)
    desk.deliver()

    assert len(desk.channel.sent) == 1


def test_a_message_that_does_not_end_holds_up_no_stop(desk: Desk):
    class Stuck(FakeChannel):
        async def send(self, chat: object, message: object, *, key: str) -> str | None:
            sending.set()
            await asyncio.Event().wait()
            return None

    async def scene() -> None:
        made = Deliverer(
            db=desk.db, channels={"fake": Stuck()}, about=lambda name: About(title=name), clock=Clock(), ending=0.05
        )
        running = asyncio.create_task(made.run())
        await sending.wait()
        made.stop()
        await running

    sending = asyncio.Event()
    desk.publish("1")
    asyncio.run(scene())

    assert desk.state() == {"sending": 1}
    with desk.db.transaction() as tx:
        settling.recover(tx, NOON)
    assert desk.state() == {"unknown": 1}


def test_more_chats_than_a_database_takes_numbers_at_once(db: Database):
    with db.reading() as tx:
        assert chats.several(tx, range(300_000)) == {}


@pytest.mark.parametrize("chosen", [{"digest": ("mon 08:00",)}, {"muted_until": NOON + 9 * DAY}])
def test_whoever_takes_his_hours_back_gets_what_they_kept(desk: Desk, chosen: dict[str, Any]):
    choose(desk, **chosen)
    desk.publish("1")
    desk.clock.forward(days=3, hours=20)
    choose(desk, **dict.fromkeys(chosen))
    desk.deliver()

    assert desk.state() == {"sent": 1}


def test_what_a_pause_kept_outlives_a_choice_of_other_hours(desk: Desk):
    desk.publish("1")
    pause(desk)
    desk.clock.forward(days=9)
    resume(desk)
    choose(desk, quiet="22:00-07:00")
    desk.clock.forward(hours=20)
    desk.deliver()

    assert desk.state() == {"sent": 1}


def test_a_choice_of_other_hours_while_paused_ends_nothing(desk: Desk):
    desk.publish("1")
    pause(desk)
    desk.clock.forward(days=9)
    choose(desk, digest=("18:00",))
    resume(desk)
    desk.clock.forward(hours=7)
    desk.deliver()

    assert desk.state() == {"sent": 1}


@pytest.mark.parametrize(
    ("days", "chosen", "later"), [(4, {"digest": ("18:00",)}, 7 * HOUR), (2, {"quiet": "22:00-07:00"}, 2 * DAY)]
)
def test_what_is_too_old_is_no_news_by_a_choice_of_other_hours(
    desk: Desk, days: int, chosen: dict[str, Any], later: timedelta
):
    desk.publish("1")
    desk.clock.forward(days=days)
    choose(desk, **chosen)
    desk.clock.now += later
    desk.deliver()

    assert desk.state() == {"dead": 1}


def test_what_is_due_waits_for_the_hours_that_are_chosen_now(desk: Desk):
    desk.publish("1")
    choose(desk, digest=("18:00",))
    desk.deliver()
    assert desk.channel.sent == []

    desk.clock.forward(hours=6, minutes=1)
    desk.deliver()
    assert desk.state() == {"sent": 1}


def filtered(desk: Desk) -> str | None:
    with desk.db.reading() as tx:
        [row] = standings.of_chat(tx, 1)
    return row["reason"] if row["state"] == "filtered" else None


def test_what_comes_to_pass_the_filter_by_its_correction_is_told_then(desk: Desk):
    choose(desk, filter="停水 -讲座", quiet="22:00-07:00", urgent="停电", max_age=2 * DAY + 16 * HOUR)
    desk.publish("1")
    desk.clock.forward(days=2, hours=12)  # midnight; it ages from now on
    desk.correct("1", text="本周有讲座，停水。")
    assert filtered(desk) == "the filter '停水 -讲座': has 讲座"

    desk.correct("1", title="停水通知", text="食堂停水。")
    desk.deliver()
    assert desk.channel.sent == []
    desk.correct("1", title="停水通知", text="食堂停水，之后停电。")
    desk.clock.forward(hours=8)
    desk.deliver()

    assert [title for _, title in desk.channel.sent] == ["停水通知"]
    assert desk.state() == {"sent": 1}


def test_a_filter_judges_a_new_title_with_the_text_of_its_page(desk: Desk):
    choose(desk, filter="招生 -停止", urgent="招生")
    desk.publish("1", "2", "3")
    for key in ("1", "2", "3"):
        desk.correct(key, text="一如既往。")
        desk.relist(key, title=f"招生{key}")
    desk.deliver()
    desk.correct("1", title="招生1", text="停止报名。")
    desk.correct("2", title="招生2", text="今天开始。")
    desk.deliver()
    assert [title for _, title in desk.channel.sent] == ["招生2"]
    assert desk.state() == {"filtered": 1, "sent": 1, "pending": 1}

    desk.clock.forward(minutes=16)  # the third page says nothing new, or cannot be read
    desk.deliver()
    assert [title for _, title in desk.channel.sent] == ["招生2", "招生3"]


@pytest.mark.parametrize(("title", "changed"), [("仍是别的", 0), ("停水通知", 1)])
def test_what_many_chats_kept_back_is_written_at_once_and_only_where_it_changes(db: Database, title: str, changed: int):
    desk = Desk(db, tuple(map(str, range(20))))
    with db.transaction() as tx:
        for number in desk.numbers.values():
            chats.choose(tx, number, filter="停水")
    desk.publish("1")
    asked: list[str] = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    desk.correct("1", title=title)

    assert sum("UPDATE outbox" in each and "reason" in each for each in asked) == changed


@pytest.mark.parametrize("since", ["another filter", "left", "withdrawn", "told by another source", "too old"])
def test_what_a_filter_kept_back_stays_so_where_a_correction_is_not_why_it_would_pass(desk: Desk, since: str):
    choose(desk, filter="停水")
    desk.publish("1")
    with desk.db.transaction() as tx:
        match since:
            case "left":
                subscriptions.remove(tx, 1, "news")
            case "told by another source":
                subscriptions.add(tx, 1, "other", NOON)
    if since == "another filter":
        choose(desk, filter="停")
    if since == "too old":
        desk.clock.forward(days=4)
    if since == "told by another source":
        choose(desk, filter="")
        desk.publish("1", name="other")
        desk.deliver()
        desk.channel.sent.clear()
        choose(desk, filter="停水")
    if since == "withdrawn":
        desk.withdraw("1")
    else:
        desk.correct("1", title="停水通知", text="食堂停水。")
    desk.deliver()

    assert desk.channel.sent == []


def test_an_edit_that_never_gets_through_blocks_its_chat_for_a_while_only(desk: Desk):
    desk.publish("1")
    desk.deliver()
    desk.correct("1", text="另一段正文。")
    desk.publish("2")
    desk.channel.answers["a"] = [TryLater("connection refused", reached=False) for _ in range(12)]
    for _ in range(20):
        desk.deliver()
        desk.clock.forward(hours=2)

    assert desk.state() == {"sent": 2}
    assert [title for _, title in desk.channel.sent] == ["第1条新闻", "第2条新闻"]
    assert desk.channel.edited == []

    desk.correct("1", text="又一段正文。")
    desk.channel.answers["a"] = [TryLater("connection refused")]
    for _ in range(2):
        desk.deliver()
        desk.clock.forward(hours=2)
    assert len(desk.channel.edited) == 1


@pytest.mark.parametrize("end", [pause, suspend])
def test_a_chat_that_is_paused_or_removes_us_amid_a_burst_gets_no_more(desk: Desk, end: Callable[[Desk], None]):
    desk.publish("1", "2", "3")
    desk.channel.before = lambda chat, message: end(desk)
    desk.deliver()

    assert desk.state() == {"sent": 1, "pending": 2}


def test_what_both_rows_of_a_moved_group_were_owed_is_told_once_and_settled(desk: Desk):
    with desk.db.transaction() as tx:
        new = chats.meet(tx, "fake", "-1009", title="班级", kind="supergroup", now=NOON)
        subscriptions.add(tx, new.number, "news", NOON)
    desk.publish("1")
    with desk.db.transaction() as tx:
        settling.moved(tx, 1, "-1009")
    desk.deliver()

    assert desk.states() == {1: {"filtered": 1}, new.number: {"sent": 1}}


def test_a_correction_of_what_a_moved_group_was_told_is_settled_with_it(desk: Desk):
    with desk.db.transaction() as tx:
        chats.meet(tx, "fake", "-1009", title="班级", kind="supergroup", now=NOON)
    desk.publish("1", "2")
    desk.deliver()
    desk.correct("1", text="另一段正文。")
    with desk.db.transaction() as tx:
        settling.moved(tx, 1, "-1009")
        rows = {row["title"]: row for row in standings.of_chat(tx, 1)}

    assert {title: (row["state"], row["reason"]) for title, row in rows.items()} == {
        "第1条新闻": ("sent", settling.ELSEWHERE),
        "第2条新闻": ("sent", None),
    }
    assert rows["第1条新闻"]["sent"] == rows["第1条新闻"]["wanted"] == 2


def test_what_a_moved_groups_filter_kept_back_is_told_there_by_its_correction(db: Database):
    desk = Desk(db)
    with db.transaction() as tx:
        chats.sync(tx, [chats.Wanted(name="a", channel="fake", id="a", settings={"filter": "停水"})], NOON)
        chats.meet(tx, "fake", "-1009", title="班级", kind="supergroup", now=NOON)
    desk.publish("1")
    with db.transaction() as tx:
        settling.moved(tx, desk.numbers["a"], "-1009")
    desk.correct("1", title="停水通知", text="食堂停水。")
    desk.deliver()

    assert desk.channel.sent == [("-1009", "停水通知")]


def test_a_moved_group_keeps_its_pause_and_what_the_config_says_of_it(db: Database):
    desk = Desk(db)
    with db.transaction() as tx:
        chats.sync(tx, [chats.Wanted(name="a", channel="fake", id="a", settings={"filter": "招生"})], NOON)
        chats.pause(tx, [1], paused=True)
        new = chats.meet(tx, "fake", "-1009", title="班级", kind="supergroup", now=NOON)
        chats.choose(tx, new.number, look="line", filter="讲座")
        settling.moved(tx, desk.numbers["a"], "-1009")
        kept = chats.get(tx, new.number)

    assert kept is not None
    assert (kept.name, kept.filter, kept.look, kept.paused) == ("a", "招生", "line", True)


def test_a_moved_group_keeps_the_language_that_it_chose_over_restarts(db: Database):
    wanted = [chats.Wanted(name="a", channel="fake", id="a", usual={"language": "zh-CN"})]
    desk = Desk(db)
    with db.transaction() as tx:
        chats.sync(tx, wanted, NOON)
        new = chats.meet(tx, "fake", "-1009", title="班级", kind="supergroup", now=NOON)
        chats.choose(tx, new.number, language="en")
        settling.moved(tx, desk.numbers["a"], "-1009")
        said = [chats.get(tx, new.number)]
        chats.sync(tx, wanted, NOON)
        said.append(chats.get(tx, new.number))

    assert [chat and chat.language for chat in said] == ["en", "en"]


def test_a_group_that_moves_while_a_message_is_under_way_is_told_once(desk: Desk):
    desk.publish("1")

    def move(chat: object, message: object) -> None:
        desk.channel.before = lambda chat, message: None
        with desk.db.transaction() as tx:
            chats.meet(tx, "fake", "-1009", title="班级", kind="supergroup", now=NOON)
            settling.moved(tx, 1, "-1009")

    desk.channel.before = move
    desk.channel.answers["a"] = [TryLater("connection reset", reached=False)]
    desk.deliver()
    desk.clock.forward(hours=1)
    desk.deliver()

    assert len(desk.channel.sent) == 1
    assert [number for number, states in desk.states().items() if states == {"sent": 1}] == [2]


def test_an_admins_resend_outlives_a_try_that_failed(desk: Desk):
    desk.publish("1")
    with desk.db.transaction() as tx:
        tx.execute(entries.entries.update().values(withdrawn=NOON))
        assert outbox.drop_withdrawn(tx, 1, NOON) == 1
        outbox.ordered(tx, 1, Event.RESEND, outbox.RESEND, desk.clock())
    desk.channel.answers["a"] = [TryLater("429", timedelta(seconds=30), counts=False)]
    desk.deliver()
    desk.clock.forward(minutes=1)
    desk.deliver()

    assert desk.state() == {"sent": 1}


def moved_to(desk: Desk, name: str, *, again: bool = True) -> None:
    """Article 1 leaves `news`, and a day later it is gone from there; the other column still shows it, or does not."""

    def gone() -> None:
        with desk.db.transaction() as tx:
            number = entries.by_key(tx, "news", ["1"])["1"]["number"]
            debts.enqueue(tx, leaving.gone(tx, number, desk.clock(), timedelta(days=1)).changes, desk.clock())

    gone()
    desk.clock.forward(days=1)
    if again:
        desk.publish("1", name=name)
    gone()


@pytest.mark.parametrize("told", [True, False])
def test_what_went_into_another_column_is_told_from_there(desk: Desk, told: bool):
    """It was struck through, or dropped from a digest, and never heard of again."""
    with desk.db.transaction() as tx:
        subscriptions.add(tx, 1, "sports", NOON)
    choose(desk, digest=() if told else ("mon 08:00",))
    desk.publish("1")
    desk.publish("1", name="sports")
    desk.deliver()

    moved_to(desk, "sports")
    desk.clock.forward(days=3)
    desk.deliver()

    assert desk.channel.sent == [("a", "第1条新闻")] * (2 if told else 1)
    assert len(desk.channel.edited) == told


def test_what_its_other_column_has_not_shown_since_is_not_told_again(desk: Desk):
    with desk.db.transaction() as tx:
        subscriptions.add(tx, 1, "sports", NOON)
    desk.publish("1")
    desk.publish("1", name="sports")
    desk.deliver()

    moved_to(desk, "sports", again=False)
    desk.deliver()

    assert desk.channel.sent == [("a", "第1条新闻")]
    assert len(desk.channel.edited) == 1


def test_what_comes_back_to_its_old_column_before_the_digest_is_told_once(desk: Desk):
    """It was told from both: what the old column owed had waited for the digest, to be dropped there."""
    with desk.db.transaction() as tx:
        subscriptions.add(tx, 1, "sports", NOON)
    choose(desk, digest=("mon 08:00",))
    desk.publish("1")
    desk.publish("1", name="sports")

    moved_to(desk, "sports")
    desk.publish("1")
    desk.clock.forward(days=5)
    desk.deliver()

    assert desk.channel.sent == [("a", "第1条新闻")]


def test_what_its_new_column_told_is_not_told_by_a_third(desk: Desk):
    with desk.db.transaction() as tx:
        for name in ("sports", "notices"):
            subscriptions.add(tx, 1, name, NOON)
    for name in ("news", "sports", "notices"):
        desk.publish("1", name=name)
    desk.deliver()

    moved_to(desk, "sports")
    desk.deliver()
    desk.publish("1")
    moved_to(desk, "notices")
    desk.deliver()

    assert desk.channel.sent == [("a", "第1条新闻")] * 2
