"""What a page calls its addresses, and where its words lead: the menu names what a block shows. Pure."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from feeds.read.markup.addresses import looks_like_article
from feeds.read.markup.html import attr
from feeds.read.markup.links import canonical
from feeds.read.markup.spots import Link
from feeds.read.markup.wording import MORE, weight
from feeds.read.navigation.mores import leads_to_all
from feeds.read.navigation.onward import is_pager_word


def names(links: Iterable[Link]) -> dict[str, str]:
    """What the page calls an address: its menu has the words where a block has only 更多 or a picture; "all news" only
    where it has no other."""
    named: dict[str, str] = {}
    every: dict[str, str] = {}
    for link in links:
        words = link.words or attr(link.node, "title")
        if words and weight(words) <= 16 and not MORE.fullmatch(words) and not is_pager_word(words):
            (every if leads_to_all(words) else named).setdefault(canonical(link.url), words)
    return every | named


def by_words(links: Iterable[Link]) -> dict[str, str]:
    """Where the links of each wording lead, those to articles left out; the first of them counts."""
    found: dict[str, str] = {}
    for link in links:
        words = "".join(link.words.split())
        if words and words not in found and not looks_like_article(link.url):
            found[words] = link.url
    return found


def leading(heading: str | None, found: dict[str, str]) -> str | None:
    """Where a link of the heading's own words leads."""
    return found.get("".join(heading.split())) if heading and weight(heading) >= 2 else None


def nameless(url: str) -> str:
    """What an address says of a column that the page has no word for: its file's name, else its folder's, else its
    host."""
    parts = urlsplit(url)
    steps = [PurePosixPath(step).stem for step in parts.path.split("/") if step]
    said = [step for step in steps if step not in ("index", "default", "list", "main")]
    return said[-1] if said else parts.netloc
