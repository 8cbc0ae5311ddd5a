"""The links of a page and where each stands: its way up, made once for all links below a box. Pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from feeds.read.markup.html import Document, Node, attr, css
from feeds.read.markup.lines import Whole, one_line
from feeds.read.markup.links import canonical
from feeds.read.markup.wording import part_of

_ROWS = frozenset(["li", "tr", "article", "dt", "dd"])
_STATE = re.compile(
    r"^(?:[\w-]*\d[\w-]*|views-row-(?:first|last|odd|even)|on|active|cur|current|now|hover|first|last|odd|even|"
    r"even-?row|top|hot|new|red|bold|sel|selected|hide|show|hidden|featured|highlight(?:ed)?|pinned|"
    r"clearfix|clear|cf|fl|fr|left|right|wow|animated|fade\w*|slide\w*|aos\w*|lazy\w*|visited|sticky|is-\w+|"
    r"(?:category|cat|tag|type|format|status|author|has|item|section)-[\w%-]+|hentry|post)$",
    re.I,
)
_PICTURED = re.compile(r"-(?:img|image|pic|picture|photo|thumb\w*|media)$", re.I)
#: how a box looks that is one of several: news-card--large
_LOOKS = re.compile(
    r"(?:has|no|with|without|is)-?[\w-]*|featured|highlight(?:ed)?|lead(?:ing)?|large|small|medium|big|wide|tall|full|half|"
    r"hero|top|main|primary|pinned|sticky|first|last|odd|even",
    re.I,
)
NOWHERE = re.compile(r"\s*(?:javascript:|#|$)", re.I)  #: an href that only runs a script
_HANDED = re.compile(
    r"""\(\s*['"]([\w./-]{0,180}\d[\w-]{0,20}\.(?:[js]?html?|jsp|aspx?|php))['"]|"""
    r"""\blocation(?:\.href)?\s*=\s*['"]([^'"\s]{2,300})['"]\s*;?\s*$"""
)
_APART = re.compile(r"/(?:aside|footer|nav)(?:[./]|$)")  #: of a key: within what is beside the text by its tag
MAX_LINKS = 10_000
Resolve = Callable[[str], str | None]  #: an href as an absolute URL, remembered


@dataclass(slots=True)
class Spot:
    """An element on the way from a link to the top; made once, shared by all links below it."""

    node: Node
    up: "Spot | None"
    key: str  #: tag path with stable classes
    place: str  #: "", or what part of the page its tags and classes name: nav, head, foot, side, crumb, pager, main
    depth: int
    id: int
    links: int = 0  #: of the page's that stand in it


@dataclass(slots=True)
class Link:
    node: Node
    url: str
    words: str
    spot: Spot
    order: int


def collect(document: Document, resolve: Resolve, within: Node | None = None) -> list[Link]:
    """The page's links, or a box's, each with its way up. What only a comment holds is not there."""
    spots: dict[int, Spot] = {}
    links: list[Link] = []
    here = canonical(document.url)
    whole = Whole(document.root)
    for order, node in enumerate(css(within, "a[href]") if within is not None else document.css("a[href]")):
        if order >= MAX_LINKS:
            break
        url = resolve(address(node))
        if "sponsored" in attr(node, "rel"):
            continue
        if url is None or (url.startswith(here) and canonical(url) == here):
            continue
        spot = _spot(node, spots, whole)
        if spot is not None:
            links.append(Link(node, url, one_line(node), spot, order))
    return links


def address(link: Node) -> str:
    """A link's href; where that leads nowhere, the page that its script is handed: check('xyxw/12.htm', 'xw')."""
    href = attr(link, "href")
    return (handed(link) or href) if NOWHERE.match(href) else href


def handed(node: Node) -> str:
    """The page that a click's script is handed, or goes to; "" where there is none."""
    found = _HANDED.search(attr(node, "onclick"))
    return found[found.lastindex or 1] if found is not None else ""


def _spot(node: Node, spots: dict[int, Spot], whole: Whole) -> Spot | None:
    """The link's place; without recursion, because pages may nest deep."""
    chain: list[Node] = []
    current: Node | None = node
    known: Spot | None = None
    while current is not None and current.is_element_node:
        known = spots.get(current.mem_id)
        if known is not None:
            break
        chain.append(current)
        current = current.parent
    for element in reversed(chain):
        name = element.tag or ""
        classes = attr(element, "class")
        step = name if name in _ROWS else "" if _looks_only(element) else name + stable(classes)  # a list's rows differ
        place = part_of(element, classes, attr(element, "id"), whole)
        if place == "crumb" and known is not None and "/li/" in f"{known.key}/":
            place = ""  # one of every row: .news_wz is its text (文字), not where we are (位置)
        elif place == "head" and (name == "article" or (known is not None and "/article/" in f"{known.key}/")):
            place = ""  # a card's own: <header class="node-header">, <article class="post-standard-banner">
        elif place == "main" and name in ("article", "li") and known is not None and _APART.search(known.key):
            place = ""  # <article class="article-list-item"> in an <aside>
        place = place or (known.place if known else "")
        known = Spot(
            element,
            known,
            f"{known.key}/{step}" if known and step else known.key if known else step,
            place,
            known.depth + 1 if known else 0,
            element.mem_id,
        )
        spots[element.mem_id] = known
    return known


def _looks_only(element: Node) -> bool:
    """Whether it only sets the letters of whole lists or tables: <font><ul>…</ul></font> beside another <ul>."""
    return element.tag in ("font", "center") and element.css_first("ul, ol, table") is not None


def up(spot: Spot) -> Iterator[Spot]:
    current: Spot | None = spot
    while current is not None:
        yield current
        current = current.up


def stable(classes: str) -> str:
    """The classes that say what an element is, without those that say how it feels today or what more it has: news
    news-has-img, news news--large."""
    if not classes:
        return ""
    kept = ""
    before = "\0"
    for name in sorted(classes.split()):
        looks = name.removeprefix(f"{before}--")
        large = looks != name and _LOOKS.fullmatch(looks)
        if large or _STATE.match(name) or (name.startswith(f"{before}-has-") and _PICTURED.search(name)):
            continue
        kept += f".{name}"
        before = name
    return kept
