"""What a chat chooses by command and by button, and what it is told."""

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from builders import NOON, article, source
from talking import Talking, talking

from bot.chats import chats
from bot.model import Button, Reply, Standing, State
from bot.talk import choices, en, zh
from bot.talk.moments import span
from bot.tell import debts, outbox, standings
from feeds.keep import entries, record
from feeds.keep.db import Database


@pytest.fixture
def it(sqlite_db: Database) -> Iterator[Talking]:
    with talking(sqlite_db) as it:
        yield it


def buttons(reply: Reply | None) -> list[Button]:
    assert reply
    return [button for row in reply.buttons for button in row]


def labelled(reply: Reply | None, text: str) -> str:
    """What the button with these words says."""
    [data] = [button.data for button in buttons(reply) if text in button.text]
    return data


def tell(it: Talking, *ids: str, name: str = "sports", **values: object) -> None:
    """New articles of a source, owed to the chats that want it."""
    listed = [
        article(id, title=f"第{id}条", external=True, url=f"http://else.example/{id}", **values) for id in reversed(ids)
    ]
    now = it.clock()
    with it.db.transaction() as tx:
        tag = f"tag:yaowen.example,2026:{name}"
        changes = record.listed(tx, it.sources[name], listed, tag=tag, now=now, quiet=False)
        debts.enqueue(tx, changes.changes, now)


@pytest.mark.parametrize(
    ("asked", "field", "value"),
    [
        ("/look line", "look", "line"),
        ("/look 全文", "look", "full"),
        ("/language en", "language", "en"),
        ("/language 中文", "language", "zh"),
        ("/quiet 22:00-07:00", "quiet", "22:00-07:00"),
        ("/quiet 22：00 至 7:00", "quiet", "22:00-07:00"),
        ("/quiet 22:00-07:00 digest", "quiet_as", "digest"),
        ("/quiet 22:00-07:00 汇总", "quiet_as", "digest"),
        ("/quiet 22:00-07:00 Europe/Berlin", "zone", ZoneInfo("Europe/Berlin")),
        ("/quiet 22:00-07:00 Etc/GMT-8", "zone", ZoneInfo("Etc/GMT-8")),
        ("/digest 18:00 08:00", "digest", ("08:00", "18:00")),
        ("/digest mon 8:00", "digest", ("mon 08:00",)),
        ("/digest 周一 08:00", "digest", ("mon 08:00",)),
        ("/digest 周一08:00、周五18:00", "digest", ("mon 08:00", "fri 18:00")),
        ("/digest 每天 08:00", "digest", ("08:00",)),
        ("/digest mon 08:00 18:00", "digest", ("mon 08:00", "mon 18:00")),
        ("/digest 周一 周三 08:00", "digest", ("mon 08:00", "wed 08:00")),
        ("/digest mon wed 08:00 fri 18:00", "digest", ("mon 08:00", "wed 08:00", "fri 18:00")),
        ("/digest 每周一 08:00", "digest", ("mon 08:00",)),
        ("/digest 礼拜天 08:00", "digest", ("sun 08:00",)),
        ("/digest 工作日08:00", "digest", tuple(f"{day} 08:00" for day in ("mon", "tue", "wed", "thu", "fri"))),
        ("/digest 周六至周一 08:00", "digest", ("mon 08:00", "sat 08:00", "sun 08:00")),
        ("/digest weekend 9:00", "digest", ("sat 09:00", "sun 09:00")),
        ("/quiet 22：00－07：00", "quiet", "22:00-07:00"),
        ("/filter 招生、就业。", "filter", "招生、就业"),
        ("/digest 08:00 UTC", "zone", ZoneInfo("UTC")),
        ("/filter 招生|就业 -讲座", "filter", "招生|就业 -讲座"),
        ('/filter "青年  教师"', "filter", '"青年  教师"'),
        ("/urgent 停课", "urgent", "停课"),
        ("/mute 3d", "muted_until", NOON + timedelta(days=3)),
        ("/mute 3天", "muted_until", NOON + timedelta(days=3)),
        ("/mute 兩天", "muted_until", NOON + timedelta(days=2)),
        ("/mute １０分鐘", "muted_until", NOON + timedelta(minutes=10)),
        ("/digest 週一 08:00", "digest", ("mon 08:00",)),
        ("/digest 每週一０８：００", "digest", ("mon 08:00",)),
        ("/digest 禮拜六至週日 08:00", "digest", ("sat 08:00", "sun 08:00")),
        ("/quiet ２２：００-０７：００", "quiet", "22:00-07:00"),
        ("/quiet 22:00-07:00 彙總", "quiet_as", "digest"),
        ("/look 單行", "look", "line"),
        ("/language 漢語", "language", "zh"),
    ],
)
def test_a_command_sets_a_choice(it, asked, field, value):
    it.ask(asked)

    assert getattr(it.chat(), field) == value


