"""When to ask again."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import (
    BadCertificate,
    BadStatus,
    Disallowed,
    Forbidden,
    NoRules,
    RefusedPage,
    TooSlow,
    Unreachable,
)
from feeds.fetch.manners import after_status, backoff, interval
from feeds.model import SHANGHAI

NOW = datetime(2026, 11, 2, 4, tzinfo=UTC)  # noon in Shanghai
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
URL = "http://a.cn/"


def rng() -> random.Random:
    return random.Random(7)


def every(gap: timedelta, count: int = 12, until: datetime = NOW) -> list[datetime]:
    return [until - gap * n for n in range(count)]


def test_backoff_doubles_its_ceiling_up_to_a_day_and_never_falls_under_five_minutes():
    for failures in (1, 2, 5, 9, 10_000_000):
        waits = [backoff(failures, random.Random(n)) for n in range(300)]
        ceiling = min(timedelta(minutes=5) * 2 ** min(failures, 10), DAY)

        assert min(waits) >= 5 * MINUTE
        assert ceiling * 0.9 < max(waits) <= ceiling


def test_two_sources_that_failed_together_do_not_come_back_together():
    assert len({backoff(4, random.Random(n)) for n in range(50)}) == 50


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ([], 30 * MINUTE),
        (every(DAY, 2), 30 * MINUTE),
        (every(4 * HOUR), HOUR),
        (every(2 * MINUTE), 15 * MINUTE),
        (every(30 * DAY), 6 * HOUR),
        (every(4 * HOUR, 10) + every(DAY * 100, 50, NOW - 900 * DAY), HOUR),
        ([NOW] * 10, 15 * MINUTE),
    ],
)
def test_the_interval_is_a_quarter_of_the_usual_gap_within_reason(published, expected):
    waits = [interval(published, NOW, random.Random(n)) for n in range(100)]

    assert all(expected * 0.9 <= wait <= expected * 1.1 for wait in waits)
    assert max(waits) - min(waits) > expected * 0.1


def test_a_date_in_the_future_does_not_slow_the_polls():
    assert interval([*every(4 * HOUR), NOW + 900 * DAY], NOW, rng()) <= 1.1 * HOUR


NIGHT = datetime(2026, 11, 2, 1, tzinfo=SHANGHAI).astimezone(UTC)
BY_DAY = [datetime(2026, 11, 1, hour, 30, tzinfo=SHANGHAI) for hour in range(9, 21)]  # asked every quarter of an hour


def test_a_site_that_sleeps_is_left_alone_until_six():
    waits = [interval(BY_DAY, NIGHT, random.Random(n)) for n in range(100)]

    assert min(waits) >= 5 * HOUR
    assert max(waits) <= 5 * HOUR + 15 * MINUTE
    assert interval(BY_DAY, NIGHT + 5 * HOUR, rng()) < HOUR


@pytest.mark.parametrize(
    "published",
    [
        [*BY_DAY[1:], datetime(2026, 11, 1, 2, 30, tzinfo=SHANGHAI)],
        [datetime(2026, 11, 1, tzinfo=SHANGHAI)] * 12,
        BY_DAY[:9],
        every(HOUR / 2, 12, NIGHT),
    ],
    ids=["once at night", "days alone", "too few to tell", "tonight"],
)
def test_a_site_that_publishes_at_night_or_does_not_tell_is_polled_at_night(published):
    assert interval(published, NIGHT, rng()) < HOUR


@pytest.mark.parametrize(
    ("error", "least", "most"),
    [
        (BadStatus(URL, 429, 2 * HOUR), 2 * HOUR, 2.2 * HOUR),
        (BadStatus(URL, 503, 60 * DAY), 7 * DAY, 7 * DAY + HOUR),
        (BadStatus(URL, 503, timedelta(0)), 5 * MINUTE, 5 * MINUTE),
        (BadStatus(URL, 429), HOUR, 1.1 * HOUR),
        (BadStatus(URL, 403), 0.9 * DAY, 1.1 * DAY),
        (BadStatus(URL, 401), 0.9 * DAY, 1.1 * DAY),
        (BadStatus(URL, 412), 6 * HOUR, 6.6 * HOUR),
        (BadStatus(URL, 521), 6 * HOUR, 6.6 * HOUR),
        (BadStatus(URL, 404), HOUR, 1.1 * HOUR),
        (BadStatus(URL, 410), 7 * DAY, 8 * DAY),
        (BadStatus(URL, 500), 5 * MINUTE, 10 * MINUTE),
        (RefusedPage(URL, "challenge", "a script wall"), 6 * HOUR, 6.6 * HOUR),
        (Disallowed(URL, "robots"), 0.9 * DAY, 1.1 * DAY),
        (Forbidden(URL, "private"), 0.9 * DAY, 1.1 * DAY),
        (BadCertificate(URL, "expired"), HOUR, 1.1 * HOUR),
        (NoRules(URL, "its robots.txt answered 503"), HOUR, 1.1 * HOUR),
        (TooSlow(URL, "slow"), 5 * MINUTE, 10 * MINUTE),
        (Unreachable(URL, "gone"), 5 * MINUTE, 10 * MINUTE),
    ],
)
def test_each_refusal_has_its_patience(error, least, most):
    waits = [after_status(error, 1, random.Random(n)) for n in range(100)]

    assert least <= min(waits)
    assert max(waits) <= most


def test_429_without_a_time_doubles_from_an_hour_to_a_day():
    waits = [after_status(BadStatus(URL, 429), n, rng()) for n in range(1, 9)]

    assert [round(wait / waits[0]) for wait in waits] == [1, 2, 4, 8, 16, 24, 24, 24]


@given(st.integers(0, 10**9), st.integers(100, 599), st.integers(0, 2**32))
def test_no_wait_is_shorter_than_five_minutes_or_much_longer_than_a_week(failures, status, seed):
    wait = after_status(BadStatus(URL, status), failures, random.Random(seed))

    assert 5 * MINUTE <= wait <= 8 * DAY
