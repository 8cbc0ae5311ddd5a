"""Pictures of an article that stand beside or below its text, each of them a link to itself at its full size. Pure.

A picture of something else leads to a page. Those that lead to a picture are what the article shows: 相關圖片.
"""

import html as entities
from collections.abc import Sequence

from feeds.read.articles.runs import Run
from feeds.read.markup.html import Document, Node, ancestors, attr
from feeds.read.markup.links import is_picture

MOST = 30
_ELSEWHERE = ("nav", "foot", "head", "comment", "related", "share", "crumb", "pager", "links")


def below(document: Document, following: Sequence[Run]) -> str:
    """Their markup, in the page's order; `following` are the lines behind the text."""
    shown: dict[str, str] = {}
    for run in following:
        for image in run.nodes if run.place not in _ELSEWHERE else ():
            url = _whole(document, image) if image.tag == "img" else None
            if url is not None and len(shown) < MOST:
                caption = attr(image, "alt") or attr(image, "title")
                shown.setdefault(url, f'<p><img src="{entities.escape(url)}" alt="{entities.escape(caption)}"></p>')
    return "".join(shown.values())


def _whole(document: Document, image: Node) -> str | None:
    """The picture that a picture's link leads to."""
    link = next((up for up in list(ancestors(image))[:3] if up.tag == "a"), None)
    url = document.link(attr(link, "href")) if link is not None else None
    return url if url is not None and is_picture(url) else None
