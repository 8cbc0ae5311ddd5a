"""The demo's story: the real App at work on the made-up site, narrated line by line. What it says, it has looked up:
in the feed, over HTTP, as a reader would, and in the outbox. It fakes nothing and keeps nothing.
"""

import asyncio
import contextlib
import json
import logging
import socket
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rich.console import Console

from bot.app import App
from bot.cli.demo import markup
from bot.cli.demo.site import NewsSite
from bot.cli.demo.stories import Story, corrected, stories
from bot.config import load
from bot.model import State
from bot.running import Running
from bot.tell import standings
from feeds.errors import FetchError, YaowenError
from feeds.keep import entries
from feeds.model import SHANGHAI, Access, utcnow

SOURCE = "hualing"
BEFORE = 9  #: stories that are on the site when we meet it
PAUSE = 4.0  #: seconds between two events
PATIENCE = 30.0  #: seconds for anything to happen
LOOK = 0.02  #: seconds between two looks whether it has

CONFIG = """\
contact = "demo@example.org"

[source.{source}]
url = "{list_url}"
title = "{title}"
interval = "1s"           # a real source is asked every 15 minutes to 6 hours
gap = 0
allow_private = true      # the site is on this machine

[site]
url = "http://127.0.0.1:{port}"
listen = "127.0.0.1:{port}"

[channel.console]

[chat.newsroom]
channel = "console"
id = "newsroom"
sources = ["{source}"]
"""


class Broken(YaowenError):
    """Something that the story claims did not happen."""


def tell(*, once: bool, port: int) -> int:
    """Tell the story; the exit code. Without `once` it goes on until Ctrl-C."""
    screen = Console(highlight=False, soft_wrap=True)
    logging.getLogger().setLevel(logging.ERROR)
    news = stories(utcnow().astimezone(SHANGHAI).date())
    with TemporaryDirectory(prefix="yaowen-demo-") as folder, NewsSite(news, published=BEFORE) as site:
        free = free_port(port)
        if free != port and port:
            screen.print(f"Port {port} is taken; the feeds are at {free} instead.", style="yellow")
        path = Path(folder) / "config.toml"
        text = CONFIG.format(source=SOURCE, list_url=site.list_url, title=markup.COLUMN, port=free)
        path.write_text(text, encoding="utf-8")
        app = App(load(path))
        story = _Story(app, site, screen, pause=0.0 if once else PAUSE)
        try:
            with app.db.sole():
                app.prepare()
                app.feeds.give_stale()
                asyncio.run(story.tell(once=once))
        finally:
            app.db.close()
    if story.broken is not None:
        screen.print(f"The demo broke: {story.broken}", style="bold red")
        return 1
    return 0 if story.ended or not once else 1


def free_port(wanted: int) -> int:
    """`wanted` if nobody has it, else one that is free."""
    for port in (wanted, 0):
        with contextlib.suppress(OSError), socket.socket() as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            one.bind(("127.0.0.1", port))
            found: int = one.getsockname()[1]
            return found
    raise Broken("there is no free port on 127.0.0.1")


