"""Times and spans as people say them in a chat: 07:00, 03-06 07:00, "3天" in, "until tomorrow" out. Pure. What people
write is folded before it is compared: 兩天 is 两天."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.talk.table import Asked
from feeds.match import fold

OFF = ("off", "no", "none", "0", "关", "关闭", "关掉", "无", "不要", "取消", "停", "恢复")
UNITS = {
    "m": ("m", "min", "minute", "minutes", "分", "分钟"),
    "h": ("h", "hour", "hours", "时", "小时", "个小时", "钟头"),
    "d": ("d", "day", "days", "天", "日"),
    "w": ("w", "week", "weeks", "周", "星期", "个星期"),
}
MINUTES = {"m": 1, "h": 60, "d": 1440, "w": 10080}
DIGITS = {sign: number for number, sign in enumerate("零一二三四五六七八九十")} | {"两": 2}
SPAN = re.compile(r"(\d{1,5}|[一二两三四五六七八九十])\s*([a-z]+|[^\W\d_a-z]+)?")
ZONE = re.compile(r"[A-Za-z]+(/[A-Za-z0-9_+-]+)+|UTC")
LONGEST = timedelta(days=366)


def off(word: str) -> bool:
    """A word that takes something back."""
    return fold(word).rstrip(".!") in OFF


def span(words: str) -> timedelta | None:
    """`3d`, `2 小时`, `三天`, `1h30m`; a bare number alone is days. None for anything else, for nothing, for years."""
    total, position, words = timedelta(), 0, fold(words)
    while position < len(words):
        found = SPAN.match(words, position)
        if found is None or not (found[2] or found[0] == words):  # 1h30 is no month
            return None
        unit = next((key for key, names in UNITS.items() if (found[2] or "d") in names), None)
        if unit is None:
            return None
        number = DIGITS[found[1]] if found[1] in DIGITS else int(found[1])
        total += timedelta(minutes=number * MINUTES[unit])
        position = found.end()
        position += len(words[position:]) - len(words[position:].lstrip())
    return total if timedelta() < total <= LONGEST else None


def zone(word: str) -> ZoneInfo | None:
    """A time zone that somebody names at the end of hours; None where it is none."""
    if not ZONE.fullmatch(word):
        return None
    try:
        return ZoneInfo(word)
    except (ValueError, OSError, LookupError):
        return None


def no_zone(asked: Asked, words: list[str]) -> str:
    """What to say of a last word that was meant for a time zone and is none; "" where it was not."""
    return asked.word("zone_unknown").format(words[-1][:64]) if words and ZONE.fullmatch(words[-1]) else ""


def moment(asked: Asked, when: datetime) -> str:
    """07:00 today, 03-06 07:00 on other days, in the chat's zone."""
    local, today = when.astimezone(asked.chat.zone), asked.now.astimezone(asked.chat.zone)
    if local.date() == today.date():
        return f"{local:%H:%M}"
    return f"{local:%m-%d %H:%M}" if local.year == today.year else f"{local:%Y-%m-%d %H:%M}"


def until(asked: Asked, when: datetime) -> str:
    return asked.word("until").format(moment(asked, when))


def stretch(asked: Asked, length: timedelta) -> str:
    """About how long: 40 s, 12 min, 3 h, 5 d."""
    number, unit = roughly(length.total_seconds())
    return f"{number} {asked.word(f'unit_{unit}')}"


def roughly(seconds: float) -> tuple[int, str]:
    """So many s, min, h or d."""
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size or (unit == "min" and seconds >= 60):
            return int(seconds // size), unit
    return max(0, int(seconds)), "s"
