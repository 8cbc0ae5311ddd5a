"""Articles that stand side by side, each built in its own way, so that none of them made a group: one list. Pure."""

from collections import defaultdict
from collections.abc import Sequence

from feeds.read.lists.card import Item
from feeds.read.lists.groups import Candidate
from feeds.read.markup.html import Node, attr, children
from feeds.read.markup.spots import Spot, up

MOST = 100  #: groups of one link looked at


def together(found: Sequence[Candidate]) -> list[Candidate]:
    """For each box with two or more dated articles in groups of their own: these as one group, in the page's order."""
    lone = [one for one in found if len(one.items) == 1 and one.items[0].found is not None][:MOST]
    held: dict[int, dict[int, Item]] = defaultdict(dict)
    boxes: dict[int, Spot] = {}
    for one in lone:
        inner = one.items[0].card
        for outer in up(one.container):
            if inner is not None and _is_article(inner):
                boxes[outer.id] = outer
                held[outer.id].setdefault(inner.mem_id, one.items[0])
            inner = outer.node
    return [_group(boxes[id], items) for id, items in held.items() if len(items) > 1]


def _is_article(card: Node) -> bool:
    """Whether the markup calls it an article: <article>, hentry."""
    return card.tag == "article" or "hentry" in attr(card, "class").split()


def _group(box: Spot, items: dict[int, Item]) -> Candidate:
    ordered = [items[card.mem_id] for card in children(box.node) if card.mem_id in items]
    return Candidate(items=ordered, container=box, place=box.place)
