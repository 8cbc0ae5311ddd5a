"""/why LINK: what became of an article here, and why; also as an answer to its message, or with a message's number."""

import re
from typing import Any

from bot.chats import hours
from bot.model import Reply, Span, State
from bot.talk.moments import moment
from bot.talk.table import Asked, command, text
from bot.talk.trial import because
from bot.tell import outbox, standings
from bot.tell.compose import link
from bot.tell.cut import cut, one_line
from feeds.keep import entries
from feeds.keep.db import Tx
from feeds.model import Entry

LATEST = 5
MOST = 50  #: articles of a digest
FILTERED = re.compile(
    r"the filter (?P<quote>['\"])(?P<rule>.*)(?P=quote): (?P<verb>has |without |)(?P<term>.*)\Z", re.DOTALL
)
TWIN = re.compile(r"the same article came from (\S+)\Z")
OLD = re.compile(r"it was old when (\S+) began\Z")


@command("why", zh="一篇文章发了没有、为什么：/why 链接", en="what became of an article: /why LINK")
def why(asked: Asked) -> Reply:
    chat, word = asked.chat.number, asked.said.args[0] if asked.said.args else ""
    if not word and not asked.said.answers:
        return _latest(asked)
    if "://" in word:
        return _address(asked, word)
    number = word.lstrip("#") if word else asked.said.answers
    rows = standings.of_chat(asked.tx, chat, message_id=number[:40]) if number else []
    if not rows and word and number.isdecimal() and len(number) < 10:
        rows = standings.of_chat(asked.tx, chat, number=int(number))
    if rows:
        return Reply(spans=text(*_told(asked, rows[0])))
    digest = f"{outbox.DIGEST}:{number[:40]}"
    within = standings.of_chat(asked.tx, chat, message_id=digest, limit=MOST) if number else []
    return _digest(asked, within) if within else Reply(spans=text(asked.word("why_how")))


def _digest(asked: Asked, rows: list[dict[str, Any]]) -> Reply:
    """What a digest told, in its order."""
    spans: list[str | Span] = [asked.word("pair").format(asked.word("why_sent_digest"))]
    for row in reversed(rows):
        spans += ["\n• ", Span(cut(one_line(row["title"]), 80), url=link(row["url"]))]
    return Reply(spans=text(*spans))


def _latest(asked: Asked) -> Reply:
    rows = standings.of_chat(asked.tx, asked.chat.number, limit=LATEST)
    if not rows:
        return Reply(spans=text(asked.word("why_none")))
    spans: list[str | Span] = [Span(asked.word("why_which"), bold=True)]
    for row in rows:
        spans += ["\n• ", *_told(asked, row)]
    return Reply(spans=text(*spans))


def _address(asked: Asked, url: str) -> Reply:
    found = [entry for entry in meant(asked.tx, url, asked.site) if entry.source in asked.sources]
    if not found:
        return Reply(spans=text(asked.word("why_unknown")))
    rows = standings.of_chat(asked.tx, asked.chat.number, entries_of=[entry.number for entry in found])
    if rows:
        told = [part for row in reversed(rows) for part in ("\n", *_told(asked, row))]
        return Reply(spans=text(*told[1:]))
    title = Span(cut(one_line(found[0].title), 80), url=link(found[0].url))
    return Reply(spans=text(title, "\n", never(asked, found)))


def meant(tx: Tx, url: str, site: str) -> list[Entry]:
    """The entries that an address means: that of the article itself, or that of its page on our site."""
    ours = re.match(rf"{re.escape(site)}/e/(\d{{1,9}})(?!\d)", url) if site else None
    own = entries.get(tx, int(ours[1])) if ours else None
    return [own] if own is not None else entries.at_address(tx, url)


def never(asked: Asked, found: list[Entry]) -> str:
    """Why none of these was ever owed to the chat."""
    names = asked.names()
    wanted = next((each for each in found if each.source in names), None)
    if wanted is None:
        return asked.word("why_not_subscribed") + asked.titles.get(found[0].source, found[0].source)
    return asked.word("why_before" if wanted.ready else "why_waiting")


def _told(asked: Asked, row: dict[str, Any]) -> list[str | Span]:
    return [Span(cut(one_line(row["title"]), 80), url=link(row["url"])), "\n", *standing(asked, row)]


def standing(asked: Asked, row: dict[str, Any]) -> list[str | Span]:
    """How a delivery stands, in words."""
    state, why = State(row["state"]), row["reason"] or "?"
    reason = asked.reason(why)
    if row["sent"] and state in (State.SENT, State.PENDING, State.SENDING, State.UNKNOWN):
        if outbox.in_digest(row["message_id"]):
            return [asked.word("why_sent_digest")]
        if row["message_id"] is None:  # its service tells none, or the group moved and the message stayed behind
            return [asked.word("why_sent_somewhere")]
        number = row["message_id"].partition(":")[0]
        before, _, after = asked.word("why_sent").partition("{}")
        return [before, Span(number, url=_message(asked, number)), after]
    match state:
        case State.PENDING:
            return [_queued(asked, row)]
        case State.SENDING:
            return [asked.word("why_sending")]
        case State.FILTERED:
            return [_filtered(asked, why)]
        case State.UNKNOWN:
            return [asked.word("why_unsure")]
        case State.HELD:
            return [asked.word("why_held").format(reason)]
    return [asked.word("why_dead").format(reason)]


def _queued(asked: Asked, row: dict[str, Any]) -> str:
    if asked.chat.suspended:
        return asked.word("why_suspended").format(asked.reason(asked.chat.suspended))
    if asked.chat.paused:
        return asked.word("why_paused")
    when = row["not_before"]
    if not row["urgent"]:
        when = max(filter(None, (when, hours.opens(asked.chat, asked.now))), default=None)
    if when is not None and when > asked.now:
        return asked.word("why_queued").format(moment(asked, when))
    return asked.word("why_next")


def _filtered(asked: Asked, reason: str) -> str:
    if found := FILTERED.match(reason):
        term = f"-{found['term']}" if found["verb"] == "has " else found["term"]
        return asked.word("why_filtered").format(rule=found["rule"], term=because(asked, term))
    if found := TWIN.match(reason):
        return asked.word("why_twin").format(asked.titles.get(found[1], found[1]))
    if found := OLD.match(reason):
        return asked.word("why_old").format(asked.titles.get(found[1], found[1]))
    if reason.startswith("withdrawn"):
        return asked.word("why_withdrawn")
    return asked.word("why_skipped").format(asked.reason(reason))


def _message(asked: Asked, number: str) -> str:
    """A link to the message, where the service has such: Telegram's supergroups and channels."""
    chat = asked.chat.id
    if not (number.isdecimal() and chat.startswith("-100") and chat[4:].isdecimal()):
        return ""
    topic = f"{asked.chat.topic}/" if asked.chat.topic else ""
    return f"https://t.me/c/{chat[4:]}/{topic}{number}"
