"""The web server's process side: the socket, uvicorn, and its end together with the rest. No page is made here.

Strangers share this process with the polls and the chats, so what they can hold on to is bounded: the length of a
request, the time that one takes, and how many connections there are.
"""

import asyncio
import contextlib
import errno
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import uvicorn
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from feeds.errors import YaowenError


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the connections of others may cost."""

    request: int = 32 * 1024  #: bytes, a body too (nobody needs one here); uvicorn would gather any number of them
    patience: float = 60.0  #: seconds from one answer to the end of the next, the first one from the connection's begin
    connections: int = 400  #: of the usual 1024 files of a process; polls and the database need theirs


class _Connection(HttpToolsProtocol):
    """A connection that has an end whatever the other side does."""

    def __init__(self, *args: Any, limits: Limits, **named: Any) -> None:
        super().__init__(*args, **named)
        self._limits = limits
        self._since = self.loop.time()
        self._size, self._in_body = 0, False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._timer = self.loop.call_later(self._limits.patience, transport.abort)
        if len(self.connections) > self._limits.connections:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        self._timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        self._size += len(data)
        if self._size > self._limits.request:
            status = STATUS_LINE[413 if self._in_body else 431]
            self.transport.write(status + b"content-length: 0\r\nconnection: close\r\n\r\n")
            self.transport.close()
            return
        super().data_received(data)

    def on_headers_complete(self) -> None:
        self._in_body = True
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._size, self._in_body = 0, False
        super().on_message_complete()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._since = self.loop.time()
        self._timer.cancel()
        self._timer = self.loop.call_later(self._limits.patience, self.transport.abort)

    def _make_room(self) -> None:
        """Who is waited for longest goes; nobody whose answer is being made. If there is none, this one goes."""
        waited = [each for each in self.connections if isinstance(each, _Connection) and each._waits()]
        longest = min(waited, key=lambda each: each._since, default=self)
        longest.transport.abort()
        self.connections.discard(longest)

    def _waits(self) -> bool:
        """Whether it is the other side's turn: to ask, or to take the answer, behind which it may be about to close."""
        if self.transport.get_write_buffer_size():
            return True
        return not self.transport.is_closing() and (self.cycle is None or self.cycle.response_complete)


class _Server(uvicorn.Server):
    """Signals are running.py's: one place decides how all parts end."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


HERE = "name an address of this machine, and a port that this user may open: below 1024 is for root"


def listen(host: str, port: int) -> socket.socket:
    """The socket we serve at, bound early so that a taken port is one clear line."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as e:
        listening.close()
        todo = "stop the other program or change it" if e.errno == errno.EADDRINUSE else HERE
        raise YaowenError(f"site.listen {host}:{port}: {e.strerror}; {todo}") from None
    return listening


async def serve(asgi: Any, listening: socket.socket, stop: asyncio.Event, limits: Limits = Limits()) -> None:
    """Serve until `stop`; answers under way end first."""
    connection: Any = partial(_Connection, limits=limits)
    server = _Server(
        uvicorn.Config(
            asgi,
            http=connection,
            interface="asgi3",  # a bound method would be taken for ASGI 2
            lifespan="off",
            ws="none",
            proxy_headers=False,  # give/web decides whom it believes
            log_config=None,
            log_level="error",  # its warnings are what strangers write, a line each time
            access_log=False,
            server_header=False,
            date_header=True,
            timeout_graceful_shutdown=5,
        )
    )
    serving = asyncio.create_task(server.serve(sockets=[listening]))
    waiting = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    server.should_exit = True
    await serving
