"""`yaowen pause`, and what `yaowen resume` shares with it: an admin stops a source, a chat or all."""

from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli._shell import Shell, called

if TYPE_CHECKING:
    from bot.app import App
    from bot.model import Chat

ALL = "all"
NAMED = 20  #: of those there are, where nobody has the name
SETTINGS = {"ignore_unknown_options": True}  #: a Telegram group's id, -1001, is no option


def command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="A source, a chat (by its name, id, id/topic or title), or all.")],
) -> None:
    """Stop polling a source or sending to a chat. Nothing is lost: what is owed waits, and so does what is new."""
    change(ctx, name, paused=True)


def change(ctx: typer.Context, name: str, *, paused: bool) -> None:
    """Pause or resume, and say what that was."""
    from bot.app import App

    shell: Shell = ctx.obj
    app = App(shell.config())
    try:
        for line in _changed(app, name, paused=paused):
            typer.echo(line)
    finally:
        app.db.close()


def _changed(app: "App", name: str, *, paused: bool) -> list[str]:
    from bot.agree import agree
    from bot.chats import chats, store
    from bot.tell import outbox
    from feeds.errors import YaowenError
    from feeds.keep import states
    from feeds.keep.db import database_folder

    database_folder(app.db)
    store.prepare(app.db)
    now = app.clock()
    with app.db.transaction() as tx:
        if not states.of_all(tx).keys() >= app.config.sources.keys():
            agree(tx, app.config, now)  # before the first poll, too
        sources = [each for each in states.of_all(tx) if name in (each, ALL)]
        everyone = chats.of_all(tx)
        found = _meant(everyone, name, named=bool(sources))
        if not sources and not found:
            there = [*app.config.sources, *app.config.chats, *(called(each) for each in everyone if not each.name)]
            more = f" and {len(there) - NAMED} more, see `yaowen status`" if len(there) > NAMED else ""
            names = ", ".join(there[:NAMED]) or "none"
            raise YaowenError(f"there is no source and no chat {name!r}; there are: {names}{more}; or say all")
        for source in sources:
            states.change(tx, source, paused=paused, **({} if paused else {"next_poll": now, "deaths": 0}))
        numbers = [each.number for each in found]
        if not paused:
            outbox.resumed(tx, numbers, now)
        chats.pause(tx, numbers, paused=paused)
        for number in numbers if not paused else ():
            chats.resume(tx, number)
    word = "paused" if paused else "goes on"
    return [f"source {each} {word}" for each in sources] + [f"chat {called(each)} {word}" for each in found]


def _meant(everyone: "list[Chat]", name: str, *, named: bool) -> "list[Chat]":
    """The chats of that name; `named`: a source is, too, which goes before a title."""
    from bot.chats import chats
    from feeds.errors import YaowenError

    if name == ALL:
        return everyone
    found = chats.meant(everyone, name)
    if named and not any(name in (each.name, each.id) for each in found):
        return []
    places = list(dict.fromkeys(each.place for each in found))
    if named:
        raise YaowenError(f"{name!r} is a source and a chat; call the chat by its id: {', '.join(places)}")
    if len(places) > 1:
        raise YaowenError(f"{len(found)} chats are called {name!r}; call one by its id: {', '.join(places)}")
    return found
