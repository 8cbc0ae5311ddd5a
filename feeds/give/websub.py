"""Tells the WebSub hub what changed (https://www.w3.org/TR/websub/). What is owed lies in keep/websub.py; the POST is
handed in, so this file knows no network."""

import logging
import random
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import urlencode

from feeds.errors import FetchError
from feeds.fetch import manners
from feeds.keep import websub
from feeds.keep.db import Database
from feeds.model import Answer

log = logging.getLogger(__name__)

Post = Callable[[str, bytes, Mapping[str, str]], Answer]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def send(db: Database, hub: str, post: Post, now: datetime, rng: random.Random) -> int:
    """Send what the hub is owed now; the answer is how many pings it took. No transaction is open meanwhile."""
    with db.reading() as tx:
        owed = websub.owed(tx, hub, now)
    taken = 0
    for ping in owed:
        try:
            answer = post(ping.hub, urlencode({"hub.mode": "publish", "hub.url": ping.topic}).encode(), FORM)
            why = "" if 200 <= answer.status < 300 else f"the hub answered {answer.status}"
        except FetchError as e:
            why = str(e)
        with db.transaction() as tx:
            if why:
                websub.failed(tx, ping, why, now + manners.backoff(ping.failures + 1, rng))
            else:
                websub.done(tx, ping)
        if why:
            log.warning("hub not told topic=%s failures=%d: %s", ping.topic, ping.failures + 1, why)
        else:
            taken += 1
    return taken
