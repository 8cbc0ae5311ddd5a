"""WebPlus, hanweb and TRS on pages made here in their shapes."""

from datetime import datetime

import pytest
import sitepages as site

from feeds.model import SHANGHAI, Page
from feeds.read import kind_of, listing
from feeds.read.kinds import hanweb, trs, webplus
from feeds.read.markup.html import parse

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
TEXT = "".join(f"<p>{s}</p>" for s in site.SENTENCES)
BODY = "\n".join(site.SENTENCES)


def kind(html: str, url: str) -> str | None:
    return kind_of(Page(url=url, text=html, fetched=NOW))


# ------------------------------------------------------------------ WebPlus

SUDY_HEAD = (
    '<link rel="stylesheet" href="/_css/_system/system.css"><script '
    'sudy-wp-context="" sudy-wp-siteId="68" src="/_js/sudy-jquery.js"></script>'
)
SUDY_ROWS = "".join(
    f'<li class="news n{n} clearfix"><span class="news_title"><a '
    f'href="/2026/1{n // 10}{20 - n:02}/c1952a{9000 - n}/page.htm" '
    f'title="{site.TITLES[n]}">{site.TITLES[n][:5]}...</a></span>'
    f'<span class="news_meta">2026-10-{20 - n:02}</span></li>'
    for n in range(8)
)
SUDY_LIST = site.page(
    f'<div class="wp_navi"><ul>{site.menu()}</ul></div><div '
    f'id="wp_news_w9"><ul class="news_list list2">{SUDY_ROWS}</ul></div>'
    '<div id="wp_paging_w9"><ul class="wp_paging"><li class="page_nav">'
    '<a class="prev" href="javascript:void(0);">上一页</a>'
    '<a class="next" href="/1952/list2.htm">下一页</a></li></ul></div>'
    '<img src="/_visitcount?siteId=68&type=1&columnId=1952" style="display:none">',
    head=SUDY_HEAD,
)


def sudy_article(body: str) -> str:
    return site.page(
        f'{site.menu()}<div class="article"><h1 class="arti_title">{site.TITLES[0]}</h1><p class="arti_metas">'
        '<span class="arti_publisher">发布者：林晓</span><span class="arti_update">发布时间：2026-10-20</span>'
        '<span class="arti_views">浏览次数：<span class="WP_VisitCount" '
        'url="/_visitcountdisplay?siteId=68">10</span></span></p>'
        f'<div class="entry"><div class="read"><div class="wp_articlecontent">{body}</div></div></div></div>',
        title=site.TITLES[0],
        head=SUDY_HEAD,
    )


def test_webplus_is_known_by_its_traces():
    assert kind(SUDY_LIST, "https://www.yunxi.example/1952/list.htm") == "webplus"
    assert kind(sudy_article(TEXT), "https://www.yunxi.example/2026/1020/c1952a9000/page.htm") == "webplus"


def test_a_webplus_list_gives_article_numbers_full_titles_and_the_next_page():
    found = webplus.listing(
        parse(SUDY_LIST, "https://www.yunxi.example/1952/list.htm"), webplus.Settings(), SHANGHAI, NOW
    )

    assert [a.id for a in found.articles] == [str(9000 - n) for n in range(8)]
    assert [a.title for a in found.articles] == list(site.TITLES[:8])
    assert found.articles[0].published == datetime(2026, 10, 20, tzinfo=SHANGHAI)
    assert found.next == "https://www.yunxi.example/1952/list2.htm"


def test_the_last_page_of_webplus_leads_on_to_none_whatever_stands_around_its_pager():
    last = SUDY_LIST.replace("/1952/list2.htm", "javascript:void(0);").replace(
        'class="prev" href="javascript:void(0);"', 'class="prev" href="/1952/list6.htm"'
    )
    last += '<a href="/1953/list2.htm">下一页</a>'
    url = "https://www.yunxi.example/1952/list7.htm"

    found = webplus.listing(parse(last, url), webplus.Settings(), SHANGHAI, NOW)

    assert found.next is None
    assert len(found.articles) == 8


def test_one_webplus_article_in_two_columns_has_one_id():
    assert webplus.identity("https://a.example/2025/0522/c17471a596037/page.htm") == "596037"
    assert webplus.identity("https://a.example/28/0f/c9a596037/page.psp") == "596037"


def test_a_webplus_article_keeps_players_and_the_names_of_its_files():
    body = (
        TEXT + '<p><img src="/_ueditor/themes/default/images/icon_doc.gif"><a href="/_upload/article/files/ab/1.docx" '
        "sudyfile-attr=\"{'title':'报名表.docx'}\">下载</a></p>"
        '<div class="wp_pdf_player" pdfsrc="/_upload/article/fil'
        "es/ab/2.pdf\" sudyfile-attr=\"{'title':'简章.pdf'}\"></div>"
        '<div class="wp_video_player" sudy-wp-src="/_upload/v.mp4"></div>'
    )

    found = webplus.article(
        parse(sudy_article(body), "https://www.yunxi.example/2026/1020/c1952a9000/page.htm"),
        webplus.Settings(),
        SHANGHAI,
        NOW,
    )

    assert (found.id, found.title) == ("9000", site.TITLES[0])
    assert found.published == datetime(2026, 10, 20, tzinfo=SHANGHAI)
    assert found.text.startswith(BODY)
    assert {a.name for a in found.attachments} == {"报名表.docx", "简章.pdf"}
    assert found.videos == ("https://www.yunxi.example/_upload/v.mp4",)
    assert found.images == ()


# ------------------------------------------------------------------ hanweb

