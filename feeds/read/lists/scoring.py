"""How much a group of links looks like the list its page is about, in points, and why. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from statistics import median
from urllib.parse import urlsplit

from feeds.read.lists.card import Item
from feeds.read.lists.groups import Candidate
from feeds.read.lists.headings import headed
from feeds.read.markup.addresses import looks_like_article, looks_like_list, template
from feeds.read.markup.html import Document, attr
from feeds.read.markup.lines import one_line
from feeds.read.markup.links import is_file, same_owner, same_site
from feeds.read.markup.spots import Resolve, up
from feeds.read.markup.wording import NEWS, SIDE_TITLE, is_navigation, weight
from feeds.read.navigation.crumbs import is_home

_PLACES = {
    "nav": -30,
    "head": -20,
    "foot": -35,
    "side": -14,
    "crumb": -45,
    "pager": -45,
    "links": -30,
    "related": -25,
}
HEADLINE = 8  #: the least weight of a headline
SHORT = 10  #: the most of a heading that says no more than news: Le ultime notizie
Points = Iterable[tuple[float, str]]  #: how many, and what for


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
) -> None:
    """Sets the candidate's score and its reasons, and its heading where it may be a list at all."""
    candidate.paged = any(s.id in pagers for s in list(up(candidate.container))[:4])
    for told in (
        _titles(candidate, total),
        _dates(candidate),
        _addresses(candidate, document, column),
        _place(candidate),
    ):
        _add(candidate, told)
    if candidate.score > 5:
        headed(candidate, resolve)
    _add(candidate, _heading(candidate, document, column))


def _add(candidate: Candidate, told: Points) -> None:
    for points, reason in told:
        if abs(points) >= 0.5:
            candidate.score += points
            candidate.why.append(f"{points:+.0f} {reason}")


def _titles(candidate: Candidate, total: float) -> Points:
    """What people read: how many, how long, how different. `total`: the weight of all links of the page."""
    titles = [i.title for i in candidate.items]
    n = len(titles)
    yield min(n, 20), f"{n} items"
    if n == 1:
        yield -12, "1 link alone"
    middle = median(weight(title) for title in titles)
    if middle < 4:
        yield -30, "titles: too short for headlines"
    elif middle < 6:
        yield -6, "titles: short"
    elif middle < HEADLINE:
        yield 6, "titles of a fair length"
    elif middle <= 70:
        yield 20, "titles as long as headlines"
    else:
        yield -10, "titles: too long"
    if n > 1:
        yield -30 * (1 - len(set(titles)) / n), "titles: the same again and again"
    yield -45 * sum(is_navigation(title) for title in titles) / n, "titles: navigation words"
    yield 14 * sum(weight(title) for title in titles) / total, "share of the page's link text"


def _dates(candidate: Candidate) -> Points:
    """Whether the cards have dates, and whether these fall."""
    yield 30 * candidate.dated, f"{candidate.dated:.0%} with a date"
    dates = [i.found.when for i in candidate.items if i.found]
    if len(dates) > 2:
        falling = sum(a >= b for a, b in pairwise(dates)) / (len(dates) - 1)
        yield 10 * (2 * falling - 1) if falling < 0.5 else 10 * falling, f"dates falling {falling:.0%}"
        if len(set(dates)) == 1 and len(candidate.items) > 4:
            yield -8, "dates: all the same"


