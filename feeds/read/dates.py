"""Dates in text and in addresses, with how much of them was really said. Pure; it never invents a time.

Not a general date parser: it reads what news pages print (Chinese, Japanese, Western forms, "3天前"), and leaves
phone numbers, versions, ranges and school years alone. What only the page's layout tells (which date is the
publication's) is decided by whoever calls.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone, tzinfo
from itertools import permutations
from typing import TypeAlias

from feeds.model import Precision
from feeds.read import ago
from feeds.read.months import ERAS, MONTHS, PERSIAN

AHEAD = timedelta(days=3)  #: a date without a year is never further in the future than this


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A date and where it stood in the text. `when` is aware, in the zone that was asked for."""

    when: datetime
    precision: Precision
    start: int
    end: int
    inferred: bool = False  #: the page gave no year, or only half of one
    said: str = ""  #: 05/11/2026, 26.11.25: the text, where another order of its numbers makes another day


_WIDE = str.maketrans(
    "０１２３４５６７８９：／－．（）［］　\xa0‐‑–٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९๐๑๒๓๔๕๖๗๘๙০১২৩৪৫৬৭৮৯",
    "0123456789:/-.()[]  ---" + 5 * "0123456789",
)
_HAN = {digit: n for n, digits in enumerate(("〇○零Ｏ", *"一二三四五六七八九")) for digit in digits}
_NAME = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_WEEKDAY = (
    r"(?:\s?г(?:ода|\.)?,?(?=\s))?"
    r"(?:\s*\(?(?:星期|周|週)[一二三四五六日天]\)?|\s*\([月火水木金土日]\)|\s*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b)?"
)

_TIME = re.compile(
    _WEEKDAY + r"[\s,，،|·]{0,6}(?P<t>T)?(?:(?:at|um|à|ore)\s+|-\s?)?(?P<half>上午|下午|晚上|午前|午後|凌晨|中午)?\s?"
    r"(?P<h>\d{1,2})(?:(?:\s?[:时時点時hH](?P<m>\d{2})|\.(?P<gm>\d{2})(?=\s?Uhr))(?:\s?[:分](?P<s>\d{2})(?!\d))?(?:\.\d{1,9})?)"
    r"(?!\d)[秒分]?(?:\s?Uhr)?(?:\s?(?P<ap>[AaPp])\.?[Mm]\b\.?)?"
    r"(?:\s?(?P<off>Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}(?!\d)))?"
)
#: what may follow a date: not more digits, not the rest of a range or of a version
_END = r"(?!\d|[-.~—至到]\s?\d|/\d)"
_ENDS = re.compile(_END)
_FULL = re.compile(r"(?<![\d.])(?<!\d[-/:])(\d{4})\s?([-/.]|年)\s?(\d{1,2})\s?([-/.]|月)\s?(\d{1,2})(?:\s?[日号號])?")
_SPACED = re.compile(r"(?<!\d)(\d{4})\s{0,3}[年년]\s{0,3}(\d{1,2})\s{0,3}[月월]\s{0,3}(\d{1,2})\s{0,3}[日号號일]")
_ERA = re.compile(
    r"(令和|平成|昭和|民[国國]|(?<![A-Za-z\d])[RH](?=\s?\d{1,2}\s?[./年]))\s?(\d{1,3}|元)\s?[年./-]\s?(\d{1,2})\s?[月./-]"
    r"\s?(\d{1,2})\s?日?" + _END
)
_CHINESE = re.compile(r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
#: 中華民國一一五年十一月十日
_REPUBLIC = re.compile(
    r"民[国國]([〇○零一二三四五六七八九]{2,3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_ROC = re.compile(r"(?<!\d)(1[0-4]\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
_DAY_FIRST = re.compile(r"(?<![\d.])(?<!\d[-/:])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})" + _END)
_DAY_NAME = re.compile(
    rf"(?<![\d.:-])(\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?[\s-]{{0,2}}(?:de\s|of\s|ב-?)?({_NAME})(?!\w)\.?,?"
    r"[\s-]{0,2}(?:de\s|del\s)?(\d{4})(?!\d)",
    re.I,
)
_NAME_DAY = re.compile(
    rf"(?<!\w)({_NAME})(?!\w)\.?\s{{0,2}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}(?:del?\s)?(\d{{4}})(?!\d)", re.I
)
#: 2026. november 12. and 2026 m. lapkričio 12 d.
_YEAR_NAME = re.compile(rf"(?<!\d)(\d{{4}})\.?\s(?:m\.\s)?({_NAME})(?!\w)\.?\s(\d{{1,2}})(?!\d)", re.I)
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})(?:,?\s+năm)?[\s,]+(\d{4})(?!\d)", re.I)
_PERSIAN = re.compile(rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(PERSIAN)})(?:\s+ماه)?\s+(1[34]\d\d)(?!\d)")
_MONTH_DAY = re.compile(r"(?<![\d年./-])(?<!年\s)(\d{1,2})\s?月\s?(\d{1,2})\s?[日号號]")
_ALONE = re.compile(
    r"^[\s\[(【「<|:：·]*(?:(?:\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*|[^\W\d_]+,)\s)?(.{3,24}?)[\s\])】」>|·]*$", re.S
)
WEEKDAY_BEHIND = re.compile(r"^,\s?[^\W\d_]{2,12}\.?(?=\W*$)")  #: 24 листопада, вівторок
_BRACKET = re.compile(r"[\[(【]\s?(\d{1,2})([-/.])(\d{1,2})\s?[\])】]")
_DIGIT = re.compile(r"\d")
_FOUR_DIGITS = re.compile(r"\d{4}")
_TWO_DIGITS = re.compile(r"\d[./-]\s?\d")
_HINT = re.compile(ago.quick(rf"[〇○零一二三四五六七八九]{{4}}年|{ago.HINT}"), re.I)
#: 发布时间：2022-11-10 10:30 阅读数：, and nothing else of digits: what most lists and most articles print
_USUAL = re.compile(
    r"[\s\[(（【]*(?:(?:发布|更新|发表|上传|添加)?(?:时间|日期)|发布于|发布)?\s?[:：]?\s*"
    r"(([0-9]{4})(?:年|([-/.]))([0-9]{1,2})(?(3)\3|月)([0-9]{1,2})日?)"
    r"(?:[ \xa0]{1,3}([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?)?"
    r"(?:\s*[\])）】|])?\s*(?:(?:点击|浏览|阅读|访问)(?:次数|量|数)?\s?[:：]?\s*)?"
)


