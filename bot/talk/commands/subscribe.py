"""/subscribe: pick from all sources by buttons; /subscribe NAME …: these at once."""

from bot.chats import subscriptions
from bot.model import Reply, Span
from bot.talk.menu import card, meant, names_in, no_such
from bot.talk.table import Asked, command, text
from bot.tell.compose import date
from feeds.keep import entries

MOST = 100  #: subscriptions of one chat


@command("subscribe", zh="订阅来源", en="choose sources", admin=True)
def subscribe(asked: Asked) -> Reply:
    if not asked.said.args:
        return card(asked)
    whole = " ".join(asked.said.args)
    words = [whole] if meant(whole, asked.titles) else names_in(whole)
    names = []
    for word in words:
        name = meant(word, asked.titles)
        if name is None:
            return no_such(asked, word)
        names.append(name)
    asked.keep()
    spans: list[str | Span] = []
    for name in dict.fromkeys(names):
        if full(asked):
            spans.append(asked.word("too_many").format(n=MOST) + "\n")
            break
        fresh = asked.subscribe(name)
        spans += [asked.word("subscribed" if fresh else "had_already"), Span(asked.titles[name], bold=True), "\n"]
    if len(names) == 1:
        spans += newest(asked, names[0])
    return Reply(spans=text(*spans))


def full(asked: Asked) -> bool:
    return len(subscriptions.of_chat(asked.tx, asked.chat.number)) >= MOST


def newest(asked: Asked, source: str) -> list[str | Span]:
    """What the source said last, so that one sees what will come."""
    found = entries.newest(asked.tx, [source], 1)
    if not found:
        return []
    when = date(found[0], asked.chat.zone, asked.now, asked.sources[source].zone)
    return ["\n", asked.word("newest"), Span(found[0].title, url=found[0].url), f" ({when})" if when else ""]
