"""Builders and small helpers for the tests of feeds/give: entries, feeds, a site in a folder."""

import asyncio
import socket
import threading
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import sqlalchemy as sa
import uvicorn

from feeds.give.feed import Feed, Origin
from feeds.give.giver import Giver
from feeds.give.web import app
from feeds.give.web.documents import Documents
from feeds.give.web.serve_feeds import FeedFiles
from feeds.keep import entries, facts, states
from feeds.keep.db import Database
from feeds.model import Entry, Precision, Site, Source

START = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


def entry(number: int = 1, **changes: Any) -> Entry:
    """An entry of an invented college; later numbers are later news."""
    published = START + timedelta(hours=number)
    values: dict[str, Any] = {
        "number": number,
        "tag": f"tag:news.example.edu,2026:yunhe/{1000 + number}",
        "source": "yunhe",
        "key": str(1000 + number),
        "title": f"云河学院要闻第{number}号",
        "url": f"http://www.yunhe.example/info/1071/{1000 + number}.htm",
        "summary": f"第{number}号要闻的摘要。",
        "html": f"<p>第{number}号要闻的<b>正文</b>。</p>",
        "text": f"第{number}号要闻的正文。",
        "published": published,
        "precision": Precision.MINUTE,
        "first_seen": published,
        "updated": published,
    }
    return Entry(**(values | changes))


ORIGINS = {
    "yunhe": Origin(
        title="云河要闻",
        url="http://www.yunhe.example/yw.htm",
        tag="tag:news.example.edu,2026:yunhe",
        feed="http://news.example.edu/feeds/yunhe.atom",
    )
}


def feed(**changes: Any) -> Feed:
    values: dict[str, Any] = {
        "name": "yunhe",
        "title": "云河要闻",
        "tag": "tag:news.example.edu,2026:yunhe",
        "page_url": "http://news.example.edu/yunhe/",
        "self_base": "http://news.example.edu/feeds/yunhe",
        "updated": START,
        "origins": ORIGINS,
    }
    return Feed(**(values | changes))


@contextmanager
def served(
    site: Site,
    *,
    formerly: Mapping[str, str] | None = None,
    gone: Iterable[str] = (),
    giver: Giver | None = None,
) -> Iterator[int]:
    """The feed files of a site over real HTTP; yields the port."""
    ended = set(gone)
    files = FeedFiles(
        documents=Documents(folder=Path(site.folder) / "feeds", about=lambda file: (900, "")),
        formerly=lambda: formerly or {},
        gone=lambda name: name in ended,
        giver=giver or Giver(db=Database("sqlite://"), site=site, sources={}, clock=lambda: START),
    )
    with running(files) as port:
        yield port


@contextmanager
def running(app: Any) -> Iterator[int]:
    """An ASGI application on a port of its own, in a thread."""
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none", server_header=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


def stored(db: Database, *shown: Entry) -> None:
    """Put entries into the store as they are."""
    rows = [
        {
            **{
                name: getattr(each, name) for name in Entry.__slots__ if name not in ("attachments", "images", "videos")
            },
            "credits": dict(each.credits),
            "images": list(each.images),
            "videos": list(each.videos),
            "attachments": entries.values(each.attachments),
            "identity": each.key,
            "list_title": each.title,
            "quiet": False,
            "tries": 0,
            "reads": 0,
            "seen": each.first_seen,
            "missing": 0,
        }
        for each in shown
    ]
    with db.transaction() as tx:
        tx.execute(sa.insert(entries.entries), rows)


def source(name: str = "yunhe", **changes: Any) -> Source:
    return Source(**({"name": name, "url": "http://www.yunhe.example/yw.htm", "title": "云河要闻"} | changes))


def giver(db: Database, folder: Path, *sources: Source, now: datetime = START, **changes: Any) -> Giver:
    """A Giver over these sources, each with its row."""
    known = {each.name: each for each in sources or (source(),)}
    with db.transaction() as tx:
        facts.authority(tx, "http://news.example.edu", now)
        states.sync(tx, known.values(), authority="news.example.edu,2026", now=now)
    site = Site(**{"url": "http://news.example.edu", "folder": str(folder)} | changes)
    return Giver(db=db, site=site, sources=known, clock=lambda: now)


def website(
    db: Database,
    folder: Path,
    *sources: Source,
    now: datetime = START,
    hub: str = "",
    url: str = "http://news.example.edu",
    telegram: str = "",
    **how: Any,
) -> Any:
    """The whole ASGI application over these sources, its feeds given out."""
    shelf = giver(db, folder, *sources, now=now, hub=hub, url=url, telegram=telegram)
    shelf.give(*shelf.sources)
    return app(site=shelf.site, db=db, sources=shelf.sources, clock=shelf.clock, **how)


@dataclass(frozen=True)
class Visit:
    """What an application answered."""

    status_code: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode("utf-8")


class visitor:
    """Asks an ASGI application without a socket."""

    def __init__(self, application: Any) -> None:
        self.application = application

    def get(self, address: str, headers: Mapping[str, str] | None = None) -> Visit:
        path, _, query = address.partition("?")
        asked = {"host": "news.example.edu"} | dict(headers or {})
        scope = {
            "type": "http",
            "method": "GET",
            "path": unquote(path, errors="replace"),
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in asked.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
            "scheme": "http",
            "http_version": "1.1",
            "root_path": "",
        }
        sent: list[MutableMapping[str, Any]] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        asyncio.run(self.application(scope, receive, send))
        given = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return Visit(sent[0]["status"], given, b"".join(message.get("body", b"") for message in sent[1:]))
