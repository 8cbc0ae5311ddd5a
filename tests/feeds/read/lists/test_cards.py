"""What cards of a list say where their links do not."""

from datetime import UTC, datetime

import pytest

from feeds import read
from feeds.model import Page
from feeds.read.lists import groups
from feeds.read.markup import spots
from feeds.read.markup.wording import place_of

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
TITLES = (
    "Neue Bücherei am Marktplatz eröffnet",
    "Rat beschließt den Haushalt",
    "Brücke ab Montag gesperrt",
    "Preis für die Feuerwehr",
)


def listed(card: str) -> list[tuple[str, str]]:
    cards = "".join(card.format(n=n, title=title, day=20 - n) for n, title in enumerate(TITLES))
    page = f'<title>Aktuelles</title><div id="nav"><a href="/">Start</a></div><h1>Aktuelles</h1><div>{cards}</div>'
    found = read.listing(Page(url="http://x.example/aktuelles", text=page, fetched=NOW), kind="auto").articles
    return [(each.title, f"{each.published:%m-%d}" if each.published else "") for each in found]


EVERY = [(title, f"11-{20 - n}") for n, title in enumerate(TITLES)]


@pytest.mark.parametrize("word", ["Weiterlesen", "Read more", "Citește mai mult", "Ganzer Text"])
@pytest.mark.parametrize(
    "heading",
    [
        "<h2>{title}</h2>",
        '<p class="news-title">{title}</p>',
        "<p><b>{title}</b></p>",
        '<div class="news_header">{title}</div>',
    ],
)
def test_a_title_beside_a_link_that_says_the_same_on_every_card(heading, word):
    assert (
        listed(f'<div>{heading}<i>{{day}}.11.2026</i><p>Mehr dazu.</p><a href="/a/{{n}}12">{word}</a></div>') == EVERY
    )


def test_a_heading_with_a_colon_is_a_title_and_a_field_is_none():
    card = (
        '<div><div class="title">Achtung: {title}</div><p>Datum: {day}.11.2026</p><a href="/a/{n}12">Weiter</a></div>'
    )

    assert listed(card) == [(f"Achtung: {title}", day) for title, day in EVERY]


def test_rows_that_their_own_markup_tears_in_two_are_whole():
    assert listed('<p><i>{day}-11-2026</i> <a href="./a/{n}12.html"><p>{title}</p></a></p>') == EVERY


def test_cards_that_only_lead_on_are_no_news():
    assert listed('<div><h3>{title}</h3><p>Was wir für Sie tun.</p><a href="/a/{n}12">Learn more</a></div>') == []


def test_a_button_on_every_card_is_not_its_title_where_the_title_is_a_link():
    title = '<h2><a href="/a/{n}12">{title}</a></h2><i>{day}.11.2026</i>'

    assert listed(f'<div>{title}<a href="/anmelden?id={{n}}12">Anmelden</a></div>') == EVERY


@pytest.mark.parametrize("date", ["<time>{day}. November 2026</time>", "<span>{day} листопада 2026</span>"])
@pytest.mark.parametrize("order", ["{date} <b>{title}</b>", "<b>{title}</b> {date}"])
def test_a_date_in_an_element_of_its_own_is_no_part_of_the_title(date, order):
    assert listed(f'<p><a href="/a/{{n}}12">{order.format(date=date, title="{title}")}</a></p>') == EVERY


def test_a_tooltip_says_title_and_date():
    """标题：… 发表时间：…, as the CMS of 大汉 writes it; the row itself says neither whole."""
    told = "标题：{t}与渔港的约定&#13;发表时间：2026年11月{day}日"
    rows = "".join(
        f'<li><a href="http://paper{n}.example/x{n}55.html" title="{told.format(t=t, day=20 - n)}">{t}...</a></li>'
        for n, t in enumerate(("一堂开在码头上的课", "六十年的潮声不息", "木棉被定为校花了", "口述校史征集开始"))
    )
    page = f"<title>媒体报道</title><h1>媒体报道</h1><ul>{rows}</ul>"
    found = read.listing(Page(url="http://x.example/mtbd/", text=page, fetched=NOW), kind="auto").articles

    assert (found[0].title, f"{found[0].published:%m-%d}") == ("一堂开在码头上的课与渔港的约定", "11-20")
    assert len(found) == 4


