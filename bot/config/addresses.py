"""What an admin may write for an address: of a page, a proxy, a database, our own; networks, headers. Pure.

The sentences are meant for the admin: they say what is wrong and show a good example.
"""

import re
from collections.abc import Callable
from ipaddress import IPv6Address, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.config.values import one_line, shown
from feeds.errors import Forbidden
from feeds.fetch.guard import check_url

_FILE = "sqlite:///"
_LISTEN = re.compile(r"(?:\[(?P<v6>[0-9a-fA-F:.]+)\]|(?P<host>(?:\w(?:[\w.-]*\w)?\.?)?)):(?P<port>\d{1,5})")
_SERVER = re.compile(r"(?:\[[0-9a-fA-F:.]+\]|[^:]*)(?::\d{1,5})?")
_MAIL = re.compile(r"[^\s@<>()\x80-\uffff]+@[^\s@<>()\x80-\uffff]+")


def web_address(value: Any) -> str:
    """An absolute http(s) address without a user and password in it."""
    address = _address(value, 'write it in full, such as "https://www.example.edu.cn/news/"')
    if "@" in urlsplit(address).netloc:
        raise ValueError("an address must not carry a user or password; send them as headers")
    return address


def base_address(value: Any) -> str:
    """A web address without a slash at its end, to which paths are added."""
    address = web_address(value)
    if "?" in address or "#" in address:
        raise ValueError("must have neither ? nor #; paths are added to it")
    path = urlsplit(address).path.rstrip("/")
    if "//" in path or {".", ".."} & set(path.split("/")):
        raise ValueError("its path must be plain: without //, . and ..")
    return _ascii(address).rstrip("/")


def hub_address(value: Any) -> str:
    """A web address that changes are told to, inside or outside; a cloud's metadata service is none."""
    address = _ascii(web_address(value))
    try:
        check_url(address, True)
    except Forbidden:
        why = "is no address of a hub; one of your own may be private, but not link-local or a cloud's"
        raise ValueError(why) from None
    return address


def _ascii(address: str) -> str:
    if not address.isascii():
        raise ValueError("must be ASCII, as browsers send it: the host as xn--…, the path as %E6…")
    return address


def proxy_address(value: Any) -> str:
    """An http(s) proxy; user and password are allowed."""
    return _address(value, 'write it in full, such as "http://10.0.0.1:3128"')


def _address(value: Any, example: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"must be an address in quotes, not {shown(value)}")
    if re.search(r"[\s\x00-\x1f\x7f\\]", value):
        raise ValueError("an address has no spaces, backslashes or control characters; write %20 for a space")
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError as e:
        raise ValueError(f"is no address ({e}); {example}") from None
    if parts.scheme.lower() not in ("http", "https") or not host:
        raise ValueError(f"is no http(s) address; {example}")
    return value


def contact(value: Any) -> str:
    """A mail address, or a page."""
    line = one_line(value)
    if "://" in line:
        return web_address(line)
    if not _MAIL.fullmatch(line):
        raise ValueError(f'{shown(value)} is neither a mail address nor a page, such as "news@example.edu.cn"')
    return line


def listen_address(value: Any) -> tuple[str, int]:
    """host:port, [v6]:port or :port (every address of this machine). One address is always written in one way."""
    found = _LISTEN.fullmatch(value) if isinstance(value, str) else None
    try:
        if found is None or int(found["port"]) > 65535:
            raise ValueError
        host = str(IPv6Address(found["v6"])) if found["v6"] else found["host"]
    except ValueError:
        example = '"127.0.0.1:8000" or "[::1]:8000", or ":8000" for every address of this machine'
        raise ValueError(f"{shown(value)} is not host:port; write {example}") from None
    return host if host.strip("0") else "0.0.0.0", int(found["port"])  # noqa: S104 (no host, or 0: all of them)


def served_at(host: str, port: int) -> str:
    """The web address of what we serve at. Every address of this machine: as it calls itself."""
    name = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (compared, not bound)
    name = f"[{name}]" if ":" in name else name
    return f"http://{name}" if port == 80 else f"http://{name}:{port}"


def store_address(value: str) -> str:
    """What SQLAlchemy shall open: SQLite in a file, or PostgreSQL."""
    scheme, sep, rest = value.partition("://")
    if sep and scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        user, at, behind = rest.partition("@")
        place = (behind if at else user).partition("?")[0]
        if "@" in place or not _SERVER.fullmatch(place.partition("/")[0]):  # shown to nobody: part of it may be secret
            raise ValueError(
                "is not user:password@host:port/name: the port is a number, and in a password % is written as %25, "
                "@ as %40, / as %2F, : as %3A"
            )
        return f"postgresql+psycopg://{rest}"
    if sep and scheme in ("sqlite", "sqlite+pysqlite"):
        name = rest.removeprefix("/")
        if not rest.startswith("/") or not name or name.startswith(":memory:"):
            raise ValueError('needs a file, for a database in memory forgets everything: "sqlite:///yaowen.db"')
        return f"{_FILE}{name}"
    raise ValueError('must start with "sqlite:///" or "postgresql+psycopg://"')


def placed(address: str, place: Callable[[Path], Path]) -> str:
    """A store's address with its SQLite file where `place` says that a path lies."""
    if not address.startswith(_FILE):
        return address
    name, mark, query = address.removeprefix(_FILE).partition("?")
    return f"{_FILE}{place(Path(name))}{mark}{query}"


def without_password(address: str) -> bool:
    """Whether a database's address says no password."""
    user, at, _ = address.partition("://")[2].rpartition("@")
    return not at or ":" not in user


def networks(value: Any) -> bool | tuple[str, ...]:
    """true, false, or a list of networks."""
    if isinstance(value, bool):
        return value
    if not isinstance(value, list):
        raise ValueError(f'must be true, false or a list of networks such as ["10.1.0.0/16"], not {shown(value)}')
    for one in value:
        try:
            if not isinstance(one, str):
                raise ValueError("write it in quotes")
            ip_network(one)
        except ValueError as e:
            raise ValueError(f"{shown(one)} is no network ({e})") from None
    return tuple(value)


def ip_family(value: Any) -> str:
    """4 or 6, in quotes or not."""
    if isinstance(value, bool) or str(value) not in ("4", "6"):
        raise ValueError(f"must be 4 or 6, not {shown(value)}")
    return str(value)


def header_lines(value: Any) -> dict[str, str]:
    """Names and values that fit into an HTTP header."""
    if not isinstance(value, dict):
        raise ValueError('must be a table of texts, such as { Referer = "https://…" }')
    for name, text in value.items():
        if not re.fullmatch(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+", name):
            raise ValueError(f"{shown(name)} is no header name")
        if not isinstance(text, str) or re.search(r"[^\t\x20-\x7e\x80-\xff]", text):
            raise ValueError(f"the header {name} must be one line of text")
        if name.lower() in ("host", "content-length", "transfer-encoding", "connection"):
            raise ValueError(f"the header {name} is ours to set")
    return dict(value)
