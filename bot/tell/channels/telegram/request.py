"""HTTP to the Bot API: every answer but a good one becomes `Answered`, with the status and what Telegram said.

python-telegram-bot's own errors drop the status and cannot tell Telegram's 403 from a proxy's; here both are kept.
What goes wrong below HTTP stays as the library raises it: NetworkError or TimedOut, with the httpx error as cause.
"""

import json
import ssl
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.errors import ConfigError
from bot.tell.channels.telegram import Settings
from bot.tell.redact import redact


class Answered(TelegramError):
    """The server's answer, when it is not 2xx. `description` is "" where it was not Telegram that spoke."""

    def __init__(self, status: int, description: str, parameters: Mapping[str, Any]) -> None:
        super().__init__(description or f"status {status}, not in Telegram's form")
        self.status = status
        self.description = description
        self.parameters = parameters


class Request(HTTPXRequest):
    """The library's own, with the answer's status kept."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        status, payload = await super().do_request(*args, **kwargs)
        if 200 <= status <= 299 and not payload.startswith(b'{"ok":false'):
            return status, payload
        said = _object(payload)
        description = said.get("description")
        code = said.get("error_code")
        parameters = said.get("parameters")
        raise Answered(
            code if 200 <= status <= 299 and isinstance(code, int) else status,
            description if isinstance(description, str) else "",
            parameters if isinstance(parameters, dict) else {},
        )


def _object(payload: bytes) -> dict[str, Any]:
    try:
        said = json.loads(payload)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def request(settings: Settings, *, read_timeout: float, connections: int) -> Request:
    """A pool of connections of its own; proxies come from the config, never from the environment."""
    try:
        return Request(
            connection_pool_size=connections,
            read_timeout=read_timeout,
            write_timeout=settings.connect_timeout,
            connect_timeout=settings.connect_timeout,
            pool_timeout=5.0,
            proxy=settings.proxy,
            httpx_kwargs={"trust_env": False, "verify": _trusted()},
        )
    except (RuntimeError, ValueError) as e:
        raise ConfigError(redact(f"channel telegram: proxy: {settings.proxy} cannot be used: {e}")) from None


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates that httpx trusts, read once: each client would read them anew, which takes 25 ms."""
    return httpx.create_ssl_context(trust_env=False)
