"""Pictures for channels are fetched as their source is: to the same addresses, and no others. What the door says of a
table is said of the channel's."""

import asyncio
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from builders import source
from faultserver import FaultServer, answer

from bot.tell.posting import Posting
from bot.tell.reasons import said
from feeds.errors import FetchError, Forbidden
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


def test_a_channel_that_may_not_post_is_told_its_own_table() -> None:
    async def run() -> None:
        web = Web()
        try:
            async with Posting(web) as posting:
                await posting.through(Access(table="[channel.hook]"))("http://127.0.0.1:9999/secret", b"", {})
        finally:
            web.close()

    with pytest.raises(Forbidden) as told:
        asyncio.run(run())

    assert str(told.value) == (
        "http://127.0.0.1/…: 127.0.0.1 is a private address; "
        'if you want it, say allow_private = ["127.0.0.1"] in [channel.hook]'
    )
    assert said(str(told.value), "zh") == (
        'http://127.0.0.1/…：127.0.0.1 是内网地址；若要访问，请在[channel.hook]中设 allow_private = ["127.0.0.1"]'
    )
