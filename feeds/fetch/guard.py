"""Which URLs and addresses we ever connect to, and when two URLs are one. Pure: resolves nothing, connects nowhere.

Every way into the network passes `check_url` (what is written) and `check_address` (what it resolved to, and again
what was really connected). Nobody else decides about addresses.
"""

import re
from collections.abc import Collection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urlsplit, urlunsplit

from feeds.errors import Forbidden
from feeds.model import TABLE

#: Where news is served. Another port must be named: in `Access.ports`, or by `allow_private`.
PORTS = frozenset({80, 443, 8080, 8443})

LONGEST = 8000  #: characters; servers take no longer ones, and an error names the address
_DEFAULT_PORT = {"http": 80, "https": 443}
_BAD_CHARACTER = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ufeff]")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?\.?")
_QUAD = re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)

_NEVER = tuple(map(ip_network, ("0.0.0.0/8", "192.88.99.0/24", "::/96", "2002::/16", "2001::/32")))
_NAT64 = (IPv6Network("64:ff9b::/96"),)
_NAT64_LOCAL = IPv6Network("64:ff9b:1::/48")
#: private, whatever Python's tables of the day say: shared, of protocols, site-local
_INSIDE = tuple(map(ip_network, ("100.64.0.0/10", "192.0.0.0/24", "fec0::/10")))
#: where a cloud tells its machines their secrets, and is not link-local: Alibaba, Oracle, Azure, AWS, Google
_CLOUDS = tuple(map(ip_network, ("100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2::254", "fd20:ce::254")))

_TRACKING = re.compile(
    r"utm_.*|spm.*|scm|from|isappinstalled|share_.*|sharer_.*|vd_source|fbclid|gclid|msclkid|yclid|mc_[ce]id|_hs\w+"
    r"|jsessionid|phpsessid|chksm|mpshare|srcid|wx_header|nsukey|weixin_.*",
    re.IGNORECASE,
)
_SESSION = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)


def check_url(
    url: str,
    allow_private: bool | tuple[str, ...] = False,
    ports: Collection[int] = (),
    *,
    base: str | None = None,
    table: str = TABLE,
) -> str:
    """The URL as it may be sent, or Forbidden. A host in other letters becomes ASCII, a path is percent-encoded."""
    if _BAD_CHARACTER.search(url):
        raise Forbidden(base or url, f"the URL {url!r} holds a backslash, a blank or a control character")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname or ""
    except ValueError as e:
        raise Forbidden(base or url, f"the URL {url!r} cannot be read: {e}") from e
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORT:
        raise Forbidden(base or url, f"only http and https are fetched, not {scheme or 'a URL without scheme'!r}")
    if "@" in parts.netloc:
        raise Forbidden(base or url, "a URL with a user name or password in it is not fetched")
    netloc = host = _checked_host(base or url, host)
    if ":" in host:
        netloc = f"[{host}]"
    if ":" in host or _QUAD.fullmatch(host):  # no name server will be asked, so it can be judged now
        check_address(host, allow_private, url=base or url, table=table)
    if port is not None and port != _DEFAULT_PORT[scheme]:
        if not (allow_private or port in PORTS or port in ports):
            why = f"port {port} is not one where news is served; add it to ports in {table}, or set allow_private"
            raise Forbidden(base or url, why)
        netloc = f"{netloc}:{port}"
    path = _quoted(parts.path) or "/"
    sent = f"{scheme}://{netloc}{path}?{_quoted(parts.query)}" if parts.query else f"{scheme}://{netloc}{path}"
    if len(sent) > LONGEST:
        raise Forbidden(base or f"{sent[:200]}…", f"an address of {len(sent)} characters is not fetched")
    return sent


