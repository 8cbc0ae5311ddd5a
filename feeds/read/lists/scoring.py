"""How much a group of links looks like the list its page is about, in points, and why. Pure."""

from collections import Counter
from itertools import pairwise
from statistics import median
from urllib.parse import urlsplit

from feeds.read.lists.groups import Candidate
from feeds.read.lists.headings import headed
from feeds.read.markup.addresses import looks_like_article, looks_like_list, template
from feeds.read.markup.html import Document
from feeds.read.markup.links import canonical, is_file, same_owner, same_site
from feeds.read.markup.spots import Resolve, up
from feeds.read.markup.wording import SIDE_TITLE, is_navigation, weight


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
    """Sets the candidate's score and its reasons, and its heading where it may be a list at all."""
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
    lists = sum(looks_like_list(i.url) and i.found is None and not is_file(i.url) for i in items) / n
    add(-25 * lists, "links: lead to lists")
    if n > 1:
        commonest = Counter(template(i.url) for i in items).most_common(1)[0][1] / n
        add(8 * commonest, f"one address template for {commonest:.0%}")
    files = sum(is_file(i.url) for i in items) / n
    if n <= 3 or candidate.dated < 0.6:
        add(-45 * files, "links: lead to files")
    foreign = sum(not same_owner(i.url, document.url) for i in items) / n
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
        candidate.paged = True
        add(12, "a pager below")
    if candidate.score > 5:
        headed(candidate, resolve)
    if candidate.heading:
        if column and (candidate.heading == column or candidate.heading.startswith(column)):
            candidate.named = True
            add(14, f"under the column's own heading “{column}”")
        elif SIDE_TITLE.search(candidate.heading):
            add(-16, f"heading: “{candidate.heading}”")
    if candidate.more:
        add(-8, "a link to more of it")
    if shared:
        twice = len(urls & shared) / len(urls)
        add(-60 * twice, "links: on another page of the site too")
    candidate.why = why