class _Story:
    """The narrator: acts as the college, watches as a reader."""

    def __init__(self, app: App, site: NewsSite, screen: Console, *, pause: float) -> None:
        self.app, self.site, self.screen, self.pause = app, site, screen, pause
        self.broken: YaowenError | None = None
        self.ended = False  #: told to its end
        self._began = time.monotonic()

    async def tell(self, *, once: bool) -> None:
        """App and story side by side. The story's end, or Ctrl-C, ends both."""
        stop, ready = asyncio.Event(), asyncio.Event()
        running = asyncio.create_task(Running(app=self.app, stop=stop).main(ready=ready.set))
        telling = asyncio.create_task(self._tell(ready, once=once))
        try:
            await asyncio.wait({running, telling}, return_when=asyncio.FIRST_COMPLETED)
            if telling.done() and not once and self.broken is None:
                await running
        finally:
            stop.set()
            telling.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await telling
            await running
        self._say("end", "stopped cleanly" + ("; everything above was checked" if self.ended else ""))

    async def _tell(self, ready: asyncio.Event, *, once: bool) -> None:
        try:
            await ready.wait()
            await self._chapters()
            self.ended = True
            if not once:
                self._say("site", "has no more news. The feeds stay up until Ctrl-C")
        except YaowenError as e:
            self.broken = e

    async def _chapters(self) -> None:
        url, web = self.site.url, self.app.config.site.url
        self.screen.print(f"[bold]Yaowen demo[/]: {markup.SCHOOL} is made up; the program is the real one.")
        self.screen.print(f"  the college's news   {url}{markup.LIST}")
        self.screen.print(f"  our feeds            {web}/   e.g. {web}/feeds/{SOURCE}.atom")
        self.screen.print("  Ctrl-C ends it; all it writes is in a temporary folder.\n")
        await self._baseline()
        mistaken: Story | None = None
        while (story := self.site.publish_next()) is not None:
            await self._published(story)
            mistaken = story if story.correction else mistaken
            await asyncio.sleep(self.pause)
        if mistaken is not None:
            await self._corrected(mistaken)

    async def _baseline(self) -> None:
        shown = [story.title for story in self.site.public[: markup.PER_PAGE]]
        items = await self._feed(lambda items: len(items) >= len(shown), "the first poll brings the list into the feed")
        _claim(sorted(items) == sorted(shown), "the feed holds what page 1 of the list shows")
        await self._until(lambda: not self._waiting(), "every article is read")
        self._say("poll", f"first look: {len(items)} articles, the baseline. In the feed, told to nobody")
        _claim(self._outbox() == {}, "the baseline is owed to nobody")
        await self._until(lambda: (markup.LIST, 304) in self.site.requests, "a poll is answered 304")
        self._say("poll", "again: the site answers 304, not modified. Nothing to read, nothing to render")
        await asyncio.sleep(self.pause)

    async def _published(self, story: Story) -> None:
        told, asked = self._outbox().get(State.SENT, 0), len(self.site.requests)
        self._say("site", f"publishes 《{story.title}》")
        await self._read(story, asked)
        items = await self._feed(lambda items: story.title in items, f"{story.title} gets into the feed")
        item = items[story.title]
        self._say("feed", f"has it: {item['id']}, {len(items)} entries now")
        await self._until(lambda: self._outbox().get(State.SENT, 0) > told, f"{story.title} is told to the chat")
        _claim(self._outbox() == {State.SENT: told + 1}, "one message is sent, and nothing else is owed")

    async def _corrected(self, story: Story) -> None:
        before = (await self._feed(lambda items: story.title in items, "the mistaken entry is there"))[story.title]
        title = corrected(story).title
        asked = len(self.site.requests)
        self.site.correct(story.id)
        self._say("site", f"corrects a title: 《{title}》")
        await self._read(story, asked)
        items = await self._feed(lambda items: title in items, "the correction gets into the feed")
        after = items[title]
        _claim(story.title not in items, "the mistaken title is gone")
        for name in ("id", "url", "date_published"):
            _claim(after[name] == before[name], f"a correction leaves the entry's {name} as it was")
        _claim(after["date_modified"] > before["date_modified"], "a correction is newer than what it corrects")
        self._say("feed", "the same entry with the new title: same id, same date, a new revision")
        await self._until(lambda: set(self._outbox()) == {State.SENT}, "the chat hears of the correction")

    # looking

    async def _feed(self, enough: Callable[[dict[str, Any]], bool], what: str) -> dict[str, Any]:
        """The items of our JSON feed by title, as a reader gets them, once they are `enough`."""
        found: dict[str, Any] = {}

        async def look() -> bool:
            found.clear()
            found.update(await asyncio.to_thread(self._read_feed))
            return enough(found)

        await self._until_so(look, what)
        return found

    def _read_feed(self) -> dict[str, Any]:
        url = f"{self.app.config.site.url}/feeds/{SOURCE}.json"
        try:
            page = self.app.web.get(url, Access(allow_private=True, gap=0.0, robots="ignore"))
        except FetchError:
            return {}  # not served yet
        return {item["title"]: item for item in json.loads(page.text)["items"]}

    async def _read(self, story: Story, count: int) -> None:
        """Until the site was asked for the story's page, its first `count` answers aside."""
        page = markup.article_path(story)
        await self._until(lambda: (page, 200) in self.site.requests[count:], f"a poll reads {page}")
        answers = [f"{path} ({status})" for path, status in self.site.requests[count:] if status != 304]
        self._say("poll", f"asks for {', '.join(answers)}")

    def _waiting(self) -> int:
        with self.app.db.reading() as tx:
            return entries.counts(tx).get(SOURCE, {}).get("waiting", 0)

    def _outbox(self) -> dict[str, int]:
        with self.app.db.reading() as tx:
            return next(iter(standings.counts(tx).values()), {})

    async def _until(self, happened: Callable[[], bool], what: str) -> None:
        async def look() -> bool:
            return happened()

        await self._until_so(look, what)

    async def _until_so(self, happened: Callable[[], Awaitable[bool]], what: str) -> None:
        until = time.monotonic() + PATIENCE
        while not await happened():
            if time.monotonic() > until:
                raise Broken(f"in {PATIENCE:.0f} seconds it did not happen that {what}")
            await asyncio.sleep(LOOK)

    def _say(self, who: str, what: str) -> None:
        colour = {"site": "magenta", "poll": "cyan", "feed": "green"}.get(who, "white")
        passed = time.monotonic() - self._began
        self.screen.print(f"[dim]{passed:5.1f} s[/]  [{colour}]{who:<5}[/] {what}")


def _claim(true: bool, what: str) -> None:
    if not true:
        raise Broken(f"it is not so that {what}")
