"""The title of one card of a list, wherever the layout put it. Pure."""

import re

from feeds import hanzi
from feeds.read.lists.carddate import DATED, GLUED, datelike
from feeds.read.markup.html import Node, ancestors, attr, children, css, first, tag
from feeds.read.markup.lines import lines, one_line, text, tidy
from feeds.read.markup.wording import MORE, weight

CUT = re.compile(r"(?:(?<!\.)\.{2,}+|(?<!…)…++|(?<!。)。{2,}+)\s*+$")
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_HEADING = (
    "h1, h2, h3, h4, h5, h6, dt, strong.title, [class*=title], "
    "[class*=Title], [class*=tit], [class*=bt], [class*=headline], [class*=ttl], [class*=subject]"
)
_NOISE = hanzi.compile(
    r"^(?:new!?|hot!?|top|置顶|\[置顶\]|【置顶】|推荐|最新|·|•|\d{1,3}[.、]?|\d{1,3}\W?min(?:ute)?s?(?: read)?)$", re.I
)
_NUMBER = re.compile(r"(?:^|[\s_-])(?:num(?:b|ber)?|no|order|rank|index|xuhao|count)(?:$|[\s_\d-])", re.I)
_BADGE = hanzi.compile(r"new!?|n|hot!?|up|新|热|荐|图|视频|새글|신규|first|external link|pdf", re.I)
_PINNED = hanzi.compile(
    r"^\s*(?:답변 |[\[【(（]置顶[\])】）]|置顶[:：]?|\[顶\]|[·•▪■◆●○►▸»>※*]+|\.(?=[\u4e00-\u9fff【“《]))\s*"
)
#: where a link opens, as sites for everybody say it
_WINDOW = hanzi.compile(
    r"\s*[(（\[【]\s*(?:(?:另)?开(?:啟|启)?新?(?:視窗|窗口)|在新(?:窗口|視窗|标签页)(?:中)?打?开|"
    r"(?:opens )?(?:in )?(?:a )?new (?:window|tab)|새\s?창(?:\s?열림)?|neues fenster|nouvelle fenêtre|nueva ventana)"
    r"\s*[)）\]】]$",
    re.I,
)
_TOOLTIP = hanzi.compile(
    r"^\s*(?:文章)?标\s*题\s*[:：]\s*(.+?)\s*(?:(?:作\s*者|(?:发布|发表|更新|添加)(?:时间|日期)|时\s*间|点击\w*|阅读\w*|浏览\w*|"
    r"来\s*源|栏\s*目)\s*[:：].*)?$",
    re.S,
)
_ONWARD = hanzi.compile(
    r"^[\s\[【(]*(?:继续阅读|繼續閱讀|阅读(?:全文|更多|原文)|查看(?:详情|全文|更多)|(?:continue|keep) reading|"
    r"read (?:more|the full|full)|learn more|weiterlesen|mehr (?:lesen|erfahren|zu|über)|lire (?:la suite|plus)|"
    r"en savoir plus|leer más|ler mais|saiba mais|leggi (?:tutto|di più)|lees (?:verder|meer)|"
    r"czytaj (?:więcej|dalej)|więcej|подробнее|читать (?:далее|дальше|полностью)|続き(?:を読む|は)|"
    r"詳しく(?:は|見る|読む)|詳細(?:は|を見る)|"
    r"(?:記事|全文|もっと)を?(?:読む|見る)|자세히)",
    re.I,
)
#: of the link to a post's comments, as WordPress writes its tooltip
_COMMENTS = re.compile(
    r"^(?:comments?|comentarios?|comentários?|commentaires?|kommentare?|commenti|reacties?) "
    r"(?:on|en|em|sur|zu|su|op) (?=\S)",
    re.I,
)
_CALLED = re.compile(r"(?:^|(?<!sub)[\s_-])(?:title|headline|subject|ttl)(?:$|[\s_-])", re.I)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_FOREMOST = frozenset(["h1", "h2", "h3", "h4"])  #: headings that are no kickers
_TEASER = 24.0  #: a headline may end in 。, too, and then weighs less
_LONG = 44.0  #: no headline weighs more
_HEADLINE = 8.0  #: and none is sure that weighs less
_ARROW = re.compile(r"[→➔➜⟶]\s*$")
_BUTTON = re.compile(r"(?:^|[\s_-])(?:btn|button|more|cta)(?:$|[\s_-])", re.I)
_LABELLED = re.compile(r"[^\W\d]{2,16}\s?[:：]")  #: AUTOR: Marin Perković
_ONE_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zà-ÿ]+")
_TAGGED = re.compile(r"[\[【(（][^\[\]【】()（）]{1,8}[\]】)）]")  #: [市辖区], where @title has the title alone


