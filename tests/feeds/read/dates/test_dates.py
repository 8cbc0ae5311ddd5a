"""Dates as news pages print them."""

import itertools
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.model import Precision
from feeds.read.dates import dates, orders
from feeds.read.dates.dates import find, first
from feeds.read.dates.labels import labelled
from feeds.read.dates.scattered import in_url, joined

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)


def said(text: str, zone: ZoneInfo = SHANGHAI) -> list[str]:
    return [
        f.when.strftime("%Y-%m-%d" if f.precision == Precision.DAY else "%Y-%m-%d %H:%M") for f in find(text, zone, NOW)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022-11-10", "2022-11-10"),
        ("[2022-11-10]", "2022-11-10"),
        ("2022.11.10", "2022-11-10"),
        ("2026/09/22", "2026-09-22"),
        ("2018年01月23日", "2018-01-23"),
        ("2018 年 1 月 23 日", "2018-01-23"),
        ("２０２２－１１－１０", "2022-11-10"),
        ("关于放假的通知2022-11-10", "2022-11-10"),
        ("2022-11-10阅读数:", "2022-11-10"),
        ("2022-11-1010:30", "2022-11-10 10:30"),
        ("2026/11/20 0:00:00", "2026-11-20"),
        ("发布时间：2026-11-20 00:00:00 点击：5", "2026-11-20"),
        ("2026-11-20 00:00", "2026-11-20 00:00"),
        ("2026. november hó 12. napján 09:40-kor", "2026-11-12 09:40"),
        ("2026. november 12-én 9:40-kor", "2026-11-12 09:40"),
        ("2022-11-10(星期四)10:30", "2022-11-10 10:30"),
        ("2022-11-10 下午3:30", "2022-11-10 15:30"),
        ("2022-11-10 10:30-11:30", "2022-11-10 10:30"),
        ("2022-11-10 24:00", "2022-11-10"),
        ("23-01-06", "2023-01-06"),
        ("[11-10]", "2026-11-10"),
        ("11-30", "2025-11-30"),
        ("11-24", "2026-11-24"),
        ("02-29", "2024-02-29"),
        ("12月30日", "2025-12-30"),
        ("3天前", "2026-11-19"),
        ("(2 days 3 hours ago)", "2026-11-20 09:00"),
        ("Free for 30 days, 2 hours ago", "2026-11-22 10:00"),
        ("更新于11月 2天前", "2026-11-20"),
        ("45分 2天前", "2026-11-20"),
        ("昨天 10:30", "2026-11-21 10:30"),
        ("2小时前", "2026-11-22 10:00"),
        ("yesterday", "2026-11-21"),
        ("5 minutes ago", "2026-11-22 11:55"),
        ("vor 3 Tagen", "2026-11-19"),
        ("2022-11-10T10:30:00+00:00", "2022-11-10 18:30"),
        ("2022-11-10T23:30:00-05:00", "2022-11-10 23:30"),
        ("2022-11-10T02:30:00Z", "2022-11-10 10:30"),
        ("Thu, 10 Nov 2022 10:30:00 +0800", "2022-11-10 10:30"),
        ("Nov 10, 2022", "2022-11-10"),
        ("10 November 2022", "2022-11-10"),
        ("3. März 2024", "2024-03-03"),
        ("10.11.2022, 10.30 Uhr", "2022-11-10 10:30"),
        ("5 janvier 2024", "2024-01-05"),
        ("3 de marzo de 2024", "2024-03-03"),
        ("令和6年1月5日", "2024-01-05"),
        ("令和元年5月1日", "2019-05-01"),
        ("2024年1月5日（金）", "2024-01-05"),
        ("民國113年1月5日", "2024-01-05"),
        ("2024년 1월 5일", "2024-01-05"),
        ("二〇二二年十二月二十五日", "2022-12-25"),
        ("20210106", "2021-01-06"),
        ("十一月 6th, 2025", "2025-11-06"),
        ("11月 20, 2026", "2026-11-20"),
        ("20 11월, 2026", "2026-11-20"),
        ("2026. 1. 22. 11:40", "2026-01-22 11:40"),
        ("30 أيلول/سبتمبر 2025", "2025-09-30"),
        ("Ноябрь 21, 2026", "2026-11-21"),
        ("16 հունվարի 2026", "2026-01-16"),
        ("19 06 2016", "2016-06-19"),
        ("19 06 2016 (Sunday)", "2016-06-19"),
        ("3 de junio de 202210:09", "2022-06-03 10:09"),
        ("June 3, 202210:09", "2022-06-03 10:09"),
        ("12 jan 23 | Mira Holt", "2023-01-12"),
        ("23.11.26 | 19:30", "2023-11-26 19:30"),
        ("2015. augusztus 20., 11:16 forrás: MTI", "2015-08-20 11:16"),
        ("Fri May 29 11:17:02 2009", "2009-05-29 11:17"),
        ("Wed Nov  4 09:00:00 CST 2026", "2026-11-04 09:00"),
    ],
)
def test_a_date_is_read_as_it_is_printed(text: str, expected: str):
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "通知",
        "0351-2022-1105",
        "V2022.11.10.3",
        "10.1.0.12",
        "2022-2023学年第一学期",
        "一周菜单（10.28-11.01）",
        "2024.10.28-11.01",
        "2018年6月11-13日",
        "2018月6日20日",
        "2022-13-45",
        "2021-10-5-1",
        "2026. 1. 22. 3",
        "行政楼3-12室",
        "1/12",
        "今天我们毕业",
        "共1432条 1/144",
        "Vol. 12, March 2026",
        "Tel. 19 06 2016",
        "11 12 2016",
        "19 06 2016 88",
        "10-12:",
        "May 5:",
        "Tue Sep 1 14:00 2500 runners",
    ],
)
def test_what_only_looks_like_a_date_is_none(text: str):
    assert said(text) == []


