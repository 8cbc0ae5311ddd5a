"""The forms of a whole date: 2026年11月25日, 令和8年11月25日, 25 novembre 2026, ۵ آذر ۱۴۰۵. Pure."""

import re
from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import TypeAlias

from feeds import hanzi
from feeds.read.dates.months import ERAS, EVERY, MONTHS, PERSIAN, number_of
from feeds.read.dates.patterns import folded, one_of

_NAME = one_of(list(EVERY))
_ENGLISH = frozenset(["led", "mac", "fab", "few", "mat", "mas", "dub", "bal", "tra", "sen", "hun", "dis", "pri", "sat"])
#: names that may stand before the day: LED 12, 2026 is none
_FIRST = one_of([name for name in EVERY if name in MONTHS or name not in _ENGLISH])
_HAN = {digit: n for n, digits in enumerate(("〇○零Ｏ", *"一二三四五六七八九")) for digit in digits}
#: what may follow a date: not more digits, not the rest of a range or of a version
_END = r"(?!\d|[-.~—至到]\s?\d|/\d)"
_DOT = r"(?:\.(?=\s\d{1,2}:\d{2}))?"  #: 2026. 1. 22. 11:40
ENDS = re.compile(_END)
_GLUED = r"(?!\d(?!\d:\d\d(?!\d)))"  #: 3 de junio de 202210:09
FULL = hanzi.compile(
    r"(?<![\d.])(?<!\d[-/:])(\d{4})\s?([-/.]|年)\s?(\d{1,2})\s?([-/.]|月)\s?(\d{1,2})(?:\s?[日号號])?" + _DOT
)
_SPACED = hanzi.compile(r"(?<!\d)(\d{4})\s{0,3}[年년]\s{0,3}(\d{1,2})\s{0,3}[月월]\s{0,3}(\d{1,2})\s{0,3}[日号號일]")
_ERA = hanzi.compile(
    r"(令和|平成|昭和|民国|(?<![A-Za-z\d])[RH](?=\s?\d{1,2}\s?[./年]))\s?(\d{1,3}|元)\s?[年./-]\s?(\d{1,2})\s?[月./-]"
    r"\s?(\d{1,2})\s?日?" + _END
)
_CHINESE = re.compile(r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
#: 中華民國一一五年十一月十日
_REPUBLIC = hanzi.compile(
    r"民国([〇○零一二三四五六七八九]{2,3})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
#: 十一月 6th, 2026, 11月 20, 2026 and 20 11月, 2026: an English order with the months of another language
_HAN_MONTH = re.compile(
    r"(?<![\d年])(\d{1,2}|[一二三四五六七八九十]{1,3})\s?[月월]\s{0,2}(\d{1,2})(?:st|nd|rd|th)?,?\s{1,2}(\d{4})(?!\w)"
)
_DAY_HAN_MONTH = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?\s(\d{1,2}|[一二三四五六七八九十]{1,3})[月월],?\s{1,2}(\d{4})(?!\w)"
)
_ROC = re.compile(r"(?<!\d)(1[0-4]\d)\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日")
DAY_FIRST = re.compile(r"(?<![\d.])(?<!\d[-/:])(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})" + _DOT + _END)
_DAY_NAME = re.compile(
    r"(?<![\d.:-])(\d{1,2})(st|nd|rd|th|er|\.|º|-a)?"
    r"(?:,(?=\s\w{3,12},))?"  # 26, Febrero, 2026; not Vol. 12, March 2026
    rf"[\s-]{{0,2}}(?:de\s|of\s|d['’]|ta['’]\s|ב-?)?({_NAME})(?!\w)\.?[,،]?"
    r"(?:\s?/\s?[^\W\d_]{3,12}(?:\s[^\W\d_]{4,6})?)?[\s-]{0,2}(?:de\s|del\s|[พค]\.ศ\.\s?)?(\d{4})" + _GLUED + r"(\.?)",
    re.I,
)
_NAME_DAY = re.compile(
    rf"(?<!\w)({_FIRST})(?!\w)\.?\s{{0,2}}(\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,2}}(?:del?\s)?(\d{{4}}){_GLUED}", re.I
)
#: Fri May 29 11:17:02 2009, as C writes it, and Java with the zone, of which CST is China's where we are
CTIME = re.compile(
    rf"(?<!\w)(?:mon|tue|wed|thu|fri|sat|sun)\s({_FIRST})\s{{1,2}}(\d{{1,2}})\s"
    r"(?=\d{1,2}:\d{2}(?::\d{2})?\s(?:CST\s)?((?:19|20)\d{2})(?!\d|\s?[^\W\d_]))",
    re.I,
)
#: as Drupal writes Hungarian, "2016, november 7 - 19:25"; but not "in 2016, may 7 of us"
_COMMA = r",(?=\s\w{3,12}\s\d{1,2}(?:\s[-–]\s\d{1,2}:\d{2}|\s*$))"
#: 2026. november 12., 2016, november 7, 2026 m. lapkričio 12 d., 2026 թ. նոյեմբերի 12, 2026(e)ko azaroaren 12(a)
_YEAR_NAME = re.compile(
    rf"(?<!\d)(\d{{4}})(?:\(e\)ko|ko|\.|{_COMMA})?\s(?:m\.\s|թ\.\s)?({_NAME})(?:ren|\shó)?(?!\w)\.?\s(\d{{1,2}})(?!\d)",
    re.I,
)
#: 2026. gada 12. novembris, 2026 ж. 12 қараша, 2026-ж., 12-ноябрь
_YEAR_DAY_NAME = re.compile(
    rf"(?<!\d)(\d{{4}})(?:\.\sg(?:ada|\.)|[\s-]?жы?л?\.?,?)\s(\d{{1,2}})[.-]?\s?({_NAME})(?!\w)\.?", re.I
)
#: 2026 оны 11 дүгээр сарын 12, 2026-يىلى 11-ئاينىڭ 12-كۈنى: Mongolian and Uyghur count their months
_COUNTED = re.compile(
    r"(?<!\d)(\d{4})(?:\s?оны|-?\s?يىلى?)\s(\d{1,2})(?:\s?-?(?:р|[дт][уү]г[аэ]{2}р))?(?:\s?сарын|-?ئاينىڭ)\s(\d{1,2})(?!\d)"
)
_VIETNAMESE = re.compile(r"(?<!\d)(\d{1,2})\s+(?:tháng\s+|thg?\.?\s?)(\d{1,2})(?:,?\s+năm)?[\s,]+(\d{4})(?!\d)", re.I)
#: 19 06 2016, alone or before a bracket; of 11 06 2016 nobody knows the month
_BLANKS = re.compile(r"^\s*(1[3-9]|2\d|3[01]) (0\d|1[0-2]) ((?:19|20)\d\d)(?=\s*(?:$|[(|]))")
#: 20 XI 2026
_ROMAN = re.compile(r"(?<![\d.])(\d{1,2})[\s.]{1,2}(I{1,3}|I?V|VI{1,3}|I?X|XI{1,2})[\s.]{1,2}(\d{4})(?!\d)")
_ROMANS = dict(zip("I II III IV V VI VII VIII IX X XI XII".split(), range(1, 13), strict=True))  # noqa: SIM905
_PERSIAN = re.compile(rf"(?<!\d)(\d{{1,2}})\s+({'|'.join(PERSIAN)})(?:\s+ماه)?\s+(1[34]\d\d)(?!\d)")
_TWO_DIGITS = re.compile(r"\d[./-]\s?\d")


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


def _han_month(m: re.Match[str], _: bool) -> tuple[int, int, int] | None:
    month = int(m[1]) if m[1].isdecimal() else _han(m[1])
    return (int(m[3]), month, int(m[2])) if month else None


def _day_han_month(m: re.Match[str], _: bool) -> tuple[int, int, int] | None:
    month = int(m[2]) if m[2].isdecimal() else _han(m[2])
    return (int(m[3]), month, int(m[1])) if month else None


def _day_first(m: re.Match[str], month_first: bool) -> tuple[int, int, int] | None:
    a, b, year = int(m[1]), int(m[3]), int(m[4])
    if m[2] == ".":  # only ever written day.month.year
        return year, b, a
    if a > 12 or b > 12:
        return (year, b, a) if a > 12 else (year, a, b)
    return (year, a, b) if month_first else (year, b, a)


#: Croatian months whose names mean others elsewhere: its days have a dot behind them
_CROATIAN = {"listopada": 10, "listopad": 10, "lis": 10, "srp": 7, "lip": 6}


def _day_name(m: re.Match[str], _: bool) -> tuple[int, int, int]:
    name = folded(m[3])
    croatian = m[2] == "." and m[5]  # 6. listopada 2025.
    return int(m[4]), (_CROATIAN.get(name) if croatian else None) or number_of(name), int(m[1])


def _name_day(m: re.Match[str], _: bool) -> tuple[int, int, int]:
    return int(m[3]), number_of(m[1]), int(m[2])


def _year_name(m: re.Match[str], _: bool) -> tuple[int, int, int]:
    return int(m[1]), number_of(m[2]), int(m[3])


def _year_day_name(m: re.Match[str], _: bool) -> tuple[int, int, int]:
    return int(m[1]), number_of(m[3]), int(m[2])


def _persian(m: re.Match[str], _: bool) -> tuple[int, int, int]:
    """The day of the Persian solar calendar, in ours. Leap years as in its cycle of 33, right from 1343 to 1472."""
    year, month = int(m[3]), PERSIAN[m[2]]
    passed = 365 * (year - 1) + (8 * year + 21) // 33 + 31 * min(month - 1, 6) + 30 * max(0, month - 7) + int(m[1])
    when = datetime.fromordinal(passed + 226_894)
    return when.year, when.month, when.day


#: of an alphabet that writes month names in letters
_LETTERS = re.compile(r"[^\W\d_\u0500-\U0010ffff]{3}|[\u0531-\u1fff]")
Form: TypeAlias = Callable[[re.Match[str], bool], tuple[int, int, int] | None]

#: pattern, what it means, and signs of which a text must show one: most texts show none
FORMS: tuple[tuple[re.Pattern[str], Form, re.Pattern[str]], ...] = (
    (_SPACED, _numbers, re.compile("[年년]")),
    (_ERA, _era, re.compile("[令平昭民RH]")),
    (_CHINESE, _chinese, re.compile("年")),
    (_REPUBLIC, _republic, hanzi.compile("民国")),
    (_ROC, lambda m, _: (1911 + int(m[1]), int(m[2]), int(m[3])), re.compile("年")),
    (_HAN_MONTH, _han_month, re.compile("[月월]")),
    (_DAY_HAN_MONTH, _day_han_month, re.compile("[月월]")),
    (DAY_FIRST, _day_first, _TWO_DIGITS),
    (_DAY_NAME, _day_name, _LETTERS),
    (_NAME_DAY, _name_day, re.compile(r"(?:[^\W\d_]|[\u0900-\u1fff])\.?\s{0,2}\d")),
    (CTIME, _name_day, re.compile(r"\d:\d\d(?::\d\d)?\s(?:CST\s)?\d{4}")),
    (_YEAR_NAME, _year_name, re.compile(r"\d{4}(?:[.,]|ko|\(e\)ko)?\s")),
    (_YEAR_DAY_NAME, _year_day_name, re.compile(r"\d{4}(?:\.\sg|[\s-]?ж)")),
    (_COUNTED, _numbers, re.compile("оны|يىل")),
    (_VIETNAMESE, lambda m, _: (int(m[3]), int(m[2]), int(m[1])), re.compile("th", re.I)),
    (_BLANKS, lambda m, _: (int(m[3]), int(m[2]), int(m[1])), re.compile(r"^\s*\d\d \d\d \d")),
    (_ROMAN, lambda m, _: (int(m[3]), _ROMANS[m[2]], int(m[1])), re.compile("[IVX]")),
    (_PERSIAN, _persian, re.compile("[\u0600-\u06ff]")),
)
FIGURES = re.compile(r"[\d\s\-./:()\[\]]*")  #: 2026-11-25 10:30, [11-25]: no words, so no form that needs one
FORMS_OF_FIGURES = tuple(form for form in FORMS if form[0] in (DAY_FIRST, _BLANKS))


def month_first_in(text: str, zone: tzinfo) -> bool:
    """11/12/2022: the other dates of the text tell, else the zone."""
    for m in DAY_FIRST.finditer(text) if ("/" in text or "-" in text) and _TWO_DIGITS.search(text) else ():
        if m[2] != "." and (int(m[1]) > 12) != (int(m[3]) > 12):
            return int(m[3]) > 12
    return str(zone).startswith(("America/", "US/"))
