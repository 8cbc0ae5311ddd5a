"""Processes to be killed that tell Telegram and a webhook: chatnursery.py FOLDER URL NEXT TELEGRAM HOOK PATIENCE.

Like nursery.py (a worker is forked for each line on stdin), but with the real channels, and a line may name the
failpoint at which the worker shall die. A worker ends with 0 when the
last page was read and nothing is owed any more.
"""

import asyncio
import os
import random
import sys
import tempfile
import urllib.request
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
    """A source, two Telegram chats and a webhook on one database."""

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

    def step(self) -> bool:
        """One poll, one delivery; whether there was anything to read."""
        read = self.poll().read > 0
        self.deliver()
        self.journal.write("step")
        self.now += timedelta(minutes=1)
        return read

    def settled(self) -> bool:
        wanted = sa.select(sa.func.count()).where(outbox.c.state.in_(OPEN))
        with self.app.db.reading() as tx:
            return tx.scalar(wanted) == 0


def work(folder: Path, url: str, following: str, telegram: str, hook: str, patience: str) -> None:
    pipeline = ChatPipeline(folder, url, telegram, hook, patience)
    while True:
        pipeline.step()
        with urllib.request.urlopen(following) as answer:
            if answer.read() == b"end":
                break
    while pipeline.step() or not pipeline.settled():
        pipeline.now += timedelta(minutes=30)
    pipeline.close()


def main() -> None:
    folder, url, following, telegram, hook, patience = Path(sys.argv[1]), *sys.argv[2:]
    with tempfile.TemporaryDirectory() as elsewhere:  # import all that is imported when used
        first = ChatPipeline(Path(elsewhere), url, telegram, hook)
        first.step()
        first.close()
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                os.environ["YAOWEN_FAILPOINT"] = line.strip().removeprefix("go")
                work(folder, url, following, telegram, hook, patience)
                os._exit(0)
            finally:
                os._exit(1)
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
