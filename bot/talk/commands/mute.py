"""/mute 3d: nothing comes for a while, and then it does; /mute off."""

from bot.model import Reply
from bot.talk import choices
from bot.talk.moments import off, span, until
from bot.talk.table import Asked, command, text


@command("mute", zh="暂停推送：/mute 3天", en="nothing for a while: /mute 3d", changes=True)
def mute(asked: Asked) -> Reply:
    if not asked.rest:
        return choices.card(asked, "mute")
    if off(asked.rest):
        asked.choose(muted_until=None)
        return Reply(spans=text(asked.word("unmuted")))
    length = span(asked.rest)
    if length is None:
        return Reply(spans=text(asked.word("mute_how")))
    asked.choose(muted_until=asked.now + length)
    return Reply(spans=text(asked.word("muted_now").format(until(asked, asked.now + length))))
