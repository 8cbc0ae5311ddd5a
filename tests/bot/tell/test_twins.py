"""What is one article under two sources, and told once; and what merely bears the same number."""

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOON, source, whole_article
from desk import TAG, Desk

from bot.chats import chats, subscriptions
from bot.tell import debts, heirs
from feeds.keep import entries, leaving, record
from feeds.keep.db import Database
from feeds.model import Article


@pytest.fixture
def desk(db: Database) -> Desk:
    """A chat that has two sources."""
    desk = Desk(db)
    with db.transaction() as tx:
        subscriptions.add(tx, 1, "events", NOON)
    return desk


def publish(desk: Desk, name: str, article: Article, *, quiet: bool = False) -> None:
    with desk.db.transaction() as tx:
        kept = record.listed(tx, source(name), [article], tag=f"{TAG}-{name}", now=desk.clock(), quiet=quiet)
        debts.enqueue(tx, kept.changes, desk.clock())


ONE = replace(whole_article("17"), url="http://news.example:8101/info/1071/17.htm", title="关于学生宿舍检查的通知")
API = "http://news.example:8101/event/17.htm"
EARLIER = ONE.published - timedelta(days=3) if ONE.published else None


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"url": "http://news.example:8101/info/1072/17.htm"}, 1),  # in two columns of a site
        ({"title": "关于学生宿舍安全检查的通知"}, 1),  # corrected between the two polls
        ({"published": EARLIER}, 1),  # put into the second column on another day
        ({"title": "宿舍检查", "published": EARLIER}, 1),  # the very same page, called and dated otherwise by a column
        ({"url": "http://news.example:8102/info/1071/17.htm"}, 2),  # another site of the same machine
        ({"title": "校园歌手大赛决赛", "published": EARLIER, "url": API}, 2),  # with numbers of its own
    ],
)
def test_one_article_is_told_once_and_two_of_one_number_both(desk: Desk, other: dict, told: int):
    publish(desk, "news", ONE)
    publish(desk, "events", replace(ONE, **other))
    desk.deliver()

    assert desk.state().get("sent") == told


@pytest.mark.parametrize(
    ("age", "later", "told"),
    [
        (9, 3, 0),  # the columns were put into one
        (0, 3, 1),  # it came as the second source began
        (9, 0, 1),  # both sources began at once, one of them loudly
    ],
)
def test_what_was_old_when_a_source_of_the_chat_began_is_no_news_of_another(
    desk: Desk, age: int, later: int, told: int
):
    one = replace(ONE, published=desk.clock() - timedelta(days=age))
    publish(desk, "events", one, quiet=True)
    desk.clock.forward(days=later)
    publish(desk, "news", one)
    desk.deliver()

    assert desk.state().get("sent", 0) == told


def test_what_was_old_is_no_news_where_its_first_column_takes_it_away(desk: Desk):
    one = replace(ONE, published=desk.clock() - timedelta(days=9))
    publish(desk, "events", one, quiet=True)
    desk.clock.forward(days=3)
    publish(desk, "news", one)
    for _ in range(2):
        desk.clock.forward(days=1)
        publish(desk, "news", one)
        with desk.db.transaction() as tx:
            number = entries.by_key(tx, "events", [one.id])[one.id]["number"]
            gone = leaving.gone(tx, number, desk.clock(), timedelta(days=1))
            debts.enqueue(tx, gone.changes, desk.clock())
    desk.deliver()

    assert desk.state() == {"filtered": 1}


def test_who_has_the_other_column_alone_hears_of_it(desk: Desk):
    one = replace(ONE, published=desk.clock() - timedelta(days=9))
    publish(desk, "elsewhere", one, quiet=True)
    desk.clock.forward(days=3)
    publish(desk, "news", one)
    desk.deliver()

    assert desk.state() == {"sent": 1}


def test_an_article_known_by_its_address_is_told_once_whatever_its_lists_say(desk: Desk):
    address = "https://mp.example/s/AbCd"
    publish(desk, "news", replace(ONE, id=address, url=f"{address}?from=news"))
    publish(desk, "events", replace(ONE, id=address, url=address, title="校园歌手大赛决赛", published=EARLIER))
    desk.deliver()

    assert desk.state().get("sent") == 1


def test_of_two_of_one_number_the_one_that_waits_comes_back_with_its_subscription(desk: Desk):
    publish(desk, "events", replace(ONE, url=API, title="校园歌手大赛决赛", published=EARLIER))
    desk.deliver()
    desk.choose(digest=("18:00",))
    publish(desk, "news", ONE)
    with desk.db.transaction() as tx:
        subscriptions.remove(tx, 1, "news")
        heirs.unsubscribed(tx, 1, "news", desk.clock())
        subscriptions.add(tx, 1, "news", desk.clock())
        chat = chats.get(tx, 1)
        assert chat is not None
        heirs.subscribed(tx, chat, "news", desk.clock())
    desk.clock.forward(hours=12)
    desk.deliver()

    assert desk.state() == {"sent": 2}
