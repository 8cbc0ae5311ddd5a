"""What a row of a list says: its title and its date. Pure; which rows there are, rows.py decides."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds import hanzi
from feeds.read.dates import dates, labels, scattered
from feeds.read.dates.days import Found
from feeds.read.lists.cardtitle import CUT, told_by
from feeds.read.lists.rows import Row
from feeds.read.markup.html import Node, attr, css
from feeds.read.markup.lines import lines, plain, text, texts

_DOTS = ("..", "…", "。。")
NOT_A_TITLE = hanzi.compile(
    r"^(?:更多|more|详细|详情|查看详情|查看更多|阅读全文|查看全文|全文|阅读更多|read more|点击查看|\[详细\]|"
    r"首页|上页|下页|尾页|上一页|下一页|末页|"
    r"[\W\d_]*)[>»\s\]]*$",
    re.I,
)
_HEADINGS = "h1, h2, h3, h4, h5, h6, [class*=title], [class*=tit], [class*=bt], [class*=name], .news_title, dt"
DATEISH = re.compile(r"\d")
PINNED = hanzi.compile(r"^[\[【(（]\s*(?:置顶|顶|图文|图|荐|推荐|热|最新|new)\s*[\]】)）]\s*", re.I)
_BRACKETS = ("[", "【", "(", "（")
DATED = re.compile(
    r"^[\[(（]?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])）]?\s*(?=\S)|\s*[\[(（]\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[\])）]$"
)
_DATE_SIGNS = hanzi.compile(r"[\s\d\-./:年月日时分秒\[\]()（）【】|·]+")
#: what may stand beside a date that is all a text says
_SAID = hanzi.compile(r"发布时间|发布日期|更新时间|时间|日期|发布于|发布|点击\w*|浏览\w*|阅读\w*|星期.|周.|[\s\W\d_]")
_WORDS = hanzi.compile(r"[^\W\d_年月日时分秒星期周一二三四五六]")


def title(row: Row) -> str:
    """What a row calls its article: the full @title where the shown text is cut or holds more than a title."""
    if row.named is None:
        row.named = _title(row)
    return row.named


def _title(row: Row) -> str:
    best = ""
    for link in row.links:
        shown = _shown_title(link)
        said = " ".join(told_by(attr(link, "title")).split())
        choice = _choose(shown, said)
        if NOT_A_TITLE.match(choice):
            choice = ""
        if not choice:
            image = link.css_first("img[alt]")
            choice = " ".join(attr(image, "alt").split()) if image is not None and not best else ""
            if NOT_A_TITLE.match(choice) or re.search(r"\.(?:jpe?g|png|gif)$", choice, re.I):
                choice = ""
            if choice and len(row.links) > 1:
                continue
        if choice and (not best or (CUT.search(best) and not CUT.search(choice))):
            best = choice
    if not best:  # the title stands beside its link: <h4>title</h4> … <a>详情</a>
        heading = row.node.css_first("h1, h2, h3, h4, h5, h6, [class*=title], [class*=tit]")
        best = text(heading) if heading is not None else ""
    return best


def _choose(shown: str, said: str) -> str:
    if shown.startswith(_BRACKETS):
        shown = PINNED.sub("", shown)
    if not said and DATED.search(shown) and len(DATED.sub("", shown)) >= 6:
        shown = DATED.sub("", shown) if not shown[:5].isdigit() and shown[4:5] != "年" else shown
    if not said or NOT_A_TITLE.match(said) or said.startswith(("http://", "https://")):
        return shown
    if not shown:
        return said
    a, b = _bare(shown), _bare(said)
    if CUT.search(said) and a.startswith(_bare(CUT.sub("", said))):
        return shown
    if CUT.search(shown) or a in b or b in a:
        return said if len(b) <= len(a) or CUT.search(shown) or a in b else shown
    if a[:4] == b[:4]:
        return said
    return shown if len(a) >= 4 else said


def _bare(title: str) -> str:
    return "".join(title.replace("\u200b", "").split())


def _uncut(title: str) -> str:
    """Without the dots of a title that the page shows cut."""
    return CUT.sub("", title) if title.rstrip().endswith(_DOTS) else title


def _shown_title(link: Node) -> str:
    """The link's own text without the dates and the summary that some sites put into it."""
    if plain(link):
        return text(link)
    heading = link.css_first(_HEADINGS)
    if heading is not None:
        said = " ".join(line.text for line in lines(heading)[0] if line.text and not _only_date(line.text))
        if len(said) >= 4:
            return _without_date(heading, said)
    pieces = [line.text for line in lines(link)[0] if line.text]
    if not pieces:
        return ""
    told = [piece for piece in pieces if not _only_date(piece)]
    shown = (told or pieces)[0]
    return _without_date(link, shown.replace("\t", " "))


