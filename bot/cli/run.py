"""`yaowen run`: the process that stays. All it does is bot/running.py's."""

import logging

import typer

from bot.cli._shell import Shell


def command(ctx: typer.Context) -> None:
    """Poll, serve and tell, until Ctrl-C or SIGTERM; what is in flight ends first."""
    from bot.app import App
    from bot.cli._log import set_up
    from bot.running import run

    shell: Shell = ctx.obj
    config = shell.config()
    set_up(logging.INFO, debug=shell.debug)
    app = App(config)
    try:
        run(app)
    finally:
        app.db.close()
