"""The outbox as a state machine: what each outcome makes of a delivery."""

from datetime import timedelta

import pytest
from builders import NOON

from bot.errors import ChannelDown, ChatGone, ChatMoved, Refused, TryLater, Unknown
from bot.model import Delivery, State
from bot.tell import transitions
from bot.tell.transitions import Event


def sending(**values) -> Delivery:
    return Delivery(**{"number": 1, "entry": 1, "chat": 1, "state": State.SENDING, "attempt": 1, **values})


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("event", list(Event))
def test_what_is_not_in_the_table_cannot_happen(state, event):
    if (state, event) in transitions.TABLE:
        assert transitions.step(state, event) in State
    else:
        with pytest.raises(ValueError, match=f"{state} cannot {event}"):
            transitions.step(state, event)


def test_every_state_can_be_reached_and_only_filtered_sent_and_dead_are_ends():
    reached = set(transitions.TABLE.values()) | {State.PENDING}
    leave = {state for state, event in transitions.TABLE if event not in (Event.RESEND, Event.REVISE, Event.DROP)}

    assert reached == set(State)
    assert set(State) - leave == {State.SENT, State.FILTERED, State.DEAD, State.HELD}


def test_what_was_accepted_is_sent_with_its_message_id():
    outcome = transitions.accepted(sending(), "77", 1)

    assert outcome.values["state"] == State.SENT
    assert outcome.values["message_id"] == "77"


def test_being_asked_to_wait_parks_the_chat_and_counts_nothing():
    outcome = transitions.failed(sending(), TryLater("429", timedelta(seconds=60), counts=False), NOON)

    assert outcome.values["state"] == State.PENDING
    assert "failures" not in outcome.values
    assert outcome.park == NOON + timedelta(seconds=60)


def test_pauses_grow_and_end_at_an_hour():
    pauses = [transitions.pause(n) for n in range(1, 20)]

    assert pauses[:3] == [timedelta(seconds=s) for s in (5, 10, 20)]
    assert pauses[-1] == timedelta(hours=1)


def test_a_message_that_fails_for_ever_is_given_up_with_its_reason():
    outcome = transitions.failed(sending(failures=11), TryLater("no route"), NOON)

    assert outcome.values["state"] == State.DEAD
    assert "no route" in outcome.values["reason"]
    assert "sent" not in outcome.values  # nobody saw it, so whoever sends it again sends it anew


def test_a_refusal_is_the_end_and_says_why():
    outcome = transitions.failed(sending(), Refused("too long"), NOON)

    assert (outcome.values["state"], outcome.values["reason"]) == (State.DEAD, "too long")


@pytest.mark.parametrize(
    ("doubts", "resend", "state"), [(0, True, State.UNKNOWN), (1, True, State.HELD), (0, False, State.HELD)]
)
def test_doubt_is_resent_once_at_most_then_held(doubts, resend, state):
    outcome = transitions.failed(sending(doubts=doubts), Unknown("cut"), NOON, resend=resend)

    assert outcome.values["state"] == state
    assert outcome.values["doubts"] == doubts + 1


def test_an_edit_in_doubt_is_simply_done_again():
    outcome = transitions.failed(sending(sent=1, wanted=2, message_id="7", doubts=5), Unknown("cut"), NOON)

    assert outcome.values["state"] == State.PENDING


def test_an_edit_that_is_refused_leaves_the_message_sent():
    outcome = transitions.failed(sending(sent=1, wanted=2), Refused("too old"), NOON)

    assert outcome.values["state"] == State.SENT
    assert outcome.values["sent"] == 2


def test_what_is_the_chats_or_the_channels_fault_keeps_the_delivery():
    gone = transitions.failed(sending(), ChatGone("blocked"), NOON)
    moved = transitions.failed(sending(), ChatMoved("moved", "-100"), NOON)
    down = transitions.failed(sending(), ChannelDown("401"), NOON)

    assert {each.values["state"] for each in (gone, moved, down)} == {State.PENDING}
    assert (gone.suspend, moved.moved, down.channel_down) == ("blocked", "-100", "401")


@pytest.mark.parametrize(("doubts", "state"), [(0, State.UNKNOWN), (1, State.HELD)])
def test_what_a_dead_process_had_in_hand_is_in_doubt(doubts, state):
    assert transitions.interrupted(sending(doubts=doubts))["state"] == state


def test_an_edit_that_kills_the_program_three_times_is_given_up():
    deaths = [{"doubts": 0}]
    for _ in range(3):
        deaths.append(transitions.interrupted(sending(sent=1, wanted=2, doubts=deaths[-1]["doubts"])))

    assert [each["state"] for each in deaths[1:]] == [State.PENDING, State.PENDING, State.SENT]
    assert deaths[-1]["sent"] == 2


def test_a_chat_that_is_surely_gone_is_suspended_at_once():
    outcome = transitions.failed(sending(), ChatGone("bot was blocked by the user"), NOON)

    assert outcome.suspend == "bot was blocked by the user"
    assert outcome.values["state"] == State.PENDING


def test_a_chat_that_is_not_found_is_suspended_only_when_that_is_heard_three_times_within_an_hour_or_more():
    now, delivery, error = NOON, sending(), ChatGone("chat not found", sure=False)
    for _ in range(2):
        outcome = transitions.failed(delivery, error, now)
        assert (outcome.suspend, outcome.values["state"]) == (None, State.PENDING)
        assert outcome.park == now + timedelta(minutes=30)
        now = outcome.park
        delivery = sending(failures=outcome.values["failures"], reason=outcome.values["reason"])

    outcome = transitions.failed(delivery, error, now)

    assert outcome.suspend == "chat not found"
    assert now >= NOON + timedelta(hours=1)


def test_other_trouble_does_not_count_towards_a_chat_that_is_not_found():
    outcome = transitions.failed(sending(failures=9, reason="no route"), ChatGone("chat not found", sure=False), NOON)

    assert outcome.suspend is None
    assert outcome.values["failures"] == 1
