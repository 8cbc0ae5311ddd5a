"""How much a heading looks like the title of its page, in points. Pure."""

import re
from dataclasses import dataclass, field

from feeds.read.articles.ends import COMMENTS, RELATED, TAIL
from feeds.read.articles.metadata import Metadata
from feeds.read.articles.pagetitle import CUT, ELLIPSIS, SITE, bare
from feeds.read.articles.slug import agreement, slug_of
from feeds.read.markup.html import Node, ancestors, attr
from feeds.read.markup.lines import Whole
from feeds.read.markup.wording import is_navigation, part_of, place_of, weight

NEVER = ("nav", "foot", "side", "crumb", "related", "links", "comment", "pager")  #: places
NEARLY_ALL = 0.8  #: of a page's words
TAGS = {"h1": 22, "h2": 14, "h3": 10, "h4": 7, "h5": 6, "h6": 5}
NAMED = re.compile(
    r"(?:^|[-_ ])(?:\w*title\w*|\w*tit|bt|biaoti|headline|subject|titre|titulo?|titolo|tytul|\w*baslik|nadpis|naslov|"
    r"zagolovok)(?:$|[-_ \d])",
    re.I,
)
_OF_SITE = re.compile(r"(?:^|[-_ ])site[-_]?(?:title|name)(?:$| )", re.I)
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]")  #: a part of an article


@dataclass(frozen=True, slots=True)
class Said:
    """What else a page says of its title, and the words that are hardly one."""

    metadata: Metadata
    listed: str  #: the title that the list gave, "" for none
    crumbs: frozenset[str]  #: what the page's links say, bare
    segments: list[str]  #: the parts of <title>
    whole: str  #: <title>, bare
    page: Whole
    slug: frozenset[str] = frozenset()  #: the words of the page's address
    ucoz: bool = False  #: of that maker, whose <title> ends with the site's name
    _places: dict[int, str] = field(default_factory=dict)

    def place(self, box: Node) -> str:
        """What part of the page a box is; one around it all is no sidebar, whatever its class."""
        if box.mem_id not in self._places:
            classes, own = attr(box, "class"), attr(box, "id")
            place = part_of(box, classes, own, self.page)
            if place == "" and place_of(box.tag or "", classes, own) == "side" and self.page.share(box) <= NEARLY_ALL:
                place = "side"  # beside a short article
            self._places[box.mem_id] = place
        return self._places[box.mem_id]


def said_of(
    page_title: str,
    metadata: Metadata,
    listed: str,
    crumbs: frozenset[str],
    page: Node,
    url: str,
    *,
    ucoz: bool = False,
) -> Said:
    """The same, with <title> in its parts."""
    segments = [part for piece in CUT.split(page_title) if (part := piece.strip())]
    return Said(metadata, listed, crumbs, segments, bare(page_title), Whole(page), slug_of(url), ucoz)


def score(node: Node, shown: str, said: Said) -> float:
    """Points of a heading that shows these words: 24 and it may be the title, 45 and it surely is."""
    label = f"{attr(node, 'class')} {attr(node, 'id')}"
    points = float(TAGS.get(node.tag or "", 0))
    if _OF_SITE.search(label):
        points -= 40
    elif NAMED.search(label) or attr(node, "itemprop") == "headline":
        points += 7
    return points + _agreed(shown, said) - _doubted(node, shown, said) - _misplaced(node, bare(shown), said)


def _agreed(shown: str, said: Said) -> float:
    """What <title>, the metadata and the list have in common with it."""
    own, whole, stated = bare(shown), said.whole, bare(said.metadata.title)
    points = 0.0
    if not said.listed and own == whole == stated == bare(said.metadata.site):
        return points  # the site's name, whatever page it is
    if own and own in whole:
        points += 45 * min(1.0, len(own) / max(1, len(bare(said.segments[0])) if said.segments else 1))
    elif len(whole) >= 8 and any(_begins(own, segment, n) for n, segment in enumerate(said.segments)):
        points += 40
    if stated and own and (own == stated or (len(own) >= 6 and stated.startswith(own))):
        points += 30
    if said.listed and own and (own == bare(said.listed) or own.startswith(bare(ELLIPSIS.sub("", said.listed)))):
        points += 60
    if not stated or own in stated or stated in own:  # else the page tells machines of another
        shared = agreement(said.slug, shown)
        points += 35 * shared if shared >= 0.6 else 0
    return points


def _doubted(node: Node, shown: str, said: Said) -> float:
    """What speaks for the name of the site, of a column, of a link."""
    own, metadata = bare(shown), said.metadata
    points = 0.0
    if SITE.search(shown) and weight(shown) <= 22 and "关于" not in shown:
        whole = len(said.segments) == 1 and bare(said.segments[0]) == own and node.tag in TAGS
        points += 30 if whole else 45
    if said.ucoz and len(said.segments) > 2 and own == bare(said.segments[-1]):
        points += 45  # title - 12 March 2014 - site
    within = own and not said.listed and any(own != part and own in part for part in map(bare, said.segments[1:]))
    if within and own not in bare(said.segments[0]):
        points += 30  # a piece of the site's name
    stated = bare(metadata.title)
    board = attr(node, "id").startswith("bo_v_")  # of Gnuboard, whose og:title is often the site's name
    if own and own in said.whole and len(stated) >= 8 and stated in said.whole and own not in stated and not board:
        points += 45  # the part of <title> that the metadata leave out
    if metadata.site and own == bare(metadata.site):
        points += 40
    if own in said.crumbs or is_navigation(shown):
        points += 32
    if _NUMBERED.match(shown) or _is_furniture(shown):
        points += 40
    if weight(shown) < 4:
        points += 8
    return points


def _is_furniture(shown: str) -> bool:
    """Whether a heading is one of what stands below an article: its comments, other articles."""
    return weight(shown) < 24 and bool(COMMENTS.match(shown) or RELATED.fullmatch(shown) or TAIL.match(shown))


def _misplaced(node: Node, own: str, said: Said) -> float:
    """Where a title does not stand: in links, menus, at the side."""
    for n, up in enumerate((node, *ancestors(node))):
        if up.tag == "a" or (n == 0 and node.css_first("a[href]") is not None and node.tag != "h1"):
            return 14
        place = said.place(up)
        if place == "side" and len(own) >= 8 and own in said.whole:
            continue  # .left_side may well be the page's main part
        if place in NEVER:
            return 30
        if place == "head" and up.tag != "header" and n > 1:
            return 12
        if n > 12:
            break
    return 0


def _begins(own: str, segment: str, place: int) -> bool:
    """Whether a part of <title> is the beginning of a heading, cut short."""
    head = bare(ELLIPSIS.sub("", segment))
    return len(head) >= (12 if place else 6) and own.startswith(head)
