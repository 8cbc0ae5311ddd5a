"""What a page says to its reader, without a parser: its title, its headings, its words. Pure."""

import html as entities
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """What read/refused.py looks at."""

    raw: str
    title: str
    headings: tuple[str, ...]
    words: str  #: the visible text on one line
    letters: int  #: its characters without blanks
    links: int
    url: str


#: re.A: <ſcript is no script
_SILENT = re.compile(r"<(script|style|noscript|template|textarea|select|svg|title|iframe)\b|<!--", re.I | re.A)
_END = {
    name: re.compile(rf"</{name}\b", re.I)
    for name in ("script", "style", "noscript", "template", "textarea", "select", "svg", "title", "iframe")
}
_TAG = re.compile(r"<[^<>]*>")
_TITLE = re.compile(r"<title[^<>]*>([^<]*)", re.I)
_HEADING = re.compile(r"<h[1-3]\b[^<>]*>((?:[^<]|<(?!/h[1-3]))*)", re.I)
_CUT = re.compile(r"\s*(?:[_|｜—–·»]|\s-\s|-(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])-)\s*")
_LINK = re.compile(r"<a\s", re.I)


def look(raw: str, url: str) -> Seen:
    title = ((m := _TITLE.search(raw)) and _plain(m[1][:1_000])) or ""
    shown = _shown(raw)
    words = _plain(shown)
    headings = tuple(_plain(m[1])[:500] for m in _HEADING.finditer(shown[:100_000]))[:40]
    letters = len(words) - words.count(" ")
    return Seen(raw, title, headings, words, letters, len(_LINK.findall(shown)), url)


def _shown(raw: str) -> str:
    """The markup without what nobody sees. One pass: an element that never ends takes the rest of the page along."""
    kept: list[str] = []
    at = 0
    while m := _SILENT.search(raw, at):
        kept.append(raw[at : m.start()])
        if m[1] is None:
            end = raw.find("-->", m.end())
        else:
            close = _END[m[1].lower()].search(raw, m.end())
            end = close.end() if close else -1
        if end < 0:
            return " ".join(kept)
        at = end
    kept.append(raw[at:])
    return " ".join(kept)


def _plain(markup: str) -> str:
    words = entities.unescape(_TAG.sub(" ", markup)).replace("\u200b", " ").replace("\ufeff", " ")
    return " ".join(words.split()).strip(" >")


def segments(title: str) -> list[str]:
    return [s for s in (part.strip() for part in _CUT.split(title)) if s]
