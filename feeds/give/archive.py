"""The way from a live feed back to its first entry: archive documents (RFC 5005), each a file beside the feed.

Part N is closed when it is full; then its file is never written again, whatever becomes of its entries, unless it is
lost or at another address now. The newest part is open: it is no archive yet, says so, and grows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape

from feeds.give.feed import NOTHING_YET, Feed
from feeds.give.publish import MOST, write
from feeds.give.render import atom
from feeds.keep import archives
from feeds.keep.archives import Part
from feeds.keep.db import Database
from feeds.keep.entries import WINDOW
from feeds.model import Entry, Site

HEAD = 16_384  #: bytes in which a document says where it is


def address(feed: Feed, part: int) -> str:
    """Of an archive document, without its extension."""
    return f"{feed.self_base}/{part}"


def give(db: Database, site: Site, feed: Feed, source: str | None, *, formerly: Iterable[str] = ()) -> int:
    """Close what is full, write what is open, and put back what was lost. The answer is the newest part's number, to
    which the live feed points; 0 where the live feed shows all there is."""
    folder = Path(site.folder) / "feeds" / feed.name
    _rename(db, feed.name, formerly)
    while True:
        with db.reading() as tx:
            part = archives.after(tx, feed.name, source)
        if part.number == 1 and not part.closed and _live_shows_all(part.entries):
            return 0
        if part.entries:
            folder.mkdir(parents=True, exist_ok=True)
            write(folder / f"{part.number}.atom", document(feed, part))
        if not part.closed:
            break
        with db.transaction() as tx:
            archives.close(tx, feed.name, part)
    moved = _tells_another(folder / "1.atom", address(feed, 1))
    for number in reversed(range(1, part.number)):  # the first comes last: it tells whether this was done
        if moved or not (folder / f"{number}.atom").exists():
            with db.reading() as tx:
                lost = archives.part(tx, feed.name, source, number)
            folder.mkdir(parents=True, exist_ok=True)
            write(folder / f"{number}.atom", document(feed, lost))
    return part.number if part.entries else part.number - 1


def document(feed: Feed, part: Part) -> bytes:
    """One part as Atom. It has the feed's id and its own address."""
    return atom(
        replace(
            feed,
            self_base=address(feed, part.number),
            current=f"{feed.self_base}.atom",
            archive=f"{address(feed, part.number - 1)}.atom" if part.number > 1 else "",
            closed=part.closed,
            updated=NOTHING_YET,
            hub="",
        ),
        part.entries,
    )


def _tells_another(first: Path, address: str) -> bool:
    """Whether our address has changed since: what is in the chain would lead to the old one."""
    if not first.exists():
        return False
    with first.open("rb") as file:
        return f'href="{escape(address)}.atom" rel="self"'.encode() not in file.read(HEAD)


def _live_shows_all(shown: Sequence[Entry]) -> bool:
    """By a rough count, on the safe side: an archive too many does no harm."""
    return len(shown) <= WINDOW and sum(len(each.html) + len(each.text) + 2_000 for each in shown) * 3 < MOST


def _rename(db: Database, name: str, formerly: Iterable[str]) -> None:
    old = list(formerly)
    if not old:
        return
    with db.reading() as tx:
        moved = [each for each in old if archives.closed(tx, each)] if not archives.closed(tx, name) else []
    if moved:
        with db.transaction() as tx:
            archives.rename(tx, moved[0], name)
