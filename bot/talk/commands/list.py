"""/list: what this chat gets."""

from bot.chats import subscriptions
from bot.model import Reply, Span
from bot.talk.table import Asked, command, text


@command("list", zh="这里的订阅", en="what this chat gets")
def list_(asked: Asked) -> Reply:
    wanted = subscriptions.of_chat(asked.tx, asked.chat.number)
    if not wanted:
        return Reply(spans=text(asked.word("nothing_here")))
    spans: list[str | Span] = [Span(asked.word("list"), bold=True)]
    for name in sorted(wanted, key=lambda name: asked.titles.get(name, name)):
        source = asked.sources.get(name)
        title = asked.titles.get(name, name)
        spans += ["\n• ", Span(title, url=source.url) if source else title]
    if asked.site:
        spans += ["\n\n", asked.word("feeds"), asked.site]
    return Reply(spans=text(*spans))
