"""A disk that is full, a database that is locked, damaged, read-only or gone: nothing half done, one clear
sentence, and all goes on by itself where it can.
"""

import asyncio
import contextlib
import shutil
import socket
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from builders import NOON, Clock, source, whole_article
from fakechannel import FakeChannel
from pipeline import CONFIG, JournalApp

from bot.chats import chats, subscriptions
from bot.config import load
from bot.running import Running, run
from bot.schedule import LEFT, Schedule
from bot.serve import listen
from bot.tell import debts, outbox, standings
from bot.tell.deliver import Deliverer
from bot.tell.job import About
from bot.tell.posting import Posting
from bot.tell.reasons import said
from feeds.errors import GiveError, StoreError
from feeds.keep import entries, record
from feeds.keep.db import Database


class Desk:
    """A chat that is owed articles, on SQLite, and a disk that can be filled."""

    def __init__(self, db: Database) -> None:
        self.db, self.clock, self.channel = db, Clock(), FakeChannel()
        self.room: int | None = None  #: pages that the file may have
        sa.event.listen(db.engine, "begin", self._limit)
        with db.transaction() as tx:
            chats.sync(tx, [chats.Wanted(name="a", channel="fake", id="a")], NOON)
            subscriptions.add(tx, 1, "news", NOON)

    def _limit(self, tx: sa.Connection) -> None:
        tx.exec_driver_sql(f"PRAGMA max_page_count={self.room or 1_000_000}")

    def fill(self) -> None:
        with self.db.reading() as tx:
            self.room = tx.exec_driver_sql("PRAGMA page_count").scalar()

    def publish(self, key: str, text: str = "正文") -> None:
        with self.db.transaction() as tx:
            found = [whole_article(key, text=text)]
            kept = record.listed(tx, source(), found, tag="tag:x.example,2026", now=self.clock(), quiet=False)
            debts.enqueue(tx, kept.changes, self.clock())

    def deliverer(self) -> Deliverer:
        about = lambda name: About(title=name)  # noqa: E731
        made = Deliverer(db=self.db, channels={"fake": self.channel}, about=about, clock=self.clock)
        made.patience = 0.01
        return made

    def standing(self) -> dict[str, int]:
        with self.db.reading() as tx:
            return standings.counts(tx).get(1, {})


@pytest.fixture
def desk(sqlite_db: Database) -> Desk:
    return Desk(sqlite_db)


def test_a_full_disk_keeps_nothing_of_an_article_rather_than_half_and_recovers_alone(desk: Desk):
    desk.publish("1")
    desk.fill()

    with pytest.raises(StoreError, match="disk is full; make room; nothing was written"):
        desk.publish("2", text="长" * 200_000)
    with desk.db.reading() as tx:
        assert entries.by_key(tx, "news", ["1", "2"]).keys() == {"1"}
    desk.room = None
    desk.publish("2", text="长" * 200_000)

    assert desk.standing() == {"pending": 2}


def test_what_was_sent_while_the_database_failed_is_written_down_later_and_not_sent_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    desk.publish("1")
    real, failures = outbox.record, [StoreError("disk is full"), StoreError("database is locked")]

    def unwritable(*arguments, **named):
        if failures:
            raise failures.pop(0)
        return real(*arguments, **named)

    monkeypatch.setattr(outbox, "record", unwritable)

    asyncio.run(desk.deliverer().drain())
    asyncio.run(desk.deliverer().drain())

    assert len(desk.channel.sent) == 1
    assert desk.standing() == {"sent": 1}


def test_a_message_that_cannot_be_made_without_the_database_is_surely_not_sent_and_goes_later(desk: Desk):
    def nothing_known(source: str) -> About:
        raise StoreError("connection lost")

    desk.publish("1")
    made = desk.deliverer()
    made.about = nothing_known

    asyncio.run(made.drain())

    assert (desk.channel.sent, desk.standing()) == ([], {"pending": 1})
    desk.clock.forward(minutes=2)
    asyncio.run(desk.deliverer().drain())
    assert (len(desk.channel.sent), desk.standing()) == (1, {"sent": 1})


def test_whoever_delivers_once_is_told_that_the_database_could_not_be_written(desk: Desk):
    def full(connection, cursor, statement: str, *rest: object) -> None:
        if statement.startswith("UPDATE outbox"):
            raise sa.exc.OperationalError(statement, {}, Exception("database or disk is full"))

    desk.publish("1")
    sa.event.listen(desk.db.engine, "before_cursor_execute", full)

    with pytest.raises(StoreError, match="make room"):
        asyncio.run(desk.deliverer().drain())

    assert (desk.channel.sent, desk.standing()) == ([], {"pending": 1})


