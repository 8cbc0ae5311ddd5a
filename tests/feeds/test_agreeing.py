"""Whose page stands at an article's address, where its title is not the list's."""

import pytest
from builders import NOON, article, whole_article

from feeds import agreeing
from feeds.model import Page

SENTENCE = "今天上午松涧学院的师生一起到河边种了三十棵柳树。"


def asked(words: str, *, placed: bool = False) -> str | None:
    """A page that says these words under the site's name, with nothing else of an article about it."""
    made = f"<html><head><title>松涧学院</title></head><body><h1>松涧学院</h1><div>{words}</div></body></html>"
    page = Page(url="http://news.example/a/17.htm", text=made, fetched=NOON)
    found = whole_article("17", title="松涧学院", text=words)
    return agreeing.another([article("17").title], page, found, before=False, short=False, placed=placed)


def test_a_few_words_under_the_sites_name_are_no_article():
    assert asked(SENTENCE) == "its page is titled “松涧学院” and is no article but no news"


@pytest.mark.parametrize(("words", "placed"), [(SENTENCE, True), (SENTENCE * 15, False)])
def test_what_the_config_says_where_it_is_and_a_long_text_are_believed(words: str, placed: bool):
    assert asked(words, placed=placed) is None
