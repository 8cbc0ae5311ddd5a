"""Feeds that a reader cut to measure by its query, private feeds and feeds of a search: made when asked, never kept.

`limit`, `filter`, `filterout` and their kin as RSSHub's users know them; patterns are RE2, bounded, and look at folded
text. Anything else in a query changes nothing.
"""

import gzip
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from feeds import match
from feeds.give import feed as feeds_of
from feeds.give.feed import NOTHING_YET, Feed
from feeds.give.giver import ALL, Giver
from feeds.give.publish import documents
from feeds.give.web.documents import TYPES, Document
from feeds.keep import entries, private, search
from feeds.model import Entry

MOST_QUERY = 5_000  #: bytes of a query that are looked at: a filter of 500 Chinese characters, each nine as %XX
MOST_FIELDS = 20
SEARCHED = 50  #: entries in the feed of a search

#: what each option looks at
TEXTS: Mapping[str, Any] = {
    "": lambda entry: f"{entry.title}\n{entry.summary}\n{entry.text}",
    "_title": lambda entry: entry.title,
    "_description": lambda entry: f"{entry.summary}\n{entry.text}",
    "_author": lambda entry: entry.author or "",
}
OPTIONS = frozenset(["limit", *(f"{verb}{part}" for verb in ("filter", "filterout") for part in TEXTS)])
#: a query that has one of them; any other, however long, changes nothing
ASKS = re.compile(f"(?:^|&)(?:{'|'.join(sorted(OPTIONS))})=".encode())


def options(query: bytes) -> dict[str, str]:
    """The options in a query string that mean something here, in one order."""
    if not ASKS.search(query):
        return {}
    found = _fields(query)
    return {name: found[name] for name in sorted(OPTIONS & found.keys()) if found[name]}


def words(query: bytes) -> str:
    """What a search is for, in one line that any feed can say; "" where it says nothing."""
    said = _fields(query).get("q", "")
    return " ".join("".join(c if c.isprintable() else " " for c in said).split())


def _fields(query: bytes) -> dict[str, str]:
    """A query read; BadRule where that would be too much work."""
    if len(query) > MOST_QUERY or query.count(b"&") >= MOST_FIELDS:
        raise match.BadRule(f"the query is too long: {MOST_QUERY} bytes and {MOST_FIELDS} fields are read at most")
    return dict(parse_qsl(query.decode("latin-1")))


def passing(shown: Iterable[Entry], asked: Mapping[str, str]) -> list[Entry]:
    """The entries that the options let through; BadRule where an option cannot be read."""
    tests = []
    for name, value in asked.items():
        verb, underscore, part = name.partition("_")
        if verb in ("filter", "filterout"):
            tests.append((TEXTS[underscore + part], match.pattern(value), verb == "filter"))
    match.bounded(pattern for _, pattern, _ in tests)
    kept = [
        entry
        for entry in shown
        if all(
            bool(pattern.search(match.fold(text(entry)[: match.MAX_TEXT]))) is wanted for text, pattern, wanted in tests
        )
    ]
    if "limit" in asked:
        if not asked["limit"].isascii() or not asked["limit"].isdigit() or len(asked["limit"]) > 6:
            raise match.BadRule(f"limit={asked['limit'][:20]!r} is no whole number from 0 to 999999")
        kept = kept[: int(asked["limit"])]
    return kept


def cut(giver: Giver, name: str, extension: str, asked: Mapping[str, str]) -> Document | None:
    """A public feed, cut by the options (whole without any); None where there is no such feed."""
    with giver.db.reading() as tx:
        feed = giver.feed(tx, name)
        if feed is None:
            return None
        shown = entries.window(tx, None if name == ALL else name, giver.clock())
    if asked:
        query = urlencode(asked)
        feed = replace(feed, tag=f"{feed.tag}?{query}", query=f"?{query}", hub="")
    return _document(feed, passing(shown, asked), extension)


def searched(giver: Giver, words: str, extension: str) -> Document | None:
    """The feed of a search: what is found now, and what will be."""
    with giver.db.reading() as tx:
        feed = giver.feed(tx, ALL)
        shown = [entry for _, entry in search.find(tx, words, limit=SEARCHED)]
    if feed is None or not words:
        return None
    query = urlencode({"q": words})
    found = replace(
        feed,
        title=f"{feed.title}：{words}",
        tag=f"{feed.tag}/search?{query}",
        page_url=f"{giver.site.url}/search?{query}",
        self_base=f"{giver.site.url}/feeds/search",
        query=f"?{query}",
        hub="",
    )
    return _document(found, shown, extension)


def secret(giver: Giver, token: str, extension: str) -> Document | None:
    """A private feed; None where the token is not, or no longer, good."""
    renamed = giver.formerly()
    with giver.db.reading() as tx:
        known = private.find(tx, token)
        feed = giver.feed(tx, ALL) if known else None
        if known is None or feed is None:
            return None
        names = list(dict.fromkeys(renamed.get(name, name) for name in known.sources))
        asked: list[str | None] = [*names] or [None]
        shown = [entry for name in asked for entry in entries.window(tx, name, giver.clock())]
        lost = entries.last_withdrawn(tx, names)
    rule = match.parse(known.filter)
    spoken = {feed.origins[name].language for name in names if name in feed.origins}
    kept = feeds_of.shown(entry for entry in shown if rule.passes(entry.title, entry.summary, entry.text))
    feed = replace(
        feed,
        title=known.label or feed.title,
        tag=f"{feed.tag}/private/{known.number}",
        self_base=f"{giver.site.url}/feeds/private/{quote(token)}",
        hub="",
        updated=lost or NOTHING_YET,
        language=(spoken.pop() if len(spoken) == 1 else "") or feed.language,
        private=True,
    )
    return _document(feed, kept[: entries.WINDOW_MOST], extension)


def _document(feed: Feed, shown: Iterable[Entry], extension: str) -> Document:
    body = documents(feed, shown, only=extension)[extension]
    return Document(
        body=body,
        type=TYPES[extension],
        modified=None,  # entries leave by age, a title is changed, search lags behind: only the bytes tell
        public=not feed.private,
        compressed={"gzip": gzip.compress(body, 4, mtime=0)},
    )
