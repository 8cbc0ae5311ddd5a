"""What a pressed button does. The data of a button is a verb and its words, parted by colons; anybody may forge it."""

from bot.chats import subscriptions
from bot.model import Reply
from bot.talk import choices
from bot.talk.commands.search import more
from bot.talk.commands.subscribe import MOST, full
from bot.talk.commands.unsubscribe import reminder
from bot.talk.menu import card, named
from bot.talk.table import Asked, text

OPEN = ("find",)  #: verbs that change nothing: anybody may press


def press(asked: Asked) -> Reply | None:
    """Whoever presses may: that is checked before, at every press."""
    verb, _, rest = asked.said.data.partition(":")
    if verb == "page" and rest.isdecimal():
        return card(asked, int(rest[:4]), instead=True)
    if verb == "close":
        return _closed(asked)
    if verb == "set":
        shown, name, value = [*rest.split(":", 2), "", ""][:3]
        return choices.press(asked, shown, name, value)
    if verb == "done":
        return Reply(spans=choices.said(asked), instead=True, toast=asked.word("done"))
    if verb == "find":
        return more(asked, rest)
    if verb in ("on", "off"):
        return _switched(asked, verb == "on", *_two(rest))
    if verb == "drop":
        return _drop(asked, rest)
    return None


def _two(rest: str) -> tuple[str, int]:
    found, _, page = rest.rpartition(":")
    return found, int(page[:4]) if page.isdecimal() else 0


def _switched(asked: Asked, on: bool, found: str, page: int) -> Reply:
    name = named(found, asked.sources)
    if name is None:
        return card(asked, page, instead=True)
    chat = asked.keep()
    if not on:
        asked.unsubscribe(name)
        toast = asked.word("unsubscribed") + asked.titles[name]
    elif name not in subscriptions.of_chat(asked.tx, chat.number) and full(asked):
        toast = asked.word("too_many").format(n=MOST)
    else:
        asked.subscribe(name)
        toast = asked.word("subscribed") + asked.titles[name]
    return card(asked, page, instead=True, toast=toast)


def _drop(asked: Asked, found: str) -> Reply:
    name = named(found, dict.fromkeys(subscriptions.of_chat(asked.tx, asked.chat.number)))
    if name is None:
        return Reply(toast=asked.word("done"))
    asked.unsubscribe(name)
    said = asked.word("unsubscribed") + asked.titles.get(name, name)
    return Reply(spans=text(said, *reminder(asked)), instead=True, toast=said)


def _closed(asked: Asked) -> Reply:
    """The card without buttons, saying what the chat gets now."""
    from bot.talk.commands.list import list_

    reply = list_(asked)
    return Reply(spans=reply.spans, instead=True, toast=asked.word("done"))
