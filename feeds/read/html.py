"""HTML to nodes and their text: the only door to selectolax and trafilatura. Knows nothing about any site.

`parse` refuses what no parser should see (read/depth.py) before Lexbor gets it. Nothing here follows a link.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from feeds.errors import ExtractError
from feeds.read.depth import check

Node = LexborNode

#: characters of markup that we look at, whatever a source's max_bytes allows
MAX_CHARACTERS = 20_000_000


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SILENT = _words(
    "script style noscript template head textarea select iframe object svg math video audio canvas"
)  # their text is for no reader
BLOCKS = _words(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody tfoot thead "
    "tr ul caption legend option"
)
MEDIA = frozenset(["img", "embed"])

INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\ufffe\uffff\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
SPACE = re.compile(r"[ \t\r\n\f\v\xa0]+")
WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
WRAPPED = re.compile(rf"(?<=[{WIDE}])[ \t]*[\r\n]\s*(?=[{WIDE}])")
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed page. `base` is what its relative links start from: <base href>, else its own URL."""

    url: str
    base: str
    source: str  #: the markup as it came
    root: Node

    def css(self, selector: str) -> list[Node]:
        return css(self.root, selector)

    def first(self, selector: str) -> Node | None:
        return first(self.root, selector)

    def link(self, href: str | None) -> str | None:
        """`href` as an absolute http(s) URL; None for anything else (javascript:, data:, #…, nonsense)."""
        return absolute(self.base, href)


def parse(source: str, url: str) -> Document:
    """The page as a Document; TooDeep or ExtractError where no parser should see it."""
    if len(source) > MAX_CHARACTERS:
        raise ExtractError(url, f"the page has more than {MAX_CHARACTERS:,} characters; lower this source's max_bytes")
    check(source, url)
    root = _root(source)
    base = url
    tag = root.css_first("base[href]")
    if tag is not None:
        base = absolute(url, tag.attributes.get("href")) or url
    return Document(url=url, base=base, source=source, root=root)


def fragment(markup: str) -> Node:
    """A copy of some markup as a tree of its own, to be changed freely: its <body>."""
    body = LexborHTMLParser(f"<!DOCTYPE html><body>{_sane(markup)}").body
    assert body is not None
    return body


def _root(source: str) -> Node:
    root = LexborHTMLParser(_sane(source)).root
    if root is None:  # Lexbor has no tree for an empty page
        root = LexborHTMLParser("<!DOCTYPE html><html><body></body></html>").root
    assert root is not None
    return root


def _sane(source: str) -> str:
    """Lone surrogates cannot be encoded for the parser."""
    return source.encode("utf-8", "replace").decode("utf-8")


def css(node: Node, selector: str) -> list[Node]:
    """Every node that matches, in the page's order; ValueError for a selector that cannot be read."""
    try:
        return node.css(selector)
    except SelectolaxError as e:
        raise ValueError(f"not a CSS selector: {selector}") from e


def first(node: Node, selector: str) -> Node | None:
    try:
        return node.css_first(selector)
    except SelectolaxError as e:
        raise ValueError(f"not a CSS selector: {selector}") from e


def matches(node: Node, selector: str) -> bool:
    return is_element(node) and node.css_matches(selector)


def is_element(node: Node) -> bool:
    return bool(node.is_element_node)


def tag(node: Node) -> str:
    """The tag's name in lower case; "-text" and "-comment" for what is no element."""
    return node.tag or ""


def attr(node: Node, name: str) -> str:
    """The attribute's value, stripped; "" where there is none."""
    return (node.attributes.get(name) or "").strip()


def children(node: Node) -> Iterator[Node]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def ancestors(node: Node) -> Iterator[Node]:
    """The element's parents, the nearest first."""
    parent = node.parent
    while parent is not None and parent.is_element_node:
        yield parent
        parent = parent.parent


def inside(node: Node, outer: Node) -> bool:
    """Whether `node` is `outer` or lies within it."""
    return node.mem_id == outer.mem_id or any(up.mem_id == outer.mem_id for up in ancestors(node))


def hidden(node: Node) -> bool:
    """Whether the element says by itself that nobody sees it."""
    attributes = node.attributes
    return "hidden" in attributes or bool(HIDDEN.search(attributes.get("style") or ""))