def _addresses(candidate: Candidate, document: Document, column: str | None) -> Points:
    """Where the links lead. `column`: what the page calls itself."""
    items = candidate.items
    n = len(items)
    fine = sum(looks_like_article(i.url) or not same_site(i.url, document.url) for i in items) / n
    yield 18 * fine, f"{fine:.0%} of the addresses like articles'"
    folder = folder_of(document.url)
    below = folder if not is_home(document) and _of_news(candidate, folder, column) else ""
    if folder:
        near = sum(i.url.startswith(folder) for i in items) / n
        alone = below != "" and near == 1 and n > 2 and not candidate.dated  # they have nothing else to show for it
        told = alone and all(i.summary for i in items)
        yield (18 if told else 14 if alone else 8) * near, f"{near:.0%} of the addresses below this page's own"
    lists = sum(looks_like_list(i.url) and not is_file(i.url) and not _told(i, below) for i in items) / n
    yield -25 * lists, "links: lead to lists"
    if n > 1:
        commonest = Counter(template(i.url) for i in items).most_common(1)[0][1] / n
        yield 8 * commonest, f"one address template for {commonest:.0%}"
    if n <= 3 or candidate.dated < 0.6:
        yield -45 * sum(is_file(i.url) for i in items) / n, "links: lead to files"
    foreign = sum(not same_owner(i.url, document.url) for i in items) / n
    if n > 2 and foreign > 0.7:
        yield -22, "links: lead to other sites"


def _of_news(candidate: Candidate, folder: str, column: str | None) -> bool:
    """Whether a page has articles in its folder and no pages about itself: its name says so, or most cards a teaser."""
    teasers = sum(bool(item.summary) for item in candidate.items)
    name = f"{folder.rstrip('/').rpartition('/')[2]} {column or ''}"
    return NEWS.search(name) is not None or 2 * teasers > len(candidate.items)


def _headlines_of_news(candidate: Candidate, heading: str) -> bool:
    """Whether they have hardly more to show for it than their words and their heading's: four or more, each a headline,
    under a short heading, most of them without a date."""
    return (
        len(candidate.items) >= 4
        and candidate.dated < 0.6
        and candidate.place in ("", "main")
        and candidate.more is None
        and weight(heading) <= SHORT
        and NEWS.search(heading) is not None
        and all(weight(item.title) >= HEADLINE - 2 for item in candidate.items)
        and (_numbered(candidate) or all(_shows_more(item) for item in candidate.items))
    )


def _numbered(candidate: Candidate) -> bool:
    """Whether the addresses are numbered, each like the others: n0031.html. A menu's are words."""
    shape, most = Counter(template(item.url) for item in candidate.items).most_common(1)[0]
    return most >= 0.7 * len(candidate.items) and any(
        re.search(r"\d", urlsplit(item.url).path) for item in candidate.items if template(item.url) == shape
    )


def _shows_more(item: Item) -> bool:
    """Whether a card has a picture or a teaser."""
    return bool(item.summary) or (item.card is not None and item.card.css_first("img") is not None)


def _calls_itself(document: Document, words: str) -> bool:
    """Whether a link of these words leads to this very page, as the menu's does."""
    here = document.url.partition("#")[0]
    return any(one_line(a) == words and document.link(attr(a, "href")) == here for a in document.css("a[href]"))


def _told(item: Item, folder: str) -> bool:
    """Whether an address may look like a list's: its card has a date, or a headline and lies below this very page."""
    return item.found is not None or (folder != "" and item.url.startswith(folder) and weight(item.title) >= HEADLINE)


def _place(candidate: Candidate) -> Points:
    """Where on the page it stands."""
    place = candidate.place
    yield _PLACES.get(place, 0), f"place: {place}"
    if place == "main":
        yield 4, "in the main part"
    if candidate.paged:
        yield 12, "a pager below"


def _heading(candidate: Candidate, document: Document, column: str | None) -> Points:
    """What stands above it; marks a candidate that the column's own name stands above. `column`: that name."""
    heading = candidate.heading
    if heading and column and heading.startswith(column):
        candidate.named = True
        yield 14, f"under the column's own heading “{column}”"
    elif heading and SIDE_TITLE.search(heading):
        yield -16, f"heading: “{heading}”"
    if (
        heading
        and _headlines_of_news(candidate, heading)
        and (candidate.named or _calls_itself(document, heading) or (column and NEWS.search(column)))
    ):
        yield 25, f"undated headlines under “{heading}”"
    if candidate.more:
        yield -8, "a link to more of it"
