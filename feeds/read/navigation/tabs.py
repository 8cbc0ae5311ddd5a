"""Rows of tabs: short words side by side, and below them as many panes, one shown at a time. Pure."""

import re

from feeds import hanzi
from feeds.read.markup.html import Node, attr, children, css, inside, tag
from feeds.read.markup.lines import roughly, text
from feeds.read.markup.spots import NOWHERE, Spot
from feeds.read.markup.wording import MORE, SHUT, weight
from feeds.read.navigation.mores import mores
from feeds.read.navigation.onward import is_pager_word

PANES = 8  #: at most
NEAR, FAR = 4, 5  #: boxes that a pane is further out than its list: mostly, at most
ALL = hanzi.compile(r"首页|全部|全て|すべて|all|alle|todos|tous", re.I)  #: a menu, or what sifts one list
_DAY = re.compile(r"[\d\s/.:年月日-]+")
_SHOWN = re.compile(r"(?:^|[\s_-])(?:act(?:ive)?|current|cur|on|selected|sel|hover|now)(?:$|[\s_-])", re.I)
_STATE = re.compile(r"act(?:ive)?|current|cur|on|selected|show(?:n)?|block|none|hide|hidden|dn|dispnone", re.I)
#: nTab('', 'idx', 1, 5, 2, 'more1', '/c/zxzx.shtml')
_HANDED = re.compile(r"""['"]((?:https?:/)?/[^'"\s]{2,200})['"]""")
HANDLERS = ("onmouseover", "onclick", "onmousemove", "onmouseenter", "onfocus")
LONG = 400  #: characters of markup's text, blanks and scripts included, that no tab has


def tab(container: Spot, within: int = NEAR) -> tuple[str | None, str | None]:
    """The word of the tab that belongs to a box, and its href where it is a link; None where there are no tabs.
    `within`: how many boxes further out they are looked for."""
    spot: Spot | None = container
    for level in range(min(FAR, within)):
        if spot is None or spot.up is None or spot.node.tag in ("body", "html"):
            return None, None
        panes = panes_of(spot.up.node, spot.node.tag or "")
        at = next((n for n, pane in enumerate(panes) if pane.mem_id == spot.id), 0)
        cells, nth = _tabs_of(spot.up.node, panes, at)
        if cells:
            return text(cells[nth]), _href(cells, nth)
        if level == NEAR:
            break
        more = _mores(spot.up.node, panes)
        if not more and at > 0 and len(panes) > 2:
            more, at = _mores_in(panes[0], len(panes) - 1), at - 1
        if more:
            return _beside(more[at]), attr(more[at], "href")
        if (marked := _marked(spot.node)) is not None:
            return text(marked), attr(marked, "href")
        spot = spot.up
    return None, None


def _beside(more: Node) -> str | None:
    """The word of the tab that has a 更多 of its own in it: <span><a>更多</a><h3>综合新闻</h3></span>."""
    said = MORE.sub("", text(more.parent)).strip() if more.parent is not None and roughly(more.parent) <= LONG else ""
    return said if 1 < weight(said) <= 12 else None


def _href(cells: list[Node], nth: int) -> str | None:
    """Where a tab leads: by its link, by the address it hands to a script, or by the 更多 shown with it."""
    link = cells[nth] if tag(cells[nth]) == "a" else cells[nth].css_first("a[href]")
    if link is not None and not NOWHERE.match(attr(link, "href")):
        return attr(link, "href") or None
    told = next((m[1] for name in HANDLERS if (m := _HANDED.search(attr(cells[nth], name)))), None)
    more = parallel(cells, nth) if told is None else None
    return told or (attr(more, "href") or None if more is not None else None)


def _marked(box: Node) -> Node | None:
    """The one tab that is marked as shown, of a row of links right before a box that has no panes: they load theirs."""
    row = _before(box)
    links = css(row, "a[href]") if row is not None and roughly(row) <= LONG else []
    words = [text(link) for link in links]
    if row is None or not 2 <= len(links) <= PANES or any(weight(word) > 12 for word in words):
        return None
    if len("".join(text(row).split())) > len("".join("".join(words).split())) + 4:
        return None
    shown = [link for link in links if _is_shown(link) and not is_pager_word(text(link))]
    return shown[0] if len(shown) == 1 and not ALL.fullmatch(text(shown[0])) else None


def _before(box: Node) -> Node | None:
    """The nearest element before a box that says anything."""
    row = box.prev
    while row is not None and not (row.is_element_node and row.text(deep=True).strip()):
        row = row.prev
    return row


def _is_shown(link: Node) -> bool:
    around = attr(link.parent, "class") if link.parent is not None else ""
    return _SHOWN.search(f"{attr(link, 'class')} {around}") is not None


