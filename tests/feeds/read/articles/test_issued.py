"""When an article was published, where nothing but a corner of the page says so."""

from datetime import UTC, datetime

import pytest

from feeds import read
from feeds.model import Page
from feeds.read.dates import labels

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
TEXT = "<p>The old ferry runs again from Monday, and its first trip is free for all pupils of the valley.</p>" * 4


def published(markup: str, language: str = "en") -> str | None:
    text = f"<html lang={language}>{markup}"
    found = read.article(Page(url="http://ferry.example/news/a", text=text, fetched=NOW), kind="auto").published
    return f"{found:%Y-%m-%d %H:%M}" if found else None


@pytest.mark.parametrize(
    ("markup", "when"),
    [
        (f"<title>The ferry runs - 07.05.2026 - Valley Post</title><h1>The ferry runs</h1>{TEXT}", "2026-05-07 00:00"),
        (
            f"<title>The ferry runs</title><h1>The ferry runs</h1><p>10.02.26 - It is back.</p>{TEXT}",
            "2026-02-10 00:00",
        ),
        (
            "<title>The ferry runs</title><h1>The ferry runs</h1><p>(10.02.2026) It is back.</p>"
            f"{TEXT}<p class=article_date>Letzte Aktualisierung: 12.02.2026</p>",
            "2026-02-10 00:00",
        ),
        (f"<title>The ferry runs</title><h1>The ferry runs</h1>{TEXT}", None),
        *(
            (f"<title>The ferry runs</title><h1>The ferry runs</h1><p>{begun} It is back. {TEXT[3:]}", when)
            for begun, when in (
                ("LEEDS, 4 May 2026 –", "2026-05-04 00:00"),
                ("Castle Ford (May 4, 2026) —", "2026-05-04 00:00"),
                ("Bremen, den 4. Mai 2026:", "2026-05-04 00:00"),
                ("Los Talas · 4 de mayo de 2026.", "2026-05-04 00:00"),
                ("In Leeds, 4 May 2026 is a holiday.", None),
                ("from leeds, 4 May 2026 –", None),
                ("BERLIN, 8 May 1945 –", None),
                ("Leeds, 4 May 2026 – 6 May 2026:", None),
            )
        ),
        (  # as Drupal says it to machines: August, whatever 08/06 is in German
            "<title>The ferry runs</title><h1>The ferry runs</h1><span class=submitted><span property='dc:date "
            "dc:created' content='2021-08-06T10:21:08+08:00'>Submitted by ada on Fri, 08/06/2021 - 10:21</span></span>"
            f"{TEXT}",
            "2021-08-06 10:21",
        ),
        (  # in the tooltip of a clock
            "<title>The ferry runs</title><h1>The ferry runs</h1><span title='Publié le 14.06.2015, 21:30'></span>"
            f"{TEXT}",
            "2015-06-14 21:30",
        ),
        (  # of another article
            f"<title>The ferry runs</title><h1>The ferry runs</h1>{TEXT}<p>20 November 2026</p><div class=sidebar>"
            "<i title='Posted 2019-01-02'></i></div>",
            "2026-11-20 00:00",
        ),
        (  # a line below the picture that opens the box
            "<title>The ferry runs</title><h1>The ferry runs</h1><div><img src='/ferry.jpg'><div><a href='/d?2016'>"
            f"08 Feb 2016</a> par <a href='/r?1'>La Rédaction</a> dans <a href='/c?1'>Arts</a></div>{TEXT}</div>"
            "<div>21/01/2016 An older article is read by many</div>",
            "2016-02-08 00:00",
        ),
        (  # Movable Type's line below the text, and the date of a trackback
            f"<title>The ferry runs</title><h1>The ferry runs</h1><div>{TEXT}<span class=posted>投稿者 西の二番 : "
            "2010年04月25日 | <a href='/blog/cat_4.html'>船</a> | <a href='/blog/'>メイン</a></span></div>"
            "<div class=trackback-body>日付: 2010.05.03</div>",
            "2010-04-25 00:00",
        ),
        (  # of another article
            f"<title>The ferry runs</title><h1>The ferry runs</h1>{TEXT}<div class='node node-teaser'><span "
            "property='dc:date dc:created' content='2021-08-06T10:21:08+08:00'></span></div>",
            None,
        ),
        (
            f"<title>The ferry runs</title><h1>The ferry runs</h1><p>19 06 2026 (23 weeks 3 days ago)</p>{TEXT}",
            "2026-06-19 00:00",
        ),
    ],
)
def test_a_date_in_the_title_or_before_the_first_word_is_better_than_none(markup, when):
    assert published(markup, "de") == when


def test_the_hour_for_machines_is_told_with_the_sites_offset_where_our_day_is_another():
    stamp = '<time datetime="2026-11-22T19:31:00+01:00">Published: 22 November 2026</time>'

    assert published(f"<h1>The ferry runs again</h1><p>{stamp}</p>{TEXT}") == "2026-11-22 19:31"  # 02:31 in Shanghai


def test_a_byline_below_the_text_says_when():
    line = "<div>Author: <a href=/u/5><b>Pebble</b></a> am 21.11.2026, 13:36 Uhr</div>"

    assert published(f"<h1>The ferry runs again</h1><div>{TEXT}</div>{line}", "de") == "2026-11-21 13:36"


