"""Who said what, may he, and which command answers: from an Incoming to a Reply, one transaction each.

The shell of bot/talk: it asks the database and writes the log. Commands themselves only see their transaction.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from urllib.parse import urlsplit

from bot.chats import chats
from bot.model import Chat, Incoming, IsAdmin, Menu, Reply, Span
from bot.talk import commands, presses, table
from bot.talk.commands.start import greeting
from bot.talk.table import Asked, Command, text
from bot.talk.words import speaks, word
from bot.tell.cut import one_line
from feeds.errors import YaowenError
from feeds.keep import states
from feeds.keep.db import Database, Tx
from feeds.model import Source

log = logging.getLogger(__name__)

OFTEN = 20  #: commands of one person in one chat
WITHIN = 60.0  #: seconds; what is above gets no answer


class Talk:
    """The answers of one channel. Call it with what was said."""

    def __init__(
        self,
        *,
        db: Database,
        channel: str,
        sources: Callable[[], Mapping[str, Source]],
        site: str,
        clock: Callable[[], datetime],
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self._db = db
        self._channel = channel
        self._sources = sources
        self._site = "" if urlsplit(site).hostname in ("127.0.0.1", "localhost", "::1") else site
        self._clock = clock
        self._changed = changed  #: a chat may have become able to receive: look at the outbox
        self._commands = commands.load()
        self._lately: dict[tuple[str, str | None], list[datetime]] = {}
        self._pool = ThreadPoolExecutor(1, f"talk-{channel}")

    @property
    def menu(self) -> Menu:
        return table.menu(self._commands)

    def close(self) -> None:
        self._pool.shutdown(wait=True)

    async def __call__(self, said: Incoming, is_admin: IsAdmin) -> Reply | None:
        if said.moved_to or said.change:
            return await self._ask(lambda: self._happened(said))
        if not (said.command or said.data) and said.kind != "private":
            return None
        if self._too_often(said):
            log.warning("a flood of commands is not answered chat=%s user=%s", said.chat, said.user)
            return None
        found = self._commands.get(said.command)
        if not found and said.command and said.kind != "private":
            return None  # perhaps another bot's
        matters = said.data or (found and (found.admin or (found.words_need_admin and said.args)))
        admin = await is_admin() if matters else bool(said.admin)
        try:
            return await self._ask(lambda: self._answer(said, found, admin))
        except YaowenError as e:
            log.warning("a command was not answered chat=%s command=%s why=%s", said.chat, said.command, e)
            return Reply(spans=text(word(said.language or "zh", "later")))

    def _answer(self, said: Incoming, found: Command | None, admin: bool) -> Reply | None:
        with self._db.transaction() as tx:
            asked = self._asked(tx, said, admin)
            if (said.data or (found and found.admin)) and not admin:
                return _refused(asked)
            if said.data:
                reply = presses.press(asked)
            elif found:
                reply = found.run(asked)
            else:
                heading = text(asked.word("unknown_command"), "\n\n") if said.command else ()
                reply = Reply(spans=heading + self._commands["help"].run(asked).spans)
        log.info("answered chat=%s command=%s admin=%s", said.chat, said.command or said.data or "-", admin)
        return reply

    def _asked(self, tx: Tx, said: Incoming, admin: bool) -> Asked:
        known = chats.find(tx, self._channel, said.chat, said.topic)
        language = speaks(said.language) if said.language else "zh"
        stranger = Chat(channel=self._channel, id=said.chat, topic=said.topic, kind=said.kind, language=language)
        sources = self._sources()
        told = states.of_all(tx)
        titles = {
            name: one_line(source.title or (told[name].title if name in told else None) or name)
            for name, source in sources.items()
        }
        return Asked(
            tx=tx,
            said=said,
            channel=self._channel,
            chat=known or stranger,
            sources=sources,
            titles=titles,
            now=self._clock(),
            site=self._site,
            admin=admin,
        )

    def _happened(self, said: Incoming) -> Reply | None:
        """We were added, removed or given other rights, or the group moved. A channel is not greeted: its readers
        did not call us."""
        now = self._clock()
        with self._db.transaction() as tx:
            here = [chat for chat in chats.of_all(tx) if (chat.channel, chat.id) == (self._channel, said.chat)]
            if said.moved_to:
                for chat in here[:1]:
                    chats.move(tx, chat.number, said.moved_to)
                log.info("a group moved chat=%s to=%s", said.chat, said.moved_to)
                return None
            for chat in here:
                if said.change == "removed":
                    chats.suspend(tx, chat.number, "we were removed from the chat", now)
                elif chat.suspended:
                    chats.resume(tx, chat.number)
            asked = self._asked(tx, said, admin=False)
            if said.change == "added":
                asked.keep()
            reply = greeting(asked, "hello_group") if said.change == "added" and "group" in said.kind else None
        log.info("what we are in a chat changed chat=%s kind=%s change=%s", said.chat, said.kind, said.change)
        return reply

    def _too_often(self, said: Incoming) -> bool:
        now = self._clock()
        who = (said.chat, said.user)
        if len(self._lately) > 10_000:
            self._lately.clear()
        lately = [when for when in self._lately.get(who, ()) if (now - when).total_seconds() < WITHIN]
        self._lately[who] = [*lately, now][-OFTEN - 1 :]
        return len(lately) >= OFTEN

    async def _ask(self, question: Callable[[], Reply | None]) -> Reply | None:
        reply = await asyncio.get_running_loop().run_in_executor(self._pool, question)
        self._changed()
        return reply


def _refused(asked: Asked) -> Reply:
    """A polite no: to whoever pressed, seen by him alone; to a command, in a line."""
    said = asked.word("admins_only")
    return Reply(toast=said) if asked.said.data else Reply(spans=(Span(said),))