@pytest.mark.parametrize(
    ("first", "then", "field", "value"),
    [
        ("/quiet 22:00-07:00 digest", "/quiet off", "quiet", ""),
        ("/quiet 22:00-07:00 digest", "/quiet 关", "quiet_as", "each"),
        ("/digest 08:00", "/digest off", "digest", ()),
        ("/digest 08:00", "/digest 关", "digest", ()),
        ("/filter 招生", "/filter off", "filter", ""),
        ("/urgent 停课", "/urgent 取消", "urgent", ""),
        ("/mute 3d", "/mute off", "muted_until", None),
        ("/mute 3d", "/mute 关", "muted_until", None),
        ("/filter 招生", "/filter 關", "filter", ""),
        ("/filter 招生", "/filter 關閉", "filter", ""),
        ("/urgent 停电", "/urgent 關掉", "urgent", ""),
        ("/quiet 22:00-07:00", "/quiet 關", "quiet", ""),
        ("/digest 08:00", "/digest 關", "digest", ()),
        ("/mute 3d", "/mute 恢復", "muted_until", None),
    ],
)
def test_a_choice_is_taken_back(it, first, then, field, value):
    it.ask(first)
    it.ask(then)

    assert getattr(it.chat(), field) == value


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("/look huge", "样式有三种"),
        ("/language fr", "请这样写"),
        ("/quiet 22-7", "请这样写"),
        ("/quiet 22:00-22:00", "请这样写"),
        ("/quiet 22:00-07:00 Mars/Base", "没有这个时区：Mars/Base。请写成 Asia/Shanghai 这样。"),
        ("/digest 08:00 Mars/Base", "没有这个时区：Mars/Base。"),
        ("/filter 招生 /(/", "这个过滤规则看不懂：/(/ 不是 RE2 认识的正则表达式："),
        ("/quiet Europe/Berlin", "请这样写"),
        ("/digest noon", "请这样写"),
        ("/digest 周八 08:00", "请这样写"),
        ("/digest UTC", "请这样写"),
        ("/digest 08:00 周三", "请这样写"),
        ("/filter -", "看不懂"),
        ("/filter 试", "没有过滤"),
        ("/filter 測試", "没有过滤"),
        ("/urgent try", "没有"),
        ("/digest " + " ".join(f"{h:02}:{m}0" for h in range(24) for m in range(2)), "请这样写"),
        ("/mute soon", "请这样写"),
        ("/mute 9999d", "请这样写"),
        ("/filter /(/", "看不懂"),
        ("/filter " + "长" * 501, "看不懂"),
        ("/search", "请写要找的词"),
    ],
)
def test_what_cannot_be_understood_is_answered_with_an_example(it, asked, answer):
    assert answer in it.words(asked)
    with it.db.reading() as tx:
        assert chats.of_all(tx) == []


@pytest.mark.parametrize("name", ["filter", "urgent", "quiet", "digest", "mute"])
@pytest.mark.parametrize("word", ["关。", "关 。", "off.", "Off!"])
def test_taking_back_works_as_the_answer_says_it_with_its_full_stop(it, name, word):
    """取消：/filter 关。 was copied whole, and nothing passed a filter that wants 关。"""
    it.ask({"filter": "/filter 招生", "urgent": "/urgent 停课"}.get(name, "/quiet 22:00-07:00"))
    it.ask({"digest": "/digest 08:00", "mute": "/mute 3d"}.get(name, "/look 卡片。"))

    it.ask(f"/{name} {word}")

    assert not getattr(it.chat(), "muted_until" if name == "mute" else name)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("3d", timedelta(days=3)),
        ("3", timedelta(days=3)),
        ("两小时", timedelta(hours=2)),
        ("1h30m", timedelta(minutes=90)),
        ("2 weeks", timedelta(weeks=2)),
        ("1小时30分钟", timedelta(minutes=90)),
        ("十天", timedelta(days=10)),
        ("1h30", None),
        ("1d 12", None),
        ("0m", None),
        ("", None),
        ("x", None),
        ("3y", None),
        ("367d", None),
    ],
)
def test_spans_as_people_write_them(written, meant):
    assert span(written) == meant


