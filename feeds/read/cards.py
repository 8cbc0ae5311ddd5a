"""One card of a list: its title, date and summary, wherever the layout put them. Pure; which cards, others decide."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from feeds.read import dates, daylines, labels, orders, scattered
from feeds.read.days import Found
from feeds.read.html import Document, Node, attr, css, first, inside, walk
from feeds.read.lines import lines, roughly, text, tidy
from feeds.read.months import MONTHS
from feeds.read.wording import MORE, is_navigation, weight

MAX_TITLE = 300
CUT = re.compile(r"(?:\.{2,}|…+|。{2,})\s*$")
_STATE = re.compile(
    r"^(?:[\w-]*\d[\w-]*|on|active|cur|current|now|hover|first|last|odd|even|"
    r"even-?row|top|hot|new|red|bold|sel|selected|hide|show|hidden|featured|highlight(?:ed)?|pinned|"
    r"clearfix|clear|cf|fl|fr|left|right|wow|animated|fade\w*|slide\w*|aos\w*|lazy\w*|visited|sticky|is-\w+|"
    r"(?:category|cat|tag|type|format|status|author|has|item|section)-[\w%-]+|hentry|post)$",
    re.I,
)
_HEADING = (
    "h1, h2, h3, h4, h5, h6, dt, strong.title, [class*=title], "
    "[class*=Title], [class*=tit], [class*=bt], [class*=headline], [class*=ttl], [class*=subject]"
)
_NOISE = re.compile(r"^(?:new!?|hot!?|top|置顶|\[置顶\]|【置顶】|推荐|最新|·|•|\d{1,3}[.、]?)$", re.I)
_BADGE = re.compile(r"new!?|n|hot!?|up|新|热|荐|图|视频|새글|신규|first|external link|pdf", re.I)
_PINNED = re.compile(r"^\s*(?:\[置顶\]|【置顶】|置顶[:：]?|\(置顶\)|（置顶）|\[顶\]|[·•▪■◆●○►▸»>※*]+)\s*")
_EDGE_DATE = (
    r"[\[(（【]?\s*(?:(?:19|20)?\d{2}\s?[-/.年]\s?)?\d{1,2}\s?[-/.月"
    r"]\s?\d{1,2}日?(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])）】]?"
)
_DATED = re.compile(r"(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?")
_PAGER = re.compile(
    r"^(?:[<>«»‹›]*\s*)?(?:上一?页|下一?页|首\s?页|尾\s?页|末\s?页|上一頁|"
    r"下一頁|next(?: page)?|previous(?: page)?|older.{0,8}|newer.{0,8}|"
    r"nächste(?: seite)?|vorherige|letzte(?: seite)?|"
    r"trang (?:sau|trước)|siguiente|anterior|suivant|précédent|successiva|precedente|volgende|vorige|następna|"
    r"poprzednia|"
    r"další|předchozí|nästa|næste|neste|seuraava|edellinen|sonraki|önceki|следующая|предыдущая|weiter|次へ|前へ|次のページ|다음)(?:\s*[<>«»‹›]*)?$",
    re.I,
)
_TAIL = re.compile(r"\s*(?:[_|｜»]|\s[-–—·]\s|--+|——)\s*|-(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])-")
_TOOLTIP = re.compile(
    r"^\s*(?:文章)?标\s*题\s*[:：]\s*(.+?)\s*(?:(?:作\s*者|发布时间|更新时间|发布日期|添加时间|时\s*间|点击\w*|阅读\w*|浏览\w*|"
    r"来\s*源|栏\s*目)\s*[:：].*)?$",
    re.S,
)
_ONWARD = re.compile(
    r"^[\s\[【(]*(?:继续阅读|繼續閱讀|阅读(?:全文|更多|原文)|查看(?:详情|全文|更多)|(?:continue|keep) reading|"
    r"read (?:more|the full|full)|learn more|weiterlesen|mehr (?:lesen|erfahren|zu|über)|lire (?:la suite|plus)|"
    r"en savoir plus|leer más|ler mais|saiba mais|leggi (?:tutto|di più)|lees (?:verder|meer)|"
    r"czytaj (?:więcej|dalej)|więcej|подробнее|читать (?:далее|дальше|полностью)|続きを読む|詳しくは|자세히)",
    re.I,
)
_FULL_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d{2}年?")
_TIME_PIECE = re.compile(rf"\d|^(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?$", re.I)


@dataclass(frozen=True, slots=True)
class Item:
    """What a card says."""

    url: str
    title: str
    found: Found | None
    summary: str = ""
    card: Node | None = None
    shown: str = ""  #: the title as the page shows it, where its tooltip says more
    whole: str = ""  #: the title with the date that was taken off it


def words(node: Node) -> str:
    """A link's text on one line, quickly."""
    return tidy(re.sub(r"\s+", " ", node.text(deep=True, skip_empty=False) if node.child else ""))[: MAX_TITLE * 4]


