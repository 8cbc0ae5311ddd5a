"""config.toml changes while Yaowen runs: taken whole or not at all, nothing lost, nothing polled twice."""

import asyncio
import logging
import os
import random
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path

import certifi
import pytest
import sites
import sqlalchemy as sa
from builders import whole_article
from feedtools import visitor
from pipeline import EPOCH

from bot.app import App
from bot.chats import chats, subscriptions
from bot.config import Config, load
from bot.reload import _SETTINGS, _WAY, SETTLED, Watch, difference
from bot.running import Running as Run
from bot.tell import debts, outbox
from feeds.errors import YaowenError
from feeds.keep import facts, record, states
from feeds.model import Source

HEAD = """\
# ours
contact = "a@example.org"

[store]
url = "sqlite:///yaowen.db"

[site]
url = "http://127.0.0.1:8000"
listen = "127.0.0.1:0"

[channel.console]
"""


def config(sources: dict[str, str], *, chat: bool = True, more: str = "") -> str:
    tables = "".join(f"\n[source.{name}]\nallow_private = true\ngap = 0\n{rest}\n" for name, rest in sources.items())
    names = ", ".join(f'"{name}"' for name in sources)
    room = f'\n[chat.room]\nchannel = "console"\nid = "room"\nsources = [{names}]\n' if chat else ""
    return HEAD + tables + room + more


def at(url: str) -> str:
    return f'url = "{url}"'


