"""Older entries, along the site's own pager: politely, telling nobody of them, and from where it stopped last time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from feeds import judge
from feeds.arrive import read_list
from feeds.errors import ExtractError
from feeds.keep import entries, record, states
from feeds.keep.db import Tx
from feeds.model import Article, Source
from feeds.moving import Kept
from feeds.normal import Normal
from feeds.poll import Poller

ALL = 100_000  #: entries of a source, the newest of them, that an older page may show


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One list page or one article page further."""

    url: str
    items: int = 0  #: on the list page
    new: int = 0
    waiting: int = 0  #: entries whose page is still to be read
    last: bool = False  #: the pager has no older page


def backfill(poller: Poller, source: Source, pages: int) -> Iterator[Step]:
    """Keep what `pages` older list pages show, then read the articles. Announces nothing new, only corrections of what
    was told; may be stopped at any step: the next call goes on there. The source must have been polled once."""
    with poller.db.reading() as tx:
        state = states.get(tx, source.name)
    if state is None or state.list_url is None:
        raise ExtractError(source.url, f"poll it first: yaowen poll {source.name}")
    url = state.backfill or _second(poller, source, state.list_url, state.kind)
    if url is None:
        yield Step(url=state.list_url, last=True)
    for _ in range(pages):
        if url is None:
            break
        step, url = _page(poller, source, url, state)
        yield step
    yield from _articles(poller, source)


def _second(poller: Poller, source: Source, list_url: str, kind: str | None) -> str | None:
    return read_list(poller.web.get(list_url, source.access), source, kind).next


def _page(poller: Poller, source: Source, url: str, state: states.State) -> tuple[Step, str | None]:
    listing = read_list(poller.web.get(url, source.access), source, state.kind)
    if not listing.articles:
        raise ExtractError(url, "0 items on this older page; nothing was kept from it, try again later")
    now = poller.clock()
    with poller.db.transaction() as tx:
        ours = _ours(tx, source, state, listing.articles)
        for number, article in ours:
            record.rekey(tx, number, article, now)
        kept = record.listed(tx, source, listing.articles, tag=state.tag, now=now, quiet=True)
        poller.announce(tx, kept.changes)  # nothing new is among them
        states.change(tx, source.name, backfill=listing.next, **({"stale": True} if kept.visible or ours else {}))
    return Step(url=url, items=len(listing.articles), new=kept.new, last=listing.next is None), listing.next


def _ours(tx: Tx, source: Source, state: states.State, articles: Sequence[Article]) -> Sequence[tuple[int, Article]]:
    """Entries that were on no list when the site moved, and that this older page shows by their new addresses."""
    shown = entries.shown(tx, source.name, [each.id for each in articles])
    fresh = [each for each in articles if each.id not in shown and not each.external]

    def kept() -> list[Kept]:
        return [Kept.of(row) for row in entries.briefly(tx, source.name, ALL)]

    return judge.late(Normal.of(state.normal), fresh, kept, shown, source)


def _articles(poller: Poller, source: Source) -> Iterator[Step]:
    while True:
        with poller.db.reading() as tx:
            waiting = entries.waiting(tx, source.name)
        if waiting == 0:
            break
        tried, _ = poller.articles.read_waiting(source)
        if tried == 0:
            break
        yield Step(url=source.url, waiting=waiting)
    poller.given(source)
