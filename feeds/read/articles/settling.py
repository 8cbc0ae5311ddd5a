"""Which line is the title where no heading is sure: as <title> begins, a table's field, a line by the date. Pure."""

import re
from itertools import pairwise

from feeds import hanzi
from feeds.read.articles import metadata, pagetitle, stated, titles, titlescore
from feeds.read.articles.edges import prose
from feeds.read.articles.ends import BOILER, BY, META, SENTENCE
from feeds.read.articles.runs import JUNK, Run, size
from feeds.read.dates import dates
from feeds.read.dates.days import THEN, UTC
from feeds.read.markup.html import Document, attr, inside
from feeds.read.markup.itself import to_itself
from feeds.read.markup.lines import text
from feeds.read.markup.wording import is_navigation, weight

SUBTITLE = re.compile(r"\s*(?:——|--|―|──)\s*\S")
#: a title of two sentences, the last one not ended by a full stop
_TWO = re.compile(r"[^.。!?！？；]+[.!?！？] ?[^.。!?！？；]+[!?！？]?")
#: the cell before the title in a table of fields
TITLE_FIELD = hanzi.compile(
    r"\s*(?:标\s*题|題\s*目|主\s*旨|標\s*題|제\s*목|件\s*名|題\s*名|タイトル|subject|title|betreff|titel)\s*[:：]?\s*",
    re.I,
)
#: fields that stand below it, on a board
BOARD_FIELD = re.compile(
    r"\s*(?:작\s*성\s*자|작\s*성\s*일(?:자)?|등\s*록\s*(?:일(?:자)?|자)|글\s*쓴\s*이|조\s*회(?:\s*수)?)\s*[:：]?\s*"
)
#: a column's name and never a title; 通知 and 公告 are what many a notice is called
_NEWS = re.compile(
    r"(?:latest )?news|aktuelles|nachrichten|meldungen|actualités|noticias|notícias|notizie|nieuws|aktualności|"
    r"aktuality|новости|новини|haberler|nyheter|uutiset|hírek|știri|vijesti|"
    r"(?:ال)?أخبار|اخبار|חדשות|समाचार|ข่าว|tin tức|berita",
    re.I,
)
_COLUMN_NAMES = re.compile(r"제목|내용|작성자|번호|첨부|댓글")  #: of a search or a table, and no title


def settled(found: titles.Title, document: Document, everything: list[Run], told: metadata.Metadata) -> titles.Title:
    """Where no heading is sure: a table's field, the line <title> begins with, else the one above the meta line."""
    heads = found.node is not None and found.node.tag in titlescore.TAGS
    if found.sure and heads:
        return found
    if not found.sure and (shown := _linked(document, everything)) is not None:
        return titles.Title(shown.text, shown.block, True)
    whole_title = pagetitle.document_title(document)
    known = found.node is not None and pagetitle.bare(found.text) in stated.stated(whole_title, told)
    if not (heads or known) and (shown := stated.line(document, whole_title, everything, told)) is not None:
        return titles.Title(shown.text, shown.block, True)
    pairs = enumerate(pairwise(everything), 1)
    field = next((n for n, (a, b) in pairs if TITLE_FIELD.fullmatch(a.text) and weight(b.text) >= 4), None)
    if found.sure and (field is None or not _on_a_board(everything, field)):
        return found
    if field is not None and not META.search(everything[field].text):
        return titles.Title(everything[field].text, everything[field].block, True)
    said = pagetitle.document_title(document)
    whole, own = pagetitle.bare(said), pagetitle.bare(found.text)
    if not heads and (later := _later_part(said, everything)) is not None:
        return titles.Title(later.text, later.block, True)
    named = pagetitle.SITE.search(found.text) is not None
    begun_with = found.node is None and not named and len(own) >= 8 and whole.startswith(own) and whole != own
    if begun_with and _dated_with(own, everything):
        return found
    column = _NEWS.fullmatch(found.text.strip()) is not None
    if found.node is not None and (
        (len(whole) >= 8 and whole.startswith(own) and weight(found.text) >= 6)
        or (len(own) >= 6 and not column and titles.alone(document, found))
        or (found.node.tag == "h1" and not (column or _related(own, said) or pagetitle.SITE.search(found.text)))
        or (found.node.tag == "h1" and whole in own)
    ):
        return found
    lines = [(pagetitle.bare(r.text), r) for r in everything if r.place not in JUNK and r.link_share < 0.5]
    begun = [
        (own, r)
        for own, r in lines
        if len(own) >= 4 and own != whole[:3] and whole.startswith(own) and weight(r.text) >= 4
    ]
    for n, (own, run) in enumerate(lines[:-1]):  # a headline on two lines
        both = own + lines[n + 1][0]
        if own and lines[n + 1][0] and len(both) >= 6 and whole.startswith(both):
            begun.append((both, Run(run.block, run.place, f"{run.text} {lines[n + 1][1].text}")))
    if begun:
        own, run = max(begun, key=lambda pair: len(pair[0]))
        if len(own) >= 0.34 * len(whole) and not (own == whole and pagetitle.SITE.search(run.text)):
            return titles.Title(run.text, run.block, True)
    above = (
        _above_meta(everything, strict=True) or _heading_by_date(everything) or _above_meta(everything, strict=False)
    )
    if above is None and (found.node is None or pagetitle.SITE.search(found.text)):
        above = _above_text(everything)
    if column or (
        above is None and found.node is None and _is_site(found.text, told) and _speaks_of_none(found.text, everything)
    ):
        above = _before_text(everything) or above
    return titles.Title(above.text, above.block, False) if above is not None else found


