"""The tables become what the config says: sources, chats, who wants what. SQL through the tables' own modules only."""

import logging
from datetime import datetime

from bot.chats import chats, hours, subscriptions
from bot.config import Config
from bot.reload import Difference
from bot.tell import outbox
from feeds.keep import facts, states
from feeds.keep.db import Tx

log = logging.getLogger(__name__)


def agree(tx: Tx, config: Config, now: datetime, change: Difference = Difference()) -> None:
    """Make sources and chats what the config says. A renamed source takes its subscriptions along. `change`: against
    the config that was in force before, where there was one."""
    renamed = {new: old for old, new in change.renamed.items()}
    authority = facts.authority(tx, config.site.url, now)
    for old, new in states.sync(tx, config.sources.values(), authority=authority, now=now, renamed=renamed):
        subscriptions.rename(tx, old, new)
        log.info("renamed source=%s to=%s: its entries stay, its old addresses lead on", old, new)
    for old, new in _not_renamed(tx, config):
        log.warning(
            "not renamed source=%s to=%s: %s has entries of its own, and old addresses do not lead to it; "
            "choose a name that no source had",
            *(old, new, new),
        )
    if (site := repr(config.site)) != facts.get(tx, "site"):  # all that was given out says what held before
        for name in config.sources:
            states.change(tx, name, stale=True)
        facts.put(tx, "site", site)
    wanted = [
        chats.Wanted(
            name=each.name,
            channel=each.channel,
            id=each.id,
            topic=each.topic,
            settings=each.settings,
            usual={"language": each.language, "zone": each.zone},
        )
        for each in config.chats.values()
    ]
    before = {chat.number: chat for chat in chats.of_all(tx)}
    numbers = chats.sync(tx, wanted, now)
    for chat in chats.of_all(tx):
        was = before.get(chat.number)
        if was is not None and any(getattr(was, name) != getattr(chat, name) for name in hours.CHOICES):
            outbox.reschedule(tx, chat, now)  # by other hours, what it is owed is due at other times
    for each in config.chats.values():
        subscriptions.sync(tx, numbers[each.name], each.sources, now)
    subscriptions.forget_unnamed(tx, numbers.values())


def _not_renamed(tx: Tx, config: Config) -> list[tuple[str, str]]:
    """Former names whose source is still there: the new name had a row of its own. It leads nowhere then."""
    known = states.of_all(tx)
    return [(old, name) for name, source in config.sources.items() for old in source.formerly if old in known]


def note(tx: Tx, config: Config, change: Difference, now: datetime) -> None:
    """What another config means for its sources: which to ask at once, which feeds to give out again."""
    known = states.of_all(tx)
    for name in (*change.elsewhere, *change.altered):
        states.change(tx, name, stale=True)
    for name in change.elsewhere:
        states.change(tx, name, next_poll=now)
    for name in change.altered:
        interval = config.sources[name].interval
        if interval is not None and known[name].next_poll > now + interval:
            states.change(tx, name, next_poll=now + interval)
    facts.put(tx, "config_restart", ", ".join(change.restart) or None)