def test_a_filter_says_what_it_would_have_done(it):
    it.ask("/subscribe sports")

    said = it.words("/filter 第2|第3 -第28")

    assert said.startswith("从现在起只发符合这个过滤的：第2|第3 -第28\n最近 30 篇中有 12 篇符合。")
    assert "✓ 第30条" in said
    assert "✕ 不含“第2|第3”：17 篇" in said
    assert "✕ 含有“第28”：1 篇" in said


@pytest.mark.parametrize("words", ["试 第30条", "試 第30條", "試一試\u3000第30条", "ｔｒｙ 第30条"])
def test_a_filter_can_be_tried_without_being_set(it, words):
    it.ask("/subscribe sports")

    assert "最近 30 篇中有 1 篇符合" in it.words(f"/filter {words}")
    assert it.chat().filter == ""


def test_a_filter_is_shown_with_what_it_does(it):
    it.ask("/subscribe sports")
    assert "没有过滤" in it.words("/filter")
    it.ask("/filter 第30条")

    assert it.words("/filter").startswith("过滤：第30条\n最近 30 篇中有 1 篇符合")


def test_a_rule_that_holds_says_how_to_take_it_back_and_one_that_is_tried_does_not(it):
    it.ask("/subscribe sports")

    assert it.words("/filter 火星").endswith("\n✕ 不含“火星”：30 篇\n取消：/filter 关。")
    assert it.words("/filter").endswith("\n取消：/filter 关。")
    assert "取消" not in it.words("/filter 试 木星")
    it.ask("/language en")
    assert it.words("/urgent mars").endswith("\nTo take it back: /urgent off.")


def test_that_nothing_is_urgent_is_nothing_to_warn_of(it):
    it.ask("/subscribe sports")
    answer = "最近 30 篇中有 0 篇符合。\n✕ 不含“停课|停电”：30 篇"

    assert it.words("/urgent 试 停课、停电") == f"紧急词：停课、停电\n{answer}"
    assert it.words("/urgent 停课、停电") == f"符合这些的不再等待：停课、停电\n{answer}\n取消：/urgent 关。"


def test_a_filter_kept_from_before_that_cannot_be_read_now_says_so(it):
    it.ask("/subscribe sports")
    with it.db.transaction() as tx:
        chats.choose(tx, it.chat().number, filter="-讲座，报告")

    assert it.words("/filter") == "这个过滤规则看不懂：-讲座 之后的每个词也要各加减号；要的词请写在它前面"


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


def test_quiet_hours_hold_for_what_waits_already(it):
    it.ask("/subscribe sports")
    tell(it, "31")
    it.clock.forward(hours=11)  # 23:00

    it.ask("/quiet 22:00-07:00")
    assert it.words("/why http://else.example/31").endswith("排队中，03-06 07:00 发送")

    it.ask("/quiet off")
    assert it.words("/why http://else.example/31").endswith("马上发送")


def test_a_mute_says_until_when_and_ends_by_itself(it):
    it.ask("/subscribe sports")
    assert it.words("/mute 2小时") == "暂停推送，到 14:00 为止。"
    tell(it, "31")
    assert it.words("/why http://else.example/31").endswith("排队中，14:00 发送")

    it.clock.forward(hours=3)
    assert it.words("/why http://else.example/31").endswith("马上发送")


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


def test_search_finds_newest_first_and_goes_on_by_a_button(it):
    first = it.ask("/search 条 sports")
    links = [span.text for span in first.spans if span.url]
    assert links[0] == "第30条 <sports>"
    assert len(links) == 8

    second = it.ask(data=labelled(first, "下一页"), admin=False)
    assert next(span.text for span in second.spans if span.url) == "第22条 <sports>"
    assert not second.instead
    assert it.words("/search 火星") == "没有找到：火星"