def read(anchors: list[Node], labels: frozenset[str] = frozenset()) -> tuple[str, str, Node | None]:
    """The fullest title of a card's links, what is shown of it where that is less, and the element whose text it is.
    `labels`: lines that say what kind of article it is."""
    best: tuple[float, str, Node | None] = (0.0, "", None)
    hints: list[str] = []
    tooltips = {bare(told_by(attr(anchor, "title"))) for anchor in anchors} - {""}
    for anchor in anchors:
        hint = told_by(attr(anchor, "title"))
        if "#" in attr(anchor, "href"):
            hint = _COMMENTS.sub("", hint, count=1)
        heading = _within(anchor)
        place = heading if heading is not None else anchor
        shown = (_begun(heading) or text(heading)) if heading is not None else _headline(anchor, labels)
        hints.extend(h for h in (hint, tidy(attr(heading, "title")) if heading is not None else "") if h)
        if MORE.fullmatch(shown) or _NOISE.match(shown) or (len(anchors) > 1 and _ONWARD.match(shown)):
            continue
        if len(anchors) > 1 and not DATED.sub("", shown).strip(" |·,"):
            continue
        value = weight(shown)
        if len(anchors) > 1:  # of a title and a teaser, both links
            value *= 3 if bare(shown) in tooltips else _sentence(shown)
            around = 5 if heading is not None and tag(heading) in _FOREMOST else 3
            value *= max(_set_off(anchor), around if heading is not None and _is_title(heading) else 1)
        if value > best[0]:
            best = (value, shown, place)
    _, shown, source = best
    if shown and datelike(shown) and (said := _beside(anchors[0], shown)):
        shown = said
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
    title = _WINDOW.sub("", _PINNED.sub("", CUT.sub("…", shown))).strip()
    less = plain if plain != shown else ""
    return title, less, source


def _within(anchor: Node) -> Node | None:
    """The heading inside a link: by its tag where what its class calls one opens with another, over a sentence or two.
    A kicker and a day are none."""
    named = next((h for h in css(anchor, _HEADING) if h.mem_id != anchor.mem_id and one_line(h)), None)
    if named is None or tag(named) in _HEADINGS:
        return named
    first_of = next((h for h in css(named, ", ".join(_HEADINGS)) if one_line(h)), None)
    said = [line.text for line in lines(named)[0] if line.text] if first_of is not None else []
    if first_of is None or len(said) < 2 or text(first_of) != said[0] or datelike(said[0]) or weight(said[0]) < 6:
        return named
    teaser = weight(said[0]) >= _HEADLINE and weight(said[1]) > 1.4 * weight(said[0]) and len(said) > 2
    return first_of if teaser or said[1][-1] in "。！？.!?…" or weight(said[1]) > _LONG else named


def _is_title(heading: Node) -> bool:
    """Whether an element inside a link is a title by its tag or its class, and no button's (btn) or subtitle's."""
    return tag(heading) in _HEADINGS or _CALLED.search(_HUMP.sub("-", attr(heading, "class"))) is not None


def _sentence(shown: str) -> float:
    """How little a text is a headline where another link may be one: it ends like a sentence, or has none's length."""
    if CUT.search(shown) and weight(shown) > _TEASER and re.search("[，,]", shown):
        return 0.3
    if shown[-1:] not in "。！？" and weight(shown) <= _LONG:
        return 1
    return 0.15 if shown[-1:] == "。" and weight(shown) > _TEASER else 0.3


