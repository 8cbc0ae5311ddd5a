"""A database that cannot be used is told once, now and then again, and once it is over: to the log and to the admin."""

import asyncio
import logging
import threading

import pytest
import sqlalchemy as sa
from builders import NOON, Clock
from fakechannel import FakeChannel

from bot.chats import chats
from bot.tell.alarm import Admin, Alarm
from bot.tell.outage import Outage
from feeds.errors import StoreError
from feeds.keep import facts, states
from feeds.keep.db import Database


class Disk:
    """A database on a disk that can be full, an admin, and an alarm that is stepped by the test."""

    def __init__(self, db: Database, language: str) -> None:
        self.db, self.clock, self.channel = db, Clock(), FakeChannel()
        self.outage = Outage(clock=self.clock)
        self.full = False
        with db.transaction() as tx:
            chats.sync(tx, [chats.Wanted(name="admin", channel="fake", id="admin")], NOON)
        sa.event.listen(db.engine, "begin", self._limit)
        db.failed = self.outage.failed
        self.alarm = Alarm(
            db=db,
            admin=lambda: Admin(chat="admin", language=language),
            titles=lambda: {"news": "要闻"},
            channels={"fake": self.channel},
            refused=dict,
            clock=self.clock,
            unusable=self.outage.troubles,
        )

    def _limit(self, tx: sa.Connection) -> None:
        tx.exec_driver_sql(f"PRAGMA max_page_count={1 if self.full else 1_000_000}")

    def write(self) -> None:
        """As polls do, a minute apart."""
        try:
            with self.db.transaction() as tx:
                facts.put(tx, "much", "长" * 200_000)
        except StoreError:
            pass

    async def pass_by(self, minutes: int, *, busy: bool = True) -> list[str]:
        """So many minutes, with a look at each half; the lines that the admin heard."""
        before = len(self.channel.sent)
        for half in range(2 * minutes):
            if busy and half % 2 == 0:
                self.write()
            self.outage.look()
            await self.alarm.look()
            self.clock.forward(seconds=30)
        return [line for _, line in self.channel.sent[before:]]


def lines(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.getMessage() for each in caplog.records if each.name == "bot.tell.outage"]


@pytest.mark.parametrize(
    ("language", "begins", "ends"),
    [
        (
            "en",
            "⚠ database: unusable for 1 min. {file}: database or disk is full; make room; nothing was written.",
            "✓ well again after 32 min: database",
        ),
        (
            "zh",
            "⚠ 数据库：无法使用，已 1 分钟。{file}：数据库或磁盘已满；请腾出空间；没有写入任何内容。",
            "✓ 已恢复（历时 32 分钟）：数据库",
        ),
    ],
)
def test_a_disk_that_is_full_for_half_an_hour_is_four_lines_in_the_log_and_two_to_the_admin(
    sqlite_db: Database, caplog: pytest.LogCaptureFixture, language: str, begins: str, ends: str
):
    disk = Disk(sqlite_db, language)
    disk.full = True

    told = asyncio.run(disk.pass_by(30))
    disk.full = False
    told += asyncio.run(disk.pass_by(30))

    assert told == [begins.format(file=sqlite_db.url), ends]
    assert [each.split(" since=")[0].split(" after=")[0] for each in lines(caplog)] == [
        *["database cannot be used"] * 3,
        "database can be used again",
    ]


@pytest.mark.parametrize(("language", "advice"), [("en", "store.url is right."), ("zh", "且 store.url 正确。")])
def test_however_long_the_reason_is_what_to_do_about_it_is_told(sqlite_db: Database, language: str, advice: str):
    disk = Disk(sqlite_db, language)
    where = f"postgresql+psycopg://yaowen:***@/yaowen?host=%2F{'home%2F' * 12}data"
    why = f'connection is bad: connection to server on socket "/{"home/" * 12}data/.s.PGSQL.5432" failed: No such file'
    away = StoreError(f"{where}: {why} or directory; see that PostgreSQL runs and store.url is right")
    disk.write = lambda: sqlite_db.failed(away)  # type: ignore[method-assign]

    told = asyncio.run(disk.pass_by(2))

    assert [line.endswith(advice) for line in told] == [True]


