"""Columns whose headlines are not in the page itself, but under whose name there is a place for them: a script fills it
(数据加载中...), or a frame. Pure.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice

from feeds import hanzi
from feeds.read.lists.headings import without_more
from feeds.read.markup.html import Document, Node, attr, children, css, hidden, tag
from feeds.read.markup.lines import roughly, text
from feeds.read.markup.links import same_owner
from feeds.read.markup.wording import MORE, NEWS, weight

_WAITING = hanzi.compile(
    r"\W*(?:(?:数据|内容|新闻|信息|正在)*(?:加载|载入|读取)中?|loading|请稍[候等])[\s.…。，]*", re.I
)
_HINT = hanzi.compile("加载|载入|读取|loading|请稍", re.I)  #: for a quick look
#: what a script fills by its class or id: $(".news").load("/news.htm")
_FILLED = re.compile(r"""\(\s*["']([.#][\w-]{2,40})["']\s*\)\.load\(\s*["']""")
_MOST = 60  #: places looked at
_BESIDE = 6  #: elements before one, its column's name at the furthest
_UP = 3
_ROW = 300  #: characters of a row that holds a name, blanks and scripts included
_NAME = 16.0  #: a column's name weighs no more


def columns(document: Document) -> Iterator[tuple[str, str]]:
    """Each one's name and address; above frames, which may show anything, only where one of the names is of news."""
    for place in islice(chain(_waiting(document), _filled(document)), _MOST):
        if (named := _named(document, place)) is not None:
            yield named
    framed = [named for frame in islice(_frames(document), _MOST) if (named := _named(document, frame)) is not None]
    if any(NEWS.search(words) for words, _ in framed):
        yield from framed


def _waiting(document: Document) -> Iterator[Node]:
    found = _HINT.search(document.source)
    for node in document.css("div, span, p, li, td, dd") if found else ():
        if _innermost(node) and roughly(node) <= 40 and _WAITING.fullmatch(text(node)):
            yield node


def _innermost(node: Node) -> bool:
    """Whether a box holds a few words, perhaps beside a picture that turns, and no boxes of boxes."""
    inner = list(islice(children(node), 4))
    return 1 <= len(inner) <= 3 and all(tag(each) != "a" and each.child is None for each in inner)


def _filled(document: Document) -> Iterator[Node]:
    for name in islice(dict.fromkeys(_FILLED.findall(document.source)), _MOST):
        attribute = "id=" if name[0] == "#" else "class~="
        for node in document.css(f"[{attribute}'{name[1:]}']")[:3]:  # .9a is no selector, though jQuery takes it
            if not text(node):
                yield node


def _frames(document: Document) -> Iterator[Node]:
    """Frames of the site's own that are large enough for headlines."""
    for frame in document.css("iframe[src]"):
        url = document.link(attr(frame, "src"))
        high = re.match(r"\d+", attr(frame, "height"))
        low = high is not None and int(high[0]) < 80
        if url is not None and same_owner(url, document.url) and not low and not hidden(frame):
            yield frame


def _named(document: Document, place: Node) -> tuple[str, str] | None:
    """The name in the row before a place, and the one address that all links of that row lead to."""
    node: Node | None = place
    for _ in range(_UP):
        if node is None or tag(node) in ("body", "html"):
            return None
        before, steps = node.prev, 0
        while before is not None and steps < _BESIDE:
            if before.is_text_node and (before.text_content or "").strip():
                return None
            if before.is_element_node and tag(before) not in ("script", "style"):
                steps += 1
                if text(before) or css(before, "a[href], img"):
                    return _of_row(document, before)
            before = before.prev
        node = node.parent
    return None


def _of_row(document: Document, row: Node) -> tuple[str, str] | None:
    links = css(row, "a[href]") if roughly(row) <= _ROW else []
    urls = {document.link(attr(link, "href")) for link in links}
    url = next(iter(urls)) if len(urls) == 1 else None
    said = next((line for line in text(row).split("\t") if line), "")
    for words in {text(link) for link in links} - {""}:
        if said != words and (MORE.fullmatch(words) or said.endswith(words)):
            said = said.removesuffix(words)
    name = without_more(said).strip(" \u3000|>»")
    fine = 2 <= weight(name) <= _NAME and not MORE.fullmatch(name)
    return (name, url) if url is not None and fine else None
