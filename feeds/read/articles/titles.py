"""The title of an article page: what headings, <title> and metadata agree on, without the site's tail. Pure."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from feeds import hanzi
from feeds.read.articles.metadata import Metadata
from feeds.read.articles.pagetitle import CUT, SITE, bare, document_title, made_whole, untailed
from feeds.read.articles.slug import agreement
from feeds.read.articles.titlescore import NAMED, NEVER, TAGS, Said, said_of, score
from feeds.read.markup.html import Document, Node, ancestors, attr, css, first, hidden
from feeds.read.markup.lines import lines, text
from feeds.read.markup.wording import is_navigation, weight

_HEADINGS = (
    "h1, h2, h3, h4, h5, h6, [class*=title], [class*=Title], [class*=tit],"
    " [class*=bt], [class*=biaoti], [class*=headline], [class*=subject], "
    "[id*=title], [id*=Title], [id*=tit], [class*=Head], [class*=head],"
    " [itemprop=headline], [class*=show], [class*=conth], [class*=name], [class*=titre], [class*=titul], "
    "[class*=titol],"
    " [class*=tytul], [class*=baslik i], [id*=baslik i], [class*=nadpis], [class*=naslov], [class*=zagolov]"
)
_STEP = re.compile(r"\s>\s|::")
_INDEX = re.compile(r"(?<=/)(?:index|default)\.\w{2,5}$", re.I)
_ABOVE = re.compile(r"\s*[|｜]\s*")
META_LINE = hanzi.compile(r"\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}|(?:来源|作者|发布时间|时间|日期|点击|浏览|阅读)\s*[:：]")
#: the same behind a title, in its heading: a day, and a label
_LABELS = hanzi.compile(
    r"(?:\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?(?:\s{1,3}\d{1,2}:\d{2}(?::\d{2})?)?\s{0,3})?"
    r"(?:来源|作者|字号|字体|点击|浏览|阅读|(?:责任)?编辑|发布时间)(?:次数|量|数)?\s?[:：]"
)
_DATED = hanzi.compile(
    r"\s\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?(?:\s{1,3}\d{1,2}:\d{2}(?::\d{2})?)?\s{1,3}(?:来源|作者|点击|浏览|阅读)(?:次数|量|数)?\s?[:：]"
)
_SIGNS = "■□◆◇●▲▼▶►※ "  #: before a headline
_CLOCK = re.compile(r"[0-2]?\d:[0-5]\d")
_DAY = re.compile(r"\W{0,3}\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}\W{0,3}")
#: a column's name, though a page may have it for its first heading
_COLUMN = hanzi.compile(
    r"news(?: (?:&|and) (?:events|media|press))?|events|press(?: (?:releases?|room))?|blog|aktuelles|nachrichten|"
    r"neuigkeiten|"
    r"actualités?|noticias|notícias|notizie|novosti|новости|новини|haberler|お知らせ|ニュース|新着情報|"
    r"新闻(?:中心|动态)?|通知公告|공지사항",
    re.I,
)
_PAGE_OF = hanzi.compile(
    r" ?[(（](?P<page>[1-9])/(?P<pages>[2-9])(?:\s?(?:ページ|页|頁))?[)）]$"
)  #: the first of two pages


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    node: Node | None  #: the heading it was taken from
    sure: bool


def alone(document: Document, title: Title) -> bool:
    """Whether <title> has this title for a part of its own, and nothing more of it."""
    return bare(title.text) in map(bare, CUT.split(document_title(document)))


def find(document: Document, metadata: Metadata, listed: str = "") -> Title:
    """The article's title and the heading that shows it."""
    page_title = document_title(document)
    crumbs = _crumbs(document)
    ucoz = "eTitle" in document.source
    said = said_of(page_title, metadata, listed, crumbs, document.root, document.url, ucoz=ucoz)
    segments = said.segments
    best: tuple[float, str, Node] | None = None
    own: tuple[float, str, Node] | None = None  #: the best that its class calls a title, and no column's name
    spelled: tuple[float, str, Node] | None = None  #: the first that the address spells out
    entry: tuple[float, str, Node] | None = None  #: a heading that a later part of <title> has, below the best
    for order, node in enumerate(css(document.root, _HEADINGS)[:400]):
        shown = _shown(node)
        if not 1.5 <= weight(shown) <= 110:
            continue
        points = score(node, shown, said) - min(order, 100) * 0.05
        points -= 60 * _homeward(document, node) + 45 * hidden(node)
        if node.tag == "h1" and _kicked(shown, metadata):
            points, shown = points + 40, metadata.title
        shown = _without_meta(shown, metadata.title, *segments[:1])
        if not _COLUMN.fullmatch(shown) and NAMED.search(attr(node, "class")) and (own is None or points > own[0]):
            own = (points, shown, node)
        if spelled is None and points >= 24 and weight(shown) >= 8 and agreement(said.slug, shown) >= 0.9:
            spelled = (points, shown, node)
        if best is None or points > best[0]:
            best, entry = (points, shown, node), None
        elif (
            not listed
            and not metadata.title
            and points >= 24
            and bare(shown) in map(bare, segments[1:])
            and weight(shown) > 1.5 * weight(best[1])
        ):
            entry = entry or (points, shown, node)
    if best is not None and own is not None and own[0] >= 20 and _COLUMN.fullmatch(best[1]):
        return Title(own[1], own[2], False)  # below the name of its column
    whole = best is not None and len(segments) == 1 and bare(best[1]) == said.whole
    if best is not None and spelled is not None and whole and agreement(said.slug, best[1]) < 0.5:
        best = spelled  # every page of the site has its name for <title>
    first_part = best is not None and entry is not None and bare(best[1]) == bare(segments[0])
    if best is not None and entry is not None and first_part and _is_diary(document, best[2], entry[2]):
        best = entry
    if best is not None and best[0] >= 24:
        shown = made_whole(best[1], metadata, page_title, listed)
        if bare(shown) == bare(_ABOVE.split(page_title)[0]) and _STEP.search(shown):  # the heading repeats <title>
            shown = untailed(shown, metadata, crumbs)
        by_slug = agreement(said.slug, shown) >= 0.8
        return Title(shown, best[2], best[0] >= 45 or by_slug or _stated(document, best[1], metadata, segments))
    lone = _lone(document, said) if not listed else None
    known = [bare(words) for words in (*segments[:1], metadata.title)]
    if lone is not None and not any(len(words) >= 8 and words in bare(text(lone)) for words in known):
        return Title(_shown(lone) or text(lone), lone, False)
    for given in (listed, metadata.title):
        if given and not SITE.search(given) and (given == listed or bare(given) != bare(metadata.site)):
            return Title(
                untailed(given, metadata, crumbs), _showing(document, untailed(given, metadata, crumbs)), bool(listed)
            )
    guess = untailed(page_title, metadata, crumbs)
    named = SITE.search(guess) or (guess and bare(guess) == bare(metadata.site))
    if best is not None and (not guess or (named and best[0] >= 5)):
        return Title(best[1], best[2], False)
    return Title(guess, _showing(document, guess), False)


