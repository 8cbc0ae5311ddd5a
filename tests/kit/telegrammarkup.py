"""Telegram's HTML as its server reads it: text, entities, and the complaints. Only what its documentation tells."""

import html
import re
from dataclasses import dataclass, field

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
}
_TAG = re.compile(r"</?([A-Za-z0-9-]+)((?:\s+[A-Za-z-]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?)*)\s*>")
_ATTRIBUTE = re.compile(r"([A-Za-z-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_REFERENCE = re.compile(r"&(?:lt|gt|amp|quot|#\d+|#[xX][0-9a-fA-F]+);")


class CannotParse(Exception):
    """What the server says after "Bad Request: "."""


@dataclass
class Entity:
    type: str
    offset: int  # in UTF-16 units
    length: int = 0
    url: str | None = None


@dataclass
class Parsed:
    text: str
    entities: list[Entity] = field(default_factory=list)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(source: str) -> Parsed:
    """The text as shown and its entities, or CannotParse."""
    if re.search("[\ud800-\udfff]", source):
        raise CannotParse("strings must be encoded in UTF-8")
    text, entities, open_tags, at = "", [], [], 0
    while at < len(source):
        character = source[at]
        if character == "&" and (found := _REFERENCE.match(source, at)):
            text += html.unescape(found[0])
            at = found.end()
        elif character == "<":
            found = _TAG.match(source, at)
            where = len(source[:at].encode())
            if not found:
                raise CannotParse(f"can't parse entities: Unclosed start tag at byte offset {where}")
            name = found[1].lower()
            if source[at + 1] == "/":
                text = _close(open_tags, entities, name, where, text)
            else:
                _open(open_tags, name, dict(_ATTRIBUTE.findall(found[2])), where, text)
            at = found.end()
        else:
            text += character
            at += 1
    if open_tags:
        raise CannotParse(f"can't parse entities: Can't find end tag corresponding to start tag \"{open_tags[-1][0]}\"")
    return _trimmed(text, entities)


def _open(open_tags: list, name: str, attributes: dict[str, str], where: int, text: str) -> None:
    values = {key.lower(): html.unescape(value.strip("\"'")) for key, value in attributes.items()}
    if name not in TAGS or (name == "span" and values.get("class") != "tg-spoiler"):
        raise CannotParse(f'can\'t parse entities: Unsupported start tag "{name}" at byte offset {where}')
    if name == "blockquote" and any(tag == "blockquote" for tag, _ in open_tags):
        raise CannotParse("can't parse entities: blockquote can't be nested")
    kind = "expandable_blockquote" if name == "blockquote" and "expandable" in values else TAGS[name]
    open_tags.append((name, Entity(kind, units(text), url=values.get("href"))))


def _close(open_tags: list, entities: list[Entity], name: str, where: int, text: str) -> str:
    if not open_tags:
        raise CannotParse(f"can't parse entities: Unexpected end tag at byte offset {where}")
    expected, entity = open_tags.pop()
    if name != expected:
        raise CannotParse(
            f"can't parse entities: Unmatched end tag at byte offset {where}, "
            f'expected "</{expected}>", found "</{name}>"'
        )
    entity.length = units(text) - entity.offset
    usable = entity.type != "text_link" or re.match(r"(https?|tg|mailto)[:]", entity.url or "")
    if entity.length and usable:
        entities.append(entity)
    return text


def _trimmed(text: str, entities: list[Entity]) -> Parsed:
    """Blanks around the text are gone, entities moved along."""
    lead = units(text) - units(text.lstrip())
    shown = text.strip()
    end = units(shown)
    kept = []
    for entity in sorted(entities, key=lambda entity: (entity.offset, -entity.length)):
        start = max(entity.offset - lead, 0)
        stop = min(entity.offset - lead + entity.length, end)
        if stop > start:
            kept.append(Entity(entity.type, start, stop - start, entity.url))
    return Parsed(shown, kept)
