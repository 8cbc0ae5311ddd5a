"""A small world with bad weather, made by a seed: news sites that fail, chats that come and go, a service that cuts.

It is the ground truth of the soak: what was published, what the service accepted, and whether anybody heard the answer.
No clock of its own, no database, no network.
"""

import asyncio
import random
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

import sites
from checker import Accepted

from bot.errors import ChannelDown, ChatGone, ChatMoved, Refused, TryLater, Unknown
from bot.model import Chat, Message, Pace
from feeds.errors import BadStatus, FetchError, TooSlow, Unreachable
from feeds.model import SHANGHAI, Access, Page

LENGTH = 12  #: items on a list page
PATH = "/zsxx/tzgg.htm"


class Killed(KeyboardInterrupt):
    """The process ends here. A KeyboardInterrupt, because that is what asyncio lets through at once."""


@dataclass(kw_only=True)
class NewsDesk:
    """One site: its articles newest first, what is wrong with it now, what was withdrawn."""

    host: str
    items: list[tuple[int, str, str]] = field(default_factory=list)  #: (number, title, day)
    trouble: FetchError | None = None
    shape: str = "whole"  #: or cut, short, empty: of the list page
    slow_pages: bool = False  #: articles do not answer, the list does
    gone: set[int] = field(default_factory=set)
    last: int = 1000

    def publish(self, now: datetime) -> str:
        """One article more; its address."""
        self.last += 1
        day = f"{now.astimezone(SHANGHAI):%Y-%m-%d}"
        self.items.insert(0, (self.last, f"{self.host.partition('.')[0]}第{self.last}号通知的标题", day))
        del self.items[LENGTH:]
        return self.url(self.last)

    def url(self, number: int) -> str:
        return f"http://{self.host}/info/1018/{number}.htm"

    def page(self, path: str) -> bytes:
        """What the site answers; KeyError where it has no such page."""
        if path == PATH:
            shown = [(f"../info/1018/{number}.htm", title, day) for number, title, day in self.items]
            match self.shape:
                case "empty":
                    return sites.empty_page()
                case "cut":
                    return sites.list_page(shown, whole=False)
                case "short":
                    return sites.list_page(shown[: LENGTH // 3])
            return sites.list_page(shown)
        number = int(path.rpartition("/")[2].partition(".")[0])
        if number in self.gone:
            raise KeyError(path)
        for known, title, day in self.items:
            if known == number:
                return sites.article_page(title, day)
        return sites.article_page(f"{self.host.partition('.')[0]}第{number}号通知的标题", "2026-03-01")


@dataclass(kw_only=True)
class Net:
    """What the poller fetches from: the desks, by host, without a socket."""

    desks: dict[str, NewsDesk]
    now: datetime

    def get_if_changed(self, url: str, access: Access, *, etag: str | None, last_modified: str | None) -> Page | None:
        page = self.get(url, access)
        return None if etag == page.etag else page

    def get(self, url: str, access: Access = Access(), *, referer: str | None = None) -> Page:
        parts = urlsplit(url)
        desk = self.desks[parts.hostname or ""]
        if desk.trouble is not None:
            raise desk.trouble
        if desk.slow_pages and parts.path != PATH:
            raise TooSlow(url, "no answer within 30 s")
        try:
            body = desk.page(parts.path)
        except KeyError:
            raise BadStatus(url, 404) from None
        digest = sha256(body).hexdigest()
        return Page(
            url=url,
            text=body.decode(),
            fetched=self.now,
            digest=digest,
            etag=f'"{digest}"',
        )

    def close(self) -> None:
        pass


class RoughService:
    """A channel with bad weather. `places` says where each chat lives; what it accepts, it notes."""

    pace = Pace(gap=1.0, group_window=(20, 60.0))
    edits = True

    def __init__(self, rng: random.Random, tick) -> None:
        self.rng = rng
        self.tick = tick  #: a message takes time
        self.places: dict[str, str] = {}  #: address → chat
        self.moved: dict[str, str] = {}
        self.blocked: set[str] = set()  #: chats
        self.rough = 0.0  #: how likely a request goes wrong
        self.down = False
        self.accepted: list[Accepted] = []
        self.doubts = 0
        self._open: dict[object, list[int]] = defaultdict(list)  # who has not heard yet of which

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        return await self._take(chat, message, None)

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        await self._take(chat, message, message_id)

    async def close(self) -> None:
        pass

    async def _take(self, chat: Chat, message: Message, edited: str | None) -> str:
        await asyncio.sleep(0)
        self.tick(timedelta(seconds=self.rng.uniform(1, 3)))
        if self.down:
            raise ChannelDown("Unauthorized")
        if chat.id in self.moved:
            raise ChatMoved("group chat was upgraded to a supergroup chat", self.moved[chat.id])
        name = self.places[chat.id]
        if name in self.blocked:
            raise ChatGone("bot was blocked by the user")
        weather = self.rng.random()
        if weather < self.rough:
            match self.rng.choice(("429", "network", "lost", "cut", "cut", "refused")):
                case "429":
                    wait = timedelta(seconds=self.rng.choice((5, 60, 3600, 5 * 3600)))
                    raise TryLater("Too Many Requests", wait, counts=False)
                case "network":
                    raise TryLater("connection refused")
                case "lost":
                    raise Unknown("the connection was lost")
                case "cut":
                    self.doubts += 1
                    self._accept(name, message, edited, heard=False)
                    raise Unknown("accepted, and the answer was lost")
                case "refused" if self.rng.random() < 0.2:
                    raise Refused("the world refuses this")
        self._accept(name, message, edited, heard=False)
        self._open[asyncio.current_task()] += range(len(self.accepted) - len(message.items or (1,)), len(self.accepted))
        await asyncio.sleep(0)
        return f"m{len(self.accepted)}"

    def _accept(self, chat: str, message: Message, edited: str | None, *, heard: bool) -> None:
        for one in message.items or (message,):
            self.accepted.append(
                Accepted(chat=chat, article=one.url, title=one.title, edit=edited is not None, heard=heard)
            )

    def written_down(self) -> None:
        """Whoever runs now has committed what it heard."""
        for number in self._open.pop(asyncio.current_task(), ()):
            known = self.accepted[number]
            self.accepted[number] = Accepted(
                chat=known.chat, article=known.article, title=known.title, edit=known.edit, heard=True
            )

    def all_died(self) -> None:
        """Nobody will hear of what is open any more."""
        self._open.clear()


def trouble(rng: random.Random, url: str) -> FetchError:
    """Something that may happen to a site."""
    return rng.choice(
        (
            Unreachable(url, "connection refused"),
            TooSlow(url, "no answer within 30 s"),
            BadStatus(url, 500),
            BadStatus(url, 503, timedelta(hours=1)),
            BadStatus(url, 429, timedelta(hours=2)),
            BadStatus(url, 403),
            BadStatus(url, 404),
        )
    )
