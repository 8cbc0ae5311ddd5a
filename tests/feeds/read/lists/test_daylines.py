"""Dates above the rows they belong to: a day, a month, a year, or something else that is none."""

import pytest
from builders import NOON, SHANGHAI

from feeds.read.kinds import auto
from feeds.read.kinds.auto import Settings
from feeds.read.lists import daylines
from feeds.read.markup.html import parse

DAYS = """<html><body><div class="nav"><a href="/">首页</a></div><div id="list">
<h3>2026年3月4日（星期三）</h3><ul><li>[教务]<a href="/n/901.html">关于本学期重修报名的通知</a></li>
<li><a href="/n/902.html">图书馆清明节开放安排</a> <i>09:30</i></li></ul>
<h3>2026年3月2日（星期一）</h3><ul><li><a href="/n/890.html">学校召开新学期工作部署会</a></li>
<li><a href="/n/889.html">我校代表队在省赛中获佳绩</a></li></ul></div></body></html>"""
YEARS = """<html><body>
<div class="y"><h4>2026</h4><ul><li><a href="/n/31.html">春季运动会将于下月举行</a><em>01-12</em></li>
<li><a href="/n/30.html">新生入学教育圆满结束啦</a><em>01-05</em></li></ul></div>
<div class="y"><h4>2025</h4><ul><li><a href="/n/29.html">年终总结大会顺利召开了</a><em>12-30</em></li>
<li><a href="/n/28.html">冬至包饺子活动温暖人心</a><em>12-21</em></li></ul></div></body></html>"""


def told(markup: str) -> list[tuple[str, str]]:
    found = auto.listing(parse(markup, "http://haitang.example/news/"), Settings(), SHANGHAI, NOON)
    return [(a.id.rsplit("/", 1)[-1], f"{a.published:%Y-%m-%d %H:%M}") for a in found.articles if a.published]


def test_rows_below_a_day_are_of_that_day_and_one_list():
    assert told(DAYS) == [
        ("901.html", "2026-03-04 00:00"),
        ("902.html", "2026-03-04 09:30"),
        ("890.html", "2026-03-02 00:00"),
        ("889.html", "2026-03-02 00:00"),
    ]


def test_rows_below_a_year_are_of_that_year():
    assert [day[:10] for _, day in told(YEARS)] == ["2026-01-12", "2026-01-05", "2025-12-30", "2025-12-21"]


@pytest.mark.parametrize(
    "words",
    [
        "Wednesday, 25 November 2026",
        "Τετάρτη, 15 Μαΐου 2019",
        "2026",
        "2026年",
        "2026年度",
        "November and October 2026",
        "2026年11月",
        "11月",
        "March",
        "Lapkričio 27 d.",
    ],
)
def test_a_year_or_a_month_is_such_a_line(words):
    assert daylines.read(words, SHANGHAI, NOON) is not None


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Updated 12 March 2026",
        "Aktualisiert: 12.03.2026",
        "Deadline 12.03.2026",
        "通知公告",
        "共2026条 1/102",
        "电话 010-20261234",
        "关于2026年3月4日停水的通知及安排",
    ],
)
def test_other_lines_are_none(words):
    assert daylines.read(words, SHANGHAI, NOON) is None
