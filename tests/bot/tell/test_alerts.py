"""What the admin hears: one line a cause, one when it is well again, and never a storm."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOON, Clock, source, whole_article
from fakechannel import FakeChannel

from bot.chats import alarms, chats, subscriptions
from bot.errors import ChannelDown, ChatGone, TryLater, Unknown
from bot.model import Chat, Message, Secret
from bot.tell import alarm, alerts, channels, debts, outbox
from bot.tell.alarm import Admin, Alarm
from bot.tell.alert_words import WORDS
from feeds.errors import Unreachable
from feeds.keep import record, states
from feeds.keep.db import Database
from feeds.model import Answer

NAMES = [f"s{number}" for number in range(1, 51)]


class Room:
    """An admin's chat, a chat of subscribers, fifty sources, and an alarm that is stepped by the test."""

    def __init__(self, db: Database, *, webhook: bool = False) -> None:
        self.db, self.clock, self.channel = db, Clock(), FakeChannel()
        self.posted: list[bytes] = []
        self.refused: dict[str, tuple] = {}
        with db.transaction() as tx:
            wanted = [chats.Wanted(name=name, channel="fake", id=name) for name in ("admin", "readers")]
            self.numbers = chats.sync(tx, wanted, NOON)
            states.sync(tx, [source(name) for name in NAMES], authority="x.example,2026", now=NOON)
            for name in NAMES:
                subscriptions.add(tx, self.numbers["readers"], name, NOON)
                states.change(tx, name, state="ok", since=NOON, last_poll=NOON)
        self.admin = Admin(chat="admin", webhook=Secret("http://hook.example/x") if webhook else None, language="en")

    def trouble(self, *names: str, state: str = "unreachable", why: str = "connection refused", polls: int = 3) -> None:
        with self.db.transaction() as tx:
            for name in names:
                reason = f"http://{name}.example/index.htm: {why}"
                now = self.clock()
                polled = now + timedelta(minutes=30 * (polls - 1))
                states.change(tx, name, state=state, reason=reason, since=now, failures=polls, last_poll=polled)

    def well(self, *names: str) -> None:
        with self.db.transaction() as tx:
            for name in names:
                states.change(tx, name, state="ok", reason=None, since=self.clock(), failures=0)

    async def look(self, **after: float) -> list[str]:
        """The lines that reached the admin's chat."""
        self.clock.forward(**after)
        before = len(self.channel.sent)
        looking = Alarm(
            db=self.db,
            admin=lambda: self.admin,
            titles=lambda: {name: f"源{name}" for name in NAMES},
            channels={"fake": self.channel},
            refused=lambda: self.refused,
            clock=self.clock,
            post=self._post,
        )
        await looking.look()
        assert all(to == "admin" for to, _ in self.channel.sent), "a subscriber heard of it"
        return [line for _, line in self.channel.sent[before:]]

    async def _post(self, url: str, body: bytes, headers: Mapping[str, str], /, *, method: str = "POST") -> Answer:
        self.posted.append(body)
        if url.endswith("dead"):
            raise Unreachable(url, "connection refused")
        return Answer(status=204, headers={}, body=b"")


@pytest.fixture
def room(sqlite_db: Database) -> Room:
    return Room(sqlite_db)


def run(*steps) -> list[list[str]]:
    """Each step, in a loop of its own."""
    import asyncio

    async def all_of_them():
        return [await step() if callable(step) else await step for step in steps]

    return asyncio.run(all_of_them())


def test_a_source_that_breaks_is_one_line_with_cause_time_and_what_to_try(room: Room):
    room.trouble("s1")

    [lines, again] = run(room.look(minutes=70), room.look(hours=5))

    assert lines == [
        "⚠ 源s1: unreachable for 1 h. http://s1.example/index.htm: connection refused. "
        "If the site opens in a browser, look at `yaowen check --online`; else wait."
    ]
    assert again == []


