"""Telegram's form of a message: readable, escaped, and within Telegram's limits whatever the article says."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegrammarkup import parse, units

from bot.model import Chat, Message
from bot.tell.compose import compose
from bot.tell.telegram_html import telegram_html
from feeds.model import Attachment, ChangeKind, Entry, Precision

NOW = datetime(2026, 3, 6, 1, tzinfo=UTC)
CARD = Message(
    kind=ChangeKind.NEW,
    title="青石学院举行春季运动会",
    source="青石要闻",
    date="03-05 09:30",
    summary="3月5日，青石学院春季运动会在田径场开幕。",
    url="http://www.qingshi.example/info/1071/82033.htm",
)


def test_a_card_is_title_source_date_and_summary():
    shown = telegram_html(CARD)

    assert shown == (
        "<b>青石学院举行春季运动会</b>\n青石要闻 · 03-05 09:30\n\n3月5日，青石学院春季运动会在田径场开幕。"
    )


def test_a_line_is_one_line_with_a_link():
    shown = telegram_html(replace(CARD, look="line"))

    assert shown == (
        '<a href="http://www.qingshi.example/info/1071/82033.htm">青石学院举行春季运动会</a> · 青石要闻 · 03-05 09:30'
    )


def test_a_title_cannot_smuggle_in_markup():
    shown = telegram_html(replace(CARD, title='<a href="http://evil.example">*_[点我]</a> & <b>', source="<s>"))

    parsed = parse(shown)
    assert parsed.text.startswith('<a href="http://evil.example">*_[点我]</a> & <b>\n<s> · 03-05')
    assert [entity.type for entity in parsed.entities] == ["bold"]


def test_nobody_on_telegram_is_called_by_a_name_in_the_news():
    """Telegram makes a mention of every @name that it finds in a text, by itself."""
    named = replace(CARD, title="@durov 到访", source="@news", summary="见 @team、a@b.example", look="card")

    for shown in (named, replace(named, look="line"), replace(CARD, items=(named,))):
        assert not re.search(r"(?<![A-Za-z0-9_])@[A-Za-z]", parse(telegram_html(shown)).text)
    assert "见 @\u2060team、a@b.example" in parse(telegram_html(named)).text


def test_an_address_cannot_leave_its_attribute():
    shown = telegram_html(replace(CARD, look="line", url="http://a.example/?a=\"><b>x</b>&lt;'"))

    [entity] = parse(shown).entities
    assert entity.url == "http://a.example/?a=\"><b>x</b>&lt;'"


def test_a_long_body_is_folded_and_cut_at_a_sentence():
    shown = telegram_html(replace(CARD, look="full", text="全院师生参加了比赛，共设十二个项目。" * 400))

    parsed = parse(shown)
    assert units(parsed.text) <= 4096
    assert parsed.text.endswith("。…")
    assert parsed.entities[-1].type == "expandable_blockquote"


def test_a_body_without_sentences_is_cut_too():
    shown = parse(telegram_html(replace(CARD, look="full", text="赛" * 9000))).text

    assert 4000 < units(shown) <= 4096
    assert shown.endswith("赛…")


def test_emoji_count_two_and_are_never_halved():
    shown = parse(telegram_html(replace(CARD, look="full", text="👩\u200d🔬" * 3000))).text

    assert 4000 < units(shown) <= 4096
    assert shown.endswith("👩\u200d🔬…")


def test_attachments_are_links_and_strangers_show_their_host():
    files = (
        Attachment(name="日程<1>.pdf", url="http://www.qingshi.example/a.pdf?x=1&y=2"),
        Attachment(name="报名表.doc", url="http://files.example/b.doc"),
    )

    parsed = parse(telegram_html(replace(CARD, attachments=files)))
    assert parsed.text.endswith("📎 日程<1>.pdf\n📎 报名表.doc (files.example)")
    assert [e.url for e in parsed.entities if e.type == "text_link"] == [file.url for file in files]


def test_many_attachments_are_counted():
    files = tuple(Attachment(name=f"{n}.pdf", url=f"http://www.qingshi.example/{n}.pdf") for n in range(300))

    parsed = parse(telegram_html(replace(CARD, attachments=files)))
    assert parsed.text.endswith("📎 9.pdf\n共 300 个附件")
    assert len(parsed.entities) <= 100


def test_what_was_withdrawn_is_struck_through():
    gone = replace(CARD, kind=ChangeKind.WITHDRAWN, note="已撤回")

    assert telegram_html(gone).startswith("<s>青石学院举行春季运动会</s>\n<b>已撤回</b> · 青石要闻 · 03-05 09:30")
    assert "<s>青石学院举行春季运动会</s>" in telegram_html(replace(gone, look="line"))


def test_a_correction_says_so():
    assert "\n<b>已更正</b> · 青石要闻" in telegram_html(replace(CARD, kind=ChangeKind.CHANGED, note="已更正"))


def test_hashtags_are_one_word_each():
    assert telegram_html(replace(CARD, tags=("青石 要闻", "<x>"))).endswith("\n\n#青石要闻 #x")
    assert telegram_html(replace(CARD, tags=("आज समाचार", "ข่าว"))).endswith("\n\n#आजसमाचार #ข่าว")


def test_a_digest_is_a_line_an_entry():
    items = (CARD, replace(CARD, title="<b>第二条", date="03-06", url="http://a.example/2"))

    shown = telegram_html(Message(kind=ChangeKind.NEW, title="2 条要闻", date="03-06 07:00", items=items))

    assert parse(shown).text == (
        "2 条要闻 · 青石要闻 · 03-06 07:00\n▪ 青石学院举行春季运动会 · 03-05 09:30\n▪ <b>第二条 · 03-06"
    )
    assert [entity.url for entity in parse(shown).entities if entity.url] == [item.url for item in items]


def test_a_digest_of_several_sources_names_each():
    items = (CARD, replace(CARD, title="第二条", source="通知公告", date=""))

    shown = telegram_html(Message(kind=ChangeKind.NEW, title="2 条要闻", date="03-06 07:00", items=items))

    assert parse(shown).text.endswith("▪ 青石学院举行春季运动会 · 青石要闻 · 03-05 09:30\n▪ 第二条 · 通知公告")


@pytest.mark.parametrize("limit", [1024, 4096])
@pytest.mark.parametrize("count", [1, 12, 50, 51, 400])
@pytest.mark.parametrize("length", [5, 300])
def test_a_digest_of_any_length_fits_and_counts_what_it_leaves_out(limit, count, length):
    item = replace(CARD, title="😀题" * length, source="源" * length)

    parsed = parse(telegram_html(Message(kind=ChangeKind.NEW, title=f"{count} 条要闻", items=(item,) * count), limit))

    assert units(parsed.text) <= limit
    assert len(parsed.entities) <= 100
    left_out = count - parsed.text.count("▪")
    assert (f"还有 {left_out} 条" in parsed.text) == (left_out > 0)


anything = st.text(st.characters(codec=None, categories=None), max_size=400)
long = st.builds(lambda text, times: text * times, anything, st.sampled_from([1, 1, 3, 40]))
address = st.one_of(
    st.builds("http://a.example/{}".format, anything), st.just("http://a.example/?a=\"&b='<>"), anything
)
entries = st.builds(
    Entry,
    number=st.just(1),
    tag=st.just("tag:yaowen.example,2026:1"),
    source=st.just("s"),
    key=st.just("1"),
    title=long,
    url=address,
    summary=long,
    html=st.just(""),
    text=long,
    published=st.just(NOW),
    precision=st.sampled_from([None, *Precision]),
    first_seen=st.just(NOW),
    updated=st.just(NOW),
    attachments=st.lists(st.builds(Attachment, name=anything, url=address), max_size=20).map(tuple),
)


@settings(max_examples=150, deadline=None)
@given(
    entries,
    st.sampled_from(["line", "card", "full"]),
    st.sampled_from(list(ChangeKind)),
    st.sampled_from([1024, 4096]),
    anything,
)
def test_any_article_in_any_look_is_within_telegrams_limits(entry, look, kind, limit, source):
    chat = Chat(channel="telegram", id="1", look=look)

    message = compose(entry, chat, source_title=source, kind=kind, now=NOW)
    parsed = parse(telegram_html(message, limit))

    assert units(parsed.text) <= limit
    assert len(parsed.entities) <= 100
    assert parsed.text or not message.title


@pytest.mark.parametrize("limit", [256, 1024, 4096])
def test_everything_at_its_longest_still_fits(limit):
    longest = Message(
        kind=ChangeKind.CHANGED,
        title="题" * 5000,
        source="源" * 5000,
        date="2025-12-31 23:59",
        note="已更正",
        look="full",
        text="文" * 50_000,
        url="http://a.example/",
        attachments=tuple(Attachment(name="名" * 80, url=f"http://b.example/{n}") for n in range(50)),
        tags=("标" * 60,) * 9,
    )

    assert units(parse(telegram_html(longest, limit)).text) <= limit


def test_an_address_with_a_name_in_it_can_be_followed():
    shown = telegram_html(replace(CARD, summary="视频：https://video.example/@qingshi/12，摄影 @qingshi"))

    assert "https://video.example/@qingshi/12，摄影 @\u2060qingshi" in shown
