"""All of one database goes into another."""

from pathlib import Path

import pytest
from builders import NOON, article, source

from bot.chats import store
from feeds.errors import StoreError
from feeds.keep import record
from feeds.keep.db import Database


def test_where_the_old_one_is_damaged_the_new_one_is_not_named_for_it(tmp_path: Path):
    file = tmp_path / "old.db"
    old = Database(f"sqlite:///{file}")
    store.prepare(old)
    long = article(html="好" * 400_000)
    with old.transaction() as tx:
        record.listed(tx, source(), [long], tag="tag:example,2026:s", now=NOON, quiet=True)
    old.close()
    size = file.stat().st_size
    with file.open("r+b") as damaged:
        damaged.seek(size // 2)
        damaged.write(b"\xee" * (size // 4))
    old, new = Database(f"sqlite:///{file}"), Database(f"sqlite:///{tmp_path / 'new.db'}")

    with pytest.raises(StoreError) as told:
        store.move(old, new)

    assert str(told.value).startswith(f"sqlite:///{file}: database disk image is malformed")
    for db in (old, new):
        db.close()
