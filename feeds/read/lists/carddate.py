"""The date of one card of a list: a text of its own, pieces of one, a stamp, or glued to the title. Pure."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from feeds import hanzi
from feeds.read.dates import dates, labels, scattered
from feeds.read.dates.days import NAME, THEN, UTC, Found
from feeds.read.markup.html import Node, attr, css, first, inside, walk
from feeds.read.markup.lines import plain, text, tidy
from feeds.read.markup.wording import weight

_EDGE_DATE = (
    r"[\[(（【]?\s{0,2}(?:(?:19|20)?\d{2}\s?[-/.年]\s?)?\d{1,2}\s?[-/.月"
    r"]\s?\d{1,2}日?(?:\s{1,3}\d{1,2}:\d{2}(?::\d{2})?)?\s{0,2}[\])）】]?"
)
#: (20.11.2026 16:33)
_BRACKETED = r"[\[(（【]\s*\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d{2}(?:,?\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])）】]"
_AT_END = re.compile(rf"(?<!\s)\s{{0,3}}({_EDGE_DATE}|{_BRACKETED})\s{{0,3}}$")
#: a whole day, glued to the word behind it: 26.11.2026Pressemeddelelse
GLUED = re.compile(r"^\s*(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})(?=[^\W\d_])")
_AT_START = re.compile(rf"^\s{{0,3}}({_EDGE_DATE}|{_BRACKETED})\s{{0,3}}(?![\d日、和及至到起前~])")
DATED = re.compile(r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?")
_FULL_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d{2}年?")
_TIME_PIECE = re.compile(rf"\d|^(?:{NAME})\.?$", re.I)
_WORDS = re.compile(r"[^\W\d_]")
#: 标题：… 发表时间：…, as old CMSs write a link's @title
_FILED = hanzi.compile(r"\s*(?:文章)?标\s*题\s*[:：].{1,300}?(?:时\s*间|日期)\s*[:：]", re.S)
#: how Drupal says when, in any language: Submitted by hyaprak on Mon, 26/01/2026 - 13:36
_SUBMITTED = re.compile(r"\d{4} - \d{1,2}:\d{2}(?!\d)")
#: of a card's stamps the one that tells when it was issued
_ISSUED = "time.published[datetime], time.entry-date[datetime], time[itemprop=datePublished][datetime]"
_FIGURE = re.compile(r"\d")
_SOON, _YEAR_AGO = timedelta(days=2), timedelta(days=400)
#: a day and a year around a month that we may not know
_DAY_IN_WORDS = re.compile(r"(?<!\d)\d{1,2}\W{1,3}[^\W\d]{3,}.{0,6}\d{4}(?!\d)")
_PROSE = 40.0  #: an excerpt weighs more
#: the class of an element that holds when a card's article came out
_DATE_NAMED = re.compile(
    r"(?:^|\s)(?:(?:news|post|list|item|pub|publish|created?)[\s_-]?)?(?:time|date|riqi)(?:$|\s)",
    re.I,
)
_EVENT = re.compile(r"(?:^|\s)event-(?:start|end)(?:$|\s)", re.I)
_STAMP = re.compile(r"(?:19|20)\d{2}[-/]\d{1,2}[-/]\d{1,2}(?:[T ]\d{1,2}:\d{2}\S{0,12})?")


def read(card: Node, source: Node | None, title: str, zone: ZoneInfo, now: datetime) -> tuple[Found | None, list[str]]:
    """The card's date, and its other texts."""
    issued = first(card, _ISSUED)
    stamp = issued if issued is not None else first(card, "time[datetime]")
    told = attr(stamp, "datetime") if stamp is not None else _tooltip(card)
    every = pieces(card)
    if stamp is not None and (changed := _changed(card, stamp)):
        every = [(p, n) for p, n in every if not any(inside(n.parent or n, other) for other in changed)]
    wraps = source is not None and source.mem_id == card.mem_id
    others = every if source is None or wraps else [(p, n) for p, n in every if not inside(n.parent or n, source)]
    issued_ones = [(p, n) for p, n in others if not (n.parent is not None and _of_event(n.parent))]
    others = issued_ones if any(_TIME_PIECE.search(p) for p, _ in issued_ones) else others
    texts = [p for p, _ in others if p not in title or _TIME_PIECE.search(p)]
    found = _named(others, zone, now) or of_texts(texts, zone, now)
    shown = text(issued) if issued is not None else ""
    strange = _DAY_IN_WORDS.search(shown) is not None and dates.first(shown, zone, now) is None
    if told and (found is None or strange or not any(_FULL_YEAR.search(t) for t in texts)):
        found = _stamped(told, found, zone, now)  # "3 days ago" says less
    if found is None and source is not None and not wraps:
        inner = [p for p, n in every if inside(n.parent or n, source)]
        if len(inner) > 1:
            found = of_texts([p for p in inner if weight(p) < 12], zone, now)
    return found or _filed(card, zone, now), texts


