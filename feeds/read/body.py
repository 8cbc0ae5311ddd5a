"""The body of an article: its markup made whole, its text, and what it carries (pictures, videos, files, credits).

Works on a copy of the body and knows the ways of the CMS editors; where the body stands on a page is decided by a kind.
What may stay for safety's sake is decided later, in give/clean.py.
"""

import html as entities
import json
import re
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from feeds.model import Attachment
from feeds.read import credits as credit
from feeds.read.addresses import looks_like_article
from feeds.read.html import Document, Node, ancestors, attr, children, css, fragment, inner, markup, remove, tag
from feeds.read.lines import Line, Whole, lines, roughly, text
from feeds.read.links import canonical, file_name, is_file, is_picture, offers_file, same_site

NOISE = (
    "script, style, link, meta, noscript, template, title, object:not(:has(embed, video)), "
    ".bdsharebuttonbox, .bdshare, #bdshare, #ckepop, .jiathis_style, .jiathis_style_24x24, .social-share, .share_tt, "
    ".share-box, .addthis_toolbox, .WP_VisitCount, .wl-post, .weix_time, ul.pagenav, ul.pagination, .linkstitle, "
    ".bottomlinks, #div_vote_id, .clear:empty, .toc, #toc, .article-index, .table-of-contents, .post-toc, "
    ".ez-toc-container"
)
#: what sites put between the paragraphs of an article; never most of it
INSERTED = (
    "[class*=newsletter i], [class*=signup i], [class*=paywall i], [class*=subscribe i]:not([class*=subscriber i]), "
    "[class*=advert i], [class*=publicidad i], .ad, .ads, a[rel~=sponsored], [class^=ad-], [class^=ad_], "
    "[class*=' ad-'], "
    "[class*=adsbygoogle], "
    "[class*=ads-container], [class*=_cta i], "
    ".promo, [class^=related i], [class*=' related' i], [class*=recommend i], [class*=read-more i], "
    "[class*=inline-links i], aside"
)
#: a line that is nothing but the page's furniture
HUSK = re.compile(
    r"^(?:查看次数|访问次数|浏览次数|阅读次数|点击次数|阅读数|点击数|浏览量|点击量|阅读量|浏览|点击|阅读|"
    r"分享至|分享到|分享|打印本页|打印|"
    r"关闭窗口|关闭|返回顶部|返回列表|返回|收藏|字体|字号|[大中小次]|[\s\d|：:/.\-【】\[\]()（）>»])+$"
)
#: a line that only says that an advertisement stands here
ADVERT = re.compile(
    r"(?:this video can ?not be played|to play this video you need to enable javascript).{0,60}|(?=.*\w)(?:(?:story|"
    r"article) continues below(?: this)? ad\w*|advert(?:isement|entie)?|anzeige|werbung|publicidade?|"
    r"publicité|"
    r"pubblicità|διαφήμιση|scroll to continue with content|reklama?|annons|реклама|广告|廣告|広告|광고|विज्ञापन|إعلان|"
    r"تبلیغات|"
    r"iklan|publicitate|oglas|annonce|inzerce|mainos|hirdetés|quảng cáo|โฆษณา|"
    r"la suite après cette publicité|\W)++|"
    r"广告[:：].{2,30}|(?:temps de lecture|reading time|lesezeit|tempo di lettura|leestijd)\W{0,3}\d{1,2} ?min\w*\.?",
    re.I,
)
NEIGHBOUR = re.compile(r"^(?:上|下|前|后)一?(?:条|篇|页|则)[\s：:]")
ATTACHED = re.compile(r"^\s*附件\s*\d*\s*[【\[（(:：]|已下载")
ICON = re.compile(
    r"/(?:fileTypeImages|icons?\d*|mod_icons|attachment/fileTypeImages|filetypes?|fileicons?|sysimage|mime|smil(?:ey|ies)|emoticons?|"
    r"emoji)/|/image/(?:common|filetype|smiley)/|"
    r"(?:^|/)(?:ico|icon|bullet|arrow|btn|qr_?code|ewm|end_\w{2,8}|print|gongan|beian)(?:[-_]\w*)?\.(?:gif|png|svg|jpe?g)|"
    r"/(?:file|hwp|pdf|doc|xls|zip|word|excel)\d{0,2}\.(?:gif|png)|icon_(?:doc|xls|pdf|txt|rar|zip|ppt|jpg|"
    r"default)\.gif|"
    r"/(?:new|hot|att|addon|friend|divider)\.(?:gif|png)|/ic(?:pdf|docx?|xlsx?|pptx?|txt|zip)\.(?:gif|png)|"
    r"^https?://ads?\d*\.|/ads?/|/avatars?/|avatar[/.-]|headshot|placeholder|only_?pixel|/track(?:ing|er)?/|/hits?\.php|"
    r"/char\d?/|blogmura|/(?:print|email|pdf)_?button\.(?:png|gif)|/divider/|"
    r"/(?:blank|spacer|space|loading|loader|transparent|dot)\.(?:gif|png)",
    re.I,
)
PLAYERS = re.compile(
    r"(?:^|\.)(?:v\.qq\.com|player\.bilibili\.com|bilibili\.com|player\.youku\.com|youku\.com|youtube\.com|"
    r"youtube-nocookie\.com|player\.vimeo\.com|tv\.cctv\.com|iqiyi\.com|ixigua\.com|tudou\.com|tv\.sohu\.com)$"
)
VIDEO_CALL = re.compile(r"showVsbVideo\s*\(\s*([\"'])(?P<url>.+?)\1", re.S)
PDF_CALL = re.compile(r"showVsbpdfIframe\s*\(\s*([\"'])(?P<url>.+?)\1", re.S)
PDF_PAGES = re.compile(r"vsb_pdf_image_data\s*=\s*(\[.*?\])", re.S)
ESCAPED = re.compile(
    r"&lt;(/?(?:img|p|br|div|font|span|strong|b|table|tbody|tr|td|a|o:p)\b(?:(?!&lt;|&gt;).){0,2000}?)&gt;", re.I | re.S
)
ESCAPED_IMAGE = re.compile(r"&lt;img\b[^<]{0,400}?\bsrc\s*=", re.I)
URL_ATTRIBUTES = ("href", "src", "poster", "cite")
PICTURE_SOURCES = (
    "src", "data-src", "data-original", "data-lazy-src", "_src", "data-lazy", "data-actualsrc", "data-echo", "data-url",
    "zoomfile", "file", "data-srcset", "srcset",
)  # fmt: skip
#: a line that only sends the reader to another article
ALSO = re.compile(
    r"(?:read (?:also|more|next|:)|also read|see also|more|related(?: (?:story|stories|article|link)s?)?|leggi anche|"
    r"(?:à )?lire aussi|lesen sie auch|mehr zum thema|lee también|te puede interesar|leia também|lees ook|czytaj też|"
    r"čtěte také|διαβάστε (?:επίσης|ακόμη)|læs også|les også|läs också|lue myös|citește și|читайте (?:также|ще)|"
    r"baca juga|延伸阅读|相关阅读|"
    r"相关报道|"
    r"推荐阅读|阅读更多|延伸閱讀|あわせて読みたい|関連記事)\s*[:：»>]",
    re.I,
)
BLANK = " \t\r\n\xa0\u3000\u200b\ufeff"
PROMOS = 4  #: boxes that advertise other articles, in one
MOST = 500  #: pictures, and files, that one article may have
KEPT_EMPTY = "img, video, audio, iframe, embed, table, hr, source, object"
MADE = ' data-made=""'
INLINE = frozenset(["span", "strong", "b", "em", "i", "u", "font", "a"])
HOLLOW = "p, div, span, strong, b, em, i, u, font, section, ul, ol, li, a, h1, h2, h3, h4, h5, h6"


