"""Places where a test may kill the process, to prove that nothing is lost there. Not for anything else.

YAOWEN_FAILPOINT=name kills at the first time the place is reached, name:3 at the third.
"""

import os
import signal
from collections import Counter
from collections.abc import Callable
from typing import TypeAlias

#: called with the name of each place as it is reached
Failpoint: TypeAlias = Callable[[str], None]

PLACES = (
    "poll.fetched",  # the list page is here, nothing is kept
    "poll.marked",  # it is written down that this page is about to be read
    "poll.kept",  # rows of the list are written, not committed
    "poll.committed",  # the list is committed
    "article.fetched",
    "article.marked",
    "article.kept",  # the entry and what is owed are written, not committed
    "article.committed",
    "give.before",
    "give.written",  # a feed's temporary file is written, not renamed
    "deliver.claimed",  # the intent is committed, nothing was sent
    "deliver.sent",  # the channel has accepted, nothing is recorded
    "deliver.recorded",  # the outcome is written, not committed
    "deliver.committed",
)


def from_environment() -> Failpoint:
    """What the environment asks for: a function that does nothing, or kills this process at one place."""
    wanted, _, times = os.environ.get("YAOWEN_FAILPOINT", "").partition(":")
    if not wanted:
        return lambda name: None
    if wanted not in PLACES:
        raise ValueError(f"YAOWEN_FAILPOINT: no such place {wanted!r}; there are {', '.join(PLACES)}")
    reached: Counter[str] = Counter()

    def reach(name: str) -> None:
        reached[name] += 1
        if name == wanted and reached[name] == int(times or 1):
            os.kill(os.getpid(), signal.SIGKILL)

    return reach
