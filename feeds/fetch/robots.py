"""robots.txt as RFC 9309 means it: what a site's answer allows us, and for how long we may believe it. No network.

4xx: everything is allowed. 5xx: nothing is, for an hour. Rules are kept for a day, their first 500 KiB read.
"""

import threading
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from protego import Protego

MAX_BYTES = 500 * 1024
KEPT = timedelta(hours=24)
RETRY = timedelta(hours=1)
AGENT = "yaowen"
_MANY = 1000


@dataclass(slots=True)
class Rules:
    """One origin's answer. Neither text nor refusal: everything is allowed."""

    until: datetime
    rules: Protego | None = None
    refusal: str | None = None  #: why nothing is allowed for now
    _verdicts: dict[str, bool] = field(default_factory=dict)

    def allow(self, url: str) -> bool:
        if self.refusal:
            return False
        if self.rules is None:
            return True
        verdict = self._verdicts.get(url)
        if verdict is None:
            if len(self._verdicts) >= _MANY:
                self._verdicts.clear()
            verdict = self._verdicts[url] = bool(self.rules.can_fetch(url, AGENT))
        return verdict


def understand(status: int, body: bytes, now: datetime) -> Rules:
    """What an answer to GET /robots.txt means."""
    if status >= 500:
        return Rules(until=now + RETRY, refusal=f"its robots.txt answered {status}, so nothing is fetched for an hour")
    if status >= 300:  # 4xx, or more redirects than we follow: there are no rules
        return Rules(until=now + KEPT)
    try:
        return Rules(until=now + KEPT, rules=Protego.parse(body[:MAX_BYTES].decode("utf-8", "replace")))
    except (ValueError, RecursionError):  # garbage: no rules that anybody could obey
        return Rules(until=now + KEPT)


class Remembered:
    """The rules of the origins we asked lately."""

    def __init__(self) -> None:
        self._known: dict[str, Rules] = {}
        self._lock = threading.Lock()

    def fresh(self, origin: str, now: datetime) -> Rules | None:
        """What we know and may still believe; a clock that went back makes nothing last longer than a day."""
        rules = self._known.get(origin)
        return rules if rules and now < rules.until <= now + KEPT else None

    def keep(self, origin: str, rules: Rules) -> None:
        with self._lock:
            if len(self._known) >= _MANY:
                self._known.pop(next(iter(self._known)))
            self._known[origin] = rules
