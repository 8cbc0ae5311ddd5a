"""The database itself: transactions, the UTC type, the run lock, what it says when it cannot be used."""

import contextlib
import os
import random
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from builders import NOON, SHANGHAI, migrations
from sqlalchemy.exc import OperationalError

from feeds.errors import StoreError
from feeds.keep import facts
from feeds.keep.db import Database
from feeds.keep.entries import entries
from feeds.keep.migrate import migrate


def test_what_was_written_is_gone_when_the_block_fails(db: Database):
    def write_then_fail() -> None:
        with db.transaction() as tx:
            facts.once(tx, "a", "1")
            raise KeyError

    with pytest.raises(KeyError):
        write_then_fail()

    with db.reading() as tx:
        assert facts.get(tx, "a") is None


def test_a_fact_stays_what_it_was_first(db: Database):
    with db.transaction() as tx:
        first = facts.authority(tx, "https://news.example.edu.cn/x", NOON)
        again = facts.authority(tx, "https://elsewhere.example", NOON + timedelta(days=900))

    assert first == again == "news.example.edu.cn,2026"


@pytest.mark.parametrize(
    ("site", "authority"),
    [
        ("http://127.0.0.1:8000", "localhost,2026"),
        ("http://[::1]:8000", "localhost,2026"),
        ("http://[2001:db8::5]", "localhost,2026"),
        ("http://10.1.2.3", "10.1.2.3,2026"),
    ],
)
def test_what_ids_are_made_of_is_fit_for_a_tag_uri(db: Database, site: str, authority: str):
    with db.transaction() as tx:
        assert facts.authority(tx, site, NOON) == authority


def test_a_datetime_comes_back_aware_and_equal(db: Database):
    local = datetime(2026, 3, 5, 8, 30, tzinfo=SHANGHAI)

    with db.reading() as tx:
        literal = sa.literal(local, entries.c.published.type)
        back = tx.scalar(sa.select(sa.type_coerce(literal, entries.c.published.type)))

    assert back == local
    assert back.utcoffset() == timedelta(0)


def test_a_naive_datetime_is_refused(sqlite_db: Database):
    naive = datetime(2026, 3, 5)  # noqa: DTZ001

    with pytest.raises(sa.exc.StatementError, match="naive"), sqlite_db.reading() as tx:
        tx.execute(sa.select(entries.c.number).where(entries.c.published == naive))


def test_a_second_run_is_refused_in_one_sentence(db: Database):
    other = Database(db.url.render_as_string(hide_password=False))

    with db.sole(), pytest.raises(StoreError, match="another yaowen is at work"), other.sole():
        pass
    with other.sole():
        pass
    other.close()


def test_a_run_holds_its_database_through_a_restart_of_the_server(postgres_url: str, restart: Callable[[], None]):
    ours, other = Database(postgres_url), Database(postgres_url)
    with ours.sole():
        ours.keep()
        restart()
        ours.keep()
        with pytest.raises(StoreError, match="another yaowen is at work"), other.sole():
            pass
    with other.sole():
        pass
    ours.close()
    other.close()


def test_a_run_takes_its_database_back_from_a_session_that_the_network_cut_off(postgres_url: str):
    ours, other = Database(postgres_url), Database(postgres_url)
    with ours.sole():
        assert ours._holder is not None
        cut = ours._holder.connection.driver_connection.fileno()  # type: ignore[union-attr]
        kept = os.dup(cut)  # so that the server does not see its end
        here, there = socket.socketpair()
        os.dup2(here.fileno(), cut)
        here.close()
        there.close()
        ours.keep()
        with pytest.raises(StoreError, match="another yaowen is at work"), other.sole():
            pass
        ours.keep()
        os.close(kept)
    ours.close()
    other.close()


def test_a_run_ends_whose_database_another_took_at_a_restart(postgres_url: str, restart: Callable[[], None]):
    ours, other = Database(postgres_url), Database(postgres_url)
    with ours.sole():
        restart()
        with other.sole(), pytest.raises(StoreError, match="another yaowen is at work"):
            ours.keep()
        ours.keep()
    ours.close()
    other.close()


def test_a_run_that_lost_its_database_ends_without_a_fault(postgres_url: str, restart: Callable[[], None]):
    db = Database(postgres_url)
    with db.sole():
        restart()
    with db.sole():
        pass
    db.close()


def test_a_reader_works_beside_a_writer(db: Database):
    with db.transaction() as tx:
        facts.once(tx, "a", "1")
        with db.reading() as other:
            assert facts.get(other, "a") is None


def test_the_file_of_another_program_is_left_alone(tmp_path: Path):
    with contextlib.closing(sqlite3.connect(tmp_path / "other.db")) as other:
        other.execute("CREATE TABLE visits (page TEXT)")
    db = Database(f"sqlite:///{tmp_path / 'other.db'}")

    with pytest.raises(StoreError, match=r"another program \(it has the table visits\)"):
        migrate(db)

    db.close()


