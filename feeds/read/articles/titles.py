"""The title of an article page: what headings, <title> and metadata agree on, without the site's tail. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from feeds.read.articles.metadata import Metadata
from feeds.read.markup.html import Document, Node, ancestors, attr, css, first, hidden
from feeds.read.markup.lines import lines, text, tidy
from feeds.read.markup.wording import is_navigation, place_of, weight

_HEADINGS = (
    "h1, h2, h3, h4, h5, h6, [class*=title], [class*=Title], [class*=tit],"
    " [class*=bt], [class*=biaoti], [class*=headline], [class*=subject], "
    "[id*=title], [id*=Title], [id*=tit], [class*=Head], [class*=head],"
    " [itemprop=headline], [class*=show], [class*=conth], [class*=name], [class*=titre], [class*=titul], "
    "[class*=titol],"
    " [class*=tytul], [class*=baslik i], [id*=baslik i], [class*=nadpis], [class*=naslov], [class*=zagolov]"
)
_TAGS = {"h1": 22, "h2": 14, "h3": 10, "h4": 7, "h5": 6, "h6": 5}
NAMED = re.compile(
    r"(?:^|[-_ ])(?:\w*title\w*|\w*tit|bt|biaoti|headline|subject|titre|titulo?|titolo|tytul|\w*baslik|nadpis|naslov|"
    r"zagolovok)(?:$|[-_ \d])",
    re.I,
)
SITE = re.compile(
    r"(?:大学|学院|学校|中学|小学|幼儿园|研究院|研究所|研究生院|医院|委员会|"
    r"教育局|教育厅|管理局|人民政府|平台|管理系统|信息系统|株式会社|市役所|町役場|有限公司|门户网?站?|官网|网站|网|"
    r"图书馆|教务处|"
    r"学会|协会|集团|公司|银行|博物馆|学工部|学生处|研究生处|论坛|日报|晚报|新闻网|university|"
    r"college|institute|school|hochschule|universität|大學|學院|高校|学園|學校|國小|國中|高中|小學|政府|局|圖書館|"
    r"博物館|美術館|"
    r"文化館|研究院|醫院|委員會|協會|學會|(?:全球)?資訊網|服務網|入口網|"
    r"powered by .{2,20})$",
    re.I,
)
CUT = re.compile(
    r"\s*[_|｜»／]+\s*|\s+[-–—·:>•]\s+|\s*::\s*|\s*(?:--+|——)\s*|\s*-\s*(?=[\u4e00-\u9fff\u3040-\u30ff])|"
    r"(?<=[\u4e00-\u9fff\u3040-\u30ff])\s*-\s*"
)
#: what editors write where nobody wrote a title
_UNTITLED = re.compile(
    r"(?:新建网页|new page|untitled(?: document| page)?|无标题(?:文档|页)?|document|タイトルなし)\s*\d*", re.I
)
_NEVER = ("nav", "foot", "side", "crumb", "related", "links", "comment", "pager")
_STEP = re.compile(r"\s>\s|::")
_ABOVE = re.compile(r"\s*[|｜]\s*")
META_LINE = re.compile(r"\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}|(?:来源|作者|发布时间|时间|日期|点击|浏览|阅读)\s*[:：]")
_DAY = re.compile(r"\W{0,3}\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}\W{0,3}")
#: a column's name, though a page may have it for its first heading
_COLUMN = re.compile(
    r"news(?: (?:&|and) (?:events|media|press))?|events|press(?: (?:releases?|room))?|blog|aktuelles|nachrichten|"
    r"neuigkeiten|"
    r"actualités?|noticias|notícias|notizie|novosti|новости|новини|haberler|お知らせ|ニュース|新着情報|"
    r"新闻(?:中心|动态)?|通知公告|공지사항",
    re.I,
)
_PAGE_OF = re.compile(
    r" ?[(（](?P<page>[1-9])/(?P<pages>[2-9])(?:\s?(?:ページ|页|頁))?[)）]$"
)  #: the first of two pages
_ELLIPSIS = re.compile(r"(?:\.{3,}|…+)\s*$")


LONGEST = 500  #: characters of <title> that are looked at


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    node: Node | None  #: the heading it was taken from
    sure: bool


def bare(text: str) -> str:
    """For comparing: without blanks and the signs that sites change."""
    return re.sub(r"[\s\u200b\u3000“”\"'‘’·•…『』「」■□◆◇●○▲△▼▶►★☆※]+", "", text).lower()


def document_title(document: Document) -> str:
    node = first(document.root, "title")
    words = ((node.text_content or "") or node.text(deep=True)).strip()[:LONGEST] if node is not None else ""
    said = tidy(re.sub(r"<[a-z/][^<>]{0,40}>", "", words).replace("\n", " "))
    return "" if _UNTITLED.fullmatch(said) else said


def alone(document: Document, title: Title) -> bool:
    """Whether <title> has this title for a part of its own, and nothing more of it."""
    return bare(title.text) in map(bare, CUT.split(document_title(document)))


def find(document: Document, metadata: Metadata, listed: str = "") -> Title:
    """The article's title and the heading that shows it."""
    page_title = document_title(document)
    segments = [s for s in (p.strip() for p in CUT.split(page_title)) if s]
    whole = bare(page_title)
    crumbs = _crumbs(document)
    best: tuple[float, str, Node] | None = None
    own: tuple[float, str, Node] | None = None  #: the best that its class calls a title, and no column's name
    entry: tuple[float, str, Node] | None = None  #: a heading that a later part of <title> has, below the best
    for order, node in enumerate(css(document.root, _HEADINGS)[:400]):
        shown = _shown(node)
        if not 1.5 <= weight(shown) <= 110:
            continue
        score = _score(node, shown, whole, segments, metadata, listed, crumbs) - min(order, 100) * 0.05
        score -= 60 * _homeward(document, node) + 45 * hidden(node)
        if node.tag == "h1" and _kicked(shown, metadata):
            score, shown = score + 40, metadata.title
        if not _COLUMN.fullmatch(shown) and NAMED.search(attr(node, "class")) and (own is None or score > own[0]):
            own = (score, shown, node)
        if best is None or score > best[0]:
            best, entry = (score, shown, node), None
        elif (
            not listed
            and not metadata.title
            and score >= 24
            and bare(shown) in map(bare, segments[1:])
            and weight(shown) > 1.5 * weight(best[1])
        ):
            entry = entry or (score, shown, node)
    if best is not None and own is not None and own[0] >= 20 and _COLUMN.fullmatch(best[1]):
        return Title(own[1], own[2], False)  # below the name of its column
    named = best is not None and entry is not None and bare(best[1]) == bare(segments[0])
    if best is not None and entry is not None and named and _is_diary(document, best[2], entry[2]):
        best = entry
    if best is not None and best[0] >= 24:
        shown = _whole(best[1], metadata, page_title, listed)
        if bare(shown) == bare(_ABOVE.split(page_title)[0]) and _STEP.search(shown):  # the heading repeats <title>
            shown = _untailed(shown, metadata, crumbs)
        return Title(shown, best[2], best[0] >= 45)
    lone = _lone(document, crumbs) if not listed else None
    known = [bare(said) for said in (*segments[:1], metadata.title)]
    if lone is not None and not any(len(said) >= 8 and said in bare(text(lone)) for said in known):
        return Title(text(lone), lone, False)
    for given in (listed, metadata.title):
        if given and not SITE.search(given):
            return Title(
                _untailed(given, metadata, crumbs), _showing(document, _untailed(given, metadata, crumbs)), bool(listed)
            )
    guess = _untailed(page_title, metadata, crumbs)
    if best is not None and (not guess or (SITE.search(guess) and best[0] >= 5)):
        return Title(best[1], best[2], False)
    return Title(guess, _showing(document, guess), False)


