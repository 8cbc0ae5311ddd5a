"""How an article's page is read: by the source's kind, and what happens where the kind sees nothing in it."""

import pytest
from builders import NOON, article, source

from feeds.articles import Articles, as_it_reads
from feeds.errors import ExtractError
from feeds.keep import record
from feeds.model import Page

HAND_MADE = (
    "<html><head><title>关于值班的通知</title></head><body><h1>关于值班的通知</h1><p>本周由三班值日。</p></body></html>"
)


def page(text: str) -> Page:
    return Page(url="http://news.example/info/1001/17.htm", text=text, fetched=NOON)


def test_a_hand_made_page_among_the_site_s_own_is_read_all_the_same():
    seen = as_it_reads(page(HAND_MADE), source(), "vsb")

    assert (seen.id, seen.title, seen.text) == ("17", "关于值班的通知", "本周由三班值日。")


def test_where_the_config_names_the_kind_nothing_else_is_tried():
    assert as_it_reads(page(HAND_MADE), source(kind="vsb"), "vsb").text == ""


def test_a_page_that_nobody_can_read_is_told():
    with pytest.raises(ExtractError):
        as_it_reads(page("<html><body>hello</body></html>"), source(), "vsb")


def test_a_program_that_is_asked_to_end_begins_no_further_page(sqlite_db):
    class Unasked:
        def get(self, *_: object, **__: object) -> Page:
            raise AssertionError("a page was asked for")

    with sqlite_db.transaction() as tx:
        record.listed(tx, source(), [article("1"), article("2")], tag="tag:x.example,2026:news", now=NOON, quiet=False)
    reader = Articles(
        db=sqlite_db,
        web=Unasked(),
        clock=lambda: NOON,
        announce=lambda tx, changes: None,
        failpoint=lambda name: None,
        stopping=lambda: True,
    )

    assert reader.read_waiting(source()) == (0, 0)
