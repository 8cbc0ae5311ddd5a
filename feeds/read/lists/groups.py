"""Links of one shape that stand together, each in its card: what may be a list. Pure; judged in read/lists/lists.py."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from feeds.read.lists import cards, daylines
from feeds.read.lists.card import Item
from feeds.read.markup.addresses import looks_like_article, template
from feeds.read.markup.html import Node, attr, children, css
from feeds.read.markup.lines import one_line, text
from feeds.read.markup.spots import Link, Resolve, Spot, up
from feeds.read.markup.wording import is_navigation, weight
from feeds.read.navigation import tabs
from feeds.read.navigation.crumbs import HOME
from feeds.read.navigation.onward import is_pager_word


@dataclass(slots=True)
class Candidate:
    """A group of links that may be a list."""

    items: list[Item]
    container: Spot
    score: float = 0.0
    why: list[str] = field(default_factory=list)
    place: str = ""  #: what part of the page most of its links stand in
    heading: str | None = None  #: what stands above it
    level: int = 0  #: how many boxes further out than its own that stands
    more: str | None = None  #: where its 更多 leads
    named: bool = False  #: its heading is what the page calls its column
    paged: bool = False  #: a pager stands below it

    @property
    def dated(self) -> float:
        return sum(i.found is not None for i in self.items) / max(1, len(self.items))

    def urls(self) -> list[str]:
        return [i.url for i in self.items]


class Twins:
    """The links of a page by the address that they lead to, and which of them stand in a box."""

    __slots__ = ("_links", "_within")

    def __init__(self, links: Iterable[Link]) -> None:
        self._links: dict[str, list[Link]] = defaultdict(list)
        self._within: dict[str, dict[int, list[Node]]] = {}
        for link in links:
            self._links[link.url].append(link)

    def to(self, url: str) -> list[Link]:
        return self._links[url]

    def within(self, url: str, box: int) -> list[Node]:
        """Those that stand in the box, in the page's order; looked for once an address, whatever many links it has."""
        if url not in self._within:
            found = self._within[url] = defaultdict(list)
            for link in self._links[url]:
                for spot in up(link.spot):
                    found[spot.id].append(link.node)
        return self._within[url].get(box, [])


def titles_first(group: list[Link]) -> list[list[Link]]:
    """Rows of two or three like links, a short one and a title ([通知] 关于…): the titles are a group of their own."""
    rows: dict[int, list[Link]] = defaultdict(list)
    for link in group:
        rows[link.spot.up.id if link.spot.up else 0].append(link)
    if len(rows) < 3 or not 1.3 <= len(group) / len(rows) <= 3.2 or max(map(len, rows.values())) > 4:
        return [group]
    titles = [max(row, key=lambda link: weight(link.words)) for row in rows.values()]
    chosen = {id(link) for link in titles}
    others = [link for link in group if id(link) not in chosen]
    small = median(weight(link.words) for link in others)
    if small < 6 and median(weight(link.words) for link in titles) >= 1.8 * small:
        return [titles, others]
    return [group]


def hopeless(group: list[Link], twins: Twins) -> str | None:
    titles = [link.words for link in group if link.words]
    place = Counter(link.spot.place for link in group).most_common(1)[0][0]
    if place in ("crumb", "pager"):
        return "it is a pager or a breadcrumb"
    if place in ("nav", "foot", "links") and titles and max(map(weight, titles)) < 7:
        return "it is a menu"
    if titles and sum(is_navigation(t) for t in titles) > 0.6 * len(titles) and not _mute(group, twins):
        return "navigation words"
    return None


def _mute(group: list[Link], twins: Twins) -> bool:
    """Whether its links all say the same, "Read more", and nothing else leads where they lead: titles without links."""
    said = {link.words for link in group} - {""}
    alike = len(said) == 1 and len({link.url for link in group}) >= cards.MANY
    return alike and all(other.words in {"", *said} for url in {link.url for link in group} for other in twins.to(url))


