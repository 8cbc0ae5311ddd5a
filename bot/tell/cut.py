"""Text made to fit: cut at a sentence, wrapped at a width, cleaned of what must not be seen. Pure; knows no message."""

import re
import unicodedata
from collections.abc import Callable

#: How long a text is. Must be additive: the measure of a text is the sum over its characters.
Measure = Callable[[str], int]

ELLIPSIS = "…"
_SENTENCE = re.compile(r"""[。！？!?；;…؟۔؛।॥։።။។།༎᠃]+["'”’」』）)】》]*|\.["'”’)]*(?=\s)|\n+""")
_SOFT = re.compile(r"[\s，、：,:]+")
#: what joins or parts the letters of Persian, Hindi, Sinhala, Mongolian stays: without it a word is misspelt
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
    "|(?<![\u0600-\u1aff\ua000-\uabff])(?:\u200c|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff]))"
    "|(?<![\u1820-\u18aa])\u180e"
)
_NEVER_FIRST = frozenset("，。、；：！？）》」』】〕”’…—·%％,.;:!?)]}")
_NEVER_LAST = frozenset("（《「『【〔“‘([{")


def utf16(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def utf8(text: str) -> int:
    """Length in bytes."""
    return len(text.encode())


def cells(text: str) -> int:
    """Columns in a terminal: Chinese characters take two, marks none."""
    return sum(_cell(character) for character in text)


def _cell(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def visible(text: str) -> str:
    """Without control characters, direction overrides, zero-width and other hidden signs, or halves of characters."""
    return _HIDDEN.sub(
        "", text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    )


def one_line(text: str) -> str:
    """Visible text on one line, single spaces."""
    return " ".join(visible(text).split())


def paragraphs(text: str) -> str:
    """Visible text, one line a paragraph, no blank lines."""
    lines = (" ".join(line.split()) for line in visible(text).split("\n"))
    return "\n".join(line for line in lines if line)


def cut(text: str, limit: int, measure: Measure = len) -> str:
    """The text if it fits, else as many whole sentences as fit, else words, and "…". Never half a character."""
    if len(text) <= limit and measure(text) <= limit:
        return text
    room = limit - measure(ELLIPSIS)
    end = 0
    while end < len(text) and (room := room - measure(text[end])) >= 0:
        end += 1
    end = _whole(text, end)
    if not end:
        return ELLIPSIS if measure(ELLIPSIS) <= limit else ""
    for pattern, least in ((_SENTENCE, end // 3), (_SOFT, end * 3 // 4)):
        stops = [match.end() for match in pattern.finditer(text, 0, end + 1) if least < match.end() <= end]
        if stops:
            return text[: stops[-1]].rstrip("，、：,: \n…") + ELLIPSIS
    return text[:end].rstrip() + ELLIPSIS


def _whole(text: str, end: int) -> int:
    """The nearest place at or before `end` that is between two characters as people see them."""
    while 0 < end < len(text) and (_clings(text[end]) or text[end - 1] == "\u200d"):
        end -= 1
    flags = end
    while flags and _is_flag_half(text[flags - 1]):
        flags -= 1
    if 0 < end < len(text) and _is_flag_half(text[end]) and (end - flags) % 2:
        end -= 1
    return end


def _clings(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Mn", "Me", "Mc")
        or character == "\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def wrap(text: str, width: int) -> str:
    """Lines of at most `width` columns. No line begins with a closing mark or ends with an opening one."""
    width = max(width, 8)
    return "\n".join(line for paragraph in text.split("\n") for line in _lines(paragraph, width))


def _lines(paragraph: str, width: int) -> list[str]:
    lines = []
    while cells(paragraph) > width:
        end, room = 0, width
        while (room := room - _cell(paragraph[end])) >= 0:
            end += 1
        stop = _break(paragraph, end)
        lines.append(paragraph[:stop].rstrip())
        paragraph = paragraph[stop:].lstrip()
    return [*lines, paragraph]


def _break(paragraph: str, end: int) -> int:
    """Where to break at or before `end`: between words, between Chinese characters, as typesetters do."""
    for stop in range(end, max(end - 24, 0), -1):
        before, after = paragraph[stop - 1], paragraph[stop]
        if after in _NEVER_FIRST or before in _NEVER_LAST or _clings(after) or before == "\u200d":
            continue
        if before.isspace() or after.isspace() or _cell(before) == 2 or _cell(after) == 2:
            return stop
    return max(_whole(paragraph, end), 1)
