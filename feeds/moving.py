"""A site moved and all has new ids, or an editor gave one to an article: which items are which of our entries. Pure.

An item is one of ours when its title, cut short or whole, and its day name exactly one entry and one item. Where a side
shows no day the title alone has to do, and then the order of the list must be ours too.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from feeds.model import Article
from feeds.read.markup.links import same_page

NEIGHBOURS = 2  #: older ones that a list must still show where one left it by itself
TELLING = 6  #: letters of a title that may stand without a date


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An entry as far as a list shows it."""

    number: int
    key: str
    titles: tuple[str, ...]  #: as the list, its own page and the feed say it
    url: str
    published: datetime | None  #: None where the site never said
    seen: datetime  #: the last list that showed it

    @classmethod
    def of(cls, row: Mapping[Any, Any]) -> Self:
        """From a row of `entries.briefly`."""
        titles = tuple(title for title in (row["list_title"], row["title"], row["page_title"]) if title)
        said = row["published"] if row["precision"] is not None else None
        return cls(
            number=row["number"], key=row["key"], titles=titles, url=row["url"], published=said, seen=row["seen"]
        )


def pairs(items: Sequence[Article], entries: Sequence[Kept], zone: ZoneInfo) -> list[tuple[int, Article]]:
    """(number of the entry, item) for each item that is surely one of ours, in the list's order."""
    found = same_address(items, entries)
    taken = {number for number, _ in found}
    rest = [each for each in items if each.id not in {item.id for _, item in found}]
    left = [each for each in entries if each.number not in taken]
    found += _unique(rest, left, zone, dated=True)
    taken = {number for number, _ in found}
    rest = [each for each in rest if each.id not in {item.id for _, item in found}]
    left = [each for each in left if each.number not in taken]
    found += _in_order(_unique(rest, left, zone, dated=False), {each.number: n for n, each in enumerate(entries)})
    place = {each.id: n for n, each in enumerate(items)}
    return sorted(found, key=lambda pair: place[pair[1].id])


def same_address(items: Sequence[Article], entries: Sequence[Kept]) -> list[tuple[int, Article]]:
    """Those of which only http became https, or www. came or went."""
    by_path: dict[str, list[Kept]] = {}
    for each in entries:
        by_path.setdefault(_tail(each.url), []).append(each)
    found: list[tuple[int, Article]] = []
    for item in items:
        same = [each for each in by_path.get(_tail(item.url), ()) if same_page(each.url, item.url)]
        if len(same) == 1 and same[0].number not in {number for number, _ in found}:
            found.append((same[0].number, item))
    return found


def put_up_again(
    items: Sequence[Article], entries: Sequence[Kept], listed: Sequence[Article], zone: ZoneInfo
) -> list[tuple[int, Article]]:
    """Articles that an editor took down and put up again, under another id: no other has their title and day, and below
    them the list has older entries than the one that it does not show any more. What is pinned above says nothing."""
    numbers = {each.key: each.number for each in entries}
    here = [numbers.get(each.id) for each in listed]
    place = {each.id: n for n, each in enumerate(listed)}

    def left(number: int, item: Article) -> bool:
        below = (each for each in here[place[item.id] :] if each is not None)
        return number not in here and sum(each < number for each in below) >= NEIGHBOURS

    return [pair for pair in _unique(items, entries, zone, dated=True) if left(*pair)]


def _tail(url: str) -> str:
    return url.partition("://")[2].partition("/")[2].rstrip("/")


def _unique(
    items: Sequence[Article], entries: Sequence[Kept], zone: ZoneInfo, *, dated: bool
) -> list[tuple[int, Article]]:
    ours: dict[tuple[str, date | None], set[int]] = {}
    for each in entries:
        day = _day(each.published, zone)
        if (day is None) == dated:
            continue
        for title in {plain(title) for title in each.titles}:
            ours.setdefault((title, day), set()).add(each.number)
    if not dated:  # a day on one side only says nothing: the title must be alone among all
        ours = _by_title(entries)
    theirs: dict[tuple[str, date | None], list[Article]] = {}
    for item in items:
        day = _day(item.published, zone)
        if dated and day is None:
            continue
        theirs.setdefault((plain(item.title), day if dated else None), []).append(item)
    found, taken = [], set()
    by_number = {each.number: each for each in entries}
    for key, same in theirs.items():
        numbers = ours.get(key) or _begun(key, ours)
        if len(same) != 1 or len(numbers) != 1 or not key[0]:
            continue
        number = next(iter(numbers))
        if not dated:
            both = by_number[number].published is not None and same[0].published is not None
            if both or len(key[0]) < TELLING:
                continue
        if number not in taken:
            taken.add(number)
            found.append((number, same[0]))
    return found


def _begun(key: tuple[str, date | None], ours: Mapping[tuple[str, date | None], set[int]]) -> set[int]:
    """The entries of that day whose titles begin as one that the list cuts short."""
    title, day = key
    begin = title.rstrip(".")  # NFKC makes three dots of an ellipsis
    if day is None or len(title) - len(begin) < 2 or len(begin) < TELLING:
        return set()
    return {
        number for (whole, then), same in ours.items() if then == day and whole.startswith(begin) for number in same
    }


def _by_title(entries: Iterable[Kept]) -> dict[tuple[str, date | None], set[int]]:
    found: dict[tuple[str, date | None], set[int]] = {}
    for each in entries:
        for title in {plain(title) for title in each.titles}:
            found.setdefault((title, None), set()).add(each.number)
    return found


def _in_order(found: list[tuple[int, Article]], place: dict[int, int]) -> list[tuple[int, Article]]:
    """The longest part of it in which our order is the list's."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = [None] * len(found)
    for n, (number, _) in enumerate(found):
        at = bisect_left(ends, place[number])
        before[n] = last[at - 1] if at else None
        ends[at : at + 1] = [place[number]]
        last[at : at + 1] = [n]
    chain = []
    now = last[-1] if last else None
    while now is not None:
        chain.append(found[now])
        now = before[now]
    return chain[::-1]


def enough(found: int, items: int, usual: int) -> bool:
    """Whether so many of the new items are ours that the site has moved."""
    return found > 0 and 2 * found >= min(items, max(usual, 1))


def plain(title: str) -> str:
    """A title without what a template does to it."""
    text = unicodedata.normalize("NFKC", title).casefold()
    return re.sub(r"[\s\u200b\ufeff]+", "", text)


def _day(when: datetime | None, zone: ZoneInfo) -> date | None:
    return when.astimezone(zone).date() if when is not None else None
