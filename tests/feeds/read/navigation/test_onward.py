"""The next older page, as sites of many languages and makes call it."""

import pytest

from feeds.read.markup.html import parse
from feeds.read.navigation.onward import following


@pytest.mark.parametrize(
    "link",
    [
        '<div class="nav-previous"><a href="/page/2"><span>&larr;</span> Older posts</a></div>',
        '<a href="/page/2">← Korábbi bejegyzések</a>',
        '<a href="/page/2">Starije objave »</a>',
        '<a href="/page/2">&laquo; Tidligere indlæg</a>',
        '<a href="/page/2">이전 글</a>',
        '<div class="alignleft"><a href="/page/2">&laquo; Articles pr&eacute;c&eacute;dents</a></div>',
        '<p><b>(1)</b> <a href="/page/2">2</a></p>',
        '<a class="blog-pager-older-link" href="/page/2">Παλαιότερες αναρτήσεις</a>',
        '<div class="blog-page-nav-previous"><a href="/page/2">&lt;&lt;Previous</a></div>',
        '<nav class="pg_wrap"><strong>1</strong> <a href="/page/2">2<span>페이지</span></a></nav>',
    ],
)
def test_it_is_found(link):
    assert following(parse(f"<body><p>news</p>{link}</body>", "http://a.example/")) == "http://a.example/page/2"


@pytest.mark.parametrize(
    ("page", "link", "leads"),
    [
        ("/news/", '<a href="/page/7">More events</a>', None),  # another column's
        ("/news/", '<a href="/calendar?start=20261001">« Previous</a>', None),
        ("/news/", '<a href="/news/?page=0">Previous</a>', None),
        ("/blog", '<a href="/blog/previous/2">&lt;&lt;Previous</a>', "/blog/previous/2"),
        ("/blog/previous/2", '<a href="/blog/previous/3">&lt;&lt;Previous</a>', "/blog/previous/3"),
        ("/news/page/2", '<a href="/news/page/3">Load more</a>', "/news/page/3"),
    ],
)
def test_more_leads_on_only_where_it_is_the_same_list_further_on(page, link, leads):
    found = following(parse(f"<body><p>news</p>{link}</body>", f"http://a.example{page}"))

    assert found == (f"http://a.example{leads}" if leads else None)


def test_a_script_may_know_it():
    """As JEECMS pages."""
    link = """<a href="#" onclick="location.href=encodeURI('index_2.jhtml');">下一页</a>"""

    assert following(parse(f"<body><p>news</p>{link}</body>", "http://a.example/tzgg/")) == (
        "http://a.example/tzgg/index_2.jhtml"
    )


def test_a_row_of_numbers_may_lead_on_by_scripts_alone():
    row = "".join(
        f"""<a class="Num{" on" * (n == 6)}" href="#" onclick="location.href='index_{n}.jhtml'">{n}</a>"""
        for n in range(4, 9)
    )
    page = parse(f"<body><p>news</p><div class=page>{row}</div></body>", "http://a.example/lykb/index_6.jhtml")

    assert following(page) == "http://a.example/lykb/index_7.jhtml"


def test_in_a_row_of_numbers_a_class_tells_which_is_this_one():
    row = "".join(f'<li><a href="index{n}.html" class="btn{" active" * (n == 6)}">{n}</a></li>' for n in range(4, 10))
    page = parse(f"<body><ul>{row}</ul></body>", "http://a.example/real/index6.html")

    assert following(page) == "http://a.example/real/index7.html"


@pytest.mark.parametrize(
    "link",
    ['<a href="/page/2">下一篇</a>', '<a href="/">Older posts</a>'],
)
def test_another_article_and_this_very_page_are_none(link):
    assert following(parse(f"<body><p>news</p>{link}</body>", "http://a.example/")) is None


def test_an_earlier_page_is_not_the_next_one_whatever_it_is_called():
    links = "<a href=/news/>« Articles précédents</a> <a href=/news/page/3/>Articles suivants »</a>"

    assert following(parse(f"<body>{links}</body>", "http://a.example/news/page/2/")) != "http://a.example/news/"


@pytest.mark.parametrize(
    ("path", "links", "expected"),
    [
        ("/2026/10/", '<a href="/2026/11/">Next</a> <a rel=prev href="/2026/09/">Previous</a>', "/2026/09/"),
        ("/2026/10/", '<a href="/2026/11/">Next</a>', None),
        ("/2026/10/", '<a href="/2026/09/">Next</a>', "/2026/09/"),
        ("/n.php?page=3", '<p><a href="?page=1">1</a> <a href="?page=2">2</a> <b>3</b></p> <em>1</em>', None),
        ("/n.php", '<p><span>第1页</span><a href="?page=1">1</a><a href="?page=2">2</a></p>', "/n.php?page=2"),
    ],
)
def test_the_month_after_is_not_older_and_the_page_may_say_its_number_in_words(path, links, expected):
    page = parse(f"<body><p>Words.</p>{links}", f"http://a.example{path}")

    assert following(page) == (expected and f"http://a.example{expected}")


@pytest.mark.parametrize(
    ("page", "links"),
    [
        ("/xwzx/", '<ul><li class=on><a href="/xwzx/2026/900.html">1</a></li>'
                   '<li><a href="/xwzx/2026/901.html">2</a></li></ul>'),
        ("/xwzx/2026/10/", '<a class=current href="/xwzx/2026/10/">10</a> <a href="/xwzx/2026/11/">11</a>'),
        ("/journal/2026/3/", '<a class=cur href="/journal/2026/3/">3</a> <a href="/journal/2026/4/">4</a>'),
        ("/xwzx/", '<ul><li class=active>1</li><li><a href="/xwzx/2026/902.html">3</a></li></ul>'),
        ("/xwzx/", """<a href="javascript:;" onclick="go('/xwzx/2026/901.html')">下一页</a>"""),
    ],
)  # fmt: skip
def test_numbers_of_slides_months_and_issues_and_their_arrows_are_no_pager(page: str, links: str):
    assert following(parse(f"<body><div>{links}</div><p>news</p>", f"http://a.example{page}")) is None
