"""The list on a page nobody wrote a rule for: groups of links, scored in characters. Pure.

It proposes and says why; what a page stands for (a list, the columns of a home page) is decided by read/detect.py.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import pairwise
from statistics import median
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from feeds.model import Article
from feeds.read import cards
from feeds.read.addresses import looks_like_article, looks_like_list, template
from feeds.read.groups import Candidate, cut, hopeless, pagers_of, read, titles_first
from feeds.read.headings import headed
from feeds.read.html import Document
from feeds.read.links import canonical, is_file, same_site
from feeds.read.spots import Link, Resolve, collect, up
from feeds.read.wording import SIDE_TITLE, is_navigation, weight

Identity = Callable[[str], str | None]  #: the CMS's own id of the article at a URL
ENOUGH = 45.0  #: a score from which a group is taken for a list


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
    shared: frozenset[str] = frozenset(),
    identity: Identity | None = None,
) -> Survey:
    """Every group of links worth a look; with `identity` only those where an article of the CMS stands. `shared`: URLs
    that other pages of the site show too (read/contrast.py)."""
    resolve = cache(document.link)
    language = document.language
    links = collect(document, resolve)
    crowd: Counter[int] = Counter()
    for link in links:
        for spot in up(link.spot):
            crowd[spot.id] += 1
    rejected: Counter[str] = Counter()
    groups: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        groups[link.spot.key].append(link)
    by_url: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_url[link.url].append(link)
    candidates: list[Candidate] = []
    seen: set[frozenset[str]] = set()
    for group in [part for whole in groups.values() for part in titles_first(whole)]:
        if identity is not None and all(identity(link.url) is None for link in group):
            rejected["no articles of the CMS"] += 1
            continue
        if reason := hopeless(group):
            rejected[reason] += 1
            continue
        for rows in cut(group, crowd, zone, now):
            candidate = read(resolve, rows, by_url, zone, now, language)
            if candidate is None:
                rejected["its links have no titles"] += 1
                continue
            urls = frozenset(candidate.urls())
            if urls in seen:
                rejected["the same links stand elsewhere on the page"] += 1
                continue
            seen.add(urls)
            candidates.append(candidate)
    total = sum(sum(weight(i.title) for i in c.items) for c in candidates) or 1.0
    column = cards.column_title(document)
    pagers = pagers_of(links)
    for candidate in candidates:
        score(candidate, document, resolve, total, column, pagers, shared)
    candidates.sort(key=lambda c: -c.score)
    if len(candidates) > 1 and _completes(candidates[1], candidates[0]):
        candidates[:2] = candidates[1], candidates[0]
    if candidates:
        _feature(candidates, links, column)
    for candidate in candidates:
        if candidate.score < ENOUGH:
            worst = min(candidate.why, key=points_of, default="too little speaks for it")
            rejected[re.sub(r"^[-+]\d+ ", "", worst.split(": ")[-1])] += 1
    return Survey(candidates, rejected, links)


def _feature(candidates: list[Candidate], links: list[Link], column: str | None) -> None:
    """The newest article, shown large above its list, is the list's first item."""
    best = candidates[0]
    if best.dated < 0.6 or len(best.items) < 4 or not any(i.found for i in best.items[:4]):
        return
    order = {url: n for n, url in reversed(list(enumerate(link.url for link in links)))}
    begins = order.get(best.items[0].url, 0)
    shapes = {template(url) for url in best.urls()}
    known = set(best.urls())
    above = {spot.id for spot in list(up(best.container))[1:5] if spot.node.tag not in ("body", "html")}
    for one in candidates[1:]:
        item = one.items[0]
        if (
            len(one.items) == 1
            and item.found is not None
            and not item.found.inferred
            and one.place in ("", "main")
            and one.more is None
            and one.heading in (None, column)
            and template(item.url) in shapes
            and item.url not in known
            and order.get(item.url, begins) < begins
            and item.found.when >= min(i.found.when for i in best.items[:4] if i.found is not None)
            and any(spot.id in above for spot in up(one.container))
        ):
            best.items.insert(0, item)
            return


def _completes(more: Candidate, less: Candidate) -> bool:
    """Whether a group hardly worse has all items of the best, and others that are dated as well."""
    return (
        more.score >= max(ENOUGH, less.score - 4) and more.dated >= less.dated and set(more.urls()) > set(less.urls())
    )


def best(found: Survey) -> Candidate | None:
    """The group the page is about; None where none is good enough."""
    return found.candidates[0] if found.candidates and found.candidates[0].score >= ENOUGH else None