def stable(classes: str) -> str:
    """The classes that say what an element is, without those that say how it feels today."""
    if not classes:
        return ""
    return "".join(f".{c}" for c in sorted(classes.split()) if not _STATE.match(c))


def is_pager_word(text: str) -> bool:
    return bool(_PAGER.match(text))


def column_title(document: Document) -> str | None:
    """What the page calls its column: the first part of its <title>."""
    node = first(document.root, "title")
    title = tidy((node.text_content or node.text()) if node is not None else "")
    parts = [p.strip() for p in _TAIL.split(title) if p and p.strip()]
    if not parts:
        return None
    steps = [step.strip() for step in re.split(r"\s[/>]\s", parts[0])]
    return steps[-1] if len(steps) > 1 and is_navigation(steps[0]) else parts[0]


def read(rows: Iterable[tuple[Node, str, list[Node]]], zone: ZoneInfo, now: datetime, language: str = "") -> list[Item]:
    """The cards of one list: (card, URL, its links to that URL). Cards without a title are left out."""
    items: list[Item] = []
    given = list(rows)
    ids = {card.mem_id for card, _, _ in given}
    for card, url, anchors in given:
        items.append(_item(card, url, anchors, zone, now))
    if items and sum(i.found is not None for i in items) <= 0.2 * len(items):
        onward = [_with_neighbours(i, ids, zone, now, back=False) if i.found is None else i for i in items]
        before = [_with_neighbours(i, ids, zone, now, back=True) if i.found is None else i for i in items]
        items = before if before[0].found is not None and before[0].found != items[0].found else onward
    agreed = orders.agreed([i.found for i in items], orders.order_of(language, zone), now)
    items = [replace(i, found=found) for i, found in zip(items, agreed, strict=True)]
    items = _told_apart(items)
    items = daylines.under(_short_dates(items, zone, now), ids, zone, now)
    items = [_from_url(i, zone, now) for i in _without_tail(_of_today(items, zone, now))]
    items = [i for i in items if i.title and not is_navigation(i.title)]
    return _years(items)


def one(card: Node, url: str, anchors: list[Node], zone: ZoneInfo, now: datetime) -> Item:
    """One card by itself."""
    return _from_url(_item(card, url, anchors, zone, now), zone, now)


def _item(card: Node, url: str, anchors: list[Node], zone: ZoneInfo, now: datetime) -> Item:
    title, shown, source = _title(anchors)
    found, rest = _date(card, source, title, zone, now)
    bare, glued = _unglue(title, zone, now)
    whole = title if bare != title else ""
    return Item(url, bare[:MAX_TITLE], found or glued, _summary(rest, bare), card, shown, whole[:MAX_TITLE])


def _title(anchors: list[Node]) -> tuple[str, str, Node | None]:
    """The fullest title of a card's links, what is shown of it where that is less, and the element whose text it is."""
    best: tuple[float, str, Node | None] = (0.0, "", None)
    hints: list[str] = []
    tooltips = {_bare(told_by(attr(anchor, "title"))) for anchor in anchors} - {""}
    for anchor in anchors:
        hint = told_by(attr(anchor, "title"))
        heading = (
            next((h for h in css(anchor, _HEADING) if h.mem_id != anchor.mem_id and words(h)), None)
            if anchor.child
            else None
        )
        place = heading if heading is not None else anchor
        shown = text(heading) if heading is not None else _headline(anchor)
        hints.extend(h for h in (hint, tidy(attr(heading, "title")) if heading is not None else "") if h)
        if MORE.fullmatch(shown) or _NOISE.match(shown) or (len(anchors) > 1 and _ONWARD.match(shown)):
            continue
        if len(anchors) > 1 and not _DATED.sub("", shown).strip(" |·,"):
            continue
        value = weight(shown)
        if len(anchors) > 1:  # of a title and a teaser, both links
            value *= 3 if _bare(shown) in tooltips else 0.3 if shown[-1:] in "。！？" else 1
        if value > best[0]:
            best = (value, shown, place)
    _, shown, source = best
    plain = shown
    for hint in hints:
        if _fuller(hint, shown) or (shown.endswith(hint) and _TAGGED.fullmatch(shown.removesuffix(hint).strip())):
            shown = hint
    if not shown:
        for anchor in anchors:
            image = first(anchor, "img[alt]")
            if image is not None and weight(attr(image, "alt")) >= 4:
                shown = tidy(attr(image, "alt"))
                break
    title = _PINNED.sub("", CUT.sub("…", shown)).strip()
    less = plain if plain != shown else ""
    return title, less, source


