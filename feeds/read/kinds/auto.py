"""Any page nobody wrote a rule for: the list and the article are found by what they look like. Thin.

It has no fingerprint: it reads what no other kind claims. How it finds things is in read/lists/lists.py and
read/articles/bodies.py.
"""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds.model import Article, Listing
from feeds.read.articles import bodies
from feeds.read.lists import lists, naming
from feeds.read.markup.html import Document
from feeds.read.navigation import crumbs, onward


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Nothing to set: what one could set is what kind `css` is for."""


def marks(document: Document) -> int:
    """None: any page may be read this way, none asks for it."""
    return 0


def listing(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Listing:
    """The best group of links, if it is good enough to be a list."""
    return listed(document, lists.survey(document, zone, now))


def listed(document: Document, found: lists.Survey) -> Listing:
    """The same of a page that was surveyed before."""
    best = lists.best(found)
    articles = lists.articles(document, best) if best is not None else ()
    return Listing(kind="auto", articles=articles, next=onward.following(document), title=naming.name(document, best))


column = crumbs.column  # the breadcrumb says it


def article(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Article:
    """The article of the page; ExtractError where there is none."""
    return bodies.article(document, zone, now)