@dataclass(slots=True)
class Body:
    """What the body of an article says."""

    html: str = ""
    text: str = ""
    credits: dict[str, str] = field(default_factory=dict)
    images: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    videos: list[str] = field(default_factory=list)


def read(document: Document, nodes: list[Node], title: str, without: str | None = None) -> Body:
    """The body that stands in these nodes of the page."""
    body = Body()
    source = "".join(markup(node) for node in nodes)
    if ESCAPED_IMAGE.search(source):
        source = ESCAPED.sub(lambda m: f"<{entities.unescape(m.group(1))}>", source)
    root = fragment(source)
    _players(document, root, body, title)
    for node in css(root, NOISE):
        remove(node)
    whole = Whole(root)
    for node in css(root, INSERTED):
        if whole.share(node) < 0.3:
            remove(node)
    _promos(document, root, whole)
    if without:
        for node in css(root, without):
            remove(node)
    _comments(root)
    _pictures(document, root, body)
    _links(document, root, body)
    said = _without_husks(lines(root)[0])
    _credits(said, body)
    _opening(said, body)
    _prune(root)
    body.html = inner(root).strip().replace(MADE, "")
    for node in css(root, "[data-made]"):  # links that we put in are no text of the article's
        remove(node)
    body.text = "\n".join(line.text for line in lines(root)[0] if line.text)
    return body


