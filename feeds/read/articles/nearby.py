"""A publication date that no head or metadata give: on a line below the title, below the text, or near by. Pure."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds import hanzi
from feeds.read.articles.edges import prose
from feeds.read.articles.ends import META
from feeds.read.articles.runs import Run
from feeds.read.dates import dates, labels, stamps
from feeds.read.dates.days import Found
from feeds.read.markup.lines import CELLS, ENDED
from feeds.read.markup.wording import weight

#: the first page of the Web: what is older is somebody's birthday, unless it stands alone or is called the publication
FIRST = 1991
WORDY = 24.0  #: so much beside a date, and it is a sentence
_BY_LABEL = hanzi.compile(
    r"\s*(?:author|autore?|auteur|автор|posted by|written by|geschrieben von|作者|记者)\s?[:：]", re.I
)


def under(everything: list[Run], at: int, zone: ZoneInfo, now: datetime, *, far: bool) -> Found | None:
    """The date that the line under the title begins with or labels, and says no sentence; `far`: or that a line says
    alone, in no table, where only a picture, its caption and names stand between."""
    for n, run in enumerate(everything[at + 1 : at + (10 if far else 3)] if at >= 0 else ()):
        alone = run.block.tag not in CELLS
        if run.link_share < 0.5 and run.place not in stamps.BESIDE and len(run.text) <= 120 and alone:
            found = _said(run.text, zone, now, first=n < 2)
            if found is not None and not found.inferred and found.when.year >= FIRST and found.when <= now:
                return found
        if prose(run) and not (n and everything[at + n].media):
            return None
    return None


def _said(line: str, zone: ZoneInfo, now: datetime, *, first: bool) -> Found | None:
    """The date that a line says alone; a `first` one may go on, or have labels, but be no sentence."""
    found = dates.first(line, zone, now)
    if found is None:
        return None
    rest = weight(line[: found.start] + line[found.end :])
    if rest < 2 or (first and rest < WORDY and found.start <= 2 and not ENDED.search(line[found.end :])):
        return found
    return labels.labelled(line, zone, now, changes=False) if first and not ENDED.search(line) else None


def opens(run: Run, zone: ZoneInfo, now: datetime) -> Found | None:
    """The date that a short line below the body begins with, or shows among its labels or between its bars."""
    found = dates.first(run.text, zone, now) if len(run.text) <= 90 and run.link_share < 0.3 else None
    if found is None or found.inferred:
        return None
    signed = _BY_LABEL.match(run.text) and weight(run.text[found.end :]) < 3
    first = found.start <= 2 or signed or len(META.findall(run.text)) >= 2 or _barred(run.text, found)
    return found if first else None


def _barred(line: str, found: Found) -> bool:
    """Whether a date is one of three pieces or more that bars part: © Kontor | Abb.: Hellmers | 08.09.2026."""
    before, behind = line[: found.start].strip(), line[found.end :].strip()
    return line.count("|") >= 2 and before.endswith("|") and behind[:1] in ("", "|")


def beside(everything: list[Run], at: int, zone: ZoneInfo, now: datetime, late: datetime) -> Found | None:
    """A date near the title, or a labelled one anywhere outside lists."""
    near = everything[max(0, at - 3) : at + 6] if at >= 0 else everything[:40]
    for inferred in (False, True):
        for run in near:
            if len(run.text) <= 120 and run.link_share < 0.5 and run.place not in stamps.BESIDE:
                for found in dates.find(run.text, zone, now):
                    rest = weight(run.text) - weight(run.text[found.start : found.end])
                    if found.when.year < FIRST or found.when > late:
                        continue
                    if found.inferred == inferred and (rest < 24 or META.search(run.text)):
                        return found
    for run in everything:
        if (
            len(run.text) <= 200
            and run.link_share < 0.5
            and run.place not in ("related", "nav")
            and META.search(run.text)
        ):
            labelled = labels.labelled(run.text, zone, now)
            if labelled is not None and labelled.when <= late:
                return labelled
    return None
