"""The demo's news site: a made-up college served over HTTP on 127.0.0.1, in a thread. It knows nothing of Yaowen.

Pages come with ETag and Last-Modified, so a second poll is answered 304. The one thing it only pretends to have is the
video: its address answers 404.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.cli.demo import markup, pictures
from bot.cli.demo.stories import Story, corrected

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the site says to one GET."""

    body: bytes
    type: str = HTML
    status: int = 200
    file: str | None = None  #: a download's name


class NewsSite:
    """`with NewsSite(stories, published=9) as site:` serves at site.url until the block ends."""

    def __init__(self, stories: Sequence[Story], published: int, port: int = 0) -> None:
        self._public = list(stories[:published])  # the oldest first
        self._waiting = list(stories[published:])
        self._changed = datetime.now(UTC).replace(microsecond=0)
        self._lock = Lock()
        self.requests: list[tuple[str, int]] = []  #: (path, status) of each answer, for who wants to look
        self._server = _Server(("127.0.0.1", port), self)
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), name="demo-site", daemon=True)

    def __enter__(self) -> "NewsSite":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        """The site's address, without a slash at its end."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def list_url(self) -> str:
        """The news column: what one would put into config.toml."""
        return self.url + markup.LIST

    @property
    def public(self) -> list[Story]:
        """What readers of the site see, the newest first."""
        with self._lock:
            return self._public[::-1]

    def publish_next(self) -> Story | None:
        """Put the next story on the site; None when all are there."""
        with self._lock:
            if not self._waiting:
                return None
            story = self._waiting.pop(0)
            self._public.append(story)
            self._changed = datetime.now(UTC).replace(microsecond=0)
            return story

    def correct(self, number: int) -> Story:
        """Mend the mistake in a published story, under the same address."""
        with self._lock:
            at = next(i for i, story in enumerate(self._public) if story.id == number)
            self._public[at] = corrected(self._public[at])
            self._changed = datetime.now(UTC).replace(microsecond=0)
            return self._public[at]

    def changed(self) -> datetime:
        """When something last changed: the site's Last-Modified."""
        with self._lock:
            return self._changed

    def answer(self, target: str) -> Answer:
        """What a GET of `target` (path and query) gets."""
        parts = urlsplit(target)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        public = self.public
        pages = {markup.list_path(n, markup.page_count(public)): n for n in range(1, markup.page_count(public) + 1)}
        if parts.path in ("/", "/index.htm"):
            return _html(markup.render_home(public))
        if parts.path in pages:
            return _html(markup.render_list(public, pages[parts.path]))
        if parts.path == "/robots.txt":
            return Answer(body=b"User-agent: *\nDisallow: /system/\n", type="text/plain; charset=utf-8")
        for at, story in enumerate(public):
            if parts.path == markup.article_path(story) or (
                parts.path == "/content.jsp" and query.get("wbnewsid") == str(story.id)
            ):
                newer = public[at - 1] if at else None
                older = public[at + 1] if at + 1 < len(public) else None
                return _html(markup.render_article(story, newer, older))
            if parts.path.startswith(f"/__local/D/E0/{story.id:04d}/") and parts.path.endswith(".png"):
                seed = story.id * 10 + int(parts.path.rsplit("/", 1)[1][0])
                scale = 2 if parts.path.endswith("_O.png") else 1
                return Answer(body=pictures.scene(seed, 480 * scale, 270 * scale), type="image/png")
            for number, name in enumerate(markup.attachments(story), 1):
                if target == markup.attachment_path(story, number):
                    return _download(name)
        return _asset(parts.path)


def _html(text: str) -> Answer:
    return Answer(body=text.encode())


def _download(name: str) -> Answer:
    if name.endswith(".csv"):
        text, mime = "作品名称,类别,队长,队员,联系电话,指导教师\n,,,,,\n", "text/csv; charset=utf-8"
    else:
        text, mime = "创意 30 分\n完成度 40 分\n现场演示 20 分\n答辩 10 分\n", "text/plain; charset=utf-8"
    return Answer(body=b"\xef\xbb\xbf" + text.encode(), type=mime, file=name)


def _asset(path: str) -> Answer:
    if path.endswith(".js"):
        return Answer(body=markup.read("site.js").encode(), type="text/javascript; charset=utf-8")
    if path == "/style/site.css":
        return Answer(body=markup.read("site.css").encode(), type="text/css; charset=utf-8")
    if path.endswith(".css"):
        return Answer(body=b"", type="text/css; charset=utf-8")
    if path == "/images/logo.svg":
        return Answer(body=pictures.logo(markup.SCHOOL), type="image/svg+xml")
    if path == "/images/banner.png":
        return Answer(body=pictures.scene(1, 960, 240), type="image/png")
    return Answer(body=markup.read("notfound.htm").encode(), status=404)


class _Server(ThreadingHTTPServer):
    """Gives each connection a thread that does not outlive the process."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int], site: NewsSite) -> None:
        super().__init__(address, _Handler)
        self.site = site


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 5

    def do_GET(self) -> None:
        site = self.server.site
        answer = site.answer(self.path)
        changed = site.changed()
        etag = f'"{sha256(answer.body).hexdigest()[:16]}"'
        known = answer.status == 200 and self.headers.get("If-None-Match") == etag
        status = 304 if known else answer.status
        site.requests.append((self.path, status))
        self.send_response(status)
        if answer.status == 200:
            self.send_header("ETag", etag)
            self.send_header("Last-Modified", format_datetime(changed, usegmt=True))
        if not known:
            self.send_header("Content-Type", answer.type)
            self.send_header("Content-Length", str(len(answer.body)))
        if answer.file is not None:
            self.send_header("Content-Disposition", "attachment")
        self.end_headers()
        if not known and self.command != "HEAD":
            self.wfile.write(answer.body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        """The demo narrates; a log of requests would drown it."""
