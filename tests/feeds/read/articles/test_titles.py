"""Which heading is the article's, where another says what a part of <title> says, too."""

from datetime import UTC, datetime

import pytest

from feeds import read
from feeds.model import Page

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
TEXT = "<p>Am Samstag feiern wir am Gerätehaus, mit Musik, Kuchen und einer Fahrt im Drehleiterkorb für alle.</p>" * 4


def title(markup: str) -> str:
    page = Page(url="http://wehr.example/news/a", text=f"<html lang=de>{markup}", fetched=NOW)
    return read.article(page, kind="auto").title


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (
            f"<title>Sommerfest - Freiwillige Feuerwehr Musterstadt</title><h1>Sommerfest</h1>{TEXT}"
            "<footer><h3>Freiwillige Feuerwehr Musterstadt</h3></footer>",
            "Sommerfest",
        ),
        (
            f"<title>Haushalt 2027 | Bürgerliche Wählergemeinschaft</title><h1>Haushalt 2027</h1>{TEXT}"
            "<div><h2>Bürgerliche Wählergemeinschaft</h2></div>",
            "Haushalt 2027",
        ),
        (
            "<title>Tagebuch - Warum die neue Drehleiter lange in der Halle stand</title><h1>Tagebuch</h1>"
            f"<h2>2026-11-02</h2><h3>■ Warum die neue Drehleiter lange in der Halle stand</h3>{TEXT}",
            "Warum die neue Drehleiter lange in der Halle stand",
        ),
        (
            '<meta property="og:title" content="Drei Leitern im Vergleich">'
            "<title>Drei Leitern im Vergleich: Serie</title>"
            f"<h1>Hoch hinaus: Drei Leitern im Vergleich (1/2)</h1>{TEXT}",
            "Drei Leitern im Vergleich",
        ),
    ],
    ids=["the site's name in the footer", "and below the text", "a diary's entry", "a kicker and a page's number"],
)
def test_the_articles_own_heading_is_taken(markup: str, expected: str):
    assert title(markup) == expected


def test_sizes_that_are_no_numbers_stop_nobody():
    images = '<img src="a.jpg" width="²" height="' + "9" * 5000 + '"><img srcset="b.jpg 1.2.3w, c.jpg 2x">'

    assert title(f"<title>Sommerfest</title><h1>Sommerfest</h1>{TEXT}{images}") == "Sommerfest"


