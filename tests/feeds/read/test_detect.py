"""What a page is, decided from the page alone."""

from datetime import datetime
from pathlib import Path

import pytest
import sitepages as site
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.model import SHANGHAI, Page
from feeds.read import contrast
from feeds.read.detect import Detected, detect
from feeds.read.markup.html import parse

SITE = Path(__file__).parents[4] / "shared" / "site"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
HOST = "https://www.yunxi.example"


def told(html: str, path: str = "/xw/tzgg.htm", status: int = 200) -> Detected:
    return detect(Page(url=HOST + path, text=html, fetched=NOW, status=status))


def block(heading: str, href: str, start: int, more: str = '<a class="more" href="{href}">更多&gt;&gt;</a>') -> str:
    rows = "".join(
        f'<li><a href="/info/{start}/{n}.htm">{site.TITLES[(start + n) % 12]}第{start}期</a>'
        f"<span>10-{20 - n}</span></li>"
        for n in range(5)
    )
    return f'<div class="box"><div class="hd"><h3>{heading}</h3>{more.format(href=href)}</div><ul>{rows}</ul></div>'


HOME = site.page(
    site.menu()
    + block("学院要闻", "/xyyw.htm", 1)
    + block("通知公告", "/tzgg.htm", 2)
    + block("学术动态", "/xsdt.htm", 3)
    + site.footer(),
    title=site.SCHOOL,
)


def test_a_list_is_taken():
    found = told(site.plain_list())

    assert (found.page, found.list, found.reason) == ("list", f"{HOST}/xw/tzgg.htm", None)
    assert found.listing is not None
    assert len(found.listing.articles) == 10
    assert found.confidence > 0.6
    assert any("with a date" in reason for reason in found.why)
    assert sum(found.rejected.values()) > 0


@pytest.mark.parametrize("title", ["领导之窗", "师资队伍", "Faculty & Staff Directory"])
def test_a_page_of_people_is_no_news(title: str):
    people = "".join(
        f'<div class="p"><h3><a href="/p/{n}.htm">{name}</a></h3><p>负责教育、科技、文化、卫生等方面的工作，'
        "联系有关部门。</p></div>"
        for n, name in enumerate(("桑志远", "焦文", "栗敏", "厉剑", "沙来福", "谷丰"))
    )

    found = told(site.page(f"<h1>{title}</h1>{people}", title=f"{title}-{site.SCHOOL}"), "/xygk/ld.htm")

    assert (found.page, found.reason) == ("refused", "no_news")


def test_the_index_of_a_forum_is_no_news():
    boards = "".join(
        f'<li><a href="viewforum.php?f={n}">{name}</a><p>Topics: 12</p>'
        f'<a href="viewtopic.php?t={n % 3}">How do I mend mine?</a> 2026-11-{20 - n}</li>'
        for n, name in enumerate(("General", "Repairs", "For sale", "Introductions", "Meetings", "Archive"))
    )

    found = told(f"<title>Ashfield Synths - Index page</title><ul>{boards}</ul>", "/")

    assert (found.page, found.reason) == ("refused", "no_news")


def test_an_article_leads_to_its_list_by_the_breadcrumb():
    found = told(site.article(), "/info/1071/9000.htm")

    assert (found.page, found.list) == ("article", f"{HOST}/xw.htm")
    assert found.article is not None
    assert found.article.title == site.TITLES[0]


def test_a_home_page_offers_its_columns_and_not_its_menu():
    found = told(HOME, "/")

    assert found.page == "home"
    assert [(c.title, c.url) for c in found.columns] == [
        ("学院要闻", f"{HOST}/xyyw.htm"),
        ("通知公告", f"{HOST}/tzgg.htm"),
        ("学术动态", f"{HOST}/xsdt.htm"),
    ]
    assert all(len(c.sample) == 3 for c in found.columns)


