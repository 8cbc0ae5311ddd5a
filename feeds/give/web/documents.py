"""The files that publish wrote, as answers ready to be sent: bytes, validators, compressed copies. No protocol here.

A file is looked at (one stat) for every request, so what was just published is what is just served; its bytes are
read once. What is kept in memory is bounded.
"""

import os
import zlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from functools import cached_property
from hashlib import sha256
from pathlib import Path

Headers = list[tuple[bytes, bytes]]

TYPES = {
    "atom": "application/atom+xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
    "css": "text/css; charset=utf-8",
}
SUFFIXES = {"gzip": ".gz", "br": ".br", "zstd": ".zst"}
LONGEST_AGE = 900  #: seconds; readers take more as a minimum wait, whatever the news
MEMORY = 64 << 20  #: bytes of documents kept


@dataclass(frozen=True, kw_only=True)
class Document:
    """One file at one moment."""

    body: bytes
    type: str
    modified: int | None  #: whole seconds, as Last-Modified says it; None: no date tells whether it changed
    max_age: int = LONGEST_AGE
    links: str = ""  #: the Link header
    public: bool = True
    compressed: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def digest(self) -> str:
        return sha256(self.body).hexdigest()[:32]

    def etag(self, encoding: str = "") -> str:
        """Strong, of the identity bytes; each encoding has its own."""
        return f'"{self.digest}-{encoding}"' if encoding else f'"{self.digest}"'

    @cached_property
    def etags(self) -> frozenset[str]:
        return frozenset(self.etag(encoding) for encoding in ("", *SUFFIXES))

    @cached_property
    def _answers(self) -> dict[str, tuple[Headers, Headers, bytes]]:
        return {}

    def answer(self, encoding: str) -> tuple[Headers, Headers, bytes]:
        """Headers of a 200, headers of a 304, body."""
        found = self._answers.get(encoding)
        if found is None:
            found = self._answers[encoding] = self._answer(encoding)
        return found

    def _answer(self, encoding: str) -> tuple[Headers, Headers, bytes]:
        body = self.compressed[encoding] if encoding else self.body
        lasting = {
            "etag": self.etag(encoding),
            "cache-control": f"public, max-age={self.max_age}" if self.public else "private, no-cache",
            "vary": "Accept-Encoding",
            "x-content-type-options": "nosniff",
        }
        if self.public:
            lasting |= {"access-control-allow-origin": "*", "access-control-expose-headers": "ETag, Link"}
        else:
            lasting |= {"x-robots-tag": "noindex", "referrer-policy": "no-referrer"}
        if self.modified is not None:
            lasting["last-modified"] = formatdate(self.modified, usegmt=True)
        if self.links:
            lasting["link"] = self.links
        whole = {"content-type": self.type, "content-length": str(len(body))} | lasting
        if encoding:
            whole["content-encoding"] = encoding
        return _raw(whole), _raw(lasting), body


def _raw(headers: Mapping[str, str]) -> Headers:
    return [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


@dataclass(kw_only=True)
class Documents:
    """The folder of feeds. `about` tells max-age and the Link header of a feed's file."""

    folder: Path
    about: Callable[[str], tuple[int, str]]
    memory: int = MEMORY
    _known: "OrderedDict[str, tuple[tuple[int, int, int], Document]]" = field(default_factory=OrderedDict)
    _size: int = 0

    def get(self, name: str) -> Document | None:
        """The document of that file name; None where there is none. The caller has checked the name."""
        try:
            stat = os.stat(f"{self.folder}/{name}")
        except OSError:
            return None
        mark = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        known = self._known.get(name)
        if known is not None and known[0] == mark:
            return known[1]
        return self._read(name)

    def _read(self, name: str) -> Document | None:
        path = self.folder / name
        try:
            with path.open("rb") as file:
                stat = os.fstat(file.fileno())
                body = file.read()
        except OSError:
            return None
        max_age, links = self.about(name)
        document = Document(
            body=body,
            type=TYPES[name.rpartition(".")[2]],
            modified=int(stat.st_mtime),
            max_age=max_age,
            links=links,
            compressed=self._compressed(path, stat.st_mtime_ns, body),
        )
        self._keep(name, (stat.st_mtime_ns, stat.st_size, stat.st_ino), document)
        return document

    def _compressed(self, path: Path, modified: int, body: bytes) -> dict[str, bytes]:
        """What publish prepared; a copy of another moment is not taken."""
        found = {}
        for encoding, suffix in SUFFIXES.items():
            try:
                with path.with_name(path.name + suffix).open("rb") as file:
                    if os.fstat(file.fileno()).st_mtime_ns == modified:
                        found[encoding] = file.read()
            except OSError:
                continue
        if "gzip" not in found:
            packer = zlib.compressobj(6, zlib.DEFLATED, 31)
            found["gzip"] = packer.compress(body) + packer.flush()
        return found

    def _keep(self, name: str, mark: tuple[int, int, int], document: Document) -> None:
        old = self._known.pop(name, None)
        self._size -= _weight(old[1]) if old else 0
        self._known[name] = (mark, document)
        self._size += _weight(document)
        while self._size > self.memory and len(self._known) > 1:
            _, (_, dropped) = self._known.popitem(last=False)
            self._size -= _weight(dropped)


def _weight(document: Document) -> int:
    return len(document.body) + sum(map(len, document.compressed.values())) + 2_000
