"""A compressed body to bytes, with an end: never more than a limit, and a cut stream is known as cut. No sockets."""

import zlib
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import Any

from feeds.errors import TooLarge, Unreachable
from feeds.model import TABLE

_GZIP, _ZLIB, _RAW = 31, 15, -15


class Outcome(Enum):
    WHOLE = "whole"
    CUT = "cut"  #: ended before the compressed stream did
    TOO_LARGE = "too large"
    BROKEN = "broken"  #: not what its header calls it


def content(raw: Any, headers: Mapping[str, str], url: str, limit: int, cut: bool) -> tuple[bytes, bool]:
    """The decoded body of an answer, and whether there was more. `cut`: more is left alone instead of an error."""
    encoding = (headers.get("Content-Encoding") or "").strip().lower()
    squeezed = encoding in ("gzip", "x-gzip", "deflate")
    foreign = encoding not in ("", "identity") and not squeezed  # br or zstd, unasked: urllib3 may know it
    chunks = iter(lambda: raw.read(65536, decode_content=foreign), b"")
    found, outcome = inflated(chunks, limit) if squeezed else plain(chunks, limit)
    if outcome is Outcome.TOO_LARGE and not cut:
        raise TooLarge(url, f"more than {limit:,} bytes; raise max_bytes in {TABLE} if that is right")
    if outcome is Outcome.CUT:
        raise Unreachable(url, "the answer is cut: its compressed body has no end")
    if outcome is Outcome.BROKEN:
        raise Unreachable(url, f"the body is not the {encoding} that its header promises")
    return found, outcome is Outcome.TOO_LARGE


def plain(chunks: Iterable[bytes], limit: int) -> tuple[bytes, Outcome]:
    """The chunks joined, up to the limit."""
    found = bytearray()
    for chunk in chunks:
        found += chunk
        if len(found) > limit:
            return bytes(found[:limit]), Outcome.TOO_LARGE
    return bytes(found), Outcome.WHOLE


def inflated(chunks: Iterable[bytes], limit: int) -> tuple[bytes, Outcome]:
    """What a gzip or deflate stream holds. Bytes that are not compressed at all are taken as they are."""
    found = bytearray()
    stream: zlib._Decompress | None = None
    received = 0
    for chunk in chunks:
        received += len(chunk)
        if received > limit + 65536:
            return bytes(found), Outcome.TOO_LARGE
        rest = chunk
        while rest:
            if stream is None:
                stream = zlib.decompressobj(_kind(rest, first=received == len(chunk)))
            try:
                found += stream.decompress(rest, limit + 1 - len(found))
            except zlib.error:
                return bytes(found), Outcome.BROKEN
            if len(found) > limit:
                return bytes(found[:limit]), Outcome.TOO_LARGE
            rest = stream.unconsumed_tail
            if stream.eof:
                rest = stream.unused_data
                if not rest.startswith(b"\x1f\x8b"):
                    rest = b""  # padding after the end; another gzip member would begin with its mark
                if rest:
                    stream = None
    if stream is None or stream.eof:
        return bytes(found), Outcome.WHOLE
    return bytes(found), Outcome.CUT


def _kind(data: bytes, first: bool) -> int:
    if data.startswith(b"\x1f\x8b") or not first:
        return _GZIP
    zlib_mark = len(data) > 1 and data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
    return _ZLIB if zlib_mark else _RAW
