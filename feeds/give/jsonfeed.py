"""A feed as JSON Feed 1.1. Pure, like render; feedgen knows no JSON."""

import json
from collections.abc import Iterable
from typing import Any

from feeds.give.feed import Feed, Item, called, language
from feeds.give.render import prepared
from feeds.model import Entry

VERSION = "https://jsonfeed.org/version/1.1"


def jsonfeed(feed: Feed, entries: Iterable[Entry | Item]) -> bytes:
    """JSON Feed 1.1, newest first; the same values give the same bytes."""
    about: dict[str, Any] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": f"{feed.self_base}.json{feed.query}",
        "icon": feed.logo or feed.icon,
        "favicon": feed.icon,
        "language": feed.language,
        "authors": [{"name": feed.title}],
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
        "items": [_item(feed, each) for each in prepared(entries)],
    }
    kept = {name: value for name, value in about.items() if value or name == "items"}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def _item(feed: Feed, item: Item) -> dict[str, Any]:
    origin = feed.origins.get(item.source)
    authors = [item.author or (origin.title if origin else feed.title)]
    authors += [f"{label}：{text}" if label else text for label, text in item.credits]
    spoken = language(feed, item)
    files = [{"url": each.url, "mime_type": each.type, "title": called(each)} for each in item.files]
    found: dict[str, Any] = {
        "id": item.tag,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "image": item.images[0] if item.images else "",
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "authors": [{"name": name} for name in authors],
        "tags": [origin.title] if origin else [],
        "language": spoken if spoken != feed.language else "",
        "attachments": files,
    }
    body = {"content_html": item.html} if item.html else {"content_text": item.summary or item.title}
    return {name: value for name, value in found.items() if value} | body
