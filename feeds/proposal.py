"""A source's page has changed: how it may be read from now on, as a few words of JSON. It keeps nothing.

Every kind that needs no settings tries the page; the one that finds most of the titles we know is proposed, else the
one that finds most. A fresh detection (discover.py) verifies it and names another list where the page is none. An
admin decides: `yaowen approve SOURCE`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from feeds import read
from feeds.discover import Fetcher, discover
from feeds.errors import ExtractError
from feeds.model import Article, Listing, Page, Source
from feeds.moving import plain
from feeds.read.detect import Detected
from feeds.read.markup.addresses import looks_like_article

SAMPLE = 3


def verified(web: Fetcher, source: Source, page: Page, titles: Sequence[str]) -> Mapping[str, Any] | None:
    """How the source may be read now, with what a fresh detection says of it; None where no list is found.
    FetchError where the site does not answer."""
    found = propose(source, page, titles)
    if source.settings is not None and found is not None and found["kind"] == source.kind:
        return found
    seen = discover(web, page.url, access=source.access, zone=source.zone)
    if seen.page == "refused":
        return None
    if found is not None and (found["known"] or seen.page == "list"):
        sure = max(found["confidence"], seen.confidence) if seen.page == "list" else found["confidence"]
        return {**found, "confidence": round(sure, 2), "why": [*found["why"], *seen.why]}
    return _elsewhere(seen, titles) or found


def _elsewhere(seen: Detected, titles: Sequence[str]) -> Mapping[str, Any] | None:
    """The page became a home page or an article: the column that shows what we know, else the first it offers."""
    known = {plain(title) for title in titles}
    offers = {each.url: each.sample for each in seen.columns}
    if seen.list is not None and seen.listing is not None:
        offers = {seen.list: seen.listing.articles, **offers}
    if not offers:
        return None
    url = max(offers, key=lambda one: sum(plain(each.title) in known for each in offers[one]))
    count = sum(plain(each.title) in known for each in offers[url])
    return {
        "url": url,
        "kind": None,
        "items": len(offers[url]),
        "known": count,
        "confidence": round(seen.confidence, 2),
        "why": [f"the page is no list any more but {seen.page}; {len(offers)} lists are named on it", *seen.why],
        "sample": [each.title for each in offers[url][:SAMPLE]],
    }


def propose(source: Source, page: Page, titles: Sequence[str]) -> Mapping[str, Any] | None:
    """How `page` may be read; None where nobody finds a list on it. `titles` are those that we know."""
    known = {plain(title) for title in titles}
    tried = dict.fromkeys(kind for kind in (source.kind, read.kind_of(page), read.FALLBACK) if kind)
    found = [listing for kind in tried if (listing := _listing(source, page, kind))]
    best = max(found, key=lambda each: (_known(each, known), _articles(each), len(each.articles)), default=None)
    if best is None:
        return None
    items = len(best.articles)
    count = _known(best, known)
    dated = sum(each.published is not None for each in best.articles)
    return {
        "url": page.url,
        "kind": best.kind,
        "items": items,
        "known": count,
        "confidence": round(max(count / items, 0.6 * _articles(best) / items + 0.2 * dated / items), 2),
        "why": [
            f"{count} of {items} titles are known",
            f"{_articles(best)} addresses look like articles",
            f"{dated} have a date",
        ],
        "sample": [each.title for each in best.articles[:SAMPLE]],
    }


def _listing(source: Source, page: Page, kind: str) -> Listing | None:
    settings = source.settings if kind == source.kind else None
    try:
        found = read.listing(page, kind=kind, settings=settings, zone=source.zone)
    except ExtractError:
        return None
    return found if found.articles else None


def _known(listing: Listing, titles: set[str]) -> int:
    return sum(plain(each.title) in titles for each in listing.articles)


def _articles(listing: Listing) -> int:
    return sum(_good(each) for each in listing.articles)


def _good(article: Article) -> bool:
    return looks_like_article(article.url)


def said(proposal: Mapping[str, Any]) -> str:
    """In one line, for status and log."""
    sample = "”, “".join(str(title)[:40] for title in proposal.get("sample", ()))
    kind = proposal["kind"] or "what it is"
    items = "1 item" if proposal["items"] == 1 else f"{proposal['items']} items"
    return (
        f"read {proposal['url']} as {kind}: {items}, {proposal['known']} of them known, "
        f"confidence {proposal['confidence']:.0%}" + (f" (“{sample}”)" if sample else "")
    )
