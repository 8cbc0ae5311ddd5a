"""Links that speak of all the news there is, wherever the headlines of it stand: more news, všechny aktuality. Pure."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from feeds.read.markup.spots import Link
from feeds.read.markup.wording import NEWS
from feeds.read.navigation.mores import leads_to_all

_MOST = 34  #: characters of such a link
#: no list of news: a feed, a mailing list, a door, an older page
_NONE = re.compile(
    r"\b(?:rss|atom)\b|newsletter|e-?mail|log-?in|prihl|anmeld|[?&](?:page|p|seite|start)=(?!1(?:$|&))|/feed/?$", re.I
)
_INDEX = re.compile(r"/(?:index|default)\.\w{2,5}$", re.I)
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


def _plain(url: str) -> str:
    """An address without what leads to the same page: www, the index's name, a query behind a folder."""
    parts = urlsplit(url)
    path = _INDEX.sub("/", parts.path).rstrip("/")
    query = parts.query if not path or "." in path.rpartition("/")[2] else ""
    return f"{parts.netloc.removeprefix('www.')}{path}?{query}"
