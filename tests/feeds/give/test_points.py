"""The points of reference/feeds.md that span files: what a validator would say, ids over a life, the whole server."""

import re
import shutil
from datetime import timedelta
from email.utils import parsedate_to_datetime

import brotli
import feedparser
import jsonschema
import pytest
import sqlalchemy as sa
import zstandard
from feedtools import START, entry, feed, giver, source, stored, visitor, website
from lxml import etree

from feeds.give import feed as feeds_of
from feeds.give.jsonfeed import jsonfeed
from feeds.give.render import atom, rss
from feeds.keep import entries
from feeds.keep.db import Database
from feeds.model import Attachment

A = "{http://www.w3.org/2005/Atom}"
NOW = START + timedelta(days=30)
URL = {"type": "string", "pattern": "^https?://[^ ]+$"}
DATE = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
AUTHORS = {
    "type": "array",
    "items": {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}},
}
ATTACHMENT = {
    "type": "object",
    "required": ["url", "mime_type"],
    "properties": {"url": URL, "title": {"type": "string"}},
}
JSON_FEED = {  # https://www.jsonfeed.org/version/1.1/, the parts that are required or that we use
    "type": "object",
    "required": ["version", "title", "items"],
    "additionalProperties": False,
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        **{name: {"type": "string"} for name in ("title", "description", "language")},
        **dict.fromkeys(("home_page_url", "feed_url", "icon", "favicon"), URL),
        "authors": AUTHORS,
        "hubs": {"type": "array", "items": {"type": "object", "required": ["type", "url"]}},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "additionalProperties": False,
                "properties": {
                    **{
                        name: {"type": "string"}
                        for name in ("id", "title", "summary", "content_html", "content_text", "language")
                    },
                    **dict.fromkeys(("url", "image"), URL),
                    **dict.fromkeys(("date_published", "date_modified"), DATE),
                    "authors": AUTHORS,
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "attachments": {"type": "array", "items": ATTACHMENT},
                },
            },
        },
    },
}


def full(number: int, **changes):
    file = Attachment(name="名单.docx", url="http://www.yunhe.example/附件 1.docx")
    values = {
        "attachments": (file, file),
        "images": ("http://www.yunhe.example/1.jpg",),
        "videos": ("http://v.example/1.mp4",),
        "credits": {"供图": "李雷"},
        "author": "王小明",
        "html": '<p>正文<img src="http://www.yunhe.example/1.jpg" width="600" height="400"></p>',
    }
    return entry(number, **(values | changes))


ABOUT = {
    "hub": "http://hub.example/",
    "icon": "http://news.example.edu/static/icon.png",
    "logo": "http://news.example.edu/static/logo.png",
    "rights": "© 云河学院",
    "ttl": timedelta(minutes=30),
    "generator": "http://news.example.edu/about-bot",
    "css": "http://news.example.edu/feeds/feed.css",
}
SHOWN = [full(1), full(2), entry(3, html="", text="", external=True), entry(4, summary="", html="", text="")]


@pytest.mark.parametrize("merged", [False, True])
def test_p1_what_the_validator_asks_of_atom(merged):
    root = etree.fromstring(atom(feed(merged=merged, **ABOUT), SHOWN))

    for node in [root, *root.findall(f"{A}entry")]:
        for name in ("id", "title", "updated"):
            assert len(node.findall(A + name)) == 1
        assert re.match(r"tag:[^,]+,\d{4}(-\d\d){0,2}:", node.findtext(f"{A}id"))
        assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)$", node.findtext(f"{A}updated"))
        kinds = [
            (link.get("rel"), link.get("type"), link.get("hreflang"), link.get("href"))
            for link in node.findall(f"{A}link")
        ]
        assert len(kinds) == len(set(kinds))
        assert len([kind for kind in kinds if kind[0] == "alternate"]) == 1
        assert all(href.isascii() and href.startswith(("http://", "https://")) for *_, href in kinds)
    for found in root.findall(f"{A}entry"):
        assert found.find(f"{A}author/{A}name").text
        content = found.find(f"{A}content")
        assert content is None or content.get("type") == "html"
        assert content is not None or found.find(f"{A}link[@rel='alternate']") is not None
        for file in found.findall(f"{A}link[@rel='enclosure']"):
            assert re.match(r"[\w.+-]+/[\w.+-]+$", file.get("type"))
        assert (found.find(f"{A}source") is not None) is merged


