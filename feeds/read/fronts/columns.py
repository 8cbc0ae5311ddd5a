"""The news columns that a home or section page offers: headlines with a heading and a page of their own. Pure.

Not its menu: a column is named here only because some of its articles stand under it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from feeds import hanzi
from feeds.model import Article
from feeds.read.dates import dates
from feeds.read.dates.days import THEN, UTC
from feeds.read.fronts import blocks, called, editables, folders, kin, sections, singles, spoken, unfilled, wired
from feeds.read.lists import headings, lists
from feeds.read.lists.groups import Candidate
from feeds.read.lists.lists import Survey
from feeds.read.markup.addresses import deeper, looks_like_article, numbered, template
from feeds.read.markup.html import Document
from feeds.read.markup.links import canonical, file_name, is_file, is_picture, same_owner, same_page, same_site
from feeds.read.markup.wording import NEWS, weight
from feeds.read.navigation import tabs
from feeds.read.navigation.crumbs import HOME, HOME_PATH, SERVICE, is_home
from feeds.read.navigation.onward import is_pager_word
from feeds.read.phrases import LOGIN_URL

FAIR = 38.0  #: a block's score from which it may stand for a column
_STALE = hanzi.compile(
    r"友情|(?<!媒体)链接|设为首页|会员(?:展示|单位|名录)|专题(?!新闻|报道)|下载|办事|名录|视频(?!新闻)|图片(?!新闻)|相册|快速|导航|数据库|banner|热帖|登记|登[录陆]$|注册|"
    r"log-?in$|^masuk$|^nous (?:joindre|contacter)$",
    re.I,
)
_COUNTED = re.compile(r"/index\d{1,3}\.\w+$")
_ADVERT = re.compile(r"^https?://(?:ads?\d*\.|[^?#]*/ads?/)")
#: what is to come, the next first: a calendar
_TO_COME = hanzi.compile(
    r"events?$|seminars?$|veranstaltung|termine|agenda|meetings?\b|カレンダー|calendar|日历|校历|etkinlik|arrangement|"
    r"evenement|événement|eventos?$|eventi$|мероприяти|події|kalend[aá]r|akce$|εκδηλ[ωώ]σεις|イベント|행사|فعاليات|رویداد",
    re.I,
)


_ISSUED = hanzi.compile(
    r"\W*(?:发[布表](?:日期|时间)?|更新(?:日期|时间)?|时间|日期|đăng ngày|ngày đăng|"
    r"posted(?: on)?|published(?: on)?|date|"
    r"publié le|veröffentlicht am|publicado el)\W*",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A list page that this page leads to, with the headlines it shows of it."""

    title: str
    url: str
    sample: tuple[Article, ...] = ()
    score: float = 0.0


def find(document: Document, survey: Survey) -> tuple[Column, ...]:
    """The columns in the page's order, each once."""
    page = _Page(document, survey)
    found: dict[str, Column] = {}
    parts = (part for whole in survey.candidates for part in wired.parts(whole, page.wired, document.link))
    cut = (part for whole in parts for part in sections.parts(whole, document.link))
    every = [part for whole in cut for part in folders.parts(whole, page.filed)]
    for _ in range(2):  # by what a block says; and then by what its address has in common with those
        for column in (each for candidate in every for each in page.columns(candidate)):
            found.setdefault(canonical(column.url), column)
        page.families = kin.families(column.url for column in found.values())
    for column in page.told([*found.values()]) if page.front or len(found) > 1 else ():
        found.setdefault(canonical(column.url), column)
    order = {canonical(link.url): n for n, link in reversed(list(enumerate(survey.links)))}
    samples = {
        key: min((order.get(canonical(a.url), 10**6) for a in c.sample), default=order.get(key, 10**6))
        for key, c in found.items()
    }
    return tuple(sorted(found.values(), key=lambda c: samples[canonical(c.url)]))


