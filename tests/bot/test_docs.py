"""The docs know every command, kind and setting: a new one without a line in them fails here."""

import dataclasses
import re
import runpy
from pathlib import Path

import pytest

from bot.cli import Verbs
from bot.config import check
from bot.config.reader import RESERVED
from bot.config.tables import ChannelTable, ChatTable, SiteTable, SourceTable, StoreTable, TopTable
from bot.talk import commands as chat_commands
from bot.tell import channels
from bot.tell.deliver import Deliverer
from feeds.read import kinds

ROOT = Path(__file__).parents[2]
COMMANDS = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
IN_CHAT = (ROOT / "docs/commands-in-chat.md").read_text(encoding="utf-8")
CONFIG = (ROOT / "docs/config.md").read_text(encoding="utf-8")
#: what comes with Yaowen; another package that is installed here has docs of its own
OURS = [*map(kinds.one, kinds.names()), *map(channels.find().__getitem__, channels.find().ours)]
VERBS = [name for name in Verbs().list_commands(None) if Verbs().get_command(None, name) is not None]


@pytest.mark.parametrize("verb", VERBS)
def test_a_command_is_in_the_docs_with_its_options(verb: str) -> None:
    section = re.search(rf"^## `yaowen {verb}\b.*?(?=^## |\Z)", COMMANDS, flags=re.MULTILINE | re.DOTALL)

    assert section, f"docs/commands.md has no section ## `yaowen {verb} …`"
    for option in (
        name for one in Verbs().get_command(None, verb).params for name in one.opts if name.startswith("--")
    ):
        assert option == "--help" or option in section[0], f"docs/commands.md does not name {option} of yaowen {verb}"


@pytest.mark.parametrize("name", RESERVED)
def test_a_name_that_no_source_can_have_is_in_the_docs(name: str) -> None:
    assert re.search(rf"`{name}`[^.]* (?:is|are) taken\.", CONFIG), f"docs/config.md does not say that {name} is taken"


def test_the_docs_name_no_command_that_is_not_there() -> None:
    named = set(re.findall(r"^## `yaowen (\w+)", COMMANDS, flags=re.MULTILINE))

    assert named <= set(VERBS), f"docs/commands.md tells of {named - set(VERBS)}"


def test_what_a_chat_can_say_is_in_the_docs_and_nothing_else() -> None:
    named = re.findall(r"^\| `/(\w+)` \|", IN_CHAT, flags=re.MULTILINE)

    assert sorted(named) == sorted(chat_commands.load())


@pytest.mark.parametrize("kind", sorted(kinds.names()))
def test_a_kind_of_page_is_in_the_docs(kind: str) -> None:
    assert f"`{kind}`" in CONFIG


@pytest.mark.parametrize("kind", channels.find().ours)
def test_a_kind_of_channel_is_in_the_docs(kind: str) -> None:
    assert f"`{kind}`" in CONFIG


@pytest.mark.parametrize("shape", [TopTable, StoreTable, SiteTable, SourceTable, ChannelTable, ChatTable])
def test_a_setting_is_in_the_docs(shape: type) -> None:
    missing = [field.name for field in dataclasses.fields(shape) if f"`{field.name}`" not in CONFIG]

    assert missing == []


@pytest.mark.parametrize("kind", OURS, ids=lambda kind: kind.__name__)
def test_a_setting_of_a_kind_is_in_the_docs(kind: object) -> None:
    missing = [name for name in check.settings(kind.Settings) if f"`{name}`" not in CONFIG]  # type: ignore[attr-defined]

    assert missing == []


def test_systemd_waits_until_what_is_in_flight_has_ended() -> None:
    howto = (ROOT / "docs/howto/systemd.md").read_text(encoding="utf-8")

    assert int(re.findall(r"^TimeoutStopSec=(\d+)$", howto, flags=re.MULTILINE)[0]) > Deliverer.ending


def test_the_picture_of_a_talk_is_drawn_of_what_the_chats_say() -> None:
    drawn = runpy.run_path(str(ROOT / "docs/screens/chat.py"))["page"]()

    assert drawn.count('class="phone"') == 4