def _checked_host(url: str, host: str) -> str:
    if ":" in host:
        try:
            return str(IPv6Address(host.partition("%")[0])) if "%" not in host else _refuse(url, host)
        except ValueError:
            _refuse(url, host)
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            _refuse(url, host)
    if not _HOST.fullmatch(host) or ".." in host or len(host) > 253:
        _refuse(url, host)
    last = host.rstrip(".").rpartition(".")[2]
    if (last.isdigit() or re.fullmatch(r"0x[0-9a-f]*", last)) and not _QUAD.fullmatch(host):
        raise Forbidden(url, f"{host} is an odd way to write an address; write it as four numbers")
    return host


def _refuse(url: str, host: str) -> str:
    raise Forbidden(url, f"{host!r} is not the name of a host")


def _quoted(part: str) -> str:
    return quote(_STRAY_PERCENT.sub("%25", part), safe="!$%&'()*+,/:;=?@[]~-._|")


def check_address(
    address: str, allow_private: bool | tuple[str, ...] = False, *, url: str = "", table: str = TABLE
) -> None:
    """Forbidden unless this address may be connected to: public, or allowed in `table` of the config.

    `True` allows private and loopback addresses. Link-local ones and a cloud's own (its metadata service lives there)
    are allowed only by a network that names them; multicast, unspecified and tunnelled ones (6to4, Teredo) never.
    """
    ip = _unwrapped(address, url)
    if isinstance(allow_private, tuple):
        try:
            networks = [ip_network(n, strict=False) for n in allow_private]
        except ValueError as e:
            raise Forbidden(url or address, f"allow_private: {e}") from e
        if any(ip.version == n.version and ip in n for n in networks) and not ip.is_multicast:
            return
    if ip.is_multicast or ip.is_unspecified or (ip != IPv6Address("::1") and _in(ip, _NEVER)):
        raise Forbidden(url or address, f"{address} is not an address of a web site")
    if ip.is_link_local:
        raise Forbidden(url or address, f"{address} is link-local; only allow_private with its network allows that")
    if _in(ip, _CLOUDS):
        raise Forbidden(url or address, f"{address} is a cloud's own; only allow_private with its network allows that")
    if allow_private is True:
        return
    if not ip.is_global or ip.is_reserved or ip.is_private or _in(ip, (*_INSIDE, _NAT64_LOCAL)):
        why = f'{address} is a private address; if you want it, say allow_private = ["{ip}"] in {table}'
        raise Forbidden(url or address, why)


def _unwrapped(address: str, url: str) -> IPv4Address | IPv6Address:
    """An IPv4 address dressed as IPv6 (mapped, NAT64) is judged as what it is."""
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError as e:
        raise Forbidden(url or address, f"{address!r} is not an address") from e
    if isinstance(ip, IPv6Address):
        if ip.ipv4_mapped:
            return ip.ipv4_mapped
        if _in(ip, _NAT64):
            return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip


def _in(ip: IPv4Address | IPv6Address, networks: Collection[object]) -> bool:
    return any(ip in n for n in networks if getattr(n, "version", 0) == ip.version)  # type: ignore[operator]


def canonical(url: str) -> str:
    """One spelling for all the URLs of one page: an identity, not a link. What we cannot read stays as it is."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return url.strip()
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORT or not host:
        return url.strip()
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except UnicodeError:
            return url.strip()
    netloc = f"[{host}]" if ":" in host else host
    if port is not None and port != _DEFAULT_PORT[scheme]:
        netloc += f":{port}"
    path = _ESCAPE.sub(lambda m: m[0].upper(), _quoted(_SESSION.sub("", parts.path))) or "/"
    return urlunsplit((scheme, netloc, path, _kept(parts.query), ""))


def _kept(query: str) -> str:
    """The query without what only says where a reader came from; untouched where nothing of that is in it."""
    if not any(_TRACKING.fullmatch(pair.partition("=")[0]) for pair in query.split("&")):
        return _quoted(query)
    kept = [p for p in query.split("&") if not _TRACKING.fullmatch(p.partition("=")[0])]
    return _quoted("&".join(kept))
