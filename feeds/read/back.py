"""The list that an article leads back to: breadcrumb, category, 返回列表, the menu's entry for where we are. Pure."""

import re
from urllib.parse import urlsplit

from feeds import hanzi
from feeds.read import kinds
from feeds.read.dates import dates
from feeds.read.dates.days import THEN, UTC
from feeds.read.lists import lists
from feeds.read.markup import addresses
from feeds.read.markup.html import Document, attr, css
from feeds.read.markup.lines import text
from feeds.read.markup.links import same_page, same_site
from feeds.read.markup.spots import Link
from feeds.read.markup.wording import NEWS, weight
from feeds.read.navigation import crumbs


def column_of(document: Document, reader: kinds.Kind, survey: lists.Survey) -> str | None:
    """The list page that an article leads back to: the kind's breadcrumb, any breadcrumb, 返回列表, its category,
    WordPress's page of posts; else the nearest page above it, the menu's entry for where we are."""
    found = reader.column(document)
    if found is not None and crumbs.is_column(found, document):
        return found
    for link in reversed(survey.links):
        if link.spot.place == "crumb" and not _of_the_site(link.words) and crumbs.is_column(link.url, document):
            return link.url
    for link in survey.links:
        if BACK.search(link.words) and same_site(link.url, document.url) and not same_page(link.url, document.url):
            return link.url
        if _ARROW.match(link.words) and _says_back(link, document.url) and _leads_back(link.url, document):
            return link.url
    filed = _category(document) or _filed(survey, document)
    if filed is not None:
        return filed
    for entry in css(document.root, "li.current_page_parent > a[href]"):  # WordPress's page of posts, above a post
        if (url := document.link(attr(entry, "href"))) is not None and _leads_back(url, document):
            return url
    homes = {
        link.url for link in survey.links if _NUMBERED.match(urlsplit(link.url).path) and crumbs.HOME.match(link.words)
    }
    above = [link.url for link in survey.links if link.url not in homes and _above(link.url, document.url)]
    return max(above, key=lambda url: (len(_folder(url)), len(url))) if above else _current(document, survey)


def _says_back(link: Link, article: str) -> bool:
    """Whether an arrow before some words is no mere ornament: by its class, or by a word for news and little else. With
    another word, beside the article, it may well be the one before it: « News flash."""
    if _BACKWARD.search(attr(link.node, "class")) is not None:
        return True
    one, other = (urlsplit(url).path.rstrip("/").rpartition("/")[0] for url in (link.url, article))
    alone = one != other or len(re.findall(r"\w+", link.words)) == 1
    return alone and weight(link.words) <= 8 and NEWS.search(link.words) is not None


def _category(document: Document) -> str | None:
    """The category an article says it is filed under."""
    for link in css(document.root, _FILED):
        url = document.link(attr(link, "href"))
        if url is not None and _leads_back(url, document):
            return url
    return None


def _filed(survey: lists.Survey, document: Document) -> str | None:
    """The first link of the page's own part to a category."""
    for link in survey.links:
        if (
            link.spot.place in ("", "main", "head")
            and weight(link.words) <= 16
            and (_CATEGORY.search(urlsplit(link.url).path) or _of_its_category(link))
            and _leads_back(link.url, document)
        ):
            return link.url
    return None


def _of_its_category(link: Link) -> bool:
    """Whether a link in a line with a date leads to a category by its page's name: cat_4.html, category.php?id=Arts."""
    parts = urlsplit(link.url)
    page = parts.path.rpartition("/")[2]
    named = _CAT_NUMBER.fullmatch(page) or (parts.query and _CAT_SCRIPT.fullmatch(page))
    line = text(link.spot.up.node) if named and link.spot.up is not None else ""
    return 0 < len(line) <= 160 and bool(dates.find(line, UTC, THEN))


_CAT_NUMBER = re.compile(r"(?:cat[_-]?\d{1,5}|categor(?:y|ie|ia)[_-]\w{1,20})\.html?", re.I)
_CAT_SCRIPT = re.compile(r"(?:category|categorie|categoria|rubrique|kategorie)\.\w{3,4}", re.I)
_CATEGORY = re.compile(r"/(?:categor(?:y|ies)|rubri(?:k|ques?)|sections?)/[^/]+(?:/[^/]+)?/?$", re.I)


def _current(document: Document, survey: lists.Survey) -> str | None:
    """The entry of the menu that is marked as where we are."""
    marked = [
        link.url
        for link in survey.links
        if _leads_back(link.url, document)
        and (
            attr(link.node, "aria-current") in ("page", "location", "true")
            or any(_HERE.search(attr(s.node, "class")) for s in (link.spot, link.spot.up) if s is not None)
        )
        and link.spot.place in ("nav", "side", "head", "")
        and weight(link.words) <= 12
        and not _of_the_site(link.words)
    ]
    return marked[-1] if marked else None


def _of_the_site(words: str) -> bool:
    """Whether a link leads to the front page or to what a site has for visitors."""
    return crumbs.HOME.match(words) is not None or crumbs.SERVICE.fullmatch(words) is not None


