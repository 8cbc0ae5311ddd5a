"""What a feed is about (Feed), and what each entry says in it (Item). Values only; the formats are render's."""

import logging
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape, unescape
from urllib.parse import unquote, urlsplit

from feeds.give.clean import clean, paragraphs, plain, web_address
from feeds.model import Entry, aware

log = logging.getLogger(__name__)

NOTHING_YET = datetime(2020, 1, 1, tzinfo=UTC)  #: `updated` of a feed without entries: fixed, so that bytes are too
SUMMARY = 300  #: characters of a plain summary

TYPES = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ppt": "application/vnd.ms-powerpoint",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "wps": "application/vnd.ms-works",
    "ofd": "application/ofd",
    "zip": "application/zip",
    "rar": "application/vnd.rar",
    "7z": "application/x-7z-compressed",
    "txt": "text/plain",
    "csv": "text/csv",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "bmp": "image/bmp",
    "svg": "image/svg+xml",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "mov": "video/quicktime",
    "avi": "video/x-msvideo",
    "wmv": "video/x-ms-wmv",
    "ogv": "video/ogg",
    "webm": "video/webm",
    "flv": "video/x-flv",
    "m3u8": "application/vnd.apple.mpegurl",
}
MEDIA = ("video/", "audio/", TYPES["m3u8"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A source as its entries name it: category in every feed, atom:source in the merged one."""

    title: str
    url: str  #: the page we poll
    tag: str  #: the id of the source's own feed
    feed: str = ""  #: the address of its own Atom feed
    language: str = ""  #: of its articles; "": the feed's


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """Everything a feed says about itself."""

    name: str  #: its address: /feeds/NAME.atom
    title: str
    tag: str  #: tag URI; never changes
    page_url: str  #: the page for people
    self_base: str  #: its address without the extension
    query: str = ""  #: what follows the extension, with its question mark
    updated: datetime = NOTHING_YET  #: when something last left it; what it shows may be newer
    language: str = "zh-CN"
    rights: str = ""
    ttl: timedelta | None = None  #: how often we look
    hub: str = ""
    icon: str = ""  #: square
    logo: str = ""  #: 2:1
    generator: str = ""  #: a URL that says who we are
    css: str = ""
    merged: bool = False  #: entries of several sources: each names its own
    private: bool = False
    origins: Mapping[str, Origin] = field(default_factory=dict)
    archive: str = ""  #: URL of the next older archive document (RFC 5005)
    current: str = ""  #: set in an archive document: the live feed
    closed: bool = False  #: an archive document that will never change again

    def __post_init__(self) -> None:
        aware("updated", self.updated)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """An enclosure: an attachment or a film's file."""

    url: str
    name: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An entry, cleaned, as all three formats give it."""

    number: int
    tag: str
    source: str
    title: str
    url: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    changed: datetime  #: when feeds came to differ by it
    author: str = ""
    credits: tuple[tuple[str, str], ...] = ()
    images: tuple[str, ...] = ()
    files: tuple[File, ...] = ()


def shown(entries: Iterable[Entry]) -> list[Entry]:
    """What a feed may show, newest first: ready, not withdrawn."""
    ready = (entry for entry in entries if entry.ready and entry.withdrawn is None)
    return sorted(ready, key=lambda entry: (entry.published, entry.number), reverse=True)


def item(entry: Entry) -> Item:
    """Clean once, whatever the number of formats."""
    title, body = plain(entry.title), clean(entry.html) or paragraphs(entry.text)
    said = (
        plain(text) for text in (entry.summary, entry.text[: 4 * SUMMARY], without_tags(body[: 8 * SUMMARY]), title)
    )
    summary = shortened(next(filter(None, said), ""))
    images = dict.fromkeys(web_address(url) for url in entry.images)
    videos = [File(url=url, name="", type=file_type(url)) for url in map(web_address, entry.videos) if url]
    attached = [
        File(url=url, name=plain(each.name), type=file_type(each.name, url))
        for each in entry.attachments
        if (url := web_address(each.url))
    ]
    media = [each for each in videos if each.type.startswith(MEDIA)]  # another site's player is a page: no file to have
    author = plain(entry.author or "")
    credits = ((plain(label), plain(text)) for label, text in entry.credits.items())
    return Item(
        number=entry.number,
        tag=plain(entry.tag),
        source=entry.source,
        title=title or summary[:40] or "—",
        url=web_address(entry.url),
        summary=summary,
        html=with_files(body, _once([*videos, *attached])),
        published=entry.published,
        updated=max(entry.updated, entry.published),
        changed=max(entry.updated, entry.published, entry.changed or entry.first_seen),
        author=author,
        credits=tuple(each for each in credits if each[1] not in ("", author)),
        images=tuple(url for url in images if url),
        files=_once([*media, *attached]),
    )


def _once(files: Iterable[File]) -> tuple[File, ...]:
    return tuple({each.url: each for each in files}.values())


def language(feed: Feed, item: Item) -> str:
    """What an item is written in: in a feed of several sources it need not be the feed's."""
    origin = feed.origins.get(item.source)
    return (origin.language if origin else "") or feed.language


def items(entries: Iterable[Entry]) -> tuple[Item, ...]:
    """All that can be shown, newest first. One that cannot is told in the log and stops nobody."""
    found = []
    for entry in shown(entries):
        try:
            found.append(item(entry))
        except Exception:
            log.exception("left an entry out of its feeds source=%s number=%d", entry.source, entry.number)
    return tuple(found)


def without_tags(markup: str) -> str:
    """The words of cleaned markup."""
    return unescape(re.sub(r"<[^<>]*>?", " ", markup))


def with_files(html: str, files: Iterable[File]) -> str:
    """Files that the body does not mention follow it, so that a reader without enclosures has them too."""
    missing = [each for each in files if escape(each.url) not in html and escape(unquote(each.url)) not in html]
    if not html or not missing:
        return html
    links = (
        f'<li><a href="{escape(each.url)}" rel="noopener noreferrer">{escape(called(each))}</a></li>'
        for each in missing
    )
    return f"{html}<ul>{''.join(links)}</ul>"


def called(file: File) -> str:
    """What people see of a file: its name, else the last part of its address."""
    return file.name or urlsplit(file.url).path.rpartition("/")[2] or file.url


def shortened(text: str, most: int = SUMMARY) -> str:
    """At most so many characters, cut after a sentence where one ends late enough, else with an ellipsis."""
    if len(text) <= most:
        return text
    cut = max(text.rfind(stop, 0, most) for stop in "。！？!?")
    return text[: cut + 1] if cut > most // 2 else text[: most - 1].rstrip() + "…"


def file_type(*names: str) -> str:
    """A media type from the first name that has a known extension."""
    for name in names:
        path = urlsplit(name).path if "://" in name else name
        extension = path.rpartition(".")[2].strip().lower()
        if extension in TYPES:
            return TYPES[extension]
    return "application/octet-stream"


def newest(feed: Feed, items: Iterable[Item]) -> datetime:
    """When the feed last changed: an entry came or was edited, whatever its own date, or one was withdrawn."""
    return max([feed.updated, *(each.changed for each in items)]).replace(microsecond=0)
