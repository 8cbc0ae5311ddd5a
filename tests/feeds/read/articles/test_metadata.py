"""What pages say about themselves for machines."""

import pytest

from feeds.read.articles.metadata import Metadata, read
from feeds.read.markup.html import parse

URL = "https://www.yunxi.example/a"


def told(head: str, body: str = "") -> Metadata:
    return read(parse(f"<html><head>{head}</head><body>{body}</body></html>", URL))


@pytest.mark.parametrize(
    "block",
    [
        '{"@type":"NewsArticle","headline":"开学","datePublished":"2026-10-20","author":{"name":"林晓"}}',
        '[{"@type":"BreadcrumbList"},{"@type":["Article"],"headline":"开学",'
        '"datePublished":"2026-10-20","author":[{"name":"林晓"}]}]',
        '{"@type":"Article","headline":"开学","datePublished":"2026-10-20",'
        '"author":{"name":"<a href=\\"/u/1\\">林晓</a>"}}',
        '{"@graph":[{"@type":"WebSite","name":"x"},{"@type":"BlogPosting",'
        '"headline":"开学","datePublished":"2026-10-20","author":"林晓"}]}',
    ],
)
def test_json_ld_is_read_in_every_coat(block: str):
    found = told(f'<script type="application/ld+json">{block}</script>')

    assert (found.title, found.published, found.author) == ("开学", "2026-10-20", "林晓")


@pytest.mark.parametrize("block", ["{", "[1, null]", '"x"', "", '{"@type":"NewsArticle"}', "[" * 5000])
def test_broken_json_ld_says_nothing(block: str):
    assert told(f'<script type="application/ld+json">{block}</script>') == Metadata()


def test_the_metas_of_chinese_systems_and_open_graph_are_read():
    found = told(
        '<meta name="ArticleTitle" content="开学"><meta name="PubDate" '
        'content="2026-10-20 08:30"><meta name="ContentSource" content="宣传部">'
        '<meta property="og:site_name" content="云溪"><meta property="og:type" content="article">'
    )

    assert (found.title, found.published, found.source) == ("开学", "2026-10-20 08:30", "宣传部")
    assert (found.site, found.type) == ("云溪", "article")


def test_microdata_are_read():
    body = (
        '<div itemscope><h1 itemprop="headline">开学</h1><time '
        'itemprop="datePublished" datetime="2026-10-20">近日</time></div>'
    )

    found = told("", body)

    assert (found.title, found.published) == ("开学", "2026-10-20")


def test_a_profile_is_no_author():
    assert told('<meta property="article:author" content="https://www.facebook.com/x">').author == ""


@pytest.mark.parametrize(
    ("said", "name"),
    [("byMira Holt", "Mira Holt"), ("By Mira Holt", "Mira Holt"), ("Byron Holt", "Byron Holt"),
     ("Alder Press, https://alder.example/", "Alder Press"), ("Mira Holt (http://mira.example/)", "Mira Holt"),
     ("https://mira.example/", "")],
)  # fmt: skip
def test_of_an_author_only_the_name_is_kept(said: str, name: str):
    assert told(f'<meta name="author" content="{said}">').author == name
