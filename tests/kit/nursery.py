"""Workers to be killed. `python nursery.py` imports everything once and forks a worker for each line on its stdin, so
that it begins in milliseconds; `Nursery` is the side of those who ask.

A worker polls a list, delivers what is owed, asks /_next of the same site to show the next page, and so on until that
answers `end` and nothing is left to do: then it ends with 0.
"""

import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import sites
from chatpipeline import ChatPipeline
from fakehook import FakeHook
from faketelegram import FakeTelegram
from pipeline import EPOCH, Pipeline

HERE = Path(__file__)


class Nursery:
    """A process that forks workers, one at a time; any number of tests may share it."""

    def __enter__(self) -> Self:
        self._running = subprocess.Popen(
            [sys.executable, str(HERE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, cwd=HERE.parents[2]
        )  # no buffer: what stands in one is nothing that `select` sees
        self._pid: int | None = None
        return self

    def __exit__(self, kind: type[BaseException] | None, e: BaseException | None, tb: TracebackType | None) -> None:
        self._running.communicate()

    def live(self, pipeline: str, *arguments: str, place: str = "", killed_after: float | None = None) -> int:
        """One worker's life; how it ended (-9: killed). `pipeline`: that of its name in WORK, with the arguments of it.
        `place`: the failpoint where it dies; `killed_after`: in seconds."""
        assert self._running.stdin
        assert self._running.stdout
        self._running.stdin.write(json.dumps([pipeline, place, *arguments]).encode() + b"\n")
        self._pid = int(self._running.stdout.readline())
        if not select.select([self._running.stdout], [], [], killed_after)[0]:
            self.strike()
        code = int(self._running.stdout.readline())
        self._pid = None
        return code

    def strike(self) -> None:
        """Kill the worker that lives now; from any thread."""
        if self._pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)


def journalled(folder: str, url: str, store: str) -> None:
    """Twice a step for each state of the page."""
    pipeline = Pipeline(Path(folder), url, store=store)
    pipeline.journal.write("start")
    pipeline.now = EPOCH + timedelta(minutes=len(pipeline.journal.lines()))  # time goes on, whoever dies
    pipeline.step()
    pipeline.step()
    while turned(url):
        pipeline.step()
        pipeline.step()
    while pipeline.step():
        pass
    pipeline.close()


def chatting(folder: str, url: str, telegram: str, hook: str, patience: str) -> None:
    pipeline = ChatPipeline(Path(folder), url, telegram, hook, patience)
    pipeline.step()
    while turned(url):
        pipeline.step()
    while pipeline.step() or not pipeline.settled():
        pipeline.now += timedelta(minutes=30)
    pipeline.close()


def turned(url: str) -> bool:
    """The site shows the next page now; False where there is none."""
    with urllib.request.urlopen(urljoin(url, "/_next")) as answer:
        return answer.read() != b"end"


WORK = {"journal": journalled, "chats": chatting}


def warm() -> None:
    """Live once, here: what is imported when it is used is imported then."""
    pages = (sites.list_page([(f"../info/1018/{n}.htm", f"Notice {n}", "2026-03-02")]) for n in range(2))
    with (
        tempfile.TemporaryDirectory() as folder,
        sites.Turning("/zsxx/tzgg.htm", pages) as site,
        FakeTelegram() as fake,
        FakeHook() as hook,
    ):
        fake.group(-100)
        fake.private(7)
        chatting(folder, site.url, fake.url, hook.url, "5")


def main() -> None:
    warm()
    for line in sys.stdin:
        pipeline, place, *arguments = json.loads(line)
        pid = os.fork()
        if pid == 0:
            try:
                os.environ["YAOWEN_FAILPOINT"] = place
                WORK[pipeline](*arguments)
                os._exit(0)
            finally:
                os._exit(1)
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
