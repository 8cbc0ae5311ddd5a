"""Slack: by a bot's token (messages can be edited and deleted), or by an incoming webhook's address (they cannot).

With a token the chat's id is the channel's (C…); Slack's answer is `ok` and `error` inside HTTP 200.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from bot.errors import ChannelDown, ChatGone, DeliveryError, Refused, TryLater, Unknown
from bot.model import Channel, Chat, Message, Pace, Post, Secret
from bot.tell import answers
from bot.tell.addresses import base, or_url, wrong_webhook
from bot.tell.forms import slack
from bot.tell.forms.parts import Json, packed
from feeds.model import Answer, utcnow

GONE = {
    "channel_not_found": "there is no such channel, or the bot is not in it: /invite it",
    "not_in_channel": "the bot is not in the channel: /invite it",
    "is_archived": "the channel is archived",
    "channel_is_archived": "the channel is archived",
    "no_service": "the webhook was removed",
    "no_service_id": "the webhook's address is wrong",
    "no_team": "the workspace is gone",
    "team_disabled": "the workspace is gone",
    "user_not_found": "there is no such person",
    "restricted_action": "the bot may not write there",
    "action_prohibited": "an admin of the workspace forbids it",
    "posting_to_general_channel_denied": "the bot may not write there",
}
DOWN = {
    "invalid_auth": "the token is wrong",
    "not_authed": "the token is missing",
    "token_revoked": "the token was revoked",
    "token_expired": "the token has expired",
    "account_inactive": "the bot was removed from the workspace",
    "missing_scope": "the bot needs the scope chat:write",
    "not_allowed_token_type": "this is not a bot's token (xoxb-…)",
    "invalid_token": "the webhook's address is wrong",
    "access_denied": "our address or app is not allowed in this workspace",
    "ekm_access_denied": "an admin of the workspace forbids it",
}
LATER = ("ratelimited", "rate_limited", "message_limit_exceeded", "service_unavailable", "team_added_to_org")
DOUBT = ("internal_error", "fatal_error", "request_timeout", "rollup_error")  #: some of it may have been done
ALREADY_GONE = "message_not_found"
BAD_BLOCKS = ("invalid_blocks", "invalid_attachments", "invalid_blocks_format")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The [channel.slack] table."""

    token: Secret | None = None  #: a bot's, xoxb-…; then each chat's id is a channel's (C…)
    url: Secret | None = None  #: or an incoming webhook's address; without both, each chat's id is one
    base_url: Annotated[str, base] = "https://slack.com/api"
    corrections: bool = False  #: without a token: tell corrections and withdrawals by a short message
    allow_private: bool | tuple[str, ...] = False  #: true, or networks: something like Slack, inside

    def __post_init__(self) -> None:
        if self.url and (why := wrong_webhook(self.url.reveal())):
            raise ValueError(f"url {why}")


class Slack:
    """One bot, or webhooks."""

    pace = Pace(gap=1.0)

    def __init__(self, settings: Settings, post: Post, clock: Callable[[], datetime] = utcnow) -> None:
        self._settings, self._post, self._clock = settings, post, clock
        self.edits = settings.token is not None or settings.corrections
        self.deletes = self.let_in = settings.token is not None

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        """Slack recognises no repeats. It refuses blocks whose picture it cannot get: once more without."""
        try:
            return await self._send(chat, message, key)
        except Refused as e:
            if not message.image or not any(word in str(e) for word in BAD_BLOCKS):
                raise
        return await self._send(chat, replace(message, image=""), key)

    async def _send(self, chat: Chat, message: Message, key: str) -> str:
        told = slack.payload(message)
        if self._settings.token is None:
            await self._webhook(chat, told)
            return key
        said = await self._call("chat.postMessage", told | {"channel": chat.id})
        return f"{said.get('channel', chat.id)}/{said.get('ts')}"  # an edit wants the channel's real id, too

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        if self._settings.token is None:
            await answers.once(self._webhook(chat, slack.payload(answers.correction(message))))
        else:
            await self._call("chat.update", slack.payload(message) | _which(chat, message_id), repeatable=True)

    async def delete(self, chat: Chat, message_id: str) -> None:
        """A message that is gone already is a success."""
        try:
            await self._call("chat.delete", _which(chat, message_id), repeatable=True)
        except Refused as e:
            if ALREADY_GONE not in str(e):
                raise

    async def close(self) -> None:
        pass

    async def _call(self, method: str, told: Json, *, repeatable: bool = False) -> Mapping[str, object]:
        assert self._settings.token is not None
        headers = {**answers.JSON, "Authorization": f"Bearer {self._settings.token.reveal()}"}
        url = f"{self._settings.base_url.rstrip('/')}/{method}"
        answer = await answers.ask(self._post, url, packed(told), headers, repeatable=repeatable)
        said = answers.said(answer)
        if said is None or not isinstance(said.get("ok"), bool):
            raise answers.unlike(answer, "Slack", self._clock(), repeatable=repeatable)
        if not said["ok"]:
            raise meaning(str(said.get("error")), answer, self._clock(), repeatable=repeatable)
        return said

    async def _webhook(self, chat: Chat, told: Json) -> None:
        url = self._settings.url.reveal() if self._settings.url else chat.id
        if not url.startswith(("https://", "http://")):
            why = "there is neither a token (token_file) nor a webhook's address in url (url_file) or in the chat's id"
            raise answers.robot_fault(why, shared=self._settings.url is not None)
        answer = await answers.ask(self._post, url, packed(told))
        words = answer.body[:100].decode("utf-8", "replace").strip()
        if answer.status == 200 and words == "ok":
            return
        if not words.replace("_", "").isalnum() or answer.status in (200, 429):
            raise answers.unlike(answer, "Slack", self._clock())
        raise meaning(words, answer, self._clock())


def open(settings: Settings, post: Post) -> Channel:
    return Slack(settings, post)


def wrong_id(settings: Settings, id: str) -> str:
    return "" if settings.token or settings.url else or_url(wrong_webhook(id))


def _which(chat: Chat, message_id: str) -> Json:
    channel, _, stamp = message_id.rpartition("/")
    return {"channel": channel or chat.id, "ts": stamp}


def meaning(error: str, answer: Answer, now: datetime, *, repeatable: bool = False) -> DeliveryError:
    """What Slack's word for a fault means."""
    what = f"Slack answered {error[:60]}"
    if error in LATER:
        wait = answers.retry_after(answer.headers, now)
        return TryLater(f"{what}: it asks us to wait", wait, counts=wait is None)
    if error in DOUBT or (answer.status >= 500 and error not in GONE | DOWN):
        return (TryLater if repeatable else Unknown)(f"{what}: a fault of its own")
    if error in GONE:
        return ChatGone(f"{what}: {GONE[error]}")
    if error in DOWN:
        return ChannelDown(f"{what}: {DOWN[error]}")
    return Refused(what)
