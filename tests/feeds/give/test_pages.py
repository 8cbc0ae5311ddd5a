"""What people and their programs get besides feeds. P60 to P62, T10, T21, T26."""

import re
from datetime import datetime, timedelta
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from feedtools import START, entry, source, stored, visitor, website
from lxml import html as lxml_html
from xsscorpus import XSS, harmful

from feeds.errors import StoreError
from feeds.keep import entries, private, states
from feeds.keep.db import Database
from feeds.model import Access, Attachment, Precision

NOW = START + timedelta(days=30)
PATHS = ["/", "/yunhe/", "/e/2", "/search?q=%E8%A6%81%E9%97%BB", "/status", "/about-bot", "/none", "/search"]
MADE = ["/feeds/none.atom", "/feeds/yunhe.rss?filter=a", f"/feeds/private/{'a' * 32}.json"]


@pytest.fixture
def visit(sqlite_db: Database, tmp_path):
    file = Attachment(name="名单.docx", url="http://www.yunhe.example/a/1.docx")
    stored(
        sqlite_db,
        entry(1),
        entry(2, attachments=(file,), credits={"供图": "李雷"}, author="王小明",
              html='<p>正文</p><p><img src="http://www.yunhe.example/1.jpg" width="600" height="400"></p>'),
        entry(3, title="第三号"),
        entry(4, ready=False),
        entry(5, withdrawn=NOW),
    )  # fmt: skip
    client = visitor(website(sqlite_db, tmp_path, source(formerly=("old",)), source("tzgg", title="通知"), now=NOW,
                             contact="admin@yunhe.example", telegram="yunhe_bot"))  # fmt: skip
    return client.get


def test_the_sites_keeper_is_told_the_true_gap_and_whom_to_write(visit):
    about = visit("/about-bot?lang=en")

    assert "at least 2 seconds apart" in about.text
    assert "every 15 minutes to 6 hours" in about.text
    assert '<a href="mailto:admin@yunhe.example">' in about.text


def test_the_sites_keeper_is_told_the_interval_that_the_config_sets(sqlite_db, tmp_path):
    often = source(interval=timedelta(seconds=20), access=Access(gap=1.0))
    visit = visitor(website(sqlite_db, tmp_path, often, now=NOW)).get

    assert "every 20 seconds, as its own rhythm suggests" in visit("/about-bot?lang=en").text
    assert "at least 1 second apart" in visit("/about-bot?lang=en").text
    assert "每个栏目每 20 秒查看一次" in visit("/about-bot?lang=zh-CN").text


def test_a_day_without_a_time_is_shown_as_a_day_on_the_status_page(sqlite_db, tmp_path):
    stored(sqlite_db, entry(1, precision=Precision.DAY))
    visit = visitor(website(sqlite_db, tmp_path, source(), now=NOW)).get

    assert lxml_html.fromstring(visit("/status").text).xpath("//dd/time/text()") == ["2026-11-02"]


@pytest.mark.parametrize("path", PATHS)
def test_p60_p62_every_page_announces_a_feed_and_needs_no_script(visit, path):
    page = visit(path)
    tree = lxml_html.fromstring(page.text)

    links = {link.get("type"): link.get("href") for link in tree.xpath("//link[@rel='alternate']")}
    assert set(links) == {"application/atom+xml", "application/rss+xml", "application/feed+json"}
    assert all(href.startswith("http://news.example.edu/feeds/") for href in links.values())
    assert tree.xpath("//script | //style | //*[@style] | //iframe") == []
    assert not [name for node in tree.iter() for name in node.attrib if name.startswith("on")]
    assert len(page.content) < 50_000


@pytest.mark.parametrize("path", PATHS)
def test_pages_trust_nobody(visit, path):
    headers = visit(path).headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "set-cookie" not in headers


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("language", "said"), [("zh-CN,zh;q=0.9", "搜索"), ("en-US,en;q=0.9", "Search")])
def test_pages_speak_the_readers_language(visit, path, language, said):
    page = visit(path, headers={"accept-language": language})

    assert said in page.text
    assert f'<html lang="{"zh-CN" if said == "搜索" else "en"}">' in page.text


def spoken(node) -> str:
    """The language in which a screen reader says it."""
    return node.xpath("ancestor-or-self::*[@lang][1]/@lang")[0]


