"""`yaowen move`: all that is kept, into another database. The config is its owner's to change."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli._shell import Shell, table, waiting


def command(
    ctx: typer.Context,
    to: Annotated[
        str,
        typer.Argument(
            metavar="TO",
            help="The empty database: postgresql+psycopg://user@host/name or sqlite:///FILE; or a file that says so.",
        ),
    ],
) -> None:
    """Copy all that the store keeps into another, empty database: entries with their ids, chats, what was told. Stop a
    running yaowen first."""
    from bot.app import App
    from bot.chats import store
    from feeds.keep.db import Database

    shell: Shell = ctx.obj
    app = App(shell.config())
    address, file = _address(to, app.config.path.parent)
    new = Database(address)
    try:
        with waiting("copying …"):
            moved = store.move(app.db, new)
    finally:
        new.close()
        app.db.close()
    table(("table", "rows"), [(name, str(rows)) for name, rows in moved.items() if rows])
    typer.echo(f"\nmoved to {new.url.render_as_string()}. Before yaowen starts again, write into {app.config.path}:\n")
    typer.echo(_written(address, file, secret=bool(new.url.password)).rstrip())


def _address(to: str, folder: Path) -> tuple[str, Path | None]:
    """What SQLAlchemy opens, and the file it was read from: there a path begins where it will in the config, in its
    folder."""
    from bot.config.addresses import placed, store_address
    from bot.config.values import beside

    file = None if "://" in to else Path(to).absolute()
    try:
        address = store_address(file.read_text(encoding="utf-8-sig").strip() if file else to)
        address = placed(address, lambda path: beside(folder if file else Path(), path).absolute())
    except (OSError, UnicodeDecodeError):
        raise typer.BadParameter(f"{to} is neither a database's address nor a file with one") from None
    except ValueError as e:
        raise typer.BadParameter(f"the address {e}") from None
    return address, file


def _written(address: str, file: Path | None, *, secret: bool) -> str:
    """The [store] of a config that uses it. A password is shown to nobody."""
    import tomlkit

    if file is not None:
        return tomlkit.dumps({"store": {"url_file": str(file)}})
    if not secret:
        return tomlkit.dumps({"store": {"url": address}})
    note = "    # a file for its owner alone (chmod 600): the address with its password"
    return tomlkit.dumps({"store": {"url_file": "store-url"}}).rstrip() + note
