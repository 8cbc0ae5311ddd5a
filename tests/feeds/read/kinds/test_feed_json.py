"""Native feeds and JSON answers."""

import json as plain_json
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import ExtractError
from feeds.model import SHANGHAI, Listing, Page
from feeds.read import kind_of
from feeds.read.kinds import feed, json
from feeds.read.markup.html import parse

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
URL = "https://www.yunxi.example/feed.xml"
RSS = """<?xml version="1.0" encoding="gb2312"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>云溪 &amp; 要闻</title><link>https://www.yunxi.example/</link>
<item><title>开学典礼</title><link>/info/1.htm</link><guid isPermaLink="false">n-1</guid>
<pubDate>2026-10-20 08:30:00</pubDate>
<dc:creator>林晓</dc:creator><description>摘要。</description>
<content:encoded><![CDATA[<p>全文。</p><p><img src="/a.jpg"></p>]]></content:encoded>
<enclosure url="/files/a.pdf" type="application/pdf" length="3"/></item>
<item><title>无日期</title><link>https://www.yunxi.example/info/2.htm</link></item>
<item><title>外站</title><link>https://mp.weixin.example/s/abc</link>
<pubDate>Mon, 19 Oct 2026 00:30:00 GMT</pubDate><description>外面的文章</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>i</id>
<entry><title type="html">x &amp;amp; y</title><id>tag:1</id>
<link href="/e1" rel="alternate"/><updated>2026-10-20T10:00:00Z</updated>
<content type="html">&lt;p&gt;b&lt;/p&gt;</content></entry></feed>"""
JSON_FEED = plain_json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "J",
        "items": [
            {
                "id": "1",
                "url": "https://www.yunxi.example/1",
                "title": "t",
                "content_html": "<p>x</p>",
                "date_published": "2026-10-20T10:00:00Z",
            }
        ],
    }
)


def read(text: str, url: str = URL) -> Listing:
    return feed.listing(parse(text, url), feed.Settings(), SHANGHAI, NOW)


@pytest.mark.parametrize("text", [RSS, ATOM, JSON_FEED])
def test_a_feed_is_known_by_its_first_element(text: str):
    assert kind_of(Page(url=URL, text=text, fetched=NOW)) == "feed"


def test_an_rss_feed_is_relayed_with_its_own_ids():
    found = read(RSS)
    first, second, third = found.articles

    assert found.title == "云溪 & 要闻"
    assert (first.id, first.title, first.url) == ("n-1", "开学典礼", "https://www.yunxi.example/info/1.htm")
    assert (first.text, first.summary, first.author) == ("全文。", "摘要。", "林晓")
    assert first.images == ("https://www.yunxi.example/a.jpg",)
    assert [a.url for a in first.attachments] == ["https://www.yunxi.example/files/a.pdf"]
    assert (second.published, second.external) == (None, False)
    assert third.external


def test_a_date_without_an_offset_is_of_the_sources_zone():
    first, _, third = read(RSS).articles

    assert first.published == datetime(2026, 10, 20, 8, 30, tzinfo=SHANGHAI)
    assert third.published == datetime(2026, 10, 19, 0, 30, tzinfo=UTC)


def test_atom_and_json_feeds_are_read_too():
    [entry] = read(ATOM).articles
    [item] = read(JSON_FEED).articles

    assert (entry.id, entry.title, entry.url, entry.text) == ("tag:1", "x & y", "https://www.yunxi.example/e1", "b")
    assert (item.id, item.text, item.published) == ("1", "x", datetime(2026, 10, 20, 10, 0, tzinfo=UTC))


def test_a_feed_with_a_dtd_is_refused():
    with pytest.raises(ExtractError, match="DTD"):
        read(
            '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]><rss '
            'version="2.0"><channel><title>&a;</title></channel></rss>'
        )


@pytest.mark.parametrize("text", ["", "<rss", "{}", "http://127.0.0.1:1/feed", '<rss version="2.0"></rss>'])
def test_what_is_no_feed_is_an_error(text: str):
    with pytest.raises(ExtractError):
        read(text)


@given(st.text() | st.text().map(lambda t: RSS.replace("全文", t)))
def test_any_text_gives_an_answer_or_our_error(text: str):
    with suppress(ExtractError):
        read(text)


ANSWER = plain_json.dumps(
    {
        "code": 0,
        "data": {
            "list": [
                {"nid": 7, "name": "开学<b>典礼</b>", "ctime": 1792449000, "body": "<p>全文。</p>"},
                {"nid": 6, "name": "运动会", "ctime": "2026-10-19", "body": ""},
                {"name": "没有编号", "ctime": None},
            ],
            "next": "/api/list?page=2",
        },
    }
)
PATHS = json.Settings(
    list_items="data.list",
    list_title="name",
    list_link="https://www.yunxi.example/article/{nid}",
    list_date="ctime",
    list_id="nid",
    list_body="body",
    list_next="data.next",
)


def test_json_is_read_by_dotted_paths():
    found = json.listing(parse(ANSWER, "https://www.yunxi.example/api/list"), PATHS, SHANGHAI, NOW)

    assert [(a.id, a.title, a.url) for a in found.articles] == [
        ("7", "开学典礼", "https://www.yunxi.example/article/7"),
        ("6", "运动会", "https://www.yunxi.example/article/6"),
    ]
    assert found.articles[0].published == datetime.fromtimestamp(1792449000, UTC)
    assert found.articles[1].published == datetime(2026, 10, 19, tzinfo=SHANGHAI)
    assert found.articles[0].text == "全文。"
    assert found.next == "https://www.yunxi.example/api/list?page=2"


def test_jsonp_is_json():
    found = json.listing(parse(f"cb({ANSWER});", "https://www.yunxi.example/api/list"), PATHS, SHANGHAI, NOW)

    assert len(found.articles) == 2


def test_a_path_that_leads_nowhere_is_told_with_what_there_is():
    with pytest.raises(ExtractError, match="the answer has code, data"):
        json.listing(parse(ANSWER, URL), json.Settings(list_items="items"), SHANGHAI, NOW)
    with pytest.raises(ExtractError, match="not JSON"):
        json.listing(parse("<html>", URL), PATHS, SHANGHAI, NOW)


def test_an_article_that_is_json_is_read_too():
    text = plain_json.dumps({"data": {"title": "开学典礼", "content": "<p>全文。</p>", "date": "2026-10-20 08:30"}})
    paths = json.Settings(article_title="data.title", article_body="data.content", article_date="data.date")

    found = json.article(parse(text, "https://www.yunxi.example/api/7"), paths, SHANGHAI, NOW)

    assert (found.title, found.text, found.published) == (
        "开学典礼",
        "全文。",
        datetime(2026, 10, 20, 8, 30, tzinfo=SHANGHAI),
    )


def test_half_a_character_in_an_id_is_kept_as_a_question_mark():
    told = '{"list": [{"title": "开学典礼", "id": "\\ud83d1"}]}'
    page = parse(told, "https://www.yunxi.example/api")
    settings = json.Settings(list_items="list", list_id="id", list_link="/info/{id}.htm")

    [found] = json.listing(page, settings, SHANGHAI, NOW).articles

    assert (found.id, found.url) == ("?1", "https://www.yunxi.example/info/%3F1.htm")
