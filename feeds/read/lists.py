"""The list on a page nobody wrote a rule for: candidate groups of links, scored in characters. Pure.

Candidates are links of one tag path (stable classes only) whose cards stand in one container. It proposes and says why;
which proposal a page stands for (a list, the columns of a home page) is decided by read/detect.py.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

from feeds.model import Article
from feeds.read import cards
from feeds.read.addresses import looks_like_article, looks_like_list, template
from feeds.read.html import Document, Node, attr, children, css, text
from feeds.read.links import canonical, is_file, same_site
from feeds.read.wording import HEADLINE_CLASS, MORE, MORE_BOX, SIDE_TITLE, is_navigation, place_of, weight

MAX_LINKS = 10_000
ENOUGH = 45.0  #: a score from which a group is taken for a list
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
CRUMB = re.compile(r"[>＞»]|当前位置|所在位置|您的位置")
YEAR = re.compile(r"(?:19|20)\d{2}[-/.年]|\d{2}-\d{2}")
HOME = re.compile(r"^(?:网站|学院|学校|返回)?\s*(?:首\s*页|主\s*页|home)$", re.I)
Resolve = Callable[[str], str | None]  #: an href as an absolute URL, remembered


@dataclass(slots=True)
class Spot:
    """An element on the way from a link to the top; made once, shared by all links below it."""

    node: Node
    up: "Spot | None"
    key: str  #: tag path with stable classes
    place: str  #: "", or what part of the page its tags and classes name: nav, head, foot, side, crumb, pager, main
    depth: int
    id: int


@dataclass(slots=True)
class Link:
    node: Node
    url: str
    words: str
    spot: Spot
    order: int


@dataclass(slots=True)
class Candidate:
    """A group of links that may be a list."""

    items: list[cards.Item]
    container: Spot
    score: float = 0.0
    why: list[str] = field(default_factory=list)
    place: str = ""  #: what part of the page most of its links stand in
    heading: str | None = None  #: what stands above it
    more: str | None = None  #: where its 更多 leads

    @property
    def dated(self) -> float:
        return sum(i.found is not None for i in self.items) / max(1, len(self.items))

    def urls(self) -> list[str]:
        return [i.url for i in self.items]


@dataclass(slots=True)
class Survey:
    """All that was found on a page: the best first, and what was turned down, counted by reason."""

    candidates: list[Candidate]
    rejected: Counter[str]
    links: list[Link]


def survey(document: Document, zone: ZoneInfo, now: datetime, *, shared: frozenset[str] = frozenset()) -> Survey:
    """Every group of links worth a look. `shared`: URLs that other pages of the site show too (read/contrast.py)."""
    resolve = cache(document.link)
    links = collect(document, resolve)
    crowd: Counter[int] = Counter()
    for link in links:
        for spot in _up(link.spot):
            crowd[spot.id] += 1
    rejected: Counter[str] = Counter()
    groups: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        groups[link.spot.key].append(link)
    by_url: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_url[link.url].append(link)
    candidates: list[Candidate] = []
    seen: set[frozenset[str]] = set()
    for group in [part for whole in groups.values() for part in _titles_first(whole)]:
        if reason := _hopeless(group):
            rejected[reason] += 1
            continue
        for cut in _cut(group, crowd):
            candidate = _read(resolve, cut, by_url, zone, now)
            if candidate is None:
                rejected["its links have no titles"] += 1
                continue
            urls = frozenset(candidate.urls())
            if urls in seen:
                rejected["the same links stand elsewhere on the page"] += 1
                continue
            seen.add(urls)
            candidates.append(candidate)
    total = sum(sum(weight(i.title) for i in c.items) for c in candidates) or 1.0
    column = cards.column_title(document)
    pagers = _pagers(links)
    for candidate in candidates:
        _score(candidate, document, resolve, total, column, pagers, shared)
    candidates.sort(key=lambda c: -c.score)
    for candidate in candidates:
        if candidate.score < ENOUGH:
            rejected[min(candidate.why, key=_points, default="too little speaks for it").split(": ")[-1]] += 1
    return Survey(candidates, rejected, links)


def best(found: Survey) -> Candidate | None:
    """The group the page is about; None where none is good enough."""
    return found.candidates[0] if found.candidates and found.candidates[0].score >= ENOUGH else None


def column(document: Document, candidate: Candidate | None) -> str | None:
    """What the page calls its column."""
    title = cards.column_title(document)
    if candidate is not None and candidate.heading and title and title in candidate.heading:
        return title
    return title or (candidate.heading if candidate is not None else None)


def articles(
    document: Document, candidate: Candidate, identity: Callable[[str], str | None] = lambda url: None
) -> tuple[Article, ...]:
    """The candidate's items as articles, each once, in the page's order. `identity`: the site's own id in a URL."""
    kept: dict[str, Article] = {}
    for item in candidate.items:
        own = same_site(item.url, document.url)
        key = (identity(item.url) if own else None) or canonical(item.url)
        if key in kept:
            continue
        found = item.found
        kept[key] = Article(
            id=key,
            title=item.title,
            url=item.url,
            published=found.when if found else None,
            precision=found.precision if found else None,
            external=not own,
            summary=item.summary,
        )
    return tuple(kept.values())


