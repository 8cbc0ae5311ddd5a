"""Every kind of channel at once, on the real outbox and the real network code, through faults: nothing is lost, and
each channel keeps its promise: Matrix exactly once, the others once, and a second time only after doubt."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from builders import SHANGHAI, Clock, source, whole_article
from fakeapps import TOKEN, FakeDiscord, FakeMatrix, FakeNtfy, FakeSlack
from fakemail import PASSWORD, USER, FakeMail
from fakerobots import FakeDingTalk, FakeFeishu, FakeWeCom
from reaching import NOW

from bot.chats import chats, subscriptions
from bot.model import Channel, Post, Secret
from bot.tell import debts, standings
from bot.tell.channels import dingtalk, discord, email, feishu, matrix, ntfy, slack, wecom
from bot.tell.deliver import Deliverer
from bot.tell.job import About
from bot.tell.posting import Posting
from feeds.fetch.web import Web
from feeds.keep import entries, record
from feeds.keep.db import Database
from feeds.model import Access

TAG = "tag:x.example,2026:news"
MANY = 12
HTML = (502, b"<html>bad gateway</html>")
BUSY = {
    "wecom": (200, b'{"errcode": 45009, "errmsg": "api freq out of limit"}'),
    "dingtalk": (200, b'{"errcode": 130101, "errmsg": "send too fast"}'),
    "feishu": (200, b'{"code": 11232, "msg": "rate limit"}'),
    "discord": (429, b'{"message": "limited", "retry_after": 2.5}'),
    "slack": (429, b'{"ok": false, "error": "ratelimited"}', {"Retry-After": "3"}),
    "matrix": (429, b'{"errcode": "M_LIMIT_EXCEEDED", "retry_after_ms": 900}'),
    "ntfy": (429, b'{"code": 42901, "http": 429, "error": "limit reached"}'),
}


class World:
    """All services, a chat at each, one source."""

    def __init__(self, db: Database, folder: Path, stack: ExitStack) -> None:
        self.db, self.clock = db, Clock(NOW)
        self.services: dict[str, Any] = {
            "wecom": FakeWeCom(self.clock),
            "dingtalk": FakeDingTalk(self.clock),
            "feishu": FakeFeishu(self.clock),
            "discord": FakeDiscord(self.clock),
            "slack": FakeSlack(self.clock),
            "matrix": FakeMatrix(self.clock),
            "ntfy": FakeNtfy(self.clock),
            "email": FakeMail(folder),
        }
        for service in self.services.values():
            stack.enter_context(service)
        self.ids = {name: getattr(service, "url", name) for name, service in self.services.items()}
        self.ids |= {"slack": "C0123", "matrix": FakeMatrix.room, "email": "wang@qingshi.example"}

    def meet(self, *names: str, **settings: Any) -> None:
        with self.db.transaction() as tx:
            wanted = [chats.Wanted(name=name, channel=name, id=self.ids[name], settings=settings) for name in names]
            for number in chats.sync(tx, wanted, self.clock()).values():
                subscriptions.add(tx, number, "news", self.clock())

    def publish(self, *keys: str) -> None:
        with self.db.transaction() as tx:
            for key in keys:
                found = [whole_article(key, title=f"〔{key}〕号通知")]
                kept = record.listed(tx, source("news"), found, tag=TAG, now=self.clock(), quiet=False)
                debts.enqueue(tx, kept.changes, self.clock())

    def withdraw(self, key: str) -> None:
        with self.db.transaction() as tx:
            row = entries.by_key(tx, "news", [key])[key]
            changed = whole_article(key, title=f"〔{key}〕号更正通知")
            kept = record.read(tx, row["number"], changed, zone=SHANGHAI, now=self.clock())
            debts.enqueue(tx, kept.changes, self.clock())

    def opened(self, post: Post) -> dict[str, Channel]:
        mail, clock = self.services["email"], self.clock
        smtp = email.Settings(
            host="127.0.0.1",
            port=mail.port,
            sender="news@qingshi.example",
            user=USER,
            password=Secret(PASSWORD),
            ca_bundle=str(mail.ca),
            per_minute=60_000,
        )
        on = matrix.Settings(homeserver=self.services["matrix"].base, token=Secret(TOKEN))
        return {
            "wecom": wecom.WeCom(wecom.Settings(), post, clock),
            "dingtalk": dingtalk.DingTalk(dingtalk.Settings(), post, clock),
            "feishu": feishu.Feishu(feishu.Settings(), post, clock),
            "discord": discord.Discord(discord.Settings(), post, clock),
            "slack": slack.Slack(slack.Settings(token=Secret(TOKEN), base_url=self.services["slack"].api), post, clock),
            "matrix": matrix.Matrix(on, post, clock),
            "ntfy": ntfy.Ntfy(ntfy.Settings(base_url=self.services["ntfy"].base), post, clock),
            "email": email.Email(smtp, clock),
        }

    def deliver(self, *, before: Callable[[], None] = lambda: None, rounds: int = 200, step: float = 20) -> None:
        """Until nothing is owed, the clock moving on between two rounds."""

        async def until_done() -> None:
            web = Web()
            async with Posting(web) as posting:
                channels = self.opened(posting.through(Access(allow_private=True, timeout=5)))
                for _ in range(rounds):
                    before()
                    made = Deliverer(
                        db=self.db, channels=channels, about=lambda name: About(title=name), clock=self.clock
                    )
                    await made.drain()
                    if not self.owed():
                        break
                    self.clock.forward(seconds=step)
                for channel in channels.values():
                    await channel.close()
                web.close()

        asyncio.run(until_done())

    def owed(self) -> int:
        return sum(
            number
            for states in self.states().values()
            for state, number in states.items()
            if state in ("pending", "sending", "unknown")
        )

    def states(self) -> dict[int, dict[str, int]]:
        with self.db.reading() as tx:
            return standings.counts(tx)

    def seen(self, name: str, key: str) -> int:
        """How often people at a service see an article."""
        service = self.services[name]
        if name == "email":
            return sum(f"〔{key}〕" in mail["Subject"] for _, _, mail in service.mails)
        shown = service.messages.values() if isinstance(service.messages, dict) else service.messages
        return sum(f"〔{key}〕" in str(each) for each in shown)


@pytest.fixture
def world(db: Database, tmp_path: Path) -> Iterator[World]:
    with ExitStack() as stack:
        yield World(db, tmp_path, stack)


def test_through_faults_nothing_is_lost_and_each_channel_keeps_its_promise(world: World):
    names = tuple(world.services)
    world.meet(*names, backlog=1000)
    keys = [str(n) for n in range(MANY)]
    world.publish(*keys)
    faults = iter(range(10_000))
    doubts = dict.fromkeys(names, 0)

    def trouble() -> None:
        """Before each round: asked to wait, a gateway's page, a cut before or after the message was taken."""
        kind = next(faults) % 5
        for name, service in world.services.items():
            if name == "email":
                service.hang_up = ("before", "", "after", "", "")[kind]
                doubts[name] += kind in (0, 2)
                service.replies = {"RCPT": "450 4.2.0 later"} if kind == 3 else {}
            elif kind == 0:
                service.answers.append(BUSY[name])
            elif kind == 1:
                service.answers.append(HTML)
                doubts[name] += 1
            elif kind == 2:
                service.then_hang_up = True
                doubts[name] += 1

    world.deliver(before=trouble, step=95)

    assert world.owed() == 0
    assert sum(doubts.values()) > 40
    held = 0
    for states in world.states().values():
        assert set(states) <= {"sent", "held"}
        held += states.get("held", 0)
    for name in names:
        often = [world.seen(name, key) for key in keys]
        assert max(often) <= 2, (name, often)
        assert sum(often) - sum(1 for each in often if each) <= doubts[name]
        if name == "matrix":
            assert often == [1] * MANY
    assert sum(1 for name in names for key in keys if not world.seen(name, key)) <= held


