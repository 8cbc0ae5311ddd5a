"""One request and its one answer, on a connection that is kept for the next one. web.py decides what to ask for.

requests is used at its adapter: no session, so no cookies, no .netrc, no proxy from the environment.
"""

import ssl
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest, RequestException
from requests.adapters import HTTPAdapter
from requests.structures import CaseInsensitiveDict
from urllib3.exceptions import HTTPError
from urllib3.util import Timeout

from feeds.errors import FetchError, Unreachable
from feeds.fetch.blame import blamed
from feeds.fetch.body import content
from feeds.fetch.line import Line, tls_context
from feeds.fetch.names import Names
from feeds.model import Access

ERROR_BYTES = 64 * 1024
IDLE_LINES = 32

_EXPECTED = (RequestException, HTTPError, HTTPException, OSError, ValueError)


@dataclass(slots=True)
class Heard:
    """What came back, its body read and decompressed."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Exchange:
    """Connections to every origin that was asked, each used by one thread at a time. Threads may share it."""

    def __init__(self, names: Names, monotonic: Callable[[], float]) -> None:
        self._names, self._monotonic = names, monotonic
        self._lock = threading.Lock()
        self._idle: OrderedDict[tuple[object, ...], list[_Adapter]] = OrderedDict()
        self._contexts: dict[tuple[str | None, bool], ssl.SSLContext] = {}

    def ask(
        self,
        method: str,
        url: str,
        access: Access,
        headers: Mapping[str, str],
        until: float,
        limit: int,
        body: bytes | None,
        *,
        cut: bool,
    ) -> Heard:
        """The answer, whatever its status, by `until`. `cut`: a longer body is cut at the limit, not refused."""
        key = (origin(url), access.ip_family, access.tls, access.ca_bundle, access.proxy, access.allow_private)
        adapter = self._adapter(key, url, access)
        line, whole = adapter.line, False
        try:
            line.start(url, until)
            try:
                heard = adapter.exchange(method, url, headers, limit, body, cut=cut)
            except _EXPECTED:
                if method != "GET" or line.fresh or line.heard:
                    raise
                line.left()  # the site had closed a connection that we kept; once more on a new one
                adapter.close()
                line.start(url, until)
                heard = adapter.exchange(method, url, headers, limit, body, cut=cut)
            whole = True
        except FetchError as e:
            e.maybe_sent = line.sent
            raise
        except _EXPECTED as e:
            error = blamed(e, url, access, late=self._monotonic() >= until)
            error.maybe_sent = line.sent
            raise error from e
        finally:
            if whole:
                self._give_back(key, adapter)
            else:
                adapter.close()
        return heard

    def close(self) -> None:
        """Close what is open. A request in another thread ends by itself."""
        with self._lock:
            lines = [line for idle in self._idle.values() for line in idle]
            self._idle.clear()
        for line in lines:
            line.close()
        self._names.close()

    def _adapter(self, key: tuple[object, ...], url: str, access: Access) -> "_Adapter":
        with self._lock:
            idle = self._idle.get(key)
            if idle:
                adapter = idle.pop()
                if not idle:
                    del self._idle[key]
                return adapter
            context = self._context(url, access) if url.startswith("https:") else None
        return _Adapter(Line(self._names, access, self._monotonic), url, access.proxy, context)

    def _context(self, url: str, access: Access) -> ssl.SSLContext:
        key = (access.ca_bundle, access.tls == "legacy")
        if key not in self._contexts:
            try:
                self._contexts[key] = tls_context(*key)
            except (OSError, ValueError) as e:
                raise Unreachable(url, f"ca_bundle {access.ca_bundle} cannot be used: {e}") from e
        return self._contexts[key]

    def _give_back(self, key: tuple[object, ...], adapter: "_Adapter") -> None:
        dropped: list[_Adapter] = []
        with self._lock:
            self._idle.setdefault(key, []).append(adapter)
            self._idle.move_to_end(key)
            if len(self._idle) > IDLE_LINES:
                dropped = self._idle.popitem(last=False)[1]
        for old in dropped:
            old.close()


class _Adapter(HTTPAdapter):
    """requests' adapter on our own sockets, for one origin."""

    def __init__(self, line: Line, url: str, proxy: str | None, context: ssl.SSLContext | None) -> None:
        self.line = line
        parts = urlsplit(url)
        self._host = {"scheme": parts.scheme, "host": parts.hostname, "port": parts.port}
        self._tls = {"ssl_context": context} if context else {}
        self._proxies = {"http": proxy, "https": proxy} if proxy else None
        super().__init__(pool_connections=1, pool_maxsize=1)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self.line.pools

    def proxy_manager_for(self, proxy: Any, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        manager.pool_classes_by_scheme = self.line.pools
        return manager

    def build_connection_pool_key_attributes(self, *_: Any, **__: Any) -> Any:
        return self._host, self._tls

    def cert_verify(self, *_: Any, **__: Any) -> None:
        """The SSL context verifies; requests has nothing to add to it."""

    def exchange(
        self, method: str, url: str, headers: Mapping[str, str], limit: int, body: bytes | None, *, cut: bool
    ) -> Heard:
        request = PreparedRequest()
        request.method, request.url, request.body = method, url, body
        request.headers = CaseInsensitiveDict(headers)
        timeout = self.line.left()
        response = self.send(request, stream=True, timeout=Timeout(timeout, timeout), proxies=self._proxies)  # type: ignore[arg-type]
        self.line.heard = True
        try:
            status = response.status_code
            if status >= 300:
                limit, cut = min(limit, ERROR_BYTES), True
            found, more = content(response.raw, response.headers, url, limit, cut)
            if more:
                self.close()
            return Heard(url, status, response.headers, found)
        finally:
            response.raw.close()


def origin(url: str) -> str:
    return url[: url.index("/", 8)]
