"""/pause and /resume [SOURCE | CHAT | all], for the bot's admins; without a word, of the chat where it is said."""

from bot.chats import chats
from bot.model import Chat, Reply, Span
from bot.talk.menu import everything, meant, no_such
from bot.talk.table import Asked, command, text
from bot.tell import outbox
from feeds.keep import states

NAMED = 20  #: places, where several chats are called so


@command("pause", zh="暂停来源、聊天或全部：/pause 来源", en="pause a source, a chat or all: /pause NAME", owner=True)
def pause(asked: Asked) -> Reply:
    return _set(asked, paused=True)


@command(
    "resume", zh="恢复来源、聊天或全部：/resume 来源", en="resume a source, a chat or all: /resume NAME", owner=True
)
def resume(asked: Asked) -> Reply:
    return _set(asked, paused=False)


def _set(asked: Asked, *, paused: bool) -> Reply:
    what = asked.rest
    names: list[str] = []
    if not what:
        numbers, shown = [asked.keep().number], asked.word("this_chat")
    elif everything(what):
        numbers, names = [each.number for each in chats.of_all(asked.tx)], [*asked.sources]
        shown = asked.word("everything")
    elif what not in asked.sources and (found := chats.meant(everyone := chats.of_all(asked.tx), what)):
        places = list(dict.fromkeys(chat.place for chat in found))
        if len(places) > 1:
            shown = ", ".join(places[:NAMED]) + (" …" if len(places) > NAMED else "")
            return Reply(spans=text(asked.word("which_chat").format(n=len(found), name=what[:64], places=shown)))
        numbers, shown = [chat.number for chat in found], _called(found[0], everyone)
    elif (source := meant(what, asked.titles)) is not None:
        numbers, names, shown = [], [source], asked.titles[source]
    else:
        return no_such(asked, what, "unknown_chat")
    for name in names:
        states.change(asked.tx, name, paused=paused, **({} if paused else {"next_poll": asked.now}))
    if not paused:
        outbox.resumed(asked.tx, numbers, asked.now)
    chats.pause(asked.tx, numbers, paused=paused)
    for number in numbers if not paused else ():
        chats.resume(asked.tx, number)
    return Reply(spans=text(asked.word("paused" if paused else "resumed"), Span(shown, bold=True)))


def _called(chat: Chat, everyone: list[Chat]) -> str:
    """By its name in the config or its title; by its place, too, where others have that title."""
    alike = [each for each in everyone if each.title == chat.title and not each.name]
    return chat.name or (f"{chat.title} ({chat.place})" if chat.title and len(alike) > 1 else chat.title or chat.place)
