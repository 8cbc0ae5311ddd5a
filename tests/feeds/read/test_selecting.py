"""What was found on a page can be said as selectors for kind css, which then read the same."""

from functools import cache

import pytest
from judging import NOW, PAGES, known_misses, truths

from feeds import read
from feeds.fetch.decode import decode
from feeds.model import Page
from feeds.read.detect import detect
from feeds.read.kinds import css

MISSED = known_misses()
TRUTHS = {truth["file"]: truth for truth in truths()}
LISTS = [truth for truth in TRUTHS.values() if truth["kind"] == "list"][::4]
ARTICLES = [truth for truth in TRUTHS.values() if truth["kind"] == "article"][::10]


def page(truth) -> Page:
    return Page(url=truth["url"], text=decode((PAGES / truth["file"]).read_bytes()).text, fetched=NOW)


def told(truth) -> dict[str, str]:
    return _told(truth["file"])


@cache
def _told(file: str) -> dict[str, str]:
    return dict(detect(page(TRUTHS[file])).selectors)


def test_most_lists_can_be_said_so():
    some = LISTS[::3]

    assert sum("list_item" in told(truth) for truth in some) >= 0.75 * len(some)


@pytest.mark.parametrize("truth", LISTS, ids=[truth["file"] for truth in LISTS])
def test_selectors_find_what_was_found(truth):
    found = told(truth)
    if "list_item" not in found:
        pytest.skip("its rows have no selector of their own")
    auto = {article.url for article in read.listing(page(truth), kind="auto").articles}
    rule = {name: value for name, value in found.items() if name in ("list_item", "list_link")}

    seen = read.listing(page(truth), kind="css", settings=css.Settings(**rule))

    urls = {article.url for article in seen.articles}
    assert len(auto & urls) >= 0.8 * len(auto)


@pytest.mark.parametrize("truth", ARTICLES, ids=[truth["file"] for truth in ARTICLES])
def test_the_box_of_a_body_is_found_again(truth):
    found = told(truth)
    if "article_body" not in found:
        pytest.skip("its body has no selector of its own")
    if not truth.get("body_first"):
        pytest.skip("its truth names no sentence")
    first = "".join(truth["body_first"].split())
    if f"{truth['file']}: body_first" in MISSED:  # then the same is read by the selector as without
        first = "".join(read.article(page(truth)).text.split())[:40]

    seen = read.article(page(truth), kind="css", settings=css.Settings(article_body=found["article_body"]))

    assert first in "".join(seen.text.split())