def test_the_title_is_the_line_above_its_subtitle():
    """The page calls itself a preview, and no tag calls either line a heading."""
    lines = "<div align=center>操场上的最后一盏灯</div><div align=center>——记东操场守灯人老魏</div>"
    meta = "<div align=center>作者：方知夏 来源：记者团 发布日期：2025-12-9</div>"

    assert title(f"<title>文章预览</title>{lines}{meta}<div>{TEXT}</div>") == "操场上的最后一盏灯"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (  # <title> says who and what, and nothing is a heading
            "<title>Wehrfreunde im Rat der Stadt - Neue Leiter für die Wache Ost</title>"
            "<div>Wehrfreunde im Rat der Stadt</div><p>Start</p><p>Presse</p><p>Termine</p>"
            "<div>22.05.2025 - Technik</div>"
            f"<div>Neue Leiter für die Wache Ost</div>{TEXT}",
            "Neue Leiter für die Wache Ost",
        ),
        (  # the metadata say it, and the line above the date is a second title
            '<meta property="og:title" content="Wehr nimmt die dritte Leiter in Dienst">'
            "<title>Meldung: Nachrichtenstelle</title><h2>Wehr nimmt die dritte Leiter in Dienst</h2>"
            f"<h3>Sie reicht bis in den achten Stock und fährt ab Montag</h3><div>Stand: 19.11.2026 18:42</div>{TEXT}",
            "Wehr nimmt die dritte Leiter in Dienst",
        ),
        (  # two sentences above a line with labels
            "<title>Freiwillige Feuerwehr Musterstadt</title><div>Wir haben eine Leiter gebaut. Und sie hält!</div>"
            f"<div>veröffentlicht: 19.11.2026, 14:07 &nbsp; Autor: J. Brand &nbsp; gelesen: 1432</div>{TEXT}",
            "Wir haben eine Leiter gebaut. Und sie hält!",
        ),
        (  # <title> says whose site it is, and the line above the text speaks of what the text does
            '<meta property="og:site_name" content="Musterstadt Aktuell"><title>Musterstadt Aktuell</title>'
            "<table><tr><td>Musik, Kuchen und Fahrt im Drehleiterkorb</td></tr>"
            f"<tr><td>{TEXT}</td></tr></table>",
            "Musik, Kuchen und Fahrt im Drehleiterkorb",
        ),
        (  # the same, and the line speaks of something else
            '<meta property="og:site_name" content="Musterstadt Aktuell"><title>Musterstadt Aktuell</title>'
            "<table><tr><td>Bürgerliche Zeitung seit achtzehnhundert</td></tr>"
            f"<tr><td>{TEXT}</td></tr></table>",
            "Musterstadt Aktuell",
        ),
        (  # a feature's title need not speak as its text does
            "<title>Der Traum vom achten Stock</title>"
            f"<table><tr><td>Musik, Kuchen und Fahrt im Drehleiterkorb</td></tr><tr><td>{TEXT}</td></tr></table>",
            "Der Traum vom achten Stock",
        ),
    ],
)
def test_where_no_class_says_so_the_title_is_the_line_that_the_page_agrees_on(markup: str, expected: str):
    assert title(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (  # a slogan that begins as <title> does, and a board's fields
            "<title>햇들마루 직매장</title><p class=tit>햇들마루 직매장이 아침을 엽니다.</p>"
            "<ul><li>제목<div>설 명절 교육 일정 안내</div></li>"
            f"<li>작성자<div>운영팀</div></li><li>작성일자<div>2018-01-22</div></li></ul>{TEXT}",
            "설 명절 교육 일정 안내",
        ),
        (  # uCoz: the site's name is the <h1>, the time stands in the title's box
            "<title>Der alte Hof - 12 März 2014 - Wehr am Anger</title><h1>Wehr am Anger</h1>"
            f"<div class=eTitle><div style='float:right'>16:48 </div>Der alte Hof</div>{TEXT}",
            "Der alte Hof",
        ),
    ],
)
def test_where_the_first_heading_is_the_sites_the_title_is_the_articles(markup: str, expected: str):
    assert title(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (  # the paper's name above today's date
            "<title>Sommerfest am Gerätehaus - Der Bote vom Anger</title><div>Menü</div><div>Der Bote vom Anger</div>"
            f"<div>20. November 2026</div><p><b>Sommerfest am Gerätehaus</b></p><p>18. November 2026</p>{TEXT}",
            "Sommerfest am Gerätehaus",
        ),
        (  # the site first, and a day, as others than uCoz write them
            "<title>Der Bote vom Anger - 18 November 2026 - Sommerfest am Gerätehaus der Wehr</title>"
            f"<h1>Sommerfest am Gerätehaus der Wehr</h1><h2>Der Bote vom Anger</h2><p>18.11.2026</p>{TEXT}",
            "Sommerfest am Gerätehaus der Wehr",
        ),
        (  # og:title is the town's name
            "<title>Sommerfest lockt alle an den Fluss</title><meta property=og:title content='Gemeinde Musterstadt am "
            "Fluss'><h2>Gemeinde Musterstadt am Fluss</h2><p><b>Sommerfest lockt alle an den Fluss</b></p>"
            f"<p>18.11.2026 von Anna Beck</p>{TEXT}",
            "Sommerfest lockt alle an den Fluss",
        ),
        (
            "<title>Sommerfest am Gerätehaus</title>"
            f"<h1><span>Sommerfest am Gerätehaus</span> <small>2026-11-18</small></h1>{TEXT}",
            "Sommerfest am Gerätehaus",
        ),
        (  # the date, the source and the size of letters in the heading
            "<title>Sommerfest am Gerätehaus</title>"
            "<h2 class=Article-title>Sommerfest am Gerätehaus <span>2026-11-18</span> <span>来源：晚报</span></h2>"
            f"{TEXT}",
            "Sommerfest am Gerätehaus",
        ),
        (  # « before the site's name
            "<title>Sommerfest am Gerätehaus « Feuerwehr Musterstadt</title><div><a href='/news/a'>Sommerfest am "
            f"Gerätehaus</a></div>{TEXT}",
            "Sommerfest am Gerätehaus",
        ),
        (  # and around a word
            f"<title>Wir sagen « Danke » an alle Helfer</title><h1>Wir sagen « Danke » an alle Helfer</h1>{TEXT}",
            "Wir sagen « Danke » an alle Helfer",
        ),
        (  # <title> is only the site's name, and so is a heading of a menu
            "<title>Der Bote vom Anger</title><meta name=application-name content='Der Bote vom Anger'>"
            "<h4>Der Bote vom Anger</h4><h1 class=ph>Sommerfest am Gerätehaus der Wehr</h1>"
            f"<p>2026-11-18</p>{TEXT}",
            "Sommerfest am Gerätehaus der Wehr",
        ),
        (  # beside the date, and a strip of others above
            "<title>Salz im Sturm | Konzertschau</title><h3>Mühle im Wind</h3><h3>Staub (EP)</h3>"
            f"<div>18. 11. 2026 <span>Trio Muschel - Salz im Sturm</span> (Verlag Hafen 9, 2026)</div>{TEXT}",
            "Salz im Sturm",
        ),
        (  # Gnuboard: the category in the heading, and og:title is the site's name
            "<meta property=og:title content='늘솔재가복지센터'>"
            "<title>추석 연휴 방문 안내 > 공지사항 | 늘솔재가복지센터</title>"
            "<h2 id=bo_v_title><span class=bo_v_cate>공지</span><span class=bo_v_tit>추석 연휴 방문 안내</span></h2>"
            f"<p>20-09-11 17:05</p>{TEXT}",
            "추석 연휴 방문 안내",
        ),
        (  # a blog's name leads to its index
            "<title>Tagebuch der Feuerwehr am Anger: Neue Leiter</title><h1><a href='index.html'>Tagebuch der "
            f"Feuerwehr am Anger</a></h1><h2><div class=title>Neue Leiter</div></h2>{TEXT}",
            "Neue Leiter",
        ),
        (  # what is called a sidebar holds the whole page
            "<title>溪水磷化工有限公司</title><p><strong>溪水磷化工有限公司</strong></p><div class=sidebar>"
            f"<h1 class=title>选矿二车间一年省电六十万度</h1>{TEXT * 3}</div>",
            "选矿二车间一年省电六十万度",
        ),
        *(  # a day or a time in the midst of a title
            (f"<title>{said.split(' ')[0]} - X</title><h1>{said}</h1>{TEXT}", said)
            for said in (
                "Gemeinderatssitzung 2026-11-20: Haushalt beschlossen",
                "图书馆学术讲座通知 时间：11月20日下午",
            )
        ),
        *(  # the site in the meta line, and a day that tells issues apart
            (f"<title>{named}</title><p align=center><b>{own}</b></p><p>来源：溪水学院新闻网 2026-11-20</p>{TEXT}", own)
            for named, own in (
                ("溪水学院新闻网-欢迎您", "新图书馆揭牌仪式隆重举行"),
                ("溪水学院新闻中心-溪水学院", "新图书馆揭牌仪式隆重举行"),
            )
        ),
        (
            f"<title>Wochenbericht | Gemeinde am Anger</title><h1>Wochenbericht 2026-11-20</h1>{TEXT}",
            "Wochenbericht 2026-11-20",
        ),
        (
            "<meta name=application-name content='Neue Brücke'><title>Neue Brücke – Bachtal feiert den Bau</title>"
            f"<h1>Neue Brücke – Bachtal feiert den Bau</h1>{TEXT}",
            "Neue Brücke – Bachtal feiert den Bau",
        ),
        *(  # a search, comments and a list below the article of a board
            (
                f"<title>새 도서관 완공 예정</title><h1>새 도서관 완공 예정</h1><p>2026-11-18</p>{TEXT}{below}",
                "새 도서관 완공 예정",
            )
            for below in (
                "<ul><li>제목</li><li>제목+내용</li><li>작성자</li></ul>",
                "<p>제목</p><p>댓글을 입력해 주세요</p><p>작성자</p>",
                "<table><tr><th>제목<th>첨부파일<th>작성자<th>작성일"
                "<tr><td><a href='?n=1'>안내</a><td><td>교무처<td>2026-11-17</table>",
            )
        ),
    ],
)
def test_what_stands_around_an_article_is_not_its_title(markup: str, expected: str):
    assert title(markup) == expected


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/news/neue-drehleiter-fuer-das-geraetehaus-suederhof/", "Neue Drehleiter für das Gerätehaus Süderhof"),
        ("/news/neue_drehleiter_fur_das_geratehaus_suderhof.html", "Neue Drehleiter für das Gerätehaus Süderhof"),
        ("/news/neue-leiter-1234/", "Einsätze und Übungen"),  # too few words to tell
    ],
)
def test_the_address_has_the_words_of_the_title(address: str, expected: str):
    table = '<table><tr><td class="FolderTitle">Einsätze und Übungen</td><td>(04.11.2026 08:45)</td></tr></table>'
    page = f"<title>Feuerwehr Musterstadt</title>{table}<p class=Title>Neue Drehleiter für das Gerätehaus Süderhof</p>"
    found = Page(url=f"http://wehr.example{address}", text=f"<html lang=de>{page}{TEXT}", fetched=NOW)

    assert read.article(found, kind="auto").title == expected