@pytest.mark.parametrize(
    ("classes", "place"),
    [("post format-aside category-links", ""), ("widget aside", "side"), ("position-relative", ""), ("links", "links")],
)
def test_how_wordpress_files_a_post_is_not_where_it_stands(classes, place):
    assert place_of("article", classes, "") == place


def test_an_address_that_stands_on_the_page_again_and_again_is_no_work_squared(monkeypatch):
    looked = 0

    def counted(spot):
        nonlocal looked
        looked += 1
        return spots.up(spot)

    monkeypatch.setattr(groups, "up", counted)
    box = (
        '<div class="b{n}x"><ul><li><a href="/n/1.html">Brücke ab Montag gesperrt</a><i>20.11.2026</i></li></ul></div>'
    )
    taken = []
    for many in (100, 200):
        looked = 0
        page = "".join(box.format(n=n % 20) for n in range(many))
        read.listing(Page(url="http://x.example/", text=page, fetched=NOW), kind="auto")
        taken.append(looked)

    assert taken[1] < 2.5 * taken[0]


def test_a_dash_between_the_day_and_the_title_goes_with_the_day():
    assert listed('<li><a href="/a/{n}12"><span>{day}.11.2026</span> — {title}</a></li>') == EVERY


def test_a_title_on_two_lines_is_one():
    lines = '<div><h2><a href="/a/{n}12">{title}<br>und was das heißt<i class="icon"></i></a></h2>{day}.11.2026</div>'

    assert listed(lines) == [(f"{title} und was das heißt", day) for title, day in EVERY]


def test_the_long_line_by_which_drupal_says_who_and_when():
    said = '<a href="/user/1">Kerem</a> tarafından Pzt, {day}/11/2026 - 13:36 tarihinde gönderildi.'

    assert listed(f'<div><h2><a href="/a/{{n}}12">{{title}}</a></h2><span>{said}</span></div>') == EVERY


def test_the_newest_two_shown_large_above_the_list_are_its_first_items():
    large = "".join(
        f'<div><section><h3>{title}</h3><p>{day}.11.2026</p><a href="/a/{day}12">Öffnen</a></section></div>'
        for title, day in (("Markt im Advent", 24), ("Wasser abgestellt", 22))
    )
    card = '<li><a href="/a/{n}12">{title}</a> {day}.11.2026</li>'
    small = "".join(card.format(n=n, title=title, day=20 - n) for n, title in enumerate(TITLES))
    page = f"<title>Aktuelles</title><main><h2>Aktuelles</h2><div>{large}</div><section><h3>Archiv</h3><ul>{small}</ul>"
    found = read.listing(Page(url="http://x.example/aktuelles", text=page, fetched=NOW), kind="auto").articles

    assert [each.title for each in found] == ["Markt im Advent", "Wasser abgestellt", *TITLES]


@pytest.mark.parametrize("box", ['<div class="article-title">{}</div>', "<strong>{}</strong>", "<h3>{}</h3>"])
def test_of_a_title_and_a_longer_teaser_that_are_both_links_the_title_is_the_title(box):
    title = box.format('<a href="/a/{n}12">{title}</a>')
    teaser = '<a href="/a/{n}12"><p>Wer am Samstag kommt, sieht zum ersten Mal</p></a>'

    assert listed(f"<div>{title}{{day}}.11.2026{teaser}</div>") == EVERY


def test_those_shown_large_may_lie_in_folders_of_their_own_days():
    cards = [
        f'<div><a href="/a/2026/11/{day}/{name}/"><h3>{name}</h3>{day}.11.2026</a></div>'
        for day, name in ((24, "markt-im-advent-der-vereine"), (22, "wasser"))
    ]
    rows = [
        f'<li><a href="/a/2026/11/{day}/x-{day}-y-langer-titel/">Nachricht Nummer {day}</a> {day}.11.2026</li>'
        for day in (19, 17, 15, 12)
    ]
    page = f"<title>A</title><main><div>{''.join(cards)}</div><section><ul>{''.join(rows)}</ul></section>"
    found = read.listing(Page(url="http://x.example/a", text=page, fetched=NOW), kind="auto").articles

    assert [each.title for each in found][:3] == ["markt-im-advent-der-vereine", "wasser", "Nachricht Nummer 19"]


def test_the_day_that_a_course_begins_is_not_when_it_was_announced():
    card = '<a href="/a/{n}12"><p>Beginn 5. Dezember 2026</p><h3>{title}</h3><p>{day}.11.2026</p></a>'

    assert listed(f"<div>{card}</div>") == EVERY


