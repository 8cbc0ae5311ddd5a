"""Entries as JSON, posted to an address of the admin's choice and signed. The chat's id is the address.

Goes out through feeds' door (`post`), which keeps its rules: no private addresses unless the config allows them.
"""

import hashlib
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.errors import ChatGone, Refused, TryLater, Unknown
from bot.model import Channel, Chat, Message, Pace, Post, Secret
from bot.tell.addresses import wrong
from bot.tell.answers import JSON, retry_after
from bot.tell.forms.parts import packed
from feeds.errors import FetchError, Forbidden
from feeds.model import Answer, ChangeKind

EVENTS = {
    ChangeKind.NEW: "entry.published",
    ChangeKind.CHANGED: "entry.updated",
    ChangeKind.WITHDRAWN: "entry.withdrawn",
    None: "",  # a test, or what it says of itself
}
LATER = (408, 425, 429)  #: the only 4xx that are worth another try


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The [channel.webhook] table."""

    secret: Secret | None = None  #: shared with the receiver; without one nothing is signed
    allow_private: bool | tuple[str, ...] = False  #: true, or networks: the receiver lives inside


class Webhook:
    """One secret, any number of addresses."""

    pace = Pace()  #: the receiver answers 429 when it is too fast
    edits = True  #: by another event about the same entry
    by_entry = True

    def __init__(self, settings: Settings, post: Post, clock: Callable[[], float] = time.time) -> None:
        self._secret = settings.secret
        self._post = post
        self._clock = clock

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        await self._tell(chat, message, key)
        return key

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        """`entry.updated` or `entry.withdrawn`, as a delivery of its own: a repeat of it has the same name."""
        revision = message.data.get("revision", "")
        await self._tell(chat, message, f"{message_id}-{message.kind}-{revision}")

    async def close(self) -> None:
        pass

    async def _tell(self, chat: Chat, message: Message, key: str) -> None:
        about = dict(message.data) or said(message)
        event = "digest" if message.items else EVENTS[message.kind] or str(about.pop("event", "test"))
        told: dict[str, object] = {"event": event, "delivery": key, "chat": chat.name or chat.id}
        told |= about if message.items else {"entry": about}  # a digest's data is its entries
        body = packed(told)
        stamp = str(int(self._clock()))
        headers = {
            **JSON,
            "X-Yaowen-Event": event,
            "X-Yaowen-Delivery": key,
            "X-Yaowen-Timestamp": stamp,
        }
        if self._secret:
            headers["X-Yaowen-Signature"] = signature(self._secret.reveal(), stamp, body)
        try:
            answer = await self._post(chat.id, body, headers)
        except Forbidden as e:
            raise Refused(str(e)) from e
        except FetchError as e:
            raise (Unknown if e.maybe_sent else TryLater)(str(e)) from e
        judge(answer, datetime.fromtimestamp(self._clock(), UTC))


def open(settings: Settings, post: Post) -> Channel:
    return Webhook(settings, post)


def wrong_id(settings: Settings, id: str) -> str:
    return wrong(id)


def said(message: Message) -> dict[str, object]:
    """What there is to say where there is no entry: a test, a notice."""
    return {"title": message.title, "summary": message.summary, "url": message.url or None}


def signature(secret: str, stamp: str, body: bytes) -> str:
    """HMAC-SHA256 over timestamp, ".", body; the timestamp lets the receiver refuse what is old."""
    return "sha256=" + hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def judge(answer: Answer, now: datetime) -> None:
    """Nothing for success, else what the status means for the delivery."""
    status = answer.status
    if 200 <= status <= 299:
        return
    what = f"the receiver answered {status}"
    after = retry_after(answer.headers, now)
    if status == 410:
        raise ChatGone(f"{what}: it wants no more")
    if status in (429, 503) and after is not None:
        raise TryLater(f"{what} and asks us to wait {int(after.total_seconds())} s", after, counts=False)
    if 300 <= status <= 399:
        raise Refused(f"{what}, a redirect: give the address it leads to")
    if 400 <= status <= 499 and status not in LATER:
        raise Refused(what)
    raise TryLater(what)
