"""Every row of both outcome tables, through the real python-telegram-bot to a fake Bot API."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from faketelegram import (
    ACCEPT_THEN_CUT,
    ACCEPT_THEN_DROP,
    ACCEPT_THEN_HALF,
    ACCEPT_THEN_HANG,
    ACCEPT_THEN_RESET,
    BAD_GATEWAY,
    BLOCKED,
    DROP,
    ERROR,
    KICKED,
    MIGRATED,
    RAW,
    RESET,
    TOO_MANY,
    FakeTelegram,
    Fault,
)

from bot.errors import ChannelDown, ChatGone, ChatMoved, ConfigError, DeliveryError, Refused, TryLater, Unknown
from bot.model import Chat, Message, Secret
from bot.tell.channels.telegram import Settings
from bot.tell.channels.telegram.request import request
from bot.tell.channels.telegram.sender import Telegram
from feeds.model import ChangeKind

GROUP = Chat(channel="telegram", id="-100")
NEWS = Message(
    kind=ChangeKind.NEW,
    title="青石学院 <举行> 春季运动会",
    source="青石要闻",
    date="03-05",
    summary="3月5日，运动会开幕。",
    url="http://www.qingshi.example/info/1071/82033.htm",
)


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        fake.group(-100, topics={5: "open", 6: "closed"})
        yield fake


def settings(fake: FakeTelegram, **wanted: object) -> Settings:
    return replace(
        Settings(token=Secret(fake.token), base_url=fake.base_url, read_timeout=5.0, connect_timeout=5.0), **wanted
    )


def using(wanted: Settings, act: Callable[[Telegram], Awaitable[object]]) -> object:
    async def run() -> object:
        telegram = Telegram(wanted)
        try:
            return await act(telegram)
        finally:
            await telegram.close()

    return asyncio.run(run())


def send(fake: FakeTelegram, chat: Chat = GROUP, message: Message = NEWS, **wanted: object) -> object:
    return using(settings(fake, **wanted), lambda telegram: telegram.send(chat, message, key="1"))


def trouble(fake: FakeTelegram, *faults: Fault, **wanted: object) -> DeliveryError:
    """What sending once raises when that goes wrong."""
    fake.fault(*faults)
    with pytest.raises(DeliveryError) as caught:
        send(fake, **wanted)
    return caught.value


def test_a_message_arrives_with_its_look_button_and_preview(fake):
    number = send(fake, replace(GROUP, topic=5), replace(NEWS, silent=True))

    [sent] = fake.accepted
    assert number == str(sent.message)
    assert sent.text == "青石学院 <举行> 春季运动会\n青石要闻 · 03-05\n\n3月5日，运动会开幕。"
    assert [entity["type"] for entity in sent.entities] == ["bold"]
    copy = {"text": "复制链接", "copy_text": {"text": NEWS.url}}
    assert sent.buttons == [[{"text": "阅读原文", "url": NEWS.url}, copy]]
    assert sent.preview == {"url": NEWS.url}
    assert (sent.topic, sent.silent) == (5, True)


def test_previews_can_be_switched_off(fake):
    send(fake, preview=False)

    assert fake.accepted[0].preview == {"is_disabled": True}


def test_429_waits_as_long_as_asked_and_counts_as_no_failure(fake):
    error = trouble(fake, TOO_MANY(7))

    assert type(error) is TryLater
    assert error.after == timedelta(seconds=7)
    assert error.counts is False


def test_429_without_a_time_is_tried_later(fake):
    error = trouble(fake, RAW(429, b"<html>slow down</html>"))

    assert type(error) is TryLater
    assert error.after is None


def test_markup_that_telegram_cannot_parse_is_resent_once_as_plain_text(fake):
    fake.fault(ERROR(400, 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 3'))

    send(fake)

    assert fake.texts() == [
        "青石学院 <举行> 春季运动会\n青石要闻 · 03-05\n\n3月5日，运动会开幕。\n\nhttp://www.qingshi.example/info/1071/82033.htm"
    ]
    assert fake.accepted[0].entities == []
    assert fake.accepted[0].buttons == []


def test_a_button_that_telegram_refuses_does_not_lose_the_message(fake):
    fake.fault(ERROR(400, "Bad Request: BUTTON_URL_INVALID"))

    send(fake)

    assert fake.texts()[0].endswith(NEWS.url)


def test_a_long_text_that_goes_as_plain_text_keeps_its_address(fake):
    fake.fault(ERROR(400, "Bad Request: BUTTON_URL_INVALID"))

    send(fake, GROUP, replace(NEWS, look="full", text="@team：" + "学院举行运动会。" * 1000))

    assert "@team" not in fake.texts()[0]
    assert fake.texts()[0].startswith(NEWS.title)
    assert fake.texts()[0].endswith(f"…\n\n{NEWS.url}")


def test_a_digest_that_goes_as_plain_text_names_all_its_articles(fake):
    """Telegram takes only some 9,500 bytes of links in a message."""
    items = [replace(NEWS, title=f"第{n}件事", url=f"{NEWS.url}?from={'x' * 500}{n}") for n in range(20)]
    fake.fault(ERROR(400, "Bad Request: ENTITIES_TOO_LONG"))

    send(fake, GROUP, replace(NEWS, title="20 条要闻", items=tuple(items)))

    assert all(f"第{n}件事" in fake.texts()[0] for n in range(20))


def test_what_cannot_be_parsed_even_as_plain_text_is_refused_for_good(fake):
    fault = ERROR(400, "Bad Request: can't parse entities: nothing will do")

    assert type(trouble(fake, fault, fault)) is Refused
    assert [method for method, _ in fake.requests] == ["sendMessage", "sendMessage"]


def test_a_plain_resend_that_must_wait_says_so(fake):
    error = trouble(fake, ERROR(400, "Bad Request: message is too long"), TOO_MANY(3))

    assert type(error) is TryLater
    assert error.after == timedelta(seconds=3)


def test_a_group_that_became_a_supergroup_tells_its_new_id(fake):
    error = trouble(fake, MIGRATED(-100200))

    assert type(error) is ChatMoved
    assert error.new_id == "-100200"


@pytest.mark.parametrize(
    "fault",
    [
        BLOCKED,
        KICKED,
        ERROR(403, "Forbidden: bot is not a member of the channel chat"),
        ERROR(403, "Forbidden: user is deactivated"),
        ERROR(403, "Forbidden: bot can't initiate conversation with a user"),
        ERROR(403, "Forbidden: the group chat was deleted"),
        ERROR(400, "Bad Request: need administrator rights in the channel chat"),
        ERROR(400, "Bad Request: not enough rights to send text messages to the chat"),
        ERROR(400, "Bad Request: CHAT_WRITE_FORBIDDEN"),
    ],
    ids=lambda fault: fault.trouble.description,
)
def test_a_chat_we_cannot_write_to_is_gone(fake, fault):
    error = trouble(fake, fault)

    assert type(error) is ChatGone
    assert error.sure
    assert str(error) in fault.trouble.description


@pytest.mark.parametrize("words", ["chat not found", "CHAT_NOT_FOUND", "PEER_ID_INVALID", "user not found"])
def test_a_chat_that_telegram_does_not_find_is_perhaps_gone(fake, words):
    error = trouble(fake, ERROR(400, f"Bad Request: {words}"))

    assert type(error) is ChatGone
    assert not error.sure


@pytest.mark.parametrize("words", ["message thread not found", "TOPIC_CLOSED", "Topic_deleted"])
def test_where_a_forums_topic_is_gone_its_general_topic_is_told(fake, caplog, words):
    fake.fault(ERROR(400, f"Bad Request: {words}"))

    number = send(fake, replace(GROUP, topic=5))

    [sent] = fake.accepted
    assert (str(sent.message), sent.topic) == (number, None)
    assert "told in General" in caplog.text


def test_doubt_about_the_message_to_general_is_doubt(fake):
    fake.fault(ERROR(400, "Bad Request: TOPIC_CLOSED"), ACCEPT_THEN_DROP)

    with pytest.raises(Unknown):
        send(fake, replace(GROUP, topic=5))


def test_doubt_whether_there_is_a_forum_is_no_doubt_about_the_message(fake):
    fake.fault(DROP, method="getChat")

    with pytest.raises(TryLater):
        send(fake, replace(GROUP, topic=6))
    assert fake.accepted == []


def test_a_closed_general_topic_is_a_chat_that_is_gone(fake):
    fault = ERROR(400, "Bad Request: TOPIC_CLOSED")
    fake.fault(fault, fault)

    with pytest.raises(ChatGone, match="TOPIC_CLOSED"):
        send(fake, replace(GROUP, topic=5))


def test_a_topic_without_a_forum_is_gone(fake):
    fake.group(-100)

    with pytest.raises(ChatGone, match="message thread not found"):
        send(fake, replace(GROUP, topic=9))
    assert fake.accepted == []


@pytest.mark.parametrize(
    ("room", "why"),
    [
        ({"bot": "kicked"}, "bot was kicked from the supergroup chat"),
        ({"bot": "left"}, "bot is not a member of the supergroup chat"),
        ({"may_write": False}, "not enough rights to send text messages to the chat"),
    ],
)
def test_the_fakes_own_rules_say_the_same(fake, room, why):
    fake.group(-100, **room)

    with pytest.raises(ChatGone, match=why):
        send(fake)


@pytest.mark.parametrize("topic", [6, 9], ids=["closed", "deleted"])
def test_by_the_fakes_own_rules_too_general_is_told(fake, topic):
    send(fake, replace(GROUP, topic=topic))

    assert [sent.topic for sent in fake.accepted] == [None]


def test_an_unknown_chat_is_perhaps_gone(fake):
    with pytest.raises(ChatGone, match="chat not found") as caught:
        send(fake, replace(GROUP, id="@nobody_here"))
    assert not caught.value.sure


def test_any_other_400_is_refused_for_good(fake):
    error = trouble(fake, ERROR(400, "Bad Request: wrong file identifier/HTTP URL specified"))

    assert type(error) is Refused


def test_a_wrong_token_is_confirmed_before_the_channel_is_given_up(fake):
    with pytest.raises(ChannelDown, match="does not know this token"):
        using(settings(fake, token=Secret("99999999:" + "x" * 35)), lambda t: t.send(GROUP, NEWS, key="1"))

    assert [method for method, _ in fake.requests] == ["sendMessage", "getMe"]


def test_a_token_of_no_bot_is_a_channel_that_is_down(fake):
    with pytest.raises(ChannelDown, match=r"40[14]"):
        using(settings(fake, token=Secret("1:nonsense")), lambda t: t.send(GROUP, NEWS, key="1"))


@pytest.mark.parametrize("fault", [ERROR(401, "Unauthorized"), ERROR(404, "Not Found")])
def test_one_401_or_404_that_getme_denies_stops_nothing(fake, fault):
    assert type(trouble(fake, fault)) is TryLater


def test_a_401_that_getme_cannot_confirm_stops_nothing(fake):
    fake.fault(BAD_GATEWAY, method="getMe")

    assert type(trouble(fake, ERROR(401, "Unauthorized"))) is TryLater


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 407, 413])
def test_a_proxys_own_pages_blame_neither_chat_nor_token(fake, status):
    error = trouble(fake, RAW(status, b"<html>the proxy speaks</html>"))

    assert type(error) is TryLater
    assert "proxy" in str(error)


def test_409_is_tried_later(fake):
    assert type(trouble(fake, ERROR(409, "Conflict: terminated by other getUpdates request"))) is TryLater


def test_nobody_listening_is_surely_not_sent(fake):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{free.getsockname()[1]}/bot"

    error = trouble(fake, base_url=nowhere)

    assert type(error) is TryLater
    assert "ConnectError" in str(error)


def test_a_name_without_an_address_is_surely_not_sent(fake):
    error = trouble(fake, base_url="http://nowhere.invalid/bot")

    assert type(error) is TryLater


def test_a_proxy_that_cannot_be_used_is_told_without_its_password():
    settings = Settings(token=Secret("1:x"), proxy="ftp://me:geheim@10.0.0.1:3128")
    with pytest.raises(ConfigError, match=r"channel telegram: proxy: ftp://.*@10\.0\.0\.1:3128 cannot be used") as told:
        request(settings, read_timeout=1, connections=1)
    assert "geheim" not in str(told.value)


def test_a_dead_proxy_is_surely_not_sent(fake):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nowhere = f"http://127.0.0.1:{free.getsockname()[1]}"

    assert type(trouble(fake, proxy=nowhere)) is TryLater


def test_a_connection_that_is_never_made_is_surely_not_sent(fake):
    with socket.socket() as full, contextlib.ExitStack() as held:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(3):  # the backlog is full; nobody accepts
            waiting = held.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        error = trouble(fake, base_url=f"http://127.0.0.1:{full.getsockname()[1]}/bot", connect_timeout=0.1)

    assert type(error) is TryLater
    assert "ConnectTimeout" in str(error)


def test_a_full_pool_is_surely_not_sent():
    import httpx
    from telegram.error import TimedOut

    from bot.tell.channels.telegram.outcomes import outcome

    error = TimedOut("Pool timeout")
    error.__cause__ = httpx.PoolTimeout("")

    assert type(outcome(error)) is TryLater


@pytest.mark.parametrize(
    "fault",
    [
        BAD_GATEWAY,
        ERROR(500, "Internal Server Error"),
        ERROR(502, "Bad Gateway"),
        RAW(504, b""),
        DROP,
        RESET,
        ACCEPT_THEN_DROP,
        ACCEPT_THEN_RESET,
        ACCEPT_THEN_CUT,
        ACCEPT_THEN_HALF,
        RAW(200, b"<html>not telegram</html>", accept=True),
        RAW(200, b'{"ok":true}', "application/json", accept=True),
        RAW(200, b'{"ok":true,"result":{"date":"never"}}', "application/json", accept=True),
        RAW(200, b'{"ok":true,"result":[]}', "application/json", accept=True),
        RAW(200, b"[1]", "application/json", accept=True),
    ],
    ids=lambda fault: f"{fault.how}-{fault.accept}-{fault.raw[:12]!r}-{fault.raw[-12:]!r}",
)
def test_where_the_answer_is_lost_or_unreadable_nobody_knows(fake, fault):
    assert type(trouble(fake, fault)) is Unknown
    assert len(fake.accepted) == int(fault.accept)


def test_no_answer_in_time_is_unknown(fake):
    error = trouble(fake, ACCEPT_THEN_HANG, read_timeout=0.1)

    assert type(error) is Unknown
    assert "ReadTimeout" in str(error)
    assert len(fake.accepted) == 1


def test_an_error_inside_200_is_read_as_the_error_it_is(fake):
    body = b'{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}'

    assert type(trouble(fake, RAW(200, body, "application/json"))) is ChatGone


def test_being_cancelled_goes_through_and_the_server_may_have_it(fake):
    fake.fault(ACCEPT_THEN_HANG)

    async def cancelled(telegram: Telegram) -> None:
        task = asyncio.create_task(telegram.send(GROUP, NEWS, key="1"))
        while not fake.accepted:  # noqa: ASYNC110 - the fake lives in another thread
            await asyncio.sleep(0.005)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    using(settings(fake), cancelled)
    assert len(fake.accepted) == 1


def edited(fake: FakeTelegram, *faults: Fault, message: Message | None = None) -> None:
    corrected = message or replace(NEWS, kind=ChangeKind.CHANGED, note="已更正", summary="3月6日，运动会开幕。")

    async def act(telegram: Telegram) -> None:
        number = await telegram.send(GROUP, NEWS, key="1")
        assert number
        fake.fault(*faults, method="editMessageText")
        await telegram.edit(GROUP, number, corrected)

    using(settings(fake), act)


def test_a_correction_edits_what_was_sent(fake):
    edited(fake)

    sent, changed = fake.accepted
    assert (changed.method, changed.message) == ("editMessageText", sent.message)
    assert "已更正" in changed.text
    assert "3月6日" in changed.text
    assert changed.buttons == sent.buttons


def test_what_is_withdrawn_is_struck_through_without_a_button(fake):
    edited(fake, message=replace(NEWS, kind=ChangeKind.WITHDRAWN, note="已撤回"))

    assert fake.accepted[1].entities[0]["type"] == "strikethrough"
    assert fake.accepted[1].buttons == []


def test_an_edit_that_changes_nothing_is_a_success(fake):
    edited(fake, message=NEWS)

    assert len(fake.accepted) == 1


@pytest.mark.parametrize("fault", [ACCEPT_THEN_DROP, ACCEPT_THEN_CUT, BAD_GATEWAY])
def test_an_edit_in_doubt_may_simply_be_repeated(fake, fault):
    with pytest.raises(TryLater):
        edited(fake, fault)


@pytest.mark.parametrize("words", ["TOPIC_CLOSED", "Topic_deleted", "message thread not found"])
def test_a_message_in_a_closed_topic_stays_as_it_is_and_the_chat_goes_on(fake, words):
    with pytest.raises(Refused, match=words):
        edited(fake, ERROR(400, f"Bad Request: {words}"))


def test_editing_what_is_gone_is_refused(fake):
    with pytest.raises(Refused, match="message to edit not found"):
        using(settings(fake), lambda telegram: telegram.edit(GROUP, "99", NEWS))


def deleted(fake: FakeTelegram, number: str | None = None) -> None:
    async def act(telegram: Telegram) -> None:
        sent = await telegram.send(GROUP, NEWS, key="1")
        fake.clock = lambda now=fake.clock(): now + later
        await telegram.delete(GROUP, number or str(sent))

    later = 47 * 3600 if number is None else 0
    using(settings(fake), act)


def test_a_message_is_taken_back_under_48_hours(fake):
    deleted(fake)

    assert fake.accepted[-1].method == "deleteMessage"


def test_taking_back_what_is_gone_already_is_a_success(fake):
    deleted(fake, "77")

    assert [accepted.method for accepted in fake.accepted] == ["sendMessage"]


def test_taking_back_an_old_message_is_refused(fake):
    async def act(telegram: Telegram) -> None:
        sent = await telegram.send(GROUP, NEWS, key="1")
        now = fake.clock()
        fake.clock = lambda: now + 49 * 3600
        await telegram.delete(GROUP, str(sent))

    with pytest.raises(Refused, match="can't be deleted"):
        using(settings(fake), act)


def test_check_tells_who_we_are_and_where_we_may_write(fake):
    fake.channel(-300, "公告")
    fake.private(7, "Wang")

    async def act(telegram: Telegram) -> list[str]:
        chats = (None, GROUP, replace(GROUP, id="-300"), replace(GROUP, id="7"))
        return [await telegram.check(chat) for chat in chats]

    assert using(settings(fake), act) == [
        "@yaowen_test_bot is ready",
        "@yaowen_test_bot is member of Group",
        "@yaowen_test_bot is administrator of 公告",
        "@yaowen_test_bot may write to Wang",
    ]


@pytest.mark.parametrize(
    ("bot", "why"), [("kicked", "is not in"), ("left", "is not in"), ("member", "make it an administrator")]
)
def test_check_says_what_is_missing(fake, bot, why):
    fake.channel(-300, "公告", bot=bot) if bot == "member" else fake.group(-300, "公告", bot=bot)

    with pytest.raises(Refused, match=why):
        using(settings(fake), lambda telegram: telegram.check(replace(GROUP, id="-300")))


def test_a_proxy_that_cannot_be_used_is_a_fault_of_the_config():
    with pytest.raises(ConfigError, match="proxy"):
        Telegram(Settings(token=Secret("123456:x"), proxy="gopher://127.0.0.1:1"))


@pytest.mark.parametrize("token", ["", "nonsense", "bot 123:abc", "123:"])
def test_what_is_no_token_is_a_fault_of_the_config_that_does_not_show_it(token):
    with pytest.raises(ValueError, match="BotFather") as caught:
        Settings(token=Secret(token))

    assert not token or token not in str(caught.value)
