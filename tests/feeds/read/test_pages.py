"""Pages of many makes and languages, written for us by authors who never saw this code: each is read as they read it.

What is known to be read wrong stands in tests/pages/misses.txt, a line each: one more is a regression, one less too is
worth a line in the diff.
"""

from dataclasses import replace

import pytest
from judging import known_misses, listed_before, misses, page_of, read_before, truths

from feeds import read
from feeds.read.detect import detect

TRUTHS = truths()
KNOWN = known_misses()


@pytest.mark.parametrize("truth", TRUTHS, ids=[truth["file"] for truth in TRUTHS])
def test_a_page_is_read_as_a_person_reads_it(truth):
    wrong = set(misses(truth))

    assert wrong == {line for line in KNOWN if line.startswith(f"{truth['file']}:")}


SOME = [truth for truth in TRUTHS if truth["kind"] in ("article", "list")][::15]


@pytest.mark.parametrize("truth", SOME, ids=[truth["file"] for truth in SOME])
def test_what_detect_has_read_is_what_a_poll_reads(truth):
    """So that a page need not be read twice to be judged: judging takes it from there."""
    page = page_of(truth)
    found = detect(page)

    if (article := read_before(found)) is not None:
        polled = read.article(page)
        assert replace(article, summary=polled.summary) == polled
    elif (listing := listed_before(found)) is not None:
        polled = read.listing(page)
        bare = [replace(each, summary="") for each in listing.articles]
        assert replace(listing, articles=()) == replace(polled, articles=())
        assert bare == [replace(each, summary="") for each in polled.articles]
    else:
        home = found.page == "list"  # titled Home, which a poll calls as the site is called
        assert found.kind != "auto" or found.page != truth["kind"] or home


def test_every_known_miss_is_of_a_page_that_is_here():
    files = {truth["file"] for truth in TRUTHS}

    assert {line.partition(":")[0] for line in KNOWN} <= files
