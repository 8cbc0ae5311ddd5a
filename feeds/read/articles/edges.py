"""What stands around an article's body and is none of it: meta lines, neighbours, share bars, footers. Pure."""

import re
from collections import Counter
from itertools import islice

from feeds import hanzi
from feeds.read.articles.ends import (
    ADVERT,
    BOILER,
    BY,
    COMMENTS,
    DISCLAIMER,
    EDITED,
    FIELD,
    FURNITURE,
    LABEL,
    META,
    NEIGHBOUR,
    ORIGINAL,
    SENTENCE,
    SHARED,
    STATED,
    TAIL,
    UNCOMMENTED,
)
from feeds.read.articles.pagetitle import bare
from feeds.read.articles.runs import JUNK, Run, size, take
from feeds.read.dates import dates
from feeds.read.dates.days import THEN, UTC
from feeds.read.markup.html import Node, ancestors, attr, tag
from feeds.read.markup.links import is_picture
from feeds.read.markup.wording import is_navigation, weight

_TEASER = re.compile("teaser", re.I)
_TITLED = hanzi.compile(r"^\s*标题\s?[:：]")
_FILES = hanzi.compile(r"(?:相关|相關)?附件(?:下载|下載|列表)?\s*[:：]?")  #: with no file behind it


def furniture(line: str) -> bool:
    return len(line) <= 100 and bool(FURNITURE.match(line) or ADVERT.fullmatch(line))


def in_a_cell(run: Run) -> bool:
    """Whether what looks like furniture is what a table says: its numbers, its word for advertising."""
    told = any(letter.isdigit() for letter in run.text) or ADVERT.fullmatch(run.text) is not None
    return told and run.block.tag in ("td", "th")


def says_when(run: Run) -> bool:
    """Whether a line near the title is a meta line with a date."""
    return len(run.text) <= 200 and bool(dates.find(run.text, UTC, THEN))


def is_meta_line(run: Run) -> bool:
    """Whether it has labels as well: 来源：… 作者：… 日期：…"""
    return says_when(run) and bool(META.search(run.text))


def is_meta(run: Run, own: str) -> bool:
    """Whether a run at the body's start is its meta line, a repeated title or furniture."""
    if run.media or run.files:
        return False
    if ORIGINAL.match(run.text) and weight(run.text) < 80:
        return True
    if bare(_TITLED.sub("", run.text)) == own or run.place in ("crumb", "share", "nav") or furniture(run.text):
        return True
    if weight(run.text) > 70:
        return False
    marks = len(META.findall(run.text))
    rest = META.sub("", run.text)
    if marks and not re.search(r"[。！？]", run.text) and (marks >= 2 or weight(rest) < 30):
        return bool(marks >= 2 or dates.find(run.text, UTC, THEN) or weight(rest) < 16)
    found = dates.find(run.text, UTC, THEN)
    if not found:
        return _label(run.text)
    rest = run.text[: found[0].start] + run.text[found[0].end :]
    return weight(rest) < 8 or bool(BY.search(run.text) and not re.search(r"[。！？]|[a-z]{3}[.!?]", rest))


def _label(line: str) -> bool:
    """Data:, 2 min: a label whose value follows, or such a value."""
    return weight(line) < 16 and (bool(LABEL.fullmatch(line)) or bool(re.fullmatch(r"\d{1,2} ?min\.?", line)))


