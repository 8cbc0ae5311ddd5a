"""Builders and small helpers for the tests of feeds/give: entries, feeds, a site in a folder."""

import socket
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import uvicorn

from feeds.give.feed import Feed, Origin
from feeds.give.web.documents import Documents
from feeds.give.web.serve_feeds import FeedFiles
from feeds.model import Entry, Precision, Site

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
def served(site: Site, *, formerly: Mapping[str, str] | None = None, gone: Iterable[str] = ()) -> Iterator[int]:
    """The feed files of a site over real HTTP; yields the port."""
    ended = set(gone)
    files = FeedFiles(
        documents=Documents(folder=Path(site.folder) / "feeds", about=lambda file: (900, "")),
        formerly=lambda: formerly or {},
        gone=lambda name: name in ended,
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
