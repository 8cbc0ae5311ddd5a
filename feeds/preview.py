"""What a poll would keep, with nothing written: the list, and its first articles as they would read."""

from dataclasses import dataclass

from feeds import judge, read
from feeds.arrive import at_list, read_list
from feeds.articles import as_it_reads
from feeds.errors import PageError
from feeds.fetch.web import Web
from feeds.model import Article, Listing, Source
from feeds.read.detect import detect
from feeds.read.markup.links import is_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An article as its own page says it, or why it could not be read."""

    article: Article
    trouble: str | None = None
    language: str = ""  #: what its page says it is written in


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A source, looked at."""

    url: str  #: of the list page
    kind: str
    listing: Listing
    articles: tuple[Seen, ...]
    language: str = ""  #: what the list says it is written in (en-US), else its first article; "" where none does so
    columns: tuple[str, ...] = ()  #: where it is a home page: the news columns that it offers


def preview(web: Web, source: Source, articles: int = 3) -> Preview:
    """Look at a source as its next poll would. Raises what the poll would have to deal with."""
    page = at_list(web, source, web.get(source.url, source.access))
    kind = source.kind or judge.kind_of(page)
    listing = read_list(page, source, kind)
    seen = tuple(_seen(web, source, kind, item) for item in listing.articles[:articles])
    language = ""
    columns: tuple[str, ...] = ()
    if source.kind is None:  # nobody said how to read it
        language = read.language(page, " ".join(item.title for item in listing.articles))
        language = language or next((each.language for each in seen if each.language), "")
    if source.kind is None and kind != "feed":  # a page for people
        front = detect(page, zone=source.zone)
        columns = tuple(one.title for one in front.columns) if front.page == "home" else ()
    return Preview(
        url=page.url,
        kind=kind,
        listing=listing,
        articles=seen,
        language=language,
        columns=columns,
    )


def _seen(web: Web, source: Source, kind: str, item: Article) -> Seen:
    if not source.opens(item) or is_file(item.url):
        return Seen(article=item)
    try:
        page = web.get(item.url, source.access)
        judge.check(page)
        return Seen(article=as_it_reads(page, source, kind), language=read.language(page, item.title))
    except PageError as e:
        return Seen(article=item, trouble=e.why)