@pytest.mark.parametrize("path", ["/", "/search?q=water", "/status", "/english/", "/e/2", "/e/1"])
@pytest.mark.parametrize("left", [False, True])
def test_every_title_is_spoken_in_its_own_language(sqlite_db: Database, tmp_path, path, left):
    file = Attachment(name="water.pdf", url="http://www.yunhe.example/a/1.pdf")
    stored(
        sqlite_db,
        entry(1, title="水 water", text="水"),
        entry(2, source="english", title="On water", summary="Lakes.", text="Lakes.", html="", attachments=(file,)),
    )
    theirs = "English news", "On water", "On", "Lakes.", "water.pdf"
    sources = source(), source("english", title="English news", language="en-GB", url="http://e.example/")
    site = website(sqlite_db, tmp_path, *sources, now=NOW, telegram="yunhe_bot")
    visit = visitor(website(sqlite_db, tmp_path, source(), now=NOW) if left else site).get

    body = lxml_html.fromstring(visit(path, headers={"accept-language": "en"}).text).body
    said = {(text.strip(" :"), spoken(text.getparent())) for text in body.xpath(".//text()[normalize-space()]")}

    assert {text: lang for text, lang in said if lang != "zh-CN" and re.search("[水云要闻]", text)} == {}
    assert {text: lang for text, lang in said if lang != "en-GB" and text in theirs} == {}
    assert {("要闻", "zh-CN"), ("Search", "en")} <= said
    silent = ("/e/1", "/", "/status") if left else ("/e/1",)
    assert path in silent or {("English news", "en-GB"), ("On water", "en-GB")} & said


def test_a_language_that_is_not_acceptable_is_not_given(visit):
    assert '<html lang="en">' in visit("/", headers={"accept-language": "zh;q=0, en"}).text


def test_the_language_can_be_chosen_by_hand(visit):
    assert '<html lang="en">' in visit("/?lang=en", headers={"accept-language": "zh"}).text


def test_the_home_page_shows_sources_with_their_newest(visit):
    text = visit("/").text

    assert "云河要闻" in text
    assert "第三号" in text
    assert "https://t.me/yunhe_bot?start=yunhe" in text
    assert entry(4).title not in text
    assert entry(5).title not in text


def test_the_source_page_goes_back_page_by_page(sqlite_db: Database, tmp_path):
    stored(sqlite_db, *[entry(n, title=f"第{n}篇") for n in range(1, 76)])
    get = visitor(website(sqlite_db, tmp_path, now=NOW)).get
    seen, address = [], "/yunhe/"

    while address:
        page = get(address).text
        seen += [int(n) for n in re.findall("第([0-9]+)篇<", page)]
        found = re.search(r'rel="next" href="([^"]+)"', page)
        address = found.group(1) if found else None

    assert seen == list(range(75, 0, -1))
    assert get("/yunhe/?before=nonsense").status_code == 200
    assert get("/yunhe/?before=99999999999999999.1").status_code == 200


def test_the_year_is_drawn_as_a_picture_with_words(visit):
    text = visit("/yunhe/").text

    assert 'role="img" aria-label="过去一年 1 天共 3 篇"' in text
    assert "文章（3 篇）" in text


def test_the_entry_page_has_all_there_is(visit):
    text = visit("/e/2").text

    assert text.index(entry(2).url) < text.index("<p>正文")
    assert (
        '<img loading="lazy" decoding="async" referrerpolicy="no-referrer" src="http://www.yunhe.example/1.jpg"' in text
    )
    assert "名单.docx" in text
    assert "王小明" in text
    assert "李雷" in text
    assert 'rel="prev" href="/e/1"' in text
    assert 'rel="next" href="/e/3"' in text


def test_waiting_is_missing_and_withdrawn_is_gone(visit):
    assert visit("/e/4").status_code == 404
    assert visit("/e/99999999999999").status_code == 404
    for beyond in (f"/e/{'9' * 5000}", f"/sitemap-{'9' * 5000}.xml", "/e/x", "/e/1x", "/e/-1", "/sitemap-x.xml"):
        assert visit(beyond).status_code == 404
    withdrawn = visit("/e/5")
    assert withdrawn.status_code == 410
    assert entry(5).title not in withdrawn.text


