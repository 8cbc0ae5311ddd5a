"""The breadcrumb of a page (首页 > 新闻 > 正文) and what it says about the page's column. Pure."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from feeds import hanzi
from feeds.read.markup.addresses import template
from feeds.read.markup.html import Document, Node, ancestors, attr, css, inside, tag
from feeds.read.markup.lines import roughly, text
from feeds.read.markup.links import same_page, same_site

LABEL = hanzi.compile(
    r"(?:当前|您的|你的|所在|现在)的?(?:所在)?(?:位置|栏目)|您现在(?:所在)?的?位置|位置\s*[:：]|You are here", re.I
)
#: what LABEL wants, with blanks and signs of any kind between its characters: quick to tell
SOMEWHERE = hanzi.compile(r"位\s*置|栏\s*目|You are here", re.I)
HOME = hanzi.compile(
    r"^(?:网站|学院|学校|本站|返回|系部|部门|中心|学院网站|学校网站|主站)?\s*(?:首\s*页|主\s*页|home(?:page)?|"
    r"ホーム|トップ(?:ページ)?|top|홈|startseite|accueil(?: du site)?|inicio|início|главная|strona główna|trang chủ|"
    r"ana sayfa|"
    r"página inicial|úvod|domů|domov|forside|hjem|hem|etusivu|kezdőlap|αρχικ[ηή]|головна|начало|početna|acasă|beranda|"
    r"หน้า(?:แรก|หลัก)|الرئيسية|خانه|صفحه[ٔ ]? ?(?:اصل[یي]|نخست)|پذ[یي]رش|דף הבית|होम|大学首页|本馆首页|"
    r"start(?:sida|side)?|hlavná stránka|főoldal|kezdőoldal|prima pagină|naslovnica|почетна|domača stran|"
    r"главная страница|на главную|головна сторінка|αρχικ[ηή] σελ[ιί]δα|ana ?sayfa|forsiden|avaleht|esileht|"
    r"sākum(?:s|lapa)|"
    r"pradži[aą]|pradinis(?: puslapis)?|titulinis|forsíða|inici|hasiera|laman utama|الصفحة الرئيسية|"
    r"ראשי|עמוד הבית|मुख्य ?पृष्ठ|मुखपृष्ठ|홈으로|hafan|ana səhifə|bosh sahifa|басты бет|нүүр)$",
    re.I,
)
PAGE = hanzi.compile(
    r"^(?:正文|内容|详细|详情|文章|新闻详情|详细内容|正文内容|文章正文|内容页|浏览文章|查看文章|content)$", re.I
)
#: what stands beside 首页 at the top of a page: for visitors, and no column
SERVICE = hanzi.compile(
    r"(?:网站|站点|本站)地图|網站(?:導覽|地圖)|site\s?map|サイトマップ|사이트\s?맵|plan du site|"
    r"mapa (?:del sitio|strony)|登[录錄入陆]|注册|log\s?in|sign in|ログイン|로그인|회원\s?가입|anmelden|"
    r"联系我们|聯絡我們|联系方式|contact(?: us)?|kontakt|お問い?合わ?せ|(?:读者|在线)?留言(?:[板本簿])?|guestbook|"
    r"设为首页|加入收藏|rss|english|.{0,2}[邮信]箱|无障碍(?:浏览)?",
    re.I,
)
CALLED_SO = (
    ".wp_breadcrumb, .breadcrumb, .crumbs, .crumb, [class*=weizhi], [class*=dqwz], [id*=weizhi], "
    "[class*=breadcrumb i], [id*=breadcrumb i], [aria-label*=breadcrumb i], [aria-labelledby*=breadcrumb i], "
    "[itemtype*=BreadcrumbList], [class*=topicpath i], [id*=topicpath i], [class*=pankuzu i], [id*=navpath], #pt, "
    "[class*=navpath], [class*=pagePath], #hierarchie"
)
LARGE = "p, article, section, form, h1"
SIGN = re.compile(r"[>＞»›→/|｜·\-]")
_BESIDE = "|｜· "  #: home | site map: what parts links of one rank
_LONG_HOME = 200  #: characters of markup's text, blanks included, that no link to the home page has
_PAGER = 400  #: characters of markup's text, blanks included, of a row of page numbers at most
_PAGES = hanzi.compile(r"[上下前后]一?页|[尾末]\s?页|共\s?\d+\s?[页条]|\b(?:next|previous|last)\b|次へ|다음", re.I)
HOME_PATH = re.compile(
    r"^/?(?:(?:index|default|main|home|sy)\w{0,3}\.\w{2,5})?/?$|"
    r"^/(?:(?:cn|zh|en|de|ja|jp|nl|fr|es|it|pt|pl|cs|ru|uk|tr|ar|sv|fi|hu|ro|el|ko|vi)(?:-(?:[a-z]{2}|han[st]|latn|cyrl))?|chinese|english)"
    r"(?:/(?:(?:index|home|start|startseite|accueil|inicio|default)(?:\.\w{2,5})?/?)?)?$",
    re.I,
)
#: what the law wants of a site, and no column
OF_LAW = re.compile(
    r"/(?:[a-z]{2}/)?(?:privacy(?:-policy)?|terms(?:-of-(?:use|service))?|imprint|impressum|datenschutz)/?", re.I
)
#: the articles of a year, a month or a day
OF_A_TIME = re.compile(r"/(?:19|20)\d\d(?:/\d{1,2}|/[a-z]{3,9}){0,2}/?$", re.I)


def find(document: Document) -> Node | None:
    """The smallest block that holds the breadcrumb."""
    for node in document.css(CALLED_SO):
        if css(node, "a[href]") and node.css_first(LARGE) is None and len(text(node)) < 240:
            return node
    return _labelled(document) or _from_home(document)


def _labelled(document: Document) -> Node | None:
    """The smallest block with 当前位置 or the like."""
    best: Node | None = None
    if not SOMEWHERE.search(document.root.text(deep=True)):
        return None
    for node in document.css("td, div, p, ul, span, font, h2, h3, h4, nav, li, dd, dt, section, ol"):
        every = node.text(deep=True)
        if len(every) > 1500 or not SOMEWHERE.search(every) or not 1 <= len(css(node, "a")) <= 10:
            continue
        said = text(node)
        if len(said) <= 160 and LABEL.search(said) and (best is None or inside(node, best)):
            best = node
    return _row_of(best) if best is not None else None


def _row_of(crumb: Node) -> Node:
    """The whole row, where the cell of a table that begins with 当前位置 leads no further than to the home page."""
    links = css(crumb, "a")
    row = crumb.parent
    if tag(crumb) != "td" or row is None or len(links) != 1 or not HOME.match(text(links[0])):
        return crumb
    return row if len(css(row, "a")) <= 10 and len(text(row)) <= 160 else crumb


def _from_home(document: Document) -> Node | None:
    """The block that begins with a link to the home page and goes on with signs, or that ends without a link."""
    for link in document.css("a[href]"):
        if len(link.text(deep=True)) > _LONG_HOME or not HOME.match(text(link)):
            continue
        for up in list(ancestors(link))[:3]:
            links = css(up, "a")
            if len(links) > 8 or any(OF_LAW.fullmatch(attr(one, "href")) for one in links):  # the footer's
                break
            said = text(up)
            rest = said[said.find(text(link)) + len(text(link)) :].strip()
            sign = SIGN.match(rest) if len(rest) > 1 else None  # <span><a>首页</a> /</span>: the row is further out
            beside = sign is not None and sign[0] in _BESIDE and said.rstrip(_BESIDE).endswith(text(links[-1]))
            if sign is not None and not beside and len(said) <= 160 and tag(up) not in ("ul", "body"):
                return up
            if tag(up) in ("ul", "ol") and len(said) <= 160 and len(links) >= 2 and _ends_unlinked(up):
                return up
    return None


def _ends_unlinked(items: Node) -> bool:
    """Whether a list starts with links and ends with where we are: a breadcrumb without signs."""
    last = css(items, "li")[-1:]
    return bool(last) and last[0].css_first("a") is None and len(text(last[0])) >= 4


def steps(document: Document) -> Iterator[tuple[str, str]]:
    """The breadcrumb's links that lead to columns: (name, URL), the home page left out."""
    crumb = find(document)
    if crumb is None:
        return
    for link in css(crumb, "a[href]"):
        name = text(link) or attr(link, "title")
        url = document.link(attr(link, "href"))
        if url is None or HOME.match(name) or PAGE.match(name) or SERVICE.fullmatch(name) or not name:
            continue
        yield name, url


