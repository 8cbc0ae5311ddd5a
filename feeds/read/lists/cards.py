"""The cards of one list together: what each says (card.py), and what only all of them tell. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from feeds.read.dates import dates, orders
from feeds.read.lists import card as single
from feeds.read.lists import carddate, cardtitle, daylines
from feeds.read.lists.card import Item, from_url
from feeds.read.markup.html import Node, attr
from feeds.read.markup.lines import ENDED, one_line, roughly, text, tidy
from feeds.read.markup.wording import is_navigation, weight

MANY = 3  #: so many cards whose link says nothing are a habit: it lies over each of them
SENTENCE = 160  #: characters of one that is a title
BUTTON = 16.0  #: a link of more words is no button
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.I)
_MONTH_DAY = re.compile(r"[\s\[(（【]*(\d{1,2})\s?[/.-]\s?(\d{1,2})[\s\])）】]*")
_CLOCK = re.compile(r"[\s\[(（【]*([01]?\d|2[0-3]):[0-5]\d[\s\])）】]*")


def read(rows: Iterable[tuple[Node, str, list[Node]]], zone: ZoneInfo, now: datetime, language: str = "") -> list[Item]:
    """The cards of one list: (card, URL, its links to that URL). Cards without a title are left out."""
    given = list(rows)
    ids = {card.mem_id for card, _, _ in given}
    items = [single.read(*row, zone, now) for row in given]
    if labels := _labels(items):
        read = [single.read(*row, zone, now, labels=labels) for row in given]
        items = read if len({i.title for i in read}) > len({i.title for i in items}) else items
    if (halves := _halves(items)) is not None:
        given, items = [given[at] for at in halves], [replace(items[at], found=items[at - 1].found) for at in halves]
    if sum(not i.title for i in items) >= MANY or _one_word(given):
        items = _headed(given, items, zone, now)
    elif below := _below_headings(given):
        items = [single.read(*row, zone, now, mute=mute) for row, mute in zip(given, below, strict=True)]
    if items and sum(i.found is not None for i in items) <= 0.2 * len(items):
        onward = [_with_neighbours(i, ids, zone, now, back=False) if i.found is None else i for i in items]
        before = [_with_neighbours(i, ids, zone, now, back=True) if i.found is None else i for i in items]
        items = before if before[0].found is not None and before[0].found != items[0].found else onward
    items = _untitled(items)
    order = orders.order_of(language, zone)
    urls = [i.url for i in items] if language in ("", "en") else []
    agreed = orders.agreed([i.found for i in items], order, now, urls)
    items = [replace(i, found=found) for i, found in zip(items, agreed, strict=True)]
    items = _told_apart(items)
    items = daylines.under(_short_dates(items, zone, now), ids, zone, now)
    items = [from_url(i, zone, now) for i in _without_tail(_of_today(items, zone, now))]
    return _years([i for i in items if i.title and not _no_headline(i.title)])


def _labels(items: list[Item]) -> frozenset[str]:
    """What many cards begin with, each of which stands for another article: Pressemeddelelse, Customer stories."""
    often = Counter(i.title for i in items if i.title and weight(i.title) <= BUTTON)
    labels = frozenset(title for title, count in often.items() if count > 1)
    return labels if len(items) > MANY and 2.5 * sum(often[title] for title in labels) >= len(items) else frozenset()


def _untitled(items: list[Item]) -> list[Item]:
    """Posts that nobody gave a title, among others that have one, are called by their first sentence; WordPress links
    their empty heading."""
    if 2 * sum(bool(i.title) for i in items) < len(items):
        return items
    return [
        replace(i, title=_first_sentence(i.summary))
        if not i.title and i.summary and i.card is not None and "hentry" in attr(i.card, "class").split()
        else i
        for i in items
    ]


def _first_sentence(said: str) -> str:
    """Whole, or what of it a headline may have."""
    ended = ENDED.search(said)
    whole = (said[: ended.end()] if ended is not None else said).strip()
    return whole if len(whole) <= SENTENCE else f"{whole[:SENTENCE].rsplit(' ', 1)[0]}…"


def _no_headline(title: str) -> bool:
    """Whether a title is a menu's word, an address (an advertiser's) or a time: 18:50, the link of an untitled post."""
    return is_navigation(title) or _ADDRESS.fullmatch(title) is not None or _CLOCK.fullmatch(title) is not None


def _halves(items: list[Item]) -> range | None:
    """Where every row was torn in two by its own markup, <p>28-04-2023 <a href=x><p>title</p></a></p>: the places of
    the halves that have the title."""
    pairs = range(1, len(items), 2)
    torn = len(items) % 2 == 0 and all(
        items[at - 1].url == items[at].url and not items[at - 1].title and items[at].found is None for at in pairs
    )
    return pairs if items and torn else None


def _one_word(given: list[tuple[Node, str, list[Node]]]) -> bool:
    """Whether all links of the cards that say anything say the same: Read more."""
    return len(given) > 1 and len({one_line(a) for _, _, anchors in given for a in anchors} - {""}) == 1


def _headed(given: list[tuple[Node, str, list[Node]]], items: list[Item], zone: ZoneInfo, now: datetime) -> list[Item]:
    """The cards read by their headings, where their links say nothing or all the same. A "Learn more" may as well stand
    below what is no news: then most cards must have a date."""
    said = {text(a) for _, _, anchors in given for a in anchors} if _one_word(given) else set()
    read = [single.read(*row, zone, now, mute=frozenset({"", *said})) for row in given]
    if len(read) > 1 and len({i.title for i in read}) == 1:
        return items  # the press office's name on every card
    return read if not said or 2 * sum(bool(i.title and i.found) for i in read) > len(read) else items


def _below_headings(given: list[tuple[Node, str, list[Node]]]) -> list[frozenset[str]]:
    """What the links of each card say, where each has another heading above a button: Guarda le foto →; nothing where
    one has none."""
    found: list[frozenset[str]] = []
    titles: set[str] = set()
    for card, _, anchors in given if len(given) > 1 else ():
        said = frozenset({"", *map(text, anchors)})
        longest = max(map(weight, said))
        buttons = longest <= BUTTON and all(map(cardtitle.is_button, anchors))
        title = cardtitle.plain_heading(card, said) if buttons else ""
        if weight(title) < 1.2 * longest + 2:
            return []
        titles.add(title)
        found.append(said)
    return found if len(titles) == len(given) else []


def _with_neighbours(item: Item, ids: set[int], zone: ZoneInfo, now: datetime, *, back: bool) -> Item:
    """The date between this card and its neighbour: <dt>title</dt><dd>date</dd>, or the other way round."""
    node = item.card
    for _ in range(6):
        node = None if node is None else (node.prev if back else node.next)
        if node is None or node.mem_id in ids:
            break
        if node.is_element_node:
            if node.css_first("a[href]") is not None and (roughly(node) > 2000 or weight(text(node)) > 40):
                break
            found = carddate.of_texts([p for p, _ in carddate.pieces(node)], zone, now)
        else:
            found = dates.first(tidy(node.text_content or ""), zone, now) if node.is_text_node else None
        if found is not None:
            return replace(item, found=found)
    return item


def _short_dates(items: list[Item], zone: ZoneInfo, now: datetime) -> list[Item]:
    """10/15, 9/28: of one row it may be anything, of most rows of a list it is the day."""
    if len(items) < 3 or 2 * sum(i.found is not None for i in items) > len(items):
        return items
    said = []
    for item in items:
        pieces = carddate.pieces(item.card) if item.card is not None else []
        said.append(next((m for p, _ in pieces if (m := _MONTH_DAY.fullmatch(p))), None))
    if sum(m is not None for m in said) + sum(i.found is not None for i in items) < 0.8 * len(items):
        return items
    return [
        replace(i, found=dates.first(f"[{int(m[1]):02}-{int(m[2]):02}]", zone, now)) if m and i.found is None else i
        for i, m in zip(items, said, strict=True)
    ]


def _of_today(items: list[Item], zone: ZoneInfo, now: datetime) -> list[Item]:
    """14:05 among rows with a day: boards show the hour alone of what came today."""
    if not any(i.found for i in items):
        return items
    read = []
    for item in items:
        pieces = carddate.pieces(item.card) if item.found is None and item.card is not None else []
        clock = next((p for p, _ in pieces if _CLOCK.fullmatch(p)), None)
        read.append(replace(item, found=dates.first(f"today {clock.strip()}", zone, now)) if clock else item)
    return read


def _without_tail(items: list[Item]) -> list[Item]:
    """Without what every tooltip says behind its title: the site's name, "read more"."""
    tails = [i.title[len(i.shown) :] for i in items if i.shown and i.title.startswith(i.shown)]
    if len(tails) < 3 or len(tails) < 0.6 * len(items) or len(set(tails)) > 1:
        return items
    return [replace(i, title=i.shown) if i.shown and i.title.endswith(tails[0]) else i for i in items]


def _told_apart(items: list[Item]) -> list[Item]:
    """晚间新闻 2026年11月25日, 晚间新闻 2026年11月24日: where the date alone tells titles apart, it is part of them."""
    often = Counter(i.title for i in items if i.whole)
    return [replace(i, title=i.whole) if i.whole and often[i.title] > 1 else i for i in items]


def _years(items: list[Item]) -> list[Item]:
    """Where the page gives no years: a list that falls does not rise by months in its middle."""
    if len(items) < 3 or not all(i.found is None or (i.found.inferred and not i.found.said) for i in items):
        return items
    found = [i.found for i in items if i.found]
    rises = [n for n, (a, b) in enumerate(pairwise(found)) if b.when > a.when + timedelta(days=45)]
    if not 1 <= len(rises) <= max(1, len(items) // 6) or rises[0] < 2:
        return items
    back, last, out = 0, None, []
    for item in items:
        if item.found is None:
            out.append(item)
            continue
        when = item.found.when
        if last is not None and when > last + timedelta(days=45):
            back += 1
        last = when
        try:
            out.append(replace(item, found=replace(item.found, when=when.replace(year=when.year - back))))
        except ValueError:
            out.append(item)
    return out
