"""Puts the web side together: /feeds/… to the files, everything else to the pages. The ASGI application."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from feeds.give.giver import ALL
from feeds.give.web.documents import LONGEST_AGE, Documents
from feeds.give.web.serve_feeds import FeedFiles, Receive, Scope, Send
from feeds.keep import states
from feeds.keep.db import Database
from feeds.model import Site, Source

App = Callable[[Scope, Receive, Send], Any]


def app(
    *, site: Site, db: Database, sources: Mapping[str, Source], clock: Callable[[], datetime], hub: str = ""
) -> App:
    """The application of one config. Feeds never pass through a framework; pages do."""
    from feeds.give.web.pages import pages

    files = FeedFiles(
        documents=Documents(folder=Path(site.folder) / "feeds", about=lambda file: about(file, site, sources, hub)),
        formerly=lambda: {old: name for name, source in sources.items() for old in source.formerly},
        gone=lambda name: _gone(db, sources, name),
    )
    others = pages(site=site, db=db, sources=sources, clock=clock)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith("/feeds/"):
            await files(scope, receive, send)
        else:
            await others(scope, receive, send)

    return answer


def about(file: str, site: Site, sources: Mapping[str, Source], hub: str) -> tuple[int, str]:
    """max-age of a feed's file, and its Link header: the hub, and the feed's own address."""
    name = file.partition(".")[0].partition("/")[0]
    if name == ALL:
        waits = [source.interval for source in sources.values() if source.interval]
    else:
        waits = [each.interval for each in [sources.get(name)] if each and each.interval]
    age = min([LONGEST_AGE, *(int(wait.total_seconds()) for wait in waits)])
    address = f"{site.url}/feeds/{file}"
    return age, f'<{hub}>; rel="hub", <{address}>; rel="self"' if hub else f'<{address}>; rel="self"'


def _gone(db: Database, sources: Mapping[str, Source], name: str) -> bool:
    """A source that we know and the config does not any more."""
    if name in sources:
        return False
    with db.reading() as tx:
        return states.get(tx, name) is not None
