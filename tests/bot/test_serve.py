"""What strangers can hold on to is bounded: a process without a file or memory left neither polls nor sends."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
import uvloop

from bot.serve import Limits, listen, serve

WHOLE = b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n"
HALF = b"GET / HTTP/1.1\r\nHost: news"

Visit = Callable[[int], Awaitable[None]]
Loop = Callable[[], asyncio.AbstractEventLoop]


async def hello(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"hi"})


def served(visit: Visit, limits: Limits, asgi: Any = hello, loop: Loop = asyncio.new_event_loop) -> None:
    async def run() -> None:
        listening, stop = listen("127.0.0.1", 0), asyncio.Event()
        listening.listen()  # else the first visit may come too early
        serving = asyncio.create_task(serve(asgi, listening, stop, limits))
        try:
            async with asyncio.timeout(30):
                await visit(listening.getsockname()[1])
        finally:
            stop.set()
            await serving

    with asyncio.Runner(loop_factory=loop) as runner:
        runner.run(run())


@asynccontextmanager
async def connected(port: int, *written: bytes) -> AsyncIterator[asyncio.StreamReader]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for each in written:
        writer.write(each)
    yield reader
    writer.transport.abort()
    with suppress(ConnectionError):
        await writer.wait_closed()


async def said(port: int, *written: bytes) -> bytes:
    """What comes back until the server closes."""
    async with connected(port, *written) as reader:
        return await reader.read()


@pytest.mark.parametrize("endless", [b"GET /" + b"a" * 2000, WHOLE[:-2] + b"X: " + b"a" * 2000])
def test_a_head_without_an_end_is_refused(endless: bytes):
    async def visit(port: int) -> None:
        assert (await said(port, endless)).startswith(b"HTTP/1.1 431 ")

    served(visit, Limits(request=1000))


@pytest.mark.parametrize("endless", [b"1\r\na\r\n" * 200, b"0\r\n" + b"X: a\r\n" * 200])
def test_a_body_without_an_end_is_refused(endless: bytes):
    """Headers behind it were gathered as those before it had been."""

    async def visit(port: int) -> None:
        posted = b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(posted)
        await reader.readuntil(b"hi")
        writer.write(endless)
        assert (await reader.read()).startswith(b"HTTP/1.1 413 ")
        writer.close()

    served(visit, Limits(request=1000))


def test_requests_are_counted_one_by_one():
    async def visit(port: int) -> None:
        posted = b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 900\r\n\r\n"
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for each in (WHOLE, posted, b"a" * 900 + WHOLE) * 9:
            writer.write(each)
            assert (await reader.readuntil(b"hi")).startswith(b"HTTP/1.1 200 ")
        writer.close()

    served(visit, Limits(request=1000))


@pytest.mark.parametrize("written", [b"", HALF, b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n123"])
def test_whoever_says_nothing_or_half_of_it_is_not_waited_for_for_ever(written: bytes):
    async def visit(port: int) -> None:
        assert b"HTTP/1.1 4" not in await said(port, written)

    served(visit, Limits(patience=0.2))


def test_whoever_does_not_take_the_answer_is_not_waited_for_for_ever():
    ended = asyncio.Event()

    async def much(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(64):
            await send({"type": "http.response.body", "body": bytes(1 << 20), "more_body": True})
        ended.set()

    async def visit(port: int) -> None:
        async with connected(port, WHOLE):
            await ended.wait()

    served(visit, Limits(patience=0.2), much)


def test_one_too_many_takes_the_place_of_whoever_waits_longest():
    async def visit(port: int) -> None:
        async with connected(port, HALF) as first, connected(port, WHOLE) as second, connected(port, WHOLE) as third:
            assert await first.read() == b""
            for other in (second, third):
                assert (await other.readline()).startswith(b"HTTP/1.1 200 ")

    served(visit, Limits(connections=2))


@pytest.mark.parametrize("loop", [asyncio.new_event_loop, uvloop.new_event_loop])
@pytest.mark.parametrize("end", [b"Connection: close\r\n\r\n", b"\r\n"])
@pytest.mark.parametrize("parts", [1, 64])
def test_whoever_takes_no_answer_keeps_nobody_out(loop: Loop, end: bytes, parts: int):
    """They were counted, and none of them went: one was about to close, of one the answer was being made."""

    async def much(scope: Any, receive: Any, send: Any) -> None:
        if scope["path"] == "/":
            await hello(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for left in range(parts, 0, -1):
            await send({"type": "http.response.body", "body": bytes((64 << 20) // parts), "more_body": left > 1})

    async def visit(port: int) -> None:
        untaken = [await asyncio.open_connection("127.0.0.1", port, limit=1024) for _ in range(2)]
        for reader, writer in untaken:
            writer.write(b"GET /much HTTP/1.1\r\nHost: news.example\r\n" + end)
            await reader.readexactly(100)  # and no more
        for _ in range(3):
            async with connected(port, WHOLE) as reader:
                assert (await reader.readline()).startswith(b"HTTP/1.1 200 ")
        for _, writer in untaken:
            writer.transport.abort()

    served(visit, Limits(connections=2), much, loop)
