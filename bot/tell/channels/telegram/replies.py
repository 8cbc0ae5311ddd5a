"""Replies in Telegram's form: HTML in pieces that fit, and keyboards. Pure."""

from collections.abc import Iterator
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.model import Button, Reply, Span
from bot.tell.cut import cut, utf16
from bot.tell.telegram_html import LIMIT

ENTITIES = 90  #: of one message; Telegram forgets those beyond 100
DATA = 64  #: bytes a button can say


def pieces(reply: Reply, limit: int = LIMIT) -> list[str]:
    """The reply as HTML, in as many messages as it needs, parted between lines where it can be."""
    found: list[str] = []
    html, used, marked = "", 0, 0
    for line in _lines(reply.spans):
        cost = sum(utf16(span.text) for span in line)
        marks = sum(bool(span.bold or span.code or span.url) for span in line)
        if html and (used + cost > limit or marked + marks > ENTITIES):
            found.append(html)
            html, used, marked = "", 0, 0
        html += "".join(_html(span, limit) for span in line)
        used, marked = used + cost, marked + marks
    return [piece for piece in (*found, html) if piece.strip()]


def _lines(spans: tuple[Span, ...]) -> Iterator[list[Span]]:
    """Spans gathered into lines; each ends with its line feed."""
    line: list[Span] = []
    for span in spans:
        *whole, rest = span.text.split("\n")
        for text in whole:
            yield [*line, _like(span, text), Span("\n")]
            line = []
        if rest:
            line.append(_like(span, rest))
    if line:
        yield line


def _like(span: Span, text: str) -> Span:
    return Span(text, bold=span.bold, code=span.code, url=span.url)


def _html(span: Span, limit: int) -> str:
    text = escape(cut(span.text, limit - 1, utf16), quote=False)
    if not text.strip():
        return text
    if span.code:
        text = f"<code>{text}</code>"
    if span.bold:
        text = f"<b>{text}</b>"
    return f'<a href="{escape(span.url)}">{text}</a>' if span.url else text


def keyboard(rows: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    """The rows of buttons; None where there are none."""
    made = [[_button(button) for button in row] for row in rows if row]
    return InlineKeyboardMarkup(made) if made else None


def _button(button: Button) -> InlineKeyboardButton:
    if button.url:
        return InlineKeyboardButton(button.text, url=button.url)
    if not 1 <= len(button.data.encode()) <= DATA:
        raise ValueError(f"a button can say 1 to {DATA} bytes: {button.data!r}")
    return InlineKeyboardButton(button.text, callback_data=button.data)
