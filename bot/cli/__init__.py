"""The `yaowen` command: finds its verbs in this folder and turns errors into one line. No verb lives in this file.

A verb is a module (or package) with a function `command`; its name is the verb, its docstring the help; `SETTINGS`,
where it has any, are those of click's context. A name that starts with `_` is no verb. Verbs are imported when they are
called, so that `yaowen` starts fast.
"""

import errno
import os
import pkgutil
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from bot.cli._shell import Shell

HOISTED = ("--config", "-c")  #: may stand before the verb or behind it
BUG = 70  #: EX_SOFTWARE


class Verbs(TyperGroup):
    """The commands of this folder."""

    def list_commands(self, ctx: Any) -> list[str]:
        return sorted(one.name for one in pkgutil.iter_modules(__path__) if not one.name.startswith("_"))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in self.list_commands(ctx):
            return None
        module = import_module(f"{__name__}.{cmd_name}")
        if not hasattr(module, "command"):
            return None
        one = typer.Typer(add_completion=False, rich_markup_mode="rich")
        one.command(cmd_name, context_settings=getattr(module, "SETTINGS", None))(module.command)
        return typer.main.get_command(one)


app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    help="Watches news pages that publish no feed, turns them into feeds, and tells chats.",
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"yaowen {version('yaowen')}")
        raise typer.Exit


@app.callback()
def yaowen(
    ctx: typer.Context,
    config: Annotated[
        Path, typer.Option("--config", "-c", envvar="YAOWEN_CONFIG", help="The config; may follow the verb too.")
    ] = Path("config.toml"),
    debug: Annotated[bool, typer.Option("--debug", help="Show where a bug happened, and log more.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which Yaowen this is, and exit.")
    ] = False,
) -> None:
    ctx.obj = Shell(path=config, debug=debug)


def main(argv: Sequence[str] | None = None) -> None:
    """Run and exit: 0 well, 1 it could not be done, 2 the config or the call is wrong, 70 a bug, 130 Ctrl-C."""
    sys.exit(exit_code(sys.argv[1:] if argv is None else argv))


def exit_code(argv: Sequence[str]) -> int:
    """The exit code; what went wrong is told on stderr."""
    from bot.errors import ConfigError
    from feeds.errors import YaowenError

    debug = False
    try:
        arguments = hoisted(argv)
        debug = arguments[:1] == ["--debug"]
        typer.main.get_command(app).main(arguments, prog_name="yaowen")
    except SystemExit as e:
        return e.code if isinstance(e.code, int) else int(bool(e.code))
    except KeyboardInterrupt:
        return 130
    except ConfigError as e:
        return _told(str(e), 2)
    except YaowenError as e:
        return _told(f"yaowen: {e}", 1)
    except Exception as e:
        if isinstance(e, OSError) and e.errno == errno.ENOSPC:
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - at exit what is left is written once more
            return _told(f"yaowen: the disk is full: {e.strerror}", 1)
        if debug:
            from bot.tell.redact import redact

            return _told(redact(traceback.format_exc()), BUG)
        return _told(f"yaowen: a bug, please report it: {_where(e)}; --debug shows more", BUG)
    return 0


def hoisted(arguments: Sequence[str]) -> list[str]:
    """--config and --debug, wherever they stand, in front of the verb."""
    from bot.errors import ConfigError

    front: list[str] = []
    rest: list[str] = []
    left = iter(arguments)
    for one in left:
        if one == "--":
            rest += [one, *left]
        elif one in HOISTED:
            if (value := next(left, None)) is None:
                raise ConfigError(f"{one}: which file? say {one} /etc/yaowen/config.toml, for example")
            front += [one, value]
        elif one == "--debug":
            front.insert(0, one)
        elif one.startswith("--config="):
            front.append(one)
        else:
            rest.append(one)
    return front + rest


def _told(sentence: str, code: int) -> int:
    try:
        print(sentence, file=sys.stderr)  # noqa: T201 - the one place for it
    except OSError:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115 - nobody listens any more
    return code


def _where(error: Exception) -> str:
    """The kind of error and the line of ours it came from; not its words, which may hold a page or a secret."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if {"bot", "feeds"} & set(Path(one.filename).parts)] or list(frames)
    place = Path(ours[-1].filename)
    return f"{type(error).__name__} in {place.parent.name}/{place.name}:{ours[-1].lineno}"