class _Page:
    """What the whole page says about each of its blocks."""

    def __init__(self, document: Document, survey: Survey) -> None:
        self.document = document
        shown = survey.candidates
        self.front = is_home(document)
        self.filed = folders.named(survey.links)
        self._names = called.names(survey.links)
        self._by_words = called.by_words(survey.links)
        self._headlines = {i.url for c in shown if c.dated >= 0.8 for i in c.items if weight(i.title) >= 8}
        self._leads = Counter(c.more for c in shown if c.more)
        claimed = {c.more for c in shown if c.heading and c.more}
        self._claimed = claimed | {url for url, n in self._leads.items() if n > 1}
        self._magazine = blocks.magazine(survey, document.url)
        self.wired = wired.tabs(document)
        self._links = survey.links
        self._blocks = shown
        self.families: frozenset[str] = frozenset()  #: how its columns' addresses are built, once some are known
        self._shapes = {template(i.url) for c in shown if len(c.items) > 2 and c.score >= blocks.LOW for i in c.items}

    def _called(self, url: str) -> str:
        """What the page calls an address; "" where it does not."""
        return self._names.get(canonical(url), "")

    def columns(self, block: Candidate) -> list[Column]:
        """The columns that a block stands for: mostly one, or none."""
        singly = self._one_a_card(block)
        column = self._column(block) if not singly else None
        return [column] if column is not None else singly

    def _column(self, block: Candidate) -> Column | None:
        """The column that a block stands for; None where it stands for none."""
        if block.score < blocks.LOW:
            return None
        word, led = self._tab(block)
        filed = folders.holding(block, self.filed)
        deep = word and led and filed and block.more is None and deeper(filed, led) and self._called(filed) != word
        if deep and wired.tab(block.container, self.wired)[1] is None:
            word = led = None  # of a row of tabs further out
        if not self._fair(block, led) and not self._kin(block, led):
            return None
        heading = block.heading if word is None or (block.heading and led is None) else word
        own = block.more  # a neighbour's, where there are tabs and it is
        if heading != block.heading and own in self._claimed and not blocks.within(self.document, block):
            own = None
        if heading and _is_day(heading):
            if block.more and _is_day(heading, labelled=False):
                return None  # of a calendar
            heading = None
        url = own or led or called.leading(heading, self._by_words)
        within = filed is not None and headings.holds(filed, [self.document.url])  # this page itself lies there
        held = filed if url is None and not within and (heading is None or self.front) else None
        url = url or held
        if url is None or not self._leads_on(block, url):
            return None
        title = headings.without_more(heading) if heading else ""
        if heading is None or held is not None or not title or (heading == word and led and led != url):
            title = self._called(url) or title
        if HOME.match(title) or SERVICE.fullmatch(title) or _STALE.search(title):
            return None
        if _TO_COME.search(title) and blocks.rising(block):
            return None
        return Column(
            title=title or self._edited(block) or called.nameless(url),
            url=url,
            sample=lists.articles(self.document, block)[:3],
            score=block.score,
        )

    def told(self, known: Iterable[Column]) -> Iterator[Column]:
        """The columns of which a link or a heading says that it leads to their news, without those `known`."""
        urls = [column.url for column in known]
        for link, words in (*spoken.links(self._links, urls), *spoken.headings(self._links, urls)):
            title = self._called(link.url) or words
            if self._elsewhere(link.url) and not self._to_come(title):
                yield Column(title=title, url=link.url)
        for title, url in unfilled.columns(self.document):
            if self._elsewhere(url) and not self._to_come(title) and not SERVICE.fullmatch(title):
                yield Column(title=title, url=url)

    def _to_come(self, title: str) -> bool:
        """Whether it is the calendar, of which the page shows what comes next."""
        soon = any(_TO_COME.search(c.heading or "") and blocks.rising(c) for c in self._blocks)
        return bool(_STALE.search(title)) or (soon and _TO_COME.search(title) is not None)

    def _elsewhere(self, url: str) -> bool:
        """Whether an address leads on within this site: to no file, to no article like those shown, not to this very
        page nor the front page."""
        alike = template(url) in self._shapes and looks_like_article(url)
        own = same_page(url, self.document.url) or self._is_home(url) or alike
        return not (own or is_file(url) or not same_owner(url, self.document.url))

    def _edited(self, block: Candidate) -> str:
        """What the page's editors call a block's box, in a comment; "" where they do not, or were not asked."""
        card = block.items[0].card if block.items else None
        return editables.name(card) if card is not None and "#begineditable" in self.document.source else ""

    def _one_a_card(self, block: Candidate) -> list[Column]:
        """The columns of a page that shows one article of each: of a front page, or with a 更多 in each card."""
        if block.score < FAIR or block.place not in ("", "main"):
            return []
        return [
            Column(
                title=one.words,
                url=one.url,
                sample=lists.articles(self.document, replace(block, items=one.items))[:3],
                score=block.score,
            )
            for one in singles.columns(block, self.document.link)
            if (self.front or one.more) and self._leads_on(block, one.url)
        ]

    def _fair(self, block: Candidate, led: str | None) -> bool:
        """Whether a block is good enough to stand for a column: the more is said about it, the less it must be."""
        below = self.front and blocks.below(block)
        if all(is_picture(i.url) for i in block.items):
            return False  # a gallery
        if block.place in ("nav", "foot", "crumb", "pager") and block.dated < 0.8:
            return False
        if block.place == "links" and block.dated < 0.8 and not below:
            return False
        listed = self._called(block.more) if block.more else ""
        called = block.more is not None and NEWS.search(f"{block.heading or ''} {listed}") is not None
        named = block.more and ((block.heading and block.dated >= 0.8) or called)
        several = self._leads[block.more] if block.heading and block.more else 0  # cards, each in a box of its own
        filed = several == 2 and self.front and bool(block.more) and headings.holds(block.more or "", block.urls())
        cards = several >= 3 or filed
        low = 24.0 if self.front and ((called and len(block.items) > 2) or led) else 18.0 if named or cards else 0.0
        if below:
            low = FAIR - blocks.LOW
        return block.score >= FAIR - low or id(block) in self._magazine

    def _kin(self, block: Candidate, led: str | None) -> bool:
        """Whether it is built like other columns of the page: a heading, and a way on as theirs."""
        url = block.more or led
        return bool(url and (block.heading or led) and kin.alike(block, url, self.families))

    def _leads_on(self, block: Candidate, url: str) -> bool:
        """Whether an address may be a column's: a page of this site, no article, and not this very page."""
        if block.named and not self.front and not NEWS.search(block.heading or ""):
            return False  # under the page's own name: its own list
        if (
            is_file(url)
            or (block.dated and url in block.urls())
            or same_page(url, self.document.url)
            or self._is_home(url)
            or not same_owner(url, self.document.url)
            or _ADVERT.search(url)
            or spoken.FEED.search(url)
            or LOGIN_URL.search(url)
        ):
            return False
        alike = url in self._headlines or template(url) in {template(i.url) for i in block.items} or _worded(url)
        one_more = "?" not in url and numbered(url) != url and {numbered(i.url) for i in block.items} == {numbered(url)}
        return not (looks_like_article(url) and alike) and not one_more

    def _is_home(self, url: str) -> bool:
        """Whether an address is the site's front page; index7.html, which the page calls by another name, is not."""
        path = urlsplit(url).path
        if not same_site(url, self.document.url) or "?" in url or not HOME_PATH.match(path):
            return False
        called = self._called(url)
        return not (_COUNTED.search(path) and called and not HOME.match(called))

    def _tab(self, block: Candidate) -> tuple[str | None, str | None]:
        """The word of the tab above a block, and where it leads, if it is nearer than the block's heading; links to
        articles or to another site are no tabs."""
        within = block.level if block.heading else wired.UP
        word, href = wired.tab(block.container, self.wired, within)
        if word is None:
            word, href = tabs.tab(block.container, min(within, tabs.NEAR))
        if word is None and href is None and within > tabs.NEAR:  # so far out its link must be the block's own
            word, href = tabs.tab(block.container, tabs.FAR)
            if href is None or self.document.link(href) != (block.more or self.document.link(href)):
                return None, None
        if word and is_pager_word(word):
            return None, None
        url = self.document.link(href) if href else None
        sites = (self.document.url, block.items[0].url)
        article = url is not None and looks_like_article(url) and not headings.holds(url, block.urls())
        if url is not None and (article or not any(_near(url, site) for site in sites)):
            return None, None
        return word, url


def _near(url: str, site: str) -> bool:
    """Whether an address is of a site, or below the front page of another host of the same domain."""
    return same_site(url, site) or (same_owner(url, site) and bool(urlsplit(url).path.strip("/")))


def _worded(url: str) -> bool:
    """Whether the address ends with a whole title in words, as one article's does."""
    return len(file_name(url)) >= 40


def _is_day(words: str, *, labelled: bool = True) -> bool:
    """Whether words say a day and, but for a label or brackets, nothing else: a calendar's headings do without them."""
    day = dates.first(words, UTC, THEN) if len(words) <= 24 else None
    rest = words[: day.start] + words[day.end :] if day is not None else words
    if day is None or not labelled:
        return day is not None and weight(rest) < 1
    return weight(rest.strip(" （）()[]【】·|")) < 1 or _ISSUED.fullmatch(rest) is not None
