"""WeCom (企业微信) group robots: one address a robot. Success is what the body says, never HTTP 200.

It cannot edit. Where `corrections` is set, a correction follows as a short message.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.errors import ChatGone, DeliveryError, Refused, TryLater, Unknown
from bot.model import Channel, Chat, Message, Pace, Post, Secret
from bot.tell import answers
from bot.tell.addresses import or_url, wrong_robot
from bot.tell.forms import wecom
from bot.tell.forms.parts import packed
from feeds.model import Answer, utcnow

ADDRESS = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="
MINUTE = (20, 61.0)  #: messages a robot may send; a second more, for the way there differs

GONE = {
    93000: "the robot's address is wrong, or the robot was removed from the group",
    93004: "the robot was switched off",
    93008: "the robot is not in this group",
    40014: "the key in the robot's address is not valid",
}
SLOWER = {
    45009: timedelta(minutes=1),  # 20 a minute
    45033: timedelta(seconds=10),  # too many at once
}
SECURITY = {60020: "our IP address is not allowed: add it to the robot's trusted addresses"}
REFUSED = {
    40058: "longer than WeCom allows, or not in its form",
    45002: "longer than WeCom allows",
    44004: "it is empty",
    40008: "WeCom does not know this form of message",
    45008: "more news cards than WeCom allows",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The [channel.wecom] table."""

    url: Secret | None = None  #: the robot's address, or its key alone; without it, each chat's id is one
    form: Literal["auto", "markdown", "news", "text"] = "auto"  #: of messages; people in WeChat see no markdown
    corrections: bool = False  #: tell corrections and withdrawals by a short message
    allow_private: bool | tuple[str, ...] = False  #: true, or networks: a WeCom of your own, inside

    def __post_init__(self) -> None:
        if self.url and (why := wrong_robot(self.url.reveal())):
            raise ValueError(f"url {why}")


class WeCom:
    """The robot of the channel, or of each chat."""

    def __init__(self, settings: Settings, post: Post, clock: Callable[[], datetime] = utcnow) -> None:
        self._settings, self._post, self._clock = settings, post, clock
        self.edits = settings.corrections
        self.pace = Pace(window=MINUTE, overall=MINUTE if settings.url else None)

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        """WeCom recognises no repeats, so `key` is only what we call the message."""
        address = answers.robot(self._settings.url, chat.id, ADDRESS)
        body = packed(wecom.payload(message, self._settings.form))
        answer = await answers.ask(self._post, address, body)
        if error := judge(answer, self._clock(), shared=self._settings.url is not None):
            raise error
        return key

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        await answers.once(self.send(chat, answers.correction(message), key=message_id))

    async def close(self) -> None:
        pass


def open(settings: Settings, post: Post) -> Channel:
    return WeCom(settings, post)


def wrong_id(settings: Settings, id: str) -> str:
    return "" if settings.url else or_url(wrong_robot(id))


def judge(answer: Answer, now: datetime, *, shared: bool) -> DeliveryError | None:
    """None for success, else what the body's errcode means. What it says may hold our key: only its code is told."""
    said = answers.said(answer)
    code = said.get("errcode") if said else None
    if not isinstance(code, int):
        return answers.unlike(answer, "WeCom", now)
    if code == 0:
        return None
    what = f"WeCom answered {code}"
    if code == -1:
        return TryLater(f"{what}: it is busy")
    if code in SLOWER:
        return TryLater(f"{what}: a robot may send 20 messages a minute", SLOWER[code], counts=False)
    if code in GONE:
        return ChatGone(f"{what}: {GONE[code]}")
    if code in SECURITY:
        return answers.robot_fault(f"{what}: {SECURITY[code]}", shared=shared)
    if code in REFUSED:
        return Refused(f"{what}: {REFUSED[code]}")
    words = str(said.get("errmsg", "") if said else "").partition(", hint")[0][:120]
    why = f"{what} ({words}): see open.work.weixin.qq.com/devtool/query?e={code}"
    return Unknown(why) if answer.status >= 500 else TryLater(why)
