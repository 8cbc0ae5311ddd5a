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
    ],
)
def test_furniture_is_left_out(line):
    assert text_with(f"<p>{line}</p>") == text_with("")


@pytest.mark.parametrize(
    "line",
    [
        "Die Anzeige der Polizei gegen den Fahrer wurde zurückgezogen.",
        "文章目录学是一门老学问，图书馆今年开了新课。",
        "点击这里的人很多，阅读的人很少。",
        "The copyright © sign was carved into the bridge, and all rights reserved to the mason.",
    ],
)
def test_a_sentence_that_begins_like_furniture_stays(line):
    assert line in text_with(f"<p>{line}</p>")


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
