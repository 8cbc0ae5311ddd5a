"""What each command answers and does, without any service."""

import pytest
from builders import source
from talking import NEWS, talking

from bot.chats import chats
from bot.model import Reply, Standing
from feeds.errors import StoreError


def labels(reply: Reply | None) -> list[str]:
    assert reply
    return [button.text for row in reply.buttons for button in row]


def test_start_greets_and_prints_the_chats_id_to_copy(it):
    reply = it.ask("/start", chat="-100", topic=5, kind="supergroup")

    assert reply
    assert [span.text for span in reply.spans if span.code] == ["-100", "5"]
    assert labels(reply) == ["选择来源"]


def test_on_both_databases_a_chat_changes_what_it_gets(db):
    with talking(db) as it:
        assert it.words("/subscribe sports news").startswith("已订阅：青石体育\n已订阅：青石要闻")
        assert it.words("/subscribe sports").startswith("早已订阅：青石体育")
        assert it.words("/latest 3").startswith("最新文章：\n")
        assert it.words("/unsubscribe 体育") == "已退订：青石体育\n"
        assert it.wanted() == ["news"]
        it.ask(change="removed")
        assert it.suspended()
        it.ask(moved_to="8")
        assert it.wanted("8") == ["news"]


def test_start_by_link_subscribes(it):
    assert "已订阅：青石体育" in it.words("/start sports")
    assert it.wanted() == ["sports"]


def test_start_by_link_subscribes_no_group_for_a_member(it):
    it.words("/start sports", chat="-100", kind="supergroup", admin=False)

    assert it.wanted("-100") == []


def test_start_takes_up_a_suspended_chat_with_its_subscriptions(it):
    it.ask("/subscribe sports")
    it.ask(change="removed")
    assert it.suspended()

    it.ask("/start")

    assert it.suspended() is None
    assert it.wanted() == ["sports"]
    assert it.changed == 3


@pytest.mark.parametrize("word", ["sports", "Sports", "青石体育", "体育", "「青石体育」", "青石體育", "ｓｐｏｒｔｓ"])
def test_a_source_is_found_by_name_title_or_a_part_of_it(it, word):
    assert it.words(f"/subscribe {word}").startswith("已订阅：青石体育\n")
    assert it.wanted() == ["sports"]


def test_a_title_with_blanks_is_one_source(it):
    it.words("/subscribe 青石要闻 <校级>")

    assert it.wanted() == ["news"]


def test_several_sources_at_once(it):
    assert it.words("/subscribe sports news sports") == "已订阅：青石体育\n已订阅：青石要闻 <校级>\n"
    assert it.words("/unsubscribe 青石体育、plain").startswith("已退订：青石体育\n本来就没有订阅：plain")
    assert it.words("/subscribe 青石体育，news") == "已订阅：青石体育\n早已订阅：青石要闻 <校级>\n"
    assert it.wanted() == ["news", "sports"]


def test_subscribing_shows_what_came_last(it):
    assert it.words("/subscribe sports").endswith("\n最近一篇：第30条 <sports> (03-05)")


def test_subscribing_twice_says_so(it):
    it.ask("/subscribe sports")

    assert it.words("/subscribe sports").startswith("早已订阅：青石体育")


def test_an_unknown_source_helps(it):
    assert it.words("/subscribe sprots") == "没有这个来源：sprots。是不是：sports？"
    assert it.words("/subscribe SPROTS") == "没有这个来源：SPROTS。是不是：sports？"
    assert it.words("/subscribe 火星") == "没有这个来源：火星。用 /subscribe 看看有哪些。"
    assert it.wanted() == []


def test_a_part_that_two_titles_have_is_nobody(it):
    assert it.words("/subscribe 青石").startswith("没有这个来源")


def test_subscribing_by_buttons_ticks_and_unticks(it):
    card = it.ask("/subscribe")
    assert labels(card) == ["plain", "青石体育", "青石要闻 <校级>", "完成"]

    pressed = it.ask(data=card.buttons[1][0].data)
    assert (pressed.instead, pressed.toast) == (True, "已订阅：青石体育")
    assert labels(pressed)[1] == "✓ 青石体育"
    assert it.wanted() == ["sports"]

    again = it.ask(data=pressed.buttons[1][0].data)
    assert again.toast == "已退订：青石体育"
    assert it.wanted() == []


def test_a_press_that_is_heard_twice_after_a_crash_does_the_same_twice(it):
    card = it.ask("/subscribe")
    presses = [card.buttons[1][0].data, it.ask(data=card.buttons[1][0].data).buttons[1][0].data]

    for data, wanted in zip(presses, (["sports"], []), strict=True):
        replies = [it.ask(data=data) for _ in range(2)]
        assert replies[0] == replies[1]
        assert it.wanted() == wanted


