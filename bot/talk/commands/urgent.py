"""/urgent: words that wait for no quiet hours, no digest and no mute."""

from bot.model import Reply
from bot.talk.rules import rule
from bot.talk.table import Asked, command


@command(
    "urgent", zh="不等免打扰时段的词：/urgent 停课|停电", en="words that do not wait: /urgent closed", changes=True
)
def urgent(asked: Asked) -> Reply:
    return rule(asked, "urgent")
