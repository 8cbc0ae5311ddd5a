"""Where a list goes on: the pager's own link to the next older page. Pure; computes no address."""

import re

from feeds import hanzi
from feeds.read.markup.html import Document, Node, attr, css, tag
from feeds.read.markup.lines import roughly, text
from feeds.read.markup.links import same_page
from feeds.read.markup.spots import address

NEXT = hanzi.compile(
    r"^[\s\[<【]*(?:下一?页|后一?页|下頁|次へ|次のページ|next(?:\s*page)?|older(?:\s*posts)?)[\s>»›→|\]】]*$", re.I
)
ARROW = re.compile(r"^\s*(?:>|›|»|→)\s*$")
FAST = re.compile(r"^\s*(?:>>|››|»»)\s*$")
_ONWARD = (  # of Blogger, too, in any language
    ".p_next a[href], a.next[href], li.next a[href], .next > a[href], a.blog-pager-older-link[href], "
    "link[rel=next][href]"
)
#: what a script is handed by a pager, and not by the arrow of a slider: index_2.jhtml
_OF_A_LIST = re.compile(r"(?:^|/)(?:index|list|page|default|col\w*)[-_]?\d{1,4}\.\w+$", re.I)
LARGE = 4_000  #: characters that no row of page numbers has
COUNT = hanzi.compile(r"共\s*\d+\s*[条页篇]|[首尾末上下]\s?一?页")


def following(document: Document) -> str | None:
    """The next older page's URL; None on the last page and where a pager needs JavaScript."""
    related = {link.mem_id for link in document.css("a[rel=next]")}
    for link in document.css("a[href]"):
        title, words = link.attrs.get("title") or "", link.text(deep=True)
        said = (_hinted(title) and NEXT.match(title.strip())) or (_hinted(words) and _says_next(link, words))
        if said or (related and link.mem_id in related):
            url = elsewhere(document, link)
            if url is not None:
                return url
    for link in document.css(_ONWARD):
        url = elsewhere(document, link)
        if url is not None:
            return url
    for pager in pagers(document):
        if roughly(pager) > LARGE:
            continue
        links = css(pager, "a[href]")
        numbered = [attr(link, "href") for link in links if text(link).strip().isdecimal()]
        for link in links:
            shown = text(link)
            # >> leads to the last page, or to the next: then a number leads there too
            if ARROW.match(shown) or (FAST.match(shown) and attr(link, "href") in numbered[:-1]):
                url = elsewhere(document, link)
                if url is not None:
                    return url
    current = document.first(".p_no_d")
    if current is not None:
        after = current.next
        while after is not None:
            number = after.css_first("a[href]") if after.is_element_node else None
            if number is not None:
                return elsewhere(document, number)
            after = after.next
    return None


def _hinted(words: str) -> bool:
    """Whether there is something in it that NEXT wants; most links have nothing, and this is quick to tell."""
    return (
        "页" in words
        or "ext" in words
        or "lder" in words
        or "頁" in words
        or "へ" in words
        or "ジ" in words
        or "EXT" in words
        or "LDER" in words
    )


def _says_next(link: Node, words: str) -> bool:
    return len(words.strip()) <= 40 and NEXT.match(text(link)) is not None


def elsewhere(document: Document, link: Node) -> str | None:
    """Where a link leads, or a script that pages, unless to this very page or nowhere."""
    href = attr(link, "href")
    known = address(link)
    url = document.link(known) if known == href or _OF_A_LIST.search(known) else None
    return url if url is not None and not same_page(url, document.url) else None


def pagers(document: Document) -> list[Node]:
    """The blocks that part a list into pages."""
    found = document.css(
        ".pb_sys_common, .p_pages, [class*=headStyle], [id^=fanye], .wp_paging, .pagination, .pager, .page"
    )
    return [node for node in found if tag(node) != "body"]
