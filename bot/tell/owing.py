"""What a chat's own rules make of an entry that it subscribed to: owed when, urgent or not, filtered and why. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.chats import hours
from bot.model import Chat, State
from bot.tell import transitions
from bot.tell.transitions import Event
from feeds.model import Entry

FILTER = "the filter "  #: how every reason begins that a chat's filter is
TWIN = "the same article came from "  #: … and that another source is
OLD = "it was old when {} began"  #: the reason where another source of the chat has it, and told nobody


def row(
    chat: Chat, entry: Entry, twins: Mapping[int, str], verdicts: Mapping[str, str | None], now: datetime
) -> dict[str, Any]:
    """The row of a delivery. `twins`: the chats to which it is no news, because of another source, and why.
    `verdicts`: for each rule the term by which it refuses the entry, None where it passes; one that cannot be used is
    not there, so that as a filter it lets everything pass, and nothing is urgent for it."""
    why = twins.get(chat.number)
    if why is None and (term := verdicts.get(chat.filter)) is not None:
        decided = f"has {term[1:]}" if term.startswith("-") else f"without {term}"
        why = by_filter(chat) + decided
    urgent = verdicts.get(chat.urgent, "not there") is None
    return {
        "entry": entry.number,
        "chat": chat.number,
        "state": State.PENDING if why is None else transitions.step(State.PENDING, Event.SKIP),
        "reason": why,
        "attempt": 0,
        "wanted": entry.revision,
        "sent": 0,
        "failures": 0,
        "doubts": 0,
        "not_before": hours.due(chat, now, urgent=urgent) if why is None else None,
        "urgent": urgent,
        "owed": now,
        "changed": now,
    }


def twin(source: str) -> str:
    """The reason of what came from another source already."""
    return f"{TWIN}{source}"


def by_filter(chat: Chat) -> str:
    """How the reason begins of what the chat's filter, as it is now, does not want."""
    return f"{FILTER}{chat.filter!r}: "


def by_title(chat: Chat) -> str:
    """The reason of what waits to be judged by it once more, when its page was read."""
    return by_filter(chat) + "passes by its new title"
