"""What was found on a page, as CSS selectors for kind css: a rule that an admin can read, keep and mend. Pure.

Each selector is tried on the page it was made from; what cannot be said so that it finds the same is left out.
"""

import re

from feeds.read.lists.card import Item
from feeds.read.lists.groups import Candidate
from feeds.read.markup.html import Document, Node, ancestors, attr, css
from feeds.read.markup.lines import one_line, text
from feeds.read.markup.spots import stable

HEADINGS = "h1, h2, h3, h4, h5, h6"
DEPTH = 4  #: boxes around a node that a selector may name
_PLAIN = re.compile(r"[A-Za-z_][\w-]*$")
_COUNTED = re.compile(r"\d{3,}|^u?\d|^line_|_\d+$")  #: an id that another page will not have


def of_list(document: Document, candidate: Candidate) -> dict[str, str]:
    """list_item, and list_title and list_date where an element of their own holds them."""
    blocks = [i.card for i in candidate.items if i.card is not None]
    if len(blocks) < 2:
        return {}
    wanted = {card.mem_id for card in blocks}
    found: dict[str, str] = {}
    for own in _names(blocks[0]):
        for box in _paths(candidate.container.node):
            selector = f"{box} > {own}"
            hits = {node.mem_id for node in css(document.root, selector)}
            if wanted <= hits and len(hits) <= len(wanted) + 2:
                found["list_item"] = selector
                break
        if found:
            break
    link = _linked(document, candidate)
    if not found or link is None:
        return {}
    if link:
        found["list_link"] = link
    first = candidate.items[0]
    if (heading := blocks[0].css_first(HEADINGS)) is not None and one_line(heading):
        found["list_title"] = heading.tag or "h3"
    if first.found is not None and (date := _dated(blocks[0], first)) is not None:
        found["list_date"] = date
    return found


def _linked(document: Document, candidate: Candidate) -> str | None:
    """How to find each card's link where it is not the first; "" where it is, None where nothing tells."""

    def leads(selector: str) -> bool:
        for item in candidate.items:
            if item.card is None or item.card.tag == "a":
                continue
            link = item.card.css_first(selector)
            if link is None or document.link(attr(link, "href")) != item.url:
                return False
        return True

    if leads("a[href]"):
        return ""
    card, url = candidate.items[0].card, candidate.items[0].url
    for link in css(card, "a[href]") if card is not None else ():
        if document.link(attr(link, "href")) == url and link.parent is not None:
            tries = [*_names(link)[:-1], *(f"{outer} a" for outer in _names(link.parent))]
            if (good := next((each for each in tries if leads(each)), None)) is not None:
                return good
    return None


def of_article(document: Document, container: Node, said: str) -> dict[str, str]:
    """article_body, where one selector finds that box and no other, and the article does not begin above it."""
    begins = "".join(said.partition("\n")[0].split())
    if begins not in "".join(container.text(deep=True).split()):
        return {}
    for selector in _paths(container):
        hits = css(document.root, selector)
        if len(hits) == 1 and hits[0].mem_id == container.mem_id:
            return {"article_body": selector}
    return {}


def _dated(card: Node, item: Item) -> str | None:
    """The innermost element of a card that holds its date and not its title."""
    stamp = card.css_first("time")
    if stamp is not None:
        return "time"
    for node in css(card, "span, em, i, p, div, td, dd, b, samp, small, h6"):
        said = text(node)
        digits = re.findall(r"\d+", said)
        if digits and len(said) <= 24 and len(digits) >= 2 and item.title[:6] not in said:
            return next((own for own in _names(node) if len(css(card, own)) == 1), None)
    return None


def _paths(node: Node) -> list[str]:
    """Selectors of a box, the shortest first: its id, its classes, the same below a box with an id or a class."""
    found: list[str] = []
    own = _names(node)
    found += own
    for up in list(ancestors(node))[:DEPTH]:
        for outer in _names(up):
            if "." in outer or "#" in outer:
                found += [f"{outer} {name}" for name in own]
    return sorted(dict.fromkeys(found), key=len)


def _names(node: Node) -> list[str]:
    """An element by its id, by its tag and stable classes, by its tag."""
    tag = node.tag or ""
    found = []
    id_ = attr(node, "id")
    if _PLAIN.match(id_) and not _COUNTED.search(id_):
        found.append(f"#{id_}")
    classes = [c for c in stable(attr(node, "class")).split(".") if _PLAIN.match(c) and not _COUNTED.search(c)]
    if classes:
        found.append(f"{tag}.{'.'.join(classes)}")
    return [*found, tag]
