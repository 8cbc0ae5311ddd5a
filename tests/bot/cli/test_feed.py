"""Private feeds from the shell: made, listed, revoked; the address is shown once."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from configs import GOOD, write

from bot.app import App
from bot.cli import exit_code
from bot.config import load
from feeds.keep import facts


@pytest.fixture
def yaowen(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = write(tmp_path, GOOD)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = exit_code(["--config", str(path), "feed", *arguments])
        return (code, *capsys.readouterr())

    return call


def test_a_private_feed_is_made_listed_and_revoked(yaowen):
    code, out, _ = yaowen("new", "我的订阅", "--filter", "招生 -讲座")

    token = re.search(r"/feeds/private/([A-Za-z0-9_-]{22,})\.atom", out).group(1)
    assert code == 0
    listed = yaowen("list")[1]
    assert "我的订阅" in listed
    assert "招生 -讲座" in listed
    assert token not in listed

    assert yaowen("revoke", "1")[0] == 0
    assert yaowen("revoke", "1")[0] == 1
    assert "there is no private feed 'x'" in yaowen("revoke", "x")[2]


@pytest.mark.parametrize(
    ("site", "waits", "warned"),
    [
        ("", "site.listen", True),
        ("", "store.url", False),
        ("", None, False),
        ('url = "https://news.example.edu.cn"\n', "site.listen", False),
    ],
)
def test_an_address_that_waits_for_a_restart_is_told_as_such(yaowen, tmp_path, site, waits, warned):
    path = write(tmp_path, f'{GOOD}[site]\nlisten = "127.0.0.1:8041"\n{site}')
    yaowen("new", "李雷")
    app = App(load(path))
    with app.db.transaction() as tx:
        facts.put(tx, "config_restart", waits)
    app.db.close()

    _, out, err = yaowen("new", "韩梅梅")

    assert "/feeds/private/" in out
    assert ("a yaowen that runs serves there only from its restart on" in err) == warned


def test_a_faulty_filter_or_source_makes_no_feed(yaowen):
    assert "RE2" in yaowen("new", "a", "--filter", "/(/")[2]
    assert "there is no source 'none'" in yaowen("new", "a", "--source", "none")[2]
    assert len(yaowen("list")[1].splitlines()) == 1


def test_a_list_says_its_times_in_the_zone_of_the_config(yaowen, monkeypatch):
    late = datetime(2026, 11, 26, 20, 5, tzinfo=UTC)  # the day after in Shanghai
    monkeypatch.setitem(App.__init__.__kwdefaults__, "clock", lambda: late)
    yaowen("new", "a")

    assert "2026-11-27 04:05" in yaowen("list")[1]


@pytest.mark.parametrize("arguments", [("new",), ("new", ""), ("new", "  "), ("new", "--source", "news")], ids=str)
def test_a_feed_without_a_name_is_not_made(yaowen, arguments):
    code, out, err = yaowen(*arguments)

    assert (code, out) == (2, "")
    assert "Invalid value for 'name': say a name for people" in err
    assert len(yaowen("list")[1].splitlines()) == 1


def test_what_shall_be_revoked_must_be_said(yaowen):
    code, _, err = yaowen("revoke")

    assert code == 2
    assert "Invalid value for 'number': say the number that list shows" in err
