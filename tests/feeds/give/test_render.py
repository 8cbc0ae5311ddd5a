"""The three formats, read back by programs that are not ours. Names carry the point of reference/feeds.md."""

import json
from dataclasses import replace
from datetime import timedelta

import fastfeedparser
import feedparser
import pytest
from feedtools import ORIGINS, entry, feed
from lxml import etree

from feeds.give.jsonfeed import jsonfeed
from feeds.give.render import atom, rss
from feeds.model import Attachment

NS = {"a": "http://www.w3.org/2005/Atom", "m": "http://search.yahoo.com/mrss/", "d": "http://purl.org/dc/elements/1.1/"}
FORMATS = pytest.mark.parametrize("render", [atom, rss, jsonfeed])


def read(render, *entries, **about):
    xml = render(feed(**about), entries)
    return fastfeedparser.parse(xml) if render is jsonfeed else feedparser.parse(xml)


@FORMATS
def test_p4_p20_two_builds_are_byte_equal_and_utf8_without_a_mark(render):
    entries = [entry(1), entry(2)]

    assert render(feed(), entries) == render(feed(), entries)
    assert render(feed(), entries).decode("utf-8")[0] in "<{"


@FORMATS
def test_p19_newest_first_and_waiting_or_withdrawn_ones_are_not_shown(render):
    shown = [entry(1), entry(3), entry(2), entry(4, ready=False), entry(5, withdrawn=entry(5).published)]

    found = read(render, *shown).entries

    assert [each.title for each in found] == [entry(n).title for n in (3, 2, 1)]


@FORMATS
def test_p7_p10_ids_are_the_stored_tags(render):
    assert [each.id for each in read(render, entry(2), entry(1)).entries] == [entry(2).tag, entry(1).tag]


@FORMATS
@pytest.mark.parametrize("title", ["A & B < C", "“引号”与 ]]> 之间", "😀 𠮷 𝒳", "שלום עולם", "5 &amp; 6"])
def test_p46_p47_titles_are_text_escaped_once(render, title):
    found = read(render, entry(title=title))

    if title == "5 &amp; 6" and render is rss:  # feedparser takes an RSS title with an entity for HTML
        assert b"<title>5 &amp;amp; 6</title>" in rss(feed(), [entry(title=title)])
    else:
        assert found.entries[0].title == title


@FORMATS
def test_p5_controls_and_lone_surrogates_never_reach_a_feed(render):
    dirty = "云\x00河\x1f\ud800学\ufffe院\u202e！"

    found = read(render, entry(title=dirty, summary=dirty, html=f"<p>{dirty}&#1;</p>", author=dirty, text=dirty))

    assert not found.get("bozo")
    assert "".join(found.entries[0].title.split()) == "云河学院！"


@FORMATS
def test_an_empty_feed_is_valid_and_dated_as_given(render):
    found = read(render)

    assert found.entries == []
    assert found.feed.title == "云河要闻"


@FORMATS
def test_one_bad_entry_never_stops_the_feed(render, caplog):
    bad = entry(2, attachments=(None,))

    assert [each.id for each in read(render, bad, entry(1)).entries] == [entry(1).tag]
    assert "number=2" in caplog.text


@FORMATS
def test_p42_p43_full_content_beside_a_plain_summary(render):
    found = read(render, entry(summary="甲" * 400)).entries[0]

    assert "<b>正文</b>" in found.content[0]["value"]
    assert len(found.get("summary") or found.get("description")) <= 300


def test_p17_the_feed_is_as_new_as_its_newest_entry():
    edited = entry(1, updated=entry(9).updated)

    root = etree.fromstring(atom(feed(), [edited, entry(2)]))

    assert root.findtext("a:updated", namespaces=NS) == edited.updated.isoformat()
    channel = etree.fromstring(rss(feed(), [edited, entry(2)]))[0]
    assert channel.findtext("lastBuildDate") == "Mon, 02 Nov 2026 10:00:00 +0000"


def test_p9_p18_rss_guids_are_no_links_and_dates_are_rfc822():
    item = etree.fromstring(rss(feed(), [entry(1)])).find("channel/item")

    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("pubDate") == "Mon, 02 Nov 2026 02:00:00 +0000"


def test_p11_p12_self_is_the_feeds_own_address_and_the_link_is_the_page():
    root = etree.fromstring(atom(feed(hub="http://hub.example/"), [entry()]))
    channel = etree.fromstring(rss(feed(hub="http://hub.example/"), [entry()]))[0]

    links = {link.get("rel"): (link.get("href"), link.get("type")) for link in root.findall("a:link", NS)}
    assert links["self"] == ("http://news.example.edu/feeds/yunhe.atom", "application/atom+xml")
    assert links["alternate"] == ("http://news.example.edu/yunhe/", "text/html")
    assert links["hub"] == ("http://hub.example/", None)
    assert channel.findtext("link") == "http://news.example.edu/yunhe/"
    in_rss = {link.get("rel"): link.get("href") for link in channel.findall("a:link", NS)}
    assert in_rss == {"self": "http://news.example.edu/feeds/yunhe.rss", "hub": "http://hub.example/"}


def test_p13_each_entry_has_one_alternate_link():
    root = etree.fromstring(atom(feed(), [entry()]))

    links = [link.get("href") for link in root.findall("a:entry/a:link[@rel='alternate']", NS)]
    assert links == [entry().url]


def test_p48_the_language_is_said():
    assert etree.fromstring(atom(feed(), [])).get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-CN"
    assert etree.fromstring(rss(feed(), []))[0].findtext("language") == "zh-CN"


