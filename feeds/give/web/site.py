"""Puts the web side together: /feeds/… to the files, everything else to the pages. The ASGI application."""

import time
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from datetime import datetime
from pathlib import Path
from typing import Any

from feeds.give.giver import ALL, Giver
from feeds.give.web.documents import LONGEST_AGE, Documents
from feeds.give.web.flood import Buckets, client
from feeds.give.web.serve_feeds import PLAIN, FeedFiles, Receive, Scope, Send, reply
from feeds.keep import states
from feeds.keep.db import Database
from feeds.model import Site, Source

App = Callable[[Scope, Receive, Send], Awaitable[None]]
COST_OF_A_PAGE = 5  #: of a feed file: 1


def app(
    *,
    site: Site,
    db: Database,
    sources: Mapping[str, Source],
    clock: Callable[[], datetime],
    contact: str | None = None,
) -> App:
    """The application of one config. Feeds never pass through a framework; pages do, and are imported when asked for.
    `contact` is shown on pages."""
    giver = Giver(db=db, site=site, sources=sources, clock=clock)
    files = FeedFiles(
        documents=Documents(folder=Path(site.folder) / "feeds", about=lambda file: about(file, site, sources)),
        giver=giver,
        formerly=giver.formerly,
        gone=lambda name: _gone(db, sources, name),
    )
    buckets = Buckets()
    others: list[App] = []

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        send = led(send, site.root) if site.root else send
        path, query = scope["path"], scope["query_string"]
        feed = path.startswith("/feeds/")
        who = client((scope.get("client") or ("",))[0], scope["headers"])
        if who is not None:
            wait = buckets.take(who, 1 if feed and not query else COST_OF_A_PAGE, time.monotonic())
            if wait:
                after = str(int(wait) + 1)
                await reply(send, 429, [*PLAIN, (b"retry-after", after.encode())], f"wait {after} s\n".encode())
                return
        if feed:
            await files(scope, receive, send)
            return
        if not others:
            from feeds.give.web.pages import pages

            others.append(pages(giver=giver, contact=contact))
        await others[0](scope, receive, send)

    return answer


def led(send: Send, root: str) -> Send:
    """What leads to another address of ours leads below `root`."""

    async def below(message: MutableMapping[str, Any]) -> None:
        headers = [
            (name, root.encode() + value if name == b"location" and value.startswith(b"/") else value)
            for name, value in message.get("headers", ())
        ]
        await send({**message, "headers": headers} if headers else message)

    return below


def about(file: str, site: Site, sources: Mapping[str, Source]) -> tuple[int, str]:
    """max-age of a feed's file, and its Link header: the hub, and the feed's own address."""
    name = file.partition(".")[0].partition("/")[0]
    if name == ALL:
        waits = [source.interval for source in sources.values() if source.interval]
    else:
        waits = [each.interval for each in [sources.get(name)] if each and each.interval]
    age = min([LONGEST_AGE, *(int(wait.total_seconds()) for wait in waits)])
    address = f"{site.url}/feeds/{file}"
    return age, f'<{site.hub}>; rel="hub", <{address}>; rel="self"' if site.hub else f'<{address}>; rel="self"'


def _gone(db: Database, sources: Mapping[str, Source], name: str) -> bool:
    """A source that we know and the config does not any more."""
    if name in sources:
        return False
    with db.reading() as tx:
        return states.get(tx, name) is not None