def cut(group: list[Link], crowd: Counter[int], zone: ZoneInfo, now: datetime) -> Iterator[list[tuple[Link, Spot]]]:
    """The group's links with their cards, parted where they stand in different containers."""
    count: Counter[int] = Counter()
    by_url = _by_url(group)
    for same in by_url.values():
        if len(same) == 1:
            count.update(s.id for s in up(same[0].spot))
        else:
            count.update({s.id for link in same for s in up(link.spot)})
    lonely = len(group) if len(by_url) == 1 else 0
    found: list[tuple[Link, Spot]] = []
    for link in group:
        card = link.spot
        for spot in up(link.spot):
            if count[spot.id] > 1 or (lonely and crowd[spot.id] > max(2, lonely)) or spot.node.tag in ("body", "html"):
                break
            card = spot
        found.append((link, card))
    usual = _depth(found)
    boxes: dict[int, list[tuple[Link, Spot]]] = defaultdict(list)
    for link, card in found:
        while card.depth < usual <= link.spot.depth:
            card = next(s for s in up(link.spot) if s.depth == usual)
        boxes[card.up.id if card.up else 0].append((link, card))
    yield from _joined(list(boxes.values()), zone, now)


def _depth(found: list[tuple[Link, Spot]]) -> int:
    """How deep the cards lie: as most do; but where others, each an article by its markup, lie deeper in boxes like
    those (a day with two posts), as deep as they."""
    usual = Counter(card.depth for _, card in found).most_common(1)[0][0]
    deeper = [card for _, card in found if card.depth > usual]
    if len({card.depth for card in deeper}) != 1 or not all(map(_is_article, deeper)):
        return usual
    depth, key = deeper[0].depth, deeper[0].key
    outer = {card.key for _, card in found if card.depth == usual}
    within = all(any(spot.depth == usual and spot.key in outer for spot in up(card)) for card in deeper)
    alike = all(any(s.depth == depth and s.key == key for s in list(up(link.spot))[1:]) for link, _ in found)
    return depth if within and alike else usual


def _is_article(card: Spot) -> bool:
    return card.node.tag == "article" or card.node.css_first("article, .hentry") is not None


def _by_url(group: list[Link]) -> dict[str, list[Link]]:
    urls: dict[str, list[Link]] = defaultdict(list)
    for link in group:
        urls[link.url].append(link)
    return urls


def _joined(boxes: list[list[tuple[Link, Spot]]], zone: ZoneInfo, now: datetime) -> Iterator[list[tuple[Link, Spot]]]:
    """Containers side by side with nothing like a heading between them, or only a date, are one list: a <ul> every five
    rows, or one a day."""
    cards = {card.id for box in boxes for _, card in box}
    current: list[tuple[Link, Spot]] = []
    for box in boxes:
        beside = current and _neighbours(current[-1][1].up, box[0][1].up) and not _introduced(box[0][1].node)
        if beside and not _tabbed(box[0][1].up):
            current = current + box
            continue
        if current and _kin(current[-1][1].up, box[0][1].up):
            known: dict[int, str] = {}
            said = [daylines.above(card.node, cards, known) for _, card in box]
            line = daylines.read(said[0], zone, now) if said[0] else None
            before = daylines.read(daylines.above(current[-1][1].node, cards, {}), zone, now)
            if line is not None and (said[0] == said[-1] or (len({*said}) < len(box) and line.follows(before))):
                current = current + box
                continue
        if current:
            yield current
        current = box
    if current:
        yield current


def _tabbed(pane: Spot | None) -> bool:
    """Whether a container is one of the panes of a row of tabs."""
    if pane is None or pane.up is None:
        return False
    return tabs.parted(pane.up.node, pane.node.tag or "")


def _kin(a: Spot | None, b: Spot | None) -> bool:
    """Whether two containers have a parent or its parent in common."""
    above = {s.id for s in list(up(a))[1:3]} if a is not None else set()
    return b is not None and any(s.id in above and s.node.tag not in ("html",) for s in list(up(b))[1:3])


def _introduced(card: Node) -> bool:
    """Whether something is said in a card's container before it: a heading of its own."""
    before = card.prev
    while before is not None:
        if before.is_element_node and before.tag not in ("script", "style") and text(before):
            return True
        before = before.prev
    return False


def _wrapped(container: Spot) -> Spot:
    """A container with the <font> or <center> that holds it alone."""
    while (outer := container.up) is not None and outer.node.tag in ("font", "center"):
        if len(text(outer.node)) != len(text(container.node)):
            break
        container = outer
    return container