def test_a_press_that_is_heard_twice_is_no_subscription_too_many(it, monkeypatch):
    monkeypatch.setattr("bot.talk.commands.subscribe.MOST", 1)
    card = it.ask("/subscribe")

    assert [it.ask(data=card.buttons[1][0].data).toast for _ in range(2)] == ["已订阅：青石体育"] * 2


def test_many_sources_are_pages_and_long_names_still_fit_a_button(sqlite_db):
    many = [source(f"{n:02}-" + "x" * 60, title=f"来源{n:02}") for n in range(20)]
    with talking(sqlite_db, *many) as it:
        first = it.ask("/subscribe")
        assert labels(first) == [f"来源{n:02}" for n in range(8)] + ["下一页 ›", "完成"]
        assert max(len(b.data.encode()) for row in first.buttons for b in row) <= 64

        second = it.ask(data=first.buttons[-1][0].data)
        assert labels(second)[-3:] == ["‹ 上一页", "下一页 ›", "完成"]

        third = it.ask(data=second.buttons[0][0].data)
        assert labels(third)[0] == "✓ 来源08"
        assert it.wanted() == [many[8].name]


def test_done_takes_the_buttons_away_and_lists(it):
    it.ask("/subscribe sports")

    reply = it.ask(data="close")

    assert reply.instead
    assert reply.buttons == ()
    assert "青石体育" in reply.spans[2].text


@pytest.mark.parametrize(
    "data",
    ["", "on:", "off:nobody:0", "on:x:y", "page:x", "page:99999", "drop:", "drop:sports", "what:now", ":" * 60],
)
def test_forged_buttons_do_nothing(it, data):
    it.ask(data=data)

    assert it.wanted() == []


def test_unsubscribing_from_several_is_done_for_all_or_for_none(it):
    it.ask("/subscribe sports news")

    assert it.words("/unsubscribe sports、nonsense").startswith("没有这个来源：nonsense")
    assert it.wanted() == ["news", "sports"]
    assert it.words("/unsubscribe sports、news、体育") == "已退订：青石体育\n已退订：青石要闻 <校级>\n"


def test_unsubscribing_by_name_by_button_and_all(it):
    it.ask("/subscribe sports news plain")

    assert it.words("/unsubscribe 体育") == "已退订：青石体育\n"
    reply = it.ask("/unsubscribe")
    assert labels(reply) == ["✕ 青石要闻 <校级>", "✕ plain"]
    assert it.ask(data=reply.buttons[0][0].data).toast == "已退订：青石要闻 <校级>"
    assert it.wanted() == ["plain"]
    assert it.words("/unsubscribe sports") == "本来就没有订阅：青石体育\n"
    assert it.words("/unsubscribe all") == "已全部退订。"
    assert it.wanted() == []


def test_a_source_that_left_the_config_can_still_be_dropped(it):
    it.ask("/subscribe sports news")
    it.sources = {"news": NEWS}

    assert "sports" in it.words("/list")
    assert it.words("/unsubscribe sports") == "已退订：sports\n"


def test_a_chat_of_the_config_is_told_who_has_the_last_word(it):
    with it.db.transaction() as tx:
        chats.sync(tx, [chats.Wanted(name="team", channel="telegram", id="7")], it.clock())
    it.ask("/subscribe sports")

    assert "配置文件" in it.words("/unsubscribe sports")


def test_a_chat_is_known_by_what_it_is_called_now(it):
    here = {"chat": "-1005", "kind": "supergroup"}
    it.ask("/subscribe sports", title="旧名", **here)
    it.ask("/list", title="新名 \u202e🎉", **here)
    it.places = {"-1005": Standing(chat="-1005", title="更新的名", kind="supergroup", admin=True)}

    assert it.chat("-1005").title == "新名 🎉"
    assert it.words("/pause 新名 🎉", user="99") == "已暂停：新名 🎉"
    assert it.words("/manage -1005 /list").startswith("【更新的名】")


def test_list_shows_titles_as_links_and_where_the_feeds_are(it):
    it.ask("/subscribe sports plain")

    reply = it.ask("/list")
    assert [(span.text, span.url) for span in reply.spans if span.url] == [
        ("plain", "http://plain.example/index.htm"),
        ("青石体育", "http://sports.example/index.htm"),
    ]
    assert it.words("/list").endswith("https://yaowen.example")


def test_list_of_nothing_says_how_to_begin(it):
    assert it.words("/list") == "这里还没有订阅。用 /subscribe 选择来源。"


