"""The article on a page nobody wrote a rule for: where its body stands, its date and who made it. Pure.

The body is found by what the title and the density of text agree on, in characters. What it holds is then read by
read/body.py; trafilatura is asked only where this finds next to nothing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from feeds.errors import ExtractError
from feeds.model import Article
from feeds.read import body as content
from feeds.read import credits as credit
from feeds.read import dates, metadata, titles
from feeds.read.dates import Found
from feeds.read.html import Document, Node, ancestors, attr, children, css, first, fragment, inside, main_text, markup
from feeds.read.links import canonical
from feeds.read.runs import JUNK, Run, runs, size, take
from feeds.read.wording import is_navigation, weight

BOILER = re.compile(
    r"版权所有|^copyright|all rights reserved|©|ICP[备证]|公网安备|技术支持[:：]|"
    r"^地址[:：]|邮政?编码?[:：]|联系电话[:：].{0,20}$|主办单位[:：]|"
    r"您是第.{0,10}位|建议使用.{0,20}浏览器|当前位置|"
    r"您(?:现在)?的?(?:所在)?位置|cookie|订阅|^impressum|^datenschutz|javascript",
    re.I,
)
NEIGHBOUR = re.compile(
    r"^\s*[\[【<«（(]?\s*(?:上|下|前|后)\s?一?\s?(?:条|篇|页|则|文章|新闻|個|張)|"
    r"^(?:previous|next|older|newer)(?: (?:post|article|news|story))?\b[:：»]?|"
    r"^(?:vorheriger|nächster)\b|^(?:前の記事|次の記事|前へ|次へ)",
    re.I,
)
TAIL = re.compile(
    r"^\s*[【\[■◆●▲]?\s*(?:相关(?:阅读|新闻|文章|链接|推荐|报道|内容|信息|附件下载)|推荐(?:阅读|"
    r"新闻|文章)|延伸阅读|热[门点](?:新闻|文章|推荐|阅读|排行)|猜你喜欢|更多(?:精彩|新闻|内容).{0,8}|"
    r"精彩推荐|新闻排行|点击排行|分享(?:到|至)|扫一扫.{0,16}|扫码.{0,12}|版权(?:声明|与免责声明)|免责声明|"
    r"特别声明|网友评论|发表评论|我要评论|评论列表|最新评论|用户评论|跟贴|相关专题|返回列表|返回顶部|"
    r"打印本页|关闭窗口|关闭本页|related (?:posts?|articles?|news|stories|links)|you (?:may|"
    r"might) also.{0,10}|read (?:more|also|next)|share (?:this|on).{0,20}|comments?(?: \(\d+\))?$|"
    r"leave a (?:reply|comment)|more (?:news|stories).{0,10}|recommended.{0,10}|tags?[:：]|"
    r"weitere (?:meldungen|nachrichten|artikel).{0,10}|zurück zur übersicht|kommentare|"
    r"関連(?:記事|リンク|ニュース).{0,6}|この記事を(?:シェア|共有).{0,8}|コメント|シェア(?:する)?)\s*[】\]:：]?",
    re.I,
)
FURNITURE = re.compile(
    r"^(?:字[体号][:：]?|大|中|小|打印(?:本页|此文|文章)?|关闭(?:窗口|本页|页面)?|"
    r"收藏(?:本文)?|分享(?:到|至)?|微信|微博|qq空间?|朋友圈|返回(?:列表|顶部|上页)?|"
    r"(?:浏览|点击|阅读|访问|查看)(?:次数|量|数|率)?[:：]?|次|加载中\.*|print|share|"
    r"tweet|facebook|twitter|linkedin|email|e-mail|whatsapp|xing|drucken|teilen|印刷|"
    r"我要(?:纠错|评论|分享)|举报|评论|已下载|\s|[\d|｜：:/.\-【】\[\]()（）>»、,，])*$",
    re.I,
)
_META = re.compile(
    r"(?:发布|发表|更新|创建|录入|上传|时间|日期|来源|作者|编辑|责编|审核|供稿|摄影|浏览|点击|"
    r"阅读|访问|发布者|发布人|供图|文号|索引号|信息来源|稿件来源|记者|通讯员|字号|字体|撰稿)"
    r"[^:：。]{0,6}[:：]|(?:浏览|点击|阅读|访问)(?:次数|量|数)?|\d+\s?次(?:浏览|"
    r"阅读|点击)|^by\s|^von\s|published|posted|updated|\bviews?\b|min(?:ute)?s? read|"
    r"veröffentlicht|erstellt|公開日|更新日|掲載日|投稿",
    re.I,
)
_SENTENCE = re.compile(r"[。！？；]|[,，、].*[.。]|[.!?](?:\s|$)")
_KNOWN = (
    "[itemprop=articleBody], .v_news_content, [id^=vsb_content], "
    ".wp_articlecontent, .TRS_Editor, #zoom, .article-content, .article_content, "
    ".article-body, .entry-content, .post-content, .post-body"
)
_BYLINE = re.compile(
    r"(?:^|[\s|·,])(?:by|von|par|por|di)\s+([A-ZÀ-ÖØ-Þ][\w.'’-]+(?:[ "
    r",]+(?:and|und|et|y|&|[A-ZÀ-ÖØ-Þ][\w.'’-]*)){0,6})",
    re.I,
)
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
_BLOCK_STOP = frozenset(
    "p h1 h2 h3 h4 h5 h6 li ul ol blockquote span a b strong em font pre dd dt tr table tbody center figure".split(" ")  # noqa: SIM905
)


def _furniture(line: str) -> bool:
    return len(line) <= 100 and bool(FURNITURE.match(line))


@dataclass(slots=True)
class Reading:
    """What was made out about an article page, and what is doubtful about it."""

    title: titles.Title
    container: Node | None
    head: list[Run] = field(default_factory=list)  #: what stands between title and body, and just around
    tail: list[Run] = field(default_factory=list)
    found: Found | None = None
    doubts: list[str] = field(default_factory=list)
    volume: float = 0.0  #: characters of the body


def article(
    document: Document,
    zone: ZoneInfo,
    now: datetime,
    *,
    listed: str = "",
    template: frozenset[str] = frozenset(),
    container: Node | None = None,
    key: str | None = None,
) -> Article:
    """The article of a page; ExtractError where there is none. `template`: lines that a sibling page shows too.

    A kind that knows its CMS gives the body's `container` and the article's `key`.
    """
    reading, body, told = read(document, zone, now, listed=listed, template=template, container=container)
    if not reading.title.text or not (body.text or body.images or body.videos or body.attachments):
        raise ExtractError(
            document.url, "no article was found on this page: " + ("; ".join(reading.doubts) or "no text")
        )
    credits = {**_credits(reading.head), **_credits(reading.tail), **body.credits}
    if told.source and not any(label.endswith("来源") for label in credits):
        credits["来源"] = told.source
    found = reading.found
    return Article(
        id=key or canonical(document.url),
        title=reading.title.text[:300],
        url=document.url,
        published=found.when if found else None,
        precision=found.precision if found else None,
        html=body.html,
        text=body.text,
        author=credit.author(credits) or _byline(reading.head) or signed(body.text) or _named(told) or None,
        credits=credits,
        images=tuple(body.images),
        attachments=tuple(body.attachments),
        videos=tuple(body.videos),
    )


def read(
    document: Document,
    zone: ZoneInfo,
    now: datetime,
    *,
    listed: str = "",
    template: frozenset[str] = frozenset(),
    container: Node | None = None,
) -> tuple[Reading, content.Body, metadata.Metadata]:
    """The whole reading, with its doubts."""
    told = metadata.read(document)
    page = first(document.root, "body") or document.root
    everything = runs(page)
    title = _title(titles.find(document, told, listed), document, everything)
    reading = Reading(title=title, container=None)
    at = _place(title, everything)
    spans = _spans(everything)
    reading.container = container or _container(page, everything, spans, at, template)
    body = content.Body()
    if reading.container is not None:
        body = _body(document, reading, everything, spans, at, template)
    reading.volume = weight(body.text)
    if reading.volume < 30 and not (body.images or body.videos or body.attachments):
        body = _second_opinion(document, reading, body)
    reading.found = _date(document, reading, everything, at, told, zone, now)
    return reading, body, told


# ------------------------------------------------------------------ the title


def _title(found: titles.Title, document: Document, everything: list[Run]) -> titles.Title:
    """Where no heading is sure: the line that <title> begins with, else the line just above the meta line."""
    if found.sure:
        return found
    whole = titles.bare(titles.document_title(document))
    if (
        found.node is not None
        and len(whole) >= 8
        and whole.startswith(titles.bare(found.text))
        and weight(found.text) >= 6
    ):
        return found
    lines = [(titles.bare(r.text), r) for r in everything if r.place not in JUNK and r.link_share < 0.5]
    begun = [
        (own, r)
        for own, r in lines
        if len(own) >= 4 and own != whole[:3] and whole.startswith(own) and weight(r.text) >= 4
    ]
    for n, (own, run) in enumerate(lines[:-1]):  # a headline on two lines
        both = own + lines[n + 1][0]
        if own and lines[n + 1][0] and len(both) >= 6 and whole.startswith(both):
            begun.append((both, Run(run.block, run.place, f"{run.text} {lines[n + 1][1].text}")))
    if begun:
        own, run = max(begun, key=lambda pair: len(pair[0]))
        if len(own) >= 0.34 * len(whole):
            return titles.Title(run.text, run.block, True)
    passed, total = 0.0, sum(size(r) for r in everything)
    for n, run in enumerate(everything[:-1]):
        following = everything[n + 1]
        passed += size(run)
        if (
            passed < 0.4 * total + 40
            and run.text[-1:] not in "。；，、;,"
            and run.place not in JUNK
            and 4 <= weight(run.text) <= 60
            and run.link_share < 0.3
            and not _SENTENCE.search(run.text[:-1])
            and not _META.search(run.text)
            and not BOILER.search(run.text)
            and len(following.text) <= 160
            and dates.find(following.text, _UTC, _THEN)
            and (_META.search(following.text) or (len(following.text) <= 48 and not _SENTENCE.search(following.text)))
        ):
            return titles.Title(run.text, run.block, False)
    return found


_UTC = ZoneInfo("UTC")
_THEN = datetime(2030, 1, 1, tzinfo=_UTC)


def _place(title: titles.Title, everything: list[Run]) -> int:
    """The run that shows the title; -1 where none does."""
    own = titles.bare(title.text)
    if title.node is not None:
        for n, run in enumerate(everything):
            if inside(run.block, title.node) or (
                own and titles.bare(run.text) == own and inside(title.node, run.block)
            ):
                return n
    for n, run in enumerate(everything):
        if own and titles.bare(run.text) == own and run.link_share < 0.5:
            return n
    return -1


# ------------------------------------------------------------------ the body's place


def _good(run: Run, n: int, at: int, template: frozenset[str]) -> float:
    """What a run says for its box being the body."""
    if run.text and run.text in template:
        return 0.0
    value = size(run)
    if _SENTENCE.search(run.text):
        value *= 1.6
    elif value < 6 and run.block.tag not in ("td", "th"):
        value *= 0.5
    if run.place in JUNK:
        value *= 0.03
    if BOILER.search(run.text):
        value *= 0.1
    if run.media and run.place not in JUNK and run.place != "head":
        value += 8 * min(run.media, 3)
    if run.files and run.place not in JUNK:
        value += 4
    if n <= at:
        value *= 0.15
    return value


Spans = dict[int, tuple[int, int]]  #: element → the first and last run inside it


def _spans(everything: list[Run]) -> Spans:
    """Runs stand in the page's order, so those inside an element are neighbours."""
    spans: Spans = {}
    for n, run in enumerate(everything):
        for box in (run.block, *ancestors(run.block)):
            low, _ = spans.get(box.mem_id, (n, n))
            spans[box.mem_id] = (low, n)
    return spans


