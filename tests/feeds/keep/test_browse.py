"""Reading for pages, on both databases."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from feedtools import START, entry, stored

from feeds.keep import browse, entries, private
from feeds.keep.db import Database
from feeds.model import SHANGHAI


def test_lists_are_newest_first_and_go_on_where_they_ended(db: Database):
    stored(db, *[entry(n, published=START + timedelta(hours=n // 2)) for n in range(1, 8)])

    with db.reading() as tx:
        first = browse.listed(tx, "yunhe", limit=3)
        then = browse.listed(tx, "yunhe", limit=9, before=(first[-1].published, first[-1].number))

    assert [each.number for each in first + then] == [7, 6, 5, 4, 3, 2, 1]


def test_the_newest_of_each_source_come_in_one_statement(db: Database):
    stored(
        db,
        *[entry(n) for n in range(1, 5)],
        entry(5, source="other", external=True),
        entry(6, source="other", ready=False),
        entry(7, source="other", withdrawn=START),
    )

    with db.reading() as tx:
        newest = browse.newest(tx, ["yunhe", "other", "none"], 2)
        dates = browse.dates(tx, ["yunhe", "other"])

    assert {name: [each.number for each in found] for name, found in newest.items()} == {
        "yunhe": [4, 3],
        "other": [5],
        "none": [],
    }
    assert newest["yunhe"][0].published == entry(4).published
    assert (len(dates["yunhe"]), dates["other"]) == (4, [])


def test_what_says_no_day_and_was_there_before_us_says_nothing_of_a_rhythm(db: Database):
    stored(db, entry(1), entry(2, precision=None), entry(3, precision=None), entry(4, external=True))
    with db.transaction() as tx:
        tx.execute(entries.entries.update().where(entries.entries.c.number == 3).values(quiet=True))

        assert browse.dates(tx, ["yunhe"])["yunhe"] == [entry(2).published, entry(1).published]
        assert entries.recent_dates(tx, "yunhe") == [entry(2).published, entry(1).published]


def test_neighbours_are_of_the_same_source_and_shown(db: Database):
    stored(db, entry(1), entry(2, ready=False), entry(3), entry(4, source="other"), entry(5))

    with db.reading() as tx:
        older, newer = browse.neighbours(tx, entry(3))
        oldest, _ = browse.neighbours(tx, entry(1))

    assert (older.number, newer.number, oldest) == (1, 5, None)


def test_days_are_counted_as_the_source_counts_them(db: Database):
    evening = datetime(2026, 11, 2, 15, 59, tzinfo=UTC)
    midnight = datetime(2026, 11, 2, 16, 0, tzinfo=UTC)
    stored(db, entry(1, published=evening), *[entry(n, published=midnight) for n in (2, 3)])
    stored(db, entry(4, published=midnight, withdrawn=midnight), entry(5, published=midnight, ready=False))

    with db.reading() as tx:
        days = browse.days(tx, "yunhe", SHANGHAI, START - timedelta(days=3))

    assert days == {date(2026, 11, 2): 1, date(2026, 11, 3): 2}


@pytest.mark.parametrize(
    ("zone", "months"), [("Europe/Berlin", (1, 7, 11)), ("Asia/Kathmandu", (1, 7)), ("America/St_Johns", (3, 8))]
)
def test_days_are_counted_by_the_summer_time_of_each(db: Database, zone: str, months: tuple[int, ...]):
    here = ZoneInfo(zone)
    middays = [datetime(2026, month, 15, hour, tzinfo=here) for month in months for hour in (0, 23)]
    stored(db, *(entry(n, published=when.astimezone(UTC)) for n, when in enumerate(middays, 1)))

    with db.reading() as tx:
        days = browse.days(tx, "yunhe", here, datetime(2025, 11, 20, tzinfo=UTC))

    assert days == {date(2026, month, 15): 2 for month in months}


def test_what_an_entry_said_before_each_edit_is_kept(db: Database):
    stored(db, entry(1, title="一", text="甲"))
    for revision, title in ((2, "二"), (3, "三")):
        with db.transaction() as tx:
            later = START + timedelta(days=revision)
            tx.execute(entries.entries.update().values(title=title, revision=revision, updated=later))

    with db.reading() as tx:
        history = browse.history(tx, 1)

    assert [(each.revision, each.title, each.text) for each in history] == [(2, "二", "甲"), (1, "一", "甲")]


def test_the_sitemap_knows_what_is_shown(db: Database):
    stored(db, entry(1), entry(2, ready=False), entry(3), entry(4, withdrawn=START))

    with db.reading() as tx:
        assert browse.highest(tx) == 4
        assert [number for number, _ in browse.between(tx, 0, 9)] == [1, 3]
        assert browse.count(tx, "yunhe") == 2


def test_private_feeds_come_and_go(db: Database):
    with db.transaction() as tx:
        made, token = private.new(tx, label="我的", sources=["yunhe"], filter="招生", now=START)
        assert private.find(tx, token) == made
        assert private.find(tx, token + "x") is None
        assert private.revoke(tx, made.number, START)
        assert not private.revoke(tx, made.number, START)
        assert private.find(tx, token) is None
        assert private.of_all(tx)[0].revoked == START