def _without_tail(items: list[Item]) -> list[Item]:
    """Without what every tooltip says behind its title: the site's name, "read more"."""
    tails = [i.title[len(i.shown) :] for i in items if i.shown and i.title.startswith(i.shown)]
    if len(tails) < 3 or len(tails) < 0.6 * len(items) or len(set(tails)) > 1:
        return items
    return [replace(i, title=i.shown) if i.shown and i.title.endswith(tails[0]) else i for i in items]


def _told_apart(items: list[Item]) -> list[Item]:
    """晚间新闻 2026年11月25日, 晚间新闻 2026年11月24日: where the date alone tells titles apart, it is part of them."""
    often = Counter(i.title for i in items if i.whole)
    return [replace(i, title=i.whole) if i.whole and often[i.title] > 1 else i for i in items]


_TAGGED = re.compile(r"[\[【(（][^\[\]【】()（）]{1,8}[\]】)）]")  #: [市辖区], where @title has the title alone
_MONTH_DAY = re.compile(r"[\s\[(（【]*(\d{1,2})\s?[/.-]\s?(\d{1,2})[\s\])）】]*")


def _short_dates(items: list[Item], zone: ZoneInfo, now: datetime) -> list[Item]:
    """10/15, 9/28: of one row it may be anything, of most rows of a list it is the day."""
    if len(items) < 3 or 2 * sum(i.found is not None for i in items) > len(items):
        return items
    said = []
    for item in items:
        pieces = _pieces(item.card) if item.card is not None else []
        said.append(next((m for p, _ in pieces if (m := _MONTH_DAY.fullmatch(p))), None))
    if sum(m is not None for m in said) + sum(i.found is not None for i in items) < 0.8 * len(items):
        return items
    return [
        replace(i, found=dates.first(f"[{int(m[1]):02}-{int(m[2]):02}]", zone, now)) if m and i.found is None else i
        for i, m in zip(items, said, strict=True)
    ]


_CLOCK = re.compile(r"[\s\[(（【]*([01]?\d|2[0-3]):[0-5]\d[\s\])）】]*")


def _of_today(items: list[Item], zone: ZoneInfo, now: datetime) -> list[Item]:
    """14:05 among rows with a day: boards show the hour alone of what came today."""
    if not any(i.found for i in items):
        return items
    read = []
    for item in items:
        pieces = _pieces(item.card) if item.found is None and item.card is not None else []
        clock = next((p for p, _ in pieces if _CLOCK.fullmatch(p)), None)
        read.append(replace(item, found=dates.first(f"today {clock.strip()}", zone, now)) if clock else item)
    return read


def told_by(tooltip: str) -> str:
    """The headline in a link's @title; old CMSs put the author, the time and the clicks there too."""
    whole = _TOOLTIP.match(tooltip)
    return tidy((whole[1] if whole is not None else tooltip).replace("\n", " "))


