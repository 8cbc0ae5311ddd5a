"""The kinds of channel: a file (or package) of this folder each, or an entry point "yaowen.channels" from elsewhere.

A kind is a module with `Settings`, a frozen dataclass which the config fills (secrets are annotated `Secret`), and
`open(settings, post) -> Channel`. It may have `wrong_id(settings, id) -> str`: what is wrong with a chat's id in the
config, or "", in words that do not show it. A kind is imported when it is asked for: nobody pays for a service he does
not use.
Nothing else lives in this folder.
"""

import contextlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Any, Protocol

from bot.errors import ConfigError
from bot.model import Channel, Post

GROUP = "yaowen.channels"


class Kind(Protocol):
    """What a module of this folder offers."""

    Settings: type[Any]

    def open(self, settings: Any, post: Post) -> Channel: ...


class Kinds(Mapping[str, ModuleType]):
    """Name → module, imported when looked up. Our own names win over those of other packages."""

    def __init__(self, ours: frozenset[str], others: Mapping[str, EntryPoint]) -> None:
        self._ours = ours
        self._others = others

    def __getitem__(self, name: str) -> ModuleType:
        if name in self._ours:
            return import_module(f"{__name__}.{name}")
        point = self._others[name]
        try:
            found: ModuleType = point.load()
        except Exception as e:
            raise ConfigError(f"kind {name} cannot be used, {point.value} fails to import: {e!r}") from e
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._ours | self._others.keys()))

    @property
    def ours(self) -> list[str]:
        """The names of this folder's own."""
        return sorted(self._ours)

    def usable(self) -> dict[str, ModuleType]:
        """All that can be imported."""
        found = {}
        for name in self:
            with contextlib.suppress(ConfigError):
                found[name] = self[name]
        return found

    def __len__(self) -> int:
        return len(self._ours | self._others.keys())

    def __contains__(self, name: object) -> bool:
        return name in self._ours or name in self._others


@cache
def find() -> Kinds:
    """The kinds there are: this folder's, then those of installed packages; looked for once, for each is opened."""
    ours = frozenset(module.name for module in pkgutil.iter_modules(__path__))
    return Kinds(ours, {point.name: point for point in entry_points(group=GROUP)})
