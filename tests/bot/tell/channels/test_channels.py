"""Kinds of channel are found by looking into the folder, and imported only when asked for."""

import subprocess
import sys
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from bot.tell import channels

OURS = {"console", "telegram", "webhook"}


def test_every_file_of_the_folder_is_a_kind_with_frozen_settings_and_open():
    found = channels.find()

    assert set(found) >= OURS
    for name in OURS:
        module = found[name]
        assert is_dataclass(module.Settings)
        assert module.Settings.__dataclass_params__.frozen
        assert callable(module.open)
        assert fields(module.Settings) is not None


def test_an_unknown_kind_is_a_key_error():
    found = channels.find()

    assert "pigeon" not in found
    with pytest.raises(KeyError):
        found["pigeon"]


def test_looking_for_kinds_imports_none_of_their_libraries():
    asked = (
        "import sys; from bot.tell.channels import find; kinds = find(); list(kinds)\n"
        "assert not {'telegram', 'httpx', 'rich'} & set(sys.modules)\n"
        "kinds['console'], kinds['webhook'], kinds['telegram'].Settings\n"
        "assert not {'telegram', 'httpx'} & set(sys.modules)\n"
    )

    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def pigeon(folder: Path, code: str, *names: str) -> str:
    """A package of somebody else's that brings channels by these names; what a program says first to have it."""
    (folder / "pigeon.py").write_text(code)
    info = folder / "pigeon-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: pigeon\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[yaowen.channels]\n" + "".join(f"{name} = pigeon\n" for name in names))
    return f"import sys; sys.path.insert(0, {str(folder)!r})\nfrom bot.tell.channels import find\nkinds = find()\n"


def runs(code: str) -> None:
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_other_packages_can_bring_kinds(tmp_path):
    runs(
        pigeon(tmp_path, "class Settings: ...\n", "pigeon", "console")
        + "assert 'pigeon' in kinds and kinds['pigeon'].__name__ == 'pigeon'\n"
        "assert kinds['console'].__name__ == 'bot.tell.channels.console'\n"
    )


def test_a_package_that_fails_to_import_is_a_fault_of_its_channel_alone(tmp_path):
    (tmp_path / "config.toml").write_text('contact = "a@b.example"\n[channel.pigeon]\n[channel.console]\n')
    runs(
        pigeon(tmp_path, "import nothing_of_the_kind\n", "pigeon") + "from pathlib import Path\n"
        "from bot.config import load\n"
        "from bot.errors import ConfigError\n"
        "assert 'console' in kinds.usable() and 'pigeon' not in kinds.usable()\n"
        f"try: load(Path({str(tmp_path / 'config.toml')!r}))\n"
        "except ConfigError as e: assert 'config.toml:2: channel.pigeon: kind pigeon cannot be used' in str(e), e\n"
        "else: raise AssertionError\n"
    )
