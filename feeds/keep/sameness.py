"""When two articles are one, and when what one says has changed: by its id, its title, its content. Pure."""

import hashlib
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from feeds.model import Article


def identity(article: Article) -> str:
    """One article, whatever the column it was met in: host, its port, and the site's id, else its URL."""
    if article.id.startswith(("http://", "https://")):
        return article.id
    site = urlsplit(article.url)
    port = "" if site.port in (None, 80, 443) else f":{site.port}"
    return f"{site.hostname}{port}#{article.id}"


def content_hash(article: Article) -> str:
    """Of what a reader would call the content: words, pictures, files. White space and queries do not count."""
    parts: Iterable[str] = (
        re.sub(r"\s+", "", article.text),
        *(url.partition("?")[0] for url in (*article.images, *article.videos)),
        *(f"{each.name} {each.url}" for each in article.attachments),
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


def one_line(text: str) -> str:
    """Words on one line, a blank between them."""
    return " ".join(text.split())
