"""The look of messages: what compose.py makes of an entry, and its plain form."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.model import Chat, Message
from bot.tell import compose as look
from bot.tell.compose import compose, plain
from bot.tell.cut import cells
from feeds.model import Attachment, ChangeKind, Entry, Precision

NOW = datetime(2026, 3, 6, 1, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")
CHAT = Chat(channel="console", id="newsroom")


def entry(**wanted: object) -> Entry:
    plain_entry = Entry(
        number=7,
        tag="tag:yaowen.example,2026:shanzhi/82033",
        source="shanzhi",
        key="82033",
        title="青石学院举行春季运动会",
        url="http://www.qingshi.example/info/1071/82033.htm",
        summary="3月5日，青石学院春季运动会在田径场开幕。全院师生参加。",
        html="<p>…</p>",
        text="3月5日，青石学院春季运动会在田径场开幕。\n全院师生参加。\n比赛共设十二个项目。",
        published=datetime(2026, 3, 5, 1, 30, tzinfo=UTC),
        precision=Precision.MINUTE,
        first_seen=NOW,
        updated=NOW,
    )
    return replace(plain_entry, **wanted)


def composed(chat: Chat = CHAT, kind: ChangeKind = ChangeKind.NEW, **wanted: object) -> Message:
    return compose(entry(**wanted), chat, source_title="青石要闻", kind=kind, now=NOW)


def test_a_card_says_title_source_date_summary_and_address():
    said = plain(composed())

    assert said == (
        "青石学院举行春季运动会\n青石要闻 · 03-05 09:30\n\n"
        "3月5日，青石学院春季运动会在田径场开幕。全院师生参加。\n\n"
        "http://www.qingshi.example/info/1071/82033.htm"
    )


def test_a_line_says_title_source_date_and_address_only():
    said = plain(composed(replace(CHAT, look="line")))

    assert said == "青石学院举行春季运动会 · 青石要闻 · 03-05 09:30\nhttp://www.qingshi.example/info/1071/82033.htm"


def test_the_full_look_has_the_whole_text():
    said = plain(composed(replace(CHAT, look="full")))

    assert "比赛共设十二个项目。" in said


def test_an_unknown_look_is_a_card():
    assert composed(replace(CHAT, look="poster")).look == "card"


@pytest.mark.parametrize(
    ("published", "precision", "zone", "shown"),
    [
        (datetime(2026, 3, 5, 1, 30, tzinfo=UTC), Precision.MINUTE, CHAT.zone, "03-05 09:30"),
        (datetime(2026, 3, 5, 1, 30, tzinfo=UTC), Precision.MINUTE, BERLIN, "03-05 02:30"),
        (datetime(2026, 3, 5, 1, 30, 9, tzinfo=UTC), Precision.SECOND, CHAT.zone, "03-05 09:30"),
        (datetime(2026, 3, 4, 16, tzinfo=UTC), Precision.DAY, CHAT.zone, "03-05"),
        (datetime(2026, 3, 4, 16, tzinfo=UTC), Precision.DAY, BERLIN, "03-05"),
        (datetime(2025, 12, 31, 15, 59, tzinfo=UTC), Precision.MINUTE, CHAT.zone, "2025-12-31 23:59"),
        (datetime(2025, 12, 31, 16, 0, tzinfo=UTC), Precision.DAY, CHAT.zone, "01-01"),
        (datetime(2026, 3, 5, 1, 30, tzinfo=UTC), None, CHAT.zone, ""),
    ],
)
def test_dates_are_as_people_read_them(published, precision, zone, shown):
    assert composed(replace(CHAT, zone=zone), published=published, precision=precision).date == shown


@pytest.mark.parametrize(("title", "source"), [("مەكتىپىمىزدە يىغىن ئېچىلدى", "要闻"), ("开会", "خەۋەرلەر")])
def test_a_date_is_not_turned_round_by_arabic_letters_before_it(title, source):
    """A screen shows 05-03 there, as the letters before it decide the order of its numbers."""
    message = compose(entry(title=title), CHAT, source_title=source, kind=ChangeKind.NEW, now=NOW)

    assert message.date == "\u200e03-05 09:30"
    assert look.digest([composed(), message], CHAT, NOW).date == "\u200e03-06 09:00"
    assert look.digest([composed()], CHAT, NOW).date == "03-06 09:00"


@pytest.mark.parametrize(
    ("summary", "left"),
    [
        ("青石学院举行春季运动会。全院师生参加。", "全院师生参加。"),
        ("青石学院举行春季运动会\n全院师生参加。", "全院师生参加。"),
        ("青石学院，举行“春季运动会”", ""),
        ("青石学院举行春季运动会", ""),
        ("春季运动会", ""),
        ("青石学院举行春季运动会，全院师生参加。", "青石学院举行春季运动会，全院师生参加。"),
        ("全院师生参加。", "全院师生参加。"),
        ("", ""),
    ],
)
def test_the_summary_never_says_the_title_again(summary, left):
    assert composed(summary=summary).summary == left


def test_a_correction_and_a_withdrawal_say_so_in_the_chats_language():
    english = replace(CHAT, language="en")

    assert composed(kind=ChangeKind.CHANGED).note == "已更正"
    assert composed(kind=ChangeKind.WITHDRAWN).note == "已撤回"
    assert composed(english, ChangeKind.CHANGED).note == "Corrected"
    assert composed(english, ChangeKind.WITHDRAWN).note == "Withdrawn"
    assert plain(composed(kind=ChangeKind.CHANGED)).startswith("【已更正】青石学院")


def test_what_was_withdrawn_is_named_and_no_more_told():
    said = plain(composed(replace(CHAT, look="full"), ChangeKind.WITHDRAWN))

    assert said == (
        "【已撤回】青石学院举行春季运动会\n青石要闻 · 03-05 09:30\n\nhttp://www.qingshi.example/info/1071/82033.htm"
    )


def test_hidden_signs_that_turn_or_hide_text_are_gone():
    message = composed(title="工资\u202egnp.exe\u200b表\x1b[31m\n二\ufeff")

    assert message.title == "工资gnp.exe表[31m 二"


def test_joined_emoji_stay_joined():
    assert composed(title="一家人👨\u200d👩\u200d👧").title == "一家人👨\u200d👩\u200d👧"


@pytest.mark.parametrize("word", ["می\u200cخواهم", "ශ්\u200dරී ලංකා", "क्\u200dष", "ᠴᠠᠭ\u180eᠠ"])
def test_what_joins_or_parts_the_letters_of_a_word_stays(word):
    assert composed(title=word).title == word


def test_what_would_join_letters_hides_nowhere_else():
    assert composed(title="a\u200cb\u200dc\u180e 工\u200c资 می\u200c\u200c\u200bخ").title == "abc 工资 می\u200cخ"


def test_an_entry_without_a_title_shows_its_address():
    assert composed(title="\u200b ").title == "http://www.qingshi.example/info/1071/82033.htm"


def test_only_addresses_a_person_can_follow_are_given_on():
    message = composed(
        url="javascript:alert(1)",
        images=("data:image/png;base64,AA==", "http://www.qingshi.example/a.jpg"),
        attachments=(
            Attachment(name="表\n格.xls", url="http://www.qingshi.example/a.xls"),
            Attachment(name="坏", url="file:///etc/passwd"),
            Attachment(name="", url="http://www.qingshi.example/b.pdf"),
        ),
    )

    assert message.url == ""
    assert message.image == "http://www.qingshi.example/a.jpg"
    assert [(file.name, file.url.rpartition("/")[2]) for file in message.attachments] == [
        ("表 格.xls", "a.xls"),
        ("b.pdf", "b.pdf"),
    ]


def test_many_attachments_are_counted_not_listed():
    many = tuple(Attachment(name=f"附件{n}.pdf", url=f"http://www.qingshi.example/{n}.pdf") for n in range(30))

    said = plain(composed(attachments=many))

    assert "附件9.pdf" in said
    assert "附件10.pdf" not in said
    assert "共 30 个附件" in said


def test_plain_text_keeps_to_a_width_in_columns():
    said = plain(composed(summary="学院“双高”建设（一期）推进会，" * 20), width=40)

    lines = [line for line in said.splitlines() if not line.startswith("http")]
    assert max(map(cells, lines)) <= 40
    assert not any(line.startswith(("，", "”", "）")) for line in lines)
    assert not any(line.endswith(("“", "（")) for line in lines)


def test_machines_get_the_entry_as_it_is():
    data = composed(title="  a\n").data

    assert data["id"] == "tag:yaowen.example,2026:shanzhi/82033"
    assert data["title"] == "  a\n"
    assert data["published"] == "2026-03-05T01:30:00+00:00"
    assert data["revision"] == 1


def test_a_chat_chooses_hashtags_and_pictures():
    message = composed(replace(CHAT, tags=True, picture="photo"))

    assert (message.tags, message.picture) == (("青石要闻",), "photo")
    assert composed().tags == ()


def test_the_test_message_speaks_the_chats_language():
    assert look.test_message(CHAT, NOW).title == "测试消息"
    assert look.test_message(replace(CHAT, language="en"), NOW).title == "Test message"
    assert look.test_message(CHAT, NOW).kind is None
