"""The config as JSON Schema (draft 2020-12), so that editors complete keys and mark typos. Checks nothing itself.

load.py is the judge; the schema says what one table may hold, not what tables say about each other.
"""

import inspect
import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.config import check
from bot.config.tables import AdminTable, ChannelTable, ChatTable, SiteTable, SourceTable, StoreTable, TopTable

_FIELD = re.compile(r"^    (\w+)\s*:(?!=)")
_NOTE = re.compile(r"#: ?(.*)$")
NAME = "^[a-z0-9-]{1,64}$"


def schema(kinds: Mapping[str, Any], channels: Mapping[str, Any]) -> dict[str, Any]:
    """The whole file; the kinds' and channels' own keys are in it."""
    source = _table(SourceTable)
    source["properties"]["kind"]["enum"] = sorted(kinds)
    channel = _table(ChannelTable)
    channel["properties"]["kind"]["enum"] = sorted(channels)
    top = _table(TopTable)
    top["properties"] |= {
        "store": _table(StoreTable),
        "site": _table(SiteTable),
        "admin": _table(AdminTable),
        "source": _named(_with_kinds(source, kinds), "a news page we poll"),
        "channel": _named(_with_kinds(channel, channels), "a way to reach people"),
        "chat": _named(_table(ChatTable), "a chat the admin wants"),
    }
    shared: dict[str, Any] = {}
    _lift(top, shared)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Yaowen's config.toml"}
    return {**head, **top, **({"$defs": shared} if shared else {})}


def notes(shape: type[Any]) -> dict[str, str]:
    """What the `#:` comments of a dataclass say about its fields."""
    found: dict[str, str] = {}
    above: list[str] = []
    name = ""
    for line in inspect.getsource(shape).splitlines():
        note = _NOTE.search(line)
        if field := _FIELD.match(line):
            name = field[1]
            found[name] = " ".join(above)
            above = []
        if note and line.lstrip().startswith("#:"):
            above.append(note[1].strip())
        elif note and name:
            found[name] = f"{found[name]} {note[1].strip()}".strip()
    return found


def written(value: Any) -> Any:
    """A default as one would write it in TOML."""
    if isinstance(value, timedelta):
        seconds = value.total_seconds()
        for unit, size in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
            if seconds and seconds % size == 0:
                return f"{int(seconds // size)}{unit}"
        return seconds
    if isinstance(value, ZoneInfo | Path):
        return str(value)
    if isinstance(value, tuple):
        return [written(one) for one in value]
    return value


def _lift(node: Any, shared: dict[str, Any]) -> None:
    """References look for their target at the top."""
    if isinstance(node, dict):
        shared.update(node.pop("$defs", {}))
        for one in list(node.values()):
            _lift(one, shared)


def _named(table: dict[str, Any], description: str) -> dict[str, Any]:
    return {
        "type": "object",
        "description": description,
        "propertyNames": {"pattern": NAME},
        "additionalProperties": table,
    }


def _table(shape: type[Any]) -> dict[str, Any]:
    said = notes(shape)
    table: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": {}}
    if shape.__doc__ and not shape.__doc__.startswith(f"{shape.__name__}("):
        table["description"] = shape.__doc__
    for name, setting in check.settings(shape).items():
        if setting.secret:
            table["properties"].update(_secret(name, said.get(name, "")))
            if setting.required:
                table.setdefault("allOf", []).append({"oneOf": [{"required": [form]} for form in _forms(name)]})
            continue
        one = check.property_schema(setting.annotation)
        table.setdefault("$defs", {}).update(one.pop("$defs", {}))
        if said.get(name):
            one["description"] = said[name]
        if setting.default is not None and name != "listen":
            one["default"] = written(setting.default)
        table["properties"][name] = one
        if setting.required:
            table.setdefault("required", []).append(name)
    return table


def _forms(name: str) -> Iterator[str]:
    yield from (f"{name}_file", f"{name}_env", name)


def _secret(name: str, said: str) -> dict[str, Any]:
    words = {
        f"{name}_file": "in this file",
        f"{name}_env": "in this environment variable",
        name: "here, readable to all",
    }
    return {key: {"type": "string", "description": f"{said} ({where})".strip()} for key, where in words.items()}


def _with_kinds(table: dict[str, Any], kinds: Mapping[str, Any]) -> dict[str, Any]:
    """Add the kinds' own keys: any of them completes, a kind's needed ones are asked for."""
    common = set(table["properties"])
    for name in sorted(kinds):
        own = getattr(kinds[name], "Settings", None)
        if not isinstance(own, type):
            continue
        extra = _table(own)
        for key, one in extra["properties"].items():
            if key in common:
                continue
            described = f"{one.get('description', '')} (kind {name})".strip()
            there = table["properties"].get(key)
            one = {**one, "description": described}
            table["properties"][key] = {"anyOf": [there, one]} if there else one
        table.setdefault("$defs", {}).update(extra.get("$defs", {}))
        needs = {key: extra[key] for key in ("required", "allOf") if key in extra}
        if needs:
            table.setdefault("allOf", []).append(
                {"if": {"properties": {"kind": {"const": name}}, "required": ["kind"]}, "then": needs}
            )
    return table
