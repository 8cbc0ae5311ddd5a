"""RSS, Atom and JSON Feed of others, relayed: stable ids, absolute addresses. Their pages are read like any other's.

A feed with a DTD is refused: it has no use for one, and an entity may be a bomb.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import fastfeedparser

from feeds.errors import ExtractError
from feeds.model import Article, Attachment, Listing
from feeds.read.articles import bodies
from feeds.read.articles import body as content
from feeds.read.dates import dates
from feeds.read.markup.depth import MAX_ATTRIBUTES
from feeds.read.markup.foreign import fragment
from feeds.read.markup.html import Document, children
from feeds.read.markup.lines import text, tidy
from feeds.read.markup.links import canonical, is_picture, same_site

XML = re.compile(r"^[\ufeff\s]*+(?:<\?[^>]*+>\s*+|<!--(?:(?!-->).)*+-->\s*+)*+<(?:rss|feed|rdf:RDF|RDF)\b", re.S)
JSON = re.compile(r"^[\ufeff\s]*\{.{0,4000}?\"version\"\s*:\s*\"https?:\\?/\\?/jsonfeed\.org", re.S)
DECLARATION = re.compile(r"^[\ufeff\s]*<\?xml[^>]*\?>")
ITEM = re.compile(r"<(?:item|entry)[\s>]")
LANGUAGE = re.compile(r"(?:<(?:dc:)?language>\s*|\bxml:lang=[\"']|\"language\"\s*:\s*\")([A-Za-z][\w-]{1,20})\b")
RAW_DATE = re.compile(r"<(?:pubDate|published|dc:date|issued|updated)\b[^>]*>\s*(?:<!\[CDATA\[)?([^<\]]{4,80})", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Nothing to set."""


def marks(document: Document) -> int:
    """A feed is known by its first element; that alone is sure."""
    head = document.source[:8_000]
    return 4 if XML.match(head) or JSON.match(head) else 0