def test_articles_of_a_source_that_left_take_no_place_on_a_page_of_a_search(it):
    del it.sources["news"]  # the newest of all is its

    first = it.ask("/search 条")

    assert [span.text for span in first.spans if span.url] == [f"第{n}条 <sports>" for n in range(30, 22, -1)]
    assert next(span.text for span in it.ask(data=labelled(first, "下一页")).spans if span.url) == "第22条 <sports>"


def test_a_search_too_long_for_a_button_says_that_there_is_more(it):
    long = "条 sports " * 4

    reply = it.ask(f"/search {long}")

    assert len([span for span in reply.spans if span.url]) == 8
    assert reply.buttons == ()
    said = "\n还有更多，以上只是最新的 8 篇。想翻页，请写短一些；想缩小范围，请再加一个词。"
    assert it.words(f"/search {long}").endswith(said)
    assert "还有更多" not in it.words(f"/search {long} 第30条")
    assert "还有更多" not in it.words("/search 条 sports")  # there a button says so


@pytest.mark.parametrize("data", ["find:", "find:x:y", "find:9", "find:9:"])
def test_a_forged_page_of_a_search_finds_nothing(it, data):
    assert it.ask(data=data) == Reply()


def test_a_forged_place_of_a_search_is_no_number_beyond_all_numbers(it):
    it.ask("/search 条")  # what is new is found from now on

    assert len([span for span in it.ask(data=f"find:{'9' * 40}:条").spans if span.url]) == 8


def test_a_press_changes_and_draws_the_card_again(it):
    card = it.ask("/settings")
    assert "样式：卡片" in it.words("/settings")

    pressed = it.ask(data=labelled(card, "全文"))

    assert (pressed.instead, pressed.toast) == (True, "已保存")
    assert any(button.text == "✓ 全文" for button in buttons(pressed))
    assert it.chat().look == "full"


def test_every_button_of_the_card_does_what_it_says_and_fits(it):
    card = it.ask("/settings")
    for button in buttons(card):
        assert len(button.data.encode()) <= 64 - len("#123456789:")
        verb, _, rest = button.data.partition(":")
        if verb == "set":
            _, name, value = rest.split(":", 2)
            it.clock.forward(seconds=10)
            it.ask(data=button.data)
            assert name == "mute" or choices.now_is(it.chat(), name) == value


def test_a_switch_shows_what_is_and_a_press_turns_it(it):
    card = it.ask("/settings")
    pressed = it.ask(data=labelled(card, "有提示音"))
    assert it.chat().silent
    it.ask(data=labelled(pressed, "静音"))
    assert not it.chat().silent


def test_a_double_press_is_harmless(it):
    data = labelled(it.ask("/settings"), "不加标签")
    it.ask(data=data)
    it.ask(data=data)

    assert it.chat().tags


def test_how_the_morning_is_told_is_asked_only_where_there_is_a_night(it):
    assert not any("之后" in button.text for button in buttons(it.ask("/settings")))
    it.ask("/quiet 21:00-08:00")

    card = it.ask("/settings")
    assert any("之后：逐条" in button.text for button in buttons(card))
    assert "免打扰时段：21:00–08:00" in it.words("/settings")


def test_a_card_of_one_choice_stays_that(it):
    card = it.ask("/digest")
    assert {button.data.split(":")[0] for button in buttons(card)} == {"set", "done"}

    pressed = it.ask(data=labelled(card, "08:00 18:00"))

    assert it.chat().digest == ("08:00", "18:00")
    assert "下一次：18:00" in "".join(span.text for span in pressed.spans)
    assert len(pressed.buttons) == len(card.buttons)


@pytest.mark.parametrize(
    "data",
    ["set:", "set:all", "set:all:look", "set:all:look:huge", "set:x:zone:UTC", "set:all:filter:x", "set:::", "#1:set"],
)
def test_forged_choices_change_nothing(it, data):
    it.ask(data=data)

    with it.db.reading() as tx:
        assert chats.of_all(tx) == []


