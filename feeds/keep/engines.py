"""How the two databases are opened: an engine of SQLAlchemy for a URL. Nothing is connected to yet."""

import contextlib
import os
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url

#: a network that swallows what is sent is an outage within the minute, not after libpq's two minutes or TCP's hours
_PATIENCE = {"connect_timeout": 10, "tcp_user_timeout": 30_000, "keepalives_idle": 30, "keepalives_interval": 10}


def of(url: str) -> sa.Engine:
    """Raises what SQLAlchemy says of an address that is none."""
    address = _discreet(make_url(url))
    engine = sa.create_engine(address, **_options(address))
    if address.get_backend_name() == "sqlite":
        _prepare_sqlite(engine)
    return engine


def _discreet(url: sa.URL) -> sa.URL:
    """With its password where it is shown to nobody, also when it is written as a parameter."""
    secret = url.query.get("password")
    return url.difference_update_query(["password"]).set(password=secret) if isinstance(secret, str) else url


def _options(url: sa.URL) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"connect_args": {"timeout": 15}}
    patience = {name: value for name, value in _PATIENCE.items() if name not in url.query}
    return {"pool_pre_ping": True, "pool_size": 4, "max_overflow": 8, "connect_args": patience}


def _prepare_sqlite(engine: sa.Engine) -> None:
    @sa.event.listens_for(engine, "do_connect")
    def _begin(dialect: Any, record: Any, arguments: Any, named: Any) -> None:
        """A new file is its owner's alone: a robot's address in it is all that it takes to write into that chat. One
        that is there is not opened: to close it again would end the locks that this process has on it, and the next
        program that leaves would take the log with our last transactions away."""
        named_file = engine.url.database not in (None, "", ":memory:") and "uri" not in engine.url.query
        with contextlib.suppress(OSError):  # it is there; or SQLite says it better
            if named_file:
                os.close(os.open(os.path.realpath(arguments[0]), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))

    @sa.event.listens_for(engine, "connect")
    def _connect(connection: Any, record: Any) -> None:
        connection.isolation_level = None  # BEGIN is ours: db.py
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
