"""Messages on the screen: a coloured card in a terminal, plain text elsewhere. Sends nothing anywhere."""

import sys
from dataclasses import dataclass

from rich.console import Console as Screen
from rich.panel import Panel
from rich.text import Text

from bot.errors import TryLater
from bot.model import Channel, Chat, Message, Pace, Post
from bot.tell.compose import about, body, plain
from bot.tell.cut import wrap
from bot.tell.words import word
from feeds.model import ChangeKind

WIDEST = 88  #: columns; longer lines are hard to read


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The screen needs none."""


class Console:
    """Prints. A correction is a line of its own, since what is printed stays printed."""

    pace = Pace()
    edits = True

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        self._print(card(message, chat) if message.kind is not ChangeKind.WITHDRAWN else line(message), message, chat)
        return key

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        self._print(line(message), message, chat)

    async def close(self) -> None:
        pass

    def _print(self, shown: "Panel | Text", message: Message, chat: Chat) -> None:
        screen = Screen(file=sys.stdout, highlight=False, soft_wrap=False)
        try:
            if screen.is_terminal:
                screen.print(shown, width=min(screen.width, WIDEST))
            else:
                text = shown.plain if isinstance(shown, Text) else plain(message) + "\n"
                print(text, file=sys.stdout, flush=True)  # noqa: T201 - printing is what this channel is for
        except (OSError, ValueError) as e:  # closed or full
            raise TryLater(f"the screen cannot be written to: {e}") from e


def open(settings: Settings, post: Post) -> Channel:
    return Console()


def card(message: Message, chat: Chat) -> Panel:
    """Title, source and date, summary, attachments, address; Chinese broken as in print."""
    inner = min(Screen(file=sys.stdout).width, WIDEST) - 6
    lines = [Text(wrap(message.title, inner), "bold"), Text(about(message), "cyan")]
    if text := body(message):
        lines += [Text(), Text(wrap(text, inner))]
    for item in message.items:
        lines += [Text(), Text(wrap(item.title, inner), "bold"), Text(about(item), "cyan"), Text(item.url, "blue")]
    if message.attachments:
        lines.append(Text())
    for file in message.attachments:
        lines.append(Text(f"{word(message.language, 'attachments')} ", "dim") + Text(file.name, f"link {file.url}"))
    if message.url:
        lines += [Text(), Text(message.url, f"blue link {message.url}", overflow="fold")]
    heading = Text(f" {chat.title or chat.name or chat.id} ", "dim")
    return Panel(Text("\n").join(lines), title=heading, title_align="left", border_style="green", padding=(0, 2))


def line(message: Message) -> Text:
    """What became of an article already told."""
    gone = message.kind is ChangeKind.WITHDRAWN
    mark = Text("✕ " if gone else "↻ ", "red" if gone else "yellow")
    title = Text(message.title, "strike" if gone else "bold")
    rest = " · ".join(part for part in (message.source, message.url) if part)
    return mark + Text(f"{message.note} ") + title + Text(f"  {rest}", "dim")
