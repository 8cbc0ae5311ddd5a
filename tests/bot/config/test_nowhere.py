"""Channels and chats that can never be told anything, or hear it twice: each a fault, or a warning, with its line."""

from pathlib import Path

import pytest

from bot.config import load
from bot.errors import ConfigError

SOURCE = '[source.news]\nurl = "http://news.example/"\n'

ROBOT = "must be the robot's whole address (https://…), or the key at its end"
WEBHOOK = "must be the webhook's whole address (https://…)"
WHOLE = 'must be a whole http(s) address without a user in it, such as "https://chat.example.edu.cn"'
WITH_USER = 'must be a whole http(s) address, such as "https://chat.example.edu.cn/bot"'
HOST = "must be a server's name, such as mail.example.edu.cn; its port is a key of its own"
MAIL = 'host = "mail.example"\nsender = "a@b.example"\n'
APPRISE = 'must be one of Apprise\'s URLs, such as "gotify://…"'
NOWHERE = [
    # kind, its keys, where the fault is, what it says
    ("dingtalk", 'url = "not a url"', "url", ROBOT),
    ("dingtalk", 'url_file = "secret"', "url_file", ROBOT),
    ("dingtalk", 'url = "https://oapi.dingtalk.com/robot/send"', "url", ROBOT),
    ("wecom", 'url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="', "url", ROBOT),
    ("feishu", 'url = "https://open.feishu.cn/open-apis/bot/v2/hook/"', "url", ROBOT),
    ("feishu", 'url_env = "SECRET"', "url_env", ROBOT),
    ("wecom", 'url = "http://me:pw@robots.example/"', "url", ROBOT),
    ("discord", 'url_file = "secret"', "url_file", WEBHOOK),
    ("slack", 'url_file = "secret"', "url_file", WEBHOOK),
    ("apprise", 'url = "nonsense"', "url", APPRISE),
    ("email", 'sender = "a@b.example"\nhost = "https://mail.example"', "host", HOST),
    ("email", 'sender = "a@b.example"\nhost = "mail.example:465"', "host", HOST),
    ("email", f"{MAIL}port = 465", "port", '465 speaks TLS from its first byte: write security = "tls" too'),
    ("ntfy", 'base_url = "ntfy.example"', "base_url", WHOLE),
    ("ntfy", 'base_url = "ftp://ntfy"', "base_url", WHOLE),
    ("slack", 'token_env = "SECRET"\nbase_url = "foo"', "base_url", WHOLE),
    ("matrix", 'token_env = "SECRET"\nhomeserver = "matrix.example"', "homeserver", WHOLE),
    ("telegram", 'token = "1:x"\nbase_url = "foo"', "base_url", WITH_USER),
    ("telegram", 'token = "1:x"\nbase_url = "https://me:hunter2@/bot"', "base_url", WITH_USER),
    ("matrix", 'token_env = "SECRET"\nhomeserver = "http://me:hunter2@m.example"', "homeserver", WHOLE),
]


@pytest.mark.parametrize(("kind", "keys", "key", "sentence"), NOWHERE)
def test_a_channel_that_leads_nowhere_is_a_fault_and_shows_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, keys: str, key: str, sentence: str
) -> None:
    (tmp_path / "secret").write_text("oapi.dingtalk.com/robot?access_token=hunter2")
    monkeypatch.setenv("SECRET", "hunter2")
    path = tmp_path / "config.toml"
    path.write_text(f"[channel.{kind}]\n{keys}\n", encoding="utf-8")

    with pytest.raises(ConfigError) as told:
        load(path)

    assert str(told.value) == f"{path}:{len(keys.splitlines()) + 1}: channel.{kind}.{key}: {sentence}"


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ('user = "news"', "1: channel.email.password: is missing: user alone logs in nowhere; give password_file"),
        ('password_env = "SECRET"', "1: channel.email.user: is missing: a password alone logs in nowhere"),
        (
            'user = "news"\npassword_env = "NONE"',
            "5: channel.email.password_env: the environment variable NONE is not set, or empty",
        ),
    ],
)
def test_a_mail_server_wants_a_user_and_a_password_or_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: str, told: str
) -> None:
    monkeypatch.setenv("SECRET", "hunter2")
    path = tmp_path / "config.toml"
    path.write_text(f"[channel.email]\n{MAIL}{keys}\n")

    with pytest.raises(ConfigError) as caught:
        load(path)

    assert str(caught.value) == f"{path}:{told}"


