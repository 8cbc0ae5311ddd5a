"""Who may do what, through the real python-telegram-bot: member, admin, anonymous admin, stranger, channel."""

import asyncio
import json
from collections.abc import Callable, Iterator

import pytest
from faketelegram import ERROR, FakeTelegram
from talking import Talking

from bot.model import Secret
from bot.talk import commands
from bot.tell.channels.telegram import Settings, open

ADMINS = {"own chat", "admin", "creator", "anonymous admin", "channel"}
#: who → (chat, user, more fields of the update)
WHO = {
    "own chat": (7, 7, {}),
    "member": (-100, 7, {}),
    "admin": (-100, 8, {}),
    "creator": (-100, 9, {}),
    "anonymous admin": (-100, None, {}),
    "stranger": (-100, 66, {}),
    "as a channel": (-100, 7, {"sender_chat": {"id": -777, "type": "channel", "title": "Stranger"}}),
    "channel": (-300, None, {}),
}
REFUSED = "只有管理员可以更改这里的设置。"
THERE = "只有那个聊天的管理员可以更改它的设置。"
OWNERS_ONLY = "这个命令只给机器人的管理员。"
PRIVATE_ONLY = "请私下对我说这个。"


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        fake.private(7, "Li")
        fake.group(-100, "运动队", members={7: "member", 8: "administrator", 9: "creator"})
        fake.channel(-300, "公告", members={8: "administrator"})
        yield fake


def listen(fake: FakeTelegram, it: Talking, until: Callable[[], object]) -> None:
    async def run() -> None:
        telegram = open(Settings(token=Secret(fake.token), base_url=fake.base_url, read_timeout=5), None)
        task = asyncio.create_task(telegram.listen(it.talk, it.talk.menu))
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


#: command → what may: everybody, admins of the chat, the bot's admins, or everybody in private
RULES = {
    "everybody": (
        *("/start", "/help", "/list", "/latest sports", "/search 第30条", "/why", "/why http://else.example/1"),
        *("/filter", "/urgent", "/quiet", "/digest", "/mute", "/look", "/language"),
    ),
    "admins": (
        *("/subscribe", "/subscribe sports", "/unsubscribe", "/unsubscribe all", "/settings"),
        *("/filter 招生", "/filter off", "/urgent 停课", "/quiet 22:00-07:00", "/quiet off", "/digest 08:00"),
        *("/mute 3d", "/mute off", "/look line", "/language zh"),
    ),
    "the bot's": (
        *("/status", "/sources", "/poll sports", "/pause", "/pause all", "/resume", "/resume all", "/approve sports"),
    ),
    "private": ("/manage", "/manage @nobody"),
}
CASES = [(text, rule) for rule, texts in RULES.items() for text in texts]


def test_every_command_has_its_rule() -> None:
    assert {text.split()[0].removeprefix("/") for text, _ in CASES} == set(commands.load())


@pytest.mark.parametrize(("text", "rule"), CASES)
def test_who_may_say_what(fake, it, text, rule):
    for chat, user, fields in WHO.values():
        fake.says(chat, user, text, **fields)

    listen(fake, it, lambda: len(fake.accepted) == len(WHO))

    answers = {chat: [sent.text for sent in fake.accepted if sent.chat == chat] for chat in (7, -100, -300)}
    for who, (chat, _, _) in WHO.items():
        said = answers[chat].pop(0)
        allowed = {
            "everybody": True,
            "admins": who in ADMINS,
            "the bot's": False,
            "private": who == "own chat",
        }[rule]
        refusal = {"the bot's": OWNERS_ONLY, "private": PRIVATE_ONLY}.get(rule, REFUSED)
        assert (said != refusal) == allowed, f"{who} said {text} and heard {said}"
    if rule != "admins":
        assert "getChatMember" not in [method for method, _ in fake.requests]
        assert it.wanted("-100") == []


@pytest.mark.parametrize(("chat", "user"), [(99, 99), (-100, 99)])
@pytest.mark.parametrize("text", RULES["the bot's"])
def test_the_bots_admins_order_it_about_anywhere(fake, it, chat, user, text):
    fake.private(99, "Root")
    fake.rooms[-100].members[99] = "member"
    fake.says(chat, user, text)

    listen(fake, it, lambda: fake.accepted)

    assert fake.accepted[0].text != OWNERS_ONLY


@pytest.mark.parametrize("user", [7, 8, 9, 66])
@pytest.mark.parametrize(
    "data", ["set:all:look:line", "sub:sports:0", "drop:news", "page:0", "close", "done", "set:x:y:z"]
)
def test_a_press_by_a_stranger_gets_a_polite_no(fake, it, user, data):
    fake.says(-100, 8, "/subscribe news")
    listen(fake, it, lambda: fake.accepted)
    before = it.chat("-100"), it.wanted("-100")

    fake.presses(-100, user, fake.accepted[0].message, data)
    listen(fake, it, lambda: fake.callbacks)

    if user not in (8, 9):
        assert fake.callbacks[0]["text"] == REFUSED
        assert (it.chat("-100"), it.wanted("-100")) == before
        assert len(fake.accepted) == 1
    else:
        assert fake.callbacks[0].get("text") != REFUSED


def test_anybody_may_turn_the_pages_of_a_search(fake, it):
    fake.says(-100, 7, "/search 条")
    listen(fake, it, lambda: fake.accepted)

    fake.presses(-100, 66, fake.accepted[0].message, fake.accepted[0].buttons[0][0]["callback_data"])
    listen(fake, it, lambda: len(fake.accepted) == 2)

    assert "第22条" in fake.accepted[1].text


