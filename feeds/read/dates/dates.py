"""Dates in text and in addresses, with how much of them was really said. Pure; it never invents a time.

Not a general date parser: it reads what news pages print (Chinese, Japanese, Western forms, "3天前"), and leaves
phone numbers, versions, ranges and school years alone. What only the page's layout tells (which date is the
publication's) is decided by whoever calls.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo

from feeds import hanzi
from feeds.model import Precision
from feeds.read.dates import ago
from feeds.read.dates.days import WIDE, Found, day_of, recent, timed
from feeds.read.dates.forms import CTIME, DAY_FIRST, ENDS, FIGURES, FORMS, FORMS_OF_FIGURES, FULL, month_first_in
from feeds.read.dates.patterns import quick
from feeds.read.dates.shortdates import short
from feeds.read.dates.times import TIME

_MONTH_DAY = hanzi.compile(r"(?<![\d年./-])(?<!年\s)(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]")
_DIGIT = re.compile(r"\d")
_MONTH = timedelta(days=28)  #: ago: a day is no more than a guess
_FOUR_DIGITS = re.compile(r"\d{4}")
_HINT = re.compile(quick(rf"[〇○零一二三四五六七八九]{{4}}年|{ago.HINT}"), re.I)
#: 发布时间：2022-11-10 10:30 阅读数：, and nothing else of digits: what most lists and most articles print
_USUAL = hanzi.compile(
    r"[\s\[(（【]*(?:(?:发布|更新|发表|上传|添加)?(?:时间|日期)|发布于|发布)?\s?[:：]?\s*"
    r"(([0-9]{4})(?:年|([-/.]))([0-9]{1,2})(?(3)\3|月)([0-9]{1,2})日?)"
    r"(?:[ \xa0]{1,3}([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?)?"
    r"(?:\s*[\])）】|])?\s*(?:(?:点击|浏览|阅读|访问)(?:次数|量|数)?\s?[:：]?\s*)?"
)


def find(text: str, zone: tzinfo, now: datetime) -> list[Found]:
    """Every date in the text, in its order. Short forms (MM-DD, two-digit years) only where they stand alone."""
    if not _DIGIT.search(text) and not _HINT.search(text):
        return []
    text = text.translate(WIDE)
    found = sorted(_all(text, zone, now), key=lambda f: (f.start, -f.end))
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def first(text: str, zone: tzinfo, now: datetime) -> Found | None:
    """The first date of the text, or None."""
    if len(text) < 60 and (usual := _USUAL.fullmatch(text)) and (found := _usual(usual, zone)):
        return found
    return next(iter(find(text, zone, now)), None)


def _usual(m: re.Match[str], zone: tzinfo) -> Found | None:
    """What `find` would say of it, much quicker."""
    _, year, _, month, day, hour, minute, second = m.groups()
    when = day_of(int(year), int(month), int(day), zone)
    if when is None:
        return None
    if hour is None or (second and int(hour) == int(minute) == int(second) == 0):
        return Found(when=when, precision=Precision.DAY, start=m.start(1), end=m.end(8 if second else 1))
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return None
    when = when.replace(hour=int(hour), minute=int(minute), second=int(second or 0))
    precision = Precision.SECOND if second else Precision.MINUTE
    return Found(when=when, precision=precision, start=m.start(1), end=m.end(8 if second else 7))


def _all(text: str, zone: tzinfo, now: datetime) -> Iterator[Found]:
    month_first = month_first_in(text, zone)
    figures = FIGURES.fullmatch(text) is not None
    for pattern, read, signs in FORMS_OF_FIGURES if figures else FORMS:
        if signs.search(text) is None:
            continue
        for m in pattern.finditer(text):
            if (ymd := read(m, month_first)) and (when := day_of(*ymd, zone)):
                found = timed(text, m.start(), m.end(), when)
                if pattern is CTIME:
                    found = replace(found, end=m.end(3))  # the year behind the time
                yield replace(found, said=m[0]) if pattern is DAY_FIRST and m[2] != "." else found
    year = _FOUR_DIGITS.search(text)
    for m in FULL.finditer(text, year.start()) if year is not None else ():
        yield from _full(text, m, zone)
    for m in _MONTH_DAY.finditer(text) if "月" in text else ():
        if when := recent(int(m[1]), int(m[2]), zone, now):
            yield timed(text, m.start(), m.end(), when, inferred=True)
    yield from short(text, zone, now, month_first)
    if not figures:
        yield from _relative(text, zone, now)


def _full(text: str, m: re.Match[str], zone: tzinfo) -> Iterator[Found]:
    """YYYY-MM-DD in its many coats. The day may be glued to a time, never to anything else of digits."""
    if (m[2] == "年") != (m[4] == "月") or (m[2] != "年" and m[2] != m[4]):
        return
    tail, glued = m.end(), None
    if ENDS.match(text, tail) is None:
        glued = TIME.match(text, tail)
        if glued is None or (text[tail].isdigit() and len(m[5]) < 2):
            return
    if when := day_of(int(m[1]), int(m[3]), int(m[5]), zone):
        yield timed(text, m.start(), tail, when)


def _relative(text: str, zone: tzinfo, now: datetime) -> Iterator[Found]:
    here = now.astimezone(zone)
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    for start, end, back in ago.spans(text):
        if back.seconds:
            when = (here - back).replace(second=0, microsecond=0)
            yield Found(when=when, precision=Precision.MINUTE, start=start, end=end)
        else:
            yield timed(text, start, end, midnight - back, inferred=back >= _MONTH)
