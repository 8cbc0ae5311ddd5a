"""The time of day behind a date or right before it: 10:30, 下午2:30, kl. 14.30, 2:30 μ.μ., 14:30 Uhr. Pure."""

import re

from feeds import hanzi

#: what may stand between a date and its time: "of the year", a weekday
_WEEKDAY = (
    r"(?:(?:\.\snapján|-[áé]n)(?=\s)|\.(?=[\s,])|\s?(?:г(?:ода|\.)?|р(?:оку|\.)?|ж\.|d\.),?(?=\s))?"
    r"(?:\s*\(?(?:星期|周|週)[一二三四五六日天]\)?|\s*\([月火水木金土日월화수목금토일]\)|\s[월화수목금토일]요일|"
    r"\s*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b)?"
)
_AT = (
    r"(?:(?P<at>(?i:at|um|à|às|ore|alle(?: ore)?|kl\.?|klo|в|об?|у|ob|ora|(?:o )?godz\.|saat|pukul|jam|las|om|lúc|"
    r"เวลา|ساعت|الساعة|[hjk][ks]t|cst)\s+)|-\s?)?"
)
_EARLY = frozenset(["上午", "午前", "凌晨", "早上", "清晨", "오전", "a", "π", "ص", "PG"])
_LATE = frozenset(["下午", "晚上", "午後", "傍晚", "오후", "p", "μ", "م", "PTG"])
_HALF = r"(?P<half>上午|下午|晚上|午前|午後|凌晨|中午|早上|清晨|傍晚|오전|오후)?\s?"
#: 10.30 is a time only before Uhr or behind kl.; 2026-11-12 12.50 is a price
_DOTTED = r"\.(?P<gm>\d{2})(?(at)(?!\d)|(?=\s?Uhr|\s?WI[BT]))"
TIME = hanzi.compile(
    _WEEKDAY + r"[\s,，،|·]{0,6}(?P<t>T)?" + _AT + _HALF + r"(?P<h>\d{1,2})"
    rf"(?:(?:\s?[:时時点點]|\s?[hH]\s?)(?P<m>\d{{2}})|{_DOTTED})(?:\s?[:分](?P<s>\d{{2}})(?!\d))?(?:\.\d{{1,9}})?"
    r"(?!\d)[秒分]?(?:\s?Uhr)?(?:\s?(?P<ap>[AaPp])\.?\s?[Mm]\b\.?|\s?(?P<other>[μπ])\.μ\.|\s(?P<arabic>[مص])(?!\w)|\s(?P<malay>PTG|PG)\b)?"
    r"(?:\s?(?P<off>Z\b|UTC\b|GMT\b|[+-]\d{2}:?\d{2}(?!\d)))?"
)
#: 14:30, 25 November 2026, where a line begins with it: neither a score nor the end of a span
_BEFORE = re.compile(r"(?:^|[\n|>·(\[]\s?)(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s?Uhr)?(?:\s?[,|·-]\s?|\s{1,2})$")


def hour_of(m: re.Match[str]) -> int:
    """The hour of a match of TIME on a clock of 24."""
    hour = int(m["h"])
    half = m["half"] or (m["ap"] or "").lower() or m["other"] or m["arabic"] or m["malay"] or ""
    if hour < 12 and half in _LATE:
        return hour + 12
    return 0 if hour == 12 and half in _EARLY else hour


def before(text: str, start: int) -> tuple[int, int, int | None] | None:
    """The time that stands right before a date: hour, minute, second if it is said."""
    m = _BEFORE.search(text, max(0, start - 24), start)
    if m is None or int(m[1]) > 23 or int(m[2]) > 59 or int(m[3] or 0) > 59:
        return None
    return int(m[1]), int(m[2]), int(m[3]) if m[3] else None
