"""How deep would this page nest? A linear scan that refuses what would keep a parser busy for seconds. No parser.

It follows the rules of HTML5 that decide about nesting: void elements, raw text, comments, implied ends (p, li, td …)
and formatting elements left open, which a browser opens again in every following paragraph. Most pages never come here:
read/markup/shallow.py sees at once that they are flat.
"""

import re
from collections import defaultdict

from feeds.errors import ExtractError, TooDeep
from feeds.read.markup import shallow

MAX_DEPTH = 512
MAX_ATTRIBUTES = 2_000
MAX_OPTIONS = 4_000  #: of a page's lists to choose from: a parser's time for one grows with their square

NAME = re.compile(r"[^\s/>]+")
QUOTE = re.compile("[>\"']")
ATTRIBUTE = re.compile(r"[\s/]+[^\s/>=]")
OPTION = re.compile(r"<option\b", re.I)
SAME_NAME = re.compile(r"\s+")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _words("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
RAW = _words("script style textarea title xmp iframe noembed noframes")
FORMATTING = _words("a b big code em font i nobr s small strike strong tt u")
CLOSES_P = _words(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 "
    "h4 h5 h6 header hgroup hr li dd dt main menu nav ol p pre section summary table ul xmp plaintext listing"
)
BUTTON_SCOPE = _words("applet button caption html marquee object table td template th")
CELL_SCOPE = _words("applet caption marquee object td template th")
#: opening the first closes an open one of the second, unless one of the third lies between
IMPLIED = {
    "li": (("li",), _words("ul ol menu dir table td th template")),
    "dd": (("dd", "dt"), _words("dl table td th template")),
    "dt": (("dd", "dt"), _words("dl table td th template")),
    "tr": (("tr",), _words("table template")),
    "td": (("td", "th"), _words("tr table template")),
    "th": (("td", "th"), _words("tr table template")),
    "tbody": (("tbody", "thead", "tfoot"), _words("table template")),
    "thead": (("tbody", "thead", "tfoot"), _words("table template")),
    "tfoot": (("tbody", "thead", "tfoot"), _words("table template")),
    "option": (("option",), _words("select datalist template")),
    "optgroup": (("option", "optgroup"), _words("select template")),
    "a": (("a",), CELL_SCOPE),
    "nobr": (("nobr",), CELL_SCOPE),
    "button": (("button",), CELL_SCOPE),
}


class _Open:
    """The elements open at one point of the page."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.at: defaultdict[str, list[int]] = defaultdict(list)  # name → where it is open, the innermost last
        self.marks: list[str] = []  # the tag as written, for formatting elements
        self.lost: list[tuple[str, str]] = []  # formatting elements left open, which every new block opens again
        self.lost_at: list[int] = []

    def depth(self) -> int:
        return len(self.names) + len(self.lost)

    def innermost(self, names: "tuple[str, ...] | frozenset[str]") -> int:
        return max((self.at[name][-1] for name in names if self.at.get(name)), default=-1)

    def push(self, name: str, mark: str) -> None:
        self.at[name].append(len(self.names))
        self.names.append(name)
        self.marks.append(mark)
        self.lost_at.append(len(self.lost))

    def pop_to(self, position: int, closed: str) -> None:
        """Close everything from `position` on; formatting elements in there live on."""
        while len(self.names) > position:
            name, mark, lost = self.names.pop(), self.marks.pop(), self.lost_at.pop()
            self.at[name].pop()
            if name in CELL_SCOPE:
                del self.lost[lost:]
            elif name in FORMATTING and name != closed and self.lost.count((name, mark)) < 3:
                self.lost.append((name, mark))


def check(source: str, url: str) -> None:
    """Raise TooDeep for a page nested deeper than MAX_DEPTH; ExtractError for absurdly many attributes of a tag, or
    options of a page."""
    if source.count("<") > MAX_OPTIONS and len(OPTION.findall(source)) > MAX_OPTIONS:
        raise ExtractError(url, f"the page has more than {MAX_OPTIONS:,} <option>; no parser should see it")
    if shallow.surely(source, MAX_DEPTH, MAX_ATTRIBUTES):
        return
    open_ = _Open()
    foreign = 0
    position = source.find("<")
    end = len(source)
    lower: str | None = None
    while position != -1 and position + 1 < end:
        after = source[position + 1]
        if after == "!":
            position = _after_comment(source, position)
        elif after == "?":
            position = source.find(">", position)
        elif after == "/" or (after.isascii() and after.isalpha()):
            closing = after == "/"
            start = position + 1 + closing
            if start >= end:
                return
            if closing and not (source[start].isascii() and source[start].isalpha()):
                position = source.find(">", start)
                position = source.find("<", position) if position != -1 else -1
                continue
            found = NAME.match(source, start)
            if found is None:
                return
            name = found.group()[:32].lower()
            stop = _tag_end(source, found.end())
            if stop == -1:
                return  # the tag never ends: a parser drops it with the rest of the page
            if closing:
                _close(open_, name)
                foreign -= name in ("svg", "math") and foreign > 0
            else:
                if stop - position > 2 * MAX_ATTRIBUTES:
                    _check_attributes(source[found.end() : stop], url)
                selfclosing = foreign > 0 and source[stop - 1] == "/"
                if name == "plaintext":
                    return
                if name in RAW and not foreign:
                    lower = source.lower() if lower is None else lower
                    position = _after_raw(lower, name, stop)
                    if position == -1:
                        return
                    position = source.find("<", position)
                    continue
                if name not in VOID and not selfclosing:
                    _open(open_, name, source[position:stop] if name in FORMATTING else "")
                    foreign += name in ("svg", "math")
                    if open_.depth() > MAX_DEPTH:
                        raise TooDeep(url, f"the page is nested more than {MAX_DEPTH} deep; no parser should see it")
                elif name == "hr":
                    _close_p(open_)
            position = stop
        else:
            position += 1
        position = source.find("<", position) if position != -1 else -1


def _open(open_: _Open, name: str, mark: str) -> None:
    if name in CLOSES_P:
        _close_p(open_)
    if name in IMPLIED:
        ends, barriers = IMPLIED[name]
        where = open_.innermost(ends)
        if where > open_.innermost(barriers):
            open_.pop_to(where, name)
    if name in ("html", "body", "head") and open_.at.get(name):
        return
    open_.push(name, SAME_NAME.sub(" ", mark[:200]) if mark else "")


def _close_p(open_: _Open) -> None:
    if open_.at.get("p") and open_.at["p"][-1] > open_.innermost(BUTTON_SCOPE):
        open_.pop_to(open_.at["p"][-1], "p")


def _close(open_: _Open, name: str) -> None:
    if name in FORMATTING:
        for i in range(len(open_.lost) - 1, -1, -1):
            if open_.lost[i][0] == name:
                del open_.lost[i]
                return
    where = open_.at.get(name)
    if not where or name in ("html", "body"):
        return
    if name not in CELL_SCOPE and name != "table" and where[-1] < open_.innermost(CELL_SCOPE):
        return  # an end tag does not reach out of its cell
    open_.pop_to(where[-1], name)


def _tag_end(source: str, position: int) -> int:
    """Where the tag's ">" is; quotes count only as values. -1: nowhere."""
    while True:
        found = QUOTE.search(source, position)
        if found is None:
            return -1
        if found.group() == ">":
            return found.start()
        before = found.start() - 1
        while source[before] in " \t\r\n\f":
            before -= 1
        position = found.end()
        if source[before] == "=":
            close = source.find(found.group(), position)
            if close == -1:
                return -1
            position = close + 1


def _after_comment(source: str, position: int) -> int:
    if not source.startswith("<!--", position):
        return source.find(">", position)
    if source.startswith((">", "->"), position + 4):
        return position + 5
    ends = [at for at in (source.find("-->", position + 4), source.find("--!>", position + 4)) if at != -1]
    return min(ends) + 3 if ends else -1


def _after_raw(lower: str, name: str, position: int) -> int:
    while True:
        position = lower.find(f"</{name}", position)
        if position == -1:
            return -1
        position += len(name) + 2
        if position >= len(lower) or lower[position] in " \t\r\n\f/>":
            return position


def _check_attributes(tag: str, url: str) -> None:
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", '""', tag)
    if sum(1 for _ in ATTRIBUTE.finditer(bare)) > MAX_ATTRIBUTES:
        raise ExtractError(url, f"a tag has more than {MAX_ATTRIBUTES:,} attributes; no parser should see it")
