"""What the forms share: measures, lines, plain text that fits. Pure; knows no service by name."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from bot.model import Message
from bot.tell.compose import body, plain
from bot.tell.cut import Measure, cut, utf8
from bot.tell.words import word
from feeds.model import ChangeKind

Json = dict[str, Any]
FILES = 5  #: attachments named in one message; the article names the others
NAMELESS = "…"
LONGEST_URL = 2000  #: bytes; what is longer is not linked
LEAST = 30  #: of a line in a digest
#: an address in a text, kept by `split`: every second part is one
WRITTEN = re.compile(r"(?<![A-Za-z0-9_])(https?://[A-Za-z0-9_~/.%?=&:#+@,;!$'-]+)")
_URL = {ord(sign): f"%{ord(sign):02X}" for sign in "()<>\"'`*[]\\ "}


def packed(value: object) -> bytes:
    """JSON as we send it: compact, in UTF-8, half characters replaced."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def in_json(text: str) -> int:
    """Bytes that a text takes within such JSON, its quotes not counted."""
    return len(packed(text)) - 2


def tidied(message: Message) -> Message:
    """The message with a title whatever the page had, for no service takes an empty one. In a digest the day is enough,
    and where all is of one source, that is said once, above."""
    items = tuple(replace(_titled(each), date=each.date.partition(" ")[0]) for each in message.items)
    sources = {each.source for each in items}
    if len(sources) == 1:
        one = sources.pop()
        message = replace(message, source=message.source or one)
        items = tuple(replace(each, source="") if one == message.source else each for each in items)
    return _titled(replace(message, items=items))


def _titled(message: Message) -> Message:
    return message if message.title else replace(message, title=message.source or NAMELESS)


def under(message: Message) -> str:
    """The line below the title: source and date."""
    return " · ".join(part for part in (message.source, message.date) if part)


def noted(message: Message) -> str:
    """The title, with what became of the article before it."""
    return f"【{message.note}】{message.title}" if message.note else message.title


def withdrawn(message: Message) -> bool:
    return message.kind is ChangeKind.WITHDRAWN


def read(message: Message) -> str:
    """The words on the link to the article."""
    return word(message.language, "read")


def linked(url: str) -> str:
    """The URL, or nothing where it is too long for a message."""
    return url if utf8(url) <= LONGEST_URL else ""


def address(url: str) -> str:
    """A URL between the parentheses of a Markdown link."""
    return url.translate(_URL)


def files(message: Message, show: Callable[[str, str], str], mark: str = "📎 ") -> list[str]:
    """A line for each attachment, as `show(name, url)` has it, and one that says how many there are in all."""
    lines = [mark + show(file.name, linked(file.url)) for file in message.attachments[:FILES]]
    if len(message.attachments) > FILES:
        lines.append(word(message.language, "more").format(n=len(message.attachments)))
    return lines


def fitting(lines: Iterable[str], room: int, measure: Measure, rest: Callable[[int], str], gap: str = "\n") -> str:
    """As many whole lines as there is room for; where some are left out, `rest(how many)` is the last."""
    lines = list(lines)
    if measure(gap.join(lines)) <= room:
        return gap.join(lines)
    kept, used = [], 0
    most = max((measure(gap + rest(left)) for left in range(1, len(lines) + 1)), default=0)
    for line in lines:
        used += measure(line + gap)
        if used + most > room:
            break
        kept.append(line)
    last = [rest(len(lines) - len(kept))] if kept or most <= room else []
    return gap.join([*kept, *filter(None, last)])


def roomiest(ways: Sequence[list[str]], room: int, measure: Measure, rest: Callable[[int], str]) -> str:
    """The first way of writing the lines in which all of them fit; else the last, with as many as there is room for in
    the way before it. Lines are only left out where they do not fit in the last."""
    for lines in ways:
        if measure("\n".join(lines)) <= room:
            break
    left = room - measure("\n".join(lines))
    mixed = list(lines)
    for at, better in enumerate(ways[-2] if lines is ways[-1] else ()):
        if 0 <= (cost := measure(better) - measure(lines[at])) <= left:
            mixed[at], left = better, left - cost
    return fitting(mixed, room, measure, rest)


def share(room: int, lines: int) -> int:
    """The room for each of so many lines, its mark and line feed apart; not so little that it says nothing."""
    return max(room // max(lines, 1) - 4, LEAST)


def nothing(left: int) -> str:
    return ""


def more(message: Message) -> Callable[[int], str]:
    """The words for what a digest leaves out."""
    return lambda left: word(message.language, "rest").format(n=left)


def text(message: Message, limit: int, measure: Measure) -> str:
    """Plain text within the limit. What must go, goes from the body; then the attachments, then the title's end."""
    if message.items:
        heading = cut("\n".join(part for part in (noted(message), under(message)) if part), limit // 2, measure)
        titles = [f"· {noted(each)}" for each in message.items]
        with_urls = [f"{title}\n{each.url}" for title, each in zip(titles, message.items, strict=True)]
        room = limit - measure(heading + "\n\n")
        each = share(room, len(titles))
        short = [f"· {cut(title[2:], each, measure)}" for title in titles]
        shown = roomiest(([line.rstrip() for line in with_urls], titles, short), room, measure, more(message))
        return "\n\n".join(part for part in (heading, shown) if part)
    whole = plain(message)
    if measure(whole) <= limit:
        return whole
    for tried in (message, replace(message, attachments=())):
        room = limit - measure(plain(replace(tried, summary="", text=""))) - 2
        said = cut(body(tried), room, measure) if room >= limit // 4 else ""
        if said:
            return plain(replace(tried, summary=said, text=said))
    bare = f"\n{message.url}" if measure(message.url) <= limit // 2 else ""
    return cut(noted(message), limit - measure(bare), measure) + bare if message.url else cut(whole, limit, measure)