def _stated(document: Document, shown: str, metadata: Metadata, segments: list[str]) -> bool:
    """Whether the metadata have a heading word for word, and nothing on the page is what <title> begins with."""
    same = len(bare(shown)) >= 12 and bare(shown) == bare(metadata.title)
    return same and not (segments and _showing(document, segments[0]))


def _lone(document: Document, known: Said) -> Node | None:
    """The one <h1> of a page whose <title> and metadata have other words for the article."""
    found = [node for node in css(document.root, "h1") if text(node)]
    if len(found) != 1:
        return None
    said = text(found[0])
    ups = [found[0], *list(ancestors(found[0]))[:8]]
    placed = any(known.place(up) in NEVER for up in ups)
    fine = (
        8 <= weight(said) <= 110
        and not _COLUMN.fullmatch(said)
        and not SITE.search(said)
        and bare(said) not in known.crumbs
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


def _without_meta(shown: str, *stated: str) -> str:
    """A heading without the date and the labels that stand in it behind the title that the page states; a date alone
    tells issues apart."""
    for title in stated:
        rest = shown[len(title) :].lstrip() if len(title) >= 6 and shown.startswith(title) else ""
        if _LABELS.match(rest):
            return title
    dated = _DATED.search(shown)
    return shown[: dated.start()] if dated is not None and weight(shown[: dated.start()]) >= 6 else shown


def _homeward(document: Document, node: Node) -> bool:
    """Whether a heading is the site's name, linked to its front page, or a blog's to an index above the page."""
    link = node.css_first("a[href]")
    url = document.link(attr(link, "href")) if link is not None else None
    if url is None or urlsplit(url).query:
        return False
    folder = _INDEX.sub("", urlsplit(url).path)
    here = urlsplit(document.url).path
    return folder in ("", "/") or (folder != urlsplit(url).path and here.startswith(folder) and here != folder)


def _shown(node: Node) -> str:
    """The heading's text; a date or a counter in it is none of it."""
    if node.css_first("ul, table, p + p + p, form, h1 ~ div p") is not None:
        return ""
    inner = node.css_first("h1, h2, h3") if node.tag == "div" else node.css_first(".bo_v_tit")  # Gnuboard's
    shown = inner if inner is not None else node
    if len(shown.text(deep=True)) <= 400 and shown.css_first("br, p, div, span") is not None:
        every = [line.text for line in lines(shown)[0] if line.text]
        said = [words for words in every if not _CLOCK.fullmatch(words)]
        meta = next((n for n, line in enumerate(said) if n and META_LINE.search(line)), len(said))
        if meta < len(said):  # the meta line stands in the heading
            return " ".join(said[:meta])[:400]
        if len(said) == 1 < len(every):
            return said[0][:400].lstrip(_SIGNS)
    whole = text(shown)[:400].strip().lstrip(_SIGNS)
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
    return up is not None and up.tag in TAGS


def _showing(document: Document, title: str) -> Node | None:
    """The element that shows this title and nothing else."""
    own = bare(title)
    if len(own) < 3:
        return None
    for node in css(document.root, "h1, h2, h3, h4, h5, h6, p, div, td, span, strong, b, font, center"):
        if node.css_first("p, div, td, table") is None and bare(text(node)) == own:
            return node
    return None
