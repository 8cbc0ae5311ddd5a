"""What an article carries besides its words: pictures, videos, files. Found before anything is cleaned away."""

import html as entities
import json
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from feeds import hanzi
from feeds.model import Attachment
from feeds.read.markup.html import Document, Node, ancestors, attr, children, css, fragment, markup, pixels, remove, tag
from feeds.read.markup.lines import roughly, text
from feeds.read.markup.links import canonical, file_name, is_file, offers_file, same_owner

ATTACHED = hanzi.compile(r"^\s*+附件\s*+\d*+\s*+[【\[（(:：]|已下载")
ICON = re.compile(
    r"/(?:fileTypeImages|icons?\d*|mod_icons|attachment/fileTypeImages|filetypes?|fileicons?|sysimage|mime|smil(?:ey|ies)|emoticons?|"
    r"emoji)/|/image/(?:common|filetype|smiley)/|"
    r"(?:^|/)(?:ico|icon|bullet|arrow|btn|captcha|qr_?code|ewm|end_\w{2,8}|print|dayin|druk(?:uj)?|drucken|gongan|beian)(?:[-_]\w*)?\.(?:gif|png|svg|jpe?g)|/captcha\.|/(?:ico|icon)-[\w-]*\.(?:gif|png|svg)|/collect\.(?:png|gif)|"
    r"/(?:file|hwp|pdf|doc|xls|zip|word|excel)\d{0,2}\.(?:gif|png)|icon_(?:doc|xls|pdf|txt|rar|zip|ppt|jpg|"
    r"default)\.gif|"
    r"/(?:new|hot|att|addon|friend|divider)\.(?:gif|png)|/ic(?:pdf|docx?|xlsx?|pptx?|txt|zip)\.(?:gif|png)|"
    r"^https?://(?:ads?|anuncios?|reklam[ay]?|banners?)\d*\.|/ads?/|/avatars?/|avatar[/.-]|/(?:files|public)/pictures/picture-\d|/no_?(?:profile|image|photo|pic)\.|default_?profile|headshot|placeholder|only_?pixel|"
    r"/pf-icon|printfriendly|/line\d?\.(?:png|gif)|/track(?:ing|er)?/|/hits?\.php|"
    r"[/_-]logo(?:[_-]\w{1,12})?\.(?:png|gif|jpe?g|svg|webp)|/logo-[a-z]{1,12}-(?:mark|icon|white|dark|color|small|footer|header)\.(?:png|svg)|"
    r"/puce-\w+\.|/L\d{1,2}xH\d{1,2}/|/themes/[^/]+/(?:[\w-]+/)?images?/|/(?:styles?|skins?)/images?/|/share/buttons?/|"
    r"/ic_(?:reple|kakao(?:talk|story)|naver|band|blog|email|facebook|twitter|print|share|link|sns)\.(?:png|gif|svg)|"
    r"google-analytics\.com/|/__utm\.gif|/(?:messenger|facebook|twitter|whatsapp|email|social)_share\.[\w.]{0,16}svg|"
    r"/char\d?/|blogmura|/(?:print|email|pdf)_?button\.(?:png|gif)|/divider/|"
    r"/(?:blank|spacer|space|loading|loader|transparent|dot)\.(?:gif|png)",
    re.I,
)
PORTRAIT = "gravatar.com/avatar/"  #: somebody's, however large
PLAYERS = re.compile(
    r"(?:^|\.)(?:v\.qq\.com|player\.bilibili\.com|bilibili\.com|player\.youku\.com|youku\.com|youtube\.com|"
    r"youtube-nocookie\.com|player\.vimeo\.com|tv\.cctv\.com|iqiyi\.com|ixigua\.com|tudou\.com|tv\.sohu\.com)$"
)
_FILM = re.compile(r"\.(?:mp4|flv|m3u8|webm|swf)(?:$|\?)", re.I)
VIDEO_CALL = re.compile(r"showVsbVideo\s*\(\s*([\"'])(?P<url>.+?)\1", re.S)
PDF_CALL = re.compile(r"showVsbpdfIframe\s*\(\s*([\"'])(?P<url>.+?)\1", re.S)
PDF_PAGES = re.compile(r"vsb_pdf_image_data\s*=\s*(\[.*?\])", re.S)
PICTURE_SOURCES = (
    "src", "data-src", "data-original", "data-lazy-src", "_src", "data-lazy", "data-actualsrc", "data-echo", "data-url",
    "zoomfile", "file", "data-srcset", "srcset",
)  # fmt: skip
_BARE = re.compile(r"pdf|docx?|od[tsp]|xlsx?|pptx?|zip|rar|7z|txt|csv|jpe?g|png", re.I)  #: a link that names no more
TINY, LARGE = 40, 300  #: pixels
MOST = 500  #: pictures, and files, that one article may have
MADE = ' data-made=""'  #: on markup that is ours, so that its words are not taken for the article's


