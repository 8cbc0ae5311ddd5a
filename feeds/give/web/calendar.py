"""A year of days as a small picture: how often a source has news. Pure; paths, so that it stays small."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

CELL, GAP, TOP = 10, 2, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """What the template draws: a path for each level of busyness, labels for the months."""

    paths: Mapping[int, str]
    months: tuple[tuple[int, str], ...]
    total: int
    days: int
    width: int
    height: int


def calendar(counts: Mapping[date, int], today: date) -> Calendar:
    """The 53 weeks up to today, a column a week, Monday on top."""
    start = today - timedelta(days=today.weekday() + 52 * 7)
    paths: dict[int, list[str]] = {level: [] for level in range(5)}
    months = []
    busiest = max(counts.values(), default=0)
    total = days = 0
    for offset in range((today - start).days + 1):
        day = start + timedelta(days=offset)
        week, weekday = divmod(offset, 7)
        x, y = week * (CELL + GAP), TOP + weekday * (CELL + GAP)
        count = counts.get(day, 0)
        total, days = total + count, days + (count > 0)
        paths[_level(count, busiest)].append(f"M{x} {y}h{CELL}v{CELL}h-{CELL}z")
        if day.day == 1 and week < 51:
            months.append((x, f"{day.month}"))
    return Calendar(
        paths={level: "".join(cells) for level, cells in paths.items() if cells},
        months=tuple(months),
        total=total,
        days=days,
        width=53 * (CELL + GAP) - GAP,
        height=TOP + 7 * (CELL + GAP) - GAP,
    )


def _level(count: int, busiest: int) -> int:
    if count == 0:
        return 0
    return min(4, 1 + 4 * (count - 1) // max(4, busiest))