def test_an_address_with_a_query_names_the_column_and_not_the_article():
    page = "<title>Neue Leiter | Stadt</title><h1>Presse und aktuelle Meldungen</h1><h2>Neue Leiter</h2>"
    url = "http://wehr.example/presse-und-aktuelle-meldungen?news=5"
    found = Page(url=url, text=f"<html lang=de>{page}<p>10. Juli 2026</p>{TEXT}", fetched=NOW)

    assert read.article(found, kind="auto").title == "Neue Leiter"


def test_a_heading_above_the_remarks_repeats_the_title_and_is_none():
    opened = "<p class=fs-2><b>Neue Leiter für das Gerätehaus</b></p>"
    page = f"<title>Neue Leiter für das Gerätehaus - Wehr</title><div>{opened}<p>10. Juli 2026</p>{TEXT}</div>"
    after = "<h3 class=resp-title>2 Gedanken zu „Neue Leiter für das Gerätehaus“</h3><p>Toll!</p>"
    url = "http://wehr.example/news/neue-leiter-fuer-das-geraetehaus"
    found = Page(url=url, text=f"<html lang=de>{page}{after}", fetched=NOW)

    assert read.article(found, kind="auto").title == "Neue Leiter für das Gerätehaus"


def test_a_piece_of_the_sites_name_is_no_title_however_it_is_called():
    logo = "<div><span class=headline>Freiwillige Feuerwehr</span></div>"
    shown = "<h1>Die Wehr hat eine neue Drehleiter</h1>"
    page = f"<title>Neue Leiter - Freiwillige Feuerwehr Süderhof</title>{logo}{shown}"
    found = Page(url="http://wehr.example/4711", text=f"<html lang=de>{page}<p>10. Juli 2026</p>{TEXT}", fetched=NOW)

    assert read.article(found, kind="auto").title == "Die Wehr hat eine neue Drehleiter"


