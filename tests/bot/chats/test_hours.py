"""When a chat hears: quiet hours, digest times and mutes, in every zone and over every change of clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.chats import hours
from bot.model import Chat

BERLIN, HOWE = ZoneInfo("Europe/Berlin"), ZoneInfo("Australia/Lord_Howe")
ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "UTC")
MINUTE = timedelta(minutes=1)

zones = st.sampled_from(ZONES).map(ZoneInfo)
clock = st.times().map(lambda t: f"{t:%H:%M}")
quiets = st.tuples(clock, clock).filter(lambda pair: pair[0] != pair[1]).map("-".join)
digests = st.tuples(st.sampled_from(("", *(f"{day} " for day in hours.DAYS))), clock).map("".join)
moments = st.integers(0, 4 * 365 * 24 * 60).map(lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + minutes * MINUTE)


def chat(**values: object) -> Chat:
    return Chat(**{"channel": "telegram", "id": "7", **values})  # type: ignore[arg-type]


def at(zone: ZoneInfo, text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).astimezone(UTC)


@given(quiets, zones, moments)
@example("22:00-02:30", BERLIN, at(BERLIN, "2026-03-29T01:45"))
@example("02:15-02:45", BERLIN, at(BERLIN, "2026-10-25T02:20", 1))
def test_quiet_hours_end_when_people_say_they_end(quiet: str, zone: ZoneInfo, now: datetime) -> None:
    one = chat(quiet=quiet, zone=zone)
    start, end = hours.quiet_hours(quiet)

    opened = hours.opens(one, now)

    local = now.astimezone(zone).time()
    inside = (local >= start or local < end) if start > end else start <= local < end
    if opened is None:
        moved = now.astimezone(zone).utcoffset() != (now - timedelta(hours=2)).astimezone(zone).utcoffset()
        assert not inside or moved  # the hour that comes twice is quiet once
        return
    assert inside
    assert now < opened <= now + timedelta(hours=26)
    assert hours.opens(one, opened) is None
    assert hours.opens(one, opened - MINUTE) == opened or opened - MINUTE < now
    shown = opened.astimezone(zone)
    assert shown.time() == end or shown.utcoffset() != (opened - MINUTE).astimezone(zone).utcoffset()


@given(st.lists(digests, min_size=1, max_size=4), zones, moments)
@example(["02:30"], BERLIN, at(BERLIN, "2026-10-25T02:15", 1))
@example(["02:30"], BERLIN, at(BERLIN, "2026-03-29T01:59"))
def test_the_next_digest_is_the_first_of_its_times_after_now(times: list[str], zone: ZoneInfo, now: datetime) -> None:
    when = hours.next_time(tuple(times), now, zone)

    assert now < when <= now + timedelta(days=8)
    shown = when.astimezone(zone)
    skipped = shown.utcoffset() != (when - MINUTE).astimezone(zone).utcoffset()
    named = {hours.digest_time(each) for each in times}
    assert skipped or any(t == shown.time() and day in (None, shown.weekday()) for day, t in named)
    assert hours.next_time(tuple(times), when - MINUTE, zone) == when or when - MINUTE < now


@given(st.lists(digests, min_size=1, max_size=3), zones, moments)
def test_a_week_has_each_daily_digest_seven_times_and_each_weekly_once(
    times: list[str], zone: ZoneInfo, now: datetime
) -> None:
    start = hours.moment(now.astimezone(zone).date(), time(0), zone)
    end = hours.moment(now.astimezone(zone).date() + timedelta(days=7), time(0), zone)
    heard, when = set(), start - MINUTE
    while (when := hours.next_time(tuple(times), when, zone)) < end:
        heard.add(when)

    dates = [now.astimezone(zone).date() + timedelta(days=n) for n in range(7)]
    wanted = {
        hours.moment(each, t, zone)
        for day, t in map(hours.digest_time, times)
        for each in dates
        if day in (None, each.weekday())
    }
    assert heard == wanted


@given(zones, st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.times())
def test_a_moment_is_that_time_of_that_day_or_the_change_of_clocks(zone: ZoneInfo, day: date, wanted: time) -> None:
    wanted = wanted.replace(second=0, microsecond=0, fold=0)

    when = hours.moment(day, wanted, zone)

    shown = when.astimezone(zone)
    second = timedelta(seconds=1)
    assert (shown.date(), shown.time()) == (day, wanted) or shown.utcoffset() != (when - second).astimezone(
        zone
    ).utcoffset()


def test_a_digest_in_the_hour_that_is_left_out_comes_at_the_change() -> None:
    assert hours.moment(date(2026, 3, 29), time(2, 30), BERLIN) == at(BERLIN, "2026-03-29T03:00")
    assert hours.moment(date(2026, 10, 4), time(2, 15), HOWE) == at(HOWE, "2026-10-04T02:30")


def test_a_mute_and_quiet_hours_follow_each_other() -> None:
    until = at(BERLIN, "2026-06-01T23:00")
    one = chat(zone=BERLIN, quiet="22:00-07:00", muted_until=until)

    assert hours.opens(one, at(BERLIN, "2026-06-01T12:00")) == at(BERLIN, "2026-06-02T07:00")
    assert hours.opens(one, at(BERLIN, "2026-06-02T12:00")) is None


def test_a_digest_that_falls_into_quiet_hours_waits_for_their_end() -> None:
    one = chat(zone=BERLIN, quiet="22:00-07:00", digest=("06:00",))

    assert hours.due(one, at(BERLIN, "2026-06-01T12:00")) == at(BERLIN, "2026-06-02T07:00")


def test_what_is_urgent_goes_at_once() -> None:
    one = chat(zone=BERLIN, quiet="22:00-07:00", digest=("06:00",))

    assert hours.due(one, at(BERLIN, "2026-06-01T23:00"), urgent=True) is None


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("08:00", (None, time(8))),
        ("8：00", (None, time(8))),
        ("每天 08:00", (None, time(8))),
        ("daily 08:00", (None, time(8))),
        ("mon 08:00", (0, time(8))),
        ("周一08:00", (0, time(8))),
        ("每周一 08:00", (0, time(8))),
        ("Monday 08:00", (0, time(8))),
        ("周一 08:00", (0, time(8))),
        ("星期天 23:59", (6, time(23, 59))),
    ],
)
def test_times_as_people_write_them(written: str, read: tuple[int | None, time]) -> None:
    assert hours.digest_time(written) == read


@pytest.mark.parametrize("text", ["", "8", "25:00", "08:60", "foo 08:00", "mon tue 08:00", "mon", "周八 08:00"])
def test_what_is_no_time_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(hours.BadHours, match="write 08:00"):
        hours.digest_time(text)


@pytest.mark.parametrize("text", ["22:00-07:00", "22:00～07:00", "22:00 至 7:00", "22：00—07：00", "22:00到07:00"])
def test_quiet_hours_as_people_write_them(text: str) -> None:
    assert hours.quiet_hours(text) == (time(22), time(7))


def test_midnight_has_two_names() -> None:
    assert hours.quiet_hours("22:00-24:00") == (time(22), time(0))


@pytest.mark.parametrize(
    "text", ["", "22-7", "22:00", "22:00-22:00", "22:00-24:30", "22:00-07:00-08:00", "a22:00-07:00"]
)
def test_what_are_no_hours_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(hours.BadHours, match="22:00-07:00"):
        hours.quiet_hours(text)


def test_times_are_kept_in_one_form_each_once() -> None:
    assert hours.written(("周一 8:00", "18:00", "mon 08:00", "8:00")) == ("08:00", "18:00", "mon 08:00")
