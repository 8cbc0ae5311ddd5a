"""Messages for a DingTalk group robot: actionCard, feedCard, markdown. Pure. The whole request is at most 20,000 bytes.

Nobody is ever mentioned: `at` names nobody.
"""

from bot.model import Message
from bot.tell.compose import about, body
from bot.tell.cut import cut
from bot.tell.forms import chinese_markdown as md
from bot.tell.forms import parts
from bot.tell.forms.parts import Json

LIMIT = 20_000
ROOM = LIMIT - 1_000  #: what is left for the text beside the request's own words
TITLE = 120  #: bytes, of what the list of chats shows


def payload(message: Message, keyword: str = "") -> Json:
    """The body of the request. `keyword`: what the robot insists on; added where the message does not have it."""
    message = parts.tidied(message)
    made = _payload(message, keyword)
    if keyword and keyword not in parts.packed(made).decode():
        made = _payload(message, keyword, missing=True)
    return made | {"at": {"isAtAll": False}}


def _payload(message: Message, keyword: str, *, missing: bool = False) -> Json:
    heading = cut(parts.noted(message), TITLE, parts.in_json)
    if message.items and not message.left and not missing and (links := _links(message)):
        return {"msgtype": "feedCard", "feedCard": {"links": links}}
    url = parts.linked(message.url)
    button = url and message.look != "line" and not parts.withdrawn(message) and not message.items
    room = ROOM - parts.in_json(heading) - (parts.in_json(url) + 200 if button else 0)
    said = markdown(message, room, keyword if missing else "")
    if button:
        card = {"title": heading, "text": said, "singleTitle": parts.read(message), "singleURL": url}
        return {"msgtype": "actionCard", "actionCard": card | {"btnOrientation": "0"}}
    return {"msgtype": "markdown", "markdown": {"title": heading, "text": said}}


def _links(message: Message) -> list[Json]:
    """A feedCard's links, and it has no heading: only where each has a picture, for one without is an empty square."""
    if not all(parts.linked(each.image) and parts.linked(each.url) for each in message.items):
        return []
    links = [
        {"title": cut(each.title, 300, parts.in_json), "messageURL": each.url, "picURL": each.image}
        for each in message.items
    ]
    return links if len(parts.packed(links)) <= ROOM else []


def markdown(message: Message, limit: int = ROOM, keyword: str = "") -> str:
    """The message in its look, at most `limit` bytes as it stands in JSON."""
    url = parts.linked(message.url)
    title = cut(message.title, 800, _size)
    below = md.safe(cut(about(message), 400, _size))
    end = f"\n\n{md.safe(keyword)}" if keyword else ""
    room = limit - parts.in_json(end)
    if message.items:
        heading = f"#### {md.label(title)}" + (f"\n\n{below}" if below else "")
        lines = [f"- {_item(each)}" for each in message.items]
        shown = parts.fitting(lines, room - parts.in_json(heading) - 8, parts.in_json, parts.more(message))
        return f"{heading}\n\n{shown}{end}"
    if message.look == "line" or parts.withdrawn(message):
        named = md.link(title, "" if parts.withdrawn(message) else url)
        return "\n\n".join(part for part in (f"**{named}**", below) if part) + end
    picture = parts.linked(message.image)
    blocks = [
        f"![]({parts.address(picture)})" if picture else "",
        f"#### {md.label(title)}",
        f"> {below}" if below else "",
    ]
    room -= sum(parts.in_json(block) + 4 for block in blocks)
    named = parts.fitting(parts.files(message, md.link), room // 2, parts.in_json, parts.nothing, gap="\n\n")
    said = md.safe(cut(body(message), room - parts.in_json(named) - 8, _paragraphs)).replace("\n", "\n\n")
    return "\n\n".join(block for block in (*blocks, said, named) if block) + end


def _item(message: Message) -> str:
    below = parts.under(message)
    named = md.link(cut(message.title, 600, _size), parts.linked(message.url))
    return named + (f" {md.safe(cut(below, 200, _size))}" if below else "")


def _size(text: str) -> int:
    """Bytes in JSON, at most, once made safe."""
    return parts.in_json(text) + md.growth(text)


def _paragraphs(text: str) -> int:
    """The same where each line ends twice."""
    return _size(text) + 2 * text.count("\n")
