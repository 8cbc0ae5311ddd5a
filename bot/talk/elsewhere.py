"""Said in private about another chat: `/manage @name`, `/manage -100123 /quiet 22:00-07:00`, a forwarded post, and the
buttons of such a reply, which say which chat they are about. Pure; who may is answer.py's to ask, every time."""

import re
from dataclasses import replace

from bot.model import Button, Chat, Incoming, Reply, Span
from bot.talk.table import text
from bot.talk.words import word

#: to a chat or one of its messages: t.me/name/12, or t.me/c/1234567890/12 where it has no public name
LINK = re.compile(r"(?:https?://)?t\.me/(?:c/(\d+)|(?:s/)?([^/?]+))")
MARK = "#"  #: before the number of a chat, in what a button says


def place(said: Incoming) -> str:
    """The chat it is about: what /manage names, or MARK and a number from a button; "" where it is about this one."""
    if said.data.startswith(MARK):
        return said.data.partition(":")[0]
    if said.command == "manage" and said.args:
        return _named(said.args[0])
    return ""


def _named(written: str) -> str:
    """@name, t.me/name or a number, as the service takes it."""
    if found := LINK.match(written):
        return f"-100{found[1]}" if found[1] else f"@{found[2][:64]}"
    return written[:64] if written.startswith(("@", "-")) or written.isdecimal() else f"@{written[:64]}"


def of_forwarded(said: Incoming) -> Incoming:
    """A post of a channel that somebody shows us means: that channel."""
    return replace(said, command="manage", args=(said.forwarded,), text=f"/manage {said.forwarded}", forwarded="")


def inner(said: Incoming) -> Incoming:
    """What is said about it: the button without its mark, or the command behind the place; /settings where none is."""
    if said.data:
        return replace(said, data=said.data.partition(":")[2])
    words = said.text.split(None, 2)[2:]
    command, *rest = (words[0] if words else "/settings").split(None, 1)
    args = tuple(rest[0].split()) if rest else ()
    return replace(
        said,
        command=command.removeprefix("/").lower() if command != "/manage" else "settings",
        args=args,
        text=" ".join([command, *rest]),
    )


def headed(reply: Reply, chat: Chat, title: str) -> Reply:
    """The reply, saying which chat it is about; its buttons too."""
    rows = tuple(tuple(_marked(button, chat) for button in row) for row in reply.buttons)
    heading = text("【", Span(chat.title or title or chat.id, bold=True), "】\n") if reply.spans else ()
    return replace(reply, spans=heading + reply.spans, buttons=rows)


def _marked(button: Button, chat: Chat) -> Button:
    return replace(button, data=f"{MARK}{chat.number}:{button.data}") if button.data else button


def refused(said: Incoming, why: str) -> Reply:
    """A polite no."""
    sentence = word(said.language or "zh", why)
    return Reply(toast=sentence) if said.data else Reply(spans=text(sentence))
