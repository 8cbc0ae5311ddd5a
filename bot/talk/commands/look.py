"""/look: how much of an article a message shows."""

from bot.model import Reply
from bot.talk import choices
from bot.talk.table import Asked, command, text
from feeds.match import fold

LOOKS = {
    **dict.fromkeys(("line", "一行", "单行", "行"), "line"),
    **dict.fromkeys(("card", "卡片", "卡"), "card"),
    **dict.fromkeys(("full", "全文", "完整", "全"), "full"),
}


@command("look", zh="消息样式：一行、卡片、全文", en="how messages look: line, card, full", changes=True)
def look(asked: Asked) -> Reply:
    if asked.rest:
        wanted = LOOKS.get(fold(asked.rest))
        if wanted is None:
            return Reply(spans=text(asked.word("look_how")))
        asked.choose(look=wanted)
    return choices.card(asked, "look")