def test_a_heading_within_a_box_that_is_called_one_is_the_title():
    card = '<a href="/a/{n}12"><div class="subtitles"><h2>{title}</h2><p>Mehr dazu hier.</p></div>{day}.11.2026</a>'

    assert listed(f"<div>{card}</div>") == EVERY


def test_of_a_short_title_and_a_teaser_that_ends_like_a_sentence_the_title_is_the_title():
    teaser = "寒潮来袭的这天夜里，客服专员费小雨接到了一个来自高速公路上的求助电话。"
    titles = ("雪夜里的救援电话", "最快的一笔理赔", "渡口恢复通航", "警惕退保代理")
    card = '<li><a href="/a/{0}12.html">{1}</a><i>2026-11-1{0}</i><p><a href="/a/{0}12.html">{2}</a></p></li>'
    cards = "".join(card.format(9 - n, title, teaser) for n, title in enumerate(titles))
    page = f"<title>新闻</title><h1>新闻</h1><ul>{cards}</ul>"
    found = read.listing(Page(url="http://x.example/xw/", text=page, fetched=NOW), kind="auto").articles

    assert [each.title for each in found] == list(titles)


@pytest.mark.parametrize("kicker", ["Kultur", "12", "2026-03-12", "Aus dem Rathaus"])
def test_a_kicker_or_a_day_in_the_box_of_a_title_is_not_the_title(kicker: str):
    box = f'<div class="title"><h6>{kicker}</h6><p>{{title}}</p></div>'
    titles = [title for title, _ in listed(f'<li><a href="/a/{{n}}12.html">{box}</a><i>{{day}}.11.2026</i></li>')]

    assert len(titles) == len(TITLES)
    assert all(title in said for title, said in zip(TITLES, titles, strict=True))


def test_read_the_article_is_no_title_where_headlines_end_like_sentences():
    titles = (
        "夏季休業の日程の詳細を公開いたしました。",
        "渡し船の運航を再開いたしました。",
        "図書館の開館時間を変更します。",
    )
    card = '<li><a href="/a/{0}12.html">{1}</a><i>2026.11.1{0}</i><a href="/a/{0}12.html">記事を読む</a></li>'
    page = f"<title>お知らせ</title><ul>{''.join(card.format(9 - n, title) for n, title in enumerate(titles))}</ul>"
    found = read.listing(Page(url="http://x.example/oshirase/", text=page, fetched=NOW), kind="auto").articles

    assert [each.title for each in found] == list(titles)


@pytest.mark.parametrize("beside", ["10.10", "<b>10-12</b>", "May 3", "1995-05-05"])
def test_a_day_to_come_yields_to_no_hours_and_no_birthdays(beside: str):
    card = f'<li><span>2026-12-2{{n}}</span> <span>{beside}</span> <a href="/a/{{n}}12.html">{{title}}</a></li>'

    assert listed(card) == [(title, f"12-2{n}") for n, title in enumerate(TITLES)]


@pytest.mark.parametrize("words", ["https://www.bakery.example/offer", "18:50"])
def test_a_card_that_is_called_by_an_address_or_a_time_is_no_article(words: str):
    card = '<li><a href="/a/{n}12.html">{title}</a><i>{day}.11.2026</i></li>'
    odd = f'<li><a href="/a/912.html">{words}</a><i>15.11.2026</i></li>'

    assert {title for title, _ in listed(card + odd)} == set(TITLES)


TEASER = "Sieben Klassen haben mitgemacht, und am Ende standen 312 Liter im Keller, genug für ein ganzes Jahr..."


@pytest.mark.parametrize(
    "card",
    [
        '<div><a href="/a/{n}12"><p class="aTitle">{title}</p></a><i>{day}.11.2026</i>'
        '<a href="/a/{n}12"><p>%s</p></a></div>',
        '<div><a href="/a/{n}12"><h2><b>{title}</b> <x>%s</x> <y>mehr</y></h2></a><i>{day}.11.2026</i></div>',
        '<div><a href="/a/{n}12"><span>{title}</span> <span>%s</span></a><i>{day}.11.2026</i></div>',
        '<div><a href="/a/{n}12"><span>{title}</span> <span>（nach der Satzung vom 3. Mai, zuletzt geändert am '
        "20. Juni, in der Fassung des Rates）</span></a><i>{day}.11.2026</i></div>",
    ],
)
def test_a_teaser_or_a_note_is_not_the_title(card):
    assert listed(card % TEASER if "%s" in card else card) == EVERY


