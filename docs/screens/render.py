"""Draws messages about as each app shows them: HTML for a screenshot, made from the very forms that are sent. No app is
asked, so fonts and widths are a likeness. Made-up school and people.

python docs/screens/render.py chinese > page.html     (or: world, mail)
chromium --headless --screenshot=docs/screens/chinese.png --window-size=1220,1280 page.html

The others are 1590,1380 (world) and 1480,1130 (mail) wide and high.
"""

import re
import runpy
import sys
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from bot.model import Chat, Message
from bot.tell import compose
from bot.tell.forms import dingtalk, discord, feishu, mail, matrix, ntfy, slack, wecom
from feeds.model import ChangeKind

BESIDE = runpy.run_path(str(Path(__file__).with_name("telegram.py")))
NOW, NOTICE, TALK, entry = (BESIDE[name] for name in ("NOW", "NOTICE", "TALK", "entry"))
HILLS = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 140"><rect width="320" height="140" fill="#bfe3f2"/>'
    '<circle cx="258" cy="34" r="17" fill="#ffd66b"/><path d="M0 112 70 52 140 106 206 44 320 116V140H0Z" '
    'fill="#6aa678"/><path d="M0 122q160-34 320 0v18H0Z" fill="#c96a4b"/><path d="M0 131q160-24 320 0" fill="none" '
    'stroke="#fff" stroke-width="2"/></svg>'
)
PICTURE = "https://www.qingshi.example/games.jpg"
SHOWN = "data:image/svg+xml;base64," + b64encode(HILLS.encode()).decode()
STYLE = """
body { margin: 0; background: #d9dee3; display: flex; flex-wrap: wrap; gap: 24px; padding: 24px;
  align-items: flex-start; font: 15px/1.5 "Noto Sans CJK SC", "Noto Sans", sans-serif; color: #1f2329 }
.app { width: 340px; background: #ededed; border-radius: 14px; overflow: hidden; padding: 0 12px 16px }
.top { margin: 0 -12px 12px; padding: 11px 16px; background: #f7f7f7; border-bottom: 1px solid #0001; font-weight:
  600 }
.top small { font-weight: 400; color: #8a929a; margin-left: 6px }
.box { background: #fff; border-radius: 8px; padding: 11px 13px; margin-top: 10px; overflow-wrap: anywhere }
.box img { max-width: 100%; display: block; border-radius: 4px }
.box p { margin: 6px 0 }
a { color: #2f6fde; text-decoration: none }
blockquote { margin: 4px 0; padding-left: 9px; border-left: 3px solid #ccd2d8; color: #6b7480 }
h4 { margin: 6px 0 2px; font-size: 16px; line-height: 1.4 }
.comment, .grey { color: #8a929a; font-size: 13px }
.warning { color: #e8853b }
.button { border-top: 1px solid #eee; margin: 9px -13px -11px; padding: 9px; text-align: center; color: #2f6fde }
.feishu { padding: 0; overflow: hidden }
.feishu .head { padding: 9px 13px; font-weight: 600; color: #fff }
.feishu .in { padding: 9px 13px 11px }
.press { display: inline-block; padding: 3px 14px; border-radius: 5px; background: #2f6fde; color: #fff; margin: 6px
  0 }
.blue { background: #3370ff }
.orange { background: #ed6d0c }
.grey-head { background: #8f959e }
.news .more { display: flex; justify-content: space-between; gap: 10px; border-top: 1px solid #eee; padding: 9px 0
  0; margin-top: 9px }
.news .more img { width: 46px; height: 46px; object-fit: cover; flex: none }
.dark { background: #313338; color: #dbdee1 }
.dark .top { background: #2b2d31; color: #f2f3f5 }
.dark .box { background: #2b2d31; border-left: 4px solid; border-radius: 4px }
.dark a { color: #00a8fc }
.dark b { color: #00a8fc }
.plain .box, .white .box { background: #fff }
.white { background: #fff }
.white .box { padding: 2px 0 }
.row { display: flex; gap: 8px }
.slackbutton { display: inline-block; border: 1px solid #cdd2d6; border-radius: 5px; padding: 3px 11px; font-weight:
  600; font-size: 14px; margin-top: 6px }
.mail { width: 700px; background: #fff; border-radius: 10px; overflow: hidden }
.mail .headers { padding: 14px 20px; border-bottom: 1px solid #e3e6e9; font-size: 14px; color: #59626b }
.mail .headers b { display: block; font-size: 19px; color: #1f2329 }
.mail iframe { border: 0; width: 100% }
pre { white-space: pre-wrap; font: inherit; margin: 0 }
"""


