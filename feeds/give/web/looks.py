"""From values to pages: templates, languages, headers, compression. Autoescape is on for every template, whatever its
name."""

import gzip
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from starlette.requests import Request
from starlette.responses import Response

from feeds.give.clean import plain
from feeds.give.feed import called, shortened
from feeds.give.giver import ALL, Giver
from feeds.give.index import LABELS, MEDIA
from feeds.give.web.negotiate import encodings, unchanged
from feeds.give.web.words import Words, choose
from feeds.keep.states import State

HERE = Path(__file__).parent
CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'{pictures}; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
PICTURES = " http: https:; media-src http: https:"


class BelowRoot(Extension):
    """In templates our own addresses begin with "/", on pages with the path of `[site] url`: no link can forget it."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return re.sub(r'\b(href|src|action)="/', r'\1="{{ root }}/', source)


@dataclass(frozen=True, kw_only=True)
class Looks:
    """Renders the pages of one site."""

    giver: Giver

    @cached_property
    def templates(self) -> Environment:
        loader = FileSystemLoader(HERE / "templates")
        found = Environment(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=[BelowRoot],
        )
        found.globals.update(root=self.giver.site.root, plain=plain, called=called, shortened=shortened)
        found.globals.update(media_types=MEDIA, labels=LABELS)
        return found

    def words(self, request: Request) -> Words:
        accepted = request.headers.get("accept-language", "")
        return choose(accepted, request.query_params.get("lang"), self.giver.site.language)

    def lang_of(self, name: str, state: State | None = None) -> str:
        """The language of a source's articles, and of its title; `state` tells it where the source left the config."""
        source = self.giver.sources.get(name)
        known = source.language if source else state and state.language
        return known or self.giver.site.language

    def page(
        self, request: Request, template: str, *, status: int = 200, pictures: bool = False, **values: Any
    ) -> Response:
        """A page with its headers; 304 where the browser has it."""
        words, site = self.words(request), self.giver.site
        asked = request.query_params.get("lang")
        lang = asked if asked in ("zh", "en") else ""
        other = {**request.query_params, "lang": words.other_lang[:2]}
        shown: Mapping[str, Any] = {
            "site": site,
            "words": words,
            "lang": lang,
            "lang_query": f"?lang={lang}" if lang else "",
            "other_query": urlencode(other),
            "query": "",
            "feed_name": ALL,
            "feed_title": site.title,
            "feed_query": "",
            "content_lang": site.language,
            "lang_of": self.lang_of,
        }
        body = self.templates.get_template(template).render(**(dict(shown) | values)).encode("utf-8", "replace")
        csp = CSP.format(pictures=PICTURES if pictures else "")
        return answer(request, body, "text/html; charset=utf-8", status=status, csp=csp, age=60)


def answer(
    request: Request, body: bytes, kind: str, *, status: int = 200, csp: str = "default-src 'none'", age: int = 3600
) -> Response:
    """Bytes with validator, compression and the headers that every answer has."""
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = {
        "content-security-policy": csp,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cache-control": f"public, max-age={age}" if status == 200 else "no-cache",
        "vary": "Accept-Encoding, Accept-Language",
    }
    best = encodings(request.headers.get("accept-encoding", ""))
    packed = "gzip" in best and len(body) > 1_000 and not kind.startswith("image/")
    tagged = f'"{etag[1:-1]}-gzip"' if packed else etag
    if status == 200:
        headers["etag"] = tagged
        asked = request.headers.get("if-none-match")
        if unchanged((tagged,), 0, if_none_match=asked, if_modified_since=None):
            return Response(status_code=304, headers=headers)
    if packed:
        body = gzip.compress(body, 5, mtime=0)
        headers["content-encoding"] = "gzip"
    return Response(body, status, headers, media_type=kind)
