"""Credits that say who did which work, in many languages: Texto: Ana Ruiz / Fotos: Luis Paz. Pure; knows no markup."""

import re

_TEXT = (
    r"te[xk]t(?:o|s|e|er|i)?|testo|teksti?|szöveg|текст(?:ът)?|автор текста|κε[ιί]μενο|yazan|yazı|teks|naskah|"
    r"reportaje|reportagem|reportage|relato|crónica|redacción|redação|słowa|words|تقرير|نص|كتابة|إعداد|متن|گزارش|"
    r"取材・文|執筆|文責"
)
_PHOTO = (
    r"photos?|photography|foto(?:s|graf(?:ía|ia|ie|ije|i|ías|ar|en|ering)?)?|fotoğraf(?:lar)?|фото(?:графии)?|снимки|"
    r"φωτογραφ(?:[ιί]α|[ιί]ες)|zdjęcia|kuvat?|bild(?:er)?|billeder|kép(?:ek)?|תמונות|صور|تصوير|عکس|사진|写真|"
    r"撮影"
)
_BOTH = rf"(?:{_TEXT})\s*(?:und|and|y|e|et|og|och|en|i|ja|ve|и|και|&|\+|/|・)\s*(?:{_PHOTO})"
#: a name: no sentence, no address
_WHO = r"(?!\s)[^:：/|;；,，\d@]{2,40}?(?:(?:,\s|\sy\s)[^:：/|;；,，\d@]{3,30}?){0,2}"
_PAIR = re.compile(
    rf"\s*(?:(?P<both>{_BOTH})|(?P<text>{_TEXT})|(?P<photo>{_PHOTO}))\s?[:：]\s?(?P<who>{_WHO})\s*"
    r"(?:$|[/|;；,，、·•]|\s[–—-]\s)",
    re.I,
)
_LATIN = re.compile(r"[a-zà-öø-ÿа-яёα-ω]", re.I)
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯЁΑ-ΩÇĞİÖŞÜČŠŽŁŚŻŹĆŇŘŤĎĽŐŰ]")
#: of whoever wrote it: Text: Jan Ahlers - Jugendwart
_ROLE = re.compile(r"[–—-]\s(?=.{3,25}$)[^\W\d_][\w.-]+(?:\s[\w.-]+)?")
_LONGEST = 10  #: letters of a name's word where letters have no capitals
MOST = 140  #: characters of such a line


def said(line: str) -> dict[str, str] | None:
    """The credits of a line that holds nothing else, as Text and Photo; None for any other line."""
    bare = line.strip(" \t\u3000()[]（）［］【】.")
    if not 5 <= len(bare) <= MOST or not (":" in bare or "：" in bare):
        return None
    found: dict[str, str] = {}
    at = 0
    while at < len(bare):
        m = _PAIR.match(bare, at)
        if m is None and "Text" in found and _ROLE.fullmatch(bare[:at][-2:] + bare[at:]):
            break
        if m is None or not _is_name(m["who"]):
            return None
        for label, has in (("Text", m["text"] or m["both"]), ("Photo", m["photo"] or m["both"])):
            if has:
                found.setdefault(label, m["who"].strip())
        at = m.end()
    return found if "Text" in found and _signs(found) else None


def _signs(found: dict[str, str]) -> bool:
    """Whether somebody signs: by more than a word, or beside whoever took the pictures. "Text: Genesis" is no name."""
    return "Photo" in found or len(found["Text"].split()) > 1


def _is_name(who: str) -> bool:
    """Whether most words begin with a capital, in letters that have them; few words in others."""
    words = who.split()
    if not _LATIN.search(who):
        return len(words) <= 5 and len(who) <= 24 and all(len(word) <= _LONGEST for word in words)
    return len(words) <= 8 and 2 * sum(_CAPITAL.match(word) is not None for word in words) >= len(words)
