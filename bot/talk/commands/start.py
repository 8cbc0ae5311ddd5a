"""/start: a greeting, the chat's id for the config, and sources to pick from. By link also /start SOURCE."""

from bot.chats import chats
from bot.model import Button, Reply, Span
from bot.talk.commands.subscribe import subscribe
from bot.talk.table import Asked, command, text


@command("start", zh="开始；显示本聊天的编号", en="greet, and show the id of this chat", words_need_admin=True)
def start(asked: Asked) -> Reply:
    chat = asked.keep()
    if chat.suspended:
        chats.resume(asked.tx, chat.number)
    if asked.said.args and asked.admin:
        return subscribe(asked)
    return greeting(asked, "hello" if asked.said.kind == "private" else "hello_group")


def greeting(asked: Asked, hello: str) -> Reply:
    """Who we are, the id to copy, a button to begin with."""
    where: list[str | Span] = [asked.word("id"), Span(asked.chat.id, code=True)]
    if asked.chat.topic:
        where += [asked.word("topic"), Span(str(asked.chat.topic), code=True)]
    begin = Button(text=asked.word("choose"), data="page:0")
    return Reply(spans=text(asked.word(hello), "\n\n", *where), buttons=((begin,),) if asked.sources else ())
