"""`yaowen add URL`: any address becomes a source. It finds the list, shows it, asks, and writes config.toml.

What a page is decides feeds/discover.py; how the file is written, _write.py.
"""

import re
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from bot.cli._columns import agreed, chosen, steps
from bot.cli._shell import Shell, many, table, waiting
from bot.cli._write import add_source, shown

if TYPE_CHECKING:
    from bot.app import App
    from bot.config import Config
    from feeds.model import Access, Source
    from feeds.preview import Preview
    from feeds.read.detect import Detected

DOUBTFUL = 0.6  #: confidence below which we say what is doubtful
LEVELS = 3  #: pages of columns behind each other
SAMPLE = 10  #: items shown
GENERIC = re.compile("www|news|xw|xwzx|index|list|default|main|com|edu|cn|org|net|gov|ac")
#: steps of a path that lead to a column and do not name it, as in /category/news/page/2
ON_THE_WAY = re.compile(f"{GENERIC.pattern}|categor(?:y|ies)|tags?|page|archives?|home|all|feed|rss|atom")


def command(
    ctx: typer.Context,
    url: Annotated[str, typer.Argument(metavar="URL", help="A home page, a list, an article or a feed.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    column: Annotated[
        str | None,
        typer.Option(
            "--column",
            metavar="NAME",
            help="Of a home page: the column, by name, number or address; “A > B” where A is a page of columns too.",
        ),
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", help="The source's name, which is its feed's address: a to z, 0 to 9 and -.")
    ] = None,
    chat: Annotated[
        list[str] | None,
        typer.Option("--chat", metavar="NAME", help="A chat of the config that gets it; may be repeated."),
    ] = None,
    feed: Annotated[bool, typer.Option("--feed", help="Take the feed that the page itself names.")] = False,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="The site is inside our own network.")] = False,
) -> None:
    """Find the news behind an address, show what would be kept and said, and add it to the config."""
    from bot.app import App
    from bot.cli.preview import address_of
    from bot.config import bare
    from feeds.errors import YaowenError

    shell: Shell = ctx.obj
    config = shell.config() if shell.path.exists() else bare(shell.path)
    wanted = address_of(url)
    _check(config, name, chat or [])
    app = App(config)
    try:
        access = _access(wanted, allow_private)
        found = _found(app, wanted, access, column=column, feed=feed, yes=yes)
        assert found.list is not None
        known = next((one for one, source in config.sources.items() if is_one_list(source.url, found.list)), None)
        if known is not None:
            wanting = [each for each in chat or [] if known not in config.chats[each].sources]
            told = "".join(f'; add "{known}" to the `sources` of [chat.{each}]' for each in wanting)
            raise YaowenError(f"{found.list} is source.{known} already{told}")
        source = _source(config, found, name, access)
        seen = _looked_at(app, source)
        title = _show(app, source, found, seen, chat or [])
    finally:
        app.web.close()
        app.db.close()
    values = _values(source, title, allow_private, seen.language)
    typer.echo("")
    for line in shown(source.name, values):
        typer.echo(f"  {line}")
    typer.echo("")
    if not yes and not agreed(f"Add it to {shell.path}?"):
        raise YaowenError("nothing was written; --yes writes without asking")
    add_source(shell.path, source.name, values, chat or [])
    typer.echo(f"{shell.path}: source.{source.name} added" + (f", told to {', '.join(chat)}" if chat else ""))
    if not chat:
        typer.echo("no chat is told of it yet; name it in the `sources` of a chat, or use --chat")
    typer.echo("a running yaowen takes it up by itself; its first poll tells nobody")


def _access(url: str, allow_private: bool) -> "Access":
    from feeds.model import Access

    port = urlsplit(url).port
    return Access(allow_private=allow_private, ports=(port,) if port else ())


