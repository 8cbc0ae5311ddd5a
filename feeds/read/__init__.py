"""Page → Listing or Article: decides which kind can read a page and lets it. Pure; fetches nothing, keeps nothing.

Kinds and parsers are imported when the first page comes, not before.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from feeds.errors import ExtractError
from feeds.model import SHANGHAI, Article, Listing, Page

if TYPE_CHECKING:
    from feeds.read.kinds import Kind
    from feeds.read.markup.html import Document

FALLBACK = "auto"  #: reads what no other kind knows
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
SIBLINGS = 3  #: articles that must agree on a template: two may well end with the same words


def listing(page: Page, *, kind: str | None = None, settings: Any = None, zone: ZoneInfo = SHANGHAI) -> Listing:
    """What a list page says; `now` is the moment it was fetched. No items is an answer, not an error."""
    from feeds.read.navigation import crumbs

    document = _opened(page)
    name, reader = _reader(page, document, kind)
    found = reader.listing(document, settings if settings is not None else reader.Settings(), zone, page.fetched)
    if found.title and crumbs.HOME.match(found.title):
        found = replace(found, title=_site(document))
    if any(item.text for item in found.articles):
        found = replace(found, articles=tuple(_summarised(item) for item in found.articles))
    return found if found.kind == name else replace(found, kind=name)


def article(
    page: Page,
    *,
    kind: str | None = None,
    settings: Any = None,
    zone: ZoneInfo = SHANGHAI,
    template: frozenset[str] = frozenset(),
) -> Article:
    """What an article page says, with a summary; ExtractError where it has no title. `template`: what `shared` said of
    its siblings, which is no part of any article."""
    document = _opened(page, template)
    _, reader = _reader(page, document, kind)
    found = reader.article(document, settings if settings is not None else reader.Settings(), zone, page.fetched)
    if not found.title.strip():
        raise ExtractError(page.url, "no title on this page: is it an article?")
    return _summarised(found)


def _site(document: "Document") -> str | None:
    """What a site calls itself whose page calls itself no more than Home; None where it does not."""
    from feeds.read.articles import metadata, pagetitle
    from feeds.read.navigation import crumbs

    names = [*pagetitle.CUT.split(pagetitle.document_title(document)), metadata.read(document).site]
    return next((name.strip() for name in names if name.strip() and not crumbs.HOME.match(name.strip())), None)


def _summarised(found: Article) -> Article:
    """With a summary, where there is a text and none came with it."""
    from feeds.read.summary import summarise

    if found.summary or not found.text:
        return found
    return replace(found, summary=summarise(found.text, found.title))


def shared(pages: Sequence[Page]) -> frozenset[str]:
    """The lines that several articles of one site all show, outside their own words; none where fewer than SIBLINGS of
    the pages can be parsed."""
    from feeds.read import contrast

    siblings = []
    for page in pages:
        try:
            document = _opened(page)
            _ = document.root
        except ExtractError:
            continue
        siblings.append(document)
    return contrast.lines(siblings) if len(siblings) >= SIBLINGS else frozenset()


def column(page: Page, *, kind: str | None = None) -> str | None:
    """The URL of the list that an article belongs to, as its page says."""
    document = _opened(page)
    return _reader(page, document, kind)[1].column(document)


def kind_of(page: Page) -> str | None:
    """The kind whose fingerprints the page shows best; None where no kind shows two."""
    from feeds.read import kinds

    return kinds.known(_opened(page))


def language(page: Page, titles: str) -> str:
    """What the page, or feed, says it is written in, as a tag of BCP 47 (en-US); "" where it says nothing fit to be
    one, or where its titles are in the letters of another: templates say en and stay so."""
    from feeds.read.kinds import feed

    document = _opened(page)
    told = feed.language(document) if feed.marks(document) else document.language
    said = re.fullmatch(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2,3}))?", told)
    if said is None or (_EAST_ASIAN.search(titles) and said[1] not in ("zh", "ja", "ko")):
        return ""
    return "-".join(filter(None, (said[1], (said[2] or "").capitalize(), (said[3] or "").upper())))


def whole(page: Page) -> bool:
    """Whether the page ends as it should. Half of the bad answers of the replayed site do as well: no proof."""
    return (
        re.search(
            r"</html\s*+>(?:\s++|<!--(?:(?!-->).)*+-->|<script\b(?:(?!</script>).)*+</script>)*+$",
            page.text[-20_000:],
            re.I | re.S,
        )
        is not None
    )


def looks_like(page: Page) -> Literal["list", "article"] | None:
    """What the page is: one article, or a list of them; None where it is neither."""
    document = _opened(page)
    reader = _reader(page, document, None)[1]
    tells = getattr(reader, "is_article", None)
    if tells is not None and tells(document):
        return "article"
    items = _items(reader, document, page)
    if tells is not None:
        return "list" if items else None
    if _long_text(reader, document, page):
        return "article"
    return "list" if items else None


def _items(reader: "Kind", document: "Document", page: Page) -> int:
    try:
        return len(reader.listing(document, reader.Settings(), SHANGHAI, page.fetched).articles)
    except ExtractError:
        return 0


def _long_text(reader: "Kind", document: "Document", page: Page) -> bool:
    try:
        found = reader.article(document, reader.Settings(), SHANGHAI, page.fetched)
    except ExtractError:
        return False
    return len(found.text) >= 120


def _opened(page: Page, template: frozenset[str] = frozenset()) -> "Document":
    """The page, not parsed before somebody asks for its tree."""
    from feeds.read.markup.html import Document

    return Document(page.text, page.url, template)


def _reader(page: Page, document: "Document", kind: str | None) -> tuple[str, "Kind"]:
    from feeds.read import kinds

    name = kind or kinds.known(document) or FALLBACK
    reader = kinds.one(name)
    if reader is None:
        known = ", ".join(sorted(kinds.find()))
        raise ExtractError(page.url, f"there is no kind named {name!r}; there are: {known}")
    return name, reader
