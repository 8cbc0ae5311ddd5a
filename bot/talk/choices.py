"""What a chat may choose, as a card of buttons: each choice with its values. A press changes one and draws it again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.chats import hours
from bot.model import Button, Chat, Reply, Span
from bot.talk.moments import moment, until
from bot.talk.table import Asked, text

ON, OFF = "on", "off"
NIGHTS = ("22:00-07:00", "23:00-08:00")
TIMES = ("08:00", "08:00,18:00", "mon 08:00")
MUTES = {"1d": timedelta(days=1), "3d": timedelta(days=3), "7d": timedelta(days=7)}


@dataclass(frozen=True, slots=True)
class Choice:
    """A row of the card. Values are those a button says; two of them make a switch, which shows what is."""

    name: str
    values: tuple[str, ...]

    @property
    def switch(self) -> bool:
        return len(self.values) == 2 and self.name != "language"


CHOICES = {
    each.name: each
    for each in (
        Choice("look", ("line", "card", "full")),
        Choice("language", ("zh", "en")),
        Choice("picture", ("preview", "photo", "none")),
        Choice("quiet", (OFF, *NIGHTS)),
        Choice("digest", (OFF, *TIMES)),
        Choice("mute", (OFF, *MUTES)),
        Choice("silent", (OFF, ON)),
        Choice("tags", (OFF, ON)),
        Choice("quiet_as", ("each", "digest")),
        Choice("corrections", (ON, OFF)),
        Choice("withdrawal", ("strike", "delete")),
    )
}
FLAGS = ("silent", "tags", "corrections")


def now_is(chat: Chat, name: str) -> str:
    """The value that holds now, as a button says it."""
    if name in FLAGS:
        return ON if getattr(chat, name) else OFF
    if name == "digest":
        return ",".join(chat.digest) or OFF
    if name == "mute":
        return ""  # it ends by itself, so no button stands for it
    return str(getattr(chat, name)) or OFF


def meant(asked: Asked, name: str, value: str) -> dict[str, Any] | None:
    """What a chat wants that presses this value; None for what no button says."""
    if name not in CHOICES or value not in CHOICES[name].values:
        return None
    if name in FLAGS:
        return {name: value == ON}
    if name == "digest":
        return {"digest": None if value == OFF else tuple(value.split(","))}
    if name == "mute":
        return {"muted_until": asked.now + MUTES[value] if value in MUTES else None}
    return {name: None if value == OFF else value}


def press(asked: Asked, shown: str, name: str, value: str) -> Reply:
    """Change it, and draw the same card again: the whole one, or that of one choice."""
    wanted = meant(asked, name, value)
    if wanted is not None:
        asked.choose(**wanted)
    only = shown if shown in CHOICES else ""
    return card(asked, only, wanted or (), instead=True, toast=asked.word("saved") if wanted else "")


def card(asked: Asked, only: str = "", chosen: Iterable[str] = (), *, instead: bool = False, toast: str = "") -> Reply:
    """Everything a chat may choose, or one of it. `chosen`: what it has chosen just now."""
    names = [only] if only else [name for name in CHOICES if name != "quiet_as"]
    if asked.chat.quiet and only in ("", "quiet"):
        names.append("quiet_as")
    rows: list[tuple[Button, ...]] = []
    switches: list[Button] = []
    for name in names:
        choice = CHOICES[name]
        if choice.switch:
            other = next(value for value in choice.values if value != now_is(asked.chat, name))
            label = asked.word(f"{name}_{now_is(asked.chat, name)}")
            switches.append(Button(text=label, data=f"set:{only or 'all'}:{name}:{other}"))
        else:
            rows.append(tuple(_button(asked, only, name, value) for value in _shown(asked, name)))
    rows += [tuple(switches[at : at + 2]) for at in range(0, len(switches), 2)]
    pick = () if only else (Button(text=asked.word("choose"), data="page:0"),)
    rows.append((*pick, Button(text=asked.word("close"), data="done")))
    return Reply(spans=said(asked, only, chosen), buttons=tuple(rows), instead=instead, toast=toast)


def _shown(asked: Asked, name: str) -> tuple[str, ...]:
    if name == "mute" and asked.chat.muted_until is None:
        return tuple(MUTES)
    return CHOICES[name].values


def _button(asked: Asked, only: str, name: str, value: str) -> Button:
    tick = "✓ " if value == now_is(asked.chat, name) else ""
    return Button(text=tick + label(asked, name, value), data=f"set:{only or 'all'}:{name}:{value}")


def label(asked: Asked, name: str, value: str) -> str:
    """A value in words."""
    if name in ("quiet", "digest") and value != OFF:
        days = asked.chat.language == "zh" and name == "digest"
        said = value.replace(",", " ").replace("-", "–")
        return _chinese_days(said) if days else said
    return asked.word(f"{name}_{value}")


def _value(asked: Asked, name: str, value: str) -> str:
    """The same behind the choice's name, which says already what is off."""
    return asked.word("none_set") if value == OFF and name in ("quiet", "digest") else label(asked, name, value)


def _chinese_days(said: str) -> str:
    for day, sign in zip(hours.DAYS, "一二三四五六日", strict=True):
        said = said.replace(day, f"周{sign}")
    return said


def said(asked: Asked, only: str = "", chosen: Iterable[str] = ()) -> tuple[Span, ...]:
    """How things stand, a line a choice."""
    chat = asked.chat
    lines = [
        (asked.word(name), _value(asked, name, now_is(chat, name)))
        for name in ("look", "language", "picture", "quiet", "digest")
        if only in ("", name)
    ]
    if chat.muted_until is not None and chat.muted_until > asked.now and only in ("", "mute"):
        lines.append((asked.word("mute"), until(asked, chat.muted_until)))
    elif only == "mute":
        lines.append((asked.word("mute"), asked.word("mute_none")))
    if only == "digest" and chat.digest:
        lines.append((asked.word("next_digest"), moment(asked, hours.next_time(chat.digest, asked.now, chat.zone))))
    if only in ("", "filter"):
        lines += [(asked.word(name), rule) for name, rule in (("filter", chat.filter), ("urgent", chat.urgent)) if rule]
    if chat.zone.key != "Asia/Shanghai" and only in ("", "quiet", "digest"):
        lines.append((asked.word("zone"), chat.zone.key))
    spans: list[str | Span] = [] if only else [Span(asked.word("settings"), bold=True), "\n"]
    for at, (what, how) in enumerate(lines):
        spans += ["\n" if at else "", asked.word("pair").format(what), Span(how, bold=True)]
    if only:
        spans.append(asked.reminder(only, *chosen))
    elif chat.name:
        spans += ["\n\n", asked.word("in_config")]
    return text(*spans)