def attachments(document: Document, scope: Node, body: Body) -> None:
    """Add the files that the page offers outside the body: 附件【x.xls】已下载 n 次."""
    announced: dict[int, bool] = {}
    for link in css(scope, "a[href]"):
        around = link.parent or link
        if around.mem_id not in announced:
            said = text(around) if roughly(around) <= 2000 else ""
            announced[around.mem_id] = "附件" in said and bool(ATTACHED.search(said[:400]))
        href = attr(link, "href")
        if announced[around.mem_id] or offers_file(href, text(link) if "download" in href.lower() else ""):
            attach(document, link, body)


def attach(document: Document, link: Node, body: Body) -> None:
    url = document.link(attr(link, "href"))
    if url is None or len(body.attachments) >= MOST or any(known.url == url for known in body.attachments):
        return
    name = text(link) or attr(link, "title") or attr(link, "download") or file_name(url)
    if name in ("下载", "点击下载", "附件下载", "查看"):
        name = attr(link, "title") or file_name(url) or name
    body.attachments.append(Attachment(name=name[:300] or url, url=url))


def _players(document: Document, root: Node, body: Body, title: str) -> None:
    """Turn the calls that a browser would make into what they would show."""
    for script in css(root, "script"):
        code = "".join(part.text_content or "" for part in children(script))
        shown = ""
        calls = [m.group("url") for m in VIDEO_CALL.finditer(code)]
        if attr(script, "vurl") and attr(script, "name") == "_videourl" and not calls:
            calls = [attr(script, "vurl")]
        for call in calls:
            url = document.link(entities.unescape(call))
            if url is not None:
                shown += _video(url, body)
        pages = PDF_PAGES.search(code)
        for m in PDF_CALL.finditer(code):
            url = document.link(entities.unescape(m.group("url")))
            if url is not None and all(known.url != url for known in body.attachments):
                name = file_name(url)
                if not name or re.fullmatch(r"[0-9A-F_]{20,}\.\w+", name, re.I):
                    name = f"{title or '附件'}.pdf"
                body.attachments.append(Attachment(name=name, url=url))
                shown += f'<p data-made><a href="{entities.escape(url)}">{entities.escape(name)}</a></p>'
        if pages is not None:
            for page in _strings(pages.group(1)):
                url = document.link(page)
                if url is not None:
                    shown += f'<p><img src="{entities.escape(url)}"></p>'
        if shown:
            _put(script, shown)
    for player in css(root, "video, iframe[src], embed[src]"):
        sources = [attr(player, "src"), *(attr(source, "src") for source in css(player, "source[src]"))]
        urls = [url for url in (document.link(source) for source in sources) if url is not None]
        if not urls:
            continue
        if tag(player) == "video":
            if urls[0] not in body.videos:
                body.videos.append(urls[0])
        elif PLAYERS.search((urlsplit(urls[0]).hostname or "").lower()) or re.search(
            r"\.(?:mp4|flv|m3u8|webm|swf)(?:$|\?)", urls[0], re.I
        ):
            if urls[0] not in body.videos:
                body.videos.append(urls[0])
            _put(player, f'<p data-made><a href="{entities.escape(urls[0])}">视频</a></p>')
        elif is_file(urls[0]):
            body.attachments.append(Attachment(name=file_name(urls[0]), url=urls[0]))
            _put(
                player,
                f'<p data-made><a href="{entities.escape(urls[0])}">{entities.escape(file_name(urls[0]))}</a></p>',
            )


def _video(url: str, body: Body) -> str:
    if url not in body.videos:
        body.videos.append(url)
    safe = entities.escape(url)
    return f'<p><video controls src="{safe}"><a href="{safe}">视频</a></video></p>'


def _strings(array: str) -> list[str]:
    try:
        values = json.loads(array)
    except ValueError:
        values = re.findall(r"[\"']([^\"']+)[\"']", array)
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def _put(old: Node, new: str) -> None:
    """Markup in the place of a node."""
    for node in list(children(fragment(new))):
        old.insert_before(node)
    remove(old)


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


