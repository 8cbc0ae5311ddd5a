"""Who made an article, from the lines around its body, the body itself, the metadata and boxes. Pure."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from feeds import hanzi
from feeds.read.articles import credits as credit
from feeds.read.articles import metadata, works
from feeds.read.articles.nameboxes import NO_AUTHOR, boxed
from feeds.read.articles.runs import Run
from feeds.read.articles.surnames import NAME, is_person
from feeds.read.dates import dates
from feeds.read.dates.days import THEN, UTC
from feeds.read.markup.html import Document, first
from feeds.read.markup.lines import text

_BYLINE = re.compile(
    r"(?:^|[\s|·,\d])"
    r"(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|[Dd]i|[Dd]oor|Автор:?|[Tt]ext(?: und Fotos?)?:|Words:)\s+"
    r"([A-ZÀ-ÖØ-ÞА-Я][\w.'’-]+(?:[ ,]+(?:(?:and|und|et|y|e|de|van|von|der)\b|&|(?<=Office )of(?: the)?\b|"
    r"[A-ZÀ-ÖØ-ÞА-Я][\w.'’-]*)){0,6})",
)
_NETWORK = re.compile(r"^(?:whatsapp|twitter|facebook|telegram|e-?mail)", re.I)  #: compartir por WhatsApp
_OF_SITE = re.compile(r",\s(?:www\.)?[a-z\d-]+(?:\.[a-z\d-]+)+$")  #: Von Gunnar Teichgräber, hintertornetz.de
_AFTER_CREDIT = hanzi.compile(
    r"\s*--|\s+(?:举报|(?:发表|查看)?评论|阅读|编辑|收藏|分享|打印|关注|发表于|字号|大|中|小)(?:\b|[\s(（:：]|$)"
)
_UNOPENED = re.compile(r"(?<=^)([^\[【]{1,40}?)[\]】](?=[\s,，]|$).*")  #: 作者: bluethread] , 2014年3月16日
#: who signs what nobody does; a person's name says more
OFFICE = hanzi.compile(
    r"(?:(?:die|la|el|de|the) )?(?:redaktion|r[ée]daction|redacci[oó]n|redazione|redação|redactie|redakcja|redakce|"
    r"redakci[aj]a?|редакция|редакція|newsroom|news ?desk|editorial(?: staff)?|staff(?: reporter| writer)?|编辑部)",
    re.I,
)
#: 【秘書室公關組訊】, in front of the first sentence
_TIDINGS = hanzi.compile(r"[【［\[]\s*(?!本|綜合|综合|即时|快)([\u4e00-\u9fff]{3,12})讯\s*[】］\]]")
_REPORTER = hanzi.compile(
    rf"(?:记者|通讯员|特约撰稿人?|撰稿|"
    rf"撰文)[\s:：/]{{0,3}}({NAME}(?:[\s、]+{NAME}){{0,4}})(?=$|[\s）)/（(，,])"
)
#: 记者贺青岚报道, before the first sentence; 记者安全报道 names nobody
_REPORTED = hanzi.compile(
    r"[\s\u3000]*(?:[\u4e00-\u9fff]{2,8}讯\s?)?[（(]?(?:本报|本台|本站|(?!据)[\u4e00-\u9fff]{1,6}[报網网台社])?"
    r"(?:见习|特约|全媒体)?记者[\s:：]?"
    rf"(?!向|安全|方便|常年)({NAME}(?:[\s、]+{NAME}){{0,3}})[\s　]?报道[）)\s　，,：:]"
)
#: 其中记者百余人: how many, and no name; 记者会, 记者手记, 記者發表: no name either
_FEW = (
    "(?!百余|[一二两三四五六七八九十几]*十[余一二三四五六七八九]?|[数多各们近约含]|"
    "[会团节证站]|[发発]表|观察|手记|调查|热线|翻摄)"
)
_WHO = r"([\u4e00-\u9fff·]{2,4}(?:[\s、]+[\u4e00-\u9fff·]{2,4}){0,4})(?<!摄)"
#: 新京报快讯（记者 裴剑飞）, 〔記者施如蘭／石埕報導〕: the brackets say enough, whatever the surname
_DATELINE = hanzi.compile(
    rf"[（(【][^（()）【】]{{0,12}}记者[\s:：/]{{0,3}}{_FEW}{_WHO}[）)】]|"
    rf"[（(【〔［\[]记者\s?{_FEW}{_WHO}\s?[／/]\s?[\u4e00-\u9fff]{{2,8}}(?:报[道导]|电)[）)】〕］\]]"
)
#: （中央社記者沈碧湖石埕10日電）: a name of three characters, and where it was wired from
_WIRED = hanzi.compile(
    r"[（(][\u4e00-\u9fff]{0,4}社记者\s?([\u4e00-\u9fff]{3})[\u4e00-\u9fff]{2,4}\s?\d{1,2}日(?:综合)?[专外]?电[）)]"
)
#: …明年4月发布。（记者闵岳、冉青）; (作者：阮听澜，系云麓师范学院教师): the brackets that end a text
_CLOSING = hanzi.compile(
    r"(?<![》”])[（(]\s*(?:[^（()）]{0,12}记者[\s:：/]{0,3}|作者\s?[:：]\s?(?!佚名|未知|不详|匿名|本站|综合|网络))"
    rf"{_FEW}{_WHO}(?:[，,;；][^（()）]{{0,60}})?[）)]\s*$"
)
#: Алесь Вербицкий, фото автора.
_AND_PHOTOS = re.compile(r"([A-ZА-ЯЁІ][\w'’-]+(?: [A-ZА-ЯЁІ][\w'’.-]+){1,2})[,.]?\s+(?:текст и )?фото автора\.?")
#: what stands before 文 and is no name: 综合/文, 图片/文字
_NOBODY = "图片|摄影|编辑|视频|影像|来源|综合|原创|转载|整理|供稿|记者|通讯员|资料|英文|中文|中英|本报|本站"
_SIGNATURE = hanzi.compile(
    r"(?:作者|撰文|撰稿|采写|文字?)\s?[:：/|丨]\s?(?:[\u4e00-\u9fff]{0,12}记者\s?[:：]?\s?)?([\u3040-\u30ff\u4e00-\u9fff·]{2,6}(?:[\s、]+[\u3040-\u30ff\u4e00-\u9fff·]{2,6}){0,4})|"
    rf"(?!{_NOBODY})([\u4e00-\u9fff·]{{2,4}})\s?[/／]\s?(?:文|撰文|文字)"
)
#: 撰文：贺青岚 冉青, a line of its own wherever it stands
_ALONE = hanzi.compile(rf"(?:撰文|撰稿|采写)\s?[:：]\s?({NAME}(?:[\s、]+{NAME}){{0,4}})")
_DAY = re.compile(r"^\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s+")  #: 2015-10-24 顾南枝/文
#: [문가람 기자], 오늘일보 문가람 기자; ［森下一葉，毎夕新聞］
_KOREAN = re.compile(
    r"(?:^|[\[\s=(])([가-힣]{2,4}?)\s?(?:인턴|수습|선임|사진|전문|객원)?\s?(?:기자|특파원)(?=$|[\s\])=·|])"
)
_JAPANESE = re.compile(
    r"[\[［]([\u3040-\u30ff\u4e00-\u9fff]{2,10})[，,]\s?"
    r"[^\d\]］]{0,16}(?:新聞|社|メディア|[A-Za-z]{3,})[^\d\]］]{0,8}[\]］]"
)
_CAPITAL = re.compile(r"\b[A-ZÀ-ÖØ-ÞА-Я][^\W\d_]")
_ROLES = frozenset(["인턴", "수습", "선임", "사진", "전문", "객원", "담당", "본지", "취재"])
_HAN = re.compile("[\u4e00-\u9fff]")
#: □ 舒小荷, as papers print it; ■ 安全 is a column
_SQUARE = hanzi.compile(
    rf"[□■◎○●▲◆]\s?(?:(?:本报)?(?:见习|特约)?(?:记者|通讯员)\s?)?(?P<who>{NAME}(?:[\s、]+{NAME}){{0,3}})(?:\s?[/／]?文)?"
)
_NAMES = hanzi.compile(rf"{NAME}(?:[\s、，]+[\u4e00-\u9fff]{{2,3}}){{0,3}}")
#: the brackets that end a text, with whose office before the name or without: （图书馆 毕若筠）
_OFFICE_OF = r"(?:[\u4e00-\u9fff]{1,12}[部处院系馆心办局科室社台站组委会司队校][\s\u3000:：/]+)?"
_IN_BRACKETS = hanzi.compile(rf"[（(]\s*{_OFFICE_OF}({NAME}(?:[\s\u3000、]+{NAME}){{0,3}})\s*[）)]\s*$")
#: Defne AKSOYLU, alone on the last line: as Turks write a surname
_TURKISH = re.compile("[ğışİĞŞ]")
_SURNAME_IN_CAPITALS = re.compile(
    r"(?!Photo|Foto|Kaynak|Haber|Source)(?:[A-ZÀ-ÖØ-ÞĞİŞÇ][^\W\d_A-Z]{1,14} ){1,2}[A-ZÀ-ÖØ-ÞĞİŞÇ-]{4,20}"
)


_REPORTERS = hanzi.compile(
    r"本报(?:见习|特约|驻\S{2,4})?记者[\s:：]*((?:[\u4e00-\u9fff]\s?[\u4e00-\u9fff·]{1,3}[\s、]*){1,4})(?=$|通讯员|摄)"
)
AUTHOR_FIELD = hanzi.compile(
    r"\s*(?:作\s*者|文|发布(?:單位|单位|部门|机构|者|人)|公告單位|投稿者|担当(?:課|部署)?|作\s*成\s*者|작\s*성\s*자|등\s*록\s*자|글쓴이|"
    r"留言网友|birim|wytworzył[ay]?|author|autor|verfasser|(?:posted|written|added) by|"
    r"hinzugefügt von)\s*[:：]?\s*",
    re.I,
)
_OFFICE_FIELD = re.compile(r"담당\s*부서\s*[:：]?")
#: the same fields where label and value share a line
_SAID = hanzi.compile(
    r"(?:^|[\s|｜·])(?:發布(?:單位|者|人)|公告單位|單位|投稿者|担当(?:課|部署)|作成者|작성자|등록자|글쓴이|留言网友|"
    r"(?:geschrieben|verfasst|erstellt|veröffentlicht|hinzugefügt) von|добавил[аи]?|автор|(?:escrito|publicado) por|"
    r"(?:écrit|publié) par|(?:scritto|pubblicato) da|(?:written|posted|published) by|words|autor|author|skriven av|"
    r"napísala?(?=\s?:)|napsala?(?=\s?:)|"
    r"(?:sid)?ansvarig|birim|tác giả|người đăng|wytworzyła?|a cura di|redazione(?=\s?:)|autore|"
    r"автор(?:и|ка)?|โดย|додав|خبرنگار|기자명)"
    r"(?:\s*[:：]\s*|\s+)((?:[^|｜:：\d]|(?<=_)\d){2,40}?)(?=\s*(?:$|[|｜]|(?<!_)\d|カテゴリ|\s{2}|\w+\s*[:：]))"
    r"|^ditulis oleh ([^|:,.\d]{2,30})$|本文由\s*(\S{2,16})\s*发[表布]于|"
    r"^([^|:,.\d]{2,30}?) tarafından\b(?=.{0,60}(?:yayınlan|yayımlan|eklen|yazıl|gönderil|paylaşıl|oluşturul))",
    re.I,
)
#: 拾光编辑部 发表于 2016-03-21: who posted it, where no label names an author
_POSTED = hanzi.compile(r"^(?!本文|文章|原文)([^\s:：\d]{2,12})\s+发[表布]于(?=\s*\d)")
#: as Drupal says it: Опубликовано lapko_semen в Чтв, 10/13/2011 - 09:26
_SUBMITTED = re.compile(
    r"^(?:submitted by|enviado por|inviato da|soumis par|(?:verfasst|eingereicht|gespeichert|erstellt) von|"
    r"опубликовано|опубликовал[аи]?|ingediend door|wysłane przez|postat de|trimis de|beküldte|skickat av|innsendt av|"
    r"lähettänyt|odoslal|vložil|objavio) ([^\W\d][\w.'-]{1,30}(?: [^\W\d][\w.'-]{0,20}){0,2}?),?"
    r" (?:on|el|il|le|am|в|op|w|la|den|em|dne|u) (?:[^\W\d]{2,10}\.?,? )?\d{1,4}[./-]\d",
    re.I,
)
_OF = re.compile(
    r"(?:^|[\s|｜·])(?:источник|джерело|source)\s*[:：]\s*([^|｜:：\d]{2,30}?)(?=\s*(?:$|[|｜\d]|\s{2}|\w+\s*[:：]))",
    re.I,
)
_BODIES = ("发布部门", "发布单位", "发布机构")  #: whoever issued it, as credits.py calls it
_CELLS = ("td", "th", "dd", "dt", "span", "div", "li")


def credits_in(around: Iterable[Run]) -> dict[str, str]:
    found: dict[str, str] = {}
    runs = list(around)
    for name, said in pairwise(runs):  # a table of fields
        fits = 2 <= len(said.text) <= 40 and said.block.tag in _CELLS and not dates.find(said.text, UTC, THEN)
        if fits and AUTHOR_FIELD.fullmatch(name.text):
            label = re.sub(r"[\s:：]", "", name.text)
            found.setdefault(label if hanzi.simplified(label) in _BODIES else "作者", said.text)
    for run in runs:
        if 2 < len(run.text) <= 300:
            for label, value in credit.meta(run.text).items():
                value = _AFTER_CREDIT.split(_UNOPENED.sub(r"\1", value), maxsplit=1)[0].strip(" ]】|｜\ue5c2")
                value = credit.closed(value.lstrip("）)"))
                value = "" if credit.NOTHING.match(value.strip("（()）")) else value
                if value and (days := dates.find(value, UTC, THEN)):
                    value = value[: days[0].start].strip(" |｜")
                if value:
                    found.setdefault(label, value)
            for label, value in (works.said(run.text) or {}).items():
                found.setdefault(label, value)
            if m := _REPORTERS.search(run.text):
                found.setdefault("记者", " ".join(m[1].split()))
            if len(run.text) <= 160 and (m := _OF.search(run.text)) is not None:
                found.setdefault("Source", m[1].strip(" ,"))
            for who in _in_fields(run, AUTHOR_FIELD):
                found.setdefault("作者", who)
            m = _SAID.search(run.text) if len(run.text) <= 160 else None
            if m is not None and not NO_AUTHOR.search(m[m.lastindex or 1]):
                found.setdefault("作者", m[m.lastindex or 1].strip(" ,"))
    for office in (who for run in runs for who in _in_fields(run, _OFFICE_FIELD)):
        found.setdefault("作者", office)  # where no person is named
    return found


def _in_fields(run: Run, labels: re.Pattern[str]) -> Iterator[str]:
    """The names behind labels in elements of their own: <b>작성자</b><i>김민수</i>. A 发布者 wrote nothing; behind an
    empty 作者： comes another label."""
    said = [(node.text_content or "").strip() for node in run.nodes] if 1 < len(run.nodes) <= 40 else []
    for label, value in pairwise(filter(None, said)):
        if (
            not labels.fullmatch(label)
            or hanzi.simplified(label).startswith("发")
            or (label[-1] not in ":：" and _HAN.search(label))
        ):
            continue
        fine = 2 <= len(value) <= 40 and not re.search(r"[:：\[\]【】|｜]|^[\d\W]+$", value)
        if not fine or credit.NOTHING.match(value) or NO_AUTHOR.search(value) or AUTHOR_FIELD.fullmatch(value):
            continue
        if not dates.find(value, UTC, THEN):
            yield value


#: Dana Whitlock published on October 06, 2026
_PUBLISHED_ON = re.compile(
    r"^([A-ZÀ-ÖØ-Þ][\w.'’-]+(?: [A-ZÀ-ÖØ-Þ][\w.'’-]*){1,3}) (?:published|posted)(?: this)?(?: on)? (?=\w)"
)


def poster(around: Iterable[Run]) -> str | None:
    """Who posted it, as a line beside its text says before the day."""
    lines = [run.text for run in around if len(run.text) <= 160]
    said = (_POSTED.match(line) or _SUBMITTED.match(line) or _PUBLISHED_ON.match(line) for line in lines)
    return next((m[1] for m in said if m is not None and not NO_AUTHOR.search(m[1])), None)


def issuer(around: Iterable[Run]) -> str | None:
    """Who issued a release, as a line beside its text says: Source: Larkspur Freight. It has no other author."""
    return next((m[1].strip(" ,") for run in around if len(run.text) <= 160 and (m := _OF.search(run.text))), None)


_LOGIN = re.compile(r"[a-z0-9_.]{3,20}")  #: redazionect, surikov_p: an account, where the page may show a name
_PARTS = re.compile(r"\s*[|｜»]\s*|\s+[-–—]\s+|[-_]")


def named(document: Document, told: metadata.Metadata) -> str:
    """The author that the metadata name, if that is a person and not the site itself."""
    name = told.author
    title = first(document.root, "title")
    sites = {told.site, *(_PARTS.split(text(title)) if title is not None else ())}
    if _LOGIN.fullmatch(name) and (shown := boxed(document)) is not None:
        return shown
    return "" if NO_AUTHOR.search(name) or name in sites else name


def signed(text: str) -> str | None:
    """Whoever signs the body: 记者 王某 at its edges, 撰文：王某 on the one such line, a name alone on its first line
    or in brackets at its end."""
    lines = text.split("\n")
    for line in (*lines[:2], *reversed(lines[-3:])):
        edge = line[:60]
        m = (
            _REPORTED.match(edge)
            or _DATELINE.search(edge)
            or _WIRED.match(edge)
            or _REPORTER.search(edge)
            or _SIGNATURE.fullmatch(line.strip())
            or _CLOSING.search(line[-100:])
            or (_AND_PHOTOS.fullmatch(line.strip()) if line is lines[-1] else None)
        )
        if m is not None:
            return str(m[m.lastindex or 1]).strip(" 、")
    for line in lines[-6:]:
        if (written := (works.said(line) or {}).get("Text")) is not None:
            return written
    alone = [m[1] for line in lines if (m := _ALONE.fullmatch(line.strip())) is not None]
    if len(alone) == 1:
        return alone[0]
    for line in lines[:3]:
        above = _BYLINE.fullmatch(_OF_SITE.sub("", line.strip())) if len(line) <= 60 else None
        if above is not None and len(_CAPITAL.findall(above[1])) >= 2:
            return above[1].strip(" ,")
    for line in lines[:2]:
        if "\t" not in line and _NAMES.fullmatch(line.strip()):  # no row of a table
            return line.strip()
    if told := _TIDINGS.match(lines[0]):
        return told[1]
    last = _IN_BRACKETS.search(lines[-1])
    if last is None and _TURKISH.search(text):
        last = _SURNAME_IN_CAPITALS.fullmatch(lines[-1].strip())
    return last[last.lastindex or 0] if last else None


def reporters(around: Iterable[Run]) -> str | None:
    """浪涛新闻记者 温以宁, on a line of its own by the title."""
    for run in around:
        if len(run.text) > 40:
            continue
        said = run.text.strip()
        m = _REPORTER.search(run.text) or _JAPANESE.fullmatch(said) or _SIGNATURE.fullmatch(_DAY.sub("", said))
        if m is not None:
            return str(m[m.lastindex or 1]).strip(" 、")
        square = _SQUARE.fullmatch(said)
        if square is not None and is_person(square["who"]):
            return square["who"]
    return None


def korean_reporter(around: Iterable[Run], text: str) -> str | None:
    """[문가람 기자]: the reporter of a Korean paper, on a short line by the title or at an edge of the text."""
    lines = text.split("\n")
    for line in (*(run.text for run in around), *lines[:2], *lines[-2:]):
        m = _KOREAN.search(line) if len(line) <= 40 else None
        if m is not None and m[1] not in _ROLES:
            return m[1]
    return None


def byline(around: Iterable[Run]) -> str | None:
    """By Ida Sandweg: the first person that is named so, else the first office."""
    said = (_BYLINE.search(run.text) for run in around if len(run.text) < 120)
    named = (m[1].strip(" ,") for m in said if m is not None and not _NETWORK.search(m[1]))
    found = [name.removesuffix(".") if " of " in name else name for name in named]
    return next((name for name in found if not OFFICE.fullmatch(name)), found[0] if found else None)