def _container(page: Node, everything: list[Run], spans: Spans, at: int, template: frozenset[str]) -> Node | None:
    totals: dict[int, float] = {}
    ended, seen = False, 0.0
    for n, run in enumerate(everything):
        value = _good(run, n, at, template)
        if n > at and seen > 30 and NEIGHBOUR.search(run.text):
            ended = True
        if ended:
            value *= 0.2
        if n > at:
            seen += value
        if value <= 0:
            continue
        totals[run.block.mem_id] = totals.get(run.block.mem_id, 0.0) + value
        for up in ancestors(run.block):
            totals[up.mem_id] = totals.get(up.mem_id, 0.0) + value
    current = page
    whole = totals.get(page.mem_id, 0.0)
    if whole <= 0:
        return None
    while True:
        total = totals.get(current.mem_id, 0.0)
        best, most = None, 0.0
        for child in children(current):
            if child.is_element_node and totals.get(child.mem_id, 0.0) > most:
                best, most = child, totals[child.mem_id]
        if best is None or (best.tag in _BLOCK_STOP and not _layout(best)) or most < 0.8 * total:
            break
        current = best
    known = first(current, _KNOWN)
    if known is not None and totals.get(known.mem_id, 0.0) >= 0.6 * totals.get(current.mem_id, 1.0):
        current = known
    return _widened(current, page, everything, spans, at)


