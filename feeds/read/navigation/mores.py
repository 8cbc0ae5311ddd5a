"""Links to more of what a box shows: 更多, view all news, or an icon that says so. Pure."""

import re

from feeds import hanzi
from feeds.read.markup.html import Node, attr, css, first
from feeds.read.markup.lines import one_line, roughly
from feeds.read.markup.wording import ALL_OF, MORE, MORE_OF, NEWS, OTHERS, weight

SIGN = re.compile(r"[\s>»›→＞+＋]{1,5}")  #: 更多, drawn beside a heading with what the keyboard has
#: "view all events" leads to a list, whatever its address looks like; "more about the fair" may lead to an article
EVERY = hanzi.compile(
    r"查看更多|(?:(?:view|see|show|browse)\s+)?all\b|(?:zu\s)?alle[nr]?\b|(?:voir\s)?(?:toute?s|tous)\b|(?:ver\s)?tod[oa]s\b|tutt[ei]\b|"
    r"wszystkie|все\b|всі\b|усі\b|všetk\w*|všechn\w*|sv[ei]\b|toate\b|kaikki\b|összes\b|tüm\b|semua\b|tất cả|alla\b|"
    r"(?:查看)?全部|すべて|.{0,8}一覧|전체",
    re.I,
)
#: older ones, and no more: no article is called so, whatever its address looks like
ARCHIVE = re.compile(
    r"\W*(?:(?:vai|zum|au|ver|see|do|la)\s)?(?:the\s|all.)?(?:news\s?)?"
    r"(?:archives?|archiv|archivio|archivo|arquivo|archiwum|archív|arkiv|arkisto|arhiva|arsip|arşiv|архив|архів|アーカイブ|"
    r"starší příspěvky|staršie príspevky|starsze wpisy|ältere beiträge|articles plus anciens|older (?:posts|news))\W*",
    re.I,
)
_ARTICLES = re.compile(r"arti[ckg]|artyku|článk|članak|cikk|статт|стат(?:ии|ей)|posts?$|beiträge|berichte", re.I)
_SHORT = 200  #: characters of markup's text, blanks included, that a 更多 has around it at most
_DRAWN = re.compile(r"more|gengduo|arrow|plus|jia|list|ichiran|一覧|更多", re.I)
_MORE_PICTURE = re.compile(r"(?<![a-z])(?:more|gengduo)\d{0,2}(?![a-z])|更多", re.I)


def is_more(words: str) -> bool:
    """Whether words are 更多 and no more, in letters or as a sign."""
    return MORE.fullmatch(words) is not None or SIGN.fullmatch(words) is not None


def leads_to_all(words: str) -> bool:
    """Whether words say that there is more: all announcements, more news, other news."""
    of_news = MORE_OF.match(words) or OTHERS.match(words)
    return bool(ALL_OF.match(words) or (of_news and (NEWS.search(words) or _ARTICLES.search(words))))


def drawn(link: Node) -> bool:
    """Whether a link without words is an icon: 更多 drawn as an arrow or a plus."""
    image = first(link, "img")
    if image is not None:
        return _DRAWN.search(f"{attr(image, 'src')} {attr(image, 'alt')}") is not None
    return first(link, "i, svg, span, em") is not None or bool(attr(link, "aria-label"))


def told(link: Node) -> str:
    """A link's words; where it has none, its tooltip, or what its picture says of itself."""
    words = one_line(link) or attr(link, "title")
    image = first(link, "img") if not words else None
    return words or (attr(image, "alt") or attr(image, "title") if image is not None else "")


def mores(box: Node) -> list[Node]:
    """The links of a box that are 更多 and nothing else, in letters or drawn (more.jpg)."""
    return [link for link in css(box, "a[href]") if MORE.fullmatch(one_line(link)) or _picture_of_more(link)]


def lone(box: Node) -> Node | None:
    """The link of a box that holds one 更多 and says nothing else."""
    links = css(box, "a[href]") if roughly(box) <= _SHORT else []
    if len(links) != 1 or not one_line(links[0]) or not MORE.fullmatch(one_line(links[0])):
        return None
    return links[0] if weight("".join(box.text(deep=True).split())) <= weight(one_line(links[0])) + 1 else None


def _picture_of_more(link: Node) -> bool:
    image = first(link, "img") if not one_line(link) else None
    return (
        image is not None
        and _MORE_PICTURE.search(f"{attr(image, 'src').rpartition('/')[2]} {attr(image, 'alt')}") is not None
    )
