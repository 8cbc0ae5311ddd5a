"""What helps patterns along. Pure."""

import re
import unicodedata
from collections.abc import Collection


def quick(pattern: str) -> str:
    """The same pattern, a choice of many words, passing quickly over every character that stands in none of them.

    Every choice must begin with a letter or a figure that the pattern itself spells out, not with `.` or a class.
    """
    letters = "".join(sorted(set(filter(str.isalnum, pattern))))
    return f"(?=[{letters}])(?:{pattern})"


def folded(words: str) -> str:
    """Words as a table is asked for them, in whatever letters a page writes them: İ, ſ and the sign of Kelvin, which
    re.I takes for i, s and k and lower() does not; and without accents, as capitals often are: ΝΟΕΜΒΡΙΟΥ."""
    if words.isascii():
        return words.lower()
    parted = unicodedata.normalize("NFD", words.casefold().replace("ı", "i"))
    return unicodedata.normalize("NFC", "".join(c for c in parted if not "\u0300" <= c <= "\u036f"))


def one_of(words: Collection[str]) -> str:
    """A pattern for one of many words, the longest that fits, as a tree of their letters: trying a thousand of them
    takes as many steps as a word has letters."""
    tails: dict[str, list[str]] = {}
    for word in words:
        if word:
            tails.setdefault(word[0], []).append(word[1:])
    branches = [re.escape(first) + (one_of(rest) if any(rest) else "") for first, rest in sorted(tails.items())]
    ends = "?" if "" in words else ""
    return f"(?:{'|'.join(branches)}){ends}" if len(branches) > 1 or ends else branches[0]