def without_tail(rest: list[Run], tail: list[Run], template: frozenset[str]) -> list[Run]:
    """Without what follows the body: neighbours, related articles, share bars, lists of links."""
    total = sum(size(r) + 12 * r.media for r in rest) or 1.0
    seen = 0.0
    told = max((n for n, run in enumerate(rest) if prose(run)), default=-1)  #: the last line that is a sentence
    for n, run in enumerate(rest):
        after = total - seen
        marked = NEIGHBOUR.search(run.text) or (TAIL.match(run.text) and weight(run.text.lstrip("- ")) < 24)
        marked = marked or (SHARED.match(run.text) and weight(run.text) < 60)
        marked = marked or (n > told and UNCOMMENTED.fullmatch(run.text))
        if marked and _goes_on(rest, n):
            marked = None
        if n and ((COMMENTS.match(run.text) and weight(run.text) < 24) or EDITED.fullmatch(run.text)):
            after = 0.0  # no article goes on below its comments, nor below its editors
            marked = True
        if not marked and after < 0.15 * total and not run.files and _dated_change(run):
            marked = True
        if marked and n and (after < 0.4 * total or all(r.link_share > 0.5 or size(r) < 12 for r in rest[n:])):
            for late in rest[n:]:
                if not late.files:
                    tail.append(late)
                    take(late)
            rest = rest[:n] + [r for r in rest[n:] if r.files]
            break
        seen += size(run) + 12 * run.media
    named = any(_boxed(run) for run in [run for run in rest if prose(run)][:4])  #: as the text's own boxes are
    room = 0.4 * total  #: no more than so much stands in boxes of other things
    while rest and not rest[-1].files:
        last = rest[-1]
        boxed = not named and _boxed(last) and size(last) < room
        if not (boxed or (_late(last, template) and (not last.media or _teaser(last)))):
            break
        room -= size(last) if boxed else 0.0
        tail.append(last)
        take(last)
        rest = rest[:-1]
    return rest


def _boxed(run: Run) -> bool:
    """Whether a line stands in a box of other things, as its part or a class says; a .content-bottom may hold an
    article's last sentences and pictures."""
    if run.place in ("side", "links"):
        return not run.media
    if run.place == "foot":
        return not (run.media or prose(run))
    return any(_TEASER.search(attr(up, "class")) for up in (run.block, *islice(ancestors(run.block), 5)))


def _goes_on(rest: list[Run], n: int) -> bool:
    """Whether paragraphs like those before go on behind a box of links in the text ("Read more")."""
    kinds = Counter((r.block.tag, attr(r.block, "class")) for r in rest[:n] if prose(r))
    if not kinds or kinds.most_common(1)[0][1] < 2:
        return False
    usual = kinds.most_common(1)[0][0]
    later = [r for r in rest[n + 1 :] if prose(r) and (r.block.tag, attr(r.block, "class")) == usual]
    return (len(later) >= 2 or sum(map(size, later)) >= 40) and later[0].place not in JUNK


def prose(run: Run) -> bool:
    """Whether a line is a sentence of some length, and no link."""
    return run.link_share < 0.3 and weight(run.text) >= 12 and SENTENCE.search(run.text) is not None


def _dated_change(run: Run) -> bool:
    """Whether a line says when the page was published or changed, and no more."""
    return weight(run.text) < 60 and STATED.match(run.text) is not None and bool(dates.find(run.text, UTC, THEN))


def _teaser(run: Run) -> bool:
    """Whether a line is a link with its picture, both to another page."""
    return run.link_share > 0.8 and all(_leads_on(node) for node in run.nodes if not node.is_text_node)


def _leads_on(picture: Node) -> bool:
    link = next((up for up in ancestors(picture) if tag(up) == "a"), None)
    return link is not None and not is_picture(attr(link, "href")) and picture.tag == "img"


def _late(run: Run, template: frozenset[str]) -> bool:
    if furniture(run.text) or (run.text and run.text in template) or is_navigation(run.text):
        return True
    if _FILES.fullmatch(run.text):
        return True
    if run.link_share > 0.8 and weight(run.text) > 3 and not re.match(r"https?://", run.text):
        return True
    if BOILER.search(run.text) and weight(run.text) < (240 if DISCLAIMER.search(run.text) else 80):
        return True
    marks = len(META.findall(run.text))
    if marks and len(FIELD.findall(run.text)) >= 2 and weight(run.text) < 100:
        return True
    if marks >= 2 and weight(run.text) < 60 and dates.find(run.text, UTC, THEN) and not re.search("[。！？]", run.text):
        return True
    return _dated_change(run)