def test_of_a_card_among_others_the_title_is_read_from_all_its_links():
    """The cards are found by their pictures; one has none, and its teaser is a link as well."""

    def card(n: int, title: str, picture: str) -> str:
        href = f'href="/a/{n}12"'
        return (
            f"<li><div>{picture.format(href)}</div><div><div class=news_title><a {href}>{title}</a></div>"
            f"<div class=news_text><a {href}>{TEASER}</a></div><div>{20 - n}.11.2026</div></div></li>"
        )

    cards = "".join(card(n, title, "<a {}><img src=a.jpg></a>" if n != 2 else "") for n, title in enumerate(TITLES))

    assert listed(f"<ul>{cards}</ul>".replace("{", "{{").replace("}", "}}"))[: len(TITLES)] == EVERY


@pytest.mark.parametrize(
    ("tooltip", "words", "part"),
    [
        ("Comments on {title}", "", "#comments"),
        ("{title} (opens in a new window)", "{title}", ""),
        ("{title}（另開視窗）", "{title}", ""),
    ],
)
def test_what_a_tooltip_says_of_the_link_is_no_part_of_the_title(tooltip, words, part):
    assert listed(f'<div><a href="/a/{{n}}12{part}" title="{tooltip}">{words}</a><i>{{day}}.11.2026</i></div>') == EVERY


def test_a_title_in_no_element_of_its_kind_is_the_first_line_of_a_dated_card():
    """JetEngine: the title in a <div>, an empty link over the card."""
    line = "<div>{title}</div><div>Mehr davon erzählt der Bericht des Rates, der am Montag darüber beraten hat</div>"

    assert listed(f'<section>{line}<i>{{day}}.11.2026</i><a href="/a/{{n}}12"></a></section>') == EVERY


def test_the_date_in_an_element_called_so_is_the_cards():
    card = (
        '<div><h2><a href="/a/{n}12">{title}</a></h2><div><div><p>Liebe Nachbarn, wir bitten alle, '
        "die am Samstag helfen wollen, bis zum Freitag im Rathaus Bescheid zu geben, damit wir planen können.</p>"
        "<p>Das Rathaus<br>3. Oktober 2026</p></div></div>"
        '<p class="time">{day}.11.2026 Web</p></div>'
    )

    assert listed(card) == EVERY


@pytest.mark.parametrize(
    "card",
    [
        '<div><h2><a href="/a/{n}12"><span>Gespräch mit der Ministerin:</span> <span>{title}, und was heißt das für '
        "die Städte an der Küste im Norden?</span></a></h2><i>{day}.11.2026</i></div>",
        '<div><a href="/a/{n}12">{title}</a><a href="/a/{n}12"><span class=btn>Alles dazu hier lesen</span></a>'
        "<i>{day}.11.2026</i></div>",
        '<div><a href="/a/{n}12"><img src=x.jpg><span class=subtitle>Im Rathaus</span></a>'
        '<a href="/a/{n}12">{title}</a><i>{day}.11.2026</i></div>',
    ],
)
def test_a_kicker_a_button_and_a_subtitle_are_not_the_title(card):
    assert all(title in said for (title, _), (said, _) in zip(EVERY, listed(card), strict=True))


@pytest.mark.parametrize(
    "beside",
    ["<p>Frist: <span class=date>2026-10-19</span></p>", "<p class=time>Beginn: 2026-11-19 14:00</p>"],
)
def test_a_deadline_is_not_when_it_was_announced_whatever_its_class(beside):
    assert listed(f'<div><a href="/a/{{n}}12">{{title}}</a><em>{{day}}.11.2026</em>{beside}</div>') == EVERY


def test_the_office_that_every_card_begins_with_is_no_title():
    card = (
        "<div><div>Presseamt der Stadt</div><div>{title} und so weiter im Bericht</div><i>{day}.11.2026</i>"
        '<a href="/a/{n}12">Mehr</a></div>'
    )

    assert "Presseamt der Stadt" not in [title for title, _ in listed(card)]


def test_a_headline_that_begins_as_a_tooltip_of_comments_does_is_whole():
    """Comment on devient chercheur: how one becomes a researcher."""
    card = (
        '<div><a href="/a/{n}12" title="Comment on devient: {title}"><img src=x{n}.jpg></a><i>{day}.11.2026</i></div>'
    )

    assert listed(card) == [(f"Comment on devient: {title}", day) for title, day in EVERY]


