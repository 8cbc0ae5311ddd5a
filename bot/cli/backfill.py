"""`yaowen backfill`: older articles, along the site's own pager. It tells nobody."""

import logging
from typing import Annotated

import typer

from bot.cli._shell import Shell, many, waiting


def command(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(help="The name of a source that was polled before.")],
    pages: Annotated[int, typer.Option("--pages", min=1, max=1000, help="How many older list pages.")] = 1,
) -> None:
    """Keep what older list pages show, politely. Ctrl-C is no harm: the next call goes on there."""
    from bot.app import App
    from bot.cli._log import set_up

    shell: Shell = ctx.obj
    app = App(shell.config())
    set_up(logging.ERROR, debug=shell.debug)
    kept, last = 0, False
    try:
        with waiting(f"{source}: reading older pages …") as now:
            for step in app.backfill(source, pages):
                kept += step.new
                last = last or step.last
                if step.items:
                    now.tell(f"{step.url}: {many(step.items, 'item')}, {step.new} new")
                elif step.waiting:
                    now.say(f"{source}: reading articles, {step.waiting} to go …")
    finally:
        app.web.close()
        app.db.close()
    typer.echo(f"{source}: {kept} older articles kept" + ("; the list names no older page" if last else ""))
