"""Tabs that a page's scripts wire to their panes by ids: setTab('one',1,6), nTabs(this,0), href="#news". Pure.

Where the tabs stand says nothing about which pane is whose then; the ids do.
"""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from feeds.read.html import Document, Node, ancestors, attr, children, first, tag
from feeds.read.lines import roughly, text
from feeds.read.spots import Spot, up
from feeds.read.tabs import HANDLERS, parallel
from feeds.read.wording import SHUT, weight

_TARGETS = ("href", "data-target", "data-bs-target", "aria-controls")
_WIRED = ", ".join(
    [*(f"[{name}*='(']" for name in HANDLERS), *(f"[{name}^='#']" for name in _TARGETS[:-1]), "[aria-controls]"]
)
_CALL = re.compile(r"[\w.$]+\(([^()]{0,200})\)")
_WORD = re.compile(r"""^\s*['"]([\w-]{1,40})['"]\s*$""")
_NUMBER = re.compile(r"""^\s*['"]?(\d{1,2})['"]?\s*$""")
_LAST = re.compile(r"(\d{1,2})$")
MOST = 400  #: elements looked at
BUDGET = 500_000  #: characters of their markup's text looked at: boxes around boxes hold the same again
_LONG = 12.0  #: a tab's words weigh no more
_MARKUP = 400  #: characters of markup's text that a tab has at most
UP = 8  #: boxes around a group of links, its pane at the latest


def tabs(document: Document) -> dict[str, Node]:
    """Which tab shows the element of an id: the first that says so."""
    found: dict[str, Node] = {}
    looked = 0
    for node in document.css(_WIRED)[:MOST]:
        size = roughly(node)
        looked += size
        if looked > BUDGET:
            break
        if size <= _MARKUP and 1 < weight(text(node)) <= _LONG and not SHUT.fullmatch(text(node)):
            for pane in _panes(node):
                found.setdefault(pane, node)
    return found


def tab(box: Spot, wired: Mapping[str, Node], within: int = UP) -> tuple[str | None, str | None]:
    """The word of the tab that shows a box or one around it, and its href where it is a link. `within`: how many boxes
    further out it may be."""
    for spot in islice(up(box), min(UP, within)):
        own = attr(spot.node, "id")
        node = wired.get(own) if own else None
        if node is not None:
            return text(node), _href(node)
    return None, None


def _href(node: Node) -> str | None:
    inner = (
        node
        if tag(node) == "a"
        else first(node, "a[href]") or next((above for above in list(ancestors(node))[:2] if tag(above) == "a"), None)
    )
    href = attr(inner, "href") if inner is not None else ""
    if not href and node.parent is not None:
        row = [cell for cell in children(node.parent) if cell.tag == node.tag]
        more = parallel(row, next(at for at, cell in enumerate(row) if cell.mem_id == node.mem_id))
        href = attr(more, "href") if more is not None else ""
    return href if href and not href.startswith("#") else None


def _panes(node: Node) -> Iterator[str]:
    """The ids that an element's handlers and links may mean."""
    for name in _TARGETS:
        target = attr(node, name)
        if target.strip("#") and (target.startswith("#") or name == "aria-controls"):
            yield target.lstrip("#")
    own = attr(node, "id")
    for name in HANDLERS:
        call = _CALL.search(attr(node, name))
        if call is None:
            continue
        said = call[1].split(",")
        words = [m[1] for one in said if (m := _WORD.match(one)) and not _NUMBER.match(one)]
        last = _LAST.search(own)
        number = last[1] if last else next((m[1] for one in said if (m := _NUMBER.match(one))), None)
        if number is None:
            continue
        for word in words:
            yield from (f"{word}{number}", f"con_{word}_{number}", f"{word}_{number}", f"con{word}{number}")
        row = attr(node.parent, "id") if node.parent is not None else ""
        if row:
            yield f"{row}_Content{number}"