def _lone(document: Document, crumbs: frozenset[str]) -> Node | None:
    """The one <h1> of a page whose <title> and metadata have other words for the article."""
    found = [node for node in css(document.root, "h1") if text(node)]
    if len(found) != 1:
        return None
    said = text(found[0])
    ups = [found[0], *list(ancestors(found[0]))[:8]]
    placed = any(place_of(up.tag or "", attr(up, "class"), attr(up, "id")) in _NEVER for up in ups)
    fine = (
        8 <= weight(said) <= 110
        and not _COLUMN.fullmatch(said)
        and not SITE.search(said)
        and bare(said) not in crumbs
        and not is_navigation(said)
    )
    return found[0] if fine and not placed and not _homeward(document, found[0]) and not any(map(hidden, ups)) else None


def _is_diary(document: Document, name: Node, entry: Node) -> bool:
    """Whether a heading that says a day stands between two others: a diary's name and its entry's title."""
    headings = css(document.root, "h1, h2, h3, h4")
    places = {node.mem_id: n for n, node in enumerate(headings)}
    between = headings[places.get(name.mem_id, 0) + 1 : places.get(entry.mem_id, 0)]
    return name.tag == "h1" and any(META_LINE.search(text(node)) for node in between)


def _kicked(shown: str, metadata: Metadata) -> bool:
    """Whether a heading is a kicker and the title that the metadata have: さらば有線：キーボードを打ち比べてみた."""
    own, stated = bare(shown), bare(metadata.title)
    return len(stated) >= 8 and own != stated and own.endswith(stated) and own[-len(stated) - 1] in ":：|｜」】"


