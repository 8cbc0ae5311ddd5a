"""`yaowen resume`: takes back a pause, and the suspension of a chat that blocked us and is open again."""

from typing import Annotated

import typer

from bot.cli.pause import SETTINGS as SETTINGS
from bot.cli.pause import change


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A source, a chat (by its name, id, id/topic or title), or all.")],
) -> None:
    """Go on with what was paused, or suspended because the chat was closed to us. A source is polled at once."""
    change(ctx, name, paused=False)
