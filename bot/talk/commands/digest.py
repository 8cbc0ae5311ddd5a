"""/digest 08:00 18:00: one message at these times instead of many; /digest mon 08:00; /digest off."""

import re
from typing import Any

from bot.chats import hours
from bot.model import Reply
from bot.talk import choices
from bot.talk.moments import no_zone, off, zone
from bot.talk.table import Asked, command, text

#: between times, and between a day and its hour where they are written together: 周一08:00
SEPARATORS = re.compile(r"[,，、;；\s]+|(?<=[一二三四五六日天])(?=\d)")
MOST = 24  #: times of one chat


@command(
    "digest", zh="汇总：/digest 08:00 18:00 或 周一 08:00", en="one digest: /digest 08:00 or mon 08:00", changes=True
)
def digest(asked: Asked) -> Reply:
    words = SEPARATORS.sub(" ", asked.rest).split()
    if not words:
        return choices.card(asked, "digest")
    if off(asked.rest):
        asked.choose(digest=None)
        return choices.card(asked, "digest")
    wanted: dict[str, Any] = {}
    if found := zone(words[-1]):
        wanted["zone"] = found
        words.pop()
    try:
        times = hours.written(tuple(_times(words)))
    except hours.BadHours:
        times = ()
    if not 0 < len(times) <= MOST:
        return Reply(spans=text(no_zone(asked, words) or asked.word("digest_how")))
    asked.choose(digest=times, **wanted)
    return choices.card(asked, "digest", wanted)


def _times(words: list[str]) -> list[str]:
    """`mon 08:00 18:00` is monday at eight, and at six in the evening of that day too; `mon wed 08:00` is both days."""
    found: list[str] = []
    days: list[str] = []
    timed = True  #: whether the days so far have a time
    for word in words:
        if word[:1].isdecimal():
            found += [f"{day} {word}".strip() for day in days or [""]]
            timed = True
        else:
            days = hours.days(word) if timed else [*days, *hours.days(word)]
            timed = False
    return found if timed else [*found, *days]