@pytest.mark.parametrize(
    ("asked", "many", "first"),
    [
        ("/latest sports", 5, "第30条 <sports>"),
        ("/latest sports 3", 3, "第30条 <sports>"),
        ("/latest 体育 999999999", 20, "第30条 <sports>"),
        ("/latest sports 0", 1, "第30条 <sports>"),
        ("/latest 2", 2, "第100条 <news>"),
    ],
)
def test_latest_shows_the_newest_with_dates_and_links(it, asked, many, first):
    reply = it.ask(asked)

    links = [span for span in reply.spans if span.url]
    assert (len(links), links[0].text) == (many, first)
    assert links[0].url.startswith("http://else.example/")
    assert "03-05  " in it.words(asked)


def test_latest_without_a_source_is_of_what_the_chat_gets(it):
    it.ask("/subscribe news")

    assert it.words("/latest") == "青石要闻 <校级>\n03-05  第100条 <news>"


def test_latest_of_a_silent_source(it):
    assert it.words("/latest plain") == "还没有文章。"


def test_help_lists_the_commands_and_so_does_the_apps_menu(it):
    assert "/subscribe  订阅来源" in it.words("/help")
    assert [name for name, _ in it.talk.menu["", "zh"]][:4] == ["start", "list", "latest", "search"]
    assert [name for name, _ in it.talk.menu["admins", "zh"]][:3] == ["start", "subscribe", "unsubscribe"]
    assert dict(it.talk.menu["", ""])["list"] == "what this chat gets"


def test_english_apps_are_answered_in_english_from_then_on(it):
    assert it.words("/list", language="en-GB").startswith("There are no subscriptions")
    it.ask("/subscribe sports", language="en")

    assert it.words("/list", language="").startswith("Subscriptions here:")


def test_a_word_that_is_no_command_gets_help_in_private_only(it):
    assert "/latest" in it.words("你好")
    assert it.words("/fly").startswith("没有这个命令。")
    assert it.ask("/fly", chat="-100", kind="supergroup") is None
    assert it.ask("你好", chat="-100", kind="group") is None


def test_topics_of_one_group_have_subscriptions_of_their_own(it):
    it.ask("/subscribe sports", chat="-100", topic=5, kind="supergroup")
    it.ask("/subscribe news", chat="-100", topic=6, kind="supergroup")

    assert (it.wanted("-100", 5), it.wanted("-100", 6), it.wanted("-100")) == (["sports"], ["news"], [])


def test_being_added_to_a_group_is_greeted_and_to_a_channel_is_not(it):
    assert "大家好" in it.words(change="added", chat="-100", kind="supergroup", title="队")
    assert it.ask(change="added", chat="-300", kind="channel") is None
    assert it.ask(change="rights", chat="-100", kind="supergroup") is None


def test_being_removed_suspends_every_topic_and_coming_back_resumes(it):
    it.ask("/subscribe sports", chat="-100", kind="supergroup")
    it.ask("/subscribe sports", chat="-100", topic=5, kind="supergroup")

    it.ask(change="removed", chat="-100", kind="supergroup")
    with it.db.reading() as tx:
        assert all(chat.suspended for chat in chats.of_all(tx))

    it.ask(change="added", chat="-100", kind="supergroup")
    assert it.suspended("-100") is None
    assert it.wanted("-100", 5) == ["sports"]


def test_a_group_that_moves_keeps_everything(it):
    it.ask("/subscribe sports", chat="-100", kind="group")

    it.ask(chat="-100", kind="group", moved_to="-100200")

    assert it.wanted("-100200") == ["sports"]


def test_a_flood_is_not_answered_until_it_is_over(it):
    answered = [it.words("/help") for _ in range(30)]
    assert set(answered[:20]) == {answered[0]}
    assert answered[20:] == ["说得太快了，请过一分钟再试。"] + [""] * 9
    assert it.ask(data="page:0", user="9").toast == ""
    assert [it.words("/roll", user="5", chat="-100", kind="supergroup") for _ in range(30)] == [
        ""
    ] * 30  # another bot's
    presses = [it.ask(data="page:0", user="9") for _ in range(25)]
    assert [each.toast for each in presses if each][19:] == ["说得太快了，请过一分钟再试。"]
    assert it.ask("/help", user="8") is not None

    it.clock.forward(seconds=61)
    assert it.ask("/help") is not None


def test_without_sources_there_is_nothing_to_pick(it):
    it.sources = {}

    assert it.words("/subscribe") == "配置里还没有任何来源。"
    assert it.words("/latest") == "还没有文章。"


def test_a_busy_database_is_a_polite_answer(it, monkeypatch):
    def locked() -> None:
        raise StoreError("locked")

    monkeypatch.setattr(it.db, "transaction", locked)

    assert it.words("/list") == "现在有点忙，请稍后再试。"
