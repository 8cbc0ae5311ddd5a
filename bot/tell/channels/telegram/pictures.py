"""An article's first picture for Telegram: by its file id where it went there before, by its address, or as bytes that
we fetch ourselves, through feeds' door. Where Telegram refuses all of it, the caller sends words instead."""

import logging
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.errors import ChatGone, Refused
from bot.model import Message, Pictures
from feeds.errors import FetchError

log = logging.getLogger(__name__)

CAPTION = 1024  #: UTF-16 units under a picture
MOST = 10 * 1024 * 1024  #: bytes of a photo
KEPT = 512  #: pictures of which we remember what Telegram said

#: a chat that takes words but no pictures
NO_PHOTOS = re.compile("send_photos|send photos|send_media|send media", re.IGNORECASE)
#: what Telegram takes as a photo begins like this; the name in the address and the content type are not asked
KINDS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")

Send = Callable[[str | bytes], Awaitable[Any]]


def wanted(message: Message) -> bool:
    """Whether this message should carry a picture."""
    return message.picture == "photo" and bool(message.image) and message.look != "line" and not message.items


def is_picture(body: bytes) -> bool:
    """By its first bytes: JPEG, PNG or WebP."""
    return body.startswith(KINDS) or (body[:4] == b"RIFF" and body[8:12] == b"WEBP")


@dataclass(kw_only=True)
class Album:
    """What became of pictures, by address: the file id they have at Telegram, or "" where they cannot be sent."""

    fetch: Pictures | None = None
    known: OrderedDict[str, str] = field(default_factory=OrderedDict)

    async def send(self, message: Message, send: Send) -> Any | None:
        """The message that Telegram made of it; None where words must do. Other trouble goes through."""
        url = message.image
        for way in (self._id, self._address, self._bytes):
            picture = await way(message)
            if not picture:
                continue
            try:
                sent = await send(picture)
            except Refused as e:
                log.info("Telegram refused a picture way=%s url=%s why=%s", way.__name__.strip("_"), url, e)
                self._remember(url, "")
                continue
            except ChatGone as e:
                if NO_PHOTOS.search(str(e)):
                    return None
                raise
            self._remember(url, _file_id(sent))
            return sent
        return None

    async def _id(self, message: Message) -> str:
        return self.known.get(message.image, "")

    async def _address(self, message: Message) -> str:
        return "" if message.image in self.known else message.image

    async def _bytes(self, message: Message) -> bytes:
        """Once: an address that failed both ways is not fetched again for every chat."""
        if self.fetch is None or self.known.get(f"{message.image} bytes") == "":
            return b""
        source = message.data.get("source")
        try:
            body = await self.fetch(message.image, str(source or ""), message.url)
        except FetchError as e:
            log.info("a picture cannot be had url=%s why=%s", message.image, e)
            body = b""
        if not is_picture(body) or len(body) > MOST:
            self._remember(f"{message.image} bytes", "")
            return b""
        return body

    def _remember(self, url: str, file_id: str) -> None:
        self.known[url] = file_id
        self.known.move_to_end(url)
        while len(self.known) > KEPT:
            self.known.popitem(last=False)


def _file_id(sent: Any) -> str:
    photos = getattr(sent, "photo", None) or ()
    return str(photos[-1].file_id) if photos else ""


def numbered(sent: Any, *, photo: bool) -> str:
    """How the outbox remembers a message: one with a picture is changed in another way."""
    return f"{sent.message_id}:photo" if photo else str(sent.message_id)


def number(message_id: str) -> tuple[int, bool]:
    """The message's number, and whether it has a picture."""
    found, _, kind = message_id.partition(":")
    return int(found), kind == "photo"


def captioned(dressed: Mapping[str, Any]) -> dict[str, Any]:
    """What goes under a picture, of what would be said without one."""
    kept = {key: dressed[key] for key in ("parse_mode", "reply_markup") if key in dressed}
    return {"caption": dressed["text"], **kept}
