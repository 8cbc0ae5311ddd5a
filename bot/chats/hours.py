"""When a chat wants to hear: quiet hours, digests at set times, mute. Pure; every answer is a moment or "now".

Quiet hours are `22:00-07:00`, over midnight or not. A digest time is `08:00` (daily) or `mon 08:00` (weekly). Both are
in the chat's own zone, so a change to summer time moves them with the people. As people write them, they are folded
first: ２２：００ is 22:00, 週一 is 周一.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model import Chat
from feeds.errors import YaowenError
from feeds.match import fold

#: what of a chat says when something may be sent to it
CHOICES = frozenset({"zone", "quiet", "quiet_as", "digest", "muted_until"})
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CHINESE = {
    f"{week}{sign}": day
    for week in ("周", "星期", "礼拜", "每周", "每星期")
    for sign, day in zip("一二三四五六日天", (*DAYS, "sun"), strict=True)
}
_DAILY = ("daily", "每天", "每日")
_NAMES = dict(zip(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), DAYS, strict=True))
_DAY_NAMES = _CHINESE | _NAMES
_SEVERAL = {
    **dict.fromkeys(("工作日", "平日", "weekdays", "workdays"), DAYS[:5]),
    **dict.fromkeys(("周末", "每周末", "weekend", "weekends"), DAYS[5:]),
}
_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_GLUED = re.compile(r"(?<=[一二三四五六日天])(?=\d)")  #: 周一08:00
_HOURS = re.compile(rf"{_TIME.pattern}\s*[-–—~至到]\s*{_TIME.pattern.replace('3]', '3]|24(?=:00)')}")


class BadHours(YaowenError):
    """Hours or a time that nobody can keep; the sentence says how to write them."""


def due(chat: Chat, now: datetime, *, urgent: bool = False) -> datetime | None:
    """When something that is owed to the chat now may go out; None: at once."""
    if urgent:
        return None
    when = now
    if chat.digest:
        when = next_time(chat.digest, now, chat.zone)
    opened = opens(chat, when)
    when = opened or when
    return when if when > now else None


def opens(chat: Chat, now: datetime) -> datetime | None:
    """When quiet hours or a mute that reign now are over; None: nothing of the kind."""
    later = now
    if chat.muted_until is not None and chat.muted_until > later:
        later = chat.muted_until
    if chat.quiet:
        later = _after_quiet(quiet_hours(chat.quiet), later, chat.zone)
    return later if later > now else None


def gathers(chat: Chat) -> bool:
    """True where what waited is told as one message."""
    return bool(chat.digest) or (bool(chat.quiet) and chat.quiet_as == "digest")


def next_time(times: tuple[str, ...], now: datetime, zone: ZoneInfo) -> datetime:
    """The first of these times after `now`."""
    today = now.astimezone(zone).date()
    found = []
    for each in times:
        day, at = digest_time(each)
        for ahead in range(9):
            date = today + timedelta(days=ahead)
            when = moment(date, at, zone)
            if when > now and (day is None or date.weekday() == day):
                found.append(when)
                break
    return min(found)


def moment(date: date, at: time, zone: ZoneInfo) -> datetime:
    """That time of that day, in UTC. A time that there is twice (clocks are set back) is the first of the two; one that
    there is not (clocks are set forward) is the moment of the change."""
    when = datetime.combine(date, at, zone).astimezone(UTC)
    if when.astimezone(zone).replace(tzinfo=None) == datetime.combine(date, at):
        return when
    early, late = when - timedelta(hours=24), when
    before = early.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late.replace(microsecond=0)


def quiet_hours(text: str) -> tuple[time, time]:
    """`22:00-07:00` → from, to."""
    found = _HOURS.fullmatch(fold(text))
    if found is None:
        raise BadHours(f"{text!r} are no hours; write them as 22:00-07:00")
    start, end = (time(int(hour) % 24, int(minute)) for hour, minute in (found.group(1, 2), found.group(3, 4)))
    if start == end:
        raise BadHours(f"{text!r} would be the whole day; write hours such as 22:00-07:00")
    return start, end


def digest_time(text: str) -> tuple[int | None, time]:
    """`mon 08:00` → (0, 08:00); `08:00` → (None, 08:00)."""
    words = _GLUED.sub(" ", fold(text)).split()
    found = _TIME.fullmatch(words[-1]) if words else None
    day = _DAY_NAMES.get(words[0], words[0]) if len(words) == 2 and words[0] not in _DAILY else None
    if found is None or len(words) > 2 or (day is not None and day not in DAYS):
        raise BadHours(f"{text!r} is no time; write 08:00, or mon 08:00")
    return (DAYS.index(day) if day else None), time(int(found[1]), int(found[2]))


def days(word: str) -> list[str]:
    """The days that a word names: mon, 周一, 工作日, weekdays, 周一至周五; the word itself where it names none."""
    word = fold(word)
    if word in _SEVERAL:
        return list(_SEVERAL[word])
    first, *last = (_DAY_NAMES.get(each, each) for each in re.split(r"[-–—~至到]", word, maxsplit=1))
    if last and first in DAYS and last[0] in DAYS:
        start, end = DAYS.index(first), DAYS.index(last[0])
        return list(DAYS[start : end + 1] if start <= end else DAYS[start:] + DAYS[: end + 1])
    return [word]


def each_day(text: str) -> list[str]:
    """`工作日 08:00` → `mon 08:00` … `fri 08:00`; what names one day or none is left as it is."""
    found = re.fullmatch(r"(\D+?)\s*(\d.*)", fold(text.strip()))  # 工作日08:00, too
    named = days(found[1]) if found else []
    return [f"{day} {found[2]}" for day in named] if found and len(named) > 1 else [text.strip()]


def written(times: tuple[str, ...]) -> tuple[str, ...]:
    """Times in one form, each once, by day and hour: ("周一 8:00",) → ("mon 08:00",)."""
    read = sorted({digest_time(each) for each in times}, key=lambda one: (one[0] is not None, one[0] or 0, one[1]))
    return tuple(f"{DAYS[day]} {at:%H:%M}" if day is not None else f"{at:%H:%M}" for day, at in read)


def _after_quiet(hours: tuple[time, time], now: datetime, zone: ZoneInfo) -> datetime:
    start, end = hours
    local = now.astimezone(zone)
    at = local.time().replace(tzinfo=None)
    over_midnight = start > end
    quiet = (at >= start or at < end) if over_midnight else start <= at < end
    if not quiet:
        return now
    ends = moment(local.date() + timedelta(days=1 if over_midnight and at >= start else 0), end, zone)
    return max(ends, now)
