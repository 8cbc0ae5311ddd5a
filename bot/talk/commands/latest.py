"""/latest [SOURCE] [N]: the newest articles, of what this chat gets or of one source."""

from bot.model import Reply, Span
from bot.talk.menu import meant, no_such
from bot.talk.table import Asked, command, text
from bot.tell.compose import date, link
from bot.tell.cut import cut, one_line
from feeds.keep import entries

USUAL = 5
MOST = 20


@command("latest", zh="最新文章：/latest 来源 条数", en="newest articles: /latest SOURCE N")
def latest(asked: Asked) -> Reply:
    words = list(asked.said.args)
    most = USUAL
    if words and words[-1].isdecimal() and words[-1] not in asked.sources:
        most = min(max(int(words.pop()[:4]), 1), MOST)
    word = " ".join(words)
    if word:
        name = meant(word, asked.titles)
        if name is None:
            return no_such(asked, word)
        names = [name]
    else:
        names = asked.names() or list(asked.sources)
    found = entries.newest(asked.tx, names, most)
    if not found:
        return Reply(spans=text(asked.word("no_entries")))
    title = asked.titles[names[0]] if len(names) == 1 else asked.word("latest")
    spans: list[str | Span] = [Span(title, bold=True)]
    for entry in found:
        when = date(entry, asked.chat.zone, asked.now, asked.sources[entry.source].zone)
        shown = Span(cut(one_line(entry.title), 120) or entry.url, url=link(entry.url))
        spans += ["\n", f"{when}  " if when else "• ", shown]
        if len(names) > 1:
            spans.append(f" · {asked.titles[entry.source]}")
    return Reply(spans=text(*spans))
