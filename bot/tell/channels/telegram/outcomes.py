"""What each answer of the Bot API means for a delivery: one table, decided by cause. Pure.

surely not sent   TryLater, ChatMoved, ChatGone, ChannelDown      refused for good   Refused      else   Unknown
"""

import re
from datetime import timedelta

import httpx
from telegram.error import TelegramError

from bot.errors import ChannelDown, ChatGone, ChatMoved, DeliveryError, Refused, TryLater, Unknown
from bot.tell.channels.telegram.request import Answered
from bot.tell.redact import redact

#: httpx errors that come before the first byte of the request is written
NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
    httpx.LocalProtocolError,
)

#: 400 with these words: the chat cannot be written to; searched without regard to case
GONE = re.compile(
    "not enough rights|have no rights|need administrator"
    "|chat_write_forbidden|chat_admin_required|chat_restricted|chat_send_\\w+_forbidden|bot is not a member|was kicked"
    "|user is deactivated|user_deactivated|input_user_deactivated|group is deactivated|chat is deactivated"
    "|chat was deleted|channel_private|user_is_blocked|group chat was upgraded",
    re.IGNORECASE,
)

#: 400 with these words: Telegram does not find the chat, which it also says in bad hours: believed when heard again
ABSENT = re.compile("chat not found|chat_not_found|user not found|peer_id_invalid", re.IGNORECASE)

#: 400 with these words: the topic cannot be written to; the forum around it may be fine
TOPIC = re.compile(
    "thread not found|topic_closed|topic_deleted|topic_id_invalid|topic closed|topic deleted", re.IGNORECASE
)

#: 400 with these words: the same text goes through without markup and buttons
MARKUP = re.compile(
    "can't parse|message is too long|message_too_long|entity|entities_too_long|button|keyboard|reply_markup"
    "|url is invalid|wrong http url|unsupported url",
    re.IGNORECASE,
)

UNCHANGED = re.compile("message is not modified|message_not_modified", re.IGNORECASE)
NOTHING_TO_DELETE = re.compile("message to delete not found|message_id_invalid", re.IGNORECASE)


def outcome(error: Exception) -> DeliveryError:
    """The meaning of whatever a request raised. InvalidToken's kin is ChannelDown here; the sender asks again first."""
    if isinstance(error, Answered):
        return _answered(error)
    cause = error.__cause__
    if isinstance(cause, NOT_SENT):
        return TryLater(f"Telegram cannot be reached: {_words(cause)}", reached=False)
    if isinstance(cause, httpx.HTTPError):
        return Unknown(f"the connection to Telegram broke before the answer: {_words(cause)}")
    if isinstance(error, TelegramError):
        return Unknown(f"Telegram's answer could not be read: {redact(str(error))[:200]}")
    return Unknown(f"Telegram's answer made no sense: {_words(error)}")


def _answered(error: Answered) -> DeliveryError:
    status, said = error.status, redact(error.description)[:300]
    if status >= 500:
        return Unknown(f"Telegram's server answered {status}{': ' if said else ''}{said}")
    if status == 429:
        return _slower(error)
    if not said:
        return TryLater(f"something between us and Telegram answered {status}: look at base_url and proxy")
    if new := error.parameters.get("migrate_to_chat_id"):
        return ChatMoved("the group has become a supergroup", str(new))
    if status in (401, 404):
        return ChannelDown(f"Telegram does not know this token ({status} {said})")
    if status == 403 or GONE.search(said) or TOPIC.search(said):
        return ChatGone(_plain(said))
    if ABSENT.search(said):
        return ChatGone(_plain(said), sure=False)
    if status == 400:
        return Refused(_plain(said))
    return TryLater(f"Telegram answered {status}: {said}")


def _slower(error: Answered) -> DeliveryError:
    seconds = error.parameters.get("retry_after")
    if isinstance(seconds, int | float):
        return TryLater(
            f"Telegram asks us to wait {seconds} s in this chat", timedelta(seconds=max(seconds, 1)), counts=False
        )
    return TryLater("asked to slow down, without saying how long")


def harmless(error: DeliveryError) -> DeliveryError:
    """For what may be done twice without harm (edit, delete): doubt is no doubt, just do it again."""
    return TryLater(str(error)) if isinstance(error, Unknown) else error


def _plain(said: str) -> str:
    return re.sub(r"^(Bad Request|Forbidden): ", "", said)


def _words(error: Exception) -> str:
    return redact(f"{type(error).__name__} {error}".strip())[:200]
