"""Brings the tables of the chat side up to date. They refer to entries, so feeds' come first."""

from pathlib import Path

import sqlalchemy as sa

from feeds.keep.db import Database
from feeds.keep.migrate import migrate


def prepare(db: Database) -> None:
    copied = migrate(db)
    migrate(db, folder=Path(__file__).parent / "migrations", side="bot", copied=copied)


def ready(db: Database) -> bool:
    """Whether there is anything to read yet. Asks only: no file, no table is made."""
    if db.file is not None and not db.file.exists():
        return False
    with db.reading() as tx:
        return sa.inspect(tx).has_table("chats")
