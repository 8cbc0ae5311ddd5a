"""苏迪 WebPlus: where things stand on its pages, and its ids. Lists and bodies are read by their looks, as anywhere.

One article stands in several columns under several addresses (…/c17471a596037/, …/c9a596037/): its id is 596037.
"""

import html as entities
import re
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from feeds.model import Article, Attachment, Listing
from feeds.read.articles import bodies
from feeds.read.lists import lists, naming
from feeds.read.lists.groups import Candidate
from feeds.read.markup.html import Document, Node, attr, css, first, fragment, markup
from feeds.read.markup.lines import text
from feeds.read.navigation import crumbs, onward, pager

#: a trace is any of these, word for word: plain searches, because every page is asked
FINGERPRINTS = (
    ("sudy-wp-", "sudyfile-attr", "sudyNavi"),
    ("/_upload/tpl/",),
    ("/_css/_system/", "/_css/tpl2/"),
    ("/_visitcount?siteId=", "/_visitcountdisplay?siteId="),
    ("wp_articlecontent", "arti_metas", "arti_title", "wp_article_list"),
    ('id="wp_news_w', 'id="wp_paging_w', 'id="wp_nav_w', 'id="wp_content_w'),
    ('portletmode="simple',),
    ("/_js/_portletPlugs/", "/_upload/site/"),
)
ARTICLE = re.compile(r"/c\d+a(\d+)/page\w*\.(?:htm|psp)", re.I)
BODIES = (".wp_articlecontent", ".Article_Content", ".article .entry .read", ".entry .read", ".read", ".entry")
TEMPLATE = (".arti_title", ".arti_metas", ".wp_articlecontent")
OF_COLUMN = "[portletmode=simpleList]"  #: the box of the column's own list; those of other columns are simpleNews
PAGER = "[id^=wp_paging_w] a"
SURE = 90.0  #: a score from which a list of the CMS's own articles is taken without a look at the others
NAMED = re.compile(r"[\"']title[\"']\s*:\s*[\"'](.+?)[\"']\s*[,}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Nothing to set: the CMS looks alike everywhere."""


def marks(document: Document) -> int:
    """How many of the CMS's own traces the page shows."""
    source = document.source
    return sum(any(trace in source for trace in traces) for traces in FINGERPRINTS)


def identity(url: str) -> str | None:
    """The article's number, whatever column it is shown in."""
    found = ARTICLE.search(url)
    return found.group(1) if found else None


def listing(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Listing:
    """The column's list; the menus, which WebPlus builds of like lists, are none."""
    boxes = css(document.root, OF_COLUMN) or css(document.root, "[id^=wp_news_w]")
    best = _sure(document, zone, now, boxes[0]) if len(boxes) == 1 else None
    best = best or _sure(document, zone, now, None)
    best = best or _best(document, zone, now)  # what others wrote, perhaps
    return Listing(
        kind="webplus",
        articles=lists.articles(document, best, identity) if best is not None else (),
        next=_next(document),
        title=naming.name(document, best),
    )


def _next(document: Document) -> str | None:
    """Where the CMS's own pager leads on. On its last page, where only the way back is a link, nowhere; a pager without
    any link is a script's, and something else may lead on."""
    links, back = css(document.root, f"{PAGER}.next"), css(document.root, f"{PAGER}.prev")
    if len(links) != 1:
        return onward.following(document)
    url = pager.elsewhere(document, links[0])
    last = any(pager.elsewhere(document, link) is not None for link in back)
    return url if url is not None or last else onward.following(document)


def _sure(document: Document, zone: ZoneInfo, now: datetime, within: Node | None) -> Candidate | None:
    """The list of the CMS's own articles, in a box or anywhere; None where there is a doubt."""
    best = lists.best(lists.survey(document, zone, now, identity=identity, within=within))
    return best if best is not None and best.score >= SURE else None


def _best(document: Document, zone: ZoneInfo, now: datetime) -> Candidate | None:
    """The best of all groups of links; the articles of the CMS count for more."""
    survey = lists.survey(document, zone, now)
    for candidate in survey.candidates:
        known = sum(identity(url) is not None for url in candidate.urls()) / max(1, len(candidate.items))
        candidate.score += 20 * known
    survey.candidates.sort(key=lambda c: -c.score)
    return lists.best(survey)


column = crumbs.column  # the breadcrumb says it


def article(document: Document, settings: Settings, zone: ZoneInfo, now: datetime) -> Article:
    """The article, with the files and videos that its players would show."""
    container = next((n for s in BODIES if (n := first(document.root, s)) is not None), None)
    key = identity(document.url)
    shown = document
    if container is not None and first(container, "[pdfsrc], [sudy-wp-src]") is not None:
        shown = _played(document)
        container = next((n for s in BODIES if (n := first(shown.root, s)) is not None), None)
    heading = _heading(shown) if container is not None else None
    found = bodies.article(shown, zone, now, container=container, heading=heading, key=key)
    names = _names(document)
    files = tuple(Attachment(name=names.get(a.url, a.name), url=a.url) for a in found.attachments)
    return replace(found, attachments=files)


def _heading(document: Document) -> Node | None:
    """The headline's box where the page has all three boxes of the CMS's own article template, each once."""
    parts = [css(document.root, part) for part in TEMPLATE]
    return parts[0][0] if all(len(part) == 1 for part in parts) and text(parts[0][0]) else None


def _played(document: Document) -> Document:
    """The page with links and videos in the place of the CMS's own players."""
    from feeds.read.markup.html import parse

    source = document.source
    copy = parse(source, document.url)
    for player in css(copy.root, "[pdfsrc]"):
        _put(player, f'<p><a href="{entities.escape(attr(player, "pdfsrc"))}">{entities.escape(_name(player))}</a></p>')
    for player in css(copy.root, "[sudy-wp-src]"):
        _put(player, f'<video src="{entities.escape(attr(player, "sudy-wp-src"))}"></video>')
    return copy


def _put(old: Node, new: str) -> None:
    node = fragment(new).child
    if node is not None:
        old.replace_with(node)


def _name(node: Node) -> str:
    found = NAMED.search(attr(node, "sudyfile-attr") or markup(node)[:2000])
    return found.group(1) if found else attr(node, "pdfsrc").rsplit("/", 1)[-1]


def _names(document: Document) -> dict[str, str]:
    """What the CMS calls its files: {'title':'x.pdf'}."""
    named = {}
    for node in css(document.root, "[sudyfile-attr]"):
        url = document.link(attr(node, "href") or attr(node, "pdfsrc") or attr(node, "swsrc"))
        found = NAMED.search(attr(node, "sudyfile-attr"))
        if url and found:
            named[url] = found.group(1)
    return named