def message(kind: ChangeKind, one: Any, look: str, *, picture: bool = False) -> Message:
    chat = Chat(channel="app", id="1", look=look)
    shown = replace(one, images=(PICTURE,)) if picture else one
    return compose.compose(shown, chat, source_title="青石要闻", kind=kind, now=NOW)


NEW, CHANGED, GONE = ChangeKind.NEW, ChangeKind.CHANGED, ChangeKind.WITHDRAWN
CARDS = (
    message(NEW, entry(), "card", picture=True),
    message(NEW, NOTICE, "card"),
    message(NEW, TALK, "line"),
)
TITLES = (
    "关于2026年清明节放假安排的通知",
    "学院与晋阳机械厂签订校企合作协议",
    "图书馆春季学期开放时间调整",
    "护理系举行授帽仪式",
    "2026年单独招生考试成绩查询",
)
DIGEST = compose.digest(
    [message(NEW, entry(title=title), "card") for title in TITLES], Chat(channel="app", id="1"), NOW
)
WITHDRAWN = replace(message(GONE, TALK, "card"), look="line")


def markdown(said: str) -> str:
    """Just as much Markdown as we send, drawn as HTML."""
    font = r'&lt;font color="(\w+)"&gt;(.*?)&lt;/font&gt;'
    shown = re.sub(font, r'<span class="\1">\2</span>', escape(said, quote=False))
    shown = re.sub(r"!\[\]\(([^)\s]+)\)", f'<img src="{SHOWN}">', shown)
    shown = re.sub(r"\[([^\[\]\n]*)\]\(([^)\s]+)\)", r'<a href="\2">\1</a>', shown)
    shown = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", shown)
    lines = []
    for line in shown.split("\n"):
        if line.startswith("#### "):
            lines.append(f"<h4>{line[5:]}</h4>")
        elif line.startswith("&gt; "):
            lines.append(f"<blockquote>{line[5:]}</blockquote>")
        elif line.startswith("- "):
            lines.append(f"<div>• {line[2:]}</div>")
        else:
            lines.append(f"<div>{line}</div>" if line else '<div style="height:8px"></div>')
    return "".join(lines)


def in_wecom(one: Message) -> str:
    told = wecom.payload(one)
    if told["msgtype"] == "markdown":
        return f'<div class="box">{markdown(told["markdown"]["content"])}</div>'
    first, *more = told["news"]["articles"]
    rest = "".join(f'<div class="more">{escape(card["title"])}<img src="{SHOWN}"></div>' for card in more)
    picture = f'<img src="{SHOWN}">' if "picurl" in first else ""
    below = escape(first.get("description", "")).replace("\n", "<br>")
    return (
        f'<div class="box news">{picture}<h4>{escape(first["title"])}</h4><div class="grey">{below}</div>{rest}</div>'
    )


def in_dingtalk(one: Message) -> str:
    told = dingtalk.payload(one)
    if told["msgtype"] == "actionCard":
        card = told["actionCard"]
        return f'<div class="box">{markdown(card["text"])}<div class="button">{card["singleTitle"]}</div></div>'
    return f'<div class="box">{markdown(told["markdown"]["text"])}</div>'


def in_feishu(one: Message) -> str:
    card = feishu.payload(one)["card"]
    shown = []
    for element in card["elements"]:
        if element["tag"] == "action":
            shown += [f'<span class="press">{escape(each["text"]["content"])}</span>' for each in element["actions"]]
        elif element["tag"] == "note":
            shown.append(f'<div class="grey">{escape(element["elements"][0]["content"])}</div>')
        elif element["text"]["tag"] == "lark_md":
            said = re.sub(r"&amp;(#\d+;)", r"&\1", markdown(element["text"]["content"]))
            shown.append(said)
        else:
            shown.append(f"<div>{escape(element['text']['content'])}</div>")
    header = card.get("header", {"template": "", "title": {"content": ""}})
    colour, title = header["template"].replace("grey", "grey-head"), header["title"]["content"]
    head = f'<div class="head {colour}">{escape(title)}</div>' if title else ""
    return f'<div class="box feishu">{head}<div class="in">{"".join(shown)}</div></div>'


