"""/manage CHAT [COMMAND]: a channel's or group's settings from a private chat; elsewhere.py reads the words."""

from bot.model import Reply
from bot.talk.table import Asked, command, text


@command("manage", zh="管理频道或群：/manage @频道名", en="manage a channel or group: /manage @name", private=True)
def manage(asked: Asked) -> Reply:
    return Reply(spans=text(asked.word("manage_how")))
