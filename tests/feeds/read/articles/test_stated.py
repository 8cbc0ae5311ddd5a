"""Titles of pages whose headings are none: what <title> says stands on a line, and what else may not be taken."""

from datetime import UTC, datetime

import pytest

from feeds import read
from feeds.model import Page

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
TEXT = "<p>Am Samstag feiern wir am Gerätehaus, mit Musik, Kuchen und einer Fahrt im Drehleiterkorb für alle.</p>" * 4
MENU = '<ul><li><a href="/">Start</a></li><li><a href="/verein">Verein</a></li><li><a href="/termine">Termine</a></ul>'


def title(said: str, body: str, url: str = "http://wehr.example/news/17") -> str:
    text = f"<html lang=de><head><title>{said}</title></head><body>{body}</body></html>"
    return read.article(Page(url=url, text=text, fetched=NOW), kind="auto").title


@pytest.mark.parametrize(
    "said",
    [
        "Freiwillige Feuerwehr Musterstadt - Neue Leiter - und was sie kostet",
        "WEHR MUSTERSTADT : Neue Leiter - und was sie kostet",
        "Wehr » Archiv » Neue Leiter - und was sie kostet",
        "Neue Leiter - und was sie kostet – Wehr Musterstadt",
    ],
)
@pytest.mark.parametrize(
    "line",
    [
        "<div>Neue Leiter - und was sie kostet</div>",
        "<div class=pagetitle><div>Neue Leiter - und was sie kostet</div><div>Mit Pfeiltasten blättern</div></div>",
        '<div><a href="/news/17">Neue Leiter - und was sie kostet</a></div>',
        '<div><a href="/x" rel=bookmark>Neue Leiter - und was sie kostet</a></div>',
    ],
)
def test_a_line_that_is_a_part_of_the_page_s_title(said: str, line: str):
    logo = "<div>WEHR MUSTERSTADT</div><div>Freiwillige Feuerwehr Musterstadt</div>"

    assert title(said, f"{logo}{MENU}{line}<p>10. Juli 2026</p>{TEXT}") == "Neue Leiter - und was sie kostet"


def test_of_two_such_lines_the_one_above_the_text():
    said = "Neue Leiter am Gerätehaus | Feuerwehr Musterstadt und Umgebung"
    body = f"<div>Feuerwehr Musterstadt und Umgebung</div>{MENU}<div>Neue Leiter am Gerätehaus</div>{TEXT}"

    assert title(said, body) == "Neue Leiter am Gerätehaus"


def test_a_short_headline_is_rather_the_title_than_the_site_s_long_name():
    said = "Bürgermeister geht | Das Musterstädter Tagblatt"
    imprint = (
        f"<div><b>Das Musterstädter Tagblatt</b><p>{'Hauptstraße 12. Seit 1888 berichten wir aus der Stadt. ' * 6}</p>"
    )
    body = f"<div>Das Musterstädter Tagblatt</div>{MENU}<div>Bürgermeister geht</div><div>19. November 2026</div>{TEXT}"

    assert title(said, body + imprint) == "Bürgermeister geht"


def test_a_notice_above_everything_moves_no_title():
    notice = "<div class=k9><p>Das Rathaus bleibt wegen Bauarbeiten am Dach bis auf Weiteres geschlossen.</p></div>"
    body = f"{MENU}<div align=center><b>Neue Leiter am Gerätehaus</b></div>{TEXT}"

    assert title("Musterstadt", body) == title("Musterstadt", notice + body) == "Neue Leiter am Gerätehaus"


@pytest.mark.parametrize("none", ["Leave a Reply", "相关阅读", "全部评论（2）", "一、申报条件"])
def test_headings_of_what_stands_below_an_article_are_no_titles(none: str):
    body = f"<h4>Neue Leiter am Gerätehaus</h4>{TEXT}<h2 class=title>{none}</h2><p>Nichts weiter.</p>"

    assert title("", body) == "Neue Leiter am Gerätehaus"


def test_what_all_metadata_call_the_site_is_no_article():
    site = "Feuerwehrschule der Provinz Musterland"
    told = f'<meta property="og:title" content="{site}"><meta property="og:site_name" content="{site}">'
    body = f"{told}<header><h1>{site}</h1></header>{MENU}<h1>Neue Leiter am Gerätehaus</h1>{TEXT}"

    assert title(site, body) == "Neue Leiter am Gerätehaus"


def test_a_heading_that_holds_the_meta_line_is_cut_before_it():
    heading = (
        "<h1>消防站新添一架云梯<br> <span>2026-11-06 07:31:00&nbsp;&nbsp; 来源：秋江站</span> <span>评论：0</span></h1>"
    )
    assert title("", f"{heading}{TEXT}") == "消防站新添一架云梯"


def test_the_words_of_a_folder_tell_its_index_s_title():
    url = "http://wehr.example/neue-drehleiter-fuer-das-geraetehaus/index.html"
    body = f"<p class=Title>Einsätze</p><p class=Title>Neue Drehleiter für das Gerätehaus</p>{TEXT}"

    assert title("Feuerwehr", body, url) == "Neue Drehleiter für das Gerätehaus"
