"""The real App with one source and one chat, stepped by the test: for promises that span files.

The test sets the clock, polls and delivers when it likes. The channel writes what it sends to a file, line by line, so
that what was sent survives a SIGKILL.
"""

import asyncio
import os
import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from bot.app import App
from bot.config import load
from bot.model import Channel, Chat, Message, Pace, Post
from bot.tell.outbox import outbox
from feeds.keep import states
from feeds.keep.entries import entries
from feeds.poll import Polled

EPOCH = datetime(2026, 3, 2, 8, tzinfo=UTC)

CONFIG = """\
[source.notices]
url = "{url}"
gap = 0
allow_private = true

[store]
url = "{store}"

[site]
url = "http://feeds.example"

[channel.console]

[chat.room]
channel = "console"
id = "room"
sources = ["notices"]
"""


class Journal:
    """A file that gets one line a write, whole or not at all, whatever happens to the process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def write(self, *words: str) -> None:
        os.write(self._file, ("\t".join(words) + "\n").encode())

    def lines(self) -> list[list[str]]:
        return [line.split("\t") for line in self.path.read_text(encoding="utf-8").splitlines()]

    def close(self) -> None:
        os.close(self._file)


class JournalChannel:
    """A channel whose chats are the journal."""

    pace = Pace()
    edits = True
    deletes = True

    def __init__(self, journal: Journal) -> None:
        self.journal = journal

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        self.journal.write("send", message.url, message.title)
        return key

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        self.journal.write("edit", message.url, message.title)

    async def delete(self, chat: Chat, message_id: str) -> None:
        self.journal.write("delete", message_id)

    async def close(self) -> None:
        pass


class JournalApp(App):
    """The App as it is, but for where its messages go."""

    journal: Journal

    def channels(self, post: Post, names: Iterable[str] | None = None) -> dict[str, Channel]:
        return {"console": JournalChannel(self.journal)}


class Pipeline:
    """One source, one chat, one database, feeds and journal in `folder`."""

    def __init__(self, folder: Path, url: str, *, store: str = "sqlite:///yaowen.db") -> None:
        self.now = EPOCH
        config = folder / "config.toml"
        config.write_text(CONFIG.format(url=url, store=store), encoding="utf-8")
        self.app = JournalApp(load(config), clock=lambda: self.now, rng=random.Random(7))
        self.app.journal = self.journal = Journal(folder / "journal.tsv")
        self.app.failpoint = self._reached
        self.app.prepare()
        with self.app.db.transaction() as tx:
            states.change(tx, "notices", deaths=0)  # kills that fall on the same page by chance are no poison
        self.app.recover()
        self.app.feeds.give_stale()

    def poll(self) -> Polled:
        return self.app.poller.poll(self.app.source("notices"))

    def deliver(self) -> None:
        """Send what is due."""
        asyncio.run(self.app.deliverer({"console": JournalChannel(self.journal)}).drain())

    def step(self) -> bool:
        """One poll, one delivery, and a minute; whether there was anything to read."""
        read = self.poll().read > 0
        self.deliver()
        self.journal.write("step")
        self.now += timedelta(minutes=1)
        return read

    def entries(self) -> list[dict[str, Any]]:
        """All rows, by number."""
        with self.app.db.reading() as tx:
            return [dict(row) for row in tx.execute(sa.select(entries).order_by(entries.c.number)).mappings()]

    def owed(self) -> list[dict[str, Any]]:
        """The rows of the outbox with their entries' addresses."""
        wanted = sa.select(outbox, entries.c.url).join(entries, entries.c.number == outbox.c.entry)
        with self.app.db.reading() as tx:
            return [dict(row) for row in tx.execute(wanted.order_by(outbox.c.number)).mappings()]

    def feed(self, extension: str = "json") -> bytes:
        """The feed that was given out."""
        return (Path(self.app.config.site.folder) / "feeds" / f"notices.{extension}").read_bytes()

    def close(self) -> None:
        self.app.web.close()
        self.app.db.close()
        self.journal.close()

    def _reached(self, place: str) -> None:
        if place == "deliver.committed":
            self.journal.write("recorded")
