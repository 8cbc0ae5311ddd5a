"""Feishu (飞书) and Lark group robots: one address a robot, signed in the body. Success is what the body says.

It cannot edit. Where `corrections` is set, a correction follows as a short message.
"""

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import ChatGone, DeliveryError, Refused, TryLater, Unknown
from bot.model import Channel, Chat, Message, Pace, Post, Secret
from bot.tell import answers
from bot.tell.addresses import or_url, wrong_robot
from bot.tell.forms import feishu
from bot.tell.forms.parts import Json, packed
from feeds.model import Answer, utcnow

ADDRESS = "https://open.feishu.cn/open-apis/bot/v2/hook/"
GAP = 0.62  #: seconds between two messages: 5 a second and 100 a minute are allowed
CROWDED = timedelta(minutes=1)  #: from each hour and half hour, when everybody's robots send

SLOWER = {
    11232: timedelta(minutes=1),  # the whole system is crowded
    11233: timedelta(minutes=1),
    11247: timedelta(minutes=1),
    99991400: timedelta(seconds=10),  # 100 a minute, 5 a second
}
UNSIGNED = "it wants a signature: put the robot's secret into secret_file"
GONE = {
    19001: "the robot's address is not known: the robot was removed, or the address is wrong",
    19005: "the robot is no longer there",
    19007: "the robot was switched off",
    10003: "the robot's address is not known: the robot was removed, or the address is wrong",
}
SECURITY = {
    19021: "the signature is wrong, or our clock by more than an hour: copy the robot's secret again into secret_file, "
    "and look at this machine's time",
    19022: "our IP address is not allowed: add it to the robot's IP addresses",
    19024: "it insists on a keyword which this message lacks: write it as keyword",
}
REFUSED = {
    19002: "not in Feishu's form",
    11246: "Feishu cannot read the card",
    11310: "Feishu cannot read the card",
    230025: "longer than Feishu allows",
    230028: "Feishu finds its content improper",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The [channel.feishu] table."""

    url: Secret | None = None  #: the robot's address, or its last part; without it, each chat's id is one
    secret: Secret | None = None  #: where the robot's security is 签名校验
    keyword: str = ""  #: where it is a custom keyword: added to messages that lack it
    corrections: bool = False  #: tell corrections and withdrawals by a short message
    allow_private: bool | tuple[str, ...] = False  #: true, or networks: a Feishu of your own, inside

    def __post_init__(self) -> None:
        if self.url and (why := wrong_robot(self.url.reveal())):
            raise ValueError(f"url {why}")


class Feishu:
    """The robot of the channel, or of each chat."""

    def __init__(self, settings: Settings, post: Post, clock: Callable[[], datetime] = utcnow) -> None:
        self._settings, self._post, self._clock = settings, post, clock
        self.edits = settings.corrections
        self.pace = Pace(gap=GAP, overall=(1, GAP) if settings.url else None)

    def quiet(self, now: datetime) -> timedelta:
        """How long to wait before sending: at the full and the half hour Feishu refuses many (11232)."""
        return max(CROWDED - timedelta(minutes=now.minute % 30, seconds=now.second), timedelta())

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        """Feishu recognises no repeats, so `key` is only what we call the message."""
        settings, now = self._settings, self._clock()
        if message.kind is not None and (wait := self.quiet(now)):
            raise TryLater("Feishu is crowded at the full and the half hour", wait, counts=False)
        address = answers.robot(settings.url, chat.id, ADDRESS)
        told = feishu.payload(message, settings.keyword)
        if settings.secret:
            told |= signature(settings.secret.reveal(), now)
        answer = await answers.ask(self._post, address, packed(told))
        if error := judge(answer, now, shared=settings.url is not None, signs=settings.secret is not None):
            raise error
        return key

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        await answers.once(self.send(chat, answers.correction(message), key=message_id))

    async def close(self) -> None:
        pass


def open(settings: Settings, post: Post) -> Channel:
    return Feishu(settings, post)


def wrong_id(settings: Settings, id: str) -> str:
    return "" if settings.url else or_url(wrong_robot(id))


def signature(secret: str, now: datetime) -> Json:
    """Timestamp (seconds) and signature for the body: here timestamp and secret are the key, and the text is empty."""
    stamp = str(int(now.timestamp()))
    digest = hmac.new(f"{stamp}\n{secret}".encode(), b"", hashlib.sha256).digest()
    return {"timestamp": stamp, "sign": base64.b64encode(digest).decode()}


def judge(answer: Answer, now: datetime, *, shared: bool, signs: bool) -> DeliveryError | None:
    """None for success, else what the body's code means, whatever the status around it."""
    said = answers.said(answer)
    code = said.get("code", said.get("StatusCode")) if said else None
    if said is None or not isinstance(code, int):
        return answers.unlike(answer, "Feishu", now)
    if code == 0:
        return None
    what = f"Feishu answered {code}"
    words = str(said.get("msg", ""))[:200]
    if code in SLOWER:
        return TryLater(f"{what}: too many messages at once", SLOWER[code], counts=False)
    if code == 9499 and "too many" in words.lower():
        return TryLater(f"{what}: too many messages at once", timedelta(seconds=10), counts=False)
    if code in GONE:
        return ChatGone(f"{what}: {GONE[code]}")
    if code in SECURITY:
        why = UNSIGNED if code == 19021 and not signs else SECURITY[code]
        return answers.robot_fault(f"{what}: {why}", shared=shared)
    if code in REFUSED or (code == 9499 and "bad request" in words.lower()):
        return Refused(f"{what}: {REFUSED.get(code, 'Feishu cannot read the request')}")
    return (Unknown if answer.status >= 500 else TryLater)(f"{what} ({words})")
