"""/pause and /resume [SOURCE | CHAT | all], for the bot's admins; without a word, of the chat where it is said."""

from bot.chats import chats
from bot.model import Reply, Span
from bot.talk.menu import meant, no_such
from bot.talk.table import Asked, command, text
from bot.tell import outbox
from feeds.keep import states

ALL = ("all", "*", "全部", "所有")


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
    elif what.casefold() in ALL:
        numbers, names = [each.number for each in chats.of_all(asked.tx)], [*asked.sources]
        shown = asked.word("everything")
    elif (chat := _chat(asked, what)) is not None:
        numbers, shown = [chat[0]], chat[1]
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


def _chat(asked: Asked, what: str) -> tuple[int, str] | None:
    """A chat by its name in the config, its id or a title that no other has; sources have the first say."""
    if what in asked.sources:
        return None
    everyone = chats.of_all(asked.tx)
    named = [chat for chat in everyone if what in (chat.name, chat.id)]
    found = named or [chat for chat in everyone if what == chat.title]
    return (found[0].number, found[0].name or found[0].title or found[0].id) if len(found) == 1 else None
