"""`yaowen check`: is the config right? Changes nothing; without --online it asks nobody."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli._shell import Shell, many, waiting

if TYPE_CHECKING:
    from bot.app import App


def command(
    ctx: typer.Context,
    online: Annotated[bool, typer.Option("--online", help="Try the sources, tokens and chats too.")] = False,
) -> None:
    """Check the config and tell every fault with its line. Ends with 2 where there is one."""
    shell: Shell = ctx.obj
    config = shell.config()
    counts = ", ".join(
        many(len(group), word)
        for word, group in (("source", config.sources), ("channel", config.channels), ("chat", config.chats))
    )
    typer.echo(
        f"{shell.path}: {counts}; no fault" + (f", {len(config.warnings)} to look at" if config.warnings else "")
    )
    if not online:
        return
    from bot.app import App

    app = App(config)
    try:
        bad = _sources(app) + asyncio.run(_chats(app))
    finally:
        app.web.close()
        app.db.close()
    if bad:
        raise typer.Exit(1)


def _sources(app: "App") -> int:
    """Look at each as a poll would; how many are in trouble."""
    from feeds.errors import YaowenError

    bad = 0
    for source in app.config.sources.values():
        try:
            with waiting(f"source.{source.name}: looking at {source.url} …"):
                seen = app.preview(source, 1)
        except YaowenError as e:
            typer.echo(f"source.{source.name}: {e}")
            bad += 1
            continue
        trouble = next((one.trouble for one in seen.articles if one.trouble), None)
        items = len(seen.listing.articles)
        if items == 0:
            trouble = "no items on this page"
        typer.echo(f"source.{source.name}: {many(items, 'item')} on {seen.url}, read as {seen.kind}{_but(trouble)}")
        bad += trouble is not None
    return bad


async def _chats(app: "App") -> int:
    """Ask each channel that can tell whether its chats may be written to; how many may not."""
    from bot.cli._place import current
    from bot.errors import ChatMoved
    from feeds.errors import YaowenError

    bad = 0
    async with app.opened() as opened:
        for chat in app.config.chats.values():
            check = getattr(opened[chat.channel], "check", None)
            if check is None:
                by = f"`yaowen test {chat.name}` sends one"
                typer.echo(f"chat.{chat.name}: {chat.channel} cannot be tried without a message: {by}")
                continue
            try:
                with waiting(f"chat.{chat.name}: asking {chat.channel} …"):
                    said = await check(current(app, chat.name))
                typer.echo(f"chat.{chat.name}: {said}")
            except ChatMoved as e:
                typer.echo(f'chat.{chat.name}: the chat has a new id; write id = "{e.new_id}" ({e})')
                bad += 1
            except YaowenError as e:
                typer.echo(f"chat.{chat.name}: {e}")
                bad += 1
    return bad


def _but(trouble: str | None) -> str:
    return f"; but {trouble}" if trouble else ""