class Ticks:
    """Seconds that pass when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(config({"news": at("http://a.example/list.htm")}), encoding="utf-8")
    return path


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def watch(path: Path, ticks: Ticks) -> Watch:
    return Watch(path=path, load=load, monotonic=ticks)


def settled(watch: Watch, ticks: Ticks):
    """What the watch says once the file has been left alone."""
    found = watch.look()
    ticks.now += SETTLED
    return found or watch.look()


@pytest.fixture
def app(path: Path) -> Iterator[App]:
    made = App(load(path), clock=lambda: EPOCH, rng=random.Random(1))
    made.prepare()
    made.feeds.give_stale()
    yield made
    made.web.close()
    made.db.close()


def rows(app: App) -> dict[str, states.State]:
    with app.db.reading() as tx:
        return states.of_all(tx)


# noticing


def test_an_unchanged_file_is_no_news(watch, ticks, path):
    assert settled(watch, ticks) is None
    os.utime(path)
    assert settled(watch, ticks) is None


def test_a_changed_file_is_read_once_it_has_settled(watch, ticks, path):
    path.write_text(config({"news": at("http://a.example/other.htm")}), encoding="utf-8")

    assert watch.look() is None
    ticks.now += SETTLED / 2
    assert watch.look() is None
    ticks.now += SETTLED
    found = watch.look()

    assert found is not None
    assert found.sources["news"].url == "http://a.example/other.htm"
    assert watch.look() is None


def test_half_a_file_is_not_read(watch, ticks, path):
    text = config({"news": at("http://a.example/list.htm"), "more": at("http://b.example/list.htm")})
    for end in range(0, len(text), 40):
        path.write_text(text[:end], encoding="utf-8")
        assert watch.look() is None
        ticks.now += SETTLED * 0.9
    path.write_text(text, encoding="utf-8")

    found = settled(watch, ticks)

    assert found is not None
    assert list(found.sources) == ["news", "more"]


def test_a_bad_file_is_told_once_with_its_line(watch, ticks, path, caplog):
    path.write_text(config({"news": "url = \n"}), encoding="utf-8")
    line = path.read_text(encoding="utf-8").splitlines().index("url = ") + 1

    assert settled(watch, ticks) is None
    assert settled(watch, ticks) is None

    told = [record.getMessage() for record in caplog.records]
    assert len(told) == 1
    assert f"{path}:{line}:" in told[0]
    assert watch.fault is not None


def test_a_mended_file_is_taken(watch, ticks, path):
    good = path.read_text(encoding="utf-8")
    path.write_text("[[[", encoding="utf-8")
    assert settled(watch, ticks) is None

    path.write_text(good, encoding="utf-8")
    found = settled(watch, ticks)

    assert found is not None
    assert watch.fault is None


def test_a_file_that_is_replaced_is_not_missed_and_not_told_missing(watch, ticks, path, caplog):
    text = path.read_text(encoding="utf-8")
    path.unlink()
    assert settled(watch, ticks) is None
    path.write_text(text.replace("list.htm", "new.htm"), encoding="utf-8")

    assert settled(watch, ticks) is not None
    assert caplog.records == []


def test_a_file_that_stays_away_is_told_once(watch, ticks, path, caplog):
    path.unlink()

    for _ in range(30):
        assert settled(watch, ticks) is None

    assert [record.getMessage().count("there is no such file") for record in caplog.records] == [1]


def test_when_asked_an_unchanged_file_is_read_again(watch, ticks):
    watch.ask()

    assert watch.look() is not None
    assert watch.look() is None


# what changes


def test_of_every_part_of_a_source_it_is_known_whether_a_change_asks_its_site_again():
    shown_alone = {"name", "title", "interval", "zone", "language", "formerly", "announce_first", "withdrawn_after"}

    assert {each.name for each in fields(Source)} == shown_alone | set(_WAY)


def test_a_difference_names_what_changed(path, tmp_path):
    old = load(path)
    text = config(
        {
            "fresh": at("http://c.example/") + '\nformerly = ["news"]',
            "more": at("http://b.example/"),
        },
        more='[channel.hook]\nkind = "webhook"\n',
    )
    path.write_text(text.replace("127.0.0.1:0", "127.0.0.1:1").replace("yaowen.db", "b.db"), encoding="utf-8")

    found = difference(old, load(path))

    assert found.renamed == {"news": "fresh"}
    assert (found.added, found.removed, found.channels) == (("more",), (), ("hook",))
    assert found.restart == ("store.url", "site.listen")
    assert found.waits_for == {"news", "fresh"}
    assert found.said() == "added=more renamed=news→fresh channels=hook chats=room"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (":8000", ":8001", "settings=site"),
        ("a@example.org", "b@example.org", "settings=contact"),
        ('contact = "a', 'zone = "Europe/Paris"\ncontact = "a', "changed=news chats=room settings=zone"),
        ("[channel.console]", '[channel.console]\n[admin]\nchat = "room"', "settings=admin"),
        ('id = "room"', 'id = "room"\nfilter = "招生"', "chats=room"),
        ("# ours", "# mine", "nothing changed"),
    ],
)
def test_whatever_changed_is_said(path: Path, old: str, new: str, said: str):
    before = load(path)
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")

    assert difference(before, load(path)).said() == said


def test_of_every_part_of_a_config_it_is_known_how_its_change_is_told():
    told_apart = {"path", "store_url", "listen_host", "listen_port", "sources", "channels", "chats", "warnings"}

    assert {each.name for each in fields(Config)} == told_apart | set(_SETTINGS)


# taking


def test_sources_and_chats_come_and_go(app, path):
    path.write_text(config({"news": at("http://a.example/list.htm"), "b": at("http://b.example/")}), encoding="utf-8")
    app.take(load(path))
    with app.db.reading() as tx:
        room = chats.named(tx, "room")
        assert subscriptions.of_chat(tx, room.number) == ["b", "news"]
    assert app.due() == ["news", "b"]

    path.write_text(config({"b": at("http://b.example/")}, chat=False), encoding="utf-8")
    app.take(load(path))

    assert app.due() == ["b"]
    assert set(rows(app)) == {"news", "b"}
    with app.db.reading() as tx:
        assert chats.named(tx, "room") is None
        assert subscriptions.of_chat(tx, room.number) == []


def test_a_digest_that_leaves_the_config_frees_what_waits_for_it(app, path):
    room = '\n[chat.room]\nchannel = "console"\nid = "room"\nsources = ["news"]\n'
    news = {"news": at("http://a.example/list.htm")}
    path.write_text(config(news, chat=False) + room + 'digest = ["mon 08:00"]\n', encoding="utf-8")
    app.take(load(path))
    with app.db.transaction() as tx:
        source = app.config.sources["news"]
        kept = record.listed(tx, source, [whole_article("1")], tag="tag:x", now=EPOCH, quiet=False)
        debts.enqueue(tx, kept.changes, EPOCH)
        room_number = chats.named(tx, "room").number
        assert outbox.ready(tx, room_number, EPOCH) == []

    path.write_text(config(news, chat=False) + room, encoding="utf-8")
    app.take(load(path))

    with app.db.reading() as tx:
        assert len(outbox.ready(tx, room_number, EPOCH)) == 1


def test_feeds_that_cannot_be_written_do_not_undo_a_config_that_is_in_force(app, path, monkeypatch, caplog):
    def full(*, alone: bool) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(app.feeds, "give_stale", full)
    path.write_text(config({"b": at("http://b.example/")}), encoding="utf-8")

    assert app.take(load(path)).added == ("b",)
    assert list(app.config.sources) == ["b"]
    assert "feeds are not given out anew yet" in caplog.text


def test_what_a_poll_brings_while_a_config_is_taken_is_given_out_by_that_poll(app, path):
    brought: list[str] = []

    def bring(place: str) -> None:
        if place == "give.written" and not brought:
            brought.append(place)
            with app.db.transaction() as tx:
                found = [whole_article("1", external=True)]
                record.listed(tx, app.config.sources["news"], found, tag="tag:x", now=EPOCH, quiet=False)
                states.change(tx, "news", stale=True)

    app.failpoint = bring
    path.write_text(config({"news": at("http://a.example/list.htm") + '\ntitle = "改名"'}), encoding="utf-8")

    app.take(load(path))
    app.poller.given(app.config.sources["news"])

    assert brought
    assert "第1条新闻" in (Path(app.config.site.folder) / "feeds" / "news.atom").read_text(encoding="utf-8")


def test_a_renamed_source_keeps_its_ids(app, path):
    before = rows(app)["news"]
    text = config({"fresh": at("http://a.example/list.htm") + '\nformerly = ["news"]'})
    path.write_text(text, encoding="utf-8")

    app.take(load(path))

    assert rows(app) == {"fresh": replace(before, source="fresh", formerly=["news"], stale=True)}
    assert (Path(app.config.site.folder) / "feeds" / "fresh.atom").exists()


def test_whoever_forgets_to_say_formerly_keeps_the_entries_all_the_same(app, path):
    """Else a rename that is saved before its `formerly` is written would begin anew, with everything twice."""
    url = "http://a.example/list.htm"
    with app.db.transaction() as tx:
        states.change(tx, "news", url=url, last_poll=EPOCH - timedelta(days=2), paused=True)  # long ago, but ours
    before = rows(app)["news"]

    path.write_text(config({"fresh": at(url)}), encoding="utf-8")
    change = app.take(load(path))
    path.write_text(config({"fresh": at(url) + '\nformerly = ["news"]'}), encoding="utf-8")
    app.take(load(path))

    assert change.renamed == {"news": "fresh"}
    assert {name: (row.tag, row.paused) for name, row in rows(app).items()} == {"fresh": (before.tag, True)}


def led_from(app: App, name: str) -> list[tuple[int, str | None]]:
    """What readers of an old name get: for the feed, and for the page."""
    app.serve_pages()
    visit = visitor(app.answer)
    found = [visit.get(address) for address in (f"/feeds/{name}.atom", f"/{name}/")]
    return [(each.status_code, each.headers.get("location")) for each in found]


def test_whoever_forgets_to_say_formerly_leaves_no_reader_behind(app, path):
    """A rename that nobody announced redirects as `formerly` does, after a restart and a second rename, too."""
    folder = Path(app.config.site.folder) / "feeds"
    with app.db.transaction() as tx:
        states.change(tx, "news", url="http://a.example/list.htm", last_poll=EPOCH)

    path.write_text(config({"fresh": at("http://a.example/list.htm")}), encoding="utf-8")
    app.take(load(path))

    assert not list(folder.glob("news.*"))
    assert led_from(app, "news") == [(301, "/feeds/fresh.atom"), (301, "/fresh/")]

    path.write_text(config({"last": at("http://a.example/list.htm")}), encoding="utf-8")
    restarted = App(load(path), clock=lambda: EPOCH)
    restarted.prepare()
    restarted.feeds.give_stale()

    for old in ("news", "fresh"):
        assert led_from(restarted, old) == [(301, "/feeds/last.atom"), (301, "/last/")]

    two = {"last": at("http://a.example/list.htm"), "news": at("http://b.example/list.htm")}
    path.write_text(config(two), encoding="utf-8")
    restarted.take(load(path))

    assert [status for status, _ in led_from(restarted, "news")] == [200, 200]  # the name was given again
    assert led_from(restarted, "fresh") == [(301, "/feeds/last.atom"), (301, "/last/")]
    restarted.web.close()
    restarted.db.close()


def test_a_rename_to_a_name_that_has_entries_is_not_made_nor_said(app, path, caplog):
    first, second = at("http://a.example/list.htm"), at("http://b.example/list.htm")
    for sources in ({"news": first, "other": second}, {"news": first}):
        path.write_text(config(sources), encoding="utf-8")
        app.take(load(path))
    before = rows(app)

    path.write_text(config({"other": first + '\nformerly = ["news"]'}), encoding="utf-8")
    change = app.take(load(path))

    assert change.said() == "added=other removed=news chats=room"
    assert "not renamed source=news to=other" in caplog.text
    assert {name: row.tag for name, row in rows(app).items()} == {name: row.tag for name, row in before.items()}
    assert led_from(app, "news") == [(410, None), (410, None)]

    path.write_text(config({"fresh": first + '\nformerly = ["news"]'}), encoding="utf-8")

    assert app.take(load(path)).said() == "removed=other renamed=news→fresh chats=room"
    assert rows(app)["fresh"].tag == before["news"].tag
    assert led_from(app, "news") == [(301, "/feeds/fresh.atom"), (301, "/fresh/")]


@pytest.mark.parametrize("title", ["青石要闻", None])
def test_what_a_source_that_left_still_owes_is_told_as_before(app, path, title):
    said = f'\nzone = "Asia/Tokyo"\ntitle = "{title}"' if title else '\nzone = "Asia/Tokyo"'
    path.write_text(config({"news": at("http://a.example/list.htm") + said}), encoding="utf-8")
    app.take(load(path))
    with app.db.transaction() as tx:
        states.change(tx, "news", title="栏目")
    before = app.about("news")

    path.write_text(config({"other": at("http://b.example/list.htm")}), encoding="utf-8")
    app.take(load(path))

    assert (before.title, before.zone.key) == (title or "栏目", "Asia/Tokyo")
    assert app.about("news") == before


def test_a_source_that_was_renamed_and_then_left_is_gone_under_both_names(app, path):
    with app.db.transaction() as tx:
        states.change(tx, "news", url="http://a.example/list.htm", last_poll=EPOCH)
    for sources in ({"fresh": at("http://a.example/list.htm")}, {"other": at("http://b.example/list.htm")}):
        path.write_text(config(sources), encoding="utf-8")
        app.take(load(path))

    assert led_from(app, "news") == [(301, "/feeds/fresh.atom"), (301, "/fresh/")]
    assert led_from(app, "fresh") == [(410, None), (410, None)]


@pytest.mark.parametrize(("days", "there"), [(0.5, {"fresh"}), (2, {"news", "fresh"})])
def test_between_two_starts_only_a_source_that_left_lately_is_the_one_that_comes(app, path, days, there):
    url = "http://a.example/list.htm"
    with app.db.transaction() as tx:
        states.change(tx, "news", url=url, last_poll=EPOCH - timedelta(days=days))

    path.write_text(config({"fresh": at(url)}), encoding="utf-8")
    app.config = load(path)
    app.prepare()

    assert set(rows(app)) == there


def test_another_address_is_asked_at_once_and_another_title_is_not(app, path):
    later = EPOCH.replace(hour=20)
    with app.db.transaction() as tx:
        states.change(tx, "news", next_poll=later)

    path.write_text(config({"news": at("http://a.example/list.htm") + '\ntitle = "新"'}), encoding="utf-8")
    app.take(load(path))
    assert rows(app)["news"].next_poll == later
    assert "新" in (Path(app.config.site.folder) / "feeds" / "news.atom").read_text(encoding="utf-8")

    path.write_text(config({"news": at("http://a.example/other.htm")}), encoding="utf-8")
    app.take(load(path))
    assert rows(app)["news"].next_poll == EPOCH


def test_what_needs_a_restart_stays_as_it_was(app, path):
    before = app.config
    text = path.read_text(encoding="utf-8").replace("yaowen.db", "other.db").replace("127.0.0.1:0", "127.0.0.1:1")
    path.write_text(text, encoding="utf-8")

    change = app.take(load(path))

    assert change.restart == ("store.url", "site.listen")
    assert (app.config.store_url, app.config.listen_port) == (before.store_url, 0)
    with app.db.reading() as tx:
        assert facts.get(tx, "config_restart") == "store.url, site.listen"


def test_links_lead_to_where_we_serve_until_the_restart(app, path):
    text = path.read_text(encoding="utf-8").replace('url = "http://127.0.0.1:8000"\n', "")
    path.write_text(text.replace("127.0.0.1:0", "127.0.0.1:1"), encoding="utf-8")

    app.take(load(path))

    assert app.config.site.url == "http://127.0.0.1:0"


def test_another_address_of_ours_is_in_every_feed_also_when_it_came_while_we_did_not_run(app, path):
    text = path.read_text(encoding="utf-8").replace("http://127.0.0.1:8000", "https://news.example.edu.cn")
    path.write_text(text, encoding="utf-8")

    again = App(load(path), clock=app.clock)
    again.prepare()
    again.feeds.give_stale()
    again.db.close()

    feed = (Path(again.config.site.folder) / "feeds" / "news.atom").read_text(encoding="utf-8")
    assert "https://news.example.edu.cn/feeds/news.atom" in feed
    assert "127.0.0.1:8000" not in feed


def test_a_database_that_cannot_be_written_leaves_the_old_config_in_force(app, path, monkeypatch):
    before = app.config
    path.write_text(config({"b": at("http://b.example/")}), encoding="utf-8")
    monkeypatch.setattr("bot.app.note", lambda *_: (_ for _ in ()).throw(YaowenError("full")))

    with pytest.raises(YaowenError):
        app.take(load(path))

    assert app.config is before
    assert set(rows(app)) == {"news"}


# a thousand edits


def broken(rng: random.Random, text: str) -> str:
    """The text, so that it can not be used any more."""
    way = rng.randrange(6)
    if way == 0:
        return text.replace("[source.", "[source", 1)
    if way == 1:
        return text + "\nunknown = 1\n[source.x]\n"
    if way == 2:
        return text.replace('url = "http', 'url = "ftp', 2) + "\n[site2]\n"
    if way == 3:
        return text.replace("id = ", "idd = ", 1)
    if way == 4:
        return text[: text.index('id = "room"') + 4]
    return text.replace("sources = [", 'sources = ["nobody", ', 1)


def test_of_a_thousand_edits_only_the_good_ones_come_into_force(app, path, watch, ticks, caplog, monkeypatch):
    caplog.set_level(logging.CRITICAL)
    monkeypatch.setattr(app.feeds, "give_stale", lambda **how: None)  # that is proved above; this is about the rows
    rng = random.Random(20260302)
    sources = {"news": at("http://a.example/list.htm")}
    last = path.read_text(encoding="utf-8")
    good, taken, refused, ever = app.config.sources, 0, 0, {"news"}

    for step in range(1000):
        wanted = dict(sources)
        for _ in range(rng.randint(1, 2)):
            name = f"s{rng.randrange(7)}"
            if name in wanted and len(wanted) > 1 and rng.random() < 0.5:
                del wanted[name]
            else:
                wanted[name] = at(f"http://h{rng.randrange(5)}.example/{step}.htm")
        text = config(wanted)
        bad = rng.random() < 0.5
        if bad:
            text = broken(rng, text)
        if rng.random() < 0.3:  # an editor that writes in two halves
            path.write_text(text[: rng.randrange(len(text))], encoding="utf-8")
            assert watch.look() is None
            ticks.now += SETTLED / 2
        if rng.random() < 0.3:  # one that replaces the file
            other = path.with_suffix(".new")
            other.write_text(text, encoding="utf-8")
            other.replace(path)
        else:
            path.write_text(text, encoding="utf-8")

        found = settled(watch, ticks)

        same, last = text == last, text
        assert (found is None) == (bad or same), text
        if found is None:
            refused += bad
            assert same or watch.fault is not None
        else:
            app.take(found)
            sources, good, taken = wanted, found.sources, taken + 1
            ever |= set(sources)
        assert app.config.sources == good
        assert list(app.config.sources) == list(sources)
        if step % 50 == 0:
            assert set(rows(app)) == ever
            assert set(app.due()) == set(sources)

    assert set(rows(app)) == ever
    assert min(taken, refused) > 400


# running


class Running:
    """App.main in a thread, on a real site; edits are seen quickly."""

    def __init__(self, app: App, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("bot.running.LOOK", 0.01)
        monkeypatch.setattr("bot.running.Watch", lambda **values: Watch(settled=0.02, **values))
        monkeypatch.setattr("bot.schedule.TICK", 0.02)
        self.app = app
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._main()))

    async def _main(self) -> None:
        self.stop, self.loop = asyncio.Event(), asyncio.get_running_loop()
        await Run(app=self.app, stop=self.stop).main(ready=self._ready.set)

    def __enter__(self) -> "Running":
        self._thread.start()
        assert self._ready.wait(60)
        return self

    def __exit__(self, *_: object) -> None:
        self.loop.call_soon_threadsafe(self.stop.set)
        self._thread.join(60)
        assert not self._thread.is_alive()


def until(holds: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Wait for what another thread does."""
    event = threading.Event()
    for _ in range(int(seconds / 0.02)):
        if holds():
            return
        event.wait(0.02)
    raise AssertionError(f"never: {what}")


