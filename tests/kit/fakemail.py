"""A mail server on 127.0.0.1 (aiosmtpd), with STARTTLS and login, and the moods that real ones have.

with FakeMail() as server:
    server.port, server.ca          where it is, and a PEM file with its authority
    server.mails                    [(envelope from, [to], EmailMessage)]
    server.replies["RCPT"] = "…"    a refusal instead of its usual answer: MAIL, RCPT, DATA
    server.hang_up = "after"        close before or after having taken the mail, without an answer
"""

import asyncio
import ssl
import threading
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

USER, PASSWORD = "news", "a made-up password"


class FakeMail:
    def __init__(self, folder: Path, *, tls: bool = True, auth: bool = True) -> None:
        self.mails: list[tuple[str, list[str], EmailMessage]] = []
        self.replies: dict[str, str] = {}
        self.hang_up = ""
        self.ca = folder / "ca.pem"
        self._auth = auth
        self._context: ssl.SSLContext | None = None
        if tls:
            authority = trustme.CA()
            authority.cert_pem.write_to_path(str(self.ca))
            self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert("127.0.0.1").configure_cert(self._context)

    def __enter__(self) -> "FakeMail":
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result(60)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def _listen(self) -> asyncio.Server:
        return await self._loop.create_server(self._protocol, "127.0.0.1", 0)

    def _protocol(self) -> SMTP:
        wants_login = self._auth and self._context is not None
        return SMTP(
            self,
            hostname="mail.qingshi.example",
            tls_context=self._context,
            require_starttls=self._context is not None,
            authenticator=self._authenticate if self._auth else None,
            auth_required=wants_login,
            auth_require_tls=True,
            loop=self._loop,
            enable_SMTPUTF8=False,
        )

    def __exit__(self, *_: object) -> None:
        async def stop() -> None:
            self._server.close()
            await self._server.wait_closed()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            await asyncio.sleep(0)

        asyncio.run_coroutine_threadsafe(stop(), self._loop).result(60)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()

    @staticmethod
    def _authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        fine = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=fine, handled=False) if not fine else AuthResult(success=True)

    async def handle_MAIL(self, server, session, envelope, address, options):
        if "MAIL" in self.replies:
            return self.replies["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        if "RCPT" in self.replies:
            return self.replies["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.hang_up != "before":
            if "DATA" in self.replies:
                return self.replies["DATA"]
            mail = message_from_bytes(envelope.content, policy=default)
            self.mails.append((envelope.mail_from, envelope.rcpt_tos, mail))
        if self.hang_up:
            server.transport.abort()
        return "250 OK"
