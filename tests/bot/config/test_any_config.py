"""Whatever a config says, it is a Config or a ConfigError whose every line names the file; never anything else."""

from pathlib import Path
from typing import Any

import pytest
import tomlkit
from configs import CHANNELS, KINDS, Pager, Rules
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.config import check, load
from bot.config.tables import AdminTable, ChannelTable, ChatTable, SiteTable, SourceTable, StoreTable, TopTable
from bot.errors import ConfigError

WORDS = [
    "",
    "all",
    "news",
    "rules",
    "pager",
    "console",
    "~nobody/x",
    "a\0b",
    "http://a/",
    "http://[::1",
    "1h",
    "[x]",
    "é",
]
SCALARS = st.one_of(
    st.sampled_from(WORDS),
    st.text(max_size=8),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(),
    st.booleans(),
    st.datetimes(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["a", "url", "é"]), inner, max_size=3),
    max_leaves=5,
)


def table(*shapes: type) -> st.SearchStrategy[dict[str, Any]]:
    known = [key for shape in shapes for key in check.keys(shape)]
    return st.dictionaries(st.sampled_from([*known, "unknown"]), VALUES, max_size=6)


NAMES = st.sampled_from(["news", "a", "all", "console", "pager", "A b", ""])
CONFIGS = st.builds(
    lambda top, tables: {**top, **tables},
    table(TopTable),
    st.fixed_dictionaries(
        {},
        optional={
            "store": table(StoreTable) | VALUES,
            "admin": table(AdminTable) | VALUES,
            "site": table(SiteTable),
            "source": st.dictionaries(NAMES, table(SourceTable, Rules) | VALUES, max_size=3),
            "channel": st.dictionaries(NAMES, table(ChannelTable, Pager) | VALUES, max_size=3),
            "chat": st.dictionaries(NAMES, table(ChatTable) | VALUES, max_size=3),
        },
    ),
)


def faults(path: Path) -> list[str]:
    try:
        load(path, kinds=KINDS, channels=CHANNELS)
    except ConfigError as e:
        return str(e).splitlines()
    return []


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CONFIGS)
def test_any_config_is_taken_or_refused_in_words(tmp_path: Path, data: dict[str, Any]) -> None:
    path = tmp_path / "config.toml"
    path.write_text(tomlkit.dumps(data), encoding="utf-8")

    assert all(line.startswith(f"{path}:") for line in faults(path))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=80) | st.text(alphabet='ab=.[]{}"#\n1', max_size=80).map(str.encode))
def test_any_bytes_are_taken_or_refused_in_words(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(data)

    assert all(line.startswith(f"{path}:") for line in faults(path))


def test_a_config_nested_beyond_reason_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("a = " + "[" * 100_000)

    with pytest.raises(ConfigError, match="nested too deep"):
        load(path, kinds=KINDS, channels=CHANNELS)
