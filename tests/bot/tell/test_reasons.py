"""Whatever feeds says of a source that is not well is said in Chinese to those who read Chinese."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.tell import reasons_zh
from bot.tell.reasons import said
from feeds import errors, judge, match
from feeds.keep import faults

FEEDS = Path(errors.__file__).parent
RAISED = {name for name, what in vars(errors).items() if isinstance(what, type) and issubclass(what, errors.PageError)}
TELL = {"doubt", "hollow", "drift", "_strange", "_all_new", "retitled", "_certificate", "_handshake", "_held"}
#: what a command or a page says, or is part of a sentence; never a source's state by itself
ELSE = {"__main__.py", "discover.py", "chosen.py", "websub.py"}
PARTS = {"the address is a feed itself, of 7 entries", "a form for a name and a password, and little else"}


def sentences() -> Iterator[str]:
    """Each sentence that a module of feeds gives as a reason, with 7 in its holes."""
    for file in sorted(FEEDS.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))) if file.name not in ELSE else ():
            for told in _told(node):
                yield from _written(told)


def _told(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call):
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in RAISED:
            yield from node.args[1:]
        if name == "BadRule":
            yield from node.args
        if name == "Refusal" or name == "Rules":
            yield from (word.value for word in node.keywords if word.arg in ("why", "refusal"))
    if isinstance(node, ast.FunctionDef) and node.name in TELL:
        yield from (each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value)
    if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "why" for to in node.targets):
        yield node.value


def _written(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield "".join(_filled(part) for part in node.values)
    elif isinstance(node, ast.IfExp):
        yield from (each for branch in (node.body, node.orelse) for each in _written(branch))
    elif isinstance(node, ast.BoolOp):
        yield from (each for value in node.values for each in _written(value))
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from (left + "no text" for left in _written(node.left))


def _filled(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    known = {"NOTHING": judge.NOTHING, "usual": ", usually 7", "_often(usual)": "7 a day"}
    return known.get(ast.unparse(part.value), "7")


SAID = sorted({each for each in sentences() if re.search(r"[a-z]{2}", each)} - PARTS)


def test_the_sentences_are_found_where_they_are_written():
    assert len(SAID) > 90
    for known in (
        "the site answered 7",
        "7 items, usually 7 (7)",
        "the page says “7”",
        "the filter 7 has an empty word",
    ):
        assert known in SAID
    assert set(sentences()) >= PARTS


@pytest.mark.parametrize("sentence", SAID)
def test_each_is_known_in_chinese(sentence):
    place = "(http://a.example/x)"  # what stands in parens at the end may be the page's address
    told = [said(sentence, "zh-CN"), said(sentence.replace("(7)", place), "zh-CN").replace(place, "")]

    assert any(re.search("[\u4e00-\u9fff]", each.replace("“系统提示”", "")) for each in told), told
    assert said(f"{place[1:-1]}: {sentence}", "zh-CN").startswith(f"{place[1:-1]}：")
    assert said(sentence, "en") == sentence


@pytest.mark.parametrize(
    ("reason", "chinese"),
    [
        ("http://x.example/a.htm: the site answered 503", "http://x.example/a.htm：该网站返回 503"),
        (
            "http://x.example/: no connection to x.example: Connection refused",
            "http://x.example/：无法连接 x.example：连接被拒绝",
        ),
        ("4 items, usually 12 (http://x.example/a.htm)", "只有 4 条，平时 12 条（http://x.example/a.htm）"),
        ("1 item, usually 12 (http://x.example/a.htm)", "只有 1 条，平时 12 条（http://x.example/a.htm）"),
        ("the receiver answered 410: it wants no more", "接收端返回 410，表示不再接收"),
        ("given up after 12 tries: the receiver answered 500", "试了 12 次后放弃：接收端返回 500"),
        ("1 item is held: `yaowen approve news` keeps it", "扣下 1 条：yaowen approve news 可收下"),
        (
            "3 of 4 new items have no date, as the others had (“a”, “b”)",
            "4 条新条目中有 3 条没有日期，而以往都有（“a”, “b”）",
        ),
        ("given up after 8 tries: Telegram's server answered 502", "试了 8 次后放弃：Telegram 服务器返回 502"),
        (
            'postgresql+psycopg://a:***@db:5432/news: connection failed: connection to server at "10.0.0.5", port 5432 '
            "failed: Connection refused; see that PostgreSQL runs and store.url is right",
            "postgresql+psycopg://a:***@db:5432/news：连不上 10.0.0.5 的 5432 端口：连接被拒绝；"
            "请确认 PostgreSQL 正在运行，且 store.url 正确",
        ),
        (
            "postgresql+psycopg://a@/news: connection is bad: connection to server on socket "
            '"/run/postgresql/.s.PGSQL.5432" failed: No such file or directory; see that PostgreSQL runs and store.url '
            "is right",
            "postgresql+psycopg://a@/news：连不上套接字 /run/postgresql/.s.PGSQL.5432：没有该文件；"
            "请确认 PostgreSQL 正在运行，且 store.url 正确",
        ),
        ("Bad Request: something that nobody knows", "Bad Request: something that nobody knows"),
    ],
)
def test_words_inside_are_kept(reason, chinese):
    assert said(reason, "zh") == chinese


def test_what_we_do_not_know_stays_as_it_is():
    assert said("the cat sat on the mat (http://x.example/)", "zh") == "the cat sat on the mat (http://x.example/)"


@pytest.mark.parametrize("what", sorted({what for _, what in faults.REMEDIES}))
def test_what_helps_a_database_is_said_in_chinese(what: str):
    assert "; " not in said(f"sqlite:///yaowen.db: disk I/O error; {what}", "zh")


def test_a_bad_filter_is_explained():
    with pytest.raises(match.BadRule) as caught:
        match.parse("招生 /(/")

    assert said(str(caught.value), "zh").startswith("/(/ 不是 RE2 认识的正则表达式：")


def test_every_chinese_sentence_has_the_holes_of_the_english_one():
    for english, chinese in reasons_zh.SENTENCES.items():
        assert set(re.findall(r"{(\w+)}", chinese)) <= set(re.findall(r"{(\w+)}", english)), english