def test_done_leaves_the_settings_without_buttons(it):
    reply = it.ask(data="done")

    assert reply.instead
    assert reply.buttons == ()
    assert "样式" in "".join(span.text for span in reply.spans)


def test_a_chat_of_the_config_is_told_who_has_the_last_word(it):
    with it.db.transaction() as tx:
        chats.sync(tx, [chats.Wanted(name="team", channel="telegram", id="7")], it.clock())

    assert "配置文件" in it.words("/settings")


def configured(it: Talking, **settings: object) -> None:
    """The chat's table in the config says this."""
    wanted = chats.Wanted(name="team", channel="telegram", id="7", settings=settings, usual={"language": "zh"})
    with it.db.transaction() as tx:
        chats.sync(tx, [wanted], it.clock())


@pytest.mark.parametrize(
    "asked",
    [
        *("/filter off", "/filter 第3", "/filter", "/urgent off", "/urgent 停课", "/quiet off", "/quiet 21:00-07:00"),
        *("/digest off", "/language en", "/look card", "/quiet", "/look"),
    ],
)
def test_a_change_that_the_config_will_undo_says_so(it, asked):
    names = {"filter": "招生", "urgent": "停电", "quiet": "01:00-02:00", "digest": ("08:00",)}
    configured(it, **names, language="zh", look="line")

    assert "配置文件" in it.words(asked) or "in the config file" in it.words(asked)
    assert "配置文件" in it.words(asked) or "in the config file" in it.words(asked)  # the second time, too


@pytest.mark.parametrize("asked", ["/filter off", "/filter 第3", "/quiet off", "/language en", "/mute 3d", "/mute"])
def test_a_change_that_the_config_leaves_alone_says_nothing_of_it(it, asked):
    configured(it, look="line")

    assert "config" not in it.words(asked)
    assert "配置" not in it.words(asked)


@pytest.mark.parametrize(
    ("asked", "undone"),
    [
        *[(asked, False) for asked in ("/digest 08:00", "/digest off", "/quiet 22:00-07:00", "/digest", "/quiet")],
        *[(asked, True) for asked in ("/digest 08:00 UTC", "/quiet 22:00-07:00 UTC", "/quiet off")],
    ],
)
def test_only_what_was_chosen_just_now_is_what_the_config_undoes(it, asked, undone):
    configured(it, zone=ZoneInfo("Europe/Berlin"), **({"quiet_as": "digest"} if asked == "/quiet off" else {}))

    assert ("配置文件" in it.words(asked)) == undone


def test_a_rule_only_tried_is_nothing_that_the_config_undoes(it):
    configured(it, filter="招生")

    assert "配置" not in it.words("/filter 试 第3")


def test_by_button_a_change_that_the_config_will_undo_says_so(it):
    configured(it, quiet="01:00-02:00")

    pressed = it.ask(data=labelled(it.ask("/quiet"), "不设免打扰"))

    assert "配置文件" in "".join(span.text for span in pressed.spans)


def test_a_chat_that_left_the_config_is_told_of_it_no_more(it):
    configured(it, filter="招生")
    with it.db.transaction() as tx:
        chats.sync(tx, [], it.clock())

    assert it.words("/filter off") == "过滤已取消，从现在起全部都发。"


def test_cards_speak_english(it):
    it.ask("/language en")

    assert "Look: Card" in it.words("/settings")
    assert "Mute 3 d" in [button.text for button in buttons(it.ask("/settings"))]
    assert it.words("/mute 2h") == "Muted until 14:00."


def test_both_languages_have_the_same_words():
    assert zh.WORDS.keys() == en.WORDS.keys()
    assert {key: zh.WORDS[key].count("{") for key in zh.WORDS} == {key: en.WORDS[key].count("{") for key in en.WORDS}


def test_subscribing_ends_at_a_hundred(sqlite_db):
    many = [source(f"s{n}", title=f"来源{n:03}") for n in range(101)]
    with talking(sqlite_db, *many) as it:
        it.ask("/subscribe " + " ".join(each.name for each in many))

        assert len(it.wanted()) == 100
        assert "最多 100 个" in it.words(f"/subscribe {next(iter(set(it.sources) - set(it.wanted())))}")


# a channel or group from a private chat