def _neighbours(a: Spot | None, b: Spot | None) -> bool:
    if a is None or b is None or a.node.tag != b.node.tag:
        return False
    a, b = _wrapped(a), _wrapped(b)
    if a.up is None or b.up is None or a.up.id != b.up.id:
        return False
    node = a.node.next
    for _ in range(12):
        if node is None:
            return False
        if node.is_element_node:
            if node.mem_id == b.id:
                return True
            if text(node) or node.css_first("a[href], img") is not None:
                return False
        elif node.is_text_node and (node.text_content or "").strip():
            return False
        node = node.next
    return False


def read(
    resolve: Resolve,
    cut: list[tuple[Link, Spot]],
    twins: Twins,
    zone: ZoneInfo,
    now: datetime,
    language: str = "",
) -> Candidate | None:
    container = cut[0][1].up or cut[0][1]
    shapes = Counter(template(link.url) for link, _ in cut)
    known = {card.id for _, card in cut}
    rows: list[tuple[Node, str, list[Node]]] = []
    per_card: dict[int, tuple[Node, str, list[Node]]] = {}
    for link, card in cut:
        if card.id in per_card:
            continue
        anchors = twins.within(link.url, card.id) if len(twins.to(link.url)) > 1 else []
        per_card[card.id] = (card.node, link.url, anchors or [link.node])
    tags = Counter(card.node.tag for _, card in cut)
    usual = tags.most_common(1)[0][0]
    if len(cut) >= 2:
        containers = list({(card.up or card).id: (card.up or card) for _, card in cut}.values())
        for box in containers:
            for child in children(box.node):
                if not child.is_element_node:
                    continue
                if child.mem_id in per_card:
                    rows.append(per_card[child.mem_id])
                elif child.mem_id not in known and child.tag == usual:
                    stray = _stray(resolve, child, shapes)
                    if stray is not None:
                        rows.append(stray)
        placed = {row[0].mem_id for row in rows}
        rows.extend(row for row in per_card.values() if row[0].mem_id not in placed)
    else:
        rows = list(per_card.values())
    items = _without_ads(cards.read(rows, zone, now, language))
    if not items:
        return None
    place, most = Counter(card.place for _, card in cut).most_common(1)[0]  # a card may have a header of its own
    return Candidate(items=items, container=container, place=place if most > 0.6 * len(cut) else container.place)


def _without_ads(items: list[Item]) -> list[Item]:
    """Without the few cards that lead to other sites and have no date, among cards of this site that all have one."""
    hosts = Counter(urlsplit(i.url).hostname for i in items)
    if len(items) < 5 or len(hosts) < 2:
        return items
    own, most = hosts.most_common(1)[0]
    odd = [i for i in items if i.found is None and urlsplit(i.url).hostname != own]
    dated = sum(i.found is not None for i in items)
    few = 0 < 3 * len(odd) <= len(items) and dated + len(odd) == len(items)
    return [i for i in items if i not in odd] if few and most >= dated - 2 else items


def _stray(resolve: Resolve, card: Node, shapes: Counter[str]) -> tuple[Node, str, list[Node]] | None:
    """A card among the cards whose link is built otherwise: a pinned one in bold, one in a colour of its own."""
    best: tuple[float, str] | None = None
    anchors: dict[str, list[Node]] = defaultdict(list)
    for node in css(card, "a[href]"):
        url = resolve(attr(node, "href"))
        if url is None:
            continue
        anchors[url].append(node)
        words = attr(node, "title") or one_line(node)
        if is_navigation(words) or weight(words) < 4:
            continue
        if template(url) in shapes or looks_like_article(url):
            value = weight(words)
            if best is None or value > best[0]:
                best = (value, url)
    return (card, best[1], anchors[best[1]]) if best is not None else None


def pagers_of(links: Iterable[Link]) -> set[int]:
    """The boxes that hold a pager, and the box around each."""
    found: set[int] = set()
    for link in links:
        if link.spot.place == "pager" or (is_pager_word(link.words) and not HOME.match(link.words)):
            above = [s.id for s in up(link.spot)][1:6]
            found.update(above)
    return found
