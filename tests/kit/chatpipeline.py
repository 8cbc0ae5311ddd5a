"""The real App with one source, two Telegram chats and a webhook, through their real channels; stepped by the test."""

import asyncio
import random
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from faketelegram import TOKEN
from pipeline import EPOCH, Journal, Pipeline

from bot.app import App
from bot.config import load
from bot.tell.outbox import outbox
from bot.tell.posting import Posting
from feeds.keep import states

CONFIG = """\
[source.notices]
url = "{url}"
gap = 0
allow_private = true

[store]
url = "sqlite:///yaowen.db"

[channel.telegram]
token = "{token}"
base_url = "{telegram}/bot"
read_timeout = {patience}

[channel.webhook]
allow_private = true

[chat.group]
channel = "telegram"
id = "-100"
sources = ["notices"]

[chat.person]
channel = "telegram"
id = "7"
sources = ["notices"]

[chat.intranet]
channel = "webhook"
id = "{hook}"
sources = ["notices"]
"""
OPEN = ("pending", "sending", "unknown")


class ChatPipeline(Pipeline):
    def __init__(self, folder: Path, url: str, telegram: str, hook: str, patience: str = "0.4") -> None:
        config = folder / "config.toml"
        text = CONFIG.format(url=url, token=TOKEN, telegram=telegram, hook=hook, patience=patience)
        config.write_text(text, encoding="utf-8")
        self.journal = Journal(folder / "journal.tsv")
        self.journal.write("start")
        self.now = EPOCH + timedelta(minutes=len(self.journal.lines()))  # time goes on, whoever dies
        self.app = App(load(config), clock=lambda: self.now, rng=random.Random(7))
        self.app.prepare()
        with self.app.db.transaction() as tx:
            states.change(tx, "notices", deaths=0)  # kills that fall on the same page by chance are no poison
        self.app.recover()
        self.app.feeds.give_stale()

    def deliver(self) -> None:
        async def run() -> None:
            async with Posting(self.app.web) as posting:
                opened = self.app.channels(posting)
                await self.app.deliverer(opened).drain()
                for channel in opened.values():
                    await channel.close()

        asyncio.run(run())

    def settled(self) -> bool:
        wanted = sa.select(sa.func.count()).where(outbox.c.state.in_(OPEN))
        with self.app.db.reading() as tx:
            return tx.scalar(wanted) == 0
