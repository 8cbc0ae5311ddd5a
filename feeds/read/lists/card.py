"""One card of a list: its title, date and summary. Pure; what cards say together is in cards.py."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from feeds.read.dates import dates, scattered
from feeds.read.dates.days import Found
from feeds.read.lists import carddate, cardtitle
from feeds.read.lists.cardtitle import bare
from feeds.read.markup.html import Node
from feeds.read.markup.lines import text
from feeds.read.markup.links import is_picture
from feeds.read.markup.wording import MORE, weight

MAX_TITLE = 300


@dataclass(frozen=True, slots=True)
class Item:
    """What a card says."""

    url: str
    title: str
    found: Found | None
    summary: str = ""
    card: Node | None = None
    shown: str = ""  #: the title as the page shows it, where its tooltip says more
    whole: str = ""  #: the title with the date that was taken off it


def read(
    card: Node,
    url: str,
    anchors: list[Node],
    zone: ZoneInfo,
    now: datetime,
    *,
    mute: frozenset[str] = frozenset(),
    labels: frozenset[str] = frozenset(),
) -> Item:
    """What a card shows. `anchors`: its links to `url`; where they say one of the `mute` words, its heading is its
    title; the lines that are `labels` are none."""
    title, shown, source = cardtitle.read(anchors, labels)
    if mute and all(text(anchor) in mute for anchor in anchors):
        title, source = cardtitle.headed(card, mute)
        shown = ""
    found, rest = carddate.read(card, source, title, zone, now)
    if mute and source is None and (found is None or is_picture(url)):
        title = ""  # a first line alone is no title
    bare_title = carddate.unstamped(title, source, zone, now)
    plain, glued = carddate.unglue(bare_title, zone, now)
    if glued is not None and found is not None and glued.when.date() != found.when.date():
        plain, glued = bare_title, None  # the day of what it tells of: 校园招聘会（11/24）
    whole = title if plain != title else ""
    return Item(url, plain[:MAX_TITLE], found or glued, _summary(rest, plain), card, shown, whole[:MAX_TITLE])


def _summary(texts: list[str], title: str) -> str:
    said = bare(title)
    long = [t for t in texts if weight(t) >= 16 and bare(t) != said and not MORE.fullmatch(t)]
    return max(long, key=len, default="")[:1000]


def from_url(item: Item, zone: ZoneInfo, now: datetime) -> Item:
    """What the address says: the day where the card has none, the year where it has none."""
    named = scattered.in_url(item.url, zone)
    if named is None or named.when > now + timedelta(days=2):
        return item
    if item.found is None:
        return replace(item, found=named)
    if item.found.when.date() != named.when.date() and item.card is not None:  # of two dates the one it is filed under
        said = (dates.first(piece, zone, now) for piece, _ in carddate.pieces(item.card) if len(piece) <= 24)
        filed = next((f for f in said if f is not None and f.when.date() == named.when.date()), None)
        if filed is not None and not filed.inferred:
            return replace(item, found=filed)
    shown = item.found
    if shown.inferred and not shown.said and (near := _of_year(shown.when, named.when)) is not None:
        return replace(item, found=replace(shown, when=near, inferred=False))
    return item


def _of_year(shown: datetime, named: datetime) -> datetime | None:
    """The day that is shown without its year, in the year of the address, where that is within a week of it."""
    for year in (named.year, named.year - 1, named.year + 1):
        try:
            when = shown.replace(year=year)
        except ValueError:
            continue
        if abs(when - named) < timedelta(days=8):
            return when
    return None
