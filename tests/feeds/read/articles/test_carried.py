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
        '<img src="/style/images/article.jpg">',
        '<img src="https://secure.gravatar.com/avatar/0000?s=400" width="400" height="400">',
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
        "Увидели что-то интересное? Напишите нам!",
        "Подписаться на канал «Плотина» в Telegram",
        "Следующий материал",
        "About the author",
        "Über den Autor",
        "Sobre la autora",
        "Об авторе",
        "Advertising",
        "Publicidad",
        "Seguí leyendo",
        "Pemutakhiran Terakhir ( Rabu, 05 Oktober 2011 07:40 )",
    ],
)
def test_what_sites_say_behind_a_text_is_none_of_it(line):
    assert line not in article(f"<p>{line}</p>").text


@pytest.mark.parametrize(
    "picture",
    [
        "<figure><a href='https://www.museum.example/'><img src='/p/s.jpg'></a><figcaption>Neu</figcaption></figure>",
        "<a href='https://www.museum.example/'><img src='/p/schirm.jpg' width=800 height=600></a>",
        "<img src='/p/market_share.svg'>",
        "<img src='/p/ic_reactor.png'>",
    ],
)
def test_pictures_that_only_look_like_those_are_kept(picture):
    assert len(article(f'<p><img src="/p/leiter.jpg" width="600"></p>{picture}').images) == 2


def test_a_picture_of_a_fallback_is_a_picture():
    shown = '<amp-img src="/p/leiter.jpg" alt="The fallback plan of the library" width="800"></amp-img>'

    assert article(shown).images == (OWN,)


def test_what_amp_shows_in_place_of_a_picture_is_no_second_one():
    shown = "<amp-img src=/p/leiter.jpg width=600><amp-img fallback src=/p/leiter2.jpg width=600></amp-img></amp-img>"

    assert article(shown).images == (OWN,)


@pytest.mark.parametrize(
    "sentence",
    [
        "Una publicación de la revista Science lo confirma este martes.",
        "Los derechos reservados a los pueblos fueron ratificados por el pleno.",
        "Tous droits réservés aux riverains, dit le maire, et la rue reste fermée.",
        "Naskah itu ditulis oleh Sukarno pada 17 Agustus 1945.",
        "A post shared by mistake cost him his job.",
        "Публикация от 12 ноября вызвала споры.",
        "Нашли клад: подписаться на раскопки хотят все.",
        "Reading times of the meters change in May.",
    ],
)
def test_sentences_with_such_words_are_text(sentence):
    found = article(f"<p>{sentence}</p>")

    assert sentence in found.text
    assert found.author is None


def test_a_box_that_can_be_printed_is_not_the_button_for_it():
    said = "In diesem Kasten steht ein Satz des Artikels."

    assert said in article(f'<div onclick="if (ready) window.print()"><p>{said}</p></div>').text


def test_a_file_behind_the_text_whose_link_alone_is_named_like_one():
    link = '<div class=fj>附件： <a href="/x/downloadZtbAttach.jspx?attachGuid=8b20">缴退款流程.doc</a></div>'

    assert [a.name for a in article(f"<p>自下月起启用新的账户，请各单位知悉。</p></div><div>{link}").attachments] == [
        "缴退款流程.doc"
    ]
