"""What stands above a group of links: its heading, and where its 更多 leads. Pure."""

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from feeds import hanzi
from feeds.read.lists.card import Item
from feeds.read.lists.groups import Candidate
from feeds.read.lists.leading import HAND_IN, MANY, beside, is_story, more
from feeds.read.markup.addresses import looks_like_article, looks_like_list, template
from feeds.read.markup.html import Node, ancestors, attr, css, inside, pixels
from feeds.read.markup.lines import one_line, text
from feeds.read.markup.links import is_file, same_site
from feeds.read.markup.spots import Resolve, Spot, handed
from feeds.read.markup.wording import (
    HEADLINE_CLASS,
    MORE,
    NEWS,
    SHUT,
    is_navigation,
    place_of,
    weight,
)
from feeds.read.navigation.mores import drawn, is_more, leads_to_all

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BANNER = 400  #: pixels: a picture so wide heads no column
_LINE = 60  #: pixels: a wide picture so low may be a line of words
_HEADING = ", ".join(_HEADINGS)
_NEVER = ("header", "nav", "footer", "aside", "form")
_DOUBLE = re.compile(r"([\u4e00-\u9fff·、&（）]{2,14})\s*[A-Za-z][A-Za-z &/.'-]*")  #: 通知公告 NOTICE
CRUMB = hanzi.compile(r"[>＞»]|当前位置|所在位置|您的位置")
YEAR = re.compile(r"(?:19|20)\d{2}[-/.年]|\d{2}-\d{2}|\d{1,2}\s?月\s?\d{1,2}")
_A_YEAR = re.compile(r"(?:19|20)\d{2}\s?(?:年度?)?")  #: of a part of the list
_INDEX = re.compile(r"/(?:index|default|list)\.\w{2,5}$", re.I)
_SLIDE = re.compile(r"swiper|slid|carousel", re.I)
HOME = hanzi.compile(r"^(?:网站|学院|学校|返回)?\s*(?:首\s*页|主\s*页|home)$", re.I)


def headed(candidate: Candidate, resolve: Resolve) -> None:
    """The heading above the group and the 更多 beside it, looked for before its first card and around it."""
    current: Spot | None = candidate.container
    if (last := _all_of_them(candidate.items)) is not None:
        candidate.items.remove(last)
        candidate.more = last.url
    own = {i.url for i in candidate.items}
    card = candidate.items[0].card
    if current is not None and card is not None and card.mem_id != current.id:
        _before(candidate, resolve, card, own)
        candidate.more = candidate.more or more(current, resolve, own)
    for level in range(7):
        if candidate.heading or current is None or current.node.tag in ("body", "html"):
            break
        if level > 3 and (current.links > 3 * len(own) + 3 or _others(current.node, resolve, own)):
            break  # so far up only boxes in boxes
        _before(candidate, resolve, current.node, own)
        candidate.level = level
        candidate.more = candidate.more or more(current.up, resolve, own) or beside(current.node, resolve, own)
        current = current.up
    box: Spot | None = candidate.container
    for _ in range(3):
        box = box.up if box is not None else None
        if candidate.more or box is None or box.links > MANY:
            break
        if len(css(box.node, _HEADING)) > len(candidate.items) + 2:
            break
        candidate.more = more(box, resolve, own)


def _all_of_them(items: list[Item]) -> Item | None:
    """The first or last of dated cards that is none itself: "All news of the town", built like them."""
    odd = [item for item in items if item.found is None]
    if len(items) < 4 or len(odd) != 1 or odd[0] not in (items[0], items[-1]):
        return None
    words, url = odd[0].title, odd[0].url
    said = leads_to_all(words) and NEWS.search(words) is not None and weight(words) <= 16
    apart = template(url) not in {template(item.url) for item in items if item is not odd[0]}
    return odd[0] if said and apart and not re.search(r"\d", urlsplit(url).path) and not is_file(url) else None


def _others(box: Node, resolve: Resolve, own: set[str]) -> bool:
    """Whether a box holds more than the group and a second one of the same articles' shape, as a row of pictures is."""
    links = css(box, "a[href]")
    if len(links) <= len(own) + 3:
        return False
    shapes = {template(url) for url in own}
    alike = sum(template(url) in shapes for link in links if (url := resolve(attr(link, "href"))))
    return len(links) > alike + 3 or len(links) > 3 * len(own) or any(MORE.fullmatch(one_line(link)) for link in links)


