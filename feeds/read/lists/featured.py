"""The newest articles, shown large above their list: one to three of them a row are its first items. Pure."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from feeds.read.lists import card
from feeds.read.lists.card import Item
from feeds.read.lists.groups import Candidate
from feeds.read.markup.addresses import template
from feeds.read.markup.lines import text
from feeds.read.markup.spots import Link, up
from feeds.read.markup.wording import MORE, weight

MOST = 3  #: articles at most that a page shows large above its list
LOOKED_AT = 20  #: buttons above it
HEADLINE = 5  #: the least weight of a headline
_NEVER = datetime.min.replace(tzinfo=UTC)


def first(candidates: list[Candidate], links: list[Link], column: str | None, zone: ZoneInfo, now: datetime) -> None:
    """Puts them before the others of the best group, `candidates[0]`. `column`: what the page calls it."""
    best = candidates[0]
    dated = best.dated >= 0.6 and len(best.items) >= 4 and any(i.found for i in best.items[:4])
    order = {url: n for n, url in reversed(list(enumerate(link.url for link in links)))}
    begins = order.get(best.items[0].url, 0)
    shapes = {template(url) for url in best.urls()}
    folders = {_above(url) for url in best.urls()}
    known = set(best.urls())
    above = {spot.id for spot in list(up(best.container))[1:5] if spot.node.tag not in ("body", "html")}
    oldest = min((i.found.when for i in best.items[:4] if i.found is not None), default=now)

    def issued(item: Item) -> datetime | None:
        """When it came out, where it is built like the list's and stands above them."""
        alike = template(item.url) in shapes or _above(item.url) in folders
        before = item.url not in known and order.get(item.url, begins) < begins
        return item.found.when if item.found is not None and not item.found.inferred and alike and before else None

    buttons = [link for link in links if order[link.url] < begins and MORE.fullmatch(link.words)]
    for link in buttons[:LOOKED_AT] if len(best.items) >= MOST else ():
        large = _large(link, zone, now)
        when = issued(large) if large is not None and _fits(large, shapes) else None
        if large is None or when is None or not oldest <= when <= now:
            continue
        near = best.named and any(spot.id in above for spot in up(link.spot))
        if near or _is_before(large, best):
            best.items.insert(0, large)
            return
    beside = [
        one
        for one in (candidates[1:] if dated else ())
        if len(one.items) <= MOST
        and one.place in ("", "main")
        and one.more is None
        and one.heading in (None, column)
        and any(spot.id in above for spot in up(one.container))
    ]
    for one in sorted(beside, key=lambda one: -order.get(one.items[0].url, 0)):  # the next above first: row by row
        if all((issued(i) or _NEVER) >= oldest for i in one.items) or _pinned(one, shapes, order, begins):
            best.items[:0] = one.items
            known.update(one.urls())
            begins = order.get(one.items[0].url, begins)


def _fits(large: Item, shapes: Collection[str]) -> bool:
    """Whether it is a headline, at an address like the others' or in a folder of its own."""
    apart = bool(urlsplit(large.url).path.rpartition("/")[0]) or template(large.url) in shapes
    return apart and weight(large.title) >= HEADLINE


def _large(link: Link, zone: ZoneInfo, now: datetime) -> Item | None:
    """What is shown around a link that only says "Read more", where a heading is: one article and no other link."""
    if link.spot.place not in ("", "main"):
        return None
    boxes = [spot for spot in up(link.spot) if spot.links == 1 and spot.node.tag != "body"]
    node = boxes[-1].node if boxes else link.node
    if node.tag == "a":
        return None
    read = card.read(node, link.url, [link.node], zone, now, mute=frozenset([text(link.node)]))
    return read if read.title else None


def _is_before(large: Item, best: Candidate) -> bool:
    """Whether its box stands right before the list's."""
    after = large.card.next if large.card is not None else None
    while after is not None and not after.is_element_node:
        after = after.next
    return after is not None and any(spot.id == after.mem_id for spot in up(best.container))


def _pinned(one: Candidate, shapes: Collection[str], order: Mapping[str, int], begins: int) -> bool:
    """Whether dated articles stand right under the column's name, however old: those that somebody pinned there."""
    return one.named and all(
        item.found is not None and template(item.url) in shapes and order.get(item.url, begins) < begins
        for item in one.items
    )


def _above(url: str) -> str:
    """What the folder that an address lies in was made from: /news/2026/11/ and /news/2025/03/ are one."""
    return template(url.rstrip("/").rpartition("/")[0])