def _pictures(document: Document, root: Node, body: Body) -> None:
    """The shown picture with an absolute URL, linked to its original where that is another one."""
    for image in css(root, "img"):
        names = [name for name in PICTURE_SOURCES if attr(image, name)]
        given = [_best_of(attr(image, n)) if n.endswith("srcset") else attr(image, n) for n in names]
        if not given and image.parent is not None and tag(image.parent) == "picture":
            given = [_best_of(attr(s, "srcset") or attr(s, "data-srcset")) for s in css(image.parent, "source")]
        lazy = given[1:] if attr(image, "src") else []
        shown = next((url for url in map(document.link, given) if url), None)
        if lazy and (shown is None or ICON.search(shown) or attr(image, "src").startswith("data:")):
            shown = next((url for url in map(document.link, lazy) if url), shown)
        original = document.link(attr(image, "orisrc"))
        shown = shown or original
        if shown is None:
            remove(image)
            continue
        if ICON.search(shown):
            remove(image)
            continue
        for name in ("data-src", "data-original", "data-lazy-src", "_src", "orisrc", "vurl", "vsbhref", "srcset"):
            if name in image.attributes:
                del image.attrs[name]
        image.attrs["src"] = shown
        if len(body.images) < MOST and shown not in body.images:
            body.images.append(shown)
        if original and canonical(original) != canonical(shown) and not any(tag(up) == "a" for up in ancestors(image)):
            _put(image, f'<a href="{entities.escape(original)}">{markup(image)}</a>')


def _best_of(srcset: str) -> str:
    """The largest picture of a srcset: 'a.jpg 300w, b.jpg 600w'."""
    offers = [offer.split() for offer in re.split(r",\s+|,(?=https?:|/)", srcset) if offer.strip()]
    sized = [(float(m[1]) if len(o) > 1 and (m := re.match(r"([\d.]+)[wx]", o[1])) else 0.0, o[0]) for o in offers]
    return max(sized, key=lambda one: one[0], default=(0.0, ""))[1]


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
            attach(document, link, body)


def _without_husks(said: list[Line]) -> list[Line]:
    """Take out lines that are only furniture: counters, 上一条/下一条, 【关闭】, "附件【…】已下载 n 次"."""
    kept: list[Line] = []
    for line in said:
        bare = line.text.strip()
        furniture = len(bare) <= 60 and HUSK.match(bare) and bool(re.search(r"[^\W\d_大中小次]", bare))
        if (
            not line.media
            and bare
            and (
                furniture
                or ADVERT.fullmatch(bare)
                or _sends_on(line)
                or NEIGHBOUR.match(bare)
                or re.search(r"^附件\s*\d*\s*【.*】\s*已下载.*次$", bare)
            )
        ):
            _take(line)
        else:
            kept.append(line)
    return kept


def _sends_on(line: Line) -> bool:
    """Whether a line is "Read also:" and a link, in the middle of an article."""
    if len(line.text) > 200 or ALSO.match(line.text) is None:
        return False
    linked = sum(len(n.text_content or "") for n in line.nodes if any(tag(up) == "a" for up in ancestors(n)))
    return linked >= 0.5 * len(line.text)


def _take(line: Line) -> None:
    for node in line.nodes:
        remove(node)


def _credits(said: list[Line], body: Body) -> None:
    """Credit lines at the very end leave the body; a credit in brackets that ends the last sentence does too."""
    while said:
        line = said.pop()
        if not line.text:
            continue  # a picture below the credits says nothing about them
        found = credit.whole_line(line.text)
        if found is not None:
            _take(line)
            body.credits = {**found, **body.credits}
            continue
        cut = credit.suffix(line.text)
        if cut is not None and "\t" not in line.text:
            start, found = cut
            _shorten(line, len(re.sub(r"\s", "", line.text[start:])))
            body.credits = {**found, **body.credits}
            line = replace(line, text=line.text[:start].rstrip())
        said.append(line)
        return


def _opening(said: list[Line], body: Body) -> None:
    """A credit in front of the first sentence (【供稿/宣传部】) is told, and stays where it is."""
    first = next((line.text for line in said if line.text), "")
    m = re.match(r"[【\[（(]([^】\]）)]{3,40})[】\]）)](?=\S)", first)
    for label, value in (credit.whole_line(m.group(1)) or {}).items() if m else ():
        body.credits.setdefault(label, value)


def _shorten(line: Line, count: int) -> None:
    """Take `count` visible characters off the line's end."""
    for node in reversed(line.nodes):
        content = node.text_content or ""
        visible = len(re.sub(r"[\s\u200b\ufeff]", "", content))
        if visible <= count:
            count -= visible
            remove(node)
        else:
            end = len(content)
            while count:
                end -= 1
                count -= not re.match(r"[\s\u200b\ufeff]", content[end])
            node.replace_with(content[:end].rstrip())
        if count <= 0:
            return


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
