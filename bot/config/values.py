"""What an admin may write for a time span, a name, a zone, a language, hours …: text in, value or ValueError out. Pure.

The sentences are meant for the admin: they say what is wrong and show a good example.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

_SPAN = re.compile(r"(\d+(?:\.\d+)?)\s*(s|m|h|d|w)")
_SPANS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_SLUG = re.compile(r"[a-z0-9-]{1,64}")


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """In `Annotated[T, Parsed(read, schema)]`: the TOML value goes to `read`, which answers the T."""

    read: Callable[[Any], Any]
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Harmless:
    """In `Annotated[Secret, Harmless(test)]`: an inline value that passes the test earns no warning."""

    test: Callable[[str], bool]


def span(value: Any) -> timedelta:
    """ "30m", "2h", "1d", "1h30m", or seconds."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = float(value)
    elif isinstance(value, str) and re.fullmatch(rf"(?:{_SPAN.pattern}\s*)+", value.strip()):
        seconds = sum(float(number) * _SPANS[unit] for number, unit in _SPAN.findall(value))
    else:
        raise ValueError(f'{shown(value)} is no time span; write "30m", "2h", "1d", or a number of seconds')
    if not 0 <= seconds <= 3650 * 86400:
        raise ValueError(f"{shown(value)} is out of range; at most ten years, and not negative")
    return timedelta(seconds=seconds)


def at_least(least: timedelta) -> Parsed:
    """A time span that is not shorter than `least`."""

    def read(value: Any) -> timedelta:
        got = span(value)
        if got < least:
            raise ValueError(f"{shown(value)} is too short; at least {least.total_seconds():g} seconds")
        return got

    return Parsed(read, SPAN)


def counted(low: int, high: int) -> Parsed:
    """A whole number from low to high."""

    def read(value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise ValueError(f"must be a whole number from {low} to {high}, not {shown(value)}{bare(value)}")
        return value

    return Parsed(read, {"type": "integer", "minimum": low, "maximum": high})


def zone(value: Any) -> ZoneInfo:
    """A name of the IANA time zone database."""
    try:
        if not isinstance(value, str) or not value:
            raise ValueError
        return ZoneInfo(value)
    except (ValueError, OSError, LookupError):  # also ZoneInfoNotFoundError
        raise ValueError(f'there is no time zone {shown(value)}; write one such as "Asia/Shanghai"') from None


def language_tag(value: Any) -> str:
    """A tag of BCP 47, such as zh-CN."""
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", value):
        raise ValueError(f'{shown(value)} is no language; write a tag such as "zh-CN" or "en"')
    if meant := COUNTRIES.get(value.lower()):
        raise ValueError(f'{shown(value)} is a country; the language is "{meant}"')
    return value


def our_language(value: Any) -> str:
    """One that our own words are in: zh or en, however closely it is named."""
    tag = language_tag(value).lower().partition("-")[0]
    if tag not in ("zh", "en"):
        raise ValueError(f'our own words are in "zh" and "en", not in {shown(value)}')
    return tag


def one_line(value: Any) -> str:
    """Text that can stand in a header or a title."""
    if not isinstance(value, str) or not value.strip() or re.search(r"[\x00-\x1f\x7f]", value):
        raise ValueError(f"must be one line of text in quotes, not {shown(value)}")
    return value.strip()


def beside(folder: Path, path: Path) -> Path:
    """A path of the config, relative to the config's folder; ~ is a home."""
    try:
        if "\0" in str(path):
            raise ValueError
        return folder / path.expanduser()
    except (ValueError, RuntimeError):
        raise ValueError(f"{shown(str(path))} is no path on this machine") from None


def chat_id(value: Any) -> str:
    """Text or a number, as the service calls the chat."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return one_line(value)


def is_slug(name: str) -> bool:
    """Fit to be a feed's address."""
    return _SLUG.fullmatch(name) is not None


def slug(value: Any) -> str:
    """A name that fits."""
    if not isinstance(value, str) or not is_slug(value):
        raise ValueError(f"{shown(value)} cannot be a name; {no_slug(value)}")
    return value


def no_slug(value: object) -> str:
    """What to write instead of a name that does not fit."""
    fit = re.sub(r"[\s_.-]+", "-", value.strip().lower()) if isinstance(value, str) else ""
    return f'did you mean "{fit}"?' if is_slug(fit) else "use a to z, 0 to 9 and -, at most 64"


def slugs(value: Any) -> tuple[str, ...]:
    """A list of names that are or were a feed's address."""
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(f'must be a list of names such as ["news"], not {shown(value)}')
    for one in value:
        slug(one)
    return tuple(dict.fromkeys(value))


def rule(value: Any) -> str:
    """A filter as feeds/match.py reads it: words, "phrases", a|b, -without, /pattern/."""
    from feeds.match import BadRule, parse

    if not isinstance(value, str):
        raise ValueError(f'must be words in quotes, such as "招生|就业 -讲座", not {shown(value)}')
    try:
        return parse(value).written.strip()
    except BadRule as e:
        raise ValueError(str(e)) from None


def hours(value: Any) -> str:
    """Hours of a day, such as 22:00-07:00; "" for none."""
    from bot.chats.hours import BadHours, quiet_hours

    if not isinstance(value, str):
        raise ValueError(f'must be hours in quotes, such as "22:00-07:00", not {shown(value)}')
    try:
        if value.strip():
            quiet_hours(value)
    except BadHours as e:
        raise ValueError(str(e)) from None
    return value.strip()


def times(value: Any) -> tuple[str, ...]:
    """Times of a day or week: "08:00", ["08:00", "18:00"], "mon 08:00", "工作日 08:00"."""
    from bot.chats.hours import BadHours, digest_time, each_day

    listed = [value] if isinstance(value, str) and value.strip() else [] if value == "" else value
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise ValueError(f'must be times such as ["08:00", "18:00"] or ["mon 08:00"], not {shown(value)}')
    try:
        found = [each for one in listed for each in each_day(one)]
        for one in found:
            digest_time(one)
    except BadHours as e:
        raise ValueError(str(e)) from None
    return tuple(dict.fromkeys(found))


#: what is often written for a language; country codes that are no language (ISO 3166, ISO 639)
COUNTRIES = {"cn": "zh-CN", "tw": "zh-TW", "hk": "zh-HK", "jp": "ja", "kr": "ko", "us": "en", "gb": "en-GB"}


def printable(text: str) -> str:
    return "".join(c if c.isprintable() else "�" for c in text)


def shown(value: object) -> str:
    """A value as people may see it in a message: short, in one line, as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        text = f'"{printable(value)}"'
    elif isinstance(value, dict):
        return "a table"
    elif isinstance(value, list):
        return "a list"
    else:
        text = str(value)
    return text if len(text) <= 60 else text[:57] + "…"


def bare(value: object) -> str:
    """A hint for a number or true, false in quotes."""
    plain = isinstance(value, str) and re.fullmatch(r"-?\d+(\.\d+)?|true|false", value.strip(), re.I)
    return f"; write {value.strip().lower()}, without quotes" if isinstance(value, str) and plain else ""


SPAN = {"type": ["string", "number"], "examples": ["30m", "2h", "1d", 90]}
TEXT = {"type": "string"}
ADDRESS = {"type": "string", "format": "uri"}
