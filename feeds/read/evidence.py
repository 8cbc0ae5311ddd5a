"""What speaks for a page being a list, an article or a home page: points, with their reasons. detect.py weighs them."""

import re
from dataclasses import dataclass, field
from typing import Literal

from feeds.model import Listing
from feeds.read import kinds, wares
from feeds.read.articles import bodies
from feeds.read.articles.body import Body
from feeds.read.articles.edges import is_meta_line, says_when
from feeds.read.articles.metadata import Metadata
from feeds.read.dates import dates
from feeds.read.dates.days import THEN, UTC
from feeds.read.fronts import columns
from feeds.read.fronts.columns import Column
from feeds.read.lists import lists
from feeds.read.lists.groups import Candidate
from feeds.read.markup import addresses
from feeds.read.markup.html import Document, Node, attr, css, first, inside, tag
from feeds.read.markup.lines import text
from feeds.read.markup.links import canonical, same_site
from feeds.read.markup.wording import weight
from feeds.read.navigation import crumbs

FEW = 4  #: items of a list that may as well stand beside an article
#: what WordPress calls the page of a column, a month, a keyword, and a type of posts
_ARCHIVED = re.compile(r"category|date|tag|tax-[\w-]+|post-type-archive")
_STOP = re.compile(r"[。！？][^。！？]{0,12}$")  #: a sentence before a link, or hardly more than one


@dataclass(slots=True)
class Case:
    """What speaks for what."""

    points: dict[str, float] = field(default_factory=lambda: {"list": 0.0, "article": 0.0, "home": 0.0})
    doubts: list[str] = field(default_factory=list)
    why: dict[str, list[str]] = field(default_factory=lambda: {"home": [], "list": [], "article": []})

    def add(self, what: Literal["home", "list", "article"], points: float, reason: str) -> None:
        self.points[what] += points
        if points > 0:
            self.why[what].append(reason)


def of_the_address(case: Case, document: Document, reader: kinds.Kind) -> None:
    """What the address says, and the CMS of it."""
    identity = getattr(reader, "identity", None)
    if identity is not None and identity(document.url):
        case.add("article", 45, "the address names one article of this CMS")
        case.add("list", -30, "")
        case.add("home", -50, "")
    elif addresses.looks_like_article(document.url):
        case.add("article", 22, "the address looks like an article's")
        case.add("list", -8, "")
        case.add("home", -15, "")
    elif crumbs.at_home(document):
        case.add("home", 30, "the address is the site's front page")
        case.add("article", -40, "")
    elif addresses.looks_like_list(document.url):
        case.add("list", 12, "the address looks like a list's")
        case.add("article", -10, "")
    if identity is not None and not identity(document.url) and same_site(document.url, document.base):
        case.add("article", -15, "")
    tells = getattr(reader, "is_article", None)
    if tells is not None:
        if tells(document):
            case.add("article", 25, "the CMS says it is an article")
            case.add("list", -20, "")
        else:
            case.add("article", -40, "")
    if wares.contact(lists.column_title(document) or ""):
        case.add("list", -40, "")
        case.add("article", -40, "")
        case.doubts.append("it says how to reach somebody, as its title says")


def of_the_maker(case: Case, document: Document, listed: bool) -> None:
    """What WordPress and Drupal call a page, in the classes of its <body>. `listed`: it has headlines, as a Drupal node
    may, too."""
    body = document.first("body")
    said = set(attr(body, "class").split()) if body is not None else set()
    if said & {"single", "single-post"} or ({"page-node", "not-front"} <= said and not listed):
        case.add("article", 25, "its maker calls it a single post")
        case.add("list", -15, "")
        case.add("home", -15, "")
    if "archive" in said and any(_ARCHIVED.fullmatch(each) for each in said) and document.css(".hentry"):
        case.add("list", 25, "its maker calls it an archive")
        case.add("article", -25, "")
    works = _marked_up(document)
    if (
        len(works) == 1
        and not crumbs.is_front(document.url)
        and first(works[0], "[itemprop=text], [itemprop=articleBody]") is not None
    ):
        case.add("article", 25, "its markup says where one article's text stands")
        case.add("list", -25, "")
    shown_home = "home" in said and not said & {"single", "single-post"}
    if shown_home and ("blog" in said or any(each.startswith(("page-id-", "page-template")) for each in said)):
        case.add("article", -60, "")  # what an article's address leads to once the article is gone


