"""Messages as a little HTML, for Matrix and mail: headings, paragraphs, links. Pure; every part is escaped.

It knows nothing of size beyond its `room`, in bytes of JSON once escaped; mail gives it plenty.
"""

from html import escape as _escape

from bot.model import Message
from bot.tell.compose import about, body
from bot.tell.cut import cut
from bot.tell.forms import parts


def hypertext(message: Message, room: int) -> str:
    """The message in its look, at most `room` bytes in JSON."""
    below = cut(parts.under(message), 300)
    note = f"<strong>{text(message.note)}</strong>" if message.note else ""
    grey = " · ".join(part for part in (note, text(below)) if part)
    if message.items:
        heading = f"<h4>{text(message.title)}</h4>" + (f"<p>{grey}</p>" if grey else "")
        items = [f"<li>{_item(each)}</li>" for each in message.items]
        rest = parts.more(message)
        shown = parts.fitting(items, room - size(heading) - 20, parts.in_json, lambda left: f"<li>{rest(left)}</li>")
        return f"{heading}<ul>{shown}</ul>"
    if message.look == "line" or parts.withdrawn(message):
        named = f"<del>{text(message.title)}</del>" if parts.withdrawn(message) else link(message.title, message.url)
        return " · ".join(part for part in (note, named, text(below)) if part)
    heading = f"<h4>{link(message.title, message.url)}</h4>" + (f"<p>{grey}</p>" if grey else "")
    room -= parts.in_json(heading)
    named = parts.fitting(parts.files(message, link), room // 2, parts.in_json, parts.nothing, gap="<br>")
    said = cut(body(message), room - parts.in_json(named) - 20, size)
    lines = "".join(f"<p>{text(line)}</p>" for line in said.split("\n") if line)
    return heading + lines + (f"<p>{named}</p>" if named else "")


def _item(message: Message) -> str:
    below = cut(about(message), 80)
    named = f"<del>{text(message.title)}</del>" if parts.withdrawn(message) else link(message.title, message.url)
    return named + (f" · {text(below)}" if below else "")


def text(said: str) -> str:
    return _escape(said, quote=False)


def link(said: str, url: str) -> str:
    return f'<a href="{_escape(url)}">{text(said)}</a>' if url and parts.linked(url) else text(said)


def size(said: str) -> int:
    """Bytes in JSON once escaped, a new line counting as the paragraph it becomes."""
    return parts.in_json(text(said)) + 5 * said.count("\n")