def column(document: Document) -> str | None:
    """The list page that an article belongs to: the breadcrumb's last step that is a column."""
    return next((url for _, url in reversed(list(steps(document))) if is_column(url, document)), None)


def is_home(document: Document) -> bool:
    """Whether the page is the front page of its site: by its address, or because its own menu says so."""
    return at_home(document) or _calls_itself_home(document)


def at_home(document: Document) -> bool:
    """Whether the page's address is that of a site's front page."""
    return is_front(document.url)


def is_front(url: str) -> bool:
    """Whether an address is that of a site's front page."""
    parts = urlsplit(url)
    return HOME_PATH.match(parts.path) is not None and not parts.query


def _calls_itself_home(document: Document) -> bool:
    """Whether the page's first link 首页 leads to itself, as on the front page of a department's pages. A later one may
    be the pager's."""
    here = document.url.partition("#")[0]
    links = document.css("a[href]")
    if not any(document.link(attr(a, "href")) == here for a in links):
        return False  # quick to tell, and asked often
    first = next((a for a in links if HOME.match(text(a))), None)
    if first is None or "#" in attr(first, "href") or document.link(attr(first, "href")) != here:
        return False
    around = [up for up in islice(ancestors(first), 3) if roughly(up) <= _PAGER]
    return not any(_PAGES.search(text(up)) for up in around)  # where the menu's is a picture, it is the pager's


def _begins(path: str, article: str) -> bool:
    """Whether a path is a column's first page, /qxrd/1.html, and the article's a long number beside it."""
    return path.endswith("/1.html") and re.search(r"/\d{6,}\.html$", urlsplit(article).path) is not None


def is_column(url: str, document: Document) -> bool:
    """Whether an address can be the article's column: not the site's home, not this article nor one of its make, not
    the archive of a month."""
    parts = urlsplit(url)
    return (
        same_site(url, document.url)
        and not same_page(url, document.url)
        and not (HOME_PATH.match(parts.path) and "id=" not in parts.query)
        and not OF_A_TIME.search(parts.path)
        and (template(url) != template(document.url) or _begins(parts.path, document.url))
    )


def named(document: Document) -> str | None:
    """What the breadcrumb calls the page it ends at, when that is a column."""
    crumb = find(document)
    if crumb is None:
        return None
    said = LABEL.sub("", text(crumb)).strip(" :：")
    last = re.split(r"\s*(?:->|>>|[>＞»›→])\s*|\s/\s", said)[-1].strip()
    if " " in last and HOME.match(last.split(" ")[0]):
        last = last.rsplit(" ", 1)[1]
    if last and not PAGE.match(last) and not HOME.match(last) and len(last) <= 30:
        return last
    return next((name for name, _ in reversed(list(steps(document)))), None)
