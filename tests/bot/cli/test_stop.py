"""SIGTERM while messages are under way: what is in flight ends and is written down; a second one ends at once, and the
next start says what nobody knows.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sites
from faketelegram import SLOW, TOKEN, FakeTelegram

from bot.chats import store
from bot.tell import settling, standings
from feeds.keep.db import Database
from feeds.model import utcnow

PATH = "/zsxx/tzgg.htm"
ROOT = Path(__file__).parents[3]
CONFIG = """\
[source.notices]
url = "{url}"
gap = 0
interval = "1s"
allow_private = true

[site]
listen = "127.0.0.1:0"

[channel.telegram]
token = "{token}"
base_url = "{telegram}"
listen = false

[chat.person]
channel = "telegram"
id = "7"
sources = ["notices"]
"""


@contextmanager
def sending(folder: Path, seconds: float) -> Iterator[tuple["subprocess.Popen[str]", FakeTelegram]]:
    """A running yaowen whose message Telegram takes its time to answer."""
    items = [(f"../info/1018/{n}.htm", f"第{n}号通知的标题", "2026-02-20") for n in range(1008, 1000, -1)]
    with sites.Replay(PATH) as site, FakeTelegram() as fake:
        fake.private(7)
        fake.fault(SLOW(seconds))
        site.show(sites.list_page(items))
        text = CONFIG.format(url=site.url, token=TOKEN, telegram=fake.base_url)
        (folder / "config.toml").write_text(text, encoding="utf-8")
        with subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as running:
            assert running.stderr is not None
            next(line for line in running.stderr if "polled source=notices state=ok" in line)
            site.show(sites.list_page([("../info/1018/1009.htm", "第1009号通知的标题", "2026-03-01"), *items]))
            until = time.monotonic() + 60
            while not any(method == "sendMessage" for method, _ in fake.requests) and time.monotonic() < until:
                time.sleep(0.02)
            try:
                yield running, fake
            finally:
                running.kill()


def standing(folder: Path) -> dict[str, int]:
    db = Database(f"sqlite:///{folder / 'yaowen.db'}")
    store.prepare(db)
    with db.reading() as tx:
        found = standings.counts(tx).get(1, {})
    db.close()
    return found


def test_a_message_under_way_ends_and_is_written_down_before_the_program_does(tmp_path: Path):
    with sending(tmp_path, 1.0) as (running, fake):
        running.terminate()
        assert running.stderr is not None
        rest = running.stderr.read()
        code = running.wait(60)

    assert code == 0
    assert "Traceback" not in rest
    assert len(fake.accepted) == 1
    assert standing(tmp_path) == {"sent": 1}


def test_a_second_signal_ends_at_once_and_the_next_start_knows_what_was_in_hand(tmp_path: Path):
    with sending(tmp_path, 30.0) as (running, _):
        running.terminate()
        assert running.stderr is not None
        next(line for line in running.stderr if "stopping" in line)
        while running.poll() is None:
            running.send_signal(signal.SIGTERM)
            time.sleep(0.05)

    assert running.returncode == -signal.SIGTERM
    assert standing(tmp_path) == {"sending": 1}
    db = Database(f"sqlite:///{tmp_path / 'yaowen.db'}")
    with db.transaction() as tx:
        assert len(settling.recover(tx, utcnow())) == 1
    db.close()
    assert standing(tmp_path) == {"unknown": 1}
