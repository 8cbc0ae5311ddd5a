"""From whatever address a source has to its list: fetched, found to be no challenge, led there from an article."""

import hashlib
from dataclasses import fields

from feeds import judge, read
from feeds.errors import ExtractError
from feeds.fetch.web import Web
from feeds.model import Listing, Page, Source

NEVER_ARTICLES = ("feed", "json", "css")  #: kinds whose url is the list, by definition


def at_list(web: Web, source: Source, page: Page) -> Page:
    """From whatever the config names to its list: an article leads there by its breadcrumb."""
    judge.check(page)
    if source.kind in NEVER_ARTICLES:
        return page
    known = read.kind_of(page) is not None
    if known and read.looks_like(page) != "article":
        return page
    from feeds.read.detect import detect

    seen = detect(page, zone=source.zone)
    if seen.page == "list" or (not known and seen.page != "article"):  # titles enough may look like a long text
        return page
    column = read.column(page, kind=source.kind) or seen.list
    if column is None:
        raise ExtractError(page.url, "is an article and names no list; set `url` to the list page itself")
    return web.get(column, source.access)


def read_list(page: Page, source: Source, kind: str | None) -> Listing:
    """What a list page says, once it is known to be no challenge, login or wall."""
    judge.check(page)
    return read.listing(page, kind=kind, settings=source.settings, zone=source.zone)


def digest_of(page: Page, source: Source) -> str:
    """What a list was made of: the page's bytes, and how the config wants them to be read."""
    return f"{page.digest}:{_way(source)}"


def read_otherwise(source: Source, digest: str | None) -> bool:
    """Whether the list with this digest was read in another way than the config wants now."""
    way = (digest or "").partition(":")[2]
    return bool(way) and way != _way(source)


def _way(source: Source) -> str:
    """What the config says of it beyond the usual: a key that a later version brings changes nothing."""
    own = source.settings
    named = [each.name for each in fields(own) if getattr(own, each.name) != each.default] if own is not None else []
    way = repr((source.kind, [(name, getattr(own, name)) for name in sorted(named)], source.pages))
    return hashlib.sha256(way.encode("utf-8", "surrogatepass")).hexdigest()[:16]
