"""The table of chats: who there is, where they are now, what they chose. Sends nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.model import Chat
from feeds.keep.db import Tx, UTCDateTime, insert

chats = sa.Table(
    "chats",
    sa.MetaData(),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("channel", sa.String),
    sa.Column("id", sa.String),  # where it is now
    sa.Column("topic", sa.Integer),  # 0: none
    sa.Column("name", sa.String),  # the [chat.NAME] table; NULL: came by /subscribe
    sa.Column("configured", sa.String),  # the id that the config says, kept when the chat moves
    sa.Column("title", sa.String),
    sa.Column("kind", sa.String),
    sa.Column("settings", sa.JSON),  # what the chat chose: look, language, zone, silent, …
    sa.Column("suspended", sa.String),  # why nothing can be sent there
    sa.Column("suspended_at", UTCDateTime),
    sa.Column("heir", sa.Integer),  # the row that goes on for it, where its group moved to a place we had met
    sa.Column("paused", sa.Boolean),
    sa.Column("created", UTCDateTime),
    sa.Column("next_send", UTCDateTime),  # nothing goes there before: its pace, or it asked us to wait
    sa.Column("recent", sa.JSON),  # when the last messages went there, as seconds since 1970; tell/pacing.py
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A chat as the config describes it."""

    name: str
    channel: str
    id: str
    topic: int | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)  #: what its table says: it has the last word
    usual: Mapping[str, Any] = field(default_factory=dict)  #: what holds unless the chat itself chose


def chat_of(row: sa.RowMapping) -> Chat:
    """A row as the value that everybody else sees; what it did not choose has the defaults of Chat."""
    chosen = {name: _read(name, value) for name, value in row["settings"].items() if name in CHOICES}
    return Chat(
        number=row["number"],
        channel=row["channel"],
        id=row["id"],
        topic=row["topic"] or None,
        name=row["name"],
        configured=row["configured"],
        title=row["title"],
        kind=row["kind"],
        ruled=tuple(row["settings"].get(RULED, ())) if row["name"] else (),
        suspended=row["suspended"],
        paused=row["paused"],
        **chosen,
    )


#: what a chat may choose: fields of Chat, kept as JSON in `settings`
CHOICES = (
    *("zone", "language", "look", "silent", "on_doubt", "filter", "urgent", "quiet", "quiet_as", "digest"),
    *("muted_until", "backlog", "max_age", "withdrawal", "corrections", "tags", "picture"),
)
USUAL = ("language", "zone")  #: what the config says of every chat, by what it says of all
CONFIGURED = "configured"  #: in `settings`: which of them the config wrote, so that it can take them back
RULED = "ruled"  #: likewise: which of them its table names, also where the chat has chosen otherwise since


def _read(name: str, value: Any) -> Any:
    """From JSON."""
    match name:
        case "zone":
            return ZoneInfo(value)
        case "muted_until":
            return datetime.fromisoformat(value)
        case "max_age":
            return timedelta(seconds=value)
        case "digest":
            return tuple(value)
    return value


def written(name: str, value: Any) -> Any:
    """To JSON."""
    if name not in CHOICES:
        raise ValueError(f"a chat cannot choose {name!r}")
    match value:
        case ZoneInfo():
            return value.key
        case datetime():
            return value.isoformat()
        case timedelta():
            return value.total_seconds()
        case tuple():
            return list(value)
    return value


AT_ONCE = 10_000  #: numbers in one question: a database takes only so many
# asked all day long, so built once
_GET = sa.select(chats).where(chats.c.number == sa.bindparam("which"))
_NAMED = sa.select(chats).where(chats.c.name == sa.bindparam("called"))
_CHANGE = chats.update().where(chats.c.number == sa.bindparam("which"))


def change(tx: Tx, number: int, **values: Any) -> None:
    tx.execute(_CHANGE, {"which": number, **values})


def get(tx: Tx, number: int) -> Chat | None:
    row = tx.execute(_GET, {"which": number}).mappings().one_or_none()
    return chat_of(row) if row else None


def named(tx: Tx, name: str) -> Chat | None:
    row = tx.execute(_NAMED, {"called": name}).mappings().one_or_none()
    return chat_of(row) if row else None


