"""/help: what a chat may ask."""

from bot.model import Reply, Span
from bot.talk.table import COMMANDS, Asked, command, in_order, text
from bot.talk.words import speaks


@command("help", zh="我能做什么", en="what I can do")
def help_(asked: Asked) -> Reply:
    language = speaks(asked.chat.language)
    spans: list[str | Span] = [Span(asked.word("commands"), bold=True)]
    spans += [f"\n/{each.name}  {each.about[language]}" for each in in_order(COMMANDS).values()]
    return Reply(spans=text(*spans))
