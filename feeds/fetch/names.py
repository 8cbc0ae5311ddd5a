"""Host names to addresses within a time limit. It does not judge the addresses; guard.py does.

getaddrinfo cannot be interrupted and no socket timeout covers it, so it runs in a few daemon threads of its own: a
resolver that hangs costs its caller the time limit and never more, and those who ask for the same name wait together.
"""

import queue
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from typing import Any

Address = tuple[int, tuple[Any, ...]]  #: family and what connect() takes
_Question = tuple[str, int, int]

_FAMILIES = {"4": socket.AF_INET, "6": socket.AF_INET6, None: socket.AF_UNSPEC}


class Names:
    """Asks the system's resolver; at most `threads` questions at a time."""

    def __init__(self, lookup: Callable[..., Any] = socket.getaddrinfo, threads: int = 8) -> None:
        self._lookup = lookup
        self._most = threads
        self._running = 0
        self._idle = 0
        self._lock = threading.Lock()
        self._asked: dict[_Question, Future[list[Address]]] = {}
        self._queue: queue.SimpleQueue[_Question | None] = queue.SimpleQueue()

    def addresses(self, host: str, port: int, family: str | None, seconds: float) -> list[Address]:
        """Where `host` is. Raises OSError (gaierror) when it is nowhere and TimeoutError when nobody says in time."""
        literal = _literal(host, port)
        if literal:
            return [literal]
        question = (host, port, int(_FAMILIES[family]))
        with self._lock:
            answer = self._asked.get(question)
            if answer is None:
                answer = self._asked[question] = Future()
                self._queue.put(question)
                if self._running < self._most and self._idle < self._queue.qsize():
                    self._running += 1
                    threading.Thread(target=self._work, name="names", daemon=True).start()
        try:
            return answer.result(seconds)
        except Late:
            raise TimeoutError(f"no answer from the name server in {seconds:.0f} s") from None

    def _work(self) -> None:
        while True:
            with self._lock:
                self._idle += 1
            question = self._queue.get()
            with self._lock:
                self._idle -= 1
            if question is None:
                return
            host, port, family = question
            try:
                found = self._lookup(host, port, family, socket.SOCK_STREAM)
                result, error = [(int(af), sa) for af, _, _, _, sa in found], None
            except Exception as e:  # whatever it is, it belongs to whoever asked
                result, error = [], e
            with self._lock:
                answer = self._asked.pop(question)
            if error:
                answer.set_exception(error)
            else:
                answer.set_result(result)

    def close(self) -> None:
        """Let the threads end; one that hangs in the resolver ends with the process."""
        with self._lock:
            running, self._running = self._running, 0
        for _ in range(running):
            self._queue.put(None)


def _literal(host: str, port: int) -> Address | None:
    for family, rest in ((socket.AF_INET, ()), (socket.AF_INET6, (0, 0))):
        try:
            socket.inet_pton(family, host)
        except (OSError, ValueError):
            continue
        return int(family), (host, port, *rest)
    return None
