"""Keeps bot tokens, and passwords in addresses, out of logs: a filter for log handlers, a function for sentences.

The last line of defence only.
"""

import logging
import re

_TOKEN = re.compile(r"\d{6,}:[\w-]{30,}|(?<=://)[^\s/?#:@]*:[^\s/?#]*(?=@)")
HIDDEN = "‹token›"
LOUD = ("httpx", "httpcore", "urllib3", "telegram")  #: libraries that log addresses, tokens included


def redact(text: str) -> str:
    """The text without anything that looks like a bot's token, or user:password in an address."""
    return _TOKEN.sub(HIDDEN, text)


class Redact(logging.Filter):
    """On a handler: what it writes has no token, tracebacks included."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        if _TOKEN.search(said):
            record.msg, record.args = redact(said), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redact(record.exc_text)
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return True


def guard_logs(root: logging.Logger | None = None) -> None:
    """Put the filter on every handler of the root logger, and quiet the libraries that log addresses."""
    for handler in (root or logging.getLogger()).handlers:
        if not any(isinstance(known, Redact) for known in handler.filters):
            handler.addFilter(Redact())
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.WARNING)
