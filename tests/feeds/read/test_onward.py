"""The next older page, as sites of many languages and makes call it."""

import pytest

from feeds.read.html import parse
from feeds.read.onward import following


@pytest.mark.parametrize(
    "link",
    [
        '<div class="nav-previous"><a href="/page/2"><span>&larr;</span> Older posts</a></div>',
        '<a href="/page/2">← Korábbi bejegyzések</a>',
        '<a href="/page/2">Starije objave »</a>',
        '<a href="/page/2">이전 글</a>',
        '<p><b>(1)</b> <a href="/page/2">2</a></p>',
        '<div class="blog-page-nav-previous"><a href="/page/2">&lt;&lt;Previous</a></div>',
        '<nav class="pg_wrap"><strong>1</strong> <a href="/page/2">2<span>페이지</span></a></nav>',
    ],
)
def test_it_is_found(link):
    assert following(parse(f"<body><p>news</p>{link}</body>", "http://a.example/")) == "http://a.example/page/2"


@pytest.mark.parametrize(
    "link",
    ['<a href="/page/2">下一篇</a>', '<a href="/">Older posts</a>'],
)
def test_another_article_and_this_very_page_are_none(link):
    assert following(parse(f"<body><p>news</p>{link}</body>", "http://a.example/")) is None