def _linked(document: Document, everything: list[Run]) -> Run | None:
    """The line that a link to this very page repeats, in a box of what is read most."""
    own = {text(link) for link in to_itself(document)}
    said = {pagetitle.bare(words) for words in own if weight(words) >= 6 and not is_navigation(words)}
    lines = (run for run in everything if run.place not in JUNK and run.link_share < 0.5)
    return next((run for run in lines if pagetitle.bare(run.text) in said), None) if said else None


def _dated_with(own: str, everything: list[Run]) -> bool:
    """Whether a short line without labels has what <title> begins with, and a date: 8. 11. 2012 Trio – Sol in burja."""
    return any(
        own in pagetitle.bare(run.text) and len(run.text) <= 160 and dates.find(run.text, UTC, THEN)
        for run in everything
        if run.place not in JUNK
        and run.link_share < 0.5
        and not (BOILER.search(run.text) or META.search(run.text) or BY.search(run.text))
    )


def _on_a_board(everything: list[Run], at: int) -> bool:
    """Whether the value of a title's field opens a board's article: another field comes next, and no text before."""
    return (
        any(BOARD_FIELD.fullmatch(run.text) for run in everything[at + 1 : at + 2])
        and not _COLUMN_NAMES.search(everything[at].text)
        and not 0 < _begins(everything) < at
    )


def _later_part(said: str, everything: list[Run]) -> Run | None:
    """The line beside a date that is a later part of <title>: Name of the club - What happened."""
    first, *later = map(pagetitle.bare, pagetitle.CUT.split(said))
    shown = [pagetitle.bare(run.text) for run in everything]
    for n, words in enumerate(shown):
        if (
            first
            and words == first
            and any(prose(run) or dates.find(run.text[:60], UTC, THEN) for run in everything[n + 1 : n + 3])
        ):
            return None  # it opens the article, and a later part is the paper's name
    for n, run in enumerate(everything):
        if shown[n] in later and weight(run.text) >= 8 and run.place not in JUNK and run.link_share < 0.5:
            beside = [r.text for r in everything[max(0, n - 1) : n + 2] if r is not run and len(r.text) <= 60]
            dated = any(dates.find(text, UTC, THEN) for text in beside)
            if dated and not pagetitle.SITE.search(run.text) and n and not _begins_title(everything[n - 1], said):
                return run
    return None


def _begins_title(run: Run, said: str) -> bool:
    """Whether a line is what <title> begins with, so that the next one is its subtitle or the site's name."""
    return len(run.text) >= 4 and pagetitle.bare(said).startswith(pagetitle.bare(run.text))


def _prominent(run: Run) -> bool:
    """Whether a line is set apart: a heading, bold, large or in the middle."""
    block = run.block
    if re.fullmatch(r"h[1-6]|center", block.tag or "") or titlescore.NAMED.search(attr(block, "class")):
        return True
    look = f"{attr(block, 'align')} {attr(block, 'style')} {attr(block, 'class')}"
    return "center" in look or block.css_first("b, strong, font[size], font[color], span[style]") is not None


def _related(own: str, said: str) -> bool:
    """Whether a heading is part of what <title> says, or has something before what <title> begins with."""
    first = pagetitle.bare(pagetitle.CUT.split(said)[0])
    return own in pagetitle.bare(said) or (len(first) >= 8 and first in own and not own.startswith(first))


def _begins(everything: list[Run]) -> int:
    """The first long paragraph, 0 where there is none. One that opens the page, with nothing above, tells all who
    come that the office is closed."""
    long = (n for n, r in enumerate(everything) if r.place not in JUNK and prose(r) and weight(r.text) >= 25)
    return next((n for n in long if any(weight(run.text) >= 1 for run in everything[:n])), 0)


def _above_text(everything: list[Run]) -> Run | None:
    """What is set apart above the first long paragraph, where nothing says when: the line that a link of the page has
    too, else the first; both lines of a title that a bracket holds together."""
    at = _begins(everything)
    apart: list[Run] = []
    for run in reversed(everything[max(0, at - 6) : at]):
        fine = run.place not in JUNK and run.link_share < 0.3 and 4 <= weight(run.text) <= 60 and _prominent(run)
        if fine and not SENTENCE.search(run.text) and not dates.find(run.text, UTC, THEN):
            apart.insert(0, run)
        elif apart:
            break
    if not apart:
        return None
    linked = {pagetitle.bare(r.text) for r in everything if r.link_share > 0.9}
    chosen = next((run for run in apart if pagetitle.bare(run.text) in linked), apart[0])
    if chosen.text.count("「") > chosen.text.count("」") and len(apart) > 1 and chosen is apart[0]:
        return Run(chosen.block, chosen.place, chosen.text + apart[1].text)
    return chosen


