"""What is normal for a source, and what breaks it; whose entries a moved site shows; what left a list and is gone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from builders import NOON, SHANGHAI, article, source, whole_article
from hypothesis import given
from hypothesis import strategies as st

from feeds import judge, moving, normal
from feeds.keep import entries, leaving, record, states, suspects
from feeds.keep.db import Database
from feeds.keep.states import State
from feeds.model import Article, ChangeKind, Page
from feeds.moving import Kept
from feeds.normal import Normal, Rhythm

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TAG = "tag:news.example,2026:news"


def on(day: int, number: int | None = None, **values) -> Article:
    """An article of that day in March."""
    usual = {"id": str(number or 1000 + day), "published": datetime(2026, 3, day, tzinfo=SHANGHAI)}
    return article(**usual | values)


KNOWN = [on(day) for day in range(20, 10, -1)]
USUAL = normal.rhythm([each.published for each in KNOWN], SHANGHAI)
NORMAL = normal.learned(None, KNOWN)
NOW = datetime(2026, 3, 21, 4, tzinfo=UTC)


def drift(fresh, known=KNOWN, *, silent=HOUR, usual=USUAL, before=NORMAL):
    return normal.drift([*fresh, *known], fresh, before, usual, silent=silent, now=NOW)


# what is normal


def test_a_rhythm_is_learned_from_the_dates():
    assert (round(USUAL.per_day, 2), USUAL.busiest) == (1.11, 1)
    assert normal.rhythm([], SHANGHAI) == Rhythm()


def test_what_is_normal_survives_its_json():
    assert Normal.of(NORMAL.stored()) == NORMAL
    assert Normal.of(None) is None
    assert Normal.of({"dates": [3], "of_a_later_version": 1}) == Normal(dates=(3,))


def test_new_addresses_become_normal_when_they_stay():
    moved = [article(str(n), url=f"http://news.example/a/{n}.html") for n in range(5)]
    learned = normal.learned(NORMAL, moved)

    assert set(learned.templates) == {"news.example/info/n/n.htm?", "news.example/a/n.html?"}
    assert learned.dated == 1.0


# what breaks it


def test_as_many_as_usual_are_believed():
    assert drift([on(21, n) for n in range(5)]) is None


def test_too_many_at_once_are_not():
    assert drift([on(21, n) for n in range(6)]) == "6 items are new at once, usually 1.1 a day"


def test_a_day_may_be_as_busy_as_the_busiest_before():
    busy = normal.rhythm([*(each.published for each in KNOWN), *[on(12).published] * 9], SHANGHAI)

    assert drift([on(21, n) for n in range(10)], usual=busy) is None


def test_after_an_outage_there_may_be_more():
    news = [on(21, n) for n in range(15)]

    assert drift(news, silent=2 * DAY) is None
    assert drift(news, known=[], silent=2 * DAY) is not None
    assert drift(news, known=[], silent=5 * DAY) is None


def test_an_outage_does_not_excuse_what_is_older():
    old = [on(2, n) for n in range(15)]

    assert drift(old, silent=2 * DAY) is not None


def test_one_odd_link_is_believed_and_a_menu_is_not():
    odd = [article(str(n), url=f"http://news.example/about/{name}.htm") for n, name in enumerate(("a", "b", "c"))]
    menu = [article(str(n), url=f"http://news.example/{name}/", published=None) for n, name in enumerate("ab")]

    assert drift(odd[:1]) is None
    assert "another kind of address" in drift(odd)
    assert "have no date and another kind of address" in drift(menu)


def test_a_box_of_friends_is_not_news():
    friends = [article(str(n), url=f"http://f{n}.example/", external=True, published=None) for n in range(4)]

    assert drift(friends) is not None


def test_all_new_and_older_is_another_list():
    assert "all 5 items are new to us" in drift([on(day) for day in range(9, 4, -1)], known=[])


def test_a_box_with_one_item_goes_on():
    assert drift([on(21)], known=[]) is None


@pytest.mark.parametrize(
    ("a_day", "hours", "day", "held"),
    [
        (5, 1, 20, True),  # another column's list at this one's address, or a moved site whose titles are cut
        (5, 1, 21, False),  # a batch, later than all before
        (5, 23, 20, False),  # all that comes in a day
        (30, 1, 20, False),  # a busy morning
        (5, 30, 20, False),
    ],
)
def test_a_whole_list_is_not_new_within_hours(a_day, hours, day, held):
    fresh = [on(day, 5000 + n) for n in range(10)]
    usual = Rhythm(per_day=a_day, busiest=2 * a_day, newest=on(20).published, oldest=on(1).published)

    why = drift(fresh, [], usual=usual, silent=hours * HOUR)

    assert why == ("all 10 items are new to us at once, usually 5.0 a day" if held else None)


@pytest.mark.parametrize(("busiest", "held"), [(10, False), (9, True)])
def test_a_list_without_dates_may_be_written_anew_as_it_was_before(busiest, held):
    fresh = [article(str(n), published=None) for n in range(10)]
    usual, before = Rhythm(per_day=1.4, busiest=busiest), normal.learned(None, fresh)

    assert (drift(fresh, [], usual=usual, before=before) is not None) is held


def test_a_source_without_dates_has_its_numbers_only():
    plain = [article(str(n), published=None) for n in range(10)]
    before = normal.learned(None, plain)

    assert drift(plain[:3], plain[3:], before=before, usual=Rhythm()) is None
    assert drift(plain[:6], plain[6:], before=before, usual=Rhythm()) is not None


def test_mass_retitling_is_no_edit():
    assert normal.retitled(3, 20) is None
    assert normal.retitled(11, 20) == "11 of 20 known items have another title at once"


def test_what_is_older_than_all_is_a_backlog():
    fresh = [on(21, 1), *(article(str(n), published=datetime(2025, 3, n, tzinfo=SHANGHAI)) for n in range(2, 9))]

    assert normal.backlog(fresh, 10, USUAL) == {str(n) for n in range(2, 9)}
    assert normal.backlog(fresh, 1, USUAL) == ()


@given(st.lists(st.integers(1, 28), max_size=40), st.lists(st.integers(1, 28), max_size=20), st.floats(0, 400))
def test_any_list_has_a_verdict(new, old, days):
    fresh, known = [on(day, 5000 + n) for n, day in enumerate(new)], [on(day, n) for n, day in enumerate(old)]

    why = drift(fresh, known, silent=timedelta(days=days))

    assert why is None or fresh
    assert why is None or len(fresh) > normal.FREE or not known


# whose are they


def kept(number: int, title: str, day: int | None = 1, url: str = "") -> Kept:
    when = datetime(2026, 3, day, tzinfo=SHANGHAI) if day else None
    return Kept(number=number, key=str(number), titles=(title,), url=url, published=when, seen=NOON)


def ours(items, rows) -> list[tuple[int, str]]:
    return [(number, item.id) for number, item in moving.pairs(items, rows, SHANGHAI)]


def test_title_and_day_name_an_entry():
    rows = [kept(2, "关于放假的通知", 2), kept(1, "关于开学的通知", 1)]

    assert ours([on(2, 77, title="关于放假 的通知"), on(1, 76, title="关于开学的通知")], rows) == [(2, "77"), (1, "76")]


def test_another_day_is_another_article():
    assert ours([on(3, 77, title="关于放假的通知")], [kept(2, "关于放假的通知", 2)]) == []


def test_a_title_that_the_new_list_cuts_short_names_the_only_one_of_its_day_that_begins_so():
    rows = [
        kept(3, "关于做好国庆节放假的通知", 2),
        kept(2, "关于做好国庆节值班的通知", 1),
        kept(1, "关于开学的通知", 1),
    ]

    assert ours([on(2, 77, title="关于做好国庆节…"), on(1, 76, title="关于做好国庆节...")], rows) == [
        (3, "77"),
        (2, "76"),
    ]
    assert (
        ours([on(3, 77, title="关于做好国庆节…"), on(1, 76, title="关于…"), on(1, 75, title="关于做好国庆节")], rows)
        == []
    )
    assert ours([on(1, 76, title="关于做好国庆节…")], [*rows, kept(4, "关于做好国庆节演出的通知", 1)]) == []


def test_two_of_a_name_on_a_day_are_nobody():
    twice = [on(2, 77, title="例会纪要"), on(2, 78, title="例会纪要")]

    assert ours(twice, [kept(2, "例会纪要", 2)]) == []
    assert ours(twice[:1], [kept(2, "例会纪要", 2), kept(3, "例会纪要", 2)]) == []
    assert ours([on(3, 79, title="例会纪要")], [kept(2, "例会纪要", 2), kept(3, "例会纪要", 3)]) == [(3, "79")]


def test_without_a_day_the_order_must_be_ours():
    rows = [kept(n, f"没有日期的第{n}条消息", None) for n in (5, 4, 3, 2, 1)]
    items = [article(str(n), title=f"没有日期的第{n}条消息", published=None) for n in (1, 5, 4, 3, 2)]

    assert [number for number, _ in ours(items, rows)] == [5, 4, 3, 2]
    assert ours([article("1", title="通知", published=None)], [kept(1, "通知", None)]) == []


def test_one_link_that_became_https_is_no_news():
    rows = [kept(1, "旧", 1, url="http://news.example/a/1.htm")]
    secure = on(2, title="新", url="https://news.example/a/1.htm", id="https://news.example/a/1.htm")
    others = {each.id: each.title for each in KNOWN}

    found = verdict([secure, *KNOWN], others, rows=rows)

    assert [(number, each.id) for number, each in found.ours] == [(1, secure.id)]


def test_http_that_became_https_needs_no_title():
    rows = [kept(1, "旧标题", 1, url="http://www.news.example/info/1/2.htm")]

    assert ours([on(5, 9, title="新标题", url="https://news.example/info/1/2.htm")], rows) == [(1, "9")]


@given(st.permutations(list(range(12))), st.integers(0, 12), st.booleans())
def test_no_entry_is_given_away_twice(order, cut, dated):
    rows = [kept(n, f"第{n % 9}号通知的标题", n % 5 + 1 if dated else None) for n in range(12)]
    items = [article(str(100 + n), title=f"第{n % 9}号通知的标题", published=rows[n].published) for n in order[:cut]]

    found = moving.pairs(items, rows, SHANGHAI)

    assert len({number for number, _ in found}) == len({item.id for _, item in found}) == len(found)
    assert all(rows[number].titles[0] == item.title for number, item in found)


# the verdict


def verdict(articles, shown, *, rows=(), state=None, of=None) -> judge.Verdict:
    state = state or State(
        source="news", tag=TAG, usual=10, next_poll=NOW, normal=NORMAL.stored(), last_success=NOW - HOUR
    )
    return judge.weigh(of or source(), state, articles, shown, kept=lambda: list(rows), usual=lambda: USUAL, now=NOW)


def test_before_the_baseline_everything_is_believed():
    fresh = State(source="news", tag=TAG, next_poll=NOW)

    assert verdict([on(day) for day in range(1, 29)], {}, state=fresh) == judge.Verdict()


@pytest.mark.parametrize(("day", "again"), [(21, [21]), (20, [])])
def test_on_a_list_without_dates_what_is_put_up_again_the_day_it_came_out_is_known(day, again):
    undated = [article(str(1000 + n), title=f"没有日期的第{n}条消息", published=None) for n in (20, 19, 18)]
    rows = [kept(21, "关于停水的通知", day), *(kept(n, f"没有日期的第{n}条消息", 11) for n in (20, 19, 18))]
    rows = [replace(each, key=str(1000 + each.number)) for each in rows]
    new = article("1030", title="关于停水的通知", published=None)

    found = verdict([new, *undated], {each.id: each.title for each in undated}, rows=rows)

    assert [number for number, _ in found.again] == again


def test_a_moved_site_is_followed_and_the_rest_is_held():
    rows = [kept(n, each.title, each.published.day) for n, each in enumerate(KNOWN)]
    moved = [on(each.published.day, 7000 + n, title=each.title) for n, each in enumerate(KNOWN)]
    rest = on(21, 8000, title="谁也不认识的标题")

    found = verdict([rest, *moved], {}, rows=rows)

    assert (found.why, [number for number, _ in found.ours], found.held) == (None, list(range(10)), (rest,))


def test_another_address_in_the_config_begins_anew_and_quietly():
    state = State(source="news", tag=TAG, usual=10, next_poll=NOW, url="http://old.example/", normal=NORMAL.stored())
    other = [on(day, 300 + day, url=f"http://news.example/x/{day}.html", title=f"别处第{day}条") for day in range(1, 9)]

    found = verdict(other, {}, state=state)

    assert found.why is None
    assert set(found.backlog) == {each.id for each in other}


# rows


def keep(db: Database, *articles: Article, now=NOON, quiet=False):
    with db.transaction() as tx:
        return record.listed(tx, source(), articles, tag=TAG, now=now, quiet=quiet)


def ready(db: Database, *keys: str, now=NOON) -> None:
    keep(db, *(article(key) for key in keys), now=now)
    for key in keys:
        with db.transaction() as tx:
            number = entries.by_key(tx, "news", [key])[key]["number"]
            record.read(tx, number, whole_article(key), zone=SHANGHAI, now=now)


def row(db: Database, key: str):
    with db.reading() as tx:
        return entries.by_key(tx, "news", [key])[key]


def test_another_key_changes_neither_number_nor_tag_nor_dates(db: Database):
    ready(db, "1")
    before, later = row(db, "1"), NOON + timedelta(days=1)

    with db.transaction() as tx:
        record.rekey(tx, before["number"], article("9001", url="https://new.example/a/9001.html"), later)

    after = row(db, "9001")
    same = ("number", "tag", "published", "updated", "first_seen", "revision", "title", "hash")
    assert {name: after[name] for name in same} == {name: before[name] for name in same}
    assert (after["url"], after["next_read"]) == ("https://new.example/a/9001.html", None)
    assert after["changed"] == later  # feeds lead elsewhere
    assert keep(db, article("9001")).new == 0


def moved(db: Database, key: str, to: str, **fields: object) -> None:
    ready(db, key)
    with db.transaction() as tx:
        record.rekey(tx, entries.by_key(tx, "news", [key])[key]["number"], article(to, **fields), NOON)


def test_an_id_that_the_site_takes_back_is_the_entry_that_had_it(db: Database):
    moved(db, "1", "9001")
    before = row(db, "9001")

    again = keep(db, article("1"))

    after = row(db, "1")
    assert (again.new, again.changes, again.visible) == (0, (), True)  # its feed leads there again
    assert not keep(db, article("1")).visible
    assert (after["number"], after["tag"], after["published"]) == (
        before["number"],
        before["tag"],
        before["published"],
    )


def test_one_entry_under_both_its_ids_is_one_entry(db: Database):
    moved(db, "1", "9001")

    assert keep(db, article("9001"), article("1")).new == 0
    assert row(db, "9001")["tag"].endswith("/1")


def test_both_ids_of_an_entry_may_come_back_with_two_articles(db: Database):
    moved(db, "1", "2")
    before = row(db, "2")

    again = keep(db, article("1"), article("2", title="一篇完全不同的新文章"))

    assert again.new == 1
    assert (row(db, "1")["number"], row(db, "1")["title"]) == (before["number"], before["title"])
    assert row(db, "2")["title"] == "一篇完全不同的新文章"


def test_a_withdrawn_entry_that_returns_under_its_first_id_is_back(db: Database):
    moved(db, "1", "9001")
    with db.transaction() as tx:
        tx.execute(entries.entries.update().values(withdrawn=NOON))

    again = keep(db, article("1"))

    assert [change.kind.value for change in again.changes] == ["changed"]
    assert row(db, "1")["withdrawn"] is None


@pytest.mark.parametrize("moves", [(("2", "3"), ("1", "2")), (("1", "0"), ("2", "1"))], ids=["up", "down"])
def test_ids_that_all_moved_by_one_are_all_taken_back(db: Database, moves: tuple[tuple[str, str], ...]):
    titles = {"1": "甲大学招生章程公布了", "2": "乙学院讲座预告通知"}
    found = [article(key, title=title) for key, title in titles.items()]
    keep(db, *found)
    tags = {key: row(db, key)["tag"] for key in titles}
    with db.transaction() as tx:
        for old, new in moves:
            number = entries.by_key(tx, "news", [old])[old]["number"]
            record.rekey(tx, number, article(new, title=titles[old]), NOON)

    again = keep(db, *found)

    assert (again.new, again.changes) == (0, ())
    assert {key: row(db, key)["tag"] for key in titles} == tags
    assert {key: row(db, key)["title"] for key in titles} == titles


def test_an_old_id_that_the_site_gives_to_another_article_is_a_new_entry_with_a_tag_of_its_own(db: Database):
    moved(db, "1", "9001")

    again = keep(db, article("1", title="一篇完全不同的新文章"))

    assert again.new == 1
    assert row(db, "1")["tag"] == f"{row(db, '9001')['tag']}~2"


def test_who_left_between_neighbours_is_asked_and_who_rolled_off_is_not(db: Database):
    ready(db, *"987654321")
    later = NOON + HOUR

    with db.transaction() as tx:
        noted = leaving.vanished(tx, "news", ["10", "9", "8", "6", "5", "4", "3"], NOON, later)

    assert noted == 1
    assert row(db, "7")["missing_since"] == later
    assert all(row(db, key)["missing_since"] is None for key in "21")
    keep(db, article("7"), now=later + HOUR)
    assert row(db, "7")["missing_since"] is None


def test_half_a_list_that_left_at_once_was_no_editor(db: Database):
    ready(db, *"987654321")

    with db.transaction() as tx:
        assert leaving.vanished(tx, "news", list("9321"), NOON, NOON + HOUR) == 0


@pytest.mark.parametrize("title", ["第3条新闻", "第3条新闻，更正"])
def test_gone_twice_a_day_apart_is_withdrawn_and_back_again_is_a_change(db: Database, title: str):
    ready(db, *"54321")
    with db.transaction() as tx:
        leaving.vanished(tx, "news", list("5421"), NOON, NOON)
    number = row(db, "3")["number"]
    changes = []
    for hours in (0, 5, 23, 24):
        with db.transaction() as tx:
            changes.append(leaving.gone(tx, number, NOON + timedelta(hours=hours), DAY).changes)

    assert [len(each) for each in changes] == [0, 0, 0, 1]
    assert changes[-1][0].kind is ChangeKind.WITHDRAWN
    with db.reading() as tx:
        assert "3" not in [each.key for each in entries.window(tx, "news", NOON)]
        gone = [entries.last_withdrawn(tx, names) for names in ([], ["news"], ["other"])]
    assert gone == [NOON + DAY, NOON + DAY, None]

    back = keep(db, article("3", title=title), now=NOON + 2 * DAY)
    assert [(change.kind, change.entry.withdrawn) for change in back.changes] == [(ChangeKind.CHANGED, None)]
    assert (row(db, "3")["withdrawn"], row(db, "3")["title"]) == (None, title)


def test_an_answer_in_between_means_it_is_there(db: Database):
    ready(db, *"54321")
    with db.transaction() as tx:
        leaving.vanished(tx, "news", list("5421"), NOON, NOON)
        number = entries.by_key(tx, "news", ["3"])["3"]["number"]
        leaving.gone(tx, number, NOON, DAY)
        record.read(tx, number, whole_article("3"), zone=SHANGHAI, now=NOON + HOUR)
        found = leaving.gone(tx, number, NOON + 2 * DAY, DAY)

    assert found.changes == ()


def test_what_others_say_word_for_word_is_counted(db: Database):
    ready(db, *"4321")
    with db.transaction() as tx:
        tx.execute(entries.entries.update().values(hash="same"))
        assert entries.alike(tx, "news", row(db, "1")["number"], "same") == 3


def test_one_suspect_page_a_source_is_kept(db: Database):
    def page(text: str) -> Page:
        return Page(url="http://a.example/", text=text, fetched=NOON, digest=text)

    for n, text in enumerate(("一", "二", "二")):
        with db.transaction() as tx:
            suspects.keep(tx, "news", page(text), "why", NOON + n * HOUR)

    with db.transaction() as tx:
        assert suspects.text(tx, "news") == "二"
        found = suspects.get(tx, "news")
        assert found is not None
        assert (found.since, found.seen) == (NOON + HOUR, NOON + 2 * HOUR)
        suspects.rename(tx, "news", "fresh")
        assert suspects.get(tx, "news") is None
        suspects.forget(tx, "fresh")
        assert suspects.text(tx, "fresh") is None


def test_a_state_keeps_what_is_normal_on_both_databases(db: Database):
    with db.transaction() as tx:
        states.sync(tx, [source()], authority="news.example,2026", now=NOON)
        states.change(tx, "news", normal=NORMAL.stored(), held={"keys": ["1"]}, proposal=None)
        states.approve(tx, "news", "quiet", NOON)

    with db.reading() as tx:
        state = states.get(tx, "news")
    assert state is not None
    assert (Normal.of(state.normal), state.held, state.proposal) == (NORMAL, {"keys": ["1"]}, None)
    assert state.approved == "quiet"


@pytest.mark.parametrize(
    ("text", "extras", "replaced", "fine"), [("", 0, 0, False), ("", 1, 0, True), ("a", 0, 0.2, False)]
)
def test_a_page_that_says_nothing_is_no_article(text, extras, replaced, fine):
    assert (judge.hollow(text, extras, replaced) is None) == fine
