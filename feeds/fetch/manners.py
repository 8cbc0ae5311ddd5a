"""When to ask again: rhythm, backoff, patience with each kind of refusal. Pure; it waits for nobody.

Numbers from what sites and readers agree on: adaptive between 15 minutes and 6 hours, errors from 5 minutes to a day.
"""

import random
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

from feeds.errors import BadCertificate, BadStatus, Disallowed, Forbidden, NoRules, RefusedPage, YaowenError
from feeds.model import SHANGHAI

USUAL = timedelta(minutes=30)
SHORTEST, LONGEST = timedelta(minutes=15), timedelta(hours=6)
FIRST_RETRY, LAST_RETRY = timedelta(minutes=5), timedelta(hours=24)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
MORNING = time(6)


def backoff(failures: int, rng: random.Random) -> timedelta:
    """Anywhere between 5 minutes and a ceiling that doubles with each failure in a row, up to a day."""
    ceiling = min(LAST_RETRY, FIRST_RETRY * 2 ** min(max(failures, 1), 20))
    return timedelta(seconds=rng.uniform(FIRST_RETRY.total_seconds(), ceiling.total_seconds()))


def interval(published: Sequence[datetime], now: datetime, rng: random.Random, zone: ZoneInfo = SHANGHAI) -> timedelta:
    """How long until the next poll of a healthy source, from what its last ten items say about its rhythm."""
    wait = _jittered(rhythm([min(when, now) for when in published]), rng)
    local = now.astimezone(zone)
    if local.time() < MORNING and _sleeps(published, zone):
        morning = datetime.combine(local.date(), MORNING, zone) - local
        wait = max(wait, morning + SHORTEST * rng.random())
    return wait


def rhythm(published: Sequence[datetime]) -> timedelta:
    """How often a page with these dates wants asking; what a feed may promise its readers."""
    latest = sorted(published, reverse=True)[:10]
    if len(latest) < 3:
        return USUAL
    gap = timedelta(seconds=median((a - b).total_seconds() for a, b in pairwise(latest)))
    return min(max(gap / 4, SHORTEST), LONGEST)


def _sleeps(published: Sequence[datetime], zone: ZoneInfo) -> bool:
    """True when ten or more items show a time of day and none of them falls between 0 and 6. Midnight is no time."""
    times = [t for t in (when.astimezone(zone).time() for when in published) if t != time(0)]
    return len(times) >= 10 and all(t >= MORNING for t in times)


def _jittered(wait: timedelta, rng: random.Random) -> timedelta:
    return timedelta(seconds=wait.total_seconds() * rng.uniform(0.9, 1.1))


def _longer(wait: timedelta, rng: random.Random) -> timedelta:
    """Jitter for waits that somebody asked for: never shorter."""
    return timedelta(seconds=wait.total_seconds() * rng.uniform(1.0, 1.1))


def after_status(error: YaowenError, failures: int, rng: random.Random) -> timedelta:
    """How long to leave a site alone after this error, the `failures`-th in a row (the first is 1)."""
    usual = backoff(failures, rng)
    if isinstance(error, BadStatus):
        if error.retry_after is not None:
            asked = min(error.retry_after, WEEK)
            return max(asked + min(asked / 10, HOUR) * rng.random(), FIRST_RETRY)
        if error.status == 429:
            return _longer(min(HOUR * 2 ** min(max(failures, 1) - 1, 10), DAY), rng)
        if error.status in (401, 403, 451):
            return _jittered(DAY, rng)
        if error.status in (412, 521):  # what challenge walls answer
            return max(_longer(LONGEST, rng), usual)
        if error.status == 410:
            return _longer(WEEK, rng)
        if error.status == 404:
            return max(_longer(HOUR, rng), usual)
        return usual
    if isinstance(error, RefusedPage):
        return max(_longer(LONGEST if "challenge" in error.reason else HOUR, rng), usual)
    if isinstance(error, (Disallowed, Forbidden)):
        return _jittered(DAY, rng)
    if isinstance(error, (BadCertificate, NoRules)):
        return max(_longer(HOUR, rng), usual)
    return usual
