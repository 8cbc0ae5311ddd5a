"""The verbs with a Telegram chat, against the fake Bot API: what a person sees, and that nobody ever sees the token."""

import logging
import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from faketelegram import (
    ACCEPT_THEN_CUT,
    BAD_GATEWAY,
    BLOCKED,
    DROP,
    ERROR,
    RAW,
    TOKEN,
    TOO_MANY,
    FakeTelegram,
)

from bot.app import App
from bot.chats import chats
from bot.cli import exit_code
from bot.cli._log import set_up
from bot.cli.demo.site import NewsSite
from bot.cli.demo.stories import stories
from bot.config import load

CONFIG = """\
[source.hualing]
url = "{url}"
gap = 0
allow_private = true
announce_first = true

[site]
listen = "127.0.0.1:0"

[channel.telegram]
token = "{token}"
base_url = "{telegram}"
read_timeout = 5
"""
CHAT = """
[chat.c{number}]
channel = "telegram"
id = "{id}"
sources = ["hualing"]
"""


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        fake.group(-100, "运动队")
        yield fake


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with NewsSite(stories(date(2026, 3, 2)), published=9) as site:
        yield site


@pytest.fixture
def yaowen(site: NewsSite, fake: FakeTelegram, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a config of one group, where we are."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("YAOWEN_CONFIG", raising=False)
    configure(tmp_path, site.list_url, fake.base_url, -100)
    return tmp_path


def configure(folder: Path, url: str, telegram: str, *ids: int, token: str = TOKEN) -> None:
    text = CONFIG.format(url=url, token=token, telegram=telegram)
    text += "".join(CHAT.format(number=number, id=id) for number, id in enumerate(ids, 1))
    (folder / "config.toml").write_text(text, encoding="utf-8")


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    """(exit code, stdout); and nowhere the token"""
    code = exit_code(list(words))
    out, err = capsys.readouterr()
    assert TOKEN not in out + err
    return code, out


def moved(folder: Path, fake: FakeTelegram) -> None:
    """The group is a supergroup now, and our database has heard of it."""
    fake.migrate(-100, -100200)
    app = App(load(folder / "config.toml"))
    app.prepare()
    with app.db.transaction() as tx:
        known = chats.named(tx, "c1")
        assert known
        chats.move(tx, known.number, "-100200")
    app.db.close()


def test_a_test_message_arrives_in_the_group(yaowen, fake, capsys):
    assert said(capsys, "test", "c1") == (0, "chat.c1: arrived, as message 1\n")
    assert len(fake.texts(-100)) == 1
    assert sorted(path.name for path in yaowen.iterdir()) == ["config.toml"]


def test_a_test_message_says_what_the_chat_answered(yaowen, fake, capsys):
    fake.rooms[-100].bot = "kicked"

    code, out = said(capsys, "test", "c1")

    assert code == 1
    assert out.startswith("chat.c1: did not arrive: the chat is gone, or we may not write there (bot was kicked")


def test_a_test_message_follows_a_group_that_has_moved(yaowen, fake, capsys):
    moved(yaowen, fake)

    assert said(capsys, "test", "c1")[0] == 0
    assert len(fake.texts(-100200)) == 1


def test_a_move_that_nobody_knows_yet_is_told(yaowen, fake, capsys):
    fake.migrate(-100, -100200)

    sent, checked = said(capsys, "test", "c1"), said(capsys, "check", "--online")

    assert sent[0] == checked[0] == 1
    assert 'the chat has a new id; write id = "-100200"' in sent[1]
    assert 'chat.c1: the chat has a new id; write id = "-100200"' in checked[1]


def test_check_online_says_what_we_are_in_the_chat(yaowen, fake, capsys):
    code, out = said(capsys, "check", "--online")

    assert code == 0
    assert "chat.c1: @yaowen_test_bot is member of 运动队" in out
    assert fake.texts() == []
    assert sorted(path.name for path in yaowen.iterdir()) == ["config.toml"]


def test_check_online_follows_a_group_that_has_moved(yaowen, fake, capsys):
    moved(yaowen, fake)

    code, out = said(capsys, "check", "--online")

    assert (code, "@yaowen_test_bot is member of" in out) == (0, True)


def test_check_online_ends_with_1_where_we_may_not_write(yaowen, fake, capsys):
    fake.rooms[-100].bot = "left"

    code, out = said(capsys, "check", "--online")

    assert code == 1
    assert "chat.c1: @yaowen_test_bot is not in 运动队: add it there" in out


def test_check_online_knows_a_wrong_token(yaowen, site, fake, capsys):
    wrong = "987654321:" + "x" * 35
    configure(yaowen, site.list_url, fake.base_url, -100, token=wrong)

    code, out = said(capsys, "check", "--online")

    assert code == 1
    assert "chat.c1: Telegram does not know this token" in out
    assert wrong not in out


def test_the_libraries_that_log_addresses_stay_quiet_even_with_debug():
    loud = ("httpx", "httpcore", "httpcore.http11", "urllib3.connectionpool", "telegram.Bot")
    levels = {name: logging.getLogger(name).level for name in ("httpx", "httpcore", "urllib3", "telegram")}

    set_up(logging.INFO, debug=True)

    assert logging.getLogger("bot.tell").isEnabledFor(logging.DEBUG)
    assert [name for name in loud if logging.getLogger(name).isEnabledFor(logging.INFO)] == []
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_the_traceback_of_a_bug_has_no_token(yaowen, monkeypatch, capsys):
    def broken(self: App) -> None:
        raise ZeroDivisionError(f"http://x.example/bot{TOKEN}/getMe")

    monkeypatch.setattr("bot.running.run", broken)

    code = exit_code(["run", "--debug"])

    err = capsys.readouterr().err
    assert code == 70
    assert "ZeroDivisionError: http://x.example/bot" in err
    assert TOKEN not in err


def wait_for(running: "subprocess.Popen[str]", *wanted: str, seconds: float = 40) -> str:
    """What the process said until it had said all of that."""
    assert running.stderr
    heard, until, stream = "", time.monotonic() + seconds, running.stderr
    while any(re.search(each, heard) is None for each in wanted):
        assert time.monotonic() < until, f"not heard: {[w for w in wanted if not re.search(w, heard)]} in\n{heard}"
        if select.select([stream], [], [], 0.5)[0]:
            piece = os.read(stream.fileno(), 65536).decode("utf-8", "replace")
            assert piece, heard
            heard += piece
    return heard


def test_a_whole_run_full_of_trouble_tells_the_token_nowhere(yaowen, site, fake):
    faults = (DROP, BAD_GATEWAY, BLOCKED, TOO_MANY(60), ACCEPT_THEN_CUT, ERROR(401, "Unauthorized"), RAW(200, b"[1]"))
    for id, fault in enumerate(faults, 1):
        fake.private(id)
        fake.fault(fault, chat=id)
    fake.private(50)
    configure(yaowen, site.list_url, fake.base_url, -100, *range(1, len(faults) + 1))
    fake.fault(BAD_GATEWAY, method="getUpdates")
    fake.fault(DROP, BAD_GATEWAY, chat=50)
    fake.update("message", nonsense=True)
    fake.says(50, 50, "/start")

    running = subprocess.Popen(
        [sys.executable, "-m", "bot", "run", "--debug"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    with running:
        try:
            heard = wait_for(running, "sent delivery", "chat suspended", "state=unknown", "cannot be read, skipped")
            fake.fault(ERROR(409, "Conflict: terminated by other getUpdates request"), method="getUpdates")
            fake.says(50, 50, "/list")
            heard += wait_for(running, "another program")
            running.terminate()
            out, err = running.communicate(timeout=30)
        finally:
            running.kill()
    heard += (out + err).decode("utf-8", "replace")

    assert running.returncode == 0, heard
    secret = TOKEN.partition(":")[2]
    assert secret not in heard
    written = [path for path in yaowen.rglob("*") if path.is_file() and path.name != "config.toml"]
    assert len(written) > 2
    assert [path for path in written if secret.encode() in path.read_bytes()] == []