def test_a_bad_address_is_told_beside_a_secret_that_is_none(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text('[channel.slack]\nurl = "short"\ntoken = 3\n[channel.matrix]\nhomeserver = "m.example"\n')

    with pytest.raises(ConfigError) as told:
        load(path)

    assert [line.removeprefix(f"{path}:") for line in str(told.value).splitlines()] == [
        f"2: channel.slack.url: {WEBHOOK}",
        "3: channel.slack.token: must be text in quotes, and not empty",
        "4: channel.matrix.token: is missing; give token_file, token_env or token",
        f"5: channel.matrix.homeserver: {WHOLE}",
    ]


NOBODY = [
    ("wecom", "", "w", f"{ROBOT}; or write url into the channel's table"),
    ("dingtalk", "", "staff", f"{ROBOT}; or write url into the channel's table"),
    ("feishu", "", "hello", f"{ROBOT}; or write url into the channel's table"),
    ("discord", "", "club", f"{WEBHOOK}; or write url into the channel's table"),
    ("slack", "", "C0123456789", f"{WEBHOOK}; or write url into the channel's table"),
    ("apprise", "", "me", f"{APPRISE}; or write url into the channel's table"),
    ("email", 'host = "mail.example"\nsender = "a@b.example"', "nobody", "must be a mail address, such as"),
    ("email", 'host = "mail.example"\nsender = "a@b.example"', "a@b.example, c@d.example", "must be one mail address:"),
    ("matrix", 'homeserver = "http://m.example"\ntoken_env = "SECRET"', "news", "must be a room's id (!…) or its"),
    ("ntfy", "", "校园要闻", "must be a topic: letters, digits, - and _, at most 64"),
    ("telegram", 'token = "1:x"', "newsroom", "must be a number, or the @name of a public chat"),
]


@pytest.mark.parametrize(("kind", "keys", "id", "sentence"), NOBODY)
def test_a_chat_that_is_nowhere_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, keys: str, id: str, sentence: str
) -> None:
    monkeypatch.setenv("SECRET", "hunter2")
    path = tmp_path / "config.toml"
    path.write_text(f'[chat.a]\nchannel = "{kind}"\nid = "{id}"\n[channel.{kind}]\n{keys}\n', encoding="utf-8")

    with pytest.raises(ConfigError) as told:
        load(path)

    [line] = str(told.value).splitlines()
    assert line.startswith(f"{path}:3: chat.a.id: {sentence}")


PLACES = [
    ("wecom", "", "5a17c0de-0b07-4b1d-9a3e-5ec4e7f00d42"),
    ("feishu", "", "https://open.feishu.cn/open-apis/bot/v2/hook/x"),
    ("wecom", 'url = "https://relay.example/hook"', "any name"),
    ("dingtalk", 'url = "http://[fe80::7]:9000/robot"\nallow_private = ["fe80::/10"]', "any name"),
    ("slack", 'token_env = "SECRET"', "C0123456789"),
    ("discord", 'url = "https://discord.example/api/webhooks/1/x"', "club"),
    ("apprise", "", "gotify://push.example/x"),
    ("apprise", "", "syslog://"),
    ("apprise", "", "46elks://me:x@+861"),
    ("apprise", 'url = " json://push.example"', "any name"),
    ("email", f'{MAIL}port = 465\nsecurity = "tls"', "a@b.example"),
    ("email", f'{MAIL}user = "news"\npassword_env = "SECRET"', "a@b.example"),
    ("email", 'host = "::1"\nsender = "a@b.example"\nport = 2525', "a@b.example"),
    ("email", 'host = "mail.example"\nsender = "a@b.example"', "王老师 <wang@example.edu.cn>"),
    ("matrix", 'homeserver = "http://m.example"\ntoken_env = "SECRET"', "#news:m.example"),
    ("telegram", 'token = "1:x"', "@newsroom"),
    ("telegram", 'token = "1:x"\nbase_url = "https://me:p%40w@proxy.example/bot"', "@newsroom"),
    ("telegram", 'token = "1:x"', "-1001234567890"),
    ("console", "", "me"),
]