def collect(document: Document, resolve: Resolve) -> list[Link]:
    """The page's links, each with its way up. What only a comment holds is not there."""
    spots: dict[int, Spot] = {}
    links: list[Link] = []
    here = canonical(document.url)
    for order, node in enumerate(css(document.root, "a[href]")):
        if order >= MAX_LINKS:
            break
        url = resolve(attr(node, "href"))
        if url is None or (url.startswith(here) and canonical(url) == here):
            continue
        spot = _spot(node, spots)
        if spot is not None:
            links.append(Link(node, url, cards.words(node), spot, order))
    return links


def _spot(node: Node, spots: dict[int, Spot]) -> Spot | None:
    """The link's place; without recursion, because pages may nest deep."""
    chain: list[Node] = []
    current: Node | None = node
    known: Spot | None = None
    while current is not None and current.is_element_node:
        known = spots.get(current.mem_id)
        if known is not None:
            break
        chain.append(current)
        current = current.parent
    for element in reversed(chain):
        name = element.tag or ""
        attributes = element.attributes
        classes = attributes.get("class") or ""
        step = name + cards.stable(classes)
        place = place_of(name, classes, attributes.get("id") or "") or (known.place if known else "")
        known = Spot(
            element,
            known,
            f"{known.key}/{step}" if known else step,
            place,
            known.depth + 1 if known else 0,
            element.mem_id,
        )
        spots[element.mem_id] = known
    return known


def _up(spot: Spot) -> Iterator[Spot]:
    current: Spot | None = spot
    while current is not None:
        yield current
        current = current.up


def _titles_first(group: list[Link]) -> list[list[Link]]:
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


def _hopeless(group: list[Link]) -> str | None:
    if group[0].spot.place in ("crumb", "pager"):
        return "it is a pager or a breadcrumb"
    titles = [link.words for link in group if link.words]
    if group[0].spot.place in ("nav", "foot", "links") and titles and max(map(weight, titles)) < 7:
        return "it is a menu"
    if titles and sum(is_navigation(t) for t in titles) > 0.6 * len(titles):
        return "navigation words"
    return None


def _cut(group: list[Link], crowd: Counter[int]) -> Iterator[list[tuple[Link, Spot]]]:
    """The group's links with their cards, parted where they stand in different containers."""
    count: Counter[int] = Counter()
    by_url = _by_url(group)
    for same in by_url.values():
        if len(same) == 1:
            count.update(s.id for s in _up(same[0].spot))
        else:
            count.update({s.id for link in same for s in _up(link.spot)})
    lonely = len(group) if len(by_url) == 1 else 0
    found: list[tuple[Link, Spot]] = []
    for link in group:
        card = link.spot
        for spot in _up(link.spot):
            if count[spot.id] > 1 or (lonely and crowd[spot.id] > max(2, lonely)) or spot.node.tag in ("body", "html"):
                break
            card = spot
        found.append((link, card))
    usual = Counter(card.depth for _, card in found).most_common(1)[0][0]
    boxes: dict[int, list[tuple[Link, Spot]]] = defaultdict(list)
    for link, card in found:
        while card.depth < usual <= link.spot.depth:
            card = next(s for s in _up(link.spot) if s.depth == usual)
        boxes[card.up.id if card.up else 0].append((link, card))
    yield from _joined(list(boxes.values()))


def _by_url(group: list[Link]) -> dict[str, list[Link]]:
    urls: dict[str, list[Link]] = defaultdict(list)
    for link in group:
        urls[link.url].append(link)
    return urls


def _joined(boxes: list[list[tuple[Link, Spot]]]) -> Iterator[list[tuple[Link, Spot]]]:
    """Containers side by side with nothing like a heading between them are one list (a <ul> every five rows)."""
    current: list[tuple[Link, Spot]] = []
    for box in boxes:
        if current and _neighbours(current[-1][1].up, box[0][1].up):
            current = current + box
            continue
        if current:
            yield current
        current = box
    if current:
        yield current


