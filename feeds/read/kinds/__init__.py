"""The kinds of pages we can read, found by looking into this folder and then at entry points. Reads no page itself.

A kind is one module: put it in this folder, or name it in the entry point group "yaowen.kinds" of another package.
"""

import logging
import pkgutil
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Protocol, cast, runtime_checkable
from zoneinfo import ZoneInfo

from feeds.model import Article, Listing
from feeds.read.markup.html import Document

log = logging.getLogger(__name__)

GROUP = "yaowen.kinds"
SURE = 2  #: so many fingerprints make a kind sure
SETTLED = 5  #: so many, and no other kind is asked


@runtime_checkable
class Kind(Protocol):
    """What a module must have to be a kind. All of it is pure: page in, articles out."""

    Settings: Any  #: a frozen dataclass whose fields all have defaults; the kind's own keys in the config

    def marks(self, document: Document) -> int:
        """How many fingerprints of this kind the page shows; two make it sure."""

    def listing(self, document: Document, settings: Any, zone: ZoneInfo, now: datetime) -> Listing:
        """The items of a list page, as the page orders them; none is an answer too."""

    def article(self, document: Document, settings: Any, zone: ZoneInfo, now: datetime) -> Article:
        """What an article page says; ExtractError where it is none."""

    def column(self, document: Document) -> str | None:
        """The list page that an article belongs to, as its breadcrumb says; None where it does not."""


@cache
def brought() -> tuple[EntryPoint, ...]:
    """What other packages bring; looked for once, for it opens every installed package."""
    return tuple(entry_points(group=GROUP))


@cache
def names() -> tuple[str, ...]:
    """The names of our own kinds, without importing any, the commonest first; the folder is looked into once."""
    found = (module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(sorted(found, key=lambda name: (name != "vsb", name != "webplus", name)))


def one(name: str) -> Kind | None:
    """The kind of that name, imported now; None where nobody knows it."""
    if name in names():
        return cast(Kind, import_module(f"{__name__}.{name}"))
    return next((_loaded(found) for found in brought() if found.name == name), None)


def known(document: Document) -> str | None:
    """The kind whose fingerprints the page shows best; None where no kind shows enough to be sure."""
    best, most = None, SURE - 1
    for name, kind in find().items():
        marks = kind.marks(document)
        if marks > most or (marks == most and best is not None and name > best):
            best, most = name, marks
        if most >= SETTLED:
            break
    return best


def find() -> Mapping[str, Kind]:
    """Every kind by its name: ours first, then what other packages bring."""
    kinds = {name: cast(Kind, import_module(f"{__name__}.{name}")) for name in names()}
    for found in brought():
        kind = _loaded(found) if found.name not in kinds else None
        if kind is not None:
            kinds[found.name] = kind
    return kinds


@cache
def _loaded(found: EntryPoint) -> Kind | None:
    """What another package brings; None where it cannot be imported, which is told once and stops nothing else."""
    try:
        return cast(Kind, found.load())
    except Exception as e:
        log.warning("kind %s cannot be used, %s fails to import: %r", found.name, found.value, e)
        return None