@pytest.mark.parametrize(("kind", "keys", "id"), PLACES)
def test_a_chat_that_can_be_written_to_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, keys: str, id: str
) -> None:
    monkeypatch.setenv("SECRET", "hunter2")
    path = tmp_path / "config.toml"
    path.write_text(f'[chat.a]\nchannel = "{kind}"\nid = "{id}"\n[channel.{kind}]\n{keys}\n', encoding="utf-8")

    assert load(path).chats["a"].id == id


@pytest.mark.parametrize(
    ("channel", "rest", "told"),
    [
        ("console", "", True),
        ("console", "sources = []", True),
        ("console", 'sources = ["news"]', False),
        ("console", '[admin]\nchat = "a"', False),
        ("telegram", "", False),
        ("quiet-bot", "", True),
    ],
)
def test_a_chat_that_gets_nothing_and_cannot_ask_is_told_of(
    tmp_path: Path, channel: str, rest: str, told: bool
) -> None:
    (tmp_path / "token").write_text("1:x")
    (tmp_path / "token").chmod(0o600)
    path = tmp_path / "config.toml"
    path.write_text(
        f'contact = "a@b.example"\n{SOURCE}[channel.console]\n[channel.telegram]\ntoken_file = "token"\n'
        '[channel.quiet-bot]\nkind = "telegram"\ntoken_file = "token"\nlisten = false\n'
        f'[chat.a]\nchannel = "{channel}"\nid = "@name"\n{rest}\n'
    )

    warnings = load(path).warnings

    assert [one.partition(": ")[2] for one in warnings] == [
        'chat.a.sources: is empty: nothing is told there; write sources = ["NAME"]'
    ] * told


TWO = """
[source.news]
url = "https://a.example/"
[channel.wecom]
url_env = "ROBOT"
[channel.wecom-students]
kind = "wecom"
url_env = "OTHER"
[chat.staff]
channel = "wecom"
id = "staff"
sources = ["news"]
[chat.students]
channel = "CHANNEL"
id = "students"
sources = ["SOURCE"]
[source.notices]
url = "https://b.example/"
"""


@pytest.mark.parametrize(
    ("channel", "source", "other", "told"),
    [
        ("wecom", "news", "another-key-of-some-length", True),
        ("wecom-students", "news", "the-key-that-is-copied", True),
        ("wecom-students", "news", "another-key-of-some-length", False),
        ("wecom", "notices", "another-key-of-some-length", False),
    ],
)
def test_two_chats_of_one_robot_are_one_group_that_hears_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, channel: str, source: str, other: str, told: bool
) -> None:
    monkeypatch.setenv("ROBOT", "the-key-that-is-copied")
    monkeypatch.setenv("OTHER", other)
    path = tmp_path / "config.toml"
    path.write_text('contact = "a@b.example"' + TWO.replace("CHANNEL", channel).replace("SOURCE", source))

    warnings = load(path).warnings

    assert [one.removeprefix(f"{path}:").partition(";")[0] for one in warnings] == [
        "16: chat.students.sources: news would be told twice: chat.staff is the same place, "
        f"for the address in channel.{channel} says where, not an id"
    ] * told
    assert "the-key-that" not in str(warnings)
