"""A source's page has changed: how it may be read from now on, as a few words of JSON. Reads that page only.

Every kind that needs no settings tries; the one that finds most of the titles we know is proposed, else the one that
finds most. An admin decides: `yaowen approve SOURCE`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from feeds import read
from feeds.errors import ExtractError
from feeds.model import Article, Listing, Page, Source
from feeds.moving import plain
from feeds.read.addresses import looks_like_article

SAMPLE = 3


def propose(source: Source, page: Page, titles: Sequence[str]) -> Mapping[str, Any] | None:
    """How `page` may be read; None where nobody finds a list on it. `titles` are those that we know."""
    known = {plain(title) for title in titles}
    tried = {source.kind, read.kind_of(page), read.FALLBACK} - {None}
    found = [listing for kind in sorted(tried, key=str) if (listing := _listing(source, page, str(kind)))]
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
    return (
        f"read {proposal['url']} as {proposal['kind']}: {proposal['items']} items, {proposal['known']} of them known, "
        f"confidence {proposal['confidence']:.0%}" + (f" (“{sample}”)" if sample else "")
    )
