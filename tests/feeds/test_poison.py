"""What kills the program each time it is read is set aside after three deaths, and everything else goes on."""

import random
from datetime import timedelta

import pytest
from builders import NOON, Clock, source
from roughworld import PATH, Net, NewsDesk

from feeds import read, trouble
from feeds.errors import ExtractError, StoreError
from feeds.keep import entries, record, states
from feeds.keep.db import Database
from feeds.poll import Poller


class Death(BaseException):
    """The process is gone: nothing of ours can catch it."""


class Program:
    """A poller that can be started anew on the same database."""

    def __init__(self, db: Database) -> None:
        self.db, self.clock = db, Clock(NOON)
        self.source = source("news", url=f"http://news.example{PATH}", interval=timedelta(hours=1))
        self.desk = NewsDesk(host="news.example")
        for age in range(20, 0, -1):
            self.desk.publish(NOON - timedelta(days=age))
        with db.transaction() as tx:
            states.sync(tx, [self.source], authority="x.example,2026", now=NOON)

    def poll(self):
        """One life, one poll; None where it died."""
        self.clock.forward(hours=1)
        net = Net(desks={"news.example": self.desk}, now=self.clock())
        poller = Poller(db=self.db, web=net, clock=self.clock, rng=random.Random(1))
        try:
            return poller.poll(self.source)
        except Death:
            return None

    def state(self) -> states.State:
        with self.db.reading() as tx:
            found = states.get(tx, "news")
        assert found is not None
        return found


@pytest.fixture
def program(db: Database) -> Program:
    return Program(db)


def deadly(real, when):
    def reading(page, **settings):
        if when(page):
            raise Death
        return real(page, **settings)

    return reading


def test_a_list_that_kills_the_program_three_times_is_paused_with_its_reason(
    program: Program, monkeypatch: pytest.MonkeyPatch
):
    program.poll()
    program.desk.publish(NOON)
    monkeypatch.setattr(read, "listing", deadly(read.listing, lambda page: True))

    lives = [program.poll() for _ in range(4)]

    assert lives[:3] == [None, None, None]
    assert lives[3].state == "broken"
    assert program.state().paused
    assert "died 3 times" in program.state().reason
    with program.db.reading() as tx:
        assert states.due(tx, program.clock() + timedelta(days=9)) == []


def test_a_source_that_is_resumed_gets_another_chance(program: Program, monkeypatch: pytest.MonkeyPatch):
    program.poll()
    program.desk.publish(NOON)
    with monkeypatch.context() as deaths:
        deaths.setattr(read, "listing", deadly(read.listing, lambda page: True))
        for _ in range(4):
            program.poll()

    with program.db.transaction() as tx:
        states.change(tx, "news", paused=False)
    done = program.poll()

    assert (done.state, done.new) == ("ok", 1)
    assert program.state().deaths == 0


def test_an_article_that_kills_the_program_is_kept_as_the_list_has_it(
    program: Program, monkeypatch: pytest.MonkeyPatch
):
    program.poll()
    url = program.desk.publish(NOON)
    program.desk.publish(NOON)
    monkeypatch.setattr(read, "article", deadly(read.article, lambda page: page.url == url))

    lives = [program.poll() for _ in range(8)]

    assert lives.count(None) == 3
    with program.db.reading() as tx:
        found = entries.by_key(tx, "news", ["1021", "1022"])
    assert [row["ready"] for row in found.values()] == [True, True]
    assert {row["text"] == "" for row in found.values()} == {True, False}


@pytest.mark.parametrize("step", ["listed", "read"])
def test_a_database_that_fails_with_a_page_in_hand_is_no_death(program: Program, monkeypatch, step: str):
    def full(*arguments, **settings):
        raise StoreError("database or disk is full")

    program.poll()
    program.desk.publish(NOON)
    for _ in range(5):
        with monkeypatch.context() as disk:
            disk.setattr(record, step, full)
            with pytest.raises(StoreError):
                program.poll()
    done = program.poll()

    assert (done.state, program.state().deaths) == ("ok", 0)
    with program.db.reading() as tx:
        assert entries.by_key(tx, "news", ["1021"])["1021"]["text"] != ""


def test_a_database_that_cannot_note_a_page_that_is_no_list_is_no_death(program: Program, monkeypatch):
    def full(*arguments, **settings):
        raise StoreError("database or disk is full")

    program.poll()
    program.desk.publish(NOON)
    for _ in range(4):
        with monkeypatch.context() as disk:
            disk.setattr(read, "listing", changed)
            disk.setattr(trouble, "failed", full)
            with pytest.raises(StoreError):
                program.poll()
    done = program.poll()

    assert (done.state, program.state().paused) == ("ok", False)


def changed(page, **settings):
    raise ExtractError(page.url, "no list")


def test_deaths_that_are_not_in_a_row_set_nothing_aside(program: Program, monkeypatch: pytest.MonkeyPatch):
    program.poll()
    for _ in range(4):
        program.desk.publish(program.clock())
        with monkeypatch.context() as deaths:
            deaths.setattr(read, "listing", deadly(read.listing, lambda page: True))
            assert [program.poll() for _ in range(2)] == [None, None]
        assert program.poll().state == "ok"

    assert not program.state().paused
