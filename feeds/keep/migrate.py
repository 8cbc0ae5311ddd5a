"""Brings the tables up to this program's version, each side (feeds, bot) with a version table of its own. Alembic
does the work; it is imported only when there is work."""

import os
import sqlite3
from pathlib import Path

import sqlalchemy as sa

from feeds.errors import StoreError
from feeds.keep.db import Database

FOLDER = Path(__file__).parent / "migrations"
_NEWER = (
    "this one is newer, and would change the tables under it "
    "(if it is a newer one too, it is changing them right now: try again in a minute)"
)


def migrate(db: Database, *, folder: Path = FOLDER, side: str = "feeds") -> None:
    """Upgrade to the newest migration in `folder`; a no-op when there. Refuses a newer database, and an older one that
    another process is at work on."""
    head = max(path.stem.split("_")[0] for path in (folder / "versions").glob("0*.py"))
    with db.reading() as tx:
        current = _version(tx, f"{side}_version")
        foreign = sa.inspect(tx).get_table_names() if db.is_sqlite and current is None and side == "feeds" else []
    if current == head:
        return
    if foreign:
        raise StoreError(
            f"{db.url.render_as_string()} is the database of another program (it has the table {foreign[0]}); "
            "give yaowen one of its own in store.url"
        )
    if current is not None and current > head:
        raise StoreError(
            f"{db.url.render_as_string()} was written by a newer yaowen ({side} {current}, this one knows {head}); "
            "upgrade yaowen, or put back the backup made before the upgrade"
        )
    if current is None:
        _upgrade(db, folder, f"{side}_version")
        return
    with db.sole(_NEWER):
        with db.reading() as tx:
            if _version(tx, f"{side}_version") == head:  # another was quicker: the backup is of before that
                return
        if db.file is not None:
            _backup(db.file, Path(f"{db.file}.before-{side}-{head}"))
        _upgrade(db, folder, f"{side}_version")


def _version(tx: sa.Connection, table: str) -> str | None:
    if not sa.inspect(tx).has_table(table):
        return None
    found: str | None = tx.scalar(sa.select(sa.column("version_num")).select_from(sa.table(table)))
    return found


def _upgrade(db: Database, folder: Path, table: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    with db.transaction() as tx:
        config.attributes["connection"] = tx
        config.attributes["version_table"] = table
        command.upgrade(config, "head")


def _backup(source: Path, target: Path) -> None:
    """Read by nobody who may not read the other."""
    os.close(os.open(target, os.O_RDWR | os.O_CREAT, source.stat().st_mode & 0o777))
    with sqlite3.connect(source) as old, sqlite3.connect(target) as new:
        old.backup(new)
    old.close()
    new.close()