def _marked_up(document: Document) -> list[Node]:
    """The works whose first heading is marked up as theirs: https://schema.org/headline. A blog may show several."""
    works = css(document.root, "article[itemtype*='schema.org/']")
    return [work for work in works if first(work, "h1[itemprop~=headline], h1[itemprop~=name]") is not None]


def of_the_links(
    case: Case,
    document: Document,
    survey: lists.Survey,
    listing: Listing | None,
    offered: tuple[Column, ...],
    best: Candidate | None,
) -> None:
    """What the best group of links says, and how the kind reads it."""
    if best is not None:
        case.add("list", min(best.score, 120) * 0.62, f"{len(best.items)} links that look like a list of articles")
        if len(best.items) <= FEW and addresses.looks_like_article(document.url):
            case.add("list", -15, "")  # beside an article
        case.why["list"].extend(r for r in best.why if r.startswith("+"))
        if best.more and same_site(best.more, document.url):
            case.add("list", -18, "")
        if _filed_here(document, best):
            case.add("list", 20, "its articles are filed under this page")
            case.add("home", -20, "")
        if best.place in ("side", "related", "foot", "nav"):
            case.add("list", -25, "")
    if listing is not None and listing.articles and listing.kind != "auto":
        case.add("list", 25, f"kind {listing.kind} reads {len(listing.articles)} articles from it")
    if listing is not None and (told := wares.told(listing, best)):
        case.add("list", -70, "")
        case.add("home", -20, "")
        case.doubts.append(told)
    if listing is not None and listing.next:
        case.add("list", 22, "a pager leads to older pages")
    blocks = [c for c in survey.candidates if c.score >= columns.FAIR]
    if len(blocks) == 1:
        case.add("list", 8, "it is the only block of headlines")
    a_part = best is not None and best.more and len(offered) >= 2 and not (best.paged or best.named)
    if best is not None and (crumbs.at_home(document) or a_part) and _led_on(best, offered):
        case.add("list", -30, "")  # the front page, of the site or of a section, shows some of it
    if best is not None and not best.paged and not best.named and sum(bool(c.sample) for c in offered) >= 4:
        case.add("list", -20, "")  # a department's front page, filed like a list
    if len(offered) >= 2 and best is not None and best.more:
        case.add("list", -20, "")


def _among(url: str, best: Candidate) -> bool:
    """Whether a page's own address is an article's, made like those of its list."""
    alike = sum(addresses.template(each) == addresses.template(url) for each in best.urls())
    return addresses.looks_like_article(url) and alike >= 0.8 * len(best.items)


def _led_on(best: Candidate, offered: tuple[Column, ...]) -> bool:
    """Whether a column elsewhere has the best group's articles."""
    own = set(best.urls())
    return any(article.url in own for column in offered for article in column.sample)


def _filed_here(document: Document, best: Candidate) -> bool:
    """Whether most cards name this very page as their category: <a rel="tag">."""
    here = canonical(document.url)
    tags = (css(item.card, "a[rel~=tag], a[rel~=category]") if item.card is not None else [] for item in best.items)
    named = sum(any(canonical(document.link(attr(a, "href")) or "") == here for a in links) for links in tags)
    return named >= 3 and 2 * named > len(best.items)


