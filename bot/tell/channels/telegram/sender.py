"""Messages to Telegram chats: send, edit, delete, and a check that they would work. Paces nothing: the outbox does."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, TypeVar

from telegram import Bot, CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import TelegramError

from bot.errors import ChannelDown, ChatGone, DeliveryError, Refused, TryLater
from bot.model import Chat, Menu, Message, OnIncoming, Pace, Pictures
from bot.tell.channels.telegram import Settings
from bot.tell.channels.telegram.asking import address
from bot.tell.channels.telegram.listener import Listening
from bot.tell.channels.telegram.outcomes import MARKUP, NOTHING_TO_DELETE, TOPIC, UNCHANGED, harmless, outcome
from bot.tell.channels.telegram.pictures import CAPTION, Album, captioned, number, numbered, wanted
from bot.tell.channels.telegram.request import request
from bot.tell.channels.telegram.rival import Rival
from bot.tell.cut import utf16
from bot.tell.forms import parts
from bot.tell.redact import redact
from bot.tell.telegram_html import LIMIT, calling_nobody, telegram_html
from bot.tell.words import word
from feeds.model import ChangeKind

log = logging.getLogger(__name__)
T = TypeVar("T")

COPIED = 256  #: characters of an address that a button may copy

#: an answer which is JSON but not what the library expects makes it raise one of these
NONSENSE = (TypeError, KeyError, ValueError, AttributeError)


class Telegram:
    """One bot. Connections are opened at the first request."""

    #: what Telegram's FAQ says, a little below; the real limits are not told, so 429 is obeyed besides
    pace = Pace(gap=1.0, group_window=(20, 60.0), overall=(28, 1.0))
    edits = True
    deletes = True
    let_in = True

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.rival = Rival()
        self._album = Album()
        self._sends = request(settings, read_timeout=settings.read_timeout, connections=64)
        self._polls = request(settings, read_timeout=settings.read_timeout, connections=2)
        self.bot = Bot(
            settings.token.reveal(),
            base_url=settings.base_url,
            request=self._sends,
            get_updates_request=self._polls,
        )

    def __repr__(self) -> str:
        return f"Telegram({redact(self.settings.base_url)})"

    @property
    def pictures(self) -> Pictures | None:
        """How pictures are fetched that Telegram cannot fetch itself; None: such go without."""
        return self._album.fetch

    @pictures.setter
    def pictures(self, fetch: Pictures | None) -> None:
        self._album.fetch = fetch

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        """Telegram recognises no repeats, so `key` is of no use to it. Where a forum's topic is closed or deleted, the
        message goes to the forum's General topic; where there is no forum, the chat (which is this topic) is gone."""
        self.rival.check()
        try:
            return await self._tell(chat, message)
        except ChatGone as e:
            if chat.topic is None or not TOPIC.search(str(e)) or not await self._is_forum(chat):
                raise
            log.warning("told in General, the topic is gone chat=%s topic=%d why=%s", chat.id, chat.topic, e)
            return await self._tell(replace(chat, topic=None), message)

    async def _tell(self, chat: Chat, message: Message) -> str:
        """With its picture where one is wanted and Telegram takes it, else in words."""
        if wanted(message):
            look = captioned(self._dressed(message, CAPTION))
            sent = await self._album.send(
                message, lambda picture: self._call(lambda: self._send_photo(chat, message, picture, **look))
            )
            if sent is not None:
                return numbered(sent, photo=True)
        sent = await self._either_way(message, lambda look: self._send(chat, message, **look))
        return numbered(sent, photo=False)

    async def _is_forum(self, chat: Chat) -> bool:
        try:
            return bool((await self._call(lambda: self.bot.get_chat(address(chat.id)))).is_forum)
        except DeliveryError as e:
            raise harmless(e) from e

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        """The same again is a success, so whatever is in doubt may be repeated."""
        self.rival.check()
        try:
            found, photo = number(message_id)
            limit = CAPTION if photo else LIMIT
            await self._either_way(message, lambda look: self._edit(chat, found, photo, **look), limit)
        except Refused as e:
            if not UNCHANGED.search(str(e)):
                raise
        except DeliveryError as e:
            raise _of_old(e) from e

    async def delete(self, chat: Chat, message_id: str) -> None:
        """Refused when it is older than 48 hours; a message that is gone already is a success."""
        self.rival.check()
        try:
            await self._call(lambda: self.bot.delete_message(address(chat.id), number(message_id)[0]))
        except Refused as e:
            if not NOTHING_TO_DELETE.search(str(e)):
                raise
        except DeliveryError as e:
            raise _of_old(e) from e

    async def check(self, chat: Chat | None = None) -> str:
        """Try the token and, given a chat, whether we may write there. A sentence, or what sending would raise."""
        me = await self._call(self.bot.get_me)
        if chat is None:
            return f"@{me.username} is ready"
        there = await self._call(lambda: self.bot.get_chat(address(chat.id)))
        title = there.title or there.full_name or chat.id
        if there.type == "private":
            return f"@{me.username} may write to {title}"
        we = await self._call(lambda: self.bot.get_chat_member(address(chat.id), me.id))
        if there.type == "channel" and not getattr(we, "can_post_messages", False):
            raise Refused(f"@{me.username} may not post in {title}: make it an administrator there")
        if we.status in ("left", "kicked"):
            raise Refused(f"@{me.username} is not in {title}: add it there")
        return f"@{me.username} is {we.status} of {title}"

    async def listen(self, on_incoming: OnIncoming, menu: Menu) -> None:
        """Until cancelled; where the config says `listen = false`, it returns at once."""
        if self.settings.listen:
            hold, rival = self.settings.poll, self.rival
            await Listening(self.bot, self._polls, self._call, on_incoming, hold=hold, rival=rival).run(menu)

    async def close(self) -> None:
        await self._sends.shutdown()
        await self._polls.shutdown()

    async def _either_way(
        self, message: Message, act: Callable[[dict[str, Any]], Awaitable[T]], limit: int = LIMIT
    ) -> T:
        """With markup and button; if Telegram cannot read those, once more as plain text."""
        try:
            return await self._call(lambda: act(self._dressed(message, limit)))
        except Refused as e:
            if not MARKUP.search(str(e)):
                raise
            log.warning("sending as plain text title=%r why=%s", message.title, e)
        words = parts.text(parts.tidied(calling_nobody(message)), limit, utf16)
        return await self._call(lambda: act({"text": words} | self._preview(message)))

    def _dressed(self, message: Message, limit: int = LIMIT) -> dict[str, Any]:
        dressed = {"text": telegram_html(message, limit), "parse_mode": "HTML", "reply_markup": _buttons(message)}
        return dressed | self._preview(message)

    def _preview(self, message: Message) -> dict[str, Any]:
        shown = self.settings.preview and message.url and message.look != "line" and message.picture != "none"
        shown = shown and message.kind is not ChangeKind.WITHDRAWN
        options = LinkPreviewOptions(url=message.url) if shown else LinkPreviewOptions(is_disabled=True)
        return {"link_preview_options": options}

    def _send(self, chat: Chat, message: Message, **look: Any) -> Any:
        return self.bot.send_message(
            address(chat.id), message_thread_id=chat.topic, disable_notification=message.silent or None, **look
        )

    def _send_photo(self, chat: Chat, message: Message, picture: str | bytes, **look: Any) -> Any:
        return self.bot.send_photo(
            address(chat.id),
            picture,
            message_thread_id=chat.topic,
            disable_notification=message.silent or None,
            **look,
        )

    def _edit(self, chat: Chat, message_id: int, photo: bool, **look: Any) -> Any:
        if photo:
            return self.bot.edit_message_caption(chat_id=address(chat.id), message_id=message_id, **captioned(look))
        return self.bot.edit_message_text(chat_id=address(chat.id), message_id=message_id, **look)

    async def _call(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Ask Telegram; every trouble becomes what it means for the delivery. Being cancelled goes through: the
        request may have arrived, and whoever cancelled must count it as unknown."""
        try:
            return await ask()
        except (TelegramError, *NONSENSE) as e:
            found = outcome(e)
            if isinstance(found, ChannelDown):
                found = await self._confirmed(found)
            raise found from e

    async def _confirmed(self, found: ChannelDown) -> DeliveryError:
        """A token is only given up when getMe says so too: a proxy in between can answer 404 as well."""
        try:
            await self.bot.get_me()
        except (TelegramError, *NONSENSE) as e:
            again = outcome(e)
            return again if isinstance(again, ChannelDown) else TryLater(f"{found}; getMe could not confirm: {again}")
        return TryLater(f"{found}, yet getMe knows it")


def _of_old(error: DeliveryError) -> DeliveryError:
    """What went wrong with a message that was sent before: doubt does no harm, and a closed topic keeps it as it is."""
    if isinstance(error, ChatGone) and TOPIC.search(str(error)):
        return Refused(str(error))
    return harmless(error)


def _buttons(message: Message) -> InlineKeyboardMarkup | None:
    """Read it; and copy its address, for those who pass it on where Telegram's share does not reach (WeChat)."""
    if not message.url or message.look == "line" or message.kind is ChangeKind.WITHDRAWN:
        return None
    row = [InlineKeyboardButton(word(message.language, "read"), url=message.url)]
    if len(message.url) <= COPIED:
        row.append(InlineKeyboardButton(word(message.language, "copy"), copy_text=CopyTextButton(message.url)))
    return InlineKeyboardMarkup([row])
