"""Group robots of WeCom, DingTalk and Feishu on 127.0.0.1, as strict as the real ones: an error is inside HTTP 200.

    with FakeWeCom(clock) as robot:
        robot.url       the robot's address
        robot.messages  what the group has seen
        robot.answers   answers to give instead, first come first served: (status, body) or None to hang up

Each checks what its service checks: address, form, bytes, signature and time, keyword, IP, pace, and is `removed`
or `busy` when told so.
"""

import base64
import hashlib
import hmac
import json
import threading
from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "5a17c0de-0b07-4b1d-9a3e-5ec4e7f00d42"


Answered = tuple[int, bytes] | tuple[int, bytes, Mapping[str, str]]


class Service:
    """HTTP on a port of its own. `answer` says what the service would."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.requests: list[tuple[str, bytes]] = []
        self.answers: deque[Answered | None] = deque()
        self.then_hang_up = False  #: do as asked, but close before the answer
        fake = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                fake.requests.append((self.path, body))
                headers = {name.lower(): value for name, value in self.headers.items()}
                if not fake.answers:
                    fake.answers.append(fake.answer(self.command, self.path, headers, body))
                answer = fake.answers.popleft()
                if answer is None or fake.then_hang_up:
                    fake.then_hang_up = False
                    self.close_connection = True
                    return
                self.send_response(answer[0])
                for name, value in (answer[2] if len(answer) == 3 else {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Type", "application/json; charset=UTF-8")
                self.send_header("Content-Length", str(len(answer[1])))
                self.end_headers()
                self.wfile.write(answer[1])

            do_PUT = do_PATCH = do_DELETE = do_POST

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Any:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answered:
        raise NotImplementedError


class Robot(Service):
    """What the three share. `judge` answers the body of a refusal, None to accept."""

    path = ""
    fine: Mapping[str, Any]

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(clock)
        self.messages: list[dict[str, Any]] = []
        self.removed = self.wrong_ip = False
        self.keyword = self.secret = ""
        self.sent: list[float] = []
        self.blocked_until = 0.0

    @property
    def url(self) -> str:
        return self.base + self.path

    def answer(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> Answered:
        try:
            told = json.loads(body.decode("utf-8"))
        except ValueError:
            told = None
        refusal = self.judge(path, headers.get("content-type", ""), body, told)
        if refusal is None:
            self.messages.append(told)
            self.sent.append(self.clock().timestamp())
        return 200, json.dumps(refusal or dict(self.fine)).encode()

    def judge(self, path: str, content_type: str, body: bytes, told: Any) -> dict[str, Any] | None:
        raise NotImplementedError

    def lately(self, seconds: float) -> int:
        return sum(1 for at in self.sent if at > self.clock().timestamp() - seconds)


def _errcode(code: int, words: str) -> dict[str, Any]:
    return {"errcode": code, "errmsg": words}


class FakeWeCom(Robot):
    path = f"/cgi-bin/webhook/send?key={KEY}"
    fine = _errcode(0, "ok")

    def judge(self, path, content_type, body, told):
        hint = f", hint: [1764000000], from ip: 198.51.100.7, more info at https://example.org/?e=0 key={KEY}"
        if self.removed or path != self.path:
            return _errcode(93000, "invalid webhook url" + hint)
        if self.wrong_ip:
            return _errcode(60020, "not allow to access from your ip" + hint)
        if "application/json" not in content_type or not isinstance(told, dict):
            return _errcode(47001, "data format error" + hint)
        if self.lately(60) >= 20:
            return _errcode(45009, "api freq out of limit" + hint)
        return self._form(told, hint)

    def _form(self, told, hint):
        kind = told.get("msgtype")
        if kind == "markdown":
            return _too_long("markdown.content", told["markdown"]["content"], 4096, hint)
        if kind == "text":
            return _too_long("text.content", told["text"]["content"], 2048, hint)
        if kind == "news":
            articles = told["news"]["articles"]
            if not 1 <= len(articles) <= 8:
                return _errcode(45008, "article count exceed limit" + hint)
            if not all(each.get("title") and each.get("url") for each in articles):
                return _errcode(40058, "news.articles.url missing" + hint)
            return None
        return _errcode(40008, "invalid message type" + hint)


def _too_long(name, text, most, hint):
    if not text.strip():
        return _errcode(44004, "empty content" + hint)
    if len(text.encode()) > most:
        return _errcode(40058, f"{name} exceed max length {most}. invalid Request Parameter" + hint)
    return None


class FakeDingTalk(Robot):
    path = f"/robot/send?access_token={KEY}"
    fine = _errcode(0, "ok")

    def judge(self, path, content_type, body, told):
        query = parse_qs(urlsplit(path).query, strict_parsing=True)
        now = self.clock().timestamp()
        if self.removed or query.get("access_token") != [KEY]:
            return _errcode(300005, "token is not exist")
        if now < self.blocked_until:
            return _errcode(130101, "send too fast, exceed 20 times per minute")
        if self.lately(60) >= 20:
            self.blocked_until = now + 600
            return _errcode(130101, "send too fast, exceed 20 times per minute")
        if "application/json" not in content_type:
            return _errcode(43004, "无效的HTTP HEADER Content-Type")
        if not isinstance(told, dict) or len(body) > 20_000:
            return _errcode(460101, "message too long")
        return self._security(query, now, body) or self._form(told)

    def _security(self, query, now, body):
        if self.wrong_ip:
            return _errcode(310000, "ip 198.51.100.7 not in whitelist;错误描述:机器人发送签名不匹配")
        if self.secret:
            stamp = query.get("timestamp", [""])[0]
            if not stamp:
                return _errcode(310000, "description:机器人发送签名不匹配;solution:请确认签名和时间戳都放在网址中;")
            if abs(now - int(stamp) / 1000) > 3600:
                return _errcode(310000, "description:机器人发送签名过期;invalid timestamp")
            digest = hmac.new(self.secret.encode(), f"{stamp}\n{self.secret}".encode(), hashlib.sha256).digest()
            if query.get("sign", [""])[0] != base64.b64encode(digest).decode():
                return _errcode(310000, "sign not match, more: [https://example.org]")
        if self.keyword and self.keyword not in body.decode():
            return _errcode(310000, "keywords not in content, more: [https://example.org]")
        return None

    def _form(self, told):
        wanted = {
            "markdown": ("title", "text"),
            "actionCard": ("title", "text", "singleTitle", "singleURL"),
            "feedCard": ("links",),
        }.get(told.get("msgtype"))
        if wanted is None:
            return _errcode(400105, "unsupported message type")
        if not all(told[told["msgtype"]].get(name) for name in wanted) or told.get("at", {}).get("isAtAll"):
            return _errcode(40035, "缺少参数 json")
        return None


def _code(code: int, words: str) -> dict[str, Any]:
    return {"code": code, "data": {}, "msg": words}


class FakeFeishu(Robot):
    path = f"/open-apis/bot/v2/hook/{KEY}"
    fine = MappingProxyType({"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}, "msg": "success"})

    def judge(self, path, content_type, body, told):
        now = self.clock()
        if self.removed or path != self.path:
            return _code(19001, "param invalid: incoming webhook access token invalid")
        if now.minute % 30 == 0 and now.second < 60:
            return _code(11232, "create message trigger system rate limit")
        if self.lately(60) >= 100 or self.lately(1) >= 5:
            return _code(9499, "too many request")
        if "application/json" not in content_type or not isinstance(told, dict) or len(body) > 20 * 1024:
            return _code(9499, "Bad Request")
        return self._security(told, now.timestamp(), body) or self._form(told)

    def _security(self, told, now, body):
        if self.wrong_ip:
            return _code(19022, "Ip Not Allowed")
        if self.secret:
            stamp = told.get("timestamp", "")
            digest = hmac.new(f"{stamp}\n{self.secret}".encode(), digestmod=hashlib.sha256).digest()
            late = not stamp.isdigit() or abs(now - int(stamp)) > 3600
            if late or told.get("sign") != base64.b64encode(digest).decode():
                return _code(19021, "sign match fail or timestamp is not within one hour from current time")
        if self.keyword and self.keyword not in body.decode():
            return _code(19024, "Key Words Not Found")
        return None

    def _form(self, told):
        if told.get("msg_type") != "interactive" or not told["card"]["elements"]:
            return _code(19002, "params error, msg_type need")
        return None