def of_the_text(
    case: Case,
    document: Document,
    reading: bodies.Reading,
    body: Body,
    told: Metadata,
    best: Candidate | None,
) -> None:
    """What a title, a date and a text say, and whether that text is the links' own."""
    if reading.title.text and weight(reading.title.text) >= 5:
        case.add("article", 14 if reading.title.sure else 6, f"a title: “{reading.title.text[:40]}”")
    if reading.volume >= 60:
        case.add("article", min(reading.volume / 10, 42), f"a body of {reading.volume:.0f} characters")
    elif body.attachments or body.images or body.videos:
        case.add("article", 12, "a short body with pictures or files")
    if reading.found is not None and any(says_when(run) for run in reading.head):
        case.add("article", 20, f"a line below the title says {reading.found.when:%Y-%m-%d}")
        if any(is_meta_line(run) for run in reading.head):
            case.add("article", 8, "that line has labels")
    elif reading.found is not None:
        case.add("article", 8, f"a date: {reading.found.when:%Y-%m-%d}")
    if wares.people(reading.title.text) and not any(says_when(run) for run in reading.head):
        case.add("article", -60, "")
        case.doubts.append("a page of people, as its title says")
    undated = reading.found is None and not addresses.looks_like_article(document.url)
    if undated and case.points["list"] < 25 and wares.standing(reading.title.text):
        case.add("article", -60, "")
        case.doubts.append("it introduces the place itself, as its title says, and has no date")
    if wares.product(document.source):
        case.add("article", -60, "")
        case.doubts.append("it sells one thing")
    if "article" in told.type.lower() or "posting" in told.type.lower():
        case.add("article", 15, f"its metadata say {told.type}")
    if reading.container is None or best is None:
        return
    files = {file.url for file in body.attachments}
    few = len(best.items) <= FEW and not best.dated and addresses.looks_like_article(document.url)
    if few and all(item.url in files for item in best.items):
        case.add("list", -40, "")  # the files of a notice
        return
    within = [i.card for i in best.items if i.card is not None and inside(i.card, reading.container)]
    titles = sum(weight(i.title) for i in best.items)
    held = sum(weight(text(card)) for card in within)
    if (best.dated < 0.6 or len(best.items) < 4) and _running(document, best):
        case.add("list", -60, "")  # links in the sentences of a text
    elif len(within) >= max(2, 0.5 * len(best.items)) and held > 0.4 * reading.volume:
        case.add("article", -65, "")  # the "body" is the list
        return
    if reading.found is not None and (body.text or body.images or body.videos) and _among(document.url, best):
        case.add("list", -25, "")  # others like this one, beside a text or pictures of its own
    if reading.volume > 3 * titles and reading.volume > 90 and (reading.title.sure or reading.found is not None):
        case.add("list", -28, "")  # a few links beside a long text
    if reading.title.sure and weight(reading.title.text) >= 8 and reading.volume > 200 and reading.found is not None:
        case.add("list", -20, "")
        if reading.volume > 400 and any(says_when(run) for run in reading.head):
            case.add("list", -30, "")  # a whole article, dated below its title


def _running(document: Document, best: Candidate) -> bool:
    """Whether most of the links stand within sentences: words before them and behind, in the same element."""
    within = 0
    for item in best.items:
        links = css(item.card, "a[href]") if item.card is not None else []
        link = next((a for a in links if document.link(attr(a, "href")) == item.url), None)
        if link is None or link.parent is None or (tag(link.parent) == "li" and len(links) == 1):
            continue
        before, behind = _words(link.prev), _words(link.next)
        if before in item.title or dates.find(before, UTC, THEN):
            continue
        within += bool(_STOP.search(before)) or (weight(before) >= 8 and weight(behind) >= 4)
    return within >= 0.6 * len(best.items)


def _words(beside: Node | None) -> str:
    return (beside.text_content or "").strip() if beside is not None and beside.is_text_node else ""


def of_the_blocks(
    case: Case, document: Document, survey: lists.Survey, offered: tuple[Column, ...], best: Candidate | None
) -> None:
    """What blocks of headlines say that lead elsewhere."""
    shown = offered if crumbs.at_home(document) else tuple(column for column in offered if column.sample)
    if shown:
        case.add("home", 18 + 14 * min(len(shown), 4), f"{len(shown)} blocks of headlines lead to pages of their own")
    blocks = [c for c in survey.candidates if c.score >= columns.FAIR]
    if len(blocks) >= 3:
        case.add("home", 10, f"{len(blocks)} blocks of headlines")
    own = best is not None and best.more is None and (best.paged or best.named)
    if own and not crumbs.at_home(document) and addresses.looks_like_list(document.url):
        case.add("home", -20, "")  # what stands beside a column's list makes no home page of it
