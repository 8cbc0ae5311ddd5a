"""A poll of a 30 KB list over loopback beside a bare requests GET (and selectolax parse) of the same page, in one run.

The two take turns in blocks, each on one kept connection; the median of the blocks is what is printed. A poll is all of
it: conditions, decoding, reading, one transaction (synchronous FULL), the state for the next poll.
"""

import logging
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import requests
from selectolax.lexbor import LexborHTMLParser

from bench import row
from bench._site import ETAG, site
from bot.app import App
from bot.config import load

BLOCKS, CALLS = 15, 20

SOURCE = """\
[source.{name}]
url = "{url}"
gap = 0
allow_private = true
full_text = false

"""


def run() -> None:
    logging.disable(logging.WARNING)
    with site() as port, tempfile.TemporaryDirectory() as folder:
        urls = {kind: f"http://127.0.0.1:{port}/{kind}/1" for kind in ("same", "etag", "moving")}
        config = Path(folder) / "config.toml"
        config.write_text("".join(SOURCE.format(name=kind, url=url) for kind, url in urls.items()), encoding="utf-8")
        app = App(load(config))
        app.prepare()
        session = requests.Session()

        def poll(kind: str) -> Callable[[], object]:
            source = app.source(kind)
            app.poller.poll(source)
            return lambda: app.poller.poll(source)

        def parse(url: str) -> int:
            return len(LexborHTMLParser(session.get(url).content).css("li[id^=line_] > a"))

        conditions = {"If-None-Match": ETAG.decode()}
        compare("unchanged, answered 304", poll("etag"), lambda: session.get(urls["etag"], headers=conditions))
        compare("unchanged, the same bytes again", poll("same"), lambda: session.get(urls["same"]).content)
        compare("changed bytes, the same items (GET + parse)", poll("moving"), lambda: parse(urls["moving"]))
        app.web.close()
        app.db.close()
    logging.disable(logging.NOTSET)


def compare(name: str, ours: Callable[[], object], bare: Callable[[], object]) -> None:
    """Both in turns; a row with the ratio."""
    ours_took, bare_took = [], []
    for _ in range(BLOCKS):
        bare_took.append(timed(bare))
        ours_took.append(timed(ours))
    mine, other = median(ours_took), median(bare_took)
    row(name, f"{mine * 1e3:.2f} ms", f"bare {other * 1e3:.2f} ms, ratio {mine / other:.2f}")


def timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    for _ in range(CALLS):
        call()
    return (time.perf_counter() - started) / CALLS
