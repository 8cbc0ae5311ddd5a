"""The date of an article on a line that no metadata repeat: below the title, below its picture, below the text."""

from datetime import UTC, datetime

import pytest

from feeds import read
from feeds.model import Page

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
TEXT = "<p>The old ferry runs again from Monday, and its first trip is free for all pupils of the valley.</p>" * 4
TITLE = "<title>The ferry runs</title><h1>The ferry runs</h1>"
OTHERS = '<div class=more><h3>More news</h3><p><a href="/n/1">The mill is sold</a></p><p>9 November 2026</p></div>'


def published(body: str, language: str = "en") -> str | None:
    text = f"<html lang={language}><body>{body}"
    found = read.article(Page(url="http://ferry.example/news/a", text=text, fetched=NOW), kind="auto").published
    return f"{found:%Y-%m-%d}" if found else None


@pytest.mark.parametrize(
    "line",
    [
        "<p>12. November 2026 Stabsstelle Kommunikation Pressemitteilung Nr. 87/2026</p>",
        "<p>Typ: Pressemitteilung 112/2026 , Schwerpunktthema: Fähren , Datum: 12.11.2026</p>",
        "<div class=footer><p><span>12.11.2026</span> <span>Fähren</span><span>Presse</span></p></div>",
        "<figure><img src=/f.jpg><figcaption>The ferry at the pier. It is blue.</figcaption></figure>"
        "<ul><li>Mehreen Laghari</li><li>Valley desk</li><li>12 November 2026</li></ul>",
    ],
    ids=["a line that begins with it", "a row of labels", "TYPO3's foot of the head", "below picture and names"],
)
def test_a_line_under_the_title_says_when(line: str):
    assert published(f"<div>{TITLE}<div>{line}{TEXT}</div></div>{OTHERS}", "de") == "2026-11-12"


def test_days_to_come_and_those_of_other_articles_are_none():
    assert published(f"<div>{TITLE}<p>12 December 2026, town hall</p>{TEXT}</div>") is None
    assert published(f"<div>{TITLE}{TEXT}{TEXT}<p>12 November 2026</p>{TEXT}{TEXT}</div>") is None


def test_a_day_in_a_table_or_below_a_photo_is_not_rather_ours_than_that_of_the_meta_box():
    meta = "<div class=meta><span class=post-date>02.11.2026</span></div>"
    table = "<table><tr><td>Baubeginn</td><td>12.05.2019</td></tr></table>"
    photo = "<img src=/b.jpg><p>Brücke</p><p>Foto: Müller</p><p>12.05.2019</p>"

    assert [published(f"<div>{TITLE}{each}{TEXT}</div>{meta}", "de") for each in (table, photo)] == ["2026-11-02"] * 2


def test_a_date_between_bars_below_the_text():
    assert published(f"{TITLE}{TEXT}<p>© Kontor | Abb.: Hellmers | 08.09.2026 08:03</p>", "de") == "2026-09-08"
    assert published(f"{TITLE}{TEXT}<p>Kontor – Hellmers seit 08.09.2026</p>", "de") is None


def test_what_stands_in_a_foot_with_its_title_is_the_article():
    box = f'<div class="share_bar inner-footer">{TITLE}<div class=text>{TEXT}</div></div>'
    found = read.article(Page(url="http://ferry.example/n/1", text=f"<body>{box}", fetched=NOW), kind="auto")

    assert found.text.startswith("The old ferry runs again")
