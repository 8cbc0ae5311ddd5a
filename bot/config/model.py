"""What load.py makes of a config: Config, ChannelConfig, ChatConfig. Frozen values, checked; nothing is read here."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from feeds.model import Site, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelConfig:
    """[channel.NAME]"""

    name: str
    kind: str
    settings: Any = None  #: the kind's own frozen Settings, or None
    proxy: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatConfig:
    """[chat.NAME]: a chat the admin wants, and what it gets"""

    name: str
    channel: str  #: the NAME of the channel
    id: str
    sources: tuple[str, ...] = ()
    topic: int | None = None
    look: str = "card"
    language: str = "zh"
    zone: ZoneInfo
    silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All that the admin has written, checked; paths are absolute."""

    path: Path
    contact: str | None
    zone: ZoneInfo
    language: str
    store_url: str = field(repr=False)  #: may hold a password
    site: Site
    listen_host: str
    listen_port: int
    sources: dict[str, Source]
    channels: dict[str, ChannelConfig]
    chats: dict[str, ChatConfig]
    warnings: tuple[str, ...] = ()  #: as `file:line: key: sentence`