def _without_date(node: Node, shown: str) -> str:
    """Without the date that stands in an element of its own inside the title's: <a>title<span>05-12</span></a>."""
    for part in css(node, "span, i, em, samp, time, small, b, font"):
        said = text(part)
        if said and said != shown and _only_date(said):
            shown = shown.removesuffix(said) if shown.endswith(said) else shown.removeprefix(said)
            shown = shown.strip()
    return shown


def _only_date(piece: str) -> bool:
    return _DATE_SIGNS.fullmatch(piece) is not None and DATEISH.search(piece) is not None


def date(row: Row, known: str, zone: ZoneInfo, now: datetime) -> Found | None:
    """When a row says its article was published; never a date that only its title or its summary speaks of.

    `known` is the row's title; a row is asked by one reader, so its answer is remembered.
    """
    if isinstance(row.dated, bool):
        row.dated = _date(row, known, zone, now)
    return row.dated


_PUBLISHED = hanzi.compile("发布|发表")
_LABELLED = hanzi.compile("发布|时间|日期")


def _date(row: Row, known: str, zone: ZoneInfo, now: datetime) -> Found | None:
    own = _pieces(row, known)
    ranked: list[tuple[int, int, Found]] = []
    for place, piece in enumerate(own):
        found = _alone(piece, zone, now) if len(piece) <= 40 else None
        if found is not None:
            pure = not _WORDS.search(piece) or _PUBLISHED.search(piece)
            if pure and not found.inferred:  # no later piece says it better
                return found
            ranked.append(((3 if found.inferred else 0) + (0 if pure else 1), place, found))
        for count in (3, 2):
            parts = own[place : place + count]
            if len(parts) == count and all(len(part) <= 12 for part in parts):
                joined = scattered.joined(*parts, zone=zone, now=now)
                if joined is not None:
                    ranked.append((2 if joined.inferred else 0, place, joined))
                    break
    if ranked:
        return min(ranked, key=lambda ranks: ranks[:2])[2]
    for piece in own:
        if _LABELLED.search(piece):
            found = labels.labelled(piece, zone, now)
            if found is not None:
                return found
    rest = "\n".join(own)
    return dates.first(rest, zone, now) if len(rest) <= 60 else None


def _pieces(row: Row, known: str) -> list[str]:
    """The row's text, element by element, without its title."""
    bare = _bare(_uncut(known))
    found: list[str] = []
    for piece in texts(row.node):
        said = " ".join(piece.split())
        own = _bare(_uncut(said)) if said else ""
        if not own or own == bare or (len(own) >= 4 and own in bare and not _only_date(own)):
            continue
        if len(bare) >= 4 and own.startswith(bare):
            said = said[len(known) :] if said.startswith(known) else own[len(bare) :]
        if said.strip():
            found.append(said.strip())
    return found


def _alone(piece: str, zone: ZoneInfo, now: datetime) -> Found | None:
    """A date that is all a piece of text says, brackets, labels and a counter aside."""
    found = dates.first(piece, zone, now)
    if found is None:
        return None
    rest = piece[: found.start] + piece[found.end :]
    few = 0 if found.inferred else 8
    return found if len(rest) <= few or len(_SAID.sub("", rest)) <= few else None
