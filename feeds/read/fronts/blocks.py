"""What a block of headlines looks like: a magazine's, a folder's, a calendar's. Pure."""

import re
from statistics import median
from urllib.parse import urlsplit

from feeds.read.lists import headings
from feeds.read.lists.groups import Candidate
from feeds.read.lists.lists import Survey
from feeds.read.markup.addresses import looks_like_article
from feeds.read.markup.html import Document, attr, css
from feeds.read.markup.links import same_site
from feeds.read.markup.wording import is_navigation, weight

LOW = 0.0  #: a block's score below which it stands for none, whatever is above it
_NUMBERED = re.compile(r"/\d{4,}/")


def within(document: Document, candidate: Candidate) -> bool:
    """Whether the link to more of a block stands in its own container."""
    return any(document.link(attr(a, "href")) == candidate.more for a in css(candidate.container.node, "a[href]"))


def magazine(survey: Survey, own: str) -> set[int]:
    """The blocks of a front page that dates nothing: three or more of headlines, each under a heading that leads on."""
    blocks = [
        c
        for c in survey.candidates
        if c.heading
        and c.more
        and c.score >= LOW
        and c.place in ("", "main", "side")
        and len(c.items) >= 2
        and median(weight(i.title) for i in c.items) >= 8
        and all(same_site(i.url, own) and not is_navigation(i.title) for i in c.items)
    ]
    return {id(c) for c in blocks} if len({c.more for c in blocks}) >= 3 else set()


def below(candidate: Candidate) -> bool:
    """Whether it stands under a heading whose page's folder holds most of its articles, headlines all."""
    urls = candidate.urls()
    inside = sum(headings.holds(candidate.more, [url]) for url in urls) if candidate.more else 0
    return bool(
        candidate.more
        and (candidate.heading or inside == len(urls) > 2)
        and len(urls) >= 2
        and urlsplit(candidate.more).path.strip("/")
        and inside >= 0.7 * len(urls)
        and all(looks_like_article(url) or _NUMBERED.search(urlsplit(url).path) for url in urls)
        and median(weight(i.title) for i in candidate.items) >= 8
    )


def rising(candidate: Candidate) -> bool:
    """Whether its dates begin with the earliest."""
    days = [i.found.when for i in candidate.items if i.found is not None]
    return len(days) > 1 and days[0] < days[-1]
