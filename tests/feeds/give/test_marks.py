"""Where searched words are, and what an edit changed."""

import pytest

from feeds.give.web.marks import changed_lines, marked, snippet


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("招生简章", ["招生"], "<mark>招生</mark>简章"),
        ("ＡＩ 大赛", ["ai"], "<mark>ＡＩ</mark> 大赛"),
        ("學術講座", ["讲座"], "學術<mark>講座</mark>"),
        ("a<b>招生", ["招生", "b"], "a&lt;<mark>b</mark>&gt;<mark>招生</mark>"),
        ("①招生㍿", ["招生"], "①<mark>招生</mark>㍿"),
        ("生生生", ["生生"], "<mark>生生生</mark>"),
        ("", ["x"], ""),
        ("x", [], "x"),
    ],
)
def test_hits_are_marked_in_the_text_as_it_was_written(text, words, expected):
    assert str(marked(text, words)) == expected


def test_a_snippet_is_the_part_around_the_first_hit():
    found = snippet("甲" * 500 + "招生" + "乙" * 500, ["招生"])

    assert "招生" in found
    assert len(found) < 200
    assert found.startswith("…")
    assert found.endswith("…")


def test_an_edit_is_told_by_paragraph():
    assert changed_lines("甲\n乙\n丙", "甲\n乙改\n丙") == [("-", "乙"), ("+", "乙改")]
    assert changed_lines("甲", "甲") == []


@pytest.mark.parametrize(("lines", "length"), [(199, 5_000), (2, 500_000), (499, 20)])
def test_an_edit_of_every_line_keeps_nobody_waiting(lines: int, length: int):
    old = [f"{n} " + "".join(chr(0x4E00 + n * at % 89) for at in range(length)) for n in range(lines)]
    new = [line.replace(chr(0x4E01), "改") + "。" for line in old]

    found = changed_lines("\n".join(old), "\n".join(new))  # each held against each, it would take hours

    assert found[0] == ("-", old[0])
    assert ("+", new[0]) in found or lines > 40