RECORDS = "".join(
    f"<record><![CDATA[<li><a href='/art/2026/10/{20 - n}/art_50450_{1139245 - n}.html' "
    f"title='{site.TITLES[n]}'>{site.TITLES[n]}</a>"
    f"<span>2026-10-{20 - n:02}</span></li>]]></record>"
    for n in range(6)
)
HAN_LIST = site.page(
    f'{site.menu()}<div id="69493"><script type="text/xml"><datastore><nextgroup>'
    '<![CDATA[<a href="/module/web/jpage/dataproxy.jsp?page=2&columnid=41740">]]>'
    f"</nextgroup><recordset>{RECORDS}</recordset></datastore></script>"
    f"</div><script src='/module/jslib/jpage.js'></script>{site.footer()}"
)


def test_hanweb_is_known_by_its_traces():
    assert kind(HAN_LIST, "https://www.yunxi.example/col/col41740/index.html") == "hanweb"


def test_hanweb_rows_inside_cdata_are_read():
    found = hanweb.listing(
        parse(HAN_LIST, "https://www.yunxi.example/col/col41740/index.html"), hanweb.Settings(), SHANGHAI, NOW
    )

    assert [(a.id, a.title) for a in found.articles] == [(str(1139245 - n), site.TITLES[n]) for n in range(6)]
    assert found.articles[5].published == datetime(2026, 10, 15, tzinfo=SHANGHAI)
    assert found.next == "https://www.yunxi.example/module/web/jpage/dataproxy.jsp?page=2&columnid=41740"
    assert found.title == "通知公告"


def test_one_hanweb_record_is_a_list_and_an_answer_of_the_proxy_is_one():
    record = RECORDS.split("</record>")[0] + "</record>"
    answer = f"<datastore><recordset>{record}</recordset></datastore>"

    found = hanweb.listing(
        parse(answer, "https://www.yunxi.example/module/web/jpage/dataproxy.jsp?page=1"),
        hanweb.Settings(),
        SHANGHAI,
        NOW,
    )

    assert [a.id for a in found.articles] == ["1139245"]


def test_a_hanweb_body_stands_between_its_comments():
    html = site.page(
        f"{site.menu()}<h1>{site.TITLES[0]}</h1><p>发布日期：2026-10-20 17:18</p><div>分享到：微信</div>"
        f"<!--ZJEG_RSS.content.begin-->{TEXT}<!--ZJEG_RSS.content.end-->"
        "<p>请关注我们的公众号，了解更多招生信息和校园新闻。</p>",
        head=f'<meta name="ArticleTitle" content="{site.TITLES[0]}"><meta name="PubDate" content="2026-10-20 17:18">',
        title="云溪职业学院",
    )

    found = hanweb.article(
        parse(html, "https://www.yunxi.example/art/2026/10/20/art_50450_1139245.html"), hanweb.Settings(), SHANGHAI, NOW
    )

    assert (found.id, found.title, found.text) == ("1139245", site.TITLES[0], BODY)
    assert found.published == datetime(2026, 10, 20, 17, 18, tzinfo=SHANGHAI)


# ------------------------------------------------------------------ TRS

TRS_LIST = site.page(
    site.menu()
    + "<ul>"
    + "".join(
        f'<li><a href="./202610/t202610{20 - n}_{47506 - n}.html">{site.TITLES[n]}</a><span>10-{20 - n}</span></li>'
        for n in range(6)
    )
    + '</ul><script>createPageHTML(12, 0, "index", "html");</script>'
)


def test_trs_is_known_by_its_traces():
    assert kind(TRS_LIST, "https://www.yunxi.example/xw/index.html") == "trs"


@pytest.mark.parametrize(
    ("call", "following"),
    [
        ('createPageHTML(12, 0, "index", "html")', "https://www.yunxi.example/xw/index_1.html"),
        ("createPageHTML(12,10,'index','shtml')", "https://www.yunxi.example/xw/index_11.shtml"),
        ('createPageHTML(12, 11, "index", "html")', None),
        ('createPageHTML(1, 0, "index", "html")', None),
    ],
)
def test_the_pager_that_a_script_draws_is_read_from_its_call(call: str, following: str | None):
    html = TRS_LIST.replace('createPageHTML(12, 0, "index", "html")', call)

    found = trs.listing(parse(html, "https://www.yunxi.example/xw/index.html"), trs.Settings(), SHANGHAI, NOW)

    assert found.next == following
    assert [a.id for a in found.articles] == [str(47506 - n) for n in range(6)]
    assert found.articles[0].published == datetime(2026, 10, 20, tzinfo=SHANGHAI)


def test_a_trs_body_is_its_editors():
    html = site.page(
        f"{site.menu()}<h2>{site.TITLES[0]}</h2><div>2026-10-20 来源：宣传部</div>"
        f'<div class="TRS_Editor">{TEXT}</div><div>【打印】【关闭】</div>',
        head=f'<meta name="ArticleTitle" content="{site.TITLES[0]}"><meta name="PubDate" content="2026-10-20">',
    )

    found = trs.article(
        parse(html, "https://www.yunxi.example/xw/202610/t20261020_47506.html"), trs.Settings(), SHANGHAI, NOW
    )

    assert (found.id, found.title, found.text) == ("47506", site.TITLES[0], BODY)
    assert found.credits["来源"] == "宣传部"


def test_records_are_found_behind_letters_whose_small_ones_are_longer():
    rows = "".join(
        f'<record><![CDATA[<li><a href="/art/2026/11/{n}/art_1_{n}.html">通知{n}：报名</a>2026-11-{n}</li>]]></record>'
        for n in range(11, 17)
    )
    text = (
        f"<body>{'İ' * 30}<script type='text/xml'><datastore><recordset>{rows}</recordset></datastore></script> jpage"
    )

    found = listing(Page(url="https://www.example.gov.cn/col/col1/index.html", text=text, fetched=NOW), kind="hanweb")

    assert len(found.articles) == 6