def _of_event(box: Node) -> bool:
    """Whether it says when an event begins or ends, as Drupal marks it: <div class="event-start">."""
    return _EVENT.search(attr(box, "class")) is not None


def _named(others: list[tuple[str, Node]], zone: ZoneInfo, now: datetime) -> Found | None:
    """The whole date in an element of its own that is called the date, where the first one stands in prose: the day
    under a letter, in the card's excerpt."""
    called = [p for p, n in others if n.parent is not None and _DATE_NAMED.search(attr(n.parent, "class"))]
    if not called:
        return None
    opens = next((n for p, n in others if len(p) <= 60 and dates.first(p, zone, now) is not None), None)
    found = of_texts(called, zone, now) if opens is not None and _in_prose(opens) else None
    return found if found is not None and not found.inferred and found.when <= now + _SOON else None


def _in_prose(piece: Node) -> bool:
    """Whether a text stands among sentences without a link."""
    box = piece.parent.parent if piece.parent is not None else None
    return box is not None and box.css_first("a[href]") is None and weight(text(box)) > _PROSE


def _changed(card: Node, issued: Node) -> list[Node]:
    """The stamps that tell when the article was changed, where another one tells when it was issued."""
    others = css(card, "time.updated, time[itemprop=dateModified], .updated time")
    return [node for node in others if node.mem_id != issued.mem_id and "published" not in attr(node, "class")]


def _filed(card: Node, zone: ZoneInfo, now: datetime) -> Found | None:
    """The date that a link's tooltip tells behind its title."""
    tooltips = (attr(link, "title") for link in css(card, "a[title]"))
    return next((labels.labelled(told, zone, now) for told in tooltips if _FILED.match(told)), None)


def _tooltip(card: Node) -> str:
    """The whole date in the tooltip of a short one: <span title="2026-08-01 10:00">3月前</span>."""
    stamps = (attr(node, "title") for node in css(card, "span[title], abbr[title], time[title], em[title], i[title]"))
    return next((stamp for stamp in stamps if _STAMP.fullmatch(stamp)), "")


def _stamped(stamp: str, shown: Found | None, zone: ZoneInfo, now: datetime) -> Found | None:
    """What <time datetime> says. Its day is the site's, whatever day it is in our zone by then."""
    told = dates.first(stamp, zone, now)
    day = dates.first(stamp[:10], zone, now)
    if told is None or day is None or told.when.date() == day.when.date():
        return told or shown
    if shown is not None and (shown.when.month, shown.when.day) == (told.when.month, told.when.day):
        return told
    return day