def headed(card: Node, mute: frozenset[str]) -> tuple[str, Node | None]:
    """The title of a card whose own links say nothing but `mute`: its foremost heading, else what is named or set like
    one, else its first sentence; "" where that is another link's text. The first
    line alone comes without an element."""
    headings = sorted(css(card, ", ".join(_HEADINGS)), key=tag)  # the foremost first, else as they stand
    named = (*css(card, _HEADING), *css(card, "[class*=header], [class*=Header]"))
    for node in (*headings, *named, *css(card, "b, strong"), *css(card, "p")):
        said = text(node)
        if (
            not 4 <= weight(said) <= _LONG
            or said in mute
            or datelike(said)
            or MORE.fullmatch(said)
            or _field(said, node)
        ):
            continue
        if any(tag(up) == "a" for up in ancestors(node)) or any(text(a) not in mute for a in css(node, "a[href]")):
            break
        return _PINNED.sub("", CUT.sub("…", said)).strip(), node
    return _first_line(card, mute), None


def is_button(anchor: Node) -> bool:
    """Whether a link is one to push, and in no heading: by its class or the arrow behind its words."""
    pushed = _ARROW.search(text(anchor)) is not None or _BUTTON.search(attr(anchor, "class")) is not None
    return (pushed or not text(anchor)) and _heading(anchor) is None and first(anchor, ", ".join(_HEADINGS)) is None


def plain_heading(card: Node, mute: frozenset[str]) -> str:
    """A card's heading where that is one by its tag and no link; ""."""
    if card.css_first("h1, h2, h3, h4, h5, h6") is None:
        return ""
    title, node = headed(card, mute)
    return title if node is not None and tag(node) in _HEADINGS and node.css_first("a[href]") is None else ""


def _first_line(card: Node, mute: frozenset[str]) -> str:
    """The first line of a card in which nothing is set like a title and no link says more, where a longer one follows;
    ""."""
    if any(text(a) not in {"", *mute} for a in css(card, "a")):
        return ""
    if tag(card) == "tr":
        return _fullest_cell(card, mute)
    said = [line.text for line in lines(card)[0] if line.text and line.text not in mute and not datelike(line.text)]
    fine = len(said) > 1 and 4 <= weight(said[0]) <= _LONG and weight(said[1]) > weight(said[0])
    return said[0] if fine and not MORE.fullmatch(said[0]) and not _LABELLED.match(said[0]) else ""


def _fullest_cell(row: Node, mute: frozenset[str]) -> str:
    """What the one cell of a table's row says that says more than the others: 2015-04-17 | 插班申请表 | 下载; ""."""
    cells = (text(cell) for cell in children(row) if tag(cell) in ("td", "th"))
    said = sorted((cell for cell in cells if cell and cell not in mute and not datelike(cell)), key=weight)
    if not said or (len(said) > 1 and weight(said[-1]) < 1.5 * weight(said[-2])):
        return ""
    return said[-1] if 4 <= weight(said[-1]) <= _LONG else ""


def _field(said: str, node: Node) -> bool:
    """Whether words are a label and its value; a heading may well have a colon: Achtung: Sturm."""
    labelled = _LABELLED.match(said)
    if labelled is None:
        return False
    titled = tag(node) in _HEADINGS or _CALLED.search(attr(node, "class"))
    return not titled or datelike(said[labelled.end() :].strip()) or weight(said[labelled.end() :]) < 4


def _heading(anchor: Node) -> Node | None:
    """The heading that a link stands in."""
    up = anchor.parent
    for _ in range(3):
        if up is None or tag(up) in _HEADINGS:
            return up
        up = up.parent
    return None


def _set_off(anchor: Node) -> int:
    """How much the box around a link says that it is the title: a heading, a name, bold."""
    box = anchor.parent
    if box is None:
        return 1
    heading = _heading(anchor)
    if heading is not None or _CALLED.search(attr(box, "class")):
        return 5 if heading is not None and tag(heading) in _FOREMOST else 4
    return 2 if tag(box) in ("b", "strong") else 1


