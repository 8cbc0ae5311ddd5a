"""The verbs on a real (made-up) site over loopback: what they print, what they end with, what they leave behind."""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import sites

from bot.app import App
from bot.cli import exit_code
from bot.cli._log import OneLine
from bot.cli._shell import ago
from bot.cli.demo.site import NewsSite
from bot.cli.demo.stories import stories
from bot.cli.status import at_rest, source_rows
from bot.cli.test import outcome
from bot.config import bare, load
from bot.errors import ChannelDown, ChatGone, ChatMoved, DeliveryError, Refused, TryLater, Unknown
from feeds.keep import facts, states
from feeds.keep.db import Database
from feeds.keep.states import State

CONFIG = """\
contact = "me@example.org"

[source.hualing]
url = "{url}"
gap = 0
allow_private = true

[channel.console]

[chat.room]
channel = "console"
id = "room"
sources = ["hualing"]
"""


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with NewsSite(stories(date(2026, 3, 2)), published=9) as site:
        yield site


@pytest.fixture
def yaowen(site: NewsSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a config, where we are."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("YAOWEN_CONFIG", raising=False)
    (tmp_path / "config.toml").write_text(CONFIG.format(url=site.list_url), encoding="utf-8")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """(exit code, stdout, stderr)"""
    code = exit_code(list(words))
    out, err = capsys.readouterr()
    return code, out, err


def test_status_before_the_first_poll_says_what_makes_one(yaowen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "status")

    where = f"sqlite:///{yaowen / 'yaowen.db'}"
    assert (code, out) == (0, f"nothing is kept yet in {where}: `yaowen run` or `yaowen poll` makes the first poll\n")
    assert sorted(path.name for path in yaowen.iterdir()) == ["config.toml"]


def test_the_first_poll_tells_nobody_and_the_next_tells_what_is_new(
    yaowen: Path, site: NewsSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "poll", "--deliver") == (0, "hualing: 6 items, 6 new, 6 article pages read\n", "")
    assert said(capsys, "poll", "--deliver") == (0, "hualing: unchanged\n", "")
    story = site.publish_next()
    assert story is not None

    code, out, _ = said(capsys, "poll", "hualing", "--deliver")

    assert code == 0
    assert out.startswith("hualing: 6 items, 1 new, 1 article page read\n")
    assert story.title in out


def test_a_source_in_trouble_ends_a_poll_with_1_and_says_why(yaowen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (yaowen / "config.toml").write_text('contact = "a@b.example"\n[source.a]\nurl = "http://127.0.0.1/"\n')

    code, out, err = said(capsys, "poll")

    assert code == 1
    assert out.startswith("a: forbidden: http://127.0.0.1/: 127.0.0.1 is a private address")
    assert err == ""


def test_a_paused_source_is_polled_by_name_only(
    yaowen: Path, site: NewsSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, "pause", "hualing") == (0, "source hualing paused\n", "")  # before anything is kept, too

    code, out, _ = said(capsys, "poll")

    assert (code, out) == (
        0,
        "hualing: paused, not polled; `yaowen resume hualing`, or name it: yaowen poll hualing\n",
    )
    assert said(capsys, "poll", "hualing")[1] == "hualing: 6 items, 6 new, 6 article pages read\n"


def test_a_poll_beside_a_run_says_what_polls_at_once_there(yaowen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A source that failed and is well again need not wait for its turn."""
    app = App(load(yaowen / "config.toml"))
    app.prepare()
    with app.db.transaction() as tx:
        states.change(tx, "hualing", next_poll=app.clock() + timedelta(hours=1))
    with app.db.sole():
        code, _, err = said(capsys, "poll", "hualing")
        assert code == 1
        assert err.endswith("or leave the work to it: `yaowen resume hualing` has a running yaowen poll at once\n")
        assert "`yaowen resume SOURCE`" in said(capsys, "poll")[2]

        assert said(capsys, "resume", "hualing")[0] == 0
        assert app.due() == ["hualing"]
    app.db.close()


def test_a_poll_without_a_source_says_how_to_get_one(yaowen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (yaowen / "config.toml").write_text('contact = "a@b.example"\n')

    assert said(capsys, "poll") == (0, "there is no source in config.toml; `yaowen add URL` writes one\n", "")


def test_a_folder_that_is_missing_is_made_and_one_that_cannot_be_is_one_line(
    yaowen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = yaowen / "config.toml"
    config.write_text(f'{config.read_text()}\n[store]\nurl = "sqlite:///new/deep/x.db"\n')
    assert said(capsys, "poll")[0] == 0
    assert (yaowen / "new" / "deep" / "x.db").exists()

    config.write_text(config.read_text().replace("new/deep", "config.toml/deep"))
    code, out, err = said(capsys, "poll")

    assert (code, out) == (1, "")
    assert err.startswith("yaowen: sqlite:///")
    assert "config.toml/deep: Not a directory; " in err
    assert "correct store.url, or make its folder writable" in err
    for verb in ("status", "outbox"):
        assert said(capsys, verb) == (1, "", err)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="there is no /proc, where nobody can make a file")
@pytest.mark.parametrize("verb", ["status", "outbox"])
@pytest.mark.parametrize(("path", "folder"), [("/proc/p.db", "/proc"), ("/proc/x/p.db", "/proc/x")])
def test_a_folder_where_nothing_can_be_kept_is_told(
    verb: str, path: str, folder: str, yaowen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = yaowen / "config.toml"
    config.write_text(f'{config.read_text()}\n[store]\nurl = "sqlite:///{path}"\n')

    assert said(capsys, verb) == (
        1,
        "",
        f"yaowen: sqlite:///{path}: {folder}: No such file or directory; "
        "correct store.url, or make its folder writable for the user that runs yaowen\n",
    )


def test_feeds_that_cannot_be_written_are_one_line(yaowen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (yaowen / "public").write_text("no folder")

    code, _, err = said(capsys, "poll")

    assert code == 1
    assert f"{yaowen}/public/feeds: cannot be written: " in err
    assert "site.folder must be a folder that the user who runs yaowen may write to" in err


@pytest.mark.parametrize("words", [["poll", "nope"], ["backfill", "nope"], ["preview", "nope"]])
def test_a_source_that_is_not_there_is_one_line(
    words: list[str], yaowen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert said(capsys, *words) == (1, "", "yaowen: there is no source 'nope' in config.toml; there are: hualing\n")


def test_status_is_a_table_with_tabs_where_there_is_no_terminal(
    yaowen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "poll")

    code, out, _ = said(capsys, "status")

    rows = [line.split("\t") for line in out.splitlines()]
    assert code == 0
    assert rows[0] == ["source", "state", "last success", "next poll", "entries", "waiting", "owed"]
    assert rows[1][:2] == ["hualing", "ok"]
    assert rows[1][4:] == ["6", "0", "0"]
    assert rows[-1] == ["room", "console", "0", "0", "0", "0", ""]


def test_status_shows_what_is_owed_and_the_chat_what_it_got(
    yaowen: Path, site: NewsSite, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "poll")
    site.publish_next()
    said(capsys, "poll")

    owed = said(capsys, "status")[1]
    said(capsys, "poll", "--deliver")
    sent = said(capsys, "status")[1]

    assert "\t7\t0\t1\n" in owed
    assert "room\tconsole\t0\t1\t0\t0\t\n" in owed
    assert "\t7\t0\t0\n" in sent
    assert "room\tconsole\t1\t0\t0\t0\t\n" in sent


def test_a_back_fill_keeps_older_articles_and_tells_nobody(yaowen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "poll")

    code, out, _ = said(capsys, "backfill", "hualing", "--pages", "5")

    assert code == 0
    assert out.splitlines()[-1] == "hualing: 3 older articles kept; the list names no older page"
    assert "\t9\t0\t0\n" in said(capsys, "status")[1]


def test_a_back_fill_before_the_first_poll_says_so(yaowen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(capsys, "backfill", "hualing")

    assert (code, out) == (1, "")
    assert "poll it first: yaowen poll hualing" in err


def test_a_preview_shows_what_would_be_kept_and_writes_nothing(
    yaowen: Path, site: NewsSite, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = said(capsys, "preview", "hualing", "--articles", "2")

    assert (code, err) == (0, "")
    for story in site.public[:6]:
        assert out.count(f"\t{story.title}\thttp") == 1
    assert out.count("\nkept: id ") == 2
    assert out.endswith("\ntold to: room\n")
    assert sorted(path.name for path in yaowen.iterdir()) == ["config.toml"]


def test_an_address_can_be_previewed_without_a_config(
    yaowen: Path, site: NewsSite, capsys: pytest.CaptureFixture[str]
) -> None:
    (yaowen / "config.toml").unlink()

    refused = said(capsys, "preview", site.list_url)
    code, out, _ = said(capsys, "preview", site.list_url, "--allow-private", "--articles", "0")

    assert refused[0] == 1
    assert refused[2].endswith("(or try --allow-private)\n")
    assert code == 0
    assert "6 items on" in out
    assert out.endswith("told to no chat of the config\n")
    assert list(yaowen.iterdir()) == []


def test_an_address_needs_no_http_before_it(yaowen: Path, site: NewsSite, capsys: pytest.CaptureFixture[str]) -> None:
    (yaowen / "config.toml").unlink()

    code, out, _ = said(capsys, "preview", site.list_url.removeprefix("http://"), "--allow-private", "--articles", "0")

    assert code == 0
    assert f"6 items on {site.list_url}" in out


def test_a_page_without_articles_ends_a_preview_with_1(
    yaowen: Path, site: NewsSite, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (
        b"<html><head><title>Tide gauge</title></head><body><h1>Tide gauge</h1><p>1.4 m above zero.</p></body></html>"
    )
    with sites.LoopbackSite(lambda path: sites.Reply(body=page)) as other:
        code, out, err = said(capsys, "preview", f"{other.url}/gauge", "--allow-private")

    assert code == 1
    assert "\n\nnothing was found that looks like news\n" in out
    assert "address" not in out
    assert (
        err == f"yaowen: no articles were found on {other.url}/gauge; `yaowen add {other.url}/gauge` says what it is\n"
    )


def test_what_is_no_address_cannot_be_previewed(yaowen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = said(capsys, "preview", "http://")

    assert code == 1
    assert "is no http(s) address" in err


def test_check_online_looks_at_each_source(yaowen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "check", "--online")

    assert code == 0
    assert "source.hualing: 6 items on http://127.0.0.1:" in out
    assert "read as vsb" in out
    assert "chat.room: console cannot be tried without a message: `yaowen test room` sends one\n" in out
    assert sorted(path.name for path in yaowen.iterdir()) == ["config.toml"]


def test_check_online_ends_with_1_where_a_source_cannot_be_had(
    yaowen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (yaowen / "config.toml").write_text('contact = "a@b.example"\n[source.a]\nurl = "http://127.0.0.1/"\n')

    code, out, _ = said(capsys, "check", "--online")

    assert code == 1
    assert "source.a: http://127.0.0.1/: 127.0.0.1 is a private address" in out


def test_a_taken_port_is_one_line(
    yaowen: Path, site: NewsSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = site.url.removeprefix("http://")
    with open(yaowen / "config.toml", "a", encoding="utf-8") as config:
        config.write(f'[site]\nlisten = "{address}"\n')

    code, _, err = said(capsys, "run")

    assert code == 1
    assert err.splitlines()[-1].startswith(f"yaowen: site.listen {address}: Address already in use")


def test_a_run_ends_with_0_on_sigterm(yaowen: Path) -> None:
    with open(yaowen / "config.toml", "a", encoding="utf-8") as config:
        config.write('[site]\nlisten = "127.0.0.1:0"\n')
    running = subprocess.Popen(
        [sys.executable, "-m", "bot", "run"],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    with running:
        assert running.stderr is not None
        seen = next(line for line in running.stderr if "polled source=hualing state=ok" in line)
        running.terminate()
        rest = running.stderr.read()

    assert "new=6" in seen
    assert "stopping: what is in flight ends" in rest
    assert "Traceback" not in rest
    assert running.returncode == 0


def test_a_test_message_says_that_it_arrived(yaowen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = said(capsys, "test", "room")

    assert code == 0
    assert "要闻 Yaowen" in out
    assert "chat.room: arrived, as message test-" in out
    assert sorted(path.name for path in yaowen.iterdir()) == ["config.toml"]


def test_a_test_message_that_is_refused_says_why(yaowen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with open(yaowen / "config.toml", "a", encoding="utf-8") as config:
        config.write('[channel.webhook]\n[chat.hook]\nchannel = "webhook"\nid = "http://127.0.0.1/"\n')

    code, out, _ = said(capsys, "test", "hook")

    assert code == 1
    assert out.startswith("chat.hook: did not arrive")
    assert "private address" in out


def test_a_test_message_to_nobody_says_who_there_is(yaowen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = said(capsys, "test", "nobody")

    assert (code, err) == (1, "yaowen: there is no chat 'nobody' in config.toml; there are: room\n")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TryLater("slow down", timedelta(seconds=5)), "did not arrive now, another try may do, in 5 s (slow down)"),
        (ChatMoved("upgraded", "-1001"), 'did not arrive: the chat has a new id; write id = "-1001" (upgraded)'),
        (ChatGone("kicked"), "did not arrive: the chat is gone, or we may not write there (kicked)"),
        (ChannelDown("401"), "did not arrive: the whole channel is refused; look at its token or key (401)"),
        (Refused("too long"), "did not arrive: this message is refused for good (too long)"),
        (Unknown("cut"), "nobody can say whether it arrived: look there (cut)"),
    ],
)
def test_every_answer_of_a_service_has_its_words(error: DeliveryError, words: str) -> None:
    assert outcome(error) == words


def test_the_status_says_that_a_config_without_a_source_is_not_the_one_in_force(
    yaowen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "poll")
    (yaowen / "config.toml").write_text("", encoding="utf-8")

    _, at_once, _ = said(capsys, "status")
    db = Database(f"sqlite:///{yaowen}/yaowen.db")
    with db.transaction() as tx:  # as `run` notes it when it has looked
        facts.put(tx, "config_fault", "config.toml: has no source any more; where that is meant, restart yaowen")
    db.close()
    _, noticed, _ = said(capsys, "status")

    assert at_once.splitlines()[0] == "config.toml: has no source; a yaowen that runs goes on with the config before"
    assert noticed.splitlines()[0] == (
        "the running yaowen did not take this config and goes on with the one before: "
        "config.toml: has no source any more; where that is meant, restart yaowen"
    )
    assert "not in the config" not in noticed
    assert noticed.splitlines()[2].split("\t")[3] == "by the config before"


def test_the_status_says_of_a_faulty_config_that_it_is_not_the_one_in_force(
    yaowen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (yaowen / "config.toml").write_text("[source.a]\n", encoding="utf-8")

    code, _, err = said(capsys, "status")

    assert code == 2
    assert err.splitlines() == [
        "config.toml:1: source.a.url: is missing, and there is no default",
        "a yaowen that runs goes on with the config before",
    ]


def test_a_row_of_the_status_says_how_a_source_stands() -> None:
    now = datetime(2026, 3, 2, 8, tzinfo=UTC)
    config = bare(Path("config.toml"))
    known = {
        "a": State(
            source="a",
            tag="",
            state="unreachable",
            since=now - timedelta(hours=3),
            last_success=now - timedelta(days=2),
            next_poll=now + timedelta(minutes=12),
        ),
        "b": State(source="b", tag="", state="ok", next_poll=now, paused=True),
    }

    rows = source_rows(config, known, {"a": {"ready": 7, "waiting": 2}}, {"a": 3}, now)

    assert rows[0] == ("a", "unreachable for 3 h", "2 d ago", "not in the config", "7", "2", "3")
    assert rows[1] == ("b", "ok", "never", "not in the config", "0", "0", "0")


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "0 s"), (59, "59 s"), (60, "1 min"), (7199, "119 min"), (7200, "2 h"), (200000, "2 d")]
)
def test_a_stretch_of_time_is_one_short_word(seconds: float, words: str) -> None:
    assert ago(seconds) == words


def test_a_log_line_stays_one_line() -> None:
    record = logging.LogRecord("a", logging.INFO, "", 0, "title=%s", ("a\nb\x1b[31m要闻",), None)

    assert OneLine("%(message)s").format(record) == "title=a\\nb\\x1b[31m要闻"


def test_status_says_when_nobody_polls(yaowen: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "poll")
    assert "does `yaowen run` run?" not in said(capsys, "status")[1]
    long_ago = datetime.now(UTC) - timedelta(hours=9)
    app = App(load(yaowen / "config.toml"))
    with app.db.transaction() as tx:
        states.change(tx, "hualing", last_poll=long_ago, next_poll=long_ago + timedelta(hours=1))
    app.db.close()

    out = said(capsys, "status")[1]

    assert "\nnothing was polled for 9 h, and 1 source should have been: does `yaowen run` run?\n" in out


@pytest.mark.parametrize(
    ("last", "due", "paused", "said"),
    [
        (timedelta(minutes=1), timedelta(hours=1), False, ""),  # somebody polls, and is busy
        (timedelta(hours=5), timedelta(minutes=-1), False, ""),
        (timedelta(hours=5), timedelta(hours=1), True, ""),
        (None, timedelta(days=1), False, "nothing was polled yet"),
    ],
)
def test_only_what_is_overdue_while_nothing_is_polled_is_told(
    last: timedelta | None, due: timedelta, paused: bool, said: str
) -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    state = State(source="a", tag="tag:a", last_poll=last and now - last, next_poll=now - due, paused=paused)

    assert at_rest([state], now).startswith(said)
    assert bool(at_rest([state], now)) == bool(said)
