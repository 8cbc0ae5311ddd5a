"""The kind for pages of unknown make, on sites of other makes and languages."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import worldpages as world

from feeds.model import Page
from feeds.read.detect import detect
from feeds.read.kinds import auto
from feeds.read.markup.html import parse

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=BERLIN)
LISTS = {
    "WordPress": (world.wordpress_list(), "/category/news/", world.EN),
    "TYPO3": (world.typo3_list(), "/aktuelles", world.DE),
    "Drupal": (world.drupal_list(), "/news", world.EN),
    "the date before in Japanese": (
        world.japanese_list('<dt>{d}</dt><dd><a href="{u}">{t}</a></dd>'),
        "/news/",
        world.JA,
    ),
    "the date behind in Japanese": (
        world.japanese_list('<dt><a href="{u}">{t}</a></dt><dd>{d}</dd>'),
        "/news/",
        world.JA,
    ),
    "a label above the headline": (
        world.japanese_list('<li><a href="{u}"><span>{d}</span><span>お知らせ</span><p>{t}</p></a></li>'),
        "/news/",
        world.JA,
    ),
    "links and breaks": (world.flat_list(), "/news.asp", world.ZH),
    "a table for each row": (world.nested_tables(), "/news.asp", world.ZH),
    "a grid of cards": (world.grid(), "/news", world.EN),
}


@pytest.mark.parametrize("make", LISTS)
def test_a_list_is_found_whoever_built_the_site(make: str):
    html, path, titles = LISTS[make]
    url = f"https://www.site.example{path}"

    found = auto.listing(parse(html, url), auto.Settings(), BERLIN, NOW)

    assert [(a.title, a.published and a.published.date().isoformat()) for a in found.articles] == [
        (t, f"2026-10-{20 - n}") for n, t in enumerate(titles)
    ]
    assert detect(Page(url=url, text=html, fetched=NOW), zone=BERLIN).page == "list"


ARTICLES = {
    "WordPress": (world.wordpress_article(), "/news/lab-opens/", world.EN[0], world.EN_TEXT),
    "TYPO3": (world.typo3_article(), "/aktuelles/detail/neues-labor-fuer-quantenoptik", world.DE[0], world.DE_TEXT),
    "a Japanese site": (world.japanese_article(), "/news/202610201.html", world.JA[0], world.JA_TEXT),
    "an old site of tables": (world.old_table_article(), "/view.asp?id=5", world.ZH[0], world.ZH_TEXT),
    "a site of bare divs": (world.bare_divs(), "/html/123.html", world.ZH[2], world.ZH_TEXT),
}


@pytest.mark.parametrize("make", ARTICLES)
def test_an_article_is_read_whoever_built_the_site(make: str):
    html, path, title, text = ARTICLES[make]
    url = f"https://www.site.example{path}"

    found = auto.article(parse(html, url), auto.Settings(), BERLIN, NOW)

    assert (found.title, found.text) == (title, "\n".join(text))
    assert found.published is not None
    assert found.published.date().isoformat() == "2026-10-20"
    assert detect(Page(url=url, text=html, fetched=NOW), zone=BERLIN).page == "article"
