"""What an address says of its article: /news/ho-can-truoc-vu-tuoi/ is that of “Hồ cạn trước vụ tưới”. Pure."""

import re
import unicodedata
from urllib.parse import unquote, urlsplit

ENOUGH = 3  #: words that a slug must have to say anything
_SHORT = 3  #: letters of an article or a preposition, which slugs leave out
_WORD = re.compile(r"[^\W\d_]{2,}")
_INDEX = re.compile(r"(?:index|default)\.[a-z]{2,5}", re.I)
_ENDING = re.compile(r"\.[a-z]{1,5}$")
#: letters that slugs write otherwise, and that no decomposition takes apart
_PLAIN = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h"}
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})


def slug_of(url: str) -> frozenset[str]:
    """The words of an address's last part, folded; none where these are too few to tell."""
    address = urlsplit(url)
    parts = [part for part in unquote(address.path).split("/") if part]
    if len(parts) > 1 and _INDEX.fullmatch(parts[-1]):
        parts.pop()
    if not parts or address.query:  # the query may name the article, and the path its column
        return frozenset()
    words = frozenset(_WORD.findall(_folded(_ENDING.sub("", parts[-1].lower()).replace("_", "-"))))
    return words if len(words) >= ENOUGH else frozenset()


def agreement(slug: frozenset[str], shown: str) -> float:
    """How many of a slug's words a heading has, 0 to 1; 0 where it begins with another: Comments on: …"""
    if not slug:
        return 0.0
    lower = unicodedata.normalize("NFC", shown).lower()
    words, german = (_WORD.findall(_folded(each)) for each in (lower, lower.translate(_GERMAN)))
    if not any(next((word for word in each if len(word) > _SHORT), "") in slug for each in (words, german)):
        return 0.0
    return len(slug & {*words, *german}) / len(slug)


def _folded(lower: str) -> str:
    """Small letters without their marks."""
    apart = unicodedata.normalize("NFKD", lower.translate(_PLAIN))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