def find(text: str, zone: tzinfo, now: datetime) -> list[Found]:
    """Every date in the text, in its order. Short forms (MM-DD, two-digit years) only where they stand alone."""
    if not _DIGIT.search(text) and not _HINT.search(text):
        return []
    text = text.translate(_WIDE)
    found = sorted(_all(text, zone, now), key=lambda f: (f.start, -f.end))
    kept: list[Found] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def first(text: str, zone: tzinfo, now: datetime) -> Found | None:
    """The first date of the text, or None."""
    if len(text) < 60 and (usual := _USUAL.fullmatch(text)) and (found := _usual(usual, zone)):
        return found
    return next(iter(find(text, zone, now)), None)


def _usual(m: re.Match[str], zone: tzinfo) -> Found | None:
    """What `find` would say of it, much quicker."""
    _, year, _, month, day, hour, minute, second = m.groups()
    when = _day(int(year), int(month), int(day), zone)
    if when is None:
        return None
    if hour is None:
        return Found(when=when, precision=Precision.DAY, start=m.start(1), end=m.end(1))
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        return None
    when = when.replace(hour=int(hour), minute=int(minute), second=int(second or 0))
    precision = Precision.SECOND if second else Precision.MINUTE
    return Found(when=when, precision=precision, start=m.start(1), end=m.end(8 if second else 7))


def _day(year: int, month: int, day: int, zone: tzinfo) -> datetime | None:
    if 2500 <= year <= 2642:  # the Buddhist era
        year -= 543
    if not 1900 <= year <= 2099:
        return None
    try:
        return datetime(year, month, day, tzinfo=zone)
    except ValueError:
        return None


