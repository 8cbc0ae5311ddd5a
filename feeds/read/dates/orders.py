"""In what order a date's numbers are written, 05/11/2026, 26.11.25: a language tells, and a list as a whole. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from itertools import pairwise

from feeds.read.dates.days import AHEAD, Found

#: how numbers are ordered where a language is written: year, month, day
_ORDERS = {"zh": "ymd", "ja": "ymd", "ko": "ymd", "en-us": "mdy"}


def order_of(language: str, zone: tzinfo) -> str:
    """In what order a page of that language (de, en-GB, zh-CN) writes the numbers of a date: ymd, dmy or mdy."""
    language = language.lower().replace("_", "-")
    known = _ORDERS.get(language) or _ORDERS.get(language[:2]) or ("dmy" if language not in ("", "en") else "")
    if known:
        return known
    name = str(zone)
    return "ymd" if name.startswith("Asia/") else "mdy" if name.startswith(("America/", "US/")) else "dmy"


def reordered(found: Found, order: str) -> Found | None:
    """The day that the same numbers say in that order; None where they say none."""
    numbers = [int(n) for n in re.findall(r"\d+", found.said)]
    if len(numbers) != 3 or (order == "ymd" and numbers[2] > 99):
        return None
    year, month, day = (numbers[order.index(sign)] for sign in "ymd")
    try:
        return replace(found, when=found.when.replace(year=year if year > 99 else 2000 + year, month=month, day=day))
    except ValueError:
        return None


def agreed(dates: Sequence[Found | None], order: str, now: datetime, urls: Sequence[str] = ()) -> list[Found | None]:
    """The dates of one list, their numbers read in the order that suits all of them: none in the future, all in the
    months that their addresses name, newest first. `order`: the likeliest, where several do; `urls`: the items' own,
    where nothing is sure."""
    if not any(found is not None and found.said for found in dates):
        return list(dates)

    months = [_month(url) for url in urls] or [""] * len(dates)

    def read(each: str) -> list[Found | None]:
        return [reordered(found, each) if found is not None and found.said else found for found in dates]

    def odd(each: str) -> tuple[int, int, int]:
        told = [found.when for found in read(each) if found is not None]
        missed = sum(found is not None for found in dates) - len(told)
        late = sum(when > now + AHEAD for when in told)
        amiss = sum(
            month != f"{found.when:%Y%m}"
            for found, month in zip(read(each), months, strict=True)
            if found is not None and found.said and month
        )
        apart = int(amiss > 0 or sum(map(bool, months)) < 2)
        rises = sum(a < b for a, b in pairwise(told))
        years, days = {when.year for when in told}, {(when.month, when.day) for when in told}
        same = len(told) * (len(days) == 1 and len(years) > 1)  # each year on the same day: the year was taken for it
        return missed + late, apart, rises + same + (each != order) * max(2, len(told) // 3)

    best = min(("ymd", "dmy", "mdy"), key=odd)
    return [new or old for new, old in zip(read(best), dates, strict=True)]


def _month(url: str) -> str:
    """The year and month that an address names, /2023/10/opening.html; "" where it names none."""
    named = _YEAR_MONTH.search(url)
    return "".join(named.groups()) if named is not None else ""


_YEAR_MONTH = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])(?=/)")
