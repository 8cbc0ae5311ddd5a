"""The body of an article: its markup made whole and its text.

What it carries is found in carried.py, the lines that are no part of its text in husks.py. This works on a copy of
the body and knows the ways of the CMS editors; where the body stands on a page is decided by a kind.
What may stay for safety's sake is decided later, in give/clean.py.
"""

import html as entities
import re
from collections import defaultdict
from dataclasses import dataclass, field

from feeds.read.articles import carried, husks
from feeds.read.articles.carried import Carried
from feeds.read.articles.runs import is_button
from feeds.read.markup.addresses import looks_like_article
from feeds.read.markup.html import Document, Node, attr, css, fragment, inner, markup, remove, tag
from feeds.read.markup.lines import Whole, lines, roughly, text
from feeds.read.markup.links import is_picture, offers_file, same_site

NOISE = (
    "script, style, link, meta, noscript, template, title, object:not(:has(embed, video)), "
    ".bdsharebuttonbox, .bdshare, #bdshare, #ckepop, .jiathis_style, .jiathis_style_24x24, .social-share, .share_tt, "
    ".share-box, .twitter-share-button, .fb-like, .fb-share-button, .line-it-button, .hatena-bookmark-button, "
    ".addthis_toolbox, .WP_VisitCount, .wl-post, .weix_time, ul.pagenav, ul.pagination, .linkstitle, "
    "a.logo, .jfdefaulttext, .postmetadata, .statistics_counter, .comment_forbidden, .bottomlinks, #div_vote_id, "
    ".clear:empty, .toc, #toc, .article-index, .table-of-contents, .post-toc, "
    ".ez-toc-container, span[onclick*='window.print'], a[onclick*='window.print'], button[onclick*='window.print']"
)
#: what sites put between the paragraphs of an article; never most of it
INSERTED = (
    "[class*=newsletter i], [class*=signup i], [class*=paywall i], [class*=subscribe i]:not([class*=subscriber i]), "
    "[class*=advert i], [class*=publicidad i], .ad, .ads, a[rel~=sponsored], [class^=ad-], [class^=ad_], "
    "[class*=' ad-'], "
    "[class*=adsbygoogle], [class*=td-a-rec], "
    "[class*=ads-container], [class*=stock_ad], [class*=_cta i], [data-draft-type=mcn-link-card], "
    ".promo, [class^=related i], [class*=' related' i], [class*=recommend i], [class*=read-more i], "
    "[class*=read-also i], [class*=readalso i], [class*=see-also i], [class*=widget_recent], "
    "[class*=widget_categor], [class*=widget_archive], [class*=widget_tag], [class*=widget_meta], "
    "[class*=inline-links i], aside, .entry-copyright, .post-copyright, .article-copyright, "
    "form[action*=comment i], form[action*=coment i], form[id*=comment i]"
)
ESCAPED = re.compile(
    r"&lt;(/?(?:img|p|br|div|font|span|strong|b|table|tbody|tr|td|a|o:p)\b(?:(?!&lt;|&gt;).){0,2000}?)&gt;", re.I | re.S
)
ESCAPED_IMAGE = re.compile(r"&lt;img\b[^<]{0,400}?\bsrc\s*=", re.I)
URL_ATTRIBUTES = ("href", "src", "poster", "cite")
BLANK = " \t\r\n\xa0\u3000\u200b\ufeff"
MUCH = 0.3  #: of a text
PROMOS = 4  #: boxes that advertise other articles, in one
KEPT_EMPTY = "img, video, audio, iframe, embed, table, hr, source, object"
INLINE = frozenset(["span", "strong", "b", "em", "i", "u", "font", "a"])
HOLLOW = "p, div, span, strong, b, em, i, u, font, section, ul, ol, li, a, h1, h2, h3, h4, h5, h6"


@dataclass(slots=True)
class Body(Carried):
    """What the body of an article says and carries."""

    html: str = ""
    text: str = ""
    credits: dict[str, str] = field(default_factory=dict)


