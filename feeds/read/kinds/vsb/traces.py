"""What tells a page of the CMS from others, an article from a list, and one article from another."""

import re
from dataclasses import dataclass

from feeds.read.markup.html import Document

RESOURCE = "/system/resource/js/"
#: a trace is any of these, word for word, with a pattern where the words alone say too little
FINGERPRINTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("Announced by Visual SiteBuilder",), ""),
    (("_sitegray/_sitegray",), ""),
    (("CustomerNO:",), r"<!--\s*CustomerNO:"),
    ((".vsb.css",), ""),
    (("_vsbscreen", "vsbscreen.min.js"), ""),
    ((f"{RESOURCE}counter.js", "_jsq_"), r"/system/resource/js/counter\.js|_jsq_\s*\("),
    ((f"{RESOURCE}dynclicks.js", "_showDynClick"), ""),
    ((RESOURCE,), r"/system/resource/js/(?:ajax|centerCutImg|gotopage|openlink|base64)\.js"),
    ((f"{RESOURCE}news/", "/system/resource/style/component/news"), ""),
    (("_newscontent_fromname",), ""),
    (("<!--#begineditable",), r"<!--#begineditable\b[^>]*viewid="),
    (("system/resource/css/pagedown", "pb_sys_common"), ""),
    (("vsb_newscontent", "vsb_content", "v_news_content"), r"id=[\"']?vsb_(?:newscontent|content)|v_news_content"),
    (("line_u",), r"id=[\"']?line_u\d+_\d+"),
    (("urltype=",), r"urltype=(?:news|tree)\.(?:NewsContentUrl|TreeTempUrl|DownloadAttachUrl)"),
    (("_dwr/interface/NewsvoteDWR",), ""),
)
ENOUGH = 6  #: traces after which no more are looked for
STATIC = re.compile(r"(?:https?://[^/?#]*+)?+[^?#]*/info/\d+/(\d+)\.html?(?:[?#]|$)", re.I)
DYNAMIC = re.compile(r"[?&]wbnewsid=(\d+)", re.I)
COUNTER = re.compile(r"_jsq_\s*\(\s*(-?\d+)\s*,\s*'[^']*'\s*,\s*(-?\d+)\s*,\s*(-?\d+)\s*\)")
BODIES = (
    "[id^=vsb_content]",
    ".v_news_content",
    "[id^=vsb_newscontent]",
    "[class^=contentstyle]",
)
#: what many templates call it, where it has no title
CALLED = "form[name=_newscontent_fromname] div[class*=content]:not([class*=vsbcontent])"
ITS_OWN = ", ".join((*BODIES[:3], "form[name=_newscontent_fromname]"))  #: what stands on pages of articles alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Nothing to set: the CMS looks alike everywhere."""


def marks(document: Document) -> int:
    """How many of the CMS's own traces the page shows, as far as it takes to be surely one of its pages."""
    source = document.source
    seen = 0
    for traces, pattern in FINGERPRINTS:
        if any(trace in source for trace in traces) and (not pattern or re.search(pattern, source) is not None):
            seen += 1
            if seen == ENOUGH:
                break
    return seen


def identity(url: str) -> str | None:
    """The site's own article id in a URL: /info/T/N.htm and content.jsp?…wbnewsid=N are both N."""
    found = STATIC.match(url) if "/info/" in url.lower() else None
    found = found or (DYNAMIC.search(url) if ".jsp" in url else None)
    return found.group(1) if found else None


def is_article(document: Document) -> bool:
    """Whether the page is one article: its counter names one, or it has an article's body, form or URL."""
    counter = COUNTER.search(document.source)
    if counter is not None:
        return int(counter.group(2)) > 0
    return identity(document.url) is not None or document.first(ITS_OWN) is not None
