"""Credits: what is one, and above all what is none."""

import pytest

from feeds.read.articles import credits


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "供图:宣传部     供文:办公室     编辑:石一鸣     审核:于文舟",
            {"供图": "宣传部", "供文": "办公室", "编辑": "石一鸣", "审核": "于文舟"},
        ),
        ("（图文：白露 审核：于文舟）", {"图文": "白露", "审核": "于文舟"}),
        ("（图文 白露 审核 于文舟）", {"图文": "白露", "审核": "于文舟"}),
        ("文/白露 图/江小舟", {"文": "白露", "图": "江小舟"}),
        ("文 | 白露  图 | 江小舟", {"文": "白露", "图": "江小舟"}),
        ("撰稿：白露；摄影：江小舟", {"撰稿": "白露", "摄影": "江小舟"}),
        ("编 辑：石一鸣", {"编辑": "石一鸣"}),
        ("（青岚职业学院教务处报道）", {"报道": "青岚职业学院教务处"}),
        ("（通讯员 白露）", {"通讯员": "白露"}),
        ("来源：《青岚日报》", {"来源": "青岚日报"}),
        ("来源：青岚台《新闻》", {"来源": "青岚台《新闻》"}),
        ("作者︱白露", {"作者": "白露"}),
        ("投稿者: shiryokan 日時: 2026年11月21日 16:48 | パーマリンク | 展示", {"作者": "shiryokan"}),
        ("Posted by Ada at November 21, 2026 4:48 PM | Permalink | Comments (0)", {"作者": "Ada"}),
        ("一审：甲一 二审：乙二 三审：丙三", {"一审": "甲一", "二审": "乙二", "三审": "丙三"}),
        ("（责任编辑：石一鸣 / 编发：白露）", {"责任编辑": "石一鸣", "编发": "白露"}),
        ("【责编 石一鸣】", {"责编": "石一鸣"}),
        ("來源:青嵐大學歷史學系", {"來源": "青嵐大學歷史學系"}),
        ("供稿单位：机电工程系", {"供稿单位": "机电工程系"}),
        ("(Edited by Miao Xin, Reviewed by Gu Ping)", {"Edited": "Miao Xin", "Reviewed": "Gu Ping"}),
        ("Contributed by the International Office", {"Contributed": "International Office"}),
        ("（记者 白露 文/图）", {"记者": "白露", "文/图": "白露"}),
        ("（记者 白露 通讯员 江小舟 文/图）", {"记者": "白露", "通讯员": "江小舟", "文/图": "白露、江小舟"}),
        ("Text: Jan Ahlers - Jugendwart", {"Text": "Jan Ahlers"}),
        ("Text: Bai Lu; Photos: Jiang Xiaozhou", {"Text": "Bai Lu", "Photos": "Jiang Xiaozhou"}),
    ],
)
def test_a_line_of_credits_is_read(line, found):
    assert credits.whole_line(line) == found


@pytest.mark.parametrize(
    "line",
    [
        "2024年8月1日",
        "Edited volumes by Miao Xin are on sale.",
        "Source code of the program by the authors is free.",
        "青岚职业学院教务处",
        "广播站站长：吴小欣（兼）",
        "联系人：白露 电话：0351-0000000",
        "编辑：",
        "图1：研讨会现场",
        "图为会场",
        "时间：2026年9月1日",
        "地点：图书馆",
        "附件：报名表.doc",
        "（一）总则（试行）",
        "（完）",
        "Text: Jan Ahlers - er war 1998 dabei, als alles begann",
        "Text: Paul Gerhardt - Melodie Johann Crüger",
        "Text: Jan Ahlers - und so fing es an",
        "作者是一位退休教师，他写了三十年日记。",
        "文：各单位要认真学习，并且逐条落实到位",
        "报道：9月18日，我院召开了盛大的会议，参加者众多，气氛热烈",
        "编辑部：欢迎来稿",
        "",
    ],
)
def test_any_other_line_is_none(line):
    assert credits.whole_line(line) is None


@pytest.mark.parametrize(
    ("line", "kept", "found"),
    [
        ("有机统一。（青岚职业学院教务处报道）", "有机统一。", {"报道": "青岚职业学院教务处"}),
        ("圆满结束。（供稿：教务处）", "圆满结束。", {"供稿": "教务处"}),
        ("圆满结束。（图/文 宣传部）", "圆满结束。", {"图/文": "宣传部"}),
        ("圆满结束。 (白露 摄影报道)", "圆满结束。", {"摄影报道": "白露"}),
    ],
)
def test_a_credit_in_brackets_ends_a_sentence(line, kept, found):
    start, said = credits.suffix(line)

    assert (line[:start].rstrip(), said) == (kept, found)


@pytest.mark.parametrize(
    "line",
    [
        "总则（试行）",
        "他说（见附件报道）",
        "完成。(完)",
        "（经管学院报道）",
        "请填写报名表（详见附件）",
        "成绩（百分制）",
        "没有括号。",
        "空的括号（　）",
    ],
)
def test_other_brackets_stay(line):
    assert credits.suffix(line) is None


def test_a_meta_line_gives_its_credits_and_drops_its_dates_and_counters():
    line = "来源：科技处  作者：江小舟、白露 发布时间：2026-01-16 10:00 浏览次数：12 【字体：大 中 小】"

    assert credits.meta(line) == {"来源": "科技处", "作者": "江小舟、白露"}
    assert credits.meta("信息来源：  发布日期：2026-10-23") == {}
    assert credits.meta("发布日期：2026-10-23　来源：青岚日报　下载　收藏") == {"来源": "青岚日报"}
    assert credits.meta("发布人：admin") == {}


def test_whoever_wrote_it_is_the_author_and_a_source_is_not():
    assert credits.author({"来源": "科技处", "编辑": "石一鸣"}) is None
    assert credits.author({"摄影": "白露", "撰稿": "江小舟"}) == "江小舟"


def test_a_sign_where_a_name_would_stand_names_nobody():
    assert credits.meta("作者：• 来源：青岚日报") == {"来源": "青岚日报"}
