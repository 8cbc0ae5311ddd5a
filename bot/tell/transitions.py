"""The outbox as a state machine: what may happen to a delivery, and what it is then. Pure, small, complete.

pending ─claim→ sending ─accepted→ sent ─revise→ pending (an edit; it can be repeated without harm)
                   ├ later → pending          surely not sent
                   ├ refused → dead           with a reason
                   └ doubt → unknown ─claim→ sending …   resent once at most, then held and reported
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.errors import ChannelDown, ChatGone, ChatMoved, Refused, TryLater, Unknown
from bot.model import Delivery, State

POISON = 3  #: deaths with the same edit in hand before it is set aside; a first send is held after two
MOST_FAILURES = 12  #: tries that surely failed, with growing pauses, before a message is given up
SPARED = 3  #: tries that are left after an outage, however long it was
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=1)
ABSENT = 3  #: times that a service does not find a chat before that is believed
ABSENT_PAUSE = timedelta(minutes=30)  #: between two of them


class Event(StrEnum):
    CLAIM = "claim"
    ACCEPTED = "accepted"
    LATER = "later"
    REFUSED = "refused"
    DOUBT = "doubt"
    HOLD = "hold"  #: a doubt that is not resent
    REVISE = "revise"
    RESEND = "resend"  #: an admin asks
    DROP = "drop"  #: an admin gives it up
    SKIP = "skip"  #: a rule says that the chat does not want it
    EXPIRE = "expire"


#: every transition there is; what is not here cannot happen
TABLE: dict[tuple[State, Event], State] = {
    (State.PENDING, Event.CLAIM): State.SENDING,
    (State.PENDING, Event.SKIP): State.FILTERED,
    (State.PENDING, Event.EXPIRE): State.DEAD,
    (State.PENDING, Event.DROP): State.DEAD,
    (State.UNKNOWN, Event.CLAIM): State.SENDING,
    (State.UNKNOWN, Event.EXPIRE): State.HELD,
    (State.UNKNOWN, Event.DROP): State.DEAD,
    (State.SENDING, Event.ACCEPTED): State.SENT,
    (State.SENDING, Event.LATER): State.PENDING,
    (State.SENDING, Event.REFUSED): State.DEAD,
    (State.SENDING, Event.DOUBT): State.UNKNOWN,
    (State.SENDING, Event.HOLD): State.HELD,
    (State.SENT, Event.REVISE): State.PENDING,
    (State.HELD, Event.RESEND): State.PENDING,
    (State.HELD, Event.DROP): State.DEAD,
    (State.DEAD, Event.RESEND): State.PENDING,
    (State.FILTERED, Event.RESEND): State.PENDING,
    (State.FILTERED, Event.REVISE): State.PENDING,  # as it reads now, the chat wants it
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a try came to: the new values of the row, and what it says about the chat."""

    values: dict[str, Any]
    park: datetime | None = None  #: nothing goes to this chat before
    suspend: str | None = None  #: nothing goes to this chat at all, and why
    moved: str | None = None  #: the chat's new id
    channel_down: str | None = None  #: the whole channel is refused, and why


def step(state: State, event: Event) -> State:
    """The state after `event`; a ValueError for what cannot happen is a bug of ours."""
    try:
        return TABLE[state, event]
    except KeyError:
        raise ValueError(f"a delivery that is {state} cannot {event}") from None


def accepted(delivery: Delivery, message_id: str | None, revision: int, why: str | None = None) -> Outcome:
    """The channel has it; with a `why`, what it had. An edit that became due meanwhile (`wanted` grew) is for the
    writer of the row to see."""
    state = step(State.SENDING, Event.ACCEPTED)
    kept = message_id if message_id is not None else delivery.message_id
    return Outcome(values={"state": state, "message_id": kept, "sent": revision, "reason": why, "failures": 0})


def failed(delivery: Delivery, error: Exception, now: datetime, *, resend: bool = True) -> Outcome:
    """What `error` means. `resend`: the chat's policy on doubt."""
    why = str(error) or type(error).__name__
    if isinstance(error, ChatMoved):
        return Outcome(values=_pending(why), moved=error.new_id)
    if isinstance(error, ChatGone):
        return _gone(delivery, error, why, now)
    if isinstance(error, ChannelDown):
        return Outcome(values=_pending(why), channel_down=why)
    if isinstance(error, TryLater):
        return _later(delivery, error, why, now)
    if isinstance(error, Refused):
        if delivery.sent:  # an edit that is refused leaves the message as it was
            return Outcome(values={"state": State.SENT, "sent": delivery.wanted, "reason": f"edit refused: {why}"})
        return Outcome(values={"state": step(State.SENDING, Event.REFUSED), "reason": why})
    return _doubt(delivery, why, now, resend=resend and isinstance(error, Unknown))


def _gone(delivery: Delivery, error: ChatGone, why: str, now: datetime) -> Outcome:
    times = (delivery.failures if (delivery.reason or "").endswith(why) else 0) + 1
    if error.sure or times >= ABSENT:
        return Outcome(values=_pending(why) | {"failures": 0}, suspend=why)
    return Outcome(values=_pending(why) | {"failures": times}, park=now + ABSENT_PAUSE)


def _later(delivery: Delivery, error: TryLater, why: str, now: datetime) -> Outcome:
    if not error.counts:  # we were asked to wait: no failure
        return Outcome(values=_pending(why), park=now + (error.after or FIRST_PAUSE))
    failures = delivery.failures + 1
    if not error.reached and not delivery.sent:
        failures = min(failures, MOST_FAILURES - SPARED)
    if failures >= MOST_FAILURES:
        state = State.SENT if delivery.sent else step(State.SENDING, Event.REFUSED)
        reason = f"given up after {failures} tries: {why}"
        values = {"state": state, "failures": failures, "reason": reason}
        return Outcome(values=values | ({"sent": delivery.wanted} if delivery.sent else {}))
    return Outcome(
        values=_pending(why) | {"failures": failures}, park=now + max(error.after or timedelta(), pause(failures))
    )


def _doubt(delivery: Delivery, why: str, now: datetime, *, resend: bool) -> Outcome:
    if delivery.sent:  # an edit: doing it twice changes nothing
        return _later(delivery, TryLater(why), why, now)
    return Outcome(values=_doubtful(delivery, why, resend=resend), park=now + FIRST_PAUSE)


def interrupted(delivery: Delivery, *, resend: bool = True) -> dict[str, Any]:
    """A row found `sending` at the start: the process died with it in hand."""
    why = "the program ended while it was being sent"
    if not delivery.sent:
        return _doubtful(delivery, why, resend=resend)
    if delivery.doubts + 1 >= POISON:  # an edit that kills the program each time
        return {"state": State.SENT, "sent": delivery.wanted, "reason": f"edit given up: {why} {POISON} times"}
    return _pending(why) | {"doubts": delivery.doubts + 1}


def _doubtful(delivery: Delivery, why: str, *, resend: bool) -> dict[str, Any]:
    """Resent once at most, then held for a person to decide."""
    event = Event.DOUBT if resend and delivery.doubts == 0 else Event.HOLD
    return {"state": step(State.SENDING, event), "doubts": delivery.doubts + 1, "reason": why}


def pause(failures: int) -> timedelta:
    """How long to leave a chat alone after so many failures in a row: 5 s, 10 s, 20 s … 1 h."""
    return min(FIRST_PAUSE * float(2 ** (failures - 1)), LONGEST_PAUSE)


def _pending(why: str) -> dict[str, Any]:
    return {"state": step(State.SENDING, Event.LATER), "reason": why}