def test_the_heading_of_the_site_is_no_title_though_a_link_has_the_articles():
    site = "<h1 id=site-title><span>Komposzt: kert és közösség</span></h1>"
    link = '<p>Via: <a href="https://kert.example/b">Ásónap előtt</a></p>'
    page = f"<title>Ásónap előtt | Komposzt: kert és közösség</title>{site}<h1 class=entry-title>Ásónap előtt</h1>"
    found = Page(url="http://kert.example/4711", text=f"<html lang=hu>{page}{TEXT}{link}", fetched=NOW)

    assert read.article(found, kind="auto").title == "Ásónap előtt"


def test_the_line_that_a_link_to_the_page_itself_repeats_is_the_title():
    """In a box of what is read most, where no heading says it."""
    shown = "<div><b>弱视筛查要查哪几项?</b><h3>文章来源：滨江儿童医院</h3></div>"
    said = "<p>　　三岁到六岁是发现弱视的好时候，错过了就要多费几年工夫。不少家长以为看一眼视力表就够了。</p>" * 4
    read_most = "<div><p>热点阅读</p><a href='/rs/394.html'>弱视筛查要查哪几项?</a></div><div><h1>常见问题</h1></div>"
    page = f"<title>滨江儿童医院【官方网站】</title>{shown}<div>{said}</div>{read_most}"
    found = Page(url="http://a.example/rs/394.html", text=page, fetched=NOW)

    assert read.article(found, kind="auto").title == "弱视筛查要查哪几项?"


def test_where_every_page_has_the_sites_name_for_title_the_heading_is_what_the_address_spells():
    site = "<title>Kuusjoen Pajakerho</title><section class=page-header><h1>Kuusjoen Pajakerho</h1></section>"
    article = f"<h2>Kerhon lippu on valittu</h2><p>20.2.2026</p>{TEXT}"
    page = f"{site}<section class=main-content>{article}</section>"
    url = "http://pajakerho.example/uutiset/2026-02-20/Kerhon-lippu-on-valittu/"

    assert read.article(Page(url=url, text=page, fetched=NOW), kind="auto").title == "Kerhon lippu on valittu"


def test_a_heading_that_an_address_spells_out_is_not_the_title_where_its_title_has_those_words_too():
    title = "New playground opens in June"
    article = f"<h1>{title}</h1><p>20.2.2026</p>{TEXT}<h2>Playground opens in May</h2><p>It does not.</p>"
    page = f"<title>{title}</title><div id=main>{article}</div>"
    url = "http://green.example/news/playground-opens-in-may"

    assert read.article(Page(url=url, text=page, fetched=NOW), kind="auto").title == title
