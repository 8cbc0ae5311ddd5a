"""When an article was published: the page shows it, else tells machines, else its address or a date near by. Pure."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from feeds import hanzi
from feeds.model import Precision
from feeds.read.articles import index, metadata, nearby
from feeds.read.articles.ends import BY, META
from feeds.read.articles.nearby import FIRST, WORDY
from feeds.read.articles.pagetitle import document_title
from feeds.read.articles.runs import JUNK, Run
from feeds.read.dates import ago, dates, labels, orders, scattered, stamps
from feeds.read.dates.days import Found
from feeds.read.dates.weekdays import is_weekday
from feeds.read.markup.html import Document, Node, attr, css
from feeds.read.markup.lines import text
from feeds.read.markup.wording import weight

_CHANGED = hanzi.compile(r"修改|更新|編集|수정|updated|modified|aktualisier(?:t|ung)|mis à jour", re.I)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  #: where nobody set a date
_ROW = 0.3  #: of the words of a line that are links, from which it may be a row of a list
WHOLE = 60  #: characters of a line that is read as one
#: what has a time of its own
_OF_ANOTHER = hanzi.compile(
    r"截止|报名|讲座|会议|活动|开始|结束|开幕|考试|面试|举办|举行|召开|地点|\d[:：]\d\d\s?[-–—~至到]|deadline|event|starts?\b|beginn|einlass",
    re.I,
)
_CLOCK = re.compile(r"\d[:：]\d\d")
_DAY = r"(\d{1,2}[./]\d{1,2}[./](?:\d{2}|\d{4})|\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
_OPENING = re.compile(rf"\s*(?:{_DAY}\s+[-–—]|\({_DAY}\))\s+[^\W\d]")
#: LEEDS, | Los Talas · | BREMEN (
_PLACE = re.compile(
    r"\s*[^\W\d_a-zà-ÿа-я][^\W\d_]+(?:[ -][^\W\d_]+){0,3}(?:, den |, | · | \()(?=\d|[^\W\d_]{3,10}\.? \d)"
)
_BEGUN = re.compile(r"\)?(?:\s?[-–—:/]|\.(?=\s)|\)\s)(?!\s*\d)")  #: no fair from the 4th – 6th
_LINE = 60


def published(
    document: Document,
    head: list[Run],
    tail: list[Run],
    doubts: list[str],
    everything: list[Run],
    at: int,
    told: metadata.Metadata,
    body: str,
    zone: ZoneInfo,
    now: datetime,
) -> Found | None:
    """The shown publication date; else the metadata's, the address's, or one that stands by the title. `body`: its
    text."""
    late = now + timedelta(days=2)
    tail = [run for run in tail if run.place != "comment"]
    around = [r.text for r in (*head, *tail) if len(r.text) <= 400]

    parts = [said for r in (*head, *tail) if len(r.text) <= 200 for said in _parts(r)]

    def labelled(*, changes: bool) -> Found | None:
        texts = (" \n ".join(around), *around, *parts)
        found = (labels.labelled(t, zone, now, changes=changes) for t in texts)
        return next((f for f in found if f is not None and f.when <= late), None)

    order = orders.order_of(document.language, zone) if document.language not in ("", "en") else ""
    indexed = index.issued(everything, at, zone, late, now)
    shown = labelled(changes=False)
    sure = shown is not None
    meta = dates.first(told.published, zone, now) if told.published else None
    if meta is not None and abs(meta.when - _EPOCH) <= timedelta(days=1):
        meta = None
    named = scattered.in_url(document.url, zone)
    if shown is None:
        shown = next(
            (
                f
                for r in head
                if len(r.text) <= 200
                for f in _of_run(r, zone, now)
                if not f.inferred
                and (indexed is None or r.link_share < _ROW or META.search(r.text))
                and (f.when.year >= FIRST or META.search(r.text) or not _within(r, f, 2.0))
                and f.when <= late
                and not _CHANGED.search(r.text[max(0, f.start - 30) : f.end + 6])
                and (meta is None or f.when.date() == meta.when.date() or not _within_words(r, f))
            ),
            None,
        )
    if shown is not None and meta is not None and _counted_back(shown, meta, head):
        shown = None
    if shown is None:
        shown = next((f for r in head if (f := _in_pieces(r, zone, now)) is not None and f.when <= late), None)
    shown = shown or indexed
    if shown is None and meta is None:
        said = stamps.first_of(document)
        if named is None or said.startswith(f"{named.when:%Y-%m-%d}"):  # else it is an event's
            meta = dates.first(said, zone, now)
    if shown is not None:
        other = meta or named
        stamp = stamps.beside(document)
        exact = _ISO.match(stamps.first_of(document)) if shown.said and other is None else None
        day = dates.first(exact[0], zone, now) if exact is not None else None
        shown = _ordered(shown, other or day, order, late)
        if named is not None and not sure and shown.when - named.when > timedelta(days=2):
            doubts.append(f"the page shows {shown.when:%Y-%m-%d}, its address says {named.when:%Y-%m-%d}")
            return named
        shown = stamps.finer(shown, meta, told.published, stamp, zone, now)
        if other is not None and abs(other.when - shown.when) > timedelta(days=2):
            doubts.append(f"the page shows {shown.when:%Y-%m-%d}, its metadata or address say {other.when:%Y-%m-%d}")
        return shown
    last = (r for r in tail[:4] if r.place not in JUNK or (r.place == "pager" and not r.linked))
    below = next((f for r in last if (f := nearby.opens(r, zone, now)) is not None), None)
    begun = opened(document, body, zone, now)
    boxed = _boxed(document, _DATED_BOX, zone, now, late) or _boxed(document, _META_BOX, zone, now, late)
    under = nearby.under(everything, at, zone, now, far=boxed is None)
    under = _ordered(under, None, order, late) if under is not None else None
    for found in (meta, named, under, below, boxed, begun, stamps.tooltip(document, zone, now), labelled(changes=True)):
        if found is not None and found.when <= late:
            return found
    changed = (
        f
        for r in head
        if len(r.text) <= 200 and r.place not in stamps.BESIDE
        for f in dates.find(r.text, zone, now)
        if f.when.year >= FIRST and f.when <= late
    )
    return nearby.beside(everything, at, zone, now, late) or next(changed, None)


def clocked(found: Found | None, everything: list[Run], at: int, zone: ZoneInfo, now: datetime) -> Found | None:
    """The day with the time that a line near the title says of it, a labelled one, or one that says nothing else."""
    if found is None or found.precision is not Precision.DAY or found.inferred:
        return found
    near = range(max(0, at - 3), at + 6) if at >= 0 else range(0)
    for n, run in enumerate(everything):
        if len(run.text) > 120 or run.link_share >= 0.5 or not _CLOCK.search(run.text):
            continue
        if _OF_ANOTHER.search(run.text) or (n not in near and run.place in JUNK):
            continue
        for other in dates.find(run.text, zone, now):
            if other.precision is Precision.DAY or other.when.date() != found.when.date() or other.when > now:
                continue
            alone = not _within(run, other, 2.0) and (n in near or run.place == "main")
            told = alone or (META.search(run.text) and not _within(run, other, WORDY))
            if told and not _CHANGED.search(run.text[max(0, other.start - 30) : other.start]):
                return other
    return found


def _counted_back(shown: Found, meta: Found, head: list[Run]) -> bool:
    """Whether the shown day is counted from the day that the page was saved on, 昨天, and machines are told another."""
    if meta.when.date() == shown.when.date() or shown.precision is not Precision.DAY:
        return False
    return any(len(run.text) <= 60 and any(True for _ in ago.spans(run.text)) for run in head)


def _parts(run: Run) -> list[str]:
    """The labelled pieces of a line of elements side by side: <b>发布时间：18-03-08</b><b>23:16</b>."""
    said = [(node.text_content or "").strip() for node in run.nodes] if len(run.nodes) > 1 else []
    return [one for one in said if len(one) <= 40 and META.search(one) and _FIGURES.search(one)]


def _within_words(run: Run, found: Found) -> bool:
    """Whether a date is part of a sentence, a caption's say, and not of what is said about the article."""
    return _within(run, found, WORDY) and not META.search(run.text) and not BY.search(run.text)