def test_without_faults_each_service_shows_each_article_once(world: World):
    names = tuple(world.services)
    world.meet(*names, backlog=1000)
    keys = [str(n) for n in range(6)]
    world.publish(*keys)

    world.deliver()

    assert {name: [world.seen(name, key) for key in keys] for name in names} == dict.fromkeys(names, [1] * 6)


def test_services_that_can_edit_show_the_correction_in_place(world: World):
    names = ("discord", "slack", "matrix", "wecom")
    world.meet(*names)
    world.publish("1")
    world.deliver()

    world.clock.forward(hours=2)
    world.withdraw("1")
    world.deliver()

    for name in names[:3]:
        [shown] = world.services[name].messages.values()
        assert "更正通知" in str(shown)
    assert len(world.services["wecom"].messages) == 1


def test_300_at_once_to_one_wecom_robot_are_digests_and_no_refusal_for_pace(world: World):
    world.meet("wecom")
    world.publish(*(str(n) for n in range(300)))

    world.deliver(step=5)

    robot = world.services["wecom"]
    assert len(robot.requests) == len(robot.messages) == 15
    assert all(world.seen("wecom", str(n)) == 1 for n in range(300))


def test_a_chat_that_wants_each_gets_60_at_the_robots_own_pace(world: World):
    world.meet("wecom", backlog=1000)
    world.publish(*(str(n) for n in range(60)))

    world.deliver(step=5)

    robot = world.services["wecom"]
    assert len(robot.requests) == len(robot.messages) == 60
    assert (robot.sent[-1] - robot.sent[0]) >= 120
