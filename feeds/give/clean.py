"""What may leave us: one allow-list for markup, one set of characters for text. The only importer of nh3. Pure.

Nothing here decides what an entry says; it only takes away what a reader's program should never see.
"""

import html as markup
import re
from urllib.parse import quote, urlsplit, urlunsplit

import nh3

from feeds.errors import ExtractError
from feeds.read.markup import depth


def _words(text: str) -> set[str]:
    return set(text.split())


TAGS = _words(
    "a abbr article aside audio b bdi big blockquote br caption center cite code col colgroup dd del dfn div dl dt em "
    "figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp section small "
    "source span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var video wbr"
)
#: their text goes too
WITH_CONTENT = _words(
    "script style form iframe svg math object embed applet noscript template textarea select button title xmp "
    "noframes noembed frameset head"
)
ATTRIBUTES = {
    "*": {"dir", "lang", "title"},
    "a": {"href", "hreflang"},
    "audio": {"src"},
    "col": {"span"},
    "colgroup": {"span"},
    "img": {"src", "alt", "width", "height"},
    "ol": {"start", "reversed"},
    "source": {"src", "type"},
    "td": {"colspan", "rowspan", "align", "valign"},
    "th": {"colspan", "rowspan", "align", "valign", "scope"},
    "time": {"datetime"},
    "video": {"src", "poster", "width", "height"},
}
CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags=WITH_CONTENT,
    attributes=ATTRIBUTES,
    url_schemes={"http", "https"},
    url_relative="deny",
    link_rel="noopener noreferrer",
)

#: what XML 1.0 cannot carry, and what it can but nobody wants to meet: C0 and C1 controls, surrogates, non-characters
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
#: characters that turn text round or hide in it; joiners stay, emoji and some scripts are made with them
TRICKS = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|(?<![\u1820-\u18aa])\u180e"
)
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
VOID = _words("area base br col embed hr img input link meta source track wbr BR HR IMG")
IMAGE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*)"')
POSTER = re.compile(r' poster="(?!https?://)[^"]*"')
SAFE = "%/:=&?~#+!$,;'@()*[]"
PIXELS = re.compile(r"\d+")


def clean(html: str) -> str:
    """Markup that is safe to show anywhere: allowed elements, absolute http(s) addresses, no tracking pixel."""
    html = ILLEGAL.sub("", html)
    if _suspicious(html):
        try:
            depth.check(html, "the article")
        except ExtractError:
            return paragraphs(re.sub(r"<[^<>]*>", " ", html))
    cleaned = CLEANER.clean(html)
    return POSTER.sub("", IMAGE.sub(_image, ILLEGAL.sub("", cleaned))).strip()


def _suspicious(html: str) -> bool:
    """A quick upper bound of the nesting, so that only the few bodies beyond it pay for the exact scan."""
    if max(map(len, html.split(">"))) > 8_000:
        return True
    open_: dict[str, int] = {}
    deep = 0
    for closing, name in TAG.findall(html):
        if not closing:
            if name not in VOID:
                open_[name] = open_.get(name, 0) + 1
                deep += 1
                if deep > 128:
                    return True
        elif open_.get(name):
            open_[name] -= 1
            deep -= 1
    return False


def _image(found: re.Match[str]) -> str:
    """Keep an image that has an address and is larger than a tracking pixel; sizes are whole pixels."""
    attributes = dict(ATTRIBUTE.findall(found.group(1)))
    if not attributes.get("src"):
        return ""
    sizes = {}
    for name in ("width", "height"):
        number = PIXELS.match(attributes.pop(name, ""))
        if number is None:
            continue
        if int(number.group()[:6]) <= 1:
            return ""
        sizes[name] = number.group()[:5]
    if len(sizes) == 2:  # one alone would distort
        attributes |= sizes
    attributes.setdefault("alt", "")
    return "<img" + "".join(f' {name}="{value}"' for name, value in attributes.items()) + ">"


def plain(text: str) -> str:
    """One line of text for a title, a name, a summary: no controls, nothing that turns its direction round."""
    return " ".join(TRICKS.sub("", ILLEGAL.sub(" ", text)).split())


def paragraphs(text: str) -> str:
    """Plain text as markup, a paragraph a line."""
    lines = (plain(line) for line in text.split("\n"))
    return "".join(f"<p>{markup.escape(line, quote=False)}</p>" for line in lines if line)


def web_address(url: str) -> str:
    """The URL as ASCII if a reader may follow it (http or https), else nothing."""
    try:
        parts = urlsplit(ILLEGAL.sub("", url).strip())
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username is not None:
            return ""
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except ValueError:
        return ""
    if re.search(r"[\s<>\"\\^`{|}]", host):
        return ""
    return urlunsplit((parts.scheme, host, *(quote(part, safe=SAFE) for part in parts[2:])))