def test_a_heading_that_is_a_link_is_a_column_too():
    html = site.page(
        site.menu()
        + block('<a href="/xyyw.htm">学院要闻</a>', "", 1, more="")
        + block('<a href="/tzgg.htm"><img src="/t.png" alt="通知公告"></a>', "", 2, more="")
        + site.footer(),
        title=site.SCHOOL,
    )

    assert [(c.title, c.url) for c in told(html, "/index.htm").columns] == [
        ("学院要闻", f"{HOST}/xyyw.htm"),
        ("通知公告", f"{HOST}/tzgg.htm"),
    ]


def test_tabs_name_the_panes_below_them():
    panes = "".join(
        f'<div class="pane"><ul>{block("", "", n, more="").split("<ul>")[1].split("</ul>")[0]}</ul>'
        f'<p><a href="/{path}.htm">更多</a></p></div>'
        for n, path in ((1, "xyyw"), (2, "tzgg"))
    )
    html = site.page(
        f"{site.menu()}<div><ul class='tab'><li>学院要闻</li><li>通知公告</li></ul><div>{panes}</div></div>",
        title=site.SCHOOL,
    )

    assert [(c.title, c.url) for c in told(html, "/").columns] == [
        ("学院要闻", f"{HOST}/xyyw.htm"),
        ("通知公告", f"{HOST}/tzgg.htm"),
    ]


def test_a_list_beside_a_block_of_hot_news_stays_a_list():
    html = site.page(
        f'{site.menu()}<div class="left"><h2>通知公告</h2><ul>{site.rows()}</ul>'
        '<div class="pages"><a href="tzgg/9.htm">下一页</a></div></div>'
        f'<div class="right">{block("热点新闻", "/rd.htm", 4)}</div>'
    )

    found = told(html)

    assert found.page == "list"
    assert found.listing is not None
    assert len(found.listing.articles) == 10


def test_a_native_feed_is_named_first():
    html = site.plain_list().replace(
        "</head>", '<link rel="alternate" type="application/rss+xml" href="/rss.xml"></head>'
    )

    assert told(html).feed == f"{HOST}/rss.xml"


@pytest.mark.parametrize(
    ("named", "feed"),
    [
        ([("/comments/feed/", "评论")], None),
        ([("/comments/feed/", ""), ("/rss.xml", "全站")], f"{HOST}/rss.xml"),
        ([("/rss.xml", "全站"), ("/xw/rss.xml", "新闻")], f"{HOST}/xw/rss.xml"),
    ],
)
def test_a_feed_of_comments_is_no_news_and_the_columns_own_comes_first(named, feed):
    links = (f'<link rel="alternate" type="application/rss+xml" href="{url}" title="{title}">' for url, title in named)

    assert told(site.plain_list().replace("</head>", f"{''.join(links)}</head>")).feed == feed


def test_an_address_that_is_a_feed_is_a_list_of_kind_feed():
    found = told(
        '<rss version="2.0"><channel><title>t</title><item><title>a</title><link>/1</link></item></channel></rss>'
    )

    assert (found.page, found.kind, found.feed) == ("list", "feed", f"{HOST}/xw/tzgg.htm")


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (site.page("<p>您访问的页面不存在</p>", title="404"), "not_found"),
        (site.page("<p>正在检查您的浏览器</p>", title="请稍候"), "challenge"),
        (site.page(f"{site.menu()}<h2>通知公告</h2><p>暂无内容</p>{site.footer()}"), "empty"),
        (
            site.page(
                f"{site.menu()}<div><b>班级主页</b><img src=/x.jpg><ul><li><a href='#'>暂无此类信息!</a></ul></div>"
            ),
            "empty",
        ),
        (
            site.page(f"<h1>Statements</h1><h2>Nothing has been released so far</h2><p>{'Come back soon. ' * 20}</p>"),
            "empty",
        ),
        (site.page(site.menu() + site.footer(), title=site.SCHOOL), "no_news"),
    ],
)
def test_what_is_no_news_is_refused_with_a_reason(html: str, reason: str):
    found = told(html)

    assert (found.page, found.reason, found.list, found.columns) == ("refused", reason, None, ())
    assert found.why


