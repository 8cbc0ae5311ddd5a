"""Pages of many makes and languages, written for us by authors who never saw this code: each is read as they read it.

What is known to be read wrong stands in tests/pages/misses.txt, a line each: one more is a regression, one less too is
worth a line in the diff.
"""

import pytest
from judging import known_misses, misses, truths

TRUTHS = truths()
KNOWN = known_misses()


@pytest.mark.parametrize("truth", TRUTHS, ids=[truth["file"] for truth in TRUTHS])
def test_a_page_is_read_as_a_person_reads_it(truth):
    wrong = set(misses(truth))

    assert wrong == {line for line in KNOWN if line.startswith(f"{truth['file']}:")}


def test_every_known_miss_is_of_a_page_that_is_here():
    files = {truth["file"] for truth in TRUTHS}

    assert {line.partition(":")[0] for line in KNOWN} <= files
