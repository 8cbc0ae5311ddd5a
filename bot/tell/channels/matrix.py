"""Matrix: a message is PUT under our own transaction id, so that a repeat arrives once. Edits replace, deletes redact.

The chat's id is a room (!…) or an alias (#…). A room that only invited us is joined. Encrypted rooms get plain text.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated
from urllib.parse import quote

from bot.errors import ChannelDown, ChatGone, DeliveryError, Refused, TryLater
from bot.model import Channel, Chat, Message, Pace, Post, Secret
from bot.tell import answers
from bot.tell.addresses import base
from bot.tell.forms import matrix
from bot.tell.forms.parts import Json, packed
from feeds.model import Answer, utcnow

DOWN = {
    "M_UNKNOWN_TOKEN": "the token is not known: log in again",
    "M_MISSING_TOKEN": "the token is missing",
    "M_USER_DEACTIVATED": "our account was switched off",
    "M_CONSENT_NOT_GIVEN": "our account must accept the server's terms first",
}
GONE = {
    "M_FORBIDDEN": "we are not in the room, or may not write there: invite us",
    "M_GUEST_ACCESS_FORBIDDEN": "we are not in the room: invite us",
    "M_NOT_FOUND": "there is no such room",
    "M_UNKNOWN_POS": "there is no such room",
}
REFUSED = ("M_TOO_LARGE", "M_BAD_JSON", "M_NOT_JSON", "M_INVALID_PARAM", "M_UNRECOGNIZED", "M_BAD_STATE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The [channel.matrix] table."""

    homeserver: Annotated[str, base]  #: such as https://matrix.example.org
    token: Secret  #: the account's access token
    notice: bool = False  #: send as m.notice, which makes no sound and which other bots ignore
    allow_private: bool | tuple[str, ...] = False  #: true, or networks: the server is inside


class Matrix:
    """One account on one homeserver."""

    pace = Pace(window=(10, 50.0))  #: Synapse's own default; M_LIMIT_EXCEEDED says more
    edits = True
    deletes = True
    let_in = True

    def __init__(self, settings: Settings, post: Post, clock: Callable[[], datetime] = utcnow) -> None:
        self._settings, self._post, self._clock = settings, post, clock
        self._rooms: dict[str, str] = {}  # alias → room

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        """The same key twice is one message."""
        return await self._event(chat, "send/m.room.message", key, self._noticed(matrix.content(message)))

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        told = matrix.edited(message, message_id)
        self._noticed(told["m.new_content"])
        await self._event(chat, "send/m.room.message", _name(message_id, packed(told)), self._noticed(told))

    async def delete(self, chat: Chat, message_id: str) -> None:
        await self._event(chat, f"redact/{quote(message_id, safe='')}", _name(message_id, b"redact"), {})

    async def close(self) -> None:
        pass

    def _noticed(self, told: Json) -> Json:
        if self._settings.notice:
            told["msgtype"] = "m.notice"
        return told

    async def _event(self, chat: Chat, what: str, key: str, told: Json) -> str:
        """Put it; a room that we may join is joined, once."""
        room = self._rooms.get(chat.id) or (await self._join(chat.id) if chat.id.startswith("#") else chat.id)
        path = f"rooms/{quote(room, safe='')}/{what}/{quote(key, safe='')}"
        try:
            said = await self._call("PUT", path, told)
        except ChatGone:
            if chat.id in self._rooms:
                raise
            await self._join(chat.id)
            said = await self._call("PUT", path, told)
        event = said.get("event_id")
        if not isinstance(event, str):
            raise TryLater("Matrix answered without an event id")
        return event

    async def _join(self, room: str) -> str:
        said = await self._call("POST", f"join/{quote(room, safe='')}", {})
        self._rooms[room] = str(said.get("room_id") or room)
        return self._rooms[room]

    async def _call(self, method: str, path: str, told: Json) -> Json:
        headers = {**answers.JSON, "Authorization": f"Bearer {self._settings.token.reveal()}"}
        url = f"{self._settings.homeserver.rstrip('/')}/_matrix/client/v3/{path}"
        answer = await answers.ask(self._post, url, packed(told), headers, method=method, repeatable=True)
        said = answers.said(answer)
        if answer.status == 200 and said is not None:
            return said
        raise judge(answer, self._clock())


def open(settings: Settings, post: Post) -> Channel:
    return Matrix(settings, post)


def wrong_id(settings: Settings, id: str) -> str:
    return "" if id.startswith(("!", "#")) else "must be a room's id (!…) or its alias (#…)"


def _name(message_id: str, told: bytes) -> str:
    """A transaction id for what is done to a message: the same change twice has the same one."""
    return hashlib.sha256(message_id.encode() + b"\0" + told).hexdigest()[:32]


def judge(answer: Answer, now: datetime) -> DeliveryError:
    """What an answer other than success means. A repeat is harmless, so nothing is ever unknown."""
    said = answers.said(answer)
    code = said.get("errcode") if said else None
    if said is None or not isinstance(code, str):
        return answers.unlike(answer, "Matrix", now, repeatable=True)
    what = f"Matrix answered {answer.status} {code[:60]}"
    if code == "M_LIMIT_EXCEEDED":
        told = said.get("retry_after_ms")
        wait = answers.seconds(told / 1000 if isinstance(told, int | float) else None, 5.0)
        wait = max(wait, answers.retry_after(answer.headers, now) or timedelta())
        return TryLater(f"{what} and asks us to wait {wait.total_seconds():g} s", wait, counts=False)
    if code in DOWN:
        return ChannelDown(f"{what}: {DOWN[code]}")
    if code in GONE:
        return ChatGone(f"{what}: {GONE[code]}")
    if code in REFUSED:
        return Refused(f"{what} ({str(said.get('error', ''))[:120]})")
    return TryLater(f"{what} ({str(said.get('error', ''))[:120]})")
