"""What a list page calls its column: of what <title>, the breadcrumb, the menu and the headings say what is not the
site's own name. Pure."""

import re
from collections.abc import Iterable, Iterator

from feeds import hanzi
from feeds.read.articles import metadata
from feeds.read.articles.pagetitle import LONGEST, SITE, bare
from feeds.read.lists.groups import Candidate
from feeds.read.markup.html import Document, attr, css, first
from feeds.read.markup.itself import to_itself
from feeds.read.markup.lines import text, tidy
from feeds.read.markup.links import canonical
from feeds.read.markup.wording import NEWS, is_navigation, weight
from feeds.read.navigation import crumbs

LONG = 40.0  #: a heading of more words is no column's name
SHORT = 16.0  #: one of more words may name it where <title> does so, too
_PARTS = re.compile(
    r"\s*(?:[_|｜»«•]|::|--+|——|>>|＞)\s*|\s+[-–—·:>－]+\s+|-(?=[\u4e00-\u9fff\u3040-\u30ff])|"
    r"(?<=[\u4e00-\u9fff\u3040-\u30ff])[-－／]"
)
_STEPS = re.compile(r"(?:\s+/)+\s+")  #: 标准公告 / / 团体标准: a path, whose last step it is
#: where the menu says that we are
_CURRENT = (
    "li.active > a, li.on > a, li.current > a, li.cur > a, li.selected > a, li[class*=current] > a, a.active, a.on, "
    "a.current, a.cur, a.selected, a[aria-current=page]"
)
#: what is said around a column's name: Kategori: Berita, 分类 社团动态 下的文章, Aktuelles Archive, 공지사항 1 페이지
_AROUND = hanzi.compile(
    r"^(?:(?:tags?|etiquetas?|schlagworte?|categor(?:y|ía|ia|ie)|kategori[ea]?|arkiv for kategorien|"
    r"archiwum kategorii|articoli nella categoria|categorie-?archief|kategorie-?archiv|分类|标签|栏目|カテゴリー?|"
    r"카테고리|метка|рубрика)\s*[:：]?\s+|(?:分类|标签|カテゴリー?|tags?|etiquetas?|categor(?:y|ía|ia)|kategori)[:：]\s*)"
    r"|\s+(?:archiv(?:es?|i|o)|arquivos?|archives de|彙整|汇总|下的文章|\d+ 페이지|第\d+页|page \d+)$",
    re.I,
)
_HEAD = hanzi.compile(r"标题.{0,9}(?:作者|时间|日期|点击)|排序|번호")  #: of a table
_QUOTED = re.compile(r"^[„“”‘’\"'«「『](.*)[“”‘’\"'»」』]$")


def name(document: Document, candidate: Candidate | None) -> str | None:
    """The column's name; what <title> begins with where nothing says which part of it that is, unless that is one long
    name and the page has another that is of news."""
    heading = first(document.root, "title")
    title = tidy((heading.text_content or heading.text()).strip()[:LONGEST] if heading is not None else "")
    site = {bare(said) for said in _of_site(document) if said.strip()} - {""}
    parts = [part for piece in _PARTS.split(title) if (part := _inner(_STEPS.split(piece)[-1]))]
    parts = [_without_site(part, site) for part in parts]
    if parts and crumbs.at_home(document):
        return parts[0]
    told = [said for said in _told(document, candidate) if _fits(said, site)]
    known = {bare(said) for said in told}
    for part in parts:
        if bare(part) in known:
            return part
    fitting = [part for part in parts if _fits(part, site)]
    items = {bare(item.title) for item in candidate.items} if candidate is not None else set()
    short = [said for said in told if weight(said) <= SHORT and bare(said) not in items and not _HEAD.search(said)]
    best = next((said for said in short if NEWS.search(said)), short[0] if short else None)
    news = best is not None and NEWS.search(best) is not None
    if fitting and (NEWS.search(fitting[0]) or not news or (len(parts) > 1 and weight(fitting[0]) <= SHORT)):
        return fitting[0]
    return _inner(best or title) or None


def _without_site(said: str, site: Iterable[str]) -> str:
    """A name without the site's before it: 云溪县人民政府 云溪要闻, TU Brennersberg: Pressemitteilungen."""
    before, found, behind = said.partition(": ")
    if found and behind and bare(before) in site:
        return behind.strip()
    before, found, behind = said.partition(" ")
    if found and before > "\u3000" and " " not in behind and (SITE.search(before) or bare(before) in site):
        return behind
    return said


def _inner(said: str) -> str:
    """A name without what is said around it."""
    shorter = _AROUND.sub("", said.strip()).strip(" :：>\xa0")
    quoted = _QUOTED.match(shorter)
    return quoted[1].strip() if quoted is not None else shorter


def _fits(said: str, site: Iterable[str]) -> bool:
    """Whether words may be a column's name: neither the site's, nor a menu's."""
    return (
        1.5 <= weight(said) <= LONG
        and bare(said) not in site
        and not SITE.search(said)
        and not crumbs.HOME.match(said)
        and (not is_navigation(said) or NEWS.search(said) is not None)
    )


def _of_site(document: Document) -> Iterator[str]:
    """What the site is called: in its metadata, and by the links and pictures that lead to its front page."""
    yield metadata.read(document).site
    here = canonical(document.url)
    for link in css(document.root, "a[href]")[:200]:
        url = document.link(attr(link, "href"))
        if url is None or not crumbs.is_front(url) or canonical(url) == here:
            continue
        yield text(link)
        yield attr(link, "title")
        for image in css(link, "img[alt]"):
            yield attr(image, "alt")


def _told(document: Document, candidate: Candidate | None) -> Iterator[str]:
    """What else may name the column: the surest first."""
    for meta in css(document.root, "meta[content]"):
        if attr(meta, "name").lower() == "columnname":
            yield attr(meta, "content")
    if (ended := crumbs.named(document)) is not None:
        yield ended
    if candidate is not None and candidate.heading:
        yield candidate.heading
    for link in to_itself(document):
        yield text(link)
    for node in css(document.root, "h1"):
        yield text(node)
    for node in css(document.root, _CURRENT):
        yield text(node)
