"""Messages for Slack: blocks. Pure. Text from the news is rich text or plain text, neither of which knows markup.

`text` is what a notification shows; it is Slack's own markup, so & < > are escaped in it and nobody is mentioned.
"""

from bot.model import Message
from bot.tell.compose import about, body
from bot.tell.cut import cut, utf16
from bot.tell.forms import parts
from bot.tell.forms.parts import Json

FALLBACK = 1000
TITLE, SAID = 300, 2800
URL = 2900  #: of a button or link; 3000 is the limit


def payload(message: Message) -> Json:
    """`text` and `blocks`, for a webhook as for chat.postMessage; nothing is unfurled."""
    message = parts.tidied(message)
    blocks = _digest(message) if message.items else _single(message)
    text = " · ".join(part for part in (parts.noted(message), parts.under(message)) if part)
    return {"text": _escape(cut(text, FALLBACK, utf16)), "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def _single(message: Message) -> list[Json]:
    url = "" if parts.withdrawn(message) else _address(message.url)
    style = {"strike": True} if parts.withdrawn(message) else {"bold": True}
    blocks = [_rich([_text(cut(message.title, TITLE) or "…", url, style)])]
    if below := about(message):
        blocks.append(_context(below))
    if message.look == "line" or parts.withdrawn(message):
        return blocks
    if said := cut(body(message), SAID, utf16):
        blocks.append({"type": "section", "text": _plain(said)})
    if message.attachments:
        blocks.append(_rich(_files(message)))
    if picture := _address(message.image):
        blocks.append({"type": "image", "image_url": picture, "alt_text": cut(message.title, 200) or "…"})
    if url:
        button = {"type": "button", "text": _plain(parts.read(message)), "url": url}
        blocks.append({"type": "actions", "elements": [button]})
    return blocks


def _digest(message: Message) -> list[Json]:
    """A list of links; what does not fit is counted."""
    items = [_rich_section(_item(each)) for each in message.items[:60]]
    left = len(message.items) - len(items)
    blocks = [_rich([_text(cut(message.title, TITLE) or "…", "", {"bold": True})])]
    if below := about(message):
        blocks.append(_context(below))
    blocks.append({"type": "rich_text", "elements": [{"type": "rich_text_list", "style": "bullet", "elements": items}]})
    return [*blocks, _context(parts.more(message)(left))] if left else blocks


def _item(message: Message) -> list[Json]:
    below, gone = about(message), parts.withdrawn(message)
    url = "" if gone else _address(message.url)
    named = _text(cut(message.title, 150) or "…", url, {"strike": True} if gone else {})
    return [named, _text(f"  {cut(below, 80)}", "", {})] if below else [named]


def _files(message: Message) -> list[Json]:
    shown = message.attachments[: parts.FILES]
    elements: list[Json] = []
    for at, file in enumerate(shown):
        elements += [_text("📎 " if at == 0 else "\n📎 ", "", {}), _text(file.name or "…", _address(file.url), {})]
    if len(message.attachments) > len(shown):
        elements.append(_text("\n" + parts.files(message, lambda name, url: name)[-1], "", {}))
    return elements


def _address(url: str) -> str:
    return url if len(url) <= URL else ""


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": False}


def _context(text: str) -> Json:
    return {"type": "context", "elements": [_plain(cut(text, 1000))]}


def _text(text: str, url: str, style: Json) -> Json:
    made: Json = {"type": "link", "url": url, "text": text} if url else {"type": "text", "text": text}
    return made | ({"style": style} if style else {})


def _rich(elements: list[Json]) -> Json:
    return {"type": "rich_text", "elements": [_rich_section(elements)]}


def _rich_section(elements: list[Json]) -> Json:
    return {"type": "rich_text_section", "elements": elements}


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
