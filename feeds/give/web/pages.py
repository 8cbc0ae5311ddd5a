"""The pages that people read. Starlette; every answer is made from rows and files of ours."""

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from feeds.give.giver import ALL, Giver
from feeds.give.index import index

SAFE = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self' http: https:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


def pages(*, giver: Giver, contact: str | None, telegram: str | None) -> Starlette:
    async def home(request: Request) -> Response:
        path = Path(giver.site.folder) / "index.html"
        if path.exists():
            return HTMLResponse(path.read_bytes(), headers=SAFE)
        return HTMLResponse(index(giver.site, [(ALL, giver.site.title)]), headers=SAFE)

    async def missing(request: Request, error: Exception) -> Response:
        return PlainTextResponse("no such page\n", 404, headers=SAFE)

    return Starlette(routes=[Route("/", home)], exception_handlers={404: missing})
