"""Matrix: one transaction id, one message, whatever the network does; edits replace, deletes redact."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from builders import Clock
from fakeapps import TOKEN, FakeMatrix
from reaching import CHAT, NOW, digest, news, using

from bot.errors import ChannelDown, ChatGone, DeliveryError, Refused, TryLater
from bot.model import Secret
from bot.tell.channels.matrix import Matrix, Settings
from feeds.model import ChangeKind

ROOM = replace(CHAT, id=FakeMatrix.room)


@pytest.fixture
def server() -> Iterator[FakeMatrix]:
    with FakeMatrix(Clock(NOW)) as server:
        yield server


def acting(server: FakeMatrix, act: Any, **settings: Any) -> Any:
    given = {"homeserver": server.base, "token": Secret(TOKEN)} | settings
    return using(lambda post: Matrix(Settings(**given), post, clock=server.clock), act)


def send(server: FakeMatrix, message: Any = None, chat: Any = ROOM, key: str = "yaowen-7", **settings: Any) -> str:
    return acting(server, lambda matrix: matrix.send(chat, message or news(), key=key), **settings)


def refused(server: FakeMatrix, chat: Any = ROOM, **settings: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send(server, chat=chat, **settings)
    assert TOKEN not in str(caught.value)
    return caught.value


def test_news_has_a_plain_and_a_rich_body_and_calls_nobody(server):
    event = send(server, news(title="<b>@room</b>"))

    told = server.messages[event]
    assert told["msgtype"] == "m.text"
    assert told["m.mentions"] == {}
    assert told["body"].startswith("<b>@room</b>\n青石要闻 · 03-05 09:30")
    assert "&lt;b&gt;@room&lt;/b&gt;</a></h4>" in told["formatted_body"]


def test_a_retry_with_one_transaction_id_arrives_once(server):
    server.then_hang_up = True
    assert isinstance(refused(server), TryLater)
    assert len(server.events) == 1

    event = send(server)

    assert list(server.events) == [event]
    assert len(server.requests) == 2


@pytest.mark.parametrize("answer", [None, (200, b"{"), (500, b"oops"), (502, b"<html>"), (504, b"")])
def test_doubt_is_no_doubt_for_a_repeat_is_harmless(server, answer):
    server.answers.append(answer)

    assert isinstance(refused(server), TryLater)


def test_a_correction_replaces_and_the_same_one_twice_is_one(server):
    async def twice(matrix):
        event = await matrix.send(ROOM, news(), key="yaowen-7")
        for _ in range(2):
            await matrix.edit(ROOM, event, news(ChangeKind.CHANGED, title="青石学院举行运动会"))
        return event

    event = acting(server, twice)

    assert len(server.events) == 2
    assert server.messages[event]["body"].startswith("【已更正】青石学院举行运动会")


def test_a_message_can_be_deleted(server):
    async def delete(matrix):
        event = await matrix.send(ROOM, news(), key="yaowen-7")
        await matrix.delete(ROOM, event)
        await matrix.delete(ROOM, event)

    acting(server, delete)

    assert server.messages == {}
    assert len(server.redacted) == 1


def test_an_alias_is_joined_and_remembered(server):
    async def twice(matrix):
        for key in ("yaowen-7", "yaowen-8"):
            await matrix.send(replace(CHAT, id=FakeMatrix.alias), news(), key=key)

    acting(server, twice)

    assert len(server.messages) == 2
    assert sum("/join/" in path for path, _ in server.requests) == 1


def test_an_invitation_is_accepted(server):
    server.joined = False

    send(server)

    assert len(server.messages) == 1


def test_a_room_without_an_invitation_is_a_chat_gone(server):
    server.joined = server.invited = False

    error = refused(server)

    assert isinstance(error, ChatGone)
    assert "invite us" in str(error)


def test_a_limit_waits_as_long_as_the_server_says(server):
    server.limit = 1500

    error = refused(server)

    assert isinstance(error, TryLater)
    assert (error.after, error.counts) == (timedelta(seconds=1.5), False)


def test_a_wrong_token_pauses_the_channel(server):
    assert isinstance(refused(server, token=Secret("wrong")), ChannelDown)


@pytest.mark.parametrize(
    ("status", "code", "meaning"),
    [
        (401, "M_UNKNOWN_TOKEN", ChannelDown),
        (403, "M_USER_DEACTIVATED", ChannelDown),
        (404, "M_NOT_FOUND", ChatGone),
        (413, "M_TOO_LARGE", Refused),
        (400, "M_BAD_JSON", Refused),
        (429, "M_LIMIT_EXCEEDED", TryLater),
        (500, "M_UNKNOWN", TryLater),
    ],
)
def test_every_code_has_a_meaning(server, status, code, meaning):
    server.answers.extend([(status, b'{"errcode": "%s", "error": "x"}' % code.encode())] * 2)

    assert type(refused(server)) is meaning


def test_the_longest_digest_fits_into_an_event_edited_too(server):
    many = digest(*(news(title="长" * 250, url="http://www.qingshi.example/" + "长" * 600) for _ in range(200)))
    long = news(look="full", text='"<&>\\' * 4000)

    async def both(matrix):
        for message in (many, long):
            event = await matrix.send(ROOM, message, key=f"yaowen-{len(server.events)}")
            await matrix.edit(ROOM, event, message)

    acting(server, both)

    assert len(server.events) == 4


def test_a_notice_makes_no_sound(server):
    event = send(server, notice=True)

    assert server.messages[event]["msgtype"] == "m.notice"
