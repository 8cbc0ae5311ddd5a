"""A receiver of webhooks on 127.0.0.1, as our howto tells people to write one. It answers as told, else 204."""

import json
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Heard:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> Any:
        return json.loads(self.body)


class FakeHook:
    """with FakeHook() as hook: hook.url, hook.heard; hook.answers.append((503, {"Retry-After": "3"}))

    An answer of None closes the connection after the request was heard.
    """

    def __init__(self, tell: Callable[[Heard], None] = lambda heard: None) -> None:
        """`tell` is called with what was heard before it is answered."""
        self.heard: list[Heard] = []
        self.answers: deque[tuple[int, dict[str, str]] | None] = deque()
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                self.close_connection = True
                if len(body) < int(self.headers["Content-Length"]):
                    return  # whoever said it died over it
                heard = Heard(self.path, {k.lower(): v for k, v in self.headers.items()}, body)
                hook.heard.append(heard)
                tell(heard)
                answer = hook.answers.popleft() if hook.answers else (204, {})
                if answer is None:
                    return
                self.send_response(answer[0])
                for name, value in answer[1].items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/hook"

    def __enter__(self) -> "FakeHook":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)
