"""Any page, by CSS selectors that the admin writes into the config. Guesses as little as it can.

Only what is set is looked for; what is not set falls back to what every page has (<title>, the first link of an item).
"""

import re
from dataclasses import dataclass, fields
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds.errors import ExtractError
from feeds.model import Article, Listing
from feeds.read.articles import body as bodies
from feeds.read.articles import credits, headline
from feeds.read.dates import dates, labels
from feeds.read.dates.days import Found
from feeds.read.lists import rowtext
from feeds.read.lists.rows import Row
from feeds.read.markup.html import Document, Node, attr, css, first, selects, tag
from feeds.read.markup.lines import text
from feeds.read.markup.links import canonical, same_page, same_site
from feeds.read.navigation import crumbs, pager


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Selectors (a selector may end in @name to take that attribute instead of the text)."""

    list_item: str = ""  #: one block per article; needed to read a list
    list_link: str = "a[href]"  #: within an item: the link to the article
    list_title: str = ""  #: within an item: its title; else the link's @title or text
    list_date: str = ""  #: within an item: its date; else whatever date the item shows
    list_next: str = ""  #: the link to the next older page; else 下一页, Next, rel=next
    article_title: str = ""  #: else the heading that <title> begins with
    article_date: str = ""  #: else the date of the lines around the body
    article_body: str = ""  #: the body, one element or several; needed to read an article
    article_author: str = ""
    article_remove: str = ""  #: what to take out of the body
    id_pattern: str = ""  #: a regular expression over the article's URL; its first group is the id

    def __post_init__(self) -> None:
        for name in (one.name for one in fields(self) if one.name != "id_pattern"):
            selector, _ = _parted(getattr(self, name))
            if selector and not selects(selector):
                raise ValueError(f"{name} is no CSS selector: {selector}")
        if self.id_pattern:
            try:
                groups = re.compile(self.id_pattern).groups
            except re.error as e:
                raise ValueError(f"id_pattern is no regular expression: {e}") from e
            if groups < 1:
                raise ValueError("id_pattern needs a group: the part of the URL that is the id")


def marks(document: Document) -> int:
    """None: nobody can tell from a page that selectors were written for it."""
    return 0


def listing(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Listing:
    """The items that `list_item` finds, as the page orders them."""
    if not settings.list_item:
        raise ExtractError(document.url, "kind css reads a list by list_item; set it for this source")
    articles: dict[str, Article] = {}
    for node in css(document.root, settings.list_item):
        item = _item(document, node, settings, zone, now)
        if item is not None:
            articles.setdefault(item.id, item)
    return Listing(
        kind="css", articles=tuple(articles.values()), next=_next(document, settings), title=crumbs.named(document)
    )


def _item(document: Document, node: Node, settings: Settings, zone: ZoneInfo, now: datetime) -> Article | None:
    selector, _ = _parted(settings.list_link)
    links = [node] if tag(node) == "a" and attr(node, "href") else css(node, selector)
    link = next((link for link in links if document.link(attr(link, "href"))), None)
    url = document.link(attr(link, "href")) if link is not None else None
    if link is None or url is None:
        return None
    row = Row(node=node, url=url, links=[each for each in links if document.link(attr(each, "href")) == url])
    title = _value(node, settings.list_title) if settings.list_title else rowtext.title(row)
    if not title:
        return None
    found: Found | None
    if settings.list_date:
        found = _date(_value(node, settings.list_date), zone, now)
    else:
        found = rowtext.date(row, title, zone, now)
    external = not same_site(url, document.url)
    return Article(
        id=canonical(url) if external else _id(url, settings),
        title=title[:500],
        url=url,
        published=found.when if found else None,
        precision=found.precision if found else None,
        external=external,
    )


def article(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Article:
    """What `article_body` holds, and what stands around it."""
    if not settings.article_body:
        raise ExtractError(document.url, "kind css reads an article by article_body; set it for this source")
    nodes = css(document.root, settings.article_body)
    if not nodes:
        raise ExtractError(document.url, f"article_body = {settings.article_body!r} finds nothing on this page")
    scope = nodes[0].parent or document.root
    title, heading = headline.find(document, scope, nodes)
    if not title:  # it stands in the body's box
        title = next((shown for node in nodes for h in css(node, "h1, h2, h3") if (shown := text(h))), "")
    if settings.article_title:
        title = _value(document.root, settings.article_title)
    if not title:
        raise ExtractError(document.url, "no title on this page; article_title would say where it is")
    parts = headline.Around.of(document, scope, heading, nodes)
    if settings.article_date:
        found = _date(_value(document.root, settings.article_date), zone, now)
    else:
        told = "\n".join((*parts.between, *parts.before, *parts.after))
        found = labels.labelled(told, zone, now) or dates.first("\n".join(parts.between), zone, now)
    body = bodies.read(document, nodes, title, settings.article_remove or None)
    said = {label: value for line in parts.between for label, value in credits.meta(line).items()}
    said = {**said, **body.credits}
    author = _value(document.root, settings.article_author) if settings.article_author else None
    return Article(
        id=_id(document.url, settings),
        title=title[:500],
        url=document.url,
        published=found.when if found else None,
        precision=found.precision if found else None,
        html=body.html,
        text=body.text,
        author=author or credits.author(said),
        credits=said,
        images=tuple(body.images),
        attachments=tuple(body.attachments),
        videos=tuple(body.videos),
    )


def column(document: Document) -> str | None:
    """The breadcrumb's last column: the settings are not asked, for nobody has written any yet."""
    steps = [url for _, url in crumbs.steps(document) if same_site(url, document.url)]
    steps = [url for url in steps if not same_page(url, document.url)]
    return steps[-1] if steps else None


def _next(document: Document, settings: Settings) -> str | None:
    if not settings.list_next:
        return pager.following(document)
    found = css(document.root, settings.list_next)
    url = next((url for node in found if (url := document.link(attr(node, "href"))) is not None), None)
    return url if url is not None and not same_page(url, document.url) else None


def _id(url: str, settings: Settings) -> str:
    found = re.search(settings.id_pattern, url) if settings.id_pattern else None
    return (found.group(1) if found else None) or canonical(url)


def _parted(selector: str) -> tuple[str, str]:
    """("a.x", "title") for "a.x@title"."""
    m = re.fullmatch(r"(.*?)@([\w-]+)", selector.strip())
    return (m.group(1).strip(), m.group(2)) if m and "[" not in m.group(2) else (selector, "")


def _value(node: Node, selector: str) -> str:
    css_part, name = _parted(selector)
    found = node if not css_part else first(node, css_part)
    if found is None:
        return ""
    return " ".join(attr(found, name).split()) if name else text(found)


def _date(said: str, zone: ZoneInfo, now: datetime) -> Found | None:
    return labels.labelled(said, zone, now) or dates.first(said, zone, now)