def several(tx: Tx, numbers: Iterable[int]) -> dict[int, Chat]:
    wanted = list(numbers)
    found: dict[int, Chat] = {}
    for start in range(0, len(wanted), AT_ONCE):
        part = chats.c.number.in_(wanted[start : start + AT_ONCE])
        found |= {row["number"]: chat_of(row) for row in tx.execute(sa.select(chats).where(part)).mappings()}
    return found


def of_all(tx: Tx) -> list[Chat]:
    return [chat_of(row) for row in tx.execute(sa.select(chats).order_by(chats.c.number)).mappings()]


def find(tx: Tx, channel: str, id: str, topic: int | None = None, *, name: str = "") -> Chat | None:
    """The chat at that place, whether it is there now or the config still calls it by its old id, or by its public
    name: two rows for one place would say everything twice."""
    here = sa.and_(chats.c.channel == channel, chats.c.topic == (topic or 0))
    same = sa.or_(chats.c.id == id, chats.c.configured == id)
    if name:
        same = sa.or_(same, sa.func.lower(chats.c.id) == name.lower())
    wanted = sa.select(chats).where(here, same)
    row = tx.execute(wanted.order_by((chats.c.id == id).desc()).limit(1)).mappings().one_or_none()
    return chat_of(row) if row else None


def meant(everyone: Iterable[Chat], word: str) -> list[Chat]:
    """Those that an admin means by a word: by its name in the config; else by the very place (-1001/7 is a topic), by
    an id whatever the topic, by a title. Several where the word does not tell them apart."""
    there = list(everyone)
    for known_by in ("name", "place", "id", "title"):
        if found := [each for each in there if getattr(each, known_by) == word]:
            return found
    return []


def meet(
    tx: Tx, channel: str, id: str, *, topic: int | None = None, title: str | None, kind: str | None, now: datetime
) -> Chat:
    """The chat at that place; a row for it if it is new to us. Remembers what it is called now."""
    known = find(tx, channel, id, topic)
    if known is None:
        place = {"channel": channel, "id": id, "topic": topic or 0, "title": title, "kind": kind}
        row = {**place, "settings": {}, "paused": False, "recent": [], "created": now}
        tx.execute(insert(tx, chats).values(row).on_conflict_do_nothing())
        known = find(tx, channel, id, topic)
    assert known is not None
    return called(tx, known, title=title, kind=kind)


def called(tx: Tx, known: Chat, *, title: str | None, kind: str | None) -> Chat:
    """The chat as its service calls it now; kept, so that an admin finds it by what he sees."""
    if (known.title, known.kind) == (title, kind) or not (title or kind):
        return known
    change(tx, known.number, title=title, kind=kind)
    return replace(known, title=title, kind=kind)


def choose(tx: Tx, number: int, **choices: Any) -> None:
    """Remember what a chat chose; None takes a choice back to the default. It survives a restart, but for what the
    chat's table in the config names."""
    row = _settings(tx, number)
    chosen = {name: written(name, value) for name, value in choices.items()}
    configured = [name for name in row.pop(CONFIGURED, ()) if name not in chosen]
    _set(tx, number, {**row, **chosen}, configured)


def _configure(tx: Tx, number: int, settings: Mapping[str, Any], usual: Mapping[str, Any]) -> None:
    """What the config says now, over what the chat chose; what the config said before and says no more is gone."""
    row = _settings(tx, number)
    before = row.pop(CONFIGURED, ())
    chosen = {name: value for name, value in row.items() if name not in before}
    says = {name: written(name, value) for name, value in settings.items()}
    says |= {name: written(name, value) for name, value in usual.items() if name not in {**says, **chosen}}
    _set(tx, number, {**chosen, **says, RULED: sorted(settings) or None}, list(says))


def _settings(tx: Tx, number: int) -> dict[str, Any]:
    return dict(tx.execute(_GET, {"which": number}).mappings().one()["settings"])


def _set(tx: Tx, number: int, settings: Mapping[str, Any], configured: Iterable[str]) -> None:
    kept = {name: value for name, value in settings.items() if value is not None}
    if configured:
        kept[CONFIGURED] = sorted(configured)
    change(tx, number, settings=kept)