def _before_text(everything: list[Run]) -> Run | None:
    """The line right above the first sentences, where the one heading names the column."""
    at = _begins(everything)
    line = everything[at - 1] if at else None
    told = line is not None and weight(line.text) >= 8 and line.text[0].isalnum() and line.text[-1] not in ":："
    return line if line is not None and told and _may_be_title(line, False) else None


_WORDS = re.compile(r"[\u4e00-\u9fff](?=([\u4e00-\u9fff]))|([^\W\d_\u4e00-\u9fff]{4,})")


def _is_site(said: str, told: metadata.Metadata) -> bool:
    """Whether <title> is what the site is called."""
    return pagetitle.SITE.search(said) is not None or pagetitle.bare(said) == pagetitle.bare(told.site)


def _speaks_of_none(said: str, everything: list[Run]) -> bool:
    """Whether <title> has no word of the text, and the line right above that text has three: it says whose site it is,
    that line what happened."""
    line = _before_text(everything)
    text = _words(" ".join(run.text for run in everything if prose(run) and run.place not in JUNK))
    return line is not None and not _words(said) & text and len(_words(line.text) & text) >= 3


def _words(text: str) -> set[str]:
    """The words of four letters or more, and of what is written without blanks each two characters."""
    return {m[2] or m[0] + m[1] for m in _WORDS.finditer(text.lower())}


def _heading_by_date(everything: list[Run]) -> Run | None:
    """A line that its tag or class calls a heading, a few lines from one that says when."""
    best: tuple[float, Run] | None = None
    place = 0
    dated = [bool(dates.find(r.text, UTC, THEN)) and len(r.text) <= 120 and r.link_share < 0.5 for r in everything]
    for n, run in enumerate(everything):
        named = re.fullmatch(r"h[1-6]", run.block.tag or "") or titlescore.NAMED.search(attr(run.block, "class"))
        if not named or run.place in JUNK or not 4 <= weight(run.text) <= 90 or run.link_share > 0.3 or dated[n]:
            continue
        if not any(dated[max(0, n - 2) : n + 9]) or is_navigation(run.text) or pagetitle.SITE.search(run.text):
            continue
        said = sum(size(r) for r in everything[n + 1 : n + 16] if r.place not in JUNK)
        nearer = best is not None and not any(dated[place:n]) and said >= 0.6 * best[0]  # below the column's name
        if said >= 40 and (best is None or nearer or said > 1.2 * best[0]):
            best, place = (said, run), n
    return best[1] if best is not None else None


def _above_meta(everything: list[Run], *, strict: bool) -> Run | None:
    """The line above the meta line. `strict`: one with labels, below which no further link says more."""
    passed, total = 0.0, sum(size(r) for r in everything)
    for n, run in enumerate(everything[:-1]):
        passed += size(run)
        if passed < 0.4 * total + 40 and _may_be_title(run, strict) and _tells_when(everything[n + 1], strict):
            return _above_subtitle(everything, n)
    return None


def _may_be_title(run: Run, labelled: bool) -> bool:
    """Whether a line is one that a title may be; `labelled`: above labels, where it may be of two sentences."""
    return (
        run.text[-1:] not in "。；，、;,"
        and run.place not in JUNK
        and 4 <= weight(run.text) <= 60
        and run.link_share < 0.3
        and run.text[0] not in "|｜>»(（["
        and not (SENTENCE.search(run.text[:-1]) and not (labelled and _TWO.fullmatch(run.text)))
        and not META.search(f"{run.text}：")
        and not dates.find(run.text, UTC, THEN)
        and not BOILER.search(run.text)
    )


def _tells_when(following: Run, labelled: bool) -> bool:
    """Whether the line below says when: with labels, or in few words."""
    if len(following.text) > 160 or following.link_share >= 0.5 or not dates.find(following.text, UTC, THEN):
        return False
    return (
        META.search(following.text) is not None
        or (BY.search(following.text) is not None and len(following.text) <= 80)
        or (not labelled and len(following.text) <= 48 and not SENTENCE.search(following.text))
    )


def _above_subtitle(everything: list[Run], at: int) -> Run:
    """The line, or the one before it where it is a subtitle: ——记守灯人老魏."""
    above = everything[at - 1] if at and SUBTITLE.match(everything[at].text) else None
    fine = above is not None and above.place not in JUNK and 4 <= weight(above.text) <= 60 and above.link_share < 0.3
    return above if above is not None and fine else everything[at]


def place_in(title: titles.Title, everything: list[Run]) -> int:
    """The run that shows the title; -1 where none does."""
    own = pagetitle.bare(title.text)
    if title.node is not None:
        for n, run in enumerate(everything):
            if inside(run.block, title.node) or (
                own and pagetitle.bare(run.text) == own and inside(title.node, run.block)
            ):
                return n
    for n, run in enumerate(everything):
        if own and pagetitle.bare(run.text) == own and run.link_share < 0.5:
            return n
    return -1
