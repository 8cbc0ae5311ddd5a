"""The Markdown of WeCom and DingTalk: no escape is documented for it, so what would be markup becomes its full-width
sister, which a reader of Chinese takes for the same. Pure; one character always becomes one character."""

import re

from bot.tell.cut import utf8
from bot.tell.forms import parts

_SISTERS = dict(zip("#-+=_~|!<>`*[]()@", "＃－＋＝＿～｜！＜＞｀＊［］（）＠", strict=True))
_ALWAYS = str.maketrans({sign: _SISTERS[sign] for sign in "<>`*"})
_LABEL = str.maketrans({sign: _SISTERS[sign] for sign in "[]()"})
_LINE_START = re.compile(r"^[ \t]*[#\-+=~|]+", re.MULTILINE)
_LINK = re.compile(r"\](?=[ \t]*[(\[:])|@(?=all\b)|!(?=\[)", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|~(?=~)|(?<=~)~|\|(?=\|)|(?<=\|)\|")
#: in an address, which leads nowhere with another letter in it: of what would be emphasis only pairs are changed
_PAIRS = re.compile(r"_(?=_)|(?<=_)_|~(?=~)|(?<=~)~")


def safe(text: str) -> str:
    """Text that means nothing but itself."""
    text = text.translate(_ALWAYS)
    text = _LINK.sub(_sisters, text)
    split = enumerate(parts.WRITTEN.split(text))
    text = "".join((_PAIRS if at % 2 else _EMPHASIS).sub(_sisters, part) for at, part in split)
    return _LINE_START.sub(_sisters, text)


def _sisters(found: re.Match[str]) -> str:
    return "".join(_SISTERS.get(character, character) for character in found[0])


def label(text: str) -> str:
    """Text between the brackets of a link, on one line."""
    return safe(" ".join(text.split()).translate(_LABEL)) or "…"


def link(text: str, url: str) -> str:
    return f"[{label(text)}]({parts.address(url)})" if url else label(text)


def growth(text: str) -> int:
    """Bytes that a text grows by at most when it is made safe."""
    return 2 * sum(character in _SISTERS for character in text)


def size(text: str) -> int:
    """Bytes that a text takes at most, once it is made safe."""
    return utf8(text) + growth(text)
