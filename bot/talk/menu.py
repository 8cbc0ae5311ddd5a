"""Sources as buttons, and finding the source that somebody means. Pure but for reading what is subscribed."""

import hashlib
import re
from collections.abc import Mapping
from difflib import get_close_matches

from bot.chats import subscriptions
from bot.model import Button, Reply
from bot.talk.table import Asked, text
from feeds.match import fold

PAGE = 8  #: sources on one card
KEY = 40  #: bytes of a name in a button, which holds 64 and may name a chat besides


def key(name: str) -> str:
    """What a button calls a source: its name, or where that is too long, a fingerprint of it."""
    return name if len(name.encode()) <= KEY else "~" + hashlib.sha256(name.encode()).hexdigest()[:16]


def named(found: str, sources: Mapping[str, object]) -> str | None:
    """The source that a button means; None when it is gone."""
    return next((name for name in sources if key(name) == found), None)


def meant(word: str, titles: Mapping[str, str]) -> str | None:
    """The source that somebody means by a word: its name, its title, or the only title that has it."""
    asked = fold(word).removeprefix("@").strip("「」《》“”\"'")
    for name, title in titles.items():
        if asked in (fold(name), fold(title)):
            return name
    having = [name for name, title in titles.items() if asked and asked in fold(title)]
    return having[0] if len(having) == 1 else None


def everything(word: str) -> bool:
    """A word that means all there are."""
    return fold(word) in ("all", "*", "全部", "所有")


def names_in(words: str) -> list[str]:
    """Several names, with blanks or commas between."""
    return re.split(r"[\s,，、;；]+", words.strip(" ,，、;；。"))


def no_such(asked: Asked, word: str, what: str = "unknown_source") -> Reply:
    """A sentence that helps: what was perhaps meant, or where one sees what there is."""
    names = [*asked.titles, *asked.titles.values()]
    folded = {fold(name): name for name in reversed(names)}
    close = [folded[found] for found in get_close_matches(fold(word), folded, n=1, cutoff=0.5)]
    see = "see_sources" if asked.owner else "see_subscribe"
    hint = asked.word("did_you_mean").format(close[0]) if close else asked.word(see)
    return Reply(spans=text(asked.word(what) + word[:64] + hint))


def card(asked: Asked, page: int = 0, *, instead: bool = False, toast: str = "") -> Reply:
    """All sources with a tick at those subscribed; a tap changes one."""
    if not asked.sources:
        return Reply(spans=text(asked.word("pick_none")), instead=instead, toast=toast)
    wanted = set(subscriptions.of_chat(asked.tx, asked.chat.number))
    names = sorted(asked.sources, key=lambda name: asked.titles[name])
    pages = (len(names) - 1) // PAGE + 1
    page = min(max(page, 0), pages - 1)
    rows = [(_switch(asked, name, name in wanted, page),) for name in names[page * PAGE : (page + 1) * PAGE]]
    turning = [
        Button(text=asked.word(word), data=f"page:{to}")
        for word, to in (("previous", page - 1), ("next", page + 1))
        if 0 <= to < pages
    ]
    buttons = (*rows, (*turning, Button(text=asked.word("close"), data="close")))
    return Reply(spans=text(asked.word("pick")), buttons=buttons, instead=instead, toast=toast)


def _switch(asked: Asked, name: str, on: bool, page: int) -> Button:
    """Says what is wanted, not "the other": a press that we hear twice, after a crash, does the same twice."""
    tick, verb = ("✓ ", "off") if on else ("", "on")
    return Button(text=tick + asked.titles[name][:40], data=f"{verb}:{key(name)}:{page}")
