"""Lines between paragraphs that are the page's and not the article's."""

from datetime import UTC, datetime

import pytest

from feeds.model import Page
from feeds.read import article

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
PARAGRAPH = "<p>Die neue Brücke über den Bach ist seit Montag offen, und der Umweg durch den Wald entfällt.</p>"


def text_with(line: str) -> str:
    page = f"<h1>Neue Brücke eröffnet</h1><div>{PARAGRAPH * 3}{line}{PARAGRAPH * 3}</div>"
    return article(Page(url="http://a.example/news/12345.html", text=page, fetched=NOW)).text


@pytest.mark.parametrize(
    "line",
    [
        "Anzeige symplr",
        "ΔΙΑΦΗΜΙΣΗ",
        "スポンサード リンク",
        "[PR] 散歩しながら漢字を覚える方法",
        "文章目录",
        "【字体：大 中 小】【发表评论】【告诉好友】【打印此文】",
        "點閱次數:1864",
        "Odsłony: 643",
        "Новость отредактировал: admin - 24-11-2026, 11:40",
        "Copyright © Brücke, Inc. All Rights Reserved.",
        "PDFファイルを見るためには、Adobe Readerというソフトが必要です。",
        "UP3 DOWN0",
        "한가온 기자의 기사 더보기",
        "欢迎扫码关注溪水开大小微",
        "本文来自 溪水開大，本文標題：新橋通車了 ,轉載請保留本聲明！",
        "本文由青岚名人网刊出，观点与青岚名人网无关，转用请联络作者并写明来处：http://a.example/zx/174.html",
    ],
)
def test_furniture_is_left_out(line):
    assert text_with(f"<p>{line}</p>") == text_with("")


@pytest.mark.parametrize(
    "line",
    [
        "Die Anzeige der Polizei gegen den Fahrer wurde zurückgezogen.",
        "文章目录学是一门老学问，图书馆今年开了新课。",
        "本文来自一位老桥工的口述，转载了三次，每次都有人写信来。",
        "点击这里的人很多，阅读的人很少。",
        "欢迎关注这条路的人越来越多，图书馆今年又开了一班。",
        "The copyright © sign was carved into the bridge, and all rights reserved to the mason.",
    ],
)
def test_a_sentence_that_begins_like_furniture_stays(line):
    assert line in text_with(f"<p>{line}</p>")


@pytest.mark.parametrize(
    "end",
    [
        "<p>(rin/adt)</p>",
        f"<p>{'-' * 60} 相关新闻</p><p><a href='/news/1.html'>报名截止</a></p>",
        "<p>Mots-clés</p>",
        "<p>(kim/lo)</p><p>来源：溪水日报</p>",
        '<p><a href="javascript:void(0)">【纠错】</a> 【责任编辑:柳一舟】</p>',
        "<p>【纠错】 责任编辑：柳一舟</p>",
        "<p>Comentarios:</p><iframe src='http://www.facebook.com/plugins/like.php?href=x'></iframe>",
        '<p class="postmetadata">You can follow any responses through the RSS 2.0 feed.</p>',
        '<div class="x widget_recent_entries"><h4>Entradas recientes</h4></div>',
        '<p><a href="/files/plan.pdf">Plan.pdf</a> (12 KB, 下載次數：98)</p>',
    ],
)
def test_what_ends_the_box_and_not_the_article_is_left_out(end):
    page = f"<h1>Neue Brücke eröffnet</h1><div>{PARAGRAPH * 6}{end}</div>"
    assert article(Page(url="http://a.example/news/12345.html", text=page, fetched=NOW)).text == text_with("")


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("<p>Verboten ist hier alles, auch:</p><p>AC/DC</p>", "AC/DC"),
        ("<p>Abkürzungen:</p><ul><li>CT/MRT</li><li>(EKG/EEG)</li></ul>", "(EKG/EEG)"),
        ("<p>Wichtig:</p><ul><li>Elemente</li><li>Tags</li></ul>", "Tags"),
        ("<table><tr><td>PKW/LKW</td></tr><tr><td>(Bus/Bahn)</td></tr></table>", "(Bus/Bahn)"),
        ('<p>Unser <a href="/app">Programm</a> wurde schon 12345 mal geladen: 下载12345次</p>', "下载12345次"),
        ("<p>欢迎关注家乡的变化</p>", "欢迎关注家乡的变化"),
        ("<p>欢迎关注我校招生工作</p>", "欢迎关注我校招生工作"),
        ('<p>论文（<a href="/a.pdf">PDF全文</a>）发表以来已被下载1200次</p>', "已被下载1200次"),
        ("<p>———推荐阅读书目</p><p>《红楼梦》和《三国演义》。</p>", "《红楼梦》和《三国演义》。"),
        ("<p>Gebaut hat sie die Firma</p><p>(CD/EF)</p>", "(CD/EF)"),
        (
            "<p>本文由报告整理而成，报告认为，车辆转用天然气须写明用途，改装转用联系原厂。</p>",
            "改装转用联系原厂。",
        ),
        ("<p>Следующая встреча состоится в ноябре.</p>", "Следующая встреча состоится в ноябре."),
    ],
)
def test_what_ends_an_article_stays(end, last):
    page = f"<h1>Neue Brücke eröffnet</h1><div>{PARAGRAPH * 6}{end}</div>"
    assert article(Page(url="http://a.example/news/12345.html", text=page, fetched=NOW)).text.endswith(last)


