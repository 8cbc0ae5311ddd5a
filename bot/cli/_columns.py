"""Which column of a page of columns: shown as a table, named on the command line or at the keyboard."""

import sys
from typing import TYPE_CHECKING

import typer

from bot.cli._shell import many, table
from feeds.errors import YaowenError

if TYPE_CHECKING:
    from feeds.read.detect import Detected
    from feeds.read.fronts.columns import Column


def steps(column: str | None) -> list[str]:
    """The columns to go through: 新闻中心 > 学院新闻. An address is one step."""
    return [step.strip() for step in (column or "").split(" > ") if step.strip()]


def chosen(found: "Detected", wanted: str | None, yes: bool) -> str:
    """The address of the column that was asked for, or that somebody chooses now."""
    columns = found.columns
    rows = [
        (str(n), one.title, one.url, " / ".join(a.title for a in one.sample[:2])) for n, one in enumerate(columns, 1)
    ]
    if wanted is None or not columns:
        typer.echo(f"{found.url} is a home page with {many(len(columns), 'news column')}")
        table(("", "column", "address", "shows"), rows)
    if wanted is None and len(columns) == 1 and yes:
        return columns[0].url
    if wanted is None and columns and not yes and asking():
        return _asked(columns)
    if wanted is None or not columns:
        raise YaowenError("name one with --column" if columns else f"{found.url} shows no news column")
    return _named(columns, wanted)


def _asked(columns: "tuple[Column, ...]") -> str:
    """The address of the column that somebody names at the keyboard, asked again until it is one."""
    while True:
        try:
            return _named(columns, typer.prompt("Which one?", default="1"))
        except YaowenError as e:
            typer.echo(f"{e}", err=True)


def _named(columns: "tuple[Column, ...]", wanted: str) -> str:
    matching = [one for one in columns if wanted in (one.title, one.url)]
    matching = matching or [one for one in columns if wanted.casefold() in one.title.casefold()]
    if not matching and wanted.isdecimal() and 1 <= int(wanted) <= len(columns):
        matching = [columns[int(wanted) - 1]]
    if len(matching) != 1:
        there = ", ".join(one.title for one in columns)
        count = f"{len(matching)} columns are" if matching else "no column is"
        raise YaowenError(f"{count} called {wanted!r}; there are: {there}")
    return matching[0].url


def asking() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def agreed(question: str) -> bool:
    return asking() and typer.confirm(question, default=True)
