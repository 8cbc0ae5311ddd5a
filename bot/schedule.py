"""The clock: a tick that asks the database what is due, and a pool of its own that polls. Knows nothing of pages.

APScheduler only ticks; due times live in the database, so a restart, a clock step or a long sleep loses none.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from apscheduler.executors import pool
from apscheduler.schedulers.background import BackgroundScheduler

from feeds.errors import GiveError, StoreError

log = logging.getLogger(__name__)

_ticker: Any = pool.ThreadPoolExecutor

TICK = 1.0  #: seconds
LEFT = 60.0  #: seconds a source is left alone whose poll broke: it must not be asked at every tick
WORKERS = 8  #: polls side by side; one site is asked by one of them at a time


@dataclass(kw_only=True)
class Schedule:
    """Polls whatever is due: never one source twice at once, never two polls on one host."""

    due: Callable[[], Iterable[str]]  #: names of the sources whose time has come
    poll: Callable[[str], Any]
    host: Callable[[str], str]  #: the host a source is polled at
    done: Callable[[], None] = lambda: None  #: called after each poll
    workers: int = WORKERS
    held: frozenset[str] = frozenset()  #: these are not started now
    _running: dict[str, str] = field(default_factory=dict)  # source → host
    monotonic: Callable[[], float] = time.monotonic
    _left: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopping: bool = False

    def __post_init__(self) -> None:
        self._pool = ThreadPoolExecutor(self.workers, "poll")
        scheduler: Any = BackgroundScheduler  # it has no types
        self._scheduler = scheduler(
            executors={"default": _ticker(1)},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone="UTC",
        )

    def start(self) -> None:
        self._scheduler.add_job(self.tick, "interval", seconds=TICK)
        self._scheduler.start()

    def tick(self) -> int:
        """Start what is due; how many polls that were. A trouble with the database ends this tick only, and is told by
        whoever hears of its failures."""
        try:
            names = list(self.due())
        except StoreError:
            return 0
        except Exception as e:
            log.error("tick skipped reason=%r", str(e))
            return 0
        return sum(self._start(name) for name in names)

    def _start(self, name: str) -> bool:
        host = self.host(name)
        with self._lock:
            if self._left.get(name, 0.0) > self.monotonic():
                return False
            if self._stopping or name in self.held or name in self._running or host in self._running.values():
                return False
            if len(self._running) >= self.workers:
                return False
            self._running[name] = host
        self._pool.submit(self.poll, name).add_done_callback(lambda future: self._ended(name, future))
        return True

    def hold(self, names: Iterable[str]) -> None:
        """Start none of these until `hold` is called again, with others or none."""
        with self._lock:
            self.held = frozenset(names)

    def running(self) -> frozenset[str]:
        """The sources being polled right now."""
        with self._lock:
            return frozenset(self._running)

    def _ended(self, name: str, future: "Future[Any]") -> None:
        with self._lock:
            self._running.pop(name, None)
        error = future.exception()
        if error is not None:
            self._left[name] = self.monotonic() + LEFT
        if error is not None and not isinstance(error, (StoreError, GiveError)):  # a bug: this source only, and loud
            log.error("poll broke source=%s", name, exc_info=error)
        self.done()

    def stop(self) -> None:
        """Start nothing more; polls under way end, then this returns."""
        self._stopping = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        self._pool.shutdown(wait=True)
