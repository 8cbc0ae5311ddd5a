"""The next older page of any list: the pager's own word for it, or the number after the current one. Pure.

pager.py knows the words that Chinese CMSs use; this adds other languages and pagers made of numbers only.
"""

import re
from urllib.parse import urlsplit

from feeds import hanzi
from feeds.read.markup.html import Document, Node, ancestors, attr, css
from feeds.read.markup.lines import roughly, text
from feeds.read.navigation import pager
from feeds.read.navigation.mores import leads_to_all
from feeds.read.navigation.pager import elsewhere

#: what leads to what is older, where a blog says so instead of "next"
OLDER = (
    r"older(?: (?:posts|entries|news|items|articles|stories))?|ältere(?: (?:beiträge|einträge|artikel|posts))?|"
    r"(?:articles|billets|messages|publications) (?:plus ancienn?e?s|précédente?s)|anciens articles|"
    r"(?:entradas|noticias) (?:anteriores|más antiguas|antiguas|máis antigas)|entrades (?:anteriors|més antigues)|"
    r"(?:articoli|post) (?:precedenti|meno recenti|più vecchi)|"
    r"(?:posts|postagens|artigos|notícias) (?:anteriores|(?:mais )?antig[oa]s)|oudere (?:berichten|posts|artikelen)|"
    r"starsze(?: (?:wpisy|posty|artykuły))?|starší(?: (?:příspěvky|články))?|staršie (?:články|príspevky)|"
    r"äldre (?:inlägg|nyheter)|(?:eldre|tidligere) (?:innlegg|nyheter)|(?:ældre|tidligere) (?:indlæg|nyheder)|"
    r"vanhemmat(?: (?:artikkelit|kirjoitukset|uutiset))?|vanemad (?:postitused|uudised)|vecāk[ia]s? (?:ieraksti|ziņas)|"
    r"senesni įrašai|(?:régebbi|korábbi)(?: (?:bejegyzések|hírek|cikkek))?|articole mai vechi|"
    r"starij[ei] (?:objave|postovi|članci|vijesti)|starejš[ei] (?:objave|prispevki|novice)|старији чланци|"
    r"по-стари(?: публикации)?|(?:eski|önceki|daha eski) yazılar|παλαι[οό]τερα(?: [αά]ρθρα)?|"
    r"(?:более )?(?:старые|ранние|предыдущие) записи|(?:старіші|давніші|попередні) записи|"
    r"(?:過去|以前|前)の(?:投稿|記事)|古い記事|이전 ?(?:글|게시물)들?|(?:các )?bài (?:viết )?cũ hơn|cũ hơn|"
    r"เรื่องเก่ากว่า|"
    r"(?:pos|postingan|artikel) (?:sebelumnya|lama)|(?:ال)?(?:تدوينات|مقالات) (?:ال)?أقدم|"
    r"نوشته\W?های (?:قدیمی\W?تر|پیشین)|"
    r"(?:פוסטים|רשומות) ישנ(?:ים יותר|ות)|पुराने पोस्ट|"
    r"[较較更]?[早旧舊]的?(?:文章|日志|日誌|新闻|消息|内容|条目|條目|博文)|早期的?(?:文章|日志|新闻|消息)"
)
NEXT = hanzi.compile(
    rf"^[\s\[<【(«‹←]*(?:{OLDER}|next(?: page)?|nächste(?: seite)?|weiter|vor|suivante?|page suivante|siguiente|"
    r"siguientes|página (?:siguiente|seguinte)|(?:pagina )?successiv[ao]|avanti|próxim[ao](?: página)?|seguinte|"
    r"següent|volgende(?: pagina)?|następn[ay](?: strona)?|dalej|(?:další|následující)(?: strana)?|ďalšia(?: strana)?|"
    r"ďalej|"
    r"nasledujúca(?: strana)?|następne|nästa(?: sida)?|neste(?: side)?|næste(?: side)?|næsta(?: síða)?|"
    r"seuraava(?: sivu)?|järgmine|nākamā|tālāk|toliau|következő(?: oldal)?|următoarea|înainte|"
    r"sl(?:j?e)deća(?: stranica| strana)?|следећа|naslednja|naprej|dalje|sonraki(?: sayfa)?|ileri|"
    r"επ[οό]μεν[ηο](?: σελ[ιί]δα)?|следующая(?: страница)?|вперед|вперёд|далее|наступна(?: сторінка)?|далі|следваща|"
    r"напред|"
    r"hurrengoa|seterusnya|"
    r"次(?:へ|の?ページ|の\d+件)?|次頁|다음 ?(?:페이지)?|下一頁|下一张|"
    r"ถัดไป|หน้าถัดไป|(?:الصفحة )?التالي[ةه]?|(?:صفحه )?بعد[یي]?|(?:העמוד )?הבא|tiếp(?: theo)?|trang (?:sau|tiếp)|"
    r"berikutnya|selanjutnya|अगला(?: पृष्ठ)?)[\s>»›→)\]】]*$",
    re.I,
)
#: of those the words that stand under a teaser as well, or in a menu
ON = re.compile(r"\b(?:далее|далі|dalje|naprej|tiếp|toliau|tālāk|avanti|înainte|ileri|напред|вперед|вперёд)\b", re.I)
PAGING = re.compile(r"pag(?:e|in|er)|\bnext\b|nav-?links|listing", re.I)
ANY = hanzi.compile(
    r"^(?:[<>«»‹›]*\s*)?(?:上一?页|下一?页|首\s?页|尾\s?页|末\s?页|上一頁|"
    r"下一頁|next(?: page)?|previous(?: page)?|older.{0,8}|newer.{0,8}|"
    r"nächste(?: seite)?|vorherige|letzte(?: seite)?|"
    r"trang (?:sau|trước)|siguiente|anterior|suivant|précédent|successiva|precedente|volgende|vorige|następna|"
    r"poprzednia|"
    r"další|následující|předchozí|nasledujúca|predchádzajúca|nästa|næste|neste|seuraava|edellinen|sonraki|önceki|"
    r"следующая|предыдущая|weiter|次へ|前へ|次のページ|다음)(?:\s*[<>«»‹›]*)?$",
    re.I,
)
SHORT = 300  #: characters of a link that may say "next", indents and all
PAGER = 400  #: characters of a row of page numbers at most
LOAD = hanzi.compile(
    r"^[\s\[【(«‹+]*(?:加载更多|查看更多|更多内容|点击加载|load more|show more|view more|"
    r"more (?:news|stories|posts|results|articles)|"
    r"mehr (?:laden|anzeigen)|weitere (?:laden|anzeigen|meldungen)|voir plus|plus d.(?:articles|actualités)|"
    r"charger plus|cargar más|ver más|carica altr[oi]|もっと見る|더보기|показать ещё|показать еще|więcej)",
    re.I,
)
#: what leads back to what is older, of Weebly's and others' blogs
BACK = re.compile(r"[\s<«‹←]*previous(?: (?:page|posts?))?[\s>»›→]*", re.I)
_PAGED = re.compile(r"[?&/](?:page|p|offset|start|previous)[=/_-]?(?P<n>\d{1,6})(?!\d)")
_MONTH = re.compile(r"/((?:19|20)\d{2})/([01]\d)/(?:index\.html?)?$")
BOX = "[class*=pag], [class^=pg], [id*=pag], [class*=Pag], [class*=fenye], nav[aria-label], .wp_paging, [class*=page]"

