"""Lists whose cards have little in common, or little to show for it."""

from datetime import UTC, datetime

import pytest

from feeds import read
from feeds.model import SHANGHAI, Page
from feeds.read.detect import detect
from feeds.read.lists import lists
from feeds.read.markup.html import parse
from feeds.read.markup.wording import place_of

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
HOST = "http://x.example"
TITLES = (
    "Neue Bücherei am Marktplatz eröffnet",
    "Rat beschließt den Haushalt der Stadt",
    "Brücke am Anger ab Montag gesperrt",
    "Preis des Landes für die Feuerwehr",
)
SIX = (*TITLES, "Der Markt zieht um im Frühjahr", "Alle Busse fahren wieder bis zum Anger")
MENU = '<ul><li><a href="/">Start</a></li><li><a href="/aktuelles/">Aktuelles</a></li></ul>'


def page_of(body: str, path: str = "/aktuelles/", title: str = "Aktuelles") -> Page:
    return Page(url=HOST + path, text=f"<html lang=de><title>{title}</title>{body}", fetched=NOW)


def listed(body: str, path: str = "/aktuelles/", title: str = "Aktuelles") -> list[str]:
    return [each.title for each in read.listing(page_of(body, path, title), kind="auto").articles]


def test_two_articles_that_are_built_each_in_its_own_way_are_one_list():
    """A blog's category with two posts, one of them with a picture; the newest of the whole blog stand beside."""
    first, second = (f'<h2><a href="/2023/07/{n}6/p-{n}-x/">{title}</a></h2>' for n, title in enumerate(TITLES[:2], 1))
    picture = '<div class=pic><a href="/2023/07/16/p-1-x/"><div class=img></div></a></div>'
    cards = (
        f"<article class='post category-a'><div class=a>{picture}<div>{first}<i>16.07.2023</i></div></div></article>"
        f"<article class='post'><div class=content><header>{second}<i>26.06.2023</i></header></div></article>"
    )
    side = "".join(f'<li><a href="/2023/09/0{n}/q-{n}-x/">Anderes: {t}</a></li>' for n, t in enumerate(TITLES, 1))

    assert listed(f"<main><h1>Aktuelles</h1>{cards}</main><aside><h3>Neueste</h3><ul>{side}</ul></aside>") == [
        *TITLES[:2]
    ]


@pytest.mark.parametrize(
    ("heading", "path", "title", "kept"),
    [
        ("Aktuelles", "/aktuelles/", "Aktuelles", True),  # by <title>
        ("Aktuelles", "/aktuelles/", "Schule am Anger", True),  # by the menu
        ("Unser Haus", "/haus/", "Unser Haus", False),
        ("Aktuelles", "/", "Aktuelles", False),  # a block of a front page
    ],
)
def test_undated_headlines_are_a_list_where_the_page_is_called_news(heading, path, title, kept):
    tiles = "".join(
        f'<div><p><a href="/{w}-heute/"><img src="a.jpg"> {t}</a></p></div>' for w, t in zip("abcdef", SIX, strict=True)
    )
    found = detect(page_of(f"{MENU}<main><h1>{heading}</h1><section>{tiles}</section></main>", path, title))

    assert (found.page == "list") is kept


def test_years_that_are_links_part_one_list():
    def year(number: int, titles: tuple[str, ...]) -> str:
        posts = "".join(
            f'<article><a href="/{number}/1{n}/p-{n}-x/">1{n}.11.</a> '
            f'<h3><a href="/{number}/1{n}/p-{n}-x/">{t}</a></h3></article>'
            for n, t in enumerate(titles)
        )
        link = f'<a href="/archives/{number}">{number}</a>'
        return f"<section><div class=archive-year>{link}</div><div class=p>{posts}</div></section>"

    assert listed(f"<main>{year(2025, TITLES[:2])}{year(2024, TITLES[2:])}</main>", "/archives/") == [*TITLES]


def test_articles_pinned_under_the_columns_name_belong_to_it_however_old():
    rows = "".join(f'<li><a href="/d?id=5{n}">{t}</a><i>2{8 - n}.10.2026</i></li>' for n, t in enumerate(TITLES))
    pinned = "".join(
        f'<div class=top><a href="/d?id=3{n}"><img src=a.jpg><b>{t}</b></a><i>1{n}.03.2026</i></div>'
        for n, t in enumerate(("Der älteste Baum der Stadt", "Wie das Wappen entstand"))
    )
    body = f"<main><h2>Aktuelles</h2><div>{pinned}</div><p>86 Meldungen</p><ul>{rows}</ul></main>"

    assert listed(body)[:3] == ["Der älteste Baum der Stadt", "Wie das Wappen entstand", TITLES[0]]


