"""HTML to nodes: the only door to selectolax and trafilatura. Knows nothing about any site.

`parse` refuses what no parser should see (read/markup/depth.py) before Lexbor gets it. Nothing here follows a link.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from feeds.errors import ExtractError
from feeds.read.markup import consent
from feeds.read.markup.depth import check
from feeds.read.markup.resolve import absolute, folders, plainly

Node = LexborNode

#: characters of markup that we look at, whatever a source's max_bytes allows
MAX_CHARACTERS = 20_000_000


#: characters of an attribute that are looked at: of class and id, and of the others that people write
MOST_CLASSES, MOST_ATTRIBUTE = 400, 2_048
_SHORT = frozenset("class id href title alt name rel datetime lang type role itemprop".split())  # noqa: SIM905
#: their text is for no reader
SILENT = frozenset(
    "script style noscript template head textarea select iframe object svg math video audio canvas".split()  # noqa: SIM905
)
#: the words that CSS frameworks and CMSs have for "for screen readers only"
UNSEEN = re.compile(
    r"(?:^|\s)(?:sr-only|screen-?reader\w*|screen-reader-text|visually-?hidden|aural|u-hidden|rich-snippet-hidden|vh)(?:$|\s)",
    re.I,
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


class Document:
    """A page and its tree, which is made when somebody first asks for it: TooDeep or ExtractError come then.

    `base` is what its relative links start from: <base href>, else its own URL.
    """

    __slots__ = ("_base", "_folders", "_found", "_links", "_root", "source", "template", "url")

    def __init__(self, source: str, url: str, template: frozenset[str] = frozenset()) -> None:
        self.source = source  #: the markup as it came
        self.url = url
        self.template = template  #: lines of text that the site's other articles show too (read/contrast.py)
        self._root: Node | None = None
        self._base: str | None = None
        self._links: dict[str, str | None] = {}
        self._folders: tuple[str, ...] | None = None  #: of `base`
        self._found: dict[str, list[Node]] = {}

    @property
    def root(self) -> Node:
        if self._root is None:
            if len(self.source) > MAX_CHARACTERS:
                why = f"the page has more than {MAX_CHARACTERS:,} characters; lower this source's max_bytes"
                raise ExtractError(self.url, why)
            check(self.source, self.url)
            self._root = _root(self.source)
            consent.remove(self._root, self.source)
        return self._root

    @property
    def base(self) -> str:
        if self._base is None:
            said = self.root.css_first("base[href]")
            href = said.attributes.get("href") if said is not None else None
            self._base = absolute(self.url, href) or self.url
        return self._base

    @property
    def language(self) -> str:
        """What the page says it is written in (zh-CN, de); "" where it does not say."""
        html = self.root.css_first("html[lang]")
        said = attr(html, "lang") if html is not None else ""
        if not said:
            meta = self.root.css_first("meta[property='og:locale'], meta[http-equiv='content-language' i]")
            said = attr(meta, "content") if meta is not None else ""
        return said.replace("_", "-").lower()

    def based(self, base: str) -> "Document":
        """The same page with its links starting from elsewhere."""
        self._base = base
        self._links.clear()
        self._folders = None
        return self

    def css(self, selector: str) -> list[Node]:
        """Every node of the page that matches; remembered, as nobody changes a page's own tree."""
        found = self._found.get(selector)
        if found is None:
            found = self._found[selector] = css(self.root, selector)
        return found

    def first(self, selector: str) -> Node | None:
        return first(self.root, selector)

    def link(self, href: str | None) -> str | None:
        """`href` as an absolute http(s) URL; None for anything else (javascript:, data:, #…, nonsense)."""
        if not href or len(href) > MOST_ATTRIBUTE:
            return None
        try:
            return self._links[href]
        except KeyError:
            if self._folders is None:
                self._folders = folders(self.base)
            url = self._links[href] = plainly(self._folders, href) or absolute(self.base, href)
            return url


def parse(source: str, url: str) -> Document:
    """The page as a Document with its tree; TooDeep or ExtractError where no parser should see it."""
    document = Document(source, url)
    _ = document.root
    return document


def unasked(source: str) -> str:
    """The markup without the boxes that ask to agree to cookies; as it came where no parser should see it."""
    try:
        check(source, "")
    except ExtractError:
        return source
    root = _root(source)
    consent.remove(root, source)
    return root.html or source