def test_the_answer_as_json_keeps_its_keys():
    said = told(HOME, "/").as_json()

    assert list(said) == ["page", "reason", "feed", "list", "columns", "confidence", "why"]
    assert said["columns"][0] == {"title": "学院要闻", "url": f"{HOST}/xyyw.htm"}


@given(st.text() | st.text(alphabet="<>/ahrefulidv=\"' 2026-10新闻"))
@settings(max_examples=60)
def test_any_text_gets_an_answer(text: str):
    assert told(text).page in ("home", "list", "article", "refused")


def test_addresses_that_two_pages_share_are_no_news():
    one, other = (contrast.addresses(parse(text, HOST)) for text in (site.plain_list(), site.article()))

    assert (one[f"{HOST}/m1/index.htm"], other[f"{HOST}/m1/index.htm"]) == (1, 1)
    assert (one[f"{HOST}/info/1071/9000.htm"], other[f"{HOST}/info/1071/9000.htm"]) == (1, 0)


BY_EYE = {
    "index.htm": ("home", ["xwzx/tzgg.htm", "xwzx.htm", "xywh.htm"]),
    "xwzx.htm": ("home", ["xwzx/xwgk.htm", "xwzx/tzgg.htm", "xwzx/xygj.htm", "xwzx/dwjl.htm"]),
    "djzc/tdzd.htm": ("home", ["djzc/tdzd/zzjg.htm", "djzc/tdzd/gzzd.htm", "djzc/tdzd/cggl.htm", "djzc/tdzd/tdhd.htm"]),
    "djzc/tdzd/tdhd.htm": ("list", "djzc/tdzd/tdhd.htm"),
    "xwzx/tzgg.htm": ("list", "xwzx/tzgg.htm"),
    "xwzx/tzgg/1.htm": ("list", "xwzx/tzgg/1.htm"),
    "xwzx/dwjl.htm": ("list", "xwzx/dwjl.htm"),
    "info/1236/8431.htm": ("article", "djzc/tdzd/tdhd.htm"),
    "info/1065/11152.htm": ("article", "xwzx/tzgg.htm"),
    "info/1072/10922.htm": ("article", "xwzx/xwgk/mzcp.htm"),
    "xwzx/xwgk/fzgh.htm": ("refused", None),
}


@pytest.mark.skipif(not SITE.is_dir(), reason="needs ../shared/site, which is not here")
@pytest.mark.parametrize("path", BY_EYE)
def test_a_real_site_is_understood_as_by_eye(path: str):
    what, where = BY_EYE[path]
    host = "http://www.real.example/"

    found = detect(Page(url=host + path, text=(SITE / path).read_bytes().decode("utf-8", "replace"), fetched=NOW))

    assert found.page == what
    if what == "home":
        assert {c.url.removeprefix(host) for c in found.columns} == set(where or ())
    else:
        assert (found.list and found.list.removeprefix(host)) == where


def test_a_heading_in_two_languages_is_called_by_the_first():
    html = HOME.replace("<h3>学院要闻</h3>", "<h3><span>学院要闻</span><span>NEWS</span></h3>")

    assert told(html, "/").columns[0].title == "学院要闻"


def test_sections_whose_heading_stands_among_their_cards_are_columns():
    def section(name: str, path: str) -> str:
        cards = "".join(
            f'<article><h3><a href="/{path}/a-story-of-some-note-{n}">{name}: a story of some note {n}</a></h3>'
            f'<time datetime="2026-10-{20 - n}">{20 - n} Oct 2026</time></article>'
            for n in range(4)
        )
        return f'<section><h2>{name}</h2>{cards}<a href="/{path}">View all</a></section>'

    html = site.page(section("News", "news") + section("Events", "events"), title="Example University")

    assert [(c.title, c.url) for c in told(html, "/").columns] == [
        ("News", f"{HOST}/news"),
        ("Events", f"{HOST}/events"),
    ]


