"""Who may do what, through the real python-telegram-bot: member, admin, anonymous admin, stranger, channel."""

import asyncio
from collections.abc import Callable, Iterator

import pytest
from faketelegram import FakeTelegram
from talking import Talking, talking

from bot.model import Secret
from bot.tell.channels.telegram import Settings, open
from feeds.keep.db import Database

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


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        fake.private(7, "Li")
        fake.group(-100, "运动队", members={7: "member", 8: "administrator", 9: "creator"})
        fake.channel(-300, "公告", members={8: "administrator"})
        yield fake


@pytest.fixture
def it(sqlite_db: Database) -> Iterator[Talking]:
    with talking(sqlite_db) as it:
        yield it


def listen(fake: FakeTelegram, it: Talking, until: Callable[[], object]) -> None:
    async def run() -> None:
        telegram = open(Settings(token=Secret(fake.token), base_url=fake.base_url, read_timeout=5), None)
        task = asyncio.create_task(telegram.listen(it.talk, it.talk.menu))
        try:
            async with asyncio.timeout(5):
                while not until():
                    assert not task.done(), task.exception()
                    await asyncio.sleep(0.005)
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await telegram.close()

    asyncio.run(run())


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("text", ["/subscribe", "/subscribe sports", "/unsubscribe", "/unsubscribe all"])
def test_only_admins_change_what_a_chat_gets(fake, it, who, text):
    chat, user, fields = WHO[who]
    fake.says(chat, user, text, **fields)

    listen(fake, it, lambda: fake.accepted)

    [answer] = fake.accepted
    assert answer.chat == chat
    assert (answer.text == REFUSED) == (who not in ADMINS)
    assert it.wanted(str(chat)) == (["sports"] if text == "/subscribe sports" and who in ADMINS else [])


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize(
    ("text", "said"),
    [("/start", "的编号"), ("/help", "/latest"), ("/list", "还没有订阅"), ("/latest sports", "第30条")],
)
def test_everybody_may_look(fake, it, who, text, said):
    chat, user, fields = WHO[who]
    fake.says(chat, user, text, **fields)

    listen(fake, it, lambda: fake.accepted)

    assert said in fake.accepted[0].text
    assert "getChatMember" not in [method for method, _ in fake.requests]


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
