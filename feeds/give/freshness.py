"""Which files are older than the rows, and when they are given out anew: a source's own feed after its poll, the feed
of all once for all the polls that end together, and what a crash left behind at the start."""

import logging
from collections.abc import Callable
from threading import Lock

from feeds.errors import GiveError
from feeds.give.giver import Giver
from feeds.keep import states
from feeds.model import Source

log = logging.getLogger(__name__)

MANY = 20  #: feeds, of which whoever waits is told: each may take a second


class Freshness:
    """Keeps the files of `giver()` as new as the rows; another config has another giver."""

    def __init__(self, giver: Callable[[], Giver]) -> None:
        self.giver = giver
        self._left: set[str] = set()  # sources whose own feeds could not be written
        self._merged_is_old = True
        self._giving = Lock()  # one gives a source's own feed at a time: what was read first is written first

    def polled(self, source: Source) -> None:
        """A source's own feed, at once."""
        try:
            with self._giving:
                self.giver().give(source.name, merged=False)
                self._left.discard(source.name)
        except GiveError:
            self._left.add(source.name)
            raise
        finally:
            self._merged_is_old = True

    def give_merged(self) -> None:
        """The feed of all, if a source's has changed since; and those of sources that could not be written, whose own
        next poll may be hours away."""
        if self._merged_is_old:
            self._merged_is_old = False
            try:
                with self._giving:
                    self.giver().give(*(left := sorted(self._left)), merged=False)
                    self._left.difference_update(left)
                self.giver().give()
            except BaseException:
                self._merged_is_old = True
                raise

    def give_stale(self, *, alone: bool = True) -> None:
        """The feeds that a crash, or a first start, left behind the rows, and the feed of all. Not `alone`: polls go on
        and bring what these feeds do not have, so each is given once more by the next poll of its own."""
        giver = self.giver()
        self._merged_is_old = True
        with giver.db.reading() as tx:
            names = states.stale(tx)
        if alone and len(names) > MANY:
            log.info("giving out anew feeds=%d: polls and pages come after it", len(names))
        giver.give(*names)
        if not alone:
            return
        self._merged_is_old = False
        with giver.db.transaction() as tx:
            for name in names:
                if name in giver.sources:  # one that left is to be given when it returns
                    states.change(tx, name, stale=False)