@pytest.fixture
def channel(it: Talking) -> Talking:
    it.places = {"-300": Standing(chat="-300", title="公告", kind="channel", admin=True)}
    it.places["@notices"] = it.places["-300"]
    it.places["-400"] = Standing(chat="-400", title="别人的", kind="channel")
    it.places["66"] = Standing(chat="66", title="Wang", kind="private")
    return it


def test_a_channel_that_the_config_calls_by_its_name_is_the_same_chat(channel):
    channel.places["-300"] = dataclasses.replace(channel.places["-300"], name="@Notices")
    with channel.db.transaction() as tx:
        chats.sync(tx, [chats.Wanted(name="board", channel="telegram", id="@notices")], NOON)

    channel.ask("/subscribe sports", chat="-300", name="@Notices", kind="channel")
    channel.ask("/manage -300 /look line")
    channel.ask(change="removed", chat="-300", name="@Notices", kind="channel")

    with channel.db.reading() as tx:
        [board] = chats.of_all(tx)
    assert (board.id, board.look, board.suspended is not None) == ("@notices", "line", True)
    assert channel.wanted("@notices") == ["sports"]


@pytest.mark.parametrize(
    "place",
    [
        "-300",
        "@notices",
        "notices",
        "https://t.me/notices",
        "t.me/notices/",
        "https://t.me/notices/12?single",
        "t.me/s/notices",
    ],
)
def test_a_channel_is_managed_from_a_private_chat(channel, place):
    said = channel.words(f"/manage {place} /subscribe sports")

    assert said.startswith("【公告】\n已订阅：青石体育")
    assert channel.wanted("-300") == ["sports"]
    assert channel.chat("-300").kind == "channel"


def test_the_settings_card_of_a_channel_changes_the_channel(channel):
    card = channel.ask("/manage @notices")
    assert "".join(span.text for span in card.spans).startswith("【公告】\n设置\n")
    assert all(len(button.data.encode()) <= 64 for button in buttons(card))

    pressed = channel.ask(data=labelled(card, "一行"))

    assert channel.chat("-300").look == "line"
    assert labelled(pressed, "全文").startswith("#")
    with channel.db.reading() as tx:
        assert [chat.id for chat in chats.of_all(tx)] == ["-300"]


def test_the_link_of_a_message_means_its_chat(channel):
    channel.places["-1001234567890"] = channel.places["-300"]

    assert channel.words("/manage https://t.me/c/1234567890/55 /list").startswith("【公告】")


def test_a_forwarded_post_means_its_channel(channel):
    assert channel.words("招生章程", forwarded="-300").startswith("【公告】\n设置")


def test_he_who_is_no_admin_any_more_is_refused_at_the_next_press(channel):
    card = channel.ask("/manage @notices")
    channel.places["-300"] = dataclasses.replace(channel.places["-300"], admin=False)

    pressed = channel.ask(data=labelled(card, "一行"))

    assert pressed == Reply(toast=zh.WORDS["admins_there"])
    assert channel.chat("-300").look == "card"


@pytest.mark.parametrize("place", ["-400", "66", "@nobody", "-999"])
def test_strangers_manage_nothing(channel, place):
    said = channel.words(f"/manage {place} /subscribe sports")

    assert said in (zh.WORDS["admins_there"], zh.WORDS["no_such_chat"])
    with channel.db.reading() as tx:
        assert chats.of_all(tx) == []


@pytest.mark.parametrize(
    "data", ["#1:set:all:look:line", "#x:set:all:look:line", "#:a", "#99999999999999999999:a", "#"]
)
def test_a_button_cannot_name_a_chat_of_others(channel, data):
    channel.ask("/start", chat="-400", kind="channel")

    pressed = channel.ask(data=data)

    assert pressed.toast in (zh.WORDS["admins_there"], zh.WORDS["no_such_chat"])
    assert channel.chat("-400").look == "card"


def test_managing_is_for_private_chats_only(channel):
    assert channel.words("/manage @notices", chat="-100", kind="supergroup") == "请私下对我说这个。"
    assert channel.words("/manage").startswith("在这里管理频道或群")
    assert channel.words("/manage @notices /manage @notices").startswith("【公告】\n设置")


# the bot's admins


