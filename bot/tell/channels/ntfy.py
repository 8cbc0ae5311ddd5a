"""ntfy: a topic of ntfy.sh or of a server of your own. The chat's id is the topic, which is as good as a password."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from bot.errors import ChannelDown, DeliveryError, Refused, TryLater
from bot.model import Channel, Chat, Message, Pace, Post, Secret
from bot.tell import answers
from bot.tell.addresses import base
from bot.tell.forms import ntfy
from bot.tell.forms.parts import packed
from feeds.model import Answer, utcnow

TOMORROW = (42905, 42906, 42908)  #: a day's allowance is used up
DAY = timedelta(hours=1)  #: how long to wait then, and ask again
BURST = timedelta(seconds=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The [channel.ntfy] table."""

    base_url: Annotated[str, base] = "https://ntfy.sh"  #: or a server of your own
    token: Secret | None = None  #: an access token (tk_…), where the topic wants one
    corrections: bool = False  #: tell corrections and withdrawals by a short message
    allow_private: bool | tuple[str, ...] = False  #: true, or networks: the server is inside


class Ntfy:
    """One server, any number of topics."""

    pace = Pace(window=(60, 300.0))  #: the server's own default: 60 at once, then one each 5 s

    def __init__(self, settings: Settings, post: Post, clock: Callable[[], datetime] = utcnow) -> None:
        self._settings, self._post, self._clock = settings, post, clock
        self.edits = settings.corrections

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        """ntfy recognises no repeats, so `key` is of no use to it."""
        headers = dict(answers.JSON)
        if self._settings.token:
            headers["Authorization"] = f"Bearer {self._settings.token.reveal()}"
        body = packed(ntfy.payload(message, chat.id))
        answer = await answers.ask(self._post, self._settings.base_url, body, headers)
        said = answers.said(answer)
        if answer.status == 200 and said and isinstance(said.get("id"), str):
            return str(said["id"])
        raise judge(answer, self._clock())

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        await answers.once(self.send(chat, answers.correction(message), key=message_id))

    async def close(self) -> None:
        pass


def open(settings: Settings, post: Post) -> Channel:
    return Ntfy(settings, post)


def wrong_id(settings: Settings, id: str) -> str:
    return "" if re.fullmatch(r"[-_A-Za-z0-9]{1,64}", id) else "must be a topic: letters, digits, - and _, at most 64"


def judge(answer: Answer, now: datetime) -> DeliveryError:
    """What an answer other than success means."""
    said = answers.said(answer)
    code = said.get("code") if said else None
    if said is None or not isinstance(code, int):
        return answers.unlike(answer, "ntfy", now)
    what = f"ntfy answered {code}"
    words = str(said.get("error", ""))[:200]
    if answer.status == 429:
        wait = answers.retry_after(answer.headers, now) or (DAY if code in TOMORROW else BURST)
        return TryLater(f"{what} ({words})", wait, counts=False)
    if answer.status in (401, 403):
        return ChannelDown(f"{what}: the topic wants an access token (token_file), or another one")
    if answer.status == 507:
        return TryLater(f"{what}: the server's disk is full", timedelta(minutes=10))
    if 400 <= answer.status <= 499:
        return Refused(f"{what} ({words})")
    return answers.unlike(answer, "ntfy", now)
