"""What a service's answer to a post means for the delivery, as far as it is the same for all of them. No request here
that the channel did not make; what a service's own codes mean is in its channel.
"""

import json
from collections.abc import Awaitable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.errors import ChannelDown, ChatGone, DeliveryError, Refused, TryLater, Unknown
from bot.model import Message, Post, Secret
from bot.tell.addresses import wrong_robot
from feeds.errors import FetchError, Forbidden
from feeds.fetch import headers as http
from feeds.model import Answer

LONGEST = timedelta(days=1)  #: of a Retry-After that we believe
JSON = {"Content-Type": "application/json; charset=utf-8"}


async def ask(
    post: Post,
    url: str,
    body: bytes,
    headers: Mapping[str, str] = JSON,
    *,
    method: str = "POST",
    repeatable: bool = False,
) -> Answer:
    """The answer, or what its absence means. `repeatable`: the service knows a repeat, so doubt is no doubt."""
    try:
        return await post(url, body, headers, method=method)
    except Forbidden as e:
        raise ChannelDown(str(e)) from e
    except FetchError as e:
        raise Unknown(str(e)) if e.maybe_sent and not repeatable else TryLater(str(e), reached=e.maybe_sent) from e


def said(answer: Answer) -> dict[str, Any] | None:
    """The answer's JSON object; None where it is none."""
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def unlike(answer: Answer, service: str, now: datetime, *, repeatable: bool = False) -> DeliveryError:
    """What an answer means that is not in the service's own form: by its status, or not at all."""
    status = answer.status
    what = f"{service} answered {status}"
    after = retry_after(answer.headers, now)
    if status == 429 or (status == 503 and after is not None):
        wait = after or timedelta(minutes=1)
        return TryLater(f"{what} and asks us to wait {wait.total_seconds():g} s", wait, counts=False)
    if 300 <= status <= 499:
        return TryLater(f"{what}, and not in its own form: look at its address and at proxy, something is in between")
    doubt = TryLater if repeatable else Unknown
    return doubt(f"{what}, which cannot be understood" if status < 300 else f"{what}: a fault of its own")


def retry_after(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    """The wait asked for, in seconds or as a date; None where nothing sensible is said."""
    asked = http.retry_after(headers.get("retry-after"), now)
    return None if asked is None else min(asked, LONGEST)


def seconds(value: object, otherwise: float) -> timedelta:
    """A wait that a body speaks of, if it is one."""
    fine = isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < LONGEST.total_seconds()
    return timedelta(seconds=max(float(value), 0.1) if fine else otherwise)  # type: ignore[arg-type]


def robot(secret: Secret | None, chat: str, prefix: str) -> str:
    """The address of a robot: the channel's own, else what the chat's id says; a bare key is put behind `prefix`."""
    address = secret.reveal() if secret is not None else chat
    if why := wrong_robot(address):
        url = "the channel's url (url_file, url_env)"
        told = f"{url} {why}" if secret is not None else f"without {url}, the chat's id {why}"
        raise robot_fault(told, shared=secret is not None)
    return address if ":" in address else prefix + address


def robot_fault(why: str, *, shared: bool) -> DeliveryError:
    """A robot refuses us. `shared`: it is the channel's, so all its chats wait; else only this chat does."""
    return ChannelDown(why) if shared else ChatGone(why)


def correction(message: Message) -> Message:
    """What became of an article already told, as a short message for services that cannot edit."""
    return replace(message, look="line", image="", attachments=(), summary="", text="")


async def once(sending: Awaitable[object]) -> None:
    """Send a correction: in doubt it is not repeated, for it would be told twice and the news itself is there."""
    try:
        await sending
    except Unknown as e:
        raise Refused(f"{e}; a correction is not sent twice") from e