def test_the_facts_of_a_book_below_its_cover_are_text():
    facts = "<p><img src='/a.jpg'></p><p>作者：路遥</p><p>出版时间：2012年3月1日</p>"
    page = f"<h1>Neue Brücke eröffnet</h1><div>{facts}{PARAGRAPH * 6}</div>"
    assert "路遥" in article(Page(url="http://a.example/news/12345.html", text=page, fetched=NOW)).text


def test_the_boxes_of_a_page_builder_are_the_text():
    """SiteOrigin calls every one of them a widget."""
    boxes = "".join(f'<div class="so-panel widget widget_sow-editor p-{n}">{PARAGRAPH}</div>' for n in range(6))
    page = f"<h1>Neue Brücke eröffnet</h1><div>{boxes}</div>"
    assert article(Page(url="http://a.example/news/12345.html", text=page, fetched=NOW)).text == text_with("")


@pytest.mark.parametrize("kind", ["read-also", "seeAlso see-also", "box stock_ad_mid", "entry-copyright"])
def test_a_box_between_two_paragraphs_that_sends_elsewhere_is_left_out(kind):
    box = f'<div class="{kind}"><strong>Dazu</strong><ul><li><a href="/n/2.html">Die alte Brücke</a></li></ul></div>'
    assert text_with(box) == text_with("")


def test_pictures_that_lead_to_themselves_below_the_text_are_the_articles():
    gallery = (
        '<div class="lightbox"><h3>相關圖片</h3><a href="/up/1.jpg"><img src="/up/1_s.jpg" alt="Der Bach"></a>'
        '<a href="/up/2.jpg"><img src="/up/2_s.jpg"></a></div>'
        '<div class="ad"><a href="/shop.html"><img src="/up/ad.jpg"></a></div>'
        '<div class="footer"><a href="/up/qr.jpg"><img src="/up/qr_s.jpg"></a></div>'
    )
    page = f"<h1>Neue Brücke eröffnet</h1><div class=text>{PARAGRAPH * 6}</div>{gallery}"

    found = article(Page(url="http://a.example/news/12345.html", text=page, fetched=NOW))

    assert found.images == ("http://a.example/up/1.jpg", "http://a.example/up/2.jpg")
    assert '<img src="http://a.example/up/1.jpg" alt="Der Bach">' in found.html
    assert found.text.endswith("entfällt.")
