"""Who made an article and when it was published, from the lines around its body, the body and the metadata. Pure."""

import re
from collections.abc import Iterable
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from feeds.model import Precision
from feeds.read import credits as credit
from feeds.read import dates, metadata
from feeds.read.dates import Found
from feeds.read.edges import META, THEN, UTC
from feeds.read.html import Document, ancestors, attr, css, first, text
from feeds.read.runs import Run
from feeds.read.wording import place_of, weight

_BYLINE = re.compile(
    r"(?:^|[\s|·,\d])"
    r"(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|[Dd]i|[Dd]oor|Автор:?|[Tt]ext(?: und Fotos?)?:|Words:)\s+"
    r"([A-ZÀ-ÖØ-ÞА-Я][\w.'’-]+(?:[ ,]+(?:and|und|et|y|e|&|de|van|von|der|[A-ZÀ-ÖØ-ÞА-Я][\w.'’-]*)){0,6})",
)
_CHANGED = re.compile(r"修改|更新|編集|수정|updated|modified|aktualisiert|mis à jour", re.I)
_AFTER_CREDIT = re.compile(
    r"\s+(?:举报|(?:发表|查看)?评论|阅读|编辑|收藏|分享|打印|关注|发表于|字号|大|中|小)(?:\b|[\s(（:：]|$)"
)
_NO_AUTHOR = re.compile(r"team|@|admin|webmaster|^name\b|网络$|公司|discuz|编辑部?$|^网易$|^\W*$|^unknown$", re.I)
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭"
    "潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹"
    "石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚"
)
_NAME = rf"[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}"
_REPORTER = re.compile(
    rf"(?:记者|通讯员|特约撰稿人?|撰稿|"
    rf"撰文)[\s:：/]{{0,3}}({_NAME}(?:[\s、]+{_NAME}){{0,4}})(?=$|[\s）)/（(，,])"
)
_NAMES = re.compile(rf"{_NAME}(?:[\s、，]+[\u4e00-\u9fff]{{2,3}}){{0,3}}")
_IN_BRACKETS = re.compile(rf"[（(]\s*({_NAME}(?:[\s、]+{_NAME}){{0,3}})\s*[）)]\s*$")


def published(
    document: Document,
    head: list[Run],
    tail: list[Run],
    doubts: list[str],
    everything: list[Run],
    at: int,
    told: metadata.Metadata,
    zone: ZoneInfo,
    now: datetime,
) -> Found | None:
    """The shown publication date; else the metadata's, the address's, or one that stands by the title."""
    late = now + timedelta(days=2)
    around = [r.text for r in (*head, *tail) if len(r.text) <= 400]

    def labelled(*, changes: bool) -> Found | None:
        texts = (" \n ".join(around), *around)
        found = (dates.labelled(t, zone, now, changes=changes) for t in texts)
        return next((f for f in found if f is not None and f.when <= late), None)

    shown = labelled(changes=False)
    meta = dates.first(told.published, zone, now) if told.published else None
    named = dates.in_url(document.url, zone)
    if shown is None:
        shown = next(
            (
                f
                for r in head
                if len(r.text) <= 200
                for f in dates.find(r.text, zone, now)
                if not f.inferred and f.when <= late and not _CHANGED.search(r.text[max(0, f.start - 30) : f.end + 6])
            ),
            None,
        )
    if shown is None and meta is None:
        stamp = first(document.root, "time[datetime]")
        meta = dates.first(attr(stamp, "datetime"), zone, now) if stamp is not None else None
    if shown is not None:
        other = meta or named
        shown = _finer(shown, meta, _stamp(document), zone, now)
        if other is not None and abs(other.when - shown.when) > timedelta(days=2):
            doubts.append(f"the page shows {shown.when:%Y-%m-%d}, its metadata or address say {other.when:%Y-%m-%d}")
        return shown
    for found in (meta, named, labelled(changes=True)):
        if found is not None and found.when <= late:
            return found
    changed = (f for r in head if len(r.text) <= 200 for f in dates.find(r.text, zone, now) if f.when <= late)
    return _beside(everything, at, zone, now, late) or next(changed, None)


def _stamp(document: Document) -> str:
    """What the first element says that says a time for machines."""
    node = first(document.root, "time[datetime], abbr.published[title], .published[title], [class*=date][title]")
    return (attr(node, "datetime") or attr(node, "title")) if node is not None else ""


def _finer(shown: Found, meta: Found | None, stamp: str, zone: ZoneInfo, now: datetime) -> Found:
    """The shown day with the time that the metadata or <time> say, if they speak of that day."""
    if shown.precision is not Precision.DAY:
        return shown
    other = dates.first(stamp, zone, now) if stamp else None
    for exact in (meta, other):
        if exact is not None and exact.precision is not Precision.DAY and exact.when.date() == shown.when.date():
            midnight = exact.when.time() == time()
            return shown if midnight else exact
    return shown


