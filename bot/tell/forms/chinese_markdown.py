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
_URL = {ord(sign): f"%{ord(sign):02X}" for sign in "()<>\"'`*[]\\ "}


def safe(text: str) -> str:
    """Text that means nothing but itself."""
    text = text.translate(_ALWAYS)
    for pattern in (_LINK, _EMPHASIS, _LINE_START):
        text = pattern.sub(_sisters, text)
    return text


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