def _check(config: "Config", name: str | None, chats: list[str]) -> None:
    """What can be told before anything is fetched."""
    from bot.config.reader import RESERVED
    from bot.config.values import is_slug
    from feeds.errors import YaowenError

    if name is not None and (not is_slug(name) or name in RESERVED):
        taken = (
            f"“{name}” is taken: one of our own addresses is called so" if name in RESERVED else "it cannot be a name"
        )
        raise YaowenError(f"--name {name}: {taken}; use a to z, 0 to 9 and -, at most 64")
    if name is not None and name in _taken(config):
        raise YaowenError(f"there is a source {name!r} already; choose another --name")
    for each in chats:
        if each not in config.chats:
            there = ", ".join(sorted(config.chats)) or "none"
            raise YaowenError(f"there is no chat {each!r} in {config.path}; there are: {there}")


def _taken(config: "Config") -> set[str]:
    return {*config.sources, *(old for source in config.sources.values() for old in source.formerly)}


def _found(app: "App", url: str, access: "Access", *, column: str | None, feed: bool, yes: bool) -> "Detected":
    """The list behind the address, verified; an error that says what the page is instead."""
    from feeds.discover import discover
    from feeds.errors import Forbidden, YaowenError

    def look(at: str) -> "Detected":
        with waiting(f"looking at {at} …") as now:
            return discover(app.web, at, access=access, zone=app.config.zone, say=lambda words: now.say(f"{words} …"))

    try:
        found = look(url)
        if feed:
            if found.feed is None:
                raise YaowenError(f"{url} names no feed of its own")
            found = found if found.kind == "feed" else look(found.feed)
        names = steps(column)
        for _ in range(LEVELS):  # a column may be a page of columns itself
            if found.page != "home" or feed:
                break
            found = look(chosen(found, names.pop(0) if names else None, yes))
    except Forbidden as e:
        raise YaowenError(f"{e} (or try --allow-private)") from e
    if found.page == "refused":
        why = "; ".join(found.why) or (found.reason or "no news").replace("_", " ")
        raise YaowenError(f"{found.url} cannot be a source: {why}")
    if names and found.page != "home":
        what = {"article": "an article", "list": "a feed" if found.kind == "feed" else "a list"}[found.page]
        raise YaowenError(f"{found.url} is {what}, without a column {names[0]!r}; give the column's own address")
    if found.list is None or found.page == "home":
        for line in _doubts(found):
            typer.echo(line, err=True)
        said = f"{url} is {'an article whose list' if found.page == 'article' else 'a page whose news'} cannot be found"
        if found.columns:
            typer.echo("The site's columns:", err=True)
            for each in found.columns:
                typer.echo(f"  {each.title}: {each.url}", err=True)
        raise YaowenError(f"{said}; give the address of the list itself")
    if found.feed is not None and found.kind != "feed":
        typer.echo(f"the page names a feed of its own: {found.feed}   (--feed takes it instead)")
    return found


def _source(config: "Config", found: "Detected", name: str | None, access: "Access") -> "Source":
    from feeds.model import Source
    from feeds.read.markup.links import canonical

    assert found.list is not None
    return Source(
        name=name or free_name(found.list, _taken(config)),
        url=canonical(found.list),
        zone=config.zone,
        language=config.language,
        access=access,
    )


def free_name(url: str, taken: set[str]) -> str:
    """A name from the address: who and which column, sxzy-tzgg."""
    from bot.config.reader import RESERVED

    parts = urlsplit(url)
    host = [part for part in (parts.hostname or "").split(".") if not GENERIC.fullmatch(part) and not part.isdigit()]
    steps = [re.sub(r"\.\w+$", "", step) for step in parts.path.lower().split("/")]
    steps = [step for step in steps if re.fullmatch(r"[a-z][a-z0-9-]{0,30}", step) and not ON_THE_WAY.fullmatch(step)]
    words = [*host[-1:], *steps[-1:]]
    name = re.sub(r"[^a-z0-9]+", "-", "-".join(words).lower()).strip("-")[:60] or "news"
    if name in RESERVED:
        name += "-news"
    count, found = 1, name
    while found in taken:
        count += 1
        found = f"{name}-{count}"
    return found


