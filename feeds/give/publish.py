"""Feeds become files, whole or not at all: temp, fsync, rename. What reads them (give/web, nginx, a CDN) sees old
bytes or new bytes, never half of either. No row is read here; entries come as values.
"""

import contextlib
import gzip
import logging
import os
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import brotli
import zstandard

from feeds.give.feed import Feed, Item, items
from feeds.give.jsonfeed import jsonfeed
from feeds.give.render import atom, rss
from feeds.model import Entry, Site

log = logging.getLogger(__name__)

pack_brotli: Any = brotli.compress  # it has no types

MOST = 450_000  #: bytes of a live feed, whatever its window
COMPRESSED: dict[str, Callable[[bytes], bytes]] = {
    ".gz": lambda content: gzip.compress(content, 6, mtime=0),
    ".br": lambda content: pack_brotli(content, quality=6),
    ".zst": lambda content: zstandard.ZstdCompressor(level=9).compress(content),
}
FORMATS: dict[str, Callable[[Feed, Iterable[Entry | Item]], bytes]] = {"atom": atom, "rss": rss, "json": jsonfeed}


def publish(site: Site, feeds: Iterable[tuple[str, Feed, Iterable[Entry]]]) -> list[Path]:
    """Write every feed in three formats; the answer is the files whose bytes changed."""
    changed = []
    folder = Path(site.folder) / "feeds"
    folder.mkdir(parents=True, exist_ok=True)
    for name, feed, entries in feeds:
        for extension, content in documents(feed, entries).items():
            if write(folder / f"{name}.{extension}", content):
                changed.append(folder / f"{name}.{extension}")
    if changed:
        log.debug("published files=%d", len(changed))
    return changed


def documents(feed: Feed, entries: Iterable[Entry], only: str | None = None) -> dict[str, bytes]:
    """One feed in its three formats (or one of them), all of the same entries, none longer than MOST."""
    formats = FORMATS if only is None else {only: FORMATS[only]}
    found = fitting(items(entries))
    while True:
        made = {extension: render(feed, found) for extension, render in formats.items()}
        if len(found) <= 1 or max(map(len, made.values())) <= MOST:
            return made
        found = found[: max(1, len(found) * MOST // max(map(len, made.values())) - 1)]


def fitting(found: tuple[Item, ...]) -> tuple[Item, ...]:
    """The newest items that fit by a rough count, at least one; `documents` measures."""
    size = 4_000
    for count, each in enumerate(found):
        size += 1_000 + len((each.html + each.summary).encode()) + 2 * len(each.title.encode())
        if size > MOST and count:
            return found[:count]
    return found


def write(path: Path, content: bytes) -> bool:
    """Replace a file as a whole, if its bytes differ. Its compressed copies, for servers that send such, come first,
    with the same modification time, so that a reader of both can tell that they belong together."""
    if _bytes(path) == content:
        return False
    before = path.stat().st_mtime_ns if path.exists() else 0
    changed = max(datetime.now(UTC).timestamp(), before // 10**9 + 1.0)  # Last-Modified knows whole seconds only
    for suffix, compress in COMPRESSED.items():
        _replace(path.with_name(path.name + suffix), compress(content), changed)
    _replace(path, content, changed)
    _sync_folder(path.parent)
    return True


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _replace(path: Path, content: bytes, changed: float) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), 0o644)
            os.utime(file.fileno(), (changed, changed))
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)
        raise


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
