"""Pictures for channels are fetched as their source is: to the same addresses, and no others."""

import asyncio
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from builders import source
from faultserver import FaultServer, answer

from bot.tell.posting import Posting
from feeds.errors import FetchError
from feeds.fetch.web import Web
from feeds.model import Access

JPEG = b"\xff\xd8\xff\xe0" + b"x" * 100


@pytest.fixture
def server() -> Iterator[FaultServer]:
    with FaultServer() as running:
        running.pages["/a.jpg"] = answer(JPEG, content_type="image/jpeg")
        yield running


def fetched(server: FaultServer, name: str) -> bytes:
    port = urlsplit(server.url("/")).port
    assert port
    sources = {
        "inside": source("inside", access=Access(allow_private=True, gap=0, ports=(port,))),
        "outside": source("outside", access=Access(ports=(port,))),
    }

    async def run() -> bytes:
        web = Web(contact="admin@example.edu.cn", about="https://example.edu.cn/bot")
        try:
            async with Posting(web) as posting:
                return await posting.pictures(lambda: sources)(server.url("/a.jpg"), name, "http://inside.example/1")
        finally:
            web.close()

    return asyncio.run(run())


def test_a_picture_of_a_source_inside_is_fetched_inside(server: FaultServer) -> None:
    assert fetched(server, "inside") == JPEG


@pytest.mark.parametrize("name", ["outside", "gone"])
def test_a_picture_of_another_source_is_not(server: FaultServer, name: str) -> None:
    with pytest.raises(FetchError):
        fetched(server, name)
    assert server.asked("/a.jpg") == 0
