"""`yaowen status`: how each source and chat stands. Reads the database, beside a running `yaowen run` as well."""

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import typer

from bot.cli._shell import Shell, ago, called, many, table
from bot.cli.approve import held, ways

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from bot.app import App
    from bot.config import Config
    from bot.model import Chat
    from feeds.keep.states import State

DUE = "due now"
LATE = timedelta(minutes=15)  #: what has been due for longer is polled by nobody: a poll ends sooner
BEFORE = "a yaowen that runs goes on with the config before"


def command(ctx: typer.Context) -> None:
    """Show every source, its state, its next poll, what waits and what is owed; then the chats."""
    from bot.errors import ConfigError

    shell: Shell = ctx.obj
    try:
        shell.look(_show)
    except ConfigError as e:
        raise ConfigError(f"{e}\n{BEFORE}" if shell.path.exists() else str(e)) from e


def _show(app: "App") -> None:
    from bot.chats import chats, store
    from bot.model import State as Standing
    from bot.tell import standings
    from feeds.keep import entries, facts, states, suspects

    store.prepare(app.db)
    now = app.clock()
    with app.db.reading() as tx:
        known = states.of_all(tx)
        counts = entries.counts(tx)
        owed = standings.owed(tx)
        everyone = chats.of_all(tx)
        deliveries = standings.counts(tx)
        stuck = standings.reasons(tx, (Standing.HELD, Standing.UNKNOWN, Standing.DEAD), 5, dropped=False)
        pages = {name: suspects.get(tx, name) for name, state in known.items() if state.held or state.proposal}
        notes = {word: facts.get(tx, word) for word in ("config_fault", "config_restart")}
    if notes["config_fault"]:
        for line in notes["config_fault"].splitlines():
            typer.echo(f"the running yaowen did not take this config and goes on with the one before: {line}")
    elif known and not app.config.sources:
        typer.echo(f"{app.config.path}: has no source; {BEFORE}")
    heads = ("source", "state", "last success", "next poll", "entries", "waiting", "owed")
    left = "by the config before" if notes["config_fault"] else "not in the config"
    table(heads, source_rows(app.config, known, counts, owed, now, left))
    if line := at_rest([state for name, state in known.items() if name in app.config.sources], now):
        typer.echo(line)
    for state in known.values():
        if state.source not in app.config.sources:
            continue
        if state.source in pages:
            for line in held(state, pages[state.source], briefly=True):
                typer.echo(line)
            told = "quietly" if state.approved == "quiet" else "and tells its chats"
            taken = f"  approved: the next poll takes it {told}"
            for line in [taken] if state.approved else [f"  yaowen approve {state.source} --look", *ways(state.source)]:
                typer.echo(line)
        elif state.reason:
            typer.echo(f"{state.source}: {state.reason}")
    if notes["config_restart"]:
        typer.echo(f"the running yaowen needs a restart to take: {notes['config_restart']}")
    if everyone:
        typer.echo("")
        rows = [_chat(chat, deliveries, now, app.config.zone) for chat in everyone]
        table(("chat", "channel", "sent", "owed", "held", "dead", ""), rows)
    for row in stuck:
        typer.echo(f"{row['state']}: {row['title']}: {row['reason'] or 'no reason known'}")
    for stands in (Standing.HELD, Standing.DEAD):
        if any(each.get(stands) for each in deliveries.values()):
            typer.echo(f"  yaowen outbox --state {stands.value}")


def at_rest(known: "list[State]", now: datetime) -> str:
    """That nobody polls what is due, in a sentence; empty where somebody does."""
    due = [state for state in known if not state.paused and state.next_poll < now - LATE]
    last = max((state.last_poll for state in known if state.last_poll), default=None)
    if not due or (last and last >= now - LATE):
        return ""
    when = f"for {ago((now - last).total_seconds())}" if last else "yet"
    return f"nothing was polled {when}, and {many(len(due), 'source')} should have been: does `yaowen run` run?"


def source_rows(
    config: "Config",
    known: "dict[str, State]",
    counts: dict[str, dict[str, int]],
    owed: dict[str, int],
    now: datetime,
    left: str = "not in the config",
) -> list[tuple[str, ...]]:
    """A row a source of the config, in its order; those that `left` it but are kept come last."""
    rows: list[tuple[str, ...]] = []
    for name in [*config.sources, *(name for name in known if name not in config.sources)]:
        state = known.get(name)
        count = counts.get(name, {})
        numbers = (str(count.get("ready", 0)), str(count.get("waiting", 0)), str(owed.get(name, 0)))
        if state is None:
            rows.append((name, "new", "never", "at the next start", *numbers))
            continue
        since = f" for {ago((now - state.since).total_seconds())}" if state.since and state.state != "ok" else ""
        success = f"{ago((now - state.last_success).total_seconds())} ago" if state.last_success else "never"
        rest = (state.next_poll - now).total_seconds()
        following = "paused" if state.paused else f"in {ago(rest)}" if rest > 0 else DUE
        if name not in config.sources:
            following = left
        rows.append((name, f"{state.state}{since}", success, following, *numbers))
    return rows


def _chat(chat: "Chat", deliveries: dict[int, dict[str, int]], now: datetime, zone: "ZoneInfo") -> tuple[str, ...]:
    from bot.chats import hours
    from bot.model import State

    stand = Counter(deliveries.get(chat.number, {}))
    owed = stand[State.PENDING] + stand[State.SENDING]
    held = stand[State.HELD] + stand[State.UNKNOWN]
    numbers = (str(stand[State.SENT]), str(owed), str(held), str(stand[State.DEAD]))
    opens = hours.opens(chat, now)
    quiet = f"quiet until {opens.astimezone(zone):%Y-%m-%d %H:%M}" if opens else ""
    remark = chat.suspended or ("paused" if chat.paused else quiet)
    return (called(chat), chat.channel, *numbers, remark)
