"""When two articles are one, and when what one says has changed: by its id, its title, its content. Pure."""

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from feeds.model import Article

DAY = timedelta(days=1)
#: what a site hangs anew on a file's address each time: it lets one in, and says nothing of the file
_PASS = re.compile(
    r"(?<=[?&;])(?:(?:access_?)?token|sign(?:ature)?|expires?|nonce|auth_key|_?ts?|timestamp|rnd|rand(?:om)?|"
    r"x-(?:amz|oss|cos)-[\w-]+|ossaccesskeyid|q-sign-[\w-]+)=[^&;#]*[&;]?",
    re.IGNORECASE,
)


class Told(Protocol):
    """What an entry is told by."""

    @property
    def url(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def published(self) -> datetime: ...


def identity(article: Article) -> str:
    """One article, whatever the column it was met in: host, its port, and the site's id, else its URL."""
    if article.id.startswith(("http://", "https://")):
        return article.id
    site = urlsplit(article.url)
    port = "" if site.port in (None, 80, 443) else f":{site.port}"
    return f"{site.hostname}{port}#{article.id}"


def content_hash(article: Article) -> str:
    """Of what a reader would call the content: words, pictures, files. White space does not count, nor do the
    queries of pictures, nor what lets one have a file."""
    parts: Iterable[str] = (
        re.sub(r"\s+", "", article.text),
        *(url.partition("?")[0] for url in (*article.images, *article.videos)),
        *(f"{each.name} {_PASS.sub('', each.url)}" for each in article.attachments),
    )
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def same_title(one: str, other: str) -> bool:
    """Equal, or one is the other cut short."""
    a, b = (re.sub(r"\s+", "", title) for title in (one, other))
    if a == b:
        return True
    return any(
        x.endswith(("…", "...", "..")) and y.startswith(x.rstrip("….")) and x.rstrip("….") for x, y in ((a, b), (b, a))
    )


def one_article(identity: str, one: Told, other: Told) -> bool:
    """Of two with the same identity: an address is one article's, with http or https. Lists of one site may count for
    themselves (an API's events and its news), so a number is one where its title or its day is the same, too."""
    here, there = (each.url.partition("://")[2] for each in (one, other))
    named = identity.startswith(("http://", "https://")) or here == there
    return named or same_title(one.title, other.title) or abs(one.published - other.published) < DAY


def one_line(text: str) -> str:
    """Words on one line, a blank between them."""
    return " ".join(text.split())