def _beside(anchor: Node, day: str) -> str:
    """What a heading says besides the day, where the day alone is its link: <h2>title <a>16.11.2026</a></h2>."""
    heading = _heading(anchor)
    said = text(heading).replace(day, " ").strip(" -–|:,()[]") if heading is not None else ""
    return said if weight(said) >= 4 else ""


def told_by(tooltip: str) -> str:
    """The headline in a link's @title; old CMSs put the author, the time and the clicks there too."""
    whole = _TOOLTIP.match(tooltip)
    return tidy((whole[1] if whole is not None else tooltip).replace("\n", " "))


def _fuller(hint: str, shown: str) -> bool:
    """Whether @title is the same headline, uncut."""
    if not shown:
        return weight(hint) >= 3
    shown = DATED.sub("", shown).strip(" |[]()（）【】")  # the date may stand in the link, too
    short, long = bare(CUT.sub("", shown)), bare(hint)
    if not short or not long or MORE.fullmatch(hint):
        return False
    if long.startswith(short) and len(long) > len(short):
        tail = hint[len(shown) :] if hint.startswith(shown) else ""
        return bool(CUT.search(shown)) or not re.match(r"\s*[-_|｜—–«»·]", tail)  # the site's name behind it
    return bool(CUT.search(shown)) and (long[: max(4, len(short) // 2)] in short or short[-8:] in long)


def bare(text: str) -> str:
    """Without blanks and dots, to compare."""
    return re.sub(r"[\s\u200b\u3000·•]+", "", text)


def _headline(anchor: Node, labels: frozenset[str]) -> str:
    """The link's text; of a link that wraps a whole card, the line that is the headline."""
    found = [line.text for line in lines(anchor)[0] if line.text]
    if len(found) <= 1:
        return (_begun(anchor) or _unbadged(anchor, found[0].replace("\t", " "))) if found else ""
    plain = [GLUED.sub("", DATED.sub(" ", line)).strip(" |-·/") for line in found]
    good = [
        line
        for line in plain
        if line and line not in labels and not datelike(line) and not _NOISE.match(line) and not MORE.fullmatch(line)
    ]
    if not good:
        return found[0]
    if len(good) > 1 and _is_label(good[0]):
        least = (1.2 if _ONE_WORD.fullmatch(good[0]) else 1.5) * weight(good[0])
        return next((line for line in good[1:3] if weight(line) > least), good[0])
    if (
        len(good) > 1
        and all(weight(line) < 40 for line in good)
        and not any(map(text, css(anchor, "p, div, span, li")))
    ):
        return " ".join(good)  # one headline on two lines
    return good[0]


def _is_label(line: str) -> bool:
    """Whether a line above the headline is a word or two that say what it is: Nyhet, Pressemitteilung."""
    return weight(line) < 6 or (weight(line) < 10 and _ONE_WORD.fullmatch(line) is not None)


def _begun(box: Node) -> str:
    """The headline that a box holds in its first element, with a teaser or a note in brackets in the next; ""."""
    whole = text(box)
    parts = [said for child in children(box) if child.is_element_node and (said := text(child))]
    if len(parts) < 2 or not 8 <= weight(parts[0]) <= _LONG or not whole.startswith(parts[0]):
        return ""
    rest = parts[1]
    note = rest[0] in "（(" and weight(rest) > _TEASER
    longer = weight(whole) > _LONG and weight(rest) > 1.5 * weight(parts[0])
    teaser = longer and parts[0][-1] not in ":：" and (CUT.search(rest) or rest[-1] in "。.")
    return parts[0] if note or teaser else ""


def _unbadged(anchor: Node, line: str) -> str:
    """Without what stands in an element of its own: "new" at the title's end, the number of its row before it."""
    number = anchor.css_first("span:first-child, em:first-child, i:first-child, b:first-child")
    if number is not None and _NUMBER.search(attr(number, "class")) and (said := text(number)).isdecimal():
        line = line.removeprefix(said).lstrip(" .、")
    for badge in css(anchor, "span, em, i, b, strong, sup, font"):
        said = text(badge)
        if said and said != line and _BADGE.fullmatch(said) and line.endswith(said):
            line = line.removesuffix(said).rstrip()
    return line