def test_it_is_told_once_more_when_all_is_well_again(room: Room):
    room.trouble("s1")
    run(room.look(hours=1))
    room.well("s1")

    assert run(room.look(hours=1), room.look(hours=1)) == [["✓ well again after 2 h: 源s1"], []]


def test_each_alert_has_a_name_of_its_own_and_says_that_it_is_one(room: Room):
    heard: list[tuple[str, object]] = []

    async def send(chat: object, message: Message, *, key: str) -> str:
        heard.append((key, message.data["event"]))
        return key

    room.channel.send = send
    room.trouble("s1")
    run(room.look(hours=1))
    room.well("s1")
    run(room.look(hours=1))

    assert len({key for key, _ in heard}) == len(heard) == 2
    assert {event for _, event in heard} == {"alert"}


def test_fifty_sources_that_break_for_one_cause_are_one_line_and_so_is_their_return(room: Room):
    room.trouble(*NAMES)

    [broken, more] = run(room.look(hours=1), room.look(hours=9))
    room.well(*NAMES)
    [well] = run(room.look())

    assert len(broken) == len(well) == 1
    assert "50 at once (源s1, 源s2, 源s3, 源s4, 源s5 and 45 more)" in broken[0]
    assert more == []


def test_those_that_follow_within_the_hour_share_the_next_line(room: Room):
    told = []
    for name in NAMES[:20]:
        room.trouble(name)
        told += run(room.look(minutes=5))[0]

    assert 2 <= len(told) <= 3, told


def test_two_causes_are_two_lines(room: Room):
    room.trouble("s1", "s2")
    room.trouble("s3", state="broken", why="0 items, usually 20: the page is empty or was redesigned")

    [lines] = run(room.look(hours=1))

    assert len(lines) == 2


@pytest.mark.parametrize(
    ("state", "polls", "minutes", "due"),
    [
        ("unreachable", 1, 30, False),
        ("unreachable", 1, 61, True),
        ("unreachable", 3, 5, True),
        ("suspect", 1, 90, False),
        ("suspect", 2, 31, True),
        ("broken", 1, 90, False),
        ("forbidden", 1, 0, True),
        ("challenged", 1, 0, True),
        ("gone", 1, 0, True),
    ],
)
def test_trouble_is_told_when_it_has_lasted_long_enough(room: Room, state: str, polls: int, minutes: int, due: bool):
    room.trouble("s1", state=state, polls=polls)

    assert len(run(room.look(minutes=minutes))[0]) == due


def test_where_there_is_nothing_to_take_nobody_is_told_to_take_it(room: Room):
    room.trouble("s1", state="suspect", why="the page ends before its </html>")
    room.trouble("s2", state="suspect")
    with room.db.transaction() as tx:
        states.change(tx, "s1", failures=0)
        states.change(tx, "s2", failures=0, reason="0 items, usually 8: the page is empty or was redesigned")

    [lines] = run(room.look(hours=2))

    taken, empty = sorted(lines, key=lambda line: "0 items" in line)
    assert taken.endswith(
        "`yaowen approve s1 --look` shows what is held; without --look it is taken quietly, "
        "with --announce its chats are told."
    )
    assert empty.endswith("`yaowen preview s2` shows what is found now. Nothing is lost; we go on asking.")


def hold(room: Room, *names: str) -> None:
    room.trouble(*names, state="suspect")
    with room.db.transaction() as tx:
        for number, name in enumerate(names, 9):
            why = f"{number} items are new at once, usually 0.6 a day (http://{name}.example/rss)"
            states.change(tx, name, failures=0, reason=why)


def test_what_is_held_at_several_sources_is_a_line_each_with_its_numbers_and_command(room: Room):
    hold(room, "s1", "s2")

    [lines, again] = run(room.look(hours=2), room.look(hours=2))

    assert lines == [
        f"⚠ 源{name}: suspect for 2 h. {number} items are new at once, usually 0.6 a day (http://{name}.example/rss). "
        f"`yaowen approve {name} --look` shows what is held; without --look it is taken quietly, "
        "with --announce its chats are told."
        for name, number in (("s1", 9), ("s2", 10))
    ]
    assert again == []