def _looked_at(app: "App", source: "Source") -> "Preview":
    with waiting(f"reading {source.url} as a poll would …"):
        return app.preview(source, 1)


def _show(app: "App", source: "Source", found: "Detected", seen: "Preview", chats: list[str]) -> str:
    """The list and the first article, as a poll would keep them and a chat would see it; the source's title."""
    from bot.cli.preview import show_article, when

    items = seen.listing.articles
    title = seen.listing.title or source.name
    typer.echo(
        f"{title}: {many(len(items), 'item')} on {seen.url}, read as {seen.kind}, confidence {found.confidence:.0%}"
    )
    table(("date", "title", "address"), [(when(one, source), one.title, one.url) for one in items[:SAMPLE]])
    if len(items) > SAMPLE:
        typer.echo(f"… and {len(items) - SAMPLE} more")
    for one in seen.articles:
        typer.echo("")
        if one.trouble is not None:
            typer.echo(f"cannot be read now: {one.article.url}: {one.trouble}")
            continue
        told = [app.config.chats[name] for name in chats]
        show_article(one.article, source, title, told, app.config, app.clock())
    if found.kind == "feed":
        if not items:
            typer.echo("the feed has no entries now; those to come are kept and told")
    elif not items or found.confidence < DOUBTFUL or any(one.trouble for one in seen.articles):
        typer.echo("")
        for line in _doubts(found):
            typer.echo(line)
    return title


def _doubts(found: "Detected") -> list[str]:
    """What is doubtful, and what one could set instead."""
    import tomlkit

    lines = ["This is doubtful:"]
    lines += [f"  {why}" for why in found.why]
    lines += [f"  turned down: {count} × {reason}" for reason, count in found.rejected.items()]
    lines += ["Where it is wrong, say where things are, with CSS selectors (docs/howto/add.md):"]
    if found.selectors:
        lines[-1] = "Where it is wrong, mend what was found, as CSS selectors (docs/howto/add.md):"
        told = tomlkit.dumps({"kind": "css", **found.selectors})
        return lines + [f"  {line}" for line in told.splitlines()]
    return lines + [f"  {line}" for line in SELECTORS]


SELECTORS = (
    'kind = "css"',
    'list_item = "ul.news > li"      # one block an article',
    'list_link = "a[href]"           # within an item: the link',
    'list_title = "h3"               # within an item: its title; else the link\'s',
    'list_date = "time"              # within an item: its date',
    'article_body = "div.content"    # the body of an article',
    'article_date = ".meta"          # its date',
)


def _values(source: "Source", title: str, allow_private: bool, language: str) -> dict[str, Any]:
    values: dict[str, Any] = {"url": source.url}
    if title != source.name:
        values["title"] = " ".join(title.split())[:100]
    if language and not same_language(language, source.language):
        values["language"] = language
    if allow_private:
        values["allow_private"] = True
    return values


def same_language(one: str, other: str) -> bool:
    """Whether one of two tags need not be written where the other holds: en-GB and en-US are both English. Of Chinese
    the letters and the place tell: zh-TW and zh-Hant are not zh-CN, zh-Hans is."""
    (first, *rest), (second, *others) = one.lower().split("-"), other.lower().split("-")
    if first != second or first != "zh" or not rest:
        return first == second
    places = [next((part for part in tag if len(part) == 2), "") for tag in (rest, others)]
    return _traditional(rest) == _traditional(others) and (not all(places) or len(set(places)) == 1)


def _traditional(parts: list[str]) -> bool:
    return "hans" not in parts and not {"hant", "tw", "hk", "mo"}.isdisjoint(parts)


def is_one_list(one: str, other: str) -> bool:
    """Whether two addresses are one list's: as same_page says, and /news/index.html is /news/."""
    from feeds.read.markup.links import same_page

    def folder(url: str) -> str:
        return re.sub(r"/(?:index|default)\.\w{3,5}(?=[?#]|$)", "/", re.sub(r"(?<!:)/{2,}", "/", url))

    return same_page(folder(one), folder(other))
