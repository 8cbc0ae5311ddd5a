"""A chat side to talk to: a database with sources and entries, the real Talk, and plain ways to ask it."""

import asyncio
import atexit
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from builders import NOON, Clock, article, source

from bot.chats import chats, store, subscriptions
from bot.model import Button, Chat, Incoming, Reply, Standing
from bot.talk.answer import Talk
from bot.tell import debts
from feeds.keep import record, states
from feeds.keep.db import Database
from feeds.model import Article, Source

SPORTS = source("sports", title="青石体育")
NEWS = source("news", title="青石要闻 <校级>")
PLAIN = source("plain", title=None)


class Admin:
    """What the service says about whoever asks, here and elsewhere."""

    def __init__(self, here: bool, places: dict[str, Standing]) -> None:
        self.here, self.places = here, places

    async def __call__(self) -> bool:
        return self.here

    async def at(self, chat: str) -> Standing | None:
        return self.places.get(chat)


class Talking:
    """Ask with `ask`; look with `wanted` and `chat`."""

    def __init__(self, db: Database, sources: dict[str, Source]) -> None:
        self.db, self.sources, self.clock = db, sources, Clock()
        self.changed = 0
        self.places: dict[str, Standing] = {}
        self.talk = Talk(
            db=db,
            channel="telegram",
            sources=lambda: self.sources,
            site="https://yaowen.example",
            clock=self.clock,
            changed=self._change,
            owners=[99],
        )

    def _change(self) -> None:
        self.changed += 1

    def ask(self, text: str = "", *, admin: bool = True, **fields: object) -> Reply | None:
        """What is answered to that command."""
        words = text.split()
        command = words[0].removeprefix("/") if text.startswith("/") else ""
        usual = {"chat": "7", "kind": "private", "title": "Li", "user": "7", "text": text}
        usual |= {"command": command, "args": tuple(words[1:]) if command else ()}
        said = Incoming(**{"admin": admin if usual["kind"] == "private" else None, **usual, **fields})

        return asyncio.run(self.talk(said, Admin(admin, self.places)))

    def words(self, text: str = "", **fields: object) -> str:
        """The reply as people read it."""
        reply = self.ask(text, **fields)
        return "".join(span.text for span in reply.spans) if reply else ""

    def wanted(self, chat: str = "7", topic: int | None = None) -> list[str]:
        with self.db.reading() as tx:
            found = chats.find(tx, "telegram", chat, topic)
            return subscriptions.of_chat(tx, found.number) if found else []

    def chat(self, chat: str = "7", topic: int | None = None) -> Chat:
        """The row as it is now."""
        with self.db.reading() as tx:
            found = chats.find(tx, "telegram", chat, topic)
        assert found
        return found

    def suspended(self, chat: str = "7") -> str | None:
        with self.db.reading() as tx:
            found = chats.find(tx, "telegram", chat)
            return found.suspended if found else None


def buttons(reply: Reply | None) -> list[Button]:
    assert reply
    return [button for row in reply.buttons for button in row]


def labelled(reply: Reply | None, text: str) -> str:
    """What the button with these words says."""
    [data] = [button.data for button in buttons(reply) if text in button.text]
    return data


def tell(it: Talking, *ids: str, name: str = "sports", **values: object) -> None:
    """New articles of a source, owed to the chats that want it."""
    listed = [
        article(id, title=f"第{id}条", external=True, url=f"http://else.example/{id}", **values) for id in reversed(ids)
    ]
    now = it.clock()
    with it.db.transaction() as tx:
        tag = f"tag:yaowen.example,2026:{name}"
        changes = record.listed(tx, it.sources[name], listed, tag=tag, now=now, quiet=False)
        debts.enqueue(tx, changes.changes, now)


@contextmanager
def talking(db: Database, *sources: Source) -> Iterator[Talking]:
    """Three sources unless told otherwise; sports has articles 1 to 30, news has one."""
    known = {each.name: each for each in sources or (NEWS, SPORTS, PLAIN)}
    if db.file is not None and not sources:  # as in nearly every test: copied, which is quicker
        shutil.copy(_prepared(), db.file)
    else:
        _fill(db, known.values())
    it = Talking(db, known)
    try:
        yield it
    finally:
        it.talk.close()


@cache
def _prepared() -> Path:
    """A SQLite file with all that, made once a process; it goes with the process."""
    folder = tempfile.mkdtemp(prefix="yaowen-talking-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = Path(folder) / "prepared.db"
    db = Database(f"sqlite:///{path}")
    store.prepare(db)
    _fill(db, (NEWS, SPORTS, PLAIN))
    db.close()
    return path


def _fill(db: Database, sources: Iterable[Source]) -> None:
    known = {each.name: each for each in sources}
    with db.transaction() as tx:
        states.sync(tx, known.values(), authority="yaowen.example,2026", now=NOON)
        for name, ids in (("sports", range(1, 31)), ("news", range(100, 101))):
            if name in known:
                listed = [_item(name, id) for id in reversed(ids)]
                record.listed(tx, known[name], listed, tag=f"tag:yaowen.example,2026:{name}", now=NOON, quiet=False)


def _item(name: str, id: int) -> Article:
    return article(str(id), title=f"第{id}条 <{name}>", external=True, url=f"http://else.example/{id}")
