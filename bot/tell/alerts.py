"""What the admin is to hear now: from how things stand and what was told before to lines. Pure; it sends nothing.

One line a cause, not one a source: what broke for the same reason is told together, and what follows for that reason
within the hour waits for it. What is well again is told the same way. Only a few that are held are a line each.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.chats.alarms import Told
from bot.model import Chat
from bot.tell import reasons
from bot.tell.alert_words import WORDS
from feeds import judge
from feeds.keep.states import State

QUIET = timedelta(hours=1)  #: between two lines about one cause
PATIENCE = timedelta(hours=1)  #: network trouble shorter than this is nobody's business
FAILURES = 3  #: … unless it comes so often in a row
NAMES = 5  #: named in a line; the rest is a number
DELIVERIES = "deliveries"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that is not well."""

    subject: str
    name: str  #: as people know it
    kind: str  #: a state of a source, "suspended" (a chat) or "refused" (a channel)
    why: str
    since: datetime
    due: bool = True  #: long enough to be told
    hint: str | None = None  #: what to try, where that is not what the kind says
    at: str = ""  #: the name that the hint is about, where that is not the subject's

    @property
    def cause(self) -> str:
        """The same for all that is not well for the same reason: addresses and numbers say nothing about it."""
        plain = re.sub(r"\(?https?://[^\s)]+\)?:?|(?:[\w-]+\.)+[\w-]+", "", self.why)
        return f"{self.kind}: {' '.join(re.sub(r'[0-9.]+', '#', plain).split())}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One line, and what is remembered once it is told."""

    line: str
    tell: Sequence[Trouble] = ()
    forget: Collection[str] = ()
    again: Collection[str] = ()  #: subjects whose line this was as well


def of_sources(states: Iterable[State], titles: Mapping[str, str], now: datetime) -> list[Trouble]:
    """Sources of the config that are not well. One that the admin paused is no trouble."""
    found = []
    for state in states:
        if state.source not in titles or state.state in ("ok", "new"):
            continue
        died = state.paused and "died" in (state.reason or "")
        if state.paused and not died:
            continue
        since = state.since or now
        found.append(
            Trouble(
                subject=f"source:{state.source}",
                name=titles[state.source],
                kind=state.state,
                why=state.reason or "",
                since=since,
                due=died or _long_enough(state, since, now),
                hint=_hint(state),
            )
        )
    return found


def _hint(state: State) -> str | None:
    """What to try, where the state alone does not say it. A reason that says what to do needs no hint."""
    if state.state == "suspect" and not judge.approvable(state):
        return "empty"
    told = state.state == "forbidden" and "allow_private" in (state.reason or "")
    return "nothing" if told or (state.paused and "died" in (state.reason or "")) else None


def _long_enough(state: State, since: datetime, now: datetime) -> bool:
    if state.state == "unreachable":
        return state.failures >= FAILURES or now - since >= PATIENCE
    if state.state in ("suspect", "broken"):
        return bool(state.held or state.proposal) or (state.last_poll is not None and state.last_poll > since)
    return True


def of_chats(
    chats: Iterable[tuple[Chat, datetime | None]], now: datetime, hints: Mapping[str, str | None] | None = None
) -> list[Trouble]:
    """Chats of the config that we can no longer write to. Those that came by themselves may go by themselves. `hints`:
    what to try, by channel, where nobody can let us in."""
    return [
        Trouble(
            subject=f"chat:{chat.name}",
            name=chat.name,
            kind="suspended",
            why=chat.suspended,
            since=since or now,
            hint=(hints or {}).get(chat.channel),
        )
        for chat, since in chats
        if chat.name and chat.suspended
    ]


def of_channels(refused: Mapping[str, tuple[datetime, str]], trial: Mapping[str, str] | None = None) -> list[Trouble]:
    """Channels whose service refuses us altogether. `trial`: the chat that a message can be tried with, by channel,
    where nothing is known without a message."""
    found = [
        Trouble(subject=f"channel:{name}", name=name, kind="refused", why=why, since=since)
        for name, (since, why) in refused.items()
    ]
    tried = trial or {}
    return [replace(each, hint="message", at=tried[each.name]) if each.name in tried else each for each in found]


