"""What a channel may answer instead of "sent", by what it means for the delivery. Channels raise, tell/ decides.

YaowenError
├── ConfigError              config.toml cannot be used: every fault with file, line and key
└── DeliveryError(why)
    ├── TryLater             surely not sent; try again (.after; .counts is False when we were asked to wait)
    ├── ChatMoved            surely not sent; the chat has a new id (.new_id); resend there at once
    ├── ChatGone             surely not sent; blocked, kicked, deleted: suspend the chat, keep its subscriptions
    ├── ChannelDown          surely not sent; the whole channel is refused (token, signature): pause it, alarm
    ├── Refused              refused for good: this message can never be sent (.why tells)
    └── Unknown              nobody can say whether it arrived
"""

from datetime import timedelta

from feeds.errors import YaowenError


class ConfigError(YaowenError):
    """The config cannot be used; str(e) lists every fault, one a line, as `file:line: key: what to do`."""


class DeliveryError(YaowenError):
    """A message was not, or perhaps not, delivered."""


class TryLater(DeliveryError):
    """Surely not sent. `after` is the service's own wish; `counts` is False when waiting is an instruction; `reached`
    is False where nobody answered, which says nothing about the message: it is never given up for that."""

    def __init__(self, why: str, after: timedelta | None = None, *, counts: bool = True, reached: bool = True) -> None:
        super().__init__(why)
        self.after = after
        self.counts = counts
        self.reached = reached


class ChatMoved(DeliveryError):
    """Surely not sent: the chat lives under a new id now."""

    def __init__(self, why: str, new_id: str) -> None:
        super().__init__(why)
        self.new_id = new_id


class ChatGone(DeliveryError):
    """Surely not sent: we are blocked, kicked or without rights, or the chat is deleted. `sure` is False where the
    service merely does not find the chat: that has to be heard several times."""

    def __init__(self, why: str, *, sure: bool = True) -> None:
        super().__init__(why)
        self.sure = sure


class ChannelDown(DeliveryError):
    """Surely not sent: the service refuses us altogether (token revoked, signature wrong)."""


class Refused(DeliveryError):
    """Refused for good; sending the same again would be refused again."""


class Unknown(DeliveryError):
    """Sent, perhaps: the answer was lost, cut or unreadable."""
