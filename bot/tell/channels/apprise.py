"""Every other service, by Apprise: one of its URLs a channel (or a chat). A failure says nothing of its cause.

Apprise tells success or failure and no more; so a failure is unknown, resent once or held as the chat's on_doubt says.
Its own retries stay off, and a text is made to fit before, for Apprise would part it.
"""

import asyncio
import logging
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from bot.errors import ChannelDown, Unknown
from bot.model import Channel, Chat, Message, Pace, Post, Secret
from bot.tell import answers
from bot.tell.addresses import or_url
from bot.tell.cut import cut
from bot.tell.forms import parts

AT_ONCE = 2
LOGGER = "apprise"  #: whose DEBUG lines hold tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The [channel.apprise] table."""

    url: Secret | None = None  #: as Apprise's wiki writes it (gotify://…); without it, each chat's id is one
    corrections: bool = False  #: tell corrections and withdrawals by a short message

    def __post_init__(self) -> None:
        if self.url and (why := _wrong(self.url.reveal())):
            raise ValueError(f"url {why}")


class Apprise:
    """One service behind one URL."""

    pace = Pace(gap=1.0)

    def __init__(self, settings: Settings) -> None:
        logging.getLogger(LOGGER).setLevel(logging.ERROR)
        self._settings = settings
        self.edits = settings.corrections
        self._pool = ThreadPoolExecutor(AT_ONCE, "apprise")

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        """No service behind it recognises a repeat that we know of, so `key` is only what we call the message."""
        url = self._settings.url.reveal() if self._settings.url else chat.id
        shared = self._settings.url is not None
        await asyncio.get_running_loop().run_in_executor(self._pool, _notify, url, message, shared)
        return key

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        await answers.once(self.send(chat, answers.correction(message), key=message_id))

    async def close(self) -> None:
        self._pool.shutdown(wait=False)


def open(settings: Settings, post: Post) -> Channel:
    return Apprise(settings)


def wrong_id(settings: Settings, id: str) -> str:
    return "" if settings.url else or_url(_wrong(id))


def _wrong(url: str) -> str:
    """At a glance: Apprise itself, which knows its services, is imported when there is something to send."""
    return "" if re.match(r"\s*[a-z0-9]+://", url, re.I) else 'must be one of Apprise\'s URLs, such as "gotify://…"'


def _notify(url: str, message: Message, shared: bool) -> None:
    """One URL, one message; runs on a thread, for Apprise blocks."""
    import apprise

    service = apprise.Apprise(asset=apprise.AppriseAsset(async_mode=False, secure_logging=True))
    if not service.add(url) or len(service) != 1:
        why = "this is no URL that Apprise knows: see the list of services in its wiki"
        raise answers.robot_fault(why, shared=shared)
    title, body = fitted(message, service[0])
    try:
        done = service.notify(body=body, title=title, body_format=apprise.NotifyFormat.TEXT)
    except Exception as e:
        raise Unknown(f"Apprise failed: {type(e).__name__}") from None  # what it says may hold a token
    if done is None:
        raise ChannelDown("Apprise has nobody to notify")
    if not done:
        raise Unknown("Apprise says no more than that it failed; look at the URL, and there whether it arrived")


def fitted(message: Message, plugin: Any) -> tuple[str, str]:
    """Title and body within what the service takes."""
    message = parts.tidied(message)
    if plugin.title_maxlen <= 0:
        return "", parts.text(message, plugin.body_maxlen, len)
    rest = replace(message, title=parts.under(message) or message.title, note="", source="", date="")
    return cut(parts.noted(message), plugin.title_maxlen), parts.text(rest, plugin.body_maxlen, len)
