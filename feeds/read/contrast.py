"""What pages of one site share is its template: the addresses, and the lines of text. Pure; opens nothing."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from feeds.read.articles.runs import Run, runs
from feeds.read.markup.html import Document, Node, ancestors, attr, css, first
from feeds.read.markup.links import canonical
from feeds.read.markup.spots import stable

MAX_LINE = 200  #: characters; what is longer is somebody's text
SHARED = 0.8  #: of the lines in one kind of place: then the place is the template's


def addresses(document: Document) -> Counter[str]:
    """How often a page links to each address. What a box of the newest ones repeats on every page, an article's own
    list shows once more."""
    found = (document.link(attr(link, "href")) for link in css(document.root, "a[href]"))
    return Counter(canonical(url) for url in found if url is not None)


def lines(siblings: Sequence[Document]) -> frozenset[str]:
    """The lines that several articles of one site all show, each where the others do: menus, slogans, footers.

    What merely ends or opens every notice alike (特此通知, the office's name) stands among lines that differ and is
    none of it. Two pages may agree by chance: the caller brings enough of them (read.SIBLINGS).
    """
    if not siblings:
        return frozenset()
    pages = [_placed(document) for document in siblings]
    common = set.intersection(*({(path, run.text) for path, run in page} for page in pages))
    told: Counter[str] = Counter()
    same: Counter[str] = Counter()
    for page in pages:
        for path, run in page:
            told[path] += 1
            same[path] += (path, run.text) in common
    fixed = {path for path, number in told.items() if same[path] >= SHARED * number}
    mixed: set[str] = set()  # boxes that hold an article's own words too
    for page in pages:
        boxes: defaultdict[int, list[tuple[str, str]]] = defaultdict(list)
        for path, run in page:
            box = run.block.parent
            boxes[box.mem_id if box is not None else 0].append((path, run.text))
        for held in boxes.values():
            if any(path not in fixed for path, _ in held):
                mixed.update(text for path, text in held if path in fixed)
    return frozenset(text for path, text in common if path in fixed and len(text) <= MAX_LINE) - mixed


def _placed(document: Document) -> list[tuple[str, Run]]:
    """The page's lines, each with the way to it."""
    body = first(document.root, "body") or document.root
    ways: dict[int, str] = {}
    return [(_way(run.block, ways), run) for run in runs(body) if run.text]


def _way(node: Node, ways: dict[int, str]) -> str:
    """The tags and stable classes down to a box, remembered."""
    known = ways.get(node.mem_id)
    if known is None:
        steps = [f"{up.tag}{stable(attr(up, 'class'))}" for up in (node, *ancestors(node))]
        known = ways[node.mem_id] = "/".join(reversed(steps))
    return known
