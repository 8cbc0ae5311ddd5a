"""An article's picture, through the real python-telegram-bot: whatever Telegram refuses, no message is lost."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace

import pytest
from faketelegram import ACCEPT_THEN_DROP, ERROR, TOO_MANY, FakeTelegram
from telegrammarkup import units

from bot.errors import ChatGone, TryLater, Unknown
from bot.model import Chat, Message, Secret
from bot.tell.channels.telegram import Settings
from bot.tell.channels.telegram.sender import Telegram
from feeds.errors import Forbidden
from feeds.model import ChangeKind

IMAGE = "http://www.qingshi.example/a.jpg"
JPEG = b"\xff\xd8\xff\xe0" + b"x" * 100
GROUP, OTHER = Chat(channel="telegram", id="-100"), Chat(channel="telegram", id="-200")
NEWS = Message(
    kind=ChangeKind.NEW,
    title="青石学院举行春季运动会",
    source="青石要闻",
    date="03-05",
    summary="3月5日，运动会开幕。",
    url="http://www.qingshi.example/info/1071/82033.htm",
    image=IMAGE,
    picture="photo",
    data={"source": "news"},
)


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        fake.group(-100)
        fake.group(-200)
        yield fake


class Site:
    """Where pictures are; counts how often it is asked."""

    def __init__(self, body: bytes | None = JPEG) -> None:
        self.body, self.asked = body, list[tuple[str, str, str]]()

    async def __call__(self, url: str, source: str, referer: str) -> bytes:
        self.asked.append((url, source, referer))
        if self.body is None:
            raise Forbidden(url, "a private address")
        return self.body


def using(fake: FakeTelegram, site: Site | None, act: Callable[[Telegram], Awaitable[object]]) -> object:
    async def run() -> object:
        telegram = Telegram(Settings(token=Secret(fake.token), base_url=fake.base_url, read_timeout=5.0))
        telegram.pictures = site
        try:
            return await act(telegram)
        finally:
            await telegram.close()

    return asyncio.run(run())


def send(fake: FakeTelegram, site: Site | None = None, *chats: Chat, message: Message = NEWS) -> list[str | None]:
    async def act(telegram: Telegram) -> list[str | None]:
        return [await telegram.send(chat, message, key="1") for chat in chats or (GROUP,)]

    return using(fake, site, act)  # type: ignore[return-value]


def test_a_picture_goes_by_its_address(fake):
    fake.pictures.add(IMAGE)
    site = Site()

    assert send(fake, site) == ["1:photo"]

    [sent] = fake.accepted
    assert (sent.method, sent.picture, site.asked) == ("sendPhoto", IMAGE, [])
    assert sent.text == "青石学院举行春季运动会\n青石要闻 · 03-05\n\n3月5日，运动会开幕。"
    assert sent.buttons[0][0]["text"] == "阅读原文"


def test_what_telegram_cannot_fetch_is_sent_as_bytes_and_then_by_its_id(fake):
    site = Site()

    assert send(fake, site, GROUP, OTHER) == ["1:photo", "1:photo"]

    assert [sent.picture for sent in fake.accepted] == ["bytes", "photo-1"]
    assert site.asked == [(IMAGE, "news", NEWS.url)]


@pytest.mark.parametrize("site", [None, Site(None), Site(b"<html>"), Site(b""), Site(JPEG + b"x" * 11 * 1024 * 1024)])
def test_a_picture_that_cannot_be_had_leaves_words(fake, site):
    assert send(fake, site, GROUP, OTHER) == ["1", "1"]

    assert [(sent.method, sent.picture) for sent in fake.accepted] == [("sendMessage", "")] * 2
    assert "运动会开幕" in fake.accepted[0].text
    assert site is None or len(site.asked) == 1


def test_bytes_that_telegram_refuses_leave_words(fake):
    refused = ERROR(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")
    fake.fault(refused, refused, method="sendPhoto")

    assert send(fake, Site()) == ["1"]


def test_an_id_that_telegram_forgot_is_fetched_again(fake):
    site = Site()

    async def act(telegram: Telegram) -> object:
        await telegram.send(GROUP, NEWS, key="1")
        fake._file_ids.clear()
        return await telegram.send(OTHER, NEWS, key="2")

    assert using(fake, site, act) == "1:photo"
    assert [sent.picture for sent in fake.accepted] == ["bytes", "bytes"]


def test_a_group_that_takes_no_photos_gets_words_and_is_not_suspended(fake):
    fake.rooms[-100].may_send_photos = False
    fake.pictures.add(IMAGE)

    assert send(fake) == ["1"]


def test_a_chat_that_is_gone_is_gone_with_pictures_too(fake):
    fake.rooms[-100].bot = "kicked"

    with pytest.raises(ChatGone):
        send(fake)


@pytest.mark.parametrize(("fault", "error"), [(ACCEPT_THEN_DROP, Unknown), (TOO_MANY(3), TryLater)])
def test_a_picture_in_doubt_or_too_soon_is_not_followed_by_words(fake, fault, error):
    fake.pictures.add(IMAGE)
    fake.fault(fault, method="sendPhoto")

    with pytest.raises(error):
        send(fake)
    assert [sent.method for sent in fake.accepted] in ([], ["sendPhoto"])


def test_a_long_text_is_cut_to_what_fits_under_a_picture(fake):
    fake.pictures.add(IMAGE)

    send(fake, message=replace(NEWS, look="full", text="运动会开幕了😀。" * 400))

    [sent] = fake.accepted
    assert 900 < units(sent.text) <= 1024


@pytest.mark.parametrize(
    "message",
    [
        replace(NEWS, image=""),
        replace(NEWS, look="line"),
        replace(NEWS, picture="preview"),
        replace(NEWS, picture="none"),
        replace(NEWS, items=(NEWS, NEWS)),
    ],
)
def test_no_picture_where_none_is_wanted(fake, message):
    fake.pictures.add(IMAGE)

    assert send(fake, message=message) == ["1"]
    assert fake.accepted[0].preview.get("is_disabled", False) == (message.picture == "none" or message.look == "line")


def test_a_correction_changes_the_words_under_a_picture(fake):
    fake.pictures.add(IMAGE)
    again = replace(NEWS, kind=ChangeKind.CHANGED, note="已更正", summary="更正" * 900)

    async def act(telegram: Telegram) -> None:
        sent = await telegram.send(GROUP, NEWS, key="1")
        assert sent
        await telegram.edit(GROUP, sent, again)
        await telegram.edit(GROUP, sent, replace(again, kind=ChangeKind.WITHDRAWN, note="已撤回", summary=""))
        await telegram.delete(GROUP, sent)

    using(fake, None, act)

    methods = ["sendPhoto", "editMessageCaption", "editMessageCaption", "deleteMessage"]
    assert [sent.method for sent in fake.accepted] == methods
    assert "已更正" in fake.accepted[1].text
    assert fake.accepted[2].entities[0]["type"] == "strikethrough"