@pytest.mark.parametrize(
    "card",
    [
        '<a href="/a/{n}12"><div class=meta><span>{day}.11.2026</span><span>Pressemitteilung</span></div>'
        "<div>{title}</div><div><p>Mehr dazu steht in dieser Meldung.</p></div></a>",
        '<a href="/a/{n}12"><div class=tag>Nyhet</div><div>November {day}, 2026</div><div class=heading-s>{title}</div>'
        "<div>Läs mer</div></a>",
        '<a href="/a/{n}12"><div>Aus unseren Vereinen</div><div>{day}.11.2026</div><div>{title}</div></a>',
        '<a href="/a/{n}12"><div>7 min read</div><div>{day}.11.2026</div><div>{title}</div></a>',
    ],
    ids=["a kind glued to the day", "a label and a day in words", "what other cards begin with", "minutes"],
)
def test_the_headline_of_a_card_whose_lines_are_no_headings(card: str):
    assert listed(card) == EVERY


def test_what_cards_begin_with_alike_is_no_title():
    card = '<a href="/a/{n}12"><div>Predigttext</div><div>{day}.11.2026</div><div>{title}</div></a>'

    assert {title for title, _ in listed(card)} == set(TITLES)


def test_two_cards_may_have_one_title():
    card = '<a href="/a/{n}12"><div>{title}</div><div>{day}.11.2026</div><p>Mehr dazu steht hier, wie immer.</p></a>'
    twice = [TITLES[0], *TITLES]
    cards = "".join(card.format(n=n, day=20 - n, title=title) for n, title in enumerate(twice))
    page = Page(url="http://x.example/aktuelles", text=f"<h1>Aktuelles</h1><div>{cards}</div>", fetched=NOW)

    assert [each.title for each in read.listing(page, kind="auto").articles] == twice


@pytest.mark.parametrize(
    ("classes", "kept"),
    [
        ("news-card news-card--featured", ".news-card"),
        ("news-card news-card--has-image", ".news-card"),
        ("news-card news-card--events", ".news-card.news-card--events"),
        ("teaser teaser--text", ".teaser.teaser--text"),
    ],
)
def test_how_a_card_looks_is_not_what_it_is(classes: str, kept: str):
    assert spots.stable(classes) == kept


@pytest.mark.parametrize(
    ("classes", "place"), [("hometext m-bottom", ""), ("p-bottom", ""), ("page-bottom", "foot"), ("bottom", "foot")]
)
def test_a_gap_below_a_box_makes_no_foot_of_it(classes: str, place: str):
    assert place_of("div", classes, "") == place


def test_a_title_may_begin_with_the_day_it_speaks_of():
    card = '<p><a href="/a/{n}12">2018年5月28日起{title}</a> <i>2018-05-{day}</i></p>'

    assert [title for title, _ in listed(card)] == [f"2018年5月28日起{title}" for title in TITLES]


def test_a_post_without_a_title_is_called_by_its_first_sentence():
    """WordPress links the empty heading."""
    card = (
        '<article class="post hentry"><h2><a href="/a/{n}12" title="">{title}</a></h2><i>{day}.11.2026</i>'
        "<p>Der Vorstand dankt allen Helfern für diese Saison. Bis bald.</p></article>"
    )
    bare = card.replace("{title}", "")
    cards = bare.format(n=9, day=21) + "".join(card.format(n=n, title=t, day=20 - n) for n, t in enumerate(TITLES))
    page = Page(url="http://x.example/aktuelles", text=f"<h1>Aktuelles</h1><div>{cards}</div>", fetched=NOW)

    first = read.listing(page, kind="auto").articles[0]
    assert (first.title, first.url) == ("Der Vorstand dankt allen Helfern für diese Saison.", "http://x.example/a/912")


@pytest.mark.parametrize("start", ["01.05.2026 ", "9/11 ", "24/7 ", "3-2 ", "10-12 "])
def test_numbers_that_open_a_headline_stay(start: str):
    card = f'<a href="/a/{{n}}12"><div>{start}{{title}}</div><div>Mehr dazu steht in dieser Meldung.</div></a>'

    assert [title for title, _ in listed(card)] == [f"{start}{title}" for title in TITLES]


