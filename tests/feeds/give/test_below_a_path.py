"""`[site] url` with a path: behind a web server that takes the path off, everything of ours leads below it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urljoin

import pytest
from feedtools import START, Visit, entry, source, stored, visitor, website
from lxml import html as lxml_html

from feeds.keep import private
from feeds.keep.db import Database

NOW = START + timedelta(days=30)
HOST, ROOT = "http://news.example.edu", "/news/school"
HOME = f"{HOST}{ROOT}/"


class Proxy:
    """The web server before us, as readers see it: below its path we are, elsewhere is somebody else."""

    def __init__(self, application: object) -> None:
        self._behind = visitor(application)

    def get(self, address: str) -> Visit:
        assert address.startswith(HOME), f"{address} is not ours"
        return self._behind.get(address.removeprefix(HOST + ROOT).partition("#")[0])


@pytest.fixture
def proxy(sqlite_db: Database, tmp_path) -> Proxy:
    stored(sqlite_db, *(entry(number) for number in range(1, 64)), entry(64, source="tzgg"))
    sources = [source(formerly=("old",)), source("tzgg"), *(source(f"more{n}") for n in range(20))]
    return Proxy(website(sqlite_db, tmp_path, *sources, now=NOW, url=HOME.rstrip("/")))


def links(page: str, at: str) -> Iterator[str]:
    for node in lxml_html.fromstring(page).iter():
        for name, value in node.items():
            if name in ("href", "src", "action") or (name, node.get("class")) == ("value", "address"):
                yield urljoin(at, value.removeprefix("feed:"))


def test_whoever_follows_every_link_from_the_home_page_never_leaves_the_path(proxy: Proxy):
    asked, seen = [HOME, f"{HOME}search?q=%E8%A6%81%E9%97%BB", f"{HOME}nothing"], dict[str, int]()
    while asked:
        address = asked.pop().partition("#")[0]
        if address in seen or not address.startswith(HOST) or len(seen) > 400:
            continue
        answer = proxy.get(address)
        seen[address] = answer.status_code
        if answer.headers["content-type"].startswith("text/html"):
            asked += links(answer.text, address)

    kinds = {re.sub("[0-9]+|-?[0-9.]{9,}", "N", each.removeprefix(HOME)).partition("?")[0] for each in seen}
    assert {"", "yunhe/", "e/N", "search", "status", "about-bot", "static/style.css", "feeds/yunhe.atom"} <= kinds
    assert any("before=" in each for each in seen)
    assert any("page=2" in each for each in seen)
    assert {each.partition("?")[0] for each, status in seen.items() if status != 200} == {f"{HOME}nothing"}


@pytest.mark.parametrize(
    ("old", "new"),
    [("yunhe", "yunhe/"), ("old/", "yunhe/"), ("old", "old/"), ("feeds/old.atom", "feeds/yunhe.atom")],
)
def test_old_names_lead_on_below_the_path(proxy: Proxy, old: str, new: str):
    moved = proxy.get(HOME + old)

    assert moved.status_code == 301
    assert urljoin(HOME + old, moved.headers["location"]) == HOME + new


@pytest.mark.parametrize("path", ["feeds/all.atom", "feeds/yunhe.rss", "feeds/yunhe.json", "feeds/search.atom?q=1"])
def test_feeds_name_nothing_of_ours_outside_the_path(proxy: Proxy, path: str):
    feed = proxy.get(HOME + path)

    ours = re.findall(rf"{HOST}[^<\s\"'>;]*", feed.text + feed.headers.get("link", ""))
    assert ours
    assert all(each.startswith(HOME) for each in ours)
    assert proxy.get(f"{HOME}feeds/feed.css").status_code == 200


def test_private_feeds_outlines_and_sitemaps_are_below_the_path(sqlite_db: Database, proxy: Proxy):
    with sqlite_db.transaction() as tx:
        _, token = private.new(tx, label="秘密", now=NOW)

    for path in (f"feeds/private/{token}.atom", "opml.xml", "sitemap.xml", "sitemap-0.xml", "robots.txt"):
        answer = proxy.get(HOME + path)
        assert answer.status_code == 200
        assert all(each.startswith(HOME) for each in re.findall(rf"{HOST}[^<\s\"'>]*", answer.text)), path
    assert f"Disallow: {ROOT}/search\n" in proxy.get(f"{HOME}robots.txt").text
