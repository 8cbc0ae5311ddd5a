"""Lives of the workers of chatnursery.py, one after the other, each ended by SIGKILL until enough were. No verdict."""

import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import sites

KIT = Path(__file__).parent


class Turning(sites.Replay):
    """A replay whose page is turned by a GET of /_next; at the end that answers `end`."""

    def __init__(self, path: str, pages: Sequence[bytes]) -> None:
        super().__init__(path)
        self.left = list(pages[1:])
        self.show(pages[0])
        answer = self.site.answer
        self.site.answer = lambda path: self._turn() if path == "/_next" else answer(path)

    def _turn(self) -> sites.Reply:
        if not self.left:
            return sites.Reply(body=b"end")
        self.show(self.left.pop(0))
        return sites.Reply(body=b"next")


class Lives:
    """`run` them to the end of the last. `latest`: seconds into its life when a worker is killed at the latest."""

    def __init__(self, folder: Path, arguments: Sequence[str], rng: random.Random, kills: int, latest: float) -> None:
        self._command = [sys.executable, str(KIT / "chatnursery.py"), str(folder), *arguments]
        self._rng, self._kills, self._latest = rng, kills, latest
        self._pid: int | None = None
        self.killed = 0

    def strike(self) -> None:
        """Kill the worker that lives now; from any thread."""
        if self._pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)

    def run(self) -> int:
        """Until one comes to the end by itself; how many were killed."""
        with subprocess.Popen(
            self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=KIT.parents[1], bufsize=1
        ) as running:
            assert running.stdin
            assert running.stdout
            while (code := self._life(running)) != 0:
                assert code == -signal.SIGKILL
                self.killed += 1
            running.stdin.close()
        return self.killed

    def _life(self, running: "subprocess.Popen[str]") -> int:
        assert running.stdin
        assert running.stdout
        running.stdin.write("go\n")
        self._pid = int(running.stdout.readline())
        wait = self._rng.uniform(0, self._latest) if self.killed < self._kills else None
        if not select.select([running.stdout], [], [], wait)[0]:
            self.strike()
        code = int(running.stdout.readline())
        self._pid = None
        return code