def _all(text: str, zone: tzinfo, now: datetime) -> Iterator[Found]:
    month_first = _month_first(text, zone)
    figures = _FIGURES.fullmatch(text) is not None
    for pattern, read, signs in _FORMS_OF_FIGURES if figures else _FORMS:
        if signs.search(text) is None:
            continue
        for m in pattern.finditer(text):
            if (ymd := read(m, month_first)) and (when := _day(*ymd, zone)):
                found = _timed(text, m.start(), m.end(), when)
                yield replace(found, said=m[0]) if pattern is _DAY_FIRST and m[2] != "." else found
    year = _FOUR_DIGITS.search(text)
    for m in _FULL.finditer(text, year.start()) if year is not None else ():
        yield from _full(text, m, zone)
    for m in _MONTH_DAY.finditer(text) if "月" in text else ():
        if when := _recent(int(m[1]), int(m[2]), zone, now):
            yield _timed(text, m.start(), m.end(), when, inferred=True)
    yield from _short(text, zone, now, month_first)
    if not figures:
        yield from _relative(text, zone, now)


def _full(text: str, m: re.Match[str], zone: tzinfo) -> Iterator[Found]:
    """YYYY-MM-DD in its many coats. The day may be glued to a time, never to anything else of digits."""
    if (m[2] == "年") != (m[4] == "月") or (m[2] != "年" and m[2] != m[4]):
        return
    tail, glued = m.end(), None
    if _ENDS.match(text, tail) is None:
        glued = _TIME.match(text, tail)
        if glued is None or (text[tail].isdigit() and len(m[5]) < 2):
            return
    if when := _day(int(m[1]), int(m[3]), int(m[5]), zone):
        yield _timed(text, m.start(), tail, when)


def _numbers(m: re.Match[str], _: bool) -> tuple[int, int, int]:
    return int(m[1]), int(m[2]), int(m[3])


def _era(m: re.Match[str], _: bool) -> tuple[int, int, int]:
    return ERAS[m[1]] + (1 if m[2] == "元" else int(m[2])), int(m[3]), int(m[4])


def _chinese(m: re.Match[str], _: bool) -> tuple[int, int, int] | None:
    month, day = _han(m[2]), _han(m[3])
    return (int("".join(str(_HAN[c]) for c in m[1])), month, day) if month and day else None


def _republic(m: re.Match[str], _: bool) -> tuple[int, int, int] | None:
    month, day = _han(m[2]), _han(m[3])
    return (1911 + int("".join(str(_HAN[c]) for c in m[1])), month, day) if month and day else None


