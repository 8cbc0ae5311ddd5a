"""The tables of both sides come up to date together."""

import contextlib
import sqlite3
from pathlib import Path

from builders import migrations

from bot.chats import store
from feeds.keep.db import Database
from feeds.keep.migrate import migrate


def test_one_upgrade_leaves_one_copy_of_what_was_before(tmp_path: Path):
    db = Database(f"sqlite:///{tmp_path}/yaowen.db")
    of = Path(store.__file__).parent / "migrations"
    migrate(db, folder=migrations(tmp_path / "feeds", "0012"))
    migrate(db, folder=migrations(tmp_path / "bot", "0004", of=of), side="bot")

    store.prepare(db)
    db.close()

    (copy,) = tmp_path.glob("yaowen.db.before-*")
    with contextlib.closing(sqlite3.connect(copy)) as backup:
        versions = [backup.execute(f"SELECT version_num FROM {side}_version").fetchone() for side in ("feeds", "bot")]
    assert versions == [("0012",), ("0004",)]
