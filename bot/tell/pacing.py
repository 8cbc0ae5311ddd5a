"""How fast messages may go: to one chat, kept with the chat, and through a whole channel. Only says when; waits for
nobody but in `Turn`.

A chat's last sends are written in the same transaction as the claim, so a restart knows them.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import sqlalchemy as sa

from bot.chats.chats import change, chats
from bot.model import Chat, Pace
from feeds.keep.db import Tx

GROUPS = ("group", "supergroup", "channel")


def is_group(chat: Chat) -> bool:
    """Telegram counts groups, supergroups and channels alike; their ids are negative, or names."""
    return chat.kind in GROUPS or (chat.kind is None and chat.id.startswith(("-", "@")))


def free_at(pace: Pace, recent: Sequence[float], now: datetime, *, group: bool) -> datetime:
    """When a chat with these last sends (seconds since 1970, oldest first) may get the next one."""
    at = now.timestamp()
    free = at
    if recent and pace.gap:
        free = max(free, recent[-1] + pace.gap)
    for window in (pace.window, pace.group_window if group else None):
        if window is None:
            continue
        count, seconds = window
        if len(recent) >= count:
            free = max(free, recent[-count] + seconds)
    return now if free <= at else datetime.fromtimestamp(free, UTC)


_PACE = sa.select(chats.c.next_send, chats.c.recent).where(chats.c.number == sa.bindparam("which"))


def parked(tx: Tx, chat: Chat, pace: Pace, now: datetime) -> datetime | None:
    """Until when nothing may go to this chat, for its pace or because it asked; None: now is fine."""
    row = tx.execute(_PACE, {"which": chat.number}).one()
    free = free_at(pace, row.recent, now, group=is_group(chat))
    if row.next_send is not None:
        free = max(free, row.next_send)
    return free if free > now else None


def park(tx: Tx, chat: int, until: datetime) -> None:
    """Nothing goes to this chat before; kept in the database, so a restart does not forget it."""
    change(tx, chat, next_send=until)


def note(tx: Tx, chat: int, pace: Pace, now: datetime) -> None:
    """Remember that a message goes there now, where the pace will want to know."""
    most = max((window[0] for window in (pace.window, pace.group_window) if window), default=1 if pace.gap else 0)
    if most == 0:
        return
    recent = tx.execute(_PACE, {"which": chat}).one().recent
    kept = [*recent, round(now.timestamp(), 3)][-most:]
    change(tx, chat, recent=kept)


def seconds_until(when: datetime, now: datetime) -> float:
    return max(0.0, (when - now).total_seconds())


@dataclass(kw_only=True)
class Turn:
    """The turns of one channel: evenly spaced, in the order in which they asked, so at most so many in any window. Who
    was late makes the next ones later, but for one interval: a program that stood still does not catch up in a burst.

    In memory: what a start could forget is one interval, and a start takes longer."""

    overall: tuple[int, float] | None
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _next: float = 0.0
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def wait(self) -> None:
        if self.overall is None:
            return
        count, seconds = self.overall
        async with self._one:
            if (left := self._next - self.monotonic()) > 0:
                await self.sleep(left)
            self._next = max(self._next, self.monotonic() - seconds / count) + seconds / count
