"""`yaowen test`: a test message to one chat, and what the chat's service answered, in words. It touches no delivery."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli._shell import Shell, waiting

if TYPE_CHECKING:
    from bot.app import App
    from bot.errors import DeliveryError


def command(
    ctx: typer.Context,
    chat: Annotated[str, typer.Argument(help="NAME of a chat in the config.")],
) -> None:
    """Send a test message to a chat of the config, and say what became of it. Ends with 1 where it did not arrive."""
    shell: Shell = ctx.obj
    config = shell.config()
    if chat not in config.chats:
        from feeds.errors import YaowenError

        there = ", ".join(sorted(config.chats)) or "none"
        raise YaowenError(f"there is no chat {chat!r} in {config.path}; there are: {there}")
    from bot.app import App

    app = App(config)
    try:
        with waiting(f"sending to {chat} …"):
            arrived, said = asyncio.run(_send(app, chat))
    finally:
        app.web.close()
        app.db.close()
    typer.echo(f"chat.{chat}: {said}")
    if not arrived:
        raise typer.Exit(1)


async def _send(app: "App", name: str) -> tuple[bool, str]:
    from bot.cli._place import current
    from bot.errors import DeliveryError
    from bot.tell.compose import test_message

    chat = current(app, name)
    now = app.clock()
    async with app.opened([chat.channel]) as opened:
        try:
            number = await opened[chat.channel].send(chat, test_message(chat, now), key=f"test-{now:%Y%m%d%H%M%S%f}")
        except DeliveryError as e:
            return False, outcome(e)
    return True, f"arrived, as message {number}" if number else "arrived"


def outcome(error: "DeliveryError") -> str:
    """What an answer other than "sent" means, and what to do."""
    from bot.errors import ChannelDown, ChatGone, ChatMoved, Refused, TryLater, Unknown

    if isinstance(error, ChatMoved):
        return f'did not arrive: the chat has a new id; write id = "{error.new_id}" ({error})'
    meanings = {
        TryLater: "did not arrive now, another try may do",
        ChatGone: "did not arrive: the chat is gone, or we may not write there",
        ChannelDown: "did not arrive: the whole channel is refused; look at its token or key",
        Refused: "did not arrive: this message is refused for good",
        Unknown: "nobody can say whether it arrived: look there",
    }
    said = next((words for kind, words in meanings.items() if isinstance(error, kind)), "did not arrive")
    after = f", in {error.after.total_seconds():g} s" if isinstance(error, TryLater) and error.after else ""
    return f"{said}{after} ({error})"
