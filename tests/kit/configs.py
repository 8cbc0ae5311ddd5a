"""Builders of configs: kinds and channels that tests may name, and `read`, which loads a text."""

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace
from typing import Any, Literal

from bot.config import Config, load
from bot.model import Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Settings of a made-up kind of page."""

    items: str  #: selector of the items
    depth: int = 3
    mode: Literal["fast", "slow"] = "fast"
    fields: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.depth > 9:
            raise ValueError("depth: is deeper than any page")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Settings of a made-up channel."""

    token: Secret  #: what the service gave you
    key: Secret | None = None  #: for signatures
    pace: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """No keys of its own."""


KINDS: dict[str, Any] = {"plain": SimpleNamespace(Settings=Nothing), "rules": SimpleNamespace(Settings=Rules)}
CHANNELS: dict[str, Any] = {"console": SimpleNamespace(Settings=Nothing), "pager": SimpleNamespace(Settings=Pager)}

GOOD = """\
contact = "admin@example.edu.cn"

[source.news]
url = "http://news.example/list.htm"

[channel.console]

[chat.room]
channel = "console"
id = "room"
sources = ["news"]
"""


def write(folder: Path, text: str) -> Path:
    """The text as folder/config.toml."""
    path = folder / "config.toml"
    path.write_text(dedent(text), encoding="utf-8")
    return path


def read(folder: Path, text: str) -> Config:
    """The text as a Config, with the kinds and channels above."""
    return load(write(folder, text), kinds=KINDS, channels=CHANNELS)
