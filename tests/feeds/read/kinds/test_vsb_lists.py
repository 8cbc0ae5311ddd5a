"""Visual SiteBuilder lists: every shape gives the same items; what is not the list stays out."""

from datetime import UTC, datetime

import pytest
import vsbpages
from vsbpages import HOST, ITEMS, Item

from feeds import read
from feeds.model import SHANGHAI, Listing, Page, Precision

NOW = datetime(2026, 9, 20, 4, tzinfo=UTC)
URL = f"{HOST}/index/xwdt.htm"


def listed(text: str, url: str = URL) -> Listing:
    return read.listing(Page(url=url, text=text, fetched=NOW))


def days(found: Listing) -> list[str | None]:
    return [
        item.published.astimezone(SHANGHAI).date().isoformat() if item.published else None for item in found.articles
    ]


@pytest.mark.parametrize("shape", vsbpages.SHAPES)
def test_every_shape_of_list_gives_the_same_items(shape):
    found = listed(vsbpages.listing(shape=shape))

    assert found.kind == "vsb"
    assert [item.id for item in found.articles] == [str(item.number) for item in ITEMS]
    assert [item.title for item in found.articles] == [item.title for item in ITEMS]
    assert [item.url for item in found.articles] == [f"{HOST}/info/1042/{item.number}.htm" for item in ITEMS]
    assert days(found) == [item.day for item in ITEMS]
    assert found.next == f"{HOST}/index/xwdt/2.htm"
    assert found.title == "新闻动态"


@pytest.mark.parametrize("shape", vsbpages.SHAPES)
@pytest.mark.parametrize("where", ["before", "after"])
def test_a_list_of_hot_articles_beside_it_is_not_taken(shape, where):
    found = listed(vsbpages.listing(shape=shape, **{where: vsbpages.hot()}))

    assert [item.id for item in found.articles] == [str(item.number) for item in ITEMS]


@pytest.mark.parametrize("shape", vsbpages.SHAPES)
def test_a_list_of_one_item_is_a_list(shape):
    found = listed(vsbpages.listing(ITEMS[:1], shape=shape, following=None))

    assert [item.id for item in found.articles] == ["5120"]
    assert days(found) == ["2026-09-18"]
    assert found.next is None


@pytest.mark.parametrize("shape", vsbpages.SHAPES)
def test_items_on_other_sites_are_kept_with_their_address_as_id(shape):
    video = Item(0, "学院宣传片正式上线啦", "2026-09-17", href="http://v.qinglan.example/2026/film.html?utm_source=x")
    wechat = Item(0, "公众号：开学第一课", "2026-09-16", href="https://mp.weixin.qq.com/s/AbCd-ef_1#rd")
    found = listed(vsbpages.listing((ITEMS[0], video, wechat, *ITEMS[1:]), shape=shape))

    assert [item.id for item in found.articles][:3] == [
        "5120",
        "http://v.qinglan.example/2026/film.html",
        "https://mp.weixin.qq.com/s/AbCd-ef_1",
    ]
    assert [item.external for item in found.articles][:4] == [False, True, True, False]
    assert found.articles[1].url == "http://v.qinglan.example/2026/film.html?utm_source=x"
    assert len(found.articles) == 7


@pytest.mark.parametrize("shape", ["li_lined", "li_italic", "tr_classic", "div_rows"])
def test_a_list_of_links_to_other_sites_only_is_read_by_its_rows(shape):
    items = tuple(
        Item(0, f"媒体报道我院第{n}次", f"2026-09-{n:02d}", href=f"https://news.example.org/{n}.html")
        for n in range(10, 16)
    )

    found = listed(vsbpages.listing(items, shape=shape))

    assert [item.external for item in found.articles] == [True] * 6


def test_dynamic_and_static_addresses_of_an_article_are_one():
    items = (
        Item(
            5120, "同一篇文章的第一个地址", href="content.jsp?urltype=news.NewsContentUrl&wbtreeid=1042&wbnewsid=5120"
        ),
        Item(5120, "同一篇文章的第一个地址", href="../info/1042/5120.htm"),
        Item(5117, "另一篇"),
    )

    found = listed(vsbpages.listing(items), f"{HOST}/list.jsp?urltype=tree.TreeTempUrl&wbtreeid=1042")

    assert [item.id for item in found.articles] == ["5120", "5117"]


def test_numbered_pages_resolve_against_their_own_address():
    found = listed(vsbpages.listing(up="../../", following="1.htm"), f"{HOST}/index/xwdt/2.htm")

    assert found.articles[0].url == f"{HOST}/info/1042/5120.htm"
    assert found.next == f"{HOST}/index/xwdt/1.htm"


