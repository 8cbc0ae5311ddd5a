"""Apprise: one URL, one message, and no more known of a failure than that it was one."""

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from builders import Clock
from fakerobots import Answered, Service
from reaching import CHAT, NOW, digest, news, using

from bot.errors import ChannelDown, ChatGone, DeliveryError, Refused, Unknown
from bot.model import Secret
from bot.tell.channels.apprise import Apprise, Settings
from feeds.model import ChangeKind

#: of the standard library, by one of Apprise's plugins
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")


class Receiver(Service):
    """What json:// of Apprise posts to."""

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answered:
        return 200, b"{}"

    @property
    def url(self) -> str:
        return f"json://news:s3cr3t-p4ss@{self.base.removeprefix('http://')}/notify"

    @property
    def seen(self) -> list[Any]:
        return [json.loads(body) for _, body in self.requests]


@pytest.fixture
def server() -> Iterator[Receiver]:
    with Receiver(Clock(NOW)) as server:
        yield server


def acting(server: Receiver, act: Any, **settings: Any) -> Any:
    given = {"url": Secret(server.url)} | settings
    return using(lambda post: Apprise(Settings(**given)), act)


def send(server: Receiver, message: Any = None, chat: Any = CHAT, **settings: Any) -> str:
    return acting(server, lambda apprise: apprise.send(chat, message or news(), key="yaowen-7"), **settings)


def refused(server: Receiver, chat: Any = CHAT, **settings: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send(server, chat=chat, **settings)
    assert "s3cr3t" not in str(caught.value)
    return caught.value


def test_news_has_a_title_and_a_text(server):
    assert send(server) == "yaowen-7"

    [told] = server.seen
    assert told["title"] == "青石学院举行春季运动会"
    assert told["message"].startswith("青石要闻 · 03-05 09:30")
    assert "http://www.qingshi.example/info/1071/82033.htm" in told["message"]


def test_a_long_text_and_a_digest_are_one_message_each(server):
    send(server, news(look="full", text="长句子。" * 6000))
    send(server, digest(*(news(title=f"第{n}件事" * 20) for n in range(300))))

    assert len(server.requests) == 2


@pytest.mark.parametrize("answer", [(500, b""), (429, b""), (404, b""), None])
def test_a_failure_is_unknown_and_not_retried(server, answer):
    server.answers.append(answer)

    assert isinstance(refused(server), Unknown)
    assert len(server.requests) == 1


def test_an_url_that_apprise_does_not_know_is_said_so(server):
    assert isinstance(refused(server, url=Secret("pigeon://home")), ChannelDown)
    assert isinstance(refused(server, url=None), ChatGone)


def test_a_chat_may_have_an_url_of_its_own(server):
    send(server, chat=replace(CHAT, id=server.url), url=None)

    assert len(server.requests) == 1


def test_the_log_holds_no_password(server, caplog):
    caplog.set_level(logging.DEBUG)
    server.answers.append((500, b""))

    refused(server)

    assert "s3cr3t" not in caplog.text


def test_a_correction_follows_once(server):
    server.answers.append((500, b""))

    with pytest.raises(Refused):
        acting(server, lambda apprise: apprise.edit(CHAT, "x", news(ChangeKind.CHANGED)), corrections=True)
