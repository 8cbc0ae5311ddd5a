"""An HTTP server on 127.0.0.1 that misbehaves on purpose, on raw sockets. It knows nothing of who asks.

    with FaultServer() as server:
        web.get(server.url("/drip-body"), access)
        assert server.asked("/drip-body") == 1

The first part of the path names the behaviour (the functions below, `-` for `_`); `server.pages["/x"]` answers fixed
bytes or calls a function with (connection, request). Everything else is 404, robots.txt too. `certificate`: an
ssl.SSLContext for TLS.
"""

import gzip
import socket
import ssl
import struct
import threading
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

PAGE = "<!doctype html><html><head><title>校园要闻</title></head><body><p>一切如常。</p></body></html>"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Asked:
    method: str
    path: str  #: with its query
    headers: dict[str, str]  #: names in lower case
    raw: bytes
    body: bytes = b""

    @property
    def query(self) -> dict[str, str]:
        return {name: values[-1] for name, values in parse_qs(urlsplit(self.path).query).items()}


def answer(
    body: bytes | str = PAGE, status: str = "200 OK", content_type: str = HTML, length: bool = True, **headers: str
) -> bytes:
    """A whole answer; `etag="…"` and the like become headers."""
    raw = body.encode() if isinstance(body, str) else body
    head = [f"HTTP/1.1 {status}", f"Content-Type: {content_type}"]
    head += [f"Content-Length: {len(raw)}"] if length else ["Connection: close"]
    head += [f"{name.replace('_', '-').title()}: {value}" for name, value in headers.items()]
    return "\r\n".join([*head, "", ""]).encode("latin-1") + raw


Behaviour = Callable[["FaultServer", socket.socket, Asked], bool | None]  #: True: keep the connection


def ok(server, conn, asked):
    conn.sendall(answer())
    return True


def validators(server, conn, asked):
    """ETag and Last-Modified; 304 to whoever sends either back."""
    if asked.headers.get("if-none-match") == 'W/"v-1"' or "if-modified-since" in asked.headers:
        conn.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    else:
        stamps = {"etag": 'W/"v-1"', "last_modified": "Sun, 01 Nov 2026 08:00:00 GMT"}
        conn.sendall(answer(cache_control="public, max-age=600", **stamps))
    return True


def always_304(server, conn, asked):
    conn.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    return True


def gzipped(server, conn, asked):
    conn.sendall(answer(gzip.compress(PAGE.encode()), content_encoding="gzip"))
    return True


def members(server, conn, asked):
    """Two gzip members, one after the other."""
    half = len(PAGE.encode()) // 2
    body = gzip.compress(PAGE.encode()[:half]) + gzip.compress(PAGE.encode()[half:])
    conn.sendall(answer(body, content_encoding="gzip"))
    return True


def deflated(server, conn, asked):
    conn.sendall(answer(zlib.compress(PAGE.encode()), content_encoding="deflate"))
    return True


def raw_deflated(server, conn, asked):
    squeeze = zlib.compressobj(wbits=-15)
    conn.sendall(answer(squeeze.compress(PAGE.encode()) + squeeze.flush(), content_encoding="deflate"))
    return True


def says_gzip(server, conn, asked):
    """gzip in the header, noise in the body."""
    conn.sendall(answer(b"\x1f\x8b\x08\x00" + b"noise" * 40, content_encoding="gzip"))
    return True


def bomb(server, conn, asked):
    """200 MB of zeros in 200 KB."""
    squeeze = zlib.compressobj(9, wbits=31)
    body = b"".join(squeeze.compress(bytes(1_000_000)) for _ in range(200)) + squeeze.flush()
    conn.sendall(answer(body, content_encoding="gzip"))


def endless(server, conn, asked):
    conn.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while not server.stopping.is_set():
        conn.sendall(b"<p>more</p>" * 1000)


def drip_head(server, conn, asked):
    conn.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not server.stopping.wait(0.01):
        conn.sendall(b"x")


def drip_body(server, conn, asked):
    conn.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while not server.stopping.wait(0.01):
        conn.sendall(b"x")


def hundreds(server, conn, asked):
    """100 Continue, for ever."""
    while not server.stopping.wait(0.005):
        conn.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


def hang(server, conn, asked):
    server.stopping.wait()


