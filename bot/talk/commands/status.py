"""/status and /sources: how the bot stands, for its admins; what `yaowen status` says, in a chat's words."""

from collections import Counter

from bot.chats import chats
from bot.model import Reply, Span, State
from bot.talk.moments import stretch
from bot.talk.table import Asked, command, text
from bot.tell import reasons, standings
from feeds import judge
from feeds.keep import entries, states

WAITING = (State.PENDING, State.SENDING)
DOUBTFUL = (State.HELD, State.UNKNOWN)


@command("status", zh="来源和发送的状态", en="how sources and chats stand", owner=True)
def status(asked: Asked) -> Reply:
    owed = standings.owed(asked.tx)
    spans: list[str | Span] = [Span(asked.word("status"), bold=True)]
    for name, line, trouble in _sources(asked):
        spans += ["\n• ", Span(asked.titles[name], bold=True), asked.word("status_name").format(name), line]
        if owed.get(name):
            spans.append(asked.word("status_owed").format(owed[name]))
        spans += [f"\n   {each}" for each in trouble]
    everyone = chats.of_all(asked.tx)
    stand: Counter[str] = Counter()
    for counts in standings.counts(asked.tx).values():
        stand.update(counts)
    line = asked.word("status_chats").format(
        chats=len(everyone),
        suspended=sum(chat.suspended is not None for chat in everyone),
        owed=sum(stand[state] for state in WAITING),
        held=sum(stand[state] for state in DOUBTFUL),
        dead=stand[State.DEAD],
    )
    return Reply(spans=text(*spans, "\n\n", line))


@command("sources", zh="所有来源", en="all sources", owner=True)
def sources(asked: Asked) -> Reply:
    counts = entries.counts(asked.tx)
    spans: list[str | Span] = []
    for name, line, _ in _sources(asked):
        ready = counts.get(name, {}).get("ready", 0)
        many = asked.word("entries").format(ready)
        spans += ["\n" if spans else "", Span(asked.titles[name], url=asked.sources[name].url)]
        spans.append(asked.word("source_line").format(name=name, entries=many, line=line))
    return Reply(spans=text(*spans) or text(asked.word("pick_none")))


def _sources(asked: Asked) -> list[tuple[str, str, list[str]]]:
    """(name, how it stands, its trouble in words and what to say) of each source of the config."""
    known = states.of_all(asked.tx)
    found = []
    for name in asked.sources:
        state = known.get(name)
        if state is None:
            continue
        left = state.next_poll - asked.now
        following = asked.word("status_now")
        if state.paused:
            following = asked.word("status_paused")
        elif left.total_seconds() > 0:
            following = asked.word("status_next").format(stretch(asked, left))
        key = "status_line" if state.last_success else "status_never"
        ago = stretch(asked, asked.now - state.last_success) if state.last_success else ""
        called = reasons.state(state.state, asked.chat.language)
        trouble = [asked.reason(state.reason)] if state.reason else []
        if judge.approvable(state):
            trouble.append(asked.word("status_held").format(name))
        found.append((name, asked.word(key).format(state=called, ago=ago, next=following), trouble))
    return found