def _leads_back(url: str, document: Document) -> bool:
    own, other = urlsplit(document.url), urlsplit(url)
    if other.path.rstrip("/") == own.path.rstrip("/") and (other.path.strip("/") or _BY_CATEGORY.match(other.query)):
        return bool(own.query) and not other.query.startswith(own.query[:8])
    return (
        same_site(url, document.url)
        and not addresses.looks_like_article(url)
        and not crumbs.HOME_PATH.match(other.path)
        and not crumbs.OF_LAW.fullmatch(other.path)
        and not other.path.startswith(own.path.rstrip("/") + "/")
    )


_FILED = (
    "[rel~=category], [rel~=tag][href*=categor], .cat-links a[href], "
    "[class*=category]:not([class*=menu-item]) > a[href], a[class*=category][href], "
    "article header a[href*='/tag/'], article header a[href*='/topics/'], "
    "[itemprop=about] a[href*='/categories/'], [class*=e-category] a[href]"
)
_BY_CATEGORY = re.compile(r"(?:cat|category|catid)=")  #: /?cat=11 of /?p=318
_NUMBERED = re.compile(r"/\d+/")  #: a site among others of one machine: /10358/index.shtml
_ARROW = re.compile(r"\s*[←‹«<]\s?\S")  #: ← 알림마당으로
_BACKWARD = re.compile(r"(?:^|[\s_-])(?:back|return|zurueck|retour|volver|regresar)(?:$|[\s_-])", re.I)
_HERE = re.compile(r"(?:^|[\s_-])(?:active|current|cur|on|selected|now)(?:$|[\s_-])", re.I)
BACK = hanzi.compile(
    r"返回(?:列表|栏目|专栏|上级)|^更多(?:新闻|通知|公告)|back to (?:the |all )?(?:list|"
    r"news|overview|articles|blog|press)|^all (?:news|articles|stories|posts|releases)|zur(?:ück zur)? übersicht|"
    r"alle (?:meldungen|nachrichten|news|artikel)|一覧(?:へ|に(?:戻|もど)る|を見る|ページ)|^목록|回(?:上一頁|列表)|"
    r"^列表$|"
    r"retour (?:à la liste|aux actualités)|toutes les actualités|todas las noticias|все новости|tutte le notizie|"
    r"zurück zu(?:r|den|m) (?:liste|meldungen|nachrichten|news|aktuelles|beiträgen|archiv)|"
    r"^regresar al? |volver (?:al? (?:listado|índice|las? )?|a )(?:noticias|listado|lista|novedades)?$|"
    r"voltar (?:para|à|às|ao) (?:a )?(?:lista|notícias|listagem)|"
    r"torna (?:all['’ ]?(?:elenco|archivio)|alle (?:notizie|news))|"
    r"terug naar (?:het )?(?:overzicht|nieuws|lijst)|(?:powrót|wróć) do (?:listy|aktualności|spisu)|"
    r"(?:zpět|späť) na (?:seznam|zoznam|přehled|prehľad|aktuality|novinky|výpis)|"
    r"vissza a (?:hírekhez|listához|főlistához)|"
    r"înapoi la (?:listă|știri)|(?:natrag|nazad|nazaj) na (?:popis|listu|seznam|vijesti|vesti|novice)|"
    r"(?:назад|вернуться|возврат) к (?:списку|новостям)|(?:назад|повернутися) до (?:списку|новин)|обратно към списъка|"
    r"επιστροφ[ηή] στ(?:η λ[ιί]στα|ις ειδ[ηή]σεις|α ν[εέ]α)|(?:listeye|haberlere) (?:geri )?dön|"
    r"(?:tillbaka till|tilbake til|tilbage til) (?:listan|listen|nyheter|nyheder|oversikten|oversigten|översikten)|"
    r"takaisin (?:listaan|uutisiin)|tagasi (?:nimekirja|uudiste juurde)|torna a la llista|"
    r"(?:quay|trở) (?:lại|về) danh sách|"
    r"กลับ(?:ไป)?หน้า(?:รายการ|ข่าว)|kembali ke (?:daftar|berita)|العودة إلى (?:القائمة|الأخبار)|"
    r"بازگشت به (?:فهرست|اخبار)|"
    r"חזרה ל(?:רשימה|חדשות)|^(?:všechny (?:aktuality|novinky|články)|wszystkie (?:aktualności|wiadomości)|alla nyheter|"
    r"alle nyhe(?:ter|der)|kaikki uutiset|toate știrile|összes hír|sve (?:vijesti|novosti|vesti)|tüm haberler)\W*$",
    re.I,
)


def _folder(url: str) -> str:
    """The path of an address without the name of a folder's first page."""
    return re.sub(r"(?:index|list|default|main)\w{0,2}\.\w{2,5}$", "", urlsplit(url).path).rstrip("/") + "/"


def _above(url: str, article: str) -> bool:
    """Whether an address is a folder that holds the article's: neither the front page nor the archive of a time."""
    one, other = urlsplit(url), urlsplit(article)
    folder = _folder(url)
    return (
        one.hostname == other.hostname
        and not one.query
        and not crumbs.HOME_PATH.match(folder)
        and not crumbs.OF_A_TIME.search(folder)
        and other.path.startswith(folder)
        and other.path.rstrip("/") != folder.rstrip("/")
    )