def test_a_newer_database_is_refused(db: Database):
    with db.transaction() as tx:
        tx.execute(sa.text("UPDATE feeds_version SET version_num = '9999'"))

    with pytest.raises(StoreError, match="newer yaowen"):
        migrate(db)


def test_the_tables_of_a_run_that_is_still_at_work_are_left_alone_and_its_own_brought_up(db: Database, tmp_path: Path):
    older = migrations(tmp_path / "older", "0010")  # the last that can be done twice
    run = Database(db.url.render_as_string(hide_password=False))
    with db.transaction() as tx:
        tx.execute(sa.text("UPDATE feeds_version SET version_num = '0009'"))
    with run.sole():
        with pytest.raises(StoreError, match=r"another yaowen is at work .* stop it first"):
            migrate(db, folder=older)
        with db.reading() as tx:
            assert tx.scalar(sa.text("SELECT version_num FROM feeds_version")) == "0009"
        assert db.file is None or not [*db.file.parent.glob("*before*")]

        migrate(run, folder=older)

        with pytest.raises(StoreError, match="another yaowen is at work"), db.sole():
            pass
    migrate(db, folder=older)
    run.close()


def test_of_two_that_bring_the_tables_up_the_later_leaves_the_backup_of_the_first(
    sqlite_db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    older, other = migrations(tmp_path / "older", "0010"), Database(sqlite_db.url.render_as_string())
    with sqlite_db.transaction() as tx:
        tx.execute(sa.text("UPDATE feeds_version SET version_num = '0009'"))
    real = sqlite_db.sole

    def once_the_other_is_done(beside: str) -> contextlib.AbstractContextManager[None]:
        migrate(other, folder=older)
        return real(beside)

    monkeypatch.setattr(sqlite_db, "sole", once_the_other_is_done)
    migrate(sqlite_db, folder=older)
    other.close()

    with contextlib.closing(sqlite3.connect(f"{sqlite_db.file}.before-feeds-0010")) as backup:
        assert backup.execute("SELECT version_num FROM feeds_version").fetchall() == [("0009",)]


def test_a_new_file_is_its_owners_alone_and_so_is_a_copy_of_it(tmp_path: Path):
    path = tmp_path / "yaowen.db"
    db = Database(f"sqlite:///{path}")
    migrate(db, folder=migrations(tmp_path / "older", "0010"))
    made = {each.name: each.stat().st_mode & 0o077 for each in tmp_path.glob("yaowen.db*")}
    path.chmod(0o640)
    migrate(db)
    db.close()

    (copy,) = tmp_path.glob("yaowen.db.before-*")
    assert set(made.values()) == {0}
    assert copy.stat().st_mode & 0o777 == 0o640


def test_a_copy_that_cannot_be_made_is_told_and_changes_nothing(sqlite_db: Database, tmp_path: Path):
    with sqlite_db.transaction() as tx:
        tx.execute(sa.text("UPDATE feeds_version SET version_num = '0009'"))
    older = migrations(tmp_path / "older", "0010")
    (tmp_path / "yaowen.db.before-feeds-0010").mkdir()

    with pytest.raises(StoreError, match=r"cannot be made: Is a directory; it needs 1 MB there\. Nothing was changed"):
        migrate(sqlite_db, folder=older)

    with sqlite_db.reading() as tx:
        assert tx.scalar(sa.text("SELECT version_num FROM feeds_version")) == "0009"
    assert not list(tmp_path.glob("*.new*"))


@pytest.mark.parametrize("url", ["{folder}/there.db", "{folder}/link.db", "{folder}/there.db?timeout=5"])
def test_a_new_file_is_its_owners_alone_however_it_is_named(tmp_path: Path, url: str):
    (tmp_path / "link.db").symlink_to("there.db")
    db = Database(f"sqlite:///{url.format(folder=tmp_path)}")
    with db.reading():
        pass
    db.close()

    assert (tmp_path / "there.db").stat().st_mode & 0o077 == 0


def test_another_program_that_looks_and_leaves_takes_nothing_of_ours_away(tmp_path: Path):
    """What SQLite forgets of us when it takes itself for the last: its log, and what is written to it after."""
    path = tmp_path / "yaowen.db"
    look = f"import sqlite3; c = sqlite3.connect({str(path)!r}); print(*c.execute('SELECT * FROM facts')); c.close()"
    db = Database(f"sqlite:///{path}")
    migrate(db)
    with db.reading() as one, db.reading() as other:  # two connections at once
        assert (facts.get(one, "a"), facts.get(other, "a")) == (None, None)
    subprocess.run([sys.executable, "-c", look], check=True, timeout=60)
    with db.transaction() as tx:
        facts.once(tx, "a", "kept")
    seen = subprocess.run([sys.executable, "-c", look], check=True, timeout=60, capture_output=True, text=True)
    db.close()

    assert "kept" in seen.stdout


def test_migrating_twice_changes_nothing(db: Database):
    migrate(db)

    with db.reading() as tx:
        assert sa.inspect(tx).has_table("entries")


@pytest.mark.parametrize("url", ["nonsense", "oracle://x", "mysql://a/b"])
def test_a_url_of_another_kind_is_told_what_to_write(url: str):
    with pytest.raises(StoreError, match=r"sqlite:///yaowen\.db"):
        Database(url)


def test_a_file_that_is_no_database_is_named(tmp_path: Path):
    file = tmp_path / "yaowen.db"
    file.write_bytes(b"this is not SQLite at all, " * 100)
    db = Database(f"sqlite:///{file}")

    with pytest.raises(StoreError, match="put your backup back"), db.reading():
        pass
    assert file.read_bytes().startswith(b"this is not")
    db.close()


def test_a_folder_that_is_missing_is_named(tmp_path: Path):
    db = Database(f"sqlite:///{tmp_path / 'nowhere' / 'yaowen.db'}")

    with pytest.raises(StoreError, match=r"create the folder"), db.reading():
        pass
    db.close()


def test_a_file_that_is_there_and_cannot_be_opened_is_not_told_to_be_missing(sqlite_db: Database):
    assert sqlite_db.file is not None
    sqlite_db.close()
    Path(f"{sqlite_db.file}-wal").mkdir()

    with pytest.raises(StoreError, match="make the file and its folder writable"), sqlite_db.reading():
        pass


def test_a_password_that_is_a_parameter_is_shown_to_nobody_either(tmp_path: Path):
    db = Database(f"postgresql+psycopg:///yaowen?host={tmp_path}&user=ours&password=geheim")

    with pytest.raises(StoreError, match="see that PostgreSQL runs") as caught, db.reading():
        pass
    db.close()

    assert "geheim" not in str(caught.value)
    assert db.url.password == "geheim"


@pytest.mark.parametrize(
    ("code", "said", "told"),
    [
        ("53100", "could not extend file: No space left on device", "make room; nothing was written"),
        ("57014", "canceling statement due to statement timeout", "see that PostgreSQL runs"),
    ],
)
def test_what_postgresql_cannot_do_just_now_is_no_bug_of_ours(postgres_url: str, code: str, said: str, told: str):
    db = Database(postgres_url)

    with pytest.raises(StoreError, match=f"{said}; {told}"), db.reading() as tx:
        tx.exec_driver_sql(f"DO $$ BEGIN RAISE '{said}' USING ERRCODE = '{code}'; END $$")
    db.close()


def test_a_server_that_takes_no_changes_now_is_no_bug_of_ours(postgres_url: str):
    db = Database(f"{postgres_url}&options=-cdefault_transaction_read_only%3Don")

    with pytest.raises(StoreError, match="takes no changes now"), db.transaction() as tx:
        facts.put(tx, "a", "1")
    db.close()


@pytest.mark.parametrize(("said", "waits"), [("", 10), ("&connect_timeout=60", "60")])
def test_a_server_that_never_answers_is_not_waited_for_without_end(postgres_url: str, said: str, waits: object):
    db, asked = Database(postgres_url + said), {}
    sa.event.listen(db.engine, "do_connect", lambda dialect, record, arguments, named: asked.update(named))

    with db.reading():
        pass
    db.close()

    assert asked["connect_timeout"] == waits
    assert asked.keys() >= {"tcp_user_timeout", "keepalives_idle"}


def test_a_database_that_keeps_all_our_connections_waiting_is_no_bug_of_ours(db: Database):
    db.engine.pool._timeout = 0.0  # type: ignore[attr-defined] - half a minute otherwise

    def hold_more_than_there_are() -> None:
        with contextlib.ExitStack() as held:
            for _ in range(16):
                held.enter_context(db.reading())

    with pytest.raises(StoreError, match=r"timeout 0.00; it does not answer in time; it is tried again$"):
        hold_more_than_there_are()


def test_what_is_beyond_the_limits_of_postgresql_is_no_outage(postgres_url: str):
    db, heard = Database(postgres_url), []
    db.failed = heard.append
    name = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz", k=20_000))

    with pytest.raises(OperationalError, match="index row"), db.transaction() as tx:
        facts.once(tx, name, "1")
    db.close()

    assert heard == []


def test_a_file_that_is_removed_under_us_is_named_by_the_next_that_asks(sqlite_db: Database):
    assert sqlite_db.file is not None
    assert not sqlite_db.gone()
    sqlite_db.close()  # the next connection is a new one, which makes an empty file
    sqlite_db.file.unlink()

    with pytest.raises(StoreError, match="removed or replaced under us"), sqlite_db.reading() as tx:
        facts.get(tx, "a")
