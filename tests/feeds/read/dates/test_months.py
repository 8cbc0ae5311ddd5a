"""A date is read in every language that it may be written in, and so is the time beside it.

The lines are what CLDR 49 makes of two days in each language, long and medium (Babel 2.19).
"""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from feeds.read.dates import dates
from feeds.read.dates.months import EVERY
from feeds.read.dates.patterns import one_of
from feeds.read.markup.lines import tidy

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")

LANGUAGES = """\
en; 2025-01-03; January 3, 2025; 2025-07-03; Jul 3, 2025
de; 2025-06-10; 10. Juni 2025; 2025-12-10; 10.12.2025
fr; 2025-11-17; 17 novembre 2025; 2025-05-17; 17 mai 2025
es; 2025-04-24; 24 de abril de 2025; 2025-10-24; 24 oct 2025
pt; 2025-09-06; 6 de setembro de 2025; 2025-03-06; 6 de mar. de 2025
it; 2025-02-13; 13 febbraio 2025; 2025-08-13; 13 ago 2025
nl; 2025-07-20; 20 juli 2025; 2025-01-20; 20 jan 2025
pl; 2025-12-27; 27 grudnia 2025; 2025-06-27; 27 cze 2025
cs; 2025-05-09; 9. května 2025; 2025-11-09; 9. 11. 2025
sk; 2025-10-16; 16. októbra 2025; 2025-04-16; 16. 4. 2025
hu; 2025-03-23; 2025. március 23.; 2025-09-23; 2025. szept. 23.
ro; 2025-08-05; 5 august 2025; 2025-02-05; 5 feb. 2025
bg; 2025-01-12; 12 януари 2025 г.; 2025-07-12; 12.07.2025 г.
ru; 2025-06-19; 19 июня 2025 г.; 2025-12-19; 19 дек. 2025 г.
uk; 2025-11-26; 26 листопада 2025 р.; 2025-05-26; 26 трав. 2025 р.
be; 2025-04-08; 8 красавіка 2025 г.; 2025-10-08; 8 кас 2025 г.
sr; 2025-09-15; 15. септембар 2025.; 2025-03-15; 15. 3. 2025.
sr_Latn; 2025-02-22; 22. februar 2025.; 2025-08-22; 22. 8. 2025.
hr; 2025-07-04; 4. srpnja 2025.; 2025-01-04; 4. sij 2025.
sl; 2025-12-11; 11. december 2025; 2025-06-11; 11. jun. 2025
mk; 2025-05-18; 18 мај 2025 г.; 2025-11-18; 18 ное. 2025 г.
sq; 2025-10-25; 25 tetor 2025; 2025-04-25; 25 pri 2025
el; 2025-03-07; 7 Μαρτίου 2025; 2025-09-07; 7 Σεπ 2025
tr; 2025-08-14; 14 Ağustos 2025; 2025-02-14; 14 Şub 2025
az; 2025-01-21; 21 yanvar 2025; 2025-07-21; 21 iyl 2025
kk; 2025-06-03; 2025 ж. 3 маусым; 2025-12-03; 2025 ж. 03 жел.
uz_Latn; 2025-11-10; 10-noyabr, 2025; 2025-05-10; 10-may, 2025
ky; 2025-04-17; 2025-ж., 17-апрель; 2025-10-17; 2025-ж., 17-окт.
ja; 2025-09-24; 2025年9月24日; 2025-03-24; 2025/03/24
ko; 2025-02-06; 2025년 2월 6일; 2025-08-06; 2025. 8. 6.
zh; 2025-07-13; 2025年7月13日; 2025-01-13; 2025年1月13日
vi; 2025-12-20; 20 tháng 12, 2025; 2025-06-20; 20 thg 6, 2025
th; 2025-05-27; 27 พฤษภาคม ค.ศ. 2025; 2025-11-27; 27 พ.ย. 2025
id; 2025-10-09; 9 Oktober 2025; 2025-04-09; 9 Apr 2025
ms; 2025-03-16; 16 Mac 2025; 2025-09-16; 16 Sep 2025
fil; 2025-08-23; Agosto 23, 2025; 2025-02-23; Peb 23, 2025
hi; 2025-01-05; 5 जनवरी 2025; 2025-07-05; 5 जुल॰ 2025
bn; 2025-06-12; 12 জুন, 2025; 2025-12-12; 12 ডিসে, 2025
ta; 2025-11-19; 19 நவம்பர், 2025; 2025-05-19; 19 மே, 2025
mr; 2025-04-26; 26 एप्रिल, 2025; 2025-10-26; 26 ऑक्टो, 2025
gu; 2025-09-08; 8 સપ્ટેમ્બર, 2025; 2025-03-08; 8 માર્ચ, 2025
kn; 2025-02-15; ಫೆಬ್ರವರಿ 15, 2025; 2025-08-15; ಆಗ 15, 2025
ml; 2025-07-22; 2025 ജൂലൈ 22; 2025-01-22; 2025 ജനു 22
pa; 2025-12-04; 4 ਦਸੰਬਰ 2025; 2025-06-04; 4 ਜੂਨ 2025
ur; 2025-05-11; 11 مئی، 2025; 2025-11-11; 11 نومبر، 2025
ne; 2025-10-18; 2025 अक्टोबर 18; 2025-04-18; 2025 अप्रिल 18
my; 2025-03-25; 2025 မတ် 25; 2025-09-25; 2025 စက် 25
km; 2025-08-07; 7 សីហា 2025; 2025-02-07; 7 កុម្ភៈ 2025
lo; 2025-01-14; 14 ມັງກອນ 2025; 2025-07-14; 14 ກ.ລ. 2025
ka; 2025-06-21; 21 ივნისი, 2025; 2025-12-21; 21 დეკ. 2025
hy; 2025-11-03; 2025 թ. նոյեմբերի 3; 2025-05-03; 2025 թ. մյս 3
he; 2025-04-10; 10 באפריל 2025; 2025-10-10; 10 באוק׳ 2025
ar; 2025-09-17; 17 سبتمبر 2025; 2025-03-17; 17‏/03‏/2025
ar_MA; 2025-02-24; 24 فبراير 2025; 2025-08-24; 24‏/08‏/2025
ar_DZ; 2025-07-06; 6 جويلية 2025; 2025-01-06; 06‏/01‏/2025
ar_SY; 2025-12-13; 13 كانون الأول 2025; 2025-06-13; 13‏/06‏/2025
fa; 2025-05-20; 20 مه 2025; 2025-11-20; 20 نوامبر 2025
ps; 2025-10-27; 27 اکتوبر 2025; 2025-04-27; 27 اپریل 2025
sw; 2025-03-09; 9 Machi 2025; 2025-09-09; 9 Sep 2025
am; 2025-08-16; 16 ኦገስት 2025; 2025-02-16; 16 ፌብ 2025
so; 2025-01-23; Janaayo 23, 2025; 2025-07-23; 23-Lul-2025
ha; 2025-06-05; 5 Yuni, 2025; 2025-12-05; 5 Dis, 2025
zu; 2025-11-12; Novemba 12, 2025; 2025-05-12; Mey 12, 2025
af; 2025-04-19; 19 April 2025; 2025-10-19; 19 Okt. 2025
sv; 2025-09-26; 26 september 2025; 2025-03-26; 26 mars 2025
nb; 2025-02-08; 8. februar 2025; 2025-08-08; 8. aug. 2025
da; 2025-07-15; 15. juli 2025; 2025-01-15; 15. jan. 2025
fi; 2025-12-22; 22. joulukuuta 2025; 2025-06-22; 22.6.2025
et; 2025-05-04; 4. mai 2025; 2025-11-04; 4. nov 2025
lv; 2025-10-11; 2025. gada 11. oktobris; 2025-04-11; 2025. gada 11. apr.
lt; 2025-03-18; 2025 m. kovo 18 d.; 2025-09-18; 2025-09-18
is; 2025-08-25; 25. ágúst 2025; 2025-02-25; 25. feb. 2025
ga; 2025-01-07; 7 Eanáir 2025; 2025-07-07; 7 Iúil 2025
cy; 2025-06-14; 14 Mehefin 2025; 2025-12-14; 14 Rhag 2025
eu; 2025-11-21; 2025(e)ko azaroaren 21(a); 2025-05-21; 2025(e)ko mai. 21(a)
ca; 2025-04-03; 3 d’abril del 2025; 2025-10-03; 3 d’oct. 2025
gl; 2025-09-10; 10 de setembro de 2025; 2025-03-10; 10 de mar. de 2025
mt; 2025-02-17; 17 ta’ Frar 2025; 2025-08-17; 17 Aww 2025
lb; 2025-07-24; 24. Juli 2025; 2025-01-24; 24. Jan. 2025
eo; 2025-12-06; 6 Decembro 2025; 2025-06-06; 6 Jun 2025
ug; 2025-05-13; 13-ماي، 2025; 2025-11-13; 13-نويابىر، 2025
sd; 2025-03-27; 2025 مارچ 27; 2025-09-27; 2025 سيپٽمبر 27
"""
LINES = [line.split("; ") for line in LANGUAGES.splitlines()]


