"""A whole VSB site as files, two columns as sources: every item becomes an entry, and every reader sees the same.

The site lies beside the project (../shared/site). What its lists say is read here by other means (regular expressions
over those pages), so that our own reader is not its own witness.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import fastfeedparser
import feedparser
import pytest
import sites
from pipeline import Journal, JournalApp

from bot.config import load
from bot.tell import standings
from feeds.keep import entries
from feeds.model import Entry

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "site"
SHANGHAI = ZoneInfo("Asia/Shanghai")
SOURCES = {"activities": "/djzc/tdzd/tdhd.htm", "notices": "/xwzx/tzgg.htm"}

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="needs the site in ../shared/site")

CONFIG = """\
[site]
url = "http://feeds.example"

[channel.console]

[chat.room]
channel = "console"
id = "room"
sources = ["activities", "notices"]

"""
SOURCE = """\
[source.{name}]
url = "{url}"
gap = 0
allow_private = true

"""

ROW = re.compile(
    r'<li>\s*<a href="(?P<href>[^"]+)" title="(?P<title>[^"]*)">\s*<div class="text-ldata">\s*<div>\s*'
    r"<p>(?P<month>\d\d)/(?P<day>\d\d)</p>\s*<span>(?P<year>\d{4})</span>"
)


@dataclass(frozen=True, kw_only=True)
class Item:
    """What a list shows of an article."""

    url: str
    title: str
    date: str
    text: str  #: of its page's body; "" where there is no page or no text


def shown(path: str, base: str) -> list[Item]:
    """The items of a column's two list pages."""
    found = []
    for page in (path, path.removesuffix(".htm") + "/1.htm"):
        for row in ROW.finditer((FOLDER / page.lstrip("/")).read_text(encoding="utf-8-sig")):
            there = urljoin(page, row["href"])
            url = urljoin(base, there)
            date = f"{row['year']}-{row['month']}-{row['day']}"
            found.append(Item(url=url, title=unescape(row["title"]), date=date, text=body_of(there)))
    return found


def body_of(path: str) -> str:
    """The text between the body's mark and its end, tags dropped."""
    file = FOLDER / path.lstrip("/")
    if not path.startswith("/") or not file.is_file():
        return ""
    page = file.read_text(encoding="utf-8-sig", errors="replace")
    body = re.search(r'id="vsb_content\w*".*?(?=<div id="div_vote_id")', page, re.DOTALL)
    if body is None:
        return ""
    without = re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>|id=\"vsb_content\w*\"[^>]*>", "", body[0], flags=re.DOTALL)
    return squeezed(unescape(without))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff]+", "", text)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[JournalApp, str, dict[str, list[Entry]]]]:
    """The site polled, back-filled and polled again until nothing waits."""
    folder = tmp_path_factory.mktemp("site")
    now = datetime(2026, 3, 2, 8, tzinfo=SHANGHAI)

    def clock() -> datetime:
        return now.astimezone(ZoneInfo("UTC"))

    with sites.static_site(FOLDER) as site:
        text = CONFIG + "".join(SOURCE.format(name=name, url=site.url + path) for name, path in SOURCES.items())
        (folder / "config.toml").write_text(text, encoding="utf-8")
        app = JournalApp(load(folder / "config.toml"), clock=clock)
        app.journal = Journal(folder / "journal.tsv")
        for _ in app.poll():
            pass
        for name in SOURCES:
            for _ in app.backfill(name, 5):
                pass
        for _ in range(20):
            now += timedelta(days=1)
            if not sum(done.read for done in app.poll(deliver=True)):
                break
        with app.db.reading() as tx:
            found = {name: entries.window(tx, name, clock()) for name in SOURCES}
            counted = entries.counts(tx)
        assert all(counts["waiting"] == 0 for counts in counted.values())
        yield app, site.url, found
        app.web.close()
        app.db.close()
        app.journal.close()


@pytest.mark.parametrize("name", SOURCES)
def test_every_item_of_both_pages_is_an_entry_with_its_title_link_date_and_text(kept, name):
    _, base, found = kept
    items = shown(SOURCES[name], base)

    assert len(items) > 10
    assert {(each.title, each.url, f"{each.published.astimezone(SHANGHAI):%Y-%m-%d}") for each in found[name]} == {
        (item.title, item.url, item.date) for item in items
    }
    by_url = {each.url: each for each in found[name]}
    assert [item.url for item in items if len(item.text) > 10 and not by_url[item.url].text] == []
    assert sum(bool(by_url[item.url].text) for item in items) > len(items) / 2


@pytest.mark.parametrize("name", SOURCES)
def test_readers_parse_the_feeds_and_see_the_same_entries_in_all_three(kept, name):
    app, _, found = kept
    feeds = Path(app.config.site.folder) / "feeds"
    wanted = [(each.tag, each.title, each.published) for each in found[name]]

    for extension in ("atom", "rss"):
        parsed = feedparser.parse((feeds / f"{name}.{extension}").read_bytes())
        assert not parsed.bozo, parsed.get("bozo_exception")
        seen = [
            (each.id, each.title, datetime(*each.published_parsed[:6], tzinfo=ZoneInfo("UTC")))
            for each in parsed.entries
        ]
        assert seen == wanted
    parsed = fastfeedparser.parse((feeds / f"{name}.json").read_bytes())
    assert [(each.id, each.title, datetime.fromisoformat(each.published)) for each in parsed.entries] == wanted
    written = json.loads((feeds / f"{name}.json").read_bytes())
    assert [each["id"] for each in written["items"]] == [tag for tag, _, _ in wanted]


def test_the_baseline_and_the_back_fill_are_announced_to_nobody(kept):
    app, _, _ = kept

    assert app.journal.lines() == []
    with app.db.reading() as tx:
        assert standings.counts(tx) == {}
