"""A channel that does what the test says and remembers what it accepted: the ground truth of a delivery test."""

from collections import defaultdict
from collections.abc import Callable

from bot.model import Chat, Message, Pace


class FakeChannel:
    """Accepts everything, unless `answers[chat id]` holds an error to raise first (one a send, in order)."""

    pace = Pace()
    edits = True
    let_in = True

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []  # (chat id, title) accepted
        self.edited: list[tuple[str, str]] = []  # (message id, title)
        self.answers: dict[str, list[Exception]] = defaultdict(list)
        self.before: Callable[[Chat, Message], None] = lambda chat, message: None
        self.accept_first = False  # the error comes after the message was accepted
        self.closed = False

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        self.before(chat, message)
        wrong = self.answers[chat.id].pop(0) if self.answers[chat.id] else None
        if wrong is None or self.accept_first:
            self.sent.append((chat.id, message.title))
        if wrong is not None:
            raise wrong
        return f"m{len(self.sent)}"

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        self.before(chat, message)
        if self.answers[chat.id]:
            raise self.answers[chat.id].pop(0)
        self.edited.append((message_id, message.title))

    async def close(self) -> None:
        self.closed = True


class InPlace(FakeChannel):
    """A channel that changes its messages in place and can take them back."""

    deletes = True

    def __init__(self) -> None:
        super().__init__()
        self.changed: list[Message] = []
        self.deleted: list[str] = []

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        await super().edit(chat, message_id, message)
        self.changed.append(message)

    async def delete(self, chat: Chat, message_id: str) -> None:
        self.deleted.append(message_id)
