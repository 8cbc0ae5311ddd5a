"""The tables of both sides: brought up to date (the chat side's refer to entries, so feeds' come first), and moved to
another database."""

from pathlib import Path

import sqlalchemy as sa

from feeds.errors import StoreError
from feeds.keep import facts, transfer
from feeds.keep.db import Database, database_folder
from feeds.keep.migrate import migrate

_MOVED = "moved"  #: the fact that names the other one


def prepare(db: Database) -> None:
    copied = migrate(db)
    migrate(db, folder=Path(__file__).parent / "migrations", side="bot", copied=copied)
    _refuse_moved(db)


def ready(db: Database) -> bool:
    """Whether there is anything to read yet. Asks only: no file, no table is made."""
    if db.file is not None and not db.file.exists():
        return False
    with db.reading() as tx:
        return sa.inspect(tx).has_table("chats")


def move(old: Database, new: Database) -> dict[str, int]:
    """All of the old one into the new one, which is empty; how many rows of each table. The old one
    takes nothing from then on: what it kept later would be told again from the new one."""
    if not ready(old):
        raise StoreError(f"nothing is kept yet in {old.url.render_as_string()}: write the new address into store.url")
    with old.sole("what it writes meanwhile would not be moved"):
        prepare(old)
        database_folder(new)
        transfer.refuse_used(old, new)
        with new.sole():
            prepare(new)
            moved = transfer.copy(old, new)
        with old.transaction() as tx:
            facts.put(tx, _MOVED, new.url.render_as_string())
    return moved


def _refuse_moved(db: Database) -> None:
    """StoreError where all of it was moved into another."""
    with db.reading() as tx:
        there = facts.get(tx, _MOVED)
    if there:
        raise StoreError(
            f"{db.url.render_as_string()} was moved to {there}: write that into store.url "
            "(to stay with this one all the same, see docs/howto/move-the-store.md)"
        )