def _before(candidate: Candidate, resolve: Resolve, node: Node, own: set[str]) -> None:
    """The nearest heading among what stands before a box."""
    before = node.prev
    looked = 0
    while before is not None and looked < 6 and not candidate.heading:
        if before.is_element_node and before.tag not in ("script", "style"):
            looked += 1
            _take_heading(candidate, resolve, before, own)
        before = before.prev


def _led(links: list[Node], resolve: Resolve) -> set[str]:
    """Where links lead, but for 更多."""
    return {url for link in links if (url := resolve(attr(link, "href"))) and not is_more(one_line(link))}


def holds(url: str, own: Collection[str]) -> bool:
    """Whether all articles lie below the address: /studium/aktuelles-fuer-studierende/ is no article of theirs."""
    folder = _INDEX.sub("", url).rstrip("/") + "/"
    return all(one.startswith(folder) for one in own)


def _parted(heading: Node | None, box: Node, links: list[Node], resolve: Resolve) -> bool:
    """Whether a box has one heading that leads on, and beside it the short names of its parts: 经济 园区 | 金融."""
    if heading is None or heading.mem_id == box.mem_id or weight(text(heading)) > 12:
        return False
    if len(css(box, _HEADING)) > 1 or len(_led(css(heading, "a[href]"), resolve)) != 1:
        return False
    others = [link for link in links if not inside(link, heading)]
    return all(weight(one_line(a)) <= 6 and not looks_like_article(resolve(attr(a, "href")) or "") for a in others)


def _with_parts(links: list[Node], resolve: Resolve) -> bool:
    """Whether the first of some links leads to a folder, and all others to what lies in it: 社会 教育 医疗."""
    urls = [resolve(attr(link, "href")) for link in links]
    if len(urls) < 2 or urls[0] is None or not urlsplit(urls[0]).path.strip("/"):
        return False
    return all(url is not None and url != urls[0] and holds(urls[0], [url]) for url in urls[1:])


def _leads_above(links: list[Node], resolve: Resolve, own: set[str]) -> bool:
    """Whether the one link of a box leads to a page below which most of the group's articles lie."""
    url = resolve(attr(links[0], "href")) if len(links) == 1 else None
    return url is not None and 2 * sum(holds(url, [one]) for one in own) > len(own)


def _of_the_box(links: list[Node], resolve: Resolve, own: set[str]) -> bool:
    """Whether what is called a header is that of a box, not of the page: it has a 更多, or its one link leads to the
    folder of the box's articles."""
    urls = [resolve(attr(link, "href")) for link in links]
    below = len(urls) == 1 and urls[0] is not None and urlsplit(urls[0]).path.strip("/") and holds(urls[0], own)
    return bool(below) or any(is_more(one_line(link)) for link in links)


def without_more(words: str) -> str:
    """The words of a heading or a tab without a 更多 among them."""
    return MORE.sub("", words).strip(" >»+·|/[]【】:：")


def _take_heading(candidate: Candidate, resolve: Resolve, box: Node, own: set[str]) -> None:
    """A heading in this box, and where it leads if it is a link. A breadcrumb or another list is none."""
    found = _heading_in(box, resolve, own)
    if found is None:
        return
    box, heading, links = found
    shapes = {template(url) for url in own}
    if any(
        looks_like_article(u) and (weight(one_line(a)) > 8 or template(u) in shapes) and not holds(u, own)
        for a in links
        if (u := resolve(attr(a, "href")))
    ):
        return  # the first article, written large or with a picture
    words = _words(heading, links, resolve, own)
    if abroad := _abroad(links, resolve):
        links = [a for a in links if a not in abroad]
        for link in abroad:  # <h2>工作动态 <a>省政府信息</a> <a>更多</a></h2>
            words = words and without_more(words.replace(one_line(link), "", 1))
    if words is None or any(HAND_IN.match(one_line(a)) for a in links):
        return
    leads = [u for a in links if (u := resolve(attr(a, "href"))) and u not in own and not HOME.match(one_line(a))]
    leads = [u for u in leads if not is_story(u, shapes)]
    if SHUT.fullmatch(words) or _A_YEAR.fullmatch(words) or (is_navigation(words) and not leads):
        return
    if CRUMB.search(words) or (words and not (2 <= len(words) <= 30 or weight(words) <= 20)):
        return
    if not words:
        pictured = heading.css_first("img") is not None and leads and looks_like_list(leads[0])
        if not pictured or any(_SLIDE.search(attr(each, "class")) for each in (box, *css(box, "[class]"))):
            return
    candidate.heading = words or None
    leads = leads or _clicked(box, heading, words, resolve, own)
    if leads and candidate.more is None:
        candidate.more = leads[0]