def said(text: str) -> str:
    found = dates.first(tidy(text), BERLIN, NOW)
    return found.when.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00") if found is not None else ""


@pytest.mark.parametrize("line", LINES, ids=[line[0] for line in LINES])
def test_a_language_s_own_dates_are_read(line: list[str]):
    _, day, long, other, medium = line

    assert (said(long), said(medium)) == (day, other)


def test_every_month_we_know_is_read_between_a_day_and_a_year():
    wrong = {name for name, month in EVERY.items() if said(f"5 {name} 2026") != f"2026-{month:02}-05"}

    assert wrong == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026. november 5. 9:07", "2026-11-05 09:07"),
        ("5 січня 2026 р., 09:07", "2026-01-05 09:07"),
        ("5 января 2026 г. в 14:30", "2026-01-05 14:30"),
        ("2026. 1. 5. 오후 2:30", "2026-01-05 14:30"),
        ("2026년 11월 17일 (화) 14:21", "2026-11-17 14:21"),
        ("23 Μαρτίου 2026 - 2:30 μ.μ.", "2026-03-23 14:30"),
        ("5 يناير 2026، 2:30 م", "2026-01-05 14:30"),
        ("5. januar 2026 kl. 14.30", "2026-01-05 14:30"),
        ("5 Januari 2026 14.30 WIB", "2026-01-05 14:30"),
        ("19 พฤศจิกายน 2569 เวลา 10:24 น.", "2026-11-19 10:24"),
        ("5 janvier 2026 à 14 h 30", "2026-01-05 14:30"),
        ("2026-11-24 HKT 17:12", "2026-11-24 17:12"),
        ("14:30, 23/03/2026", "2026-03-23 14:30"),
        ("18:42 25 November 2026", "2026-11-25 18:42"),
        ("2026年11月25日 下午2:30", "2026-11-25 14:30"),
    ],
)
def test_the_time_beside_a_date_is_read(text: str, expected: str):
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14:00-16:00 25.11.2026", "2026-11-25"),  # the end of a span
        ("2026-11-25 12.50元", "2026-11-25"),  # a price
        ("2026-11-12 12.50", "2026-11-12"),
        ("比分 3:15 2026-11-20", "2026-11-20"),
        ("5 January 2026 10.5 km", "2026-01-05"),
    ],
)
def test_what_is_no_time_of_the_date_is_not_taken_for_it(text: str, day: str):
    assert said(text) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [("6. listopada 2025.", "2025-10-06"), ("6. listopada 2025", "2025-11-06"), ("12. srp 2025.", "2025-07-12")],
)
def test_croatian_months_are_told_from_polish_and_czech_ones(text: str, day: str):
    assert said(text) == day


