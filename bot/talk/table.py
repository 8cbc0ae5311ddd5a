"""The table of commands, filled by their decorator, and what a command is given. Runs no command."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from bot.chats import chats, hours, subscriptions
from bot.model import Chat, Incoming, Menu, Reply, Span
from bot.talk.words import word
from bot.tell import heirs, outbox, reasons
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
    owner: bool = False  #: whoever asks is an admin of the bot itself

    @property
    def rest(self) -> str:
        """The words behind the command as they were written."""
        return (self.said.text.split(None, 1)[1:] or [""])[0].strip()

    def word(self, key: str) -> str:
        return word(self.chat.language, key)

    def reason(self, said: str) -> str:
        """Why something is not well, in the chat's language."""
        return reasons.said(said, self.chat.language)

    def reminder(self, *choices: str) -> str:
        """Said below one of these: the config names it for this chat, so what the config says comes back."""
        return "\n\n" + self.word("in_config") if set(choices) & set(self.chat.ruled) else ""

    def keep(self) -> Chat:
        """The chat, with a row of its own from now on. A stranger's app says which language to begin with."""
        if not self.chat.number:
            new = self.chat
            self.chat = chats.meet(
                self.tx, self.channel, new.id, topic=new.topic, title=new.title, kind=new.kind, now=self.now
            )
            if new.language != self.chat.language:
                self.choose(language=new.language)
        return self.chat

    def choose(self, **choices: Any) -> Chat:
        """What the chat wants from now on. Other hours hold for what waits already, too."""
        number = self.keep().number
        chats.choose(self.tx, number, **choices)
        self.chat = chats.get(self.tx, number) or self.chat
        if hours.CHOICES & choices.keys():
            outbox.reschedule(self.tx, self.chat, self.now)
        return self.chat

    def subscribe(self, source: str) -> bool:
        """False when the chat had it already."""
        fresh = subscriptions.add(self.tx, self.keep().number, source, self.now)
        if fresh:
            heirs.subscribed(self.tx, self.chat, source, self.now)
        return fresh

    def unsubscribe(self, source: str) -> bool:
        """False when the chat did not have it."""
        gone = subscriptions.remove(self.tx, self.chat.number, source)
        if gone:
            heirs.unsubscribed(self.tx, self.chat.number, source, self.now)
        return gone

    def names(self) -> list[str]:
        """The sources this chat gets, as far as they are in the config."""
        return [name for name in subscriptions.of_chat(self.tx, self.chat.number) if name in self.sources]


Run: TypeAlias = Callable[[Asked], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A word a chat may say, and what we do then."""

    name: str
    run: Run
    admin: bool  #: only for whoever may change what the chat gets
    words_need_admin: bool  #: with words behind it, it matters who asks: `asked.admin` tells
    changes: bool  #: with words behind it, only for whoever may change what the chat gets
    owner: bool  #: only for the admins of the bot itself
    private: bool  #: only in private
    about: Mapping[str, str]  #: language → what it does, in a few words


COMMANDS: dict[str, Command] = {}  #: the one global that changes, by decoration only
FIRST = (
    *("start", "subscribe", "unsubscribe", "list", "latest", "search", "settings", "filter", "urgent", "quiet"),
    *("digest", "mute", "look", "language", "why", "manage", "help"),
)


def in_order(commands: Mapping[str, Command]) -> dict[str, Command]:
    """As people should see them: the ones everybody needs first, those for the bot's admins last."""
    place = {name: at for at, name in enumerate(FIRST)}
    return dict(
        sorted(commands.items(), key=lambda item: (item[1].owner, place.get(item[0], len(place)), item[0])),
    )


def command(
    name: str,
    *,
    zh: str,
    en: str,
    admin: bool = False,
    words_need_admin: bool = False,
    changes: bool = False,
    owner: bool = False,
    private: bool = False,
) -> Callable[[Run], Run]:
    """Enter a function into the table."""

    def enter(run: Run) -> Run:
        COMMANDS[name] = Command(
            name=name,
            run=run,
            admin=admin,
            words_need_admin=words_need_admin,
            changes=changes,
            owner=owner,
            private=private,
            about={"zh": zh, "en": en},
        )
        return run

    return enter


def menu(commands: Mapping[str, Command], owners: frozenset[str] = frozenset()) -> Menu:
    """The commands as a chat app lists them: Chinese for Chinese apps, English for all others; to everybody what he may
    say where he is."""
    shown: dict[str, list[Command]] = {
        "": [each for each in commands.values() if not (each.admin or each.owner or each.private)],
        "admins": [each for each in commands.values() if not (each.owner or each.private)],
        "private": [each for each in commands.values() if not each.owner],
        **{owner: list(commands.values()) for owner in sorted(owners)},
    }
    return {
        (scope, tag): tuple((each.name, each.about[language]) for each in listed)
        for scope, listed in shown.items()
        for tag, language in (("", "en"), ("zh", "zh"))
    }


def text(*parts: str | Span) -> tuple[Span, ...]:
    """Words and spans in a row."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts if part)
