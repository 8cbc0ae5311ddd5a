"""Where a chat of the config is now: a group that became a supergroup has another id. Reads; makes no database."""

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.app import App
    from bot.model import Chat


def current(app: "App", name: str) -> "Chat":
    """The chat as the config describes it, at the place where the database last knew it."""
    from bot.chats import chats, store

    wanted = app.config.chats[name].chat()
    if not store.ready(app.db):
        return wanted
    with app.db.reading() as tx:
        known = chats.find(tx, wanted.channel, wanted.id, wanted.topic)
    return replace(wanted, id=known.id) if known else wanted
