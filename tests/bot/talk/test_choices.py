"""What a chat chooses by command and by button, and what it is told."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from builders import NOON
from talking import Talking, buttons, labelled, tell

from bot.chats import chats
from bot.talk import choices, en, zh
from bot.talk.moments import span


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