def _neighbours(a: Spot | None, b: Spot | None) -> bool:
    if a is None or b is None or a.up is None or b.up is None or a.up.id != b.up.id or a.node.tag != b.node.tag:
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


def _read(
    resolve: Resolve,
    cut: list[tuple[Link, Spot]],
    by_url: dict[str, list[Link]],
    zone: ZoneInfo,
    now: datetime,
) -> Candidate | None:
    container = cut[0][1].up or cut[0][1]
    shapes = Counter(template(link.url) for link, _ in cut)
    known = {card.id for _, card in cut}
    rows: list[tuple[Node, str, list[Node]]] = []
    per_card: dict[int, tuple[Node, str, list[Node]]] = {}
    for link, card in cut:
        if card.id in per_card:
            continue
        anchors = [other.node for other in by_url[link.url] if any(s.id == card.id for s in _up(other.spot))]
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
    items = cards.read(rows, zone, now)
    if not items:
        return None
    place, most = Counter(link.spot.place for link, _ in cut).most_common(1)[0]
    return Candidate(items=items, container=container, place=place if most > 0.6 * len(cut) else container.place)


def _stray(resolve: Resolve, card: Node, shapes: Counter[str]) -> tuple[Node, str, list[Node]] | None:
    """A card among the cards whose link is built otherwise: a pinned one in bold, one in a colour of its own."""
    best: tuple[float, str, Node] | None = None
    for node in css(card, "a[href]"):
        url = resolve(attr(node, "href"))
        if url is None:
            continue
        words = attr(node, "title") or cards.words(node)
        if is_navigation(words) or weight(words) < 4:
            continue
        if template(url) in shapes or looks_like_article(url):
            value = weight(words)
            if best is None or value > best[0]:
                best = (value, url, node)
    if best is None:
        return None
    return card, best[1], [best[2]]


def _pagers(links: Iterable[Link]) -> set[int]:
    """The boxes that hold a pager, and the box around each."""
    found: set[int] = set()
    for link in links:
        if link.spot.place == "pager" or cards.is_pager_word(link.words):
            above = [s.id for s in _up(link.spot)][1:6]
            found.update(above)
    return found


def _points(reason: str) -> float:
    try:
        return float(reason.split(" ", 1)[0])
    except ValueError:
        return 0.0


def _score(
    candidate: Candidate,
    document: Document,
    resolve: Resolve,
    total: float,
    column: str | None,
    pagers: set[int],
    shared: frozenset[str],
) -> None:
    items = candidate.items
    n = len(items)
    urls = {canonical(i.url) for i in items}
    why: list[str] = []

    def add(points: float, reason: str) -> None:
        if abs(points) >= 0.5:
            candidate.score += points
            why.append(f"{points:+.0f} {reason}")

    add(min(n, 20), f"{n} items")
    middle = median(weight(i.title) for i in items)
    if middle < 4:
        add(-30, "titles: too short for headlines")
    elif middle < 6:
        add(-6, "titles: short")
    elif middle < 8:
        add(6, "titles of a fair length")
    else:
        add(20 if middle <= 70 else -10, "titles as long as headlines" if middle <= 70 else "titles: too long")
    distinct = len({i.title for i in items}) / n
    if n > 1:
        add(-30 * (1 - distinct), "titles: the same again and again")
    add(30 * candidate.dated, f"{candidate.dated:.0%} with a date")
    dates = [i.found.when for i in items if i.found]
    if len(dates) > 2:
        falling = sum(a >= b for a, b in pairwise(dates)) / (len(dates) - 1)
        add(10 * (2 * falling - 1) if falling < 0.5 else 10 * falling, f"dates falling {falling:.0%}")
        if len(set(dates)) == 1 and n > 4:
            add(-8, "dates: all the same")
    fine = sum(looks_like_article(i.url) or not same_site(i.url, document.url) for i in items) / n
    add(18 * fine, f"{fine:.0%} of the addresses like articles'")
    lists = sum(looks_like_list(i.url) and i.found is None for i in items) / n
    add(-25 * lists, "links: lead to lists")
    if n > 1:
        commonest = Counter(template(i.url) for i in items).most_common(1)[0][1] / n
        add(8 * commonest, f"one address template for {commonest:.0%}")
    files = sum(is_file(i.url) for i in items) / n
    if n <= 3 or candidate.dated < 0.6:
        add(-45 * files, "links: lead to files")
    foreign = sum(not same_site(i.url, document.url) for i in items) / n
    if n > 2 and foreign > 0.7:
        add(-22, "links: lead to other sites")
    navigation = sum(is_navigation(i.title) for i in items) / n
    add(-45 * navigation, "titles: navigation words")
    place = candidate.place
    if n == 1:
        add(-12, "1 link alone")
    penalty = {
        "nav": -30,
        "head": -20,
        "foot": -35,
        "side": -14,
        "crumb": -45,
        "pager": -45,
        "links": -30,
        "related": -25,
    }
    add(penalty.get(place, 0), f"place: {place}")
    if place == "main":
        add(4, "in the main part")
    add(14 * sum(weight(i.title) for i in items) / total, "share of the page's link text")
    if any(s.id in pagers for s in list(_up(candidate.container))[:4]):
        add(12, "a pager below")
    if candidate.score > 15:
        _headed(candidate, resolve)
    if candidate.heading:
        if column and (candidate.heading == column or candidate.heading.startswith(column)):
            add(14, f"under the column's own heading “{column}”")
        elif SIDE_TITLE.search(candidate.heading):
            add(-16, f"heading: “{candidate.heading}”")
    if candidate.more:
        add(-8, "a link to more of it")
    if shared:
        twice = len(urls & shared) / len(urls)
        add(-60 * twice, "links: on another page of the site too")
    candidate.why = why


