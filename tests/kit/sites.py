"""Loopback web sites for tests: a folder as a site, and a list page that changes step by step. Real HTTP, port 0."""

import posixpath
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import unquote, urljoin, urlsplit

TYPES = {".htm": "text/html", ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".txt": "text/plain"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a test site says. `type` without charset leaves the encoding to the page, as many sites do."""

    body: bytes = b""
    status: int = 200
    type: str = "text/html"
    headers: Mapping[str, str] = field(default_factory=dict)


class LoopbackSite:
    """Serves `answer(path)` on 127.0.0.1 in a thread; with `validators`, an ETag and 304."""

    def __init__(self, answer: Callable[[str], Reply], *, validators: bool = False) -> None:
        self.answer = answer
        self.validators = validators
        self.requests: list[tuple[str, int]] = []
        self._server = _Server(self)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def asked(self, path: str) -> int:
        """How often `path` was asked for."""
        return sum(asked == path for asked, _ in self.requests)


def static_site(folder: Path, *, validators: bool = True) -> LoopbackSite:
    """`folder` as a site; a folder's address gives its index.htm."""

    def answer(path: str) -> Reply:
        wanted = posixpath.normpath(unquote(urlsplit(path).path)).lstrip("/")
        file = folder / wanted
        if file.is_dir():
            file = file / "index.htm"
        if not file.resolve().is_relative_to(folder.resolve()) or not file.is_file():
            return Reply(status=404, body=b"<html><head><title>404</title></head><body>404</body></html>")
        return Reply(body=file.read_bytes(), type=TYPES.get(file.suffix, "application/octet-stream"))

    return LoopbackSite(answer, validators=validators)


class Replay:
    """One list page as it was over time, and an article page, made up here, for everything it links to on this site.

    `show(page)` puts the next state on the site. `retitled` maps a link's path to the title that it shall have from now
    on, in the list as on its own page.
    """

    def __init__(self, path: str, *, validators: bool = False) -> None:
        self.path = path
        self.page = b""
        self.retitled: dict[str, str] = {}
        self.titles: dict[str, tuple[str, str]] = {}  #: path → (title, date) of every item ever shown
        self._lock = Lock()
        self.site = LoopbackSite(self._answer, validators=validators)

    def __enter__(self) -> Self:
        self.site.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self.site.__exit__(kind, e, tb)

    @property
    def url(self) -> str:
        return self.site.url + self.path

    def show(self, page: bytes) -> None:
        """From now on the list answers `page`."""
        items = items_of(page, self.path)
        with self._lock:
            self.page = page
            self.titles.update(items)

    def _answer(self, path: str) -> Reply:
        with self._lock:
            if path == self.path:
                return Reply(body=self._renamed(), type="text/html; charset=utf-8")
            if path not in self.titles:
                return Reply(status=404)
            title, date = self.titles[path]
            title = self.retitled.get(path, title)
        return Reply(body=article_page(title, date), type="text/html; charset=utf-8")

    def _renamed(self) -> bytes:
        page = self.page
        for path, title in self.retitled.items():
            if path in self.titles:
                page = page.replace(self.titles[path][0].encode(), title.encode())
        return page


class Turning(Replay):
    """A replay whose next page is shown by a GET of /_next; at the end that answers `end`."""

    def __init__(self, path: str, pages: Iterable[bytes]) -> None:
        super().__init__(path)
        self._pages = iter(pages)
        self.show(next(self._pages))

    def _answer(self, path: str) -> Reply:
        if path != "/_next":
            return super()._answer(path)
        page = next(self._pages, None)
        if page is None:
            return Reply(body=b"end")
        self.show(page)
        return Reply(body=b"next")


ITEM = re.compile(r'<li[^>]*>\s*<span>(\d{4}-\d\d-\d\d)</span>\s*<a href="([^"]+)"[^>]* title="([^"]+)"')


def items_of(page: bytes, path: str) -> dict[str, tuple[str, str]]:
    """The items of a list that stay on its site: path → (title, date). For the pages of the replay, nothing else."""
    rows = ITEM.findall(page.decode("utf-8", "replace"))
    joined = {urljoin(f"http://site{path}", href): (title, date) for date, href, title in rows}
    return {urlsplit(url).path: said for url, said in joined.items() if urlsplit(url).netloc == "site"}


def list_page(items: list[tuple[str, str, str]], *, whole: bool = True) -> bytes:
    """A VSB list of (href, title, date); cut right after the list where not `whole`."""
    rows = "".join(
        f'<li><span>{date}</span><a href="{href}" target="_blank" title="{escape(title)}">{escape(title)}</a></li>\n'
        for href, title, date in items
    )
    text = (
        '<!DOCTYPE html><html><head><meta charset="UTF-8"><title>通知公告-松涧学院</title>'
        "<!--Announced by Visual SiteBuilder 9-->"
        '<link rel="stylesheet" type="text/css" href="../_sitegray/_sitegray_d.css">'
        '<script language="javascript" src="../_sitegray/_sitegray.js"></script>'
        '<script type="text/javascript" src="/system/resource/js/counter.js"></script>'
        "<script type=\"text/javascript\">_jsq_(1018,'/list.jsp',-1,1500000000)</script></head><body>"
        '<div class="nav"><a href="../index.htm">首页</a> <a href="../xygk.htm">学院概况</a></div>'
        f'<div class="list01"><ul class="newsList">\n{rows}</ul>'
    )
    if whole:
        text += (
            f'<div class="pb_sys_common pb_sys_normal pb_sys_style1"><span class="p_t">共{len(items)}条</span></div>'
            '</div><div class="footer">松涧学院（虚构）</div></body></html>'
        )
    return text.encode()


def empty_page() -> bytes:
    """What the replayed site sometimes answered: a head, and no body at all."""
    head = list_page([]).decode().partition("<body>")[0]
    return (head + "</html>").encode()


def article_page(title: str, date: str) -> bytes:
    """An article in VSB's shape with a body that depends on its title alone."""
    paragraphs = "".join(f"<p>{escape(title)}一事，现将第{n}项安排说明如下，请有关人员知悉。</p>" for n in "一二三")
    return (
        '<!DOCTYPE html><html><head><meta charset="UTF-8">'
        f"<title>{escape(title)}-松涧学院</title><!--Announced by Visual SiteBuilder 9-->"
        '<link rel="stylesheet" type="text/css" href="../../_sitegray/_sitegray_d.css">'
        '<script type="text/javascript" src="/system/resource/js/counter.js"></script></head><body>'
        '<form name="_newscontent_fromname"><div class="art">'
        f"<h1>{escape(title)}</h1><p>发布时间:{date}阅读数:</p>"
        f'<div id="vsb_content"><div class="v_news_content">{paragraphs}</div></div><div id="div_vote_id"></div>'
        "</div></form></body></html>"
    ).encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, site: LoopbackSite) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.site = site

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that was killed is no news; anything else is a bug of the test."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    timeout = 10
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        site = self.server.site
        reply = site.answer(self.path)
        etag = f'"{sha256(reply.body).hexdigest()[:12]}"'
        known = site.validators and reply.status == 200 and self.headers.get("If-None-Match") == etag
        status = 304 if known else reply.status
        site.requests.append((self.path, status))
        self.send_response(status)
        if site.validators and reply.status == 200:
            self.send_header("ETag", etag)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if not known:
            self.send_header("Content-Type", reply.type)
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if not known and self.command != "HEAD":
            self.wfile.write(reply.body)

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        """Tests look at `requests` instead."""
