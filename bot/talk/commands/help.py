"""/help: what may be asked by whoever asks, where he asks."""

from bot.model import Reply, Span
from bot.talk.table import COMMANDS, Asked, command, in_order, text
from bot.talk.words import speaks


@command("help", zh="我能做什么", en="what I can do")
def help_(asked: Asked) -> Reply:
    language = speaks(asked.chat.language)
    spans: list[str | Span] = [Span(asked.word("commands"), bold=True)]
    here = asked.said.kind == "private"
    shown = [
        each for each in in_order(COMMANDS).values() if (asked.owner or not each.owner) and (here or not each.private)
    ]
    spans += [f"\n/{each.name}  {each.about[language]}" for each in shown]
    return Reply(spans=text(*spans))
