"""Mail through a real SMTP server: headers of a list, one Message-ID at every attempt, each refusal's meaning."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builders import Clock
from fakemail import PASSWORD, USER, FakeMail
from reaching import CHAT, FILES, NOW, PICTURE, digest, news, using

from bot.errors import ChannelDown, ChatGone, ConfigError, DeliveryError, Refused, TryLater, Unknown
from bot.model import Secret
from bot.tell.channels.email import Email, Settings
from feeds.model import ChangeKind

READER = replace(CHAT, id="王芳 <wang@qingshi.example>")
SENDER = "青石要闻 <news@qingshi.example>"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[FakeMail]:
    with FakeMail(tmp_path) as server:
        yield server


def acting(server: FakeMail, act: Any, **settings: Any) -> Any:
    usual: dict[str, Any] = {
        "host": "127.0.0.1",
        "port": server.port,
        "sender": SENDER,
        "user": USER,
        "password": Secret(PASSWORD),
        "ca_bundle": str(server.ca) if server.ca.exists() else None,
        "timeout": 5.0,
    }
    return using(lambda post: Email(Settings(**usual | settings), clock=Clock(NOW)), act)


def send(server: FakeMail, message: Any = None, chat: Any = READER, **settings: Any) -> str:
    return acting(server, lambda email: email.send(chat, message or news(), key="yaowen-7"), **settings)


def refused(server: FakeMail, chat: Any = READER, **settings: Any) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send(server, chat=chat, **settings)
    assert PASSWORD not in str(caught.value)
    return caught.value


def test_a_mail_has_the_headers_of_a_list_and_two_forms(server):
    identity = send(server, news(images=(PICTURE,), attachments=FILES[:1]))

    [(sender, readers, mail)] = server.mails
    assert (sender, readers) == ("news@qingshi.example", ["wang@qingshi.example"])
    assert mail["Subject"] == "青石学院举行春季运动会"
    assert mail["From"] == SENDER
    assert mail["To"] == "王芳 <wang@qingshi.example>"
    assert mail["Date"].datetime == NOW.replace(microsecond=0)
    assert mail["Message-ID"] == identity
    assert identity.endswith("@qingshi.example>")
    assert mail["List-Id"] == "<yaowen.qingshi.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] is None
    text, page = (part.get_content() for part in mail.iter_parts())
    assert "附件1.docx  http://www.qingshi.example/f/1.docx" in text
    assert '<a href="http://www.qingshi.example/f/1.docx">附件1.docx</a>' in page


def test_a_repeat_has_the_same_message_id_and_another_reader_another(server):
    first, again = send(server), send(server)
    other = send(server, chat=replace(CHAT, id="li@qingshi.example"))

    assert first == again
    assert first != other


@pytest.mark.parametrize(
    ("unsubscribe", "header", "one_click"),
    [
        ("mailto:leave@qingshi.example", "<mailto:leave@qingshi.example>", None),
        ("https://q.example/leave?who={to}", "<https://q.example/leave?who=wang%40qingshi.example>", "One-Click"),
    ],
)
def test_a_reader_can_leave_with_one_click(server, unsubscribe, header, one_click):
    send(server, unsubscribe=unsubscribe, list_id="news.qingshi.example")

    [(_, _, mail)] = server.mails
    assert mail["List-Id"] == "<news.qingshi.example>"
    assert mail["List-Unsubscribe"] == header
    assert mail["List-Unsubscribe-Post"] == (f"List-Unsubscribe={one_click}" if one_click else None)
    assert "退订" in mail.get_body(("html",)).get_content()


def test_markup_and_line_breaks_of_the_news_stay_text(server):
    send(server, replace(news(summary="<script>x</script>"), title="急\r\nBcc: all@qingshi.example <b>"))

    [(_, readers, mail)] = server.mails
    assert readers == ["wang@qingshi.example"]
    assert mail["Bcc"] is None
    assert "<script>" not in mail.get_body(("html",)).get_content()


def test_each_paragraph_of_a_mail_runs_as_its_own_letters_do(server):
    send(server, news(title="مەكتەپتە يىغىن ئېچىلدى!", summary="بىرىنچى.\nئىككىنچى."))
    send(server, digest(news(title="مەكتەپتە يىغىن ئېچىلدى!")))

    single, several = (mail.get_body(("html",)).get_content() for _, _, mail in server.mails)
    assert '<h1 dir="auto"' in single
    assert '<p dir="auto">ئىككىنچى.</p>' in single
    assert '<div dir="auto"><b>' in several


def test_a_digest_is_one_mail_with_all_summaries(server):
    send(server, digest(*(news(title=f"第{n}件事") for n in range(30))))

    [(_, _, mail)] = server.mails
    assert mail["Subject"] == "今日要闻 30 篇"
    assert mail.get_body(("html",)).get_content().count("全院师生参加。") == 30
    assert mail.get_body(("plain",)).get_content().count("全院师生参加。") == 30


def test_a_correction_is_in_the_same_thread_and_has_one_name(server):
    async def correct(email):
        identity = await email.send(READER, news(), key="yaowen-7")
        for _ in range(2):
            await email.edit(READER, identity, news(ChangeKind.CHANGED))
        return identity

    identity = acting(server, correct, corrections=True)

    first, second, third = (mail for _, _, mail in server.mails)
    assert second["In-Reply-To"] == second["References"] == identity
    assert second["Message-ID"] == third["Message-ID"] != first["Message-ID"]
    assert second["Subject"].startswith("【已更正】")


@pytest.mark.parametrize(
    ("when", "reply", "meaning"),
    [
        ("MAIL", "451 4.3.0 try again later", TryLater),
        ("MAIL", "550 5.7.1 sender not allowed", ChannelDown),
        ("RCPT", "450 4.2.0 greylisted", TryLater),
        ("RCPT", "550 5.1.1 user unknown", ChatGone),
        ("DATA", "452 4.2.2 mailbox full", TryLater),
        ("DATA", "554 5.7.1 looks like spam", Refused),
    ],
)
def test_every_refusal_has_a_meaning_and_the_servers_words(server, when, reply, meaning):
    server.replies[when] = reply

    error = refused(server)

    assert type(error) is meaning
    assert reply[4:] in str(error)


@pytest.mark.parametrize(("moment", "arrived"), [("before", 0), ("after", 1)])
def test_a_connection_that_breaks_with_the_mail_in_hand_is_unknown(server, moment, arrived):
    server.hang_up = moment

    assert isinstance(refused(server), Unknown)
    assert len(server.mails) == arrived


def test_a_wrong_password_pauses_the_channel(server):
    error = refused(server, password=Secret("wrong"))

    assert isinstance(error, ChannelDown)
    assert "password" in str(error)


def test_a_certificate_that_nobody_vouches_for_pauses_the_channel(server):
    error = refused(server, ca_bundle=None)

    assert isinstance(error, ChannelDown)
    assert "ca_bundle" in str(error)


def test_a_server_without_tls_is_not_told_the_password(tmp_path):
    with FakeMail(tmp_path, tls=False, auth=False) as server:
        assert isinstance(refused(server), ChannelDown)

        send(server, security="none", user="", password=None)

        assert len(server.mails) == 1


def test_a_server_that_is_not_there_is_tried_later(server):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        free = listener.getsockname()[1]

    assert isinstance(refused(server, port=free), TryLater)


@pytest.mark.parametrize("chat", ["newsroom", "王@qingshi.example", "a b@qingshi.example", ""])
def test_a_chat_that_is_no_address_is_gone(server, chat):
    assert isinstance(refused(server, chat=replace(CHAT, id=chat)), ChatGone)


def test_a_sender_without_an_address_and_a_missing_bundle_are_faults_of_the_config():
    with pytest.raises(ValueError, match="sender"):
        Settings(host="127.0.0.1", sender="news")
    with pytest.raises(ConfigError, match="ca_bundle"):
        Email(Settings(host="127.0.0.1", sender=SENDER, ca_bundle="not-here.pem"))
