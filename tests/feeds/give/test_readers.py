"""Real readers over loopback: they subscribe, get 304, see the right titles, and an edit is not news again."""

import shutil
import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import fastfeedparser
import feedparser
import feedparser_sgmllib
import pytest
from feedtools import START, entry, giver, running, stored, website

from feeds.keep import entries
from feeds.keep.db import Database

newsboat = pytest.mark.skipif(shutil.which("newsboat") is None, reason="newsboat is not installed (apt-get install it)")


class Counting:
    """An ASGI application that remembers what it answered."""

    def __init__(self, application):
        self.application = application
        self.answers = []

    async def __call__(self, scope, receive, send):
        async def noting(message):
            if message["type"] == "http.response.start":
                self.answers.append((scope["path"], message["status"]))
            await send(message)

        await self.application(scope, receive, noting)


@pytest.fixture
def counting(sqlite_db: Database, tmp_path):
    stored(sqlite_db, *[entry(n, title=f"第{n}号 <要闻> & 更多") for n in range(1, 6)])
    return Counting(website(sqlite_db, tmp_path))


def edit(db: Database, folder: Path, number: int, title: str) -> None:
    with db.transaction() as tx:
        changed = {"title": title, "revision": 2, "updated": START + timedelta(days=1)}
        tx.execute(entries.entries.update().where(entries.entries.c.number == number).values(changed))
    giver(db, folder, now=START + timedelta(days=2)).give("yunhe")


@newsboat
@pytest.mark.parametrize("extension", ["atom", "rss"])
def test_p64_newsboat_reads_the_feed_and_an_edit_is_not_new(counting, sqlite_db: Database, tmp_path, extension):
    with running(counting) as port:
        home = tmp_path / "home"
        home.mkdir()
        (home / "urls").write_text(f"http://127.0.0.1:{port}/feeds/yunhe.{extension}\n")
        (home / "config").write_text("")

        def reload() -> str:
            cache = home / "cache.db"
            told = subprocess.run(
                ["newsboat", "-q", "-u", home / "urls", "-c", cache, "-C", home / "config",
                 "-x", "reload", "print-unread"],
                env={"HOME": str(home), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
                capture_output=True, text=True, timeout=60, check=True,
            )  # fmt: skip
            return told.stdout.strip()

        assert reload() == "5 unread articles"
        cache = sqlite3.connect(home / "cache.db")
        titles = [row[0] for row in cache.execute("SELECT title FROM rss_item ORDER BY pubDate DESC")]
        assert titles == [f"第{n}号 <要闻> & 更多" for n in (5, 4, 3, 2, 1)]
        with cache:
            cache.execute("UPDATE rss_item SET unread = 0")
        cache.close()

        reload()
        reload()
        assert counting.answers[-1] == (f"/feeds/yunhe.{extension}", 304)

        edit(sqlite_db, tmp_path, 3, "第3号（更正）")
        assert reload() == "0 unread articles"
        cache = sqlite3.connect(home / "cache.db")
        assert cache.execute("SELECT count(*) FROM rss_item").fetchone() == (5,)
        cache.close()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize("extension", ["atom", "rss", "json"])
def test_p64_the_reader_library_agrees_with_the_parsers(
    counting, sqlite_db: Database, tmp_path, extension, monkeypatch
):
    monkeypatch.setitem(sys.modules, "sgmllib", feedparser_sgmllib)  # its own feedparser looks for it by that name
    from reader import make_reader

    with running(counting) as port:
        address = f"http://127.0.0.1:{port}/feeds/yunhe.{extension}"
        library = make_reader(str(tmp_path / "reader.db"))
        library.add_feed(address)
        library.update_feeds(scheduled=False)
        seen = {each.id: (each.title, each.published, each.link) for each in library.get_entries()}

        body = (tmp_path / "feeds" / f"yunhe.{extension}").read_bytes()
        parsed = fastfeedparser.parse(body) if extension == "json" else feedparser.parse(body)
        assert set(seen) == {each.id for each in parsed.entries}
        assert {title for title, _, _ in seen.values()} == {each.title for each in parsed.entries}
        assert seen[entry(1).tag][1:] == (entry(1).published, entry(1).url)

        for each in list(library.get_entries()):
            library.mark_entry_as_read(each)
        library.update_feeds(scheduled=False)
        assert [status for _, status in counting.answers] == [200, 304]

        edit(sqlite_db, tmp_path, 3, "第3号（更正）")
        library.update_feeds(scheduled=False)
        assert [each.read for each in library.get_entries()] == [True] * 5
        assert "第3号（更正）" in {each.title for each in library.get_entries()}
        library.close()