def test_a_day_a_month_and_a_year_in_pieces_are_one_date():
    card = (
        '<article><h2><a href="/events/e{n}">{title}</a></h2><p><time datetime="2015-04-08T10:01:17+00:00">'
        '<a href="/posts/2014/12">11月</a><span>{day}</span><a href="/posts/2014">2014</a></time></p></article>'
    )
    cards = "".join(card.format(n=n, title=title, day=20 - n) for n, title in enumerate(TITLES))
    page = Page(url="http://x.example/aktuelles", text=f"<h1>活動</h1><div>{cards}</div>", fetched=NOW)

    found = read.listing(page, kind="auto").articles

    assert [f"{each.published:%Y-%m-%d}" for each in found if each.published] == [f"2014-11-{20 - n}" for n in range(4)]


@pytest.mark.parametrize("count", ["2031", "1523", "5 · 2027-01"])
def test_a_number_beside_a_day_and_a_month_is_no_year_to_come(count: str):
    parts = "".join(f"<span>{part}</span>" for part in count.split(" · "))
    card = f'<li><p><b>{{day}}</b><i>11月</i>{parts}</p><a href="/posts/{{n}}12.html">{{title}}</a></li>'
    cards = "".join(card.format(n=n, title=title, day=20 - n) for n, title in enumerate(TITLES))
    page = Page(url="http://x.example/xinwen/", text=f"<h1>新闻</h1><ul>{cards}</ul>", fetched=NOW)

    found = read.listing(page, kind="auto").articles

    assert [f"{each.published:%Y-%m-%d}" for each in found if each.published] == [f"2026-11-{20 - n}" for n in range(4)]


def test_a_year_of_two_digits_is_the_year_whatever_day_the_address_names():
    days = ("13-04-17", "12-04-16", "11-07-08", "11-06-20")
    rows = "".join(
        f'<li><h4><a href="/a/xinwen/2016/0418/13{9 - n}.html">{title}</a></h4><span>{day}</span></li>'
        for n, (title, day) in enumerate(zip(TITLES, days, strict=True))
    )
    page = Page(url="http://x.example/a/xinwen/", text=f"<h1>新闻</h1><ul>{rows}</ul>", fetched=NOW)

    found = read.listing(page, kind="auto").articles

    assert [f"{each.published:%y-%m-%d}" for each in found if each.published] == list(days)


def test_a_row_whose_link_only_offers_a_download_is_called_what_its_fullest_cell_says():
    card = "<tr><td>2026-11-{day}</td><td>{title}</td><td><a href='/doc/{n}7.pdf'>下載</a></td></tr>"

    cards = "".join(card.format(n=n, title=title, day=20 - n) for n, title in enumerate(TITLES))
    menu = '<div id="nav"><a href="/">主頁</a><a href="/kecheng.html">課程</a></div>'
    page = f"<title>最新消息</title>{menu}<h2>最新消息</h2><table>{cards}</table>"

    found = read.listing(Page(url="http://x.example/news.html", text=page, fetched=NOW), kind="auto").articles

    assert [(each.title, f"{each.published:%m-%d}") for each in found if each.published] == EVERY


def test_a_heading_in_a_box_called_a_title_is_the_title_if_more_is_said_below_it():
    """ "bt" ends the classes of Chinese titles, and those of boxes of text (wbt) that hold more than one."""
    below = "<p>Alle sind eingeladen, zu kommen und zu sehen, was daraus wurde</p><button>Mehr</button>"
    box = f'<div class="lb-wbt"><h2>{{title}}</h2>{below}<span>2026-11-{{day}}</span></div>'

    assert listed(f'<li><a href="/a/{{n}}5.html"><img src=x.png>{box}</a></li>') == EVERY


@pytest.mark.parametrize(
    "about", ["bis 27.11.2026", "seit 6.5.1998", "am 2026-12-24", "截止 2026-11-30", "Aktualisiert am 26.11.2026"]
)
def test_yesterday_is_when_it_came_out_whatever_other_day_it_tells_of(about):
    card = f'<li><a href="/a/{{n}}15.html">{{title}}</a> <span>gestern</span> <span>{about}</span></li>'

    assert listed(card) == [(title, "11-25") for title in TITLES]


def test_yesterday_in_a_text_is_not_when_it_came_out_where_that_is_said():
    card = '<li><a href="/a/{n}15.html">{title}</a> <p>Gestern</p> <p>Veröffentlicht am {day}.11.2026</p></li>'

    assert listed(card) == EVERY