def column(document: Document, candidate: Candidate | None) -> str | None:
    """What the page calls its column."""
    title = cards.column_title(document)
    if candidate is not None and candidate.heading and title and title in candidate.heading:
        return title
    return title or (candidate.heading if candidate is not None else None)


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


def folder_of(url: str) -> str:
    """The folder of a page, where that is its column's own: /xwzx/tzgg/; "" for the site's top and for queries."""
    parts = urlsplit(url)
    folder = parts.path.rpartition("/")[0]
    return f"{parts.scheme}://{parts.netloc}{folder}/" if folder.strip("/") and not parts.query else ""


def points_of(reason: str) -> float:
    try:
        return float(reason.split(" ", 1)[0])
    except ValueError:
        return 0.0


def score(
    candidate: Candidate,
    document: Document,
    resolve: Resolve,
    total: float,
    column: str | None,
    pagers: set[int],
    shared: frozenset[str],
) -> None:
    items = candidate.items
    n = len(items)
    urls = {canonical(i.url) for i in items}
    why: list[str] = []

    def add(points: float, reason: str) -> None:
        if abs(points) >= 0.5:
            candidate.score += points
            why.append(f"{points:+.0f} {reason}")

    add(min(n, 20), f"{n} items")
    middle = median(weight(i.title) for i in items)
    if middle < 4:
        add(-30, "titles: too short for headlines")
    elif middle < 6:
        add(-6, "titles: short")
    elif middle < 8:
        add(6, "titles of a fair length")
    else:
        add(20 if middle <= 70 else -10, "titles as long as headlines" if middle <= 70 else "titles: too long")
    distinct = len({i.title for i in items}) / n
    if n > 1:
        add(-30 * (1 - distinct), "titles: the same again and again")
    add(30 * candidate.dated, f"{candidate.dated:.0%} with a date")
    dates = [i.found.when for i in items if i.found]
    if len(dates) > 2:
        falling = sum(a >= b for a, b in pairwise(dates)) / (len(dates) - 1)
        add(10 * (2 * falling - 1) if falling < 0.5 else 10 * falling, f"dates falling {falling:.0%}")
        if len(set(dates)) == 1 and n > 4:
            add(-8, "dates: all the same")
    fine = sum(looks_like_article(i.url) or not same_site(i.url, document.url) for i in items) / n
    add(18 * fine, f"{fine:.0%} of the addresses like articles'")
    folder = folder_of(document.url)
    if folder:
        near = sum(i.url.startswith(folder) for i in items) / n
        add(8 * near, f"{near:.0%} of the addresses below this page's own")
    lists = sum(looks_like_list(i.url) and i.found is None for i in items) / n
    add(-25 * lists, "links: lead to lists")
    if n > 1:
        commonest = Counter(template(i.url) for i in items).most_common(1)[0][1] / n
        add(8 * commonest, f"one address template for {commonest:.0%}")
    files = sum(is_file(i.url) for i in items) / n
    if n <= 3 or candidate.dated < 0.6:
        add(-45 * files, "links: lead to files")
    foreign = sum(not same_site(i.url, document.url) for i in items) / n
    if n > 2 and foreign > 0.7:
        add(-22, "links: lead to other sites")
    navigation = sum(is_navigation(i.title) for i in items) / n
    add(-45 * navigation, "titles: navigation words")
    place = candidate.place
    if n == 1:
        add(-12, "1 link alone")
    penalty = {
        "nav": -30,
        "head": -20,
        "foot": -35,
        "side": -14,
        "crumb": -45,
        "pager": -45,
        "links": -30,
        "related": -25,
    }
    add(penalty.get(place, 0), f"place: {place}")
    if place == "main":
        add(4, "in the main part")
    add(14 * sum(weight(i.title) for i in items) / total, "share of the page's link text")
    if any(s.id in pagers for s in list(up(candidate.container))[:4]):
        add(12, "a pager below")
    if candidate.score > 15:
        headed(candidate, resolve)
    if candidate.heading:
        if column and (candidate.heading == column or candidate.heading.startswith(column)):
            add(14, f"under the column's own heading “{column}”")
        elif SIDE_TITLE.search(candidate.heading):
            add(-16, f"heading: “{candidate.heading}”")
    if candidate.more:
        add(-8, "a link to more of it")
    if shared:
        twice = len(urls & shared) / len(urls)
        add(-60 * twice, "links: on another page of the site too")
    candidate.why = why