def _han(text: str) -> int | None:
    """一 to 九十九."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _HAN.get(text)
    if len(tens) > 1 or len(ones) > 1:
        return None
    return _HAN.get(tens, 1) * 10 + _HAN.get(ones, 0)


def _day_first(m: re.Match[str], month_first: bool) -> tuple[int, int, int] | None:
    a, b, year = int(m[1]), int(m[3]), int(m[4])
    if m[2] == ".":  # only ever written day.month.year
        return year, b, a
    if a > 12 or b > 12:
        return (year, b, a) if a > 12 else (year, a, b)
    return (year, a, b) if month_first else (year, b, a)


def _day_name(m: re.Match[str], _: bool) -> tuple[int, int, int]:
    return int(m[3]), MONTHS[m[2].lower()], int(m[1])


def _name_day(m: re.Match[str], _: bool) -> tuple[int, int, int]:
    return int(m[3]), MONTHS[m[1].lower()], int(m[2])


def _year_name(m: re.Match[str], _: bool) -> tuple[int, int, int]:
    return int(m[1]), MONTHS[m[2].lower()], int(m[3])


def _persian(m: re.Match[str], _: bool) -> tuple[int, int, int]:
    """The day of the Persian solar calendar, in ours. Leap years as in its cycle of 33, right from 1343 to 1472."""
    year, month = int(m[3]), PERSIAN[m[2]]
    passed = 365 * (year - 1) + (8 * year + 21) // 33 + 31 * min(month - 1, 6) + 30 * max(0, month - 7) + int(m[1])
    when = datetime.fromordinal(passed + 226_894)
    return when.year, when.month, when.day


#: of an alphabet that writes month names in letters
_LETTERS = re.compile(r"[^\W\d_\u0500-\U0010ffff]{3}|[\u0590-\u0e7f]")
Form: TypeAlias = Callable[[re.Match[str], bool], tuple[int, int, int] | None]
#: pattern, what it means, and signs of which a text must show one: most texts show none
_FORMS: tuple[tuple[re.Pattern[str], Form, re.Pattern[str]], ...] = (
    (_SPACED, _numbers, re.compile("[年년]")),
    (_ERA, _era, re.compile("[令平昭民RH]")),
    (_CHINESE, _chinese, re.compile("年")),
    (_REPUBLIC, _republic, re.compile("民[国國]")),
    (_ROC, lambda m, _: (1911 + int(m[1]), int(m[2]), int(m[3])), re.compile("年")),
    (_DAY_FIRST, _day_first, _TWO_DIGITS),
    (_DAY_NAME, _day_name, _LETTERS),
    (_NAME_DAY, _name_day, re.compile(r"[^\W\d_]\.?\s{0,2}\d")),
    (_YEAR_NAME, _year_name, re.compile(r"\d{4}\.?\s")),
    (_VIETNAMESE, lambda m, _: (int(m[3]), int(m[2]), int(m[1])), re.compile("tháng", re.I)),
    (_PERSIAN, _persian, re.compile("[\u0600-\u06ff]")),
)
_FIGURES = re.compile(r"[\d\s\-./:()\[\]]*")  #: 2026-11-25 10:30, [11-25]: no words, so no form that needs one
_FORMS_OF_FIGURES = tuple(form for form in _FORMS if form[0] is _DAY_FIRST)


def _month_first(text: str, zone: tzinfo) -> bool:
    """11/12/2022: the other dates of the text tell, else the zone."""
    for m in _DAY_FIRST.finditer(text) if ("/" in text or "-" in text) and _TWO_DIGITS.search(text) else ():
        if m[2] != "." and (int(m[1]) > 12) != (int(m[3]) > 12):
            return int(m[3]) > 12
    return str(zone).startswith(("America/", "US/"))


def _timed(text: str, start: int, end: int, when: datetime, *, inferred: bool = False) -> Found:
    """The date, with the time that follows it if one does."""
    m = _TIME.match(text, end)
    if m is None:
        return Found(when=when, precision=Precision.DAY, start=start, end=end, inferred=inferred)
    hour, minute, second = int(m["h"]), int(m["m"] or m["gm"]), int(m["s"] or 0)
    late = m["half"] in ("下午", "晚上", "午後") or (m["ap"] or "").lower() == "p"
    early = m["half"] in ("上午", "午前", "凌晨") or (m["ap"] or "").lower() == "a"
    if hour < 12 and late:
        hour += 12
    elif hour == 12 and early:
        hour = 0
    if hour > 23 or minute > 59 or second > 59:
        return Found(when=when, precision=Precision.DAY, start=start, end=end, inferred=inferred)
    zone, stop = when.tzinfo, m.end()
    when = when.replace(hour=hour, minute=minute, second=second)
    if offset := m["off"]:
        own = _offset(offset)
        if own is None or (offset[0] == "-" and not (m["t"] or m["s"])):  # 10:30-11:30 is a range
            stop = m.start("off")
        else:
            when = when.replace(tzinfo=own).astimezone(zone)
    precision = Precision.SECOND if m["s"] else Precision.MINUTE
    return Found(when=when, precision=precision, start=start, end=stop, inferred=inferred)


def _offset(text: str) -> tzinfo | None:
    if text[0] not in "+-":
        return timezone.utc  # noqa: UP017 - a tzinfo like the others here
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes)) if minutes <= 14 * 60 else None


def _recent(month: int, day: int, zone: tzinfo, now: datetime) -> datetime | None:
    """The latest such day that is not in the future; a few days of grace for clocks and for early birds."""
    limit = now.astimezone(zone) + AHEAD
    for year in range(limit.year, limit.year - 9, -1):
        when = _day(year, month, day, zone)
        if when and when <= limit:
            return when
    return None


_TWO_DIGIT_YEAR = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2})(?!\d)")
_ROC_SHORT = re.compile(r"(1[0-4]\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")  #: 115-11-25: years since 1911
_TWO_NUMBERS = re.compile(r"(\d{2})([-/.])(\d{2})\.?(?![\d.])")
_DAY_NAME_SHORT = re.compile(rf"(\d{{1,2}})\.?\s({_NAME})(?!\w)\.?(?:\s'?(\d{{2}})(?!\d))?", re.I)
_NAME_DAY_SHORT = re.compile(rf"({_NAME})(?!\w)\.?\s(\d{{1,2}})(?:st|nd|rd|th)?(?!\d)", re.I)
_EIGHT_DIGITS = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?!\d)")


def _short(text: str, zone: tzinfo, now: datetime, month_first: bool) -> Iterator[Found]:
    """MM-DD and two-digit years: only in brackets or as all that a text says."""
    for m in _BRACKET.finditer(text) if "[" in text or "(" in text or "【" in text else ():
        if (len(m[1]) == 2 or len(m[3]) == 2) and (recent := _recent(int(m[1]), int(m[3]), zone, now)):
            yield Found(when=recent, precision=Precision.DAY, start=m.start(1), end=m.end(3), inferred=True)
    if len(text) > 60 or not (alone := _ALONE.match(text)):
        return
    start, inner = alone.start(1), alone[1]
    when: datetime | None = None
    said = roc = False
    if m2 := _TWO_DIGIT_YEAR.match(inner):
        when = _two_digit_year(int(m2[1]), int(m2[3]), int(m2[4]), m2[2], zone, now, month_first)
        said = True
    elif m2 := _ROC_SHORT.match(inner):
        when = _day(1911 + int(m2[1]), int(m2[3]), int(m2[4]), zone)
        roc = True
    elif m2 := _TWO_NUMBERS.match(inner):
        a, b = int(m2[1]), int(m2[3])
        western = m2[2] == "." and m2[0].endswith(".")
        when = _recent(b, a, zone, now) if western else _recent(a, b, zone, now)
    elif m2 := _DAY_NAME_SHORT.match(inner):
        when = _named(MONTHS[m2[2].lower()], int(m2[1]), m2[3], zone, now)
    elif m2 := _NAME_DAY_SHORT.match(inner):
        when = _named(MONTHS[m2[1].lower()], int(m2[2]), None, zone, now)
    elif m2 := _EIGHT_DIGITS.match(inner):
        when = _day(int(m2[1]), int(m2[2]), int(m2[3]), zone)
    if m2 is None or when is None:
        return
    found = _timed(text, start, start + m2.end(), when, inferred=not roc)
    if said:
        found = replace(found, said=m2[0])
    if not WEEKDAY_BEHIND.sub("", text[found.end :]).strip(" \t\r\n])】」>|·"):
        yield found


def _named(month: int, day: int, year: str | None, zone: tzinfo, now: datetime) -> datetime | None:
    return _day(2000 + int(year), month, day, zone) if year else _recent(month, day, zone, now)


def _two_digit_year(
    a: int, b: int, c: int, sign: str, zone: tzinfo, now: datetime, month_first: bool
) -> datetime | None:
    """23-01-06 is year first in Asia; 06.01.23 day first elsewhere. Of two readings the one not in the future."""
    year_first, day_first, us = (2000 + a, b, c), (2000 + c, b, a), (2000 + c, a, b)
    if str(zone).startswith("Asia/") or sign == "-":
        orders = (year_first, day_first, us)
    else:
        orders = (us, day_first, year_first) if month_first else (day_first, us, year_first)
    for order in orders:
        when = _day(*order, zone)
        if when and when <= now.astimezone(zone) + AHEAD:
            return when
    return None


def _relative(text: str, zone: tzinfo, now: datetime) -> Iterator[Found]:
    here = now.astimezone(zone)
    midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
    for start, end, back in ago.spans(text):
        if back.seconds:
            when = (here - back).replace(second=0, microsecond=0)
            yield Found(when=when, precision=Precision.MINUTE, start=start, end=end)
        else:
            yield _timed(text, start, end, midnight - back)


# ------------------------------------------------------------------ labels

_GLUE = r"[\s\xa0\u3000]{0,4}"
_LABELS = (
    # the publication's own label
    rf"首次发布|首发(?:时间|日期)|发{_GLUE}[布表]{_GLUE}(?:时{_GLUE}间|日{_GLUE}期|于|日)|發[布佈表](?:時間|日期)|刊(?:登|发|载)(?:时间|日期)|上传(?:时间|日期)|"
    r"(?:公開|掲載|投稿|発表|配信|公表|登録)(?:日時|日|年月日)?|公告(?:日期|时间|日)|(?:张贴|張貼|刊登|上版|公布)(?:日期|时间|日)|게시일|등록일|"
    r"작성일|"
    r"\b(?:first\s)?(?:published|posted|released|publication\sdate|publish\s?date|release\sdate|date\spublished|pub\s?date)"
    r"(?:\s(?:on|at|date))?\b|veröffentlicht(?:\sam)?|veröffentlichungsdatum|publié(?:e)?\sle|publicado(?:\sel|\sem)?|"
    r"pubblicat[oa](?:\sil)?|data di pubblicazione|data publikacji|opublikowano|fecha de publicación|"
    r"gepubliceerd(?:\sop)?|опубликовано|дата публикации|опубліковано|дата публікації|ngày đăng|đăng ngày|"
    r"publicera[dt]|publisert|udgivet|julkaistu|zveřejněno|zverejnené|objavljeno|közzétéve|publicat|"
    r"yayın(?:lanma)?\starihi|δημοσιεύ[θτ]ηκε|(?:dipublikasikan|diterbitkan)|เผยแพร่(?:เมื่อ)?|تاريخ النشر|تاریخ انتشار|"
    r"תאריך פרסום|פורסם|प्रकाशित",
    # a bare one
    rf"(?<![\u4e00-\u9fff])(?:时{_GLUE}间|日{_GLUE}期|時間|日付|날짜)|\bdate\b|\bdatum\b|\bfecha\b|\bdata\b",
    # when it was made
    r"创建(?:时间|日期)|录入(?:时间|日期)|添加(?:时间|日期)|建立(?:时间|日期)|作成日|\bcreated(?:\son)?\b|erstellt(?:\sam)?|"
    r"utworzono|vytvořeno|oluşturulma(?:\starihi)?",
    # when it was changed
    r"(?:最后|最近)?(?:更新|修改)(?:时间|日期|于)?|(?:最終)?更新日時?|\b(?:last\s)?(?:updated|modified|reviewed)(?:\son)?\b|"
    r"aktualisiert(?:\sam)?|geändert(?:\sam)?|\bstand\b|mise? à jour(?:\sle)?|modifiée?(?:\sle)?|"
    r"modificad[oa](?:\sel)?|modificat[oa](?:\sil)?|изменено|actualizado|수정일|обновлено|оновлено|poprawiono|"
    r"ultimo aggiornamento|senast (?:ändrad|uppdaterad|granskad)|sist (?:endret|oppdatert)|"
    r"laatst (?:gewijzigd|bijgewerkt)|(?:son )?güncellen?me(?:\starihi)?|päivitetty|upraveno|aktualizacja|diperbarui|"
    r"cập nhật|آخر تحديث",
)
_LABEL = re.compile(ago.quick("|".join(f"(?P<r{n}>{label})" for n, label in enumerate(_LABELS))), re.I)
_BETWEEN = re.compile(
    r"[\s:：=|>\-—(（\[【\"'“]*(?:(?:星期|周|週)[一二三四五六日天]|[a-zäöü]{2,10}[.,]{0,2}\s?(?:den|the|der|le|am|on)?)?[\s:：(（\[,]*",
    re.I,
)


def labelled(text: str, zone: tzinfo, now: datetime, *, changes: bool = True) -> Found | None:
    """The date behind the best label: 发布时间 before 时间 before 创建时间 before 更新时间; None without a label.

    `changes`: a date of change will do, where there is no other.
    """
    best: tuple[int, Found] | None = None
    dates: list[Found] | None = None
    wide = text.translate(_WIDE)
    for label in _LABEL.finditer(wide):
        rank = int(str(label.lastgroup)[1:])
        if (best is not None and best[0] <= rank) or (rank == len(_LABELS) - 1 and not changes):
            continue
        if dates is None:
            dates = find(wide, zone, now)
        found = next((d for d in dates if d.start >= label.end()), None)
        if found is None or not _BETWEEN.fullmatch(
            wide[label.end() : found.start][:40] + wide[label.end() + 40 : found.start]
        ):
            found = _alone_after(wide, label.end(), zone, now)
        if found is not None:
            best = (rank, found)
    return best[1] if best else None


_AFTER = re.compile(r"[\s:：\[(]{0,6}([\d./-]{4,10}(?:\s\d{1,2}:\d{2}(?::\d{2})?)?)(?![\d.:/-])")


def _alone_after(text: str, start: int, zone: tzinfo, now: datetime) -> Found | None:
    """日期：20210106, 时间：01-06 10:30: a label makes a date of what would be none in running text."""
    m = _AFTER.match(text, start)
    if m is None:
        return None
    found = next(_short(m[1], zone, now, False), None)
    if found is None:
        return None
    shift = m.start(1)
    return Found(when=found.when, precision=found.precision, start=shift + found.start, end=shift + found.end,
                 inferred=found.inferred)  # fmt: skip


# ------------------------------------------------------------------ addresses and split dates

_URL = (
    re.compile(r"(?<!\d)((?:19|20)\d{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(r"/((?:19|20)\d{2})[-/](\d{1,2})[-/](\d{1,2})/"),
    re.compile(r"/(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d\d{3,}(?!\d)"),
)


def in_url(url: str, zone: tzinfo) -> Found | None:
    """The day an address names: /2025/0522/c1a2/page.htm, /art/2026/9/30/, t20210106_47506.html."""
    for pattern in _URL:
        for m in pattern.finditer(url):
            if (when := _day(int(m[1]), int(m[2]), int(m[3]), zone)) and when.year >= 1990:
                return Found(when=when, precision=Precision.DAY, start=m.start(1), end=m.end(3))
    return None


_YEAR_MONTH = re.compile(r"(\d{4})\s?[-/.年\s]\s?(\d{1,2})月?")
_MONTH_YEAR = re.compile(r"(\d{1,2})月?\s?[-/.,\s]\s?(\d{4})年?")
_MONTH = re.compile(r"(\d{1,2})\s?月")
_MONTH_AND_DAY = re.compile(r"(\d{1,2})\s?[-/.月]\s?(\d{1,2})")
_YEAR = re.compile(r"\d{4}年?")
_NAMED_YEAR = re.compile(rf"({_NAME})\.?,?(?:\s(\d{{4}}))?", re.I)


def joined(*parts: str, zone: tzinfo, now: datetime) -> Found | None:
    """A date cut into pieces by the layout: ("12", "2022-11"), ("11-12", "2022"), ("6", "Jan", "2023")."""
    pieces = [p.translate(_WIDE).strip().strip("/-.,[]()日 ") for p in parts if p.strip(" \t\r\n/-.,")]
    if not 2 <= len(pieces) <= 4:
        return None
    for order in permutations(pieces):
        found = _joined(order, zone, now)
        if found is not None:
            return found
    return None


def _joined(pieces: tuple[str, ...], zone: tzinfo, now: datetime) -> Found | None:
    head, rest = pieces[0], " ".join(pieces[1:])
    when: datetime | None = None
    inferred = False
    if len(head) <= 2 and head.isdecimal():
        day = int(head)
        if m := _YEAR_MONTH.fullmatch(rest):
            when = _day(int(m[1]), int(m[2]), day, zone)
        elif m := _MONTH_YEAR.fullmatch(rest):
            when = _day(int(m[2]), int(m[1]), day, zone)
        elif m := _NAMED_YEAR.fullmatch(rest):
            inferred = m[2] is None
            month = MONTHS[m[1].lower()]
            when = _recent(month, day, zone, now) if inferred else _day(int(m[2]), month, day, zone)
        elif m := _MONTH.fullmatch(rest):
            when, inferred = _recent(int(m[1]), day, zone, now), True
    elif (m := _MONTH_AND_DAY.fullmatch(head)) and _YEAR.fullmatch(rest):
        when = _day(int(rest[:4]), int(m[1]), int(m[2]), zone)
    if when is None:
        return None
    return Found(when=when, precision=Precision.DAY, start=0, end=0, inferred=inferred)
