"""Messages for a WeCom group robot: markdown, news cards or plain text. Pure. Lengths are bytes of UTF-8.

Markdown of the first kind, which every WeCom shows; `news` where there is a picture. Nobody is ever mentioned.
"""

from dataclasses import replace

from bot.model import Message
from bot.tell.compose import body
from bot.tell.cut import cut, utf8
from bot.tell.forms import chinese_markdown as md
from bot.tell.forms import parts
from bot.tell.forms.parts import Json

TEXT, MARKDOWN = 2048, 4096
TITLE, DESCRIPTION = 128, 512  #: of a news card
CARDS = 8  #: in one news message


def payload(message: Message, form: str = "auto") -> Json:
    """The body of the request. `form`: auto, markdown, news or text."""
    message = parts.tidied(message)
    if form == "text":
        said = parts.text(message, TEXT, lambda text: utf8(text) + 2 * text.count("<"))
        return {"msgtype": "text", "text": {"content": said.replace("<@", "＜@")}}  # it calls people, here too
    cards = _cards(message)
    if cards and (form == "news" or (form == "auto" and _pictured(message))):
        return {"msgtype": "news", "news": {"articles": cards}}
    return {"msgtype": "markdown", "markdown": {"content": markdown(message)}}


def _pictured(message: Message) -> bool:
    """A card with a picture, which says all that markdown would."""
    if message.items:
        return all(each.image for each in message.items)
    whole = utf8(_description(message)) <= DESCRIPTION and utf8(parts.noted(message)) <= TITLE
    return bool(message.image and message.look == "card" and whole and not message.attachments)


def _cards(message: Message) -> list[Json]:
    """News cards, none where a card would lead nowhere or there would be too many."""
    shown = message.items or (message,)
    if len(shown) > CARDS or not all(parts.linked(each.url) for each in shown):
        return []
    return [_card(each) for each in shown]


def _card(message: Message) -> Json:
    card = {
        "title": cut(parts.noted(message), TITLE, utf8),
        "description": cut(_description(message), DESCRIPTION, utf8),
        "url": message.url,
        "picurl": parts.linked(message.image),
    }
    return {key: value for key, value in card.items() if value}


def _description(message: Message) -> str:
    return "\n".join(part for part in (parts.under(message), body(message)) if part)


def markdown(message: Message, limit: int = MARKDOWN) -> str:
    """The message in its look, at most `limit` bytes."""
    url = parts.linked(message.url)
    title = cut(message.title, limit // 4, md.size)
    note = f'<font color="warning">{md.safe(message.note)}</font>' if message.note else ""
    below = cut(parts.under(message), limit // 8, md.size)
    grey = f'<font color="comment">{md.safe(below)}</font>' if below else ""
    if message.items:
        heading = "\n".join(part for part in (f"**{md.label(title)}**", grey) if part)
        room = limit - utf8(heading) - 2
        ways = [[_item(each, below, most) for each in message.items] for below, most in ((90, 300), (0, 300), (0, 90))]
        least = min(90, parts.share(room, len(message.items)))
        ways.append([_item(replace(each, url=""), 0, least) for each in message.items])
        shown = parts.roomiest(ways, room, utf8, parts.more(message))
        return f"{heading}\n\n{shown}"
    if message.look == "line" or parts.withdrawn(message):
        named = md.link(title, "" if parts.withdrawn(message) else url)
        return "\n".join(part for part in (" ".join(part for part in (note, named) if part), grey) if part)
    blocks = [f"**{md.label(title)}**\n" + " ".join(part for part in (note, grey) if part)]
    end = f"[{parts.read(message)}]({parts.address(url)})" if url and utf8(parts.address(url)) <= limit // 2 else ""
    room = limit - utf8(blocks[0]) - utf8(end) - 6
    named = parts.fitting(parts.files(message, md.link), room // 2, utf8, parts.nothing)
    said = cut(body(message), room - utf8(named), md.size)
    return "\n\n".join(block.strip() for block in (*blocks, md.safe(said), named, end) if block.strip())


def _item(message: Message, below: int, most: int) -> str:
    """A line of a digest: `below` bytes for source and date, `most` for the title."""
    said = md.safe(cut(parts.under(message), below, md.size)) if below else ""
    grey = f' <font color="comment">{said}</font>' if said else ""
    return f"> {md.link(cut(message.title, most, md.size), parts.linked(message.url))}{grey}"
