"""config.example.toml holds every setting with its default, and loads as it is and with all of it uncommented."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from bot.config import check, load
from bot.config.schema import written
from bot.config.tables import AdminTable, ChannelTable, ChatTable, SiteTable, SourceTable, StoreTable, TopTable
from bot.tell import channels
from feeds.read import kinds

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "config.example.toml").read_text(encoding="utf-8")
UNCOMMENTED = re.sub(r"^#(?=[\[\w])", "", EXAMPLE, flags=re.MULTILINE)


def shapes() -> list[tuple[str, str | None, type[Any]]]:
    """(table, kind, dataclass) of every table there is."""
    tables: list[tuple[str, str | None, type[Any]]] = [
        ("", None, TopTable),
        ("store", None, StoreTable),
        ("site", None, SiteTable),
        ("admin", None, AdminTable),
        ("source", None, SourceTable),
        ("channel", None, ChannelTable),
        ("chat", None, ChatTable),
    ]
    tables += [("source", name, kind.Settings) for name in kinds.names() if (kind := kinds.one(name))]
    ways = channels.find()
    tables += [("channel", name, ways[name].Settings) for name in ways.ours]
    return tables


def test_the_example_loads_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(EXAMPLE, encoding="utf-8")

    config = load(path)

    assert config.warnings == ()
    assert set(config.sources) == {"shanzhi"}
    assert set(config.chats) == {"newsroom"}


def test_the_example_loads_with_all_of_it_uncommented(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text(UNCOMMENTED, encoding="utf-8")
    for name in re.findall(r'^(?:\w+_file|ca_bundle) = "([^"]+)"', UNCOMMENTED, flags=re.MULTILINE):
        secret = "https://hooks.example/x" if "url" in name else "1:x"  # a token of Telegram has this form
        (tmp_path / name).write_text(secret)
        (tmp_path / name).chmod(0o600)

    config = load(path)

    assert config.warnings == ()
    assert set(channels.find().ours) == {channel.kind for channel in config.channels.values()}


@pytest.mark.parametrize(("table", "kind", "shape"), shapes(), ids=lambda value: getattr(value, "__module__", value))
def test_the_example_shows_every_setting_with_its_default(table: str, kind: str | None, shape: type[Any]) -> None:
    data = tomllib.loads(UNCOMMENTED)
    places: list[dict[str, Any]] = [data.get(table, {})] if table in ("store", "site", "admin") else []
    if not table:
        places = [data]
    elif table not in ("store", "site", "admin"):
        places = [one for name, one in data.get(table, {}).items() if kind is None or one.get("kind", name) == kind]

    common = check.keys({"source": SourceTable, "channel": ChannelTable}[table]) if kind else ()
    for name, setting in check.settings(shape).items():
        if name in common:
            continue
        forms = (name, f"{name}_file", f"{name}_env") if setting.secret else (name,)
        shown = [place[form] for place in places for form in forms if form in place]

        assert shown, f"config.example.toml does not show {name} of [{table}] {f'kind {kind}' if kind else ''}"
        if setting.default not in (None, "", ()) and not setting.secret and name not in ("listen", "headers"):
            assert written(setting.default) in shown, f"the default of {table}.{name} is {written(setting.default)!r}"


def test_every_setting_of_the_example_has_a_comment() -> None:
    settings = [line for line in EXAMPLE.splitlines() if re.match(r"#?\w+ = ", line)]

    bare = [line for line in settings if not re.search(r"\s# \S", line) and not line.startswith("#robots_reason")]

    assert bare == []
