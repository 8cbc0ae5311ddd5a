"""The pages that people read. Starlette; every answer is made from rows and files of ours."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from feeds.give.giver import ALL
from feeds.give.index import index
from feeds.keep.db import Database
from feeds.model import Site, Source

SAFE = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self' http: https:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


def pages(*, site: Site, db: Database, sources: Mapping[str, Source], clock: Callable[[], datetime]) -> Starlette:
    async def home(request: Request) -> Response:
        path = Path(site.folder) / "index.html"
        if path.exists():
            return HTMLResponse(path.read_bytes(), headers=SAFE)
        return HTMLResponse(index(site, [(ALL, site.title)]), headers=SAFE)

    async def missing(request: Request, error: Exception) -> Response:
        return PlainTextResponse("no such page\n", 404, headers=SAFE)

    return Starlette(routes=[Route("/", home)], exception_handlers={404: missing})
