"""Columns whose addresses are built alike: a block that says little of itself is one more of them. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from statistics import median
from urllib.parse import urlsplit

from feeds.read.lists.groups import Candidate
from feeds.read.markup.addresses import template
from feeds.read.markup.links import is_picture
from feeds.read.markup.wording import weight

SEVERAL = 2  #: columns known for others, before a third is believed for its address alone
_FIRST_PAGE = re.compile(r"(?:index|list|default|main)\.\w+$", re.I)


def families(urls: Iterable[str]) -> frozenset[str]:
    """The ways in which the addresses of several of the columns are built."""
    counted = Counter(family for url in urls if (family := _family(url)))
    return frozenset(family for family, n in counted.items() if n >= SEVERAL)


def alike(block: Candidate, url: str, known: frozenset[str]) -> bool:
    """Whether the address that a block leads on to is built so, and the block is one of headlines."""
    return (
        _family(url) in known
        and block.place not in ("foot", "crumb", "pager", "head")
        and not all(is_picture(item.url) for item in block.items)
        and median(weight(item.title) for item in block.items) >= 6
    )


def _family(url: str) -> str:
    """The address without what tells one column from another: its numbers, else its own folder's or file's name. ""
    where it lies right below the front page, as any page does."""
    shape = template(url)
    path, _, query = shape.partition("?")
    if query or re.search(r"\d", urlsplit(url).path):
        return shape
    folder, _, last = path.rstrip("/").rpartition("/")
    if _FIRST_PAGE.match(last):
        folder, last = folder.rpartition("/")[0], f"*/{last}"
    else:
        last = "*" + last[last.rfind(".") :] if "." in last else "*"
    return f"{folder}/{last}" if "/" in folder else ""
