"""Draws messages as a phone with Telegram would show them: an HTML page, for a screenshot. Made-up school and people.

python docs/screens/telegram.py > phone.html
chromium --headless --screenshot=docs/screens/telegram.png --window-size=1220,880 phone.html
"""

from datetime import UTC, datetime
from html import escape

from bot.model import Chat, Message
from bot.tell.compose import compose
from bot.tell.telegram_html import telegram_html
from bot.tell.words import word
from feeds.model import Attachment, ChangeKind, Entry, Precision

NOW = datetime(2026, 4, 18, 2, 0, tzinfo=UTC)
TEXT = """4月17日，青石职业学院第十二届春季运动会在田径场开幕。党委书记林远、院长周佩兰出席，全院三千余名师生参加。
开幕式上，各系代表队依次入场，体育部主任宣读竞赛规程，裁判员和运动员代表先后宣誓。
周佩兰在致辞中说，学院坚持“健康第一”的教育理念，把体育课程、课外锻炼和竞赛结合起来，近三年学生体质测试合格率逐年上升。
本届运动会为期两天，设田径、拔河、跳绳等十八个项目，首次增设教职工趣味接力。
截至首日，机电工程系以一百二十六分暂列团体总分第一，信息工程系、护理系分列第二、第三。
运动会期间，校医院、保卫处和后勤服务中心在现场设置服务点，志愿者为运动员提供饮水和引导。"""
BODY = """
body { margin: 0; background: #d9dee3; display: flex; gap: 28px; padding: 28px; align-items: flex-start;
  font: 16px/1.42 "Noto Sans CJK SC", "Noto Sans", sans-serif }
.phone { width: 360px; background: #a9c3d9 linear-gradient(160deg, #b5cfa7, #9fc3d2 55%, #c5b7d8);
  border-radius: 26px; padding: 0 10px 18px; box-shadow: 0 4px 18px #0003; overflow: hidden }
.top { margin: 0 -10px 12px; padding: 12px 18px; background: #fff; font-weight: 600; border-bottom: 1px solid #0001 }
.top small { display: block; font-weight: 400; color: #7a8894; font-size: 13px }
.bubble { background: #fff; border-radius: 14px 14px 14px 4px; padding: 8px 11px 6px; margin: 10px 0 0;
  box-shadow: 0 1px 1px #0002; overflow-wrap: anywhere; white-space: pre-wrap }
.bubble a { color: #2481cc; text-decoration: none }
.bubble blockquote { margin: 2px 0; padding: 4px 24px 4px 9px; border-left: 3px solid #2481cc; background: #2481cc14;
  border-radius: 4px; position: relative; font-size: 15px; max-height: 4.3em; overflow: hidden }
.bubble blockquote::after { content: "⌄"; position: absolute; right: 8px; bottom: 0; color: #2481cc }
.preview { margin-top: 7px; padding: 5px 9px; border-left: 3px solid #4fa85b; background: #4fa85b14;
  border-radius: 4px; font-size: 14px; white-space: normal }
.preview b { color: #3d8f4a; display: block }
.time { text-align: right; color: #9aa5ae; font-size: 12px; margin-top: 1px }
.keys { display: flex; gap: 4px }
.keys .button { flex: 1 }
.button { background: #ffffffb8; border-radius: 9px; margin-top: 4px; padding: 7px; text-align: center;
  font-size: 14px; color: #2a5f8a }
"""


def entry(**values: object) -> Entry:
    usual = {
        "number": 1,
        "tag": "tag:yaowen.example,2026:1",
        "source": "qingshi",
        "key": "1",
        "title": "青石职业学院第十二届春季运动会开幕",
        "url": "https://www.qingshi.example/info/1021/9001.htm",
        "summary": "".join(TEXT.split("\n")[:2]),
        "html": "",
        "text": TEXT,
        "published": datetime(2026, 4, 17, 6, 20, tzinfo=UTC),
        "precision": Precision.MINUTE,
        "first_seen": NOW,
        "updated": NOW,
    }
    return Entry(**usual | values)  # type: ignore[arg-type]


NOTICE = entry(
    title="关于做好2026年“五一”假期值班与安全工作的通知",
    summary="2026年“五一”假期为5月1日至5日。各部门于4月24日前报送值班表，离校学生须在系统内登记去向，实验室和库房放假前完成一次安全检查。",
    url="https://www.qingshi.example/info/1022/9002.htm",
    published=datetime(2026, 4, 16, 16, 0, tzinfo=UTC),
    precision=Precision.DAY,
    attachments=(
        Attachment(name="附件1：值班安排表.xlsx", url="https://www.qingshi.example/a.xlsx"),
        Attachment(name="附件2：安全检查记录.docx", url="https://www.qingshi.example/b.docx"),
    ),
)
TALK = entry(
    title="机电工程系师生在全省技能大赛中获一等奖三项",
    summary="4月15日，全省职业院校技能大赛闭幕，我院师生获一等奖三项、二等奖五项。",
    published=datetime(2026, 4, 16, 1, 5, tzinfo=UTC),
)


def bubble(message: Message, at: str) -> str:
    shown = telegram_html(message).replace("<blockquote expandable>", "<blockquote>")
    gone = message.kind is ChangeKind.WITHDRAWN
    rich = message.look != "line" and not gone
    site = '<div class="preview"><b>青石职业学院</b>' + escape(message.title) + "</div>" if rich else ""
    labels = [word(message.language, "read") + " ↗", word(message.language, "copy")] if rich else []
    keys = "".join(f'<div class="button">{label}</div>' for label in labels)
    button = f'<div class="keys">{keys}</div>' if keys else ""
    return f'<div class="bubble">{shown}{site}<div class="time">{at}</div></div>{button}'


def phone(name: str, about: str, *messages: tuple[Entry, ChangeKind], look: str, language: str = "zh") -> str:
    chat = Chat(channel="telegram", id="1", look=look, language=language)
    made = [compose(each, chat, source_title="青石要闻", kind=kind, now=NOW) for each, kind in messages]
    bubbles = "".join(bubble(message, f"10:{n:02}") for n, message in enumerate(made))
    return f'<div class="phone"><div class="top">{name}<small>{about}</small></div>{bubbles}</div>'


def page() -> str:
    new, changed, gone = ChangeKind.NEW, ChangeKind.CHANGED, ChangeKind.WITHDRAWN
    phones = (
        phone("青石要闻", "card · 214 位订阅者", (entry(), new), (NOTICE, new), look="card"),
        phone("青石校友群", "full · 58 人", (entry(), changed), (TALK, gone), look="full"),
        phone("值班室", "line", (entry(), new), (NOTICE, new), (TALK, changed), (TALK, gone), look="line"),
    )
    head = f'<meta charset="utf-8"><title>Telegram</title><style>{BODY}</style>'
    return f'<!doctype html><html lang="zh"><head>{head}</head><body>{"".join(phones)}</body></html>'


if __name__ == "__main__":
    print(page())  # noqa: T201
