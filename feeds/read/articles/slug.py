"""What an address says of its article: /news/ho-can-truoc-vu-tuoi/ is that of “Hồ cạn trước vụ tưới”. Pure."""

import re
import unicodedata
from urllib.parse import unquote, urlsplit

ENOUGH = 3  #: words that a slug must have to say anything
_WORD = re.compile(r"[^\W\d_]{2,}")
_ENDING = re.compile(r"\.[a-z]{1,5}$")
#: letters that slugs write otherwise, and that no decomposition takes apart
_PLAIN = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ħ": "h"}
)
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa"})


def slug_of(url: str) -> frozenset[str]:
    """The words of an address's last part, folded; none where these are too few to tell."""
    parts = [part for part in unquote(urlsplit(url).path).split("/") if part]
    if not parts:
        return frozenset()
    words = frozenset(_WORD.findall(_folded(_ENDING.sub("", parts[-1].lower()).replace("_", "-"))))
    return words if len(words) >= ENOUGH else frozenset()


def agreement(slug: frozenset[str], shown: str) -> float:
    """How many of a slug's words a heading has, 0 to 1."""
    if not slug:
        return 0.0
    lower = unicodedata.normalize("NFC", shown).lower()
    said = {*_WORD.findall(_folded(lower)), *_WORD.findall(_folded(lower.translate(_GERMAN)))}
    return len(slug & said) / len(slug)


def _folded(lower: str) -> str:
    """Small letters without their marks."""
    apart = unicodedata.normalize("NFKD", lower.translate(_PLAIN))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
