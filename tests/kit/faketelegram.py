"""A Bot API that keeps Telegram's own rules, on 127.0.0.1, in a thread of its own. Not Telegram: it knows no people.

    with FakeTelegram() as fake:
        fake.group(-100, members={7: "administrator"})
        fake.fault(TOO_MANY(3), chat=-100)
        ... Bot(fake.token, base_url=fake.base_url) ...
        fake.accepted        # what the server took, in order: the ground truth
        fake.says(-100, 7, "/list")

Its own process: python tests/kit/faketelegram.py PORT TOKEN   (prints what it accepts, one JSON object a line)
"""

import asyncio
import json
import sys
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from email.message import Message as Mime
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

from telegrammarkup import CannotParse, parse, units

TOKEN = "123456789:AAFakeTokenForTestsOnly-0123456789abcde"
BOT = {"id": 123456789, "is_bot": True, "first_name": "Yaowen", "username": "yaowen_test_bot"}
TWO_DAYS = 48 * 3600


class Trouble(Exception):
    """An answer that is not ok."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


@dataclass(frozen=True)
class Fault:
    """What goes wrong once. `accept`: the message is taken all the same; `how`: what the client sees."""

    how: str  # error, drop, reset, hang, cut, raw
    accept: bool = False
    trouble: Trouble | None = None
    raw: bytes = b""
    seconds: float = 60.0


def ERROR(code: int, description: str, **parameters: Any) -> Fault:
    return Fault("error", trouble=Trouble(code, description, **parameters))


def TOO_MANY(seconds: int) -> Fault:
    return ERROR(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def MIGRATED(new: int) -> Fault:
    return ERROR(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=new)


def RAW(status: int, body: bytes, kind: str = "text/html", *, accept: bool = False) -> Fault:
    head = f"HTTP/1.1 {status} Whatever\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return Fault("raw", raw=head.encode() + body, accept=accept)


BLOCKED = ERROR(403, "Forbidden: bot was blocked by the user")
KICKED = ERROR(403, "Forbidden: bot was kicked from the supergroup chat")
BAD_GATEWAY = RAW(502, b"<html><h1>502 Bad Gateway</h1></html>")
DROP = Fault("drop")
RESET = Fault("reset")
HANG = Fault("hang")
ACCEPT_THEN_DROP = Fault("drop", accept=True)
ACCEPT_THEN_RESET = Fault("reset", accept=True)
ACCEPT_THEN_HANG = Fault("hang", accept=True)
ACCEPT_THEN_CUT = Fault("cut", accept=True)
ACCEPT_THEN_HALF = Fault("half", accept=True)


def SLOW(seconds: float) -> Fault:
    """Accepted and answered, but late."""
    return Fault("slow", accept=True, seconds=seconds)


@dataclass
class Room:
    """A chat as Telegram knows it."""

    id: int
    type: str  # private, group, supergroup, channel
    title: str = ""
    username: str | None = None
    members: dict[int, str] = field(default_factory=dict)  # creator, administrator, member, left, kicked
    bot: str = "member"  # administrator in channels; kicked, left, blocked
    may_write: bool = True
    may_send_photos: bool = True
    topics: dict[int, str] = field(default_factory=dict)  # open, closed
    migrated_to: int | None = None

    def public(self) -> dict[str, Any]:
        named = {"first_name": self.title} if self.type == "private" else {"title": self.title}
        forum = {"is_forum": True} if self.topics else {}
        return (
            {"id": self.id, "type": self.type} | named | forum | ({"username": self.username} if self.username else {})
        )


@dataclass
class Accepted:
    """Something the server took."""

    method: str
    chat: int
    message: int
    text: str = ""  #: as shown
    entities: list[dict[str, Any]] = field(default_factory=list)
    dropped: int = 0  #: entities beyond the hundredth
    topic: int | None = None
    silent: bool = False
    buttons: list[list[dict[str, Any]]] = field(default_factory=list)
    preview: dict[str, Any] = field(default_factory=dict)
    at: float = 0.0
    source: str = ""  #: the text as sent
    picture: str = ""  #: of a photo: its address, its file id, or "bytes"


class FakeTelegram:
    def __init__(
        self,
        *,
        token: str = TOKEN,
        clock: Callable[[], float] = time.time,
        pace: bool = False,
        port: int = 0,
        tell: Callable[[Accepted], None] | None = None,
    ) -> None:
        self.token, self.clock, self.pace, self._wanted_port, self._tell = token, clock, pace, port, tell
        self.rooms: dict[int, Room] = {}
        self.accepted: list[Accepted] = []
        self.requests: list[tuple[str, dict[str, Any]]] = []
        self.authorizations: list[str] = []
        self.callbacks: list[dict[str, Any]] = []  # answerCallbackQuery
        self.commands: list[dict[str, Any]] = []  # setMyCommands
        self.pictures: set[str] = set()  # addresses at which Telegram finds a picture
        self._file_ids: set[str] = set()
        self.refused = 0  # answers 429 by the rules of pace
        self._faults: dict[tuple[str, int | None], deque[Fault]] = defaultdict(deque)
        self._messages: dict[tuple[int, int], dict[str, Any]] = {}
        self._last_message: dict[int, int] = defaultdict(int)
        self._updates: list[dict[str, Any]] = []
        self._update_id = 1000
        self._sent: dict[int | None, deque[float]] = defaultdict(deque)
        self._poll: asyncio.Future[None] | None = None
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    # --- what a test arranges ---

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_url(self) -> str:
        return f"{self.url}/bot"

    def private(self, id: int, name: str = "Li") -> Room:
        return self._add(Room(id, "private", name, members={id: "member"}))

    def group(self, id: int, title: str = "Group", **wanted: Any) -> Room:
        return self._add(Room(id, "supergroup", title, **wanted))

    def channel(self, id: int, title: str = "Channel", **wanted: Any) -> Room:
        return self._add(Room(id, "channel", title, **{"bot": "administrator", **wanted}))

    def _add(self, room: Room) -> Room:
        self.rooms[room.id] = room
        return room

    def fault(self, *faults: Fault, method: str = "sendMessage", chat: int | None = None) -> None:
        """Each for one request to that method (and chat), in order."""
        self._faults[method, chat].extend(faults)

    def release(self) -> None:
        """What hangs hangs no more."""
        self._loop.call_soon_threadsafe(lambda: self._released.set())

    def migrate(self, old: int, new: int) -> Room:
        """The group becomes a supergroup: the old id answers with the new one, and the chat hears of it."""
        room = self.rooms[old]
        self._add(Room(new, "supergroup", room.title, room.username, dict(room.members), room.bot, room.may_write))
        room.migrated_to = new
        self._message(old, None, migrate_to_chat_id=new)
        return self.rooms[new]

    def says(self, chat: int, user: int | None, text: str, *, topic: int | None = None, **fields: Any) -> int:
        """Somebody writes. user None: anonymously (the group itself, or the channel)."""
        if text.startswith("/"):
            length = units(text.split()[0])
            fields["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        if topic is not None:
            fields |= {"message_thread_id": topic, "is_topic_message": True}
        return self._message(chat, user, text=text, **fields)

    def presses(self, chat: int, user: int, message: int, data: str) -> int:
        """Somebody presses a button of a message of ours."""
        sent = self._messages[chat, message]
        return self.update(
            "callback_query",
            id=f"cb{self._update_id}",
            chat_instance="1",
            data=data,
            message=sent,
            **{"from": _user(user)},
        )

    def changes(self, chat: int, user: int, old: str, new: str) -> int:
        """What the bot is in a chat becomes something else: added, kicked …"""
        room = self.rooms[chat]
        room.bot = new
        return self.update(
            "my_chat_member",
            chat=room.public(),
            date=int(self.clock()),
            old_chat_member=_member(BOT, old),
            new_chat_member=_member(BOT, new),
            **{"from": _user(user)},
        )

    def update(self, kind: str, **body: Any) -> int:
        """Any update at all, for whoever polls next."""
        self._update_id += 1
        self._updates.append({"update_id": self._update_id, kind: body})
        self._loop.call_soon_threadsafe(self._wake)
        return self._update_id

    def _message(self, chat: int, user: int | None, **fields: Any) -> int:
        room = self.rooms[chat]
        self._last_message[chat] += 1
        body = {"message_id": self._last_message[chat], "date": int(self.clock()), "chat": room.public(), **fields}
        if room.type == "channel":
            return self.update("channel_post", sender_chat=room.public(), **body)
        if user is None:
            anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
            return self.update("message", sender_chat=room.public(), **{"from": anonymous}, **body)
        return self.update("message", **{"from": _user(user)}, **body)

    def texts(self, chat: int | None = None) -> list[str]:
        """What was sent as new messages, as shown."""
        return [a.text for a in self.accepted if a.method.startswith("send") and chat in (None, a.chat)]

    # --- the server ---

    def __enter__(self) -> "FakeTelegram":
        self._thread.start()
        self._ready.wait(60)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        self._released = asyncio.Event()
        server = await asyncio.start_server(self._client, "127.0.0.1", self._wanted_port, backlog=1024)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._tasks.add(task)
        try:
            while not reader.at_eof() and await self._exchange(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """One request, one answer. False: the connection is over."""
        line = await reader.readline()
        if not line:
            return False
        headers = {}
        while (raw := await reader.readline()).strip():
            name, _, value = raw.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        path, _, query = line.split()[1].decode().partition("?")
        token, _, method = path.removeprefix("/bot").partition("/")
        parameters = dict(parse_qsl(query)) | _parameters(body, headers.get("content-type", ""))
        self.requests.append((method, parameters))
        self.authorizations.append(headers.get("authorization", ""))
        fault = self._next_fault(method, parameters)
        if token != self.token:
            code, words = (401, "Unauthorized") if ":" in token else (404, "Not Found")
            answer = _failed(Trouble(code, words))
        elif fault and not fault.accept:
            answer = _failed(fault.trouble) if fault.trouble else (fault.raw or b"")
        else:
            answer = await self._answer(method, parameters, writer)
        return await self._send(writer, fault, answer)

    async def _send(self, writer: asyncio.StreamWriter, fault: Fault | None, answer: bytes) -> bool:
        how = fault.how if fault else "error"
        if how == "drop":
            return False
        if how == "reset":
            writer.transport.abort()
            return False
        if how in ("hang", "slow"):
            assert fault
            with suppress(TimeoutError):
                await asyncio.wait_for(self._released.wait(), fault.seconds)
            if how == "hang":
                return False
        if how == "cut":  # the answer says it is longer than what comes
            answer = answer[:-20]
        if how == "half":  # a whole answer that is not whole JSON
            answer = _ok(b'{"ok":true,"result":{"message_id":1,"da')
        if fault and how == "raw":
            answer = fault.raw
        writer.write(answer)
        await writer.drain()
        return how != "cut"

    def _next_fault(self, method: str, parameters: dict[str, Any]) -> Fault | None:
        chat = parameters.get("chat_id")
        number = int(chat) if str(chat).lstrip("-").isdigit() else None
        for key in ((method, number), (method, None)) if number is not None else ((method, None),):
            if self._faults[key]:
                return self._faults[key].popleft()
        return None

    async def _answer(self, method: str, parameters: dict[str, Any], writer: asyncio.StreamWriter) -> bytes:
        handler = getattr(self, f"do_{method}", None)
        if handler is None:
            return _failed(Trouble(404, "Not Found"))
        try:
            result = handler(parameters)
            return _ok(
                json.dumps({"ok": True, "result": await result if asyncio.iscoroutine(result) else result}).encode()
            )
        except Trouble as trouble:
            return _failed(trouble)

    # --- the methods ---

    def do_getMe(self, _: dict[str, Any]) -> dict[str, Any]:
        return BOT | {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": False}

    def do_deleteWebhook(self, _: dict[str, Any]) -> bool:
        return True

    def do_setMyCommands(self, parameters: dict[str, Any]) -> bool:
        self.commands.append(parameters)
        return True

    async def do_getUpdates(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        if self._poll and not self._poll.done():
            self._poll.set_exception(
                Trouble(
                    409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
                )
            )
        offset, wait = int(parameters.get("offset", 0)), float(parameters.get("timeout", 0))
        allowed = parameters.get("allowed_updates") or ["message", "channel_post", "callback_query"]
        allowed = json.loads(allowed) if isinstance(allowed, str) else allowed
        self._updates = [
            u for u in self._updates if u["update_id"] >= offset and next(k for k in u if k != "update_id") in allowed
        ]
        if not self._updates and wait:
            self._poll = poll = self._loop.create_future()
            try:
                await asyncio.wait_for(poll, wait)
            except TimeoutError:
                pass
            finally:
                if self._poll is poll:
                    self._poll = None
            return await self.do_getUpdates(parameters | {"timeout": 0})
        return self._updates[: int(parameters.get("limit", 100))]

    def _wake(self) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(None)

    def do_getChat(self, parameters: dict[str, Any]) -> dict[str, Any]:
        room = self._here(parameters)
        return room.public() | {"accent_color_id": 0, "max_reaction_count": 1, "accepted_gift_types": _GIFTS}

    def do_getChatMember(self, parameters: dict[str, Any]) -> dict[str, Any]:
        room, user = self._room(parameters), int(parameters["user_id"])
        if user == BOT["id"]:
            return _member(BOT, room.bot, write=room.may_write)
        return _member(_user(user), room.members.get(user, "left"))

    def do_getChatAdministrators(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        members = self._room(parameters).members.items()
        return [_member(_user(user), status) for user, status in members if status in ("creator", "administrator")]

    def do_answerCallbackQuery(self, parameters: dict[str, Any]) -> bool:
        self.callbacks.append(parameters)
        return True

    def do_sendMessage(self, parameters: dict[str, Any]) -> dict[str, Any]:
        room = self._writable(parameters)
        text, entities, dropped = _shown(parameters, 4096)
        self._keep_pace(room)
        self._last_message[room.id] += 1
        number = self._last_message[room.id]
        topic = parameters.get("message_thread_id")
        message = {
            "message_id": number,
            "date": int(self.clock()),
            "chat": room.public(),
            "text": text,
            "entities": entities,
        } | ({"sender_chat": room.public()} if room.type == "channel" else {"from": BOT})
        if topic:
            message |= {"message_thread_id": int(topic), "is_topic_message": True}
        if markup := _markup(parameters):
            message["reply_markup"] = markup
        self._messages[room.id, number] = message
        self._note("sendMessage", room, number, parameters, text, entities, dropped)
        return message

    def do_editMessageText(self, parameters: dict[str, Any]) -> dict[str, Any]:
        room = self._writable(parameters)
        message = self._ours(room, parameters, "message to edit not found")
        if "text" not in message:
            raise Trouble(400, "Bad Request: there is no text in the message to edit")
        text, entities, dropped = _shown(parameters, 4096)
        markup = _markup(parameters)
        if (message["text"], message["entities"], message.get("reply_markup")) == (text, entities, markup or None):
            raise Trouble(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are exactly "
                "the same as a current content and reply markup of the message",
            )
        message |= {"text": text, "entities": entities, "edit_date": int(self.clock())}
        message.pop("reply_markup", None)
        if markup:
            message["reply_markup"] = markup
        self._note("editMessageText", room, message["message_id"], parameters, text, entities, dropped)
        return message

    def do_sendPhoto(self, parameters: dict[str, Any]) -> dict[str, Any]:
        room = self._writable(parameters)
        if not room.may_send_photos:
            raise Trouble(400, "Bad Request: not enough rights to send photos to the chat")
        photo = parameters.get("photo", "")
        if isinstance(photo, bytes):
            if not photo.startswith((b"\xff\xd8\xff", b"\x89PNG", b"RIFF")):
                raise Trouble(400, "Bad Request: IMAGE_PROCESS_FAILED")
            if len(photo) > 10 * 1024 * 1024:
                raise Trouble(413, "Request Entity Too Large")
        elif photo not in self._file_ids and photo not in self.pictures:
            raise Trouble(400, "Bad Request: wrong file identifier/HTTP URL specified")
        text, entities, dropped = _shown(parameters, 1024, "caption")
        self._keep_pace(room)
        self._last_message[room.id] += 1
        number = self._last_message[room.id]
        file_id = photo if photo in self._file_ids else f"photo-{len(self._file_ids) + 1}"
        self._file_ids.add(file_id)
        message = {
            "message_id": number,
            "date": int(self.clock()),
            "chat": room.public(),
            "photo": [{"file_id": file_id, "file_unique_id": file_id, "width": 90, "height": 90}],
            "caption": text,
            "caption_entities": entities,
        } | ({"sender_chat": room.public()} if room.type == "channel" else {"from": BOT})
        if markup := _markup(parameters):
            message["reply_markup"] = markup
        self._messages[room.id, number] = message
        self._note("sendPhoto", room, number, parameters, text, entities, dropped)
        self.accepted[-1].picture = "bytes" if isinstance(photo, bytes) else photo
        return message

    def do_editMessageCaption(self, parameters: dict[str, Any]) -> dict[str, Any]:
        room = self._writable(parameters)
        message = self._ours(room, parameters, "message to edit not found")
        if "photo" not in message:
            raise Trouble(400, "Bad Request: there is no caption in the message to edit")
        text, entities, dropped = _shown(parameters, 1024, "caption")
        message |= {"caption": text, "caption_entities": entities, "edit_date": int(self.clock())}
        message.pop("reply_markup", None)
        if markup := _markup(parameters):
            message["reply_markup"] = markup
        self._note("editMessageCaption", room, message["message_id"], parameters, text, entities, dropped)
        return message

    def do_deleteMessage(self, parameters: dict[str, Any]) -> bool:
        room = self._writable(parameters)
        message = self._ours(room, parameters, "message to delete not found")
        if self.clock() - message["date"] > TWO_DAYS:
            raise Trouble(400, "Bad Request: message can't be deleted for everyone")
        del self._messages[room.id, message["message_id"]]
        self._note("deleteMessage", room, message["message_id"], parameters, "", [], 0)
        return True

    # --- the rules ---

    def _room(self, parameters: dict[str, Any]) -> Room:
        wanted = str(parameters.get("chat_id", ""))
        for room in self.rooms.values():
            if wanted == str(room.id) or (room.username and wanted.lower() == f"@{room.username}".lower()):
                return room
        raise Trouble(400, "Bad Request: chat not found")

    def _here(self, parameters: dict[str, Any]) -> Room:
        room = self._room(parameters)
        if room.migrated_to:
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Trouble(400, words, migrate_to_chat_id=room.migrated_to)
        return room

    def _writable(self, parameters: dict[str, Any]) -> Room:
        room = self._here(parameters)
        if room.bot == "blocked" or (room.type == "private" and room.bot == "kicked"):
            raise Trouble(403, "Forbidden: bot was blocked by the user")
        if room.bot == "kicked":
            raise Trouble(403, f"Forbidden: bot was kicked from the {room.type} chat")
        if room.bot == "left":
            raise Trouble(403, f"Forbidden: bot is not a member of the {room.type} chat")
        if room.type == "channel" and room.bot != "administrator":
            raise Trouble(400, "Bad Request: need administrator rights in the channel chat")
        if not room.may_write:
            raise Trouble(400, "Bad Request: not enough rights to send text messages to the chat")
        topic = parameters.get("message_thread_id")
        if topic and int(topic) not in room.topics:
            raise Trouble(400, "Bad Request: message thread not found")
        if topic and room.topics[int(topic)] == "closed":
            raise Trouble(400, "Bad Request: TOPIC_CLOSED")
        return room

    def _ours(self, room: Room, parameters: dict[str, Any], complaint: str) -> dict[str, Any]:
        message = self._messages.get((room.id, int(parameters.get("message_id", 0))))
        if message is None:
            raise Trouble(400, f"Bad Request: {complaint}")
        return message

    def _keep_pace(self, room: Room) -> None:
        """30 a second in all, 20 a minute in a group or channel, 1 a second in any chat (a burst of 3 is let pass)."""
        if not self.pace:
            return
        now = self.clock()
        rules = [(None, 30, 1.0), (room.id, 3, 3.0)]
        if room.type != "private":
            rules.append((-abs(room.id) - 10**15, 20, 60.0))
        for key, most, span in rules:
            sent = self._sent[key]
            while sent and sent[0] <= now - span:
                sent.popleft()
            if len(sent) >= most:
                self.refused += 1
                seconds = max(1, int(sent[0] + span - now + 0.999))
                raise Trouble(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
        for key, _, _ in rules:
            self._sent[key].append(now)

    def _note(
        self,
        method: str,
        room: Room,
        number: int,
        parameters: dict[str, Any],
        text: str,
        entities: list[dict[str, Any]],
        dropped: int,
    ) -> None:
        topic = parameters.get("message_thread_id")
        accepted = Accepted(
            method=method,
            chat=room.id,
            message=number,
            text=text,
            entities=entities,
            dropped=dropped,
            topic=int(topic) if topic else None,
            silent=str(parameters.get("disable_notification", "")).lower() == "true",
            buttons=_markup(parameters).get("inline_keyboard", []),
            preview=_json(parameters.get("link_preview_options")) or {},
            at=self.clock(),
            source=parameters.get("text") or parameters.get("caption") or "",
        )
        self.accepted.append(accepted)
        if self._tell:
            self._tell(accepted)


_GIFTS = dict.fromkeys(
    ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
)


def _user(id: int) -> dict[str, Any]:
    return {"id": id, "is_bot": False, "first_name": f"User{id}", "language_code": "zh-hans"}


def _member(user: dict[str, Any], status: str, *, write: bool = True) -> dict[str, Any]:
    rights = ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
              "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users",
              "can_post_stories", "can_edit_stories", "can_delete_stories")  # fmt: skip
    extra: dict[str, Any] = {}
    if status == "administrator":
        extra = dict.fromkeys(rights, False) | {"can_post_messages": write, "can_edit_messages": write}
    if status == "creator":
        extra = {"is_anonymous": False}
    if status in ("kicked", "blocked"):
        extra = {"until_date": 0}
    return {"user": user, "status": "kicked" if status == "blocked" else status, **extra}


def _shown(parameters: dict[str, Any], limit: int, key: str = "text") -> tuple[str, list[dict[str, Any]], int]:
    """Text and entities as the server makes them of what was sent."""
    source = parameters.get(key, "")
    try:
        if parameters.get("parse_mode") == "HTML":
            parsed = parse(source)
            text, entities = (
                parsed.text,
                [{k: v for k, v in asdict(e).items() if v is not None} for e in parsed.entities],
            )
        else:
            text, entities = source.strip(), []
    except CannotParse as problem:
        raise Trouble(400, f"Bad Request: {problem}") from None
    if not text and key == "text":
        raise Trouble(400, "Bad Request: message text is empty")
    if units(text) > limit:
        said = "message is too long" if key == "text" else "message caption is too long"
        raise Trouble(400, f"Bad Request: {said}")
    return text, entities[:100], max(0, len(entities) - 100)


def _markup(parameters: dict[str, Any]) -> dict[str, Any]:
    markup = _json(parameters.get("reply_markup")) or {}
    for row in markup.get("inline_keyboard", []):
        if len(row) > 8:
            raise Trouble(400, "Bad Request: BUTTON_ROW_TOO_LONG")
        for button in row:
            if not button.get("text"):
                raise Trouble(400, "Bad Request: text buttons are unallowed in the inline keyboard")
            if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= 64:
                raise Trouble(400, "Bad Request: BUTTON_DATA_INVALID")
            if "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= 256:
                raise Trouble(400, "Bad Request: BUTTON_COPY_TEXT_INVALID")
            if "url" in button and not button["url"].startswith(("http://", "https://", "tg://")):
                raise Trouble(400, "Bad Request: inline keyboard button URL is invalid: Unsupported URL protocol")
    return markup


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) and value else value


def _parameters(body: bytes, kind: str) -> dict[str, Any]:
    if kind.startswith("application/json"):
        parsed: dict[str, Any] = json.loads(body or b"{}")
        return parsed
    if kind.startswith("multipart/form-data"):
        mime: Mime = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {kind}\r\n\r\n".encode() + body)
        return {
            str(part.get_param("name", header="content-disposition")): part.get_content()
            for part in mime.iter_parts()  # type: ignore[attr-defined]
        }
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _ok(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def _failed(trouble: Trouble) -> bytes:
    said: dict[str, Any] = {"ok": False, "error_code": trouble.code, "description": trouble.description}
    if trouble.parameters:
        said["parameters"] = trouble.parameters
    body = json.dumps(said).encode()
    head = f"HTTP/1.1 {trouble.code} Error\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


if __name__ == "__main__":

    def tell(accepted: Accepted) -> None:
        print(json.dumps(asdict(accepted), ensure_ascii=False), flush=True)

    with FakeTelegram(port=int(sys.argv[1]), token=sys.argv[2], tell=tell) as served:
        for known in sys.argv[3:]:
            served.private(int(known)) if int(known) > 0 else served.group(int(known))
        print(json.dumps({"url": served.url}), flush=True)
        sys.stdin.read()
