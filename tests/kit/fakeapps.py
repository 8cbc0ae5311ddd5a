"""Discord, Slack, Matrix and ntfy on 127.0.0.1, each as strict as the real one about what this project uses of it.

Each has `messages`: what people see, by id. See fakerobots for `answers` and `then_hang_up`.
"""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from fakerobots import Answered, Service

TOKEN = "t0k3n-of-a-made-up-bot-0123456789"


def _json(status: int, said: object, **headers: str) -> Answered:
    return status, json.dumps(said).encode(), {name.replace("_", "-"): value for name, value in headers.items()}


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class FakeDiscord(Service):
    """A webhook with five messages each two seconds, and headers that say so."""

    path = f"/api/webhooks/1234/{TOKEN}"

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(clock)
        self.messages: dict[str, dict[str, Any]] = {}
        self.threads: list[str] = []
        self.deleted = False
        self.window: list[float] = []

    @property
    def url(self) -> str:
        return self.base + self.path

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answered:
        parts = urlsplit(path)
        if self.deleted or not parts.path.startswith(self.path):
            return _json(404, {"message": "Unknown Webhook", "code": 10015})
        now = self.clock().timestamp()
        self.window = [at for at in self.window if at > now - 2]
        if len(self.window) >= 5:
            wait = self.window[0] + 2 - now
            said = {"message": "You are being rate limited.", "retry_after": wait, "global": False}
            return _json(429, said, Retry_After=str(int(wait) + 1))
        self.window.append(now)
        left = {"X_RateLimit_Remaining": str(5 - len(self.window)), "X_RateLimit_Reset_After": "2.000"}
        rest = parts.path.removeprefix(self.path)
        if method == "POST" and not rest:
            return self._post(parts.query, json.loads(body), left)
        number = rest.removeprefix("/messages/")
        if number not in self.messages:
            return _json(404, {"message": "Unknown Message", "code": 10008}, **left)
        if method == "DELETE":
            del self.messages[number]
            return 204, b"", {}
        told = json.loads(body)
        if refusal := self._form(told):
            return _json(400, refusal, **left)
        self.messages[number] |= told
        return _json(200, {"id": number}, **left)

    def _post(self, query: str, told: Any, left: dict[str, str]) -> Answered:
        if refusal := self._form(told):
            return _json(400, refusal, **left)
        number = str(9000 + len(self.messages))
        self.messages[number] = told
        self.threads += parse_qs(query).get("thread_id", [])
        return _json(200, {"id": number}, **left) if "wait=true" in query else (204, b"", left)

    @staticmethod
    def _form(told: Any) -> dict[str, Any] | None:
        total = 0
        for embed in told.get("embeds", []):
            sizes = {
                "title": (units(embed.get("title", "")), 256),
                "description": (units(embed.get("description", "")), 4096),
                "footer": (units(embed.get("footer", {}).get("text", "")), 2048),
                "url": (units(embed.get("url", "")), 2048),
            }
            total += sum(size for name, (size, _) in sizes.items() if name != "url")
            if any(size > most for size, most in sizes.values()):
                return {"message": "Invalid Form Body", "code": 50035}
        empty = not told.get("embeds") and not told.get("content")
        if empty or total > 6000 or len(told.get("embeds", [])) > 10 or units(told.get("content", "")) > 2000:
            return {"message": "Invalid Form Body" if not empty else "Cannot send an empty message", "code": 50035}
        return None


class FakeSlack(Service):
    """The Web API with a bot in one channel, and an incoming webhook beside it."""

    hook = f"/services/T000/B000/{TOKEN}"

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(clock)
        self.messages: dict[str, dict[str, Any]] = {}
        self.hooked: list[dict[str, Any]] = []
        self.sent: list[float] = []
        self.archived = self.revoked = False
        self.unreachable: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return self.base + self.hook

    @property
    def api(self) -> str:
        return f"{self.base}/api"

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answered:
        told = json.loads(body)
        if path.startswith("/services/"):
            return self._hooked(path, told)
        if self.revoked or headers.get("authorization") != f"Bearer {TOKEN}":
            return self._no("invalid_auth")
        if told.get("channel") not in ("C0123", "#news"):
            return self._no("channel_not_found")
        if self.archived:
            return self._no("is_archived")
        act = path.removeprefix("/api/chat.")
        if act == "delete":
            return _json(200, {"ok": True}) if self.messages.pop(told["ts"], None) else self._no("message_not_found")
        if fault := self._form(told):
            return self._no(fault)
        if act == "update":
            if told["channel"] != "C0123":
                return self._no("channel_not_found")  # an edit wants the id, never the name
            if told["ts"] not in self.messages:
                return self._no("message_not_found")
            self.messages[told["ts"]] = told
            return _json(200, {"ok": True, "ts": told["ts"]})
        now = self.clock().timestamp()
        if any(at > now - 1 for at in self.sent):
            return _json(429, {"ok": False, "error": "ratelimited"}, Retry_After="3")
        self.sent.append(now)
        stamp = f"{int(now)}.{len(self.messages):06}"
        self.messages[stamp] = told
        return _json(200, {"ok": True, "channel": "C0123", "ts": stamp})

    @staticmethod
    def _no(error: str) -> Answered:
        return _json(200, {"ok": False, "error": error})

    def _hooked(self, path: str, told: Any) -> Answered:
        if path != self.hook:
            return 404, b"no_service", {}
        if self.archived:
            return 410, b"channel_is_archived", {}
        if fault := self._form(told):
            return 400, fault.encode(), {}
        self.hooked.append(told)
        return 200, b"ok", {}

    def _form(self, told: Any) -> str:
        blocks = told.get("blocks", [])
        if not told.get("text") or "<!" in told["text"] or len(blocks) > 50:
            return "no_text"
        for block in blocks:
            if block["type"] == "section" and not 1 <= len(block["text"]["text"]) <= 3000:
                return "invalid_blocks"
            if block["type"] == "image" and (
                block["image_url"] in self.unreachable or not block["alt_text"] or len(block["image_url"]) > 3000
            ):
                return "invalid_blocks"
            if block["type"] == "context" and not 1 <= len(block["elements"]) <= 10:
                return "invalid_blocks"
        return ""