@dataclass(slots=True)
class Carried:
    """Absolute URLs, each once, in the order of the page."""

    images: list[str] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    videos: list[str] = field(default_factory=list)


def attachments(document: Document, scope: Node, carried: Carried) -> None:
    """Add the files that the page offers outside the body: 附件【x.xls】已下载 n 次."""
    announced: dict[int, bool] = {}
    for link in css(scope, "a[href]"):
        around = link.parent or link
        if around.mem_id not in announced:
            said = text(around) if roughly(around) <= 2000 else ""
            announced[around.mem_id] = "附件" in said and bool(ATTACHED.search(said[:400]))
        href = attr(link, "href")
        if announced[around.mem_id] or offers_file(href, text(link) if "download" in href.lower() else ""):
            attach(document, link, carried)


def attach(document: Document, link: Node, carried: Carried) -> None:
    url = document.link(attr(link, "href"))
    if url is None or len(carried.attachments) >= MOST or any(known.url == url for known in carried.attachments):
        return
    name = text(link) or attr(link, "title") or attr(link, "download") or file_name(url)
    if hanzi.simplified(name) in ("下载", "点击下载", "附件下载", "查看"):
        name = attr(link, "title") or file_name(url) or name
    elif _BARE.fullmatch(name):
        name = _in_query(url) or attr(link, "title") or name
    carried.attachments.append(Attachment(name=name[:300] or url, url=url))


def _in_query(url: str) -> str:
    """The file's name that HyUI puts into its address: dl.aspx?u=…&n=55Sz6KuL5pu4LmRvYw==; "" where there is none."""
    try:
        said = b64decode(parse_qs(urlsplit(url).query).get("n", [""])[0], validate=True).decode()
    except ValueError:
        return ""
    return said if _BARE.fullmatch(said.rpartition(".")[2]) and said.isprintable() else ""


def players(document: Document, root: Node, carried: Carried, title: str) -> None:
    """Turn the calls that a browser would make into what they would show."""
    for script in css(root, "script"):
        shown = _called(document, script, carried, title)
        if shown:
            put(script, shown)
    for player in css(root, "video, iframe[src], embed[src]"):
        shown = _embedded(document, player, carried)
        if shown:
            put(player, shown)


def _called(document: Document, script: Node, carried: Carried, title: str) -> str:
    """The videos, files and pages that a script calls for, as markup; "" for none."""
    code = "".join(part.text_content or "" for part in children(script))
    shown = ""
    calls = [m.group("url") for m in VIDEO_CALL.finditer(code)]
    if attr(script, "vurl") and attr(script, "name") == "_videourl" and not calls:
        calls = [attr(script, "vurl")]
    for url in _links(document, (entities.unescape(call) for call in calls)):
        shown += _video(url, carried)
    for url in _links(document, (entities.unescape(m.group("url")) for m in PDF_CALL.finditer(code))):
        if all(known.url != url for known in carried.attachments):
            name = file_name(url)
            if not name or re.fullmatch(r"[0-9A-F_]{20,}\.\w+", name, re.I):
                name = f"{title or '附件'}.pdf"
            shown += _file(url, name, carried)
    pages = PDF_PAGES.search(code)
    for url in _links(document, _strings(pages.group(1)) if pages is not None else ()):
        shown += f'<p><img src="{entities.escape(url)}"></p>'
    return shown


