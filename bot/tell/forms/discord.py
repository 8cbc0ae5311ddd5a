"""Messages for Discord: embeds. Pure. Lengths in UTF-16 units, which is safe however Discord counts.

Markdown is escaped with backslashes; mentions are switched off in the request, so no name is ever called.
"""

import re
from dataclasses import replace

from bot.model import Message
from bot.tell.compose import about, body
from bot.tell.cut import cut, utf16
from bot.tell.forms import parts
from bot.tell.forms.parts import Json
from feeds.model import ChangeKind

TITLE, DESCRIPTION, URL = 256, 4096, 2048
TOTAL = 5900  #: of 6000, over all of an embed
SILENT = 1 << 12  #: flag: no sound
COLOURS = {ChangeKind.CHANGED: 0xE6A23C, ChangeKind.WITHDRAWN: 0x909399}
BLUE = 0x2F6FDE

_MARKS = str.maketrans({mark: "\\" + mark for mark in "\\*_~`|<>[]()"})
_LINE_START = re.compile(r"^([ \t]*)([#\-+])", re.MULTILINE)


def payload(message: Message) -> Json:
    """The body of the request, for a new message as for an edit."""
    message = parts.tidied(message)
    told: Json = {"content": "", "embeds": [embed(message)], "allowed_mentions": {"parse": []}}
    return told | ({"flags": SILENT} if message.silent else {})


def embed(message: Message) -> Json:
    url, image = _address(message.url), _address(message.image)
    title = escape(cut(message.title, TITLE - 4, _size))
    below = cut(about(message), 300, utf16)
    made: Json = {
        "title": f"~~{title}~~" if parts.withdrawn(message) else title,
        "url": "" if parts.withdrawn(message) else url,
        "description": _description(message, min(DESCRIPTION, TOTAL - TITLE - 300)),
        "color": COLOURS.get(message.kind, BLUE) if message.kind else BLUE,
        "footer": {"text": below} if below else None,
        "image": {"url": image} if image and message.look != "line" and not parts.withdrawn(message) else None,
    }
    return {name: value for name, value in made.items() if value}


def _description(message: Message, room: int) -> str:
    if message.items:
        least = min(100, parts.share(room, len(message.items)))
        ways = [[f"- {_item(each, below, 200)}" for each in message.items] for below in (80, 0)]
        ways.append([f"- {_item(replace(each, url=''), 0, least)}" for each in message.items])
        return parts.roomiest(ways, room, utf16, parts.more(message))
    if message.look == "line" or parts.withdrawn(message):
        return ""
    named = parts.fitting(parts.files(message, link), room // 2, utf16, parts.nothing)
    text = body(message)
    said = prose(cut(text, room - utf16(named) - 2 - 2 * len(parts.WRITTEN.findall(text)), _size))
    return "\n\n".join(part for part in (said, named) if part)


def _item(message: Message, below: int, most: int) -> str:
    """A line of a digest: `below` units for source and date, `most` for the title."""
    said = escape(cut(about(message), below, utf16)) if below else ""
    title = cut(message.title, most, _size)
    named = f"~~{link(title, '')}~~" if parts.withdrawn(message) else link(title, message.url)
    return f"{named} {said}".rstrip()


def _address(url: str) -> str:
    url = parts.address(url)
    return url if utf16(url) <= min(URL, parts.LONGEST_URL) else ""


def escape(text: str) -> str:
    """Text that means nothing but itself."""
    return _LINE_START.sub(r"\1\\\2", text.translate(_MARKS))


def prose(text: str) -> str:
    """The same of a text of several lines. Addresses in it can be followed: Discord takes all up to the next blank for
    one, a backslash and Chinese too, but what stands between < and >."""
    split = enumerate(parts.WRITTEN.split(text))
    marked = (_apart(part) if at % 2 else part.translate(_MARKS) for at, part in split)
    return _LINE_START.sub(r"\1\\\2", "".join(marked))


def _apart(address: str) -> str:
    bare = address.rstrip(".,;:!?'")
    return f"<{bare}>{address[len(bare) :]}"


def _size(text: str) -> int:
    """Units at most, once escaped."""
    return utf16(text) + sum(character in "\\*_~`|<>[]()#-+" for character in text)


def link(text: str, url: str) -> str:
    shown = escape(" ".join(text.split())) or "…"
    return f"[{shown}]({_address(url)})" if _address(url) else shown
