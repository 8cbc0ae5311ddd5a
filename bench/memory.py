"""What `yaowen run` costs when nothing happens: memory with 10 and with 1,000 sources, and the processor's time of a
round of 1,000 unchanged polls, as a share of one core if a round takes 15 minutes. Takes about eight minutes.

Sources are lists of 25 items on 50 loopback addresses; articles are not opened (full_text = false).
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import row
from bench._site import site
from bench.poll import SOURCE
from bot.running import TRIM
from feeds.keep import states
from feeds.keep.db import Database

ADDRESSES = 50
EVERY = 900  #: seconds: a quarter of an hour
ROUND = 300  #: seconds between two polls of a source in this run
TICKS = os.sysconf("SC_CLK_TCK")


def run() -> None:
    with site(ADDRESSES) as port:
        for count in (10, 1000):
            measure(count, port)


def measure(count: int, port: int) -> None:
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), count, port) as process:
        db = Database(f"sqlite:///{folder}/yaowen.db")
        started = time.monotonic()
        reached(db, process, count, since=0.0, patience=600)
        took = time.monotonic() - started
        first = cpu(process.pid)
        row(f"{count} sources, first round", f"{first:.1f} s CPU", f"in {took:.0f} s")
        time.sleep(TRIM + 5)  # at rest: what the round needed has been given back
        idle_from = cpu(process.pid)
        time.sleep(10)
        row(
            f"{count} sources, idle",
            f"{memory(process.pid):.0f} MB",
            f"{(cpu(process.pid) - idle_from) / 10:.1%} of a core",
        )
        if count >= 1000:
            begun = polled(db)
            before, at = cpu(process.pid), time.monotonic()
            reached(db, process, count, since=begun, patience=2 * ROUND)
            spent, idle = cpu(process.pid) - before, time.monotonic() - at
            row(f"{count} unchanged polls", f"{spent:.1f} s CPU", f"in {idle:.0f} s, idle ticks included")
            row("one round every 15 minutes", f"{spent / EVERY:.1%}", "of one core, at most")
            row(f"{count} sources, after that", f"{memory(process.pid):.0f} MB")
        db.close()


@contextmanager
def running(folder: Path, count: int, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`yaowen run` on `count` sources."""
    tables = [
        SOURCE.format(name=f"s{n}", url=f"http://127.0.0.{n % ADDRESSES + 1}:{port}/etag/{n}").replace(
            "gap = 0\n", f'gap = 0\ninterval = "{ROUND}s"\n'
        )
        for n in range(count)
    ]
    head = 'contact = "bench@example.org"\n[site]\nlisten = "127.0.0.1:0"\n\n[channel.console]\n\n'
    (folder / "config.toml").write_text(head + "".join(tables), encoding="utf-8")
    command = [sys.executable, "-m", "bot", "run", "--config", str(folder / "config.toml")]
    with open(folder / "log", "wb") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            yield process
        except BaseException:
            print((folder / "log").read_text(encoding="utf-8")[-2000:], file=sys.stderr)
            raise
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(60)


def reached(db: Database, process: subprocess.Popen[bytes], count: int, *, since: float, patience: float) -> None:
    """Until every source was polled with success after `since`."""
    until = time.monotonic() + patience
    while True:
        time.sleep(0.5)
        if db.file is not None and db.file.exists() and sum(at > since for at in successes(db)) >= count:
            return
        if process.poll() is not None:
            raise RuntimeError(f"yaowen run ended with {process.returncode}")
        if time.monotonic() > until:
            raise TimeoutError(f"{count} sources were not polled in {patience:.0f} s")


def successes(db: Database) -> list[float]:
    try:
        with db.reading() as tx:
            return [s.last_success.timestamp() for s in states.of_all(tx).values() if s.last_success]
    except Exception:  # the tables are still being made
        return []


def polled(db: Database) -> float:
    """The latest success of any source."""
    return max(successes(db))


def cpu(pid: int) -> float:
    """Seconds of processor time, user and system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory(pid: int) -> float:
    """Resident megabytes."""
    line = next(x for x in Path(f"/proc/{pid}/status").read_text().splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
