"""Messages a second to a fake Bot API, ours beside a bare python-telegram-bot loop, and the memory of listening.

The fake is a process of its own. Both sides send the same message to 16 chats side by side, in order within each.
"""

import asyncio
import json
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from bench import heading, row

FAKE = Path(__file__).parent.parent / "tests" / "kit" / "faketelegram.py"
TOKEN = "123456789:AAFakeTokenForBenchmarks-0123456789abcde"
CHATS = [str(n) for n in range(1, 17)]
MESSAGES, ROUNDS = 800, 5


def resident() -> float:
    """MB of this process now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


@contextmanager
def fake() -> Iterator[str]:
    """The base_url of a fake Bot API in another process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, str(FAKE), str(port), TOKEN, *CHATS]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout
        url = json.loads(served.stdout.readline())["url"]
        drain = subprocess.Popen(["cat"], stdin=served.stdout, stdout=subprocess.DEVNULL)
        try:
            yield f"{url}/bot"
        finally:
            served.kill()
            drain.wait()


async def rate(send: Callable[[str], Awaitable[object]]) -> float:
    """Messages a second."""

    async def one(chat: str) -> None:
        for _ in range(MESSAGES // len(CHATS)):
            await send(chat)

    began = time.perf_counter()
    await asyncio.gather(*map(one, CHATS))
    return MESSAGES / (time.perf_counter() - began)


async def compare(url: str) -> tuple[float, float]:
    """(bare, ours), medians of rounds by turns."""
    from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

    from bot.model import Chat, Message, Secret
    from bot.tell.channels.telegram import Settings, open
    from bot.tell.telegram_html import telegram_html
    from feeds.model import ChangeKind

    message = Message(
        kind=ChangeKind.NEW,
        title="青石学院举行春季运动会",
        source="青石要闻",
        date="03-05 09:30",
        summary="3月5日，青石学院春季运动会在田径场开幕。全院师生参加。" * 4,
        url="http://www.qingshi.example/info/1071/82033.htm",
    )
    same = {
        "text": telegram_html(message),
        "parse_mode": "HTML",
        "reply_markup": InlineKeyboardMarkup([[InlineKeyboardButton("阅读原文", url=message.url)]]),
        "link_preview_options": LinkPreviewOptions(url=message.url),
    }
    there = {chat: Chat(channel="telegram", id=chat) for chat in CHATS}

    async def no_post(*_: object) -> None:
        raise NotImplementedError

    telegram = open(Settings(token=Secret(TOKEN), base_url=url), no_post)  # type: ignore[arg-type]
    bare, ours = [], []
    async with Bot(TOKEN, base_url=url) as bot:
        for _ in range(ROUNDS):
            bare.append(await rate(lambda chat: bot.send_message(chat, **same)))
            ours.append(await rate(lambda chat: telegram.send(there[chat], message, key="1")))
    await telegram.close()
    return median(bare), median(ours)


async def listening(url: str) -> tuple[float, float]:
    """MB of a process that has imported our package only, and of the same while it listens."""
    before = resident()
    from bot.model import Secret
    from bot.tell.channels.telegram import Settings
    from bot.tell.channels.telegram.sender import Telegram

    telegram = Telegram(Settings(token=Secret(TOKEN), base_url=url))

    async def deaf(*_: object) -> None:
        return None

    task = asyncio.create_task(telegram.listen(deaf, {}))
    await asyncio.sleep(1)
    after = resident()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await telegram.close()
    return before, after


def run() -> None:
    with fake() as url:
        heading("messages to the fake Bot API, a second")
        bare, ours = asyncio.run(compare(url))
        row("bare python-telegram-bot", f"{bare:.0f}")
        row("channel telegram", f"{ours:.0f}", f"ratio {ours / bare:.2f}")
        heading("memory of a process that only listens")
        script = f"import asyncio, json, bench.sends as s; print(json.dumps(asyncio.run(s.listening({url!r}))))"
        child = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
        before, after = json.loads(child.stdout)
        row("before", f"{before:.0f} MB")
        row("listening", f"{after:.0f} MB", f"python-telegram-bot and httpx: {after - before:.0f} MB")
