"""All that one database knows, into another that is empty: numbers, ids and dates as they are. It names no table: what
the newest migrations made is what there is to copy. Search is not copied, for it is built otherwise on the two; the
triggers note each entry as it comes, and it is indexed as ever."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from feeds.errors import StoreError
from feeds.keep.db import Database, Tx, UTCDateTime, sentences

AT_ONCE = 200  #: rows in hand
_MADE_ANEW = ("search", "sqlite_")
_VERSION = "_version"  # which migrations have been: the other has its own


def refuse_used(old: Database, new: Database) -> None:
    """StoreError unless the new one is empty: no table, or ours without a row."""
    where = new.url.render_as_string()
    with old.reading() as tx:
        ours = set(sa.inspect(tx).get_table_names())
    with new.reading() as tx:
        for name in sorted(sa.inspect(tx).get_table_names()):
            if name.startswith(_MADE_ANEW) or name.endswith(_VERSION):
                continue
            if name not in ours:
                raise StoreError(f"{where} has the table {name} of another program; give yaowen a database of its own")
            if tx.scalar(sa.select(sa.exists(sa.select(1).select_from(sa.table(name))))):
                raise StoreError(f"{where} is not empty (there are {name} in it): name an empty one, or make it anew")


def copy(old: Database, new: Database) -> dict[str, int]:
    """Each table's rows, counted. Both have the newest tables. One transaction on either side, so it is all or
    nothing, and nobody writes into the old one meanwhile."""
    try:
        with old.transaction() as here, new.transaction() as there:
            return {table.name: _copied(_rows(old, here, table), there, table) for table in _tables(there)}
    except DBAPIError as e:
        why = str(e.orig).strip().splitlines()[0]
        raise StoreError(f"{new.url.render_as_string()} does not take it: {why}; nothing was moved") from e


def _tables(tx: Tx) -> list[sa.Table]:
    """Those to copy, what others refer to first."""
    made = sa.MetaData()
    sa.event.listen(made, "column_reflect", _plain)
    named = sa.inspect(tx).get_table_names()
    made.reflect(tx, only=[name for name in named if not name.startswith(_MADE_ANEW) and not name.endswith(_VERSION)])
    return made.sorted_tables


def _plain(inspector: Any, table: sa.Table, column: Any) -> None:
    """Types that both databases have."""
    if isinstance(column["type"], sa.DateTime):
        column["type"] = UTCDateTime()
    elif isinstance(column["type"], sa.JSON):
        column["type"] = sa.JSON(none_as_null=True)


def _copied(found: Iterator[list[dict[str, Any]]], there: Tx, table: sa.Table) -> int:
    count = 0
    for rows in found:
        there.execute(table.insert(), rows)
        count += len(rows)
    number = table.autoincrement_column
    if count and number is not None and there.dialect.name == "postgresql":
        last = sa.select(sa.func.max(number)).scalar_subquery()
        there.execute(sa.select(sa.func.setval(sa.func.pg_get_serial_sequence(table.name, number.name), last)))
    return count


def _rows(old: Database, tx: Tx, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    """What goes wrong with reading is said of the old one."""
    with sentences(old):
        found = tx.execute(sa.select(table), execution_options={"yield_per": AT_ONCE}).mappings()
        for rows in found.partitions(AT_ONCE):
            yield [{name: _kept(value) for name, value in row.items()} for row in rows]


def _kept(value: Any) -> Any:
    """PostgreSQL's texts hold no NUL, which nobody sees."""
    return value.replace("\x00", "") if isinstance(value, str) else value
