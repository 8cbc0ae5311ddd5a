"""What edits changed in an entry, as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from feeds.give.clean import plain
from feeds.give.web.marks import changed_lines
from feeds.keep.browse import Revision
from feeds.model import Entry


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One line of an entry's history."""

    when: datetime
    title: str
    lines: list[tuple[str, str]]


def edits(entry: Entry, history: Sequence[Revision]) -> list[Edit]:
    """What each edit changed, the newest first."""
    found = []
    title, text, when = entry.title, entry.text, entry.updated
    for old in history:
        was = plain(old.title) if old.title != title else ""
        lines = [(sign, plain(line)) for sign, line in changed_lines(old.text, text)]
        if was or lines:
            found.append(Edit(when=when, title=was, lines=lines))
        title, text, when = old.title, old.text, old.updated
    return found