def _homeward(document: Document, node: Node) -> bool:
    """Whether a heading is the site's name, linked to its front page."""
    link = node.css_first("a[href]")
    url = document.link(attr(link, "href")) if link is not None else None
    return url is not None and urlsplit(url).path in ("", "/") and not urlsplit(url).query


def _shown(node: Node) -> str:
    """The heading's text; a date or a counter in it is none of it."""
    if node.css_first("ul, table, p + p + p, form, h1 ~ div p") is not None:
        return ""
    inner = node.css_first("h1, h2, h3") if node.tag == "div" else None
    shown = inner if inner is not None else node
    if len(shown.text(deep=True)) <= 400 and shown.css_first("br, p, div, span") is not None:
        said = [line.text for line in lines(shown)[0] if line.text]
        meta = next((n for n, line in enumerate(said) if n and META_LINE.search(line)), len(said))
        if meta < len(said):  # the meta line stands in the heading
            return " ".join(said[:meta])[:400]
    whole = text(shown)[:400].strip().lstrip("■□◆◇●▲▼▶►※ ")
    small = first(shown, "small, time")
    if small is not None and _DAY.fullmatch(text(small)) and whole.endswith(text(small)):
        whole = whole.removesuffix(text(small)).rstrip()
    m = _PAGE_OF.search(whole)
    return whole[: m.start()] if m is not None and m["page"] <= m["pages"] else whole


def _crumbs(document: Document) -> frozenset[str]:
    """The words of the page's links: a column's name is one, an article's title is not."""
    found = css(document.root, "a")[:400]
    return frozenset(bare(t) for a in found if not _heads(a) and 0 < len(t := text(a)) <= 16)


def _heads(link: Node) -> bool:
    """Whether a link is the text of a heading, as blogs make it."""
    up = link.parent
    return up is not None and up.tag in _TAGS


