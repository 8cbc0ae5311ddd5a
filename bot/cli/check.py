"""`yaowen check`: is the config right? Changes nothing; without --online it asks nobody."""

import typer

from bot.cli._shell import Shell


def command(ctx: typer.Context) -> None:
    """Check the config and tell every fault with its line."""
    shell: Shell = ctx.obj
    config = shell.config()
    counts = ", ".join(
        f"{len(group)} {word}{'' if len(group) == 1 else 's'}"
        for word, group in (("source", config.sources), ("channel", config.channels), ("chat", config.chats))
    )
    typer.echo(
        f"{shell.path}: {counts}; no fault" + (f", {len(config.warnings)} to look at" if config.warnings else "")
    )
