"""What every verb shares: the config it was called with, and the way it prints. No verb."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.spinner import Spinner

    from bot.app import App
    from bot.config import Config
    from bot.model import Chat


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """How `yaowen` was called. Verbs get it as `ctx.obj`."""

    path: Path
    debug: bool = False

    def config(self) -> "Config":
        """The config, its warnings told on stderr; ConfigError where it cannot be used."""
        from bot.config import load

        config = load(self.path)
        for warning in config.warnings:
            typer.echo(f"{warning} (a warning)", err=True)
        return config

    def look(self, at: Callable[["App"], None]) -> None:
        """Let a verb look at what is kept, or say that nothing is yet."""
        from bot.app import App
        from feeds.keep.db import begun

        app = App(self.config())
        try:
            if begun(app.db):
                at(app)
            else:
                where = app.db.url.render_as_string()  # without a password
                typer.echo(f"nothing is kept yet in {where}: `yaowen run` or `yaowen poll` makes the first poll")
        finally:
            app.db.close()


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table in a terminal; elsewhere a line a row, its cells parted by tabs."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    screen = Console(highlight=False)
    if not screen.is_terminal:
        for row in (heads, *rows):
            typer.echo("\t".join(row))
        return
    drawn = Table(header_style="bold", box=None, pad_edge=False)
    for head in heads:
        drawn.add_column(head, overflow="fold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    screen.print(drawn)


class Waiting:
    """What happens while one waits: `say` changes the spinner's words, `tell` prints a line of the result."""

    def __init__(self, spinner: "Spinner | None" = None, screen: "Console | None" = None) -> None:
        self._spinner = spinner
        self._screen = screen

    def say(self, words: str) -> None:
        if self._spinner is not None:
            self._spinner.update(text=words.replace("[", r"\["))

    def tell(self, line: str) -> None:
        if self._screen is not None:
            self._screen.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            typer.echo(line)


@contextlib.contextmanager
def waiting(words: str) -> Iterator[Waiting]:
    """A spinner with words, in a terminal only. Where only stderr is one, results still go where stdout goes."""
    from rich.console import Console
    from rich.live import Live
    from rich.spinner import Spinner

    out, err = Console(), Console(stderr=True)
    if not err.is_terminal:
        yield Waiting()
        return
    shared = out.is_terminal
    spinner = Spinner("dots")
    now = Waiting(spinner, out if shared else None)
    now.say(words)
    with Live(
        spinner,
        console=out if shared else err,
        transient=True,
        redirect_stdout=shared,
        redirect_stderr=shared,
    ):
        yield now


def called(chat: "Chat") -> str:
    """A chat as its admin knows it: its name in the config; else its title and the place that tells it from others."""
    return chat.name or (f"{chat.title} ({chat.place})" if chat.title else chat.place)


def many(number: int, word: str) -> str:
    """1 item, 2 items."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def ago(seconds: float) -> str:
    """A stretch of time in one short word: 40 s, 12 min, 3 h, 5 d."""
    from bot.talk.moments import roughly

    number, unit = roughly(seconds)
    return f"{number} {unit}"
