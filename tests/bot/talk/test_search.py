"""What /search finds, and its next page."""

import pytest
from talking import labelled

from bot.model import Reply


def test_search_finds_newest_first_and_goes_on_by_a_button(it):
    first = it.ask("/search 条 sports")
    links = [span.text for span in first.spans if span.url]
    assert links[0] == "第30条 <sports>"
    assert len(links) == 8

    second = it.ask(data=labelled(first, "下一页"), admin=False)
    assert next(span.text for span in second.spans if span.url) == "第22条 <sports>"
    assert not second.instead
    assert it.words("/search 火星") == "没有找到：火星"


def test_articles_of_a_source_that_left_take_no_place_on_a_page_of_a_search(it):
    del it.sources["news"]  # the newest of all is its

    first = it.ask("/search 条")

    assert [span.text for span in first.spans if span.url] == [f"第{n}条 <sports>" for n in range(30, 22, -1)]
    assert next(span.text for span in it.ask(data=labelled(first, "下一页")).spans if span.url) == "第22条 <sports>"


def test_a_search_too_long_for_a_button_says_that_there_is_more(it):
    long = "条 sports " * 4

    reply = it.ask(f"/search {long}")

    assert len([span for span in reply.spans if span.url]) == 8
    assert reply.buttons == ()
    said = "\n还有更多，以上只是最新的 8 篇。想翻页，请写短一些；想缩小范围，请再加一个词。"
    assert it.words(f"/search {long}").endswith(said)
    assert "还有更多" not in it.words(f"/search {long} 第30条")
    assert "还有更多" not in it.words("/search 条 sports")  # there a button says so


@pytest.mark.parametrize("data", ["find:", "find:x:y", "find:9", "find:9:"])
def test_a_forged_page_of_a_search_finds_nothing(it, data):
    assert it.ask(data=data) == Reply()


def test_a_forged_place_of_a_search_is_no_number_beyond_all_numbers(it):
    it.ask("/search 条")  # what is new is found from now on

    assert len([span for span in it.ask(data=f"find:{'9' * 40}:条").spans if span.url]) == 8
