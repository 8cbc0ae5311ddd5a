"""What a page tells machines of its time: <time datetime>; and a shown day made finer by it. Pure."""

import re
from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from feeds.model import Precision
from feeds.read.dates import dates, labels
from feeds.read.dates.days import Found
from feeds.read.markup.html import Document, Node, ancestors, attr, css, first
from feeds.read.markup.lines import text
from feeds.read.markup.wording import place_of

_EVENT = re.compile(r"(?:^|[\s_-])(?:events?|termine?|kalender|calendar|agenda)(?:$|[\s_-])", re.I)
_TIPS = "span[title], i[title], abbr[title]"
#: where others' stamps stand; an article's own foot may well say when it was posted
BESIDE = ("nav", "side", "related", "comment", "links")


def first_of(document: Document) -> str:
    """What the first <time> of the page says that stands in no menu, side bar or calendar, and is not that of a change
    before the publication's."""
    node = next((node for node in css(document.root, "time[datetime]")[:10] if _own(node)), None)
    return attr(_issued(node), "datetime") if node is not None else ""


def _issued(node: Node) -> Node:
    """The publication's stamp beside that of a change, which WordPress themes write first and hide; else the same."""
    if node.parent is None or "updated" not in attr(node, "class").split():
        return node
    return first(node.parent, "time.published[datetime]") or node


def _own(node: Node) -> bool:
    """Whether it stands in no menu, side bar or calendar."""
    boxes = [up for up in (node, *list(ancestors(node))[:8]) if up.css_first("h1") is None]
    ups = [(up.tag or "", attr(up, "class"), attr(up, "id")) for up in boxes]
    return not any(place_of(*up) in BESIDE or _EVENT.search(f"{up[1]} {up[2]}") for up in ups)


def tooltip(document: Document, zone: ZoneInfo, now: datetime) -> Found | None:
    """The publication that the sign of a clock tells in its tooltip (Publié le 14.06.2015, 21:30); None where what has
    one shows a text itself."""
    signs = (node for node in css(document.root, _TIPS)[:40] if not text(node) and _own(node))
    told = (labels.labelled(attr(node, "title"), zone, now, changes=False) for node in signs)
    return next((found for found in told if found is not None), None)


def beside(document: Document) -> str:
    """What the first element says that says a time for machines."""
    node = first(document.root, "time[datetime], abbr.published[title], .published[title], [class*=date][title]")
    node = _issued(node) if node is not None else None
    return (attr(node, "datetime") or attr(node, "title")) if node is not None else ""


def finer(shown: Found, meta: Found | None, told: str, stamp: str, zone: ZoneInfo, now: datetime) -> Found:
    """The shown day with the time that the metadata or <time> say, if they speak of that day: with the offset that they
    write, where it is another day in our zone by then."""
    if shown.precision is not Precision.DAY:
        return next((same for said in (told, stamp) if (same := _elsewhere(shown, said)) is not None), shown)
    other = dates.first(stamp, zone, now) if stamp else None
    for exact, said in ((meta, told), (other, stamp)):
        if exact is None or exact.precision is Precision.DAY:
            continue
        for when in (exact.when, exact.when.astimezone(zone)):
            if shown.when.date() == when.date():
                return shown if when.time() == time() else replace(exact, when=when)
        written = _as_written(said)
        if written == exact.when and written.date() == shown.when.date():
            return replace(exact, when=written)
    return shown


def _elsewhere(shown: Found, stamp: str) -> Found | None:
    """The time that is shown, where machines are told that it is one of another zone than ours."""
    written = _as_written(stamp)
    if written is None or not written.utcoffset() or f"{written:%Y%m%d%H%M}" != f"{shown.when:%Y%m%d%H%M}":
        return None
    return replace(shown, when=written, precision=Precision.SECOND if written.second else shown.precision)


def _as_written(stamp: str) -> datetime | None:
    """2026-03-15T17:00:00Z with its own offset; None where it says none, for then it is our zone's."""
    try:
        when = datetime.fromisoformat(stamp.strip())
    except ValueError:
        return None
    return when if when.tzinfo is not None else None
