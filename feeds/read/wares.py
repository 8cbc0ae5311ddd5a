"""What is no news: people, courses, wares, how to reach somebody. Pure."""

import re
from collections.abc import Iterable

from feeds import hanzi
from feeds.model import Listing
from feeds.read.lists.groups import Candidate
from feeds.read.markup.lines import text

_PERSON = re.compile(
    r"(?:(?:Prof|Dr|Mr|Mrs|Ms|Ing|Dipl)\b\.?[\s-]*)*[A-ZÀ-Þ][\w'’.-]+(?:\s(?:[a-z]{2,3}\s)?[A-ZÀ-Þ][\w'’.-]*){1,3}(?:,.{0,30})?"
)
_HAN_NAME = hanzi.compile(
    r"[\u4e00-\u9fff·]{2,4}(?:\s?(?:教授|副教授|讲师|研究员|博士|老师|院士|副?主任(?:医师|护师|药师)|(?:主治|住院)?医师))?|[\u4e00-\u9fff]\s+[\u4e00-\u9fff]{1,2}"
)
_COURSE = re.compile(r"[A-Z]{2,5}[\s-]?\d{2,4}[A-Z]?\b.*", re.S)
_PRICE = re.compile(r"[¥￥$€£]\s?\d|\d\s?(?:元|€|円|USD|EUR)(?!/)")


_PEOPLE = hanzi.compile(
    r"领导(?:之窗|简介|班子|分工|成员)|(?:现|历)任领导|师资(?:队伍|力量)|教师(?:名录|简介|队伍)|"
    r"(?:faculty|staff|people|team)(?:\s(?:&|and)\s\w+)?(?:\sdirectory)?$|mitarbeiter(?:innen)?$|équipe$|"
    r"personal docente$|教員(?:紹介|一覧)|교수진|教職員|"
    r"^(?:medewerkers|collaboratori|personale|pracownicy|zaměstnanci|сотрудники|преподаватели|співробітники|викладачі|"
    r"personel|akademik kadro(?:muz)?|henkilö(?:stö|kunta)|medarbetare|ansatte|medarbejdere|personnel|enseignants|"
    r"profesorado|docentes|equipo|equipa|corpo docente|giảng viên|บุคลากร|προσωπικ[οό]|munkatársak)$",
    re.I,
)
_PRODUCT = re.compile(r"og:type[\"'] content=[\"']product|\"@type\"\s*:\s*\"Product\"|schema\.org/Product\b")
_BASKET = hanzi.compile(r"add[_-]?to[_-]?(?:cart|basket|bag)|warenkorb|panier|购物车|カートに", re.I)
_WARE = re.compile(r"\bEAN(?:-?13)?\b")  #: a shop's number; an ISBN stands in reviews, too
#: of a place, and of nothing that happens there
_STANDING = hanzi.compile(
    r"(?!.*(?:\d|工作|公布|发布|调整|关于|召开|完成|新版|期间))[\u4e00-\u9fff（）]{0,18}(?:简介|概况|简史|历史沿革|簡介|概況)|"
    r"机构设置|组织机构|联系我们|about(?: us)?|who we are|our (?:mission|history|team)|über uns|leitbild|satzung|"
    r"qui sommes-nous\W*|chi siamo|quiénes somos\W*|quem somos\W*|o nas|o nás|om oss|om os|o nama|за нас|о нас|про нас|"
    r"会社概要|学校概要|ご挨拶|인사말|impressum|imprint|datenschutz(?:erklärung)?|privacy policy|mentions légales|"
    r"aviso legal|プライバシーポリシー",
    re.I,
)
_CONTACT = hanzi.compile(
    r"contatti|contact(?:s| us)?|kontakt|contacto|contatos?|contactos|iletişim|контакты|контакти|お問い?合わ?せ|"
    r"联系(?:我们|方式)|聯絡我們|liên hệ|επικοινων[ιί]α|yhteystiedot|kapcsolat|연락처",
    re.I,
)
_FORUM = re.compile(r"viewforum\.php|forumdisplay|/forum-\d+-\d+\.html|index\.php\?board=\d|/forums?/[\w.-]+\.\d+/?$")
_THREAD = re.compile(r"viewtopic\.php|showthread|/thread-\d+|mod=viewthread|/threads?/[\w.-]+\.\d+/?$|topic=\d")


def forum(page: str, urls: Iterable[str]) -> bool:
    """Whether a page is the index of a forum: no board itself, it leads to boards, and to more of them than to what was
    written there."""
    if _FORUM.search(page) or _THREAD.search(page):
        return False
    known = set(urls)
    boards = sum(_FORUM.search(url) is not None for url in known)
    return boards >= 4 and boards > sum(_THREAD.search(url) is not None for url in known)


def people(title: str) -> bool:
    """Whether a page that is no list of articles says that it shows people."""
    return _PEOPLE.search(title) is not None


def product(source: str) -> bool:
    """Whether a page sells one thing: it says so to search engines, and it has a basket."""
    if _PRODUCT.search(source) is not None and _BASKET.search(source) is not None:
        return True
    return "schema.org/Book" in source and _WARE.search(source) is not None and _PRICE.search(source) is not None


def contact(title: str) -> bool:
    """Whether a page says that it tells how to reach somebody."""
    return _CONTACT.fullmatch(title.strip()) is not None


def standing(title: str) -> bool:
    """Whether a page without a date introduces the place itself, as its title says: 某某学院简介, About us."""
    return _STANDING.fullmatch(title.strip()) is not None


def told(listing: Listing, best: Candidate | None) -> str | None:
    """What a list is of, if of people, courses or wares: nobody dates those."""
    items = listing.articles
    if len(items) < 4:
        return None
    if people(listing.title or "") and sum(bool(_PERSON.fullmatch(i.title)) for i in items) >= 0.7 * len(items):
        return f"its {len(items)} links are people, whatever dates stand beside them"
    if any(i.published is not None for i in items):
        return None
    for what, pattern in (("people", _PERSON), ("people", _HAN_NAME), ("courses", _COURSE)):
        if sum(bool(pattern.fullmatch(i.title)) for i in items) >= 0.7 * len(items):
            return f"its {len(items)} links look like a list of {what}"
    cards = [text(i.card) for i in best.items if i.card is not None] if best is not None else []
    if cards and sum(bool(_PRICE.search(card)) for card in cards) >= 0.5 * len(cards):
        return f"its {len(items)} links look like wares with prices"
    return None
