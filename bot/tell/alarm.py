"""Tells the admin, and nobody else: looks now and then, sends what alerts.py decides, and remembers what was told.

It goes around the outbox: an alert is no delivery. Where the admin's chat cannot be reached there is a second way (a
webhook), and at the least the log; a line that reached nobody by any of them is no reason for another line.
"""

import asyncio
import hashlib
import json
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.chats import alarms, chats
from bot.chats.alarms import Told
from bot.errors import DeliveryError
from bot.model import Channel, Chat, IsLetIn, Message, OfEntries, Post, Secret, State
from bot.tell import alerts, standings
from bot.tell.alert_words import WORDS
from bot.tell.alerts import DELIVERIES, Alert, Trouble
from feeds.errors import FetchError, StoreError
from feeds.keep import states
from feeds.keep.db import Database

log = logging.getLogger(__name__)

COUNTED = timedelta(days=1)  #: at the first look, what was held or given up before is old
LONGEST = 20.0  #: seconds for one way


@dataclass(frozen=True, slots=True, kw_only=True)
class Admin:
    """Where alerts go: the config's [admin]."""

    chat: str | None = None  #: the name of a chat of the config
    webhook: Secret | None = None
    language: str = "zh"


@dataclass(kw_only=True)
class Alarm:
    """Call `look` now and then."""

    db: Database
    admin: Callable[[], Admin]
    titles: Callable[[], Mapping[str, str]]  #: the sources of the config, as people know them
    channels: Mapping[str, Channel]
    refused: Callable[[], Mapping[str, tuple[datetime, str]]]  #: channels that are refused, since when and why
    clock: Callable[[], datetime]
    post: Post | None = None
    #: what is wrong with the database itself, or the feeds' files
    unusable: Callable[[str], Sequence[Trouble]] = lambda language: ()
    _told: dict[str, Told] = field(default_factory=dict)  # … the database may not be fit to remember that it was told
    _lately: dict[str, datetime] = field(default_factory=dict)  # … and when, by its cause: it may come and go
    _unnoted: list[tuple[Alert, datetime]] = field(default_factory=list)

    async def look(self) -> int:
        """Tell what is new; how many lines that were. Raises nothing that a database or a service may do."""
        looked = self.clock()
        lines = await self._of_database(looked)
        try:
            found = await asyncio.to_thread(self._decide)
        except StoreError:
            return lines
        for alert in found:
            if alert.line:
                await self._tell(alert.line, well=not alert.tell)
                lines += 1
            try:
                await asyncio.to_thread(self._remember, alert, looked)
            except StoreError:  # the same line again at the next look would be a storm
                self._unnoted.append((alert, looked))
                break
        return lines

    async def _of_database(self, now: datetime) -> int:
        language = self._language()
        self._lately = {cause: told for cause, told in self._lately.items() if now - told < alerts.QUIET}
        troubles = [
            each for each in self.unusable(language) if each.subject in self._told or each.cause not in self._lately
        ]
        found = alerts.decide(troubles, self._told, well=self._told, titles={}, counts={}, language=language, now=now)
        for alert in found:
            for each in alert.tell:
                self._lately[each.cause] = now
                self._told[each.subject] = Told(subject=each.subject, cause=each.cause, since=each.since, told=now)
            for subject in alert.forget:
                del self._told[subject]
            await self._tell(alert.line, well=not alert.tell)
        return len(found)

    def _decide(self) -> list[Alert]:
        while self._unnoted:  # nothing more is told until it is known what was
            self._remember(*self._unnoted[0])
            self._unnoted.pop(0)
        now, titles = self.clock(), self.titles()
        with self.db.reading() as tx:
            told = alarms.of_all(tx)
            known = states.of_all(tx)
            suspended = chats.suspensions(tx)
            named = {chat.name: chat for chat in chats.of_all(tx) if chat.name}
            since = told[DELIVERIES].told if DELIVERIES in told else now - COUNTED
            counts = standings.ended_since(tx, (State.HELD, State.DEAD), since)
        refused = self.refused()
        troubles = [
            *alerts.of_sources(known.values(), titles, now),
            *alerts.of_chats(suspended, now, {name: hint(one) for name, one in self.channels.items()}),
            *alerts.of_channels(refused, self._trial(named.values())),
        ]
        well = {f"source:{name}" for name in titles if name in known and known[name].state == "ok"}
        well |= {f"chat:{name}" for name, chat in named.items() if not chat.suspended}
        well |= {f"channel:{name}" for name in self.channels if name not in refused}
        return alerts.decide(
            troubles, told, well=well, titles=titles, counts=counts, language=self._language(), now=now
        )

    def _trial(self, named: Iterable[Chat]) -> dict[str, str]:
        """A chat of each channel that has to be sent a message to know whether it is taken."""
        asked = {name for name, channel in self.channels.items() if hasattr(channel, "check")}
        return {chat.channel: chat.name for chat in named if chat.name and chat.channel not in asked}

    def _language(self) -> str:
        language = self.admin().language
        return language if language in WORDS else "en"

    def _remember(self, alert: Alert, now: datetime) -> None:
        """`now`: when it was looked; what happened since is told the next time."""
        with self.db.transaction() as tx:
            alarms.forget(tx, alert.forget)
            for each in alert.tell:
                alarms.put(tx, each.subject, each.cause, each.since, now)
            told = alarms.of_all(tx)
            for subject in alert.again:
                if subject in told:
                    alarms.put(tx, subject, told[subject].cause, told[subject].since, now)

    async def _tell(self, line: str, *, well: bool) -> None:
        admin = self.admin()
        if admin.chat is not None and await self._to_chat(admin.chat, line):
            log.warning("alert %s", line)
            return
        log.log(logging.WARNING if well else logging.ERROR, "alert %s", line)
        if admin.webhook is not None and self.post is not None:
            await self._to_webhook(admin.webhook, line)

    async def _to_chat(self, name: str, line: str) -> bool:
        try:
            chat = await asyncio.to_thread(self._named, name)
        except StoreError:
            return False
        channel = self.channels.get(chat.channel) if chat is not None else None
        if chat is None or channel is None or chat.suspended:
            return False
        try:
            async with asyncio.timeout(LONGEST):
                told = Message(kind=None, title=line, data={"event": "alert", "title": line})
                await channel.send(chat, told, key=self._key(line))
        except (DeliveryError, TimeoutError) as e:
            log.error("the admin's chat cannot be reached chat=%s why=%r", name, str(e) or "no answer")
            return False
        except Exception:
            log.exception("channel %s failed on an alert", chat.channel)
            return False
        return True

    def _named(self, name: str) -> Chat | None:
        with self.db.reading() as tx:
            return chats.named(tx, name)

    def _key(self, line: str) -> str:
        """Of this alert and of no other: services that know repeats show each key once."""
        told = f"{self.clock().isoformat()} {line}"
        return f"yaowen-alert-{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:12]}"

    async def _to_webhook(self, url: Secret, line: str) -> None:
        assert self.post is not None
        body = json.dumps({"text": line, "time": self.clock().isoformat()}, ensure_ascii=False).encode()
        headers: Mapping[str, str] = {"Content-Type": "application/json; charset=utf-8"}
        answer: Awaitable[object] = self.post(url.reveal(), body, headers)
        try:
            async with asyncio.timeout(LONGEST):
                said = await answer
            if (status := getattr(said, "status", 0)) >= 300:
                log.error("the admin's webhook answered status=%d", status)
        except (FetchError, TimeoutError) as e:
            log.error("the admin's webhook cannot be reached why=%r", str(e) or "no answer")


def hint(channel: Channel) -> str | None:
    """What to try where it can no longer write to a chat; None: be let in again."""
    if isinstance(channel, OfEntries):
        return "receiver"
    return None if isinstance(channel, IsLetIn) and channel.let_in else "address"
