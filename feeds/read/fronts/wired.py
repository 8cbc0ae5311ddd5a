"""Tabs that a page's scripts wire to their panes by ids: setTab('one',1,6), nTabs(this,0), href="#news". Pure.

Where the tabs stand says nothing about which pane is whose then; the ids do.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import groupby, islice

from feeds.read.lists.groups import Candidate
from feeds.read.markup.html import Document, Node, ancestors, attr, children, first, tag
from feeds.read.markup.lines import roughly, text
from feeds.read.markup.spots import NOWHERE, Resolve, Spot, up
from feeds.read.markup.wording import SHUT, weight
from feeds.read.navigation.mores import lone
from feeds.read.navigation.tabs import ALL, HANDLERS, parallel

_TARGETS = ("href", "data-target", "data-bs-target", "aria-controls")
_WIRED = ", ".join(
    [*(f"[{name}*='(']" for name in HANDLERS), *(f"[{name}^='#']" for name in _TARGETS[:-1]), "[aria-controls]"]
)
_CALL = re.compile(r"[\w.$]+\(([^()]{0,200})\)")
_WORD = re.compile(r"""^\s*['"]([\w-]{1,40})['"]\s*$""")
_NUMBER = re.compile(r"""^\s*['"]?(\d{1,2})['"]?\s*$""")
#: how Dreamweaver shows a layer: MM_showHideLayers('news','','show','events','','hide')
_SHOWS = re.compile(r"""['"]([\w-]{1,40})['"]\s?,\s?''\s?,\s?['"]show['"]""")
_NAMED = re.compile(r"(\w*?tab\d{1,2})_\w+$", re.I)  #: tab1_image, of the pane tab1_message
_PANES = ("con", "cont", "content", "pane", "box", "list", "message", "info")
_LAST = re.compile(r"(\d{1,2})$")
_TAB = re.compile(r"tab|menu|nav|tit(?:le)?|hd", re.I)
MOST = 400  #: elements looked at
BUDGET = 500_000  #: characters of their markup's text looked at: boxes around boxes hold the same again
_LONG = 12.0  #: a tab's words weigh no more
_HANDLER = 2_000  #: characters of a handler that are looked at
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
        if size <= _MARKUP and _is_tab(node):
            for pane in _panes(node):
                found.setdefault(pane, node)
            for word, number in _calls(node):
                found.setdefault(_called(word, number), node)
    return found


def _is_tab(node: Node) -> bool:
    """Whether an element is a tab: a short word, or a picture that leads on."""
    words = text(node)
    if words:
        return 1 < weight(words) <= _LONG and not (SHUT.fullmatch(words) or ALL.fullmatch(words))
    return (node.tag == "img" or first(node, "img") is not None) and _href(node) is not None


def parts(block: Candidate, wired: Mapping[str, Node], resolve: Resolve) -> Iterator[Candidate]:
    """The panes of tabs that were read as one block, each with its tab's word and the page that it leads to."""
    panes = [_pane(item.card, wired) for item in block.items]
    runs = [
        (at, [item for item, _ in run]) for at, run in groupby(zip(block.items, panes, strict=True), lambda two: two[1])
    ]
    shown = [_shows(at, wired) if at is not None else None for at, _ in runs]
    leads = [_href(cell) if cell is not None else None for cell in shown]
    if len(runs) < 2 or len({at for at, _ in runs}) < len(runs) or not all(leads):
        yield block
        return
    for (_, items), cell, href in zip(runs, shown, leads, strict=True):
        heading = text(cell) if cell is not None else ""
        yield replace(block, items=items, heading=heading or None, more=resolve(href or ""), level=0)


def _pane(card: Node | None, wired: Mapping[str, Node]) -> str | None:
    """The id of the pane that a card stands in."""
    around = islice((card, *ancestors(card)), UP) if card is not None else ()
    return next((own for box in around if (own := attr(box, "id")) and _shows(own, wired) is not None), None)


