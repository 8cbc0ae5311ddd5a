"""The breadcrumb of a page (首页 > 新闻 > 正文) and what it says about the page's column. Pure."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from feeds.read.html import Document, Node, ancestors, attr, css, inside, tag, text

LABEL = re.compile(
    r"(?:当前|您的|你的|所在|现在)的?(?:所在)?(?:位置|栏目)|您现在(?:所在)?的?位置|位置\s*[:：]|You are here", re.I
)
#: what LABEL wants, with blanks and signs of any kind between its characters: quick to tell
SOMEWHERE = re.compile(r"位\s*置|栏\s*目|You are here", re.I)
HOME = re.compile(
    r"^(?:网站|学院|学校|本站|返回|系部|部门|中心|学院网站|学校网站|主站)?\s*(?:首\s*页|主\s*页|home)$", re.I
)
PAGE = re.compile(
    r"^(?:正文|内容|详细|详情|文章|新闻详情|详细内容|正文内容|文章正文|内容页|浏览文章|查看文章|content)$", re.I
)
SIGN = re.compile(r"[>＞»›→/|｜·\-]")
HOME_PATH = re.compile(r"^/?(?:[^/]+/)?(?:index\w*\.(?:html?|jsp|php|aspx?)|default\.\w+)?$", re.I)


def find(document: Document) -> Node | None:
    """The smallest block that holds the breadcrumb."""
    for node in document.css(
        ".wp_breadcrumb, .breadcrumb, .crumbs, .crumb, [class*=weizhi], [class*=dqwz], [id*=weizhi]"
    ):
        if css(node, "a[href]") and len(text(node)) < 200:
            return node
    best: Node | None = None
    for node in document.css("td, div, p, ul, span, h2, h3, h4, nav, li, dd, dt, section, ol"):
        every = node.text(deep=True)
        if len(every) > 1500 or not SOMEWHERE.search(every) or not 1 <= len(css(node, "a")) <= 10:
            continue
        said = text(node)
        if len(said) <= 160 and LABEL.search(said) and (best is None or inside(node, best)):
            best = node
    if best is not None:
        return best
    for link in document.css("a[href]"):
        if not HOME.match(text(link)):
            continue
        for up in list(ancestors(link))[:3]:
            links = css(up, "a")
            if len(links) > 8:
                break
            said = text(up)
            rest = said[said.find(text(link)) + len(text(link)) :]
            if len(links) >= 1 and len(said) <= 160 and SIGN.match(rest.strip()) and tag(up) not in ("ul", "body"):
                return up
    return None


def steps(document: Document) -> Iterator[tuple[str, str]]:
    """The breadcrumb's links that lead to columns: (name, URL), the home page left out."""
    crumb = find(document)
    if crumb is None:
        return
    for link in css(crumb, "a[href]"):
        name = text(link) or attr(link, "title")
        url = document.link(attr(link, "href"))
        if url is None or HOME.match(name) or PAGE.match(name) or not name:
            continue
        path = urlsplit(url)
        if HOME_PATH.match(path.path) and not path.query and not re.search(r"[\w一-鿿]{2,}栏目", name) and name == "":
            continue
        yield name, url


def named(document: Document) -> str | None:
    """What the breadcrumb calls the page it ends at, when that is a column."""
    crumb = find(document)
    if crumb is None:
        return None
    said = LABEL.sub("", text(crumb)).strip(" :：")
    last = re.split(r"\s*(?:->|>>|[>＞»›→])\s*", said)[-1].strip()
    if last and not PAGE.match(last) and not HOME.match(last) and len(last) <= 30:
        return last
    return next((name for name, _ in reversed(list(steps(document)))), None)
