"""What `yaowen run` does beside polls and deliveries."""

import asyncio
import contextlib
import sqlite3
from pathlib import Path

import pytest
from feedtools import entry, stored

from bot import running
from bot.app import App
from bot.config import load
from bot.running import Running
from feeds.errors import StoreError
from feeds.keep import search


def test_what_search_is_to_find_is_indexed_while_it_runs(tmp_path: Path, sqlite_url: str, monkeypatch, caplog):
    caplog.set_level("INFO")
    monkeypatch.setattr(running, "INDEX", 1)
    path = tmp_path / "config.toml"
    path.write_text(f'[store]\nurl = "{sqlite_url}"\n[site]\nlisten = "127.0.0.1:0"\n', encoding="utf-8")
    app = App(load(path))
    app.prepare()
    stored(app.db, *[entry(n) for n in range(1, 901)])

    async def run() -> None:
        runs = Running(app=app)

        async def stop() -> None:
            while await asyncio.to_thread(behind):  # noqa: ASYNC110 - in threads of its own
                await asyncio.sleep(0.1)
            runs.stop.set()

        async with asyncio.timeout(60), asyncio.TaskGroup() as both:
            both.create_task(runs.main())
            both.create_task(stop())

    def behind() -> bool:
        with app.db.reading() as tx:
            return search.behind(tx)

    asyncio.run(run())
    app.db.close()

    assert [line for line in caplog.messages if "search" in line] == [
        "search is indexing: older entries come later",
        "search finds all entries again",
    ]


def test_a_database_that_is_new_is_told_for_it_may_be_one_that_was_lost(tmp_path: Path, caplog):
    path = tmp_path / "config.toml"
    path.write_text("", encoding="utf-8")
    for _ in range(2):
        app = App(load(path))
        app.prepare()
        app.db.close()

    where = f"sqlite:///{tmp_path}/yaowen.db"
    said = f"a new database begins store={where}: the first poll of each source tells nobody"
    assert caplog.messages.count(said) == 1


def test_the_database_of_another_program_is_no_new_one(tmp_path: Path, caplog):
    path = tmp_path / "config.toml"
    path.write_text("", encoding="utf-8")
    with contextlib.closing(sqlite3.connect(tmp_path / "yaowen.db")) as theirs:
        theirs.execute("CREATE TABLE foo (a)")
    app = App(load(path))

    with pytest.raises(StoreError, match="another program"):
        app.prepare()
    app.db.close()

    assert caplog.messages == []
