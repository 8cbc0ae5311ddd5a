"""What is normal for a source, and whether a list breaks it: a redesign, menu links, another column. Pure.

It judges only what a list shows that we have never seen: a list without a new item can announce nothing. What a page
itself gives away (empty, cut, garbled) is judge.py's.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from statistics import median
from typing import Any, Self
from zoneinfo import ZoneInfo

from feeds.model import Article
from feeds.read.markup.addresses import template

TEMPLATES = 12
FREE = 5  #: new items that are never too many by their number alone
TIMES = 3  #: the usual of a day, above which a batch is held
DAY = timedelta(days=1)
SOON = timedelta(hours=4)  #: the news of a day may come within so long
BACKDATED = timedelta(days=3)  #: editors date news back by so much without anybody wondering


@dataclass(frozen=True, slots=True, kw_only=True)
class Normal:
    """What the lists and pages that we believed were like."""

    templates: Mapping[str, float] = field(default_factory=dict)  #: address, digits replaced → share of the items
    dated: float = 0.0  #: share of items that show a date
    length: int = 0  #: letters of a usual body
    dates: tuple[int, ...] = ()  #: when its newest entries came out, seconds since 1970: the rhythm of polls
    moved: str | None = None  #: when the site last gave its articles other ids, ISO 8601

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> Self | None:
        """From the JSON column; a key of another version is ignored."""
        if not stored:
            return None
        known = {name: value for name, value in stored.items() if name in cls.__dataclass_fields__}
        return cls(**known | {"dates": tuple(known.get("dates", ()))})

    def stored(self) -> dict[str, Any]:
        return asdict(self) | {"dates": list(self.dates), "templates": dict(self.templates)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a source publishes, from the dates of its entries."""

    per_day: float = 0.0
    busiest: int = 0  #: most on one day
    newest: datetime | None = None
    oldest: datetime | None = None  #: of all that we ever kept


def rhythm(dates: Sequence[datetime], zone: ZoneInfo, oldest: datetime | None = None) -> Rhythm:
    if not dates:
        return Rhythm(oldest=oldest)
    first, last = min(dates), max(dates)
    days = Counter(when.astimezone(zone).date() for when in dates)
    return Rhythm(
        per_day=len(dates) / max((last - first) / DAY, 1.0),
        busiest=max(days.values()),
        newest=last,
        oldest=oldest or first,
    )


def learned(before: Normal | None, articles: Sequence[Article], lengths: Sequence[int] = ()) -> Normal:
    """What is normal now that this list was believed, too. `lengths` are those of the newest bodies."""
    old = before or Normal()
    here = Counter(template(each.url) for each in articles if not each.external)
    total = sum(here.values()) or 1
    weight = 0.3 if old.templates else 1.0
    shares = {name: (1 - weight) * share for name, share in old.templates.items()}
    for name, number in here.items():
        shares[name] = shares.get(name, 0.0) + weight * number / total
    kept = sorted(shares.items(), key=lambda one: -one[1])[:TEMPLATES]
    return Normal(
        templates={name: round(share, 3) for name, share in kept if share >= 0.005},
        dated=round(sum(each.published is not None for each in articles) / max(len(articles), 1), 3),
        length=round(median(lengths)) if lengths else old.length,
        moved=old.moved,
    )


def drift(
    articles: Sequence[Article],
    fresh: Sequence[Article],
    normal: Normal | None,
    usual: Rhythm,
    *,
    silent: timedelta,
    now: datetime,
) -> str | None:
    """Why the new items of a list are not to be believed, or None. `fresh` are those of `articles` that we never
    saw, `silent` is how long we could not look."""
    if not fresh:
        return None
    strange = _strange(fresh, normal)
    if strange is not None:
        return strange
    known = len(articles) - len(fresh)
    days = max(silent / DAY, 1.0)
    limit = max(FREE, TIMES * usual.per_day * days, usual.busiest * days)
    if known == 0 and (why := _all_new(fresh, usual, silent)):
        return why
    if len(fresh) <= limit:
        return None
    if known and silent >= DAY and _since(articles, fresh, usual, now):
        return None
    return f"{len(fresh)} items are new at once, usually {_often(usual)}"


def _strange(fresh: Sequence[Article], normal: Normal | None) -> str | None:
    """Links of another make than all before them: a menu, a box of friends, a new site."""
    if normal is None or not normal.templates:
        return None
    dated = normal.dated >= 0.8
    odd = [each for each in fresh if not each.external and template(each.url) not in normal.templates]
    undated = [each for each in fresh if dated and each.published is None]
    both = [each for each in undated if each.external or each in odd]
    some = ", ".join(f"“{each.title[:20]}”" for each in (both or odd or undated)[:3])
    if len(both) >= 2:
        return f"{len(both)} new items have no date and another kind of address than all before ({some})"
    if len(odd) >= 3 and 2 * len(odd) > len(fresh):
        return f"{len(odd)} of {len(fresh)} new items have another kind of address than all before ({some})"
    if len(undated) >= 3 and 2 * len(undated) > len(fresh):
        return f"{len(undated)} of {len(fresh)} new items have no date, as the others had ({some})"
    return None


def _all_new(fresh: Sequence[Article], usual: Rhythm, silent: timedelta) -> str | None:
    """Not one item that we know: believed only if it goes on where we stopped, and so soon only if all that may have
    come meanwhile, or if all of it is later than what we have. Else it is another column's list, or a moved site."""
    dates = [each.published for each in fresh if each.published is not None]
    if usual.newest is not None and dates:
        early = [when for when in dates if when < usual.newest - BACKDATED]
        if 2 * len(early) > len(dates):
            return f"all {len(fresh)} items are new to us, and {len(early)} of them older than the newest that we have"
    later = usual.newest is not None and len(dates) == len(fresh) and min(dates) > usual.newest
    weekly = not dates and len(fresh) <= usual.busiest  # a list without dates that is written anew at a time, again
    most = max(FREE, TIMES * usual.per_day * max(silent, SOON) / DAY)
    if silent >= DAY or later or weekly or len(fresh) <= most:
        return None
    return f"all {len(fresh)} items are new to us at once, usually {_often(usual)}"


def _since(articles: Sequence[Article], fresh: Sequence[Article], usual: Rhythm, now: datetime) -> bool:
    """Whether all that is new came while we could not look: dated since, or above what we know."""
    new = {each.id for each in fresh}
    first = next((place for place, each in enumerate(articles) if each.id not in new), len(articles))
    last = usual.newest - BACKDATED if usual.newest else None
    for place, each in enumerate(articles):
        if each.id not in new:
            continue
        if each.published is None or last is None:
            if place > first:
                return False
        elif not last <= each.published <= now + DAY:
            return False
    return True


def _often(usual: Rhythm) -> str:
    if usual.per_day >= 0.1:
        return f"{usual.per_day:.1f} a day"
    return "fewer than one in ten days" if usual.newest else "few"


def retitled(changed: int, known: int) -> str | None:
    """Why so many new titles for known items are no edits."""
    if changed > max(3, known / 2):
        return f"{changed} of {known} known items have another title at once"
    return None


def backlog(fresh: Sequence[Article], known: int, usual: Rhythm) -> Collection[str]:
    """The ids of new items that are older than all we ever kept: a longer page, or one that slid up. No news."""
    if usual.oldest is None or known * 2 < len(fresh):
        return ()
    limit = usual.oldest - DAY
    return {each.id for each in fresh if each.published is not None and each.published < limit}
