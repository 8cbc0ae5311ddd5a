"""`yaowen feed`: private feeds, each with an address of its own that only its reader knows. Beside a running `run`."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli._shell import Shell, table

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.app import App
    from feeds.keep.private import Private


class Action(StrEnum):
    NEW = "new"
    LIST = "list"
    REVOKE = "revoke"


#: what the second argument is called, and what to say there
NEEDED = {
    Action.NEW: ("name", 'a name for people: yaowen feed new "Li Lei"'),
    Action.REVOKE: ("number", "the number that list shows"),
}


def command(
    ctx: typer.Context,
    action: Annotated[Action, typer.Argument(help="new: make one; list: show all; revoke: end one.")],
    what: Annotated[str, typer.Argument(help="new: a name for people; revoke: the number that list shows.")] = "",
    source: Annotated[
        list[str] | None, typer.Option("--source", "-s", help="Only of this source; may be repeated.")
    ] = None,
    rule: Annotated[
        str, typer.Option("--filter", help="Only what this filter lets through, such as '招生 -讲座'.")
    ] = "",
) -> None:
    """Make, list and revoke private feeds. An address is shown once, when it is made; only its hash is kept."""
    from bot.app import App
    from bot.chats import store
    from feeds.keep.db import database_folder

    if action in NEEDED and not what.strip():
        called, wanted = NEEDED[action]
        raise typer.BadParameter(f"say {wanted}", param_hint=f"'{called}'")
    shell: Shell = ctx.obj
    app = App(shell.config())
    try:
        database_folder(app.db)
        store.prepare(app.db)
        if action is Action.LIST:
            _list(app)
        elif action is Action.NEW:
            _new(app, what, source or [], rule)
        else:
            _revoke(app, what)
    finally:
        app.db.close()


def _list(app: "App") -> None:
    from feeds.keep import private

    with app.db.reading() as tx:
        known = private.of_all(tx)
    heads = ("number", "name", "sources", "filter", "since", "ended")
    table(heads, [_row(each, app.config.zone) for each in known])


def _new(app: "App", label: str, sources: list[str], rule: str) -> None:
    from bot.config.addresses import served_at
    from feeds import match
    from feeds.keep import facts, private

    match.parse(rule)
    config, names = app.config, [app.source(name).name for name in sources]
    with app.db.transaction() as tx:
        made, token = private.new(tx, label=label, sources=names, filter=rule, now=app.clock())
        waiting = "site.listen" in (facts.get(tx, "config_restart") or "")
    typer.echo(f"private feed {made.number}; keep its address, it is shown only now:")
    for extension in ("atom", "rss", "json"):
        typer.echo(f"{config.site.url}/feeds/private/{token}.{extension}")
    if waiting and config.site.url == served_at(config.listen_host, config.listen_port):
        typer.echo("a yaowen that runs serves there only from its restart on: listen has changed", err=True)


def _revoke(app: "App", number: str) -> None:
    from feeds.errors import YaowenError
    from feeds.keep import private

    with app.db.transaction() as tx:
        ended = number.isdecimal() and private.revoke(tx, int(number), app.clock())
    if not ended:
        raise YaowenError(f"there is no private feed {number!r} to revoke; `yaowen feed list` shows the numbers")
    typer.echo(f"private feed {number} has ended; its address answers 404 from now on")


def _row(each: "Private", zone: "ZoneInfo") -> tuple[str, ...]:
    since, ended = (f"{when.astimezone(zone):%Y-%m-%d %H:%M}" if when else "" for when in (each.since, each.revoked))
    return str(each.number), each.label, " ".join(each.sources), each.filter, since, ended