def _beside(everything: list[Run], at: int, zone: ZoneInfo, now: datetime, late: datetime) -> Found | None:
    """A date near the title, or a labelled one anywhere outside lists."""
    near = everything[max(0, at - 3) : at + 6] if at >= 0 else everything[:40]
    for inferred in (False, True):
        for run in near:
            if len(run.text) <= 120 and run.link_share < 0.5:
                for found in dates.find(run.text, zone, now):
                    rest = weight(run.text) - weight(run.text[found.start : found.end])
                    if found.inferred == inferred and found.when <= late and (rest < 24 or META.search(run.text)):
                        return found
    for run in everything:
        if (
            len(run.text) <= 200
            and run.link_share < 0.5
            and run.place not in ("related", "nav")
            and META.search(run.text)
        ):
            labelled = dates.labelled(run.text, zone, now)
            if labelled is not None and labelled.when <= late:
                return labelled
    return None


_FIELD = re.compile(
    r"\s*(?:作\s*者|發[佈布](?:單位|者|人)|公告單位|投稿者|担当(?:課|部署)?|作\s*成\s*者|작\s*성\s*자|등\s*록\s*자|글쓴이|"
    r"author|autor|verfasser)\s*[:：]?\s*",
    re.I,
)
_CELLS = ("td", "th", "dd", "dt", "span", "div", "li")


def credits_in(around: Iterable[Run]) -> dict[str, str]:
    found: dict[str, str] = {}
    runs = list(around)
    for name, said in pairwise(runs):  # a table of fields
        if _FIELD.fullmatch(name.text) and 2 <= len(said.text) <= 40 and said.block.tag in _CELLS:
            found.setdefault("作者", said.text)
    for run in runs:
        if 2 < len(run.text) <= 300:
            for label, value in credit.meta(run.text).items():
                value = _AFTER_CREDIT.split(value, maxsplit=1)[0].strip(" ]】)）|｜\ue5c2")
                if value and not dates.find(value, UTC, THEN):
                    found.setdefault(label, value)
    return found


def named(told: metadata.Metadata) -> str:
    """The author that the metadata name, if that is a person."""
    name = told.author
    return "" if _NO_AUTHOR.search(name) or name == told.site else name


def signed(text: str) -> str | None:
    """Whoever signs the body: 记者 王某 at its edges, a name alone on its first line or in brackets at its end."""
    lines = text.split("\n")
    for line in (*lines[:2], *reversed(lines[-3:])):
        for m in _REPORTER.finditer(line[:60] if len(line) > 60 else line):
            return m[1].strip(" 、")
    for line in lines[:2]:
        if _NAMES.fullmatch(line.strip()):
            return line.strip()
    last = _IN_BRACKETS.search(lines[-1])
    return last[1] if last else None


_SIGNED_BOX = (
    "[rel~=author], [itemprop=author], [class*=author i], [class*=byline i], [class*=auteur i], [class*=autor i], "
    "[class*=writer i], [class*=nickname i], [class*=user-name i], [class*=username i], .nick, #js_name"
)
_NAMELIKE = re.compile(
    r"^(?:(?:(?:by|von|par|por|di|author)\b|作者)\s*[:：/]?\s*)?([^\d@|/:：。！？]{2,30}?)\s*$", re.I
)
_ELSEWHERE = ("comment", "related", "side", "foot", "nav", "links")
_ROLE = re.compile(
    r"关注|主页|更多|作者|简介|about|author|follow|profile|posts?$|view|评论|发布|浏览|登录|register|log ?in", re.I
)


def boxed(document: Document) -> str | None:
    """The name in a box that says it is the author's, outside comments and lists of others."""
    for node in css(document.root, _SIGNED_BOX)[:20]:
        if node.css_first("p, ul, li, h1, h2, img + img") is not None:
            continue
        m = _NAMELIKE.match(text(node))
        if m is None or not 1.5 <= weight(m[1]) <= 14 or _NO_AUTHOR.search(m[1]) or _ROLE.search(m[1]):
            continue
        ups = [node, *list(ancestors(node))[:8]]
        if not any(place_of(up.tag or "", attr(up, "class"), attr(up, "id")) in _ELSEWHERE for up in ups):
            return m[1].strip(" ,、|")
    return None


def byline(around: Iterable[Run]) -> str | None:
    for run in around:
        m = _BYLINE.search(run.text)
        if m and len(run.text) < 120:
            return m[1].strip(" ,")
    return None
