"""Messages for Matrix: m.room.message with plain and HTML body. Pure. An event is less than 65,536 bytes in all.

Nobody is mentioned: `m.mentions` is empty. What makes no sound elsewhere is a notice here.
"""

from bot.model import Message
from bot.tell.cut import cut
from bot.tell.forms import parts
from bot.tell.forms.hypertext import hypertext
from bot.tell.forms.parts import Json

ROOM = 28_000  #: bytes in JSON of each of the two bodies; the server adds its own to the event


def content(message: Message) -> Json:
    """The event's content."""
    message = parts.tidied(message)
    return {
        "msgtype": "m.notice" if message.silent else "m.text",
        "body": parts.text(message, ROOM, parts.in_json),
        "format": "org.matrix.custom.html",
        "formatted_body": hypertext(message, ROOM),
        "m.mentions": {},
    }


def edited(message: Message, event: str) -> Json:
    """The content that replaces an event's; the outer body is for clients that know no edits."""
    new = content(message)
    return {
        "msgtype": new["msgtype"],
        "body": cut(f"* {parts.noted(message)}", 500),
        "m.mentions": {},
        "m.new_content": new,
        "m.relates_to": {"rel_type": "m.replace", "event_id": event},
    }
