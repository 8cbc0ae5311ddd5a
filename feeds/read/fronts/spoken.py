"""Links that speak of all the news there is, wherever the headlines of it stand: more news, všechny aktuality. Pure."""

from collections.abc import Iterable, Iterator

from feeds.read.markup.spots import Link
from feeds.read.markup.wording import ALL_OF, MORE_OF, NEWS, OTHERS

_MOST = 34  #: characters of such a link
_PLACES = frozenset(["", "main", "side"])


def links(every: Iterable[Link]) -> Iterator[tuple[Link, str]]:
    """Each with its words; those of menus and footers say what the site has, not what the page shows."""
    for link in every:
        words = link.words.strip()
        if link.spot.place in _PLACES and len(words) <= _MOST and NEWS.search(words) and _all(words):
            yield link, words.strip(" >»→.…")


def _all(words: str) -> bool:
    return any(whole.match(words) for whole in (ALL_OF, MORE_OF, OTHERS))
