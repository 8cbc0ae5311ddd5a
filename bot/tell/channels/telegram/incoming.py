"""Telegram updates as plain values. Pure: no request, no decision about what is answered."""

import re

from telegram import CallbackQuery, Chat, ChatMember, ChatMemberUpdated, Message, MessageOriginChannel, Update

from bot.model import Incoming
from bot.tell.cut import one_line

#: what we ask Telegram for; my_chat_member only comes when asked for
WANTED = ("message", "channel_post", "callback_query", "my_chat_member")

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?\Z", re.DOTALL)
_INSIDE = ("creator", "administrator", "member", "restricted")


def incoming(update: Update, username: str) -> Incoming | None:
    """The update as we see it; None for what is not our business. `username` is our own, without the @."""
    if update.callback_query is not None:
        return _pressed(update.callback_query)
    if update.my_chat_member is not None:
        return _changed(update.my_chat_member)
    message = update.message or update.channel_post
    return _said(message, username) if message is not None else None


def _said(message: Message, username: str) -> Incoming | None:
    chat = message.chat
    if message.migrate_to_chat_id:
        return Incoming(chat=str(chat.id), kind=chat.type, moved_to=str(message.migrate_to_chat_id))
    if message.migrate_from_chat_id:
        return Incoming(chat=str(message.migrate_from_chat_id), kind="group", moved_to=str(chat.id))
    shown = _forwarded(message)
    if not (message.text or shown) or message.is_automatic_forward or message.via_bot:
        return None
    found = _COMMAND.match(message.text or "") if not message.forward_origin else None  # others' words are no order
    ours = found and (found[2] is None or found[2].lower() == username.lower())
    sender = message.sender_chat
    known = message.from_user if sender is None else None
    return Incoming(
        chat=str(chat.id),
        topic=message.message_thread_id if message.is_topic_message else None,
        kind=chat.type,
        title=_title(chat),
        name=public_name(chat.username),
        user=str(known.id) if known else None,
        admin=_admin(chat, sender),
        language=(known.language_code or "") if known else "",
        text=message.text or "",
        forwarded=shown,
        answers=_answered(message),
        command=found[1].lower() if found and ours else "",
        args=tuple((found[3] or "").split()) if found and ours else (),
    )


def _forwarded(message: Message) -> str:
    """The channel whose post somebody shows us in private."""
    origin = message.forward_origin
    shown = isinstance(origin, MessageOriginChannel) and message.chat.type == "private"
    return str(origin.chat.id) if shown and isinstance(origin, MessageOriginChannel) else ""


def _answered(message: Message) -> str:
    """The message that this one replies to; in a topic everything replies to the one that opened it."""
    to = message.reply_to_message
    return "" if to is None or to.forum_topic_created else str(to.message_id)


def _admin(chat: Chat, sender: Chat | None) -> bool | None:
    """Alone with us: his own chat. The chat itself speaks: an anonymous admin, or a channel's post. Another chat: a
    stranger behind a channel of his. A person in a group: Telegram has to be asked."""
    if chat.type in ("private", "channel"):
        return True
    return None if sender is None else sender.id == chat.id


def _pressed(query: CallbackQuery) -> Incoming | None:
    message = query.message
    if message is None or not query.data:
        return None
    topic = message.message_thread_id if isinstance(message, Message) and message.is_topic_message else None
    return Incoming(
        chat=str(message.chat.id),
        topic=topic,
        kind=message.chat.type,
        title=_title(message.chat),
        name=public_name(message.chat.username),
        user=str(query.from_user.id),
        admin=True if message.chat.type == "private" else None,
        language=query.from_user.language_code or "",
        data=query.data,
    )


def _changed(member: ChatMemberUpdated) -> Incoming:
    before, after = _is_in(member.old_chat_member), _is_in(member.new_chat_member)
    return Incoming(
        chat=str(member.chat.id),
        kind=member.chat.type,
        title=_title(member.chat),
        name=public_name(member.chat.username),
        user=str(member.from_user.id),
        admin=True if member.chat.type == "private" else None,
        language=member.from_user.language_code or "",
        change="removed" if not after else "rights" if before else "added",
    )


def _is_in(member: ChatMember) -> bool:
    return member.status in _INSIDE and getattr(member, "is_member", True)


def public_name(username: str | None) -> str:
    return f"@{username}" if username else ""


def _title(chat: Chat) -> str:
    """What strangers call their chat, without what would turn our log, terminal or reply round."""
    return one_line(chat.title or chat.full_name or chat.username or "")
