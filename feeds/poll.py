"""One poll of one source: fetch → read → [ keep + announce ] → give. Decides nothing about time, chats or looks.

The list first: all its items are kept in one transaction with its validators, or nothing is. Then the pages of the
entries that wait, ten at most, each in a transaction of its own: that is where an entry becomes ready and is owed.
"""

import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from feeds import failpoints, judge, read
from feeds.errors import BadStatus, ExtractError, FetchError, PageError
from feeds.fetch import manners
from feeds.fetch.web import Web
from feeds.keep import entries, record, states
from feeds.keep.db import Database, Tx
from feeds.keep.states import State
from feeds.model import Change, Listing, Page, Source

log = logging.getLogger(__name__)

PAGES_A_POLL = 10  #: article pages read at one poll
WEEK = timedelta(days=7)  #: after so long we ask without validators once: some servers answer 304 for ever
SILENT = 2  #: articles that may fail without any answer before the rest is put off
NEVER_ARTICLES = ("feed", "json", "css")  #: kinds whose url is the list, by definition
HURRY = timedelta(minutes=10)  #: the next poll comes this soon while new entries wait for their page

Announce: TypeAlias = Callable[[Tx, Sequence[Change]], None]
Give: TypeAlias = Callable[[Source], None]


def nobody(tx: Tx, changes: Sequence[Change]) -> None:
    """Announce to nobody: feeds alone, without bot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What one poll came to, for the log and for whoever watches."""

    source: str
    state: str
    items: int = 0  #: on the list; 0 when it was unchanged
    new: int = 0
    read: int = 0  #: article pages read
    changes: int = 0  #: announced or announceable
    unchanged: bool = False
    reason: str | None = None


