"""The values that travel through feeds: Source, Page, Article, Listing, Entry, Change. Frozen, checked once at birth.

No value here knows where it came from or where it goes; nothing here does I/O. Every datetime is aware;
a naive one is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, Literal
from urllib.parse import quote, urlsplit
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONG = 150  #: letters of an id, each up to twelve in a tag: %F0%9F%93%B0
LONGEST = 2000  #: … of one as it stands there


def aware(name: str, when: datetime | None) -> None:
    """Refuse a naive datetime at birth: nobody can say later what it meant."""
    if when is not None and when.tzinfo is None:
        raise ValueError(f"{name} is naive: {when!r}")


def bounded(id: str) -> str:
    """An id that an index takes, as it stands in a tag, too: PostgreSQL's hold 2700 bytes, as no site's own id is long.
    Of a longer one its beginning, and a hash that tells it from others."""
    if len(quote(id, errors="surrogatepass")) <= LONGEST:
        return id
    return f"{id[:LONG]}~{sha256(id.encode('utf-8', 'surrogatepass')).hexdigest()}"


class Precision(StrEnum):
    """How much of a date the page really said; we never invent the rest."""

    DAY = "day"
    MINUTE = "minute"
    SECOND = "second"


TABLE = "this source's table"  #: where its admin set how a site is reached


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """How we may reach one source's site. Defaults are what a polite program does."""

    timeout: float = 30.0  #: seconds for everything: DNS, connect, headers, body
    max_bytes: int = 5 * 1024 * 1024  #: of the decoded body
    gap: float = 2.0  #: seconds between two requests to one host
    allow_private: bool | tuple[str, ...] = False  #: True, or networks such as "10.1.0.0/16"
    ports: tuple[int, ...] = ()  #: besides 80, 443, 8080, 8443: that of the source's own URL belongs here
    headers: Mapping[str, str] = field(default_factory=dict)  #: dropped when a redirect leaves the host
    home: str = ""  #: a URL whose host alone gets `headers`; "": whichever host is asked first
    user_agent: str | None = None  #: None: ours, which says who we are
    proxy: str | None = None
    robots: Literal["obey", "ignore"] = "obey"
    ip_family: Literal["4", "6"] | None = None
    ca_bundle: str | None = None  #: extra PEM file for sites with an incomplete chain
    tls: Literal["modern", "legacy"] = "modern"  #: legacy: old ciphers allowed, verification kept on
    table: str = TABLE  #: where all this is set, as errors call it: "[channel.wecom]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A page we poll, as the config describes it."""

    name: str  #: the feed's address: [a-z0-9-]{1,64}
    url: str  #: a list page, or one of its articles
    title: str | None = None
    kind: str | None = None  #: None: found by itself
    settings: Any = None  #: the kind's own frozen Settings, or None
    pages: int = 1  #: list pages read at each poll
    interval: timedelta | None = None  #: None: adaptive
    zone: ZoneInfo = SHANGHAI  #: of dates without a zone
    language: str = "zh-CN"
    formerly: tuple[str, ...] = ()
    announce_first: bool = False  #: True: the first poll is announced too, not taken as the baseline
    #: False: never open an article; True: open each; None: those whose text the list or feed does not carry
    full_text: bool | None = None
    withdrawn_after: timedelta = timedelta(days=1)
    access: Access = Access()

    def opens(self, item: "Article") -> bool:
        """Whether the own page of what its list shows is read."""
        if item.external or self.full_text is False:
            return False
        return self.full_text is True or not item.html


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the web answered, as text. `url` is where it came from after redirects: the base of its links."""

    url: str
    text: str
    fetched: datetime  #: the "now" of whoever reads the page
    status: int = 200
    encoding: str = "utf-8"
    replaced: float = 0.0  #: share of U+FFFD among the characters, 0 to 1
    etag: str | None = None  #: byte for byte as sent, quotes included
    last_modified: str | None = None
    digest: str = ""  #: sha256 of the decoded body, hex
    max_age: timedelta | None = None  #: Cache-Control of the answer

    def __post_init__(self) -> None:
        aware("fetched", self.fetched)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered to a POST, whatever its status."""

    status: int
    headers: Mapping[str, str]  #: names in lower case
    body: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file an article offers. The name is what people see; the URL may ask for a code or a Referer."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What a page says, not kept yet. An item of a list has no body; an article page has."""

    id: str  #: the site's own article id, else the canonical URL
    title: str
    url: str  #: absolute, http(s)
    published: datetime | None = None  #: None when the page does not say; a bare day is midnight of its zone
    precision: Precision | None = None
    external: bool = False  #: leads to another site: never fetched, kept as it is
    summary: str = ""
    html: str = ""  #: the body, absolute URLs, not yet cleaned
    text: str = ""  #: the body as plain text, paragraphs parted by one line feed
    author: str | None = None
    credits: Mapping[str, str] = field(default_factory=dict)  #: label → text, in the page's order
    images: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    videos: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        aware("published", self.published)
        if len(self.id) > LONG:
            object.__setattr__(self, "id", bounded(self.id))

    @property
    def extras(self) -> int:
        """How many pictures, files and films it brings besides its words."""
        return len(self.images) + len(self.attachments) + len(self.videos)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What one list page says: its items as the page orders them, and where its older neighbour is."""

    kind: str
    articles: tuple[Article, ...]
    next: str | None = None  #: absolute URL of the next older page
    title: str | None = None  #: what the page calls its column


class ChangeKind(StrEnum):
    NEW = "new"  #: became ready
    CHANGED = "changed"  #: a real change of title or body
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article we keep, numbered and dated (RFC 4287). A row of the table `entries`."""

    number: int
    tag: str  #: tag URI; never changes
    source: str
    key: str  #: the site's own id, unique within the source
    title: str
    url: str
    summary: str
    html: str
    text: str
    published: datetime  #: the site's date, or first_seen; never changes once ready
    precision: Precision | None  #: None: published is our first_seen
    first_seen: datetime
    updated: datetime  #: no two entries have the same
    changed: datetime | None = None  #: when feeds came to differ by it; None: not since an older program kept it
    revision: int = 1
    author: str | None = None
    credits: Mapping[str, str] = field(default_factory=dict)
    images: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    videos: tuple[str, ...] = ()
    external: bool = False
    ready: bool = True
    withdrawn: datetime | None = None

    def __post_init__(self) -> None:
        for name in ("published", "first_seen", "updated", "changed", "withdrawn"):
            aware(name, getattr(self, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something about an entry that whoever listens may want to tell."""

    kind: ChangeKind
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where readers reach what we give out."""

    url: str = "http://127.0.0.1:8000"  #: public base address, without a slash at its end
    folder: str = "public"
    title: str = "要闻"
    language: str = "zh-CN"
    hub: str = ""  #: a WebSub hub that hears of every change
    rights: str = ""  #: said in every feed
    telegram: str = ""  #: our bot's name there, for pages

    @property
    def root(self) -> str:
        """What addresses of ours begin with after the host: "" or a path, which the web server before us takes off."""
        return urlsplit(self.url).path


def utcnow() -> datetime:
    """The one clock; everything that decides takes `now` as an argument instead."""
    return datetime.now(UTC)
