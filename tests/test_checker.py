"""The judge of the soak: it must be able to find every fault it is there for."""

import pytest
from checker import Accepted, Row, check

PAIR = ("room", "a1")
SENT = Accepted(chat="room", article="a1", title="甲")
UNHEARD = Accepted(chat="room", article="a1", title="甲", heard=False)
EDIT = Accepted(chat="room", article="a1", title="乙", edit=True)


def judged(accepted, row, *, wanted="甲", careful=()):
    return check(
        wanted={PAIR: wanted} if wanted else {},
        accepted=accepted,
        rows={PAIR: row} if row else {},
        careful=careful,
    )


def test_a_run_in_which_everything_arrived_once_is_right():
    assert judged([SENT], Row(state="sent")).wrong == {}


@pytest.mark.parametrize(
    ("accepted", "row", "fault"),
    [
        ([], None, "lost"),
        ([SENT], None, "lost"),
        ([], Row(state="sent"), "lost"),
        ([], Row(state="whatever"), "lost"),
        ([SENT, SENT], Row(state="sent"), "duplicated"),
        ([UNHEARD, UNHEARD, SENT], Row(state="sent"), "duplicated"),
        ([SENT, UNHEARD], Row(state="held", reason="cut"), "duplicated"),
        ([], Row(state="pending"), "unsettled"),
        ([SENT], Row(state="sending"), "unsettled"),
        ([UNHEARD], Row(state="unknown", reason="cut"), "unsettled"),
        ([UNHEARD], Row(state="held"), "unreported"),
        ([], Row(state="dead"), "unreported"),
        ([], Row(state="filtered"), "unreported"),
    ],
)
def test_what_breaks_a_promise_is_found(accepted, row, fault):
    assert judged(accepted, row).wrong == {fault: (PAIR,)}


def test_what_nobody_wanted_is_unexpected_whether_it_was_sent_or_only_owed():
    assert judged([SENT], None, wanted="").wrong == {"unexpected": (PAIR,)}
    assert judged([], Row(state="pending"), wanted="").wrong == {"unexpected": (PAIR,)}


def test_one_repeat_is_excused_where_nobody_had_heard_the_first():
    verdict = judged([UNHEARD, SENT], Row(state="sent"))

    assert verdict.wrong == {}
    assert verdict.excused == (PAIR,)


def test_a_chat_that_would_rather_miss_than_hear_twice_excuses_nothing():
    assert judged([UNHEARD, SENT], Row(state="sent"), careful={"room"}).wrong == {"duplicated": (PAIR,)}


def test_what_is_held_or_given_up_with_a_reason_is_counted_and_no_fault():
    held = judged([UNHEARD], Row(state="held", reason="cut"))
    dead = judged([], Row(state="dead", reason="expired"))

    assert (held.wrong, held.held) == ({}, (PAIR,))
    assert (dead.wrong, dead.given_up) == ({}, (PAIR,))


def test_an_edit_that_never_came_is_missed_unless_it_could_not_come():
    assert judged([SENT], Row(state="sent"), wanted="乙").wrong == {"stale": (PAIR,)}
    assert judged([SENT, EDIT], Row(state="sent"), wanted="乙").wrong == {}
    assert judged([SENT], Row(state="sent", fixed=True), wanted="乙").wrong == {}
    assert judged([SENT], Row(state="sent", reason="edit refused: too old"), wanted="乙").wrong == {}
