"""/filter: what an article must say to be sent; /filter try RULE says what it would do."""

from bot.model import Reply
from bot.talk.rules import rule
from bot.talk.table import Asked, command


@command("filter", zh="只要这样的：/filter 招生|就业 -讲座", en="only what says this: /filter a|b -c", changes=True)
def filter_(asked: Asked) -> Reply:
    return rule(asked, "filter")
