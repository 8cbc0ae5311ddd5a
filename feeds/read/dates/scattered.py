"""Dates in addresses, and dates that a layout cut in pieces. Pure."""

import re
from datetime import datetime, tzinfo
from itertools import permutations

from feeds.model import Precision
from feeds.read.dates.days import NAME, WIDE, Found, day_of, recent
from feeds.read.dates.months import number_of

_URL = (
    re.compile(r"(?<!\d)((?:19|20)\d{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"/((?:19|20)\d{2})[-/](\d{1,2})[-/](\d{1,2})/"),
    re.compile(r"/(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d\d{3,}(?!\d)"),
)


def in_url(url: str, zone: tzinfo) -> Found | None:
    """The day an address names: /2025/0522/c1a2/page.htm, /art/2026/9/30/, t20210106_47506.html."""
    for pattern in _URL:
        for m in pattern.finditer(url):
            if (when := day_of(int(m[1]), int(m[2]), int(m[3]), zone)) and when.year >= 1990:
                return Found(when=when, precision=Precision.DAY, start=m.start(1), end=m.end(3))
    return None


_YEAR_MONTH = re.compile(r"(\d{4})\s?[-/.年\s]\s?(\d{1,2})月?")
_MONTH_YEAR = re.compile(r"(\d{1,2})月?\s?[-/.,\s]\s?(\d{4})年?")
_MONTH = re.compile(r"(\d{1,2})\s?月")
_MONTH_AND_DAY = re.compile(r"(\d{1,2})\s?[-/.月]\s?(\d{1,2})")
_YEAR = re.compile(r"\d{4}年?")
_NAMED_YEAR = re.compile(rf"({NAME})\.?,?(?:\s(\d{{4}}))?", re.I)


def joined(*parts: str, zone: tzinfo, now: datetime) -> Found | None:
    """A date cut into pieces by the layout: ("12", "2022-11"), ("11-12", "2022"), ("6", "Jan", "2023")."""
    pieces = [p.translate(WIDE).strip().strip("/-.,[]()日 ") for p in parts if p.strip(" \t\r\n/-.,")]
    if not 2 <= len(pieces) <= 4:
        return None
    for order in permutations(pieces):
        found = _joined(order, zone, now)
        if found is not None:
            return found
    return None


def _joined(pieces: tuple[str, ...], zone: tzinfo, now: datetime) -> Found | None:
    head, rest = pieces[0], " ".join(pieces[1:])
    when: datetime | None = None
    inferred = False
    if len(head) <= 2 and head.isdecimal():
        day = int(head)
        if m := _YEAR_MONTH.fullmatch(rest):
            when = day_of(int(m[1]), int(m[2]), day, zone)
        elif m := _MONTH_YEAR.fullmatch(rest):
            when = day_of(int(m[2]), int(m[1]), day, zone)
        elif m := _NAMED_YEAR.fullmatch(rest):
            inferred = m[2] is None
            month = number_of(m[1])
            when = recent(month, day, zone, now) if inferred else day_of(int(m[2]), month, day, zone)
        elif m := _MONTH.fullmatch(rest):
            when, inferred = recent(int(m[1]), day, zone, now), True
    elif (m := _MONTH_AND_DAY.fullmatch(head)) and _YEAR.fullmatch(rest):
        when = day_of(int(rest[:4]), int(m[1]), int(m[2]), zone)
    if when is None:
        return None
    return Found(when=when, precision=Precision.DAY, start=0, end=0, inferred=inferred)
