"""Bytes to text: labels that lie, labels that are missing, and bytes that are nothing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feeds.fetch.decode import decode

NEWS = (
    "<html><body><h1>学校召开教学工作会议</h1><p>十一月一日，会议在图书馆报告厅举行，全体教师参加。</p></body></html>"
)
TRADITIONAL = "<html><body><h1>學校召開教學工作會議</h1><p>會議在圖書館舉行。</p></body></html>"


def meta(charset: str, text: str = NEWS) -> str:
    return text.replace("<html>", f'<html><head><meta charset="{charset}"></head>')


def read(text: str, codec: str, content_type: str = "text/html") -> tuple[bool, str]:
    decoded = decode(text.encode(codec), content_type)
    return decoded.text == text and decoded.replaced == 0, decoded.encoding


@pytest.mark.parametrize("label", ["gb2312", "GBK", "gb_2312-80", "x-gbk", "gb18030", "cp936", "csGB2312"])
def test_every_name_of_the_chinese_encodings_means_gb18030(label):
    rare = NEWS.replace("会议", "㐀镕")

    assert read(rare, "gb18030", f"text/html; charset={label}") == (True, "gb18030")
    assert read(meta(label, rare), "gb18030") == (True, "gb18030")


@pytest.mark.parametrize(
    ("codec", "label", "text", "encoding"),
    [
        ("utf-8", "utf-8", NEWS, "utf-8"),
        ("utf-8", '"UTF8"', NEWS, "utf-8"),
        ("big5", "big5", TRADITIONAL, "big5hkscs"),
        ("shift_jis", "Shift_JIS", "<p>大学のお知らせです</p>", "cp932"),
        ("euc_jp", "euc-jp", "<p>大学のお知らせです</p>", "euc_jp"),
        ("iso2022_jp", "iso-2022-jp", "<p>大学のお知らせです</p>", "iso2022_jp"),
        ("euc_kr", "ks_c_5601-1987", "<p>대학교 공지사항입니다</p>", "cp949"),
        ("cp1252", "iso-8859-1", "<p>“Café” – déjà</p>", "cp1252"),
        ("cp1251", "windows-1251", "<p>Новости университета</p>", "cp1251"),
        ("koi8_r", "koi8-r", "<p>Новости университета</p>", "koi8_r"),
        ("utf-16-le", "utf-16", NEWS, "utf-16-le"),
        ("utf-16-be", "utf-16be", NEWS, "utf-16-be"),
    ],
)
def test_a_label_in_the_header_is_read_as_browsers_read_it(codec, label, text, encoding):
    assert read(text, codec, f"text/html; charset={label}") == (True, encoding)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_beats_every_label(codec):
    decoded = decode(meta("gbk").encode(codec), "text/html; charset=big5")

    assert decoded.text == meta("gbk")


def test_the_page_is_believed_where_the_header_says_nothing_or_only_the_servers_default():
    assert read(meta("gb2312"), "gb18030") == (True, "gb18030")
    assert read(meta("gb2312"), "gb18030", "text/html; charset=iso-8859-1") == (True, "gb18030")
    assert read('<?xml version="1.0" encoding="gbk"?><rss>校园要闻</rss>', "gb18030", "text/xml") == (True, "gb18030")


def test_a_label_in_a_comment_is_no_label():
    text = NEWS.replace("<html>", '<html><!-- <meta charset="utf-8"> --><meta charset="big5">').replace("会议", "會議")

    assert decode(text.encode("gb18030"), "").encoding == "big5hkscs"


@pytest.mark.parametrize("label", ["utf-8", "gbk", "big5", "iso-8859-1", "windows-1252", "euc-kr"])
def test_what_is_utf_8_is_read_as_utf_8_whatever_it_is_called(label):
    assert read(meta(label), "utf-8", f"text/html; charset={label}") == (True, "utf-8")


def test_gb18030_called_utf_8_is_read_as_gb18030():
    assert read(NEWS, "gb18030", "text/html; charset=utf-8") == (True, "gb18030")
    assert read(meta("utf-8"), "gb18030") == (True, "gb18030")
    broken = decode(NEWS.encode("gb18030") + b"\xff</p>", "text/html; charset=utf-8")
    assert (broken.encoding, broken.text.count("\ufffd")) == ("gb18030", 1)


def test_utf_8_with_one_bad_byte_stays_utf_8_and_the_damage_is_counted():
    body = NEWS.encode().replace("教师".encode(), b"\xff")

    decoded = decode(body, "text/html; charset=utf-8")

    assert decoded.encoding == "utf-8"
    assert decoded.text == NEWS.replace("教师", "\ufffd")
    assert decoded.replaced == pytest.approx(1 / len(decoded.text))


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_page_cut_inside_a_character_keeps_its_encoding(codec):
    body = (NEWS + "要闻").encode(codec)[:-1]

    for content_type in (f"text/html; charset={codec}", "text/html"):
        decoded = decode(body, content_type)
        assert decoded.encoding == codec
        assert decoded.text == NEWS + "要\ufffd"


@pytest.mark.parametrize("charset", ["", "; charset=nonsense-9", "; charset=", "; charset=rot13", "; charset=utf-7"])
def test_without_a_label_that_means_something_the_bytes_speak(charset):
    assert read(NEWS, "gb18030", "text/html" + charset) == (True, "gb18030")
    assert read(NEWS, "utf-8", "text/html" + charset) == (True, "utf-8")


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"<p>plain ascii</p>", f"text/html; charset={' ' * 65_000};"),
        (b"<meta " * 500 + b"charset=" + b" " * 5_000 + b";", ""),
    ],
)
def test_a_label_of_blanks_keeps_nobody_waiting(body, content_type):
    assert decode(body, content_type).text == body.decode()  # by backtracking it would take minutes


def test_a_short_chinese_title_in_a_page_of_ascii_is_chinese():
    text = f"<html><title>要闻</title>{'<p>plain ascii</p>' * 400}</html>"

    assert read(text, "gb18030") == (True, "gb18030")


def test_an_old_chinese_page_with_a_title_cut_inside_a_character_is_still_chinese():
    body = (NEWS * 9).encode("gb18030") + "激情".encode("gb18030")[:3] + b"...</p>"

    decoded = decode(body, "")

    assert decoded.encoding == "gb18030"
    assert 0 < decoded.replaced < 0.005


def test_big5_without_a_label_is_not_taken_for_gb18030():
    assert decode((TRADITIONAL * 5).encode("big5"), "").text == TRADITIONAL * 5


def test_western_accents_are_not_taken_for_chinese():
    decoded = decode("<p>Le café était fermé, hélas: été à Orléans, où naître</p>".encode("cp1252"), "")

    assert decoded.encoding != "gb18030"
    assert "caf" in decoded.text


def test_utf_16_without_a_mark_or_label_is_seen_by_its_zeros():
    assert read(NEWS, "utf-16-le") == (True, "utf-16-le")
    assert read(NEWS, "utf-16-be") == (True, "utf-16-be")


def test_an_empty_body_is_empty_text():
    assert decode(b"", "").text == ""
    assert decode(b"", "text/html; charset=utf-16").replaced == 0


LABELS = st.sampled_from(["", "utf-8", "gbk", "big5", "utf-16", "iso-2022-jp", "windows-1252", "koi8-r", "x", "euc-kr"])


@given(st.binary(max_size=600), LABELS)
@example(b"\x81", "gbk")
@example(b"\x1b$B\x80", "iso-2022-jp")
@example(b"<meta charset=iso-2022-jp>\x1b$B\xff", "gbk")
@example(b"<meta charset=utf-16>\x00\x00", "utf-16")
def test_any_bytes_under_any_label_are_text(body, label):
    decoded = decode(body, f"text/html; charset={label}")

    assert 0 <= decoded.replaced <= 1
    assert isinstance(decoded.text, str)


@given(st.text(alphabet=st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=20), LABELS)
def test_chinese_text_in_utf_8_survives_every_label_but_a_wide_one(text, label):
    if label not in ("utf-16", "iso-2022-jp"):
        assert decode(text.encode(), f"text/html; charset={label}").text == text