def test_a_tree_of_words_fits_each_of_them_the_longest_first():
    words = ["mar", "march", "marec", "may", "m.", "марта", "март"]
    pattern = re.compile(one_of(words))

    assert [pattern.fullmatch(word) is not None for word in words] == [True] * len(words)
    assert pattern.match("marchand")[0] == "march"
    assert pattern.fullmatch("ma") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22 NİSAN 2026", "2026-04-22"),  # its İ is no letter that lower() makes an i of
        ("12 EKİM 2026", "2026-10-12"),
        ("12 ΝΟΕΜΒΡΙΟΥ 2026", "2026-11-12"),  # Greek capitals have no accents
        ("5 ΜΑΪΟΥ 2026", "2026-05-05"),
        ("12 PAZDZIERNIKA 2026", "2026-10-12"),
        ("12 \u017feptember 2026", "2026-09-12"),
        ("3 O\u212aTOBER 2026", "2026-10-03"),
        ("ye\u017fterday, 10:20", "2026-11-26"),
    ],
)
def test_a_month_in_capitals_or_in_letters_of_another_age_is_read(text: str, day: str):
    found = dates.first(text, UTC, NOW)

    assert found is not None
    assert f"{found.when:%Y-%m-%d}" == day


#: what re.I takes for one letter
ALIKE = (
    "iı\u0130",
    "s\u017f",
    "k\u212a",
    "å\u212b",
    "σς",
    "θϑ",
    "ε\u03f5",
    "π\u03d6",
    "μµ",
    "в\u1c80",
    "с\u1c83",
    "т\u1c84",
)


def test_no_spelling_of_a_month_that_a_pattern_takes_is_unknown_to_the_table():
    for name in EVERY:
        for alike in ALIKE:
            for letter, other in ((a, b) for a in alike for b in alike if a in name):
                for spelled in (name.replace(letter, other), name.replace(letter, other).upper()):
                    found = dates.first(f"12 {spelled} 2026", UTC, NOW)
                    assert found is None or found.inferred or found.when.month == EVERY[name]
