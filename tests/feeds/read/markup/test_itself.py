"""The links of a page that lead to it."""

import pytest

from feeds.read.markup.html import attr, parse
from feeds.read.markup.itself import to_itself


@pytest.mark.parametrize(
    ("url", "href", "leads"),
    [
        ("http://a.example/news/list.htm", "list.htm", True),
        ("http://a.example/news/list.htm", "/news/list.htm?utm_source=menu", True),
        ("http://a.example/news/list.htm", "/events/list.htm", False),
        ("http://a.example/news/", "/news/", True),
        ("http://a.example/list.php?id=9", "list.php?id=9", True),
        ("http://a.example/list.php?id=9", "list.php?id=8", False),
        ("http://a.example/%E6%96%B0%E9%97%BB", "/%E6%96%B0%E9%97%BB", True),
    ],
)
def test_a_link_leads_to_the_page_whatever_hangs_on_it(url: str, href: str, leads: bool):
    page = parse(f'<a href="/other.htm">other</a><a href="{href}">here</a>', url)

    assert [attr(link, "href") for link in to_itself(page)] == ([href] if leads else [])
