"""The web server's process side: the socket, uvicorn, and its end together with the rest. No page is made here."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from typing import Any

import uvicorn

from feeds.errors import YaowenError


class _Server(uvicorn.Server):
    """Signals are app.py's: one place decides how all parts end."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def listen(host: str, port: int) -> socket.socket:
    """The socket we serve at, bound early so that a taken port is one clear line."""
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as e:
        listening.close()
        raise YaowenError(f"site.listen {host}:{port}: {e.strerror}; stop the other program or change it") from None
    return listening


async def serve(asgi: Any, listening: socket.socket, stop: asyncio.Event) -> None:
    """Serve until `stop`; answers under way end first."""
    server = _Server(
        uvicorn.Config(
            asgi,
            interface="asgi3",  # a bound method would be taken for ASGI 2
            lifespan="off",
            ws="none",
            proxy_headers=False,  # give/web decides whom it believes
            log_config=None,
            log_level="warning",
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
