"""Adds a source to config.toml: comments and order stay, and a file that would not load is never put in its place."""

import contextlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.errors import ConfigError
from feeds.errors import YaowenError

if TYPE_CHECKING:
    from bot.config import Config

NEW = "# Yaowen. Every setting is in config.example.toml; `yaowen check` finds mistakes.\n"


def with_source(text: str, name: str, values: Mapping[str, Any], chats: Iterable[str] = ()) -> str:
    """The text of a config with one source more, named in these chats."""
    import tomlkit
    from tomlkit.container import OutOfOrderTableProxy
    from tomlkit.exceptions import TOMLKitError
    from tomlkit.items import Whitespace

    try:
        document = tomlkit.parse(text)
        if isinstance(document.get("source"), OutOfOrderTableProxy):  # other tables stand between the sources
            text = "\n".join([text.rstrip("\n"), "", *shown(name, values), ""])
            document = tomlkit.parse(text)
            values = {}
        made = tomlkit.table()
        for key, value in values.items():
            made.add(key, value)
        sources = document.get("source")
        if not values:
            pass
        elif sources is None:
            if text.strip():
                document.add(tomlkit.nl())
            document.add("source", tomlkit.table(is_super_table=True))
            document["source"].add(name, made)
        else:
            last = list(sources.values())[-1] if len(sources) else None
            _between(last, made, Whitespace("\n"))
            sources[name] = made
        for chat in chats:
            _subscribe(document["chat"][chat], name)
        return tomlkit.dumps(document).rstrip("\n") + "\n"
    except (TOMLKitError, KeyError, AttributeError, TypeError, ValueError) as e:
        table = "\n".join(shown(name, values))
        raise YaowenError(
            f"the config is written in a way that cannot be added to ({e}); add yourself:\n{table}"
        ) from e


def _between(last: Any, made: Any, blank: Any) -> None:
    """Comments behind the last source that a blank line parts from it belong to what follows: put `made` before
    them. Those right below its keys are its own."""
    body = getattr(getattr(last, "value", None), "body", None)
    if body is None:
        return
    end = len(body)
    while end and body[end - 1][0] is None:
        end -= 1
    own = next((n for n in range(end, len(body)) if not body[n][1].as_string().strip()), len(body))
    trailing = body[own:]
    del body[own:]
    last.value.append(None, blank)
    for key, item in trailing or [(None, blank)]:
        made.value.append(key, item)


def _subscribe(chat: Any, name: str) -> None:
    import tomlkit

    if "sources" not in chat:
        chat["sources"] = tomlkit.array()
    if name not in chat["sources"]:
        chat["sources"].append(name)


def shown(name: str, values: Mapping[str, Any]) -> list[str]:
    """The table as lines, to read or to paste."""
    import tomlkit

    made = tomlkit.table()
    for key, value in values.items():
        made.add(key, value)
    return [f"[source.{name}]", *made.as_string().strip().splitlines()]


def add_source(path: Path, name: str, values: Mapping[str, Any], chats: Iterable[str] = ()) -> "Config":
    """Write the source into the file, which is replaced in one step after its successor was read and found good."""
    path = path.resolve()
    raw = path.read_bytes() if path.exists() else NEW.encode()
    mark = b"\xef\xbb\xbf" if raw.startswith(b"\xef\xbb\xbf") else b""
    text = raw.decode("utf-8-sig")
    windows = "\r\n" in text
    text = with_source(text.replace("\r\n", "\n"), name, values, chats)
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(mark + (text.replace("\n", "\r\n") if windows else text).encode())
        if path.exists():
            shutil.copymode(path, new)
            with contextlib.suppress(PermissionError):  # root adds, and yaowen itself must be able to read it
                os.chown(new, path.stat().st_uid, path.stat().st_gid)
        config = _checked(new, path, name)
        with open(new, "rb") as written:
            os.fsync(written.fileno())
        if path.exists() and path.read_bytes() != raw:
            raise YaowenError(f"{path} was changed meanwhile; nothing was written, try again")
        os.replace(new, path)
    except OSError as e:
        raise YaowenError(f"{path}: cannot be written: {e.strerror}") from None
    finally:
        with contextlib.suppress(OSError):  # what kept it from being written keeps it from being removed
            new.unlink(missing_ok=True)
    return config


def _checked(new: Path, path: Path, name: str) -> "Config":
    """The config that the new file makes: all that there was, and one source more."""
    from bot.config import load

    try:
        config = load(new)
    except ConfigError as e:
        why = str(e).replace(str(new), str(path))
        raise YaowenError(f"nothing was written, for the config would not load any more:\n{why}") from e
    if path.exists():
        before = load(path)
        others = {key: source for key, source in config.sources.items() if key != name}
        if others != before.sources or set(config.chats) != set(before.chats):
            raise YaowenError(f"nothing was written, for more than source.{name} would have changed; add it yourself")
    return config
