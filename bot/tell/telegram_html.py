"""Messages in Telegram's HTML: title, source and date, summary, attachments. Pure; knows no bot and no network.

Every part is escaped as it is put in. Lengths are UTF-16 units of the text as shown, which is safe under either way
Telegram is said to count. What must go when room is short goes from the end of the body.
"""

import re
import unicodedata
from dataclasses import replace
from html import escape
from urllib.parse import urlsplit

from bot.model import Message
from bot.tell.compose import FILES, body
from bot.tell.cut import cut, utf16
from bot.tell.words import word
from feeds.model import ChangeKind

LIMIT = 4096
LONG = 240  #: a body above this is folded, so that it does not fill the screen; a tap opens it
MANY_LINES = 5
ITEMS = 50  #: entries named in one digest; each takes an entity or two, and there may be 100
#: an address in a text stays what it is; else who is called
_CALL = re.compile(r"(https?://[A-Za-z0-9_~/.%?=&:#+@,;!$'-]+)|(?<![A-Za-z0-9_])@(?=[A-Za-z])")
APART = "@\u2060"
SHORTEST = 60  #: the least room for one of them


def telegram_html(message: Message, limit: int = LIMIT) -> str:
    """The message in its look, at most `limit` units as shown and far below 100 entities."""
    message = calling_nobody(message)
    if message.items:
        return _digest(message, limit)
    title = cut(message.title, min(512, limit // 2), utf16)
    note = cut(message.note, limit // 32, utf16)
    under = cut(" · ".join(part for part in (message.source, message.date) if part), limit // 8, utf16)
    if message.look == "line":
        return _line(message, title, note, under)
    blocks = [_title(message, title)]
    used = utf16(title)
    if note or under:
        blocks[0] += "\n" + " · ".join(part for part in (f"<b>{_text(note)}</b>" if note else "", _text(under)) if part)
        used += 1 + utf16(note) + utf16(under) + 3
    files, files_used = _files(message, limit // 4)
    tags = " ".join(f"#{tag}" for tag in map(_tag, message.tags[:5]) if tag)
    tags = tags if utf16(tags) <= limit // 16 else ""
    used += files_used + utf16(tags) + 6  # blank lines between the blocks
    if said := cut(body(message), limit - used, utf16):
        blocks.append(_body(said))
    blocks += [block for block in (files, _text(tags)) if block]
    return "\n\n".join(blocks)


def calling_nobody(message: Message) -> Message:
    """An @name in the news is none of Telegram's people, whom it would call and link to: a mark parts the two."""
    return replace(
        message,
        title=_uncalled(message.title),
        source=_uncalled(message.source),
        summary=_uncalled(message.summary),
        text=_uncalled(message.text),
        attachments=tuple(replace(file, name=_uncalled(file.name)) for file in message.attachments),
        items=tuple(calling_nobody(item) for item in message.items),
    )


def _uncalled(text: str) -> str:
    return _CALL.sub(lambda found: found[1] or APART, text)


def _digest(message: Message, limit: int) -> str:
    """A heading and a line an entry: title linked, source and date. What does not fit is counted."""
    heading = cut(message.title, limit // 8, utf16)
    sources = {item.source for item in message.items}
    common = sources.pop() if len(sources) == 1 else ""  # said once, above
    under = cut(" · ".join(part for part in (common, message.date) if part), limit // 16, utf16)
    rest = word(message.language, "and_more")
    lines = [f"<b>{_text(heading)}</b>" + (f" · {_text(under)}" if under else "")]
    used = utf16(heading + under) + 3 + len(rest) + 8
    shown = message.items[: min(ITEMS, (limit - used) // SHORTEST)]
    room = (limit - used) // max(1, len(shown)) - 5  # of each, without its mark and line feed
    for item in shown:
        said = (item.note, "" if common else item.source, item.date)
        about = cut(" · ".join(part for part in said if part), room // 3, utf16)
        lines.append("▪ " + _line(item, cut(item.title, room - utf16(about) - 3, utf16), "", about))
    if len(shown) < len(message.items):
        lines.append(_text(rest.format(n=len(message.items) - len(shown))))
    return "\n".join(lines)


def _line(message: Message, title: str, note: str, under: str) -> str:
    linked = f'<a href="{escape(message.url)}">{_text(title)}</a>' if message.url else f"<b>{_text(title)}</b>"
    if message.kind is ChangeKind.WITHDRAWN:
        linked = f"<s>{_text(title)}</s>"
    return " · ".join(part for part in (f"<b>{_text(note)}</b>" if note else "", linked, _text(under)) if part)


def _title(message: Message, title: str) -> str:
    tag = "s" if message.kind is ChangeKind.WITHDRAWN else "b"
    return f"<{tag}>{_text(title)}</{tag}>"


def _body(said: str) -> str:
    if utf16(said) > LONG or said.count("\n") >= MANY_LINES:
        return f"<blockquote expandable>{_text(said)}</blockquote>"
    return _text(said)


def _files(message: Message, room: int) -> tuple[str, int]:
    """Attachments as links, one a line, and how much room they take. A file elsewhere says where."""
    lines: list[str] = []
    used = 0
    here = urlsplit(message.url).hostname
    for file in message.attachments[:FILES]:
        host = urlsplit(file.url).hostname or ""
        shown = file.name if host == here else f"{file.name} ({host})"
        cost = utf16(shown) + 4
        if used + cost > room:
            break
        lines.append(f'📎 <a href="{escape(file.url)}">{_text(shown)}</a>')
        used += cost
    if len(lines) < len(message.attachments):
        lines.append(_text(word(message.language, "more").format(n=len(message.attachments))))
        used += utf16(lines[-1]) + 1
    return "\n".join(lines), used


def _tag(tag: str) -> str:
    """One word; vowels that are written as marks are letters, too."""
    return "".join(sign for sign in tag if sign.isalnum() or sign == "_" or unicodedata.category(sign) in ("Mn", "Mc"))


def _text(text: str) -> str:
    return escape(text, quote=False)
