"""Asking Telegram who somebody is in a chat, and to whom commands are shown. Decides nothing."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from telegram import (
    Bot,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)

from bot.errors import DeliveryError
from bot.model import Incoming, Standing
from bot.tell.channels.telegram.incoming import public_name
from bot.tell.cut import one_line

log = logging.getLogger(__name__)

Call = Callable[[Callable[[], Awaitable[Any]]], Awaitable[Any]]

ADMINS = ("creator", "administrator")


class Asking:
    """About whoever said one thing. `call` turns trouble into what it means."""

    def __init__(self, bot: Bot, call: Call, said: Incoming) -> None:
        self._bot, self._call, self._said = bot, call, said

    async def __call__(self) -> bool:
        """An admin of the chat where it was said? Nobody is, when Telegram cannot say."""
        said = self._said
        if said.admin is not None or said.user is None:
            return bool(said.admin)
        return await self._is_admin(said.chat, said.user)

    async def at(self, chat: str) -> Standing | None:
        """The same in another chat; he must be known by a number of his own."""
        if self._said.user is None:
            return None
        try:
            there = await self._call(lambda: self._bot.get_chat(address(chat)))
        except DeliveryError as e:
            log.info("cannot look into a chat chat=%s why=%s", chat, e)
            return None
        known = str(there.id)
        admin = there.type != "private" and await self._is_admin(known, self._said.user)
        return Standing(
            chat=known,
            title=one_line(there.title or ""),
            name=public_name(there.username),
            kind=str(there.type),
            admin=admin,
        )

    async def _is_admin(self, chat: str, user: str) -> bool:
        try:
            member = await self._call(lambda: self._bot.get_chat_member(address(chat), int(user)))
        except DeliveryError as e:
            log.warning("cannot ask who is admin chat=%s why=%s", chat, e)
            return False
        return str(member.status) in ADMINS


def address(chat: str) -> int | str:
    """A chat's id as Telegram takes it: a number, or @name."""
    return int(chat) if chat.lstrip("-").isdecimal() else chat


def command_scope(scope: str) -> BotCommandScope:
    """Those who are shown a list of commands: see bot.model.Menu."""
    if scope == "private":
        return BotCommandScopeAllPrivateChats()
    if scope == "admins":
        return BotCommandScopeAllChatAdministrators()
    return BotCommandScopeChat(address(scope)) if scope else BotCommandScopeDefault()