def test_a_base_tag_moves_the_links():
    text = vsbpages.listing(up="", following="xwdt/2.htm").replace("<HEAD>", '<HEAD><base href="/sub/">')

    found = listed(text)

    assert found.articles[0].url == f"{HOST}/sub/info/1042/5120.htm"
    assert found.next == f"{HOST}/sub/xwdt/2.htm"


def test_items_in_comments_and_script_links_are_not_there():
    inside = (
        f"<!-- {vsbpages.li_lined(Item(1, '注释里的旧闻一条'), 8)} -->"
        '<li id="line_u7_9"><a href="javascript:;">没有地址的条目</a><span>2026-01-01</span></li>'
    )

    found = listed(vsbpages.listing(inside=inside))

    assert [item.id for item in found.articles] == [str(item.number) for item in ITEMS]


def test_a_pager_that_needs_javascript_has_no_next_page():
    assert listed(vsbpages.listing(following="javascript:goto(2)")).next is None


def test_the_year_of_a_short_date_is_inferred_and_a_time_is_kept():
    old = Item(7, "去年年底的旧通知一则", "2025-12-30")
    found = listed(vsbpages.listing((*ITEMS, old), shape="li_short"))
    timed = listed(vsbpages.listing(shape="tr_counted"))

    assert days(found)[-1] == "2025-12-30"
    assert timed.articles[0].precision is Precision.SECOND
    assert timed.articles[0].published == datetime(2026, 9, 18, 1, 8, 7, tzinfo=UTC)


def test_an_item_without_a_date_has_none():
    text = vsbpages.listing(shape="li_italic").replace("<i>2026-09-18</i>", "")

    found = listed(text)

    assert found.articles[0].id == "5120"
    assert found.articles[0].published is None
    assert found.articles[0].precision is None


def test_a_date_in_the_title_is_not_the_date_of_the_item():
    item = Item(9, "关于2020年5月1日劳动节放假的通知", "2026-09-02")

    found = listed(vsbpages.listing((item, *ITEMS), shape="li_italic").replace("<i>2026-09-02</i>", ""))

    assert found.articles[0].published is None


def test_an_empty_page_has_no_items():
    found = listed(vsbpages.listing(()))

    assert found.articles == ()


def test_two_lists_in_neighbouring_blocks_of_five_are_one():
    text = vsbpages.listing(ITEMS, shape="li_italic")
    more = "".join(vsbpages.li_italic(Item(4000 + n, f"更早的消息第{n}条在此", "2026-07-01"), n) for n in range(3))
    text = text.replace('</ul><div class="pb_sys', f'</ul><ul>{more}</ul><div class="pb_sys')

    assert len(listed(text).articles) == 8


@pytest.mark.parametrize(
    ("link", "title"),
    [
        ('<a href="../info/1042/1.htm">[置顶]校园开放日邀请函</a>', "校园开放日邀请函"),
        ('<a href="../info/1042/1.htm">校园开放日邀请函[2026-09-19]</a>', "校园开放日邀请函"),
        (
            '<a href="../info/1042/1.htm" title="标题：校园开放日邀请函\n作者：白露\n点击数：3">校园开放…</a>',
            "校园开放日邀请函",
        ),
        ('<a href="../info/1042/1.htm" title="点击查看">校园开放日邀请函</a>', "校园开放日邀请函"),
        ('<a href="../info/1042/1.htm">2026年校园开放日邀请函</a>', "2026年校园开放日邀请函"),
        ('<a href="../info/1042/1.htm"><img src="x.jpg" alt="校园开放日邀请函"></a>', "校园开放日邀请函"),
        ('<a href="../info/1042/1.htm"><img src="x.jpg"></a><h4>校园开放日邀请函</h4>', "校园开放日邀请函"),
        ('<a href="../info/1042/1.htm">校园开放日邀请函<span>09-19</span></a>', "校园开放日邀请函"),
    ],
)
def test_a_title_is_only_the_title(link, title):
    found = listed(vsbpages.listing(shape="li_italic", inside=f"<li><i>2026-09-19</i>{link}</li>"))

    assert found.articles[-1].title == title
    assert days(found)[-1] == "2026-09-19"


def test_a_row_without_the_id_that_the_others_have_is_in_the_list():
    """The newest, with a picture beside it, is written by hand in some templates."""
    page = vsbpages.listing().replace(' id="line_u7_0"', "", 1)

    assert [item.id for item in listed(page).articles] == [str(item.number) for item in ITEMS]