def _score(
    node: Node, shown: str, whole: str, segments: list[str], metadata: Metadata, listed: str, crumbs: frozenset[str]
) -> float:
    own = bare(shown)
    score = float(_TAGS.get(node.tag or "", 0))
    label = f"{attr(node, 'class')} {attr(node, 'id')}"
    if NAMED.search(label) or attr(node, "itemprop") == "headline":
        score += 7
    if own and own in whole:
        score += 45 * min(1.0, len(own) / max(1, len(bare(segments[0])) if segments else 1))
    elif len(whole) >= 8 and any(_begins(own, segment, n) for n, segment in enumerate(segments)):
        score += 40
    if (
        metadata.title
        and own
        and (own == bare(metadata.title) or (len(own) >= 6 and bare(metadata.title).startswith(own)))
    ):
        score += 30
    if listed and own and (own == bare(listed) or own.startswith(bare(_ELLIPSIS.sub("", listed)))):
        score += 60
    if SITE.search(shown) and weight(shown) <= 22 and "关于" not in shown:
        score -= 45 if len(segments) != 1 or not segments or bare(segments[0]) != own or node.tag not in _TAGS else 30
    stated = bare(metadata.title)
    if own and own in whole and len(stated) >= 8 and stated in whole and own not in stated:
        score -= 45  # the part of <title> that the metadata leave out
    if metadata.site and own == bare(metadata.site):
        score -= 40
    if own in crumbs or is_navigation(shown):
        score -= 32
    if weight(shown) < 4:
        score -= 8
    for n, up in enumerate((node, *ancestors(node))):
        if up.tag == "a" or (n == 0 and node.css_first("a[href]") is not None and node.tag != "h1"):
            score -= 14
            break
        place = place_of(up.tag or "", attr(up, "class"), attr(up, "id"))
        if place == "side" and len(own) >= 8 and own in whole:
            continue  # .left_side may well be the page's main part
        if place in ("nav", "foot", "side", "crumb", "related", "links", "comment", "pager"):
            score -= 30
            break
        if place == "head" and up.tag != "header" and n > 1:
            score -= 12
            break
        if n > 12:
            break
    return score


def _begins(own: str, segment: str, place: int) -> bool:
    """Whether a part of <title> is the beginning of a heading, cut short."""
    head = bare(_ELLIPSIS.sub("", segment))
    return len(head) >= (12 if place else 6) and own.startswith(head)


def _whole(shown: str, metadata: Metadata, page_title: str, listed: str) -> str:
    """A heading that is cut short, made whole from wherever the page says more."""
    if not _ELLIPSIS.search(shown):
        return shown
    head = bare(_ELLIPSIS.sub("", shown))
    for other in (metadata.title, CUT.split(page_title)[0].strip(), listed):
        if bare(other).startswith(head) and len(bare(other)) > len(head):
            return other
    return shown


def _untailed(title: str, metadata: Metadata, crumbs: frozenset[str]) -> str:
    """<title> without the `-栏目-校名` that was hung on it; dashes of its own stay."""
    title = title.strip()
    while True:
        cuts = list(CUT.finditer(title))
        if not cuts:
            return title
        last = cuts[-1]
        head, tail = title[: last.start()].strip(), title[last.end() :].strip()
        known = bare(tail) in crumbs or SITE.search(tail) or (metadata.site and bare(tail) == bare(metadata.site))
        separator = last.group().strip()
        if len(cuts) > 1 and separator in ("_", "|", "｜") and {c.group().strip() for c in cuts} == {separator}:
            known = True  # a row of them is a path, not a sentence
        if head and (
            known
            or (len(cuts) == 1 and separator in ("|", "｜", "_", "»", ">", "::"))
            or (len(cuts) == 1 and weight(tail) < weight(head))
        ):
            title = head
            continue
        first_cut = cuts[0]
        front, rest = title[: first_cut.start()].strip(), title[first_cut.end() :].strip()
        if (
            rest
            and weight(rest) >= 4
            and (bare(front) in crumbs or (metadata.site and bare(front) == bare(metadata.site)))
        ):
            title = rest
            continue
        return title if not known else head or title


def _showing(document: Document, title: str) -> Node | None:
    """The element that shows this title and nothing else."""
    own = bare(title)
    if len(own) < 3:
        return None
    for node in css(document.root, "h1, h2, h3, h4, h5, h6, p, div, td, span, strong, b, font, center"):
        if node.css_first("p, div, td, table") is None and bare(text(node)) == own:
            return node
    return None
