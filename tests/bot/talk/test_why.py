"""What became of an article in a chat, as /why tells it there."""

import pytest
import sqlalchemy as sa
from talking import talking, tell

from bot.model import State
from bot.tell import outbox, standings
from feeds.keep import entries
from feeds.keep.db import Database
from feeds.keep.steps import change


def test_on_both_databases_a_filter_decides_what_is_sent_and_why_tells(db):
    with talking(db) as it:
        it.ask("/subscribe sports")
        it.ask("/filter 第31")
        tell(it, "31", "32")

        assert it.words("/why http://else.example/31") == "第31条\n排队中，马上发送"
        assert it.words("/why https://else.example/32/") == "第32条\n没有发：不符合过滤规则 第31（不含“第31”）"
        with it.db.reading() as tx:
            [known] = entries.at_address(tx, "http://else.example/31")
        own = f"https://yaowen.example/e/{known.number}?lang=zh"
        assert it.words(f"/why {own}") == it.words("/why http://else.example/31")
        assert it.words("/why https://yaowen.example/e/999") == "我没有见过这篇文章。"
        assert it.words("/why") == (
            "最近这些文章怎么样了：\n• 第32条\n没有发：不符合过滤规则 第31（不含“第31”）\n• 第31条\n排队中，马上发送"
        )
        assert it.words("/search 第7条").startswith("找到：第7条\n03-05  第7条")


def test_an_article_is_found_by_the_address_that_it_had_before_its_site_moved(db):
    with talking(db) as it:
        it.ask("/subscribe sports")
        tell(it, "31", "32")
        with it.db.transaction() as tx:
            [old] = entries.at_address(tx, "http://else.example/31")
            for url in ("https://new.example/a/31", "http://else.example/31", "https://new.example/a/31"):
                change(tx, old.number, url=url)
            [other] = entries.at_address(tx, "http://else.example/32")
            change(tx, other.number, url="https://new.example/a/32")

        assert it.words("/why http://else.example/31") == "第31条\n排队中，马上发送"
        assert it.words("/why http://else.example/31") == it.words("/why https://new.example/a/31")
        with it.db.transaction() as tx:
            assert len(tx.execute(sa.select(entries.addresses)).all()) == 3
            change(tx, other.number, url="http://else.example/31")  # the site gives it to another
            assert [each.number for each in entries.at_address(tx, "http://else.example/31")] == [other.number]


def test_a_word_that_is_missing_and_one_that_is_not_wanted_are_told_apart(it):
    it.ask("/subscribe sports")
    it.ask("/filter 第3|运动会 -第32")
    tell(it, "32", "41")

    with it.db.reading() as tx:
        kept = [row["reason"] for row in standings.reasons(tx, [State.FILTERED])]
    assert sorted(kept) == [
        "the filter '第3|运动会 -第32': has 第32",
        "the filter '第3|运动会 -第32': without 第3|运动会",
    ]
    assert it.words("/why http://else.example/32").endswith("第3|运动会 -第32（含有“第32”）")
    assert it.words("/why http://else.example/41").endswith("第3|运动会 -第32（不含“第3|运动会”）")


def test_a_reason_kept_before_it_had_a_verb_is_still_told(it):
    it.ask("/subscribe sports")
    tell(it, "31")
    with it.db.transaction() as tx:
        tx.execute(outbox.outbox.update().values(state="filtered", reason="the filter '-第31': -第31"))

    assert it.words("/why http://else.example/31").endswith("（含有“第31”）")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"state": "sent", "sent": 1, "message_id": "123"}, "已发送，消息 123"),
        ({"state": "sent", "sent": 1, "message_id": "123:photo"}, "已发送，消息 123"),
        ({"state": "sent", "sent": 1, "message_id": "digest"}, "已在汇总里发送"),
        ({"state": "sent", "sent": 1, "message_id": "digest:57"}, "已在汇总里发送"),
        ({"state": "sent", "sent": 1, "message_id": None}, "已发送"),
        ({"state": "pending", "sent": 1, "message_id": "123"}, "已发送，消息 123"),
        ({"state": "sending"}, "正在发送"),
        ({"state": "unknown"}, "不知道是否送到，会再发一次"),
        ({"state": "held", "reason": "cut"}, "不知道是否送到，等管理员决定：cut"),
        ({"state": "dead", "reason": "expired after 72 h"}, "发不出去，已放弃：超过 72 小时没有发出"),
        (
            {"state": "filtered", "reason": "the same article came from news"},
            "没有发：同一篇文章已从 青石要闻 <校级> 发过",
        ),
        (
            {"state": "filtered", "reason": "it was old when news began"},
            "没有发：开始收录 青石要闻 <校级> 时，它已是旧闻",
        ),
        ({"state": "filtered", "reason": "withdrawn before it was sent"}, "没有发：发送前已被来源撤回"),
        ({"state": "filtered", "reason": "a new reason"}, "没有发：a new reason"),
    ],
)
def test_why_says_how_a_delivery_stands(it, values, said):
    it.ask("/subscribe sports")
    tell(it, "31")
    with it.db.transaction() as tx:
        tx.execute(outbox.outbox.update().values(**values))

    assert it.words("/why http://else.example/31") == f"第31条\n{said}"


