"""Text made to fit: sentences kept whole where it goes, characters always."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tell.cut import cells, cut, one_line, paragraphs, utf8, utf16, visible, wrap


@pytest.mark.parametrize(
    ("text", "limit", "left"),
    [
        ("短。", 10, "短。"),
        ("第一句。第二句。第三句很长很长", 10, "第一句。第二句。…"),
        ("他说：“好。”然后走了很远很远", 8, "他说：“好。”…"),
        ("Version 3.5 is out. It is good", 25, "Version 3.5 is out.…"),
        ("one two three four", 11, "one two…"),
        ("پہلا جملہ۔ دوسرا جملہ بہت لمبا ہے", 25, "پہلا جملہ۔…"),
        ("पहला वाक्य। दूसरा वाक्य लंबा है", 25, "पहला वाक्य।…"),
        ("ཚིག་དང་པོ། ཚིག་གཉིས་པ་རིང་པོ", 20, "ཚིག་དང་པོ།…"),
        ("没有句号的长文本继续下去", 6, "没有句号的…"),
        ("x" * 10, 1, "…"),
        ("x" * 10, 0, ""),
    ],
)
def test_a_cut_is_at_a_sentence_else_a_word_else_a_character(text, limit, left):
    assert cut(text, limit) == left


@pytest.mark.parametrize("measure", [len, utf16, utf8, cells])
@pytest.mark.parametrize("whole", ["👩\u200d🔬", "👍🏽", "🇨🇳", "é", "❤\ufe0f"])
def test_no_character_is_cut_in_pieces(measure, whole):
    for limit in range(3, 60):
        left = cut(whole * 20, limit, measure)
        assert measure(left) <= limit
        assert left.removesuffix("…").replace(whole, "") == ""


@given(st.text(), st.integers(0, 50), st.sampled_from([len, utf16, cells]))
def test_a_cut_never_exceeds_its_limit(text, limit, measure):
    assert measure(cut(text, limit, measure)) <= limit


@given(st.text(), st.integers(8, 40))
def test_wrapping_keeps_to_the_width_and_loses_nothing_but_blanks(text, width):
    text = paragraphs(text)

    wrapped = wrap(text, width)

    assert all(cells(line) <= width + 2 for line in wrapped.split("\n"))
    assert "".join(wrapped.split()) == "".join(text.split())


def test_visible_text_has_one_kind_of_line_end():
    assert visible("a\r\nb\rc\u2028d") == "a\nb\nc\nd"
    assert one_line(" a \u3000 b\n") == "a b"
    assert paragraphs("a\n\n  b  c \n") == "a\nb c"