def _layout(node: Node) -> bool:
    """A table that only lays the page out may be gone into."""
    return node.tag in ("table", "tbody", "tr", "center", "li", "ul", "dd", "font", "span") and (
        node.css_first("p, div, td, br, span") is not None
    )


def _widened(current: Node, page: Node, everything: list[Run], spans: Spans, at: int) -> Node:
    """Up again as long as the box around it adds text of the article and no furniture, and not yet the title."""
    while True:
        parent = current.parent
        if (
            parent is None
            or not parent.is_element_node
            or parent.mem_id == page.mem_id
            or parent.tag in ("body", "html")
        ):
            return current
        low, high = spans.get(parent.mem_id, (0, -1))
        if low <= at <= high:
            return parent if _led(everything, spans, parent, current, at) else current
        own_low, own_high = spans.get(current.mem_id, (low, low - 1))
        added = [everything[n] for n in range(low, high + 1) if not own_low <= n <= own_high]
        if not added:
            current = parent
            continue
        fair = [r for r in added if r.place not in JUNK and r.link_share < 0.5 and not BOILER.search(r.text)]
        media = sum(r.media for r in fair)
        if low <= at or len(fair) < 0.8 * len(added) or (not media and sum(size(r) for r in fair) < 4):
            return current
        if any(NEIGHBOUR.search(r.text) or TAIL.search(r.text) for r in added):
            return current
        current = parent


