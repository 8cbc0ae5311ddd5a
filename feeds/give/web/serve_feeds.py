"""Feed files over raw ASGI: validators, encodings, CORS. No page, no row, no framework; nothing here asks a source."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar
from urllib.parse import quote

from feeds.errors import StoreError
from feeds.give.clean import SAFE, plain
from feeds.give.giver import ALL, Giver
from feeds.give.web import chosen
from feeds.give.web.documents import Document, Documents, Headers
from feeds.give.web.negotiate import encodings, unchanged
from feeds.give.web.words import Words, choose
from feeds.match import BadRule

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Made = TypeVar("Made")

PATH = re.compile(r"/feeds/((?:[a-z0-9-]{1,64}(?:/[0-9]{1,9})?)\.(?:atom|rss|json)|feed\.css)\Z")
PRIVATE = re.compile(r"/feeds/private/([A-Za-z0-9_-]{16,64})\.(atom|rss|json)\Z")
PLAIN: Headers = [
    (b"content-type", b"text/plain; charset=utf-8"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"default-src 'none'"),
    (b"access-control-allow-origin", b"*"),
]
AFTER = b"60"  #: seconds, when the database cannot be used
MOVED = "public, max-age=86400"  #: what leads on; without an age browsers keep it for good
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
    giver: Giver  #: makes the feeds that no file has
    formerly: Callable[[], Mapping[str, str]]
    gone: Callable[[str], bool]
    few: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method: str = scope["method"]
        if method not in ("GET", "HEAD"):
            if method == "OPTIONS":
                await reply(send, 204, PREFLIGHT)
            else:
                await reply(send, 405, [*PLAIN, (b"allow", METHODS)], b"only GET and HEAD\n")
            return
        found = PATH.match(scope["path"])
        try:
            document = await self._made(scope, found.group(1) if found else "")
            if document is None and found and not await self._left(found.group(1)):  # its last files may be there yet
                document = self.documents.get(found.group(1)) or await self._restored(found.group(1))
            if document is not None:
                await send_document(send, document, scope["headers"], head=method == "HEAD")
            else:
                await self._missing(scope, send, found.group(1) if found else "", head=method == "HEAD")
        except BadRule as e:
            await reply(send, 400, PLAIN, f"{plain(str(e))}\n".encode(), head=method == "HEAD")
        except StoreError:
            words, spoken = self._words(scope)
            answer = f"{words.unusable_text}\n".encode()
            await reply(send, 503, [*spoken, (b"retry-after", AFTER)], answer, head=method == "HEAD")

    async def _left(self, file: str) -> bool:
        """Whether a file is of a source that has another name now, or that is no more."""
        name, slash, _ = file.partition("/")
        name = name.partition(".")[0]
        if name == ALL or name in self.giver.sources or file.endswith(".css"):
            return False
        new, gone = await self._on_a_thread(partial(self._became, name))
        return new is not None or (not slash and gone)  # an archive was never to change

    def _became(self, name: str) -> tuple[str | None, bool]:
        """What a source is called now, and whether there is none any more."""
        new = self.formerly().get(name)
        return new, new is None and bool(name) and self.gone(name)

    async def _made(self, scope: Scope, file: str) -> Document | None:
        """Private feeds, searches, feeds cut by a query: made on a thread, few at a time. None: look for a file."""
        giver, query = self.giver, scope["query_string"]
        made: Callable[[], Document | None] | None = None
        name, _, extension = file.rpartition(".")
        secret = PRIVATE.match(scope["path"])
        if secret:
            token, kind = secret.groups()
            made = partial(chosen.secret, giver, token, kind)
        elif query and name == "search":
            made = partial(chosen.searched, giver, chosen.words(query), extension)
        elif query and name and "/" not in name and extension != "css":
            asked = chosen.options(query)
            made = partial(chosen.cut, giver, name, extension, asked) if asked else None
        return await self._on_a_thread(made) if made else None

    async def _restored(self, file: str) -> Document | None:
        """A feed whose file is not there (a new folder, a lost disk), from the rows."""
        name, _, extension = file.rpartition(".")
        if name not in self.giver.sources and name != ALL:
            return None
        return await self._on_a_thread(partial(chosen.cut, self.giver, name, extension, {}))

    async def _on_a_thread(self, made: Callable[[], Made]) -> Made:
        """The database may keep us waiting; nobody else shall wait for it."""
        async with self.few:
            return await asyncio.get_running_loop().run_in_executor(None, made)

    async def _missing(self, scope: Scope, send: Send, file: str, *, head: bool) -> None:
        name, slash, rest = re.match(r"([a-z0-9-]*)(/?)(.*)", file, re.DOTALL).groups()  # type: ignore[union-attr]
        new, gone = await self._on_a_thread(partial(self._became, name))
        if new is not None:
            moved = f"/feeds/{new}{slash}{rest}{_asked(scope['query_string'])}"
            headers = [*PLAIN, (b"location", moved.encode()), (b"cache-control", MOVED.encode())]
            await reply(send, 301, headers, f"moved to {moved}\n".encode(), head=head)
            return
        words, spoken = self._words(scope)
        if gone:
            await reply(send, 410, spoken, f"{words.feed_ended}\n".encode(), head=head)
        else:
            await reply(send, 404, spoken, f"{words.no_feed}\n".encode(), head=head)

    def _words(self, scope: Scope) -> tuple[Words, Headers]:
        """The reader's language, and the headers of what is said in it."""
        wanted = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
        words = choose(wanted, None, self.giver.site.language)
        return words, [*PLAIN, (b"vary", b"accept-language")]


def _asked(query: bytes) -> str:
    """What follows an address that leads on: readers keep it for good, so a filter must not be lost on the way."""
    return f"?{quote(query, safe=SAFE)}" if query else ""


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
