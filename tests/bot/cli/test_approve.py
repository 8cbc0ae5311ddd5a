"""`yaowen approve` and what `yaowen status` says of a list that is held."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sites
from builders import NOON

from bot.app import App
from bot.cli import exit_code
from bot.cli._shell import many
from bot.cli.approve import held as held_lines
from bot.config import load
from feeds.keep import states

PATH = "/zsxx/tzgg.htm"
CONFIG = """\
contact = "me@example.org"
[source.notices]
url = "{url}"
gap = 0
allow_private = true
[channel.console]
[chat.room]
channel = "console"
id = "room"
sources = ["notices"]
"""


def item(number: int, day: str = "2026-02-10") -> tuple[str, str, str]:
    return f"../info/1018/{number}.htm", f"关于第{number}号事项安排的通知", day


OLD = [item(number) for number in range(1008, 1000, -1)]


@pytest.fixture
def site() -> Iterator[sites.Replay]:
    with sites.Replay(PATH) as replay:
        yield replay


@pytest.fixture
def held(site: sites.Replay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> Path:
    """A folder with a source whose list is held: thirty new items at once."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text(CONFIG.format(url=site.url), encoding="utf-8")
    site.show(sites.list_page(OLD))
    assert exit_code(["poll"]) == 0
    site.show(sites.list_page([*(item(number, "2026-03-01") for number in range(2030, 2000, -1)), *OLD]))
    assert exit_code(["poll"]) == 1
    capsys.readouterr()
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    return (exit_code(list(words)), *capsys.readouterr())


def test_status_shows_what_is_held_why_and_what_is_proposed(held, site, capsys):
    code, out, _ = said(capsys, "status")

    assert code == 0
    assert "notices: 30 items are new at once, usually 8.0 a day" in out
    assert "held: 30 new of 38 items (“关于第2030号事项安排的通知”" in out
    assert f"proposed: read {site.url} as vsb: 38 items, 8 of them known" in out
    assert out.splitlines()[5:8] == [
        "  yaowen approve notices --look",
        "  yaowen approve notices               takes it quietly",
        "  yaowen approve notices --announce    … and tells its chats what is new",
    ]


def test_an_approved_list_is_kept_quietly_at_the_next_poll(held, capsys):
    code, out, err = said(capsys, "approve", "notices")

    assert (code, err) == (0, "")
    assert "notices: the next list is taken as it is, quietly\n" in out
    assert "\n  approved: the next poll takes it quietly\n" in said(capsys, "status")[1]
    assert said(capsys, "poll")[0] == 0
    status = said(capsys, "status")[1]
    assert "room\tconsole\t0\t0\t0\t0\t" in status
    assert "approve" not in status
    with_entries = App(load(held / "config.toml"))
    with with_entries.db.reading() as tx:
        state = states.get(tx, "notices")
    with_entries.db.close()
    assert (state.state, state.held, state.approved, state.usual) == ("ok", None, None, 38)


def test_an_approved_list_is_announced_when_asked(held, capsys):
    assert said(capsys, "approve", "notices", "--announce")[0] == 0
    for _ in range(3):
        assert said(capsys, "poll")[0] == 0

    assert "room\tconsole\t0\t30\t0\t0\t" in said(capsys, "status")[1]


def test_one_can_look_first_and_take_the_page_away(held, capsys):
    code, out, _ = said(capsys, "approve", "notices", "--look")
    assert code == 0
    assert "held: 30 new of 38 items" in out
    assert "  8 of 38 titles are known\n" in out
    assert "  yaowen approve notices --announce    … and tells its chats what is new\n" in out
    assert "approved" not in said(capsys, "status")[1]

    code, out, _ = said(capsys, "approve", "notices", "--page", "page.html")
    assert code == 0
    assert "关于第2030号事项安排的通知" in (held / "page.html").read_text(encoding="utf-8")
    assert "approved" not in said(capsys, "status")[1]


def test_where_only_some_items_are_held_their_page_is_kept_too(tmp_path, site, monkeypatch, capsys):
    """A redesign gives all addresses anew: the entries stay ours, what is left over is held."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text(CONFIG.format(url=site.url), encoding="utf-8")
    site.show(sites.list_page(OLD))
    said(capsys, "poll")
    moved = [(f"../info/2020/{5000 + n}.htm", title, day) for n, (_, title, day) in enumerate(OLD)]
    site.show(sites.list_page([item(6001, "2026-03-01"), item(6002, "2026-03-01"), *moved]))

    assert said(capsys, "poll")[0] == 1

    look = said(capsys, "approve", "notices", "--look")[1]
    assert "held: 2 of 10 items, the other 8 are kept (“关于第6001号事项安排的通知”" in look
    assert "the page is kept: yaowen approve notices --page page.html" in look
    assert said(capsys, "approve", "notices", "--page", "page.html")[0] == 0
    assert "关于第6001号事项安排的通知" in (tmp_path / "page.html").read_text(encoding="utf-8")

    said(capsys, "approve", "notices")
    assert said(capsys, "poll")[0] == 0
    assert said(capsys, "approve", "notices", "--page", "x")[2] == "yaowen: no page of notices is kept\n"


def test_where_nothing_is_held_nothing_is_approved(held, site, capsys):
    site.show(sites.list_page([item(1009), *OLD]))
    assert said(capsys, "poll")[0] == 0

    code, _, err = said(capsys, "approve", "notices")

    assert (code, err) == (1, "yaowen: nothing of notices is held; `yaowen status` shows what is\n")
    assert said(capsys, "approve", "notices", "--page", "x")[2] == "yaowen: no page of notices is kept\n"


def test_a_held_list_that_turns_out_right_again_needs_no_approval(held, site, capsys):
    site.show(sites.list_page(OLD))

    assert said(capsys, "poll")[0] == 0
    assert "held" not in said(capsys, "status")[1].replace("\theld\t", "\t")


def test_a_page_without_items_cannot_be_taken(held, site, capsys):
    site.show(sites.list_page(OLD))
    said(capsys, "poll")
    site.show(sites.empty_page())
    for _ in range(2):
        said(capsys, "poll")

    code, _, err = said(capsys, "approve", "notices")

    assert code == 1
    assert err.startswith("yaowen: nothing of notices is held (http")
    assert "the page is empty" in err


def test_an_approval_does_not_outlive_the_next_answer(held, site, capsys):
    """Else it would swallow, weeks later, the first news of a site that is well again."""
    assert said(capsys, "approve", "notices")[0] == 0
    site.show(sites.empty_page())
    said(capsys, "poll")
    site.show(sites.list_page([item(1009), *OLD]))
    for _ in range(2):
        assert said(capsys, "poll")[0] == 0

    assert "room\tconsole\t0\t1\t0\t0\t" in said(capsys, "status")[1]


def test_one_item_is_said_as_one():
    one = states.State(source="a", tag="tag:a", next_poll=NOON, held={"new": 1, "items": 1, "sample": ["通知"]})

    assert held_lines(one, None) == ["held: 1 new of 1 item (“通知”)"]
    part = {"new": 1, "items": 1, "keys": ["7"], "sample": ["通知"]}
    assert held_lines(replace(one, held=part), None) == ["held: 1 of 2 items, the other is kept (“通知”)"]
    assert [many(0, "item"), many(1, "item"), many(2, "item")] == ["0 items", "1 item", "2 items"]
