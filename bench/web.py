"""A 38 KB feed over HTTP: our server beside nginx with the same bytes and beside Starlette's FileResponse, each alone
on one core with wrk on the other; then what a page costs to make. Needs nginx and wrk (Debian: nginx-light, wrk).
"""

import asyncio
import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench import row
from bench.render import FEED, entry
from feeds.give.publish import publish
from feeds.model import Site

SECONDS = 4
CONNECTIONS = 64
SIZE = 38_000
SENTENCE = "云河学院召开会议。"
NGINX = """
worker_processes 1; daemon off; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  types {{ application/atom+xml atom; }} access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000;
  open_file_cache max=100; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}/public; add_header Cache-Control "public, max-age=900"; }}
}}
"""


def run() -> None:
    missing = [name for name in ("nginx", "wrk", "taskset") if shutil.which(name) is None]
    if missing:
        row("skipped", f"needs {', '.join(missing)}")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx reads it as somebody else
        prepare(folder)
        results = {}
        for kind in ("nginx", "ours", "FileResponse"):
            with serving(kind, folder) as port:
                address = f"http://127.0.0.1:{port}/feeds/bench.atom"
                etag = headers(address)["etag"]
                whole, late = wrk(address)
                same, _ = wrk(address, f"If-None-Match: {etag}")
                results[kind] = (whole, same)
                row(kind, f"{whole:,.0f} a second, p99 {late:.1f} ms", f"304: {same:,.0f}")
        for kind in ("ours", "FileResponse"):
            whole, same = (ours / nginx for ours, nginx in zip(results[kind], results["nginx"], strict=True))
            row(f"{kind} / nginx", f"200: {whole:.2f}", f"304: {same:.2f}")
        pages(folder)


def prepare(folder: Path) -> None:
    """One feed of about SIZE bytes."""
    count = 10
    while True:
        publish(Site(folder=str(folder / "public")), FEED, [entry(n) for n in range(count)])
        size = (folder / "public/feeds/bench.atom").stat().st_size
        if size >= SIZE or count >= 500:
            row("the feed", f"{size:,} bytes, {count} entries")
            return
        count = max(count + 1, count * SIZE // size)


@contextlib.contextmanager
def serving(kind: str, folder: Path) -> Iterator[int]:
    """One server on core 0; yields its port when it answers."""
    port = free_port()
    if kind == "nginx":
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
        command = ["nginx", "-e", str(folder / "error.log"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    else:
        command = [sys.executable, "-m", "bench.web", kind, str(folder), str(port)]
    child = subprocess.Popen(["taskset", "-c", "0", *command])
    try:
        for _ in range(200):
            try:
                headers(f"http://127.0.0.1:{port}/feeds/bench.atom")
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        child.terminate()
        child.wait(10)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def headers(address: str) -> dict[str, str]:
    with urllib.request.urlopen(address, timeout=5) as answer:
        return {name.lower(): value for name, value in answer.headers.items()}


def wrk(address: str, header: str = "X-Nothing: 1") -> tuple[float, float]:
    """Requests a second, and p99 in milliseconds."""
    told = subprocess.run(
        [
            *("taskset", "-c", str((os.cpu_count() or 2) - 1)),
            *("wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s"),
            "--latency",
            "-H",
            header,
            address,
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    rate = re.search(r"Requests/sec:\s+([0-9.]+)", told)
    late = re.search(r"99%\s+([0-9.]+)(us|ms|s)", told)
    if rate is None or late is None or "Non-2xx" in told:
        raise RuntimeError(f"wrk said: {told}")
    return float(rate.group(1)), float(late.group(1)) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[late.group(2)]


def pages(folder: Path) -> None:
    """How long each page takes, without a socket."""
    sys.path.insert(0, "tests/kit")
    from feedtools import START, entry, source, stored, visitor, website

    from bot.chats import store
    from feeds.keep.db import Database

    db = Database(f"sqlite:///{folder}/pages.db")
    store.prepare(db)
    names = [f"s{n}" for n in range(20)]
    stored(db, *[
        entry(n, source=names[n % 20], html=f"<p>{SENTENCE}</p>" * 40, text=f"{SENTENCE}\n" * 40,
              updated=START.replace(microsecond=n))
        for n in range(1, 2001)
    ])  # fmt: skip
    get = visitor(website(db, folder / "pages", *[source(name) for name in names])).get
    for path in ("/", "/s1/", "/e/1001", "/search?q=%E4%BC%9A%E8%AE%AE", "/status", "/about-bot"):
        times = []
        for _ in range(40):
            started = time.perf_counter()
            answer = get(path)
            times.append(time.perf_counter() - started)
        row(f"page {path}", f"{median(times) * 1e3:.1f} ms", f"{len(answer.content):,} bytes")
    db.close()


def _serve(kind: str, folder: str, port: int) -> None:
    import uvloop

    from bot.serve import listen, serve

    if kind == "ours":
        from bot.chats import store
        from feeds.give.web import app
        from feeds.keep.db import Database
        from feeds.model import utcnow

        db = Database(f"sqlite:///{folder}/serve.db")
        store.prepare(db)
        made = app(site=Site(folder=f"{folder}/public"), db=db, sources={}, clock=utcnow)
    else:
        from starlette.applications import Starlette
        from starlette.responses import FileResponse
        from starlette.routing import Route

        path = f"{folder}/public/feeds/bench.atom"
        made = Starlette(routes=[Route("/feeds/bench.atom", lambda request: FileResponse(path))])
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(_until_told(serve, made, listen("127.0.0.1", port)))


async def _until_told(serve, made, listening) -> None:  # type: ignore[no-untyped-def]
    await serve(made, listening, asyncio.Event())


if __name__ == "__main__":
    _serve(sys.argv[1], sys.argv[2], int(sys.argv[3]))