def test_many_that_are_held_are_one_line_that_names_no_single_one_in_its_command(room: Room):
    hold(room, *NAMES[:6])

    [[line]] = run(room.look(hours=2))

    assert "6 at once" in line
    assert "`yaowen approve NAME --look`" in line


def test_a_source_that_the_admin_paused_is_no_trouble(room: Room):
    room.trouble("s1", state="forbidden")
    with room.db.transaction() as tx:
        states.change(tx, "s1", paused=True)

    assert run(room.look()) == [[]]


def test_a_source_that_left_the_config_is_forgotten_without_a_word(room: Room):
    room.trouble("s1", state="forbidden")
    run(room.look())
    NAMES.remove("s1")
    try:
        assert run(room.look(hours=2)) == [[]]
    finally:
        NAMES.insert(0, "s1")
    with room.db.reading() as tx:
        assert alarms.of_all(tx) == {}


def test_held_and_given_up_messages_are_counted_in_one_line(room: Room):
    held(room, *"123")

    [first] = run(room.look(minutes=1))
    room.clock.forward(seconds=1)
    held(room, "4")
    [soon, later] = run(room.look(minutes=1), room.look(hours=1))

    assert first == ["⚠ messages: 3 held; why: `yaowen outbox --state held`"]
    assert soon == []
    assert later == ["⚠ messages: 1 held; why: `yaowen outbox --state held`"]


def test_what_an_admin_gave_up_is_no_news_to_them_and_starts_no_quiet_hour(room: Room):
    held(room, "1")
    run(room.look(minutes=1))
    room.clock.forward(hours=2)
    with room.db.transaction() as tx:
        outbox.ordered(tx, 1, outbox.Event.DROP, outbox.DROP, room.clock())

    [dropped] = run(room.look(minutes=1))
    held(room, "2")
    [later] = run(room.look(minutes=1))

    assert dropped == []
    assert later == ["⚠ messages: 1 held; why: `yaowen outbox --state held`"]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "en",
            "⚠ messages: 2 given up, 1 held; why: `yaowen outbox --state dead`, `yaowen outbox --state held`",
        ),
        ("zh", "⚠ 2 条消息已放弃，1 条消息被扣下。查看原因：yaowen outbox --state dead，yaowen outbox --state held"),
    ],
)
def test_what_was_given_up_is_told_with_the_command_that_lists_it(language: str, line: str):
    counts = {"held": 1, "dead": 2}

    told = alerts.decide([], {}, well=(), titles={}, counts=counts, language=language, now=NOON)

    assert [alert.line for alert in told] == [line]


def held(room: Room, *keys: str) -> None:
    """So many messages to the readers that nobody knows about."""
    with room.db.transaction() as tx:
        for key in keys:
            found = [whole_article(key)]
            kept = record.listed(tx, source("s1"), found, tag="tag:x.example,2026", now=room.clock(), quiet=False)
            debts.enqueue(tx, kept.changes, room.clock())
            delivery = outbox.claim(tx, outbox.ready(tx, room.numbers["readers"], room.clock())[0], room.clock())
            outcome = outbox.transitions.failed(delivery, Unknown("cut"), room.clock(), resend=False)
            outbox.record(tx, delivery, outcome, room.clock())


