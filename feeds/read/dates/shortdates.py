"""Dates that say less than all: 11-25, 26.11.25, 5 Nov, 20261125. Only in brackets or as all that a text says. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, tzinfo

from feeds.model import Precision
from feeds.read.dates.days import AHEAD, NAME, Found, day_of, recent, timed
from feeds.read.dates.months import number_of

_ALONE = re.compile(
    r"^[\s\[(【「<|:：·]*(?:(?:\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*|[^\W\d_]+,)\s)?(.{3,24}?)[\s\])】」>|·]*$", re.S
)
WEEKDAY_BEHIND = re.compile(r"^,\s?[^\W\d_]{2,12}\.?(?=\W*$)")  #: 24 листопада, вівторок
#: 12 jan 23 | Mira Holt, and 12 Jan 23: in front of a title
_BEFORE_BAR = re.compile(rf"^(\d{{1,2}}\.?\s{NAME}(?!\w)\.?\s'?\d{{2}})(?:\s\|\s.*|\s?[:：]\s*)$", re.I)
_BRACKET = re.compile(r"[\[(【]\s?(\d{1,2})([-/.])(\d{1,2})\s?[\])】]")
_TWO_DIGIT_YEAR = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2})(?!\d)")
_ROC_SHORT = re.compile(r"(1[0-4]\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")  #: 115-11-25: years since 1911
_TWO_NUMBERS = re.compile(r"(\d{2})([-/.])(\d{2})\.?(?![\d.])")
_DAY_NAME_SHORT = re.compile(rf"(\d{{1,2}})\.?\s({NAME})(?!\w)\.?(?:\s'?(\d{{2}})(?!\d))?", re.I)
_NAME_DAY_SHORT = re.compile(rf"({NAME})(?!\w)\.?\s(\d{{1,2}})(?:st|nd|rd|th)?(?!\d)", re.I)
_EIGHT_DIGITS = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")


def short(text: str, zone: tzinfo, now: datetime, month_first: bool) -> Iterator[Found]:
    """MM-DD and two-digit years: only in brackets or as all that a text says."""
    for m in _BRACKET.finditer(text) if "[" in text or "(" in text or "【" in text else ():
        if (len(m[1]) == 2 or len(m[3]) == 2) and (day := recent(int(m[1]), int(m[3]), zone, now)):
            yield Found(when=day, precision=Precision.DAY, start=m.start(1), end=m.end(3), inferred=True)
    whole, barred = text, _BEFORE_BAR.match(text)
    if barred is not None:
        text = barred[1]
    if len(whole) > 60 or not (alone := _ALONE.match(text)):
        return
    start, inner = alone.start(1), alone[1]
    when: datetime | None = None
    said = roc = False
    if m2 := _TWO_DIGIT_YEAR.match(inner):
        when = _two_digit_year(int(m2[1]), int(m2[3]), int(m2[4]), m2[2], zone, now, month_first)
        said = True
    elif m2 := _ROC_SHORT.match(inner):
        when = day_of(1911 + int(m2[1]), int(m2[3]), int(m2[4]), zone)
        roc = True
    elif m2 := _TWO_NUMBERS.match(inner):
        a, b = int(m2[1]), int(m2[3])
        western = m2[2] == "." and m2[0].endswith(".")
        when = recent(b, a, zone, now) if western else recent(a, b, zone, now)
    elif m2 := _DAY_NAME_SHORT.match(inner):
        when = _named(number_of(m2[2]), int(m2[1]), m2[3], zone, now)
    elif m2 := _NAME_DAY_SHORT.match(inner):
        when = _named(number_of(m2[1]), int(m2[2]), None, zone, now)
    elif m2 := _EIGHT_DIGITS.match(inner):
        when = day_of(int(m2[1]), int(m2[2]), int(m2[3]), zone)
    if m2 is None or when is None:
        return
    found = timed(whole, start, start + m2.end(), when, inferred=not roc)
    if said:
        found = replace(found, said=m2[0])
    if not WEEKDAY_BEHIND.sub("", text[found.end :]).strip(" \t\r\n])】」>|·"):
        yield found


def _named(month: int, day: int, year: str | None, zone: tzinfo, now: datetime) -> datetime | None:
    return day_of(2000 + int(year), month, day, zone) if year else recent(month, day, zone, now)


def _two_digit_year(
    a: int, b: int, c: int, sign: str, zone: tzinfo, now: datetime, month_first: bool
) -> datetime | None:
    """23-01-06 is year first in Asia; 06.01.23 day first elsewhere. Of two readings the one not in the future."""
    year_first, day_first, us = (2000 + a, b, c), (2000 + c, b, a), (2000 + c, a, b)
    if str(zone).startswith("Asia/") or sign == "-":
        orders = (year_first, day_first, us)
    else:
        orders = (us, day_first, year_first) if month_first else (day_first, us, year_first)
    for order in orders:
        when = day_of(*order, zone)
        if when and when <= now.astimezone(zone) + AHEAD:
            return when
    return None
