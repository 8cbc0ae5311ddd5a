"""Discord webhooks: sent, edited and deleted by id; its headers and codes are obeyed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from builders import Clock
from fakeapps import TOKEN, FakeDiscord
from reaching import CHAT, FILES, NOW, PICTURE, digest, news, using

from bot.errors import ChannelDown, ChatGone, DeliveryError, Refused, TryLater, Unknown
from bot.model import Secret
from bot.tell.channels.discord import Discord, Settings
from feeds.model import ChangeKind


@pytest.fixture
def server() -> Iterator[FakeDiscord]:
    with FakeDiscord(Clock(NOW)) as server:
        yield server


def acting(server: FakeDiscord, act: Any, **settings: Any) -> Any:
    given = {"url": Secret(server.url)} | settings
    return using(lambda post: Discord(Settings(**given), post, clock=server.clock), act)


def send(server: FakeDiscord, message: Any = None, chat: Any = CHAT, **settings: Any) -> str:
    return acting(server, lambda discord: discord.send(chat, message or news(), key="yaowen-7"), **settings)


def refused(server: FakeDiscord, **settings: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send(server, **settings)
    assert TOKEN not in str(caught.value)
    return caught.value


def test_news_is_an_embed_and_calls_nobody(server):
    number = send(server, news(images=(PICTURE,), attachments=FILES[:1], summary="@everyone <@1> **急**"))

    told = server.messages[number]
    assert told["allowed_mentions"] == {"parse": []}
    assert told["embeds"] == [
        {
            "title": "青石学院举行春季运动会",
            "url": "http://www.qingshi.example/info/1071/82033.htm",
            "description": "@everyone \\<@1\\> \\*\\*急\\*\\*\n\n📎 [附件1.docx](http://www.qingshi.example/f/1.docx)",
            "color": 0x2F6FDE,
            "footer": {"text": "青石要闻 · 03-05 09:30"},
            "image": {"url": PICTURE},
        }
    ]


def test_a_correction_edits_the_message_and_a_withdrawal_strikes_it(server):
    async def both(discord):
        number = await discord.send(CHAT, news(), key="yaowen-7")
        await discord.edit(CHAT, number, news(ChangeKind.CHANGED, title="青石学院举行运动会"))
        await discord.edit(CHAT, number, news(ChangeKind.WITHDRAWN))
        return number

    number = acting(server, both)

    assert len(server.messages) == 1
    embed = server.messages[number]["embeds"][0]
    assert embed["title"] == "~~青石学院举行春季运动会~~"
    assert "url" not in embed
    assert embed["footer"]["text"].startswith("已撤回")


def test_a_message_can_be_deleted_and_twice_is_no_fault(server):
    async def delete(discord):
        number = await discord.send(CHAT, news(), key="yaowen-7")
        await discord.delete(CHAT, number)
        await discord.delete(CHAT, number)

    acting(server, delete)

    assert server.messages == {}


def test_an_edit_of_a_message_that_is_gone_is_refused(server):
    with pytest.raises(Refused, match="gone"):
        acting(server, lambda discord: discord.edit(CHAT, "1", news(ChangeKind.CHANGED)))


def test_a_topic_is_a_thread(server):
    send(server, chat=replace(CHAT, topic=77))

    assert server.threads == ["77"]


def test_silent_makes_no_sound_and_a_name_is_shown(server):
    number = send(server, replace(news(), silent=True), username="要闻")

    assert server.messages[number]["flags"] == 4096
    assert server.messages[number]["username"] == "要闻"


def test_a_digest_is_one_embed(server):
    number = send(server, digest(*(news(title=f"第{n}件事") for n in range(40))))

    assert server.messages[number]["embeds"][0]["description"].count("](http") >= 30


def test_an_address_in_the_text_can_be_followed(server):
    summary = "报名：https://www.form.example/v_m/a~b?x_y=1，*截止*3月8日_。(http://www.form.example/)http://www.form.example/b."
    number = send(server, news(summary=summary))

    said = server.messages[number]["embeds"][0]["description"]
    assert said == (
        r"报名：<https://www.form.example/v_m/a~b?x_y=1>，\*截止\*3月8日\_。"
        r"\(<http://www.form.example/>\)<http://www.form.example/b>."
    )


def test_a_text_full_of_addresses_fits(server):
    number = send(server, news(look="full", text="http://a.example/，" * 400))

    assert 3500 < len(server.messages[number]["embeds"][0]["description"]) <= 4096


def test_twenty_of_a_digest_with_long_addresses_are_all_named(server):
    address = "http://www.qingshi.example/" + "%E9%9D%92" * 30
    long = [news(title=f"第{n}件事：" + "很长的标题" * 9, url=f"{address}/{n}.htm") for n in range(20)]

    number = send(server, digest(*long))

    said = server.messages[number]["embeds"][0]["description"]
    assert all(f"第{n}件事" in said for n in range(20))
    assert "还有" not in said
    assert said.count("](http") >= 8


def test_its_headers_are_obeyed_before_it_has_to_refuse(server):
    async def six(discord):
        for _ in range(5):
            await discord.send(CHAT, news(), key="yaowen-7")
        with pytest.raises(TryLater) as caught:
            await discord.send(CHAT, news(), key="yaowen-7")
        server.clock.forward(seconds=2.1)
        await discord.send(CHAT, news(), key="yaowen-7")
        return caught.value

    error = acting(server, six)

    assert (error.after, error.counts) == (timedelta(seconds=2), False)
    assert len(server.requests) == 6


def test_a_429_waits_as_long_as_it_says_and_counts_for_nothing(server):
    server.answers.append((429, b'{"message": "limited", "retry_after": 1.25, "global": true}'))

    error = refused(server)

    assert isinstance(error, TryLater)
    assert (error.after, error.counts) == (timedelta(seconds=1.25), False)


def test_a_webhook_that_was_deleted_is_a_chat_gone(server):
    server.deleted = True

    assert isinstance(refused(server), ChatGone)


def test_an_address_that_is_missing_is_said_so(server):
    assert "url_file" in str(refused(server, url=None))


@pytest.mark.parametrize(
    ("status", "body", "meaning"),
    [
        (400, b'{"message": "Invalid Form Body", "code": 50035}', Refused),
        (401, b'{"message": "401: Unauthorized", "code": 0}', ChannelDown),
        (401, b'{"message": "Invalid Webhook Token", "code": 50027}', ChatGone),
        (403, b'{"message": "Missing Access", "code": 50001}', ChannelDown),
        (403, b"error code: 1010", TryLater),
        (404, b'{"message": "Unknown Channel", "code": 10003}', ChatGone),
        (404, b'{"message": "404: Not Found", "code": 0}', ChatGone),
        (429, b"<html>", TryLater),
        (500, b"{}", Unknown),
        (502, b"<html>", Unknown),
        (200, b"{}", Unknown),
        (200, b"", Unknown),
    ],
)
def test_every_answer_has_a_meaning(server, status, body, meaning):
    server.answers.append((status, body))

    assert type(refused(server)) is meaning


def test_a_cut_after_the_request_is_unknown_but_an_edit_is_just_repeated(server):
    server.then_hang_up = True
    assert isinstance(refused(server), Unknown)

    server.answers.append(None)
    with pytest.raises(TryLater):
        acting(server, lambda discord: discord.edit(CHAT, "1", news(ChangeKind.CHANGED)))