def short(server, conn, asked):
    """Half of what Content-Length promises."""
    whole = answer()
    conn.sendall(whole[: -len(PAGE.encode()) // 2])


def cut(server, conn, asked):
    """No length, and the end is missing."""
    conn.sendall(answer(PAGE[:-20], length=False))


def cut_gzip(server, conn, asked):
    conn.sendall(answer(gzip.compress(PAGE.encode())[:-20], content_encoding="gzip", length=False))


def reset(server, conn, asked):
    conn.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def empty(server, conn, asked):
    """Closes without a byte."""


def loop(server, conn, asked):
    step = int(asked.query.get("n", "0")) + 1
    conn.sendall(answer("", "302 Found", location=f"/loop?n={step}"))
    return True


def hops(server, conn, asked):
    """/hops?n=3 redirects three times, then is a page."""
    left = int(asked.query["n"])
    conn.sendall(answer("", "301 Moved Permanently", location=f"/hops?n={left - 1}") if left else answer())
    return True


def to(server, conn, asked):
    """/to?url=… redirects there; &code=308 says how."""
    location = asked.query["url"]
    conn.sendall(answer("", f"{asked.query.get('code', '302')} Moved", location=location))
    return True


def status(server, conn, asked):
    """/status?code=503&retry=60 with a short body."""
    headers = {"retry_after": asked.query["retry"]} if "retry" in asked.query else {}
    conn.sendall(answer("<title>系统维护</title>" + "长" * 5000, f"{asked.query['code']} Status", **headers))
    return True


def challenge(server, conn, asked):
    conn.sendall(answer("<script>document.cookie='__jsl_clearance=1'</script>", "521 "))
    return True


def long_header(server, conn, asked):
    conn.sendall(b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 70_000 + b"\r\n\r\n")


def many_headers(server, conn, asked):
    conn.sendall(b"HTTP/1.1 200 OK\r\n" + b"X-More: 1\r\n" * 500 + b"\r\n")


def bad_chunks(server, conn, asked):
    conn.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nnonsense\r\n")


def garbage(server, conn, asked):
    conn.sendall(b"\x00\x01\x02 this is not HTTP\r\n\r\n")


def closes_after(server, conn, asked):
    """A good answer that promises to stay, then closes: what a kept connection meets later."""
    conn.sendall(answer())


def once_each(server, conn, asked):
    """One answer a connection; the second request on it meets a closed door only when it has been sent."""
    conn.sendall(answer())
    conn.recv(65536)


def echo(server, conn, asked):
    conn.sendall(answer(asked.body, "201 Created", "application/octet-stream", x_seen=asked.method))
    return True


def refuses_post(server, conn, asked):
    conn.sendall(answer('{"error": "too fast"}', "429 Too Many", "application/json", retry_after="7"))
    return True


def zeros(server, conn, asked):
    """/zeros?n=100: so many bytes."""
    conn.sendall(answer(bytes(int(asked.query["n"])), content_type="image/png"))
    return True


_ALL = (
    *(ok, validators, always_304, gzipped, members, deflated, raw_deflated, says_gzip, bomb, endless, drip_head),
    *(drip_body, hundreds, hang, short, cut, cut_gzip, reset, empty, loop, hops, to, status, challenge, long_header),
    *(many_headers, bad_chunks, garbage, closes_after, once_each, echo, refuses_post, zeros),
)
BEHAVIOURS: dict[str, Behaviour] = {f.__name__.replace("_", "-"): f for f in _ALL}


@dataclass
class FaultServer:
    """Serves on a port of its own from `with` to the end of it."""

    certificate: ssl.SSLContext | None = None
    host: str = "127.0.0.1"
    pages: dict[str, bytes | Callable[[socket.socket, Asked], bool | None]] = field(default_factory=dict)
    requests: list[Asked] = field(default_factory=list)
    connections: int = 0
    stopping: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "FaultServer":
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        self._listener = socket.create_server((self.host, 0), family=family)
        self.port = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._open: set[socket.socket] = set()
        self._threads[0].start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._threads[0].join(5)
        self._listener.close()
        for conn in list(self._open):
            _shut(conn)
        for thread in self._threads[1:]:
            thread.join(5)

    def url(self, path: str, host: str | None = None) -> str:
        return f"{'https' if self.certificate else 'http'}://{host or self.host}:{self.port}{path}"

    def asked(self, path: str) -> int:
        """How many requests came for this path, query apart."""
        return sum(1 for r in self.requests if r.path.partition("?")[0] == path)

    def last(self) -> Asked:
        return self.requests[-1]

    def _accept(self) -> None:
        while not self.stopping.is_set():
            try:
                conn, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(conn,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, conn: socket.socket) -> None:
        self._open.add(conn)
        try:
            if self.certificate:
                plain, conn = conn, self.certificate.wrap_socket(conn, server_side=True)
                self._open.discard(plain)
                self._open.add(conn)
            rest = b""
            while True:
                asked, rest = self._read(conn, rest)
                if asked is None:
                    return
                self.requests.append(asked)
                if not self._behave(conn, asked):
                    return
        except (OSError, ValueError):
            return
        finally:
            self._open.discard(conn)
            conn.close()

    def _behave(self, conn: socket.socket, asked: Asked) -> bool | None:
        path = asked.path.partition("?")[0]
        page = self.pages.get(asked.path, self.pages.get(path))
        if isinstance(page, bytes):
            conn.sendall(page)
            return b"Connection: close" not in page
        if page is not None:
            return page(conn, asked)
        behaviour = BEHAVIOURS.get(path.split("/")[1] if "/" in path else "")
        if behaviour is None:
            conn.sendall(answer("not here", "404 Not Found"))
            return True
        return behaviour(self, conn, asked)

    @staticmethod
    def _read(conn: socket.socket, data: bytes) -> tuple[Asked | None, bytes]:
        while b"\r\n\r\n" not in data:
            more = conn.recv(65536)
            if not more:
                return None, b""
            data += more
        head, _, rest = data.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        length = int(headers.get("content-length", "0"))
        while len(rest) < length:
            rest += conn.recv(65536)
        return Asked(method, path, headers, head, rest[:length]), rest[length:]


def _shut(conn: socket.socket) -> None:
    try:
        conn.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
