"""The rows of a list page: which links stand in rows of one shape, what each row says. Pure; knows no CMS.

A kind tells which links are articles; this finds the rows around them, their titles and their dates.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds.read import cards, dates, daylines, labels, scattered
from feeds.read.cards import CUT
from feeds.read.days import Found
from feeds.read.html import Document, Node, ancestors, attr, css, hidden, is_element, tag, walk
from feeds.read.lines import lines, plain, text

#: a row ends here at the latest
NATURAL = frozenset(["li", "tr", "dl", "article"])
OUTER = frozenset(["body", "html", "form"])
_DOTS = ("..", "…", "。。")
#: where menus and hot lists say what they are
ASIDE = re.compile(
    r"(?:^|[\W_])(?:nav\w*|menu\w*|foot\w*|side\w*|aside|hot\w*|rank\w*|recommend\w*|related\w*|relate|"
    r"crumbs?|breadcrumb\w*|"
    r"links?|yqlj|banner\w*|slide\w*|swiper\w*|focus\w*|rm\w{0,3}|ph\w{0,2}b|tuijian|xgwz|xgxw|leftmenu|"
    r"copyright)(?:$|[\W_])",
    re.I,
)
ASIDE_TITLE = re.compile(
    r"热门|热点(?!追踪)|点击排行|排行榜|阅读排行|推荐阅读|相关(?:文章|新闻|阅读|链接)|最新(?:文章|发布|更新|推荐)|"
    r"猜你喜欢|友情链接|快速(?:链接|导航|通道)"
)
NOT_A_TITLE = re.compile(
    r"^(?:更多|more|详细|详情|查看详情|查看更多|阅读全文|查看全文|全文|阅读更多|read more|点击查看|\[详细\]|"
    r"首页|上页|下页|尾页|上一页|下一页|末页|"
    r"[\W\d_]*)[>»\s\]]*$",
    re.I,
)
HEADINGS = "h1, h2, h3, h4, h5, h6, [class*=title], [class*=tit], [class*=bt], [class*=name], .news_title, dt"
DATEISH = re.compile(r"\d")


@dataclass(slots=True)
class Row:
    """One item's place on the page: everything that belongs to it and to no other."""

    node: Node
    url: str
    links: list[Node] = field(default_factory=list)
    named: str | None = None  #: its title, once asked for
    dated: Found | bool | None = False  #: its date, once asked for; False before


@dataclass(slots=True)
class Group:
    """Rows of one shape that stand together."""

    rows: list[Row]
    parent: Node
    score: float = 0.0


def find(document: Document, target: Callable[[str], str | None], signs: tuple[str, ...] = ("",)) -> list[Row]:
    """The smallest surroundings of each article link that hold no other article's link.

    `target` says which article a URL leads to; None for a URL that is no article's. `signs`: an href without any of
    these is no article's.
    """
    links: list[tuple[Node, str, str]] = []
    for link in document.css("a[href]"):
        href = attr(link, "href")
        if not any(sign in href for sign in signs):
            continue
        url = document.link(href)
        key = target(url) if url is not None else None
        if url is not None and key is not None:
            links.append((link, url, key))
    held: dict[int, set[str]] = defaultdict(set)
    paths: list[list[Node]] = []
    for link, _, key in links:
        path = list(ancestors(link))
        paths.append(path)
        for up in path:
            held[up.mem_id].add(key)
    rows: dict[int, Row] = {}
    for (link, url, _), path in zip(links, paths, strict=True):
        node = link
        for up in path:
            if tag(up) in OUTER or len(held[up.mem_id]) > 1:
                break
            node = up
            if tag(up) in NATURAL:
                break
        row = rows.setdefault(node.mem_id, Row(node=node, url=url))
        row.links.append(link)
    return list(rows.values())


def groups(rows: list[Row], zone: ZoneInfo, now: datetime) -> list[Group]:
    """Rows with the same parent and tag; neighbouring parents of one shape (a list in several <ul>) count as one, and
    so do cousins of one shape that stand below dates (a <ul> a year)."""
    found: dict[tuple[int, str], Group] = {}
    for row in rows:
        parent = row.node.parent
        if parent is not None:
            key = (parent.mem_id, tag(row.node))
            found.setdefault(key, Group(rows=[], parent=parent)).rows.append(row)
    merged: dict[tuple[int, str, str, str], Group] = {}
    for group in found.values():
        outer = group.parent.parent
        kind = tag(group.parent)
        if outer is None or kind in ("div", "td") or tag(group.rows[0].node) == "a":
            shape = (group.parent.mem_id, "", "", "")
        else:
            shape = (outer.mem_id, kind, attr(group.parent, "class"), tag(group.rows[0].node))
        if shape in merged:
            merged[shape].rows.extend(group.rows)
        else:
            merged[shape] = group
    return _by_dates(list(merged.values()), {row.node.mem_id for row in rows}, zone, now)


