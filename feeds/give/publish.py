"""Feeds become files, whole or not at all: temp, fsync, rename. What reads them (give/web, nginx, a CDN) sees old
bytes or new bytes, never half of either. No row is read here; entries come as values.
"""

import contextlib
import gzip
import logging
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import brotli
import zstandard

from feeds import failpoints
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


def publish(
    site: Site, feed: Feed, entries: Iterable[Entry], failpoint: failpoints.Failpoint = lambda name: None
) -> list[Path]:
    """Write a feed in three formats; the answer is the files whose bytes changed."""
    folder = Path(site.folder) / "feeds"
    folder.mkdir(parents=True, exist_ok=True)
    made = documents(feed, entries)
    changed = write_all(
        {folder / f"{feed.name}.{extension}": content for extension, content in made.items()}, failpoint
    )
    if changed:
        log.debug("published feed=%s files=%d", feed.name, len(changed))
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
    """Replace a file as a whole, if its bytes differ."""
    return bool(write_all({path: content}))


def write_all(wanted: Mapping[Path, bytes], failpoint: failpoints.Failpoint = lambda name: None) -> list[Path]:
    """Replace files as wholes where their bytes differ; the answer is those that did. The compressed copies of a file,
    for servers that send such, come before it with the same modification time, so that a reader of both can tell that
    they belong together. Everything is on the disk before the first name changes, the waits for it side by side."""
    changed = [path for path, content in wanted.items() if _bytes(path) != content]
    if not changed:
        return []
    staged: list[tuple[str, Path]] = []
    try:
        for path in changed:
            before = path.stat().st_mtime_ns if path.exists() else 0
            when = max(datetime.now(UTC).timestamp(), before // 10**9 + 1.0)  # Last-Modified knows whole seconds only
            for suffix, compress in COMPRESSED.items():
                staged.append((_stage(path, compress(wanted[path]), when), path.with_name(path.name + suffix)))
            staged.append((_stage(path, wanted[path], when), path))
        with ThreadPoolExecutor(len(COMPRESSED) + 1) as waits:
            list(waits.map(_sync, [temporary for temporary, _ in staged]))
        failpoint("give.written")
        for temporary, path in staged:
            os.replace(temporary, path)
    except BaseException:
        for temporary, _ in staged:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)
        raise
    for folder in {path.parent for path in changed}:
        _sync(str(folder))
    return changed


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _stage(path: Path, content: bytes, when: float) -> str:
    """The bytes in a file of another name beside it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fchmod(file.fileno(), 0o644)
        os.utime(file.fileno(), (when, when))
    return name


def _sync(path: str) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