@pytest.mark.parametrize(
    "asked", ["/status", "/sources", "/poll sports", "/pause all", "/resume all", "/approve sports"]
)
def test_only_the_bots_admins_order_it_about(it, asked):
    assert it.words(asked) == it.words(asked, chat="-100", kind="supergroup") == "这个命令只给机器人的管理员。"
    assert it.words(asked, user=None, chat="-300", kind="channel") == "这个命令只给机器人的管理员。"


def test_status_and_sources(it):
    it.ask("/subscribe sports")
    tell(it, "31")

    said = it.words("/status", user="99")
    assert "• 青石体育（sports）新加的，还没有成功过，马上检查，待发 1\n" in said
    assert said.endswith("聊天 1 个，停用 0 个；待发 1，扣下 0，放弃 0。")
    assert "青石体育（sports）31 篇，新加的，还没有成功过" in it.words("/sources", user="99")


def test_a_paused_source_is_not_said_to_be_polled(it):
    it.ask("/pause sports", user="99")

    assert it.words("/poll 体育", user="99") == "青石体育 已暂停，不会检查。先恢复：/resume sports"


def test_a_filter_that_lets_nothing_through_says_so(it):
    it.ask("/subscribe sports")

    said = it.words("/filter 不存在的词")

    assert "最近 30 篇中有 0 篇符合。\n注意：一篇都没有！" in said
    assert "✕ 不含“不存在的词”：30 篇" in said
    assert "注意" not in it.words("/filter 试一下 第1条、第2条")
    assert it.chat().filter == "不存在的词"


def test_a_source_is_polled_at_the_next_tick(it):
    from feeds.keep import states

    with it.db.transaction() as tx:
        states.change(tx, "sports", next_poll=NOON + timedelta(hours=5))
    assert "5 小时后再检查" in it.words("/status", user="99")

    assert it.words("/poll 体育", user="99") == "几秒内检查：青石体育"

    with it.db.reading() as tx:
        assert states.get(tx, "sports").next_poll == NOON
    assert "哪个来源" in it.words("/poll", user="99")
    assert "没有这个来源" in it.words("/poll mars", user="99")


def test_a_source_a_chat_and_everything_are_paused_and_resumed(it):
    from feeds.keep import states

    it.ask("/subscribe sports", chat="-100", kind="supergroup")
    assert it.words("/pause sports", user="99") == "已暂停：青石体育"
    assert it.words("/pause -100", user="99") == "已暂停：Li"
    with it.db.reading() as tx:
        assert (states.get(tx, "sports").paused, states.get(tx, "news").paused) == (True, False)
    assert it.chat("-100").paused
    assert it.words("/resume Li", user="99") == "已恢复：Li"
    assert not it.chat("-100").paused
    it.ask("/pause -100", user="99")
    assert "已暂停" in it.words("/status", user="99")

    it.ask("/resume all", user="99")
    assert not it.chat("-100").paused
    with it.db.reading() as tx:
        assert not states.get(tx, "sports").paused

    it.ask("/pause", user="99", chat="-100", kind="supergroup")
    assert it.chat("-100").paused


def owed(it: Talking) -> list[tuple[str, str, str | None]]:
    """(source, state, reason) of all that chat 7 is owed."""
    with it.db.reading() as tx:
        rows = standings.of_chat(tx, it.chat().number)
    return [(row["source"], row["state"], row["reason"]) for row in reversed(rows)]


@pytest.mark.parametrize("how", ["/unsubscribe sports", "/unsubscribe all", "off:sports:0", "drop:sports"])
def test_who_unsubscribes_does_not_get_what_waits(it, how):
    it.ask("/subscribe sports")
    it.ask("/digest 18:00")
    tell(it, "900")

    it.ask(**{"text" if how.startswith("/") else "data": how})

    assert owed(it) == [("sports", "filtered", "the chat unsubscribed before it was sent")]
    assert "没有发：发送前已退订" in it.words("/why")


def test_who_subscribes_again_gets_what_was_not_sent(it):
    it.ask("/subscribe sports")
    it.ask("/digest 18:00")
    tell(it, "900")

    it.ask(data="off:sports:0")
    it.ask(data="on:sports:0")

    assert owed(it) == [("sports", "pending", None)]
    assert "18:00" in it.words("/why")