@pytest.mark.parametrize(
    "said", ["Wednesday, November {n}, 2026 ", "2026年11月{n}日 星期三 ", "Category Local News, November {n}, 2026 "]
)
def test_a_date_in_words_before_a_link_is_no_running_sentence(said: str):
    rows = "".join(
        f"<p>{said.format(n=20 - n)}<a href='/news/{900 - n}.html'>{site.TITLES[n % 12]}，第{n}期</a></p>"
        for n in range(8)
    )

    found = told(f"<title>News</title><h1>News</h1><div class='list'>{rows}</div>", "/news/")

    assert (found.page, len(found.listing.articles) if found.listing else 0) == ("list", 8)


def test_links_in_the_sentences_of_an_article_do_not_make_it_a_list():
    linked = "省厅召开会议，审议通过两项标准，负责人列席，<a href='/zw/{n}.html'>会议强调要抓好落实</a>，并部署工作。"
    text = "".join(f"<p>{linked.format(n=202600 + n)}</p>" for n in range(3))

    found = told(
        f"<title>本周要闻</title><h1>本周要闻（11.15-11.21）</h1><p>发布时间：2026-11-21</p>{text}", "/a/202611/1.html"
    )

    assert found.page == "article"


def test_a_page_that_its_cards_name_as_their_category_is_their_list():
    """Drupal files under /taxonomy/term/3 what is tagged so; a heading like its own leads to a cloud of tags."""
    card = (
        '<div class="node"><h2><a href="/blog/{n}12">{n}. Die Brücke am Marktplatz ist gesperrt</a></h2>'
        "<p>Am {day}.11.2026</p><ul><li><a href='/taxonomy/term/3' rel='tag'>Verkehr</a></li></ul></div>"
    )
    cards = "".join(card.format(n=n, day=20 - n) for n in range(4))
    cloud = '<div><a href="/tagadelic/2">Verkehr</a></div>'
    page = f"<title>Verkehr | Stadt Lahnau</title><div><h2>Verkehr</h2>{cards}</div>{cloud}"
    found = detect(Page(url="http://lahnau.example/taxonomy/term/3", text=page, fetched=NOW))

    assert (found.page, found.list) == ("list", "http://lahnau.example/taxonomy/term/3")
    assert found.columns == ()


@pytest.mark.parametrize(
    "menu",
    [
        '<li><a href="/tzgg.htm">通知公告</a></li>',
        '<li class="menu-item menu-item-object-category"><a href="/category/in-english/">In English</a></li>',
    ],
)
def test_an_entry_of_the_menu_is_not_the_list_that_an_article_leads_back_to(menu):
    text = "".join(f"<p>第{n}座桥今天通车，两岸的居民都来到桥头，看第一班车驶过河面。</p>" for n in range(6))
    page = f"<title>桥通车了</title><ul>{menu}</ul><h1>桥通车了</h1><p>发布时间：2026-11-20</p><div>{text}</div>"
    found = detect(Page(url="http://qiao.example/info/1024/18866.htm", text=page, fetched=NOW))

    assert (found.page, found.list) == ("article", None)


@pytest.mark.parametrize(
    "link",
    [
        '<nav><a href="/aktuell.html" aria-current="page">Aktuell</a></nav>',
        '<a class="back" href="/aktuell.html">← Los</a>',
        '<a href="/aktuell/">Startseite</a> <a class="back" href="/aktuell.html">← Los</a>',
    ],
)
def test_the_menu_s_current_entry_and_an_arrow_back_lead_to_the_list(link):
    words = "<p>Die alte Fähre fährt ab Montag wieder, und die erste Fahrt ist für alle frei.</p>" * 4
    title = "Die Fähre fährt wieder"
    text = f"<title>{title}</title>{link}<main><h1>{title}</h1><p>3. 5. 2026</p>{words}</main>"

    found = detect(Page(url=f"{HOST}/aktuell/4.html", text=text, fetched=NOW))

    assert (found.page, found.list) == ("article", f"{HOST}/aktuell.html")


