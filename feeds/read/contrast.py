"""What two pages of one site share is its template: the addresses, and the lines of text. Pure; opens nothing."""

from feeds.read.html import Document, attr, block_text, css, first
from feeds.read.links import canonical

MAX_LINE = 200


def addresses(a: Document, b: Document) -> frozenset[str]:
    """The addresses that both pages link to under the same words."""
    return _links(a) & _links(b)


def _links(document: Document) -> frozenset[str]:
    found = ((document.link(attr(link, "href")), link) for link in css(document.root, "a[href]"))
    return frozenset(canonical(url) for url, _ in found if url is not None)


def lines(a: Document, b: Document) -> frozenset[str]:
    """The lines of text that both pages show. Of two articles of one site: menus, footers, slogans, share bars."""
    return _lines(a) & _lines(b)


def _lines(document: Document) -> frozenset[str]:
    body = first(document.root, "body")
    said = block_text(body if body is not None else document.root).split("\n")
    return frozenset(line for line in said if 0 < len(line) <= MAX_LINE)
