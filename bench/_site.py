"""The other end of the benchmarks: list pages of about 30 KB over keep-alive, in a process of its own. Kept bare,
so that it is not what is measured.

/same/N     the same bytes each time, no validators        /etag/N   the same, with an ETag: a second request gets 304
/moving/N   a visitor counter in the footer moves, so the bytes differ each time and the items do not
"""

import asyncio
import itertools
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

ITEMS = 25
ETAG = b'"bench-1"'


def page(number: int, counter: int = 0) -> bytes:
    """A list in VSB's shape; `number` tells its items from those of other lists."""
    nav = "".join(f'<li><a href="../lm{n}/index.htm" title="栏目{n}">栏目{n}</a></li>\n' for n in range(220))
    items = "".join(
        f'<li id="line_u5_{n}"><a href="../info/{1000 + number}/{9000 - n}.htm" target="_blank" '
        f'title="第{number}号栏目关于做好第{n}项工作的通知">第{number}号栏目关于做好第{n}项工作的通知</a>'
        f"<span>2025-{12 - n // 3:02d}-{27 - n % 3:02d}</span></li>\n"
        for n in range(ITEMS)
    )
    return (
        '<!DOCTYPE html>\n<html><head><meta charset="UTF-8"><title>通知公告-测试学院</title>'
        "<!--Announced by Visual SiteBuilder 9-->"
        '<link rel="stylesheet" type="text/css" href="../_sitegray/_sitegray_d.css">'
        '<script type="text/javascript" src="/system/resource/js/counter.js"></script></head><body>\n'
        f'<div class="nav"><ul>\n{nav}</ul></div>\n<div class="list"><ul>\n{items}</ul></div>\n'
        f'<div class="footer">测试学院（虚构） 访问量 {counter:09d}</div></body></html>'
    ).encode()


def serve(ports_on: int) -> None:
    """Serve on 127.0.0.1, 127.0.0.2 … (`ports_on` addresses), print the port, until stdin closes."""
    pages = {number: page(number) for number in range(1000)}
    counter = itertools.count(1)

    def answer(path: str, head: bytes) -> bytes:
        _, kind, number, *_ = [*path.split("/"), "0", "0"]
        if kind not in ("same", "etag", "moving") or not number.isdigit():
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        if kind == "etag" and ETAG in head:
            return b"HTTP/1.1 304 Not Modified\r\nETag: " + ETAG + b"\r\n\r\n"
        body = page(int(number), next(counter)) if kind == "moving" else pages[int(number)]
        extra = b"ETag: " + ETAG + b"\r\n" if kind == "etag" else b""
        length = str(len(body)).encode()
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
            + length
            + b"\r\n"
            + extra
            + b"\r\n"
            + body
        )

    class Connection(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            self.transport, self.got = transport, b""

        def data_received(self, data: bytes) -> None:
            self.got += data
            while b"\r\n\r\n" in self.got:
                head, _, self.got = self.got.partition(b"\r\n\r\n")
                self.transport.write(answer(head.split(b" ", 2)[1].decode(), head))  # type: ignore[attr-defined]

    async def run() -> None:
        loop = asyncio.get_running_loop()
        first = await loop.create_server(Connection, "127.0.0.1", 0)
        port = first.sockets[0].getsockname()[1]
        for last in range(2, ports_on + 1):
            await loop.create_server(Connection, f"127.0.0.{last}", port)
        print(port, flush=True)
        await loop.run_in_executor(None, sys.stdin.read)

    asyncio.run(run())


@contextmanager
def site(addresses: int = 1) -> Iterator[int]:
    """The server in a process of its own; its port."""
    with subprocess.Popen(
        [sys.executable, "-m", "bench._site", str(addresses)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.stdin.close()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
