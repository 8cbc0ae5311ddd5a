"""Messages for ntfy, published as JSON, so that any letter may stand in a title. Pure. At most 4,096 bytes of text."""

from dataclasses import replace

from bot.model import Message
from bot.tell.cut import cut, utf8
from bot.tell.forms import parts
from bot.tell.forms.parts import Json

LIMIT = 4096
TITLE = 250
LOW, NORMAL = 2, 3


def payload(message: Message, topic: str) -> Json:
    """The body of the request."""
    message = parts.tidied(message)
    url = parts.linked(message.url)
    rest = replace(message, title=parts.under(message), note="", source="", date="", url="")
    made: Json = {
        "topic": topic,
        "title": cut(parts.noted(message), TITLE, utf8),
        "message": parts.text(rest, LIMIT, utf8) or message.title[:200],
        "click": "" if parts.withdrawn(message) else url,
        "attach": parts.linked(message.image) if message.look != "line" and not parts.withdrawn(message) else "",
        "priority": LOW if message.silent else NORMAL,
    }
    return {name: value for name, value in made.items() if value}