def test_a_club_called_haku_is_no_search():
    rows = "".join(
        f'<li><a href="/uutiset/a{n}x/">{t}</a> <time>2026-11-1{n}</time></li>' for n, t in enumerate(TITLES)
    )

    assert detect(page_of(f"<h1>Uutiset</h1><ul>{rows}</ul>", "/uutiset/", "Uutiset | HaKu")).page == "list"
    assert detect(page_of(f"<h1>Haku</h1><ul>{rows}</ul>", "/x/", "Haku")).reason == "search"


def test_three_teasers_in_the_pages_own_folder_are_a_list_and_its_folder_no_column():
    teasers = "".join(
        f'<article><h1><a href="/verein/aktuelles/{w}/">{t}</a></h1>'
        f"<p>{t}, und wie es weitergeht, steht hier.</p></article>"
        for w, t in zip(("baum", "wappen", "fest"), ("Brigade am Baum", *TITLES[1:3]), strict=True)
    )
    menu = '<nav><ul><li><a href="/verein/">Verein.Net</a></li></ul></nav>'
    found = detect(page_of(f"{menu}<main>{teasers}</main>", "/verein/aktuelles/", "Aktuelles | Verein.Net"))

    assert (found.page, len(found.listing.articles if found.listing else ())) == ("list", 3)


def test_a_menu_under_news_is_no_list():
    words = (
        "Regeln für die Pressearbeit",
        "Bilder zum Herunterladen",
        "Vorträge und Tagungen suchen",
        "Archiv des Blattes",
    )
    menu = "".join(f'<li><a href="/{w}/">{t}</a></li>' for w, t in zip("abcd", words, strict=True))

    assert detect(page_of(f"{MENU}<main><h2>Aktuelles</h2><ul>{menu}</ul></main>")).page != "list"


def test_links_to_other_years_do_not_date_the_list_below_them():
    rows = "".join(
        f'<li><a href="/aktuelles/2026/100{n}.htm">{t}</a><i>1{8 - n}.11.</i></li>' for n, t in enumerate(TITLES)
    )
    years = '<a href="/aktuelles/?y=2026">2026</a> <a href="/aktuelles/?y=2019">2019</a>'
    found = read.listing(page_of(f"<main><h2>Aktuelles</h2>{years}<ul>{rows}</ul></main>"), kind="auto").articles

    assert {each.published.year for each in found if each.published} == {2026}


def test_a_deadline_in_words_is_not_the_cards_date():
    cards = "".join(
        f'<div><h3><a href="/news/10{n}-art">{t}</a></h3><p>Applications are open until <b>December 1.</b></p>'
        f'<span class="date">2026-10-1{8 - n}</span></div>'
        for n, t in enumerate(TITLES)
    )
    found = read.listing(page_of(f"<main><h1>News</h1><section>{cards}</section></main>"), kind="auto").articles

    assert [f"{each.published:%m-%d}" for each in found if each.published] == ["10-18", "10-17", "10-16", "10-15"]


def test_a_link_to_the_topic_in_every_card_makes_no_front_page_of_a_list():
    cards = "".join(
        f'<div class="card"><h3><a href="/info/100{n}-some-article">{t}</a></h3><p>{t}, wie dort zu hören war.</p><div>'
        f'<div><span>1{8 - n} Nov 2026</span></div><div><span><a href="/topics/c{n}/">More</a></span></div></div></div>'
        for n, t in enumerate(TITLES)
    )

    assert detect(page_of(f"<main><h1>Stories</h1><section>{cards}</section></main>", "/", "Stories")).page == "list"


def test_a_list_that_its_own_menu_calls_home_stays_one():
    rows = "".join(
        f'<li><a href="/xwdt/info/100{n}.htm">{t}</a><i>2026-11-1{8 - n}</i></li>' for n, t in enumerate(SIX)
    )
    side = "".join(
        f'<li><a href="/tz/info/200{n}.htm">Hinweis: {t}</a><i>2026-11-0{8 - n}</i></li>' for n, t in enumerate(SIX)
    )
    body = (
        f'<nav><a href="/xwdt/">Home</a><a href="/xwdt/zy/">Fächer</a></nav><main><h3>Aktuelles</h3><ul>{rows}</ul>'
        f'<div><h3>Hinweise</h3><a href="/tz/">mehr</a><ul>{side}</ul></div></main>'
    )

    assert detect(page_of(body, "/xwdt/")).page == "list"


