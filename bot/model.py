"""The values that travel through bot: Chat, Message, Delivery, Channel. Frozen; no I/O, no SQL."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol, TypeAlias, runtime_checkable
from zoneinfo import ZoneInfo

from feeds.model import SHANGHAI, Answer, Attachment, ChangeKind, aware


class Secret:
    """A token or key. Shows itself to nobody but the one who asks by name."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The secret itself: only at the moment of use, never in a log line or an error."""
        return self._value

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)


class Post(Protocol):
    """POST (or PUT, PATCH, DELETE) through feeds' door; raises FetchError. app.py plugs in the real one."""

    def __call__(
        self, url: str, body: bytes, headers: Mapping[str, str], /, *, method: str = "POST"
    ) -> Awaitable[Answer]: ...


class Pictures(Protocol):
    """Fetches a picture of a source, as the source is fetched; raises FetchError. app.py plugs in the real one."""

    def __call__(self, url: str, source: str, referer: str, /) -> Awaitable[bytes]: ...


class State(StrEnum):
    """Where a delivery stands. Nothing is ever in none of these."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    HELD = "held"
    FILTERED = "filtered"
    DEAD = "dead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chat:
    """One place that receives messages. `id` is where it is now; `configured` is what the admin wrote."""

    number: int = 0
    channel: str  #: the name of the [channel.…] table
    id: str
    topic: int | None = None
    name: str | None = None  #: the [chat.NAME] table, None when it came by /subscribe
    configured: str | None = None
    title: str | None = None
    kind: str | None = None  #: private, group, supergroup, channel; None where the channel knows no such thing
    zone: ZoneInfo = SHANGHAI
    language: str = "zh"
    look: str = "card"
    silent: bool = False
    on_doubt: str = "resend"  #: or "hold": what to do with a message that perhaps arrived
    filter: str = ""  #: a rule of feeds/match.py; what it refuses is not sent
    urgent: str = ""  #: such a rule: what passes it breaks through quiet hours and digests
    quiet: str = ""  #: hours such as "22:00-07:00" in its zone; what comes then waits
    quiet_as: str = "each"  #: or "digest": how what waited is told in the morning
    digest: tuple[str, ...] = ()  #: times such as "08:00" or "mon 08:00"; all in between is one message then
    muted_until: datetime | None = None
    backlog: int = 10  #: more than so many at once become a digest
    max_age: timedelta = timedelta(days=3)  #: what could not be sent for so long is dropped, and counted
    withdrawal: str = "strike"  #: or "delete": what becomes of a message whose article is withdrawn
    corrections: bool = True  #: False: what was sent stays as it was when its article is corrected
    tags: bool = False  #: a hashtag of the source under each message
    picture: str = "preview"  #: of the article's page, "photo" (its first picture) or "none"
    ruled: tuple[str, ...] = ()  #: choices that its table in the config names: they come back with it
    suspended: str | None = None  #: why, in words
    paused: bool = False  #: an admin stopped what goes there

    @property
    def place(self) -> str:
        """Its id, and the topic where it is one: what tells it from every other chat of its channel."""
        return f"{self.id}/{self.topic}" if self.topic else self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """An entry as a chat shall see it, before the channel gives it its form. Plain text throughout; escaping is the
    channel's last step. Made by tell/compose.py and nowhere else."""

    kind: ChangeKind | None  #: None: a test message, a reply or a notice
    title: str
    source: str = ""  #: the source's title
    date: str = ""  #: as people read it, in the chat's zone
    summary: str = ""
    text: str = ""  #: the whole text, for the look `full`
    url: str = ""
    image: str = ""
    attachments: tuple[Attachment, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = "zh"
    look: str = "card"
    picture: str = "preview"  #: what is shown besides the words: "preview", "photo" or "none"
    silent: bool = False
    note: str = ""  #: "已更正", "已撤回" …
    data: Mapping[str, object] = field(default_factory=dict)  #: the entry as machines want it (webhook)
    items: tuple["Message", ...] = ()  #: a digest: several entries as one message; the title is that of the digest
    left: int = 0  #: of a digest: how many more follow in the next, as its title says


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One entry owed to one chat: a row of the outbox."""

    number: int
    entry: int
    chat: int
    state: State
    attempt: int = 0  #: how often it was claimed; in every write, so that a late answer changes nothing newer
    wanted: int = 1  #: the entry's revision that the chat should see
    sent: int = 0  #: the one it has seen
    message_id: str | None = None
    failures: int = 0
    doubts: int = 0  #: how often nobody could say whether it arrived
    not_before: datetime | None = None
    urgent: bool = False  #: breaks through quiet hours and digests
    reason: str | None = None

    def __post_init__(self) -> None:
        aware("not_before", self.not_before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast a service lets us send: data for tell/pacing.py, stated by each kind of channel as `channel.pace`."""

    gap: float = 0.0  #: seconds between two messages to one chat
    window: tuple[int, float] | None = None  #: at most so many per so many seconds, to one chat
    group_window: tuple[int, float] | None = None  #: the same, where the chat is a group
    overall: tuple[int, float] | None = None  #: at most so many per so many seconds, through the whole channel


class Channel(Protocol):
    """A way to reach people. One file a kind in tell/channels/; raises DeliveryError and nothing else."""

    pace: Pace
    edits: bool  #: can change a message it has sent

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        """Send; the answer is the service's message id, if it has one. `key` names this delivery and is the same
        at every attempt, for services that recognise a repeat."""

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        """Change what was sent; only called where `edits`."""

    async def close(self) -> None:
        """Let go of connections."""


@runtime_checkable
class TakesBack(Protocol):
    """A channel that can take back what it has sent, where `deletes`."""

    deletes: bool

    async def delete(self, chat: Chat, message_id: str) -> None:
        """Take back what was sent; Refused where the service no longer lets us."""


@runtime_checkable
class OfEntries(Protocol):
    """A channel whose corrections name their entry, not the message: they reach what a digest told, too."""

    by_entry: bool


@runtime_checkable
class IsLetIn(Protocol):
    """A channel that is a member of its chats, where `let_in`: a chat that is lost has to let it in again. For all
    others a chat is an address."""

    let_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """Under a message: leads to `url`, or says `data` (at most 64 bytes) to us when pressed."""

    text: str
    url: str = ""
    data: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a reply. Plain text; escaping is the channel's last step."""

    text: str
    bold: bool = field(default=False, kw_only=True)
    code: bool = field(default=False, kw_only=True)
    url: str = field(default="", kw_only=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What we answer to a chat."""

    spans: tuple[Span, ...] = ()  #: none: nothing is written
    buttons: tuple[tuple[Button, ...], ...] = ()  #: rows
    instead: bool = False  #: in place of the message whose button was pressed
    toast: str = ""  #: shown briefly to whoever pressed a button


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """Something a chat said or that happened to us there, as plain values."""

    chat: str
    topic: int | None = None
    kind: str = "private"  #: private, group, supergroup, channel
    title: str = ""
    name: str = ""  #: the chat's public name, as "@name": the config may call it so
    user: str | None = None  #: None: nobody in particular (a channel post, an anonymous admin)
    admin: bool | None = None  #: may change what the chat gets; None: has to be asked
    language: str = ""  #: of the user's app
    text: str = ""
    command: str = ""  #: lower case, without the slash; "" when it is none, or for another bot
    args: tuple[str, ...] = ()
    data: str = ""  #: of the button that was pressed
    answers: str = ""  #: the id of the message that this one replies to
    forwarded: str = ""  #: the chat whose post this is a copy of
    change: str = ""  #: what became of us there: "added", "removed", "rights"
    moved_to: str = ""  #: the chat's new id


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What somebody is in a chat, as the service tells it."""

    chat: str  #: the chat's own id, whatever name it was asked by
    title: str = ""
    name: str = ""  #: its public name, as "@name"
    kind: str = ""
    admin: bool = False


class IsAdmin(Protocol):
    """Asks the service whether whoever said something is an admin of the chat where it was said; `at`: of another."""

    def __call__(self) -> Awaitable[bool]: ...

    def at(self, chat: str) -> Awaitable[Standing | None]:
        """None: there is no such chat, or we are not in it."""


OnIncoming: TypeAlias = Callable[[Incoming, IsAdmin], Awaitable[Reply | None]]
#: (scope, language) → (command, what it does), in order. Scopes: "" for all others, "private", "admins" (of groups), or
#: the id of a chat; language "" for all others
Menu: TypeAlias = Mapping[tuple[str, str], tuple[tuple[str, str], ...]]


class Listener(Protocol):
    """A channel that chats can talk to."""

    async def listen(self, on_incoming: OnIncoming, menu: Menu) -> None:
        """Hand over what chats say and send the replies, until cancelled."""