def tab(box: Spot, wired: Mapping[str, Node], within: int = UP) -> tuple[str | None, str | None]:
    """The word of the tab that shows a box or one around it, and its href where it is a link. `within`: how many boxes
    further out it may be."""
    for spot in islice(up(box), min(UP, within)):
        own = attr(spot.node, "id")
        node = _shows(own, wired) if own else None
        if node is not None:
            return text(node), _href(node)
    return None, None


def _shows(own: str, wired: Mapping[str, Node]) -> Node | None:
    """The tab that shows the element of an id."""
    return wired.get(own) or _by_number(own, wired)


def _by_number(own: str, wired: Mapping[str, Node]) -> Node | None:
    """The tab that a pane goes with by a word and the number in its id: news_cont_0 with showTag('news', 0)."""
    last = _LAST.search(own)
    if last is None:
        return None
    said = own[: last.start()].strip("_-")
    ends = [said[m.end() :] for m in re.finditer(r"[_-]", said)]  #: con_h_ns_2: h_ns, too
    words = [*re.split(r"[_-]", said), *ends]
    return next((wired[at] for word in words if (at := _called(word, last[1])) in wired), None)


def _called(word: str, number: str) -> str:
    """The key of a numbered tab of a set; no id has a blank."""
    return f"{word} {number}"


def _href(node: Node) -> str | None:
    inner = (
        node
        if tag(node) == "a"
        else first(node, "a[href]") or next((above for above in list(ancestors(node))[:2] if tag(above) == "a"), None)
    )
    href = attr(inner, "href") if inner is not None else ""
    href = (href if not NOWHERE.match(href) else "") or _more(node)
    if not href and node.parent is not None:
        row = [cell for cell in children(node.parent) if cell.tag == node.tag]
        more = parallel(row, next(at for at, cell in enumerate(row) if cell.mem_id == node.mem_id))
        href = attr(more, "href") if more is not None else ""
    return href if not NOWHERE.match(href) else None


def _panes(node: Node) -> Iterator[str]:
    """The ids that an element's handlers and links may mean."""
    for name in _TARGETS:
        target = attr(node, name)
        if target.strip("#") and (target.startswith("#") or name == "aria-controls"):
            yield target.lstrip("#")
    yield from _layers(node)
    own = attr(node, "id")
    if (named := _NAMED.match(own)) is not None:
        yield from (f"{named[1]}_{part}" for part in _PANES)
    if _LAST.search(own) and any(_CALL.search(attr(node, name)[:_HANDLER]) for name in HANDLERS):
        yield from (_TAB.sub(part, own, count=1) for part in _PANES)
    for word, number in _calls(node):
        yield f"con{word}{number}"
        row = attr(node.parent, "id") if node.parent is not None else ""
        if row:
            yield f"{row}_Content{number}"


def _layers(node: Node) -> list[str]:
    """The ids of the layers that an element's handlers show."""
    return [shown for name in HANDLERS for shown in _SHOWS.findall(attr(node, name)[:_HANDLER])]


def _calls(node: Node) -> Iterator[tuple[str, str]]:
    """What an element's handlers are called with: the name of a set of tabs, and which of them."""
    last = _LAST.search(attr(node, "id"))
    for name in HANDLERS:
        call = _CALL.search(attr(node, name)[:_HANDLER])
        said = call[1].split(",") if call is not None else []
        number = last[1] if last else next((m[1] for one in said if (m := _NUMBER.match(one))), None)
        if number is not None:
            yield from ((m[1], number) for one in said if (m := _WORD.match(one)) and not _NUMBER.match(one))


def _more(node: Node) -> str:
    """The href of the link to more that is shown along with a tab: <span id="news_more_1" style="display:none">."""
    for word, number in _calls(node):
        ids = (f"{word}_more_{number}", f"{word}_more{number}", f"{word}more{number}", f"more_{word}_{number}")
        selector = ", ".join(f'[id="{one}"] a[href], a[href][id="{one}"]' for one in ids)
        for above in islice(ancestors(node), 3):
            more = first(above, selector)
            if more is not None:
                return attr(more, "href")
    boxes = (first(above, f'[id="{one}"]') for one in _layers(node) for above in islice(ancestors(node), 3))
    link = next((more for box in boxes if box is not None and (more := lone(box)) is not None), None)
    return attr(link, "href") if link is not None else ""
