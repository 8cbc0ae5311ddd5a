"""The log of a running Yaowen: one line a thing done, on stderr. No rotation: that is journald's or Docker's work."""

import logging
import os
import sys

from bot.tell.redact import guard_logs


class OneLine(logging.Formatter):
    """A title or an address cannot begin a line of its own, nor colour the terminal."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        said = super().formatMessage(record)
        return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in said)


def set_up(level: int, *, debug: bool = False) -> None:
    """Send the log to stderr, without tokens; journald adds the time itself."""
    time = "" if os.environ.get("JOURNAL_STREAM") else "%(asctime)s "
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine(f"{time}%(levelname)-7s %(message)s", datefmt="%Y-%m-%d %H:%M:%S%z"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.DEBUG if debug else level)
    for name in ("alembic", "apscheduler", "trafilatura", "charset_normalizer", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
    guard_logs(root)
    logging.raiseExceptions = debug  # a closed stderr stops no job
