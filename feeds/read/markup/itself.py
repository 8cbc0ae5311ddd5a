"""The links of a page that lead to it: a menu's entry for its column, a title among what is read most. Pure."""

from collections.abc import Iterator

from feeds.read.markup.html import Document, Node, attr
from feeds.read.markup.links import canonical


def to_itself(document: Document) -> Iterator[Node]:
    """Those whose address, without what is hung on it, is the page's."""
    here = canonical(document.url)
    name = here.rstrip("/").rpartition("/")[2].partition("?")[0]
    plain = name.isascii() and "%" not in name  # written so in every link that leads here
    for link in document.css("a[href]"):
        href = attr(link, "href")
        if (not plain or name in href) and canonical(document.link(href) or "") == here:
            yield link
