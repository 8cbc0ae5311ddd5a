"""One poll of one source: fetch → read → [ keep + announce ] → give. Decides nothing about time, chats or looks.

The list first: all its items are kept in one transaction with its validators, or nothing is. Then the pages of the
entries that wait, ten at most, each in a transaction of its own: that is where an entry becomes ready and is owed.
"""

import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TypeAlias

from feeds import failpoints, judge, normal, read, trouble
from feeds.agreeing import led_home
from feeds.arrive import at_list, digest_of, read_list, read_otherwise
from feeds.articles import Announce, Articles
from feeds.errors import ExtractError, PageError, StoreError
from feeds.fetch import manners
from feeds.fetch.web import Web
from feeds.keep import entries, leaving, record, states, templates
from feeds.keep.db import Database, Tx
from feeds.keep.states import State
from feeds.model import Article, Change, Listing, Page, Source
from feeds.moving import Kept
from feeds.normal import Normal
from feeds.setbacks import Setbacks

log = logging.getLogger(__name__)

POISON = 3  #: deaths of the program with the same list in hand, after which the source is paused
WEEK = timedelta(days=7)  #: after so long we ask without validators once: some servers answer 304 for ever
KNOWN = 1000  #: of the newest entries, those an item of a moved site may be

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
    paused: bool = False  #: and therefore not polled
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
    stopping: Callable[[], bool] = lambda: False

    @cached_property
    def articles(self) -> Articles:
        return Articles(
            db=self.db,
            web=self.web,
            clock=self.clock,
            announce=self.announce,
            failpoint=self.failpoint,
            stopping=lambda: self.stopping(),
        )

    @cached_property
    def setbacks(self) -> Setbacks:
        return Setbacks(db=self.db, web=self.web, clock=self.clock)

    def poll(self, source: Source) -> Polled:
        """Poll once, now. Never raises for what a site may do: the outcome says it, the state remembers it."""
        with self.db.reading() as tx:
            state = states.get(tx, source.name)
            waits = entries.wants_reading(tx, source.name, self.clock())
        if state is None:
            raise LookupError(f"source {source.name} has no row; states.sync comes first")
        try:
            done = self._tried(source, state, waits)
        except StoreError:
            self.setbacks.survived(state)
            raise
        if state.stale or done.read or not done.unchanged:
            self.given(source)
        log.log(
            logging.INFO if done.reason is None else logging.WARNING,
            "polled source=%s state=%s %s read=%d%s",
            *(source.name, done.state, _seen(done), done.read),
            f" reason={done.reason!r}" if done.reason else "",
        )
        return done

    def _tried(self, source: Source, state: State, waits: bool) -> Polled:
        try:
            done = self._list(source, state)
            if waits or not done.unchanged:
                tried, changes = self.articles.read_waiting(source)
                done = replace(done, read=tried, changes=done.changes + changes)
        except PageError as e:
            wait = manners.after_status(e, state.failures + 1, self.rng)
            name = self.setbacks.failed(state, e, self.clock() + wait)
            done = Polled(source=source.name, state=name, reason=str(e))
        return done

    # the list

    def _list(self, source: Source, state: State) -> Polled:
        fresh = state.unconditional is None or self.clock() - state.unconditional > WEEK
        moved = state.url != source.url or state.list_url is None
        url = source.url if moved else state.list_url or source.url
        taken = (state.proposal or {}) if state.approved else {}
        url = taken.get("url") or url
        otherwise = read_otherwise(source, state.digest)  # the config wants the same page to be read in another way
        ask = not (fresh or moved or state.approved or otherwise)
        page = self.web.get_if_changed(
            url,
            source.access,
            etag=state.etag if ask else None,
            last_modified=state.last_modified if ask else None,
        )
        self.failpoint("poll.fetched")
        # elsewhere, the same words may lead elsewhere
        there = page is not None and (page.url == url or led_home(url, page))
        if page is None or (there and digest_of(page, source) == state.digest and not moved and not state.approved):
            return self._unchanged(source, state, page)
        if state.deaths >= POISON:
            why = self.setbacks.set_aside(source, state)
            return Polled(source=source.name, state="broken", reason=why)
        self._in_hand(source, state.deaths + 1)
        try:
            if moved:
                page = at_list(self.web, source, page)
            kind = source.kind or taken.get("kind") or (None if moved else state.kind) or judge.kind_of(page)
            pages = [read_list(page, source, kind)]
        except ExtractError as e:
            self.setbacks.no_list(state, page, e)
            raise
        while len(pages) < source.pages and pages[-1].next:
            pages.append(read_list(self.web.get(pages[-1].next, source.access), source, kind))
        articles = [article for listing in pages for article in listing.articles]
        known = replace(state, usual=None) if otherwise else state
        doubt = judge.doubt(page, pages[0], known, settled=self.setbacks.settled(state, page))
        if doubt is not None:
            return self._suspect(source, state, page, doubt, articles, held=False)
        verdict = self._verdict(source, state, articles, since=state.last_success if otherwise else None)
        if verdict.why is not None:
            return self._suspect(source, state, page, f"{verdict.why} ({page.url})", articles, held=True)
        at = url if led_home(url, page) else None
        return self._keep_list(source, state, page, kind, pages, verdict, fresh=fresh, at=at)

    def _verdict(
        self, source: Source, state: State, articles: Sequence[Article], since: datetime | None
    ) -> judge.Verdict:
        with self.db.reading() as tx:

            def kept() -> list[Kept]:
                return [Kept.of(row) for row in entries.briefly(tx, source.name, KNOWN)]

            def usual() -> normal.Rhythm:
                dates, oldest = entries.came_out(tx, source.name)
                return normal.rhythm(dates, source.zone, oldest)

            shown = entries.shown(tx, source.name, [each.id for each in articles])
            return judge.weigh(
                source, state, articles, shown, kept=kept, usual=usual, now=self.clock(), read_otherwise=since
            )

    def _in_hand(self, source: Source, deaths: int) -> None:
        """Written down before a page is read: what kills the program each time is found out by it."""
        with self.db.transaction() as tx:
            states.change(tx, source.name, deaths=deaths)
        self.failpoint("poll.marked")

    def _keep_list(
        self,
        source: Source,
        state: State,
        page: Page,
        kind: str,
        pages: Sequence[Listing],
        verdict: judge.Verdict,
        *,
        fresh: bool,
        at: str | None,
    ) -> Polled:
        now = self.clock()
        back = {each.id for each in verdict.held}
        articles = [each for listing in pages for each in listing.articles if each.id not in back]
        quiet = (state.usual is None and not source.announce_first) or state.approved == "quiet"
        why = trouble.held_back(len(verdict.ours), len(back), source.name) if back else None
        with self.db.reading() as tx:
            lengths = entries.lengths(tx, source.name)
        learned = normal.learned(Normal.of(state.normal), articles, lengths)
        moved = len(verdict.ours) > 1  # one is an editor's doing
        if moved:
            learned = replace(learned, moved=now.isoformat())
        with self.db.transaction() as tx:
            opens = source.full_text is not False
            for number, article in verdict.ours:
                record.rekey(tx, number, article, now, alone=opens and not moved)
            corrected = [
                change
                for number, one in verdict.again
                for change in record.rekey(tx, number, one, now, alone=True, opens=opens)
            ]
            if moved or state.approved or state.url != source.url:
                templates.forget(tx, source.name)
            kept = record.listed(tx, source, articles, tag=state.tag, now=now, quiet=quiet, backlog=verdict.backlog)
            self.announce(tx, [*corrected, *kept.changes])
            if state.listed is not None and not (moved or state.approved or source.full_text is False):
                leaving.vanished(tx, source.name, [*(each.id for each in articles), *back], state.listed, now)
            dates = tuple(int(when.timestamp()) for when in entries.recent_dates(tx, source.name))
            learned = replace(learned, dates=dates)
            passed = trouble.part(tx, state, page, articles, verdict.held, now, why) if why else trouble.over(tx, state)
            states.polled(
                tx,
                state,
                settled=not back,
                **judge.well(state, now) | passed,
                **({"unconditional": now} if fresh else {}),
                approved=None,
                kind=kind,
                url=source.url,
                list_url=at or page.url,
                title=pages[0].title,
                etag=None if at else page.etag,  # the front page's, not the list's
                last_modified=None if at else page.last_modified,
                digest=digest_of(page, source),
                whole=read.whole(page),
                usual=len(pages[0].articles),
                normal=learned.stored(),
                listed=now,
                next_poll=self._next(learned, source, page, now),
                **({"stale": True} if kept.visible or verdict.ours or verdict.again else {}),
            )
            self.failpoint("poll.kept")
        self.failpoint("poll.committed")
        if moved:
            log.warning("site moved source=%s rekeyed=%d held=%d", source.name, len(verdict.ours), len(back))
        return Polled(
            source=source.name,
            state="suspect" if back else "ok",
            items=len(articles),
            new=kept.new,
            changes=len(corrected) + len(kept.changes),
            reason=why,
        )

    def _unchanged(self, source: Source, state: State, page: Page | None) -> Polled:
        now = self.clock()
        part = bool(state.held and state.held.get("keys"))
        with self.db.transaction(durable=False) as tx:
            states.polled(
                tx,
                state,
                settled=not part,
                approved=None,
                **judge.well(state, now) | (trouble.still(state) if part else trouble.over(tx, state)),
                **({"unconditional": now} if page is not None else {}),
                next_poll=self._next(Normal.of(state.normal), source, page, now),
            )
        return Polled(
            source=source.name,
            state="suspect" if part else "ok",
            unchanged=True,
            reason=state.reason if part else None,
        )

    def _suspect(
        self, source: Source, state: State, page: Page, why: str, articles: Sequence[Article], *, held: bool
    ) -> Polled:
        later = self._next(Normal.of(state.normal), source, None, self.clock())
        self.setbacks.suspect(source, state, page, why, articles, held=held, next_poll=later)
        return Polled(source=source.name, state="suspect", reason=why)

    def _next(self, usual: Normal | None, source: Source, page: Page | None, now: datetime) -> datetime:
        if source.interval is not None:
            return now + source.interval * self.rng.uniform(0.95, 1.05)
        dates = [datetime.fromtimestamp(second, UTC) for second in usual.dates] if usual else []
        wait = manners.interval(dates, now, self.rng, source.zone)
        asked = page.max_age if page is not None and page.max_age is not None else timedelta()
        return now + max(wait, min(asked, manners.LONGEST))

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


def _seen(done: Polled) -> str:
    return "unchanged" if done.unchanged else f"items={done.items} new={done.new}"
