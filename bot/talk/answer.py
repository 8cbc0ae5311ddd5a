"""Who said what, may he, and which command answers: from an Incoming to a Reply, one transaction each.

The shell of bot/talk: it asks the database and writes the log. Commands themselves only see their transaction.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from urllib.parse import urlsplit

from bot.chats import chats
from bot.model import Chat, Incoming, IsAdmin, Menu, Reply, Span, Standing
from bot.talk import commands, elsewhere, presses, table
from bot.talk.commands.start import greeting
from bot.talk.table import Asked, Command, text
from bot.talk.words import speaks, word
from bot.tell import settling
from bot.tell.cut import one_line
from feeds.errors import YaowenError
from feeds.keep import states
from feeds.keep.db import Database, Tx
from feeds.model import Source

log = logging.getLogger(__name__)

T = TypeVar("T")

OFTEN = 20  #: commands of one person in one chat
STOP = "。"
WITHIN = 60.0  #: seconds; what is above is told so once, and then gets no answer


@dataclass(frozen=True, slots=True, kw_only=True)
class May:
    """What whoever said it may do: change what the chat gets; order the bot about."""

    change: bool
    order: bool


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
        owners: Iterable[object] = (),
    ) -> None:
        self._db = db
        self._channel = channel
        self._sources = sources
        self._site = "" if urlsplit(site).hostname in ("127.0.0.1", "localhost", "::1") else site
        self._clock = clock
        self._changed = changed  #: a chat may have become able to receive: look at the outbox
        self._owners = frozenset(str(each) for each in owners)  #: the people the bot belongs to
        self._commands = commands.load()
        self._lately: dict[tuple[str, str | None], list[datetime]] = {}
        self._told: dict[tuple[str, str | None], datetime] = {}  #: whom we told that he asks too often
        self._pool = ThreadPoolExecutor(1, f"talk-{channel}")

    @property
    def menu(self) -> Menu:
        return table.menu(self._commands, self._owners)

    def close(self) -> None:
        self._pool.shutdown(wait=True)

    async def __call__(self, said: Incoming, is_admin: IsAdmin) -> Reply | None:
        if said.moved_to or said.change:
            return await self._ask(lambda: self._happened(said))
        if said.forwarded and said.kind == "private":
            said = elsewhere.of_forwarded(said)
        said = _without_stop(said)
        if not (said.command or said.data) and said.kind != "private":
            return None
        if said.command and said.command not in self._commands and said.kind != "private":
            return None  # perhaps another bot's
        if self._too_often(said):
            log.warning("a flood of commands is not answered chat=%s user=%s", said.chat, said.user)
            return elsewhere.refused(said, "too_fast") if self._not_told(said) else None
        try:
            if said.kind == "private" and (place := elsewhere.place(said)):
                return await self._elsewhere(said, place, is_admin)
            found = self._commands.get(said.command)
            admin = await is_admin() if _matters(said, found) else bool(said.admin)
            return await self._ask(lambda: self._answer(said, admin))
        except YaowenError as e:
            log.warning("a command was not answered chat=%s command=%s why=%s", said.chat, said.command, e)
            return Reply(spans=text(word(said.language or "zh", "later")))

    async def _elsewhere(self, said: Incoming, place: str, is_admin: IsAdmin) -> Reply:
        """Said in private about another chat. What he is there is asked of the service, at every word and press."""
        there = await self._ask_database(lambda: self._known(place)) if place.startswith(elsewhere.MARK) else None
        if place.startswith(elsewhere.MARK) and there is None:
            return elsewhere.refused(said, "no_such_chat")
        standing = await is_admin.at(there.id if there else place)
        if standing is None or standing.kind == "private":
            return elsewhere.refused(said, "no_such_chat")
        if not standing.admin:
            log.info("refused to manage chat=%s user=%s", standing.chat, said.user)
            return elsewhere.refused(said, "admins_there")
        inner = elsewhere.inner(said)
        return await self._ask(lambda: self._answer(inner, True, standing, there)) or Reply()

    def _known(self, place: str) -> Chat | None:
        """The chat whose number a button says."""
        number = place.removeprefix(elsewhere.MARK)
        with self._db.reading() as tx:
            found = chats.get(tx, int(number)) if number.isdecimal() and len(number) < 10 else None
        return found if found and found.channel == self._channel else None

    def _answer(
        self, said: Incoming, admin: bool, standing: Standing | None = None, there: Chat | None = None
    ) -> Reply | None:
        may = May(change=admin, order=said.user is not None and said.user in self._owners)
        with self._db.transaction() as tx:
            asked = replace(self._asked(tx, said, admin, standing, there), owner=may.order)
            reply = self._reply(asked, may)
            if standing is not None and reply is not None:
                reply = elsewhere.headed(reply, asked.keep(), standing.title or standing.name)
        log.info(
            "answered chat=%s command=%s admin=%s",
            asked.chat.place,
            said.command or said.data.split(":")[0] or "-",
            admin,
        )
        return reply

    def _reply(self, asked: Asked, may: May) -> Reply | None:
        said = asked.said
        if said.data:
            if not may.change and said.data.split(":")[0] not in presses.OPEN:
                return _refused(asked)
            return presses.press(asked)
        found = self._commands.get(said.command)
        if found is None:
            heading = text(asked.word("unknown_command"), "\n\n") if said.command else ()
            return Reply(spans=heading + self._commands["help"].run(asked).spans)
        if found.owner and not may.order:
            return _refused(asked, "owner_only")
        if (found.admin or (found.changes and said.args)) and not may.change:
            return _refused(asked)
        if found.private and said.kind != "private":
            return _refused(asked, "private_only")
        return found.run(asked)

    def _asked(
        self, tx: Tx, said: Incoming, admin: bool, standing: Standing | None = None, there: Chat | None = None
    ) -> Asked:
        language = speaks(said.language) if said.language else "zh"
        if standing is None:
            known = chats.find(tx, self._channel, said.chat, said.topic, name=said.name)
            title = one_line(said.title) or None
            new = Chat(channel=self._channel, id=said.chat, topic=said.topic, kind=said.kind, title=title)
        else:
            known = (there and chats.get(tx, there.number)) or chats.find(
                tx, self._channel, standing.chat, name=standing.name
            )
            title = one_line(standing.title) or None
            new = Chat(channel=self._channel, id=standing.chat, kind=standing.kind, title=title)
        if known is not None:
            known = chats.called(tx, known, title=new.title, kind=new.kind or None)
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
            chat=known or replace(new, language=language),
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
            places = {said.chat, said.name.lower()} - {""}
            here = [one for one in chats.of_all(tx) if one.channel == self._channel and one.id.lower() in places]
            if said.moved_to:
                for chat in here[:1]:
                    settling.moved(tx, chat.number, said.moved_to)
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

    def _not_told(self, said: Incoming) -> bool:
        """Whether he is to be told that it is too often: once a minute is enough."""
        now, who = self._clock(), (said.chat, said.user)
        if (told := self._told.get(who)) is not None and (now - told).total_seconds() < WITHIN:
            return False
        if len(self._told) > 10_000:
            self._told.clear()
        self._told[who] = now
        return True

    def _too_often(self, said: Incoming) -> bool:
        now = self._clock()
        who = (said.chat, said.user)
        if len(self._lately) > 10_000:
            self._lately.clear()
        lately = [when for when in self._lately.get(who, ()) if (now - when).total_seconds() < WITHIN]
        self._lately[who] = [*lately, now][-OFTEN - 1 :]
        return len(lately) >= OFTEN

    async def _ask(self, question: Callable[[], Reply | None]) -> Reply | None:
        reply = await self._ask_database(question)
        self._changed()
        return reply

    async def _ask_database(self, question: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, question)


def _without_stop(said: Incoming) -> Incoming:
    """A command without the full stop of the sentence from which it was copied, such as 取消：/filter 关。"""
    if not said.command or not said.text.endswith(STOP):
        return said
    *args, last = said.args or ("",)
    args += [last.rstrip(STOP)] if last.rstrip(STOP) else []
    return replace(said, text=said.text.rstrip(STOP), args=tuple(args))


def _matters(said: Incoming, found: Command | None) -> bool:
    """Whether it matters who says it; only then is the service asked."""
    if said.data:
        return said.data.split(":")[0] not in presses.OPEN
    if found is None:
        return False
    return found.admin or bool((found.words_need_admin or found.changes) and said.args)


def _refused(asked: Asked, why: str = "admins_only") -> Reply:
    """A polite no: to whoever pressed, seen by him alone; to a command, in a line."""
    said = asked.word(why)
    return Reply(toast=said) if asked.said.data else Reply(spans=(Span(said),))
