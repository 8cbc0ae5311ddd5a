"""Where an article's body stands: what the title and the density of text agree on, in characters. Pure."""

from feeds.read.articles.edges import is_meta
from feeds.read.articles.ends import BOILER, NEIGHBOUR, SENTENCE, TAIL
from feeds.read.articles.runs import JUNK, Run, size
from feeds.read.markup.html import Node, ancestors, around, attr, children, css, first, inside

_KNOWN = (
    "[itemprop=articleBody], .v_news_content, [id^=vsb_content], "
    ".wp_articlecontent, .TRS_Editor, #zoom, .article-content, .article_content, "
    ".article-body, .entry-content, .post-content, .post-body, #js_content"
)
_FORUM = "[id^=postmessage_], td.t_f, .d_post_content"
PROSE = 200.0  #: of sentences: so much, and what stands beside it is judged by its sentences alone
_BLOCK_STOP = frozenset(
    "p h1 h2 h3 h4 h5 h6 li ul ol blockquote span a b strong em font pre dd dt tr table tbody center figure".split(" ")  # noqa: SIM905
)


def _good(run: Run, n: int, at: int, template: frozenset[str]) -> float:
    """What a run says for its box being the body."""
    if run.text and run.text in template:
        return 0.0
    value = size(run)
    if SENTENCE.search(run.text):
        value *= 1.6
    elif value < 6 and run.block.tag not in ("td", "th"):
        value *= 0.5
    if run.place in JUNK:
        value *= 0.03
    if BOILER.search(run.text):
        value *= 0.1
    if run.media and run.place not in JUNK and run.place != "head":
        value += 8 * min(run.media, 3)
    if run.files and run.place not in JUNK:
        value += 4
    if n <= at:
        value *= 0.15
    return value


Spans = dict[int, tuple[int, int]]  #: element → the first and last run inside it


def spans_of(everything: list[Run]) -> Spans:
    """Runs stand in the page's order, so those inside an element are neighbours."""
    spans: Spans = {}
    for n, run in enumerate(everything):
        for box in (run.block, *ancestors(run.block)):
            low, _ = spans.get(box.mem_id, (n, n))
            spans[box.mem_id] = (low, n)
    return spans


def container_of(page: Node, everything: list[Run], spans: Spans, at: int, template: frozenset[str]) -> Node | None:
    totals: dict[int, float] = {}
    prose: dict[int, float] = {}  #: the same, of sentences alone
    ended, seen = False, 0.0
    for n, run in enumerate(everything):
        value = _good(run, n, at, template)
        if n > at and seen > 30 and NEIGHBOUR.search(run.text):
            ended = True
        if ended:
            value *= 0.2
        if n > at:
            seen += value
        if value <= 0:
            continue
        sentence = value if SENTENCE.search(run.text) else 0.0
        for up in (run.block, *ancestors(run.block)):
            totals[up.mem_id] = totals.get(up.mem_id, 0.0) + value
            prose[up.mem_id] = prose.get(up.mem_id, 0.0) + sentence
    current = page
    whole = totals.get(page.mem_id, 0.0)
    if whole <= 0:
        return None
    while True:
        total = totals.get(current.mem_id, 0.0)
        best, most = None, 0.0
        for child in children(current):
            if child.is_element_node and totals.get(child.mem_id, 0.0) > most:
                best, most = child, totals[child.mem_id]
        if best is None or (best.tag in _BLOCK_STOP and not _layout(best)):
            break
        said = prose.get(current.mem_id, 0.0)
        enough = said >= PROSE and prose.get(best.mem_id, 0.0) >= 0.78 * said and not _has_twin(best, prose)
        titled = (
            said >= 60 and most >= 0.5 * total and 2 * prose.get(best.mem_id, 0.0) >= said and holds(spans, best, at)
        )
        if most < 0.8 * total and not (enough or titled):
            break
        current = best
    own = _of_title(everything, at)
    if own is not None and not inside(current, own):
        short = not inside(own, current) and totals.get(own.mem_id, 0.0) >= 10 and _headed(current, own)
        if short and (known := first(own, _KNOWN)) is not None:
            return known  # a short article beside longer texts of others
        if prose.get(own.mem_id, 0.0) >= PROSE and inside(own, current) and _followed(own, current, prose):
            current = own
    post = first(current, _FORUM)
    if post is not None and totals.get(post.mem_id, 0.0) > 20:
        return post  # the first of a thread
    known = first(current, _KNOWN)
    if known is not None and totals.get(known.mem_id, 0.0) >= 0.6 * totals.get(current.mem_id, 1.0):
        current = known
    return _widened(current, page, everything, spans, at)


