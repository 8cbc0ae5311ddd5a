"""Choosing a kind, telling lists from articles, and surviving any page at all."""

import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from types import ModuleType

import pytest
import vsbpages
from hypothesis import given, settings
from hypothesis import strategies as st
from vsbpages import HOST

from feeds import read
from feeds.errors import ExtractError
from feeds.model import Page
from feeds.read import kinds
from feeds.read.kinds.css import Settings

NOW = datetime(2026, 9, 20, tzinfo=UTC)


def page(text: str, url: str = f"{HOST}/index/xwdt.htm") -> Page:
    return Page(url=url, text=text, fetched=NOW)


def test_importing_read_imports_no_parser():
    code = "import sys, feeds.read; print([m for m in ('selectolax', 'trafilatura', 'lxml') if m in sys.modules])"

    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert out.stdout.strip() == "[]"


def test_reading_a_vsb_page_does_not_import_trafilatura():
    code = (
        "import sys; sys.path.insert(0, 'tests/kit'); import vsbpages; from feeds import read; from "
        "feeds.model import *;"
        "read.article(Page(url='http://x.example/info/1/2.htm', text=vsbpages.article(), fetched=utcnow()));"
        "print('trafilatura' in sys.modules)"
    )

    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert out.stdout.strip() == "False"


def test_every_kind_is_found_in_its_folder_and_has_what_a_kind_must_have():
    found = kinds.find()

    assert {"vsb", "css"} <= set(found)
    for name, kind in found.items():
        assert isinstance(kind, kinds.Kind), name
        assert kind.Settings() == kind.Settings()


def test_a_kind_of_another_package_is_found_by_its_entry_point(monkeypatch):
    theirs = ModuleType("theirs")

    class Entry:
        name = "theirs"

        def load(self):
            return theirs

    monkeypatch.setattr(kinds, "brought", lambda: (Entry(),))

    assert kinds.find()["theirs"] is theirs
    assert kinds.one("theirs") is theirs
    assert kinds.one("nobody") is None


def test_a_package_that_fails_to_import_is_told_once_and_stops_nothing(monkeypatch, caplog):
    class Entry:
        name, value = "broken", "broken.kind"

        def load(self):
            raise ModuleNotFoundError("No module named 'numpy'")

    point = Entry()
    monkeypatch.setattr(kinds, "brought", lambda: (point,))

    assert set(kinds.find()) == set(kinds.find()) == set(kinds.names())
    assert kinds.one("broken") is None
    assert caplog.text.count("kind broken cannot be used, broken.kind fails to import") == 1


def test_the_kind_is_told_by_two_fingerprints():
    one = '<html><head><!--Announced by Visual SiteBuilder 9--></head><body><a href="/info/1/2.htm">x</a></body></html>'

    assert read.kind_of(page(vsbpages.listing())) == "vsb"
    assert read.kind_of(page(one)) != "vsb"


def test_a_kind_that_does_not_exist_is_named_with_those_that_do():
    with pytest.raises(ExtractError, match=r"no kind named 'vbs'.*vsb"):
        read.listing(page(vsbpages.listing()), kind="vbs")


@pytest.mark.parametrize(
    ("text", "is_whole"),
    [
        ("<html></html>", True),
        ("<html></html>\n<!-- 12 ms -->\n", True),
        ("<html></HTML ><script>a()</script>", True),
        ("<html><p>", False),
        ("", False),
        ("<html></html><p>more", False),
    ],
)
def test_a_page_is_whole_when_it_ends(text, is_whole):
    assert read.whole(page(text)) is is_whole


def test_whole_is_quick_whatever_the_page_ends_with():
    assert read.whole(page("</html>" + "<!--" * 5_000 + "<script>" * 2_000)) is False


def test_reading_twice_gives_the_same():
    it = page(vsbpages.article(after=vsbpages.attachment()), f"{HOST}/info/1042/5120.htm")

    assert read.article(it) == read.article(it)


PIECES = st.sampled_from(
    [
        vsbpages.hot(2),
        vsbpages.li_lined(vsbpages.ITEMS[0], 0),
        vsbpages.tr_classic(vsbpages.ITEMS[1], 1),
        vsbpages.li_split(vsbpages.ITEMS[2], 2),
        vsbpages.pager("1.htm"),
        vsbpages.attachment(),
        vsbpages.BODY,
        '<div id="vsb_content"><div class="v_news_content">',
        "<form name='_newscontent_fromname'>",
        "</form>",
        "</div>",
        "<h1>标题</h1>",
        "<p>供图：宣传部</p>",
        "<p>发布时间：2026-02-30 25:61</p>",
        "<a href='http://[/'>坏地址</a>",
        "<a href='//'>x</a>",
        "<base href='http://a:b/'>",
        "<img src='data:x' orisrc='/a.jpg'>",
        "<script>showVsbVideo('/x.mp4','')</script>",
        '<script>showVsbpdfIframe("/x.pdf",vsb_pdf_image_data=[1,{}])</script>',
        "<li id='line_u1_0'>",
        "<table><tr id='line_u2_0'><td>",
        "<!--",
        "\ud800\ufffe\x00",
        "<iframe src='https://v.qq.com/x'></iframe>",
        "<title>",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=20), max_size=14), st.sampled_from(["vsb", "css"]))
def test_any_page_gives_an_answer_or_one_of_our_errors(pieces, kind):
    it = page("".join(pieces))
    chosen = Settings(list_item="li, tr", article_body="div") if kind == "css" else None

    for ask in (read.listing, read.article):
        with suppress(ExtractError):
            ask(it, kind=kind, settings=chosen)
    with suppress(ExtractError):
        read.column(it, kind=kind)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("zh-hant", "zh-Hant"),
        ("ZH-tw", "zh-TW"),
        ("en-us", "en-US"),
        ("de", "de"),
        ("zh-Hant-TW-x-own", ""),
        ("de-DE-1996", ""),
    ],
)
def test_the_language_of_a_page_is_the_tag_that_it_says(said: str, told: str):
    assert (
        read.language(page(f"<html lang={said}><body><p>校務會議</p>"), "校務" if said[:2].lower() == "zh" else "News")
        == told
    )