def walk(node: Node, *, into_silent: bool = False) -> Iterator[tuple[Node, bool]]:
    """Depth first without recursion: (node, True) on the way in, (element, False) on the way out.

    Scripts, comments and what is hidden are left out unless `into_silent`.
    """
    current: Node | None = node
    top = node.mem_id
    entering = True
    while current is not None:
        if entering:
            skipped = current.mem_id != top and not into_silent and _silent(current)
            if not skipped:
                yield current, True
                child = current.child if current.is_element_node else None
                if child is not None:
                    current = child
                    continue
                if current.is_element_node:
                    yield current, False
        else:
            yield current, False
        if current.mem_id == top:
            return
        following = current.next
        if following is not None:
            current, entering = following, True
        else:
            current, entering = current.parent, False


def _silent(node: Node) -> bool:
    if node.is_text_node:
        return False
    return not node.is_element_node or node.tag in SILENT or hidden(node)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as people see it, and the text nodes it is made of (all of them, blank ones too)."""

    text: str
    nodes: tuple[Node, ...]
    media: bool = False  #: a picture, a video or a player stands in it


def lines(node: Node, cuts: tuple[Node, ...] = ()) -> list[list[Line]]:
    """The text in lines: blocks and <br> end one, cells are parted by a tab. Lines without text or media are left out.

    With `cuts` the lines are parted in buckets wherever one of these nodes begins or ends: 2 × len(cuts) + 1 of them.
    """
    buckets: list[list[Line]] = [[]]
    parts: list[str] = []
    nodes: list[Node] = []
    media = False
    pre = 0
    borders = {cut.mem_id for cut in cuts}

    def end_line() -> None:
        nonlocal media
        line = tidy("".join(parts))
        if line or media:
            buckets[-1].append(Line(line, tuple(nodes), media))
        parts.clear()
        nodes.clear()
        media = False

    for current, entering in walk(node):
        if current.is_text_node:
            content = current.text_content or ""
            if not pre:
                parts.append(WRAPPED.sub("", content))
            else:
                *whole, rest = content.split("\n")
                for line in whole:
                    parts.append(line)
                    end_line()
                parts.append(rest)
            nodes.append(current)
            continue
        name = current.tag
        if name in BLOCKS:
            parent = current.parent
            if not (name in ("p", "div") and parent is not None and parent.tag in ("td", "th")):
                end_line()
            elif not entering:
                parts.append(" ")
            if name == "pre":
                pre += 1 if entering else -1
        elif name == "br" and entering:
            end_line()
        elif name in ("td", "th") and not entering:
            parts.append("\t")
        elif name in MEDIA and entering:
            media = True
        if current.mem_id in borders:
            end_line()
            buckets.append([])
    end_line()
    return buckets


def block_text(node: Node) -> str:
    """The text as people see it: blocks and <br> on lines of their own, cells parted by a tab, no empty lines."""
    return "\n".join(line.text for line in lines(node)[0] if line.text)


def roughly(node: Node) -> int:
    """How many characters the node holds at most, scripts and blanks included: quick to tell."""
    return len(node.text(deep=True))


def text(node: Node) -> str:
    """The text as people see it, on one line."""
    return " ".join(block_text(node).split("\n")).replace("\t", " ")


def tidy(line: str) -> str:
    """One line of text without invisible characters, indents and runs of blanks (a tab parts two cells)."""
    cells = [SPACE.sub(" ", cell).strip(" \u3000") for cell in INVISIBLE.sub("", line).split("\t")]
    return "\t".join(cell for cell in cells if cell)


def absolute(base: str, href: str | None) -> str | None:
    """`href` resolved against `base`, http(s) only, without its fragment."""
    href = INVISIBLE.sub("", href or "").strip()
    if not href or href.startswith("#") or href.rstrip("/:").lower() in ("http", "https"):
        return None
    href = re.sub(r"[\r\n\t]", "", href).replace("\\", "/")
    try:
        url = urljoin(base, href)
        parts = urlsplit(url)
        _ = parts.port  # nonsense ports raise only here
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or any(c in parts.netloc for c in " <>\"'{}|^`"):
        return None
    url = parts._replace(fragment="").geturl()
    return re.sub(r"\s", "%20", url)


def markup(node: Node) -> str:
    """The element itself, as markup."""
    return node.html or ""


def inner(node: Node) -> str:
    """What the element holds, as markup."""
    return node.inner_html or ""


def remove(node: Node) -> None:
    """Take a node out of its tree."""
    node.decompose()


def main_text(document: Document) -> str:
    """The article's markup as trafilatura guesses it; "" where it finds none. Slow."""
    from trafilatura import extract  # imported when used: it costs more memory than all of us

    found = extract(
        document.source,
        url=document.url,
        output_format="html",
        include_images=True,
        include_links=True,
        include_comments=False,
        favor_recall=True,
    )
    return found or ""
