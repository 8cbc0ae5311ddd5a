"""Messages on the screen: a card in a terminal, plain text elsewhere."""

import asyncio
import io
import re
import sys
from dataclasses import replace

import pytest

from bot.errors import TryLater
from bot.model import Chat, Message
from bot.tell.channels.console import Console
from bot.tell.cut import cells
from feeds.model import Attachment, ChangeKind

CHAT = Chat(channel="console", id="newsroom")
NEWS = Message(
    kind=ChangeKind.NEW,
    title="青石学院[bold]举行[/bold]春季运动会",
    source="青石要闻",
    date="03-05 09:30",
    summary="3月5日，青石学院“春季运动会”在田径场开幕，全院师生参加。" * 4,
    url="http://www.qingshi.example/info/1071/82033.htm",
    attachments=(Attachment(name="日程.pdf", url="http://www.qingshi.example/a.pdf"),),
)
CORRECTED = replace(NEWS, kind=ChangeKind.CHANGED, note="已更正")
GONE = replace(NEWS, kind=ChangeKind.WITHDRAWN, note="已撤回")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch, message: Message, *, edit: bool = False, terminal: bool = True, **environment: str) -> str:
    screen = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stdout", screen)
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"COLUMNS": "60", "TERM": "xterm-256color", **environment}.items():
        monkeypatch.setenv(name, value)
    console = Console()
    asyncio.run(console.edit(CHAT, "1", message) if edit else console.send(CHAT, message, key="1"))
    return screen.getvalue()


def bare(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\", "", text)


def test_a_terminal_gets_a_card_whose_frame_is_straight(monkeypatch):
    text = shown(monkeypatch, NEWS)

    lines = bare(text).splitlines()
    assert {cells(line) for line in lines} == {60}
    assert "newsroom" in lines[0]
    assert "青石学院[bold]举行[/bold]春季运动会" in lines[1]
    assert "青石要闻 · 03-05 09:30" in lines[2]
    assert "日程.pdf" in bare(text)
    assert "\x1b[1m" in text


def test_a_digest_names_each_of_its_entries(monkeypatch):
    digest = Message(kind=ChangeKind.NEW, title="2 条要闻", items=(NEWS, replace(NEWS, title="第二条")))

    text = bare(shown(monkeypatch, digest))

    assert {cells(line) for line in text.splitlines()} == {60}
    assert "第二条" in text
    assert text.count("青石要闻 · 03-05 09:30") == 2


def test_no_color_is_obeyed(monkeypatch):
    text = shown(monkeypatch, NEWS, NO_COLOR="1")

    assert not re.search(r"\x1b\[[0-9;]*3[0-9]m", text)


def test_without_a_terminal_it_is_plain_text(monkeypatch):
    text = shown(monkeypatch, NEWS, terminal=False)

    assert text.startswith("青石学院[bold]举行[/bold]春季运动会\n青石要闻 · 03-05 09:30\n\n3月5日")
    assert text.endswith("http://www.qingshi.example/info/1071/82033.htm\n\n")
    assert "\x1b" not in text


@pytest.mark.parametrize("terminal", [True, False])
def test_a_correction_and_a_withdrawal_are_a_line_each(monkeypatch, terminal):
    corrected = bare(shown(monkeypatch, CORRECTED, edit=True, terminal=terminal, COLUMNS="200"))
    gone = bare(shown(monkeypatch, GONE, edit=True, terminal=terminal, COLUMNS="200"))

    assert corrected.startswith("↻ 已更正 青石学院")
    assert gone.startswith("✕ 已撤回 青石学院")


def test_a_screen_that_is_gone_is_tried_later(monkeypatch):
    screen = io.StringIO()
    screen.close()
    monkeypatch.setattr(sys, "stdout", screen)

    with pytest.raises(TryLater, match="screen"):
        asyncio.run(Console().send(CHAT, NEWS, key="1"))