def _by_dates(groups: list[Group], cards: set[int], zone: ZoneInfo, now: datetime) -> list[Group]:
    """Groups of one shape under one roof, each below a date, are one list."""
    if len(groups) < 2:
        return groups
    joined: list[Group] = []
    roofs: dict[tuple[int, str, str], Group] = {}
    for group in groups:
        outer = group.parent.parent
        roof = outer.parent if outer is not None else None
        said = daylines.above(group.rows[0].node, cards, {}) if roof is not None else ""
        if roof is None or outer is None or not said or daylines.read(said, zone, now) is None:
            joined.append(group)
            continue
        shape = (roof.mem_id, attr(outer, "class"), attr(group.parent, "class"))
        if shape in roofs:
            roofs[shape].rows.extend(group.rows)
        else:
            roofs[shape] = group
            joined.append(group)
    return joined


def aside(node: Node) -> bool:
    """Whether the node stands in a menu, a footer or a list of hot articles, as its surroundings say."""
    for up in (node, *ancestors(node)):
        if tag(up) in ("nav", "footer", "aside") or hidden(up):
            return True
        if tag(up) not in ("body", "html") and ASIDE.search(f"{attr(up, 'class')} {attr(up, 'id')}"):
            return True
    return False


def heading_before(node: Node) -> str:
    """The short text that stands right before a list: its heading, if it has one."""
    current: Node = node
    for _ in range(3):
        before = current.prev
        while before is not None:
            if is_element(before) and tag(before) not in ("script", "style", "link"):
                said = text(before)
                if said:
                    return said if len(said) <= 40 else ""
            before = before.prev
        parent = current.parent
        if parent is None or tag(parent) in OUTER:
            return ""
        current = parent
    return ""


def title(row: Row) -> str:
    """What a row calls its article: the full @title where the shown text is cut or holds more than a title."""
    if row.named is None:
        row.named = _title(row)
    return row.named


def _title(row: Row) -> str:
    best = ""
    for link in row.links:
        shown = _shown_title(link)
        said = " ".join(cards.told_by(attr(link, "title")).split())
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


PINNED = re.compile(r"^[\[【(（]\s*(?:置顶|顶|图文|图|荐|推荐|热|最新|new)\s*[\]】)）]\s*", re.I)
_BRACKETS = ("[", "【", "(", "（")
DATED = re.compile(
    r"^[\[(（]?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\])）]?\s*(?=\S)|\s*[\[(（]\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[\])）]$"
)


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
    heading = link.css_first(HEADINGS)
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


_DATE_SIGNS = re.compile(r"[\s\d\-./:年月日时分秒\[\]()（）【】|·]+")


def _only_date(piece: str) -> bool:
    return _DATE_SIGNS.fullmatch(piece) is not None and DATEISH.search(piece) is not None


def date(row: Row, known: str, zone: ZoneInfo, now: datetime) -> Found | None:
    """When a row says its article was published; never a date that only its title or its summary speaks of.

    `known` is the row's title; a row is asked by one reader, so its answer is remembered.
    """
    if isinstance(row.dated, bool):
        row.dated = _date(row, known, zone, now)
    return row.dated


def _date(row: Row, known: str, zone: ZoneInfo, now: datetime) -> Found | None:
    own = _pieces(row, known)
    ranked: list[tuple[int, int, Found]] = []
    for place, piece in enumerate(own):
        found = _alone(piece, zone, now) if len(piece) <= 40 else None
        if found is not None:
            pure = not _WORDS.search(piece) or "发布" in piece or "发表" in piece
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
        if "发布" in piece or "时间" in piece or "日期" in piece:
            found = labels.labelled(piece, zone, now)
            if found is not None:
                return found
    rest = "\n".join(own)
    return dates.first(rest, zone, now) if len(rest) <= 60 else None


def _pieces(row: Row, known: str) -> list[str]:
    """The row's text, element by element, without its title."""
    bare = _bare(_uncut(known))
    found: list[str] = []
    parts: list[str] = []

    def end() -> None:
        said = " ".join("".join(parts).split())
        parts.clear()
        if not said:
            return
        own = _bare(_uncut(said))
        if not own or own == bare or (len(own) >= 4 and own in bare and not _only_date(own)):
            return
        if len(bare) >= 4 and own.startswith(bare):
            said = said[len(known) :] if said.startswith(known) else own[len(bare) :]
        if said.strip():
            found.append(said.strip())

    for node, _ in walk(row.node):
        if node.is_text_node:
            if (said := node.text_content) and not (said.isspace() and not parts):
                parts.append(said)
        elif parts:
            end()
    end()
    return found


#: what may stand beside a date that is all a text says
_SAID = re.compile(r"发布时间|发布日期|更新时间|时间|日期|发布于|发布|点击\w*|浏览\w*|阅读\w*|星期.|周.|[\s\W\d_]")
_WORDS = re.compile(r"[^\W\d_年月日时分秒星期周一二三四五六]")


def _alone(piece: str, zone: ZoneInfo, now: datetime) -> Found | None:
    """A date that is all a piece of text says, brackets, labels and a counter aside."""
    found = dates.first(piece, zone, now)
    if found is None:
        return None
    rest = piece[: found.start] + piece[found.end :]
    few = 0 if found.inferred else 8
    return found if len(rest) <= few or len(_SAID.sub("", rest)) <= few else None