def test_p48_an_entry_in_another_language_than_its_feed_says_so():
    origins = ORIGINS | {"en": replace(ORIGINS["yunhe"], title="News", language="en")}
    about = feed(merged=True, origins=origins)
    shown = [entry(2, source="en"), entry(1)]

    entries = etree.fromstring(atom(about, shown)).findall("a:entry", NS)
    rows = etree.fromstring(rss(about, shown)).findall("channel/item")
    told = json.loads(jsonfeed(about, shown))["items"]

    assert [each.find("a:link", NS).get("hreflang") for each in entries] == ["en", "zh-CN"]
    assert [each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in entries] == ["en", None]
    assert [each.findtext("d:language", namespaces=NS) for each in rows] == ["en", None]
    assert [each.get("language") for each in told] == ["en", None]


def test_p49_authors_and_credits():
    written = entry(author="王小明", credits={"供图": "李雷"})

    in_atom = feedparser.parse(atom(feed(), [written])).entries[0]
    item = etree.fromstring(rss(feed(), [written])).find("channel/item")

    assert in_atom.author == "王小明"
    assert in_atom.contributors[0].name == "供图：李雷"
    assert item.find("author") is None
    assert item.findtext("d:creator", namespaces=NS) == "王小明"


def test_whoever_is_the_author_is_named_once():
    written = entry(author="王小明", credits={"作者": "王小明", "来源": "宣传部"})

    assert [each.name for each in feedparser.parse(atom(feed(), [written])).entries[0].contributors] == ["来源：宣传部"]


def test_p50_categories_are_the_columns():
    assert feedparser.parse(atom(feed(), [entry()])).entries[0].tags[0].term == "云河要闻"


def test_p51_attachments_are_atom_enclosures_with_a_type_and_in_the_text_for_rss():
    file = Attachment(name="附件1：名单.docx", url="http://www.yunhe.example/system/download.jsp?id=7")

    link = etree.fromstring(atom(feed(), [entry(attachments=(file,))])).find("a:entry/a:link[@rel='enclosure']", NS)
    item = etree.fromstring(rss(feed(), [entry(attachments=(file,))])).find("channel/item")

    assert link.get("href") == file.url
    assert link.get("type").endswith("wordprocessingml.document")
    assert item.find("enclosure") is None
    assert file.name in item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")


def test_p51_a_film_is_an_enclosure_and_a_player_a_link_in_the_text():
    film, player = "http://www.yunhe.example/1.mp4", "https://player.bilibili.com/player.html?bvid=BV1&p=1"
    shown = entry(videos=(film, player), html=f'<p><a href="{player.replace("&", "&amp;")}">视频</a></p>')

    found = etree.fromstring(atom(feed(), [shown])).find("a:entry", NS)
    told = json.loads(jsonfeed(feed(), [shown]))["items"][0]

    assert [link.get("href") for link in found.findall("a:link[@rel='enclosure']", NS)] == [film]
    assert [each["url"] for each in told["attachments"]] == [film]
    assert told["content_html"].count("player.html") == 1
    for bare in (replace(shown, html="", text="正文。"), replace(shown, html="<p>正文。</p>")):
        assert "player.html" in json.loads(jsonfeed(feed(), [bare]))["items"][0]["content_html"]


def test_p52_images_are_named():
    shown = entry(images=("http://www.yunhe.example/p/1.jpg",))

    media = etree.fromstring(atom(feed(), [shown])).find("a:entry/m:content", NS)
    assert media.get("url") == "http://www.yunhe.example/p/1.jpg"


def test_p53_icon_and_logo():
    about = {"icon": "http://news.example.edu/icon.png", "logo": "http://news.example.edu/logo.png"}
    root = etree.fromstring(atom(feed(**about), []))
    image = etree.fromstring(rss(feed(**about), [])).find("channel/image")

    assert root.findtext("a:icon", namespaces=NS) == about["icon"]
    assert root.findtext("a:logo", namespaces=NS) == about["logo"]
    assert [child.text for child in image] == [about["icon"], "云河要闻", "http://news.example.edu/yunhe/"]


def test_p54_ttl_and_update_period_are_the_real_rhythm():
    channel = etree.fromstring(rss(feed(ttl=timedelta(minutes=30)), []))[0]
    sy = "{http://purl.org/rss/1.0/modules/syndication/}"

    assert channel.findtext("ttl") == "30"
    assert (channel.findtext(sy + "updatePeriod"), channel.findtext(sy + "updateFrequency")) == ("hourly", "2")


def test_p55_the_generator_has_an_address_and_no_version():
    generator = etree.fromstring(atom(feed(generator="http://news.example.edu/about-bot"), [])).find("a:generator", NS)

    assert dict(generator.attrib) == {"uri": "http://news.example.edu/about-bot"}
    assert generator.text == "Yaowen"


def test_p56_entries_of_the_merged_feed_name_their_source():
    found = etree.fromstring(atom(feed(name="all", merged=True), [entry()])).find("a:entry", NS)
    item = etree.fromstring(rss(feed(name="all", merged=True), [entry()])).find("channel/item")

    source = found.find("a:source", NS)
    assert source.findtext("a:id", namespaces=NS) == "tag:news.example.edu,2026:yunhe"
    assert source.findtext("a:updated", namespaces=NS)
    assert found.find("a:link[@rel='via']", NS).get("href") == "http://www.yunhe.example/yw.htm"
    assert item.find("source").get("url") == "http://news.example.edu/feeds/yunhe.atom"


def test_p57_rights_are_said():
    assert feedparser.parse(atom(feed(rights="© 云河学院"), [])).feed.rights == "© 云河学院"


def test_p63_the_stylesheet_is_css():
    lines = atom(feed(css="/feeds/feed.css"), []).split(b"\n")

    assert lines[0].startswith(b"<?xml ")
    assert lines[1] == b'<?xml-stylesheet type="text/css" href="/feeds/feed.css"?>'
