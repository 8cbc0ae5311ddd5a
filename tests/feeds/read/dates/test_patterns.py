"""A pattern that passes quickly over text still finds all that the plain one finds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.read.dates import ago, labels
from feeds.read.dates.patterns import quick

LABELS = "|".join(labels._LABELS)
AGO = f"{ago._BEHIND}|{ago._BEFORE}|{ago.HINT}"


@pytest.mark.parametrize("pattern", [LABELS, AGO], ids=["labels", "ago"])
@given(data=st.data(), before=st.text(max_size=8))
def test_what_the_plain_pattern_finds_the_quick_one_finds(pattern: str, data: st.DataObject, before: str):
    plain, fast = re.compile(pattern, re.I), re.compile(quick(pattern), re.I)
    text = before + data.draw(st.from_regex(plain))

    assert [m.span() for m in fast.finditer(text)] == [m.span() for m in plain.finditer(text)]


def test_a_choice_that_begins_otherwise_would_be_lost():
    """The rule of its docstring is a real one."""
    assert re.search(quick(r".bc"), "xbc") is None