def _fuller(hint: str, shown: str) -> bool:
    """Whether @title is the same headline, uncut."""
    if not shown:
        return weight(hint) >= 3
    shown = _DATED.sub("", shown).strip(" |[]()（）【】")  # the date may stand in the link, too
    bare, long = _bare(CUT.sub("", shown)), _bare(hint)
    if not bare or not long or MORE.fullmatch(hint):
        return False
    if long.startswith(bare) and len(long) > len(bare):
        tail = hint[len(shown) :] if hint.startswith(shown) else ""
        return bool(CUT.search(shown)) or not re.match(r"\s*[-_|｜—–«»·]", tail)  # the site's name behind it
    return bool(CUT.search(shown)) and (long[: max(4, len(bare) // 2)] in bare or bare[-8:] in long)


def _bare(text: str) -> str:
    return re.sub(r"[\s\u200b\u3000·•]+", "", text)


def _headline(anchor: Node) -> str:
    """The link's text; of a link that wraps a whole card, the line that is the headline."""
    found = [line.text for line in lines(anchor)[0] if line.text]
    if len(found) <= 1:
        return _unbadged(anchor, found[0].replace("\t", " ")) if found else ""
    bare = [_DATED.sub(" ", line).strip(" |-·/") for line in found]
    good = [
        line for line in bare if line and not _datelike(line) and not _NOISE.match(line) and not MORE.fullmatch(line)
    ]
    if not good:
        return found[0]
    if len(good) > 1 and weight(good[0]) < 6:  # a label above the headline
        return next((line for line in good[1:3] if weight(line) > 1.5 * weight(good[0])), good[0])
    if len(good) > 1 and all(weight(line) < 40 for line in good) and not anchor.css_first("p, div, span, li"):
        return " ".join(good)  # one headline on two lines
    return good[0]


def _unbadged(anchor: Node, line: str) -> str:
    """Without the "new" that stands in an element of its own at the title's end."""
    for badge in css(anchor, "span, em, i, b, strong, sup, font"):
        said = text(badge)
        if said and said != line and _BADGE.fullmatch(said) and line.endswith(said):
            line = line.removesuffix(said).rstrip()
    return line


def _datelike(line: str) -> bool:
    bare = re.sub(r"[\s\[\]()（）【】:：]", "", line)
    return bool(re.fullmatch(r"[\d\-/.年月日]{1,14}(?:发布)?", bare)) or bool(re.fullmatch(_EDGE_DATE, line.strip()))


def _pieces(card: Node) -> list[tuple[str, Node]]:
    """The card's texts, node by node, as people see them."""
    found: list[tuple[str, Node]] = []
    parts: list[str] = []
    begun: Node | None = None
    for node, entering in walk(card):
        if node.is_text_node and entering:  # texts that only a comment parts are one
            begun = begun or node
            parts.append(node.text_content or "")
        elif begun is not None:
            found.append((tidy("".join(parts).replace("\n", " ")), begun))
            begun, parts = None, []
    if begun is not None:
        found.append((tidy("".join(parts).replace("\n", " ")), begun))
    return [(piece, node) for piece, node in found if piece]


def _date(card: Node, source: Node | None, title: str, zone: ZoneInfo, now: datetime) -> tuple[Found | None, list[str]]:
    """The card's date, and its other texts."""
    stamp = first(card, "time[datetime]")
    told = attr(stamp, "datetime") if stamp is not None else _tooltip(card)
    all_pieces = _pieces(card)
    wraps = source is not None and source.mem_id == card.mem_id
    pieces = (
        all_pieces if source is None or wraps else [(p, n) for p, n in all_pieces if not inside(n.parent or n, source)]
    )
    texts = [p for p, _ in pieces if p not in title or _TIME_PIECE.search(p)]
    found = _of_texts(texts, zone, now)
    if told and (found is None or not any(_FULL_YEAR.search(t) for t in texts)):
        found = _stamped(told, found, zone, now)  # "3 days ago" says less
    if found is None and source is not None and not wraps:
        inner = [p for p, n in all_pieces if inside(n.parent or n, source)]
        if len(inner) > 1:
            found = _of_texts([p for p in inner if weight(p) < 12], zone, now)
    return found, texts


_WORDS = re.compile(r"[^\W\d_]")
_STAMP = re.compile(r"(?:19|20)\d{2}[-/]\d{1,2}[-/]\d{1,2}(?:[T ]\d{1,2}:\d{2}\S{0,12})?")


def _tooltip(card: Node) -> str:
    """The whole date in the tooltip of a short one: <span title="2026-08-01 10:00">3月前</span>."""
    stamps = (attr(node, "title") for node in css(card, "span[title], abbr[title], time[title], em[title], i[title]"))
    return next((stamp for stamp in stamps if _STAMP.fullmatch(stamp)), "")


def _stamped(stamp: str, shown: Found | None, zone: ZoneInfo, now: datetime) -> Found | None:
    """What <time datetime> says. Its day is the site's, whatever day it is in our zone by then."""
    told = dates.first(stamp, zone, now)
    day = dates.first(stamp[:10], zone, now)
    if told is None or day is None or told.when.date() == day.when.date():
        return told or shown
    if shown is not None and (shown.when.month, shown.when.day) == (told.when.month, told.when.day):
        return told
    return day


def _of_texts(texts: list[str], zone: ZoneInfo, now: datetime) -> Found | None:
    """The card's date: a text that is one, else pieces of one, else one with its label or among few words."""
    short = [t for t in texts if len(t) <= 60]
    small = [t for t in short if len(t) <= 12 and _TIME_PIECE.search(t)]
    loose: Found | None = None
    for piece in short:
        found = dates.first(piece, zone, now)
        rest = "" if found is None else piece[: found.start] + piece[found.end :]
        if found is None or weight(rest) > 5:
            continue
        if found.inferred and _WORDS.search(rest):  # 11月21日，协会携手: a summary's, if there is a better one
            loose = loose or found
            continue
        if found.inferred and piece in small:
            at = small.index(piece)
            for pair in (small[at : at + 2], small[max(0, at - 1) : at + 1]):
                if any(_YEAR.fullmatch(t) for t in pair) and (whole := scattered.joined(*pair, zone=zone, now=now)):
                    return whole
        return found
    if loose is not None:
        return loose
    for size in (2, 3):
        for start in range(len(small) - size + 1):
            found = scattered.joined(*small[start : start + size], zone=zone, now=now)
            if found is not None:
                return found
    for piece in texts:
        found = labels.labelled(piece, zone, now)
        if found is None and len(piece) <= 40:
            found = dates.first(piece, zone, now)
        if found is not None:
            return found
    digits = "".join(t for t in short if len(t) <= 12)
    return dates.first(digits, zone, now) if 6 <= len(digits) <= 60 else None


def _unglue(title: str, zone: ZoneInfo, now: datetime) -> tuple[str, Found | None]:
    """A date glued to the title's end or start, taken off: 关于放假的通知2026-09-30, [09-30] 关于放假的通知."""
    for pattern in (rf"\s*({_EDGE_DATE})\s*$", rf"^\s*({_EDGE_DATE})\s*"):
        m = re.search(pattern, title)
        if m is None:
            continue
        bare = m[1].strip()
        full = re.search(r"\d{4}\s?[-/.年]", bare) or (bare[0] in "[(（【" and "月" not in bare)
        found = dates.first(bare, zone, now)
        rest = (title[: m.start()] + title[m.end() :]).strip(" -|:：")
        if found is not None and full and weight(rest) >= 4 and not re.search(r"[（(【\[《“至到—~-]$", rest):
            return rest, found
    return title, None


def _summary(texts: list[str], title: str) -> str:
    bare = _bare(title)
    long = [t for t in texts if weight(t) >= 16 and _bare(t) != bare and not MORE.fullmatch(t)]
    return max(long, key=len, default="")[:1000]


def _with_neighbours(item: Item, ids: set[int], zone: ZoneInfo, now: datetime, *, back: bool) -> Item:
    """The date between this card and its neighbour: <dt>title</dt><dd>date</dd>, or the other way round."""
    node = item.card
    for _ in range(6):
        node = None if node is None else (node.prev if back else node.next)
        if node is None or node.mem_id in ids:
            break
        if node.is_element_node:
            if node.css_first("a[href]") is not None and (roughly(node) > 2000 or weight(text(node)) > 40):
                break
            found = _of_texts([p for p, _ in _pieces(node)], zone, now)
        else:
            found = dates.first(tidy(node.text_content or ""), zone, now) if node.is_text_node else None
        if found is not None:
            return replace(item, found=found)
    return item


def _from_url(item: Item, zone: ZoneInfo, now: datetime) -> Item:
    """What the address says: the day where the card has none, the year where it has none."""
    named = scattered.in_url(item.url, zone)
    if named is None or named.when > now + timedelta(days=2):
        return item
    if item.found is None:
        return replace(item, found=named)
    if item.found.when.date() != named.when.date() and item.card is not None:  # of two dates the one it is filed under
        said = (dates.first(piece, zone, now) for piece, _ in _pieces(item.card) if len(piece) <= 24)
        filed = next((f for f in said if f is not None and f.when.date() == named.when.date()), None)
        if filed is not None and not filed.inferred:
            return replace(item, found=filed)
    shown = item.found
    if shown.inferred and (shown.when.month, shown.when.day) == (named.when.month, named.when.day):
        return replace(item, found=replace(shown, when=shown.when.replace(year=named.when.year), inferred=False))
    return item


def _years(items: list[Item]) -> list[Item]:
    """Where the page gives no years: a list that falls does not rise by months in its middle."""
    if len(items) < 3 or not all(i.found is None or (i.found.inferred and not i.found.said) for i in items):
        return items
    found = [i.found for i in items if i.found]
    rises = [n for n, (a, b) in enumerate(pairwise(found)) if b.when > a.when + timedelta(days=45)]
    if not 1 <= len(rises) <= max(1, len(items) // 6) or rises[0] < 2:
        return items
    back, last, out = 0, None, []
    for item in items:
        if item.found is None:
            out.append(item)
            continue
        when = item.found.when
        if last is not None and when > last + timedelta(days=45):
            back += 1
        last = when
        try:
            out.append(replace(item, found=replace(item.found, when=when.replace(year=when.year - back))))
        except ValueError:
            out.append(item)
    return out