def test_two_dates_keep_their_order_and_place():
    text = "更新 2022-11-12，2022-11-10 发布"

    found = find(text, SHANGHAI, NOW)

    assert [text[f.start : f.end] for f in found] == ["2022-11-12", "2022-11-10"]


def test_seconds_are_kept_and_nothing_is_invented():
    assert first("2020-12-12 14:14:49", SHANGHAI, NOW).precision == Precision.SECOND
    assert first("2020-12-12 14:14", SHANGHAI, NOW).precision == Precision.MINUTE
    assert first("2020-12-12", SHANGHAI, NOW).when == datetime(2020, 12, 12, tzinfo=SHANGHAI)


def test_the_other_dates_of_a_text_tell_day_from_month():
    assert said("10/11/2022, 12/25/2022") == ["2022-10-11", "2022-12-25"]
    assert said("06.01.23", BERLIN) == ["2023-01-06"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("发布时间:2022-11-10阅读数:", "2022-11-10"),
        ("更新时间:2022-11-12 发布时间:2022-11-10", "2022-11-10"),
        ("日期： 2021-09-01 \xa0 信息来源： 党政办公室 点击数:", "2021-09-01"),
        ("作者:教务管理科 时间：2026-06-23 点击数：", "2026-06-23"),
        ("创建时间：2026/09/22 最后修改：2026/09/23", "2026-09-22"),
        ("发布日期：[2022-11-10]", "2022-11-10"),
        ("日期：20210106", "2021-01-06"),
        ("Published on Nov 10, 2022. Updated Nov 12, 2022", "2022-11-10"),
        ("Last updated: 12 Nov 2022 | Posted: 10 Nov 2022", "2022-11-10"),
        ("Veröffentlicht am Montag, den 3. März 2024", "2024-03-03"),
        ("公開日：2024年1月5日 更新日：2024年2月1日", "2024-01-05"),
        ("发 布 时 间：2022-11-10", "2022-11-10"),
    ],
)
def test_the_label_of_the_publication_wins(text: str, expected: str):
    found = labelled(text, SHANGHAI, NOW)

    assert found is not None
    assert found.when.date().isoformat() == expected


@pytest.mark.parametrize(
    "text",
    [
        "报名时间：2022-11-10",
        "会议时间: 2022-11-10 14:00",
        "发布时间：见通知，2022-11-10前",
        "",
        "Collecting Their Data\nSept. 12, 2018",
    ],
)
def test_the_time_of_an_event_is_no_publication(text: str):
    assert labelled(text, SHANGHAI, NOW) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/2025/0522/c17471a596037/page.htm", "2025-05-22"),
        ("/art/2026/9/30/art_50450_1139245.html", "2026-09-30"),
        ("/xw/t20210106_47506.html", "2021-01-06"),
        ("/gn/2021/01-06/93.shtml", "2021-01-06"),
        ("/info/1071/82033.htm", None),
        ("/07/0a/c47863a788234/page.htm", None),
        ("/20220101123456/", None),
        ("/9652/2026/20261119102133412756218/20261119102133412756218_.html", "2026-11-19"),
    ],
)
def test_an_address_may_name_its_day(url: str, expected: str | None):
    found = in_url(url, SHANGHAI)

    assert (found and found.when.date().isoformat()) == expected