def listing(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Listing:
    """The feed's entries; ExtractError where it cannot be read."""
    document.based(document.url)  # no <base> of a page's: a feed is not parsed as one
    told = _parsed(document)
    entries = [e for e in told.get("entries", []) if isinstance(e, Mapping)]
    raw = _raw_dates(document.source, len(entries))
    kept: dict[str, Article] = {}
    for n, entry in enumerate(entries):
        article = _entry(document, entry, raw[n] if raw else "", zone, now)
        if article is not None and article.id not in kept:
            kept[article.id] = article
    about = told.get("feed", {})
    title = tidy(_plain(str(about.get("title") or ""))) or None
    return Listing(kind="feed", articles=tuple(kept.values()), next=_next(document, about), title=title)


def language(document: Document) -> str:
    """What the feed says it is written in (de, zh-cn); "" where it does not say. The parser drops RSS's <language>."""
    said = LANGUAGE.search(ITEM.split(document.source, maxsplit=1)[0])
    return said[1].replace("_", "-").lower() if said is not None else ""


def article(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Article:
    """An entry's own page."""
    return bodies.article(document, zone, now)


def column(document: Document) -> str | None:
    """None: a feed is not found from an article."""
    return None


def _parsed(document: Document) -> Mapping[str, Any]:
    source = document.source
    if re.search(r"<!(?:DOCTYPE|ENTITY)\b", source[:20_000], re.I):
        raise ExtractError(document.url, "the feed has a DTD, which a feed has no use for; it is refused")
    if any(tag.count("=") > MAX_ATTRIBUTES for tag in _long_tags(source)):
        raise ExtractError(
            document.url, f"a tag of the feed has more than {MAX_ATTRIBUTES:,} attributes; it is refused"
        )
    plain = DECLARATION.sub("", source).lstrip("\ufeff \t\r\n")
    if not plain:
        raise ExtractError(document.url, "the feed is empty")
    try:  # bytes, never text: the parser would fetch a text that begins with http://
        told = fastfeedparser.parse(plain.encode("utf-8", "replace"))
    except Exception as e:  # its own ValueError, lxml's and others: whatever a stranger's feed provokes
        raise ExtractError(document.url, f"not a feed that can be read: {' '.join(str(e).split())[:120]}") from e
    return told if isinstance(told, Mapping) else {}


def _long_tags(source: str) -> Iterator[str]:
    """What stands in tags so long that they may have too many attributes; texts, comments and CDATA are none."""
    for piece in source.split("<"):
        if len(piece) > MAX_ATTRIBUTES and piece[0] not in "!?/":
            yield piece.partition(">")[0]


def _raw_dates(source: str, count: int) -> list[str]:
    """The dates as written: without an offset they are of the source's zone, which the parser cannot know."""
    parts = ITEM.split(source)[1:]
    if len(parts) != count:
        return []
    return [m.group(1).strip() if (m := RAW_DATE.search(part)) else "" for part in parts]


def _entry(document: Document, entry: Mapping[str, Any], raw: str, zone: ZoneInfo, now: datetime) -> Article | None:
    link = document.link(str(entry.get("link") or "")) or _alternate(document, entry)
    own = str(entry.get("id") or "").strip()
    if link is None and own.startswith(("http://", "https://")):
        link = document.link(own)
    title = tidy(_plain(str(entry.get("title") or "")).replace("\n", " "))[:300]
    markup = _content(entry)
    if link is None or not (title or markup):
        return None
    body = content.read(Document("", link).based(link), list(children(fragment(markup))), title)
    found = dates.first(raw, zone, now) if raw else None
    found = found or dates.first(str(entry.get("published") or entry.get("updated") or ""), zone, now)
    description = tidy(_plain(str(entry.get("description") or "")).replace("\n", " "))
    files = {a.url: a for a in body.attachments}
    pictures = list(body.images)
    for item in entry.get("enclosures") or ():
        url = document.link(str(item.get("url") or "")) if isinstance(item, Mapping) else None
        if url is None:
            continue
        if is_picture(url) or str(item.get("type") or "").startswith("image/"):
            pictures.append(url) if url not in pictures else None
        else:
            files.setdefault(url, Attachment(name=url.rsplit("/", 1)[-1] or url, url=url))
    external = not same_site(link, document.url) and not _about_same(document, link)
    return Article(
        id=own or canonical(link),
        title=title or body.text.split("\n")[0][:80],
        url=link,
        published=found.when if found else None,
        precision=found.precision if found else None,
        external=external and bool(body.text),
        summary=description if len(description) < 600 and description != body.text else "",
        html=body.html,
        text=body.text,
        author=str(entry.get("author") or "").strip() or None,
        images=tuple(pictures),
        attachments=tuple(files.values()),
        videos=tuple(body.videos),
    )


def _about_same(document: Document, link: str) -> bool:
    """feeds.example.com and www.example.com are one house."""
    from urllib.parse import urlsplit

    def house(url: str) -> str:
        return ".".join((urlsplit(url).hostname or "").split(".")[-2:])

    return house(link) == house(document.url)


def _alternate(document: Document, entry: Mapping[str, Any]) -> str | None:
    for link in entry.get("links") or ():
        if isinstance(link, Mapping) and link.get("rel") in (None, "alternate"):
            return document.link(str(link.get("href") or ""))
    return None


def _content(entry: Mapping[str, Any]) -> str:
    values = [str(c.get("value") or "") for c in entry.get("content") or () if isinstance(c, Mapping)]
    return max([*values, str(entry.get("description") or "")], key=len)


def _plain(markup: str) -> str:
    return text(fragment(markup)) if re.search(r"[<&]", markup) else markup


def _next(document: Document, about: Mapping[str, Any]) -> str | None:
    for link in about.get("links") or ():
        if isinstance(link, Mapping) and link.get("rel") == "next":
            return document.link(str(link.get("href") or ""))
    return None
