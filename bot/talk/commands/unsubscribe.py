"""/unsubscribe: pick what shall come no more; /unsubscribe NAME …; /unsubscribe all."""

from bot.chats import subscriptions
from bot.model import Button, Reply, Span
from bot.talk.menu import everything, key, meant, names_in, no_such
from bot.talk.table import Asked, command, text


@command("unsubscribe", zh="退订来源", en="drop sources", admin=True)
def unsubscribe(asked: Asked) -> Reply:
    wanted = subscriptions.of_chat(asked.tx, asked.chat.number)
    titles = {name: asked.titles.get(name, name) for name in wanted}
    if not wanted:
        return Reply(spans=text(asked.word("nothing_here")))
    if not asked.said.args:
        rows = tuple((Button(text=f"✕ {title[:40]}", data=f"drop:{key(name)}"),) for name, title in titles.items())
        return Reply(spans=text(asked.word("leave_which")), buttons=rows[:90])
    if everything(asked.said.args[0]):
        for name in wanted:
            asked.unsubscribe(name)
        return Reply(spans=text(asked.word("left_all"), *reminder(asked)))
    known = {**asked.titles, **titles}  # one that has left the config may still be subscribed
    whole = " ".join(asked.said.args)
    names = []
    for word in [whole] if meant(whole, known) else names_in(whole):
        found = meant(word, known)
        if found is None:
            return no_such(asked, word)
        names.append(found)
    spans: list[str | Span] = []
    for found in dict.fromkeys(names):
        gone = asked.unsubscribe(found)
        spans += [asked.word("unsubscribed" if gone else "not_subscribed"), Span(known[found], bold=True), "\n"]
    return Reply(spans=text(*spans, *reminder(asked)))


def reminder(asked: Asked) -> list[str | Span]:
    """What the config wants for this chat comes back with it."""
    return ["\n", asked.word("in_config")] if asked.chat.name else []
