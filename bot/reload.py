"""A changed config.toml: noticed once it has settled, checked whole, compared with the one in force. Applies nothing.

A file that is being written is left alone until it stays the same for a while. What is wrong with it is told once;
the config in force stays. app.py takes what comes out of here.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.config.addresses import served_at
from bot.errors import ConfigError

if TYPE_CHECKING:
    from bot.config import Config

log = logging.getLogger(__name__)

SETTLED = 1.0  #: seconds without a change before a file is read
GONE = 10.0  #: seconds a missing file is taken for one that is being replaced


@dataclass(kw_only=True)
class Watch:
    """Looks at one file. `look` often; it answers with a config when there is another one to take."""

    path: Path
    load: "Callable[[Path], Config]"
    monotonic: Callable[[], float] = time.monotonic
    settled: float = SETTLED
    fault: str | None = None  #: what is wrong with the file as it stands, every fault on a line
    _read: str = ""  # the digest of what was last read
    _seen: tuple[object, ...] = ()
    _since: float = 0.0
    _asked: bool = False

    def __post_init__(self) -> None:
        self._seen, self._since = _stamp(self.path), self.monotonic()
        self._read = _digest(self.path)

    def ask(self) -> None:
        """Somebody wants the file read again, changed or not: SIGHUP."""
        self._asked = True

    def look(self) -> "Config | None":
        """The new config, if the file has changed, has settled and is good. None in all other cases."""
        now, stamp = self.monotonic(), _stamp(self.path)
        if stamp != self._seen:
            self._seen, self._since = stamp, now
        if now - self._since < (GONE if stamp == () else self.settled) and not self._asked:
            return None
        digest = _digest(self.path)
        if digest == self._read and not self._asked:
            return None
        self._asked = False
        self._read = digest
        return self._loaded(digest, now)

    def _loaded(self, digest: str, now: float) -> "Config | None":
        try:
            config = self.load(self.path)
        except ConfigError as e:
            if _digest(self.path) == digest:
                self.refuse(str(e))
            else:
                self._read, self._since = "", now
            return None
        if _digest(self.path) != digest:  # it was written while we read it
            self._read, self._since = "", now
            return None
        self.fault = None
        return config

    def refuse(self, why: str) -> None:
        """This file is not taken; said once, a line a fault."""
        self.fault = why
        for line in why.splitlines():
            log.error("config not taken, the one before stays: %s", line)


def _stamp(path: Path) -> tuple[object, ...]:
    """What changes when a file does, without reading it; () where it is not there."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _digest(path: Path) -> str:
    """Of what the file holds; "" where it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What another config changes."""

    added: tuple[str, ...] = ()  #: sources
    removed: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)  #: old → new
    elsewhere: tuple[str, ...] = ()  #: sources that are read at another address or in another way
    altered: tuple[str, ...] = ()  #: sources with any other change
    channels: tuple[str, ...] = ()  #: to be opened anew, opened or closed
    chats: tuple[str, ...] = ()  #: added, removed or with other rules
    settings: tuple[str, ...] = ()  #: of the whole: site, admin …
    restart: tuple[str, ...] = ()  #: settings that are taken at the next start only

    @property
    def waits_for(self) -> frozenset[str]:
        """The sources whose poll under way must end first."""
        return frozenset((*self.renamed, *self.renamed.values(), *self.elsewhere, *self.removed))

    def said(self) -> str:
        parts = [f"{word}={','.join(names)}" for word, names in self._words() if names]
        return " ".join(parts) or "nothing changed"

    def _words(self) -> list[tuple[str, tuple[str, ...]]]:
        names = tuple(f"{old}→{new}" for old, new in self.renamed.items())
        return [
            ("added", self.added),
            ("removed", self.removed),
            ("renamed", names),
            ("changed", tuple(name for name in (*self.elsewhere, *self.altered) if name not in self.renamed.values())),
            ("channels", self.channels),
            ("chats", self.chats),
            ("settings", self.settings),
        ]


#: what of a config is neither of its tables of many nor taken at a restart only → what the file calls it
_SETTINGS = {
    "contact": "contact",
    "zone": "zone",
    "language": "language",
    "site": "site",
    "admin_chat": "admin",
    "admin_webhook": "admin",
}
_WAY = ("url", "kind", "settings", "pages", "access", "full_text")


def difference(old: "Config", new: "Config", taken: Collection[str] = ()) -> Difference:
    """What changes from `old` to `new`. `taken`: the names that have a row, in the config or not: no source can be
    renamed to one, and one that left earlier can still be renamed."""
    renamed = {
        former: name
        for name, source in new.sources.items()
        if name not in old.sources and name not in taken
        for former in source.formerly
        if (former in old.sources or former in taken) and former not in new.sources
    }
    renamed |= {former: name for former, name in _of_one_address(old, new, renamed).items() if name not in taken}
    known = old.sources | {
        name: replace(old.sources[former], name=name) for former, name in renamed.items() if former in old.sources
    }
    both = [name for name in new.sources if name in known and new.sources[name] != known[name]]
    elsewhere = [name for name in both if _changed(known[name], new.sources[name], _WAY)]
    return Difference(
        added=tuple(name for name in new.sources if name not in old.sources and name not in renamed.values()),
        removed=tuple(name for name in old.sources if name not in new.sources and name not in renamed),
        renamed=renamed,
        elsewhere=tuple(elsewhere),
        altered=tuple(name for name in both if name not in elsewhere),
        channels=_other(old.channels, new.channels),
        chats=_other(old.chats, new.chats),
        settings=_settings(old, until_restart(old, new)),
        restart=_restart(old, new),
    )


def _other(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[str, ...]:
    """The names of what came, went or is not the same."""
    return tuple(name for name in {**old, **new} if old.get(name) != new.get(name))


def _settings(old: "Config", new: "Config") -> tuple[str, ...]:
    changed = [called for name, called in _SETTINGS.items() if getattr(old, name) != getattr(new, name)]
    return tuple(dict.fromkeys(changed))


def _of_one_address(old: "Config", new: "Config", renamed: Mapping[str, str]) -> dict[str, str]:
    """Sources that left while one of the same address came: renamed, though nobody said `formerly`."""
    gone = {name: each.url for name, each in old.sources.items() if name not in new.sources and name not in renamed}
    come = {name: each.url for name, each in new.sources.items() if name not in old.sources}
    came = {url: name for name, url in come.items() if name not in renamed.values()}
    left = {url: name for name, url in gone.items()}
    alone = {url for url in left if list(gone.values()).count(url) == 1 and list(come.values()).count(url) == 1}
    return {left[url]: came[url] for url in alone & came.keys()}


def _changed(old: Any, new: Any, names: tuple[str, ...]) -> bool:
    assert {each.name for each in fields(old)} >= set(names)
    return any(getattr(old, name) != getattr(new, name) for name in names)


def until_restart(old: "Config", new: "Config") -> "Config":
    """The new config, but for what cannot change while we run; our own address is still where we serve."""
    url = new.site.url
    if url == served_at(new.listen_host, new.listen_port):
        url = served_at(old.listen_host, old.listen_port)
    return replace(
        new,
        store_url=old.store_url,
        listen_host=old.listen_host,
        listen_port=old.listen_port,
        site=replace(new.site, url=url),
    )


def _restart(old: "Config", new: "Config") -> tuple[str, ...]:
    found = []
    if old.store_url != new.store_url:
        found.append("store.url")
    if (old.listen_host, old.listen_port) != (new.listen_host, new.listen_port):
        found.append("site.listen")
    return tuple(found)
