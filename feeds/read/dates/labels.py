"""The date behind its label: 发布时间 before 时间 before 创建时间 before 更新时间, in thirty languages. Pure."""

import re
from dataclasses import replace
from datetime import datetime, tzinfo

from feeds import hanzi
from feeds.read.dates.dates import find
from feeds.read.dates.days import WIDE, Found
from feeds.read.dates.patterns import quick
from feeds.read.dates.shortdates import short

_GLUE = r"[\s\xa0\u3000]{0,4}"
_LABELS = (
    # the publication's own label
    rf"首次发布|首发(?:时间|日期)|发{_GLUE}[布表]{_GLUE}(?:时{_GLUE}间|日{_GLUE}期|于|日)|發[布佈表](?:時間|日期)|刊(?:登|发|载)(?:时间|日期)|上传(?:时间|日期)|"
    r"(?:公開|掲載|投稿|発表|配信|公表|登録)(?:日時|日|年月日)?|公告(?:日期|时间|日)|"
    r"(?:张贴|張貼|刊登|上版|公布)(?:日期|时间|日)|게시일|등록일|"
    r"작성일|"
    r"\b(?:first\s)?(?:published|posted|released|publication\sdate|publish\s?date|release\sdate|date\spublished|pub\s?date)"
    r"(?:\s(?:on|at|date))?\b|veröffentlicht(?:\sam)?|veröffentlichungsdatum|publié(?:e)?\sle|publicado(?:\sel|\sem)?|"
    r"pubblicat[oa](?:\sil)?|data di pubblicazione|data publikacji|opublikowano|fecha de publicación|"
    r"gepubliceerd(?:\sop)?|опубликовано|дата публикации|опубліковано|дата публікації|ngày đăng|đăng ngày|"
    r"publicera[dt]|publisert|udgivet|julkaistu|zveřejněno|zverejnené|objavljeno|közzétéve|publicat|"
    r"yayın(?:lanma)?\starihi|δημοσιε[υύ][θτ]ηκε|(?:dipublikasikan|diterbitkan)|เผยแพร่(?:เมื่อ)?|تاريخ النشر|"
    r"تاریخ انتشار|"
    r"תאריך פרסום|פורסם|प्रकाशित|publié(?:e)?(?=\s?[:：])|mis(?:e)? en ligne(?: le)?|geplaatst(?:\sop)?|dodano|"
    r"publikován[oé]|vydáno|(?<!\w\s)\bmegjelent(?=\s?[:：])|објављено|размещено|публикувано(?:\sна)?|offentliggjort|"
    r"avaldatud|publicēts|paskelbta|argitaratua|diposting(?:\spada)?|نشر في|yayınlan(?:ma|dı)(?=\s?[:：])",
    # a bare one
    rf"(?<![\u4e00-\u9fff])(?:时{_GLUE}间|日{_GLUE}期|時間|日付|날짜)|"
    r"\b(?:date|datum|fecha)\b|\bdata(?=\s?[:：])|(?<!\w )\bdata\b|"
    r"(?<!\w\s)\b(?:dátum|дата|ημερομην[ιί]α|tarih|tanggal|tarikh)(?=\s?[:：])|(?:duyuru|haber|ekleme)\starihi|"
    r"วันที่(?=\s?[:：])|תאריך(?=\s?[:：])|दिनांक(?=\s?[:：])",
    # when it was made
    r"创建(?:时间|日期)|录入(?:时间|日期)|添加(?:时间|日期)|建立(?:时间|日期)|作成日|\bcreated(?:\son)?\b|"
    r"erstellt(?:\sam)?|"
    r"utworzono|vytvořeno|oluşturulma(?:\starihi)?",
    # when it was changed
    r"(?:最后|最近)?(?:更新|修改)(?:时间|日期|于)?|(?:最終)?更新日時?|"
    r"\b(?:last\s)?(?:updated|modified|reviewed)(?:\son)?\b|"
    r"aktualisiert(?:\sam)?|geändert(?:\sam)?|\bstand\b|mise? à jour(?:\sle)?|modifiée?(?:\sle)?|"
    r"modificad[oa](?:\sel)?|modificat[oa](?:\sil)?|изменено|actualizado|수정일|обновлено|оновлено|poprawiono|"
    r"ultimo aggiornamento|senast (?:ändrad|uppdaterad|granskad)|sist (?:endret|oppdatert)|"
    r"laatst (?:gewijzigd|bijgewerkt)|(?:son )?güncellen?me(?:\starihi)?|päivitetty|upraveno|aktualizacja|diperbarui|"
    r"cập nhật|آخر تحديث",
)
_LABEL = hanzi.compile(quick("|".join(f"(?P<r{n}>{label})" for n, label in enumerate(_LABELS))), re.I)
_BETWEEN = hanzi.compile(
    r"[\s:：=|>\-—(（\[【\"'“]*(?:(?:星期|周|週)[一二三四五六日天]|[a-zäöü]{2,10}[.,]{0,2}\s?(?:den|the|der|le|am|on)?)?[\s:：(（\[,]*",
    re.I,
)


def labelled(text: str, zone: tzinfo, now: datetime, *, changes: bool = True) -> Found | None:
    """The date behind the best label: 发布时间 before 时间 before 创建时间 before 更新时间; None without a label.

    `changes`: a date of change will do, where there is no other.
    """
    best: tuple[int, Found] | None = None
    dates: list[Found] | None = None
    wide = text.translate(WIDE)
    for label in _LABEL.finditer(wide):
        rank = int(str(label.lastgroup)[1:])
        if (best is not None and best[0] <= rank) or (rank == len(_LABELS) - 1 and not changes):
            continue
        if dates is None:
            dates = find(wide, zone, now)
        behind = [d for d in dates if d.start >= label.end()]
        found = behind[0] if behind else None
        if found is not None and found.inferred and len(behind) > 1 and behind[1].start - found.end < 4:
            found = replace(behind[1], start=found.start)  # 3 months ago, 11/04/2012
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
    found = next(short(m[1], zone, now, False), None)
    if found is None:
        return None
    shift = m.start(1)
    return Found(when=found.when, precision=found.precision, start=shift + found.start, end=shift + found.end,
                 inferred=found.inferred)  # fmt: skip
