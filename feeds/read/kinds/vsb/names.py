"""The column that a page belongs to: what it is called, and where its list is."""

import re

from feeds.read.kinds.vsb.traces import identity
from feeds.read.markup.html import Document, Node, attr
from feeds.read.markup.lines import text
from feeds.read.markup.links import same_page, same_site
from feeds.read.navigation import crumbs


def of_list(document: Document) -> str | None:
    """学校,栏目 in the keywords; else the breadcrumb's end; else the first part of <title>."""
    said = _keywords(document)
    heading = document.first("title")
    parts = re.split(r"\s*[-_|—–]+\s*", text_of_title(heading)) if heading is not None else []
    if len(said) >= 2 and said[1] and (not parts or said[1] in parts):
        return said[1]
    return crumbs.named(document) or (parts[0] if parts and parts[0] else None)


def text_of_title(node: Node) -> str:
    return " ".join("".join(child.text_content or "" for child in node.iter(include_text=True)).split())


def _keywords(document: Document) -> list[str]:
    for node in document.css("meta[content]"):
        if attr(node, "name").lower() == "keywords":
            return [part.strip() for part in re.split(r"[,，]", attr(node, "content"))]
    return []


def column(document: Document) -> str | None:
    """The list an article belongs to: its breadcrumb's last column, else the menu's entry of the column's name."""
    steps = [(name, url) for name, url in crumbs.steps(document) if identity(url) is None]
    steps = [(name, url) for name, url in steps if same_site(url, document.url) and not same_page(url, document.url)]
    if steps:
        return steps[-1][1]
    said = _keywords(document)
    names = {said[1]} if len(said) >= 2 and said[1] else set()
    ended = crumbs.named(document)
    if ended:
        names.add(ended)
    for link in document.css("a[href]"):
        if (text(link) or attr(link, "title")) in names:
            url = document.link(attr(link, "href"))
            if url is not None and identity(url) is None and not same_page(url, document.url):
                return url
    return None
