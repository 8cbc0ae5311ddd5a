"""Cards of which each shows one article of another column, under that column's heading or above its 更多. Pure."""

from dataclasses import dataclass, field

from feeds.read.dates import dates
from feeds.read.dates.days import THEN, UTC
from feeds.read.lists.card import Item
from feeds.read.lists.groups import Candidate
from feeds.read.lists.headings import without_more
from feeds.read.markup.addresses import looks_like_article
from feeds.read.markup.html import Node, attr, css, inside, tag
from feeds.read.markup.lines import lines, one_line, text
from feeds.read.markup.links import canonical
from feeds.read.markup.spots import Resolve
from feeds.read.markup.wording import MORE, weight

LEAST = 3  #: columns
PAIR = 2  #: columns, where each card has its own 更多 below its own heading
_ROW = 5  #: boxes around a 更多, the one with its column's name at the latest
_HEADINGS = "h1, h2, h3, h4, h5, h6"
_LONG = 16.0  #: a column's name weighs no more


@dataclass(slots=True)
class Shown:
    """A column, and its articles among the cards."""

    words: str
    url: str
    more: bool = False  #: by its 更多
    items: list[Item] = field(default_factory=list)


def columns(block: Candidate, resolve: Resolve) -> list[Shown]:
    """The columns that the cards name; [] where they are fewer than LEAST, or where most cards name none: one
    with a 更多 of its own is surer."""
    found: dict[str, Shown] = {}
    for item in block.items:
        named = _column(item, resolve)
        if named is not None and not looks_like_article(named.url):
            found.setdefault(canonical(named.url), named).items.append(item)
    if len({one.words for one in found.values()}) < len(found):
        return []  # who wrote them, and no columns' names
    shown = sum(len(one.items) for one in found.values())
    least, share = (PAIR, 0.6) if all(one.more for one in found.values()) else (LEAST, 0.8)
    return list(found.values()) if len(found) >= least and shown > share * len(block.items) else []


def _column(item: Item, resolve: Resolve) -> Shown | None:
    """The one column that a card leads to beside its article: by its heading, or by a 更多 below a heading."""
    if item.card is None:
        return None
    links = [(a, u) for a in css(item.card, "a[href]") if (u := resolve(attr(a, "href"))) and u != item.url]
    if (named := _titled(item, links)) is not None:
        return named
    headings = [h for h in css(item.card, _HEADINGS) if text(h)]
    if len({url for _, url in links}) != 1 or not headings:
        return None
    link, url = links[0]
    words = text(headings[0])
    if inside(link, headings[0]) or (MORE.fullmatch(one_line(link)) and not _leads_to(item, headings[0], resolve)):
        return Shown(words, url) if weight(words) <= _LONG else None
    return None


def _titled(item: Item, links: list[tuple[Node, str]]) -> Shown | None:
    """The column of the one 更多 in a card, called what stands in its row: <header>教育科研</header> <a>更多</a>."""
    mores = [(link, url) for link, url in links if MORE.fullmatch(one_line(link))]
    if len(mores) != 1 or item.card is None:
        return None
    link, url = mores[0]
    row = link.parent
    for _ in range(_ROW):
        if row is None or row.mem_id == item.card.mem_id:
            return None
        said = [line.text for line in lines(row)[0] if line.text and not MORE.fullmatch(line.text)]
        if said:
            words = without_more(said[0])
            named = 2 <= weight(words) <= _LONG and words != item.title and not dates.first(words, UTC, THEN)
            return Shown(words, url, more=True) if named else None
        row = row.parent
    return None


def _leads_to(item: Item, heading: Node, resolve: Resolve) -> bool:
    """Whether a heading is the article's own title."""
    around = [heading.parent] if heading.parent is not None and tag(heading.parent) == "a" else []
    return any(resolve(attr(a, "href")) == item.url for a in css(heading, "a[href]") or around)
