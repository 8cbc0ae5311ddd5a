"""Another program that listens with our token: noticed by the listener, minded by the sender. Asks Telegram nothing.

Two programs with one token may be two copies of us, and then everything would be told twice. So while Telegram says 409
to one that listens, it sends nothing. Telegram says it to both by turns, so a while without it is needed for peace.
"""

import time
from collections.abc import Callable
from datetime import timedelta

from bot.errors import TryLater

PEACE = 150.0  #: seconds without a conflict; another copy of us shows itself every 120


class Rival:
    """One for each bot. It is gone when nothing was heard of it for a while."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until: float | None = None

    def heard(self) -> bool:
        """Telegram said 409; True when that is news."""
        news = self._until is None or self._until <= self._clock()
        self._until = self._clock() + PEACE
        return news

    def gone(self) -> bool:
        """True once, when peace has come back."""
        over = self._until is not None and self._until <= self._clock()
        if over:
            self._until = None
        return over

    def check(self) -> None:
        """Raises TryLater where nothing may be sent now."""
        left = 0.0 if self._until is None else self._until - self._clock()
        if left > 0:
            why = "another program listens with this bot's token; nothing is sent until it has stopped"
            raise TryLater(why, timedelta(seconds=left), counts=False)