class FakeMatrix(Service):
    """A homeserver with one room; it knows a transaction again."""

    room, alias = "!abc:qingshi.example", "#news:qingshi.example"

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(clock)
        self.events: dict[str, dict[str, Any]] = {}  #: as they came
        self.transactions: dict[str, str] = {}
        self.joined = self.invited = True
        self.redacted: list[str] = []
        self.limit: int | None = None  #: milliseconds

    @property
    def messages(self) -> dict[str, dict[str, Any]]:
        """What people see: edits in place of what they replace."""
        seen: dict[str, dict[str, Any]] = {}
        for event, content in self.events.items():
            relation = content.get("m.relates_to", {})
            if relation.get("rel_type") == "m.replace":
                seen[relation["event_id"]] = content["m.new_content"]
            else:
                seen[event] = content
        return {event: content for event, content in seen.items() if event not in self.redacted}

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answered:
        if headers.get("authorization") != f"Bearer {TOKEN}":
            return self._no(401, "M_UNKNOWN_TOKEN")
        steps = [unquote(step) for step in path.removeprefix("/_matrix/client/v3/").split("/")]
        if method == "POST" and steps[0] == "join":
            if steps[1] not in (self.room, self.alias):
                return self._no(404, "M_NOT_FOUND")
            if not self.invited:
                return self._no(403, "M_FORBIDDEN")
            self.joined = True
            return _json(200, {"room_id": self.room})
        if self.limit is not None:
            said = {"errcode": "M_LIMIT_EXCEEDED", "error": "Too Many Requests", "retry_after_ms": self.limit}
            return _json(429, said)
        if method != "PUT" or steps[1] != self.room or not self.joined:
            return self._no(403, "M_FORBIDDEN")
        return self._put(steps[2:], body)

    def _put(self, steps: list[str], body: bytes) -> Answered:
        content = json.loads(body)
        transaction = steps[-1]
        if transaction in self.transactions:
            return _json(200, {"event_id": self.transactions[transaction]})
        event = f"$event{len(self.transactions)}:qingshi.example"
        whole = {"type": "m.room.message", "room_id": self.room, "content": content, "signatures": "x" * 300}
        if len(json.dumps(whole, ensure_ascii=False).encode()) > 65_535:
            return self._no(413, "M_TOO_LARGE")
        self.transactions[transaction] = event
        if steps[0] == "redact":
            self.redacted.append(steps[1])
        else:
            assert steps[:2] == ["send", "m.room.message"]
            self.events[event] = content
        return _json(200, {"event_id": event})

    @staticmethod
    def _no(status: int, code: str) -> Answered:
        return _json(status, {"errcode": code, "error": "what it says"})


class FakeNtfy(Service):
    """A server with sixty messages at once, then one each five seconds; topics in `private` want the token."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(clock)
        self.messages: list[dict[str, Any]] = []
        self.sent: list[float] = []
        self.private: tuple[str, ...] = ()

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answered:
        if path != "/":
            return self._no(404, 40401, "page not found")
        told = json.loads(body)
        if told["topic"] in self.private and headers.get("authorization") != f"Bearer {TOKEN}":
            return self._no(403, 40301, "forbidden")
        now = self.clock().timestamp()
        if sum(1 for at in self.sent if at > now - 300) >= 60:
            return self._no(429, 42901, "limit reached: too many requests")
        if len(told["message"].encode()) > 4096 or not told["message"].strip():
            return self._no(400, 40014, "invalid request: message too long")
        self.sent.append(now)
        self.messages.append(told)
        return _json(200, {"id": f"m{len(self.messages)}", "event": "message"})

    @staticmethod
    def _no(status: int, code: int, error: str) -> Answered:
        return _json(status, {"code": code, "http": status, "error": error})