@pytest.mark.parametrize(
    "parts",
    [
        ("12", "2022-11"),
        ("2022.11", "12"),
        ("12", "2022年11月"),
        ("11-12", "2022"),
        ("12", "Nov", "2022"),
        ("12日", "11/2022"),
    ],
)
def test_a_date_cut_in_pieces_is_joined(parts: tuple[str, ...]):
    found = joined(*parts, zone=SHANGHAI, now=NOW)

    assert found is not None
    assert found.when == datetime(2022, 11, 12, tzinfo=SHANGHAI)


def test_pieces_without_a_year_take_the_latest_that_is_not_ahead():
    assert joined("12", "12月", zone=SHANGHAI, now=NOW).when.year == 2025
    assert joined("点击", "更多", zone=SHANGHAI, now=NOW) is None


FORMS = ("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y年%m月%d日 %H:%M:%S", "%d.%m.%Y %H:%M:%S", "%B %d, %Y %H:%M:%S",
         "%Y-%m-%dT%H:%M:%S", "发布时间：%Y.%m.%d %H:%M:%S 点击", "%a, %d %b %Y %H:%M:%S")  # fmt: skip


@given(st.datetimes(datetime(1950, 1, 1), datetime(2099, 1, 1)), st.sampled_from(FORMS))  # noqa: DTZ001
def test_a_date_comes_back_as_it_went(when: datetime, form: str):
    when = when.replace(microsecond=0, tzinfo=SHANGHAI)

    found = first(when.strftime(form), SHANGHAI, NOW)

    assert found is not None
    exactly = (
        Precision.SECOND if when.hour or when.minute or when.second else Precision.DAY
    )  # .NET prints days with 0:00:00
    assert (found.when.replace(fold=0), found.precision) == (when, exactly)


@given(st.text() | st.text(alphabet="0123456789-/.年月日 :[]天前昨T+Z一十"), st.sampled_from([SHANGHAI, BERLIN]))
def test_no_text_makes_it_stumble(text: str, zone: ZoneInfo):
    for found in find(text, zone, NOW):
        assert found.when.utcoffset() is not None
        assert 0 <= found.start < found.end <= len(text)
    labelled(text, zone, NOW)
    in_url(text, zone)
    joined(text, text[::-1], zone=zone, now=NOW)


@given(st.integers(1, 12), st.integers(1, 28), st.datetimes(datetime(2000, 1, 5), datetime(2090, 1, 1)))  # noqa: DTZ001
def test_a_day_without_a_year_is_never_far_ahead(month: int, day: int, now: datetime):
    now = now.replace(tzinfo=UTC)

    found = first(f"[{month:02}-{day:02}]", SHANGHAI, now)

    assert found is not None
    assert now - timedelta(days=367) < found.when < now + timedelta(days=4)


# ------------------------------------------------------------------ other orders, other calendars


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("115-11-12", "2026-11-12"),
        ("115年11月12日", "2026-11-12"),
        ("R8.3.2", "2026-03-02"),
        ("令和8年3月2日", "2026-03-02"),
        ("12 ноября 2026 г., 14:30", "2026-11-12"),
        ("3 мар 2026", "2026-03-03"),
        ("9/11/25", "2009-11-25"),
        ("25 พฤศจิกายน 2569", "2026-11-25"),
        ("25 พ.ย. 2569", "2026-11-25"),
        ("25/11/2569", "2026-11-25"),
        ("١٥ جمادى الآخرة ١٤٤٨هـ - ٢٥ نوفمبر ٢٠٢٦م", "2026-11-25"),
        ("۳ آذر ۱۴۰۵، ۱۲:۱۱", "2026-11-24"),
        ("22 בנובמבר 2026", "2026-11-22"),
        ("24 नवंबर 2026", "2026-11-24"),
        ("12 tháng 11 năm 2026", "2026-11-12"),
        ("2026. november 12.", "2026-11-12"),
        ("16 Kasım 2026", "2026-11-16"),
        ("中華民國一一五年十一月十日", "2026-11-10"),
        ("Noviembre 20 de 2026", "2026-11-20"),
        ("26, Febrero, 2026", "2026-02-26"),
        ("Сьогодні, 26 листопада", "2026-11-26"),
        ("24 листопада, вівторок", "2026-11-24"),
        ("piątek, 16 październik 2026 10:21", "2026-10-16"),
    ],
)
def test_years_of_other_calendars_and_languages(text, day):
    found = dates.first(text, SHANGHAI, datetime(2026, 12, 1, tzinfo=UTC))

    assert found is not None
    assert f"{found.when:%Y-%m-%d}" == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1 فروردین 1399", "2020-03-20"),
        ("1 فروردین 1400", "2021-03-21"),
        ("30 اسفند 1403", "2025-03-20"),
        ("1 فروردین 1404", "2025-03-21"),
    ],
)
def test_the_persian_year_begins_in_march_leap_or_not(text, day):
    """Nowruz as the calendar of Iran has it: 20 March 2020, 21 March 2021, 21 March 2025."""
    assert said(text) == [day]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3天前", "2026-11-19"),
        ("2 uur geleden", "2026-11-22 10:00"),
        ("vor 2 Stunden", "2026-11-22 10:00"),
        ("hace 3 horas", "2026-11-22 09:00"),
        ("il y a 2 jours", "2026-11-20"),
        ("2 hari yang lalu", "2026-11-20"),
        ("2시간 전", "2026-11-22 10:00"),
        ("an hour ago", "2026-11-22 11:00"),
        ("gisteren", "2026-11-21"),
        ("hier à 12h30", "2026-11-21 12:30"),
        ("昨天 12:30", "2026-11-21 12:30"),
    ],
)
def test_how_long_ago_is_said_in_many_languages(text, expected):
    assert said(text) == [expected]


