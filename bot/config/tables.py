"""The tables of config.toml, key by key, with their defaults. Shapes only: load.py makes a Config of them.

The comment after `#:` is what `yaowen schema` tells editors; docs/config.md explains more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from bot.config import addresses
from bot.config import values as v
from bot.config.addresses import without_password
from bot.config.values import Harmless, Parsed
from bot.model import Secret
from feeds.model import SHANGHAI

DATABASE = Secret("sqlite:///yaowen.db")

Line = Annotated[str, Parsed(v.one_line, v.TEXT)]
Span = Annotated[timedelta, Parsed(v.span, v.SPAN)]
Address = Annotated[str, Parsed(addresses.web_address, v.ADDRESS)]
Proxy = Annotated[str, Parsed(addresses.proxy_address, v.ADDRESS)]
Tag = Annotated[str, Parsed(v.language_tag, v.TEXT)]
Rule = Annotated[str, Parsed(v.rule, v.TEXT)]
Hours = Annotated[str, Parsed(v.hours, {"type": "string", "examples": ["22:00-07:00"]})]
Times = Annotated[
    tuple[str, ...],
    Parsed(v.times, {"type": ["array", "string"], "items": v.TEXT, "examples": [["08:00", "18:00"], ["mon 08:00"]]}),
]
Names = Annotated[tuple[str, ...], Parsed(v.slugs, {"type": "array", "items": v.TEXT})]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopTable:
    """The keys above the first table."""

    #: a mail address or page in our User-Agent, so that a site's keeper can reach you
    contact: Annotated[str, Parsed(addresses.contact, v.TEXT)] | None = None
    zone: ZoneInfo = SHANGHAI  #: of dates without a zone, and in messages
    language: Tag = "zh-CN"  #: of sources, pages and messages that do not say otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreTable:
    """[store]"""

    #: sqlite:///FILE (relative to the config) or postgresql+psycopg://…; a password belongs in url_file or url_env
    url: Annotated[Secret, Harmless(without_password)] = DATABASE


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteTable:
    """[site]"""

    #: where readers reach the feeds; without it, the address we serve at
    url: Annotated[str, Parsed(addresses.base_address, v.ADDRESS)] | None = None
    #: host:port we serve at
    listen: Annotated[tuple[str, int], Parsed(addresses.listen_address, v.TEXT)] = ("127.0.0.1", 8000)
    folder: Path = Path("public")  #: the same feeds as files
    title: Line = "要闻"  #: of the index page and the feed of all
    language: Tag | None = None  #: of the pages
    #: a WebSub hub, told of every change; it may be inside
    hub: Annotated[str, Parsed(addresses.hub_address, v.ADDRESS)] | None = None
    telegram: Line | None = None  #: our bot's name without the @; pages then offer to subscribe there
    rights: Line = ""  #: who owns what the feeds carry; said in every feed


@dataclass(frozen=True, slots=True, kw_only=True)
class AdminTable:
    """[admin]; who is told when something is not well"""

    chat: Annotated[str, Parsed(v.slug, v.TEXT)] | None = None  #: the NAME of a [chat.NAME]
    #: an address that gets the same lines as JSON when that chat cannot be reached
    webhook: Secret | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceTable:
    """[source.NAME]; the name is the feed's address"""

    url: Address  #: a list page, or one of its articles
    title: Line | None = None  #: the feed's title; without it the page's own
    kind: Line | None = None  #: how to read the page; found by itself
    pages: Annotated[int, v.counted(1, 50)] = 1  #: list pages read at each poll
    interval: Annotated[timedelta, v.at_least(timedelta(seconds=1))] | None = None  #: between two polls
    formerly: Names = ()  #: earlier names, so that old feed addresses lead here
    language: Tag | None = None  #: of the articles
    zone: ZoneInfo | None = None  #: of dates without a zone
    announce_first: bool = False  #: announce what the first poll finds too
    #: false: keep what the list says and never open an article; true: open each, also where a feed carries a text
    full_text: bool | None = None
    withdrawn_after: Span = timedelta(days=1)  #: how long an article must be gone before it counts as withdrawn
    gap: Span = timedelta(seconds=2)  #: between two requests to the host
    #: seconds for a whole request, DNS to the last byte
    timeout: Annotated[timedelta, v.at_least(timedelta(seconds=1))] = timedelta(seconds=30)
    max_bytes: Annotated[int, v.counted(1024, 1 << 28)] = 5 * 1024 * 1024  #: the largest page we read
    #: true, or networks such as ["10.1.0.0/16"]: the site is inside
    allow_private: Annotated[
        bool | tuple[str, ...],
        Parsed(addresses.networks, {"type": ["boolean", "array"], "items": {"type": "string"}}),
    ] = False
    #: sent to this host only
    headers: Annotated[
        Mapping[str, str], Parsed(addresses.header_lines, {"type": "object", "additionalProperties": v.TEXT})
    ] = field(default_factory=dict)
    user_agent: Line | None = None  #: instead of ours, which says who we are
    proxy: Proxy | None = None  #: for this source alone; none is taken from the environment
    robots: Literal["obey", "ignore"] = "obey"  #: "ignore" needs robots_reason
    robots_reason: Line | None = None  #: why robots.txt may be ignored here
    ip_family: Annotated[str, Parsed(addresses.ip_family, {"enum": [4, 6, "4", "6"]})] | None = None  #: 4 or 6 only
    ca_bundle: Path | None = None  #: PEM file for a site whose certificate chain is incomplete
    tls: Literal["modern", "legacy"] = "modern"  #: legacy: old ciphers too; certificates are still checked


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelTable:
    """[channel.NAME]; the name is the kind unless it says another"""

    kind: Line | None = None  #: which file in bot/tell/channels/ speaks to the service
    proxy: Proxy | None = None  #: for this channel alone


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatTable:
    """[chat.NAME]; a chat the admin wants"""

    channel: Annotated[str, Parsed(v.slug, v.TEXT)]  #: the NAME of a [channel.NAME]
    id: Annotated[str, Parsed(v.chat_id, {"type": ["string", "integer"]})]  #: as the service calls the chat
    sources: Names = ()  #: NAMEs of [source.NAME]
    topic: Annotated[int, v.counted(1, 2**53)] | None = None  #: the thread within the chat
    look: Literal["line", "card", "full"] = "card"  #: how much of an article a message shows
    language: Annotated[str, Parsed(v.our_language, v.TEXT)] | None = None  #: of our own words: zh or en
    zone: ZoneInfo | None = None  #: of the dates in messages
    silent: bool = False  #: deliver without a sound
    picture: Literal["preview", "photo", "none"] = "preview"  #: of the page, its first picture as a photo, or neither
    tags: bool = False  #: a hashtag of the source under each message
    filter: Rule = ""  #: what an article must say to be sent: words, "phrases", a|b, -without, /RE2/
    urgent: Rule = ""  #: what breaks through quiet hours and digests
    quiet: Hours = ""  #: hours in which nothing comes; it waits for their end
    quiet_as: Literal["each", "digest"] = "each"  #: how what waited is told then
    digest: Times = ()  #: times; all that came in between is one message then
    backlog: Annotated[int, v.counted(1, 1000)] = 10  #: more than so many at once become a digest
    #: what could not be sent for so long is dropped, and counted
    max_age: Annotated[timedelta, v.at_least(timedelta(hours=1))] = timedelta(days=3)
    on_doubt: Literal["resend", "hold"] = "resend"  #: what to do with a message that perhaps arrived
    corrections: bool = True  #: false: what was sent stays as it was when its article is corrected
    withdrawal: Literal["strike", "delete"] = "strike"  #: what becomes of a message whose article is withdrawn
