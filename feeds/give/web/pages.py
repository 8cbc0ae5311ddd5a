"""The pages that people read: home, source, entry, search, status, about. Every answer is made from rows and files of
ours; no request of a reader ever causes a request to a source."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from feeds.errors import StoreError
from feeds.fetch import manners
from feeds.give.clean import clean, paragraphs, plain
from feeds.give.feed import item
from feeds.give.giver import Giver
from feeds.give.web import machine, numbers
from feeds.give.web.calendar import calendar
from feeds.give.web.history import edits
from feeds.give.web.looks import Looks
from feeds.give.web.marks import marked, snippet
from feeds.give.web.serve_feeds import AFTER, MOVED
from feeds.give.web.words import Words
from feeds.keep import browse, entries, search, states
from feeds.keep.browse import Brief, brief_of
from feeds.keep.states import State
from feeds.model import SHANGHAI, Access, Source

A_PAGE = 20  #: sources on the home page, hits of a search
ROWS = 30  #: entries on a source page
NEWEST = 3  #: entries of each source on the home page
STATES = 50  #: sources on a status page
NAME = re.compile(r"[a-z0-9-]{1,64}\Z")
SPOT = re.compile(r"(-?[0-9]{1,18})\.([0-9]{1,12})\Z")


def pages(*, giver: Giver, contact: str | None = None) -> Starlette:
    """The application for everything but feed files."""
    made = Pages(looks=Looks(giver=giver), giver=giver, contact=contact)
    numbers.register()
    routes: list[BaseRoute] = [
        Route("/", made.home),
        Route("/search", made.search),
        Route("/status", made.status),
        Route("/about-bot", made.about),
        *machine.routes(giver),
        Route("/e/{number:number}", made.entry),
        Route("/{name}", made.slash),
        Route("/{name}/", made.source),
    ]
    troubles: dict[Any, Any] = {404: made.missing, 405: made.missing, StoreError: made.unusable}
    app = Starlette(routes=routes, exception_handlers=troubles)
    app.router.redirect_slashes = False  # it would believe the Host header
    return app


@dataclass(frozen=True, kw_only=True)
class Pages:
    """The handlers. They run on threads, as they read the database."""

    looks: Looks
    giver: Giver
    contact: str | None

    def home(self, request: Request) -> Response:
        sources = list(self.giver.sources.values())
        page, count, shown = _paged(request, sources, A_PAGE)
        with self.giver.db.reading() as tx:
            titles = self._titles(states.of_all(tx))
            newest = browse.newest(tx, [source.name for source in shown], NEWEST)
        return self.looks.page(request, "home.html", shown=shown, titles=titles, newest=newest, page=page, pages=count)

    def source(self, request: Request) -> Response:
        name = request.path_params["name"]
        source = self.giver.sources.get(name)
        if source is None:
            return self._elsewhere(request, name)
        before = _spot(request.query_params.get("before"))
        now = self.giver.clock()
        with self.giver.db.reading() as tx:
            state = states.get(tx, name)
            briefs = browse.listed(tx, name, limit=ROWS + 1, before=before)
            count = browse.count(tx, name)
            days = {} if before else browse.days(tx, name, source.zone, now - timedelta(days=372))
        title = self._title(name, state)
        return self.looks.page(
            request,
            "source.html",
            source=source,
            title=title,
            origin=(state and state.list_url) or source.url,
            briefs=briefs[:ROWS],
            older=_place(briefs[ROWS - 1]) if len(briefs) > ROWS else "",
            first_page=before is None,
            calendar=calendar(days, now.astimezone(source.zone).date()),
            count=count,
            feed_name=name,
            feed_title=title,
            content_lang=source.language,
        )

    def entry(self, request: Request) -> Response:
        with self.giver.db.reading() as tx:
            found = entries.get(tx, min(request.path_params["number"], 1 << 31))
            if found is None or not found.ready:
                return self.missing(request)
            state = states.get(tx, found.source)
            older, newer = browse.neighbours(tx, found)
            history = browse.history(tx, found.number) if found.revision > 1 else []
        source = self.giver.sources.get(found.source)
        shown, title = item(found), self._title(found.source, state)
        words = self.looks.words(request)
        if found.withdrawn is not None:
            return self._error(request, 410, words.withdrawn, words.withdrawn_text, link=shown.url)
        return self.looks.page(
            request,
            "entry.html",
            pictures=True,
            entry=found,
            item=shown,
            brief=brief_of(found),
            body=Markup(_for_page(clean(found.html) or paragraphs(found.text))),  # noqa: S704 - cleaned
            source_title=title,
            ended=source is None,
            zone=self.giver.zone(state) if state else SHANGHAI,
            older=older,
            newer=newer,
            edits=edits(found, history),
            feed_name=found.source if source else "all",
            feed_title=title if source else self.giver.site.title,
            content_lang=self.looks.lang_of(found.source, state),
        )

    def search(self, request: Request) -> Response:
        query = plain(request.query_params.get("q", ""))[:100]
        before = request.query_params.get("before", "")
        place = int(before) if re.fullmatch(r"-?[0-9]{1,18}", before) else None
        with self.giver.db.reading() as tx:
            found = search.find(tx, query, limit=A_PAGE + 1, before=place)
            known = states.of_all(tx) if found else {}
        wanted, titles = search.words(query), self._titles(known)
        hits = [
            {
                "brief": brief_of(each),
                "title": marked(plain(each.title), wanted),
                "snippet": marked(snippet(plain(each.text[: search.MOST_TEXT] or each.summary), wanted), wanted),
                "source": titles.get(each.source, each.source),
                "lang": self.looks.lang_of(each.source, known.get(each.source)),
                "zone": self.giver.zone(known[each.source]) if each.source in known else SHANGHAI,
            }
            for _, each in found[:A_PAGE]
        ]
        lang = {name: value for name, value in request.query_params.items() if name == "lang"}
        older = urlencode({"q": query, "before": found[A_PAGE - 1][0]} | lang) if len(found) > A_PAGE else ""
        newest = urlencode({"q": query} | lang) if query and place is not None else ""
        shown: dict[str, Any] = {"hits": hits, "older": older, "newest": newest, "query": query}
        if query:
            shown |= {"feed_name": "search", "feed_query": "?" + urlencode({"q": query}), "feed_title": query}
        return self.looks.page(request, "search.html", **shown)

    def status(self, request: Request) -> Response:
        words = self.looks.words(request)
        sources = list(self.giver.sources.values())
        page, count, shown = _paged(request, sources, STATES)
        with self.giver.db.reading() as tx:
            known = states.of_all(tx)
            names = [source.name for source in shown]
            dates, newest = browse.dates(tx, names), browse.newest(tx, names, 1)
        rows = [
            self._status(source, known.get(source.name), dates[source.name], newest[source.name], words)
            for source in shown
        ]
        wells = sum(1 for source in sources if _state(known.get(source.name)) in ("ok", "new"))
        return self.looks.page(
            request, "status.html", rows=rows, wells=wells, total=len(sources), page=page, pages=count
        )

    def _status(
        self, source: Source, state: State | None, dates: list[datetime], newest: list[browse.Brief], words: Words
    ) -> dict[str, Any]:
        name = _state(state)

        def shown(when: datetime | None) -> str:
            return f"{when.astimezone(source.zone):%Y-%m-%d %H:%M}" if when else words.never

        return {
            "name": source.name,
            "title": self._title(source.name, state),
            "state": words.states.get(name, name),
            "well": name in ("ok", "new"),
            "since": shown(state.since) if state and state.since else "",
            "looked": shown(state.last_success if state else None),
            "news": newest[0] if newest else None,
            "zone": source.zone,
            "often": words.often(source.interval or manners.rhythm(dates)),
        }

    def about(self, request: Request) -> Response:
        """Who we are, how often we look and how fast we ask: as the config has it."""
        sources = self.giver.sources.values()
        gap = timedelta(seconds=min((source.access.gap for source in sources), default=Access().gap))
        least = min((source.interval or manners.SHORTEST for source in sources), default=manners.SHORTEST)
        most = max((source.interval or manners.LONGEST for source in sources), default=manners.LONGEST)
        return self.looks.page(request, "about.html", contact=self.contact, gap=gap, least=least, most=most)

    def slash(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name in self.giver.sources or self.giver.formerly().get(name):
            return _moved(request, name)
        return self._elsewhere(request, name)

    def _elsewhere(self, request: Request, name: str) -> Response:
        """A source that has another name now, or none any more."""
        new = self.giver.formerly().get(name)
        if new:
            return _moved(request, new)
        words = self.looks.words(request)
        if NAME.match(name):
            with self.giver.db.reading() as tx:
                state = states.get(tx, name)
            if state is not None:
                told = {"title": self._title(name, state), "content_lang": self.looks.lang_of(name, state)}
                return self._error(request, 410, words.ended, words.ended_text, **told)
        return self.missing(request)

    def missing(self, request: Request, error: Exception | None = None) -> Response:
        words = self.looks.words(request)
        return self._error(request, 404, words.missing, words.missing_text)

    def unusable(self, request: Request, error: Exception) -> Response:
        """The database cannot be read now."""
        words = self.looks.words(request)
        answer = self._error(request, 503, words.unusable, words.unusable_text)
        answer.headers["retry-after"] = AFTER.decode()
        return answer

    def _error(self, request: Request, status: int, heading: str, text: str, **told: Any) -> Response:
        told = {"title": "", "link": "", "heading": heading, "text": text} | told
        return self.looks.page(request, "error.html", status=status, **told)

    def _titles(self, known: dict[str, State]) -> dict[str, str]:
        """Of the sources that there are, and of those that there were."""
        return {name: self._title(name, known.get(name)) for name in {*self.giver.sources, *known}}

    def _title(self, name: str, state: State | None) -> str:
        source = self.giver.sources.get(name)
        return plain(self.giver.title(state) if state else (source.title if source else "") or name)


def _moved(request: Request, name: str) -> Response:
    """To a source's page, with the language that was asked for. A day long, as feeds: a name may be given again."""
    query = request.url.query
    leads = f"/{name}/" + (f"?{query}" if query else "")
    return Response(status_code=301, headers={"location": leads, "cache-control": MOVED})


