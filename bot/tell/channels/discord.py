"""Discord by webhooks: embeds that can be edited and deleted, for `?wait=true` tells their ids.

No limits are written here: Discord's own headers say when a webhook may send again, and they are obeyed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit, urlunsplit

from bot.errors import ChannelDown, ChatGone, DeliveryError, Refused, TryLater, Unknown
from bot.model import Channel, Chat, Message, Pace, Post, Secret
from bot.tell import answers
from bot.tell.addresses import or_url, wrong_webhook
from bot.tell.forms import discord
from bot.tell.forms.parts import packed
from feeds.model import Answer, utcnow

GONE = {
    10003: "the channel was deleted",
    10015: "the webhook was deleted",
    50027: "the token in the webhook's address is wrong",
}
GONE_MESSAGE = 10008
SHUT_OUT = timedelta(hours=1)  #: when Cloudflare, in front of Discord, refuses our address


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The [channel.discord] table."""

    url: Secret | None = None  #: the webhook's address; without it, each chat's id is one
    username: str = ""  #: who seems to write; without it the webhook's own name
    allow_private: bool | tuple[str, ...] = False  #: true, or networks: something like Discord, inside

    def __post_init__(self) -> None:
        if self.url and (why := wrong_webhook(self.url.reveal())):
            raise ValueError(f"url {why}")


class Discord:
    """The webhook of the channel, or of each chat."""

    #: 5 in 2 s a webhook and 30 a minute a channel are said of it: below both
    pace = Pace(gap=0.5, window=(30, 60.0))
    edits = True
    deletes = True

    def __init__(self, settings: Settings, post: Post, clock: Callable[[], datetime] = utcnow) -> None:
        self._settings, self._post, self._clock = settings, post, clock
        self._not_before: dict[str, datetime] = {}  # by address, as the last answer's headers said

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        """A webhook recognises no repeats, so `key` is of no use to it."""
        told = discord.payload(message)
        if self._settings.username:
            told["username"] = self._settings.username
        answer = await self._ask("POST", chat, "", told, wait="true")
        said = answers.said(answer) or {}
        if not isinstance(said.get("id"), str):
            raise Unknown("Discord's answer has no message id in it")
        return str(said["id"])

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        told = discord.payload(message)
        told.pop("flags", None)  # of a new message only
        await self._ask("PATCH", chat, f"/messages/{message_id}", told, repeatable=True)

    async def delete(self, chat: Chat, message_id: str) -> None:
        """A message that is gone already is a success."""
        try:
            await self._ask("DELETE", chat, f"/messages/{message_id}", None, repeatable=True)
        except Refused as e:
            if str(GONE_MESSAGE) not in str(e):
                raise

    async def close(self) -> None:
        pass

    async def _ask(
        self, method: str, chat: Chat, path: str, told: object, *, wait: str = "", repeatable: bool = False
    ) -> Answer:
        settings = self._settings
        address = settings.url.reveal() if settings.url else chat.id
        if not address.startswith(("https://", "http://")):
            why = "the webhook's address is neither in the channel's url (url_file, url_env) nor in the chat's id"
            raise answers.robot_fault(why, shared=settings.url is not None)
        rest = self._not_before.get(address, self._clock()) - self._clock()
        if rest > timedelta():
            raise TryLater("Discord's headers ask us to wait", rest, counts=False)
        queries = [f"wait={wait}"] if wait else []
        queries += [f"thread_id={chat.topic}"] if chat.topic is not None else []
        body = b"" if told is None else packed(told)
        url = _joined(address, path, queries)
        answer = await answers.ask(self._post, url, body, method=method, repeatable=repeatable)
        now = self._clock()
        if reset := spent(answer):
            self._not_before[address] = now + reset
        if error := judge(answer, now, repeatable=repeatable):
            raise error
        return answer


def open(settings: Settings, post: Post) -> Channel:
    return Discord(settings, post)


def wrong_id(settings: Settings, id: str) -> str:
    return "" if settings.url else or_url(wrong_webhook(id))


def _joined(address: str, path: str, queries: list[str]) -> str:
    parts = urlsplit(address)
    query = "&".join([*([parts.query] if parts.query else []), *queries])
    return urlunsplit((parts.scheme, parts.netloc, parts.path.rstrip("/") + path, query, ""))


def spent(answer: Answer) -> timedelta | None:
    """How long the webhook must rest, where this answer was the last of its allowance."""
    if answer.headers.get("x-ratelimit-remaining") != "0":
        return None
    try:
        return answers.seconds(float(answer.headers.get("x-ratelimit-reset-after", "")), 1.0)
    except ValueError:
        return None


def judge(answer: Answer, now: datetime, *, repeatable: bool = False) -> DeliveryError | None:
    """None for success, else what status and code mean."""
    status = answer.status
    if 200 <= status <= 299:
        return None
    said = answers.said(answer)
    if said is None:
        if status == 403:
            return TryLater("Cloudflare, in front of Discord, refuses our address (403)", SHUT_OUT, counts=False)
        return answers.unlike(answer, "Discord", now, repeatable=repeatable)
    code, words = said.get("code"), str(said.get("message", ""))[:200]
    what = f"Discord answered {status}" + (f" {code}" if code else "")
    if status == 429:
        wait = answers.seconds(said.get("retry_after"), 5.0)
        return TryLater(f"{what} and asks us to wait {wait.total_seconds():g} s", wait, counts=False)
    if code in GONE:
        return ChatGone(f"{what}: {GONE[code]}")
    if code == GONE_MESSAGE:
        return Refused(f"{what}: the message is gone")
    if status in (401, 403):
        return ChannelDown(f"{what} ({words})")
    if status == 404:
        return ChatGone(f"{what} ({words}): look at the webhook's address")
    if 400 <= status <= 499:
        return Refused(f"{what} ({words})")
    return (TryLater if repeatable else Unknown)(f"{what} ({words})")
