"""The line of a page that is what <title> says, or a part of it: its title where no heading is one. Pure."""

from feeds.read.articles.edges import prose, says_when
from feeds.read.articles.metadata import Metadata
from feeds.read.articles.pagetitle import CUT, SITE, bare
from feeds.read.articles.runs import JUNK, Run, size
from feeds.read.markup.html import Document, Node, ancestors, attr
from feeds.read.markup.wording import weight

LEAST, SURE = 4.0, 8.0  #: the weight of a headline, right above a text and elsewhere
NEAR = 2  #: lines below it, of which one begins its text or says when
BELOW = 16  #: lines below it in which else its text is looked for


def line(document: Document, said: str, everything: list[Run], told: Metadata) -> Run | None:
    """Of the lines that are a part of `said` (<title>), or several in a row, the one that the metadata have; else the
    first right above a text or a date; else the one that most text stands below; None where no line is."""
    parts = stated(said, told)
    found = [n for n, run in enumerate(everything) if bare(run.text) in parts and _may_be(document, run)]
    same = next((n for n in found if bare(everything[n].text) == bare(told.title)), None)
    if same is None:
        same = next((n for n in found if any(map(_begins, everything[n + 1 : n + 1 + NEAR]))), None)
    if same is not None:
        return everything[same]
    best: tuple[float, Run] | None = None
    for place, n in enumerate(found):
        if weight(everything[n].text) < SURE:
            continue
        end = min(n + 1 + BELOW, found[place + 1] if place + 1 < len(found) else len(everything))
        below = sum(size(run) for run in everything[n + 1 : end] if run.place not in JUNK)
        if best is None or below > best[0]:
            best = (below, everything[n])
    return best[1] if best is not None and best[0] >= SURE else None


def stated(said: str, told: Metadata) -> frozenset[str]:
    """What <title> says that may be a headline, bare."""
    return frozenset(bare(part) for part in _parts(said) if weight(part) >= LEAST) - {bare(told.site)}


def _begins(run: Run) -> bool:
    """Whether a line is an article's first or says when."""
    return run.place not in JUNK and run.link_share < 0.5 and (prose(run) or says_when(run))


def _parts(said: str) -> list[str]:
    """Every part of <title> and every row of them: a headline may have a dash of its own."""
    cuts = [(0, 0), *(m.span() for m in CUT.finditer(said)), (len(said), len(said))]
    pieces = [said[cuts[i][1] : cuts[j][0]].strip() for i in range(len(cuts)) for j in range(i + 1, len(cuts))]
    return [piece for piece in pieces if piece and not SITE.search(piece)]


def _may_be(document: Document, run: Run) -> bool:
    """Whether it stands in no menu and leads nowhere but to the page itself."""
    if run.place in JUNK:
        return False
    if run.link_share < 0.5:
        return True
    return all(_leads_here(document, node) for node in run.nodes if node.is_text_node)


def _leads_here(document: Document, node: Node) -> bool:
    link = next((up for up in ancestors(node) if up.tag == "a"), None)
    if link is None:
        return not (node.text_content or "").strip()
    return document.link(attr(link, "href")) == document.url or "bookmark" in attr(link, "rel")
