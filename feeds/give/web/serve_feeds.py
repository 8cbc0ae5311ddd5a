"""Feed files over raw ASGI: validators, encodings, CORS. No page, no row, no framework; nothing here asks a source."""

import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from feeds.give.web.documents import Document, Documents, Headers
from feeds.give.web.negotiate import encodings, unchanged

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

PATH = re.compile(r"/feeds/((?:[a-z0-9-]{1,64}(?:/[0-9]{1,9})?)\.(?:atom|rss|json)|feed\.css)\Z")
PLAIN: Headers = [
    (b"content-type", b"text/plain; charset=utf-8"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'"),
    (b"access-control-allow-origin", b"*"),
]
METHODS = b"GET, HEAD, OPTIONS"
PREFLIGHT: Headers = [
    (b"allow", METHODS),
    (b"access-control-allow-origin", b"*"),
    (b"access-control-allow-methods", METHODS),
    (b"access-control-allow-headers", b"If-None-Match, If-Modified-Since, A-IM, Cache-Control"),
    (b"access-control-max-age", b"86400"),
]


@dataclass(frozen=True, kw_only=True)
class FeedFiles:
    """Answers for /feeds/…; `formerly` leads old names to new ones, `gone` are names that were removed."""

    documents: Documents
    formerly: Callable[[], Mapping[str, str]]
    gone: Callable[[str], bool] = lambda name: False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method: str = scope["method"]
        if method not in ("GET", "HEAD"):
            if method == "OPTIONS":
                await reply(send, 204, PREFLIGHT)
            else:
                await reply(send, 405, [*PLAIN, (b"allow", METHODS)], b"only GET and HEAD\n")
            return
        found = PATH.match(scope["path"])
        document = self.documents.get(found.group(1)) if found else None
        if document is not None:
            await send_document(send, document, scope["headers"], head=method == "HEAD")
        else:
            await self._missing(send, found.group(1) if found else "", head=method == "HEAD")

    async def _missing(self, send: Send, file: str, *, head: bool) -> None:
        name, slash, rest = re.match(r"([a-z0-9-]*)(/?)(.*)", file, re.DOTALL).groups()  # type: ignore[union-attr]
        new = self.formerly().get(name)
        if new is not None:
            moved = f"/feeds/{new}{slash}{rest}"
            headers = [*PLAIN, (b"location", moved.encode()), (b"cache-control", b"public, max-age=86400")]
            await reply(send, 301, headers, f"moved to {moved}\n".encode(), head=head)
        elif name and self.gone(name):
            await reply(send, 410, PLAIN, b"this feed has ended\n", head=head)
        else:
            await reply(send, 404, PLAIN, b"no such feed\n", head=head)


async def send_document(
    send: Send, document: Document, asked: list[tuple[bytes, bytes]], *, head: bool = False
) -> None:
    """200 or 304, in the best encoding both sides have."""
    accepted = none_match = modified_since = None
    for name, value in asked:
        if name == b"accept-encoding":
            accepted = value if accepted is None else accepted + b"," + value
        elif name == b"if-none-match":
            none_match = value if none_match is None else none_match + b"," + value
        elif name == b"if-modified-since":
            modified_since = value
    encoding = ""
    if accepted:
        have = document.compressed
        encoding = next((each for each in encodings(accepted.decode("latin-1")) if not each or each in have), "")
    whole, lasting, body = document.answer(encoding)
    if (none_match is not None or modified_since is not None) and unchanged(
        document.etags,
        document.modified,
        if_none_match=none_match.decode("latin-1") if none_match is not None else None,
        if_modified_since=modified_since.decode("latin-1") if modified_since is not None else None,
    ):
        await send({"type": "http.response.start", "status": 304, "headers": lasting})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": whole})
    await send({"type": "http.response.body", "body": b"" if head else body})


async def reply(send: Send, status: int, headers: Headers, body: bytes = b"", *, head: bool = False) -> None:
    length = [] if status == 204 else [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *length]})
    await send({"type": "http.response.body", "body": b"" if head else body})
