"""A database that cannot be used, feeds that cannot be written: one line in the log when it begins, now and then one,
one when it is over. Nothing here asks the database; who tells the admin asks here."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from bot.tell.alerts import Trouble
from feeds.errors import YaowenError

log = logging.getLogger(__name__)

AGAIN = timedelta(minutes=10)  #: between two lines about one outage
PATIENCE = timedelta(minutes=1)  #: one that is over sooner is nobody's business
OVER = timedelta(minutes=3)  #: without a failure: what failed is tried again after a minute, and a site may be slow
DATABASE = {"zh": "数据库", "en": "database"}
FEEDS = {"zh": "订阅源文件", "en": "files of the feeds"}


@dataclass(kw_only=True)
class Outage:
    """Hears of every failure, from any thread."""

    clock: Callable[[], datetime]
    called: Mapping[str, str] = field(default_factory=lambda: DATABASE)  #: what cannot be used, by language
    _since: datetime | None = None
    _last: datetime | None = None
    _logged: datetime | None = None
    _why: str = ""
    _lock: Lock = field(default_factory=Lock)

    def failed(self, error: YaowenError) -> None:
        with self._lock:
            now = self.clock()
            self._since, self._last, self._why = self._since or now, now, str(error)
            if self._logged is None or now - self._logged >= AGAIN:
                self._logged = now
                since = f"{self._since:%H:%M:%SZ}"
                log.error("%s cannot be used since=%s reason=%r", self.called["en"], since, self._why)

    def look(self) -> None:
        """Now and then: whether it is over."""
        with self._lock:
            now = self.clock()
            if self._since is None or self._last is None or now - self._last <= OVER:
                return
            lasted = (self._last - self._since).total_seconds()
            log.warning("%s can be used again after=%ds", self.called["en"], lasted)
            self._since = self._last = self._logged = None

    def troubles(self, language: str) -> Sequence[Trouble]:
        """What there is to tell the admin: one outage at most."""
        with self._lock:
            if self._since is None or self._last is None:
                return ()
            name, lasts = self.called[language], self._last - self._since >= PATIENCE
            return (
                Trouble(
                    subject=f"part:{name}",
                    name=name,
                    kind="unusable",
                    why=self._why,
                    since=self._since,
                    due=lasts,
                ),
            )
