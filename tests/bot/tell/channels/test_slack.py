"""Slack: a bot's token (edits, deletes) or an incoming webhook (neither), through the real network code to a fake."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from builders import Clock
from fakeapps import TOKEN, FakeSlack
from reaching import CHAT, FILES, NOW, PICTURE, digest, news, using

from bot.errors import ChannelDown, ChatGone, DeliveryError, Refused, TryLater, Unknown
from bot.model import Secret
from bot.tell.channels.slack import Settings, Slack
from feeds.model import ChangeKind

THERE = replace(CHAT, id="C0123")


@pytest.fixture
def server() -> Iterator[FakeSlack]:
    with FakeSlack(Clock(NOW)) as server:
        yield server


def acting(server: FakeSlack, act: Any, **settings: Any) -> Any:
    given = settings or {"token": Secret(TOKEN)}
    return using(lambda post: Slack(Settings(base_url=server.api, **given), post, clock=server.clock), act)


def send(server: FakeSlack, message: Any = None, chat: Any = THERE, **settings: Any) -> str:
    return acting(server, lambda slack: slack.send(chat, message or news(), key="yaowen-7"), **settings)


def refused(server: FakeSlack, chat: Any = THERE, **settings: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send(server, chat=chat, **settings)
    assert TOKEN not in str(caught.value)
    return caught.value


def test_news_is_blocks_in_which_text_knows_no_markup(server):
    number = send(server, news(title="<!channel> *急*", images=(PICTURE,), attachments=FILES[:1]))

    told = server.messages[number.partition("/")[2]]
    assert [block["type"] for block in told["blocks"]] == [
        *("rich_text", "context", "section", "rich_text", "image", "actions"),
    ]
    [title] = told["blocks"][0]["elements"][0]["elements"]
    assert title["type"] == "link"
    assert title["text"] == "<!channel> *急*"
    assert told["text"].startswith("&lt;!channel&gt;")


def test_a_correction_edits_and_a_withdrawal_strikes(server):
    async def both(slack):
        number = await slack.send(replace(THERE, id="#news"), news(), key="yaowen-7")
        await slack.edit(replace(THERE, id="#news"), number, news(ChangeKind.WITHDRAWN))

    acting(server, both)

    [told] = server.messages.values()
    [title] = told["blocks"][0]["elements"][0]["elements"]
    assert title == {"type": "text", "text": "青石学院举行春季运动会", "style": {"strike": True}}


def test_a_message_can_be_deleted_and_twice_is_no_fault(server):
    async def delete(slack):
        number = await slack.send(THERE, news(), key="yaowen-7")
        await slack.delete(THERE, number)
        await slack.delete(THERE, number)

    acting(server, delete)

    assert server.messages == {}


def test_a_picture_that_slack_cannot_get_does_not_cost_the_message(server):
    server.unreachable = (PICTURE,)

    send(server, news(images=(PICTURE,)))

    [told] = server.messages.values()
    assert "image" not in [block["type"] for block in told["blocks"]]


def test_a_webhook_takes_the_same_blocks_and_cannot_edit(server):
    hook = {"url": Secret(server.url)}

    assert send(server, **hook) == "yaowen-7"
    assert len(server.hooked) == 1
    assert Slack(Settings(**hook), None).edits is False  # type: ignore[arg-type]
    assert Slack(Settings(token=Secret("x")), None).edits is True  # type: ignore[arg-type]


def test_a_webhook_tells_corrections_where_they_are_wanted(server):
    def correct(slack):
        return slack.edit(CHAT, "yaowen-7", news(ChangeKind.CHANGED))

    acting(server, correct, url=Secret(server.url), corrections=True)

    assert server.hooked[0]["text"].startswith("【已更正】")


def test_a_digest_is_a_list(server):
    send(server, digest(*(news(title=f"第{n}件事") for n in range(70))))

    [told] = server.messages.values()
    listed = told["blocks"][2]["elements"][0]
    assert len(listed["elements"]) == 60
    assert told["blocks"][3]["elements"][0]["text"] == "还有 10 条"


def test_a_second_message_within_a_second_waits_as_long_as_slack_says(server):
    send(server)

    error = refused(server)

    assert isinstance(error, TryLater)
    assert (error.after, error.counts) == (timedelta(seconds=3), False)


@pytest.mark.parametrize(
    ("error", "meaning"),
    [
        ("channel_not_found", ChatGone),
        ("not_in_channel", ChatGone),
        ("is_archived", ChatGone),
        ("restricted_action", ChatGone),
        ("invalid_auth", ChannelDown),
        ("token_revoked", ChannelDown),
        ("token_expired", ChannelDown),
        ("account_inactive", ChannelDown),
        ("missing_scope", ChannelDown),
        ("msg_too_long", Refused),
        ("no_text", Refused),
        ("invalid_blocks", Refused),
        ("service_unavailable", TryLater),
        ("internal_error", Unknown),
        ("fatal_error", Unknown),
    ],
)
def test_every_error_inside_200_has_a_meaning(server, error, meaning):
    server.answers.append((200, b'{"ok": false, "error": "%s"}' % error.encode()))

    caught = refused(server)

    assert type(caught) is meaning
    assert error in str(caught)


@pytest.mark.parametrize(
    ("status", "body", "meaning"),
    [
        (400, b"invalid_payload", Refused),
        (403, b"action_prohibited", ChatGone),
        (403, b"invalid_token", ChannelDown),
        (404, b"no_service", ChatGone),
        (410, b"channel_is_archived", ChatGone),
        (429, b"", TryLater),
        (500, b"rollup_error", Unknown),
        (200, b"<html>", Unknown),
    ],
)
def test_every_answer_of_a_webhook_has_a_meaning(server, status, body, meaning):
    server.answers.append((status, body))

    assert type(refused(server, url=Secret(server.url))) is meaning


@pytest.mark.parametrize(("body", "status"), [(b"{", 200), (b'{"ok": 1}', 200), (b"", 502)])
def test_nonsense_is_unknown(server, body, status):
    server.answers.append((status, body))

    assert type(refused(server)) is Unknown


def test_nothing_to_send_with_is_said_so(server):
    assert "token_file" in str(refused(server, chat=CHAT, corrections=False))
