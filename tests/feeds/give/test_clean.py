"""P45, T9, T11, T33: nothing that runs, tracks or tricks leaves us."""

import html

import feedparser
import pytest
from feedtools import entry, feed
from xsscorpus import XSS, harmful

from feeds.give.clean import clean, paragraphs, plain, web_address
from feeds.give.render import atom, rss


@pytest.mark.parametrize("evil", XSS)
def test_p45_nothing_that_runs_survives(evil):
    assert harmful(clean(f"<p>甲{evil}乙</p>")) == []


@pytest.mark.parametrize("evil", XSS)
@pytest.mark.parametrize("render", [atom, rss])
def test_p45_nothing_survives_in_what_a_reader_reads(evil, render):
    read = feedparser.parse(
        render(feed(), [entry(html=evil + "<p>甲</p>", title=evil, author=evil)]), sanitize_html=False
    )

    assert harmful(read.entries[0].content[0]["value"]) == []
    source = render(feed(), [entry(title=evil)]).decode()
    assert f"<title>{html.escape(plain(evil), quote=False)}</title>" in source


def test_tables_images_and_text_are_kept():
    kept = clean(
        '<table border=1><tr><td colspan="2">甲</td></tr></table>'
        '<p><img src="http://a.example/1.png" width="600" height="400" alt="图"></p><p>5 &lt; 6</p>'
    )

    assert '<td colspan="2">甲</td>' in kept
    assert '<img src="http://a.example/1.png" alt="图" width="600" height="400">' in kept
    assert "5 &lt; 6" in kept


@pytest.mark.parametrize("size", ['width="1" height="1"', "width=0", 'height="1px"', "width=1 height=300"])
def test_t33_tracking_pixels_are_gone(size):
    assert "<img" not in clean(f"<p>甲<img src='http://t.example/p.gif' {size}></p>")


@pytest.mark.parametrize("address", ["/a.png", "a.png", "//a.example/1.png", "#top", "?x=1", ""])
def test_p44_relative_addresses_are_gone(address):
    cleaned = clean(f'<p><img src="{address}"><a href="{address}">甲</a></p>')

    assert "<img" not in cleaned
    assert "href" not in cleaned
    assert "甲" in cleaned


def test_links_tell_the_other_site_nothing():
    assert clean('<a href="https://a.example/">甲</a>') == (
        '<a href="https://a.example/" rel="noopener noreferrer">甲</a>'
    )


def test_a_page_nested_a_hundred_thousand_deep_is_shown_as_text():
    cleaned = clean("<div>" * 100_000 + "甲" + "</div>" * 100_000)

    assert cleaned == "<p>甲</p>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云\x00河\u202e学院", "云 河学院"),
        ("ᠴᠠᠭ\u180eᠠ می\u200cخواهم\u180e", "ᠴᠠᠭ\u180eᠠ می\u200cخواهم"),
        ("a\ud800b\ufffec", "a b c"),
        ("\u200b甲\ufeff乙\u2066", "甲乙"),
        ("  多  余\n空白 ", "多 余 空白"),
        ("👨‍👩‍👧 שלום", "👨‍👩‍👧 שלום"),
    ],
)
def test_t11_text_hides_nothing_and_turns_nothing_round(text, expected):
    assert plain(text) == expected


def test_paragraphs_escape():
    assert paragraphs("a < b\n\n<b>") == "<p>a &lt; b</p><p>&lt;b&gt;</p>"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://a.example/附件 1.pdf?x=%20", "http://a.example/%E9%99%84%E4%BB%B6%201.pdf?x=%20"),
        ("https://a.example:8080/x", "https://a.example:8080/x"),
        ("javascript:alert(1)", ""),
        ("http://user:pw@a.example/", ""),
        ("http://[bad", ""),
        ("//a.example/x", ""),
        ("", ""),
    ],
)
def test_p44_only_absolute_web_addresses(url, expected):
    assert web_address(url) == expected