def _embedded(document: Document, player: Node, carried: Carried) -> str:
    """What stands for a player of another site or of a file; "" for one that stays, and for one of neither."""
    sources = [attr(player, "src"), *(attr(source, "src") for source in css(player, "source[src]"))]
    url = next(_links(document, sources), None)
    if url is None:
        return ""
    own = tag(player) == "video"
    if own or PLAYERS.search((urlsplit(url).hostname or "").lower()) or _FILM.search(url):
        if url not in carried.videos:
            carried.videos.append(url)
        return "" if own else _link(url, "视频")
    return _file(url, file_name(url), carried) if is_file(url) else ""


def _links(document: Document, sources: Iterable[str]) -> Iterator[str]:
    return (url for source in sources if (url := document.link(source)) is not None)


def _file(url: str, name: str, carried: Carried) -> str:
    carried.attachments.append(Attachment(name=name, url=url))
    return _link(url, name)


def _link(url: str, words: str) -> str:
    return f'<p data-made><a href="{entities.escape(url)}">{entities.escape(words)}</a></p>'


def _video(url: str, carried: Carried) -> str:
    if url not in carried.videos:
        carried.videos.append(url)
    safe = entities.escape(url)
    return f'<p><video controls src="{safe}"><a href="{safe}">视频</a></video></p>'


def _strings(array: str) -> list[str]:
    try:
        values = json.loads(array)
    except ValueError:
        values = re.findall(r"[\"']([^\"']+)[\"']", array)
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


def put(old: Node, new: str) -> None:
    """Markup in the place of a node."""
    for node in list(children(fragment(new))):
        old.insert_before(node)
    remove(old)


def pictures(document: Document, root: Node, carried: Carried) -> None:
    """The shown picture with an absolute URL, linked to its original where that is another one."""
    for instead in css(root, "img[fallback]"):
        remove(instead)  # what AMP shows in place of another
    every = css(root, "img")
    for image in every:
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
        unlikely = ICON.search(shown) or (len(every) > 1 and _advert(document, image))
        if (unlikely and not _large(image)) or _tiny(image) or PORTRAIT in shown:
            remove(image)
            continue
        for name in ("data-src", "data-original", "data-lazy-src", "_src", "orisrc", "vurl", "vsbhref", "srcset"):
            if name in image.attributes:
                del image.attrs[name]
        image.attrs["src"] = shown
        if len(carried.images) < MOST and shown not in carried.images:
            carried.images.append(shown)
        if original and canonical(original) != canonical(shown) and not any(tag(up) == "a" for up in ancestors(image)):
            put(image, f'<a href="{entities.escape(original)}">{markup(image)}</a>')


def _advert(document: Document, image: Node) -> bool:
    """Whether a picture leads to the front page of another site."""
    around = list(ancestors(image))[:4]
    if any(up.css_first("figcaption") is not None for up in around if tag(up) == "figure"):
        return False  # it has a caption
    link = next((up for up in around[:3] if tag(up) == "a"), None)
    url = document.link(attr(link, "href")) if link is not None else None
    if url is None or same_owner(url, document.url):
        return False
    parts = urlsplit(url)
    return not parts.path.strip("/") and not parts.query


def _tiny(image: Node) -> bool:
    """Whether a picture says that it is no larger than an icon."""
    return 0 <= pixels(image, "width") <= TINY and 0 <= pixels(image, "height") <= TINY


def _large(image: Node) -> bool:
    """Whether a picture says that it is larger than any icon, whatever its address: city-new-logo.png, 800 wide."""
    return pixels(image, "width") > LARGE or pixels(image, "height") > LARGE


_SIZE = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)[wx]")


def _best_of(srcset: str) -> str:
    """The largest picture of a srcset: 'a.jpg 300w, b.jpg 600w'."""
    offers = [offer.split() for offer in re.split(r",\s+|,(?=https?:|/)", srcset) if offer.strip()]
    sized = [(float(m[1]) if len(o) > 1 and (m := _SIZE.match(o[1])) else 0.0, o[0]) for o in offers]
    return max(sized, key=lambda one: one[0], default=(0.0, ""))[1]
