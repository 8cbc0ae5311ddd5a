"""A channel or group, managed from a private chat."""

import dataclasses

import pytest
from builders import NOON
from talking import Talking, buttons, labelled

from bot.chats import chats
from bot.model import Reply, Standing
from bot.talk import zh


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
