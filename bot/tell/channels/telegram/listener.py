"""Listening to Telegram: long polling, updates handed over as plain values, replies sent. Decides no reply.

It runs beside everything else in one loop. Chats are served side by side, each in order. A batch is asked for again
(and so confirmed to Telegram) only when the one before has been handled or has taken too long.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from typing import Any
from urllib.parse import urlencode

from telegram import Bot, BotCommand, LinkPreviewOptions, ReplyParameters, Update
from telegram.error import TelegramError

from bot.errors import ChannelDown, ChatGone, ChatMoved, DeliveryError, Refused, TryLater
from bot.model import Incoming, Menu, OnIncoming, Reply
from bot.tell.channels.telegram.asking import Asking, Call, command_scope
from bot.tell.channels.telegram.incoming import WANTED, incoming
from bot.tell.channels.telegram.outcomes import UNCHANGED
from bot.tell.channels.telegram.replies import keyboard, pieces
from bot.tell.channels.telegram.request import Answered, Request
from bot.tell.channels.telegram.rival import Rival

log = logging.getLogger(__name__)

PATIENCE = 15.0  #: seconds a batch may take before the next one is asked for
LONGEST = 60.0  #: seconds between two tries when Telegram cannot be had
SLOW = 30.0  #: seconds a reply waits when Telegram asks for time; what must wait longer is not sent
GOODBYE = 2.0  #: seconds that the last word may take

Sleep = Callable[[float], Awaitable[None]]


class Listening:
    """One run of listening. `call` is the sender's: it turns trouble into what it means."""

    def __init__(
        self,
        bot: Bot,
        polls: Request,
        call: Call,
        on_incoming: OnIncoming,
        *,
        hold: float,
        sleep: Sleep = asyncio.sleep,
        rival: Rival | None = None,
    ) -> None:
        self._bot, self._polls, self._call, self._on_incoming = bot, polls, call, on_incoming
        self._hold = hold
        self._sleep = sleep
        self._rival = rival or Rival()
        self._username = ""
        self._offset = 0
        self._last: dict[int | None, asyncio.Task[None]] = {}
        self._told = ""

    async def run(self, menu: Menu) -> None:
        """Until cancelled."""
        failures = 0
        try:
            while True:
                try:
                    if not self._username:
                        await self._greet(menu)
                    batch = await self._ask()
                except DeliveryError as e:
                    failures += 1
                    await self._sleep(self._pause(e, failures))
                    continue
                if failures:
                    log.info("listening to Telegram again failures=%d", failures)
                if self._rival.gone():
                    log.info("nobody else listens with this bot's token any more; sending goes on")
                failures, self._told = 0, ""
                await self._hand_over(batch)
        finally:
            for task in self._last.values():
                task.cancel()
            await asyncio.gather(*self._last.values(), return_exceptions=True)
            await self._confirm()

    async def _greet(self, menu: Menu) -> None:
        """Who we are; no webhook may be set while we poll; the commands people can pick from."""
        me = await self._call(self._bot.get_me)
        await self._call(self._bot.delete_webhook)
        for (scope, language), commands in menu.items():
            listed = [BotCommand(name, what) for name, what in commands]
            ask = partial(self._bot.set_my_commands, listed, scope=command_scope(scope), language_code=language or None)
            try:
                await self._call(ask)
            except (Refused, ChatGone) as e:  # an admin who never wrote to the bot has no chat with it yet
                log.info("commands are not listed scope=%s why=%s", scope, e)
        self._username = me.username or ""
        log.info("listening to Telegram bot=@%s", self._username)

    async def _ask(self) -> list[dict[str, Any]]:
        """The next updates. Raw, because one that the library cannot read must not stop the others for ever."""
        query = urlencode({"offset": self._offset, "timeout": int(self._hold), "allowed_updates": json.dumps(WANTED)})
        wait = self._hold + (self._polls.read_timeout or 0)
        url = f"{self._bot.base_url}/getUpdates?{query}"
        batch = await self._call(lambda: self._polls.post(url, read_timeout=wait))
        return [update for update in batch if isinstance(update, dict) and isinstance(update.get("update_id"), int)]

    async def _confirm(self) -> None:
        """Tell Telegram what has been handled, so that the next start does not hear it again."""
        if self._offset:
            query = urlencode({"offset": self._offset, "timeout": 0, "limit": 1})
            with suppress(TelegramError, TimeoutError):
                async with asyncio.timeout(GOODBYE):
                    await self._polls.post(f"{self._bot.base_url}/getUpdates?{query}")

    def _pause(self, error: DeliveryError, failures: int) -> float:
        """How long until the next try; the log is told once a cause."""
        said = str(error)
        conflict = isinstance(error.__cause__, Answered) and error.__cause__.status == 409
        if conflict:
            if self._rival.heard():
                log.error("another program listens with this bot's token, nothing is sent; stop one of them: %s", said)
        elif said != self._told:
            self._told = said
            if isinstance(error, ChannelDown):
                log.error("not listening to Telegram: %s", said)
            else:
                log.warning("not listening to Telegram for now: %s", said)
        if isinstance(error, TryLater) and error.after is not None:
            return error.after.total_seconds()
        return LONGEST if conflict or isinstance(error, ChannelDown) else min(2.0 ** (failures - 1), LONGEST)

    async def _hand_over(self, batch: list[dict[str, Any]]) -> None:
        """Each chat's updates in order, after what it said before."""
        running = set()
        for raw in batch:
            self._offset = max(self._offset, raw["update_id"] + 1)
            try:
                update = Update.de_json(raw, self._bot)
            except (TelegramError, TypeError, KeyError, ValueError, AttributeError) as e:
                log.error("an update of Telegram cannot be read, skipped update=%d: %r", raw["update_id"], e)
                continue
            chat = update.effective_chat.id if update.effective_chat else None
            task = asyncio.create_task(self._handle(update, self._last.get(chat)))
            self._last[chat] = task
            task.add_done_callback(lambda done, chat=chat: self._forget(chat, done))  # type: ignore[misc]
            running.add(task)
        if running:
            await asyncio.wait(running, timeout=PATIENCE)

    def _forget(self, chat: int | None, done: "asyncio.Task[None]") -> None:
        if self._last.get(chat) is done:
            del self._last[chat]

    async def _handle(self, update: Update, before: "asyncio.Task[None] | None") -> None:
        if before is not None:
            await asyncio.wait([before])
        try:
            said = incoming(update, self._username)
            if said is None:
                return
            reply = await self._on_incoming(said, Asking(self._bot, self._call, said))
            if reply is not None or update.callback_query:
                await self._reply(update, said, reply or Reply())
        except DeliveryError as e:
            log.warning("a reply did not arrive update=%d why=%s", update.update_id, e)
        except Exception:  # a bug in one command must not end the listening
            log.exception("a command failed update=%d", update.update_id)

    async def _reply(self, update: Update, said: Incoming, reply: Reply) -> None:
        query = update.callback_query
        if query is not None:
            await self._quietly(lambda: self._bot.answer_callback_query(query.id, text=reply.toast[:200] or None))
        parts = pieces(reply)
        for index, html in enumerate(parts):
            buttons = keyboard(reply.buttons) if index == len(parts) - 1 else None
            if index == 0 and reply.instead and query is not None and query.message is not None:
                await self._change(said, query.message.message_id, html, buttons)
            else:
                await self._say(update, said, html, buttons)

    async def _change(self, said: Incoming, message: int, html: str, buttons: Any) -> None:
        try:
            await self._patiently(
                lambda: self._bot.edit_message_text(
                    html, chat_id=int(said.chat), message_id=message, parse_mode="HTML", reply_markup=buttons
                )
            )
        except Refused as e:
            if not UNCHANGED.search(str(e)):
                raise

    async def _say(self, update: Update, said: Incoming, html: str, buttons: Any, chat: str = "") -> None:
        asked = update.message if said.kind in ("group", "supergroup") else None
        answers = ReplyParameters(asked.message_id, allow_sending_without_reply=True) if asked and not chat else None
        try:
            await self._patiently(
                lambda: self._bot.send_message(
                    int(chat or said.chat),
                    html,
                    parse_mode="HTML",
                    message_thread_id=said.topic,
                    reply_markup=buttons,
                    reply_parameters=answers,
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                )
            )
        except ChatMoved as e:
            if chat:
                raise
            await self._say(update, said, html, buttons, e.new_id)

    async def _patiently(self, ask: Callable[[], Awaitable[Any]]) -> None:
        """Once more after the time that Telegram asks for, or a moment; only where it was surely not sent."""
        try:
            await self._call(ask)
        except TryLater as e:
            wait = e.after.total_seconds() if e.after else 1.0
            if wait > SLOW:
                raise
            await self._sleep(wait)
            await self._call(ask)

    async def _quietly(self, ask: Callable[[], Awaitable[Any]]) -> None:
        """For what nobody misses: a button's answer comes too late after some seconds."""
        try:
            await self._call(ask)
        except DeliveryError as e:
            log.debug("not answered: %s", e)