def fragment(markup: str) -> Node:
    """A copy of some markup as a tree of its own, to be changed freely: its <body>."""
    body = LexborHTMLParser(_sane(f"<!DOCTYPE html><body>{markup}")).body
    assert body is not None
    return body


def _root(source: str) -> Node:
    root = LexborHTMLParser(_sane(source)).root
    if root is None:  # Lexbor has no tree for an empty page
        root = LexborHTMLParser("<!DOCTYPE html><html><body></body></html>").root
    assert root is not None
    return root


_AMP = re.compile(r"<(/?)amp-img(?=[\s>/])")


def _sane(source: str) -> bytes:
    """Lone surrogates become question marks: left out, as the parser would, they might hide a tag from `check`. AMP's
    pictures are pictures."""
    if "<amp-img" in source:
        source = _AMP.sub(r"<\1img", source)
    return source.encode("utf-8", "replace")


def css(node: Node, selector: str) -> list[Node]:
    """Every node that matches, in the page's order; ValueError for a selector that cannot be read."""
    try:
        return node.css(selector)
    except SelectolaxError as e:
        raise ValueError(f"not a CSS selector: {selector}") from e


def selects(selector: str) -> bool:
    """Whether it is a CSS selector at all."""
    try:
        fragment("").css(selector)
    except SelectolaxError:
        return False
    return True


def first(node: Node, selector: str) -> Node | None:
    try:
        return node.css_first(selector)
    except SelectolaxError as e:
        raise ValueError(f"not a CSS selector: {selector}") from e


def is_element(node: Node) -> bool:
    return bool(node.is_element_node)


def tag(node: Node) -> str:
    """The tag's name in lower case; "-text" and "-comment" for what is no element."""
    return node.tag or ""


def attr(node: Node, name: str) -> str:
    """The attribute's value, stripped; "" where there is none, or where it is longer than any that was meant."""
    try:
        value = (node.attrs.get(name) or "").strip()
    except TypeError:  # no element
        return ""
    if len(value) <= MOST_CLASSES or name not in _SHORT:
        return value
    return value[:MOST_CLASSES] if name in ("class", "id") else value if len(value) <= MOST_ATTRIBUTE else ""


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


def around(node: Node, other: Node) -> Node:
    """The smallest element that holds both; the upper one where one holds the other."""
    ups = {up.mem_id for up in (node, *ancestors(node))}
    return next((up for up in (other, *ancestors(other)) if up.mem_id in ups), node)


@lru_cache(maxsize=4096)
def _unseen(classes: str) -> bool:
    return UNSEEN.search(classes) is not None


def pixels(node: Node, name: str) -> int:
    """How wide or high an element says to be; -1 where it does not say it in pixels."""
    m = _PIXELS.fullmatch(attr(node, name))
    return int(m[1]) if m is not None else -1


_PIXELS = re.compile(r"\s?([0-9]{1,5})(?:px)?\s?")
_WAITING = re.compile(r"visibility\s*:\s*hidden\s*;?", re.I)


def hidden(node: Node) -> bool:
    """Whether the element says by itself that nobody sees it."""
    attributes = node.attributes
    if not attributes:
        return False
    style = attributes.get("style")
    if attributes.get("id") == "js_content":  # a WeChat article is shown by a script once it is there
        return False
    classes = attributes.get("class")
    if classes and _unseen(classes[:200]):
        return True
    if style and "animation-name" in style:  # a box that a saved copy caught before it was scrolled to
        style = _WAITING.sub("", style)
    return "hidden" in attributes or bool(style and (":" in style and HIDDEN.search(style)))


def walk(node: Node, *, into_silent: bool = False, shut: frozenset[int] = frozenset()) -> Iterator[tuple[Node, bool]]:
    """Depth first without recursion: (node, True) on the way in, (element, False) on the way out.

    Scripts, comments and what is hidden are left out unless `into_silent`; what lies in the `shut` nodes is, too.
    """
    yield node, True
    if not node.is_element_node:
        return
    if node.mem_id in shut:
        yield node, False
        return
    top = node.mem_id
    up: Node = node  #: whose children we go through
    current = node.child
    while True:
        while current is None:
            yield up, False
            if up.mem_id == top:
                return
            current, parent = up.next, up.parent
            if parent is None:
                return
            up = parent
        if current.is_text_node:
            yield current, True
        elif into_silent or (current.is_element_node and current.tag not in SILENT and not hidden(current)):
            yield current, True
            if shut and current.mem_id in shut:
                yield current, False
            elif current.is_element_node:
                up, current = current, current.child
                continue
        current = current.next


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
