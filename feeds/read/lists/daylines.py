"""Dates that stand above the rows they belong to: 2026年11月25日, then three headlines; 2025, then a year's. Pure."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from feeds import hanzi
from feeds.model import Precision
from feeds.read.dates import dates, shortdates
from feeds.read.dates.days import NAME, Found
from feeds.read.dates.weekdays import is_weekday
from feeds.read.markup.html import Node, attr, css
from feeds.read.markup.lines import text, tidy

_YEAR = re.compile(r"[\s\[(【]*((?:19|20)\d{2})\s*(?:年|年度|학년도|년)?(度)?[\s\])】]*")
_SOME_YEAR = re.compile(r"([^\d]{0,24})\b((?:19|20)\d{2})\b([^\d]{0,12})")  #: November and October 2011
_YEAR_MONTH = re.compile(r"[\s\[(【]*((?:19|20)\d{2})\s*[-/.年]\s*(\d{1,2})\s*月?[\s\])】]*")
_MONTH = re.compile(rf"[\s\[(【]*(?:\d{{1,2}}\s*[月월]|(?:{NAME})\.?(?:\s+(\d{{4}}))?)[\s\])】]*", re.I)
_TIME = re.compile(r"\s*(\d{1,2})\s*[:：]\s*(\d{2})\s*")
_YEARLY = re.compile(r"year|nian|jahr|annee|anno|archive", re.I)  #: the class of a heading that is a year
_DAY_END = re.compile(r"(?<=\d)(?:\.|\s?d\.)$")  #: november 27., lapkričio 27 d.
TODAY = hanzi.compile(r"今天|今日|现在|當前|当前|today|heute|aujourd|오늘|сегодня", re.I)  #: a clock in the page's head
_NO_WORD = hanzi.compile(r"[\W\d_]|星期|曜|周|요일")
MOST = 30  #: characters of such a line
LEVELS = 4  #: boxes around a row that are looked at


class Row(Protocol):
    """What is needed of a card."""

    @property
    def card(self) -> Node | None: ...
    @property
    def found(self) -> Found | None: ...


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Line:
    """What the line says."""

    day: Found | None = None
    year: int | None = None
    fiscal: bool = False  #: a Japanese year: from April to March

    def follows(self, before: "Line | None") -> bool:
        """Whether a list goes on with it: it is no later."""
        if before is None:
            return False
        if self.day is not None and before.day is not None:
            return self.day.when <= before.day.when
        return self.year is not None and before.year is not None and self.year <= before.year


def read(words: str, zone: ZoneInfo, now: datetime) -> Line | None:
    """The date of a line that says little else; None for any other line."""
    words = tidy(words.replace("\n", " "))
    if not words or len(words) > MOST or TODAY.search(words):
        return None
    if m := _YEAR.fullmatch(words):
        return Line(year=int(m[1]), fiscal="年度" in words)
    if m := _YEAR_MONTH.fullmatch(words):
        return Line(year=int(m[1]))
    if (m := _SOME_YEAR.fullmatch(words)) and not re.search(r"\d", m[1] + m[3]):
        return Line(year=int(m[2]))
    if m := _MONTH.fullmatch(words):
        return Line(year=int(m[1]) if m[1] else None)
    words = _DAY_END.sub("", words)
    found = dates.first(words, zone, now)
    if found is None:
        return None
    rest = words[: found.start] + shortdates.WEEKDAY_BEHIND.sub("", words[found.end :])
    if len(_NO_WORD.sub("", rest)) > 6 and not is_weekday(rest):
        return None
    return Line(day=found)


def above(card: Node, cards: Collection[int], known: dict[int, str]) -> str:
    """The nearest line before a row that belongs to no row, in its box or just before one around it; "" for none.

    `known`: what was said of rows before this one, so that a long list is walked once.
    """
    said = known[card.mem_id] = _above(card, cards, known)
    return said


def _above(card: Node, cards: Collection[int], known: dict[int, str]) -> str:
    node: Node | None = card
    for _ in range(LEVELS):
        if node is None or node.tag in ("body", "html"):
            return ""
        before = node.prev
        while before is not None:
            if before.mem_id in known:
                return known[before.mem_id]
            if before.is_element_node and before.mem_id not in cards and before.tag not in ("script", "style"):
                if before.css_first("a[href], img") is not None:
                    if _YEAR.fullmatch(text(before)) and _YEARLY.search(_classes(before)):
                        return text(before)  # a link to the year's own page
                    if len(before.text(deep=True)) > 2 * MOST or before.css_first("li, tr, dd") is not None:
                        break  # other rows: the line, if there is one, stands before all of them
                    return ""
                if said := text(before):
                    return said if len(said) <= MOST else ""
            elif before.is_text_node and (said := tidy((before.text_content or "").replace("\n", " "))):
                return said if len(said) <= MOST else ""
            before = before.prev
        node = node.parent
    return ""


def _classes(box: Node) -> str:
    """The classes of a box and of what it holds."""
    return " ".join(attr(node, "class") for node in (box, *css(box, "[class]")[:4]))


def dated(
    card: Node, found: Found | None, cards: Collection[int], known: dict[int, str], zone: ZoneInfo, now: datetime
) -> Found | None:
    """A row's date, with the day or the year of the line above it where the row does not say it itself."""
    line = read(above(card, cards, known), zone, now)
    return found if line is None else _dated(card, found, line, now)


def under(items: Sequence[R], cards: Collection[int], zone: ZoneInfo, now: datetime) -> list[R]:
    """The rows with the day, or the year, of the line above them, where they do not say it themselves."""
    out: list[R] = []
    known: dict[int, str] = {}
    for item in items:
        if item.card is not None and (item.found is None or item.found.inferred):
            found = dated(item.card, item.found, cards, known, zone, now)
            item = replace(item, found=found) if found != item.found else item  # type: ignore[type-var]
        out.append(item)
    return out


def _dated(card: Node, found: Found | None, line: Line, now: datetime) -> Found | None:
    if found is None and line.day is not None:
        clock = next((m for m in map(_TIME.fullmatch, _texts(card)) if m), None)
        if clock is None or int(clock[1]) > 23 or int(clock[2]) > 59:
            return line.day
        when = line.day.when.replace(hour=int(clock[1]), minute=int(clock[2]))
        return replace(line.day, when=when, precision=Precision.MINUTE)
    if found is not None and line.year is not None:
        year = line.year + (line.fiscal and found.when.month < 4)
        try:
            when = found.when.replace(year=year)
        except ValueError:
            return found
        return replace(found, when=when, inferred=False) if when <= now + timedelta(days=60) else found
    return found


def _texts(card: Node) -> list[str]:
    return [node.text_content or "" for node in card.traverse(include_text=True) if node.is_text_node]