def of_texts(texts: list[str], zone: ZoneInfo, now: datetime) -> Found | None:
    """The card's date: a text that is one, else pieces of one, else one with its label or among few words."""
    short = [t for t in texts if len(t) <= 60]
    small = [t for t in short if len(t) <= 12 and _TIME_PIECE.search(t)]
    loose: Found | None = None
    late: Found | None = None  #: a day to come: what the article tells of, if another text says when it was issued
    spoken: Found | None = None  #: yesterday: perhaps where its text begins
    for piece in short:
        found = dates.first(piece, zone, now)
        rest = "" if found is None else piece[: found.start] + piece[found.end :]
        if found is None or weight(rest) > 5:
            continue
        if not any(map(str.isdecimal, piece)):
            spoken = spoken or found
            continue
        if spoken is not None and (_WORDS.search(rest) or found.when > now + _SOON):
            continue  # until 27 November, since 1998: what else it tells of
        if found.inferred and _WORDS.search(rest):  # 11月21日，协会携手: a summary's, if there is a better one
            loose = loose or found
            continue
        if not found.inferred and found.when > now + _SOON:
            late = late or found
            continue
        if late is not None and (found.inferred or found.when < now - _YEAR_AGO):
            continue  # hours and ages are no better
        if found.inferred and piece in small:
            at = small.index(piece)
            for pair in (small[at : at + 2], small[max(0, at - 1) : at + 1]):
                if any(_YEAR.fullmatch(t) for t in pair) and (whole := scattered.joined(*pair, zone=zone, now=now)):
                    return whole
        return found
    if late is not None:
        told = (labels.labelled(piece, zone, now) for piece in texts)
        return next((issued for issued in told if issued is not None and issued.when <= now + _SOON), late)
    if spoken is not None:
        whole_days = (labels.labelled(piece, zone, now, changes=False) for piece in texts if _FULL_YEAR.search(piece))
        return next((day for day in whole_days if day is not None), spoken)
    if loose is not None:
        return loose
    parted = (small[start : start + size] for size in (2, 3) for start in range(len(small) - size + 1))
    days = [day for parts in parted if (day := scattered.joined(*parts, zone=zone, now=now)) is not None]
    if days:  # 12月 20 2014: with the year, where it is said; 11月 20 3050 were so many readers
        return next((day for day in days if _says_the_year(day, days[0], now)), days[0])
    for piece in texts:
        found = labels.labelled(piece, zone, now)
        if found is None and (len(piece) <= 40 or (piece in short and _SUBMITTED.search(piece))):
            found = dates.first(piece, zone, now)
        if found is not None:
            return found
    digits = "".join(t for t in short if len(t) <= 12)
    return dates.first(digits, zone, now) if 6 <= len(digits) <= 60 else None


def _says_the_year(whole: Found, first: Found, now: datetime) -> bool:
    """Whether a date is the first one with its year, which is none to come."""
    same = (whole.when.month, whole.when.day) == (first.when.month, first.when.day)
    return not whole.inferred and same and whole.when <= now + _SOON


def unstamped(title: str, source: Node | None, zone: ZoneInfo, now: datetime) -> str:
    """The title without the date that stands before or behind it in an element of its own: <span>7. června
    2026</span>."""
    if source is None or source.child is None or plain(source):
        return title
    for part in css(source, "time, span, small, em, i, b, font"):
        said = text(part)
        if not 4 <= len(said) <= 40 or title.startswith(said) == title.endswith(said):
            continue
        found = dates.first(said, zone, now)
        if found is not None and weight(said[: found.start] + said[found.end :]) < 2:
            return title.removeprefix(said).removesuffix(said).strip(" \u3000\xa0-–—|:：,·")
    return title


def unglue(title: str, zone: ZoneInfo, now: datetime) -> tuple[str, Found | None]:
    """A date glued to the title's end or start, taken off: 关于放假的通知2026-09-30, [09-30] 关于放假的通知."""
    for pattern in (_AT_END, _AT_START):
        m = pattern.search(title)
        if m is None:
            continue
        bare = m[1].strip()
        full = re.search(r"\d{4}\s?[-/.年]", bare) or (bare[0] in "[(（【" and "月" not in bare)
        found = dates.first(bare, zone, now)
        rest = (title[: m.start()] + title[m.end() :]).strip(" -|:：")
        if found is not None and full and weight(rest) >= 4 and not re.search(r"[（(【\[《“至到—~-]$", rest):
            return rest, found
    return title, None


def pieces(card: Node) -> list[tuple[str, Node]]:
    """The card's texts, node by node, as people see them."""
    found: list[tuple[str, Node]] = []
    parts: list[str] = []
    begun: Node | None = None
    for node, entering in walk(card):
        if node.is_text_node and entering:  # texts that only a comment parts are one
            begun = begun or node
            parts.append(node.text_content or "")
        elif begun is not None:
            found.append((tidy("".join(parts).replace("\n", " ")), begun))
            begun, parts = None, []
    if begun is not None:
        found.append((tidy("".join(parts).replace("\n", " ")), begun))
    return [(piece, node) for piece, node in found if piece]


_DAY_ALONE = hanzi.compile(r"[\d\-/.年月日]{1,14}(?:发布)?")


def datelike(line: str) -> bool:
    """Whether a line is a day and nothing else."""
    bare = re.sub(r"[\s\[\]()（）【】:：]", "", line)
    if _DAY_ALONE.fullmatch(bare) or re.fullmatch(_EDGE_DATE, line.strip()):
        return True
    said = line.strip()
    found = dates.first(said, UTC, THEN) if len(said) <= 30 and _FIGURE.search(said) else None  # November 20, 2026
    return found is not None and not found.inferred and found.end - found.start >= len(said) - 1
