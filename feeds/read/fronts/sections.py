"""Columns of a front page that stand one below the other in a single box: heading, articles, 更多, heading, articles,
更多. Read as one block, they are parted at their headings. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from feeds.read.lists.card import Item
from feeds.read.lists.groups import Candidate
from feeds.read.lists.headings import without_more
from feeds.read.markup.html import Node, attr, children, css
from feeds.read.markup.lines import one_line, text
from feeds.read.markup.spots import Resolve
from feeds.read.markup.wording import ALL_OF, MORE, weight

_HEADINGS = "h1, h2, h3, h4, h5, h6"
_LONG = 30  #: of a heading's words, by weight


@dataclass(slots=True)
class _Section:
    heading: str | None = None
    more: str | None = None
    items: list[Item] = field(default_factory=list)


def parts(block: Candidate, resolve: Resolve) -> Iterator[Candidate]:
    """The block, or its sections where there are two or more and each has a heading and a page of its own."""
    found = list(_sections(block, resolve)) if len(block.items) > 2 else []
    if len(found) < 2 or any(part.heading is None or part.more is None for part in found):
        yield block
        return
    for part in found:
        yield replace(block, items=part.items, heading=part.heading, more=part.more, level=0)


def _sections(block: Candidate, resolve: Resolve) -> Iterator[_Section]:
    """What stands side by side with the cards, in the page's order."""
    cards = {item.card.mem_id: item for item in block.items if item.card is not None}
    box = block.items[0].card.parent if block.items[0].card is not None else None
    current = _Section()
    for node in children(box) if box is not None else ():
        if node.mem_id in cards:
            current.items.append(cards[node.mem_id])
        elif (heading := _heading(node)) is not None:
            if current.items:
                yield current
            current = _Section(heading=heading)
        elif current.items and current.more is None:
            current.more = _more(node, resolve)
    if current.items:
        yield current


def _heading(node: Node) -> str | None:
    found = [node] if node.tag in _HEADINGS.split(", ") else css(node, _HEADINGS)
    said = without_more(text(found[0])) if len(found) == 1 else ""
    return said if said and weight(said) <= _LONG else None


def _more(node: Node, resolve: Resolve) -> str | None:
    links = [node] if node.tag == "a" else css(node, "a[href]")
    words = one_line(links[0]) if len(links) == 1 else ""
    more = MORE.fullmatch(words) or (ALL_OF.match(words) and weight(words) <= _LONG)
    return resolve(attr(links[0], "href")) if more else None