def decide(
    troubles: Sequence[Trouble],
    told: Mapping[str, Told],
    *,
    well: Collection[str],
    titles: Mapping[str, str],
    counts: Mapping[str, int],
    language: str,
    now: datetime,
) -> list[Alert]:
    """`well`: subjects that are surely well now. `titles`: what people call the sources.
    `counts`: deliveries held or given up since the last line."""
    return [
        *_broken(troubles, told, language, now),
        *_recovered(troubles, told, well, titles, language, now),
        *_deliveries(counts, told.get(DELIVERIES), language, now),
    ]


def _broken(troubles: Sequence[Trouble], told: Mapping[str, Told], language: str, now: datetime) -> list[Alert]:
    by_cause: dict[str, list[Trouble]] = defaultdict(list)
    for each in troubles:
        if each.subject not in told:
            by_cause[each.cause].append(each)
    alerts: list[Alert] = []
    for cause, new in by_cause.items():
        lately = any(each.cause == cause and now - each.told < QUIET for each in told.values())
        if lately or not any(each.due for each in new):
            continue
        alerts += [_line(some, language, now) for some in _apart(new)]
    return alerts


def _apart(new: Sequence[Trouble]) -> list[Sequence[Trouble]]:
    """Each that is held is a decision of its own, by its own numbers."""
    held = all(each.kind == "suspect" and each.hint is None for each in new)
    return [[each] for each in new] if held and len(new) <= NAMES else [new]


def _line(some: Sequence[Trouble], language: str, now: datetime) -> Alert:
    words, first = WORDS[language], some[0]
    why = _short(reasons.said(first.why, language)).rstrip(".。")
    name = (first.at or first.subject.partition(":")[2]) if len(some) == 1 else "NAME"
    line = words["line"].format(
        names=_names([each.name for each in some], language),
        state=words.get(first.kind) or reasons.state(first.kind, language),
        ago=_time("lasts", now - min(each.since for each in some), language),
        why=words["why"].format(why) if why else "",
        hint=words.get(f"try {first.hint or first.kind}", "").format(name=name),
    )
    return Alert(line=" ".join(line.split()), tell=tuple(some))


def _recovered(
    troubles: Sequence[Trouble],
    told: Mapping[str, Told],
    well: Collection[str],
    titles: Mapping[str, str],
    language: str,
    now: datetime,
) -> list[Alert]:
    there = {each.subject for each in troubles}
    gone = [each for subject, each in told.items() if subject not in there and subject != DELIVERIES]
    alerts = []
    for cause in sorted({each.cause for each in gone}):
        members = [each for each in gone if each.cause == cause]
        left = [each for subject, each in told.items() if each.cause == cause and subject in there]
        if left and now - max(each.told for each in (*members, *left)) < QUIET:
            continue
        names = [_name(each.subject, titles) for each in members if each.subject in well]
        ago = _time("lasted", now - min(each.since for each in members), language)
        line = WORDS[language]["well"].format(names=_names(names, language), ago=ago) if names else ""
        again = [each.subject for each in left]
        alerts.append(Alert(line=line, forget=[each.subject for each in members], again=again if names else ()))
    return alerts


def _deliveries(counts: Mapping[str, int], before: Told | None, language: str, now: datetime) -> list[Alert]:
    if not sum(counts.values()) or (before is not None and now - before.told < QUIET):
        return []
    words = WORDS[language]
    there = [(state, count) for state, count in sorted(counts.items()) if count]
    what = words["and"].join(words[state].format(n=count) for state, count in there)
    line = words["deliveries"].format(what=what, where=words["and"].join(words[f"see {state}"] for state, _ in there))
    return [Alert(line=line, tell=(Trouble(subject=DELIVERIES, name="", kind="", why="", since=now),))]


def _names(names: Sequence[str], language: str) -> str:
    words = WORDS[language]
    shown = words["comma"].join(names[:NAMES])
    return shown if len(names) <= NAMES else words["more"].format(names=shown, n=len(names) - NAMES, all=len(names))


def _name(subject: str, titles: Mapping[str, str]) -> str:
    kind, _, name = subject.partition(":")
    return titles.get(name, name) if kind == "source" else name


def _short(why: str) -> str:
    """Its end stays, too: there stands what can be done about it."""
    return why if len(why) <= 200 else f"{why[:109]}…{why[-90:]}"


def _time(what: str, span: timedelta, language: str) -> str:
    """How long it "lasts" or "lasted"."""
    words, seconds = WORDS[language], max(0.0, span.total_seconds())
    for unit, size in (("d", 86400), ("h", 3600), ("min", 60)):
        if seconds >= size:
            return words[what].format(words[unit].format(int(seconds // size)))
    return words[f"{what} no time"]
