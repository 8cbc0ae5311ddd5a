"""Chats that are owed what a source says, and a channel that obeys the test: deliveries without an app around them."""

import asyncio
from datetime import timedelta

from builders import NOON, SHANGHAI, Clock, source, whole_article
from fakechannel import FakeChannel

from bot.chats import chats, subscriptions
from bot.tell import debts, standings
from bot.tell.deliver import Deliverer
from bot.tell.job import About
from feeds.keep import entries, leaving, record
from feeds.keep.db import Database

TAG = "tag:x.example,2026:news"


class Desk:
    """A database with chats that want the source `news`, a channel, and a clock."""

    def __init__(self, db: Database, names: tuple[str, ...] = ("a",)) -> None:
        self.db, self.clock, self.channel = db, Clock(), FakeChannel()
        with db.transaction() as tx:
            wanted = [chats.Wanted(name=name, channel="fake", id=name) for name in names]
            self.numbers = chats.sync(tx, wanted, NOON)
            for number in self.numbers.values():
                subscriptions.add(tx, number, "news", NOON)

    def publish(self, *keys: str, name: str = "news") -> None:
        with self.db.transaction() as tx:
            for key in keys:
                kept = record.listed(
                    tx, source(name), [whole_article(key)], tag=f"{TAG}-{name}", now=self.clock(), quiet=False
                )
                debts.enqueue(tx, kept.changes, self.clock())

    def relist(self, key: str, **values) -> None:
        """The list shows it otherwise, or not as gone; its page is read later."""
        with self.db.transaction() as tx:
            found = [whole_article(key, **values)]
            kept = record.listed(tx, source(), found, tag=f"{TAG}-news", now=self.clock(), quiet=False)
            debts.enqueue(tx, kept.changes, self.clock())

    def withdraw(self, key: str) -> None:
        with self.db.transaction() as tx:
            number = entries.by_key(tx, "news", [key])[key]["number"]
            for _ in range(2):
                kept = leaving.gone(tx, number, self.clock(), timedelta())
            debts.enqueue(tx, kept.changes, self.clock())

    def correct(self, key: str, **values) -> None:
        with self.db.transaction() as tx:
            row = entries.by_key(tx, "news", [key])[key]
            found = whole_article(key, **values)
            kept = record.read(tx, row["number"], found, zone=SHANGHAI, now=self.clock())
            debts.enqueue(tx, kept.changes, self.clock())

    def choose(self, **choices: object) -> None:
        """What the first chat chooses."""
        with self.db.transaction() as tx:
            chats.choose(tx, 1, **choices)

    def deliver(self) -> None:
        made = Deliverer(
            db=self.db, channels={"fake": self.channel}, about=lambda name: About(title=name), clock=self.clock
        )
        asyncio.run(made.drain())

    def states(self) -> dict[int, dict[str, int]]:
        with self.db.reading() as tx:
            return standings.counts(tx)

    def state(self) -> dict[str, int]:
        return self.states().get(1, {})
