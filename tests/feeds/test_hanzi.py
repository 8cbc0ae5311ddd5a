"""Characters written in two ways: one table, whole for what our patterns spell, and no pattern passes it by."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import feeds.read
from feeds import hanzi

HAN = re.compile(r"[\u4e00-\u9fff]")
FILES = sorted(Path(feeds.read.__path__[0]).rglob("*.py"))


def fits(character: str, *encodings: str) -> bool:
    for encoding in encodings:
        try:
            character.encode(encoding)
        except UnicodeEncodeError:
            continue
        return True
    return False


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("发布时间", "發佈時間"),
        ("发布时间", "发布时间"),
        ("[条页篇]$", "第三頁"),
        (r"\[(?:关闭|打印)\]", "[關閉]"),
        (r"[^]无\]]对", "絶對"),
        ("(?<=来)源{1,2}", "來源"),
        ("后台", "後臺"),
        ("后台", "後台"),
    ],
)
def test_a_pattern_finds_what_it_spells_in_both_letters(pattern: str, text: str):
    assert hanzi.compile(pattern).search(text)


@pytest.mark.parametrize(("pattern", "text"), [("[^无]料", "無料"), (r"\[发\]", "發"), ("发布", "分佈")])
def test_a_pattern_finds_nothing_else(pattern: str, text: str):
    assert not hanzi.compile(pattern).search(text)


def test_a_text_is_folded_character_by_character():
    text = "廣電總局發佈：瀏覽內容，請聯絡鄒龍韋；眾、衆"

    assert hanzi.simplified(text) == "广电总局发布：浏览内容，请联络邹龙韦；众、众"


def test_no_traditional_form_stands_for_two_characters():
    forms = [form for each in hanzi.FORMS for form in each[1:]]

    assert len(forms) == len(set(forms))
    assert not set(forms) & {each[0] for each in hanzi.FORMS}


def words() -> Iterator[str]:
    """Every string of the reading code but the docstrings."""
    for file in FILES:
        tree = ast.parse(file.read_text("utf-8"))
        told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
                yield node.value


def patterns() -> Iterator[tuple[str, str]]:
    """What is handed to `re` itself, and where."""
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
                yield f"{file.name}:{node.lineno}", ast.unparse(node)


def test_the_table_has_every_character_that_we_spell():
    """Big5 cannot write what is simplified only, GB 2312 can; what neither has is Japanese, and 丨 is a bar."""
    spelled = {c for each in words() for c in HAN.findall(each)} - {"丨"}
    only = {c for c in spelled if fits(c, "gb2312") and not fits(c, "big5")}
    forms = {each[0]: each[1:] for each in hanzi.FORMS}

    assert len(only) > 250
    assert {c for c in only if not any(fits(form, "big5", "big5hkscs") for form in forms.get(c, ""))} == set()


def test_no_pattern_passes_the_table_by():
    table = {each[0] for each in hanzi.FORMS}

    assert {place for place, pattern in patterns() if table & {*pattern}} == set()
