"""`yaowen outbox`: what is owed and not settled, and an admin's word on it. Works beside a running `yaowen run`."""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli._shell import Shell, ago, called, table

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.app import App
    from bot.model import Chat


class Action(StrEnum):
    LIST = "list"
    RESEND = "resend"
    DROP = "drop"


class Show(StrEnum):
    """What `list` shows."""

    OPEN = "open"  # all that is not settled
    HELD = "held"
    DEAD = "dead"
    FILTERED = "filtered"
    SENT = "sent"


def command(
    ctx: typer.Context,
    action: Annotated[Action, typer.Argument(help="What to do.")] = Action.LIST,
    which: Annotated[
        list[str] | None, typer.Argument(help="Numbers of deliveries, as the list shows them; or held: all that are.")
    ] = None,
    state: Annotated[Show, typer.Option("--state", help="What to list.")] = Show.OPEN,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=10_000, help="How many, newest first.")] = 50,
) -> None:
    """List what is owed to the chats, send again what is held or dead, or give it up."""
    shell: Shell = ctx.obj
    if action is not Action.LIST:
        shell.look(lambda app: _order(app, action, which or []))
    elif which:
        raise typer.BadParameter("list takes no numbers; --state and --limit say what it shows")
    else:
        shell.look(lambda app: _list(app, state, limit))


def _list(app: "App", show: Show, limit: int) -> None:
    from bot.chats import chats, store
    from bot.model import State
    from bot.tell import standings

    not_settled = (State.PENDING, State.SENDING, State.UNKNOWN, State.HELD)
    store.prepare(app.db)
    with app.db.reading() as tx:
        rows = standings.reasons(tx, not_settled if show is Show.OPEN else (State(show.value),), limit)
        there = {each.number: each for each in chats.of_all(tx)}
    if not rows:
        typer.echo(f"nothing is {show.value}")
        return
    heads = ("number", "state", "chat", "source", "since", "title", "why")
    table(heads, [_row(row, there.get(row["chat"]), app.clock(), app.config.zone) for row in rows])


def _row(row: dict[str, Any], chat: "Chat | None", now: datetime, zone: "ZoneInfo") -> tuple[str, ...]:
    why = "; ".join(filter(None, (row["reason"], _waits(row, chat, now, zone))))
    since = ago((now - row["changed"]).total_seconds())
    name = called(chat) if chat else "?"
    return (str(row["number"]), row["state"], name, row["source"], since, row["title"], why)


def _waits(row: dict[str, Any], chat: "Chat | None", now: datetime, zone: "ZoneInfo") -> str:
    """What a delivery that will be sent waits for: its chat, or a time."""
    from bot.chats import hours
    from bot.model import State

    if chat is None or row["state"] not in (State.PENDING, State.UNKNOWN):
        return ""
    if chat.suspended:
        return f"the chat is suspended: {chat.suspended}"
    if chat.paused:
        return "the chat is paused"
    opens = None if row["urgent"] else hours.opens(chat, now)
    when = max(filter(None, (row["not_before"], opens)), default=now)
    return f"waits until {when.astimezone(zone):%Y-%m-%d %H:%M}" if when > now else ""


def _order(app: "App", action: Action, which: list[str]) -> None:
    """Every number or none: a typing mistake changes nothing."""
    from bot.chats import store
    from bot.model import State
    from bot.tell import outbox, standings
    from bot.tell.transitions import Event
    from feeds.errors import YaowenError

    event = Event.RESEND if action is Action.RESEND else Event.DROP
    why = outbox.RESEND if action is Action.RESEND else outbox.DROP
    store.prepare(app.db)
    with app.db.transaction() as tx:
        if which == ["held"]:
            numbers = [row["number"] for row in standings.reasons(tx, (State.HELD,), 10_000)]
        else:
            numbers = [_number(word) for word in which]
        if not numbers and which != ["held"]:
            raise YaowenError(f"say which: `yaowen outbox list` shows numbers; or `yaowen outbox {action.value} held`")
        for number in numbers:
            try:
                outbox.ordered(tx, number, event, why, app.clock())
            except (LookupError, ValueError) as e:
                raise YaowenError(f"{e}; nothing was changed") from None
    if not numbers:
        typer.echo("nothing is held")
    elif action is Action.RESEND:
        typer.echo("1 delivery goes out again" if len(numbers) == 1 else f"{len(numbers)} deliveries go out again")
    else:
        typer.echo("1 delivery is given up" if len(numbers) == 1 else f"{len(numbers)} deliveries are given up")


def _number(word: str) -> int:
    if not word.isdecimal():
        raise typer.BadParameter(f"{word!r} is no number of a delivery")
    return int(word)