def _led(everything: list[Run], spans: Spans, parent: Node, current: Node, at: int) -> bool:
    """Whether a teaser of the article stands between its title and the box that was found."""
    low, _ = spans[current.mem_id]
    between = [r for r in everything[at + 1 : low] if not _is_meta(r, "")]
    said = [r for r in between if _SENTENCE.search(r.text) and r.link_share < 0.3 and r.place not in JUNK]
    after = everything[low : spans[parent.mem_id][1] + 1]
    rest = after[spans[current.mem_id][1] - low + 1 :]
    return bool(said) and len(said) >= 0.8 * len(between) and sum(map(size, said)) >= 15 and len(rest) <= 6


# ------------------------------------------------------------------ trimming


def _body(
    document: Document, reading: Reading, everything: list[Run], spans: Spans, at: int, template: frozenset[str]
) -> content.Body:
    container = reading.container
    assert container is not None
    low, high = spans.get(container.mem_id, (0, -1))
    copy = fragment(markup(container))
    own = titles.bare(reading.title.text)
    inner = runs(copy)
    start = 0
    if low <= at <= high:
        for n, run in enumerate(inner):
            words = titles.bare(run.text)
            if words == own or (
                words and own.startswith(words) and n + 1 < len(inner) and own == words + titles.bare(inner[n + 1].text)
            ):
                start = n + 1 + (words != own)
                break
    for run in inner[:start]:
        take(run)
    rest = inner[start:]
    while rest and (_is_meta(rest[0], own) or (rest[0].text and rest[0].text in template)):
        reading.head.append(rest[0])
        take(rest[0])
        rest = rest[1:]
    rest = _end(rest, reading, template)
    for run in rest:
        if run.media or run.files:
            continue
        if (
            run.place in ("share", "crumb", "pager", "comment", "related")
            or _furniture(run.text)
            or run.text in template
        ):
            take(run)
    body = content.read(document, list(children(copy)), reading.title.text)
    scope = container
    for up in ancestors(container):
        if up.tag in ("body", "html") or (scope is not container and _holds(spans, scope, at)):
            break
        scope = up
    content.attachments(document, scope, body)
    early = everything[max(0, at - 4 if at >= 0 else low - 6) : low]
    before = [r for r in early if r.place not in ("nav", "foot")]
    after = [r for r in everything[high + 1 : high + 9] if r.place not in ("nav", "foot", "related", "side")]
    reading.head = before + reading.head
    reading.tail = reading.tail + after
    return body


