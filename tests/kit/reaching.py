"""Channels used as the program uses them: through Posting and the real Web, on 127.0.0.1. And news to send by them."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from bot.model import Channel, Chat, Message, Post
from bot.tell.compose import compose
from bot.tell.posting import Posting
from feeds.fetch.web import Web
from feeds.model import Access, Attachment, ChangeKind, Entry, Precision

T = TypeVar("T")
NOW = datetime(2026, 3, 6, 1, 12, 30, tzinfo=UTC)
CHAT = Chat(channel="there", id="newsroom", name="newsroom")


def using(
    open_: Callable[[Post], Channel], act: Callable[[Any], Awaitable[T]], *, private: bool = True, timeout: float = 5
) -> T:
    """Open a channel, do something with it, close it."""

    async def all_of_it() -> T:
        web = Web()
        async with Posting(web) as posting:
            channel = open_(posting.through(Access(allow_private=private, timeout=timeout)))
            try:
                return await act(channel)
            finally:
                await channel.close()
                web.close()

    return asyncio.run(all_of_it())


def entry(**wanted: Any) -> Entry:
    """A made-up article of a made-up school."""
    usual: dict[str, Any] = {
        "number": 7,
        "tag": "tag:yaowen.example,2026:qingshi/82033",
        "source": "qingshi",
        "key": "82033",
        "title": "青石学院举行春季运动会",
        "url": "http://www.qingshi.example/info/1071/82033.htm",
        "summary": "3月5日，青石学院春季运动会在田径场开幕。全院师生参加。",
        "html": "<p>…</p>",
        "text": "3月5日，青石学院春季运动会在田径场开幕。\n全院师生参加。\n比赛共设十二个项目。",
        "published": datetime(2026, 3, 5, 1, 30, tzinfo=UTC),
        "precision": Precision.MINUTE,
        "first_seen": NOW,
        "updated": NOW,
    }
    return Entry(**usual | wanted)


def news(kind: ChangeKind = ChangeKind.NEW, *, look: str = "card", language: str = "zh", **wanted: Any) -> Message:
    """The message of such an entry."""
    chat = replace(CHAT, look=look, language=language)
    return compose(entry(**wanted), chat, source_title="青石要闻", kind=kind, now=NOW)


def digest(*items: Message) -> Message:
    """Several in one."""
    return Message(kind=ChangeKind.NEW, title=f"今日要闻 {len(items)} 篇", source="要闻", date="03-06", items=items)


PICTURE = "http://www.qingshi.example/pic/1.jpg"
FILES = tuple(Attachment(name=f"附件{n}.docx", url=f"http://www.qingshi.example/f/{n}.docx") for n in range(1, 8))
