"""Telegram through the Bot API. Here are only the settings; the library is imported when a channel is opened.

request.py    HTTP as Telegram answers it        outcomes.py   what each answer means for a delivery
sender.py     send, edit, delete, check          listener.py   updates in, replies out
"""

import re
from dataclasses import dataclass, field
from typing import Annotated

from bot.model import Channel, Post, Secret
from bot.tell.addresses import base_with_user


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The [channel.telegram] table."""

    token: Secret  #: what @BotFather gave
    #: or a reverse proxy (user:password@ may be in it), or a Bot API server of your own
    base_url: Annotated[str, base_with_user] = field(default="https://api.telegram.org/bot", repr=False)
    proxy: str | None = None  #: http://host:port, for Telegram alone
    read_timeout: float = 30.0  #: seconds a send may wait for its answer; shorter means more doubt
    connect_timeout: float = 10.0
    poll: float = 50.0  #: seconds one question for updates is held open
    preview: bool = True  #: let Telegram show a preview of the article
    listen: bool = True  #: answer commands; False: send only
    admins: tuple[int, ...] = ()  #: numbers of the people who may say /status, /poll, /pause …

    def __post_init__(self) -> None:
        if not re.fullmatch(r"\d+:[\w-]+", self.token.reveal(), re.ASCII):
            raise ValueError("token is not what @BotFather gives: a number, a colon, letters and digits")


def open(settings: Settings, post: Post) -> Channel:
    from bot.tell.channels.telegram.sender import Telegram

    return Telegram(settings)


def wrong_id(settings: Settings, id: str) -> str:
    return "" if re.fullmatch(r"-?\d+|@\w+", id, re.ASCII) else "must be a number, or the @name of a public chat"
