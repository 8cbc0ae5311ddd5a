"""DingTalk (钉钉) group robots: one address a robot, signed in the address. Success is what the body says.

It cannot edit. Where `corrections` is set, a correction follows as a short message.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote_plus

from bot.errors import ChatGone, DeliveryError, Refused, TryLater, Unknown
from bot.model import Channel, Chat, Message, Pace, Post, Secret
from bot.tell import answers
from bot.tell.addresses import or_url, wrong_robot
from bot.tell.forms import dingtalk
from bot.tell.forms.parts import packed
from feeds.model import Answer, utcnow

ADDRESS = "https://oapi.dingtalk.com/robot/send?access_token="
MINUTE = (20, 61.0)  #: messages a robot may send; a second more, for the way there differs
BLOCKED = timedelta(minutes=10)  #: for whoever sends more

SLOWER = {130101: BLOCKED, 410100: BLOCKED, 90018: timedelta(minutes=1)}
GONE = {
    300001: "the access_token in the robot's address is not known: the robot was removed, or the address is wrong",
    300005: "the access_token in the robot's address is not known: the robot was removed, or the address is wrong",
    400013: "the group was dissolved",
    400101: "the access_token in the robot's address is not known: the robot was removed, or the address is wrong",
    400102: "the robot was switched off",
    400106: "the robot was removed from the group",
    40014: "the access_token in the robot's address is not valid",
}
REFUSED = {
    400105: "DingTalk does not know this form of message",
    40035: "not in DingTalk's form",
    430101: "DingTalk finds a link in it unsafe",
    430102: "DingTalk finds its words improper",
    430103: "DingTalk finds its picture improper",
    430104: "DingTalk finds its content improper",
    460101: "longer than 20,000 bytes",
}
UNSIGNED = "it wants a signature: put the robot's secret into secret_file"
SIGNATURE = "the signature is wrong: copy the robot's secret (SEC…) again into secret_file"
CLOCK = "our clock is wrong by more than an hour: set this machine's time"
#: what 310000 says, in either of DingTalk's languages → what to do
SECURITY = {
    r"not in whitelist|不在白名单": "our IP address is not allowed: add it to the robot's IP addresses",
    r"keywords not in content|关键词不匹配": "it insists on a keyword which this message lacks: write it as keyword",
    r"sign not match|签名不匹配": SIGNATURE,
    r"timestamp|签名过期": CLOCK,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The [channel.dingtalk] table."""

    url: Secret | None = None  #: the robot's address, or its access_token alone; without it, each chat's id is one
    secret: Secret | None = None  #: SEC…, where the robot's security is 加签
    keyword: str = ""  #: where it is a custom keyword: added to messages that lack it
    corrections: bool = False  #: tell corrections and withdrawals by a short message
    allow_private: bool | tuple[str, ...] = False  #: true, or networks: a DingTalk of your own, inside

    def __post_init__(self) -> None:
        if self.url and (why := wrong_robot(self.url.reveal())):
            raise ValueError(f"url {why}")


class DingTalk:
    """The robot of the channel, or of each chat."""

    def __init__(self, settings: Settings, post: Post, clock: Callable[[], datetime] = utcnow) -> None:
        self._settings, self._post, self._clock = settings, post, clock
        self.edits = settings.corrections
        self.pace = Pace(window=MINUTE, overall=MINUTE if settings.url else None)

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        """DingTalk recognises no repeats, so `key` is only what we call the message."""
        settings = self._settings
        address = answers.robot(settings.url, chat.id, ADDRESS)
        if settings.secret:
            address = signed(address, settings.secret.reveal(), self._clock())
        answer = await answers.ask(self._post, address, packed(dingtalk.payload(message, settings.keyword)))
        if error := judge(answer, self._clock(), shared=settings.url is not None, signs=settings.secret is not None):
            raise error
        return key

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        await answers.once(self.send(chat, answers.correction(message), key=message_id))

    async def close(self) -> None:
        pass


def open(settings: Settings, post: Post) -> Channel:
    return DingTalk(settings, post)


def wrong_id(settings: Settings, id: str) -> str:
    return "" if settings.url else or_url(wrong_robot(id))


def signed(address: str, secret: str, now: datetime) -> str:
    """The address with timestamp (milliseconds) and signature, percent-encoded once."""
    stamp = str(round(now.timestamp() * 1000))
    digest = hmac.new(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256).digest()
    return f"{address}&timestamp={stamp}&sign={quote_plus(base64.b64encode(digest))}"


def judge(answer: Answer, now: datetime, *, shared: bool, signs: bool) -> DeliveryError | None:
    """None for success, else what the body's errcode means."""
    said = answers.said(answer)
    code = said.get("errcode") if said else None
    if said is None or not isinstance(code, int):
        return answers.unlike(answer, "DingTalk", now)
    if code == 0:
        return None
    what = f"DingTalk answered {code}"
    words = str(said.get("errmsg", ""))[:200]
    if code == -1:
        return TryLater(f"{what}: it is busy")
    if code in SLOWER:
        wait = SLOWER[code]
        why = f"more than 20 messages a minute; it listens again in {wait.total_seconds() / 60:g} minutes"
        return TryLater(f"{what}: {why}", wait, counts=False)
    if code in GONE:
        return ChatGone(f"{what}: {GONE[code]}")
    if code == 310000:
        return answers.robot_fault(f"{what}: {_security(words, signs=signs)}", shared=shared)
    if code in REFUSED:
        return Refused(f"{what}: {REFUSED[code]}")
    return (Unknown if answer.status >= 500 else TryLater)(f"{what} ({words})")


def _security(words: str, *, signs: bool) -> str:
    """What to do about a robot's security, by what it says against us."""
    found = next((todo for said, todo in SECURITY.items() if re.search(said, words)), "")
    if not signs and found in (SIGNATURE, CLOCK):
        return UNSIGNED
    return found or f"its security refuses us: {words}"