HERE = "span, strong, b, em, li, a[class*=cur], a[class*=active], a[class*=on]"


def following(document: Document) -> str | None:
    """The next older page's URL; None where there is none or only a script knows it."""
    found = _numbered(document) or pager.following(document)
    if found is not None and not _later(document.url, found):
        return found
    short = [(link, text(link)) for link in document.css("a[href]") if roughly(link) <= SHORT]
    for link, words in short:
        if len(words) <= 24 and (
            NEXT.match(words) or NEXT.match(attr(link, "aria-label")) or NEXT.match(attr(link, "title"))
        ):
            url = elsewhere(document, link)
            read_on = ON.search(words) and not _paging(link, words, short)
            newer = url is not None and (_later(document.url, url) or _back(document.url, url))
            if url is not None and not (_of_article(link) or read_on or newer):
                return url
    return _month_before(document, short) or _loaded(document, short) or _unnamed(document, short)


def _later(own: str, other: str) -> bool:
    """Whether an address is a later month's than a month's archive: there "next" is the newer one."""
    here, there = _MONTH.search(own), _MONTH.search(other)
    return here is not None and there is not None and (there[1], there[2]) > (here[1], here[2])


def _back(own: str, other: str) -> bool:
    """Whether an address is an earlier page's, however it is called: 2 is no page after 3."""
    here, there = _PAGED.search(own), _PAGED.search(other)
    return here is not None and int(here["n"]) > 1 and int(there["n"] if there is not None else 1) < int(here["n"])


def _month_before(document: Document, links: list[tuple[Node, str]]) -> str | None:
    """The month before, of a month's archive whose pager says "previous"."""
    before = (elsewhere(document, link) for link, words in links if words and "prev" in attr(link, "rel"))
    return next((url for url in before if url is not None and _later(url, document.url)), None)


