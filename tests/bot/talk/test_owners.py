"""What the bot's own admins may say: how all stands, poll, pause, approve; and what others see of it."""

from datetime import timedelta

import pytest
from builders import NOON
from talking import tell

from feeds.keep import states


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


def test_a_source_is_polled_at_the_next_tick(it):
    with it.db.transaction() as tx:
        states.change(tx, "sports", next_poll=NOON + timedelta(hours=5))
    assert "5 小时后再检查" in it.words("/status", user="99")

    assert it.words("/poll 体育", user="99") == "几秒内检查：青石体育"

    with it.db.reading() as tx:
        assert states.get(tx, "sports").next_poll == NOON
    assert "哪个来源" in it.words("/poll", user="99")
    assert "没有这个来源" in it.words("/poll mars", user="99")


def test_a_source_a_chat_and_everything_are_paused_and_resumed(it):
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
