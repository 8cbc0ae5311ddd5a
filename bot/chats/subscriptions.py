"""The table of subscriptions: a chat wants a source."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from feeds.keep.db import Tx, UTCDateTime, insert

subscriptions = sa.Table(
    "subscriptions",
    sa.MetaData(),
    sa.Column("chat", sa.Integer, primary_key=True),
    sa.Column("source", sa.String, primary_key=True),
    sa.Column("configured", sa.Boolean),  # the config says so; otherwise the chat asked
    sa.Column("since", UTCDateTime),
)


def of_chat(tx: Tx, chat: int) -> list[str]:
    wanted = sa.select(subscriptions.c.source).where(subscriptions.c.chat == chat).order_by(subscriptions.c.source)
    return list(tx.scalars(wanted))


def add(tx: Tx, chat: int, source: str, now: datetime, *, configured: bool = False) -> bool:
    """False when the chat had it already."""
    row = insert(tx, subscriptions).values(chat=chat, source=source, configured=configured, since=now)
    added = row.on_conflict_do_nothing().returning(subscriptions.c.chat)  # psycopg counts no inserted rows
    return tx.execute(added).first() is not None


def remove(tx: Tx, chat: int, source: str) -> bool:
    """False when the chat did not have it."""
    here = (subscriptions.c.chat == chat) & (subscriptions.c.source == source)
    return tx.execute(subscriptions.delete().where(here)).rowcount > 0


def sync(tx: Tx, chat: int, sources: Iterable[str], now: datetime) -> None:
    """What the config says this chat wants. What the chat itself asked for stays."""
    wanted = set(sources)
    left = (subscriptions.c.chat == chat) & subscriptions.c.configured & subscriptions.c.source.not_in(wanted)
    tx.execute(subscriptions.delete().where(left))
    for source in sorted(wanted):
        add(tx, chat, source, now, configured=True)


def forget_unnamed(tx: Tx, named: Iterable[int]) -> None:
    """Chats that left the config lose what the config wanted for them, not what they asked for themselves."""
    left = subscriptions.c.configured & subscriptions.c.chat.not_in(list(named))
    tx.execute(subscriptions.delete().where(left))


def follow(tx: Tx, old: int, new: int) -> None:
    """A chat goes on as another row of ours: what it wanted is wanted there."""
    both = sa.select(subscriptions.c.source).where(subscriptions.c.chat == new).scalar_subquery()
    mine = subscriptions.c.chat == old
    tx.execute(subscriptions.update().where(mine, subscriptions.c.source.not_in(both)).values(chat=new))
    tx.execute(subscriptions.delete().where(mine))


def rename(tx: Tx, old: str, new: str) -> None:
    """A source has another name now."""
    both = sa.select(subscriptions.c.chat).where(subscriptions.c.source == new)
    old_ones = subscriptions.c.source == old
    tx.execute(subscriptions.delete().where(old_ones, subscriptions.c.chat.in_(both)))
    tx.execute(subscriptions.update().where(old_ones).values(source=new))
