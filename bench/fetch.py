"""What our care costs: Web.get beside a bare requests session, both in one run, on a 36 KB page over loopback.

Only the ratios travel. The server is a process of its own, so it does not share our interpreter.
"""

import hashlib
import multiprocessing
import socket
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from statistics import median

import requests

from feeds.fetch.web import Web
from feeds.model import Access

ETAG = 'W/"bench"'
ROUNDS, CALLS = 15, 100


def _page(n: int) -> bytes:
    items = "".join(
        f'<li><a href="/info/1/{i}.htm">学校召开第{i}次会议，部署工作</a><span>2026-11-01</span></li>'
        for i in range(400)
    )
    return (
        f"<!doctype html><html><meta charset=utf-8><title>要闻 {n}</title><ul>{items}</ul>".encode()[:36_000]
        .decode(errors="ignore")
        .encode()
    )


def _serve(port: Connection) -> None:
    """/same: 304 to our validator; /plain: the same bytes, no validator; /new: other bytes each time."""
    pages = [_page(n) for n in range(10)]
    count = 0
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port.send(listener.getsockname()[1])
        while True:
            conn, _ = listener.accept()
            conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with conn:
                while data := conn.recv(65536):
                    count += 1
                    if b"If-None-Match" in data:
                        conn.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n")
                        continue
                    body = pages[count % 10 if b"/new" in data else 0]
                    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nETag: {ETAG}\r\n"
                    conn.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    for _ in range(CALLS):
        call()
    return (time.perf_counter() - began) / CALLS


def run() -> None:
    """Print the table."""
    ours_end, theirs_end = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs_end,), daemon=True)
    server.start()
    base = f"http://127.0.0.1:{ours_end.recv()}"
    access = Access(allow_private=True, gap=0, robots="ignore")
    polite = Access(allow_private=True, gap=0)
    conditional = {"If-None-Match": ETAG}
    rows: list[tuple[str, Callable[[Web, requests.Session], object], Callable[[requests.Session], object]]] = [
        (
            "unchanged, 304",
            lambda w, _: w.get_if_changed(f"{base}/same", access, etag=ETAG, last_modified=None),
            lambda s: s.get(f"{base}/same", headers=conditional),
        ),
        (
            "unchanged, 304, robots obeyed",
            lambda w, _: w.get_if_changed(f"{base}/same", polite, etag=ETAG, last_modified=None),
            lambda s: s.get(f"{base}/same", headers=conditional),
        ),
        (
            "unchanged, same bytes",
            lambda w, _: w.get(f"{base}/plain", access),
            lambda s: s.get(f"{base}/plain").content,
        ),
        (
            "the same, to digest and text",
            lambda w, _: w.get(f"{base}/plain", access),
            lambda s: _digested(s.get(f"{base}/plain").content),
        ),
        ("changed", lambda w, _: w.get(f"{base}/new", access), lambda s: s.get(f"{base}/new").content),
    ]
    print(f"{'Web.get beside requests.Session.get':36} {'ours':>9} {'bare':>9}  ratio")
    for name, ours, bare in rows:
        web, session = Web(), requests.Session()
        session.trust_env = False
        ours(web, session)
        web.close()  # the server talks to one connection at a time
        pairs = []
        for _ in range(ROUNDS):
            ours(web, session)
            mine = _seconds(lambda: ours(web, session))  # noqa: B023
            web.close()
            bare(session)
            theirs = _seconds(lambda: bare(session))  # noqa: B023
            session.close()
            pairs.append((mine, theirs))
        mine, theirs = median(m for m, _ in pairs), median(t for _, t in pairs)
        ratio = median(m / t for m, t in pairs)
        print(f"{name:36} {mine * 1e6:6.0f} µs {theirs * 1e6:6.0f} µs  {ratio:5.2f}")
    server.terminate()
    server.join()


def _digested(body: bytes) -> tuple[str, str]:
    return hashlib.sha256(body).hexdigest(), body.decode()


if __name__ == "__main__":
    run()
