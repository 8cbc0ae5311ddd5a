"""What an answer means where all services agree: addresses, waits, nonsense, corrections."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import ChannelDown, ChatGone, Refused, TryLater, Unknown
from bot.model import Message, Secret
from bot.tell import answers
from feeds.model import Answer, Attachment, ChangeKind

NOW = datetime(2026, 3, 6, 1, tzinfo=UTC)
PREFIX = "https://robots.example/send?key="
KEY = "5a17c0de-0b07-4b1d-9a3e-5ec4e7f00d42"


@pytest.mark.parametrize(
    ("secret", "chat", "address"),
    [
        (PREFIX + KEY, "staff", PREFIX + KEY),
        (KEY, "staff", PREFIX + KEY),
        (None, PREFIX + KEY, PREFIX + KEY),
        (None, KEY, PREFIX + KEY),
        ("http://10.0.0.7/send?key=1", "staff", "http://10.0.0.7/send?key=1"),
    ],
)
def test_a_robots_address_is_the_channels_or_the_chats_and_may_be_a_bare_key(secret, chat, address):
    assert answers.robot(Secret(secret) if secret else None, chat, PREFIX) == address


@pytest.mark.parametrize("chat", ["staff", "", "../../x", "技术部", "a b c d e f g h i j k l m"])
def test_a_chats_name_is_never_taken_for_a_key(chat):
    with pytest.raises(ChatGone, match="url_file"):
        answers.robot(None, chat, PREFIX)
    with pytest.raises(ChannelDown, match="url_file"):
        answers.robot(Secret(chat), "staff", PREFIX)


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{", b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_object_is_none(body):
    assert answers.said(Answer(status=200, headers={}, body=body)) is None


@pytest.mark.parametrize(
    ("status", "headers", "meaning"),
    [
        (200, {}, Unknown),
        (302, {}, TryLater),
        (404, {}, TryLater),
        (429, {}, TryLater),
        (500, {}, Unknown),
        (503, {"retry-after": "7"}, TryLater),
        (503, {}, Unknown),
    ],
)
def test_an_answer_of_something_in_between_is_judged_by_its_status(status, headers, meaning):
    answer = Answer(status=status, headers=headers, body=b"<html>")

    assert type(answers.unlike(answer, "WeCom", NOW)) is meaning
    assert type(answers.unlike(answer, "Matrix", NOW, repeatable=True)) is TryLater


@pytest.mark.parametrize(
    ("value", "wait"),
    [(1.5, 1.5), (0, 0.1), (-1, 9), (None, 9), ("7", 9), (True, 9), (10**9, 9), (float("nan"), 9)],
)
def test_a_wait_in_a_body_is_believed_where_it_makes_sense(value, wait):
    assert answers.seconds(value, 9) == timedelta(seconds=wait)


def test_a_fraction_of_a_second_is_a_wait_too():
    assert answers.retry_after({"retry-after": "0.25"}, NOW) == timedelta(seconds=0.25)


def test_a_correction_is_short_and_only_told_once_in_doubt():
    long = Message(
        kind=ChangeKind.CHANGED,
        title="通知",
        summary="很长",
        image="http://q.example/p.jpg",
        attachments=(Attachment(name="a", url="http://q.example/a"),),
    )

    short = answers.correction(long)

    assert (short.look, short.summary, short.image, short.attachments) == ("line", "", "", ())

    async def broken() -> None:
        raise Unknown("cut")

    with pytest.raises(Refused, match="not sent twice"):
        asyncio.run(answers.once(broken()))
