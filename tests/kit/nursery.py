"""Processes to be killed: `python nursery.py FOLDER URL NEXT STORE` forks a worker for each line on its stdin.

The nursery imports everything once, so that a worker begins in milliseconds. A worker polls the list at URL, delivers
what is owed, twice for each state of the page, asks NEXT to show the next one, and ends with 0 where there is none. Its
pid is printed, and when it is over its exit code (-9: killed).
"""

import os
import sys
import tempfile
import urllib.request
from datetime import timedelta
from pathlib import Path

from pipeline import EPOCH, Pipeline


def work(folder: Path, url: str, following: str, store: str) -> None:
    pipeline = Pipeline(folder, url, store=store)
    pipeline.journal.write("start")
    before = len(pipeline.journal.lines())  # time goes on, whoever dies
    pipeline.now = EPOCH + timedelta(minutes=before)
    while True:
        for _ in range(2):
            step(pipeline)
        with urllib.request.urlopen(following) as answer:
            if answer.read() == b"end":
                break
    while step(pipeline):
        pass
    pipeline.close()


def step(pipeline: Pipeline) -> bool:
    """One poll, one delivery; whether there was anything to read."""
    read = pipeline.poll().read > 0
    pipeline.deliver()
    pipeline.journal.write("step")
    pipeline.now += timedelta(minutes=1)
    return read


def main() -> None:
    folder, url, following, store = Path(sys.argv[1]), *sys.argv[2:5]
    with tempfile.TemporaryDirectory() as elsewhere:  # import all that is imported when used
        first = Pipeline(Path(elsewhere), url)
        step(first)
        first.close()
    for _ in sys.stdin:
        pid = os.fork()
        if pid == 0:
            try:
                work(folder, url, following, store)
                os._exit(0)
            finally:
                os._exit(1)
        print(pid, flush=True)
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