def test_p2_what_the_validator_asks_of_rss():
    root = etree.fromstring(rss(feed(**ABOUT), SHOWN))
    channel = root[0]

    assert root.get("version") == "2.0"
    for name in ("title", "link", "description", "lastBuildDate", "language", "generator", "ttl"):
        assert len(channel.findall(name)) == 1
    for item in channel.findall("item"):
        names = [child.tag for child in item]
        assert len(item.findall("guid")) == len(item.findall("pubDate")) == len(item.findall("link")) == 1
        assert item.find("author") is None
        encoded = "{http://purl.org/rss/1.0/modules/content/}encoded"
        assert encoded not in names or names.index("description") < names.index(encoded)
        parsedate_to_datetime(item.findtext("pubDate"))


def test_p3_json_feed_keeps_its_schema():
    import json

    jsonschema.validate(json.loads(jsonfeed(feed(**ABOUT), SHOWN)), JSON_FEED)
    jsonschema.validate(json.loads(jsonfeed(feed(), [])), JSON_FEED)


def test_p8_p14_ids_and_dates_stay_through_a_life(db: Database, tmp_path):
    """Restart, rename, new domain, new title, new address of the article."""
    stored(db, entry(1), entry(2))
    giver(db, tmp_path).give("yunhe")
    before = {
        each.id: each.published for each in feedparser.parse((tmp_path / "feeds/yunhe.atom").read_bytes()).entries
    }

    with db.transaction() as tx:
        table = entries.entries
        edit = {"title": "新标题", "url": "https://new.example/1", "revision": 2, "updated": NOW}
        tx.execute(table.update().where(table.c.number == 1).values(edit))
    renamed = giver(db, tmp_path, source("news", formerly=("yunhe",)), now=NOW)
    moved = type(renamed)(db=db, sources=renamed.sources, clock=renamed.clock,
                          site=type(renamed.site)(url="https://new.example", folder=str(tmp_path)))  # fmt: skip
    moved.give("news")

    after = feedparser.parse((tmp_path / "feeds/news.atom").read_bytes()).entries
    assert {each.id: each.published for each in after} == before
    assert {each.title for each in after} == {"新标题", entry(2).title}


def test_p15_p16_updated_is_never_before_published_and_no_two_are_equal():
    root = etree.fromstring(atom(feed(), [entry(n, updated=entry(n - 1).updated) for n in range(1, 9)]))

    for found in root.findall(f"{A}entry"):
        assert found.findtext(f"{A}updated") >= found.findtext(f"{A}published")
    updated = [node.text for node in root.findall(f"{A}entry/{A}updated")]
    assert len(updated) == len(set(updated))


@pytest.mark.parametrize("extension", ["atom", "rss", "json"])
@pytest.mark.parametrize(("name", "unpack"), [("br", brotli.decompress), ("zstd", zstandard.decompress)])
def test_p28_br_and_zstd_when_asked(sqlite_db: Database, tmp_path, extension, name, unpack):
    stored(sqlite_db, *[entry(n) for n in range(20)])
    get = visitor(website(sqlite_db, tmp_path)).get

    packed = get(f"/feeds/yunhe.{extension}", {"accept-encoding": f"{name}, gzip;q=0.5"})

    assert packed.headers["content-encoding"] == name
    assert unpack(packed.content) == get(f"/feeds/yunhe.{extension}").content
    assert "content-encoding" not in get(f"/feeds/yunhe.{extension}", {"accept-encoding": f"{name};q=0"}).headers