def test_a_category_in_the_query_of_the_site_s_one_script_is_an_articles_list():
    words = "<p>Die alte Fähre fährt ab Montag wieder, und die erste Fahrt ist für alle frei.</p>" * 4
    filed = '<a href="/?cat=11" rel="category">Fähren</a> | <a href="/?p=318#respond">Kommentar schreiben</a>'
    head = f"<h1>Die Fähre fährt wieder</h1><p>23.07.2011 | Enno Sielhorst<br>Rubrik {filed}</p>"
    found = told(f"<title>Die Fähre fährt wieder</title><div>{head}{words}</div>", "/?p=318")

    assert (found.page, found.list) == ("article", f"{HOST}/?cat=11")
    assert found.article is not None
    assert "Rubrik" not in found.article.text


def test_a_row_of_a_site_s_sections_at_its_foot_is_no_breadcrumb():
    words = "<p>Die alte Fähre fährt ab Montag wieder, und die erste Fahrt ist für alle frei.</p>" * 4
    row = '<ul><li><a href="/">首页</a></li>|<li><a href="/xw/">新闻</a></li>|<li><a href="/ly/">留言</a></li>|</ul>'
    found = told(f"<title>Fähre</title><h1>Die Fähre fährt</h1>{words}<div>{row}</div>", "/2026/11/18/b.html")

    assert (found.page, found.list) == ("article", None)


@pytest.mark.parametrize(
    ("path", "home", "leads"),
    [
        ("/blog/a-boat-comes-home/", "/blog/", "/blog/"),
        ("/10358/15612/2026/9/18/7c41.shtml", "/10358/index.shtml", None),
    ],
)
def test_a_home_link_may_lead_to_the_list_but_not_to_a_site_among_others(path, home, leads):
    words = "<p>Die alte Fähre fährt ab Montag wieder, und die erste Fahrt ist für alle frei.</p>" * 4
    text = f"<title>Boote</title><ul><li><a href={home}>Home</a></li></ul><h1>Ein Boot kommt heim</h1>{words}"
    found = told(text, path)

    assert (found.page, found.list) == ("article", leads and HOST + leads)


@pytest.mark.parametrize("menu", ["/?lang=de", "/?page_id=2", "/?p=317"])
def test_only_a_category_of_the_site_s_one_script_is_a_list(menu):
    words = "<p>Die alte Fähre fährt ab Montag wieder, und die erste Fahrt ist für alle frei.</p>" * 4
    text = f"<nav><a class=active href={menu}>Da</a></nav><h1>Die Fähre fährt wieder</h1><p>23.07.2011</p>{words}"

    assert told(f"<title>Die Fähre fährt wieder</title>{text}", "/?p=318").list is None


@pytest.mark.parametrize(("path", "page"), [("/xw/list_4_1.html", "refused"), ("/xw/verein.html", "article")])
def test_the_page_of_a_list_is_no_article_however_much_its_foot_says(path, page):
    text = "<h1>Neues aus dem Verein</h1><div>" + "<p>Wir öffnen um acht und schließen um fünf.</p>" * 12 + "</div>"

    assert told(f"<title>Neues aus dem Verein</title>{text}", path).page == page


@pytest.mark.parametrize(
    ("href", "leads"),
    [("/news/about-town/", True), ("/legal/", True), ("/privacy/", False), ("/en/terms-of-use/", False)],
)
def test_what_a_site_must_say_by_law_is_no_articles_list(href, leads):
    text = "<p>The council met on Monday and agreed that the bridge should be built before the winter, it said.</p>" * 4
    head = f'<article><header><h1>The bridge is to be built</h1><a rel="category" href="{href}">Town</a></header>'
    found = told(
        f"<title>The bridge is to be built</title>{head}<p>18 November 2026</p>{text}</article>", "/2026/11/18/b"
    )

    assert found.page == "article"
    assert (found.list == HOST + href) is leads


