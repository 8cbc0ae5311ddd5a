"""When a chat wants to hear: quiet hours, digests at set times, mute. Pure; every answer is a moment or "now".

Quiet hours are `22:00-07:00`, over midnight or not. A digest time is `08:00` (daily) or `mon 08:00` (weekly). Both are
in the chat's own zone, so a change to summer time moves them with the people.
"""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.model import Chat
from feeds.errors import YaowenError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CHINESE = {f"周{sign}": day for sign, day in zip("一二三四五六日", DAYS, strict=True)} | {"周天": "sun"}
_TIME = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)")


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
    local = now.astimezone(zone)
    found = []
    for each in times:
        day, at = digest_time(each)
        for ahead in range(9):
            date = local.date() + timedelta(days=ahead)
            when = datetime.combine(date, at, zone)
            if when > local and (day is None or date.weekday() == day):
                found.append(when)
                break
    return min(found).astimezone(now.tzinfo)


def quiet_hours(text: str) -> tuple[time, time]:
    """`22:00-07:00` → from, to."""
    found = _TIME.findall(text)
    if len(found) != 2 or not re.fullmatch(r"\s*[\d:：]+\s*[-–—~～至到]\s*[\d:：]+\s*", text):
        raise BadHours(f"{text!r} are no hours; write them as 22:00-07:00")
    start, end = (time(int(hour), int(minute)) for hour, minute in found)
    if start == end:
        raise BadHours(f"{text!r} would be the whole day; write hours such as 22:00-07:00")
    return start, end


def digest_time(text: str) -> tuple[int | None, time]:
    """`mon 08:00` → (0, 08:00); `08:00` → (None, 08:00)."""
    words = text.lower().split()
    found = _TIME.fullmatch(words[-1]) if words else None
    day = _CHINESE.get(words[0], words[0]) if len(words) == 2 else None
    if found is None or len(words) > 2 or (day is not None and day not in DAYS):
        raise BadHours(f"{text!r} is no time; write 08:00, or mon 08:00")
    return (DAYS.index(day) if day else None), time(int(found[1]), int(found[2]))


def _after_quiet(hours: tuple[time, time], now: datetime, zone: ZoneInfo) -> datetime:
    start, end = hours
    local = now.astimezone(zone)
    at = local.time().replace(tzinfo=None)
    over_midnight = start > end
    quiet = (at >= start or at < end) if over_midnight else start <= at < end
    if not quiet:
        return now
    day = local.date() + timedelta(days=1 if over_midnight and at >= start else 0)
    return datetime.combine(day, end, zone).astimezone(now.tzinfo)
