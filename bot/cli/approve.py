"""`yaowen approve`: believe a list that was held. Works beside a running `yaowen run`, which polls it at once."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli._shell import Shell, many

if TYPE_CHECKING:
    from feeds.keep.states import State
    from feeds.keep.suspects import Suspect


def command(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(help="The name of a source whose list is held.")],
    announce: Annotated[
        bool, typer.Option("--announce", help="Tell the chats what is new on it; without this it is kept quietly.")
    ] = False,
    look: Annotated[bool, typer.Option("--look", help="Only show what is held, and why.")] = False,
    page: Annotated[
        Path | None, typer.Option("--page", metavar="FILE", help="Only write the page that was held to FILE.")
    ] = None,
) -> None:
    """Take the next list of SOURCE as it is, as proposed. Entries that we know stay, and are told to nobody."""
    from bot.app import App
    from bot.chats import store
    from feeds import judge
    from feeds.errors import YaowenError
    from feeds.keep import states, suspects

    shell: Shell = ctx.obj
    app = App(shell.config())
    try:
        name = app.source(source).name
        store.prepare(app.db)
        with app.db.reading() as tx:
            state, kept = states.get(tx, name), suspects.get(tx, name)
            text = suspects.text(tx, name) if page is not None else None
        if page is not None:
            if text is None:
                raise YaowenError(f"no page of {name} is kept")
            _write(page, text)
            return
        if not look:
            app.approve(name, announce=announce)
        for line in held(state, kept):
            typer.echo(line)
        if look:
            if judge.approvable(state):
                for line in ways(name):
                    typer.echo(line)
            return
    finally:
        app.db.close()
    typer.echo(f"{source}: the next list is taken as it is, {'told to its chats' if announce else 'quietly'}")
    typer.echo("a running yaowen polls it now; without one: yaowen poll " + source)


def ways(source: str) -> list[str]:
    """The two ways to take what is held."""
    return [
        f"  yaowen approve {source}               takes it quietly",
        f"  yaowen approve {source} --announce    … and tells its chats what is new",
    ]


def held(state: "State | None", kept: "Suspect | None", *, briefly: bool = False) -> list[str]:
    """What is held of a source, why, and what we propose: a line each; briefly, without what speaks for it."""
    from feeds import proposal

    if state is None or (state.held is None and state.proposal is None and kept is None):
        return ["nothing is held"]
    lines = [f"{state.source}: {state.reason}"] if state.reason else []
    if state.held:
        said = "”, “".join(str(title)[:40] for title in state.held.get("sample", ()))
        lines.append(f"held: {_counted(state.held)} (“{said}”)")
    if state.proposal:
        lines.append(f"proposed: {proposal.said(state.proposal)}")
        lines += [] if briefly else [f"  {why}" for why in state.proposal.get("why", ())]
    if kept is not None and not briefly:
        lines.append(f"the page is kept: yaowen approve {state.source} --page page.html ({kept.url})")
    return lines


def _counted(back: Mapping[str, Any]) -> str:
    """How much is held: of a whole list what is new on it, or some items while the others of their list are kept."""
    new, items = back.get("new", 0), back.get("items", 0)
    if not back.get("keys"):
        return f"{new} new of {many(items, 'item')}"
    others = {0: "", 1: ", the other is kept"}.get(items, f", the other {items} are kept")
    return f"{new} of {many(new + items, 'item')}{others}"


def _write(path: Path, text: str) -> None:
    from feeds.errors import YaowenError

    try:
        path.write_text(text, encoding="utf-8")
    except OSError as e:
        raise YaowenError(f"{path}: cannot be written: {e.strerror}") from None
    typer.echo(f"{path}: {len(text)} characters, as UTF-8")