def test_a_departments_front_page_is_a_home_page_though_its_address_is_a_lists_and_its_maker_known():
    rows = "".join(
        f'<li><a href="../info/1009/{n}.htm" title="{title}">{title}</a><span>2026-10-{20 - n}</span></li>'
        for n, title in enumerate(site.TITLES[:9])
    )
    columns = ["学院动态", "招生公告", "通知公告", "学术预告", "科研成果"]
    blocks = "".join(block(title, f"/xwdt/{n}.htm", n) for n, title in enumerate(columns, 1))
    first = f"<div><div><div><div><ul>{rows}</ul></div></div></div></div>"
    html = site.page(f"{site.menu()}{first}<div>{blocks}</div>{site.footer()}", title="学工系")
    made = "<!--Announced by Visual SiteBuilder 9--><script src=/system/resource/js/dynclicks.js></script>"
    found = told(html.replace("<head>", f"<head>{made}"), "/xgx/index.html")

    assert (found.page, found.kind) == ("home", "vsb")
    assert [c.title for c in found.columns] == columns


def test_wordpress_marks_its_page_of_posts_above_a_post():
    text = "<p>The council met on Monday and agreed that the bridge should be built before the winter, it said.</p>" * 4
    menu = '<ul><li class="menu-item current_page_parent"><a href="/isla/noticias/">News</a></li></ul>'
    page = f'<title>The bridge</title><a href="/isla/" rel=home>ISLA</a>{menu}<h1>The bridge is to be built</h1>{text}'
    found = told(f"{page}<p>18 November 2026</p>", "/isla/the-bridge-is-to-be-built/")

    assert (found.page, found.list) == ("article", f"{HOST}/isla/noticias/")


def test_of_two_pages_above_an_article_the_nearer_one_is_its_list_whatever_they_are_called():
    text = "<p>The council met on Monday and agreed that the bridge should be built before the winter, it said.</p>" * 4
    menu = '<ul><li><a href="/isla/news/">News</a></li><li><a href="/isla/index.html">The island</a></li></ul>'
    page = f"<title>The bridge</title>{menu}<h1>The bridge is to be built</h1>{text}<p>18 November 2026</p>"

    assert told(page, "/isla/news/the-bridge-is-to-be-built/").list == f"{HOST}/isla/news/"


@pytest.mark.parametrize(
    ("words", "leads"), [("← Hírek", True), ("← News", True), ("← Hírek a tóról és a partjáról", False)]
)
def test_an_arrow_before_a_word_for_news_leads_back(words: str, leads: bool):
    text = "<p>The council met on Monday and agreed that the bridge should be built before the winter, it said.</p>" * 4
    menu = f'<nav><a href="/hirek">{words}</a><a href="/">Home</a></nav>'
    page = f"<title>The bridge</title>{menu}<h1>The bridge is to be built</h1>{text}<p>18 November 2026</p>"

    assert told(page, "/kozlemenyek/the-bridge-is-to-be-built").list == (f"{HOST}/hirek" if leads else None)


@pytest.mark.parametrize(
    ("words", "where", "leads"), [("« News", "/news", True), ("« News flash", "/news-flash", False)]
)
def test_an_arrow_beside_an_article_may_lead_to_the_one_before_it(words: str, where: str, leads: bool):
    text = "<p>The council met on Monday and agreed that the bridge should be built before the winter, it said.</p>" * 4
    menu = f'<nav><a href="/isla{where}">{words}</a><a href="/isla/more-rain">More rain »</a></nav>'
    page = f"<title>The bridge</title>{menu}<h1>The bridge is to be built</h1>{text}<p>18 November 2026</p>"

    assert told(page, "/isla/the-bridge-is-to-be-built").list == (f"{HOST}/isla{where}" if leads else None)


def test_a_short_archive_of_wordpress_is_a_list_and_an_empty_one_is_not():
    side = "".join(f'<li><a href="/2009/{n:02}/">Month {n} 2009</a></li>' for n in range(1, 13))
    posts = "".join(
        f'<article class="post hentry"><h1 class="entry-title"><a href="/2009/04/{n}/{n}/">{title}</a></h1>'
        f'<div class=comments-link><a href="/2009/04/{n}/{n}/#respond">Leave a reply</a></div><p>And a keeper came.</p>'
        f'<footer>Posted in <a href="/category/links/">Links</a> on <a href="/2009/04/{n}/{n}/">April {n}, 2009</a>'
        "</footer></article>"
        for n, title in ((24, "The tale of the keepers"), (17, "Labels move into the catalogue"))
    )
    head = "<title>April 2009 | Herbarium</title><body class='archive date'><h1>Monthly Archives: April 2009</h1>"

    assert told(f"{head}{posts}<ul>{side}</ul>", "/2009/04/").page == "list"
    assert told(f"{head}<p>Nothing was found.</p><ul>{side}</ul>", "/2009/04/").page == "refused"


