"""One table after another: checked by check.py, its faults and warnings noted with file, line and key.

load.py says which tables there are and what they mean together; this file knows neither.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from bot.config import check, secrets
from bot.config.lines import Key, Lines
from bot.config.text import dotted
from bot.config.values import beside, is_slug, no_slug, printable, shown
from bot.errors import ConfigError
from bot.model import Secret

T = TypeVar("T")
Kinds = Mapping[str, Any]  #: name → module with `Settings`

#: names that have an address of ours already: the feed of all, the feed of a search, pages
RESERVED = ("all", "search", "feeds", "static", "status", "about-bot", "e")


class PageKinds(Mapping[str, Any]):
    """The kinds of pages; one is imported when a source names it, all only to explain a fault."""

    def __getitem__(self, name: str) -> Any:
        from feeds.read import kinds

        found = kinds.one(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        from feeds.read import kinds

        return iter(kinds.find())

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Reader:
    """A config being read; `faults` and `warned` are (line, sentence)."""

    def __init__(self, path: Path, data: dict[str, Any], lines: Lines, kinds: Kinds, channels: Kinds) -> None:
        self.path = path
        self.folder = path.absolute().parent
        self.data = data
        self.lines = lines
        self.kinds = kinds
        self.ways = channels
        self.faults: list[tuple[int, str]] = []
        self.warned: list[tuple[int, str]] = []

    def fault(self, key: Key, sentence: str) -> None:
        self.faults.append(self.told(key, sentence))

    def warn(self, key: Key, sentence: str) -> None:
        self.warned.append(self.told(key, sentence))

    def told(self, key: Key, sentence: str) -> tuple[int, str]:
        """One line, whatever a file's name or a value holds that would break it or move the cursor."""
        line = self.lines.of(key)
        return line, f"{self.path}:{line}: {printable(f'{dotted(key)}: {sentence}')}"

    def table(self, at: Key, shape: type[T], table: Any, also: tuple[str, ...] = ()) -> T | None:
        """One table as its dataclass; `also` are keys that belong to somebody else."""
        if not isinstance(table, dict):
            self.fault(at, f"must be a table: [{dotted(at)}]")
            return None
        known = check.keys(shape)
        for key in table:
            if key not in known and key not in also:
                self.fault((*at, key), f"unknown key{self.elsewhere(at, key) or check.nearest(key, [*known, *also])}")
        hidden = self.secrets(at, shape, table)
        plain = [name for name, one in check.settings(shape).items() if not one.secret]
        made, faults = check.fill(shape, {name: table[name] for name in plain if name in table}, hidden)
        for where, sentence in faults:
            written = secrets.given(str(where[0]), table) if where and where[0] in hidden else []
            self.fault((*at, *(written[:1] or where)), sentence)
        return made

    def secrets(self, at: Key, shape: type[Any], table: dict[str, Any]) -> dict[str, Secret | None]:
        """The secrets of a table, None where one is wrong or needed and missing."""
        found: dict[str, Secret | None] = {}
        for name, setting in check.settings(shape).items():
            if not setting.secret:
                continue
            before = len(self.faults)
            secret = secrets.find(
                name,
                table,
                self.folder,
                harmless=setting.harmless,
                fault=lambda key, sentence: self.fault((*at, key), sentence),
                warn=lambda key, sentence: self.warn((*at, key), sentence),
            )
            if secret is None and setting.required and len(self.faults) == before:
                self.fault((*at, name), f"is missing; give {name}_file, {name}_env or {name}")
            if secret is not None or len(self.faults) > before:
                found[name] = secret
        return found

    def elsewhere(self, at: Key, key: str) -> str:
        """A hint for a key that a kind knows, in a table of no or another kind."""
        if at[:1] not in (("source",), ("channel",)):
            return ""
        kinds = self.kinds if at[0] == "source" else self.ways
        owners = [name for name, kind in kinds.items() if (own := _settings(kind)) and key in check.keys(own)]
        return f'; it belongs to kind = "{owners[0]}"' if owners else ""

    def each(self, name: str) -> dict[str, dict[str, Any]]:
        """The tables [name.X] that are tables and well named."""
        group = self.data.get(name, {})
        if not isinstance(group, dict):
            self.fault((name,), f"must be tables: [{name}.NAME]")
            return {}
        good = {}
        for key, table in group.items():
            if not isinstance(table, dict):
                self.fault((name, key), f"must be a table: [{name}.NAME], with the keys below it")
            elif not is_slug(key):
                self.fault((name, key), f"cannot be a name; {no_slug(key)}")
            elif name == "source" and key in RESERVED:
                self.fault((name, key), "is taken: one of our own addresses is called so; choose another name")
            else:
                good[key] = table
        return good

    def sound(self, group: str, name: str, table: object) -> bool:
        """Whether a table may be meant by another name: one that is no channel itself, is not."""
        return group != "channel" or name in self.ways or (isinstance(table, dict) and "kind" in table)

    def kind(self, at: Key, name: str, kinds: Kinds) -> Any | None:
        key = (*at, "kind")
        if name in kinds:
            try:
                return kinds[name]
            except ConfigError as e:
                self.fault(key if key in self.lines.at else at, str(e))
                return None
        near = check.nearest(name, list(kinds)) or f"; there are {', '.join(sorted(kinds))}"
        self.fault(key if key in self.lines.at else at, f"there is no kind {shown(name)}{near}")
        return None

    def split(self, at: Key, shape: type[T], table: dict[str, Any], module: Any | None) -> tuple[T | None, Any]:
        """Common keys and a kind's own in one table: (common, Settings or None). A key of both goes to both."""
        own = _settings(module)
        own_keys = check.keys(own) if own else []
        only_own = [key for key in own_keys if key not in check.keys(shape)]
        made = self.table(at, shape, {key: table[key] for key in table if key not in only_own}, tuple(only_own))
        if own is None:
            return made, None
        return made, self.table(at, own, {key: table[key] for key in table if key in own_keys})

    def beside(self, at: Key, path: Path) -> Path:
        try:
            return beside(self.folder, path)
        except ValueError as e:
            self.fault(at, str(e))
            return path


def _settings(module: Any | None) -> type[Any] | None:
    own = getattr(module, "Settings", None)
    return own if isinstance(own, type) else None