def test_p32_p37_no_cookie_and_unknown_queries_grow_nothing(sqlite_db: Database, tmp_path):
    stored(sqlite_db, entry(1))
    get = visitor(website(sqlite_db, tmp_path)).get

    answers = [get(f"/feeds/yunhe.atom?x={n}", {"cookie": "a=b"}) for n in range(20)]

    assert len({answer.content for answer in answers}) == 1
    assert not any("set-cookie" in answer.headers for answer in answers)


def test_p38_a_feed_is_answered_without_reading_its_articles(sqlite_db: Database, tmp_path):
    stored(sqlite_db, *[entry(n) for n in range(1, 101)])
    get = visitor(website(sqlite_db, tmp_path)).get
    asked: list[str] = []
    sa.event.listen(sqlite_db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))

    answer = get("/feeds/yunhe.atom")

    assert answer.status_code == 200
    assert [statement for statement in asked if "entries" in statement] == []  # it lies ready


def test_p39_a_feed_without_its_file_is_made_from_the_rows(sqlite_db: Database, tmp_path):
    stored(sqlite_db, entry(1))
    get = visitor(website(sqlite_db, tmp_path)).get
    before = get("/feeds/yunhe.atom")
    shutil.rmtree(tmp_path / "feeds")

    after = get("/feeds/yunhe.atom")

    assert (after.status_code, after.content) == (200, before.content)
    assert get("/feeds/none.atom").status_code == 404
    assert get("/").status_code == 200


def test_p40_a_source_that_fails_keeps_its_last_good_feed(sqlite_db: Database, tmp_path):
    from feeds.keep import states

    stored(sqlite_db, entry(1))
    get = visitor(website(sqlite_db, tmp_path)).get
    before = get("/feeds/yunhe.atom").content
    with sqlite_db.transaction() as tx:
        states.change(tx, "yunhe", state="broken", failures=9, reason="the page has changed")

    assert get("/feeds/yunhe.atom").content == before
    assert "读不出来" in get("/status").text


def test_p44_every_address_is_absolute():
    body = '<p><a href="/x">甲</a><img src="../1.jpg"><img src="http://a.example/1.jpg"></p>'

    for render in (atom, rss):
        found = feedparser.parse(render(feed(), [entry(html=body)]), resolve_relative_uris=False).entries[0]
        links = re.findall(r'(?:src|href)="([^"]*)"', found.content[0].value)
        assert links == ["http://a.example/1.jpg"]


def test_p59_the_headers_name_hub_and_self(sqlite_db: Database, tmp_path):
    stored(sqlite_db, entry(1))
    get = visitor(website(sqlite_db, tmp_path, hub="http://hub.example/")).get

    links = get("/feeds/yunhe.atom").headers["link"]

    assert links.count('rel="self"') == links.count('rel="hub"') == 1
    assert '<http://news.example.edu/feeds/yunhe.atom>; rel="self"' in links


def test_p63_the_style_sheet_of_the_feeds_is_served_and_asks_nobody(sqlite_db: Database, tmp_path):
    get = visitor(website(sqlite_db, tmp_path)).get

    sheet = get("/feeds/feed.css")

    assert sheet.headers["content-type"] == "text/css; charset=utf-8"
    assert "url(" not in sheet.text
    assert 'type="text/css" href="http://news.example.edu/feeds/feed.css"' in get("/feeds/yunhe.atom").text


def test_a_file_with_a_chinese_name_that_the_body_links_is_not_listed_again():
    address = "https://www.example.edu.cn/files/报名表.docx"
    body = f'<p><a href="{address}">报名表</a></p>'
    made = feeds_of.item(entry(1, html=body, attachments=(Attachment(name="报名表", url=address),)))

    assert made.html.count("<a ") == 1
