"""Brings the tables of the chat side up to date. They refer to entries, so feeds' come first."""

from pathlib import Path

from feeds.keep.db import Database
from feeds.keep.migrate import migrate


def prepare(db: Database) -> None:
    migrate(db)
    migrate(db, folder=Path(__file__).parent / "migrations", side="bot")
