"""Webhooks through feeds' own door to a receiver that checks what our howto tells it to check."""

import asyncio
import hashlib
import hmac
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fakehook import FakeHook

from bot.errors import ChatGone, DeliveryError, Refused, TryLater, Unknown
from bot.model import Chat, Message, Secret
from bot.tell.channels.webhook import Settings, Webhook, retry_after
from feeds.fetch.web import Web
from feeds.model import Access, Answer, ChangeKind

NOW = datetime(2026, 3, 6, 1, tzinfo=UTC)
NEWS = Message(
    kind=ChangeKind.NEW,
    title="青石学院举行春季运动会",
    data={"id": "tag:yaowen.example,2026:1", "title": "青石学院举行春季运动会", "revision": 1},
)


@pytest.fixture
def hook() -> Iterator[FakeHook]:
    with FakeHook() as hook:
        yield hook


def webhook(settings: Settings, *, private: bool = True) -> Webhook:
    async def post(url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        web = Web()
        try:
            access = Access(allow_private=private, timeout=5)
            return await asyncio.to_thread(web.post, url, body, headers=headers, access=access)
        finally:
            web.close()

    return Webhook(settings, post, clock=NOW.timestamp)


def send(hook: FakeHook, message: Message = NEWS, *, private: bool = True, secret: str | None = "open sesame") -> None:
    settings = Settings(secret=Secret(secret) if secret else None)
    chat = Chat(channel="webhook", id=hook.url, name="intranet")
    key = asyncio.run(webhook(settings, private=private).send(chat, message, key="yaowen-7"))
    assert key == "yaowen-7"


def test_an_entry_is_posted_as_json(hook):
    send(hook)

    [heard] = hook.heard
    assert heard.path == "/hook"
    assert heard.told == {
        "event": "entry.published",
        "delivery": "yaowen-7",
        "chat": "intranet",
        "entry": {"id": "tag:yaowen.example,2026:1", "title": "青石学院举行春季运动会", "revision": 1},
    }
    assert heard.headers["content-type"] == "application/json; charset=utf-8"
    assert heard.headers["x-yaowen-event"] == "entry.published"
    assert heard.headers["x-yaowen-delivery"] == "yaowen-7"


def test_a_receiver_can_check_who_sent_it_and_when(hook):
    send(hook)

    [heard] = hook.heard
    stamp = heard.headers["x-yaowen-timestamp"]
    expected = hmac.new(b"open sesame", stamp.encode() + b"." + heard.body, hashlib.sha256).hexdigest()
    assert heard.headers["x-yaowen-signature"] == f"sha256={expected}"
    assert stamp == str(int(NOW.timestamp()))


def test_without_a_secret_nothing_is_signed(hook):
    send(hook, secret=None)

    assert "x-yaowen-signature" not in hook.heard[0].headers


@pytest.mark.parametrize(
    ("kind", "event"), [(ChangeKind.CHANGED, "entry.updated"), (ChangeKind.WITHDRAWN, "entry.withdrawn")]
)
def test_a_change_is_another_event_with_a_name_of_its_own(hook, kind, event):
    chat = Chat(channel="webhook", id=hook.url)
    changed = replace(NEWS, kind=kind, data={**NEWS.data, "revision": 2})

    asyncio.run(webhook(Settings()).edit(chat, "yaowen-7", changed))

    assert hook.heard[0].told["event"] == event
    assert hook.heard[0].told["delivery"] == f"yaowen-7-{kind}-2"


def test_a_test_message_is_the_event_test(hook):
    send(hook, Message(kind=None, title="测试消息", summary="好"))

    assert hook.heard[0].told["event"] == "test"
    assert hook.heard[0].told["entry"] == {"title": "测试消息", "summary": "好", "url": None}


def test_a_digest_is_one_event_with_all_its_entries(hook):
    send(hook, Message(kind=ChangeKind.NEW, title="2", items=(NEWS, NEWS), data={"entries": [NEWS.data, NEWS.data]}))

    told = hook.heard[0].told
    assert told["event"] == "digest"
    assert [entry["id"] for entry in told["entries"]] == ["tag:yaowen.example,2026:1"] * 2


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_any_2xx_is_a_success(hook, status):
    hook.answers.append((status, {}))

    send(hook)


@pytest.mark.parametrize(
    ("status", "headers", "meaning"),
    [
        (400, {}, Refused),
        (401, {}, Refused),
        (404, {}, Refused),
        (413, {}, Refused),
        (302, {"Location": "/other"}, Refused),
        (410, {}, ChatGone),
        (408, {}, TryLater),
        (425, {}, TryLater),
        (429, {}, TryLater),
        (500, {}, TryLater),
        (502, {}, TryLater),
        (503, {}, TryLater),
    ],
)
def test_the_status_says_what_becomes_of_the_delivery(hook, status, headers, meaning):
    hook.answers.append((status, headers))

    with pytest.raises(DeliveryError) as caught:
        send(hook)

    assert type(caught.value) is meaning
    assert str(status) in str(caught.value)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("said", ["120", "Fri, 06 Mar 2026 01:02:00 GMT"])
def test_a_receiver_that_asks_for_time_gets_it(hook, status, said):
    hook.answers.append((status, {"Retry-After": said}))

    with pytest.raises(TryLater) as caught:
        send(hook)

    assert caught.value.after == timedelta(seconds=120)
    assert caught.value.counts is False


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("", None),
        ("soon", None),
        ("-3", None),
        ("٣", None),
        ("99999999999999999999", timedelta(days=1)),
        ("Fri, 06 Mar 2026 00:00:00 GMT", timedelta()),
        ("Fri, 06 Mar 2099 00:00:00 GMT", timedelta(days=1)),
    ],
)
def test_a_wait_is_believed_up_to_a_day(said, wait):
    assert retry_after({"retry-after": said}, NOW) == wait


def test_a_connection_cut_after_the_request_is_unknown(hook):
    hook.answers.append(None)

    with pytest.raises(Unknown):
        send(hook)
    assert len(hook.heard) == 1


def test_a_receiver_that_is_not_there_is_tried_later():
    with FakeHook() as gone:
        pass

    with pytest.raises(TryLater):
        send(gone)


def test_a_private_address_that_is_not_allowed_is_refused_at_once(hook):
    with pytest.raises(Refused, match=r"private address.*allow_private"):
        send(hook, private=False)

    assert hook.heard == []