@pytest.mark.parametrize(
    "line", ["Son başvuru tarihi: 20.11.2026", "A kötet megjelent: 2026.11.20.", "Doğum tarihi: 03.05.1998"]
)
def test_a_day_that_another_word_claims_is_not_when_it_was_published(line: str):
    assert labels.labelled(line, UTC, NOW) is None


def test_numbers_that_may_be_either_are_read_as_machines_are_told():
    stamp = '<time datetime="2017-05-02T18:41:09+00:00">02/05/2017</time>'

    assert published(f"<h1>The ferry runs again</h1><p>{stamp} News</p>{TEXT}", "en-US") == "2017-05-02 18:41"


def test_a_day_with_its_day_of_the_week_stands_in_a_long_line_of_words():
    line = (
        "<div class=m>Escrito en <a href=/c/a>Apuntes</a><span> el </span> Domingo 14 de noviembre de 2010 "
        "<span>·</span> <a href=#c>Ver los comentarios</a><span>·</span> <a href=/p>Imprimir una copia</a></div>"
    )

    assert published(f"<h1>The ferry runs again</h1>{line}{TEXT}", "es") == "2010-11-14 00:00"


@pytest.mark.parametrize("word", ["Expires", "Begins", "Termin", "Copyright", "Until", "From", "Ends"])
def test_a_day_that_one_word_claims_is_not_the_day_of_its_line(word: str):
    line = (
        f"<p>3 March 2026 | Town hall, main square, big room on the first floor | <span>{word} 12 May 2026</span></p>"
    )

    page = f"<title>The ferry runs again</title><h1>The ferry runs again</h1>{line}<div>{TEXT}</div>"

    assert published(page) == "2026-03-03 00:00"


@pytest.mark.parametrize(
    ("markup", "when"),
    [
        ('<p class=m><span class=date title="12/03/2025">12/03/2025</span></p>', "2025-12-03 00:00"),
        (
            "<p class=m>12/03/2025</p><div class=sidebar><time datetime=2025-03-12>A fair</time></div>",
            "2025-12-03 00:00",
        ),
    ],
)
def test_neither_another_s_stamp_nor_one_as_doubtful_tells_the_order(markup: str, when: str):
    assert published(f"<h1>The ferry runs again</h1>{markup}{TEXT}", "en-us") == when


def test_a_sentence_that_begins_with_published_is_text():
    first = "Publicado en 1967, el libro cambió la literatura de todo un continente."
    page = f"<title>El libro</title><h1>El libro</h1><div class=content><p>{first}</p>{TEXT}</div>"
    found = read.article(Page(url="http://a.example/news/a", text=f"<html lang=es>{page}", fetched=NOW), kind="auto")

    assert found.text.startswith(first)


def test_an_index_above_the_title_says_when():
    """The table of Chinese authorities; the related article below the title has another date."""
    index = "<dl><dd>索 引 号：<b>0247/2026-53</b></dd><dd><label>{label}：</label><div>2026-05-18</div></dd></dl>"
    related = "<h3>关联稿件：</h3><ul><li><a href=/b>一图读懂公报</a> <span>2026-07-14</span></li></ul>"
    meta = '<meta name="PubDate" content="2026-08-24 11:02:40">'
    page = f"{meta}<title>统计公报</title>{index}<h1>漳南县统计公报</h1>{related}{TEXT}"

    assert published(page.format(label="生成日期"), "zh") == "2026-05-18 00:00"
    assert published(page.format(label="有效期至"), "zh") == "2026-07-14 00:00"


@pytest.mark.parametrize(
    ("index", "below"),
    [
        ("<td>发布日期：</td><td>2027-12-30</td>", ""),  # a typing error
        ("<td>生成日期：</td><td>2025-12-30</td>", ""),
        ("<td>公开方式：</td><td>主动公开</td>", "<p>页面生成时间：2026-11-25 11:58:03</p>"),
    ],
)
def test_an_index_above_the_title_says_less_than_the_line_below_it(index: str, below: str):
    table = f"<table><tr><td>索引号：</td><td>000-123</td>{index}</tr></table>"
    line = "<p>2026-07-10 10:22 来源：市政府</p>"

    assert (
        published(f"<title>通知</title>{table}<h1>关于加强管理的通知</h1>{line}{TEXT}{below}", "zh")
        == "2026-07-10 10:22"
    )


def test_of_two_stamps_the_one_that_is_called_published():
    """As WordPress themes write them, the hidden one of the change first."""
    stamps = (
        '<span><time class="updated" datetime="2024-12-04">04/12/2024</time>'
        '<time class="entry-date published" datetime="2024-11-10">10/11/2024</time></span> <i>by</i>'
    )

    assert published(f"<h1>The ferry runs again</h1><p>{stamps}</p>{TEXT}", "pl") == "2024-11-10 00:00"


def test_another_article_s_stamp_is_not_ours_because_it_is_called_published():
    own = '<time class="entry-date" datetime="2026-11-02T10:00:00+08:00">Monday</time>'
    other = '<section class=more><article><h3><a href=/z>The mill is sold</a></h3><time class="entry-date published" '
    other += 'datetime="2025-01-05T08:00:00+00:00">Sunday</time></article></section>'

    assert published(f"<article><h1>The ferry runs again</h1>{own}{TEXT}</article>{other}") == "2026-11-02 10:00"
