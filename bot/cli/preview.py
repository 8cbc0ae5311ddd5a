"""`yaowen preview`: what a poll would keep and say. It writes nothing and sends nothing; the look is compose.py's."""

import re
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli._shell import Shell, many, table, waiting

if TYPE_CHECKING:
    from bot.config import ChatConfig, Config
    from feeds.model import Article, Entry, Source
    from feeds.preview import Preview


def command(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(metavar="SOURCE|URL", help="A name from the config, or any address.")],
    articles: Annotated[int, typer.Option("--articles", min=0, max=20, help="How many articles to open.")] = 3,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="For a URL: the site is inside our own network.")
    ] = False,
) -> None:
    """Show what would be kept and said, and to whom. Nothing is written, nothing is sent."""
    from bot.app import App
    from bot.config import bare
    from feeds.errors import Forbidden, YaowenError
    from feeds.model import Access, Source

    shell: Shell = ctx.obj
    by_address = re.search(r"[./:]", source) is not None  # no source's name has such; then no config is needed
    config = bare(shell.path) if by_address and not shell.path.exists() else shell.config()
    app = App(config)
    try:
        wanted = (
            Source(
                name="preview",
                url=address_of(source),
                zone=config.zone,
                language=config.language,
                access=Access(allow_private=allow_private),
            )
            if by_address
            else app.source(source)
        )
        try:
            with waiting(f"looking at {wanted.url} …"):
                seen = app.preview(wanted, articles)
        except Forbidden as e:
            raise YaowenError(f"{e} (or try --allow-private)" if by_address else str(e)) from e
        chats = [chat for chat in config.chats.values() if source in chat.sources]
        _show(config, wanted, seen, chats, app.clock())
        if by_address and seen.columns:
            there = ", ".join(seen.columns)
            typer.echo(
                f"a home page with news columns ({there}), of which this is one: `yaowen add {source}` offers each"
            )
    finally:
        app.web.close()
        app.db.close()
    if not seen.listing.articles:
        raise YaowenError(f"no articles were found on {seen.url}; `yaowen add {seen.url}` says what it is")


def address_of(text: str) -> str:
    """An address as people write or paste it: with http:// before it or without, behind what a chat wrote before
    it, with the signs of a Chinese keyboard."""
    from bot.config.addresses import web_address
    from feeds.errors import YaowenError

    said = re.sub(r"(?i)(https?)[:：][/／]{2}", r"\1://", text.strip(" \r\n\t\u3000<>“”\"'"))
    last = re.search(r"\s(https?://\S+)$", said, re.I)
    said = last[1] if last is not None and said.count("://") == 1 else said
    bare = "://" not in said and not re.match(r"https?[:/]|[./]", said, re.I)
    try:
        return web_address(f"http://{said}" if bare else said)
    except ValueError as e:
        raise YaowenError(f"{text}: {e}") from None


def _show(config: "Config", source: "Source", seen: "Preview", chats: "list[ChatConfig]", now: datetime) -> None:
    items = seen.listing.articles
    title = source.title or seen.listing.title or source.name
    typer.echo(f"{title}: {many(len(items), 'item')} on {seen.url}, read as {seen.kind}")
    if seen.listing.next:
        typer.echo(f"older ones on {seen.listing.next}")
    typer.echo("")
    if items:
        table(
            ("date", "title", "address"),
            [(when(one, source), one.title, one.url + (" (another site)" if one.external else "")) for one in items],
        )
    else:
        typer.echo("nothing was found that looks like news")
    for one in seen.articles:
        typer.echo("")
        if one.trouble is not None:
            typer.echo(f"cannot be read now: {one.article.url}: {one.trouble}")
            continue
        show_article(one.article, source, title, chats, config, now)
    typer.echo("")
    told = ", ".join(chat.name for chat in chats)
    typer.echo(f"told to: {told}" if told else "told to no chat of the config")


def when(article: "Article", source: "Source") -> str:
    """As the page said it, and no more."""
    if article.published is None:
        return "no date"
    local = article.published.astimezone(source.zone)
    return f"{local:%Y-%m-%d}" if article.precision == "day" else f"{local:%Y-%m-%d %H:%M}"


def show_article(
    article: "Article", source: "Source", title: str, chats: "list[ChatConfig]", config: "Config", now: datetime
) -> None:
    """The article as the first of its chats would see it, and what is kept besides."""
    from rich.console import Console

    from bot.model import Chat
    from bot.tell.channels.console import card
    from bot.tell.compose import compose, plain
    from feeds.model import ChangeKind

    chat = chats[0].chat() if chats else Chat(channel="console", id="preview", zone=config.zone)
    entry = _entry(article, source, now)
    message = compose(entry, chat, source_title=title, kind=ChangeKind.NEW, now=now, zone=source.zone)
    screen = Console(highlight=False)
    if screen.is_terminal:
        screen.print(card(message, chat))
    else:
        typer.echo(plain(message))
    kept = [f"id {article.id}", f"{len(article.text)} characters"]
    kept += [f"{label}: {text}" for label, text in article.credits.items()]
    for word, group in (("picture", article.images), ("attachment", article.attachments), ("video", article.videos)):
        if group:
            kept.append(many(len(group), word))
    typer.echo("kept: " + ", ".join(kept))


def _entry(article: "Article", source: "Source", now: datetime) -> "Entry":
    """The entry that keep/ would make of it."""
    from feeds.model import Entry

    published = article.published or now
    return Entry(
        number=0,
        tag="",
        source=source.name,
        key=article.id,
        title=article.title,
        url=article.url,
        summary=article.summary,
        html=article.html,
        text=article.text,
        published=published,
        precision=article.precision,
        first_seen=now,
        updated=published,
        author=article.author,
        credits=article.credits,
        images=article.images,
        attachments=article.attachments,
        videos=article.videos,
        external=article.external,
    )
