"""No token in any log line, traceback or repr: the whole of a troubled run is searched for it."""

import asyncio
import io
import logging
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace

import pytest
from faketelegram import ACCEPT_THEN_CUT, BAD_GATEWAY, BLOCKED, DROP, ERROR, TOKEN, TOO_MANY, FakeTelegram

from bot.errors import DeliveryError
from bot.model import Chat, Message, Secret
from bot.tell.channels.telegram import Settings
from bot.tell.channels.telegram.sender import Telegram
from bot.tell.redact import HIDDEN, guard_logs, redact

CHAT = Chat(channel="telegram", id="7")


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Everything that any logger says, at DEBUG, as an operator who wants to know it all would set it."""
    stream = io.StringIO()
    root = logging.getLogger()
    handler, level = logging.StreamHandler(stream), root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    quiet = {name: logging.getLogger(name).level for name in ("httpx", "httpcore", "urllib3", "telegram")}
    guard_logs()
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)
    for name, was in quiet.items():
        logging.getLogger(name).setLevel(was)


def troubled_run(settings: Settings, *, faults: FakeTelegram) -> list[str]:
    said = []

    async def run() -> None:
        telegram = Telegram(settings)
        said.append(repr(telegram) + repr(settings) + str(telegram.__dict__.get("settings")))
        for fault in (None, DROP, BAD_GATEWAY, BLOCKED, TOO_MANY(3), ACCEPT_THEN_CUT, ERROR(401, "Unauthorized")):
            if fault:
                faults.fault(fault)
            try:
                await telegram.send(CHAT, Message(kind=None, title="x"), key="1")
            except DeliveryError as e:
                said.append(f"{e!r} {e}")
                logging.getLogger("bot.test").warning("not sent", exc_info=True)
        await telegram.close()

    asyncio.run(run())
    return said


@pytest.mark.parametrize("loud", [False, True], ids=["libraries quiet", "libraries at debug"])
def test_a_troubled_run_tells_the_token_nowhere(logged, loud):
    if loud:
        for name in ("httpx", "httpcore", "telegram"):
            logging.getLogger(name).setLevel(logging.DEBUG)
    with FakeTelegram() as fake:
        fake.private(7)
        settings = Settings(token=Secret(TOKEN), base_url=fake.base_url, read_timeout=5)
        said = troubled_run(settings, faults=fake)
        nowhere = replace(settings, base_url="http://127.0.0.1:9/bot", connect_timeout=1)
        said += troubled_run(nowhere, faults=fake)

    secret = TOKEN.partition(":")[2]
    assert "Traceback" in logged.getvalue()
    assert (HIDDEN in logged.getvalue()) == loud
    assert secret not in logged.getvalue()
    assert secret not in "".join(said)


def test_a_password_in_base_url_is_sent_and_told_nowhere(logged):
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    with FakeTelegram() as fake:
        fake.private(7)
        through = fake.base_url.replace("://", "://me:hunter2@")
        said = troubled_run(Settings(token=Secret(TOKEN), base_url=through, read_timeout=5), faults=fake)

    assert set(fake.authorizations) == {"Basic " + b64encode(b"me:hunter2").decode()}
    assert "hunter2" not in logged.getvalue()
    assert "hunter2" not in "".join(said)


def test_a_token_in_a_sentence_an_argument_or_a_traceback_is_hidden(logged):
    log = logging.getLogger("bot.test")
    try:
        raise ValueError(f"http://x.example/bot{TOKEN}/getMe")
    except ValueError:
        log.exception("POST /bot%s/sendMessage", TOKEN)

    assert TOKEN not in logged.getvalue()
    assert logged.getvalue().count(HIDDEN) == 2


def test_other_numbers_stay():
    assert redact("entry 123456: 2026-03-05 10:00") == "entry 123456: 2026-03-05 10:00"
    assert redact("http://127.0.0.1:8000/@news postgresql://me@db") == "http://127.0.0.1:8000/@news postgresql://me@db"


def test_guarding_twice_filters_once():
    root = logging.Logger("root")
    root.addHandler(logging.NullHandler())

    guard_logs(root)
    guard_logs(root)

    assert len(root.handlers[0].filters) == 1
