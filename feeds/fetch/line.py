"""Sockets that keep a total deadline and connect only where guard.py agrees. HTTP is exchange.py's.

urllib3's own timeouts begin anew with every byte, so a server that sends one byte a second holds us for ever. Here
each read gets only what is left until the deadline; no thread watches, so it costs one system call a read.
"""

import functools
import socket
import ssl
from collections.abc import Callable
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from feeds.errors import FetchError, Forbidden, NameNotFound, TooSlow, Unreachable
from feeds.fetch.guard import check_address
from feeds.fetch.names import Names
from feeds.model import Access

FIRST_TRY = 3.0  #: seconds for an address when there is another one to try (a dead IPv6 before a living IPv4)


class Line:
    """What one connection to one origin may do, and until when. Used by one thread at a time."""

    def __init__(self, names: Names, access: Access, monotonic: Callable[[], float]) -> None:
        self._names, self._access, self._monotonic = names, access, monotonic
        self.url = ""
        self.until = 0.0
        self.sent = False  #: a byte of the request may have left
        self.fresh = False  #: this request opened the connection itself
        self.heard = False  #: the head of an answer has come
        self.pools = {
            "http": functools.partial(_Pool, line=self),
            "https": functools.partial(_SecurePool, line=self),
        }

    def start(self, url: str, until: float) -> None:
        self.url, self.until = url, until
        self.sent = self.fresh = self.heard = False

    def left(self) -> float:
        """Seconds until the deadline; TimeoutError when none are left."""
        left = self.until - self._monotonic()
        if left <= 0:
            raise TimeoutError("the total deadline passed")
        return left

    def connect(self, host: str, port: int, proxied: bool) -> socket.socket:
        """A socket connected to an allowed address of host. A proxy is the admin's word and is not judged."""
        what = f"the proxy {host}:{port}" if proxied else host
        addresses = self._addresses(host, port, proxied, what)
        failure: OSError | None = None
        for n, (family, address) in enumerate(addresses, 1):
            sock = _Socket(family, socket.SOCK_STREAM)
            sock.line = self
            try:
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                sock.settimeout(min(self.left(), FIRST_TRY) if n < len(addresses) else self.left())
                sock.connect(address)
                if not proxied:
                    self._check(sock.getpeername()[0])
                sock.settimeout(self.left())
            except OSError as e:
                sock.close()
                failure = e
            except FetchError:
                sock.close()
                raise
            else:
                return sock
        if isinstance(failure, TimeoutError):
            raise TooSlow(self.url, f"{what} did not take the connection in time") from failure
        why = failure.strerror if failure and failure.strerror else str(failure)
        raise Unreachable(self.url, f"no connection to {what}: {why}") from failure

    def _check(self, address: str) -> None:
        check_address(address, self._access.allow_private, url=self.url, table=self._access.table)

    def _addresses(self, host: str, port: int, proxied: bool, what: str) -> list[Any]:
        try:
            found = self._names.addresses(host, port, self._access.ip_family, self.left())
        except TimeoutError as e:
            raise TooSlow(self.url, f"the name server did not say in time where {what} is") from e
        except (OSError, UnicodeError) as e:
            if proxied:
                raise Unreachable(self.url, f"{what} has no address; see `proxy` in {self._access.table}") from e
            raise NameNotFound(self.url, f"the name {host} has no address ({getattr(e, 'strerror', e)})") from e
        if proxied:
            return found
        allowed, refusal = [], None
        for family, address in found:
            try:
                self._check(address[0])
                allowed.append((family, address))
            except Forbidden as e:
                refusal = e
        if refusal and not allowed:
            raise refusal
        return allowed


class _Socket(socket.socket):
    """Reads only as long as the deadline allows."""

    line: Line

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        self.settimeout(self.line.left())
        return super().recv_into(*args, **kwargs)


class _TlsSocket(ssl.SSLSocket):
    """The same under TLS; the handshake itself is bounded by the timeout of the socket it wraps."""

    line: Line | None = None

    def recv_into(self, *args: Any, **kwargs: Any) -> int:
        if self.line is not None:
            self.settimeout(self.line.left())
        return super().recv_into(*args, **kwargs)

    def send(self, *args: Any, **kwargs: Any) -> int:
        if self.line is not None:
            self.settimeout(self.line.left())
        return super().send(*args, **kwargs)


class _Plain(HTTPConnection):
    line: Line

    def _new_conn(self) -> socket.socket:
        return self.line.connect(self._dns_host, self.port or self.default_port, self.proxy is not None)

    def connect(self) -> None:
        self.line.fresh = True
        try:
            super().connect()
        finally:
            self.line.sent = False  # a CONNECT to the proxy is not the request

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        self.line.sent = True
        super().send(data)


class _Secure(_Plain, HTTPSConnection):
    def connect(self) -> None:
        super().connect()
        if isinstance(self.sock, _TlsSocket):
            self.sock.line = self.line


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Plain

    def __init__(self, *args: Any, line: Line, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.line = line

    def _new_conn(self) -> Any:
        conn = super()._new_conn()
        conn.line = self.line  # type: ignore[attr-defined]
        return conn


class _SecurePool(_Pool, HTTPSConnectionPool):
    ConnectionCls = _Secure


def tls_context(ca_bundle: str | None, legacy: bool) -> ssl.SSLContext:
    """Certificates are always verified; legacy allows old protocols, ciphers and renegotiation, nothing else."""
    context = ssl.create_default_context()
    if not context.get_ca_certs():  # a system without certificates of its own
        import certifi

        context.load_verify_locations(certifi.where())
    if ca_bundle:
        context.load_verify_locations(ca_bundle)
    if legacy:
        context.set_ciphers("ALL:!aNULL:!eNULL:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.options |= 0x4  # OP_LEGACY_SERVER_CONNECT, which Python 3.11 has no name for
    context.sslsocket_class = _TlsSocket
    return context
