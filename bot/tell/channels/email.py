"""Mail by SMTP, one mail a message and reader; the chat's id is the reader's address, or that of a mailing list.

The Message-ID is the same at every attempt. A correction is a mail of its own in the same thread, where wanted.
It goes to the mail server directly: `proxy` is for HTTP and does nothing here.
"""

import asyncio
import re
import smtplib
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import getaddresses, parseaddr
from pathlib import Path
from typing import Literal

from bot.errors import ChannelDown, ChatGone, ConfigError, DeliveryError, Refused, TryLater, Unknown
from bot.model import Channel, Chat, Message, Pace, Post, Secret
from bot.tell import answers
from bot.tell.forms import mail
from feeds.model import utcnow

AT_ONCE = 2  #: connections
GREY = timedelta(minutes=5)  #: a server that says "later" to strangers wants about so long
PORTS = {"starttls": 587, "tls": 465, "none": 25}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The [channel.email] table."""

    host: str  #: the mail server that takes our mail
    sender: str  #: such as 要闻 <news@example.edu.cn>
    security: Literal["starttls", "tls", "none"] = "starttls"
    port: int | None = None  #: 587 with starttls, 465 with tls, 25 with none
    user: str = ""
    password: Secret | None = None
    ca_bundle: Path | None = None  #: a PEM file, for a server with a certificate of your own making
    list_id: str = ""  #: such as news.example.edu.cn, for filters; made from the sender's domain
    unsubscribe: str = ""  #: mailto:… or https://…?who={to}; with https, one click is promised (RFC 8058)
    per_minute: int = 30  #: what the server lets us send
    timeout: float = 60.0  #: seconds for each step; shorter means more doubt
    corrections: bool = False  #: tell corrections and withdrawals by a mail in the same thread

    def __post_init__(self) -> None:
        if "@" not in parseaddr(self.sender)[1]:
            raise ValueError("sender must hold a mail address, such as 要闻 <news@example.edu.cn>")
        if re.search(r"[/@\s]|^[^:]*:[^:]*$", self.host):
            raise ValueError("host must be a server's name, such as mail.example.edu.cn; its port is a key of its own")
        if self.port == PORTS["tls"] and self.security == "starttls":
            raise ValueError('port 465 speaks TLS from its first byte: write security = "tls" too')
        if self.user and not self.password:
            raise ValueError("password is missing: user alone logs in nowhere; give password_file")
        if self.password and not self.user:
            raise ValueError("user is missing: a password alone logs in nowhere")


class Email:
    """One mail server."""

    def __init__(self, settings: Settings, clock: Callable[[], datetime] = utcnow) -> None:
        self._settings, self._clock = settings, clock
        self.edits = settings.corrections
        self.pace = Pace(overall=(settings.per_minute, 60.0))
        self._pool = ThreadPoolExecutor(AT_ONCE, "mail")
        try:
            self._tls = ssl.create_default_context(cafile=settings.ca_bundle)
        except (OSError, ssl.SSLError) as e:
            raise ConfigError(f"channel email: ca_bundle: {settings.ca_bundle} cannot be used: {e}") from e

    async def send(self, chat: Chat, message: Message, *, key: str) -> str | None:
        """The answer is the Message-ID, which comes from the key."""
        identity = mail.message_id(key, chat.id, self._settings.sender)
        await self._mail(chat, message, identity)
        return identity

    async def edit(self, chat: Chat, message_id: str, message: Message) -> None:
        """Another mail in the thread; the same correction twice has the same Message-ID."""
        key = f"{message_id} {message.kind} {message.data.get('revision', '')}"
        identity = mail.message_id(key, chat.id, self._settings.sender)
        await answers.once(self._mail(chat, message, identity, message_id))

    async def close(self) -> None:
        self._pool.shutdown(wait=False)

    async def _mail(self, chat: Chat, message: Message, identity: str, corrected: str = "") -> None:
        settings = self._settings
        to = parseaddr(chat.id)[1]
        if "@" not in to or not to.isascii():
            raise ChatGone("the chat's id is no mail address")
        try:
            made = mail.mail(
                message,
                to=chat.id,
                sender=settings.sender,
                message_id=identity,
                now=self._clock(),
                list_id=settings.list_id,
                unsubscribe=settings.unsubscribe,
                answers=corrected,
            )
        except ValueError as e:
            raise ChatGone(f"the chat's id is no mail address: {e}") from e
        await asyncio.get_running_loop().run_in_executor(self._pool, self._deliver, made, to)

    def _deliver(self, made: EmailMessage, to: str) -> None:
        """One connection, one mail; runs on a thread."""
        server = self._connect()
        try:
            self._hand_over(server, made, to)
        finally:
            server.close()

    def _connect(self) -> smtplib.SMTP:
        settings = self._settings
        port = settings.port or PORTS[settings.security]
        where = f"the mail server {settings.host}:{port}"
        local = mail.domain(settings.sender)
        try:
            server: smtplib.SMTP
            if settings.security == "tls":
                server = smtplib.SMTP_SSL(settings.host, port, local, timeout=settings.timeout, context=self._tls)
            else:
                server = smtplib.SMTP(settings.host, port, local, timeout=settings.timeout)
        except ssl.SSLError as e:
            raise ChannelDown(f"{where}: TLS failed ({e.reason or e}): look at security, port and ca_bundle") from e
        except (OSError, smtplib.SMTPException) as e:
            raise TryLater(f"{where} cannot be reached: {e}", reached=False) from e
        try:
            if settings.security == "starttls":
                server.starttls(context=self._tls)
            server.ehlo_or_helo_if_needed()
            if settings.user and settings.password:
                server.login(settings.user, settings.password.reveal())
        except BaseException as e:
            server.close()
            raise self._unwelcome(where, e) from e
        return server

    @staticmethod
    def _unwelcome(where: str, error: BaseException) -> BaseException:
        """What went wrong before any mail was spoken of."""
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return ChannelDown(f"{where}: {error}: look at security and user")
        if isinstance(error, ssl.SSLError):
            return ChannelDown(f"{where}: TLS failed ({error.reason or error}): look at ca_bundle")
        if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code >= 500:
            return ChannelDown(f"{where} does not take our user and password ({error.smtp_code})")
        if isinstance(error, OSError | smtplib.SMTPException):
            return TryLater(f"{where} broke off before the mail: {type(error).__name__}")
        return error

    def _hand_over(self, server: smtplib.SMTP, made: EmailMessage, to: str) -> None:
        """MAIL, RCPT, DATA. Once the mail itself is on its way, a broken connection is doubt."""
        told = made.as_bytes()
        size = [f"size={len(told)}"] if server.has_extn("size") else []
        try:
            _must(server.mail(parseaddr(self._settings.sender)[1], size), "the sender", ChannelDown)
            _must(server.rcpt(to), "the reader", ChatGone)
            _must(server.docmd("DATA"), "the mail", Refused)
        except (OSError, smtplib.SMTPException) as e:
            raise TryLater(f"the mail server broke off before the mail: {type(e).__name__}") from e
        try:
            server.send(told.replace(b"\r\n.", b"\r\n..") + b"\r\n.\r\n")
            answer = server.getreply()
        except (OSError, smtplib.SMTPException) as e:
            raise Unknown(f"the mail server broke off while it had the mail: {type(e).__name__}") from e
        _must(answer, "the mail", Refused)


def open(settings: Settings, post: Post) -> Channel:
    return Email(settings)


def wrong_id(settings: Settings, id: str) -> str:
    to = parseaddr(id)[1]
    if not (to.isascii() and to.count("@") == 1 and all(to.split("@"))):
        return "must be a mail address, such as wang@example.edu.cn"
    one = len(getaddresses([id])) == 1
    return "" if one else "must be one mail address: each reader is a chat, or all are a mailing list"


def _must(answer: tuple[int, bytes], what: str, otherwise: type[DeliveryError]) -> None:
    """2xx and 354 are yes; 4xx later; 5xx never."""
    code, words = answer
    if 200 <= code <= 399:
        return
    said = " ".join(words.decode("utf-8", "replace").split())[:200]
    why = f"the mail server refuses {what}: {code} {said}"
    if 400 <= code <= 499:
        raise TryLater(why, GREY)
    raise otherwise(why) if code >= 500 else Unknown(why)
