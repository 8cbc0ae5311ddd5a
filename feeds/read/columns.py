"""The news columns that a home or section page offers: headlines with a heading and a page of their own. Pure.

Not its menu: a column is named here only because some of its articles stand under it.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from feeds.model import Article
from feeds.read import folders, lists, tabs
from feeds.read.addresses import looks_like_article, template
from feeds.read.crumbs import HOME, is_home
from feeds.read.groups import Candidate
from feeds.read.html import Document, attr, css
from feeds.read.links import canonical, file_name, same_owner, same_page, same_site
from feeds.read.lists import Survey
from feeds.read.onward import is_pager_word
from feeds.read.spots import Link
from feeds.read.wording import MORE, NEWS, is_navigation, weight

FAIR = 38.0  #: a block's score from which it may stand for a column
_STALE = re.compile(r"友情|链接|专题|下载|办事|名录|视频(?!新闻)|图片(?!新闻)|相册|快速|导航|数据库|banner", re.I)
_ADVERT = re.compile(r"^https?://(?:ads?\d*\.|[^?#]*/ads?/)")
#: what is to come, the next first: a calendar
_TO_COME = re.compile(
    r"events?$|seminars?$|veranstaltung|termine|agenda|meetings?\b|カレンダー|calendar|日历|校历|etkinlik|arrangement|"
    r"evenement|événement|eventos?$|eventi$|мероприяти|події|kalend[aá]r|akce$|εκδηλώσεις|イベント|행사|فعاليات|رویداد",
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
    names = _names(survey.links)
    by_words = _by_words(survey.links)
    headlines = {i.url for c in survey.candidates if c.dated >= 0.8 for i in c.items if weight(i.title) >= 8}
    leads = Counter(c.more for c in survey.candidates if c.more)
    claimed = {c.more for c in survey.candidates if c.heading and c.more} | {url for url, n in leads.items() if n > 1}
    magazine = _magazine(survey, document.url)
    filed = folders.named(survey.links)
    front = is_home(document)
    found: dict[str, Column] = {}
    for candidate in (part for whole in survey.candidates for part in folders.parts(whole, filed)):
        listed = names.get(canonical(candidate.more), "") if candidate.more else ""
        called = candidate.more is not None and NEWS.search(f"{candidate.heading or ''} {listed}") is not None
        named = candidate.more and ((candidate.heading and candidate.dated >= 0.8) or called)
        menu = candidate.place in ("nav", "foot", "links", "crumb", "pager")
        cards = candidate.heading and candidate.more and leads[candidate.more] >= 3  # each in a box of its own
        low = 24 if called and front and len(candidate.items) > 2 else 18 if named or cards else 0
        fair = candidate.score >= FAIR - low or id(candidate) in magazine
        if not fair or (menu and candidate.dated < 0.8):
            continue
        word, led = (None, None) if candidate.heading else _tab(document, candidate)
        heading = candidate.heading or word
        own = candidate.more  # a neighbour's, where there are tabs and it is
        if word is not None and own in claimed and not _within(document, candidate):
            own = None
        url = own or led or _named(heading, by_words)
        held = folders.holding(candidate, filed) if url is None and (heading is None or front) else None
        url = url or held
        if candidate.named and not front and not (candidate.heading and NEWS.search(candidate.heading)):
            continue  # under the page's own name: its own list
        if url is None or same_page(url, document.url) or not same_owner(url, document.url) or _ADVERT.search(url):
            continue
        shapes = {template(i.url) for i in candidate.items}
        if looks_like_article(url) and (url in headlines or template(url) in shapes or _worded(url)):
            continue
        title = heading if heading and not MORE.fullmatch(heading) else names.get(canonical(url), "")
        if (heading is None or held is not None) and names.get(canonical(url)):
            title = names[canonical(url)]
        key = canonical(url)
        if key in found or HOME.match(title) or _STALE.search(title) or (_TO_COME.search(title) and _rising(candidate)):
            continue
        found[key] = Column(
            title=title or url.rstrip("/").rsplit("/", 1)[-1],
            url=url,
            sample=lists.articles(document, candidate)[:3],
            score=candidate.score,
        )
    order = {canonical(link.url): n for n, link in reversed(list(enumerate(survey.links)))}
    samples = {
        key: min((order.get(canonical(a.url), 10**6) for a in c.sample), default=10**6) for key, c in found.items()
    }
    return tuple(sorted(found.values(), key=lambda c: samples[canonical(c.url)]))


def _worded(url: str) -> bool:
    """Whether the address ends with a whole title in words, as one article's does."""
    return len(file_name(url)) >= 40


def _within(document: Document, candidate: Candidate) -> bool:
    """Whether the link to more of a block stands in its own container."""
    return any(document.link(attr(a, "href")) == candidate.more for a in css(candidate.container.node, "a[href]"))


def _tab(document: Document, candidate: Candidate) -> tuple[str | None, str | None]:
    """The word of the tab above a block, and where it leads; links to articles or to another site are no tabs."""
    word, href = tabs.tab(candidate.container)
    url = document.link(href) if href else None
    sites = (document.url, candidate.items[0].url)
    if url is not None and (looks_like_article(url) or not any(same_site(url, site) for site in sites)):
        return None, None
    return word, url


def _magazine(survey: Survey, own: str) -> set[int]:
    """The blocks of a front page that dates nothing: three or more of headlines, each under a heading that leads on."""
    blocks = [
        c
        for c in survey.candidates
        if c.heading
        and c.more
        and c.place in ("", "main")
        and len(c.items) >= 2
        and median(weight(i.title) for i in c.items) >= 8
        and all(same_site(i.url, own) and not is_navigation(i.title) for i in c.items)
    ]
    return {id(c) for c in blocks} if len({c.more for c in blocks}) >= 3 else set()


def _rising(candidate: Candidate) -> bool:
    """Whether its dates begin with the earliest."""
    dates = [i.found.when for i in candidate.items if i.found is not None]
    return len(dates) > 1 and dates[0] < dates[-1]


def _names(links: Iterable[Link]) -> dict[str, str]:
    """What the page calls an address: its menu has the words where a block has only 更多 or a picture."""
    named: dict[str, str] = {}
    for link in links:
        words = link.words or attr(link.node, "title")
        if words and weight(words) <= 16 and not MORE.fullmatch(words) and not is_pager_word(words):
            named.setdefault(canonical(link.url), words)
    return named


def _by_words(links: Iterable[Link]) -> dict[str, str]:
    """Where the links of each wording lead, those to articles left out; the first of them counts."""
    found: dict[str, str] = {}
    for link in links:
        words = "".join(link.words.split())
        if words and words not in found and not looks_like_article(link.url):
            found[words] = link.url
    return found


def _named(heading: str | None, by_words: dict[str, str]) -> str | None:
    """Where a link of the heading's own words leads."""
    return by_words.get("".join(heading.split())) if heading and weight(heading) >= 2 else None
