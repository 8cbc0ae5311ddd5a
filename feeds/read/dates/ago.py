"""How long ago a text says something was: 3天前, 2 uur geleden, gestern. Pure; the clock is the caller's.

A word alone (gisteren, вчера) counts only where it is all that a text says, but for the first table's: 昨天 is found
in sentences too.
"""

import re
from collections.abc import Iterator
from datetime import timedelta

from feeds import hanzi
from feeds.read.dates.patterns import folded, quick

_UNITS = (
    (
        "seconds",
        r"秒|sec(?:ond)?s?|sekunden?|seconden?|secondes?|segundos?|secondi|sekund\w*|секунд\w*|saniye|detik|giây|초|วินาที",
    ),
    (
        "minutes",
        r"分钟?|min(?:ute)?s?|minuten?|minuut|minutos?|minut\w{0,2}|хвилин\w*|минут\w*|dakika|menit|phút|분|นาที|"
        r"دقيقة|دقائق|دقیقه|मिनट|মিনিট|منٹ|דקות|λεπτά",
    ),
    (
        "hours",
        r"小时|小時|時間|h(?:ou)?rs?|stunden?|uur|uren|heures?|horas?|or[ea]|godzin\w*|годин\w*|час(?:а|ов)?|saat|jam|giờ|시간|"
        r"ชั่วโมง|ساعة|ساعات|ساعت|घंटे|ঘণ্টা|گھنٹے|שעות|timer|timmar|tuntia|hodin\w*|ώρες",
    ),
    (
        "days",
        r"天|日|days?|tage?n?|dage?n?|dagar|jours?|días?|dias?|giorn[io]|dni|дн\w+|gün|hari|ngày|일|วัน|يوم|أيام|روز|दिन|দিন|ימים|"
        r"päivää|ημέρες",
    ),
    (
        "months",
        r"月|months?|monate?n?|mois|mes(?:es)?|mes[ei]|maand(?:en)?|miesi\w+|месяц\w*|місяц\w*|ay|bulan|tháng|개월|เดือน|"
        r"شهر|أشهر|ماه|महीने|মাস|måneder|månader|kuukautta|měsíc\w*",
    ),
    (
        "weeks",
        r"周|週間?|星期|weeks?|wochen?|weken|semaines?|semanas?|settiman\w|tygodni\w*|недел\w+|тижн\w+|hafta|minggu|"
        r"tuần|주|ukers?|veckor|viikkoa",
    ),
)
_BEHIND = (
    r"(?:之)?前|ago\b|geleden|temu|назад|тому|fa\b|atrás|siden|sedan|sitten|önce|(?:yang )?lalu|trước|전|ที่แล้ว|"
    r"پیش|قبل|पहले|আগে|πριν"
)
_BEFORE = r"\bvor|\bhace|\bil y a|\bhá|\bpřed|منذ|قبل|לפני|πριν"


def _units(mark: int) -> str:
    return "|".join(f"(?P<{name}{mark}>{words})" for name, words in _UNITS)


_AGO = hanzi.compile(
    rf"(?<![\d.])(?P<n>\d{{1,4}})\s?个?(?:{_units(1)})\s?(?:{_BEHIND})"
    rf"|(?:{_BEFORE})\s(?P<m>\d{{1,4}}|ein(?:er|em)|una?|une)\s(?:{_units(2)})(?!\w)"
    r"|\b(?:an?|one)\s(?:(?P<minutes3>minute)|(?P<hours3>hour)|(?P<days3>day)|(?P<weeks3>week))\sago\b",
    re.I,
)
#: what may stand before it, alone or in brackets: (487 days 3 hours ago)
_MORE = re.compile(rf"(?:^|[(（])\s?(?P<n>\d{{1,4}})\s?(?:{_units(4)})\s(?:(?:and|и|und|et|y)\s)?$", re.I)
_ANYWHERE = {"今天": 0, "今日": 0, "today": 0, "heute": 0, "昨天": 1, "昨日": 1, "yesterday": 1, "gestern": 1}
_ANYWHERE["前天"] = 2
_WORD = re.compile(rf"(?:^|(?<=[\s:：\[(|]))({'|'.join(_ANYWHERE)})(?=$|[\s\])|,\d])", re.I)
_ALONE = {
    word: days
    for days, words in enumerate(
        (
            "vandaag idag dzisiaj dziś aujourd'hui oggi hoy hoje сегодня сьогодні bugün dnes 오늘 วันนี้ اليوم امروز "
            "आज σήμερα tänään",
            "gisteren igår wczoraj hier ieri ayer ontem вчера вчора dün včera 어제 เมื่อวาน أمس دیروز χθες eilen "
            "kemarin tegnap",
            "eergisteren przedwczoraj avant-hier anteontem позавчера позавчора předevčírem 그저께 그제",
        )
    )
    for word in words.split()
}
_DAYS = {folded(word): days for word, days in (_ALONE | _ANYWHERE).items()}
_ALONE_WORD = re.compile(
    rf"\W{{0,3}}({'|'.join(sorted(map(re.escape, _ALONE), key=len, reverse=True))})"
    r"(?=\W{0,3}$|[\s,|·]{1,3}(?:(?:om|o|à|alle|às|в|о|kl\.?|at)\s)?\d{1,2}[:.hч]\d{2}\W{0,3}$)",
    re.I,
)
#: for a quick look: no text without one of these says so
HINT = "|".join(["天|日|day|heute|gestern|ago|vor", *sorted(map(re.escape, _ALONE))])
_HINTED = re.compile(quick(rf"{_BEHIND}|{_BEFORE}|{HINT}"), re.I)


#: before and behind a word of a day that is one: Posted today, Heute, 14:30
_OPENS = re.compile(
    r"(?:^|[:：\[(|·,–—-]|\b(?:published|posted|updated|created|veröffentlicht|aktualisiert|erstellt))\s*$", re.I
)
_TIMED = re.compile(r"\s*,?\s*(?:(?:at|um)\s*)?\d{1,2}[:.]\d{2}", re.I)


def _dates(text: str, start: int, end: int) -> bool:
    """Whether "today" says when something was published, and is no part of a sentence."""
    return bool(_OPENS.search(text, max(0, start - 20), start) or _TIMED.match(text, end))


def _span(m: re.Match[str], said: str) -> timedelta:
    unit = next(name[:-1] for name, value in m.groupdict().items() if value and name[-1].isdigit())
    count = int(said) if said.isdigit() else 1
    return timedelta(days=30 * count) if unit == "months" else timedelta(**{unit: count})


def spans(text: str) -> Iterator[tuple[int, int, timedelta]]:
    """Where such words stand, and how long ago they say: whole days, or less."""
    if not _HINTED.search(text):
        return
    for m in _AGO.finditer(text):
        more = _MORE.search(text, max(0, m.start() - 24), m.start()) if m["n"] else None
        back = _span(m, m["n"] or m["m"] or "1")
        if more is not None and _span(more, "1") > _span(m, "1"):
            yield m.start() - len(more[0].lstrip("(（ ")), m.end(), back + _span(more, more["n"])
        else:
            yield m.start(), m.end(), back
    for m in _WORD.finditer(text):
        if m[1].isascii() and not _dates(text, m.start(), m.end()):
            continue  # Subscribe today
        yield m.start(), m.end(), timedelta(days=_DAYS[folded(m[1])])
    if len(text) <= 40 and (m2 := _ALONE_WORD.match(text)):
        yield m2.start(1), m2.end(1), timedelta(days=_DAYS[folded(m2[1])])
