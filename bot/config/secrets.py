"""A secret from the config, from a file of its own, or from the environment: exactly one of the three.

It reads that file or variable. What it finds is shown to nobody: no sentence here quotes a value.
"""

import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bot.config.values import beside
from bot.model import Secret

Say = Callable[[str, str], None]  #: (key, sentence)


def find(
    name: str,
    table: Mapping[str, Any],
    folder: Path,
    *,
    harmless: Callable[[str], bool] | None,
    fault: Say,
    warn: Say,
) -> Secret | None:
    """The secret `name` of a table, None when none of its keys is there or a fault was told."""
    forms = given(name, table)
    if not forms:
        return None
    if len(forms) > 1:
        fault(forms[1], f"{' and '.join(forms)} say the same thing; keep one of them")
        return None
    key = forms[0]
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        fault(key, "must be text in quotes, and not empty")
        return None
    if key == name:
        if harmless is None or not harmless(value):
            warn(key, f"a secret in the config is easily shown to others; put it into {name}_file or {name}_env")
        return Secret(value)
    if key.endswith("_env"):
        found = os.environ.get(value, "").strip()
        if not found:
            fault(key, f"the environment variable {value} is not set, or empty")
            return None
        return Secret(found)
    return _from_file(key, value, folder, fault, warn)


def given(name: str, table: Mapping[str, Any]) -> list[str]:
    """The keys of a table that say the secret `name`."""
    return [key for key in (name, f"{name}_file", f"{name}_env") if key in table]


def _from_file(key: str, value: str, folder: Path, fault: Say, warn: Say) -> Secret | None:
    try:
        path = beside(folder, Path(os.path.expandvars(value)))
    except ValueError as e:
        fault(key, str(e))
        return None
    try:
        text = path.read_text(encoding="utf-8-sig").strip()
        mode = path.stat().st_mode
    except (OSError, UnicodeDecodeError) as e:
        why = e.strerror if isinstance(e, OSError) else "it is not text"
        fault(key, f"cannot read {path}: {why}")
        return None
    if not text:
        fault(key, f"{path} is empty")
        return None
    if mode & (stat.S_IRWXG | stat.S_IRWXO) and os.name == "posix":
        warn(key, f"others on this machine can read {path}; chmod 600 it")
    return Secret(text)
