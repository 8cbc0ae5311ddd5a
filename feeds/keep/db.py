"""The database: engine, transactions, an insert and a UTC type for both dialects, the run lock. No table of ours.

One writer at a time on both: BEGIN IMMEDIATE on SQLite, an advisory lock on PostgreSQL. So the order of numbers is
the order of commits, and no rule about rows has to think of a second writer (docs/decisions/0002).
"""

import contextlib
import fcntl
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from feeds.errors import StoreError
from feeds.keep import engines, faults

Tx = Connection  #: an open transaction; functions that take one never commit

_WRITER = 0x59414F57  # "YAOW": the advisory lock of the one writer
_ONE_WRITER = sa.select(sa.func.pg_advisory_xact_lock(_WRITER))
_NO_WAIT = sa.text("SET LOCAL synchronous_commit = off")
_READ_ONLY = sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
_RUN = 0x59414F58  # … and of the one run
_OURS = sa.text("SELECT pid, backend_start FROM pg_stat_activity WHERE pid = pg_backend_pid()")
_END = sa.text(
    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE pid = :pid AND backend_start = :backend_start"
)
GONE = "the file was removed or replaced under us; stopped"


class UTCDateTime(sa.types.TypeDecorator[datetime]):
    """Aware UTC in, aware UTC out. SQLite alone would read it back naive."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime for the database: {value!r}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def insert(tx: Tx, table: sa.Table) -> sqlite.Insert | postgresql.Insert:
    """INSERT with on_conflict_do_nothing / _update, whichever dialect `tx` speaks."""
    return postgresql.insert(table) if tx.dialect.name == "postgresql" else sqlite.insert(table)


class Database:
    """One database by URL: sqlite:///path or postgresql+psycopg://…"""

    def __init__(self, url: str) -> None:
        try:
            self.engine = engines.of(url)
        except (ArgumentError, NoSuchModuleError, ImportError) as e:
            raise StoreError(
                f"store.url: {e}; write sqlite:///yaowen.db or postgresql+psycopg://user@host/name"
            ) from None
        self.failed: Callable[[StoreError], None] = lambda error: None  #: hears of all that cannot be used
        self._inode: int | None = None
        self._alone = False  # whether we are within `sole`
        self._holder: Connection | None = None  # whose session holds PostgreSQL's lock of the one run
        self._session: dict[str, Any] | None = None  # that session, as the server knows it
        self.url = self.engine.url
        self.is_sqlite = self.url.get_backend_name() == "sqlite"

    @property
    def file(self) -> Path | None:
        """The SQLite file; None on PostgreSQL and in memory."""
        name = self.url.database if self.is_sqlite else None
        return Path(name) if name and name != ":memory:" else None

    @contextlib.contextmanager
    def transaction(self, *, durable: bool = True) -> Iterator[Tx]:
        """The one writer: commits at the end of the block, rolls back on any exception. Not `durable`: whole or not
        at all as ever, but a power cut may forget it; for what the next poll would say again."""
        with sentences(self), self.engine.connect() as tx, tx.begin():
            if self.is_sqlite:
                _begin(tx, "BEGIN IMMEDIATE", synchronous="FULL" if durable else "NORMAL")
            else:
                tx.execute(_ONE_WRITER)
                if not durable:
                    tx.execute(_NO_WAIT)
            yield tx

    @contextlib.contextmanager
    def reading(self) -> Iterator[Tx]:
        """A reader, which sees one consistent state and stops nobody."""
        with sentences(self), self.engine.connect() as tx, tx.begin():
            if self.is_sqlite:
                _begin(tx, "BEGIN")
            else:
                tx.execute(_READ_ONLY)
            yield tx

    @contextlib.contextmanager
    def sole(self, beside: str = "") -> Iterator[None]:
        """Hold this database for one run, poll or backfill; a second one is told so and does nothing. `beside`: what
        can be done all the same, beside the first. Within itself it is held already."""
        if self._alone:
            yield
            return
        with self._held(beside):
            self._alone = True
            try:
                yield
            finally:
                self._alone = False

    @contextlib.contextmanager
    def _held(self, beside: str) -> Iterator[None]:
        taken = StoreError(self._taken() + (beside and f": {beside}"))
        if self.is_sqlite:
            if self.file is None:
                yield
                return
            database_folder(self)
            with _lock_of(self) as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except OSError:
                    raise taken from None
                yield
        else:
            with sentences(self):
                if not self._take():
                    raise taken
            try:
                yield
            finally:
                self._leave()

    def keep(self) -> None:
        """Within `sole`, now and then: PostgreSQL forgets the lock when it restarts or the connection breaks, so it is
        taken anew; StoreError where another was quicker. While the server is away nobody can hold it, nor write."""
        if self._holder is None:
            return
        if not self._holder.closed:
            try:
                self._holder.execute(sa.select(1))
                return
            except DBAPIError:
                self._holder.close()
        try:
            anew = self._take()
        except (DBAPIError, sa.exc.TimeoutError):  # away, or no connection is free
            return
        if not anew:
            raise StoreError(self._taken())

    def _take(self) -> bool:
        """Take PostgreSQL's lock; where only the network broke, from our own session, which the server still keeps."""
        holder = self.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        if self._session is not None:
            holder.execute(_END, self._session)
        if not holder.scalar(sa.select(sa.func.pg_try_advisory_lock(_RUN))):
            holder.close()
            return False
        self._holder, self._session = holder, dict(holder.execute(_OURS).mappings().one())
        return True

    def _leave(self) -> None:
        holder, self._holder, self._session = self._holder, None, None
        if holder is not None and not holder.closed:
            with contextlib.suppress(DBAPIError):  # the server has forgotten it by itself
                holder.execute(sa.select(sa.func.pg_advisory_unlock(_RUN)))
            holder.close()

    def _taken(self) -> str:
        return f"another yaowen is at work on {self.url.render_as_string()}; stop it first, or leave the work to it"

    def check(self) -> None:
        """Refuse a damaged SQLite file; a new one is nothing to refuse."""
        if self.file is None or not self.file.exists():
            return
        with self.reading() as tx:
            said = tx.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if said != "ok":
            raise StoreError(f"{self.url.render_as_string()}: the file is damaged ({said}); {faults.RESTORE}")

    def gone(self) -> bool:
        """Whether our SQLite file was removed or replaced under us: what is written now would be lost."""
        if self.file is None:
            return False
        try:
            found = self.file.stat()
        except FileNotFoundError:
            return self._inode is not None
        self._inode = self._inode or found.st_ino
        return found.st_ino != self._inode

    def close(self) -> None:
        self.engine.dispose()