def sync(tx: Tx, wanted: Iterable[Wanted], now: datetime) -> dict[str, int]:
    """Make the chats of the config what the config says; name → number. One that left the config stays a row,
    without a name: what it was sent is history. A chat that has moved keeps its new id."""
    numbers: dict[str, int] = {}
    wanted = list(wanted)
    gone = chats.c.name.is_not(None) & chats.c.name.not_in([each.name for each in wanted])
    tx.execute(chats.update().where(gone).values(name=None))
    for each in wanted:
        known = named(tx, each.name)
        if known is not None and (known.channel, known.configured, known.topic) != (
            each.channel,
            each.id,
            each.topic,
        ):
            change(tx, known.number, name=None)
            known = None
        if known is None:
            known = meet(tx, each.channel, each.id, topic=each.topic, title=None, kind=None, now=now)
        change(tx, known.number, name=each.name, configured=each.id)
        _configure(tx, known.number, each.settings, each.usual)
        numbers[each.name] = known.number
    return numbers


def suspend(tx: Tx, number: int, why: str, now: datetime) -> None:
    """Stop sending there. Subscriptions stay: the chat may come back."""
    change(tx, number, suspended=why, suspended_at=now)


def suspensions(tx: Tx) -> list[tuple[Chat, datetime | None]]:
    """The chats that we can no longer write to, and since when."""
    wanted = sa.select(chats).where(chats.c.suspended.is_not(None)).order_by(chats.c.number)
    return [(chat_of(row), row["suspended_at"]) for row in tx.execute(wanted).mappings()]


def resume(tx: Tx, number: int) -> None:
    change(tx, number, suspended=None, suspended_at=None, heir=None)


def pause(tx: Tx, numbers: Iterable[int], *, paused: bool) -> None:
    """Send nothing to these chats until they are resumed; what they are owed waits."""
    tx.execute(chats.update().where(chats.c.number.in_(list(numbers))).values(paused=paused))


def heir(tx: Tx, number: int) -> int | None:
    """The row that goes on for a chat, where its group has moved to a place that we had met."""
    return tx.execute(sa.select(chats.c.heir).where(chats.c.number == number)).scalar_one_or_none()


def _inherit(tx: Tx, number: int, settings: Mapping[str, Any]) -> None:
    """What the row before had chosen where this one has chosen nothing; what the config says of it in any case."""
    mine, old = _settings(tx, number), dict(settings)
    before, said = mine.pop(CONFIGURED, ()), old.pop(CONFIGURED, ())
    ruled = {name: old[name] for name in said if name in old and (name not in USUAL or name not in mine)}
    named = sorted({*old.pop(RULED, ()), *mine.pop(RULED, ())}) or None
    _set(tx, number, {**old, **mine, **ruled, RULED: named}, {*before, *ruled})


def move(tx: Tx, number: int, new_id: str) -> list[tuple[int, int]]:
    """The chat lives under a new id now, with all its topics. Where we know a chat at that place already, that row goes
    on with what the config says of it and, where it has chosen nothing yet, with what the other chose; the old one is
    suspended: two rows in one place would say everything twice. Returns the rows that moved, each with the one that
    goes on for it, which may be itself."""
    went = []
    old = tx.execute(sa.select(chats).where(chats.c.number == number)).mappings().one()
    there = sa.select(chats).where(chats.c.channel == old["channel"], chats.c.id == old["id"])
    for row in tx.execute(there).mappings().all():
        if row["id"] == new_id:  # heard once more
            continue
        taken = find(tx, row["channel"], new_id, row["topic"])
        if taken is None or taken.number == row["number"]:
            change(tx, row["number"], id=new_id)
            went.append((row["number"], row["number"]))
            continue
        goes_on: dict[str, Any] = {"paused": row["paused"] or taken.paused}
        left: dict[str, Any] = {"suspended": f"moved to {new_id}", "heir": taken.number}
        if row["name"] and not taken.name:
            goes_on |= {"name": row["name"], "configured": row["configured"]}
            left["name"] = None
        change(tx, row["number"], **left)
        change(tx, taken.number, **goes_on)
        _inherit(tx, taken.number, row["settings"])
        went.append((row["number"], taken.number))
    return went


def set_back(tx: Tx, now: datetime) -> None:
    """The clock was: a chat's pace, and what it asked us to wait, were counted by another."""
    tx.execute(chats.update().values(recent=[]))
    tx.execute(chats.update().where(chats.c.next_send > now).values(next_send=None))