def read(document: Document, nodes: list[Node], title: str, without: str | None = None) -> Body:
    """The body that stands in these nodes of the page."""
    body = Body()
    source = "".join(markup(node) for node in nodes)
    if ESCAPED_IMAGE.search(source):
        source = ESCAPED.sub(lambda m: f"<{entities.unescape(m.group(1))}>", source)
    root = fragment(source)
    carried.players(document, root, body, title)
    for node in css(root, NOISE):
        remove(node)
    for node in css(root, "iframe"):
        if is_button(node):
            remove(node)
    whole = Whole(root)
    _inserted(root, whole)
    _promos(document, root, whole)
    if without:
        for node in css(root, without):
            remove(node)
    _comments(root)
    carried.pictures(document, root, body)
    _links(document, root, body)
    body.credits = husks.take_credits(husks.without(lines(root)[0]))
    _prune(root)
    body.html = inner(root).strip().replace(carried.MADE, "")
    for node in css(root, "[data-made]"):  # links that we put in are no text of the article's
        remove(node)
    body.text = "\n".join(line.text for line in lines(root)[0] if line.text)
    return body


def _inserted(root: Node, whole: Whole) -> None:
    """Take out what is put between the paragraphs; never what they all are called: <p class="paywall">."""
    found = [(node, whole.share(node)) for node in css(root, INSERTED)]
    alike: dict[str, float] = defaultdict(float)
    for node, share in found:
        alike[attr(node, "class")] += share
    for node, share in found:
        if share < MUCH and (alike[attr(node, "class")] < MUCH or not attr(node, "class")):
            remove(node)


def _promos(document: Document, root: Node, whole: Whole) -> None:
    """Take out boxes that are nothing but a link to another article of the site, put between two paragraphs."""
    found: list[Node] = []
    for box in css(root, "div[class], section[class], article[class], figure[class]"):
        link = box.css_first("a[href]")
        if link is None or roughly(box) > 300 or box.css_first("p + p, table") is not None or whole.share(box) > 0.2:
            continue
        url = document.link(attr(link, "href"))
        words = text(box)
        if url and looks_like_article(url) and same_site(url, document.url) and not offers_file(url, words):
            linked = sum(len(text(a)) for a in css(box, "a[href]"))
            if 8 <= len(words) <= 1.3 * linked + 12 and not is_picture(url):
                found.append(box)
    if len(found) <= PROMOS:  # more of them are what the article is about
        for box in found:
            remove(box)


def _comments(root: Node) -> None:
    for node in [n for n in root.traverse(include_text=True) if n.is_comment_node]:
        remove(node)


def _links(document: Document, root: Node, body: Body) -> None:
    """Absolute URLs everywhere; what leads nowhere keeps its text only."""
    for node in css(root, "[href], [src], [poster], [cite]"):
        for name in URL_ATTRIBUTES:
            value = node.attributes.get(name)
            if value is None:
                continue
            url = document.link(value)
            if url is not None:
                node.attrs[name] = url
            elif not (name == "href" and value.startswith("mailto:")):
                del node.attrs[name]
    for link in css(root, "a[href]"):
        url = attr(link, "href")
        if not is_picture(url) and offers_file(url, text(link)):
            carried.attach(document, link, body)


def _prune(root: Node) -> None:
    """Take out what is left empty, the innermost first."""
    hollow: dict[int, bool] = {}
    for node in css(root, "br"):
        up = node.parent
        if up is None or tag(up) not in ("p", "div", "span"):
            continue
        if up.mem_id not in hollow:
            hollow[up.mem_id] = _nothing_in(up)
        if hollow[up.mem_id]:
            remove(node)
    for node in reversed(css(root, HOLLOW)):
        if not _nothing_in(node):
            continue
        if tag(node) in INLINE and inner(node):
            continue  # a blank between two words
        remove(node)


def _nothing_in(node: Node) -> bool:
    """Whether nobody would see anything of it."""
    return not node.text(deep=True).strip(BLANK) and node.css_first(KEPT_EMPTY) is None
