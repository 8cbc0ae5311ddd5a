"""Pages of many makes and languages, written for us by authors who never saw this code: each is read as they read it.

What is known to be read wrong stands in tests/pages/misses.txt, a line each: one more is a regression, one less too is
worth a line in the diff.
"""

from dataclasses import replace

import pytest
from judging import known_misses, misses, page_of, truths

from feeds import read
from feeds.read.detect import detect

TRUTHS = truths()
KNOWN = known_misses()


@pytest.mark.parametrize("truth", TRUTHS, ids=[truth["file"] for truth in TRUTHS])
def test_a_page_is_read_as_a_person_reads_it(truth):
    wrong = set(misses(truth))

    assert wrong == {line for line in KNOWN if line.startswith(f"{truth['file']}:")}


@pytest.mark.parametrize("truth", TRUTHS[::15], ids=[truth["file"] for truth in TRUTHS[::15]])
def test_what_detect_has_read_is_what_a_poll_reads(truth):
    """So that a page need not be read twice to be judged."""
    page = page_of(truth)
    found = detect(page)

    if found.page == "article" and found.kind == "auto":
        assert read.article(page, kind="auto") == replace(found.article, summary=read.article(page).summary)
    if found.page == "list" and found.kind == "auto":
        listed = read.listing(page)
        assert [(a.url, a.title, a.published) for a in listed.articles] == [
            (a.url, a.title, a.published) for a in found.listing.articles
        ]
        assert listed.next == found.listing.next


def test_every_known_miss_is_of_a_page_that_is_here():
    files = {truth["file"] for truth in TRUTHS}

    assert {line.partition(":")[0] for line in KNOWN} <= files