def _headed(candidate: Candidate, resolve: Resolve) -> None:
    """The heading above the group and the 更多 beside it, looked for in the boxes around it."""
    current: Spot | None = candidate.container
    own = {i.url for i in candidate.items}
    for _ in range(4):
        if current is None or current.node.tag in ("body", "html"):
            return
        before = current.node.prev
        looked = 0
        while before is not None and looked < 6 and not candidate.heading:
            if before.is_element_node and before.tag not in ("script", "style", "table"):
                looked += 1
                _take_heading(candidate, resolve, before, own)
            before = before.prev
        if not candidate.more:
            candidate.more = _more(current.up, resolve, own)
        if candidate.heading:
            return
        current = current.up


def _more(spot: Spot | None, resolve: Resolve, own: set[str]) -> str | None:
    """Where the 更多 of a box leads; a box as large as the page has none of its own."""
    if spot is None or spot.node.tag in ("body", "html"):
        return None
    found = css(spot.node, "a[href]")
    if len(found) > 60:
        return None
    leads = []
    for link in found:
        words = cards.words(link) or attr(link, "title")
        box = f"{attr(link, 'class')} {attr(link.parent, 'class') if link.parent is not None else ''}"
        url = resolve(attr(link, "href"))
        if url and url not in own and (MORE.fullmatch(words) or (MORE_BOX.search(box) and weight(words) < 8)):
            leads.append(url)
    return leads[0] if len(set(leads)) == 1 else None


def _take_heading(candidate: Candidate, resolve: Resolve, box: Node, own: set[str]) -> None:
    """A heading in this box, and where it leads if it is a link. A breadcrumb or another list is none."""
    if len(box.text(deep=True)) > 400:
        return
    heading = box if box.tag in _HEADINGS else box.css_first("h1, h2, h3, h4, h5, h6")
    links = css(box, "a[href]") if box.tag != "a" else [box]
    if heading is None:
        said = text(box)
        place = place_of(box.tag or "", attr(box, "class"), attr(box, "id"))
        if place in ("crumb", "pager", "head", "foot") or (place == "nav" and len(links) != 1) or len(links) > 3:
            return
        if box.css_first("li + li, tr + tr") is not None or YEAR.search(said):
            return
        if weight(said) > 12 and not HEADLINE_CLASS.search(attr(box, "class")):
            return
        heading = box
    elif box is not heading:
        links = css(heading, "a[href]") or [a for a in links if MORE.fullmatch(cards.words(a))]
    words = MORE.sub("", text(heading)).strip(" >»+·|/[]【】:：")
    if not words:
        image = heading if heading.tag == "img" else heading.css_first("img[alt]")
        words = attr(image, "alt") if image is not None else ""
    leads = [u for a in links if (u := resolve(attr(a, "href"))) and u not in own and not HOME.match(cards.words(a))]
    if is_navigation(words) and not leads:
        return
    if CRUMB.search(words) or (words and not (2 <= len(words) <= 30 or weight(words) <= 20)):
        return
    if not words:
        pictured = heading.css_first("img") is not None and leads and looks_like_list(leads[0])
        if not pictured:
            return
    candidate.heading = words or None
    if leads and candidate.more is None:
        candidate.more = leads[0]
