"""What the headers of HTTP say, as values; and who we say we are. Pure."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from importlib import metadata

LONGEST_RETRY_AFTER = timedelta(days=7)

_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
_UNSAFE = re.compile(r"[^\x21-\x7e]")


def user_agent(contact: str | None, about: str | None) -> str:
    """`contact`: a mail address or a page; `about`: the page that tells what we are."""
    try:
        version = metadata.version("yaowen")
    except metadata.PackageNotFoundError:
        version = "0"
    who = [f"+{_UNSAFE.sub('', about)}"] if about else []
    if contact:
        who.append(_UNSAFE.sub("", contact if "://" in contact else f"mailto:{contact}"))
    return f"yaowen/{version} ({'; '.join(who)})" if who else f"yaowen/{version}"


def max_age(cache_control: str | None) -> timedelta | None:
    found = _MAX_AGE.search(cache_control) if cache_control else None
    return timedelta(seconds=int(found[1])) if found else None


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """Seconds or an HTTP date, at most a week; None where it says nothing that we understand."""
    if not value:
        return None
    value = value.strip()
    if value.isascii() and value.replace(".", "", 1).isdigit():
        wait = timedelta(seconds=min(float(value[:12]), 10**9))
    else:
        try:
            when = parsedate_to_datetime(value)
            wait = (when if when.tzinfo else when.replace(tzinfo=UTC)) - now
        except (ValueError, TypeError, OverflowError):
            return None
    return min(max(wait, timedelta(0)), LONGEST_RETRY_AFTER)