def cards(titles: tuple[str, ...] = SIX, card: str = '<div class="n"><i>{day}.11.2026</i><h3>{title}</h3>{link}</div>'):
    links = (f'<a href="/aktuelles/{word}.html">Mehr lesen</a>' for word in "abcdef")
    days = range(20, 0, -2)
    return "".join(
        card.format(day=f"{day:02}", title=t, link=link) for day, t, link in zip(days, titles, links, strict=False)
    )


def test_a_class_that_says_what_a_card_has_makes_no_list_of_its_own():
    both = cards().replace('class="n"', 'class="n n-has-img"', 3)

    assert listed(f"<main><h1>Aktuelles</h1><div>{both}</div></main>") == [*SIX]


def test_a_button_below_a_heading_is_not_the_title():
    words = ("Zum Haus", "Fotos der Feier", "Hören", "Fotos", "Plan", "Film")
    said = cards()
    for word in words:
        said = said.replace("Mehr lesen", f"{word} →", 1)

    assert listed(f"<main><h1>Aktuelles</h1><div>{said}</div></main>") == [*SIX]


@pytest.mark.parametrize(
    "card",
    [
        '<div><h3><a href="/aktuelles/{day}.html">{title}</a></h3><h5>Im Rathaus war man sich nicht einig</h5></div>',
        '<div><a class="news-link" href="/aktuelles/{day}.html">{title}</a><h5>Im Rathaus war man uneins</h5></div>',
        '<div><a class="more" href="/aktuelles/{day}.html"><h3>{title}</h3></a><h5>Von Anna Huber</h5></div>',
        '<div><h5>Samstag, {day}. Dezember, 19 Uhr, Gemeindehaus</h5><a href="/aktuelles/{day}.html">{title}</a></div>',
    ],
)
def test_a_heading_beside_a_title_that_is_a_link_is_not_the_title(card):
    titles = tuple(title[:24] for title in SIX)

    assert listed(f"<main><h1>Aktuelles</h1><div>{cards(titles, card)}</div></main>") == [*titles]


def test_a_drupal_node_may_be_a_list():
    body = f"<main><h1>Aktuelles</h1><p>Was bei uns geschieht.</p><div>{cards(SIX[:4])}</div></main>"
    text = f"<html lang=de><title>Aktuelles</title><body class='not-front page-node node-type-page'>{MENU}{body}"

    assert detect(Page(url=f"{HOST}/aktuelles", text=text, fetched=NOW)).page == "list"


@pytest.mark.parametrize(
    ("large", "taken"),
    [
        ("<h2>Das große Fest</h2><p>21.11.2026</p><a href='/aktuelles/fest.html'>Mehr lesen</a>", True),
        ("<h2>Das große Fest</h2><a href='/aktuelles/fest.html'>Mehr lesen</a>", False),  # no date: a hint
        ("<p>21.11.2026</p><a href='/aktuelles/fest.html'>Mehr lesen</a>", False),  # no heading
        ("<h2>Unser Büro ist geschlossen</h2><p>23.12.2026</p><a href='/aktuelles/buero.html'>Mehr lesen</a>", False),
        ("<h2>Kalender</h2><p>26.11.2026</p><a href='/aktuelles/kalender.html'>Mehr lesen</a>", False),
        ("<h2>Willkommen</h2><p>Seit 5.12.1976</p><a href='/aktuelles/verein.html'>Mehr lesen</a>", False),
        ("<h2>Das große Fest</h2><p>21.11.2026</p><a href='/verein/beitritt/'>Mehr lesen</a>", False),
    ],
)
def test_a_card_shown_large_above_the_list_is_its_first_item(large, taken):
    small = cards(card='<a class="n" href="/aktuelles/{title:.5}.html"><h3>{title}</h3><i>{day}.11.2026</i></a>')
    found = listed(f"<main><section><div>{large}</div></section><section><div>{small}</div></section></main>")

    assert found == [*["Das große Fest"] * taken, *SIX]