def _of_title(everything: list[Run], at: int) -> Node | None:
    """The box that calls itself an article and holds the title."""
    ups = (everything[at].block, *ancestors(everything[at].block)) if at >= 0 else ()
    return next((up for up in ups if up.tag == "article" or "hentry" in attr(up, "class").split()), None)


def _headed(box: Node, own: Node) -> bool:
    """Whether a box beside the article has headings of its own, or stands in one that has: it tells of other things."""
    roof = around(box, own)
    beside = next(
        (up for up in (box, *ancestors(box)) if up.parent is not None and up.parent.mem_id == roof.mem_id), box
    )
    return first(beside, "h2, h3, h4") is not None


def _followed(own: Node, box: Node, prose: dict[int, float]) -> bool:
    """Whether other articles, each with a title of its own, follow in the same box: a page that never ends."""
    others = [one for one in css(box, "article") if not inside(one, own) and not inside(own, one)]
    return any(prose.get(one.mem_id, 0.0) >= PROSE and first(one, "h1, h2") is not None for one in others[:20])


def _has_twin(box: Node, prose: dict[int, float]) -> bool:
    """Whether a box of the same make beside it says something too: an article in several blocks."""
    label = attr(box, "class")
    return (
        bool(label)
        and box.parent is not None
        and any(
            child.tag == box.tag
            and child.mem_id != box.mem_id
            and prose.get(child.mem_id, 0.0) > 0
            and attr(child, "class") == label
            for child in children(box.parent)
        )
    )


def _layout(node: Node) -> bool:
    """A table that only lays the page out may be gone into."""
    return node.tag in ("table", "tbody", "tr", "center", "li", "ul", "dd", "font", "span") and (
        node.css_first("p, div, td, br, span") is not None
    )


def _widened(current: Node, page: Node, everything: list[Run], spans: Spans, at: int) -> Node:
    """Up again as long as the box around it adds text of the article and no furniture, and not yet the title."""
    while True:
        parent = current.parent
        if (
            parent is None
            or not parent.is_element_node
            or parent.mem_id == page.mem_id
            or parent.tag in ("body", "html")
        ):
            return current
        low, high = spans.get(parent.mem_id, (0, -1))
        if low <= at <= high:
            return parent if _led(everything, spans, parent, current, at) else current
        own_low, own_high = spans.get(current.mem_id, (low, low - 1))
        added = [everything[n] for n in range(low, high + 1) if not own_low <= n <= own_high]
        if not added:
            current = parent
            continue
        fair = [r for r in added if r.place not in JUNK and r.link_share < 0.5 and not BOILER.search(r.text)]
        media = sum(r.media for r in fair)
        if low <= at or len(fair) < 0.8 * len(added) or (not media and sum(size(r) for r in fair) < 4):
            return current
        if any(NEIGHBOUR.search(r.text) or TAIL.search(r.text) for r in added):
            return current
        current = parent


def _led(everything: list[Run], spans: Spans, parent: Node, current: Node, at: int) -> bool:
    """Whether a teaser of the article stands between its title and the box that was found."""
    low, _ = spans[current.mem_id]
    between = [r for r in everything[at + 1 : low] if not is_meta(r, "")]
    said = [r for r in between if SENTENCE.search(r.text) and r.link_share < 0.3 and r.place not in JUNK]
    after = everything[low : spans[parent.mem_id][1] + 1]
    rest = after[spans[current.mem_id][1] - low + 1 :]
    return bool(said) and len(said) >= 0.8 * len(between) and sum(map(size, said)) >= 15 and len(rest) <= 6


def holds(spans: Spans, box: Node, at: int) -> bool:
    low, high = spans.get(box.mem_id, (0, -1))
    return low <= at <= high
