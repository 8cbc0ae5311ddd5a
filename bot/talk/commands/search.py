"""/search WORDS: entries in which all of them are, newest first."""

from bot.model import Button, Reply, Span
from bot.talk.table import Asked, command, text
from bot.tell.compose import date, link
from bot.tell.cut import cut, one_line
from feeds.keep import search as index

PAGE = 8
WORDS = 30  #: bytes of a query that fit into a button beside the place where the list goes on


@command("search", zh="找文章：/search 招生 2026", en="find articles: /search WORDS")
def search(asked: Asked) -> Reply:
    if not asked.rest:
        return Reply(spans=text(asked.word("search_how")))
    index.catch_up(asked.tx)
    return _page(asked, asked.rest[:200])


def more(asked: Asked, rest: str) -> Reply:
    """The next page, as a new message: the first one stays to look at."""
    place, _, query = rest.partition(":")
    if not place.isdecimal() or not query:
        return Reply()
    return _page(asked, query, before=int(place[:18]))  # what a database takes for a number


def _page(asked: Asked, query: str, before: int | None = None) -> Reply:
    hits = index.find(asked.tx, query, sources=list(asked.sources), limit=PAGE + 1, before=before)
    if not hits:
        return Reply(spans=text(asked.word("found_nothing"), Span(query, bold=True)))
    spans: list[str | Span] = [asked.word("found"), Span(query, bold=True)]
    for _, entry in hits[:PAGE]:
        when = date(entry, asked.chat.zone, asked.now, asked.sources[entry.source].zone)
        spans += ["\n", f"{when}  " if when else "• ", Span(cut(one_line(entry.title), 120), url=link(entry.url))]
        if len(asked.sources) > 1:
            spans.append(f" · {asked.titles[entry.source]}")
    buttons: tuple[tuple[Button, ...], ...] = ()
    if len(hits) > PAGE:
        if len(query.encode()) <= WORDS:
            buttons = ((Button(text=asked.word("next"), data=f"find:{hits[PAGE - 1][0]}:{query}"),),)
        else:
            spans.append(asked.word("found_more").format(PAGE))
    return Reply(spans=text(*spans), buttons=buttons)
