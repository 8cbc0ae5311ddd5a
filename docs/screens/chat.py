"""Draws a talk with the bot about as a phone with Telegram shows it: the real answers of bot/talk, on a database made
up here. Made-up school and people.

python -P docs/screens/chat.py > chat.html     (-P: the telegram.py beside it is not the library)
chromium --headless --screenshot=docs/screens/chat.png --window-size=1590,1050 chat.html
"""

import asyncio
import logging
import runpy
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html import escape
from pathlib import Path

from bot.chats import store
from bot.model import Chat, Incoming, Reply, Standing
from bot.talk.answer import Talk
from bot.tell import compose, debts
from bot.tell.channels.telegram.replies import pieces
from feeds.keep import record, states
from feeds.keep.db import Database
from feeds.model import Article, ChangeKind, Precision, Source

BESIDE = runpy.run_path(str(Path(__file__).with_name("telegram.py")))
NOW, BODY, NOTICE, TALK, entry, bubble = (BESIDE[name] for name in ("NOW", "BODY", "NOTICE", "TALK", "entry", "bubble"))
SOURCES = {
    "qingshi": Source(name="qingshi", url="https://www.qingshi.example/news/", title="青石要闻"),
    "notices": Source(name="notices", url="https://www.qingshi.example/notices/", title="通知公告"),
    "jobs": Source(name="jobs", url="https://jobs.qingshi.example/", title="就业信息"),
}
TITLES = {
    "qingshi": (
        "青石职业学院第十二届春季运动会开幕",
        "机电工程系师生在全省技能大赛中获一等奖三项",
        "我院召开2026年单独招生工作部署会",
        "校企合作座谈会在我院举行",
    ),
    "notices": (
        "关于做好2026年“五一”假期值班与安全工作的通知",
        "2026年单独招生考试考生须知",
        "关于举办职业生涯规划讲座的通知",
        "图书馆五一期间开放时间",
    ),
    "jobs": ("春季校园双选会企业名单", "就业指导讲座：简历怎样写", "2026届毕业生就业手续办理须知"),
}
MORE = """
.me { background: #e3f7d2; border-radius: 14px 14px 4px 14px; margin-left: 70px }
.keys { display: flex; gap: 4px }
.keys .button { flex: 1; font-size: 13px; padding: 7px 2px; white-space: nowrap; overflow: hidden }
.bubble code { font-family: inherit; color: #b0543c }
.photo { height: 168px; margin: -8px -11px 8px; border-radius: 14px 14px 0 0; background: linear-gradient(#bfe3f2 0 42%,
  #6aa678 42% 62%, #c96a4b 62% 70%, #d8785a 70%) }
"""


class Asker:
    """He who talks is the admin everywhere."""

    async def __call__(self) -> bool:
        return True

    async def at(self, chat: str) -> Standing | None:
        return Standing(chat="-100300", title="青石校友会", kind="channel", admin=True)


class Phone:
    """One talk: what was said and what came back."""

    def __init__(self, talk: Talk, name: str, about: str, chat: str) -> None:
        self.talk, self.chat, self.drawn = talk, chat, [f'<div class="top">{name}<small>{about}</small></div>']

    def asks(self, text: str) -> "Phone":
        command, *args = text.split()
        command = command.removeprefix("/")
        said = Incoming(chat=self.chat, user="7", admin=True, text=text, command=command, args=tuple(args))
        self.drawn.append(f'<div class="bubble me">{escape(text)}<div class="time">10:00 ✓✓</div></div>')
        reply = asyncio.run(self.talk(said, Asker()))
        assert reply
        self.drawn += answered(reply)
        return self

    def hears(self, html: str) -> "Phone":
        self.drawn.append(html)
        return self

    def __str__(self) -> str:
        return f'<div class="phone">{"".join(self.drawn)}</div>'


def answered(reply: Reply) -> Iterator[str]:
    for piece in pieces(reply):
        yield f'<div class="bubble">{piece}<div class="time">10:00</div></div>'
    for row in reply.buttons:
        yield '<div class="keys">' + "".join(f'<div class="button">{escape(one.text)}</div>' for one in row) + "</div>"


def publish(db: Database, source: Source, first: int) -> None:
    listed = [
        Article(
            id=str(first + at),
            title=title,
            url=f"{source.url}{first + at}.htm",
            published=NOW - timedelta(days=at),
            precision=Precision.DAY,
            external=True,
        )
        for at, title in enumerate(TITLES[source.name])
    ]
    with db.transaction() as tx:
        kept = record.listed(tx, source, listed, tag=f"tag:yaowen.example,2026:{source.name}", now=NOW, quiet=False)
        debts.enqueue(tx, kept.changes, NOW)


def phones(db: Database) -> Iterator[str]:
    with db.transaction() as tx:
        states.sync(tx, SOURCES.values(), authority="yaowen.example,2026", now=NOW)
    talk = Talk(db=db, channel="telegram", sources=lambda: SOURCES, site="", clock=lambda: NOW)
    try:
        first = Phone(talk, "要闻", "机器人", "7").asks("/subscribe 青石要闻 通知公告").asks("/quiet 22:00-07:00 汇总")
        publish(db, SOURCES["qingshi"], 100)
        publish(db, SOURCES["notices"], 200)
        yield str(first.asks("/filter 招生|通知 -讲座"))
        yield str(Phone(talk, "要闻", "机器人", "7").asks("/settings").asks("/search 招生"))
        why = Phone(talk, "要闻", "机器人", "7").asks("/mute 3天").asks("/why https://www.qingshi.example/news/100.htm")
        yield str(why.asks("/manage @alumni /digest 08:00 周一 18:00"))
    finally:
        talk.close()
    yield str(messages(Phone(talk, "青石校友会", "频道", "-100300")))


def messages(phone: Phone) -> Phone:
    """A photo, and a digest."""
    chat = Chat(channel="telegram", id="1", picture="photo", tags=True)
    new = ChangeKind.NEW
    made = [compose.compose(each, chat, source_title="青石要闻", kind=new, now=NOW) for each in (entry(), NOTICE, TALK)]
    photo = bubble(made[0], "10:00").replace('<div class="bubble">', '<div class="bubble"><div class="photo"></div>', 1)
    shown = photo[: photo.index('<div class="preview">')] + photo[photo.index('<div class="time">') :]
    phone.hears(shown)
    gathered = compose.digest([replace(each, tags=()) for each in made], chat, NOW)
    return phone.hears(f'<div class="bubble">{BESIDE["telegram_html"](gathered)}<div class="time">18:00</div></div>')


def page() -> str:
    with tempfile.TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{folder}/yaowen.db")
        store.prepare(db)
        try:
            drawn = "".join(phones(db))
        finally:
            db.close()
    head = f'<meta charset="utf-8"><title>Telegram</title><style>{BODY}{MORE}</style>'
    return f'<!doctype html><html lang="zh"><head>{head}</head><body>{drawn}</body></html>'


if __name__ == "__main__":
    logging.disable()
    print(page())  # noqa: T201