def test_a_chat_of_the_config_that_blocks_us_is_told_and_its_return_too(room: Room):
    with room.db.transaction() as tx:
        chats.suspend(tx, room.numbers["readers"], "bot was kicked", room.clock())

    [lines] = run(room.look(minutes=1))
    with room.db.transaction() as tx:
        chats.resume(tx, room.numbers["readers"])

    assert lines == [
        "⚠ readers: cannot be written to for 1 min. bot was kicked. Let the bot in again; "
        "if that does not do, `yaowen resume readers`."
    ]
    assert run(room.look(hours=2)) == [["✓ well again after 2 h: readers"]]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "en",
            "⚠ portal: cannot be written to since a moment ago. the receiver answered 410: it wants no more. "
            "Mend the receiver, then `yaowen resume portal`.",
        ),
        (
            "zh",
            "⚠ portal：无法发送，刚刚开始。接收端返回 410，表示不再接收。请修好接收端，然后执行 yaowen resume portal。",
        ),
    ],
)
def test_of_a_receiver_that_wants_no_more_nobody_is_asked_to_invite_a_bot(language: str, line: str):
    gone = Chat(
        channel="hook", id="https://a.example/", name="portal", suspended="the receiver answered 410: it wants no more"
    )

    troubles = alerts.of_chats([(gone, NOON)], NOON, {"hook": "receiver"})

    told = alerts.decide(troubles, {}, well=(), titles={}, counts={}, language=language, now=NOON)
    assert [alert.line for alert in told] == [line]


@pytest.mark.parametrize(
    ("language", "line"),
    [
        (
            "en",
            "⚠ readers: cannot be written to since a moment ago. Feishu answered 19007: the robot was switched off. "
            "Mend that (where an address is wrong, copy it anew): `yaowen test readers` tries it, "
            "`yaowen resume readers` goes on.",
        ),
        (
            "zh",
            "⚠ readers：无法发送，刚刚开始。飞书返回 19007：机器人已停用。请据此改正（地址有误则重新复制）："
            "yaowen test readers 可试发，yaowen resume readers 恢复发送。",
        ),
    ],
)
def test_of_a_robot_nobody_is_asked_to_invite_a_bot(room: Room, language: str, line: str):
    room.channel.let_in, room.admin = False, replace(room.admin, language=language)
    with room.db.transaction() as tx:
        gone = "Feishu answered 19007: the robot was switched off"
        chats.suspend(tx, room.numbers["readers"], gone, room.clock())

    assert run(room.look(seconds=1)) == [[line]]


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                "⚠ fake: refuses us since a moment ago. Mend it. Mend that: `yaowen test readers` tries it.",
                "⚠ fake: refuses us since a moment ago. Unauthorized. See to its token: `yaowen check --online`.",
            ],
        ),
        (
            "zh",
            [
                "⚠ fake：拒绝我们的请求，刚刚开始。Mend it。请据此改正：yaowen test readers 可试发。",
                "⚠ fake：拒绝我们的请求，刚刚开始。Unauthorized。请检查令牌：yaowen check --online。",
            ],
        ),
    ],
)
def test_a_service_is_tried_as_it_can_be_tried(room: Room, language: str, lines: list[str]):
    room.admin = replace(room.admin, language=language)
    room.refused["fake"] = (NOON, "Mend it")
    [by_message] = run(room.look())

    room.channel.check = lambda: "fine"
    room.refused.clear()
    run(room.look())
    room.refused["fake"] = (room.clock(), "Unauthorized")
    [asked] = run(room.look())

    assert by_message + asked == lines


@pytest.mark.parametrize(
    ("name", "settings", "hint"),
    [
        ("feishu", {}, "address"),
        ("dingtalk", {}, "address"),
        ("wecom", {}, "address"),
        ("discord", {}, "address"),
        ("slack", {}, "address"),
        ("slack", {"token": Secret("xoxb-1")}, None),
        ("matrix", {"homeserver": "https://m.example", "token": Secret("x")}, None),
        ("telegram", {"token": Secret("1:x")}, None),
        ("webhook", {}, "receiver"),
        ("ntfy", {}, "address"),
        ("email", {"host": "mx.example", "sender": "a@b.example"}, "address"),
    ],
)
def test_of_each_kind_it_is_known_what_to_try_where_it_lost_a_chat(name: str, settings: dict, hint: str | None):
    kind = channels.find()[name]
    opened = kind.open(kind.Settings(**settings), None)

    assert alarm.hint(opened) == hint


