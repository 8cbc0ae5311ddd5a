"""What HTTP lets a client ask for: an encoding, a validator. Pure; RFC 9110."""

import re
from collections.abc import Collection
from email.utils import parsedate_to_datetime
from functools import lru_cache

PREFERRED = ("zstd", "br", "gzip")  #: of equal q: the fastest to read first
TAG = re.compile(r'((?:W/)?"[^"]*")\s*(?:,|$)')  # nothing optional before it: blanks would be tried from each of them


@lru_cache(maxsize=512)
def encodings(accepted: str) -> tuple[str, ...]:
    """The encodings a client takes, best first; "" is identity, which is last unless it is asked for."""
    weights: dict[str, float] = {}
    for part in accepted.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        weights[name.strip()] = _q(parameters)
    every = weights.get("*", 0.0)
    wanted = [(weights.get(name, every), name) for name in PREFERRED]
    identity = weights.get("identity", weights.get("*", 0.001))
    if identity == 0 and not any(q > 0 for q, _ in wanted):
        identity = 0.001  # nothing would be left to send
    ranked = sorted(((q, name) for q, name in [*wanted, (identity, "")] if q > 0), key=lambda each: -each[0])
    return tuple(name for _, name in ranked)


def _q(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0


def unchanged(
    etags: Collection[str], modified: int | None, *, if_none_match: str | None, if_modified_since: str | None
) -> bool:
    """True where 304 is the answer. If-None-Match is compared weakly and wins over If-Modified-Since."""
    if if_none_match is not None:
        if if_none_match.strip() == "*":
            return True
        return any(tag.removeprefix("W/") in etags for tag in TAG.findall(if_none_match))
    if if_modified_since and modified is not None:
        try:
            return modified <= parsedate_to_datetime(if_modified_since).timestamp()
        except (ValueError, TypeError, OverflowError):
            return False
    return False
