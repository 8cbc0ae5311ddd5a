"""Feishu robots: signature, keyword, hours, each answer's meaning, through the real network code to a strict fake."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from builders import Clock
from fakerobots import KEY, FakeFeishu
from reaching import CHAT, FILES, NOW, digest, news, using

from bot.errors import ChannelDown, ChatGone, DeliveryError, Refused, TryLater, Unknown
from bot.model import Message, Secret
from bot.tell.channels.feishu import Feishu, Settings
from feeds.model import ChangeKind

SECRET = "pQ7vT2mXw0"


@pytest.fixture
def robot() -> Iterator[FakeFeishu]:
    with FakeFeishu(Clock(NOW)) as robot:
        yield robot


def channel(robot: FakeFeishu, **settings: Any):
    return lambda post: Feishu(Settings(**{"url": Secret(robot.url)} | settings), post, clock=robot.clock)


def send(robot: FakeFeishu, message: Message | None = None, **settings: Any) -> str | None:
    told = message or news()
    return using(channel(robot, **settings), lambda feishu: feishu.send(CHAT, told, key="yaowen-7"))


def refused(robot: FakeFeishu, message: Message | None = None, **settings: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send(robot, message, **settings)
    assert KEY not in str(caught.value)
    assert SECRET not in str(caught.value)
    return caught.value


def test_news_arrives_as_a_card(robot):
    assert send(robot, news(attachments=FILES[:1])) == "yaowen-7"

    card = robot.messages[0]["card"]
    assert card["header"] == {
        "template": "blue",
        "title": {"tag": "plain_text", "content": "青石学院举行春季运动会"},
    }
    body, files, action, note = card["elements"]
    assert body["text"] == {"tag": "plain_text", "content": "3月5日，青石学院春季运动会在田径场开幕。全院师生参加。"}
    assert files["text"]["content"] == "📎 [附件1.docx](http://www.qingshi.example/f/1.docx)"
    assert action["actions"][0]["url"] == "http://www.qingshi.example/info/1071/82033.htm"
    assert note["elements"][0]["content"] == "青石要闻 · 03-05 09:30"


@pytest.mark.parametrize("look", ["line", "card", "full"])
def test_every_look_is_a_card_that_feishu_takes(robot, look):
    send(robot, news(look=look))
    send(robot, news(look=look, url="", summary="", text=""))

    assert len(robot.messages) == 2


def test_a_digest_is_a_list_of_links(robot):
    send(robot, digest(*(news(title=f"第{n}件*事*") for n in range(3))))

    said = robot.messages[0]["card"]["elements"][0]["text"]["content"]
    assert said.count("](http://www.qingshi.example/info/1071/82033.htm)") == 3
    assert "*" not in said


def test_markup_of_the_news_mentions_nobody(robot):
    send(robot, digest(news(title="<at id=all></at> [急](http://e.example)")))

    said = robot.messages[0]["card"]["elements"][0]["text"]["content"]
    assert "<at" not in said
    assert "](http://e.example" not in said


def test_the_signature_is_in_the_body(robot):
    robot.secret = SECRET

    send(robot, secret=Secret(SECRET))

    assert robot.messages[0]["timestamp"] == str(int(NOW.timestamp()))


@pytest.mark.parametrize(
    ("fault", "settings", "words"),
    [
        ({"secret": SECRET}, {"secret": Secret("wrong")}, "copy the robot's secret"),
        ({"secret": SECRET}, {}, "it wants a signature"),
        ({"keyword": "通告"}, {}, "keyword"),
        ({"wrong_ip": True}, {}, "IP address"),
    ],
)
def test_its_security_pauses_the_channel_and_says_what_to_do(robot, fault, settings, words):
    for name, value in fault.items():
        setattr(robot, name, value)

    error = refused(robot, **settings)

    assert isinstance(error, ChannelDown)
    assert words in str(error)


@pytest.mark.parametrize("look", ["line", "card", "full"])
def test_a_keyword_is_added_where_it_is_missing(robot, look):
    robot.keyword = "通告"

    send(robot, news(look=look), keyword="通告")
    send(robot, digest(news()), keyword="通告")

    assert len(robot.messages) == 2


@pytest.mark.parametrize(
    ("minute", "second", "wait"), [(0, 0, 60), (30, 45, 15), (30, 59, 1), (31, 0, 0), (29, 59, 0), (1, 0, 0)]
)
def test_the_full_and_the_half_hour_are_left_to_others(minute, second, wait):
    feishu = Feishu(Settings(), None)  # type: ignore[arg-type]

    assert feishu.quiet(datetime(2026, 3, 6, 8, minute, second, tzinfo=UTC)) == timedelta(seconds=wait)


def test_news_waits_at_the_full_hour_and_a_test_does_not(robot):
    robot.clock.now = datetime(2026, 3, 6, 8, 0, 20, tzinfo=UTC)

    error = refused(robot)

    assert isinstance(error, TryLater)
    assert (error.after, error.counts, robot.requests) == (timedelta(seconds=40), False, [])
    assert "11232" in str(refused(robot, Message(kind=None, title="测试消息")))


def test_more_than_five_a_second_is_not_a_failure(robot):
    for _ in range(5):
        send(robot)

    error = refused(robot)

    assert isinstance(error, TryLater)
    assert error.counts is False


def test_a_robot_that_was_removed_is_a_chat_gone(robot):
    robot.removed = True

    assert isinstance(refused(robot), ChatGone)


@pytest.mark.parametrize("status", [200, 400])
@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (11232, TryLater),
        (11233, TryLater),
        (99991400, TryLater),
        (9499, TryLater),
        (19001, ChatGone),
        (19005, ChatGone),
        (19007, ChatGone),
        (19021, ChannelDown),
        (19022, ChannelDown),
        (19024, ChannelDown),
        (19002, Refused),
        (11246, Refused),
        (230025, Refused),
        (77777, TryLater),
    ],
)
def test_every_code_has_a_meaning_whatever_the_status(robot, code, meaning, status):
    robot.answers.append((status, b'{"code": %d, "msg": "what it says"}' % code))

    error = refused(robot)

    assert type(error) is meaning
    assert str(code) in str(error)


def test_a_request_that_feishu_cannot_read_is_refused(robot):
    robot.answers.append((400, b'{"code": 9499, "msg": "Bad Request"}'))

    assert isinstance(refused(robot), Refused)


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [(None, Unknown), ((200, b"[]"), Unknown), ((504, b"<html>"), Unknown), ((403, b"<html>"), TryLater)],
)
def test_an_answer_that_is_not_of_feishu(robot, answer, meaning):
    robot.answers.append(answer)

    assert type(refused(robot)) is meaning


def test_a_withdrawal_follows_as_a_grey_card(robot):
    def withdraw(feishu):
        return feishu.edit(CHAT, "yaowen-7", news(ChangeKind.WITHDRAWN))

    using(channel(robot, corrections=True), withdraw)

    card = robot.messages[0]["card"]
    assert card["header"]["template"] == "grey"
    assert card["header"]["title"]["content"] == "【已撤回】青石学院举行春季运动会"
