"""`yaowen why`: what became of an article in every chat, as `/why` tells it there. Changes no delivery."""

from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from bot.cli._shell import Shell, called, table

if TYPE_CHECKING:
    from bot.app import App
    from bot.model import Chat
    from feeds.keep.db import Tx
    from feeds.model import Entry


def command(
    ctx: typer.Context,
    link: Annotated[str, typer.Argument(metavar="LINK", help="The article's address, or that of its page here.")],
) -> None:
    """Tell of every chat what became of an article there: sent, queued, filtered by what, or never owed, and why."""
    shell: Shell = ctx.obj
    shell.look(lambda app: _show(app, link))


def _show(app: "App", link: str) -> None:
    from bot.chats import chats, store
    from bot.talk.commands import why
    from feeds.errors import YaowenError

    store.prepare(app.db)
    with app.db.reading() as tx:
        found = why.meant(tx, link, app.config.site.url)
        if not found:
            raise YaowenError(_unknown(app, link))
        for entry in found:
            since = entry.first_seen.astimezone(app.config.zone)
            typer.echo(f"{entry.title}\n{entry.source}, kept since {since:%Y-%m-%d %H:%M}")
        rows = [(called(chat), line) for chat in chats.of_all(tx) for line in _became(app, tx, chat, found)]
    table(("chat", "what became of it"), rows)


def _became(app: "App", tx: "Tx", chat: "Chat", found: "list[Entry]") -> list[str]:
    """A line a delivery to the chat; one that says why there is none."""
    from dataclasses import replace

    from bot.model import Incoming
    from bot.talk.commands import why
    from bot.talk.table import Asked, text
    from bot.tell import standings

    sources = app.config.sources
    asked = Asked(
        tx=tx,
        said=Incoming(chat=chat.id),
        channel=chat.channel,
        chat=replace(chat, language="en"),
        sources=sources,
        titles={name: name for name in sources},
        now=app.clock(),
        site=app.config.site.url,
        admin=True,
    )
    rows = standings.of_chat(tx, chat.number, entries_of=[entry.number for entry in found])
    told = ["".join(span.text for span in text(*why.standing(asked, row))) for row in reversed(rows)]
    if len(found) > 1:
        told = [f"{row['source']}: {line}" for row, line in zip(reversed(rows), told, strict=True)]
    return told or [why.never(asked, found)]


def _unknown(app: "App", link: str) -> str:
    host = urlsplit(link).hostname
    near = [name for name, source in app.config.sources.items() if urlsplit(source.url).hostname == host]
    look = f"; `yaowen preview {near[0]}` shows what its list says now" if near else ""
    return f"no article with the address {link} is kept{look}"