@pytest.mark.parametrize(
    "error", [ChatGone("kicked"), ChannelDown("Unauthorized"), TryLater("no route"), Unknown("cut")]
)
def test_where_the_admins_chat_cannot_be_reached_the_second_way_is_taken_once(
    sqlite_db: Database, error: Exception, caplog: pytest.LogCaptureFixture
):
    room = Room(sqlite_db, webhook=True)
    room.trouble(*NAMES)
    room.channel.answers["admin"] = [error] * 9

    run(room.look(hours=1), room.look(hours=1), room.look(hours=9))

    assert len(room.posted) == 1
    assert "connection refused" in room.posted[0].decode()
    assert any(entry.levelname == "ERROR" and "50 at once" in entry.message for entry in caplog.records)


def test_where_no_way_is_open_the_log_has_it_and_no_alert_is_about_an_alert(
    sqlite_db: Database, caplog: pytest.LogCaptureFixture
):
    room = Room(sqlite_db, webhook=True)
    room.admin = Admin(chat="admin", webhook=Secret("http://hook.example/dead"), language="en")
    room.trouble("s1")
    room.channel.answers["admin"] = [ChatGone("kicked")] * 9

    run(*(room.look(hours=1) for _ in range(5)))

    assert len(room.posted) == 1
    assert sum("alert ⚠" in entry.message for entry in caplog.records) == 1


def test_a_channel_that_refuses_us_is_told_by_the_second_way(sqlite_db: Database):
    room = Room(sqlite_db, webhook=True)
    room.refused["fake"] = (NOON, "Unauthorized")
    room.channel.answers["admin"] = [ChannelDown("Unauthorized")]

    run(room.look(minutes=5))

    said = json.loads(room.posted[0])
    assert "fake: refuses us for 5 min. Unauthorized" in said["text"]
    assert said["time"] == room.clock().isoformat()


def test_what_an_admin_paused_is_no_trouble_and_hides_none(room: Room):
    room.trouble("s1", "s2", "s3", state="broken", why="no list here")
    with room.db.transaction() as tx:
        states.change(tx, "s2", paused=True)

    [[told]] = run(room.look(hours=1))

    assert told.startswith("⚠ 源s1, 源s3: ")


@pytest.mark.parametrize(
    ("why", "advice"),
    [
        ("its robots.txt asks us not to fetch this", " Ask the site's keeper, or look into its robots.txt."),
        ('10.0.0.1 is a private address; if you want it, say allow_private = ["10.0.0.1"] in [source.s1]', ""),
    ],
)
def test_a_reason_that_says_what_to_do_is_all_the_advice_there_is(room: Room, why: str, advice: str):
    room.trouble("s1", state="forbidden", why=why)

    [[told]] = run(room.look(hours=1))

    assert told.endswith(f": {why}.{advice}")


def test_every_language_has_the_same_words():
    assert set(WORDS["zh"]) == set(WORDS["en"])


def test_a_chinese_line_is_chinese_throughout(room: Room):
    room.admin = replace(room.admin, language="zh")
    room.trouble("s1", why="the site answered 503")

    [[broken]] = run(room.look(hours=1))
    room.well("s1")
    [[well]] = run(room.look(hours=2))

    assert broken == (
        "⚠ 源s1：无法访问，已 1 小时。http://s1.example/index.htm：该网站返回 503。"
        "若浏览器能打开，请看 yaowen check --online；否则等待即可。"
    )
    assert well == "✓ 已恢复（历时 3 小时）：源s1"


def test_the_log_tells_good_news_as_such_where_no_chat_is_reached(room: Room, caplog: pytest.LogCaptureFixture):
    room.admin = replace(room.admin, chat=None)
    room.trouble("s1")
    run(room.look(hours=1))
    room.well("s1")
    run(room.look(hours=1))

    assert [record.levelname for record in caplog.records if record.message.startswith("alert")] == ["ERROR", "WARNING"]
