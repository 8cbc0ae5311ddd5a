"""The pictures of an article, and what looks like one; lines that stand around its text."""

from datetime import UTC, datetime

import pytest

from feeds import read
from feeds.model import Article, Page

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
TEXT = "<p>Am Samstag feiern wir am Gerätehaus, mit Musik, Kuchen und einer Fahrt im Drehleiterkorb für alle.</p>" * 3
OWN = "http://wehr.example/p/leiter.jpg"


def article(inside: str, after: str = "") -> Article:
    text = (
        f"<html lang=de><title>Sommerfest der Wehr</title><h1>Sommerfest der Wehr</h1><div>{TEXT}{inside}</div>{after}"
    )
    return read.article(Page(url="http://wehr.example/news/a", text=text, fetched=NOW), kind="auto")


@pytest.mark.parametrize(
    "picture",
    [
        '<a href="https://laden.example/"><img src="/p/rabatt-300x250.gif"></a>',  # another site's front page
        '<div class="td-a-rec td-a-rec-id-inline"><a href="https://laden.example/r/77"><img src="/p/7.gif"></a></div>',
        '<img src="https://anuncios.laden.example/b/77.gif">',
        '<img src="/img/ic_kakaotalk.png">',
        '<img src="http://www.google-analytics.com/__utm.gif?utmac=UA-1">',
        '<span onclick="window.print()"><img src="/resource/cms/2020032412030220531.jpg">打印</span>',
    ],
)
def test_advertisements_and_tools_are_no_pictures_of_the_article(picture):
    found = article(f'<p><img src="/p/leiter.jpg" width="600"></p>{picture}')

    assert found.images == (OWN,)
    assert "打印" not in found.text


def test_a_lone_picture_is_the_articles_wherever_it_leads():
    assert article('<a href="https://laden.example/"><img src="/p/leiter.jpg"></a>').images == (OWN,)


def test_the_pictures_of_amp_are_pictures():
    assert article('<amp-img src="/p/leiter.jpg" width="600" height="400" layout="responsive"></amp-img>').images == (
        OWN,
    )


@pytest.mark.parametrize(
    "line",
    [
        "Продолжение после рекламы",
        "A post shared by Wehr Ost (@wehr_ost)",
        "Yuk, Simak Juga Video ini!",
        "Partecipa alla discussione",
        "© RIPRODUZIONE RISERVATA",
        "[ กลับไปหน้ารายการ ] [ พิมพ์หน้านี้ ]",
        "Vytlačiť | Poslať známemu",
        "Pemutakhiran Terakhir ( Rabu, 05 Oktober 2011 07:40 )",
    ],
)
def test_what_sites_say_behind_a_text_is_none_of_it(line):
    assert line not in article(f"<p>{line}</p>").text