def test_what_another_subscription_has_too_goes_as_its(it):
    it.ask("/subscribe sports news")
    it.ask("/digest 18:00")
    tell(it, "900")
    tell(it, "900", name="news")

    it.ask("/unsubscribe sports")
    assert [(source, state) for source, state, _ in owed(it)] == [("sports", "filtered"), ("news", "pending")]
    assert "18:00" in it.words("/why")
    it.ask("/subscribe sports")
    assert [(source, state) for source, state, _ in owed(it)] == [("sports", "filtered"), ("news", "pending")]


def test_the_topics_of_a_group_are_paused_one_by_one(it):
    for topic in (None, 7, 8):
        it.ask("/subscribe sports", chat="-2001", kind="supergroup", topic=topic, title="论坛群")

    several = "有 3 个聊天叫“论坛群”，请用编号：-2001, -2001/7, -2001/8。"
    assert it.words("/pause 论坛群", user="99") == several
    assert it.words("/pause -2001/7", user="99") == "已暂停：论坛群 (-2001/7)"
    assert [it.chat("-2001", topic).paused for topic in (None, 7, 8)] == [False, True, False]
    assert it.words("/pause -2001", user="99") == "已暂停：论坛群 (-2001)"
    assert it.words("/resume -2001/7", user="99") == "已恢复：论坛群 (-2001/7)"
    assert [it.chat("-2001", topic).paused for topic in (None, 7, 8)] == [True, False, False]


def test_a_source_in_trouble_is_told_in_the_chats_language_and_what_to_do(it):
    from feeds.keep import states

    with it.db.transaction() as tx:
        states.change(tx, "sports", state="unreachable", reason="http://s.example/: the site answered 503", failures=3)
        states.change(tx, "news", state="suspect", reason="4 items, usually 12 (http://n.example/)")

    said = it.words("/status", user="99")
    assert "• 青石体育（sports）无法访问，还没有成功过，马上检查\n   http://s.example/：该网站返回 503\n" in said
    assert "• 青石要闻 <校级>（news）页面可疑，" in said
    assert (
        "\n   只有 4 条，平时 12 条（http://n.example/）"
        "\n   收下但不推送：/approve news；收下并推送：/approve news announce\n" in said
    )

    it.ask("/language en", user="99")
    assert (
        "\n   4 items, usually 12 (http://n.example/)"
        "\n   take it quietly: /approve news, and tell the chats: /approve news announce\n"
        in it.words("/status", user="99")
    )


def test_help_shows_what_one_may_say(it):
    assert "/status" not in it.words("/help")
    assert "/status" in it.words("/help", user="99")
    assert "/manage" in it.words("/help")
    assert "/manage" not in it.words("/help", chat="-100", kind="supergroup")


def test_a_name_that_is_none_is_answered_with_where_to_look(it):
    assert it.words("/pause mars", user="99") == "没有这个来源或聊天：mars。用 /sources 看看有哪些。"
    assert it.words("/poll sport", user="99") == "没有这个来源：sport。是不是：sports？"
    assert it.words("/latest mars") == "没有这个来源：mars。用 /subscribe 看看有哪些。"


@pytest.mark.parametrize(("asked", "how"), [("/approve sports", "quiet"), ("/approve 青石体育 announce", "announce")])
def test_what_is_held_is_approved(it, asked, how):
    from feeds.keep import states

    assert "没有什么要批准的" in it.words(asked, user="99")
    with it.db.transaction() as tx:
        states.change(tx, "sports", state="suspect")

    it.ask(asked, user="99")

    with it.db.reading() as tx:
        assert states.get(tx, "sports").approved == how


def test_the_menu_shows_everybody_what_he_may_say(it):
    menu = it.talk.menu
    assert {scope for scope, _ in menu} == {"", "admins", "private", "99"}
    names = {key: {name for name, _ in listed} for key, listed in menu.items()}
    assert "status" in names["99", ""]
    assert "status" not in names["private", "zh"]
    assert "manage" in names["private", ""]
    assert "manage" not in names["admins", ""]
    assert {"subscribe", "settings"} & names["", "zh"] == set()
    assert {"list", "latest", "search", "why", "help"} <= names["", "zh"]
    for listed in menu.values():
        assert all(1 <= len(what) <= 256 for _, what in listed)


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
