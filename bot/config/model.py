"""What load.py makes of a config: Config, ChannelConfig, ChatConfig. Frozen values, checked; nothing is read here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.model import Chat, Secret
from feeds.model import Site, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelConfig:
    """[channel.NAME]"""

    name: str
    kind: str
    settings: Any = None  #: the kind's own frozen Settings, or None
    proxy: str | None = None

    @property
    def address(self) -> str | None:
        """Where all that it sends goes, whatever a chat is called; None where the chat's id says it."""
        url, token = (getattr(self.settings, name, None) for name in ("url", "token"))
        return url.reveal() if isinstance(url, Secret) and token is None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatConfig:
    """[chat.NAME]: a chat the admin wants, and what it gets"""

    name: str
    channel: str  #: the NAME of the channel
    id: str
    sources: tuple[str, ...] = ()
    topic: int | None = None
    language: str = "zh"  #: what its table or the top of the file says
    zone: ZoneInfo  #: likewise
    settings: Mapping[str, Any] = field(default_factory=dict)  #: what its table names of what a chat may choose

    def chat(self) -> Chat:
        """The chat before it has chosen anything itself."""
        chosen = {"language": self.language, "zone": self.zone, **self.settings}
        return Chat(channel=self.channel, id=self.id, topic=self.topic, name=self.name, **chosen)


def unheard(chats: Mapping[str, ChatConfig], channels: Mapping[str, ChannelConfig]) -> Iterator[ChatConfig]:
    """Chats that get nothing and cannot ask for it, for their channel does not listen."""
    for chat in chats.values():
        channel = channels.get(chat.channel)
        if channel is not None and not chat.sources and not getattr(channel.settings, "listen", False):
            yield chat


def twice(
    chats: Mapping[str, ChatConfig], channels: Mapping[str, ChannelConfig]
) -> Iterator[tuple[ChatConfig, ChatConfig, list[str]]]:
    """Chats behind one address are one place, whatever they are called: a chat, the first, and what both get."""
    first: dict[tuple[str, str, int | None], ChatConfig] = {}
    for chat in chats.values():
        channel = channels.get(chat.channel)
        if channel is None or channel.address is None:
            continue
        other = first.setdefault((channel.kind, channel.address, chat.topic), chat)
        if other is not chat and (both := [name for name in chat.sources if name in other.sources]):
            yield chat, other, both


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
    admin_chat: str | None = None  #: the NAME of the chat that hears of troubles
    admin_webhook: Secret | None = None  #: the second way to it
    warnings: tuple[str, ...] = ()  #: as `file:line: key: sentence`
