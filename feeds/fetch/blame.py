"""Which of our errors a failure of requests, urllib3, ssl or the socket is, and the sentence that goes with it."""

import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

from urllib3.exceptions import IncompleteRead, ProxyError

from feeds.errors import BadCertificate, FetchError, Forbidden, TooSlow, Unreachable
from feeds.model import Access

_LEGACY = (
    "UNSAFE_LEGACY_RENEGOTIATION",
    "UNSUPPORTED_PROTOCOL",
    "PROTOCOL_VERSION",
    "DH_KEY_TOO_SMALL",
    "EE_KEY_TOO_SMALL",
    "CA_MD_TOO_WEAK",
    "NO_CIPHERS",
    "HANDSHAKE_FAILURE",
    "WRONG_SIGNATURE_TYPE",
    "BAD_SIGNATURE_ALGORITHM",
)


def blamed(error: BaseException, url: str, access: Access, *, late: bool) -> FetchError:
    """The FetchError that says what happened. `late`: the total deadline has passed."""
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, FetchError):
            return cause
    host = urlsplit(url).hostname
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return BadCertificate(url, _certificate(cause))
    for cause in causes:
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, (ssl.SSLEOFError, TimeoutError)) and not late:
            return BadCertificate(url, _handshake(cause, access))
    if late or any(isinstance(cause, TimeoutError) for cause in causes):
        return TooSlow(url, f"no whole answer within {access.timeout:g} s")
    if any(isinstance(cause, ProxyError) for cause in causes) and access.proxy:
        proxy = access.proxy.rpartition("@")[2].rpartition("//")[2]
        return Unreachable(url, f"the proxy {proxy} does not let us through: {causes[-1]}")
    for cause in causes:
        if isinstance(cause, IncompleteRead):
            return Unreachable(url, "the answer is cut: fewer bytes than its Content-Length")
    if any(isinstance(cause, ConnectionResetError) for cause in causes):
        return Unreachable(url, f"{host} broke the connection")
    last = causes[-1]
    if isinstance(error, ValueError):  # http.client refuses to send it: a header with a line break, say
        if access.proxy:
            return Forbidden(url, f"this request cannot be sent; look at `proxy` and `headers` in {access.table}")
        return Forbidden(url, f"this request cannot be sent as it is: {last}")
    return Unreachable(url, f"no answer that we understand: {last or type(last).__name__}")


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what is inside it: requests and urllib3 put it into args, `reason` or the cause."""
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        it = waiting.pop(0)
        if id(it) in seen:
            continue
        seen.add(id(it))
        yield it
        inside = (*it.args, getattr(it, "reason", None), it.__cause__, it.__context__)
        waiting += [e for e in inside if isinstance(e, BaseException)]


def _certificate(error: ssl.SSLCertVerificationError) -> str:
    why = error.verify_message or str(error)
    hint = ""
    if "local issuer" in why or "first certificate" in why or "self-signed" in why:
        hint = "; where the site sends an incomplete chain, name the missing certificate in ca_bundle"
    return f"its certificate is not valid: {why}{hint}"


def _handshake(error: ssl.SSLError, access: Access) -> str:
    reason = error.reason or str(error)
    if access.tls != "legacy" and any(word in reason for word in _LEGACY):
        return f'it speaks an old TLS ({reason}); say tls = "legacy" in {access.table}, certificates stay verified'
    if reason == "WRONG_VERSION_NUMBER" or "HTTP_REQUEST" in reason:
        return "it does not speak TLS on this port; try http://"
    return f"TLS failed: {reason}"


def discreet(error: FetchError, url: str) -> FetchError:
    """The same error without path, query and causes: urllib3 writes the whole URL into its own."""
    shown = f"{urlsplit(url).scheme}://{urlsplit(url).hostname}/…" if "://" in url and "[" not in url else "a URL"
    error.url, error.why = shown, error.why.replace(repr(url), "to post to").replace(url, shown)
    error.args = (f"{error.url}: {error.why}",)
    error.__cause__ = error.__context__ = None
    return error
