"""The table of commands, filled by their decorator, and what a command is given. Runs no command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.chats import chats
from bot.model import Chat, Incoming, Menu, Reply, Span
from bot.talk.words import word
from feeds.keep.db import Tx
from feeds.model import Source


@dataclass(kw_only=True)
class Asked:
    """One command in an open transaction."""

    tx: Tx
    said: Incoming
    channel: str
    chat: Chat  #: number 0 while we keep no row for it
    sources: Mapping[str, Source]
    titles: Mapping[str, str]  #: what people call each source
    now: datetime
    site: str  #: where readers find the feeds; "" when only this machine does
    admin: bool  #: whoever asks may change what the chat gets; known for those commands that need it

    def word(self, key: str) -> str:
        return word(self.chat.language, key)

    def keep(self) -> Chat:
        """The chat, with a row of its own from now on. A stranger's app says which language to begin with."""
        if not self.chat.number:
            said = self.said
            language = self.chat.language
            self.chat = chats.meet(
                self.tx, self.channel, said.chat, topic=said.topic, title=said.title, kind=said.kind, now=self.now
            )
            if language != self.chat.language:
                chats.choose(self.tx, self.chat.number, language=language)
                self.chat = chats.get(self.tx, self.chat.number) or self.chat
        return self.chat


Run: TypeAlias = Callable[[Asked], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A word a chat may say, and what we do then."""

    name: str
    run: Run
    admin: bool  #: only for whoever may change what the chat gets
    words_need_admin: bool  #: with words behind it, it matters who asks: `asked.admin` tells
    about: Mapping[str, str]  #: language → what it does, in a few words


COMMANDS: dict[str, Command] = {}  #: the one global that changes, by decoration only
FIRST = ("start", "subscribe", "unsubscribe", "list", "latest", "help")


def in_order(commands: Mapping[str, Command]) -> dict[str, Command]:
    """As people should see them: the ones everybody needs first."""
    place = {name: at for at, name in enumerate(FIRST)}
    return dict(sorted(commands.items(), key=lambda item: (place.get(item[0], len(place)), item[0])))


def command(
    name: str, *, zh: str, en: str, admin: bool = False, words_need_admin: bool = False
) -> Callable[[Run], Run]:
    """Enter a function into the table."""

    def enter(run: Run) -> Run:
        about = {"zh": zh, "en": en}
        COMMANDS[name] = Command(name=name, run=run, admin=admin, words_need_admin=words_need_admin, about=about)
        return run

    return enter


def menu(commands: Mapping[str, Command]) -> Menu:
    """The commands as a chat app lists them: Chinese for Chinese apps, English for all others."""
    return {
        tag: tuple((each.name, each.about[language]) for each in commands.values())
        for tag, language in (("", "en"), ("zh", "zh"))
    }


def text(*parts: str | Span) -> tuple[Span, ...]:
    """Words and spans in a row."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts if part)
