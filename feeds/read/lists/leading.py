"""Where the 更多 of a box of links leads: in the box, or alone beside it. Pure."""

import re
from collections.abc import Collection

from feeds import hanzi
from feeds.read.markup.addresses import looks_like_article, template
from feeds.read.markup.html import Node, attr, children, css
from feeds.read.markup.lines import one_line
from feeds.read.markup.spots import Resolve, Spot
from feeds.read.markup.wording import MORE, MORE_BOX, NEWS, weight
from feeds.read.navigation.mores import ARCHIVE, EVERY, drawn, leads_to_all, lone, told

MANY = 60  #: links: a box of more has no 更多 of its own
#: 提交新闻, where 更多 is elsewhere
HAND_IN = hanzi.compile(r"(?:我要|在线)?(?:提交|投稿|报送)(?:新闻|稿件|信息|作品)?\W*$")
_PAGING = re.compile(r"(?:^|\s)(?:page-numbers|next|prev)(?:\s|$)", re.I)  #: Older posts, of the list itself
_STORY = re.compile(r"/t\d{8}_\d+\.s?html?$")  #: how TRS names an article


def more(spot: Spot | None, resolve: Resolve, own: set[str]) -> str | None:
    """Where the 更多 of a box leads; a box as large as the page has none of its own."""
    if spot is None or spot.node.tag in ("body", "html") or spot.links > MANY:
        return None
    found = css(spot.node, "a[href], area[href]")  # 更多 may be a part of the heading's picture
    if len(found) > MANY:
        return None
    shapes = {template(one) for one in own}
    leads: list[str] = []
    others: list[str] = []
    for link in found:
        shown = one_line(link) or attr(link, "title") or (attr(link, "alt") if link.tag == "area" else "")
        words = shown or told(link)
        pictured = bool(words) and not shown and not drawn(link)
        box = f"{attr(link, 'class')} {attr(link.parent, 'class') if link.parent is not None else ''}"
        url = resolve(attr(link, "href"))
        if (
            not url
            or url in own
            or HAND_IN.match(words)
            or _PAGING.search(f"{attr(link, 'class')} {attr(link, 'rel')}")
        ):
            continue
        if MORE.fullmatch(words) or (MORE_BOX.search(box) and weight(words) < (16 if "more-link" in box else 8)):
            if not is_story(url, shapes):  # 【查看详细】: of one article
                leads.append(url)
        elif pictured:
            others += [url] if EVERY.match(words) and NEWS.search(words) else []
        elif (words and weight(words) <= 16 and leads_to_all(words)) or (not shown and drawn(link)):
            every = ARCHIVE.fullmatch(words) or (EVERY.match(words) and NEWS.search(words))
            whole = every and template(url) not in shapes
            others += [url] if whole or not looks_like_article(url) else []
    leads = leads or others
    return leads[0] if len(set(leads)) == 1 else None


def is_story(url: str, shapes: Collection[str]) -> bool:
    """Whether an address is one article's, and no column's: made like those of the group's articles, or as TRS does."""
    return (looks_like_article(url) and template(url) in shapes) or _STORY.search(url) is not None


def beside(box: Node, resolve: Resolve, own: set[str]) -> str | None:
    """Where a 更多 leads that stands alone beside a box: right before it where its row begins with one, else behind."""
    before = _lone(box, -1)
    row = box.parent
    begins = before is not None and row is not None and _begin_each(row)
    link = before if begins else _lone(box, 1)
    url = resolve(attr(link, "href")) if link is not None else None
    return url if url not in own else None


def _lone(box: Node, way: int) -> Node | None:
    """The 更多 in the next box that says anything, before or behind one, where it says nothing else."""
    near = box.next if way > 0 else box.prev
    while near is not None and not (near.is_element_node and near.text(deep=True).strip()):
        near = near.next if way > 0 else near.prev
    return lone(near) if near is not None and near.tag != "a" else None


def _begin_each(row: Node) -> bool:
    """Whether a row begins with a 更多 and does not end with one: each stands before its list."""
    said = [child for child in children(row) if child.is_element_node and child.text(deep=True).strip()]
    first, last = said[0], said[-1]
    return first.tag != "a" and lone(first) is not None and (last.tag == "a" or lone(last) is None)