@pytest.mark.parametrize(
    "text", ["Hier finden Sie alle Termine", "Ieri și azi", "It was two days before", "前天津市长"]
)
def test_a_word_in_a_sentence_is_no_day(text):
    assert said(text) == []


def read_as(order: str, *texts: str) -> list[str]:
    now = datetime(2026, 11, 26, tzinfo=UTC)
    found = orders.agreed([dates.first(text, SHANGHAI, now) for text in texts], order, now)
    return [f"{each.when:%Y-%m-%d}" for each in found if each is not None]


def test_one_date_of_a_list_tells_the_order_of_all():
    assert read_as("dmy", "11/12/2026", "11/24/2025", "11/05/2025") == ["2026-11-12", "2025-11-24", "2025-11-05"]


def test_no_list_is_read_into_the_future():
    assert read_as("ymd", "24/11/26", "20/11/26", "9/11/26") == ["2026-11-24", "2026-11-20", "2026-11-09"]


def test_pinned_rows_do_not_change_the_order_a_language_has():
    days = read_as("ymd", "26.05.07", "26.11.25", "26.11.24", "26.11.20")

    assert days == ["2026-05-07", "2026-11-25", "2026-11-24", "2026-11-20"]


@pytest.mark.parametrize(
    ("language", "order"),
    [("de", "dmy"), ("en-US", "mdy"), ("en_GB", "dmy"), ("ko", "ymd"), ("zh-CN", "ymd"), ("", "ymd")],
)
def test_a_language_has_an_order(language, order):
    assert orders.order_of(language, SHANGHAI) == order


def test_a_date_of_change_is_not_the_publication_s():
    text = "Veröffentlicht am Donnerstag, 19. April 2012 16:05 Zuletzt aktualisiert am Montag, 07. Mai 2012"

    assert f"{labelled(text, SHANGHAI, NOW).when:%Y-%m-%d}" == "2012-04-19"
    assert labelled("最后更新：2026-03-01", SHANGHAI, NOW, changes=False) is None


DAYS = ("2026-11-25", "2026.1.2", "2026/12/8", "2026年12月28日", "2026年1月2", "2026-13-01", "2026-1.2", "2569-01-02")
CLOCKS = ("", " 10:30", "\xa010:30:22", " 24:30", " 1:05", "  09:60")
BEFORE = ("", "[", "发布时间：", "（发布日期: ", "时间:", "发布于", "更新时间：2", "届")
BEHIND = ("", ")", " 阅读次数：", "日", "日]", " 点击：", " |", "届", " PM", "+08:00")


@pytest.mark.parametrize("day", DAYS)
def test_the_short_cut_for_usual_dates_says_what_the_long_way_says(day: str):
    for before, clock, behind in itertools.product(BEFORE, CLOCKS, BEHIND):
        text = f"{before}{day}{clock}{behind}"
        long_way = next(iter(find(text, SHANGHAI, NOW)), None)
        assert first(text, SHANGHAI, NOW) == long_way, text
