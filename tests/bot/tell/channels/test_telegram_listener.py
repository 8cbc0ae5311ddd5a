"""Listening to Telegram through the real library: updates become plain values, replies arrive."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from faketelegram import BAD_GATEWAY, ERROR, MIGRATED, TOO_MANY, FakeTelegram

from bot.errors import TryLater
from bot.model import Button, Chat, Incoming, IsAdmin, Menu, Message, Reply, Secret, Span
from bot.tell.channels.telegram import Settings
from bot.tell.channels.telegram.listener import Listening
from bot.tell.channels.telegram.rival import Rival
from bot.tell.channels.telegram.sender import Telegram

Answer = Callable[[Incoming, IsAdmin], Awaitable[Reply | None]]
MENU: Menu = {("", ""): (("list", "what this chat gets"),), ("", "zh"): (("list", "本群订阅"),)}


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        fake.private(7, "Li")
        fake.group(-100, "运动队", members={7: "member", 8: "administrator", 9: "creator"}, topics={5: "open"})
        fake.channel(-300, "公告", members={8: "administrator"})
        yield fake


class Heard(list[Incoming]):
    """What the handler was given; answers with `reply`."""

    def __init__(self, reply: Reply | None = None) -> None:
        super().__init__()
        self.reply = reply
        self.admins: list[bool] = []

    async def __call__(self, said: Incoming, is_admin: IsAdmin) -> Reply | None:
        self.append(said)
        self.admins.append(await is_admin())
        return self.reply


def listening(
    fake: FakeTelegram, answer: Answer, until: Callable[[], object], *, menu: Menu | None = None
) -> list[float]:
    """Listen until that holds; the pauses that were wished for."""
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        await asyncio.sleep(0.001)

    async def run() -> None:
        telegram = Telegram(Settings(token=Secret(fake.token), base_url=fake.base_url, read_timeout=5))
        run = Listening(telegram.bot, telegram._polls, telegram._call, answer, hold=10, sleep=sleep)
        task = asyncio.create_task(run.run(menu or {}))
        try:
            async with asyncio.timeout(60):
                while not until():
                    assert not task.done(), task.exception()
                    await asyncio.sleep(0.005)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await telegram.close()

    asyncio.run(run())
    return slept


def heard(fake: FakeTelegram) -> Incoming:
    """The one thing that the handler is given."""
    answer = Heard()
    listening(fake, answer, lambda: answer.admins)
    [said] = answer
    return said


def test_a_command_in_private_is_a_plain_value(fake):
    fake.says(7, 7, "/Latest  shanzhi   3")

    assert heard(fake) == Incoming(
        chat="7",
        kind="private",
        title="Li",
        user="7",
        admin=True,
        language="zh-hans",
        text="/Latest  shanzhi   3",
        command="latest",
        args=("shanzhi", "3"),
    )


def test_a_command_in_a_topic_knows_its_topic(fake):
    fake.says(-100, 7, "/list", topic=5)

    said = heard(fake)
    assert (said.chat, said.topic, said.kind, said.title) == ("-100", 5, "supergroup", "运动队")


def test_a_reply_in_a_group_without_topics_is_in_no_topic(fake):
    fake.says(-100, 7, "/list", message_thread_id=99)

    assert heard(fake).topic is None


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/list@yaowen_test_bot", "list"),
        ("/list@YAOWEN_TEST_BOT x", "list"),
        ("/list@another_bot", ""),
        ("list", ""),
        ("a /list", ""),
        ("/列表", ""),
        ("/", ""),
    ],
)
def test_only_commands_for_us_are_commands(fake, text, command):
    fake.says(-100, 7, text)

    assert heard(fake).command == command


@pytest.mark.parametrize(
    ("chat", "user", "fields", "admin"),
    [
        (7, 7, {}, True),
        (-100, 7, {}, False),
        (-100, 8, {}, True),
        (-100, 9, {}, True),
        (-100, 66, {}, False),
        (-100, None, {}, True),
        (-100, 7, {"sender_chat": {"id": -777, "type": "channel", "title": "Stranger"}}, False),
        (-300, None, {}, True),
    ],
    ids=["own chat", "member", "admin", "creator", "stranger", "anonymous admin", "as a channel", "channel post"],
)
def test_who_is_admin(fake, chat, user, fields, admin):
    fake.says(chat, user, "/subscribe", **fields)
    answer = Heard()

    listening(fake, answer, lambda: answer.admins)

    assert answer.admins == [admin]
    asked = "getChatMember" in [method for method, _ in fake.requests]
    assert asked == (chat == -100 and user is not None and not fields)


def test_when_telegram_cannot_say_who_is_admin_nobody_is(fake, caplog):
    fake.says(-100, 8, "/subscribe")
    fake.fault(ERROR(400, "Bad Request: CHAT_ADMIN_REQUIRED"), method="getChatMember")
    answer = Heard()

    listening(fake, answer, lambda: answer.admins)

    assert answer.admins == [False]


def test_a_pressed_button_says_its_data_and_the_message_changes(fake):
    menu = Reply(spans=(Span("Pick"),), buttons=((Button(text="Sports", data="s:1"),),))
    fake.says(-100, 8, "/subscribe")
    listening(fake, Heard(menu), lambda: fake.accepted)
    fake.presses(-100, 8, fake.accepted[0].message, "s:1")
    answer = Heard(Reply(spans=(Span("Done", bold=True),), instead=True, toast="好"))

    listening(fake, answer, lambda: len(fake.accepted) == 2)

    assert (answer[-1].data, answer[-1].user, answer[-1].admin) == ("s:1", "8", None)
    assert answer.admins[-1] is True
    changed = fake.accepted[-1]
    assert (changed.method, changed.text, changed.message) == ("editMessageText", "Done", fake.accepted[0].message)
    assert fake.callbacks[-1]["text"] == "好"


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("left", "member", "added"),
        ("kicked", "administrator", "added"),
        ("member", "administrator", "rights"),
        ("member", "kicked", "removed"),
        ("administrator", "left", "removed"),
    ],
)
def test_what_becomes_of_us_in_a_chat_is_told(fake, old, new, change):
    fake.changes(-100, 8, old, new)

    said = heard(fake)
    assert (said.change, said.chat, said.title) == (change, "-100", "运动队")


def test_a_group_that_moves_says_where(fake):
    fake.migrate(-100, -100200)

    said = heard(fake)
    assert (said.chat, said.moved_to) == ("-100", "-100200")


def test_posts_forwarded_by_telegram_itself_are_nobodys_command(fake):
    fake.says(-100, None, "/list", is_automatic_forward=True)
    fake.says(-100, 7, "/help")

    assert heard(fake).command == "help"


@pytest.mark.parametrize("chat", [-100, -300, 7])
def test_a_command_that_somebody_only_passes_on_is_none(fake, chat):
    origin = {"type": "hidden_user", "sender_user_name": "Mallory", "date": 1}
    fake.says(chat, 8, "/unsubscribe all", forward_origin=origin, forward_date=1)

    said = heard(fake)

    assert (said.command, said.args, said.text) == ("", (), "/unsubscribe all")


def test_what_a_stranger_calls_his_group_is_one_line_without_tricks(fake):
    fake.group(-400, "\x1b]0;x\x07运动\u202e队\n")
    fake.says(-400, 7, "/list")

    assert heard(fake).title == "]0;x运动队"


def test_a_reply_arrives_in_the_topic_it_was_asked_in(fake):
    fake.says(-100, 7, "/list", topic=5)
    reply = Reply(
        spans=(
            Span("订阅 <2>\n", bold=True),
            Span("山职", url="http://a.example/?a=1&b=2"),
            Span(" "),
            Span("x", code=True),
        ),
        buttons=((Button(text="网页", url="http://a.example/"), Button(text="更多", data="more")),),
    )

    listening(fake, Heard(reply), lambda: fake.accepted)

    [sent] = fake.accepted
    assert (sent.chat, sent.topic, sent.text) == (-100, 5, "订阅 <2>\n山职 x")
    assert [entity["type"] for entity in sent.entities] == ["bold", "text_link", "code"]
    assert sent.buttons == [[{"text": "网页", "url": "http://a.example/"}, {"text": "更多", "callback_data": "more"}]]
    assert sent.preview == {"is_disabled": True}


def test_a_long_reply_is_parted_between_lines(fake):
    fake.says(7, 7, "/list")
    lines = [f"第{n}行" + "长" * 40 for n in range(200)]

    listening(fake, Heard(Reply(spans=(Span("\n".join(lines)),))), lambda: len(fake.accepted) == 3)

    assert "\n".join(fake.texts()).split("\n") == lines


def test_many_links_keep_their_entities(fake):
    fake.says(7, 7, "/list")
    spans = tuple(span for n in range(150) for span in (Span(f"条{n}", url=f"http://a.example/{n}"), Span("\n")))

    listening(fake, Heard(Reply(spans=spans)), lambda: len(fake.accepted) == 2)

    assert [accepted.dropped for accepted in fake.accepted] == [0, 0]
    assert sum(len(accepted.entities) for accepted in fake.accepted) == 150


def test_updates_that_came_while_we_were_away_are_heard_once(fake):
    for n in range(5):
        fake.says(7, 7, f"/latest {n}")
    answer = Heard()

    listening(fake, answer, lambda: len(answer) == 5)
    fake.says(7, 7, "/list")
    again = Heard()
    listening(fake, again, lambda: again.admins)

    assert [said.args for said in answer] == [(str(n),) for n in range(5)]
    assert [said.command for said in again] == ["list"]


def test_an_update_that_cannot_be_read_stops_nothing(fake, caplog):
    fake.update("message", message_id=1, chat="nonsense")
    fake.says(7, 7, "/list")

    assert heard(fake).command == "list"
    assert "cannot be read" in caplog.text


def test_a_command_that_fails_ends_only_itself(fake, caplog):
    done: list[str] = []

    async def answer(said: Incoming, is_admin: IsAdmin) -> None:
        if said.command == "boom":
            raise ZeroDivisionError
        done.append(said.command)

    fake.says(7, 7, "/boom")
    fake.says(7, 7, "/list")
    listening(fake, answer, lambda: done)

    assert "a command failed" in caplog.text


def test_a_slow_command_in_one_chat_delays_no_other(fake):
    done: list[str] = []

    async def answer(said: Incoming, is_admin: IsAdmin) -> None:
        if said.command == "slow":
            await asyncio.sleep(60)
        done.append(said.chat)

    fake.says(-100, 7, "/slow")
    fake.says(7, 7, "/list")
    listening(fake, answer, lambda: done)

    assert done == ["7"]


@pytest.mark.parametrize("seconds", [3, 29])
def test_a_reply_waits_when_telegram_asks_for_it(fake, seconds):
    fake.says(7, 7, "/list")
    fake.fault(TOO_MANY(seconds))

    slept = listening(fake, Heard(Reply(spans=(Span("好"),))), lambda: fake.accepted)

    assert slept == [seconds]


def test_a_reply_follows_a_group_that_moved(fake):
    fake.group(-100200)
    fake.says(-100, 7, "/list")
    fake.fault(MIGRATED(-100200))

    listening(fake, Heard(Reply(spans=(Span("好"),))), lambda: fake.accepted)

    assert fake.accepted[0].chat == -100200


def test_a_reply_to_whom_blocked_us_is_logged_and_left(fake, caplog):
    fake.rooms[7].bot = "kicked"
    fake.says(7, 7, "/start")

    listening(fake, Heard(Reply(spans=(Span("好"),))), lambda: "did not arrive" in caplog.text)

    assert fake.accepted == []


def test_a_second_listener_is_told_once_and_waited_out(fake, caplog):
    conflict = ERROR(409, "Conflict: terminated by other getUpdates request; make sure that only one bot runs")
    fake.fault(conflict, conflict, conflict, method="getUpdates")
    fake.says(7, 7, "/list")
    answer = Heard()

    slept = listening(fake, answer, lambda: answer.admins)

    assert slept == [60, 60, 60]
    assert len([r for r in caplog.records if r.levelno == logging.ERROR and "another program" in r.message]) == 1


def test_while_another_program_listens_nothing_is_sent_and_the_alarm_is_one(fake, caplog):
    now = 0.0
    rival = Rival(clock=lambda: now)
    chat, message = Chat(channel="telegram", id="-100"), Message(kind=None, title="x")
    conflict = ERROR(409, "Conflict: terminated by other getUpdates request; make sure that only one bot runs")
    said: list[TryLater] = []

    async def run() -> None:
        nonlocal now
        telegram = Telegram(Settings(token=Secret(fake.token), base_url=fake.base_url, read_timeout=5))
        telegram.rival = rival
        hear = Heard()
        for _ in range(2):  # both by turns, as Telegram does it
            fake.fault(conflict, method="getUpdates")
            fake.says(7, 7, "/list")
            await until_heard(telegram, hear, rival)
            for act in (
                lambda: telegram.send(chat, message, key="1"),
                lambda: telegram.edit(chat, "1", message),
                lambda: telegram.delete(chat, "1"),
            ):
                with pytest.raises(TryLater, match="another program") as caught:
                    await act()
                said.append(caught.value)
            now += 120
        assert fake.accepted == []
        now += 60
        await telegram.send(chat, message, key="1")
        fake.says(7, 7, "/list")
        await until_heard(telegram, hear, rival)
        await telegram.close()

    async def until_heard(telegram: Telegram, hear: Heard, rival: Rival) -> None:
        before = len(hear.admins)
        sleep = lambda seconds: asyncio.sleep(0.001)  # noqa: E731
        once = Listening(telegram.bot, telegram._polls, telegram._call, hear, hold=10, sleep=sleep, rival=rival)
        task = asyncio.create_task(once.run({}))
        async with asyncio.timeout(60):
            while len(hear.admins) == before:  # noqa: ASYNC110 - the fake lives in another thread
                await asyncio.sleep(0.005)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    with caplog.at_level(logging.INFO):
        asyncio.run(run())

    assert {(error.counts, error.after) for error in said} == {(False, timedelta(seconds=150))}
    assert len(fake.texts(-100)) == 1
    assert [r.message[:15] for r in caplog.records if r.levelno == logging.ERROR] == ["another program"]
    assert sum("nobody else listens" in r.message for r in caplog.records) == 1


def test_while_telegram_is_down_the_pauses_grow(fake, caplog):
    fake.fault(*[BAD_GATEWAY] * 8, method="getUpdates")
    fake.says(7, 7, "/list")
    answer = Heard()

    slept = listening(fake, answer, lambda: answer.admins)

    assert slept == [1, 2, 4, 8, 16, 32, 60, 60]
    assert len([r for r in caplog.records if "for now" in r.message]) == 1


def test_the_commands_are_registered_by_language(fake):
    fake.says(7, 7, "/list")
    answer = Heard()

    listening(fake, answer, lambda: answer.admins, menu=MENU)

    assert [c.get("language_code") for c in fake.commands] == [None, "zh"]
    assert json.loads(fake.commands[1]["commands"]) == [{"command": "list", "description": "本群订阅"}]


def test_a_channel_told_not_to_listen_does_not(fake):
    settings = Settings(token=Secret(fake.token), base_url=fake.base_url, listen=False)

    async def run() -> None:
        telegram = Telegram(settings)
        await telegram.listen(Heard(), {})
        await telegram.close()

    asyncio.run(run())
    assert fake.requests == []


def test_settings_are_a_frozen_value():
    settings = Settings(token=Secret("123:x"))

    assert "123:x" not in repr(settings)
    assert replace(settings, listen=False).listen is False
