"""Columns whose headlines a script or a frame brings: the page has their names, and where they lead."""

from datetime import UTC, datetime

import pytest

from feeds.model import Page
from feeds.read.detect import detect

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
HOST = "http://www.qingting-lib.example"
MENU = '<ul id="nav"><li><a href="/">首页</a></li><li><a href="/bzyd.htm">本馆概况</a></li></ul>'


def columns(markup: str, url: str = f"{HOST}/") -> dict[str, str]:
    page = f"<title>蜻亭图书馆</title><body>{MENU}<div id=main>{markup}</div><p>版权所有 蜻亭图书馆</p>"
    found = detect(Page(url=url, text=page, fetched=NOW))
    return {column.title: column.url.removeprefix(HOST) for column in found.columns}


ROW = '<h2>馆内动态</h2><a href="/gndt.htm">更多>></a>'


@pytest.mark.parametrize(
    "block",
    [
        '<dl><dt><a href="/gndt.htm"><b>馆内动态</b></a><a href="/gndt.htm"></a></dt>'
        "<dd><span>数据加载中...</span></dd></dl>",
        f"<div>{ROW}</div><ul><li>Loading…</li></ul>",
        f'<div>{ROW}</div><div class="xian"></div><div class="dt"></div><script>$(".dt").load("/dt.htm");</script>',
        f'<div><div class="t">{ROW}</div><iframe src="/dt.htm" height="300"></iframe></div>',
    ],
    ids=["words", "english", "loaded", "frame"],
)
def test_a_name_above_a_place_that_is_filled_elsewhere_is_a_column(block: str):
    assert columns(block) == {"馆内动态": "/gndt.htm"}


@pytest.mark.parametrize(
    "block",
    [
        f"<div>{ROW}</div><ul></ul>",  # nothing says that anything will come
        "<div><h2>馆内动态</h2></div><p>数据加载中...</p>",  # it leads nowhere
        '<div><h2>馆内动态</h2><a href="/a.htm">少儿</a><a href="/b.htm">古籍</a></div><p>加载中...</p>',
        f"<div>{ROW}</div><p>本周闭馆两天</p><p>加载中...</p>",
        f'<div class="t">{ROW}</div><iframe src="https://www.youtube.example/embed/1" height="300"></iframe>',
        f'<div class="t">{ROW}</div><iframe src="/count.htm" height="0"></iframe>',
        '<div><h2>读者服务</h2><a href="/fw.htm">更多>></a></div><iframe src="/fw0.htm" height="300"></iframe>',
    ],
    ids=["empty", "no link", "two links", "a text between", "another site's", "no height", "no news"],
)
def test_no_other_place_makes_one(block: str):
    assert columns(block) == {}


def test_frames_beside_one_of_news_are_of_news_too():
    name = '<h2>教学科研</h2><a href="/jxky.htm">更多>></a>'
    other = f'<div class="t">{name}</div><iframe src="/k.htm" height="300"></iframe>'

    assert columns(f"<div>{other}</div>") == {}
    assert columns(f'<div>{ROW}</div><iframe src="/dt.htm" height="300"></iframe><div>{other}</div>') == {
        "馆内动态": "/gndt.htm",
        "教学科研": "/jxky.htm",
    }


@pytest.mark.parametrize("name", [".9dt", "#9dt", ".-9", "#--", ".d_t"])
def test_a_script_may_name_what_it_fills_as_it_likes(name: str):
    attribute = "id" if name[0] == "#" else "class"
    place = f'<div {attribute}="{name[1:]}"></div><script>$("{name}").load("/dt.htm");</script>'

    assert columns(f"<div>{ROW}</div>{place}") == {"馆内动态": "/gndt.htm"}
