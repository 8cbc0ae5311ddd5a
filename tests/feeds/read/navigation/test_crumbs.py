"""The breadcrumb, in its many shapes, and the column it leads to."""

import pytest

from feeds.read.markup.html import parse
from feeds.read.navigation import crumbs

URL = "http://a.example/news/2026/bridge-71.html"


@pytest.mark.parametrize(
    "crumb",
    [
        '<div>当前位置：<a href="/">首页</a> > <a href="/news/">新闻</a> > 正文</div>',
        '<ol><li><a href="/">首頁</a></li><li><a href="/news/">新聞</a></li><li>橋通車了</li></ol>',
        '<nav aria-label="Breadcrumb"><a href="/">Home</a><a href="/news/">News</a><span>A bridge opens</span></nav>',
        '<div id="hierarchie"><a href="/">Accueil</a> &gt; <a href="/news/">Vie</a> &gt; <b>Un pont</b></div>',
        '<ul><li><a href="/">Startseite</a></li><li><a href="/news/">Presse</a></li><li><b>Eine Brücke</b></li></ul>',
        '<div class="crumb"><a href="/">Home</a> / <a href="/news/">News</a> / <a href="/news/2026/">2026</a></div>',
        '<div><i><a href="/">Home</a> /</i> <i><a href="/news/">News</a> /</i> <i>A bridge</i></div>',
        '<div class="crumb"><a href="/">Home</a> / <a href="/news/">News</a> / <a href="bridge-71.html">It</a></div>',
        '<div class="pagePath"><a href="/">首页</a><i class="possplit">&nbsp;</i><a href="/news/">通知</a></div>',
    ],
)
def test_the_last_step_that_is_a_column_is_the_list(crumb):
    page = parse(f"<body>{crumb}<h1>A bridge opens</h1><p>It was high time.</p>", URL)

    assert crumbs.column(page) == "http://a.example/news/"


@pytest.mark.parametrize(
    "menu",
    [
        '<ul><li><a href="/">Home</a></li><li><a href="/news/">News</a></li><li><a href="/about/">About</a></li></ul>',
        '<div class="crumb"><a href="/">Home</a> / A bridge</div>',
        '<p><a href="/">首页</a> | <a href="/map.asp">本站地图</a> | <a href="/lyb/">读者留言</a></p>',
        '<p><a href="/">Home</a> - <a href="/about/">About us</a> - <a href="/privacy/">Privacy</a></p>',
        '<div class="crumb"><a href="/">홈</a> &gt; <a href="/map.asp">사이트맵</a></div>',
        '<div class="crumb"><a href="/">Home</a> / <a href="http://other.example/news/">News</a></div>',
    ],
)
def test_a_menu_a_home_page_and_a_foreign_site_are_no_column(menu):
    page = parse(f"<body>{menu}<h1>A bridge opens</h1><p>It was high time.</p>", URL)

    assert crumbs.column(page) is None


@pytest.mark.parametrize(
    ("url", "links", "home"),
    [
        (
            "http://a.example/hr/index/index.html",
            '<a href="/hr/index/index.html">首页</a><a href="/hr/x/">公告</a>',
            True,
        ),
        ("http://a.example/jsj/index.htm", '<a href="index.htm">本站首页</a><a href="xw.htm">新闻</a>', True),
        ("http://a.example/jsj/xw.htm", '<a href="index.htm">首页</a><a href="xw.htm">新闻</a>', False),
        ("http://a.example/xw/list_1.html", '<a href="/">首页</a><p><a href="list_1.html">首页</a></p>', False),
        (
            "http://a.example/xw/index.htm",
            '<a href="/"><img src="logo.png"></a><p><a href="index.htm">首页</a><a href="index_2.htm">下页</a></p>',
            False,
        ),
        ("http://a.example/xw/list_1.html", '<a href="#">首页</a><p><a href="list_1.html">首页</a></p>', False),
        ("http://a.example/news/", '<a href="/news/#top">Top</a>', False),
        ("http://a.example/?p=3", "<p>no menu</p>", False),
        ("http://a.example/index.php", "<p>no menu</p>", True),
    ],
)
def test_a_page_is_a_front_page_by_its_address_or_by_its_own_menu(url, links, home):
    assert crumbs.is_home(parse(f"<body>{links}<p>Some words.</p>", url)) is home


@pytest.mark.parametrize(
    "path", ["/en/home.html", "/de/startseite", "/fr/accueil.php", "/en/", "/zh-hant/", "/pt-br/", "/home.html"]
)
def test_a_language_s_own_front_page_is_one(path: str):
    assert crumbs.at_home(parse("<p>Hello</p>", f"http://valley.example{path}"))


def test_a_home_within_a_section_is_no_front_page():
    for path in ("/library/home.html", "/demain/", "/en/main/", "/it-news/", "/pt-jobs/index.html"):
        assert not crumbs.at_home(parse("<p>Hello</p>", f"http://valley.example{path}"))
