"""URL → Page: the only door to the network, posts too. It decides nothing about what a page means.

A request passes the same gates wherever its URL came from: guard.py (URL, then addresses), robots.txt, the host's
turn. It ends before the total deadline and within the size cap, as a Page or as one of the FetchErrors.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import quote, urljoin, urlsplit

from feeds.errors import BadStatus, Disallowed, FetchError, NoRules, TooManyRedirects
from feeds.fetch import robots
from feeds.fetch.blame import discreet
from feeds.fetch.decode import decode
from feeds.fetch.exchange import Exchange, Heard, origin
from feeds.fetch.guard import canonical, check_url
from feeds.fetch.headers import max_age, retry_after, user_agent
from feeds.fetch.names import Names
from feeds.fetch.turns import Turns
from feeds.model import Access, Answer, Page, utcnow

log = logging.getLogger(__name__)

REDIRECTS = 5
ANSWER_BYTES = 1024 * 1024  #: of an answer to a POST
ERROR_TEXT = 4000

_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
_MOVED = frozenset({301, 302, 303, 307, 308})
_VALIDATORS = ("If-None-Match", "If-Modified-Since")


@dataclass(slots=True)
class _Errand:
    """One get() from its first byte to its last: what every hop shares."""

    access: Access
    until: float
    limit: int
    headers: dict[str, str] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)  #: the source's; nobody's once a redirect has left its host
    robots: bool = False


class Web:
    """The network, for feeds and for whoever posts. One is enough; threads may share it."""

    def __init__(
        self,
        *,
        contact: str | None = None,
        about: str | None = None,
        clock: Callable[[], datetime] = utcnow,
        sleep: Callable[[float], None] = time.sleep,
        monotonic: Callable[[], float] = time.monotonic,
        names: Names | None = None,
    ) -> None:
        logging.getLogger("urllib3").setLevel(logging.ERROR)  # it writes whole URLs, and a webhook's URL is a secret
        self.user_agent = user_agent(contact, about)
        self._clock, self._monotonic = clock, monotonic
        self._exchange = Exchange(names or Names(), monotonic)
        self._turns = Turns(sleep, monotonic)
        self._robots = robots.Remembered()
        self._told: set[str] = set()

    def get(self, url: str, access: Access = Access(), *, referer: str | None = None) -> Page:
        """The page. Raises FetchErrors only."""
        return self._page(self._fetch(url, self._errand(access, access.max_bytes, referer)))

    def get_if_changed(self, url: str, access: Access, *, etag: str | None, last_modified: str | None) -> Page | None:
        """The page, or None where the site says that it is still what it was (304). Raises FetchErrors only."""
        errand = self._errand(access, access.max_bytes, None)
        given = zip(_VALIDATORS, (etag, last_modified), strict=True)
        errand.headers |= {name: value for name, value in given if value}
        heard = self._fetch(url, errand)
        return None if heard.status == 304 else self._page(heard)

    def _page(self, heard: Heard) -> Page:
        decoded = decode(heard.body, heard.headers.get("Content-Type") or "")
        return Page(
            url=heard.url,
            text=decoded.text,
            fetched=self._clock(),
            status=heard.status,
            encoding=decoded.encoding,
            replaced=decoded.replaced,
            etag=heard.headers.get("ETag"),
            last_modified=heard.headers.get("Last-Modified"),
            digest=hashlib.sha256(heard.body).hexdigest(),
            max_age=max_age(heard.headers.get("Cache-Control")),
        )

    def get_bytes(self, url: str, access: Access, *, max_bytes: int, referer: str | None = None) -> bytes:
        """A file as it is: for pictures."""
        return self._fetch(url, self._errand(access, max_bytes, referer)).body

    def post(
        self,
        url: str,
        body: bytes,
        *,
        headers: Mapping[str, str] | None = None,
        access: Access = Access(),
        method: str = "POST",
    ) -> Answer:
        """What the server answers, whatever its status. Redirects are not followed, turns not waited for.

        Where to post is the admin's word, so any port will do; addresses are judged as ever. Such a URL is often a
        secret itself (a webhook's key), so the errors name its host and nothing else of it.
        """
        sent = {"User-Agent": self._agent(access), "Accept": "*/*", "Accept-Encoding": "gzip, deflate"}
        sent |= dict(access.headers) | dict(headers or {})
        sent["Content-Length"] = str(len(body))
        try:
            safe = check_url(url, access.allow_private, range(1, 65536), table=access.table)
            until = self._monotonic() + access.timeout
            heard = self._exchange.ask(method, safe, access, sent, until, ANSWER_BYTES, body, cut=True)
        except FetchError as e:
            raise discreet(e, url) from None
        return Answer(status=heard.status, headers={k.lower(): v for k, v in heard.headers.items()}, body=heard.body)

    def allowed(self, url: str, access: Access = Access()) -> bool:
        """What the site's robots.txt says about this URL; False too where it cannot be had for now."""
        try:
            safe = check_url(url, access.allow_private, access.ports, table=access.table)
            return self._rules(safe, self._errand(access, access.max_bytes, None)).allow(safe)
        except FetchError:
            return False

    def close(self) -> None:
        """Close what is open. A request in another thread ends by itself."""
        self._exchange.close()

    def _errand(self, access: Access, limit: int, referer: str | None) -> _Errand:
        headers = {"User-Agent": self._agent(access), "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
        if referer:
            headers["Referer"] = quote(referer, safe="!#$%&'()*+,/:;=?@[]~-._|")
        return _Errand(access, self._monotonic() + access.timeout, limit, headers, access.headers)

    def _agent(self, access: Access) -> str:
        if access.user_agent is None:
            return self.user_agent
        if access.user_agent not in self._told:
            self._told.add(access.user_agent)
            log.info(
                "a source has its own user agent, so its site cannot see who we are user_agent=%r", access.user_agent
            )
        return access.user_agent

    def _fetch(self, url: str, errand: _Errand) -> Heard:
        """Follow redirects to an answer that is a page, or say why not."""
        access = errand.access
        here = check_url(url, access.allow_private, access.ports, table=access.table)
        first_host, seen = _host(here), {here}
        if access.home and _site(here) != _site(canonical(access.home)):
            errand.own = {}  # a picture, or what a feed links to: a page says where, and need not mean well
        while True:
            if access.robots == "obey" and not errand.robots:
                rules = self._rules(here, errand)
                if rules.refusal:
                    raise NoRules(here, rules.refusal)
                if not rules.allow(here):
                    raise Disallowed(here, "its robots.txt asks us not to fetch this")
            heard = self._take_turn(here, errand, {**errand.headers, **errand.own})
            if heard.status not in _MOVED or not heard.headers.get("Location"):
                break
            there = self._next(heard, access)
            if there in seen or len(seen) > REDIRECTS:
                raise TooManyRedirects(url, f"redirected in a loop or more than {REDIRECTS} times, last to {there}")
            seen.add(there)
            if _host(there) != first_host or (here.startswith("https:") and there.startswith("http:")):
                errand.own = {}  # what the source's own site may know, nobody else may
                errand.headers.pop("Referer", None)
            here = there
        unchanged = heard.status == 304 and not errand.headers.keys().isdisjoint(_VALIDATORS)
        if not unchanged and not (200 <= heard.status < 300 and heard.status != 206):
            raise self._bad_status(heard)
        return heard

    def _next(self, heard: Heard, access: Access) -> str:
        raw = heard.headers["Location"].strip().encode("latin-1", "replace")
        there = urljoin(heard.url, quote(raw, safe="!#$%&'()*+,/:;=?@[]~-._|\\"))
        port = urlsplit(heard.url).port
        ports = (*access.ports, port or 80)
        return check_url(there, access.allow_private, ports, base=heard.url, table=access.table)

    def _take_turn(self, url: str, errand: _Errand, headers: dict[str, str]) -> Heard:
        asked = self._monotonic()
        sent, turn = False, self._turns.take(_host(url), 0.0 if errand.robots else errand.access.gap)
        try:
            errand.until += self._monotonic() - asked  # waiting for our turn is not the site's slowness
            closed = self._turns.closed_for(turn)
            if closed:
                raise BadStatus(url, 429, timedelta(seconds=closed))
            sent, limit = True, robots.MAX_BYTES if errand.robots else errand.limit
            heard = self._exchange.ask("GET", url, errand.access, headers, errand.until, limit, None, cut=errand.robots)
            wait = self._asked_to_wait(heard)
            if wait:
                self._turns.close(_host(url), wait.total_seconds())
        finally:
            self._turns.leave(turn, counts=sent and not errand.robots)
        return heard

    def _asked_to_wait(self, heard: Heard) -> timedelta | None:
        return retry_after(heard.headers.get("Retry-After"), self._clock()) if heard.status in (429, 503) else None

    def _bad_status(self, heard: Heard) -> BadStatus:
        text = decode(heard.body, heard.headers.get("Content-Type") or "").text[:ERROR_TEXT]
        return BadStatus(heard.url, heard.status, self._asked_to_wait(heard), text)

    def _rules(self, url: str, errand: _Errand) -> robots.Rules:
        """The origin's rules: asked for at most once a day. What keeps us from them is raised as what it is."""
        site = origin(url)
        known = self._robots.fresh(site, self._clock())
        if known:
            return known
        asking = _Errand(errand.access, errand.until, robots.MAX_BYTES, dict(errand.headers), errand.own, robots=True)
        for name in (*_VALIDATORS, "Referer"):
            asking.headers.pop(name, None)
        try:
            heard = self._fetch(site + "/robots.txt", asking)
            status, body = heard.status, heard.body
        except TooManyRedirects:
            status, body = 310, b""
        except BadStatus as e:
            if e.retry_after or e.status == 429:
                raise
            status, body = e.status, b""
        except FetchError as e:
            e.url, e.args = url, (f"{url}: {e.why} (while asking for its robots.txt)",)
            raise
        finally:
            errand.until = asking.until
        rules = robots.understand(status, body, self._clock())
        self._robots.keep(site, rules)
        return rules


def _host(url: str) -> str:
    """Who is spared: the host, http and https together; another port is another server."""
    site = origin(url)
    return site[site.index("/") + 2 :]


def _site(url: str) -> str:
    """Whose page it is: the host, with www. or without."""
    return _host(url).removeprefix("www.")
