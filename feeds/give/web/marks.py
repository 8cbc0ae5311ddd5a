"""Where searched words are in a text, and what an edit changed. Pure; the answer is markup that is already safe."""

import difflib
import unicodedata
from collections.abc import Sequence
from html import escape

from markupsafe import Markup

from feeds.hanzi import simplified

AROUND = 60  #: characters of a snippet before and after the first hit
#: of the two texts together, up to which edits are paired: each line is held against each
PAIRED_LINES, PAIRED_CHARACTERS = 80, 10_000


def marked(text: str, words: Sequence[str]) -> Markup:
    """The text with every word in <mark>. Words are folded; the text is as people wrote it."""
    folded, origin = _folded(text)
    inside = [False] * len(text)
    for word in words:
        at = folded.find(word) if word else -1
        while at != -1:
            for position in range(origin[at], origin[at + len(word) - 1] + 1):
                inside[position] = True
            at = folded.find(word, at + 1)
    parts, start = [], 0
    for position in range(1, len(text) + 1):
        if position == len(text) or inside[position] != inside[start]:
            piece = escape(text[start:position])
            parts.append(f"<mark>{piece}</mark>" if inside[start] else piece)
            start = position
    return Markup("".join(parts))  # noqa: S704 - every piece is escaped


def snippet(text: str, words: Sequence[str]) -> str:
    """The part of a text around the first hit, on one line."""
    line = " ".join(text.split())
    folded, origin = _folded(line)
    hits = [at for at in (folded.find(word) for word in words if word) if at != -1]
    middle = origin[min(hits)] if hits else 0
    start, end = max(0, middle - AROUND), middle + 2 * AROUND
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """As match.fold compares, with the place in the text where each character came from."""
    whole = simplified(unicodedata.normalize("NFKC", text)).casefold()
    if len(whole) == len(text):  # nearly always: each character folds to one
        return whole, range(len(text))
    folded, origin = [], []
    for position, character in enumerate(text):
        for each in simplified(unicodedata.normalize("NFKC", character)).casefold():
            folded.append(each)
            origin.append(position)
    return "".join(folded), origin


def changed_lines(old: str, new: str, most: int = 40) -> list[tuple[str, str]]:
    """The paragraphs that an edit took away ("-") and put in ("+")."""
    before, after = (text.split("\n")[:500] for text in (old, new))
    few = len(before) + len(after) <= PAIRED_LINES and len(old) + len(new) <= PAIRED_CHARACTERS
    lines = difflib.ndiff(before, after) if few else difflib.unified_diff(before, after, n=0)
    found = [(line[0], line[1:].strip()) for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    return [each for each in found if each[1]][:most]