def test_what_is_over_within_the_minute_is_no_business_of_the_admin(sqlite_db: Database, caplog):
    disk = Disk(sqlite_db, "en")
    disk.full = True
    disk.write()
    disk.full = False

    assert asyncio.run(disk.pass_by(5)) == []
    assert len(lines(caplog)) == 2


def test_a_poll_of_a_slow_site_that_fails_every_two_minutes_is_one_outage(sqlite_db: Database, caplog):
    disk = Disk(sqlite_db, "en")
    for _ in range(4):
        sqlite_db.failed(StoreError("x.db: database or disk is full"))
        asyncio.run(disk.pass_by(2, busy=False))

    assert len(lines(caplog)) == 1


def test_what_comes_and_goes_is_told_once_an_hour(sqlite_db: Database):
    disk, told = Disk(sqlite_db, "en"), []
    full = StoreError("x.db: database or disk is full")
    disk.write = lambda: sqlite_db.failed(full) if disk.full else None  # type: ignore[method-assign]
    for half in range(40):
        disk.full = half % 2 == 0
        told += asyncio.run(disk.pass_by(3))

    assert [line[0] for line in told] == ["⚠", "✓"] * 2


def test_a_line_that_cannot_be_noted_is_told_once_all_the_same(sqlite_db: Database):
    disk = Disk(sqlite_db, "en")
    with sqlite_db.transaction() as tx:
        row = {"source": "news", "tag": "tag:x,2026:news", "next_poll": NOON, "state": "broken", "paused": True}
        tx.execute(
            states.states.insert().values(**row, whole=False, failures=0, stale=False, reason="died", since=NOON)
        )
    sa.event.listen(sqlite_db.engine, "before_cursor_execute", _no_alarms)
    told = asyncio.run(disk.pass_by(30, busy=False))
    sa.event.remove(sqlite_db.engine, "before_cursor_execute", _no_alarms)
    told += asyncio.run(disk.pass_by(30, busy=False))

    assert [line.split(":")[0] for line in told if "要闻" in line] == ["⚠ 要闻"]


def test_the_loop_waits_for_no_database_that_may_not_answer(sqlite_db: Database):
    disk, asked = Disk(sqlite_db, "en"), []
    asyncio.run(disk.pass_by(1))
    for _ in range(2):
        sqlite_db.failed(StoreError("no answer"))
        disk.clock.forward(seconds=60)
    sa.event.listen(sqlite_db.engine, "begin", lambda tx: asked.append(threading.current_thread()))

    assert asyncio.run(disk.alarm.look()) == 1

    assert asked
    assert threading.main_thread() not in asked


def _no_alarms(connection, cursor, statement: str, *rest: object) -> None:
    if statement.startswith("INSERT INTO alarms"):
        raise sa.exc.OperationalError(statement, {}, Exception("database or disk is full"))


def test_an_admin_whose_database_cannot_even_be_read_hears_of_it_by_the_log(sqlite_db: Database, caplog):
    disk = Disk(sqlite_db, "en")
    sa.event.listen(sqlite_db.engine, "before_cursor_execute", _nothing)

    with caplog.at_level(logging.ERROR):
        assert asyncio.run(disk.pass_by(5)) == []
    sa.event.remove(sqlite_db.engine, "before_cursor_execute", _nothing)

    assert [each.getMessage()[:22] for each in caplog.records if each.name == "bot.tell.alarm"] == [
        "alert ⚠ database: unus"
    ]


def _nothing(connection, cursor, statement: str, *rest: object) -> None:
    if statement.startswith("SELECT"):
        raise sa.exc.OperationalError(statement, {}, Exception("connection lost"))
