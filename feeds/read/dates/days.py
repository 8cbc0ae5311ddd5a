"""What is said of a day once it is found: that it exists, the time behind it, the year where none was given. Pure."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from feeds.model import Precision
from feeds.read.dates.months import MONTHS
from feeds.read.dates.patterns import one_of
from feeds.read.dates.times import TIME, before, hour_of

UTC = ZoneInfo("UTC")
THEN = datetime(2030, 1, 1, tzinfo=UTC)  #: where it is asked only whether there is a date
AHEAD = timedelta(days=3)  #: a date without a year is never further in the future than this


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A date and where it stood in the text. `when` is aware, in the zone that was asked for."""

    when: datetime
    precision: Precision
    start: int
    end: int
    inferred: bool = False  #: the page gave no year, or only half of one
    said: str = ""  #: 05/11/2026, 26.11.25: the text, where another order of its numbers makes another day


#: digits and signs of all scripts to ASCII, character for character
WIDE = str.maketrans(
    "：／－．（）［］　\xa0\u202f‐‑–",
    ":/-.()[]   ---",
) | {code: str(unicodedata.digit(chr(code))) for code in range(0x80, 0x10000) if chr(code).isdecimal()}
#: a month by its name in any of our languages, as part of a pattern
NAME = one_of(list(MONTHS))


def day_of(year: int, month: int, day: int, zone: tzinfo) -> datetime | None:
    """The day's midnight there; None where there is no such day, or none that news can be of."""
    if 2500 <= year <= 2642:  # the Buddhist era
        year -= 543
    if not 1900 <= year <= 2099:
        return None
    try:
        return datetime(year, month, day, tzinfo=zone)
    except ValueError:
        return None


def timed(text: str, start: int, end: int, when: datetime, *, inferred: bool = False) -> Found:
    """The date, with the time that follows it if one does."""
    m = TIME.match(text, end)
    if m is None:
        clock = before(text, start)
        if clock is None:
            return Found(when=when, precision=Precision.DAY, start=start, end=end, inferred=inferred)
        hour, minute, seconds = clock
        when = when.replace(hour=hour, minute=minute, second=seconds or 0)
        exactly = Precision.MINUTE if seconds is None else Precision.SECOND
        return Found(when=when, precision=exactly, start=start, end=end, inferred=inferred)
    hour, minute, second = hour_of(m), int(m["m"] or m["gm"]), int(m["s"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return Found(when=when, precision=Precision.DAY, start=start, end=end, inferred=inferred)
    zone, stop = when.tzinfo, m.end()
    when = when.replace(hour=hour, minute=minute, second=second)
    if offset := m["off"]:
        own = _offset(offset)
        if own is None or (offset[0] == "-" and not (m["t"] or m["s"])):  # 10:30-11:30 is a range
            stop = m.start("off")
        else:
            # the day that the site calls it stays; UTC says nothing about where that is
            when = when.replace(tzinfo=own)
            when = when if when.utcoffset() else when.astimezone(zone)
    precision = Precision.SECOND if m["s"] else Precision.MINUTE
    if m["s"] and not offset and not (hour or minute or second):
        precision = Precision.DAY  # 2026/11/27 0:00:00 is how .NET prints a day
    return Found(when=when, precision=precision, start=start, end=stop, inferred=inferred)


def _offset(text: str) -> tzinfo | None:
    if text[0] not in "+-":
        return timezone.utc  # noqa: UP017 - a tzinfo like the others here
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes)) if minutes <= 14 * 60 else None


def recent(month: int, day: int, zone: tzinfo, now: datetime) -> datetime | None:
    """The latest such day that is not in the future; a few days of grace for clocks and for early birds."""
    limit = now.astimezone(zone) + AHEAD
    for year in range(limit.year, limit.year - 9, -1):
        when = day_of(year, month, day, zone)
        if when and when <= limit:
            return when
    return None
