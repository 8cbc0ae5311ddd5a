"""`yaowen schema`: the config as JSON Schema, for editors. Reads no config."""

import json
from pathlib import Path
from typing import Annotated

import typer


def command(
    file: Annotated[Path | None, typer.Argument(help="Where to write it; without it, on the screen.")] = None,
) -> None:
    """Write a JSON Schema of config.toml, so that editors complete its keys.

    With [cyan]#:schema config.schema.json[/] as the config's first line, editors with TOML support
    (Even Better TOML, taplo, Zed, Helix …) find it.
    """
    from bot.config.schema import schema
    from bot.tell import channels
    from feeds.errors import YaowenError
    from feeds.read import kinds

    text = json.dumps(schema(kinds.find(), channels.find().usable()), ensure_ascii=False, indent=2)
    if file is None:
        typer.echo(text)
        return
    try:
        file.write_text(text + "\n", encoding="utf-8")
    except OSError as e:
        raise YaowenError(f"{file}: cannot be written: {e.strerror}") from e
    typer.echo(f"{file} written")
