"""/settings: all that a chat may choose, as one card of buttons."""

from bot.model import Reply
from bot.talk import choices
from bot.talk.table import Asked, command


@command("settings", zh="设置", en="settings", admin=True)
def settings(asked: Asked) -> Reply:
    return choices.card(asked)