def _state(state: State | None) -> str:
    if state is None:
        return "new"
    return "paused" if state.paused else state.state


def _paged(request: Request, every: list[Source], size: int) -> tuple[int, int, list[Source]]:
    """The page asked for, how many there are, and what is on it."""
    count = max(1, -(-len(every) // size))
    asked = request.query_params.get("page", "1")
    page = min(count, max(1, int(asked))) if re.fullmatch("[0-9]{1,6}", asked) else 1
    return page, count, every[(page - 1) * size : page * size]


def _place(brief: Brief) -> str:
    return f"{int((brief.published - search.EPOCH) / timedelta(microseconds=1))}.{brief.number}"


def _spot(written: str | None) -> tuple[datetime, int] | None:
    found = SPOT.match(written or "")
    if found is None:
        return None
    try:
        return search.EPOCH + timedelta(microseconds=int(found.group(1))), int(found.group(2))
    except OverflowError:
        return None


def _for_page(html: str) -> str:
    """Cleaned markup, with what a page wants besides: pictures when they are looked at, videos when asked for."""
    html = html.replace("<img ", '<img loading="lazy" decoding="async" referrerpolicy="no-referrer" ')
    return html.replace("<video ", '<video controls preload="none" ').replace(
        "<audio ", '<audio controls preload="none" '
    )
