"""WeCom robots: each answer of the service and what it means, through the real network code to a strict fake."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from builders import Clock
from fakerobots import KEY, FakeWeCom
from reaching import CHAT, FILES, NOW, PICTURE, digest, news, using

from bot.errors import ChannelDown, ChatGone, DeliveryError, Refused, TryLater, Unknown
from bot.model import Message, Pace, Secret
from bot.tell.channels.wecom import Settings, WeCom
from feeds.model import ChangeKind


@pytest.fixture
def robot() -> Iterator[FakeWeCom]:
    with FakeWeCom(Clock(NOW)) as robot:
        yield robot


def channel(robot: FakeWeCom, **settings: Any):
    return lambda post: WeCom(Settings(**{"url": Secret(robot.url)} | settings), post, clock=robot.clock)


def send(robot: FakeWeCom, message: Message | None = None, **settings: Any) -> str | None:
    told = message or news()
    return using(channel(robot, **settings), lambda wecom: wecom.send(CHAT, told, key="yaowen-7"))


def refused(robot: FakeWeCom, message: Message | None = None, **settings: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send(robot, message, **settings)
    assert KEY not in str(caught.value)
    return caught.value


def test_news_arrives_as_markdown_with_a_link(robot):
    assert send(robot) == "yaowen-7"

    [seen] = robot.messages
    assert seen["msgtype"] == "markdown"
    assert seen["markdown"]["content"] == (
        '**青石学院举行春季运动会**\n<font color="comment">青石要闻 · 03-05 09:30</font>\n\n'
        "3月5日，青石学院春季运动会在田径场开幕。全院师生参加。\n\n"
        "[阅读原文](http://www.qingshi.example/info/1071/82033.htm)"
    )


def test_news_with_a_picture_is_a_card(robot):
    send(robot, news(images=(PICTURE,)))

    [card] = robot.messages[0]["news"]["articles"]
    assert card == {
        "title": "青石学院举行春季运动会",
        "description": "青石要闻 · 03-05 09:30\n3月5日，青石学院春季运动会在田径场开幕。全院师生参加。",
        "url": "http://www.qingshi.example/info/1071/82033.htm",
        "picurl": PICTURE,
    }


def test_attachments_are_links_so_a_picture_gives_way(robot):
    send(robot, news(images=(PICTURE,), attachments=FILES))

    said = robot.messages[0]["markdown"]["content"]
    assert "📎 [附件1.docx](http://www.qingshi.example/f/1.docx)" in said
    assert "共 7 个附件" in said


def test_a_line_is_a_link_with_source_and_date(robot):
    send(robot, news(look="line"))

    assert robot.messages[0]["markdown"]["content"] == (
        "[青石学院举行春季运动会](http://www.qingshi.example/info/1071/82033.htm)\n"
        '<font color="comment">青石要闻 · 03-05 09:30</font>'
    )


def test_people_in_wechat_get_plain_text(robot):
    send(robot, news(text="长" * 5000, look="full"), form="text")

    said = robot.messages[0]["text"]["content"]
    assert len(said.encode()) <= 2048
    assert said.endswith("http://www.qingshi.example/info/1071/82033.htm")


def test_a_text_calls_nobody(robot):
    send(robot, news(title="放假通知 <@zhangsan>", text="<@all>" * 1000, look="full"), form="text")

    said = robot.messages[0]["text"]["content"]
    assert "<@" not in said
    assert "＜@zhangsan>" in said
    assert len(said.encode()) <= 2048


def test_eight_with_pictures_are_one_message_of_cards(robot):
    send(robot, digest(*(news(title=f"第{n}件事", images=(PICTURE,)) for n in range(8))))

    assert len(robot.messages[0]["news"]["articles"]) == 8


def test_a_long_digest_is_a_list_that_says_what_is_left_out(robot):
    send(robot, digest(*(news(title=f"第{n}件事：" + "长" * 60) for n in range(200))))

    said = robot.messages[0]["markdown"]["content"]
    assert said.startswith("**今日要闻 200 篇**")
    assert "还有" in said.splitlines()[-1]


def test_nobody_is_mentioned_whatever_the_news_says(robot):
    send(
        robot,
        news(title="<@all> 通知", summary='<@zhangsan> @all <font color="warning">急</font> [a](http://e.example)'),
    )

    said = robot.messages[0]["markdown"]["content"]
    assert "<@" not in said
    assert "@all" not in said
    assert "](http://e.example" not in said


def test_a_test_message_arrives(robot):
    send(robot, Message(kind=None, title="测试消息", summary="好"))

    assert len(robot.messages) == 1


def test_each_chat_may_have_a_robot_of_its_own(robot):
    there = replace(CHAT, id=robot.url)

    using(channel(robot, url=None), lambda wecom: wecom.send(there, news(), key="yaowen-7"))

    assert len(robot.messages) == 1


def test_an_address_that_is_missing_is_said_so(robot):
    error = refused(robot, url=None)

    assert isinstance(error, ChatGone)
    assert "url_file" in str(error)


def test_a_robot_that_was_removed_is_a_chat_gone(robot):
    robot.removed = True

    error = refused(robot)

    assert isinstance(error, ChatGone)
    assert "removed" in str(error)


def test_the_21st_of_a_minute_waits_a_minute_and_counts_for_nothing(robot):
    for _ in range(20):
        send(robot)

    error = refused(robot)

    assert isinstance(error, TryLater)
    assert (error.after, error.counts) == (timedelta(minutes=1), False)
    robot.clock.forward(seconds=61)
    send(robot)


def test_an_address_that_is_not_allowed_pauses_the_channel_or_the_one_chat(robot):
    robot.wrong_ip = True

    assert isinstance(refused(robot), ChannelDown)
    there = replace(CHAT, id=robot.url)
    with pytest.raises(ChatGone, match="trusted"):
        using(channel(robot, url=None), lambda wecom: wecom.send(there, news(), key="yaowen-7"))


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (-1, TryLater),
        (45009, TryLater),
        (45033, TryLater),
        (93000, ChatGone),
        (93004, ChatGone),
        (93008, ChatGone),
        (60020, ChannelDown),
        (40058, Refused),
        (45002, Refused),
        (44004, Refused),
        (40008, Refused),
        (12345, TryLater),
    ],
)
def test_every_code_has_a_meaning_and_words(robot, code, meaning):
    robot.answers.append((200, b'{"errcode": %d, "errmsg": "what it says, hint: [1] key=secret"}' % code))

    error = refused(robot)

    assert type(error) is meaning
    assert str(code) in str(error)
    assert "key=secret" not in str(error)


@pytest.mark.parametrize(
    ("answer", "meaning"),
    [
        (None, Unknown),
        ((200, b"<html>welcome to the hotel</html>"), Unknown),
        ((200, b'{"errcode": "0"}'), Unknown),
        ((200, b""), Unknown),
        ((500, b"oops"), Unknown),
        ((502, b"<html>bad gateway</html>"), Unknown),
        ((302, b""), TryLater),
        ((404, b"not here"), TryLater),
        ((429, b""), TryLater),
    ],
)
def test_an_answer_that_is_not_of_wecom(robot, answer, meaning):
    robot.answers.append(answer)

    assert type(refused(robot)) is meaning


def test_a_service_that_is_not_there_is_tried_later():
    with FakeWeCom(Clock(NOW)) as gone:
        pass

    assert isinstance(refused(gone), TryLater)


def test_a_private_address_needs_to_be_allowed(robot):
    with pytest.raises(ChannelDown, match="allow_private"):
        using(channel(robot), lambda wecom: wecom.send(CHAT, news(), key="yaowen-7"), private=False)

    assert robot.requests == []


def test_corrections_follow_as_short_messages_where_they_are_wanted(robot):
    assert WeCom(Settings(), None).edits is False  # type: ignore[arg-type]

    def correct(wecom):
        return wecom.edit(CHAT, "yaowen-7", news(ChangeKind.WITHDRAWN))

    using(channel(robot, corrections=True), correct)

    said = robot.messages[0]["markdown"]["content"]
    assert '<font color="warning">已撤回</font> 青石学院举行春季运动会' in said
    assert "](" not in said


def test_a_correction_in_doubt_is_not_told_twice(robot):
    robot.answers.append(None)

    with pytest.raises(Refused, match="not sent twice"):
        using(channel(robot, corrections=True), lambda wecom: wecom.edit(CHAT, "yaowen-7", news(ChangeKind.CHANGED)))


def test_the_pace_is_that_of_a_robot(robot):
    assert WeCom(Settings(url=Secret("http://x")), None).pace == Pace(window=(20, 61.0), overall=(20, 61.0))  # type: ignore[arg-type]
    assert WeCom(Settings(), None).pace == Pace(window=(20, 61.0))  # type: ignore[arg-type]


def test_an_address_in_the_text_stays_as_it_is(robot):
    address = "https://mp.weixin.qq.example/s/_aB_-c~d_"

    send(robot, news(summary=f"原文：{address}，_斜_。"))

    assert f"原文：{address}，＿斜＿。" in robot.messages[0]["markdown"]["content"]


@pytest.mark.parametrize("form", ["markdown", "text"])
def test_twenty_of_a_digest_with_long_addresses_are_all_named(robot, form):
    """Of what is not shown nobody would ever hear: it counts as told."""
    address = "http://www.qingshi.example/" + "%E9%9D%92" * 30
    long = [news(title=f"第{n}件事：" + "很长的标题" * 9, url=f"{address}/{n}.htm") for n in range(20)]

    send(robot, digest(*long), form=form)

    [seen] = robot.messages
    said = seen[form]["content"]
    assert all(f"第{n}件事" in said for n in range(20))
    assert "还有" not in said
    assert said.count(address) >= (5 if form == "markdown" else 0)


def test_twenty_of_a_digest_all_fit_by_leaving_out_dates_and_ends_of_titles(robot):
    usual = [news(title=f"关于做好第{n}届校园文化艺术节暨春季学期工作安排的通知") for n in range(20)]
    long = [news(title=f"第{n}件事：" + "很长的标题" * 30) for n in range(20)]

    send(robot, digest(*usual))
    send(robot, digest(*long))

    assert [seen["markdown"]["content"].count("](http://www.qingshi.example/") for seen in robot.messages] == [20, 20]
