"""Links that say by themselves that they lead to a column, wherever its headlines stand: more news, všechny aktuality;
a heading above articles that lie in the folder it leads to. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from feeds.read.markup.spots import Link, Spot, up
from feeds.read.markup.wording import MORE, NEWS, weight
from feeds.read.navigation.mores import leads_to_all

_MOST = 34  #: characters of such a link
FEED = re.compile(r"[/=.](?:rss|atom)\d*(?:\.\w+)?/?(?:$|[?&])|/feed/?$", re.I)  #: of an address
#: no list of news: a feed, a mailing list, a door, an older page
_NONE = re.compile(
    rf"\b(?:rss|atom)\b|{FEED.pattern}|newsletter|e-?mail|log-?in|prihl|anmeld|[?&](?:page|p|seite|start)=(?!1(?:$|&))",
    re.I,
)
_INDEX = re.compile(r"/(?:index|default)\.\w{2,5}$", re.I)
_LOOKED_AT = 100  #: headings of a page
_HEADINGS = frozenset(["h2", "h3", "h4"])
_NAME = 16.0  #: a column's name weighs no more
_TOLD = 8.0  #: and a headline no less
_PLACES = frozenset(["", "main", "side"])


def links(every: Iterable[Link], known: Iterable[str]) -> Iterator[tuple[Link, str]]:
    """Each with its words, once, without addresses that are `known`; those of menus and footers say what the site has,
    not what the page shows."""
    seen = {_plain(url) for url in known}
    for link in every:
        words = link.words.strip()
        if link.spot.place not in _PLACES or len(words) > _MOST or _NONE.search(f"{link.url} {words}"):
            continue
        if NEWS.search(words) and leads_to_all(words) and _plain(link.url) not in seen:
            seen.add(_plain(link.url))
            yield link, words.strip(" >»→.…")


def headings(every: Sequence[Link], known: Iterable[str]) -> Iterator[tuple[Link, str]]:
    """The headings with a folder's address, above an article in it, each with its words: h2 /rozhovory/ above
    /rozhovory/anna/."""
    seen = {_plain(url) for url in known}
    for link, box in islice(((link, box) for link in every if (box := _above(link)) is not None), _LOOKED_AT):
        folder = _INDEX.sub("/", link.url).rstrip("/") + "/"
        named = 2 <= weight(link.words) <= _NAME and link.words[0].isalnum() and not MORE.fullmatch(link.words)
        if not named or _plain(link.url) in seen or _NONE.search(link.url) or not urlsplit(folder).path[1:]:
            continue
        within = (
            o for o in every if o.url.startswith(folder) and len(o.url) > len(folder) and weight(o.words) >= _TOLD
        )
        if any(box.id in {spot.id for spot in up(other.spot)} for other in within):
            seen.add(_plain(link.url))
            yield link, link.words.strip(" >»→.…")


def _above(link: Link) -> Spot | None:
    """The box around the heading that a link is the text of, in the page's middle."""
    if link.spot.place not in ("", "main"):
        return None
    heading = next((spot for spot in list(up(link.spot))[:3] if spot.node.tag in _HEADINGS), None)
    return heading.up if heading is not None and heading.up is not None and heading.up.node.tag != "body" else None


def _plain(url: str) -> str:
    """An address without what leads to the same page: www, the index's name, a query behind a folder."""
    parts = urlsplit(url)
    path = _INDEX.sub("/", parts.path).rstrip("/")
    query = parts.query if not path or "." in path.rpartition("/")[2] else ""
    return f"{parts.netloc.removeprefix('www.')}{path}?{query}"