def test_a_slider_with_the_first_three_is_not_the_list():
    """Though it stands under the column's name, with the titles cut, and the list has hardly more."""

    def row(title: str, day: int) -> str:
        link = f'<a href="/aktuelles/202611{day}/9{day}.html">{{}}</a>'
        return f"<li><div>{link.format('<img src=a.jpg>')}</div><h4>{title}</h4>{link.format('')}</li>"

    titles = [f"{title} und so ist es nun" for title in TITLES]
    rows = [row(title, 30 - n) for n, title in enumerate(titles)]
    slider = "".join(row(title[:-8], 30 - n) for n, title in enumerate(titles[:3]))

    assert listed(f"<div><h3>Aktuelles</h3><ul>{slider}</ul></div><div><ul>{''.join(rows)}</ul></div>") == titles


def test_a_next_with_a_bar_leads_on():
    pager = '<p>|&lt; Pre 1 <a href="?p=2">2</a> <a href="?p=2"> Next &gt;|</a> <a href="?p=3"></a></p>'

    assert read.listing(page_of(f"<main>{cards()}</main>{pager}")).next == f"{HOST}/aktuelles/?p=2"


@pytest.mark.parametrize(
    ("classes", "page"),
    [
        ("post-template-default single single-post postid-7", "article"),
        ("html not-front page-node node-type-story", "article"),
        ("archive category", "refused"),
    ],
)
def test_wordpress_and_drupal_say_what_a_page_is(classes, page):
    """A few sentences and a day, at an address that says nothing."""
    said = f"<p>Heute kamen alle. {TITLES[0]}, und alle tanzten.</p>" * 3
    body = f"{MENU}<h2>Das Fest am Anger war schön</h2>{said}<p>21.11.2026</p>"
    text = f"<html lang=de><title>Das Fest am Anger war schön</title><body class='{classes}'>{body}"

    assert detect(Page(url=f"{HOST}/fest-war/schoen", text=text, fetched=NOW)).page == page


def test_a_day_with_two_posts_among_days_with_one_is_read_whole():
    """Blogger puts a box around each day."""

    def post(n: int) -> str:
        title = f"<h3><a href='/2026/11/p-{n}.html'>{SIX[n]}</a></h3>"
        return f"<div class=outer><div class=hentry>{title}<p>…</p></div></div>"

    def day(number: int, *posts: int) -> str:
        return f"<div class=day><h2>Sonntag, {number}. November 2026</h2><div>{''.join(map(post, posts))}</div></div>"

    found = read.listing(
        page_of(f"<main>{day(22, 0, 1)}{day(15, 2)}{day(8, 3)}{day(1, 4)}</main>"), kind="auto"
    ).articles

    assert [(each.title, each.published and each.published.day) for each in found] == [
        (SIX[0], 22),
        (SIX[1], 22),
        (SIX[2], 15),
        (SIX[3], 8),
        (SIX[4], 1),
    ]


def test_the_stamp_of_a_language_we_cannot_read_is_better_than_a_date_in_the_text():
    def post(n: int) -> str:
        stamp = f"<time class='entry-date published' datetime='2026-10-2{n}T09:14:32+03:00'>2{n} Wonnemond, 2026</time>"
        return f"<article><h2><a href='/p-{n}/'>{SIX[n]}</a></h2>{stamp}<pre>Geändert 12.11.2026</pre></article>"

    found = read.listing(page_of(f"<main>{''.join(map(post, (4, 3, 2, 1)))}</main>"), kind="auto").articles

    assert [each.published and each.published.day for each in found] == [24, 23, 22, 21]


def test_what_other_papers_wrote_is_a_list_under_news():
    """Cards with pictures and teasers, most of them to other sites, some dated by their address alone."""
    hosts = (
        "zeitung.example/2026/10/14/a",
        "bund.example/doposcuola/",
        "blatt.example/2026/03/09/b",
        "film.example/w?v=1",
    )
    tiles = "".join(
        f"<article><img src=a.jpg><h3>{title}</h3><p>{title}, und alle im Ort freuen sich darüber sehr.</p>"
        f"<a class=btn href='https://www.{host}'>Lesen bei {host[:4]}</a></article>"
        for title, host in zip(SIX, hosts, strict=False)
    )

    assert listed(f"<main><h2>Letzte News</h2>{tiles}</main>", "/presse.html", "Aktuelles") == [*TITLES]


