"""Summaries: whole sentences from the text, in order, and nothing that is not news."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.read.summary import split, summarise

TITLE = "学院召开新学期教学工作部署会议"
FIRST = "9月18日上午，青岚职业学院在大礼堂召开会议，对新学期的教学工作进行全面部署。"
SECOND = "会议由教务处处长林秋白主持，各系主任、教研室主任和骨干教师代表共六十余人参加了会议。"
THIRD = "会议强调，要把课堂质量放在首位，持续推进课程建设。"


def test_the_first_sentences_are_the_summary():
    assert summarise(f"{FIRST}{SECOND}\n{THIRD}", TITLE).startswith(FIRST + SECOND)


def test_it_has_about_the_length_asked_for():
    text = "\n".join([FIRST, SECOND, THIRD] * 10)

    assert 80 <= len(summarise(text, TITLE)) <= 190
    assert len(summarise(text, TITLE, length=40)) <= 60


@pytest.mark.parametrize("day", ["am 12. Dezember", "im 19. Jahrhundert", "dne 3. října", "vom 5. Advent an"])
def test_an_ordinal_s_full_stop_ends_no_sentence(day):
    said = f"Die Hochschule öffnet {day} alle ihre Labore."

    assert split(f"{said} Um zehn Uhr beginnt die erste Führung.")[0] == said


def test_a_number_may_end_a_sentence():
    assert split("There were 12. Then they left.") == ["There were 12.", "Then they left."]


@pytest.mark.parametrize(
    "noise",
    [
        TITLE,
        f"青岚职业学院{TITLE}",
        "各位老师：",
        "各系、各部门：",
        "尊敬的家长朋友：",
        "图为会议现场",
        "图1：会议现场",
        "（图为林秋白讲话）",
        "▲ 会议现场",
        "供图：宣传部 编辑：石一鸣",
        "（图文：白露 审核：于文舟）",
        "发布时间：2026-09-18",
        "2026年9月18日",
        "青教〔2026〕15号",
        "来源：教务处",
        "一、总体要求",
        "姓名\t班级\t成绩",
        "http://www.qinglan.example/x.htm",
        "扫一扫关注我们",
    ],
)
def test_what_is_no_news_is_left_out(noise):
    assert summarise(f"{noise}\n{FIRST}", TITLE) == FIRST
    assert summarise(f"{FIRST}\n{noise}", TITLE) == FIRST


@pytest.mark.parametrize(
    "dateline",
    [
        "本网讯 ",
        "本网讯（通讯员 白露）",
        "（通讯员 白露 记者 江小舟）",
        "【供稿/教务处】",
        "青岚新闻网讯：",
        "（宣传部 白露 报道）",
        "本报讯 （记者白露）",
    ],
)
def test_the_byline_in_front_is_taken_off(dateline):
    assert summarise(dateline + FIRST, TITLE) == FIRST


def test_no_sentence_is_broken_inside_quotes_or_numbers():
    assert split("他说：“好。真好！”大家都笑了。完。") == ["他说：“好。真好！”", "大家都笑了。", "完。"]
    assert split("“手艺是练出来的。”他说。") == ["“手艺是练出来的。”他说。"]
    assert split("增长3.5%，达到1.2亿元。") == ["增长3.5%，达到1.2亿元。"]
    assert split("《为了和平！》上映（共5集。）受到好评。") == ["《为了和平！》上映（共5集。）受到好评。"]
    assert split("Mr. Lee of the U.S. team said 3.5 is enough. We agree.") == [
        "Mr. Lee of the U.S. team said 3.5 is enough.",
        "We agree.",
    ]
    assert split("引号没有闭合：“好。真的。") == ["引号没有闭合：“好。", "真的。"]


def test_a_very_long_sentence_is_cut_at_a_comma():
    summary = summarise("会议指出，" + "要把工作做得更细更实更好更稳，" * 30 + "不断前进。", TITLE)

    assert summary.endswith("…")
    assert summary[-2] not in "，；"
    assert 60 <= len(summary) <= 141


def test_an_article_without_text_has_no_summary():
    assert summarise("", TITLE) == ""
    assert summarise(TITLE, TITLE) == ""
    assert summarise("图为会场", TITLE) == ""


def test_english_gets_as_much_room():
    text = "".join(
        f"In week {n} the college library stayed open until midnight for students of all departments. "
        for n in range(9)
    )

    summary = summarise(text, "College opens library", language="en")

    assert 120 <= len(summary) <= 300
    assert summary.endswith(".")


def test_a_poem_without_full_stops_gives_its_first_lines():
    assert summarise("山间的风\n吹过河岸\n带来秋天的消息", "秋") == "山间的风 吹过河岸 带来秋天的消息"


@given(st.text(max_size=3000), st.text(max_size=40))
def test_a_summary_is_short_and_of_the_text_itself(text, title):
    summary = summarise(text, title)

    assert len(summary) <= 300
    assert "\n" not in summary


@given(st.text(alphabet="一二三甲乙丙，。；：“”（）！？ \n\t.A1", max_size=2000))
def test_any_mixture_of_signs_has_an_end(text):
    assert len(summarise(text, "甲乙丙丁")) <= 300


def test_a_sentence_broken_by_the_editor_is_whole_again():
    assert (
        summarise("忠诚党的教育事业，\n让爱伴随每一个学生健康成长！", "承诺")
        == "忠诚党的教育事业，让爱伴随每一个学生健康成长！"
    )


def test_an_enumeration_is_not_begun():
    text = f"{FIRST}\n（一）具有独立承担责任的能力；\n（二）具有良好的信誉。"

    assert summarise(text, TITLE) == FIRST
