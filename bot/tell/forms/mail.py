"""Messages as mail: multipart text and HTML, with the headers of a list. Pure; sends nothing, knows no clock.

The Message-ID comes from the delivery and the reader, so that a repeat is the same mail and many programs show it once.
"""

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from html import escape
from urllib.parse import quote

from bot.model import Message
from bot.tell.compose import body
from bot.tell.cut import cut, one_line
from bot.tell.forms import parts
from bot.tell.forms.hypertext import link, text
from bot.tell.words import word

SUBJECT = 200
PLENTY = 400_000  #: bytes; no limit but sense
FONT = "font:16px/1.7 -apple-system,'Segoe UI','PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
GREY = "color:#6b7280;font-size:14px"


def mail(
    message: Message,
    *,
    to: str,
    sender: str,
    message_id: str,
    now: datetime,
    list_id: str = "",
    unsubscribe: str = "",
    answers: str = "",
) -> EmailMessage:
    """The mail. `answers`: the Message-ID of what it corrects. `unsubscribe`: an address; {to} in it is the reader."""
    message = parts.tidied(message)
    made = EmailMessage(policy=SMTP)
    made["Subject"] = cut(one_line(parts.noted(message)), SUBJECT) or "…"
    made["From"] = _address(sender)
    made["To"] = _address(to)
    made["Date"] = format_datetime(now)
    made["Message-ID"] = message_id
    made["List-Id"] = f"<{list_id or 'yaowen.' + domain(sender)}>"
    if answers:
        made["In-Reply-To"] = made["References"] = answers
    leave = unsubscribe.replace("{to}", quote(parseaddr(to)[1], safe=""))
    if leave:
        made["List-Unsubscribe"] = f"<{leave}>"
    if leave.startswith("https://"):
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(_plain(message, leave), charset="utf-8", cte="base64")
    made.add_alternative(page(message, leave), subtype="html", charset="utf-8", cte="base64")
    return made


def message_id(key: str, to: str, sender: str) -> str:
    """The same for the same delivery to the same reader."""
    name = hashlib.sha256(f"{key}\0{parseaddr(to)[1].lower()}".encode()).hexdigest()[:32]
    return f"<{name}@{domain(sender)}>"


def domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2]


def _address(written: str) -> Address:
    """ValueError where it is none."""
    name, address = parseaddr(written)
    return Address(display_name=name, addr_spec=address)


def _plain(message: Message, leave: str) -> str:
    shown = parts.text(message, PLENTY, parts.in_json)
    if message.items:
        below = [f"{each.title}\n{said}" for each in message.items if (said := body(each))]
        shown = "\n\n".join([shown, *below])
    return shown + (f"\n\n-- \n{word(message.language, 'leave')}: {leave}\n" if leave else "\n")


def page(message: Message, leave: str = "") -> str:
    """The HTML part: no style sheet, no script, nothing that calls home but the article's own picture."""
    shown = "".join(_item(each) for each in message.items) if message.items else _article(message)
    heading = f'<h1 style="font-size:20px;margin:0 0 12px">{text(message.title)}</h1>' if message.items else ""
    end = (
        f'<p style="{GREY}"><a style="color:#6b7280" href="{escape(leave)}">{word(message.language, "leave")}</a></p>'
        if leave
        else ""
    )
    return (
        f'<!doctype html><html lang="{escape(message.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"></head>'
        f'<body style="margin:0;background:#f4f5f7"><div style="max-width:640px;margin:0 auto;padding:24px 16px">'
        f'<div style="background:#fff;border-radius:8px;padding:24px;{FONT};color:#1f2937">{heading}{shown}</div>'
        f"{end}</div></body></html>"
    )


def _article(message: Message) -> str:
    named = f"<del>{text(message.title)}</del>" if parts.withdrawn(message) else _title(message)
    blocks = [f'<h1 dir="auto" style="font-size:20px;line-height:1.4;margin:0 0 6px">{named}</h1>']
    note = f'<b style="color:#b45309">{text(message.note)}</b>' if message.note else ""
    if below := " · ".join(part for part in (note, text(parts.under(message))) if part):
        blocks.append(f'<p dir="auto" style="{GREY};margin:0 0 16px">{below}</p>')
    if message.look == "line" or parts.withdrawn(message):
        return "".join(blocks)
    if picture := parts.linked(message.image):
        blocks.append(f'<p><img src="{escape(picture)}" alt="" style="max-width:100%;border-radius:6px"></p>')
    blocks += [f'<p dir="auto">{text(line)}</p>' for line in body(message).split("\n") if line]
    blocks += [f'<p dir="auto" style="margin:4px 0">{line}</p>' for line in parts.files(message, link)]
    if url := parts.linked(message.url):
        button = "display:inline-block;padding:8px 18px;border-radius:6px;background:#2f6fde;color:#fff"
        button += ";text-decoration:none"
        blocks.append(f'<p><a href="{escape(url)}" style="{button}">{text(parts.read(message))}</a></p>')
    return "".join(blocks)


def _title(message: Message) -> str:
    url = parts.linked(message.url)
    return (
        f'<a href="{escape(url)}" style="color:#1f2937;text-decoration:none">{text(message.title)}</a>'
        if url
        else (text(message.title))
    )


def _item(message: Message) -> str:
    said = body(message)
    shown = f'<p dir="auto" style="margin:4px 0 0">{text(cut(said, 300))}</p>' if said else ""
    return (
        f'<div style="padding:12px 0;border-top:1px solid #e5e7eb">'
        f'<div dir="auto"><b>{link(message.title, message.url)}</b></div>'
        f'<div dir="auto" style="{GREY}">{text(parts.under(message))}</div>{shown}</div>'
    )