def _begin(tx: Tx, how: str, *, synchronous: str | None = None) -> None:
    """Not by an event of the engine: with a single one, SQLAlchemy looks for listeners four times a statement."""
    run = tx.connection.driver_connection.execute  # type: ignore[union-attr]
    if synchronous is not None and tx.info.get("synchronous") != synchronous:
        run(f"PRAGMA synchronous={synchronous}")
        tx.info["synchronous"] = synchronous
    run(how)


@contextlib.contextmanager
def sentences(db: Database) -> Iterator[None]:
    """What is wrong with the database itself, said to the person who can mend it."""
    try:
        yield
    except (DBAPIError, sqlite3.Error, sa.exc.TimeoutError) as e:  # BEGIN goes to the driver itself
        told = _told(db, e)
        if told is None:
            raise
        db.failed(told)
        raise told from e


def _told(db: Database, error: Exception) -> StoreError | None:
    """What somebody can mend; None: a bug of ours."""
    why = str(getattr(error, "orig", error)).strip().splitlines()[0].partition(" (Background on")[0]
    where = db.url.render_as_string()
    if db.gone():  # a new connection has made an empty file in its place
        return StoreError(f"{where}: {GONE}")
    if "unable to open" in why.lower() and db.file is not None and db.file.exists():
        return _not_opened(db, why)
    what = faults.remedy(why)
    if what is None and isinstance(error, OperationalError) and not db.is_sqlite:  # no name, no room, no time …
        what = None if faults.too_much(getattr(error.orig, "sqlstate", None)) else faults.SERVER
    return StoreError(f"{where}: {why}; {what}") if what else None


def _not_opened(db: Database, why: str) -> StoreError:
    """A file that is there and whose companions (-wal, -shm) cannot be made."""
    assert db.file is not None
    try:
        _try_folder(db, db.file.parent)
    except StoreError as e:
        return e
    return StoreError(f"{db.url.render_as_string()}: {why}; {faults.WRITABLE}")


def database_folder(db: Database) -> None:
    """Create the folder of a SQLite file where it is missing."""
    if db.file is not None:
        try:
            os.makedirs(db.file.parent, exist_ok=True)
        except OSError as e:
            raise _no_folder(db, e) from e


def begun(db: Database) -> bool:
    """Whether there is a database yet; StoreError where there can be none."""
    if db.file is None:
        return True
    database_folder(db)
    try:
        db.file.stat()
    except FileNotFoundError:
        _try_folder(db, db.file.parent)
        return False
    except OSError as e:
        raise _no_folder(db, e) from e
    return True


def _try_folder(db: Database, folder: Path) -> None:
    """Whether a file can be made there: a mode alone does not tell it of root, or of a disk that is read only."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as e:
        raise _no_folder(db, OSError(e.errno, e.strerror, str(folder))) from e


def _lock_of(db: Database) -> TextIO:
    try:
        return open(f"{db.file}.lock", "w")
    except OSError as e:
        raise _no_folder(db, e) from e


def _no_folder(db: Database, error: OSError) -> StoreError:
    what = "correct store.url, or make its folder writable for the user that runs yaowen"
    return StoreError(f"{db.url.render_as_string()}: {error.filename}: {error.strerror}; {what}")