def test_how_to_reach_somebody_is_no_text_of_an_article_that_nobody_wrote():
    lines = (
        "联系人：林小松",
        "电话：0500-55500158",
        "手机：13800000777",
        "Email：100000867@mail.example",
        "地址： 青溪县石塘镇柳岸村<br>东河路18号",
    )
    beside = f"<div class=span3>{''.join(f'<p>{line}</p>' for line in lines)}</div>"
    own = "<div class=page-header><h1>县林业站来圃指导嫁接</h1></div><div class=row><div class=span8>{}</div></div>"
    page = f"<title>县林业站来圃指导嫁接</title><div class=row>{beside}<div class=span9>{own}</div></div>"
    said = "<p>昨日，县林业站的两位工程师来到苗圃，手把手教我们嫁接的要领，大家都觉得收获很大。</p>" * 3

    assert told(page.format(""), "/news/4711.htm").page == "refused"
    assert told(page.format(said), "/news/4711.htm").page == "article"


def test_older_posts_of_a_pager_are_no_column_of_a_blogs_front_page():
    posts = "".join(
        f'<article class="post"><h2><a href="/2026/11/{n:02}/{words.lower().replace(" ", "-")}/">{words}</a></h2>'
        f"<p>{words}, and what came of it in the end.</p><time>November {n}, 2026</time></article>"
        for n, words in (
            (24, "The tale of the keepers"),
            (17, "Labels move into the catalogue"),
            (9, "A rainy herbarium"),
        )
    )
    pager = (
        '<nav class="navigation pagination"><span class="page-numbers current">1</span>'
        '<a class="page-numbers" href="/page/2/">2</a>'
        '<a class="next page-numbers" href="/page/2/">Older posts</a></nav>'
    )
    found = told(f"<title>Herbarium</title><body><main>{posts}{pager}</main>", "/")

    assert (found.page, found.columns) == ("list", ())


def test_a_sections_page_of_two_blocks_is_no_list_of_one_of_them():
    menu = '<ul class="nav"><li><a href="/">首页</a></li><li><a href="/xwzx.htm">新闻中心</a></li></ul>'
    page = site.page(
        menu + block("学院要闻", "/xyyw.htm", 1) + block("通知公告", "/tzgg.htm", 2), title="新闻中心-云溪学院"
    )

    found = told(page, "/xwzx.htm")

    assert (found.page, [column.title for column in found.columns]) == ("home", ["学院要闻", "通知公告"])


WORK = """<article itemscope itemtype="https://schema.org/BlogPosting"><h1 itemprop="headline">{title}</h1>
<time>2026-11-{day}</time><div itemprop="text">{text}</div></article>"""


def test_a_blog_whose_posts_are_all_marked_up_is_none_of_them():
    text = "<p>The old ferry runs again from Monday, and its first trip is free for all pupils of the valley.</p>" * 4
    posts = "".join(
        WORK.format(title=f'<a href="/2026/11/{n}-p/">A post of some words, no. {n}</a>', day=20 - n, text=text)
        for n in range(6)
    )

    assert told(f"<title>Tidings</title>{site.menu()}<main>{posts}</main>", "/blog/").list is not None


def test_a_front_page_that_is_marked_up_as_one_work_is_no_article():
    cards = "".join(
        f'<div><h3><a href="/2026/11/{n}-p/">{title}</a></h3><p>渡船自周一起恢复航行，首航免票，欢迎乘坐。</p></div>'
        for n, title in enumerate(site.TITLES[:6])
    )
    page = WORK.format(title="欢迎", day=20, text=f"<p>这里是河谷。</p>{cards}")

    assert told(site.page(f"<main>{page}</main>", title=site.SCHOOL), "/").list is not None