def test_why_as_an_answer_to_a_message_or_with_its_number(it):
    it.ask("/subscribe sports")
    tell(it, "31", "32")
    with it.db.transaction() as tx:
        values = {"state": "sent", "sent": 1, "message_id": "123:photo"}
        tx.execute(outbox.outbox.update().where(outbox.outbox.c.number == 1).values(**values))

    assert it.words("/why", answers="123") == it.words("/why 123") == "第31条\n已发送，消息 123"
    assert it.words("/why 2").startswith("第32条")
    assert it.words("/why", answers="999").startswith("问哪一篇")
    assert it.words("/why %") == it.words("/why 99999999999") == it.words("/why", answers="999")


def test_why_as_an_answer_to_a_digest_names_what_it_told(it):
    it.ask("/subscribe sports")
    tell(it, "31", "32")
    with it.db.transaction() as tx:
        tx.execute(outbox.outbox.update().values(state="sent", sent=1, message_id="digest:124"))

    assert it.words("/why", answers="124") == "已在汇总里发送：\n• 第31条\n• 第32条"
    assert it.words("/why", answers="12").startswith("问哪一篇")


def test_an_answer_to_another_message_means_no_article(it):
    it.ask("/subscribe sports")
    tell(it, "31")

    assert it.words("/why 1").startswith("第31条")  # the delivery's number
    assert it.words("/why", answers="1").startswith("问哪一篇")


def test_a_message_that_stayed_in_the_group_before_is_found_by_its_link_alone(it):
    it.ask("/subscribe sports", chat="-100", kind="group")
    tell(it, "31")
    with it.db.transaction() as tx:
        tx.execute(outbox.outbox.update().values(state="sent", sent=1, message_id="123"))
    it.ask(chat="-100", kind="group", moved_to="-100200")

    here = {"chat": "-100200", "kind": "supergroup"}
    assert it.words("/why", answers="123", **here).startswith("问哪一篇")
    assert it.words("/why http://else.example/31", **here) == "第31条\n已发送"


def test_a_sent_message_of_a_group_is_a_link(it):
    it.ask("/subscribe sports", chat="-100200", topic=5, kind="supergroup")
    tell(it, "31")
    with it.db.transaction() as tx:
        tx.execute(outbox.outbox.update().values(state="sent", sent=1, message_id="123"))

    reply = it.ask("/why", chat="-100200", topic=5, kind="supergroup")

    assert "https://t.me/c/200/5/123" in [each.url for each in reply.spans]


def test_why_of_an_article_that_was_never_owed(it):
    assert it.words("/why http://nowhere.example/") == "我没有见过这篇文章。"
    assert it.words("/why http://else.example/1").endswith("这里没有订阅它的来源：青石体育")

    it.ask("/subscribe sports")
    assert "比这里的订阅早" in it.words("/why http://else.example/1")
    assert it.words("/why") == "这里还没有应发的文章。"


def test_why_nothing_goes_to_a_chat_that_is_paused_or_suspended(it):
    it.ask("/subscribe sports")
    tell(it, "31")
    it.ask("/pause", user="99")
    assert it.words("/why http://else.example/31").endswith("管理员暂停了发送")

    it.ask("/resume", user="99")
    it.ask(change="removed")
    assert "现在发不到这里" in it.words("/why http://else.example/31")


def test_on_both_databases_an_address_of_any_length_is_found_by_an_index(db: Database) -> None:
    long = "http://else.example/" + "x" * 9000
    with talking(db) as it:
        it.ask("/subscribe sports")
        tell(it, "31")
        with db.transaction() as tx:
            tx.exec_driver_sql(f"UPDATE entries SET url = '{long}' WHERE url = 'http://else.example/31'")
            plan = str(
                tx.exec_driver_sql("EXPLAIN QUERY PLAN SELECT number FROM entries WHERE url IN ('a', 'b')").all()
                if tx.dialect.name == "sqlite"
                else "entries_url"
            )

        assert "entries_url" in plan
        assert it.words(f"/why {long}").startswith("第31条")
