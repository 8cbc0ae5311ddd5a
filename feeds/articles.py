"""The pages of the entries that wait: ten at most a round, each kept in a transaction of its own. There an entry
becomes ready and is owed, gets a revision, is withdrawn, or is given up. The list is poll.py's.
"""

import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from feeds import agreeing, failpoints, judge, read
from feeds.errors import BadStatus, ExtractError, FetchError, PageError, StoreError
from feeds.fetch.web import Web
from feeds.keep import entries, leaving, record, states, templates
from feeds.keep.db import Database, Tx
from feeds.keep.sameness import content_hash
from feeds.model import Article, Change, Page, Source
from feeds.normal import Normal

log = logging.getLogger(__name__)

POISON = 3  #: deaths of the program with the same page in hand, after which it is read no more
PAGES_A_POLL = 10  #: article pages read at one poll
SILENT = 2  #: articles that may fail without any answer before the rest is put off
TWINS = 3  #: other articles that say the very same: then it is no article's text
SHORT = 10  #: times shorter than usual: then one such other is enough
HURRY = timedelta(minutes=10)  #: the next poll comes this soon while new entries wait for their page

Row: TypeAlias = Mapping[str, Any]
Announce: TypeAlias = Callable[[Tx, Sequence[Change]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Articles:
    """Reads what waits."""

    db: Database
    web: Web
    clock: Callable[[], datetime]
    announce: Announce
    failpoint: failpoints.Failpoint
    stopping: Callable[[], bool] = lambda: False  #: asked between two pages: what waits can wait for the next start

    def read_waiting(self, source: Source) -> tuple[int, int]:
        """Read the pages of entries that wait, ten at most: how many were tried, how many changes came of it.
        A site that asks us to wait, or says nothing at all, ends the round."""
        with self.db.reading() as tx:
            state = states.get(tx, source.name)
            listed = state.listed if state else None
            rows = [dict(row) for row in entries.to_read(tx, source.name, self.clock(), listed, PAGES_A_POLL)]
        referer = state.list_url if state else None
        kind = source.kind or (state.kind if state else None)
        try:
            return self._round(source, kind, rows, referer)
        except StoreError:
            self._survived(rows)
            raise

    def _round(self, source: Source, kind: str | None, rows: Sequence[Row], referer: str | None) -> tuple[int, int]:
        count = changes = silent = 0
        template, ahead = self._template(source, kind, rows, referer)
        for row in rows:
            if self.stopping():
                break
            try:
                page = self._fetched(source, row, referer, ahead)
            except FetchError as e:
                if asks_to_wait(e) or silent == SILENT:
                    log.warning("articles put off source=%s url=%s why=%r", source.name, row["url"], e.why)
                    break
                silent += not isinstance(e, BadStatus)
                kept = (
                    self._gone(source, row["number"])
                    if _is_gone(row, e)
                    else self._unreadable(source, row["number"], e)
                )
            else:
                self.failpoint("article.fetched")
                kept = self._keep_article(source, row, page, kind, template)
            count += 1
            changes += len(kept.changes)
        if len(rows) == PAGES_A_POLL:
            self._hurry(source)
        return count, changes

    def _fetched(self, source: Source, row: Row, referer: str | None, ahead: dict[int, Page | FetchError]) -> Page:
        """The entry's page, asked for once a round."""
        if row["number"] not in ahead:
            return self.web.get(row["url"], source.access, referer=referer)
        page = ahead.pop(row["number"])
        if isinstance(page, FetchError):
            raise page
        return page

    def _template(
        self, source: Source, kind: str | None, rows: Sequence[Row], referer: str | None
    ) -> tuple[frozenset[str], dict[int, Page | FetchError]]:
        """The site's template, for pages of unknown make; learned from the first few articles, whose pages come along.
        Articles that the program died with in hand teach nothing."""
        ahead: dict[int, Page | FetchError] = {}
        if kind != read.FALLBACK:
            return frozenset(), ahead
        with self.db.reading() as tx:
            known = templates.get(tx, source.name)
        siblings = [row for row in rows if not row["deaths"]][: read.SIBLINGS]
        if known is not None or len(siblings) < read.SIBLINGS:
            return known or frozenset(), ahead
        for row in siblings:
            if self.stopping():
                return frozenset(), ahead
            try:
                ahead[row["number"]] = self.web.get(row["url"], source.access, referer=referer)
            except FetchError as e:
                ahead[row["number"]] = e
                return frozenset(), ahead
        with self.db.transaction(durable=False) as tx:
            for row in siblings:
                record.in_hand(tx, row["number"], row["deaths"] + 1)
        learned = read.shared([page for page in ahead.values() if isinstance(page, Page)])
        with self.db.transaction() as tx:
            templates.learn(tx, source.name, learned, self.clock())
        return learned, ahead

    def _keep_article(
        self, source: Source, row: Row, page: Page, kind: str | None, template: frozenset[str]
    ) -> record.Recorded:
        number, deaths = row["number"], row["deaths"]
        if deaths < POISON:
            with self.db.transaction(durable=False) as tx:
                record.in_hand(tx, number, deaths + 1)
            self.failpoint("article.marked")
        try:
            if deaths >= POISON:
                raise ExtractError(source.url, f"the program died {deaths} times while it read entry {number}")
            judge.check(page)
            article = as_it_reads(page, source, kind, template)
            if row["ready"] and template:  # read before the template was known, it is not edited for that
                plain = as_it_reads(page, source, kind)
                article = plain if content_hash(plain) == row["hash"] else article
            self._worth(source, row, page, article)
        except ExtractError as e:
            return self._unreadable(source, number, e, survived=deaths < POISON)
        with self.db.transaction() as tx:
            now = self.clock()
            whole = record.listed_whole(row)
            kept = (
                record.still_there(tx, number) if whole else record.read(tx, number, article, zone=source.zone, now=now)
            )
            self._owe(tx, source, kept)
            self.failpoint("article.kept")
        self.failpoint("article.committed")
        return kept

    def _worth(self, source: Source, row: Row, page: Page, article: Article) -> None:
        """An article's page that says nothing is none; nor is another's at its address, nor one that says what others
        say word for word, unless it has a title of its own and says more than "loading": two notices may well share
        their words."""
        number, others = row["number"], 0
        with self.db.reading() as tx:
            state = states.get(tx, source.name)
            if article.text.strip():
                own = entries.is_titled(tx, number, article.title) and not judge.stands_in(article.text)
                others = 0 if own else entries.alike(tx, source.name, number, content_hash(article))
        usual = Normal.of(state.normal) if state is not None else None
        short = usual is not None and len(article.text) * SHORT < usual.length
        listed = (state.digest if state is not None else None) or ""
        titles = [row[name] for name in ("list_title", "title", "page_title") if row[name]]
        why = (
            judge.hollow(article.text, article.extras, page.replaced)
            or agreeing.elsewhere(row["url"], page, listed.partition(":")[0])
            or agreeing.another(
                titles,
                page,
                article,
                before=row["page_title"] is not None,
                short=short and not article.extras,
                placed=bool(getattr(source.settings, "article_body", "")),
            )
        )
        if why is None and others >= (1 if short else TWINS):
            why = f"says word for word what {others} other articles say"
        if why is not None:
            raise ExtractError(page.url, why)

    def _gone(self, source: Source, number: int) -> record.Recorded:
        with self.db.transaction() as tx:
            kept = leaving.gone(tx, number, self.clock(), source.withdrawn_after)
            self._owe(tx, source, kept)
        if kept.changes:
            log.info("withdrawn source=%s url=%s", source.name, kept.changes[0].entry.url)
        return kept

    def _unreadable(self, source: Source, number: int, error: PageError, *, survived: bool = False) -> record.Recorded:
        log.warning("article unread source=%s url=%s why=%r", source.name, error.url, error.why)
        with self.db.transaction() as tx:
            if survived:
                record.in_hand(tx, number, 0)
            kept = record.unreadable(tx, number, self.clock())
            self._owe(tx, source, kept)
        return kept

    def _survived(self, rows: Sequence[Row]) -> None:
        """The database failed, not a page: the program lives, and its death counts no more."""
        with contextlib.suppress(StoreError), self.db.transaction() as tx:
            for row in rows:
                record.survived(tx, row["number"], row["deaths"])

    def _owe(self, tx: Tx, source: Source, kept: record.Recorded) -> None:
        self.announce(tx, kept.changes)
        if kept.visible:
            states.change(tx, source.name, stale=True)

    def _hurry(self, source: Source) -> None:
        with self.db.transaction() as tx:
            state = states.get(tx, source.name)
            if state is not None and state.next_poll > self.clock() + HURRY:
                states.change(tx, source.name, next_poll=self.clock() + HURRY)


def as_it_reads(page: Page, source: Source, kind: str | None, template: frozenset[str] = frozenset()) -> Article:
    """An article's page by the source's kind. Where the kind was found by itself and sees no body in this page, as in
    a hand-made one among the site's own, by what reads any page."""
    try:
        seen = read.article(
            page, kind=source.kind or kind, settings=source.settings, zone=source.zone, template=template
        )
    except ExtractError:
        if source.kind or kind == read.FALLBACK:
            raise
        return read.article(page, kind=read.FALLBACK, zone=source.zone)
    if source.kind or kind == read.FALLBACK or judge.hollow(seen.text, seen.extras, 0.0) is None:
        return seen
    try:
        other = read.article(page, kind=read.FALLBACK, zone=source.zone)
    except ExtractError:
        return seen
    return replace(other, id=seen.id, title=seen.title, published=seen.published, precision=seen.precision)


def _is_gone(row: Row, error: FetchError) -> bool:
    """Whether an entry that left its list is gone from its own address, too."""
    gone = isinstance(error, BadStatus) and error.status in (404, 410)
    return gone and row["ready"] and row["missing_since"] is not None


def asks_to_wait(error: FetchError) -> bool:
    return isinstance(error, BadStatus) and error.status in (429, 503)
