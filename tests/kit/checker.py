"""The verdict on a run, in the manner of Jepsen: what was wanted, what the server accepted, what the database says.

Pure: it knows no clock, no SQL and no channel. Whoever drives the run says what was wanted and notes what was accepted;
the rows of the outbox are the program's own word, and are believed only where they admit something.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields

Pair = tuple[str, str]  #: (chat, article)

OPEN = ("pending", "sending", "unknown")  #: not settled: after a calm day there is none of these
MOST = 2  #: messages of one pair, whatever happens


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """Something the server took, in the order in which it took it."""

    chat: str
    article: str
    title: str
    edit: bool = False
    heard: bool = True  #: False: a kill or a cut fell between sending and hearing (or writing down) the answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A delivery, as the database tells it."""

    state: str
    reason: str | None = None
    fixed: bool = False  #: told among others, or before the chat moved: what was said there cannot be changed


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is wrong (each of these must be empty), and what is held."""

    lost: tuple[Pair, ...] = ()  #: wanted, and neither accepted nor admitted
    unexpected: tuple[Pair, ...] = ()  #: accepted, or owed, though nobody wanted it
    duplicated: tuple[Pair, ...] = ()  #: accepted again without an excuse, or more than twice
    unsettled: tuple[Pair, ...] = ()  #: still on its way when all was calm
    unreported: tuple[Pair, ...] = ()  #: held, dead or filtered, and nobody can read why
    stale: tuple[Pair, ...] = ()  #: an edit was missed: the chat sees an old title
    excused: tuple[Pair, ...] = ()  #: accepted twice, in the one window that the promises name
    held: tuple[Pair, ...] = ()  #: for a person to decide, with a reason
    given_up: tuple[Pair, ...] = ()  #: dead or filtered, with a reason

    @property
    def wrong(self) -> dict[str, tuple[Pair, ...]]:
        """The faults there are; empty when all promises were kept."""
        known = ("excused", "held", "given_up")
        found = {each.name: getattr(self, each.name) for each in fields(self) if each.name not in known}
        return {name: pairs for name, pairs in found.items() if pairs}


def check(
    *,
    wanted: Mapping[Pair, str],
    accepted: Sequence[Accepted],
    rows: Mapping[Pair, Row],
    careful: Collection[str] = (),
) -> Verdict:
    """`wanted`: each pair with the title as it stands now. `careful`: chats that rather miss than hear twice."""
    found: dict[str, set[Pair]] = defaultdict(set)
    sends: dict[Pair, list[Accepted]] = defaultdict(list)
    last: dict[Pair, str] = {}
    for one in accepted:
        pair = (one.chat, one.article)
        last[pair] = one.title
        if not one.edit:
            sends[pair].append(one)
    found["unexpected"] = (set(last) | set(rows)) - set(wanted)
    for pair, taken in sends.items():
        if len(taken) > 1:
            found[_repeat(pair, taken, careful)].add(pair)
    for pair, title in wanted.items():
        for fault in _standing(pair, title, rows.get(pair), sends[pair], last.get(pair)):
            found[fault].add(pair)
    return Verdict(**{name: tuple(sorted(pairs)) for name, pairs in found.items()})


def _repeat(pair: Pair, taken: Sequence[Accepted], careful: Collection[str]) -> str:
    excused = len(taken) <= MOST and pair[0] not in careful and not any(one.heard for one in taken[:-1])
    return "excused" if excused else "duplicated"


def _standing(pair: Pair, title: str, row: Row | None, sends: Sequence[Accepted], seen: str | None) -> list[str]:
    """What is to be said about one wanted pair."""
    if row is None:
        return ["lost"]
    match row.state:
        case state if state in OPEN:
            return ["unsettled"]
        case "sent" if not sends:
            return ["lost"]
        case "sent":
            return ["stale"] if seen != title and not row.fixed and not row.reason else []
        case "held":
            return ["held"] if row.reason else ["held", "unreported"]
        case "dead" | "filtered":
            return ["given_up"] if row.reason else ["given_up", "unreported"]
        case _:
            return ["lost"]