def says_when(run: Run) -> bool:
    """Whether a line near the title is a meta line with a date."""
    return len(run.text) <= 200 and bool(dates.find(run.text, _UTC, _THEN))


def is_meta_line(run: Run) -> bool:
    """Whether it has labels as well: 来源：… 作者：… 日期：…"""
    return says_when(run) and bool(_META.search(run.text))


def _holds(spans: Spans, box: Node, at: int) -> bool:
    low, high = spans.get(box.mem_id, (0, -1))
    return low <= at <= high


def _is_meta(run: Run, own: str) -> bool:
    """Whether a run at the body's start is its meta line, a repeated title or furniture."""
    if run.media or run.files:
        return False
    if titles.bare(run.text) == own or run.place in ("crumb", "share", "nav") or _furniture(run.text):
        return True
    if weight(run.text) > 70:
        return False
    marks = len(_META.findall(run.text))
    rest = _META.sub("", run.text)
    if marks and not re.search(r"[。！？]", run.text) and (marks >= 2 or weight(rest) < 30):
        return bool(marks >= 2 or dates.find(run.text, _UTC, _THEN) or weight(rest) < 16)
    found = dates.find(run.text, _UTC, _THEN)
    return bool(found) and weight(run.text) - weight(run.text[found[0].start : found[0].end]) < 8


def _end(rest: list[Run], reading: Reading, template: frozenset[str]) -> list[Run]:
    """Without what follows the body: neighbours, related articles, share bars, lists of links."""
    total = sum(size(r) + 12 * r.media for r in rest) or 1.0
    seen = 0.0
    for n, run in enumerate(rest):
        after = total - seen
        marked = NEIGHBOUR.search(run.text) or (TAIL.match(run.text) and weight(run.text) < 24)
        if marked and n and (after < 0.4 * total or all(r.link_share > 0.5 or size(r) < 12 for r in rest[n:])):
            for late in rest[n:]:
                if not late.files:
                    reading.tail.append(late)
                    take(late)
            rest = rest[:n] + [r for r in rest[n:] if r.files]
            break
        seen += size(run) + 12 * run.media
    while rest and not rest[-1].files and not rest[-1].media and _late(rest[-1], template):
        reading.tail.append(rest[-1])
        take(rest[-1])
        rest = rest[:-1]
    return rest


def _late(run: Run, template: frozenset[str]) -> bool:
    if _furniture(run.text) or (run.text and run.text in template) or is_navigation(run.text):
        return True
    if run.link_share > 0.8 and weight(run.text) > 3 and not re.match(r"https?://", run.text):
        return True
    if BOILER.search(run.text) and weight(run.text) < 80:
        return True
    labelled = _META.search(run.text) and dates.find(run.text, _UTC, _THEN) and weight(run.text) < 60
    return bool(
        labelled
        and re.search(r"(?:发布|更新|发表|上传)\S{0,6}[:：]|published|updated|posted|公開日|更新日", run.text, re.I)
    )