@pytest.mark.parametrize("user", [7, 8, 66])
@pytest.mark.parametrize("place", ["-300", "@notices", "forwarded"])
def test_a_channel_is_managed_from_private_by_its_admins_alone(fake, it, user, place):
    for each in (8, 66):
        fake.private(each)
    fake.rooms[-300].username = "notices"
    if place == "forwarded":
        post = {"type": "channel", "date": 1, "chat": fake.rooms[-300].public(), "message_id": 1}
        fake.update("message", **private_message(fake, user), text="招生章程", forward_origin=post)
    else:
        fake.says(user, user, f"/manage {place}")
    listen(fake, it, lambda: fake.accepted)

    answer = fake.accepted[0]
    assert answer.chat == user
    if user != 8:
        assert answer.text == THERE
        return
    assert answer.text.startswith("【公告】\n设置")
    [data] = [b["callback_data"] for row in answer.buttons for b in row if b["text"] == "一行"]

    fake.presses(8, 8, answer.message, data)
    listen(fake, it, lambda: fake.callbacks)
    assert it.chat("-300").look == "line"

    fake.rooms[-300].members[8] = "left"
    fake.presses(8, 8, answer.message, data.replace("line", "full"))
    listen(fake, it, lambda: len(fake.callbacks) == 2)
    assert fake.callbacks[1]["text"] == THERE
    assert it.chat("-300").look == "line"


def private_message(fake: FakeTelegram, user: int) -> dict[str, object]:
    person = {"id": user, "is_bot": False, "first_name": "Li", "language_code": "zh-hans"}
    return {"message_id": 50, "date": 1, "chat": fake.rooms[user].public(), "from": person}


def test_why_as_an_answer_to_a_message(fake, it):
    asked = private_message(fake, 7)
    fake.update(
        "message",
        **asked,
        text="/why",
        entities=[{"type": "bot_command", "offset": 0, "length": 4}],
        reply_to_message=asked | {"message_id": 9, "text": "x"},
    )

    listen(fake, it, lambda: fake.accepted)

    assert fake.accepted[0].text.startswith("问哪一篇")


def test_a_topic_is_answered_and_set_in_itself(fake, it):
    fake.rooms[-100].topics = {5: "open"}
    fake.says(-100, 8, "/look line", topic=5)
    listen(fake, it, lambda: fake.accepted)

    assert fake.accepted[0].topic == 5
    assert (it.chat("-100", 5).look, it.chat("-100", 5).topic) == ("line", 5)


def test_commands_are_listed_by_language_and_by_who_may_say_them(fake, it):
    fake.says(7, 7, "/help")
    listen(fake, it, lambda: fake.accepted)

    listed = {}
    for each in fake.commands:
        scope = json.loads(each.get("scope", '{"type": "default"}'))
        names = {one["command"] for one in json.loads(each["commands"])}
        listed[scope["type"], each.get("language_code", "")] = names
    scopes = ("default", "all_chat_administrators", "all_private_chats", "chat")
    assert set(listed) == {(scope, language) for scope in scopes for language in ("", "zh")}
    assert "settings" not in listed["default", "zh"]
    assert "settings" in listed["all_chat_administrators", "zh"]
    assert "manage" in listed["all_private_chats", ""]
    assert "status" in listed["chat", ""]


def test_a_list_of_commands_that_is_refused_stops_nothing(fake, it):
    fake.fault(ERROR(400, "Bad Request: chat not found"), method="setMyCommands")
    fake.says(7, 7, "/help")

    listen(fake, it, lambda: fake.accepted)

    assert len(fake.commands) == 7


@pytest.mark.parametrize("user", [7, 8, 9, 66])
@pytest.mark.parametrize("chat", [-100, -300])
def test_every_press_of_a_button_checks_again_who_pressed(fake, it, chat, user):
    fake.says(chat, None, "/subscribe")
    listen(fake, it, lambda: fake.accepted)
    [data] = [row[0]["callback_data"] for row in fake.accepted[0].buttons if "sports" in row[0]["callback_data"]]

    fake.presses(chat, user, fake.accepted[0].message, data)
    listen(fake, it, lambda: fake.callbacks)

    allowed = user == 8 or (user == 9 and chat == -100)
    assert it.wanted(str(chat)) == (["sports"] if allowed else [])
    assert fake.callbacks[0]["text"] == ("已订阅：青石体育" if allowed else REFUSED)


def test_kicked_and_added_again_the_group_keeps_what_it_wanted(fake, it):
    fake.says(-100, 8, "/subscribe sports")
    listen(fake, it, lambda: fake.accepted)

    fake.changes(-100, 8, "member", "kicked")
    listen(fake, it, lambda: it.suspended("-100"))
    assert it.wanted("-100") == ["sports"]

    fake.changes(-100, 8, "kicked", "member")
    listen(fake, it, lambda: len(fake.accepted) == 2)
    assert it.suspended("-100") is None
    assert "大家好" in fake.accepted[1].text


def test_a_group_that_became_a_supergroup_is_the_same_chat(fake, it):
    fake.says(-100, 8, "/subscribe sports")
    listen(fake, it, lambda: fake.accepted)

    fake.migrate(-100, -100200)
    listen(fake, it, lambda: it.wanted("-100200"))

    assert it.wanted("-100200") == ["sports"]