@dataclass(kw_only=True)
class Poller:
    """The four steps, with what they need."""

    db: Database
    web: Web
    clock: Callable[[], datetime]
    announce: Announce = nobody
    give: Give = lambda source: None
    rng: random.Random
    failpoint: failpoints.Failpoint = lambda name: None

    def poll(self, source: Source) -> Polled:
        """Poll once, now. Never raises for what a site may do: the outcome says it, the state remembers it."""
        with self.db.reading() as tx:
            state = states.get(tx, source.name)
        if state is None:
            raise LookupError(f"source {source.name} has no row; states.sync comes first")
        try:
            done = self._list(source, state)
            tried, changes = self.read_waiting(source)
            done = replace(done, read=tried, changes=done.changes + changes)
        except PageError as e:
            done = self._failed(source, state, e)
        self.given(source)
        log.log(
            logging.INFO if done.reason is None else logging.WARNING,
            "polled source=%s state=%s items=%d new=%d read=%d%s",
            *(source.name, done.state, done.items, done.new, done.read),
            f" reason={done.reason!r}" if done.reason else "",
        )
        return done

    # the list

    def _list(self, source: Source, state: State) -> Polled:
        fresh = state.unconditional is None or self.clock() - state.unconditional > WEEK
        moved = state.url != source.url or state.list_url is None
        url = source.url if moved else state.list_url or source.url
        ask = not (fresh or moved)
        page = self.web.get(
            url,
            source.access,
            etag=state.etag if ask else None,
            last_modified=state.last_modified if ask else None,
        )
        self.failpoint("poll.fetched")
        if page is None or (page.digest == state.digest and not moved):
            return self._unchanged(source, state, page)
        if moved:
            page = at_list(self.web, source, page)
        kind = source.kind or (None if moved else state.kind) or judge.kind_of(page)
        pages = [read_list(page, source, kind)]
        while len(pages) < source.pages and pages[-1].next:
            pages.append(read_list(self.page(pages[-1].next, source), source, kind))
        why = judge.doubt(page, pages[0], state)
        if why is not None:
            return self._suspect(source, state, why)
        return self._keep_list(source, state, page, kind, pages, fresh=fresh)

    def page(self, url: str, source: Source) -> Page:
        """That page of the source's site, asked for without validators."""
        return fetched(self.web, source, url)

    def _keep_list(
        self, source: Source, state: State, page: Page, kind: str, pages: Sequence[Listing], *, fresh: bool
    ) -> Polled:
        now = self.clock()
        articles = [article for listing in pages for article in listing.articles]
        baseline = state.usual is None and not source.announce_first
        with self.db.transaction() as tx:
            kept = record.listed(tx, source, articles, tag=state.tag, now=now, quiet=baseline)
            self.announce(tx, kept.changes)
            states.change(
                tx,
                source.name,
                **judge.well(state, now),
                **({"unconditional": now} if fresh else {}),
                kind=kind,
                url=source.url,
                list_url=page.url,
                title=pages[0].title,
                etag=page.etag,
                last_modified=page.last_modified,
                digest=page.digest,
                whole=read.whole(page),
                usual=len(pages[0].articles),
                listed=now,
                next_poll=self._next(tx, source, page, now),
                stale=state.stale or kept.visible,
            )
            self.failpoint("poll.kept")
        self.failpoint("poll.committed")
        return Polled(source=source.name, state="ok", items=len(articles), new=kept.new, changes=len(kept.changes))

    def _unchanged(self, source: Source, state: State, page: Page | None) -> Polled:
        now = self.clock()
        with self.db.transaction() as tx:
            states.change(
                tx,
                source.name,
                **judge.well(state, now),
                **({"unconditional": now} if page is not None else {}),
                next_poll=self._next(tx, source, page, now),
            )
        return Polled(source=source.name, state="ok", unchanged=True)

    def _next(self, tx: Tx, source: Source, page: Page | None, now: datetime) -> datetime:
        if source.interval is not None:
            return now + source.interval * self.rng.uniform(0.95, 1.05)
        wait = manners.interval(entries.recent_dates(tx, source.name), now, self.rng, source.zone)
        asked = page.max_age if page is not None and page.max_age is not None else timedelta()
        return now + max(wait, min(asked, manners.LONGEST))

    # the articles

    def read_waiting(self, source: Source) -> tuple[int, int]:
        """Read the pages of entries that wait, ten at most: how many were tried, how many changes came of it.
        A site that asks us to wait, or says nothing at all, ends the round."""
        count = changes = silent = 0
        with self.db.reading() as tx:
            state = states.get(tx, source.name)
            listed = state.listed if state else None
            rows = entries.to_read(tx, source.name, self.clock(), listed, PAGES_A_POLL)
        for row in rows:
            try:
                page = self.web.get(row["url"], source.access, referer=state.list_url if state else None)
            except FetchError as e:
                if asks_to_wait(e) or silent == SILENT:
                    log.warning("articles put off source=%s url=%s why=%r", source.name, row["url"], e.why)
                    break
                silent += not isinstance(e, BadStatus)
                kept = self._unreadable(source, row["number"], e)
            else:
                self.failpoint("article.fetched")
                kept = self._keep_article(source, row["number"], page, state.kind if state else None)
            count += 1
            changes += len(kept.changes)
        if len(rows) == PAGES_A_POLL:
            self._hurry(source)
        return count, changes

    def _keep_article(self, source: Source, number: int, page: Page | None, kind: str | None) -> record.Recorded:
        try:
            if page is None:
                raise ExtractError(source.url, "304 without a question")
            judge.check(page)
            article = read.article(page, kind=source.kind or kind, settings=source.settings, zone=source.zone)
        except ExtractError as e:
            return self._unreadable(source, number, e)
        with self.db.transaction() as tx:
            kept = record.read(tx, number, article, zone=source.zone, now=self.clock())
            self._owe(tx, source, kept)
            self.failpoint("article.kept")
        self.failpoint("article.committed")
        return kept

    def _unreadable(self, source: Source, number: int, error: PageError) -> record.Recorded:
        log.warning("article unread source=%s url=%s why=%r", source.name, error.url, error.why)
        with self.db.transaction() as tx:
            kept = record.unreadable(tx, number, self.clock())
            self._owe(tx, source, kept)
        return kept

    def _owe(self, tx: Tx, source: Source, kept: record.Recorded) -> None:
        self.announce(tx, kept.changes)
        if kept.visible:
            states.change(tx, source.name, stale=True)

    def _hurry(self, source: Source) -> None:
        with self.db.transaction() as tx:
            state = states.get(tx, source.name)
            if state is not None and state.next_poll > self.clock() + HURRY:
                states.change(tx, source.name, next_poll=self.clock() + HURRY)

    # trouble

    def _suspect(self, source: Source, state: State, why: str) -> Polled:
        """Nothing seen here is believed: no row, no validator changes; the next whole page brings what is new."""
        now = self.clock()
        with self.db.transaction() as tx:
            states.change(
                tx,
                source.name,
                state="suspect",
                reason=why,
                since=now if state.state != "suspect" else state.since,
                last_poll=now,
                failures=0,
                next_poll=self._next(tx, source, None, now),
            )
        return Polled(source=source.name, state="suspect", reason=why)

    def _failed(self, source: Source, state: State, error: PageError) -> Polled:
        now = self.clock()
        name = judge.state_after(error)
        failures = state.failures + 1
        with self.db.transaction() as tx:
            states.change(
                tx,
                source.name,
                state=name,
                reason=str(error),
                since=now if state.state != name else state.since,
                last_poll=now,
                failures=failures,
                next_poll=now + manners.after_status(error, failures, self.rng),
            )
        return Polled(source=source.name, state=name, reason=str(error))

    def given(self, source: Source) -> None:
        """Give out the feed again if what it shows has changed."""
        with self.db.reading() as tx:
            state = states.get(tx, source.name)
        if state is None or not state.stale:
            return
        self.failpoint("give.before")
        self.give(source)
        with self.db.transaction() as tx:
            states.change(tx, source.name, stale=False)


def fetched(web: Web, source: Source, url: str) -> Page:
    """That page of the source's site, asked for without validators."""
    page = web.get(url, source.access)
    if page is None:
        raise FetchError(url, "the site answered 304 to a request without validators")
    return page


def at_list(web: Web, source: Source, page: Page) -> Page:
    """From whatever the config names to its list: an article leads there by its breadcrumb."""
    judge.check(page)
    if source.kind in NEVER_ARTICLES or read.looks_like(page) != "article":
        return page
    column = read.column(page, kind=source.kind)
    if column is None:
        raise ExtractError(page.url, "is an article and names no list; set `url` to the list page itself")
    return fetched(web, source, column)


def read_list(page: Page, source: Source, kind: str | None) -> Listing:
    """What a list page says, once it is known to be no challenge, login or wall."""
    judge.check(page)
    return read.listing(page, kind=kind, settings=source.settings, zone=source.zone)


def asks_to_wait(error: FetchError) -> bool:
    return isinstance(error, BadStatus) and error.status in (429, 503)