def _second_opinion(document: Document, reading: Reading, ours: content.Body) -> content.Body:
    """What trafilatura takes for the body, where ours is next to nothing."""
    if sum(1 for _ in css(document.root, "p, td, div")) < 3:
        return ours
    theirs = main_text(document)
    if not theirs:
        return ours
    nodes = list(children(fragment(theirs)))
    body = content.read(document, nodes, reading.title.text)
    if weight(body.text) < 60 or weight(body.text) < 3 * reading.volume:
        return ours
    reading.doubts.append("the body is trafilatura's guess")
    reading.volume = weight(body.text)
    return body


# ------------------------------------------------------------------ date, author


def _date(
    document: Document,
    reading: Reading,
    everything: list[Run],
    at: int,
    told: metadata.Metadata,
    zone: ZoneInfo,
    now: datetime,
) -> Found | None:
    """The shown publication date; else the metadata's, the address's, or one that stands by the title."""
    late = now + timedelta(days=2)
    around = [r.text for r in (*reading.head, *reading.tail) if len(r.text) <= 400]
    shown = next(
        (f for t in (" \n ".join(around), *around) if (f := dates.labelled(t, zone, now)) and f.when <= late), None
    )
    meta = dates.first(told.published, zone, now) if told.published else None
    named = dates.in_url(document.url, zone)
    if shown is None:
        shown = next(
            (
                f
                for r in reading.head
                if len(r.text) <= 200
                for f in dates.find(r.text, zone, now)
                if not f.inferred and f.when <= late
            ),
            None,
        )
    if shown is None and meta is None:
        stamp = first(document.root, "time[datetime]")
        meta = dates.first(attr(stamp, "datetime"), zone, now) if stamp is not None else None
    if shown is not None:
        other = meta or named
        if other is not None and abs(other.when - shown.when) > timedelta(days=2):
            reading.doubts.append(
                f"the page shows {shown.when:%Y-%m-%d}, its metadata or address say {other.when:%Y-%m-%d}"
            )
        return shown
    for found in (meta, named):
        if found is not None and found.when <= late:
            return found
    return _beside(everything, at, zone, now, late)


def _beside(everything: list[Run], at: int, zone: ZoneInfo, now: datetime, late: datetime) -> Found | None:
    """A date near the title, or a labelled one anywhere outside lists."""
    near = everything[max(0, at - 3) : at + 6] if at >= 0 else everything[:40]
    for inferred in (False, True):
        for run in near:
            if len(run.text) <= 120 and run.link_share < 0.5:
                for found in dates.find(run.text, zone, now):
                    rest = weight(run.text) - weight(run.text[found.start : found.end])
                    if found.inferred == inferred and found.when <= late and (rest < 24 or _META.search(run.text)):
                        return found
    for run in everything:
        if (
            len(run.text) <= 200
            and run.link_share < 0.5
            and run.place not in ("related", "nav")
            and _META.search(run.text)
        ):
            labelled = dates.labelled(run.text, zone, now)
            if labelled is not None and labelled.when <= late:
                return labelled
    return None


def _credits(around: Iterable[Run]) -> dict[str, str]:
    found: dict[str, str] = {}
    for run in around:
        if 2 < len(run.text) <= 300:
            for label, value in credit.meta(run.text).items():
                value = _AFTER_CREDIT.split(value, maxsplit=1)[0].strip(" ]】)）|｜\ue5c2")
                if value and not dates.find(value, _UTC, _THEN):
                    found.setdefault(label, value)
    return found


def _named(told: metadata.Metadata) -> str:
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


def _byline(around: Iterable[Run]) -> str | None:
    for run in around:
        m = _BYLINE.search(run.text)
        if m and len(run.text) < 120:
            return m[1].strip(" ,")
    return None
