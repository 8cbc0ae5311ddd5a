"""Entry to message: the look of everything we send. Pure; change it here and nowhere else.

What a service wants for markup is in its own form: plain text is below, Telegram's HTML in telegram_html.py.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from bot.model import Chat, Message
from bot.tell.cut import cut, one_line, paragraphs, wrap
from bot.tell.words import word
from feeds.model import SHANGHAI, Attachment, ChangeKind, Entry, Precision

LOOKS = ("line", "card", "full")
TITLE = 256  #: characters of a title; what is longer is no title
SOURCE = 64
SUMMARY = 1000
NAME = 80  #: of an attachment's name
FILES = 10  #: attachments named in one message
TEXT = 20_000  #: of the whole text handed to a channel, which cuts it to its own limit
_ARABIC = re.compile("[\u0600-\u07bf\u0860-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
ONWARD = "\u200e"  #: behind Arabic letters a screen turns 03-05 into 05-03, unless this stands before it


def compose(
    entry: Entry, chat: Chat, *, source_title: str, kind: ChangeKind, now: datetime, zone: ZoneInfo = SHANGHAI
) -> Message:
    """How `entry` looks in `chat`. `zone` is the source's: a bare day is that day there, wherever the chat is."""
    title = cut(one_line(entry.title), TITLE) or entry.url
    note = {ChangeKind.CHANGED: "changed", ChangeKind.WITHDRAWN: "withdrawn"}.get(kind)
    gone = kind is ChangeKind.WITHDRAWN  # what its source took back we do not go on telling
    whole = chat.look == "full" and not gone
    return Message(
        kind=kind,
        title=title,
        source=cut(one_line(source_title), SOURCE),
        date=date(entry, chat.zone, now, zone, beside=source_title),
        summary="" if gone else cut(without_title(paragraphs(entry.summary), title), SUMMARY),
        text=cut(without_title(paragraphs(entry.text[: 2 * TEXT]), title), TEXT) if whole else "",
        url=link(entry.url),
        image=next((url for url in map(link, entry.images) if url), ""),
        attachments=() if gone else files(entry.attachments),
        language=chat.language,
        look=chat.look if chat.look in LOOKS else "card",
        picture=chat.picture,
        tags=(source_title,) if chat.tags else (),
        silent=chat.silent,
        note=word(chat.language, note) if note else "",
        data=facts(entry, source_title),
    )


def digest(items: Sequence[Message], chat: Chat, now: datetime, *, left: int = 0, follows: bool = False) -> Message:
    """Several entries as one message; each item keeps its title, source, date and address. `left`: how many more the
    next will have. One that follows another makes no sound of its own."""
    turned = any(item.date.startswith(ONWARD) for item in items)
    return Message(
        kind=ChangeKind.NEW,
        title=word(chat.language, "digest_begun" if left else "digest").format(n=len(items), left=left),
        date=f"{ONWARD if turned else ''}{now.astimezone(chat.zone):%m-%d %H:%M}",
        language=chat.language,
        silent=chat.silent or follows,
        items=tuple(items),
        left=left,
        data={"entries": [item.data for item in items], "left": left},
    )


def test_message(chat: Chat, now: datetime) -> Message:
    """What `yaowen test CHAT` sends."""
    return Message(
        kind=None,
        title=word(chat.language, "test"),
        source="要闻 Yaowen",
        date=f"{now.astimezone(chat.zone):%m-%d %H:%M}",
        summary=word(chat.language, "test_body"),
        language=chat.language,
        silent=chat.silent,
    )


def date(entry: Entry, zone: ZoneInfo, now: datetime, day_zone: ZoneInfo = SHANGHAI, *, beside: str = "") -> str:
    """As people read it: 03-05, 03-05 09:30, the year where it is another one; nothing where the page says nothing.
    It may stand behind the title, or `beside` other words."""
    if entry.precision is None:
        return ""
    bare = entry.precision is Precision.DAY
    when = entry.published.astimezone(day_zone if bare else zone)
    year = "" if when.year == now.astimezone(zone).year else f"{when.year:04}-"
    year = ONWARD + year if _ARABIC.search(entry.title + beside) else year
    return f"{year}{when:%m-%d}" if bare else f"{year}{when:%m-%d %H:%M}"


