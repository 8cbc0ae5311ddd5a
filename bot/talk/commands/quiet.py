"""/quiet 22:00-07:00 [digest] [ZONE]: hours in which nothing comes; /quiet off."""

from typing import Any

from bot.chats import hours
from bot.model import Reply
from bot.talk import choices
from bot.talk.moments import no_zone, off, zone
from bot.talk.table import Asked, command, text
from feeds.match import fold

AS = {
    **dict.fromkeys(("digest", "汇总", "合并", "合成一条"), "digest"),
    **dict.fromkeys(("each", "逐条", "分开"), "each"),
}


@command("quiet", zh="免打扰时段：/quiet 22:00-07:00", en="quiet hours: /quiet 22:00-07:00", changes=True)
def quiet(asked: Asked) -> Reply:
    words = list(asked.said.args)
    if not words:
        return choices.card(asked, "quiet")
    if off(asked.rest):
        asked.choose(quiet=None, quiet_as=None)
        return choices.card(asked, "quiet", ("quiet_as",))
    wanted: dict[str, Any] = {}
    if found := zone(words[-1]):
        wanted["zone"] = found
        words.pop()
    if words and (told := AS.get(fold(words[-1]))):
        wanted["quiet_as"] = told
        words.pop()
    try:
        start, end = hours.quiet_hours(" ".join(words))
    except hours.BadHours:
        return Reply(spans=text(no_zone(asked, words) or asked.word("quiet_how")))
    asked.choose(quiet=f"{start:%H:%M}-{end:%H:%M}", **wanted)
    return choices.card(asked, "quiet", wanted)
