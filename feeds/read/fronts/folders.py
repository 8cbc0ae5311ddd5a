"""The folders that a site files its articles in, as the links of a page name them: /zwdt/bmdt/ is 部门动态. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import PurePosixPath
from posixpath import commonpath
from urllib.parse import urlsplit

from feeds.read.lists.card import Item
from feeds.read.lists.groups import Candidate
from feeds.read.markup.html import first
from feeds.read.markup.spots import Link
from feeds.read.markup.wording import weight
from feeds.read.navigation.crumbs import OF_A_TIME

#: a card that is a whole list has but one row
_PANES = frozenset(["ul", "ol", "table", "tbody"])
_INDEX = re.compile(r"/(?:(?:index|list|main|default)\.\w{2,5})?$", re.I)


def named(links: Iterable[Link]) -> dict[str, str]:
    """The folders that short words of the page lead to (./zwdt/bmdt/, /thong-bao), and where the link itself leads."""
    found: dict[str, str] = {}
    for link in links:
        bare, query, _ = link.url.partition("?")
        folder = _INDEX.sub("/", bare) if _INDEX.search(bare) else f"{bare}/"
        short = 1 <= weight(link.words) <= 12 or (not link.words and first(link.node, "img") is not None)
        if short and not query and "." not in folder.split("/", 3)[-1] and not OF_A_TIME.search(folder):
            found.setdefault(folder, link.url)
    return found


def holding(candidate: Candidate, folders: dict[str, str]) -> str | None:
    """The column in whose folder all articles of a block lie, where the page has a link to it; never the site."""
    urls = [urlsplit(i.url) for i in candidate.items]
    sites = {f"{url.scheme}://{url.netloc}" for url in urls}
    if len(urls) < 2 or len(sites) > 1:
        return None
    return _above(f"{sites.pop()}{commonpath([url.path or '/' for url in urls])}", folders)


def parts(candidate: Candidate, folders: dict[str, str]) -> Iterator[Candidate]:
    """The panes of tabs that were read as one block: two or more runs of articles, each in the folder of a column. A
    block of the newest articles of all columns has them mixed, and stays one."""
    apart = all(item.card is not None and item.card.tag in _PANES for item in candidate.items)
    if len(candidate.items) < (2 if apart else 3):
        yield candidate
        return
    leads = set(folders.values())
    items = [i for i in candidate.items if i.url not in leads]
    runs = [(at, list(run)) for at, run in groupby(items, lambda item: _of(item, folders))]
    whole = [(at, run) for at, run in runs if at is not None]
    distinct = len({at for at, _ in whole}) == len(whole) == len(runs)
    if len(whole) < 2 or not distinct or (len(whole[0][1]) < 2 and not apart):
        yield candidate
        return
    for at, run in whole:
        yield replace(candidate, items=run, heading=None, more=at)


def _of(item: Item, folders: dict[str, str]) -> str | None:
    return _above(item.url.partition("?")[0].rpartition("/")[0], folders)


def _above(address: str, folders: dict[str, str]) -> str | None:
    """The nearest folder with a name that an address is or lies in, below the site's top."""
    parts = urlsplit(address)
    held = PurePosixPath(parts.path or "/")
    site = f"{parts.scheme}://{parts.netloc}"
    return next((folders[at] for up in (held, *held.parents) if (at := f"{site}{up}/") in folders), None)
