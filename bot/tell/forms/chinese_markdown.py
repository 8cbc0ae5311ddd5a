"""The Markdown of WeCom and DingTalk: no escape is documented for it, so what would be markup becomes its full-width
sister, which a reader of Chinese takes for the same. Pure; one character always becomes one character."""

import re

from bot.tell.cut import utf8

_SISTERS = dict(zip("#-+=_~|!<>`*[]()@", "＃－＋＝＿～｜！＜＞｀＊［］（）＠", strict=True))
_ALWAYS = str.maketrans({sign: _SISTERS[sign] for sign in "<>`*"})
_LABEL = str.maketrans({sign: _SISTERS[sign] for sign in "[]()"})
_LINE_START = re.compile(r"^[ \t]*[#\-+=~|]+", re.MULTILINE)
_LINK = re.compile(r"\](?=[ \t]*[(\[:])|@(?=all\b)|!(?=\[)", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|~(?=~)|(?<=~)~|\|(?=\|)|(?<=\|)\|")
#: an address in a text: it leads nowhere with another letter in it, so of what would be emphasis only pairs are changed
_WRITTEN = re.compile(r"(?<![A-Za-z0-9_])(https?://[A-Za-z0-9_~/.%?=&:#+@,;!$'-]+)")
_PAIRS = re.compile(r"_(?=_)|(?<=_)_|~(?=~)|(?<=~)~")
_URL = {ord(sign): f"%{ord(sign):02X}" for sign in "()<>\"'`*[]\\ "}


def safe(text: str) -> str:
    """Text that means nothing but itself."""
    text = text.translate(_ALWAYS)
    text = _LINK.sub(_sisters, text)
    parts = _WRITTEN.split(text)
    text = "".join((_PAIRS if at % 2 else _EMPHASIS).sub(_sisters, part) for at, part in enumerate(parts))
    return _LINE_START.sub(_sisters, text)


def _sisters(found: re.Match[str]) -> str:
    return "".join(_SISTERS.get(character, character) for character in found[0])


def label(text: str) -> str:
    """Text between the brackets of a link, on one line."""
    return safe(" ".join(text.split()).translate(_LABEL)) or "…"


def address(url: str) -> str:
    """A URL between the parentheses of a link."""
    return url.translate(_URL)


def link(text: str, url: str) -> str:
    return f"[{label(text)}]({address(url)})" if url else label(text)


def growth(text: str) -> int:
    """Bytes that a text grows by at most when it is made safe."""
    return 2 * sum(character in _SISTERS for character in text)


def size(text: str) -> int:
    """Bytes that a text takes at most, once it is made safe."""
    return utf8(text) + growth(text)
