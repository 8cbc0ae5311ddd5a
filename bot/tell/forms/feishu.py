"""Messages for a Feishu (Lark) group robot: interactive cards. Pure. The whole request is at most 20 KB.

Whatever comes from the news is `plain_text`, which knows no markup; only links are lark_md, escaped as its entities.
A picture would have to be uploaded first, which a robot's address cannot do: there is none.
"""

from bot.model import Message
from bot.tell.compose import body
from bot.tell.cut import cut
from bot.tell.forms import parts
from bot.tell.forms.parts import Json

LIMIT = 20_000
ROOM = LIMIT - 1_200  #: what is left beside the card's own words, the signature too
TITLE = 600  #: bytes
COLOURS = {"changed": "orange", "withdrawn": "grey", "new": "blue"}

_ENTITIES = {ord(sign): f"&#{ord(sign)};" for sign in "&<>*_~`[]()#!|\\@-+"}


def payload(message: Message, keyword: str = "") -> Json:
    """The body of the request, unsigned. `keyword`: what the robot insists on; added where it is missing."""
    message = parts.tidied(message)
    made = {"msg_type": "interactive", "card": card(message)}
    if keyword and keyword not in parts.packed(made).decode():
        made["card"] = card(message, keyword)
    return made


def card(message: Message, keyword: str = "") -> Json:
    title = cut(parts.noted(message), TITLE, parts.in_json)
    header = {"template": COLOURS.get(str(message.kind), "blue"), "title": _plain(title)}
    below = cut(" · ".join(part for part in (parts.under(message), keyword) if part), 600, parts.in_json)
    note: list[Json] = [{"tag": "note", "elements": [_plain(below)]}] if below else []
    room = ROOM - parts.in_json(title) - parts.in_json(below)
    elements = [*_elements(message, room), *note] or [{"tag": "div", "text": _plain(title)}]  # a card needs one
    made: Json = {"config": {"wide_screen_mode": True}, "elements": elements}
    plain = message.look == "line" and not message.items and not parts.withdrawn(message)
    return made if plain else made | {"header": header}


def _elements(message: Message, room: int) -> list[Json]:
    if message.items:
        lines = [f"{at}. {_item(each)}" for at, each in enumerate(message.items, 1)]
        return [_marked(parts.fitting(lines, room, parts.in_json, parts.more(message)))]
    url = parts.linked(message.url)
    if parts.withdrawn(message):
        return []
    if message.look == "line":
        return [_marked(link(cut(parts.noted(message), TITLE, parts.in_json), url))]
    button: list[Json] = []
    if url:
        room -= parts.in_json(url) + 200
        action = {"tag": "button", "type": "primary", "text": _plain(parts.read(message)), "url": url}
        button = [{"tag": "action", "actions": [action]}]
    named = parts.fitting(parts.files(message, link), room // 2, parts.in_json, parts.nothing)
    said = cut(body(message), room - parts.in_json(named), parts.in_json)
    files = [_marked(named)] if named else []
    return [*([{"tag": "div", "text": _plain(said)}] if said else []), *files, *button]


def _item(message: Message) -> str:
    below = parts.under(message)
    named = link(cut(message.title, 600, parts.in_json), parts.linked(message.url))
    return named + (f"  {escape(cut(below, 200, parts.in_json))}" if below else "")


def _plain(text: str) -> Json:
    return {"tag": "plain_text", "content": text}


def _marked(text: str) -> Json:
    return {"tag": "div", "text": {"tag": "lark_md", "content": text}}


def escape(text: str) -> str:
    """Text for lark_md that means nothing but itself."""
    return text.translate(_ENTITIES)


def link(text: str, url: str) -> str:
    return f"[{escape(text)}]({parts.address(url)})" if url else escape(text)