def _paging(link: Node, words: str, links: list[tuple[Node, str]]) -> bool:
    """Whether a word that cards have for "read on", too, is a pager's: said once, in a box that pages."""
    if len({attr(other, "href") for other, said in links if said == words}) > 1:
        return False
    around = [link, *list(ancestors(link))[:3]]
    return any(PAGING.search(f"{attr(box, 'class')} {attr(box, 'id')} {attr(box, 'rel')}") for box in around)


def _loaded(document: Document, links: list[tuple[Node, str]]) -> str | None:
    """Where 加载更多 or "more articles" leads, when that is the same list once more: /channel/story?page=2."""
    for link, words in links:
        if not 0 < len(words) <= 24:
            continue
        loads = LOAD.match(words) is not None
        url = elsewhere(document, link) if loads or leads_to_all(words) or BACK.fullmatch(words) else None
        if url is not None and (_again(document.url, url) if loads else _further(document.url, url)):
            return url
    return None


def _again(own: str, other: str) -> bool:
    """Whether "load more" leads to the same list once more: with a query, or with a page's number."""
    same = urlsplit(own).path.rstrip("/") == urlsplit(other).path.rstrip("/")
    return bool(same and urlsplit(other).query) or _PAGED.search(other) is not None


def _further(own: str, other: str) -> bool:
    """Whether an address is a later page of the very list: below it, or beside it, with a greater number."""
    page, here = _PAGED.search(other), _PAGED.search(own)
    base = (own[: here.start()] if here is not None else own.partition("?")[0]).rstrip("/")
    below = other.startswith((f"{base}/", f"{base}?"))
    return page is not None and below and int(page["n"]) > (int(here["n"]) if here is not None else 1)


def _unnamed(document: Document, links: list[tuple[Node, str]]) -> str | None:
    """A row of page numbers that no class gives away: 1, that is no link, and 2, that is one, side by side; or a number
    that is the current one by its class, beside the next."""
    for link, words in links:
        if not words.isdecimal() or len(words) > 3 or int(words) < 2 or link.parent is None:
            continue
        for box in (link.parent, link.parent.parent):
            if box is None or roughly(box) > pager.LARGE or len(text(box)) > PAGER:
                break
            cells = css(box, "a, span, strong, b, em, li, button")
            before = [n for n in cells if _number(n) == int(words) - 1 or text(n) == f"({int(words) - 1})"]
            named = any(map(_named_here, before)) and _next_number(document, link, int(words))
            if named or (words == "2" and before and _no_link(before[0])):
                return elsewhere(document, link)
    return None


#: what stands before a page's number in an address, and not before that of a month, an issue or an e-paper's page
_PAGE_NAMED = re.compile(r"(?:index|list|page|default|[?&/]pn?)[-_=/]?$", re.I)


def _next_number(document: Document, link: Node, number: int) -> bool:
    """Whether a link leads to this very list's page of a number: further on, or to this address with the number after
    its own."""
    url = document.link(attr(link, "href")) or ""
    before, said, behind = url.rpartition(str(number))
    next_one = said and _PAGE_NAMED.search(before) and document.url == f"{before}{number - 1}{behind}"
    return bool(next_one) or _further(document.url, url)


_ONE = hanzi.compile("[篇条则]")


def _of_article(link: Node) -> bool:
    """下一篇 and rel="next post" lead to an article."""
    named = re.search(r"post|article|entry", f"{attr(link, 'class')} {attr(link, 'rel')}")
    return bool(named or _ONE.search(text(link)))


def _numbered(document: Document) -> str | None:
    """In a row of page numbers the one that is no link is this page; the next one follows it."""
    for box in css(document.root, BOX)[:200]:
        if roughly(box) > PAGER:
            continue
        numbers = [(number, link) for link in css(box, "a[href]") if (number := _number(link)) is not None]
        if not numbers:
            continue
        current = next(
            (number for node in css(box, HERE) if (number := _number(node)) is not None and _here(node)), None
        )
        if current is None:
            continue
        for number, link in numbers:
            if number == current + 1:
                return elsewhere(document, link)
    return None


_NUMBER = hanzi.compile(
    r"\[?\s*(?:page|seite|página|pagina|strona|第)?\s*(\d{1,3})\s*(?:页|페이지|ページ)?\s*\]?", re.I
)


def _number(node: Node) -> int | None:
    m = _NUMBER.fullmatch(text(node))
    return int(m[1]) if m is not None else None


def _here(node: Node) -> bool:
    return _named_here(node) or _no_link(node)


def _no_link(node: Node) -> bool:
    return node.tag != "a" and node.css_first("a[href]") is None


def _named_here(node: Node) -> bool:
    return re.search(r"(?:^|[\s_-])(?:cur\w*|active|on|now|this)(?:$|[\s_-])", attr(node, "class")) is not None


def is_pager_word(text: str) -> bool:
    """Whether a link's words are a pager's, onward or back."""
    return bool(ANY.match(text))
