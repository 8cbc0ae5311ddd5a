"""The rows of a list page: which links stand in rows of one shape, what each row says. Pure; knows no CMS.

A kind tells which links are articles; this finds the rows around them, their titles and their dates.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds import hanzi
from feeds.read.dates.days import Found
from feeds.read.lists import daylines
from feeds.read.markup.html import Document, Node, ancestors, attr, hidden, is_element, tag
from feeds.read.markup.lines import text
from feeds.read.markup.spots import stable

#: a row ends here at the latest
NATURAL = frozenset(["li", "tr", "dl", "article"])
OUTER = frozenset(["body", "html", "form"])
#: where menus and hot lists say what they are
ASIDE = re.compile(
    r"(?:^|[\W_])(?:nav\w*|menu\w*|foot\w*|side\w*|aside|hot\w*|rank\w*|recommend\w*|related\w*|relate|"
    r"crumbs?|breadcrumb\w*|"
    r"links?|yqlj|banner\w*|slide\w*|swiper\w*|focus\w*|rm\w{0,3}|ph\w{0,2}b|tuijian|xgwz|xgxw|leftmenu|"
    r"copyright)(?:$|[\W_])",
    re.I,
)
ASIDE_TITLE = hanzi.compile(
    r"热门|热点(?!追踪)|点击排行|排行榜|阅读排行|推荐阅读|相关(?:文章|新闻|阅读|链接)|最新(?:文章|发布|更新|推荐)|"
    r"猜你喜欢|友情链接|快速(?:链接|导航|通道)"
)


@dataclass(slots=True)
class Row:
    """One item's place on the page: everything that belongs to it and to no other."""

    node: Node
    url: str
    links: list[Node] = field(default_factory=list)
    named: str | None = None  #: its title, once asked for
    dated: Found | bool | None = False  #: its date, once asked for; False before


@dataclass(slots=True)
class Group:
    """Rows of one shape that stand together."""

    rows: list[Row]
    parent: Node
    score: float = 0.0


def find(document: Document, target: Callable[[str], str | None], signs: tuple[str, ...] = ("",)) -> list[Row]:
    """The smallest surroundings of each article link that hold no other article's link.

    `target` says which article a URL leads to; None for a URL that is no article's. `signs`: an href without any of
    these is no article's.
    """
    links: list[tuple[Node, str, str]] = []
    for link in document.css("a[href]"):
        href = attr(link, "href")
        if not any(sign in href for sign in signs):
            continue
        url = document.link(href)
        key = target(url) if url is not None else None
        if url is not None and key is not None:
            links.append((link, url, key))
    held: dict[int, set[str]] = defaultdict(set)
    paths: list[list[Node]] = []
    for link, _, key in links:
        path = list(ancestors(link))
        paths.append(path)
        for up in path:
            held[up.mem_id].add(key)
    rows: dict[int, Row] = {}
    for (link, url, _), path in zip(links, paths, strict=True):
        node = link
        for up in path:
            if tag(up) in OUTER or len(held[up.mem_id]) > 1:
                break
            node = up
            if tag(up) in NATURAL:
                break
        row = rows.setdefault(node.mem_id, Row(node=node, url=url))
        row.links.append(link)
    return list(rows.values())


def groups(rows: list[Row], zone: ZoneInfo, now: datetime) -> list[Group]:
    """Rows with the same parent and tag; neighbouring parents of one shape (a list in several <ul>) count as one, and
    so do cousins of one shape that stand below dates (a <ul> a year)."""
    found: dict[tuple[int, str], Group] = {}
    for row in rows:
        parent = row.node.parent
        if parent is not None:
            key = (parent.mem_id, tag(row.node))
            found.setdefault(key, Group(rows=[], parent=parent)).rows.append(row)
    merged: dict[tuple[int, str, str, str], Group] = {}
    for group in found.values():
        outer = group.parent.parent
        kind = tag(group.parent)
        if outer is None or kind in ("div", "td") or tag(group.rows[0].node) == "a":
            shape = (group.parent.mem_id, "", "", "")
        else:
            shape = (outer.mem_id, kind, stable(attr(group.parent, "class")), tag(group.rows[0].node))
        if shape in merged:
            merged[shape].rows.extend(group.rows)
        else:
            merged[shape] = group
    return _by_dates(list(merged.values()), {row.node.mem_id for row in rows}, zone, now)


def _by_dates(groups: list[Group], cards: set[int], zone: ZoneInfo, now: datetime) -> list[Group]:
    """Groups of one shape under one roof, each below a date, are one list."""
    if len(groups) < 2:
        return groups
    joined: list[Group] = []
    roofs: dict[tuple[int, str, str], Group] = {}
    for group in groups:
        outer = group.parent.parent
        roof = outer.parent if outer is not None else None
        said = daylines.above(group.rows[0].node, cards, {}) if roof is not None else ""
        if roof is None or outer is None or not said or daylines.read(said, zone, now) is None:
            joined.append(group)
            continue
        shape = (roof.mem_id, stable(attr(outer, "class")), stable(attr(group.parent, "class")))
        if shape in roofs:
            roofs[shape].rows.extend(group.rows)
        else:
            roofs[shape] = group
            joined.append(group)
    return joined


def aside(node: Node) -> bool:
    """Whether the node stands in a menu, a footer or a list of hot articles, as its surroundings say."""
    for up in (node, *ancestors(node)):
        if tag(up) in ("nav", "footer", "aside") or hidden(up):
            return True
        if tag(up) not in ("body", "html") and ASIDE.search(f"{attr(up, 'class')} {attr(up, 'id')}"):
            return True
    return False


def heading_before(node: Node) -> str:
    """The short text that stands right before a list: its heading, if it has one."""
    current: Node = node
    for _ in range(3):
        before = current.prev
        while before is not None:
            if is_element(before) and tag(before) not in ("script", "style", "link"):
                said = text(before)
                if said:
                    return said if len(said) <= 40 else ""
            before = before.prev
        parent = current.parent
        if parent is None or tag(parent) in OUTER:
            return ""
        current = parent
    return ""
