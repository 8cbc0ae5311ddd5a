"""A poll that went wrong: the list is held with a proposal, the source set aside, the failure remembered.

What the state remembers of it is trouble.py's; how the page may be read from now on, proposal.py's.
"""

import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from feeds import judge, trouble
from feeds.errors import ExtractError, PageError, StoreError
from feeds.fetch.web import Web
from feeds.keep import entries, states, suspects
from feeds.keep.db import Database
from feeds.keep.states import State
from feeds.model import Article, Page, Source

log = logging.getLogger(__name__)

TITLES = 1000  #: of the newest entries, by which a proposal is known to be the same column


@dataclass(frozen=True, slots=True, kw_only=True)
class Setbacks:
    """Each writes in a transaction of its own; none of them tells a chat anything."""

    db: Database
    web: Web
    clock: Callable[[], datetime]

    def suspect(
        self,
        source: Source,
        state: State,
        page: Page,
        why: str,
        articles: Sequence[Article],
        *,
        held: bool,
        next_poll: datetime,
    ) -> None:
        """Keep nothing of this list but the page itself. `held`: its items wait for an admin, who is offered another
        reading at once; a page that is merely short or cut is looked at again first."""
        now = self.clock()
        back = self._held(source, state, articles, now) if held else None
        offer = state.proposal
        if offer is None and (held or state.state == "suspect"):
            offer = self._proposal(source, page)
        with self.db.transaction() as tx:
            trouble.suspect(tx, state, page, why, held=back, proposal=offer, now=now, next_poll=next_poll)
        if offer is not None and offer is not state.proposal:
            from feeds import proposal

            log.error(
                "site changed source=%s why=%r proposal=%r: `yaowen approve %s` takes it quietly, with --announce "
                "its chats are told",
                *(source.name, why, proposal.said(offer), source.name),
            )

    def _held(self, source: Source, state: State, articles: Sequence[Article], now: datetime) -> Mapping[str, Any]:
        with self.db.reading() as tx:
            shown = entries.shown(tx, source.name, [each.id for each in articles])
        return trouble.holding(state, articles, [each for each in articles if each.id not in shown], now)

    def _proposal(self, source: Source, page: Page) -> Mapping[str, Any] | None:
        """How the changed page may be read. A site that refuses to be looked at gets another chance next time."""
        from feeds import proposal

        with self.db.reading() as tx:
            titles = [row["title"] for row in entries.briefly(tx, source.name, TITLES)]
        try:
            return proposal.verified(self.web, source, page, titles)
        except PageError as e:
            log.warning("no proposal source=%s why=%r", source.name, e.why)
            return None

    def settled(self, state: State, page: Page) -> bool:
        """Whether this very page has been held for so long that it is how the list is now."""
        if state.state != "suspect":
            return False
        with self.db.reading() as tx:
            before = suspects.get(tx, state.source)
        return before is not None and before.digest == page.digest and self.clock() - before.since >= judge.SETTLED

    def no_list(self, state: State, page: Page, error: ExtractError) -> None:
        """Keep for the admin the page that was no list."""
        with self.db.transaction() as tx:
            suspects.keep(tx, state.source, page, error.why, self.clock())

    def set_aside(self, source: Source, state: State) -> str:
        """The program died with this page in hand, again and again: the source is paused. Why, for the admin."""
        why = f"the program died {state.deaths} times with this page in hand; `yaowen resume {source.name}` tries again"
        with self.db.transaction() as tx:
            states.change(tx, source.name, paused=True, state="broken", reason=why, since=self.clock(), deaths=0)
        log.error("paused source=%s reason=%r", source.name, why)
        return why

    def survived(self, state: State) -> None:
        """The database failed, not the page: the program lives, and its death counts no more. Where not even that can
        be written, a poll that ends well takes it back."""
        with contextlib.suppress(StoreError), self.db.transaction() as tx:
            states.survived(tx, state.source, state.deaths)

    def failed(self, state: State, error: PageError, next_poll: datetime) -> str:
        """The page could not be had, or said that it is no list; the source's new state."""
        with self.db.transaction() as tx:
            return trouble.failed(tx, state, error, now=self.clock(), next_poll=next_poll)
