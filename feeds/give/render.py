"""A feed as Atom 1.0 and RSS 2.0. The only importer of feedgen, and the place where its traps are mended. Pure.

feedgen writes what it knows; `Marks` and `ItemMarks`, its own kind of extension, add what it loses: links of other
relations, dc:creator, media:content, atom:source, fh:archive, dates that do not pass through setlocale.
"""

from collections.abc import Iterable
from datetime import datetime
from email.utils import format_datetime
from html import escape
from typing import Any

import feedgen.entry
import feedgen.feed
import feedgen.util
from feedgen.ext.base import BaseEntryExtension, BaseExtension

from feeds.give.feed import Feed, Item, items, language, newest
from feeds.model import Entry

xml_elem: Any = feedgen.util.xml_elem  # feedgen has no types
FeedGenerator: Any = feedgen.feed.FeedGenerator
FeedEntry: Any = feedgen.entry.FeedEntry

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
FH = "http://purl.org/syndication/history/1.0"
MEDIA = "http://search.yahoo.com/mrss/"
SY = "http://purl.org/rss/1.0/modules/syndication/"
XML = "http://www.w3.org/XML/1998/namespace"


def atom(feed: Feed, entries: Iterable[Entry | Item]) -> bytes:
    """Atom 1.0, newest first; the same values give the same bytes."""
    found = prepared(entries)
    made = _generator(feed, found, ".atom", "application/atom+xml")
    made.register_extension("yaowen", Marks, ItemMarks, atom=True, rss=False)
    made.yaowen.feed = feed
    for each in found:
        made.add_entry(_entry(feed, each), order="append")
    return _styled(made.atom_str(), feed)


def rss(feed: Feed, entries: Iterable[Entry | Item]) -> bytes:
    """RSS 2.0, newest first; the same values give the same bytes."""
    found = prepared(entries)
    made = _generator(feed, found, ".rss", "application/rss+xml")
    made.register_extension("yaowen", Marks, ItemMarks, atom=False, rss=True)
    made.yaowen.feed = feed
    made.yaowen.updated = newest(feed, found)
    for each in found:
        made.add_entry(_entry(feed, each, plain=False), order="append")
    return _styled(made.rss_str(), feed)


def prepared(entries: Iterable[Entry | Item]) -> tuple[Item, ...]:
    """Items as they are; entries chosen, ordered and cleaned."""
    known = list(entries)
    ready = tuple(each for each in known if isinstance(each, Item))
    return ready if len(ready) == len(known) else items(each for each in known if isinstance(each, Entry))


def _generator(feed: Feed, found: tuple[Item, ...], extension: str, kind: str) -> Any:
    made = FeedGenerator()
    made.id(feed.tag)
    made.title(feed.title)
    made.description(feed.title)
    made.updated(newest(feed, found))
    made.author({"name": feed.title})
    made.link(href=feed.self_base + extension + feed.query, rel="self", type=kind)
    made.link(href=feed.page_url, rel="alternate", type="text/html")  # last: RSS takes the last one
    made.language(feed.language)
    made.generator("Yaowen", uri=feed.generator or None)
    if feed.rights:
        made.rights(feed.rights)
    if feed.icon and extension == ".rss":  # logo() and image() overwrite each other
        made.image(url=feed.icon, title=feed.title, link=feed.page_url)
    elif feed.icon:
        made.icon(feed.icon)
        made.logo(feed.logo or feed.icon)
    if feed.ttl:
        made.ttl(max(1, round(feed.ttl.total_seconds() / 60)))
    # feedgen formats RSS dates under setlocale, which changes the whole process, other threads too: Marks does it
    made._FeedGenerator__rss_lastBuildDate = None
    return made


def _entry(feed: Feed, item: Item, *, plain: bool = True) -> Any:
    entry = FeedEntry()
    entry.id(item.tag)
    entry.title(item.title)
    entry.updated(item.updated)
    entry.published(item.published)
    entry._FeedEntry__rss_pubDate = None  # see _generator
    if item.url:
        entry.link(href=item.url, rel="alternate")
    if item.summary:  # Atom: plain text; RSS: readers take it for HTML
        entry.description(item.summary if plain else escape(item.summary, quote=False), isSummary=True)
    if item.html:
        entry.content(item.html, type="html")
    origin = feed.origins.get(item.source)
    entry.author({"name": item.author or (origin.title if origin else feed.title)})
    if origin:
        entry.category({"term": origin.title})
    entry.register_extension("yaowen", ItemMarks)
    entry.yaowen.item, entry.yaowen.feed = item, feed
    return entry


