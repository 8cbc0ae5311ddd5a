"""Whose turn it is at a host: one request at a time, a gap between two, silence where a site asked for it.

Knows no URL and sends nothing. Held in memory: the schedule keeps long waits in the database.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

_MANY = 2000
_FORGET = 3600.0


@dataclass(slots=True)
class Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    known: float = 0.0  #: when we first heard of it
    last: float | None = None  #: when its last request ended
    closed_until: float = 0.0


class Turns:
    def __init__(self, sleep: Callable[[float], None], monotonic: Callable[[], float]) -> None:
        self._sleep, self._monotonic = sleep, monotonic
        self._hosts: dict[str, Host] = {}
        self._lock = threading.Lock()

    def take(self, host: str, gap: float) -> Host:
        """Wait until it is ours. `leave` must follow, with what this gives."""
        it = self._host(host)
        it.lock.acquire()
        try:
            now = self._monotonic()
            if it.last is not None and gap > 0 and now < it.last + gap:
                self._sleep(it.last + gap - now)
        except BaseException:
            it.lock.release()
            raise
        return it

    def leave(self, it: Host, *, counts: bool = True) -> None:
        """Our turn is over; the next one starts a gap later unless this one does not count."""
        if counts:
            it.last = self._monotonic()
        it.lock.release()

    def close(self, host: str, seconds: float) -> None:
        """The site asked not to be asked for so long."""
        it = self._host(host)
        it.closed_until = max(it.closed_until, self._monotonic() + seconds)

    def closed_for(self, it: Host) -> float:
        """Seconds until the host may be asked again; 0 when it may."""
        return max(0.0, it.closed_until - self._monotonic()) if it.closed_until else 0.0

    def _host(self, host: str) -> Host:
        it = self._hosts.get(host)
        if it is not None:
            return it
        with self._lock:
            if len(self._hosts) >= _MANY:
                self._forget()
            return self._hosts.setdefault(host, Host(known=self._monotonic()))

    def _forget(self) -> None:
        now = self._monotonic()
        for name, it in list(self._hosts.items()):
            quiet = (it.known if it.last is None else it.last) + _FORGET < now and it.closed_until < now
            if quiet and not it.lock.locked():
                del self._hosts[name]
