"""Brings the tables up to this program's version, each side (feeds, bot) with a version table of its own. Alembic
does the work; it is imported only when there is work."""

import contextlib
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


def migrate(db: Database, *, folder: Path = FOLDER, side: str = "feeds", copied: bool = False) -> bool:
    """Upgrade to the newest migration in `folder`; a no-op when there. Refuses a newer database, and an older one that
    another process is at work on. Answers whether a SQLite file was copied before; one that was `copied` is not again,
    for what half an upgrade has made no version can read."""
    head = max(path.stem.split("_")[0] for path in (folder / "versions").glob("0*.py"))
    with db.reading() as tx:
        current = _version(tx, f"{side}_version")
        foreign = sa.inspect(tx).get_table_names() if db.is_sqlite and current is None and side == "feeds" else []
    if current == head:
        return False
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
        return False
    with db.sole(_NEWER):
        with db.reading() as tx:
            if _version(tx, f"{side}_version") == head:  # another was quicker: the backup is of before that
                return False
        if db.file is not None and not copied:
            _backup(db.file, Path(f"{db.file}.before-{side}-{head}"))
        _upgrade(db, folder, f"{side}_version")
        return db.file is not None


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
    """Whole or not at all; read by nobody who may not read the other."""
    new = target.with_name(f"{target.name}.new")
    try:
        new.unlink(missing_ok=True)
        found = source.stat()
        os.close(os.open(new, os.O_RDWR | os.O_CREAT, found.st_mode & 0o777))
        with contextlib.suppress(OSError):  # made by root, it is for the one who runs us all the same
            os.chown(new, found.st_uid, found.st_gid)
        with contextlib.closing(sqlite3.connect(source)) as old, contextlib.closing(sqlite3.connect(new)) as made:
            old.backup(made)
        os.replace(new, target)
    except (OSError, sqlite3.Error) as e:
        for left in (new, Path(f"{new}-journal")):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)
        why = e.strerror or str(e) if isinstance(e, OSError) else str(e)
        size = f"{-(-source.stat().st_size // 2**20)} MB"
        raise StoreError(
            f"{target}: the copy of the database before its tables change cannot be made: {why}; "
            f"it needs {size} there. Nothing was changed"
        ) from e
