"""The text of nodes as people see it, line by line, and how much of a page a box holds. Pure."""

import re
from dataclasses import dataclass

from feeds.read.markup.html import Node, markup, walk
from feeds.read.markup.resolve import INVISIBLE

_BLOCKS = (
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody tfoot thead "
    "tr ul caption legend option"
)
BLOCKS = frozenset(_BLOCKS.split())
MEDIA = frozenset(["img", "embed"])
CELLS = frozenset(["td", "th"])
EDGES = " \t\r\n\f\v\xa0\u3000"
SPACE = re.compile(r"[ \t\r\n\f\v\xa0]+")
WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
WRAPPED = re.compile(rf"(?<=[{WIDE}])[ \t]*[\r\n]\s*(?=[{WIDE}])")
LONGEST = 1200  #: characters of a link's text that are looked at
ENDED = re.compile(r"[。！？]|[a-zà-ÿ]{3}[.!?](?:\s|$)")
STOP = re.compile(r"[。！？，、；]|[a-zà-ÿ][.,;!?](?=\s)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text as people see it, and the text nodes it is made of (all of them, blank ones too)."""

    text: str
    nodes: tuple[Node, ...]
    media: bool = False  #: a picture, a video or a player stands in it


def lines(node: Node, cuts: tuple[Node, ...] = ()) -> list[list[Line]]:
    """The text in lines: blocks and <br> end one, cells are parted by a tab. Lines without text or media are left out.

    With `cuts` the lines are parted in len(cuts) + 1 buckets by these nodes, and what lies in them is left out.
    """
    buckets: list[list[Line]] = [[]]
    parts: list[str] = []
    nodes: list[Node] = []
    media = False
    pre = 0
    borders = frozenset(cut.mem_id for cut in cuts)

    def end_line() -> None:
        nonlocal media
        if not parts and not media:
            return
        line = tidy("".join(parts))
        if line or media:
            buckets[-1].append(Line(line, tuple(nodes), media))
        parts.clear()
        nodes.clear()
        media = False

    for current, entering in walk(node, shut=borders):
        name = current.tag
        if name == "-text":
            content = current.text_content or ""
            if not pre:
                parts.append(WRAPPED.sub("", content) if "\n" in content or "\r" in content else content)
            else:
                *whole, rest = content.split("\n")
                for line in whole:
                    parts.append(line)
                    end_line()
                parts.append(rest)
            nodes.append(current)
            continue
        if name in BLOCKS:
            parent = current.parent if name == "p" or name == "div" else None
            if not (parent is not None and parent.tag in CELLS):
                end_line()
            elif not entering:
                parts.append(" ")
            if name == "pre":
                pre += 1 if entering else -1
        elif name == "br":
            if entering:
                end_line()
        elif name in CELLS:
            if not entering:
                parts.append("\t")
        elif name in MEDIA and entering:
            media = True
        if borders and not entering and current.mem_id in borders:
            end_line()
            buckets.append([])
    end_line()
    return buckets


def block_text(node: Node) -> str:
    """The text as people see it: blocks and <br> on lines of their own, cells parted by a tab, no empty lines."""
    return "\n".join(line.text for line in lines(node)[0] if line.text)


BUDGET = 6_000_000


class Whole:
    """A page, or a part of one, as the measure of what stands in it. Its text is looked at once, and of its
    parts no more than BUDGET characters: a box in a box in a box shall not take seconds."""

    __slots__ = ("_left", "_letters", "_root", "_stops")

    def __init__(self, root: Node) -> None:
        self._root = root
        self._letters = -1
        self._stops = 0
        self._left = BUDGET

    def share(self, node: Node, *, sentences: bool = False) -> float:
        """How much of what it says the node holds, 0 to 1: of its sentences if it has any, else of its words.

        `sentences`: words do not count; a menu may well have more of them than the page.
        """
        if self._letters < 0:
            every = self._root.text(deep=True)
            self._letters, self._stops = max(1, len(every)), len(STOP.findall(every))
        if (sentences and self._stops < 8) or self._left <= 0:
            return 0.0
        words = self._words(node)
        if len(words) < 0.02 * self._letters:  # whatever it says, it is little
            return len(words) / self._letters
        return len(STOP.findall(words)) / self._stops if self._stops >= 8 else len(words) / self._letters

    def longer(self, node: Node, letters: int) -> bool:
        """Whether the node says more than so many characters, blanks and scripts included."""
        return self._left > 0 and len(self._words(node)) > letters

    def ends_sentences(self, node: Node) -> bool:
        """Whether a sentence ends in the node, by more than a comma."""
        return self._left > 0 and ENDED.search(self._words(node)) is not None

    def _words(self, node: Node) -> str:
        words = node.text(deep=True)
        self._left -= len(words)
        return words


def roughly(node: Node) -> int:
    """How many characters the node holds at most, scripts and blanks included: quick to tell."""
    return len(node.text(deep=True))


#: in markup in small letters: what is no text, or parts one that is one to the eye
_SILENT = re.compile(
    "<(?:!--|script|style|noscript|template|head|textarea|select|iframe|object|svg|math|video|audio|canvas)"
)
#: what a box may be hidden by: display:none, hidden, sr-only, screen-reader-text, aural, vh
_HIDING = ("hidden", "display", "only", "reader", "aural", "vh")
_BETWEEN = "\0"  #: the parser lets none of it through


def texts(node: Node) -> list[str]:
    """The texts below a node, element by element, as they stand, without what is hidden; blank ones too."""
    source = markup(node).lower()
    if not (_SILENT.search(source) or any(word in source for word in _HIDING)):
        return node.text(deep=True, separator=_BETWEEN).split(_BETWEEN)
    found: list[str] = []
    fresh = True  #: nothing but comments stood since the last text
    for current, _ in walk(node):
        if not current.is_text_node:
            fresh = True
        elif fresh:
            found.append(current.text_content or "")
            fresh = False
        else:
            found[-1] += current.text_content or ""
    return found


def plain(node: Node) -> bool:
    """Whether the node holds one piece of text and nothing else, as most links do."""
    child = node.child
    return child is not None and child.next is None and child.is_text_node and node.tag != "pre"


def text(node: Node) -> str:
    """The text as people see it, on one line."""
    child = node.child
    if child is None:
        return block_text(node).replace("\t", " ") if node.is_text_node else ""
    if plain(node):
        content = child.text_content or ""
        return tidy(WRAPPED.sub("", content) if "\n" in content or "\r" in content else content).replace("\t", " ")
    return " ".join(block_text(node).split("\n")).replace("\t", " ")


def tidy(line: str) -> str:
    """One line of text without invisible characters, indents and runs of blanks (a tab parts two cells)."""
    line = line.strip(EDGES)
    if line.isprintable():
        return SPACE.sub(" ", line) if "  " in line else line
    cells = [SPACE.sub(" ", cell).strip(" \u3000") for cell in INVISIBLE.sub("", line).split("\t")]
    return "\t".join(cell for cell in cells if cell)


def one_line(node: Node) -> str:
    """A link's text on one line, quickly."""
    return tidy(re.sub(r"\s+", " ", node.text(deep=True, skip_empty=False) if node.child else ""))[:LONGEST]