def test_what_an_edit_changed_is_shown(sqlite_db: Database, tmp_path):
    stored(sqlite_db, entry(1, title="旧标题", text="第一段。\n第二段。"))
    with sqlite_db.transaction() as tx:
        edit = {"title": "新标题", "text": "第一段。\n第二段改了。", "revision": 2, "updated": NOW}
        tx.execute(entries.entries.update().values(edit))

    text = visitor(website(sqlite_db, tmp_path, now=NOW)).get("/e/1").text

    assert "修改记录" in text
    assert "旧标题" in text
    assert "<del>第二段。</del>" in text
    assert "<ins>第二段改了。</ins>" in text


def test_search_marks_what_was_found(visit):
    text = visit("/search?q=%E7%AC%AC%E4%B8%89%E5%8F%B7").text

    assert "<mark>第三号</mark>" in text
    assert "<mark>第三号</mark>" in visit('/search?q="%E7%AC%AC%E4%B8%89%E5%8F%B7').text
    assert "/feeds/search.atom?q=%E7%AC%AC%E4%B8%89%E5%8F%B7" in text


def test_a_later_page_of_a_search_leads_back_to_the_newest(visit):
    first, later = (
        lxml_html.fromstring(visit(f"/search?q=%E8%A6%81%E9%97%BB&lang=en{before}").text)
        for before in ("", "&before=1")
    )

    assert first.xpath("//main//nav") == []
    assert later.xpath("//main//nav/a/@href") == ["/search?q=%E8%A6%81%E9%97%BB&lang=en"]


def test_no_landmark_is_empty(sqlite_db: Database, tmp_path):
    stored(sqlite_db, entry(1))
    visit = visitor(website(sqlite_db, tmp_path, now=NOW)).get

    for path in ("/yunhe/", "/e/1"):
        assert lxml_html.fromstring(visit(path).text).xpath("//nav[not(.//a)]") == []


@pytest.mark.parametrize("query", ["", "%00", "%22", "a" * 5000, "%F0%9F%98%80", "%ED%A0%80", "before=x"])
def test_any_search_gets_a_page(visit, query):
    assert visit(f"/search?q={query}&before={query}").status_code == 200


def test_old_names_lead_on_without_believing_the_host(visit):
    asked = "?lang=en&before=%0D%0A"
    leading = {"/old/": "/yunhe/", "/old": "/old/", "/yunhe": "/yunhe/"}
    for path, leads in [*leading.items(), *((old + asked, new + asked) for old, new in leading.items())]:
        moved = visit(path, headers={"host": "evil.example"})
        assert (moved.status_code, moved.headers["location"]) == (301, leads)
        assert moved.headers["cache-control"] == "public, max-age=86400"  # else browsers keep it for good


@pytest.mark.parametrize(
    "path",
    ["/<script>alert(1)</script>", "/%3Cscript%3E/", "/static/../words.py", "/static/%2e%2e/words.py",
     "/e/x", "/yunhe/x", "/YUNHE/", "/static/style.css.gz"],
)  # fmt: skip
def test_t10_t26_anything_else_is_missing_and_repeats_nothing(visit, path):
    page = visit(path)

    assert page.status_code == 404
    assert "<script" not in page.text
    assert "choose" not in page.text


@pytest.mark.parametrize("evil", XSS)
def test_t9_nothing_that_runs_survives_on_a_page(sqlite_db: Database, tmp_path, evil):
    file = Attachment(name=evil, url="javascript:alert(1)")
    texts = dict.fromkeys(("title", "summary", "author", "text"), evil)
    stored(sqlite_db, entry(1, html=evil + "<p>甲</p>", credits={evil: evil}, attachments=(file,), **texts))
    get = visitor(website(sqlite_db, tmp_path, source(title=evil), now=NOW)).get

    for path in ("/", "/yunhe/", "/e/1", "/status", "/search?q=alert"):
        main = lxml_html.fromstring(get(path).text).find(".//main")
        body = re.sub(r"<(/?)(form|svg|path|text)\b", r"<\1x-\2", lxml_html.tostring(main, encoding="unicode"))
        assert [each for each in harmful(body) if each.split("=")[0] not in ("id", "class", "href", "src")] == []
        addresses = [value for node in main.iter() for name, value in node.items() if name in ("href", "src", "action")]
        assert [each for each in addresses if not each.startswith(("/", "http:", "https:", "feed:http", "?"))] == []