def _clicked(box: Node, heading: Node, words: str | None, resolve: Resolve, own: set[str]) -> list[str]:
    """Where a click on the heading, or on a 更多 beside it, goes to; no picture's beside it, no button's to search."""
    shapes = {template(url) for url in own}
    found = [
        resolve(handed(node))
        for node in (box, *css(box, "[onclick]"))
        if inside(node, heading) or one_line(node) == words or is_more(one_line(node))
    ]
    return [url for url in found if url and url not in own and not is_story(url, shapes)]


def _abroad(links: list[Node], resolve: Resolve) -> list[Node]:
    """The links of a heading to another site than its 更多 leads to."""
    mores = [url for a in links if is_more(one_line(a)) and (url := resolve(attr(a, "href")))]
    others = [a for a in links if not is_more(one_line(a))]
    return [a for a in others if mores and (url := resolve(attr(a, "href"))) and not same_site(url, mores[0])]


def _heading_in(box: Node, resolve: Resolve, own: set[str]) -> tuple[Node, Node, list[Node]] | None:
    """The box that says it, the heading in it or the box itself, and the links that may say where it leads."""
    if len(box.text(deep=True)) > 400 or box.css_first("input[type=password]") is not None:
        return None
    heading = box if box.tag in _HEADINGS else box.css_first(_HEADING)
    links = css(box, "a[href]") if box.tag != "a" else [box]
    if heading is None and _with_parts(links, resolve):
        box, links = links[0], links[:1]
    if len(_led(links, resolve)) > 1 and not _parted(heading, box, links, resolve):
        return None  # tabs
    if heading is None:
        return (box, box, links) if _stands_alone(box, links, resolve, own) else None
    if box is heading:
        return box, heading, links
    if len(links) > 6:
        return None  # another block with a heading of its own
    around = [up for up in ancestors(heading) if up.tag == "a" and inside(up, box)]
    mores = [a for a in links if is_more(one_line(a))]
    only = links if len(links) == 1 else []
    named = [a for a in only if NEWS.search(one_line(a)) and weight(one_line(a)) <= 6]  # 新闻网
    icons = [a for a in only if not one_line(a) and drawn(a)]
    return box, heading, css(heading, "a[href]") or around or mores or named or icons


def _stands_alone(box: Node, links: list[Node], resolve: Resolve, own: set[str]) -> bool:
    """Whether a box without a heading's tag is one by what it says: a few words, and no rows, cells or menus."""
    place = place_of(box.tag or "", attr(box, "class"), attr(box, "id"))
    if (
        place in ("crumb", "pager", "foot")
        or (place == "head" and not _of_the_box(links, resolve, own))
        or (place == "nav" and len(links) != 1)
        or len(links) > 2
        or box.tag in _NEVER
    ):
        return False
    said = text(box)
    parts = [part.strip() for part in re.split(r"[|｜]", said)]
    if len(parts) > 1 and any(one_line(a) in parts and resolve(attr(a, "href")) is None for a in links):
        return False  # 移动客户端 | 邮箱: services, one of them by a script
    rows = css(box, "li + li, tr + tr")
    cells = [words for cell in css(box, "td") if (words := without_more(text(cell)))]
    if any(row.mem_id != box.mem_id for row in rows) or len(set(cells)) > 1 or YEAR.search(said):
        return False
    return weight(said) <= 12 or HEADLINE_CLASS.search(attr(box, "class")) is not None


def _words(heading: Node, links: list[Node], resolve: Resolve, own: set[str]) -> str | None:
    """What a heading says, its picture or its tooltip; "" where nothing does, None where a banner stands there."""
    words = without_more(text(heading))
    if double := _DOUBLE.fullmatch(words):
        words = double[1]
    if not words:
        image = heading if heading.tag == "img" else heading.css_first("img[alt]")
        words = attr(image, "alt") if image is not None else ""
        if double := _DOUBLE.fullmatch(words):
            words = double[1]
        wide = image is not None and heading.tag not in _HEADINGS and pixels(image, "width") > _BANNER
        strip = wide and image is not None and 0 < pixels(image, "height") <= _LINE
        said = NEWS.search(words) is not None and weight(words) <= 8
        if wide and not (said and (strip or _leads_above(links, resolve, own))):
            return None
    if not words and len(links) == 1 and not one_line(links[0]):  # drawn by the style sheet, told by the tooltip
        words = attr(links[0], "title")
    return words
