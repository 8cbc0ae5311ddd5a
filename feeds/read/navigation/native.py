"""The feed that a page names by itself (rel=alternate): that of its own column before that of its site. Pure."""

import re

from feeds import hanzi
from feeds.read.markup.html import Document, attr, css
from feeds.read.navigation.crumbs import is_home

_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_COMMENTS = hanzi.compile(
    r"comment|评论|評論|kommentar|commentaire|coment[aá]rio|comentari|commenti|reacties|komentar|коммента|комента|yorum|"
    r"コメント|댓글|bình luận",
    re.I,
)
_SHELF = re.compile(r"/(?:category|categories|tag|tags|topics?|author|rubrik|section)/", re.I)


def feed(document: Document) -> str | None:
    """The feed that the page names in its head, never one of comments; one below the page's own address comes last."""
    found = []
    here = set(re.findall(r"\w{2,}", document.url)) | set(re.findall(r"\d+", document.url))
    for link in css(document.root, "link[rel~=alternate][href], link[rel=Alternate][href]"):
        if attr(link, "type").lower() in _TYPES:
            url = document.link(attr(link, "href"))
            if url is None or _COMMENTS.search(f"{url} {attr(link, 'title')}"):
                continue
            own = {t for t in re.findall(r"\w{2,}", url) if t in here}
            below = url.startswith(document.url.rstrip("/") + "/feed")
            its = below and not _SHELF.search(document.url) and not is_home(document)
            found.append((its, -len(own), url))
    return min(found, key=lambda each: each[:2])[2] if found else None