class SlowSite:
    """List pages that wait to be let go; counts who is inside at once."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.inside: list[str] = []
        self.twice: list[str] = []
        self.site = sites.LoopbackSite(self._answer)

    def _answer(self, path: str) -> sites.Reply:
        if path == "/robots.txt":
            return sites.Reply(status=404)
        if "/info/" in path:
            return sites.Reply(body=sites.article_page("标题", "2026-02-01"))
        if path in self.inside:
            self.twice.append(path)
        self.inside.append(path)
        self.gate.wait(10)
        self.inside.remove(path)
        items = [(f"../info/1/{n}.htm", f"第{n}号通知的标题", f"2026-02-{n - 1000:02d}") for n in range(1009, 1001, -1)]
        return sites.Reply(body=sites.list_page(items))


def test_a_poll_under_way_ends_with_the_old_config_and_none_is_made_twice(tmp_path, monkeypatch):
    slow = SlowSite()
    path = tmp_path / "config.toml"
    with slow.site as site:
        path.write_text(config({"news": at(f"{site.url}/x/a.htm")}), encoding="utf-8")
        app = App(load(path))
        app.prepare()
        with Running(app, monkeypatch):
            until(lambda: slow.inside == ["/x/a.htm"], "the first poll began")
            renamed = at(f"{site.url}/x/b.htm") + '\nformerly = ["news"]'
            path.write_text(config({"fresh": renamed, "other": at("http://127.0.0.1:1/x/c.htm")}), encoding="utf-8")
            threading.Event().wait(0.08)
            assert list(app.config.sources) == ["news"]

            slow.gate.set()
            until(lambda: list(app.config.sources) == ["fresh", "other"], "the new config came into force")
            until(lambda: site.asked("/x/b.htm") == 1, "the new address was asked")
            until(lambda: rows(app)["fresh"].state == "ok", "and kept")

            path.write_text("[source.", encoding="utf-8")
            until(lambda: fault(app) is not None, "the fault was told")
            assert list(app.config.sources) == ["fresh", "other"]
            path.write_text(config({"fresh": renamed}), encoding="utf-8")
            until(lambda: fault(app) is None and list(app.config.sources) == ["fresh"], "the mended config")
            path.write_text("", encoding="utf-8")
            until(lambda: "has no source any more" in (fault(app) or ""), "an empty file was refused")
            assert list(app.config.sources) == ["fresh"]
        assert fault(app) is None  # status says it of "the running yaowen", and none is any more
        app.db.close()

    assert slow.twice == []
    assert site.asked("/x/a.htm") == 1
    assert set(states_of(path)) == {"fresh", "other"}


def test_a_channel_that_cannot_be_opened_leaves_the_old_config_in_force_until_it_can(tmp_path, monkeypatch, caplog):
    path, pem = tmp_path / "config.toml", tmp_path / "mail.pem"
    pem.write_text("no certificate at all\n", encoding="utf-8")
    news = {"news": at("http://127.0.0.1:1/")}
    path.write_text(config(news), encoding="utf-8")
    app = App(load(path))
    app.prepare()
    mail = '\n[channel.email]\nhost = "127.0.0.1"\nsender = "a@b.example"\nca_bundle = "mail.pem"\n'
    with Running(app, monkeypatch):
        path.write_text(config({**news, "more": at("http://127.0.0.1:1/m/")}, more=mail), encoding="utf-8")
        until(lambda: "ca_bundle" in caplog.text, "it was told")
        assert list(app.config.sources) == ["news"]

        pem.write_bytes(Path(certifi.where()).read_bytes())
        until(lambda: list(app.config.sources) == ["news", "more"], "it was tried again")
    app.db.close()


def test_a_change_that_meets_a_full_disk_is_told_once_and_comes_when_there_is_room(tmp_path, monkeypatch, caplog):
    path = tmp_path / "config.toml"
    path.write_text(config({"news": at("http://127.0.0.1:1/")}), encoding="utf-8")
    app = App(load(path))
    app.prepare()
    full, tries = threading.Event(), []

    def limit(connection, cursor, statement: str, *rest: object) -> None:
        if full.is_set() and not statement.startswith("SELECT"):
            tries.append(threading.current_thread().name)
            raise sa.exc.OperationalError(statement, {}, Exception("database or disk is full"))

    sa.event.listen(app.db.engine, "before_cursor_execute", limit)

    def tried(times: int) -> None:
        before = len(tries)
        until(lambda: sum("asyncio" in name for name in tries[before:]) >= times, "it was tried again")

    with Running(app, monkeypatch):
        full.set()
        path.write_text("[source.", encoding="utf-8")
        until(lambda: "the one before stays" in caplog.text, "it was read")
        tried(5)
        full.clear()
        until(lambda: fault(app) is not None, "the fault was noted")

        full.set()
        path.write_text(config({"news": at("http://127.0.0.1:1/"), "more": at("http://127.0.0.1:1/m/")}), "utf-8")
        until(lambda: "not taken now" in caplog.text, "it was read")
        tried(5)
        assert "config taken" not in caplog.text
        full.clear()
        until(lambda: fault(app) is None and list(app.config.sources) == ["news", "more"], "it was taken")
    app.db.close()

    assert caplog.text.count("the one before stays") == 1
    assert caplog.text.count("not taken now") == 1


def fault(app: App) -> str | None:
    with app.db.reading() as tx:
        return facts.get(tx, "config_fault")


def states_of(path: Path) -> list[str]:
    app = App(load_first(path))
    try:
        return list(rows(app))
    finally:
        app.db.close()


def load_first(path: Path):
    path.write_text(config({"fresh": at("http://a.example/")}), encoding="utf-8")
    return load(path)


def test_sighup_reads_the_config_again(tmp_path, monkeypatch):
    path = tmp_path / "config.toml"
    path.write_text(config({"news": at("http://127.0.0.1:1/")}), encoding="utf-8")
    app = App(load(path))
    app.prepare()
    read: list[Path] = []
    monkeypatch.setattr("bot.running.load", lambda path: (read.append(path), load(path))[1])
    monkeypatch.setattr("bot.running.LOOK", 0.01)

    async def scene() -> None:
        stop, ready = asyncio.Event(), asyncio.Event()
        running = asyncio.create_task(Run(app=app, stop=stop).main(ready=ready.set))
        await ready.wait()
        signal.raise_signal(signal.SIGHUP)
        async with asyncio.timeout(60):
            while not read:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        stop.set()
        await running

    asyncio.run(scene())
    app.db.close()

    assert read == [path]