def _within(run: Run, found: Found, words: float) -> bool:
    """Whether a line says so much beside a date."""
    return found.end > 0 and weight(run.text[: found.start] + run.text[found.end :]) >= words


_DATED_BOX = (
    "[itemprop=datePublished], [id*=post-date], [class*=post-date], [class*=post_date], [class*=publish], "
    "[class*=pubdate], "
    "[class*=pub-time], [class*=pubtime], [class*=entry-date], [class*=article-date], [class*=article_date], .mdate, "
    "[class*=news-date], [class*=submitted-date]"
)


#: boxes of what is said about an article, below it as well: Gespeichert von rasos am 24. Juli 2017
_META_BOX = (
    ".submitted, span.posted, .entry-meta, .post-meta, .postmeta, .asset-meta, .post-footer, .post-info, .postinfo, "
    ".article-info, .article-meta, .entry-info, .postmetadata, .meta-info, .byline"
)


def _boxed(document: Document, selector: str, zone: ZoneInfo, now: datetime, late: datetime) -> Found | None:
    """The date in the one or two boxes of the page that say they hold it."""
    boxes = css(document.root, selector)
    told = [said for box in boxes[:3] if not _CHANGED.search(said := text(box)[:80])]
    found = [f for said in told if (f := dates.first(said, zone, now)) is not None and f.when <= late]
    return found[0] if 1 <= len(boxes) <= 2 and found and not found[0].inferred else None


