"""ntfy: published as JSON, at most 4,096 bytes of text, with the codes of a real server."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from builders import Clock
from fakeapps import TOKEN, FakeNtfy
from reaching import CHAT, NOW, PICTURE, digest, news, using

from bot.errors import ChannelDown, DeliveryError, Refused, TryLater, Unknown
from bot.model import Secret
from bot.tell.channels.ntfy import Ntfy, Settings
from feeds.model import ChangeKind


@pytest.fixture
def server() -> Iterator[FakeNtfy]:
    with FakeNtfy(Clock(NOW)) as server:
        yield server


def acting(server: FakeNtfy, act: Any, **settings: Any) -> Any:
    return using(lambda post: Ntfy(Settings(base_url=server.base, **settings), post, clock=server.clock), act)


def send(server: FakeNtfy, message: Any = None, **settings: Any) -> str:
    return acting(server, lambda ntfy: ntfy.send(CHAT, message or news(), key="yaowen-7"), **settings)


def refused(server: FakeNtfy, **settings: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send(server, **settings)
    return caught.value


def test_news_has_a_title_a_text_and_opens_the_article(server):
    assert send(server, news(images=(PICTURE,))) == "m1"

    assert server.messages == [
        {
            "topic": "newsroom",
            "title": "青石学院举行春季运动会",
            "message": "青石要闻 · 03-05 09:30\n\n3月5日，青石学院春季运动会在田径场开幕。全院师生参加。",
            "click": "http://www.qingshi.example/info/1071/82033.htm",
            "attach": PICTURE,
            "priority": 3,
        }
    ]


def test_silent_is_a_low_priority(server):
    send(server, replace(news(), silent=True))

    assert server.messages[0]["priority"] == 2


def test_a_long_text_and_a_digest_fit(server):
    send(server, news(look="full", text="长句子。" * 5000))
    send(server, digest(*(news(title=f"第{n}件事") for n in range(20))))
    send(server, digest(*(news(title=f"第{n}件事" * 5) for n in range(300))))

    long, some, many = (told["message"] for told in server.messages)
    assert len(long.encode()) > 3000
    assert some.count("http://www.qingshi.example/") == 20
    assert "还有" in many


def test_the_61st_at_once_waits_and_counts_for_nothing(server):
    server.sent = [NOW.timestamp()] * 60

    error = refused(server)

    assert isinstance(error, TryLater)
    assert (error.after, error.counts) == (timedelta(seconds=5), False)


def test_a_topic_that_wants_a_token_says_so(server):
    server.private = ("newsroom",)

    assert isinstance(refused(server), ChannelDown)
    send(server, token=Secret(TOKEN))


@pytest.mark.parametrize(
    ("status", "body", "meaning"),
    [
        (400, b'{"code": 40014, "http": 400, "error": "x"}', Refused),
        (413, b'{"code": 41301, "http": 413, "error": "x"}', Refused),
        (429, b'{"code": 42908, "http": 429, "error": "daily"}', TryLater),
        (507, b'{"code": 50701, "http": 507, "error": "full"}', TryLater),
        (500, b'{"code": 50001, "http": 500, "error": "internal"}', Unknown),
        (404, b"<html>", TryLater),
        (200, b"hello", Unknown),
    ],
)
def test_every_answer_has_a_meaning(server, status, body, meaning):
    server.answers.append((status, body))

    assert type(refused(server)) is meaning


def test_a_correction_follows_where_it_is_wanted(server):
    acting(server, lambda ntfy: ntfy.edit(CHAT, "m1", news(ChangeKind.WITHDRAWN)), corrections=True)

    assert server.messages[0]["title"] == "【已撤回】青石学院举行春季运动会"
    assert "click" not in server.messages[0]
