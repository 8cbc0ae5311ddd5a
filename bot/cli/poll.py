"""`yaowen poll`: once, now; for cron, and for impatient people."""

import logging
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli._shell import Shell, many, waiting

if TYPE_CHECKING:
    from feeds.poll import Polled


def command(
    ctx: typer.Context,
    sources: Annotated[list[str] | None, typer.Argument(help="Their names; without one, all of them.")] = None,
    deliver: Annotated[bool, typer.Option("--deliver", help="Send what is owed, too.")] = False,
) -> None:
    """Poll these sources (or all that are not paused) once, whatever their time. Ends with 1 where one of them is in
    trouble."""
    from bot.app import App
    from bot.cli._log import set_up

    shell: Shell = ctx.obj
    app = App(shell.config())
    set_up(logging.ERROR, debug=shell.debug)
    if not app.config.sources:
        typer.echo(f"there is no source in {app.config.path}; `yaowen add URL` writes one")
    well = True
    try:
        with waiting(f"polling {many(len(sources or app.config.sources), 'source')} …") as now:
            for done in app.poll(sources or (), deliver=deliver):
                now.tell(outcome(done))
                well = well and done.reason is None
    finally:
        app.web.close()
        app.db.close()
    if not well:
        raise typer.Exit(1)


def outcome(done: "Polled") -> str:
    """One poll in one line."""
    if done.paused:
        return (
            f"{done.source}: paused, not polled; `yaowen resume {done.source}`, or name it: yaowen poll {done.source}"
        )
    if done.reason is not None:
        return f"{done.source}: {done.state}: {done.reason}"
    said = "unchanged" if done.unchanged else f"{many(done.items, 'item')}, {done.new} new"
    read = f", {many(done.read, 'article page')} read" if done.read else ""
    return f"{done.source}: {said}{read}"