def without_title(text: str, title: str) -> str:
    """The text, where it begins by saying the title again, without it; nothing where it says nothing else."""
    wanted = _letters(title.rstrip("…"))
    if not wanted or _letters(text) in wanted:
        return "" if wanted else text
    at = said = 0
    while at < len(text) and said < len(wanted):
        letter = _letters(text[at])
        if letter and not wanted.startswith(letter, said):
            return text
        said, at = said + len(letter), at + 1
    rest = text[at:]
    if rest[:1] in "。！？!?.：:\n \t」”』》）)】":
        return rest.lstrip("。！？!?.：:」”』》）)】 \t\n") or ""
    return text


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def link(url: str) -> str:
    """The URL if a person may follow it: http or https with a host, no blanks or hidden signs; else nothing."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    fine = parts.scheme in ("http", "https") and parts.netloc and one_line(url) == url and " " not in url
    return url if fine and len(url) <= 2000 else ""


def files(attachments: tuple[Attachment, ...]) -> tuple[Attachment, ...]:
    """Those which can be followed, with names on one line."""
    return tuple(
        Attachment(name=cut(one_line(file.name), NAME) or url.rpartition("/")[2] or url, url=url)
        for file in attachments
        if (url := link(file.url))
    )


def facts(entry: Entry, source_title: str) -> dict[str, object]:
    """The entry as machines want it; nothing shortened, times in UTC."""
    return {
        "id": entry.tag,
        "source": entry.source,
        "source_title": source_title,
        "title": entry.title,
        "url": entry.url,
        "summary": entry.summary,
        "published": entry.published.isoformat(),
        "precision": str(entry.precision) if entry.precision else None,
        "updated": entry.updated.isoformat(),
        "revision": entry.revision,
        "withdrawn": entry.withdrawn.isoformat() if entry.withdrawn else None,
        "author": entry.author,
        "credits": dict(entry.credits),
        "images": list(entry.images),
        "attachments": [{"name": file.name, "url": file.url} for file in entry.attachments],
        "videos": list(entry.videos),
        "external": entry.external,
    }


def about(message: Message) -> str:
    """The line under the title: note, source, date."""
    return " · ".join(part for part in (message.note, message.source, message.date) if part)


def body(message: Message) -> str:
    """What the look shows below: the whole text, the summary, or nothing."""
    if message.look == "line":
        return ""
    return (message.text or message.summary) if message.look == "full" else message.summary


def plain(message: Message, *, width: int | None = None) -> str:
    """The message as plain text, wrapped at `width` columns if given. Addresses are never broken."""

    def fit(text: str) -> str:
        return wrap(text, width) if width else text

    if message.items:
        rows = [plain(replace(item, look="line"), width=width) for item in message.items]
        return "\n\n".join([fit(" · ".join(part for part in (message.title, message.date) if part)), *rows])
    note = f"【{message.note}】" if message.note else ""
    under = " · ".join(part for part in (message.source, message.date) if part)
    if message.look == "line":
        said = " · ".join(part for part in (note + message.title, under) if part)
        return "\n".join(part for part in (fit(said), message.url) if part)
    heading = "\n".join(part for part in (fit(note + message.title), fit(under)) if part)
    named = [f"{file.name}  {file.url}" for file in message.attachments[:FILES]]
    if len(message.attachments) > FILES:
        named.append(word(message.language, "more").format(n=len(message.attachments)))
    if named:
        named.insert(0, word(message.language, "attachments") + word(message.language, "colon").rstrip())
    return "\n\n".join(block for block in (heading, fit(body(message)), "\n".join(named), message.url) if block)