def _styled(xml: bytes, feed: Feed) -> bytes:
    if not feed.css:
        return xml
    declaration, _, rest = xml.partition(b"\n")
    return b'%s\n<?xml-stylesheet type="text/css" href="%s"?>\n%s' % (declaration, escape(feed.css).encode(), rest)


class Marks(BaseExtension):
    """What a feed says that feedgen cannot."""

    feed: Feed
    updated: datetime

    def extend_ns(self) -> dict[str, str]:
        spaces = {"media": MEDIA}
        if self.feed.closed:
            spaces["fh"] = FH
        return spaces if not hasattr(self, "updated") else spaces | {"dc": DC, "sy": SY}

    def extend_atom(self, root: Any) -> Any:
        for rel, href in self._links():
            xml_elem("link", root, rel=rel, href=href)
        if self.feed.closed:
            xml_elem(f"{{{FH}}}archive", root)
        return root

    def extend_rss(self, root: Any) -> Any:
        channel = root[0]
        for rel, href in self._links():
            xml_elem(f"{{{ATOM}}}link", channel, rel=rel, href=href)
        xml_elem("lastBuildDate", channel).text = format_datetime(self.updated)
        if self.feed.ttl:
            hours = self.feed.ttl.total_seconds() / 3600
            period, times = ("hourly", 1 / hours) if hours <= 1 else ("daily", 24 / hours)
            xml_elem(f"{{{SY}}}updatePeriod", channel).text = period
            xml_elem(f"{{{SY}}}updateFrequency", channel).text = str(max(1, round(times)))
        return root

    def _links(self) -> Iterable[tuple[str, str]]:
        wanted = (("hub", self.feed.hub), ("prev-archive", self.feed.archive), ("current", self.feed.current))
        return [(rel, href) for rel, href in wanted if href]


class ItemMarks(BaseEntryExtension):
    """What an entry says that feedgen cannot."""

    item: Item
    feed: Feed

    def extend_atom(self, root: Any) -> Any:
        spoken = language(self.feed, self.item)
        if spoken != self.feed.language:
            root.set(f"{{{XML}}}lang", spoken)
        for link in root.iterfind("link"):  # feedgen loses these
            link.attrib.update({"rel": "alternate", "type": "text/html", "hreflang": spoken})
        for label, text in self.item.credits:
            xml_elem("name", xml_elem("contributor", root)).text = f"{label}：{text}" if label else text
        for file in self.item.files:
            named = {"title": file.name} if file.name else {}
            xml_elem("link", root, rel="enclosure", href=file.url, type=file.type, **named)
        self._images(root)
        origin = self.feed.origins.get(self.item.source)
        if self.feed.merged and origin:
            xml_elem("link", root, rel="via", href=origin.url, type="text/html")
            source = xml_elem("source", root)
            xml_elem("id", source).text = origin.tag
            xml_elem("title", source).text = origin.title
            xml_elem("updated", source).text = self.item.updated.isoformat()
            if origin.feed:
                xml_elem("link", source, rel="self", href=origin.feed, type="application/atom+xml")
            xml_elem("link", source, rel="alternate", href=origin.url, type="text/html")
        return root

    def extend_rss(self, root: Any) -> Any:
        origin = self.feed.origins.get(self.item.source)
        author = self.item.author or (origin.title if origin else self.feed.title)
        xml_elem("pubDate", root).text = format_datetime(self.item.published)
        xml_elem(f"{{{DC}}}creator", root).text = author
        for label, text in self.item.credits:
            xml_elem(f"{{{DC}}}contributor", root).text = f"{label}：{text}" if label else text
        if (spoken := language(self.feed, self.item)) != self.feed.language:
            xml_elem(f"{{{DC}}}language", root).text = spoken
        self._images(root)
        if self.feed.merged and origin and origin.feed:
            xml_elem("source", root, url=origin.feed).text = origin.title
        return root

    def _images(self, root: Any) -> None:
        for url in self.item.images:
            xml_elem(f"{{{MEDIA}}}content", root, url=url, medium="image")