def in_discord(one: Message) -> str:
    embed = discord.payload(one)["embeds"][0]
    bare = re.sub(r"\\(.)", r"\1", embed["title"])
    title = f"<b>{escape(bare)}</b>" if "url" in embed else re.sub("~~(.*)~~", r"<del>\1</del>", escape(bare))
    said = markdown(re.sub(r"\\(.)", r"\1", embed.get("description", "")))
    picture = f'<p><img src="{SHOWN}"></p>' if "image" in embed else ""
    below = f'<p class="grey">{escape(embed["footer"]["text"])}</p>' if "footer" in embed else ""
    return f'<div class="box" style="border-color:#{embed["color"]:06x}">{title}{said}{picture}{below}</div>'


def _rich(element: dict[str, Any]) -> str:
    if "elements" in element:
        inner = "".join(_rich(each) for each in element["elements"])
        if element["type"] == "rich_text_list":
            return "".join(f"<div>• {_rich(each)}</div>" for each in element["elements"])
        return inner
    said = escape(element["text"]).replace("\n", "<br>")
    style = element.get("style", {})
    said = f"<del>{said}</del>" if style.get("strike") else f"<b>{said}</b>" if style.get("bold") else said
    return f'<a href="{element["url"]}">{said}</a>' if element["type"] == "link" else said


def in_slack(one: Message) -> str:
    shown = []
    for block in slack.payload(one)["blocks"]:
        if block["type"] == "rich_text":
            shown.append(f"<div>{_rich(block)}</div>")
        elif block["type"] == "context":
            shown.append(f'<div class="grey">{escape(block["elements"][0]["text"])}</div>')
        elif block["type"] == "section":
            shown.append(f"<div>{escape(block['text']['text'])}</div>")
        elif block["type"] == "image":
            shown.append(f'<p><img src="{SHOWN}"></p>')
        else:
            shown.append(f'<span class="slackbutton">{escape(block["elements"][0]["text"]["text"])}</span>')
    return f'<div class="box">{"".join(shown)}</div>'


def in_matrix(one: Message) -> str:
    return f'<div class="box">{matrix.content(one)["formatted_body"]}</div>'


def in_ntfy(one: Message) -> str:
    told = ntfy.payload(one, "news")
    picture = f'<p><img src="{SHOWN}"></p>' if "attach" in told else ""
    return f'<div class="box"><b>{escape(told["title"])}</b><pre>{escape(told["message"])}</pre>{picture}</div>'


def app(name: str, about: str, draw: Callable[[Message], str], *messages: Message, look: str = "") -> str:
    drawn = "".join(draw(one) for one in messages)
    return f'<div class="app {look}"><div class="top">{name}<small>{about}</small></div>{drawn}</div>'


def letter(one: Message) -> str:
    made = mail.mail(
        one,
        to="王芳 <wang@qingshi.example>",
        sender="青石要闻 <news@qingshi.example>",
        message_id="<1@qingshi.example>",
        now=NOW,
        unsubscribe="https://news.qingshi.example/leave?who={to}",
    )
    page = made.get_body(("html",))
    assert page is not None
    inside = page.get_content().replace(PICTURE, SHOWN)
    inside = inside[inside.index("<body") : inside.index("</body>")].replace("<body", "<div", 1) + "</div>"
    headers = f"<b>{escape(made['Subject'])}</b>{escape(made['From'])} → {escape(made['To'])}"
    return f'<div class="mail"><div class="headers">{headers}</div>{inside}</div>'


PAGES: dict[str, Callable[[], str]] = {
    "chinese": lambda: (
        app("企业微信", "群机器人", in_wecom, *CARDS, DIGEST, WITHDRAWN)
        + app("钉钉", "群机器人", in_dingtalk, *CARDS, DIGEST, WITHDRAWN)
        + app("飞书", "群机器人", in_feishu, *CARDS, DIGEST, WITHDRAWN)
    ),
    "world": lambda: (
        app("Discord", "#news", in_discord, *CARDS, DIGEST, message(GONE, TALK, "card"), look="dark")
        + app("Slack", "#news", in_slack, *CARDS, DIGEST, message(GONE, TALK, "card"), look="white")
        + app("Matrix", "#news:qingshi.example", in_matrix, *CARDS, DIGEST, message(GONE, TALK, "card"), look="plain")
        + app("ntfy", "news", in_ntfy, *CARDS, DIGEST, WITHDRAWN, look="plain")
    ),
    "mail": lambda: letter(CARDS[0]) + letter(DIGEST),
}


def page(name: str) -> str:
    head = f'<meta charset="utf-8"><title>{name}</title><style>{STYLE}</style>'
    return f'<!doctype html><html lang="zh"><head>{head}</head><body>{PAGES[name]()}</body></html>'


if __name__ == "__main__":
    print(page(sys.argv[1]))  # noqa: T201
