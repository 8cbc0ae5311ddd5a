"""DingTalk robots: signature, keyword, pace, each answer's meaning, through the real network code to a strict fake."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from builders import Clock
from fakerobots import KEY, FakeDingTalk
from reaching import CHAT, FILES, NOW, PICTURE, digest, news, using

from bot.errors import ChannelDown, ChatGone, DeliveryError, Refused, TryLater, Unknown
from bot.model import Message, Secret
from bot.tell.channels.dingtalk import DingTalk, Settings, signed
from feeds.model import ChangeKind

SECRET = "SEC0d8b5c3e9a7f4162"


@pytest.fixture
def robot() -> Iterator[FakeDingTalk]:
    with FakeDingTalk(Clock(NOW)) as robot:
        yield robot


def channel(robot: FakeDingTalk, **settings: Any):
    return lambda post: DingTalk(Settings(**{"url": Secret(robot.url)} | settings), post, clock=robot.clock)


def send(robot: FakeDingTalk, message: Message | None = None, **settings: Any) -> str | None:
    told = message or news()
    return using(channel(robot, **settings), lambda dingtalk: dingtalk.send(CHAT, told, key="yaowen-7"))


def refused(robot: FakeDingTalk, message: Message | None = None, **settings: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send(robot, message, **settings)
    assert KEY not in str(caught.value)
    assert SECRET not in str(caught.value)
    return caught.value


def test_news_arrives_as_a_card_with_a_button(robot):
    assert send(robot, news(images=(PICTURE,), attachments=FILES[:1])) == "yaowen-7"

    [seen] = robot.messages
    assert seen["msgtype"] == "actionCard"
    card = seen["actionCard"]
    assert card["title"] == "青石学院举行春季运动会"
    assert card["singleTitle"] == "阅读原文"
    assert card["singleURL"] == "http://www.qingshi.example/info/1071/82033.htm"
    assert card["text"] == (
        f"![]({PICTURE})\n\n#### 青石学院举行春季运动会\n\n> 青石要闻 · 03-05 09:30\n\n"
        "3月5日，青石学院春季运动会在田径场开幕。全院师生参加。\n\n"
        "📎 [附件1.docx](http://www.qingshi.example/f/1.docx)"
    )


def test_a_line_is_markdown_with_a_link(robot):
    send(robot, news(look="line"))

    said = robot.messages[0]["markdown"]["text"]
    assert said.startswith("**[青石学院举行春季运动会](http://www.qingshi.example/info/1071/82033.htm)**")


def test_a_digest_with_pictures_is_a_feed_card_and_without_a_list(robot):
    send(robot, digest(*(news(title=f"第{n}件事", images=(PICTURE,)) for n in range(5))))
    send(robot, digest(*(news(title=f"第{n}件事") for n in range(5))))

    cards, listed = robot.messages
    assert [link["title"] for link in cards["feedCard"]["links"]] == [f"第{n}件事" for n in range(5)]
    assert listed["markdown"]["text"].count("\n- [") == 5


def test_a_digest_that_others_follow_is_a_list_for_its_heading_says_so(robot):
    send(robot, replace(digest(*(news(images=(PICTURE,)) for _ in range(5))), title="5 条要闻，随后还有 5 条", left=5))

    assert robot.messages[0]["markdown"]["text"].startswith("#### 5 条要闻，随后还有 5 条\n")


def test_nobody_is_mentioned(robot):
    send(robot, news(summary="@所有人 @all 请注意"))

    assert robot.messages[0]["at"] == {"isAtAll": False}


def test_a_signed_address_is_encoded_once(robot):
    robot.secret = SECRET

    send(robot, secret=Secret(SECRET))

    path, _ = robot.requests[0]
    assert "%25" not in path
    assert parse_qs(urlsplit(path).query)["timestamp"] == [str(int(NOW.timestamp() * 1000))]


@pytest.mark.parametrize("second", range(8))
def test_a_signature_survives_signs_that_addresses_use_themselves(robot, second):
    robot.secret = f"SEC+/={second}"
    robot.clock.forward(seconds=second)

    send(robot, secret=Secret(robot.secret))

    assert len(robot.messages) == 1


def test_the_signature_is_the_one_of_the_manual():
    address = signed("https://oapi.dingtalk.com/robot/send?access_token=x", "SEC1", NOW)

    # printf '1772759550000\nSEC1' | openssl dgst -sha256 -hmac SEC1 -binary | base64, then percent-encoded
    sign = "fnfEWX%2FYU1ZLx6NBdI4Kyg6I4dD%2FXMUG5ekEkfV1tvo%3D"
    assert address == f"https://oapi.dingtalk.com/robot/send?access_token=x&timestamp=1772759550000&sign={sign}"


@pytest.mark.parametrize(
    ("fault", "settings", "words"),
    [
        ({"secret": SECRET}, {"secret": Secret("SECwrong")}, "copy the robot's secret"),
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


def test_a_clock_that_is_wrong_is_said_so(robot):
    robot.secret = SECRET
    late = Clock(NOW - timedelta(hours=2))

    with pytest.raises(ChannelDown, match="set this machine's time"):
        using(
            lambda post: DingTalk(Settings(url=Secret(robot.url), secret=Secret(SECRET)), post, clock=late),
            lambda dingtalk: dingtalk.send(CHAT, news(), key="yaowen-7"),
        )


@pytest.mark.parametrize("look", ["line", "card", "full"])
def test_a_keyword_is_added_where_it_is_missing(robot, look):
    robot.keyword = "通告"

    send(robot, news(look=look), keyword="通告")
    send(robot, news(look=look, title="通告：放假"), keyword="通告")
    send(robot, digest(*(news(images=(PICTURE,)) for _ in range(3))), keyword="通告")

    assert len(robot.messages) == 3


def test_the_keyword_of_a_robot_of_one_chat_stops_that_chat_only(robot):
    robot.keyword = "通告"
    there = replace(CHAT, id=robot.url)

    with pytest.raises(ChatGone, match="keyword"):
        using(channel(robot, url=None), lambda dingtalk: dingtalk.send(there, news(), key="yaowen-7"))


def test_the_21st_of_a_minute_is_blocked_for_ten_minutes(robot):
    for _ in range(20):
        send(robot)

    error = refused(robot)

    assert isinstance(error, TryLater)
    assert (error.after, error.counts) == (timedelta(minutes=10), False)
    assert "10 minutes" in str(error)
    robot.clock.forward(minutes=5)
    assert isinstance(refused(robot), TryLater)
    robot.clock.forward(minutes=5, seconds=1)
    send(robot)


def test_a_robot_that_was_removed_is_a_chat_gone(robot):
    robot.removed = True

    assert isinstance(refused(robot), ChatGone)


@pytest.mark.parametrize(
    ("said", "secret", "todo"),
    [
        ("description:机器人发送签名不匹配;solution:请确认签名和时间戳都放在网址中", "SECx", "the signature is wrong"),
        ("description:机器人发送签名过期;solution:签名和发送的时间请保持在 timestampms 以内", "SECx", "our clock"),
        ("错误描述:关键词不匹配;解决方案:请在消息中包含此关键词", "SECx", "it insists on a keyword"),
        ("description:ip 不在白名单中;solution:设置机器人安全ip地址段", "SECx", "our IP address is not allowed"),
        ("description:机器人发送签名不匹配;solution:请确认签名和时间戳都放在网址中", None, "it wants a signature"),
        ("sign not match, more: [https://example.org]", None, "it wants a signature"),
        ("invalid timestamp", None, "it wants a signature"),
        ("keywords not in content", None, "it insists on a keyword"),
        ("something new", None, "its security refuses us: something new"),
    ],
)
def test_what_its_security_says_is_understood_in_both_its_languages(robot, said, secret, todo):
    robot.answers.append((200, json.dumps({"errcode": 310000, "errmsg": said}).encode()))

    assert todo in str(refused(robot, **({"secret": Secret(secret)} if secret else {})))


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (-1, TryLater),
        (130101, TryLater),
        (410100, TryLater),
        (90018, TryLater),
        (300001, ChatGone),
        (300005, ChatGone),
        (400013, ChatGone),
        (400101, ChatGone),
        (400102, ChatGone),
        (400106, ChatGone),
        (310000, ChannelDown),
        (400105, Refused),
        (40035, Refused),
        (430101, Refused),
        (430102, Refused),
        (430103, Refused),
        (430104, Refused),
        (460101, Refused),
        (99999, TryLater),
    ],
)
def test_every_code_has_a_meaning(robot, code, meaning):
    robot.answers.append((200, b'{"errcode": %d, "errmsg": "what it says"}' % code))

    error = refused(robot)

    assert type(error) is meaning
    assert str(code) in str(error)


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [(None, Unknown), ((200, b"{"), Unknown), ((502, b"<html>"), Unknown), ((307, b""), TryLater)],
)
def test_an_answer_that_is_not_of_dingtalk(robot, answer, meaning):
    robot.answers.append(answer)

    assert type(refused(robot)) is meaning


def test_a_correction_follows_as_a_short_message(robot):
    def correct(dingtalk):
        return dingtalk.edit(CHAT, "yaowen-7", news(ChangeKind.CHANGED))

    using(channel(robot, corrections=True), correct)

    said = robot.messages[0]["markdown"]["text"]
    assert "已更正" in said
    assert "开幕" not in said