def _mores(box: Node, panes: list[Node]) -> list[Node]:
    """The 更多 just before a box, or before its first pane: as many as there are panes, whatever the tabs are."""
    if not 2 <= len(panes) <= PANES:
        return []
    for first in (box, panes[0], _wrapper(box)):
        row = _before(first)
        if row is not None and (found := _mores_in(row, len(panes))):
            return found
    return []


def _mores_in(row: Node, count: int) -> list[Node]:
    found = mores(row) if roughly(row) <= 2 * LONG else []
    return found if len(found) == count and len({attr(link, "href") for link in found}) == count else []


def parallel(cells: list[Node], at: int) -> Node | None:
    """The 更多 of a tab that is no link: as many as there are tabs stand beside them, one shown at a time."""
    row = cells[0].parent.parent if cells[0].parent is not None else None
    if row is None or row.tag in ("body", "html"):
        return None
    links = mores(row)
    return links[at] if len(links) == len(cells) else None


def panes_of(box: Node, tag: str) -> list[Node]:
    """The boxes of one make within a box that hold links, or a script or frame that is to fill one like
    them: what may be panes."""
    found: list[Node] = []
    looks: set[str] = set()  #: classes of panes that hold links
    for child in children(box):
        if not child.is_element_node or child.tag != tag:
            continue
        filled = child.css_first("a") is not None
        if filled or child.css_first("script, iframe") is not None:
            found.append(child)
            if filled:
                looks.add(_look(child))
            if len(found) > 2 * PANES:
                break
    return [one for one in found if _look(one) in looks][: PANES + 1]


def _look(pane: Node) -> str:
    """A pane's classes without those that say whether it is shown."""
    return " ".join(one for one in attr(pane, "class").split() if not _STATE.fullmatch(one))


def parted(box: Node, tag: str) -> bool:
    """Whether the boxes of that tag in a box are the panes of a row of tabs, which stands before it or is the first."""
    panes = panes_of(box, tag)
    return bool(strip(box, panes) or (len(panes) > 2 and _set_apart(panes)))


def _set_apart(panes: list[Node]) -> list[Node]:
    """The tabs that the first of some boxes holds, where it is of another class than the rest."""
    inner = _cells_in(panes[0], len(panes) - 1)
    return inner if attr(panes[0], "class") != attr(panes[1], "class") else []


def _tabs_of(box: Node, panes: list[Node], at: int) -> tuple[list[Node], int]:
    """The tabs of the panes in a box, and which is the pane's at `at`: they stand before the box, or are links
    themselves, in a first box like the panes'. One of another class than theirs is surely that."""
    inside = at > 0 and len(panes) > 2
    if inside and (apart := _set_apart(panes)):
        return apart, at - 1
    inner = _cells_in(panes[0], len(panes) - 1) if inside else []
    outer = strip(box, panes)
    return (outer, at) if outer else (inner, at - 1)


def strip(box: Node, panes: list[Node]) -> list[Node]:
    """The tabs just before a box, or before its first pane: as many as there are panes; [] where there are none."""
    if not 2 <= len(panes) <= PANES:
        return []
    return _cells(box, len(panes)) or _cells(panes[0], len(panes)) or _cells(_wrapper(box), len(panes))


def _wrapper(box: Node) -> Node:
    """The box around a box that has nothing else in it, at most two further out."""
    for _ in range(2):
        up = box.parent
        if up is None or up.tag in ("body", "html") or sum(child.is_element_node for child in children(up)) > 1:
            break
        box = up
    return box


def _cells(box: Node, count: int) -> list[Node]:
    before = box.prev
    for _ in range(4):
        if before is None:
            return []
        if before.is_element_node and (cells := _cells_in(before, count)):
            return cells
        before = before.prev
    return []


def _cells_in(row: Node, count: int) -> list[Node]:
    for selector in ("li", "td", "a", "span, h2, h3, h4, div"):
        said = [(c, text(c) or attr(c, "title")) for c in css(row, selector) if roughly(c) <= LONG and _innermost(c)]
        cells = [
            (c, words)
            for c, words in said
            if 1 < weight(words) <= 12 and not (MORE.fullmatch(words) or SHUT.fullmatch(words) or _DAY.fullmatch(words))
        ]
        if len(cells) == count and not ALL.fullmatch(cells[0][1]) and not _nested(cells[0][0], cells[1:]):
            return [c for c, _ in cells]
    return []


def _nested(outer: Node, others: list[tuple[Node, str]]) -> bool:
    """Whether the second of some cells lies within the first: a heading in its box is one heading."""
    return bool(others) and inside(others[0][0], outer)


def _innermost(cell: Node) -> bool:
    return all(inner.mem_id == cell.mem_id for inner in css(cell, "li, td"))
