"""Kind css: what the selectors say, and plain words where they say nothing."""

from datetime import UTC, datetime

import pytest

from feeds import read
from feeds.errors import ExtractError
from feeds.model import SHANGHAI, Page, Precision
from feeds.read.kinds.css import Settings

NOW = datetime(2026, 9, 20, tzinfo=UTC)
LIST = """<html><head><title>消息</title></head><body>
<div class="n"><span class="d">2026/09/18</span><h3>
<a href="/a/show.php?id=7&utm_source=x">第一条<em>热</em></a></h3></div>
<div class="n"><span class="d">2026/09/17</span><h3><a href="https://other.example/8">第二条</a></h3></div>
<div class="n"><span class="d">2026/09/16</span><h3><a href="javascript:;">没有地址</a></h3></div>
<a class="older" href="?page=2">继续</a></body></html>"""
ARTICLE = """<html><head><title>第一条 - 某站</title></head><body><h1 class="t">第一条消息</h1>
<p class="m">2026-09-18 10:30 <b>白露</b></p>
<div class="c"><p>正文开头。</p><p class="ad">广告</p><p>正文结尾。</p></div>
</body></html>"""
SETTINGS = Settings(
    list_item="div.n",
    list_date=".d",
    list_next="a.older",
    article_title="h1.t",
    article_date="p.m",
    article_body="div.c",
    article_author="p.m b",
    article_remove=".ad",
    id_pattern=r"id=(\d+)",
)


def page(text: str, url: str = "http://news.example/list.php") -> Page:
    return Page(url=url, text=text, fetched=NOW)


def test_a_list_is_read_by_its_selectors():
    found = read.listing(page(LIST), kind="css", settings=SETTINGS)

    assert [(item.id, item.url, item.external) for item in found.articles] == [
        ("7", "http://news.example/a/show.php?id=7&utm_source=x", False),
        ("https://other.example/8", "https://other.example/8", True),
    ]
    assert found.articles[0].published == datetime(2026, 9, 18, tzinfo=SHANGHAI)
    assert found.next == "http://news.example/list.php?page=2"
    assert found.kind == "css"


def test_an_article_is_read_by_its_selectors():
    found = read.article(page(ARTICLE, "http://news.example/a/show.php?id=7"), kind="css", settings=SETTINGS)

    assert (found.id, found.title, found.author) == ("7", "第一条消息", "白露")
    assert found.text == "正文开头。\n正文结尾。"
    assert found.published == datetime(2026, 9, 18, 10, 30, tzinfo=SHANGHAI)
    assert found.precision is Precision.MINUTE


def test_an_attribute_can_be_asked_for():
    text = (
        '<div class="n"><a href="/1.htm" data-t="全名"><img src="x"></a>'
        '<time datetime="2026-09-18T08:00:00Z"></time></div>'
    )
    settings = Settings(list_item=".n", list_title="a@data-t", list_date="time@datetime")

    found = read.listing(page(text), kind="css", settings=settings)

    assert found.articles[0].title == "全名"
    assert found.articles[0].published == datetime(2026, 9, 18, 8, tzinfo=UTC)


def test_an_item_may_be_its_own_link():
    found = read.listing(
        page('<a class="n" href="/1.htm">标题在此</a>'), kind="css", settings=Settings(list_item="a.n")
    )

    assert [(item.id, item.title) for item in found.articles] == [("http://news.example/1.htm", "标题在此")]


def test_without_list_item_no_list_can_be_read():
    with pytest.raises(ExtractError, match="list_item"):
        read.listing(page(LIST), kind="css", settings=Settings())


@pytest.mark.parametrize(
    ("setting", "selector"),
    [("list_item", "div[[["), ("list_title", "b{{"), ("list_date", "li > @title"), ("article_body", "::x[")],
)
def test_what_is_no_selector_is_told_when_the_config_is_read(setting, selector):
    with pytest.raises(ValueError, match=f"^{setting} is no CSS selector: "):
        Settings(**{setting: selector})


def test_a_body_that_is_not_there_is_said():
    with pytest.raises(ExtractError, match="finds nothing"):
        read.article(page(ARTICLE), kind="css", settings=Settings(article_body=".nowhere"))


@pytest.mark.parametrize("pattern", ["(", "id=\\d+"])
def test_an_id_pattern_without_a_group_is_refused_at_birth(pattern):
    with pytest.raises(ValueError, match="id_pattern"):
        Settings(id_pattern=pattern)