def _in_pieces(run: Run, zone: ZoneInfo, now: datetime) -> Found | None:
    """A date in two or three elements of one line: <b>06</b><span>2026.11</span>."""
    said = [text for node in run.nodes if (text := (node.text_content or "").strip())] if run.text[:1].isdigit() else []
    return scattered.joined(*said, zone=zone, now=now) if 2 <= len(said) <= 3 and len(run.text) <= 24 else None


_FIGURES = re.compile(r"\d|年")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def _weekday(said: str, found: Found) -> bool:
    """Whether nothing but a day of the week stands before a date: Domingo 14 de noviembre de 2010."""
    before = said[: found.start].strip(" ,.")
    return found.end >= len(said) - 1 and not found.inferred and is_weekday(before)


def _of_a_change(node: Node, run: Run) -> bool:
    """Whether a piece is a change's stamp beside the publication's: WordPress themes write it first, and hide it."""
    return "updated" in _classes(node) and any("published" in _classes(each) for each in run.nodes)


def _classes(node: Node) -> list[str]:
    return attr(node.parent, "class").split() if node.parent is not None else []


def _of_run(run: Run, zone: ZoneInfo, now: datetime) -> list[Found]:
    """The dates of a line: of the pieces that are one, else of the whole; LV12 and 3天前 may stand side by side."""
    if len(run.nodes) > 1:
        for node in run.nodes:
            said = (node.text_content or "").strip()
            found = dates.first(said, zone, now) if 3 <= len(said) <= 40 else None
            if found is None or _of_a_change(node, run):
                continue
            if found.end - found.start >= len(said) - 2 or (len(run.text) > WHOLE and _weekday(said, found)):
                return [replace(found, start=0, end=0)]
    every = dates.find(run.text, zone, now)
    if len(run.text) <= WHOLE:
        return every
    return [one for one in every if _FIGURES.search(run.text, one.start, one.end)]  # not a sentence's "since today"


def _ordered(shown: Found, other: Found | None, order: str, late: datetime) -> Found:
    """11/04/2026 as the metadata or the address have it, else as the page's language writes it."""
    if not shown.said or (other is not None and other.when.date() == shown.when.date()):
        return shown
    read = [r for each in ("ymd", "dmy", "mdy") if (r := orders.reordered(shown, each)) is not None]
    agreed = next((r for r in read if other is not None and r.when.date() == other.when.date()), None)
    usual = orders.reordered(shown, order) if order else None
    return agreed or (usual if usual is not None and usual.when <= late else shown)


def subscribed(text: str, zone: ZoneInfo, now: datetime) -> Found | None:
    """The date alone on one of the last lines of a text, or on its first: that of a notice that is signed."""
    lines = text.split("\n")
    for line in (*reversed(lines[-6:]), lines[0]):
        found = dates.first(line, zone, now) if 6 <= len(line.strip()) <= 30 else None
        if found is not None and not found.inferred and found.when <= now + timedelta(days=2):
            rest = line[: found.start] + line[found.end :]
            if weight(re.sub(r"[\s\W]|[月火水木金土日]", "", rest)) < 2:
                return found
    return None


def opened(document: Document, text: str, zone: ZoneInfo, now: datetime) -> Found | None:
    """The date that a text begins with: 10.02.26 - Nur 38 Prozent, (17.06.2026) Die Obstbauern, LEEDS, 4 May 2026 – The
    canal."""
    m = _OPENING.match(text)
    found = dates.first(m[1] or m[2], zone, now) if m is not None else _dateline(text, zone, now)
    if found is None:
        return None
    late = now + timedelta(days=2)
    found = _ordered(found, None, orders.order_of(document.language, zone), late)
    return found if found.when <= late else None


def _dateline(text: str, zone: ZoneInfo, now: datetime) -> Found | None:
    """The whole date behind the place where a release was written; what happened long ago is what it tells of."""
    place = _PLACE.match(text[:_LINE])
    found = dates.first(text[place.end() : place.end() + _LINE], zone, now) if place is not None else None
    if place is None or found is None or found.inferred or found.start > 0:
        return None
    end = place.end() + found.end
    return found if found.when.year >= FIRST and _BEGUN.match(text, end - (text[end - 1] == ".")) else None


def titled(document: Document, zone: ZoneInfo, now: datetime) -> Found | None:
    """The one whole date that <title> says, where the page says none."""
    found = dates.find(document_title(document), zone, now)
    sure = len(found) == 1 and not found[0].inferred and found[0].when <= now + timedelta(days=2)
    return found[0] if sure else None