def test_a_database_that_cannot_be_read_for_a_while_ends_no_delivery(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    desk.publish("1")
    real, failures = outbox.busy_chats, [StoreError("connection lost")] * 2

    def unreadable(tx):
        if failures:
            raise failures.pop(0)
        return real(tx)

    monkeypatch.setattr(outbox, "busy_chats", unreadable)

    async def run() -> None:
        made = desk.deliverer()
        running = asyncio.create_task(made.run())
        async with asyncio.timeout(60):
            while not desk.channel.sent:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        made.stop()
        await running

    asyncio.run(run())

    assert desk.standing() == {"sent": 1}


def test_a_locked_database_skips_what_was_to_be_done_and_no_more(desk: Desk):
    path = desk.db.file
    with desk.db.reading() as tx:
        tx.exec_driver_sql("PRAGMA busy_timeout=20")
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    with pytest.raises(StoreError, match="database is locked; another program holds it"):
        desk.publish("1")
    holder.execute("ROLLBACK")
    holder.close()
    desk.publish("1")

    assert desk.standing() == {"pending": 1}


@pytest.mark.parametrize(
    ("error", "loud"),
    [(StoreError("disk is full"), False), (GiveError("disk is full"), False), (KeyError("a bug"), True)],
)
def test_a_source_whose_poll_broke_is_not_asked_again_at_every_tick(
    error: Exception, loud: bool, caplog: pytest.LogCaptureFixture
):
    now, polls = [0.0], []

    def poll(name: str) -> None:
        polls.append(name)
        raise error

    schedule = Schedule(due=lambda: ["a"], poll=poll, host=lambda name: name, monotonic=lambda: now[0])
    for at in (0.0, 1.0, 2.0, LEFT + 1):
        now[0] = at
        schedule.tick()
        while schedule.running():
            pass
    schedule.stop()

    assert len(polls) == 2
    assert ("poll broke source=a" in caplog.text) == loud  # of a database or a disk that fails, App tells


def test_a_tick_that_finds_the_database_unusable_is_skipped_and_the_next_one_works():
    answers: list = [StoreError("database is locked"), ["a"]]
    polls: list[str] = []

    def due():
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    schedule = Schedule(due=due, poll=polls.append, host=lambda name: name)

    assert [schedule.tick(), schedule.tick()] == [0, 1]
    schedule.stop()
    assert polls == ["a"]


# the file


def app_at(folder: Path, store: str = "sqlite:///yaowen.db") -> JournalApp:
    (folder / "config.toml").write_text(
        CONFIG.format(url="http://127.0.0.1:9/", store=store) + "\n[channel.webhook]\n", encoding="utf-8"
    )
    return JournalApp(load(folder / "config.toml"))


def test_a_damaged_database_is_refused_and_its_backup_named(tmp_path: Path, sqlite_template: Path):
    path = tmp_path / "yaowen.db"
    shutil.copy(sqlite_template, path)
    size = 4096
    with open(path, "r+b") as file:
        for page in (2, 3, 4, 5):
            file.seek((page - 1) * size)
            file.write(b"\xff" * size)
    before = path.read_bytes()
    app = app_at(tmp_path)

    with pytest.raises(StoreError, match=r"put your backup back \(docs/howto/back-up.md\)"):
        run(app)
    app.db.close()

    assert path.read_bytes() == before


def test_a_database_that_must_not_be_written_is_refused_with_one_clear_line(tmp_path: Path, sqlite_template: Path):
    shutil.copy(sqlite_template, tmp_path / "yaowen.db")
    db = Database(f"sqlite:///file:{tmp_path / 'yaowen.db'}?mode=ro&uri=true")

    writable = "make the file and its folder writable for the user that runs yaowen"
    with pytest.raises(StoreError, match=writable), db.transaction() as tx:
        chats.sync(tx, [chats.Wanted(name="a", channel="fake", id="a")], NOON)
    db.close()


def test_a_database_that_is_removed_under_a_running_program_ends_it_with_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    app = app_at(tmp_path)
    app.config = replace(app.config, listen_port=0)
    app.journal = None  # type: ignore[assignment]
    opened: list[socket.socket] = []
    monkeypatch.setattr("bot.running.listen", lambda *where: opened.append(listen(*where)) or opened[0])
    monkeypatch.setattr(app, "channels", lambda *_: {})
    monkeypatch.setattr(app, "due", list)

    def rendered() -> None:  # on a connection of its own, which finds an empty database
        raise StoreError("no such table: source")

    monkeypatch.setattr(app.feeds, "give_merged", rendered)

    async def run() -> None:
        path = app.db.file
        assert path is not None
        app.db.gone()

        def remove() -> None:
            asyncio.get_running_loop().call_later(0.05, path.unlink)

        async with asyncio.timeout(60):
            await Running(app=app).main(ready=remove)

    app.prepare()
    with pytest.raises(StoreError, match="removed or replaced under us"):
        asyncio.run(run())
    app.db.close()

    assert [each.fileno() for each in opened] == [-1]  # the web server, too, came to its end


def test_a_run_ends_when_another_took_its_postgresql_at_a_restart(
    tmp_path: Path, postgres_url: str, restart: Callable[[], None], monkeypatch
):
    app, other = app_at(tmp_path, postgres_url), Database(postgres_url)
    app.config = replace(app.config, listen_port=0)
    monkeypatch.setattr(app, "channels", lambda *_: {})
    monkeypatch.setattr(app, "due", list)
    app.prepare()
    with contextlib.ExitStack() as theirs:

        def take() -> None:
            restart()
            theirs.enter_context(other.sole())

        async def run() -> None:
            async with asyncio.timeout(60):
                await Running(app=app).main(ready=take)

        with pytest.raises(StoreError, match="another yaowen is at work"), app.db.sole():
            asyncio.run(run())
    app.db.close()
    other.close()


# the files of the feeds


def test_feeds_that_cannot_be_written_are_told_to_the_admin_until_they_can_be(tmp_path: Path, caplog):
    app = app_at(tmp_path)
    clock = app.unwritten.clock = Clock(NOON)
    app.not_given = app.unwritten.failed
    app.prepare()
    public = Path(app.config.site.folder)
    public.write_text("in the way")

    for _ in range(20):
        with pytest.raises(GiveError):
            app.feeds.give_merged()
        with pytest.raises(GiveError):
            app.poller.given(app.source("notices"))
        clock.forward(seconds=30)
    [told] = app.alarm(app.deliverer({}), Posting(app.web)).unusable("zh")
    assert (told.name, told.due) == ("订阅源文件", True)
    assert caplog.text.count("files of the feeds cannot be used") == 1
    assert said(told.why, "zh") == f"{public}/feeds：无法写入：不是目录；site.folder 须是运行 yaowen 的用户能写的目录"

    public.unlink()
    app.feeds.give_merged()
    app.poller.given(app.source("notices"))
    clock.forward(minutes=4)
    app.unwritten.look()
    assert app.unwritten.troubles("zh") == ()
    app.db.close()


def test_a_feed_that_could_not_be_written_does_not_wait_for_its_next_poll(tmp_path: Path):
    """Hours away, while the log called the files fit for use again, which nobody had tried."""
    app = app_at(tmp_path)
    clock = app.unwritten.clock = Clock(NOON)
    app.not_given = app.unwritten.failed
    app.prepare()
    app.feeds.give_merged()
    public = Path(app.config.site.folder)
    shutil.rmtree(public)
    public.write_text("in the way")

    with pytest.raises(GiveError):
        app.poller.given(app.source("notices"))
    for _ in range(3):
        clock.forward(minutes=2)
        app.unwritten.look()
        with pytest.raises(GiveError):
            app.feeds.give_merged()
    assert [each.due for each in app.unwritten.troubles("en")] == [True]

    public.unlink()
    app.feeds.give_merged()
    assert (public / "feeds" / "notices.atom").exists()
    app.db.close()


def test_a_full_disk_is_no_matter_of_rights_and_nothing_half_written_stays_on_it(tmp_path: Path):
    app = app_at(tmp_path)
    app.prepare()

    def full(place: str) -> None:
        raise OSError(28, "No space left on device")

    app.failpoint = full
    with pytest.raises(GiveError, match="written: No space left on device; make room"):
        app.feeds.give_stale()
    assert list(Path(app.config.site.folder).rglob("*.*")) == []
    app.db.close()


# the clock


@pytest.mark.parametrize("step", [timedelta(hours=-1), timedelta(days=1), timedelta(hours=8)], ids=str)
def test_after_a_clock_step_every_source_is_polled_again_in_time_and_once(tmp_path: Path, step: timedelta):
    from feeds.keep import states

    app = app_at(tmp_path)
    clock = Clock(NOON)
    app.clock = clock
    app.prepare()
    with app.db.transaction() as tx:
        states.change(tx, "notices", next_poll=NOON + timedelta(minutes=30))
    clock.now += step

    polled = 0
    for _ in range(24 * 12):
        for name in app.due():
            polled += 1
            with app.db.transaction() as tx:
                states.change(tx, name, next_poll=clock() + timedelta(minutes=30))
        clock.forward(minutes=5)
    app.db.close()

    assert 44 <= polled <= 48  # every half hour for a day: no stampede, no silence