def test_p61_opml_lists_the_public_feeds(visit, sqlite_db: Database):
    with sqlite_db.transaction() as tx:
        _, token = private.new(tx, label="秘密", now=NOW)

    answer = visit("/opml.xml")
    outlines = ElementTree.fromstring(answer.content).findall("body/outline")

    assert [each.get("title") for each in outlines] == ["要闻", "云河要闻", "通知"]
    for each in outlines:
        assert each.get("type") == "rss"
        assert each.get("text") == each.get("title")
        assert visit(each.get("xmlUrl").removeprefix("http://news.example.edu")).status_code == 200
        assert visit(each.get("htmlUrl").removeprefix("http://news.example.edu")).status_code == 200
    for path in PATHS:
        assert token not in visit(path).text
        assert "秘密" not in visit(path).text


def test_sitemap_and_robots(visit):
    robots = visit("/robots.txt").text
    assert "Sitemap: http://news.example.edu/sitemap.xml" in robots
    assert "Disallow: /feeds/private/" in robots

    places = re.findall("<loc>http://news.example.edu([^<]+)</loc>", visit("/sitemap.xml").text)
    found = re.findall("<loc>http://news.example.edu([^<]+)</loc>", visit(places[0]).text)

    assert set(found) == {"/e/1", "/e/2", "/e/3", "/yunhe/", "/tzgg/"}
    assert visit("/sitemap-9.xml").status_code == 404


@pytest.mark.parametrize("path", ["/", "/static/style.css", "/opml.xml", "/favicon.ico"])
def test_pages_are_revalidated(visit, path):
    first = visit(path, headers={"accept-encoding": "gzip"})

    again = visit(path, headers={"accept-encoding": "gzip", "if-none-match": first.headers["etag"]})

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("called", [None, "旧栏目"])
def test_a_removed_source_is_gone(sqlite_db: Database, tmp_path, called: str | None):
    website(sqlite_db, tmp_path, source(), source("ended", title=called))
    stored(sqlite_db, entry(1, source="ended", title="招生简章"))
    with sqlite_db.transaction() as tx:
        states.change(tx, "ended", title="最新消息" if called else "旧栏目")

    get = visitor(website(sqlite_db, tmp_path, source())).get

    for path in ("/ended/", "/ended"):
        page = get(path)
        assert (page.status_code, get(f"{path}?lang=en").status_code) == (410, 410)
        assert "来源已经停止" in page.text
        assert "旧栏目" in page.text
        assert "没有这个页面" not in page.text
    for path in ("/e/1", "/search?q=%E6%8B%9B%E7%94%9F"):
        assert "旧栏目" in get(path).text
        assert "/ended/" not in get(path).text
    assert get("/feeds/never.atom").status_code == 404


@pytest.mark.parametrize("path", ["/e/1", "/search?q=%E6%8B%9B%E7%94%9F"])
def test_the_day_of_an_article_stays_when_its_source_left(sqlite_db: Database, tmp_path, path):
    day = datetime(2026, 11, 5, tzinfo=ZoneInfo("Asia/Tokyo"))
    stored(sqlite_db, entry(1, source="ended", title="招生简章", published=day, precision=Precision.DAY))
    there = visitor(website(sqlite_db, tmp_path, source("ended", zone=day.tzinfo))).get(path).text

    left = visitor(website(sqlite_db, tmp_path, source())).get(path).text

    assert '<time datetime="2026-11-05">2026-11-05</time>' in there
    assert '<time datetime="2026-11-05">2026-11-05</time>' in left


def test_t38_no_version_is_told(visit):
    for path in PATHS:
        page = visit(path)
        assert not re.search(r"(?i)(starlette|uvicorn|python|yaowen)[/ ][0-9]", page.text + str(page.headers))


@pytest.mark.parametrize("path", [*PATHS[:5], "/none", "/opml.xml", "/sitemap.xml", *MADE])
def test_while_the_database_cannot_be_read_what_needs_it_says_when_to_come_back(sqlite_db, visit, path, monkeypatch):
    def away():
        raise StoreError("connection lost")

    monkeypatch.setattr(sqlite_db, "reading", away)
    answer = visit(path, headers={"accept-language": "zh"})

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert "请过一分钟再来" in answer.text
    assert "connection" not in answer.text
