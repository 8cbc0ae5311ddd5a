"""The list on a page nobody wrote a rule for: groups of links, scored in characters. Pure.

It proposes and says why; what a page stands for (a list, the columns of a home page) is decided by read/detect.py.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from feeds.model import Article
from feeds.read.articles.pagetitle import LONGEST
from feeds.read.lists import apart, featured
from feeds.read.lists.card import Item
from feeds.read.lists.groups import Candidate, Twins, cut, hopeless, pagers_of, read, titles_first
from feeds.read.lists.scoring import points_of, score
from feeds.read.markup.html import Document, Node, css, first, inside
from feeds.read.markup.lines import text, tidy
from feeds.read.markup.links import canonical, same_site
from feeds.read.markup.spots import Link, collect, up
from feeds.read.markup.wording import is_navigation, weight

Identity = Callable[[str], str | None]  #: the CMS's own id of the article at a URL
_TAIL = re.compile(r"\s*(?:[_|｜»]|\s[-–—·]\s|--+|——)\s*|-(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])-")
ENOUGH = 45.0  #: a score from which a group is taken for a list
REPEATS = 4  #: groups with the same links that are looked at: a column, its ticker, the same for phones


@dataclass(slots=True)
class Survey:
    """All that was found on a page: the best first, and what was turned down, counted by reason."""

    candidates: list[Candidate]
    rejected: Counter[str]
    links: list[Link]


def survey(
    document: Document,
    zone: ZoneInfo,
    now: datetime,
    *,
    identity: Identity | None = None,
    within: Node | None = None,
) -> Survey:
    """Every group of links worth a look; with `identity` only those where an article of the CMS stands, with `within`
    only those of that box."""
    resolve = cache(document.link)
    language = document.language
    links = collect(document, resolve, within)
    crowd: Counter[int] = Counter()
    for link in links:
        for spot in up(link.spot):
            crowd[spot.id] += 1
            spot.links += 1
    rejected: Counter[str] = Counter()
    groups: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        groups[link.spot.key].append(link)
    twins = Twins(links)
    found: list[Candidate] = []
    often: Counter[frozenset[str]] = Counter()
    for group in [part for whole in groups.values() for part in titles_first(whole)]:
        if identity is not None and all(identity(link.url) is None for link in group):
            rejected["no articles of the CMS"] += 1
            continue
        if reason := hopeless(group, twins):
            rejected[reason] += 1
            continue
        for rows in cut(group, crowd, zone, now):
            candidate = read(resolve, rows, twins, zone, now, language)
            if candidate is None:
                rejected["its links have no titles"] += 1
                continue
            often[frozenset(candidate.urls())] += 1
            if often[frozenset(candidate.urls())] <= REPEATS:
                found.append(candidate)
    found += apart.together(found)
    once = {frozenset(c.urls()): c for c in reversed(found)}
    total = sum(sum(weight(i.title) for i in c.items) for c in once.values()) or 1.0
    column = column_title(document)
    pagers = pagers_of(links)
    for candidate in found:
        score(candidate, document, resolve, total, column, pagers)
    candidates = _once(found)
    if twice := often.total() - len(candidates):
        rejected["the same links stand elsewhere on the page"] += twice
    candidates.sort(key=lambda c: -c.score)
    if len(candidates) > 1 and _completes(candidates[1], candidates[0]):
        candidates[:2] = candidates[1], candidates[0]
    if len(candidates) > 1 and _holds(candidates[1], candidates[0]):
        candidates[:2] = candidates[1], candidates[0]
    if candidates:
        featured.first(candidates, links, column, zone, now)
    for candidate in candidates:
        if candidate.score < ENOUGH:
            rejected[_against(candidate)] += 1
    return Survey(candidates, rejected, links)


def _against(candidate: Candidate) -> str:
    """What speaks most against a group."""
    worst = min(candidate.why, key=points_of, default="")
    if points_of(worst) >= 0:
        return "too little speaks for it"
    reason = re.sub(r"^[-+]\d+ ", "", worst)
    return reason.replace("place: ", "it stands in: ") if reason.startswith("place: ") else reason.split(": ")[-1]


def _once(found: list[Candidate]) -> list[Candidate]:
    """Of groups with the same links the one under a heading that leads on, else the first: a ticker shows what a column
    has, too."""
    kept: dict[frozenset[str], Candidate] = {}
    for candidate in found:
        other = kept.setdefault(frozenset(candidate.urls()), candidate)
        if candidate.heading and candidate.more and not (other.heading and other.more):
            kept[frozenset(candidate.urls())] = candidate
    return list(kept.values())


def _completes(more: Candidate, less: Candidate) -> bool:
    """Whether a group hardly worse has all items of the best, and others that are dated as well. A slider has three."""
    worse = 4 if len(less.items) > featured.MOST else 8
    hardly = more.score >= max(ENOUGH, less.score - worse)
    return hardly and more.dated >= less.dated and set(more.urls()) > set(less.urls())


def _holds(whole: Candidate, part: Candidate) -> bool:
    """Whether a group's headings are its links and the best one's links stand in the texts below them: an archive that
    shows its articles whole."""
    if whole.score < ENOUGH or len(part.items) >= len(whole.items) or not all(map(_is_headed, whole.items)):
        return False
    cards = [item.card for item in whole.items if item.card is not None]
    return all(i.card is not None and any(inside(i.card, card) for card in cards) for i in part.items)


def _is_headed(item: Item) -> bool:
    """Whether a card's title is its heading."""
    headings = css(item.card, "h1, h2, h3, h4") if item.card is not None else []
    return any(text(heading) in (item.title, item.shown, item.whole) for heading in headings)


def best(found: Survey) -> Candidate | None:
    """The group the page is about; None where none is good enough."""
    return found.candidates[0] if found.candidates and found.candidates[0].score >= ENOUGH else None


def column_title(document: Document) -> str | None:
    """What <title> begins with, mostly the column's name: quick to tell. What the page calls it: naming.py."""
    node = first(document.root, "title")
    title = tidy((node.text_content or node.text()).strip()[:LONGEST] if node is not None else "")
    parts = [p.strip() for p in _TAIL.split(title) if p and p.strip()]
    if not parts:
        return None
    steps = [step.strip() for step in re.split(r"\s[/>]\s", parts[0])]
    return steps[-1] if len(steps) > 1 and is_navigation(steps[0]) else parts[0]


def articles(document: Document, candidate: Candidate, identity: Identity = lambda url: None) -> tuple[Article, ...]:
    """The candidate's items as articles, each once, in the page's order. `identity`: the site's own id in a URL."""
    kept: dict[str, Article] = {}
    for item in candidate.items:
        own = same_site(item.url, document.url)
        key = (identity(item.url) if own else None) or canonical(item.url)
        if key in kept:
            continue
        found = item.found
        kept[key] = Article(
            id=key,
            title=item.title,
            url=item.url,
            published=found.when if found else None,
            precision=found.precision if found else None,
            external=not own,
            summary=item.summary,
        )
    return tuple(kept.values())