def test_an_advertisers_card_among_dated_ones_is_none():
    advert = (
        '<div class="n"><h3>Kaufen Sie jetzt Winterreifen</h3><a href="https://reifen.example/">Mehr lesen</a></div>'
    )

    assert listed(f"<main><h1>Aktuelles</h1><div>{cards()}{advert * 2}</div></main>") == [*SIX]


def rows(*numbers: int, date: str = "<i>{n}.11.2026</i> ") -> str:
    return "".join(f'<li>{date.format(n=20 - n)}<a href="/aktuelles/{n}00">{SIX[n]}</a></li>' for n in numbers)


@pytest.mark.parametrize("tag", ["font", "center"])
def test_what_only_sets_the_letters_of_half_a_list_parts_nothing(tag: str):
    body = (
        f"<td><{tag} size=1><ul class=hfeed>{rows(0, 1, 2)}</ul></{tag}><br><ul class=hfeed>{rows(3, 4, 5)}</ul></td>"
    )

    assert listed(f"<table><tr>{body}</tr></table>") == [*SIX]


def test_a_day_with_a_short_year_may_stand_before_a_colon():
    page = page_of(f"<ul>{rows(0, 1, 2, 3, date='{n} Nov 26: ')}</ul>")

    assert [each.published and each.published.day for each in read.listing(page, kind="auto").articles] == [
        20,
        19,
        18,
        17,
    ]


def test_when_an_event_begins_is_not_when_it_was_told():
    def card(n: int) -> str:
        told = f'<span class=submitted><a href="/user/1">hsezer</a> tarafından Sal, {20 - n}/10/2026 - 09:47</span>'
        event = f"<div class=event-start><label>Başlangıç: </label>{n + 1}/12/2026 - 10:00</div>"
        return f'<div class=node><h2><a href="/aktuelles/{n}00">{SIX[n]}</a></h2>{told}<div>{event}</div></div>'

    found = read.listing(page_of("".join(map(card, range(4)))), kind="auto").articles

    assert [each.published and (each.published.month, each.published.day) for each in found] == [
        (10, 20 - n) for n in range(4)
    ]


def test_the_dots_below_a_row_are_no_foot():
    assert place_of("div", "single_news bottom_dot", "") == ""
    assert place_of("div", "page_bottom", "") == "foot"


def test_an_article_among_others_made_alike_is_no_list_of_them():
    """A gallery's page: two sentences, and eight others below."""
    others = "".join(
        f'<li><a href="/2026/11{n}0/590{n}1.html">{title} in Bildern</a><i>{20 - n}.11.2026</i></li>'
        for n, title in enumerate(SIX)
    )
    text = "<p>Am Montag war die neue Bücherei voll. Wir zeigen die Bilder des ersten Tages.</p><i>21.11.2026</i>"
    gallery = f"<div class=a><h1>Ein Tag in der Bücherei</h1><img src=/b/1.jpg width=900>{text}</div>"
    body = f"{gallery}<div class=b><ul>{others}</ul></div>"

    assert detect(page_of(body, "/2026/1121/59101.html", "Ein Tag in der Bücherei")).page == "article"


def test_lists_of_dated_rows_below_headings_are_not_one():
    """Each row has its day in a <dt>: no line of a day between two lists, which would join them."""

    def rows(column: str) -> str:
        each = enumerate(TITLES)
        return "".join(f'<dt>2026-11-{20 - n}</dt><dd><a href="/{column}/{n}15.html">{t}</a></dd>' for n, t in each)

    sections = "".join(f"<section><h2>{name}</h2><dl>{rows(name)}</dl></section>" for name in ("rat", "feste", "bau"))

    found = lists.survey(parse(f"<div id=main>{sections}</div>", f"{HOST}/"), SHANGHAI, NOW).candidates

    assert sorted(each.heading or "" for each in found if len(each.items) == len(TITLES)) == ["bau", "feste", "rat"]


def test_a_list_whose_boxes_hold_more_than_one_day_is_whole():
    days = [
        f"<p>{20 - n} November 2026</p>" + "".join(f'<p><a href="/n/{n}{m}5.html">{SIX[m]} {n}</a></p>' for m in (1, 2))
        for n in range(6)
    ]
    boxes = "".join(f"<div class=week>{one}{two}</div>" for one, two in zip(days[::2], days[1::2], strict=True))

    assert len(listed(f"{MENU}<main>{boxes}</main>")) == 12
