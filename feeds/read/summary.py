"""A few whole sentences of an article, from its own text: what a reader sees before deciding to open it. Pure.

Nothing is rephrased and nothing invented; an article without text has no summary.
"""

import re
from collections.abc import Iterable, Iterator

from feeds import hanzi
from feeds.read.articles.credits import suffix, whole_line
from feeds.read.dates.days import NAME

LIMIT = 300  #: characters, whatever they are
LATIN = 140 / 300  #: how much of a Chinese character a Latin letter counts
ENOUGH = 0.62  #: of the length: no further sentence is looked for
OVER = 1.3  #: of the length: how far a further sentence may reach

OPENING, CLOSING = "“‘「『《（([【〈﹁", "”’」』》）)]】〉﹂"
ENDS = "。！？!?"
PAIRS = dict(zip(CLOSING, OPENING, strict=True))

CAPTION = hanzi.compile(
    r"^[▲△↑↓◆■●▼☆★]|^[（(【\[]?\s*(?:上图|下图|左图|右图|中图|附图|题图|配图|本图|图片?)\s*"
    r"(?:[为:：|｜/／]|说明|注|来源|源自|\d{1,3}\s*[:：.、 ]|[一二三四五六七八九十]{1,2}\s*[:：、 ]|\d{1,2}$)|"
    r"^图\s*\d{1,2}\s|现场图?$|^摄影[:：/]|"
    r"^(?:Fig(?:ure)?\.?|Photo|Image|Picture)\b\s*(?:\d+\s*[.:]|by\b|credit|courtesy|[:：])",
    re.I,
)
SALUTATION = hanzi.compile(
    r"^(?:尊敬的?|敬爱的?|亲爱的?|各位|各有关|各相关|各|全体|全校|全院|广大|致|同学们|老师们|朋友们|家长们|"
    r"同志们|校友们|女士们|先生们|Dear\b|To\b)"
    r".{0,110}[:：,，!！]$|^.{1,24}(?:老师|同学|家长|校友|同志|考生|单位|部门|学院|教师|朋友|员工|先生|女士|"
    r"同仁|专家)们?\s*[:：]$|"
    r"^(?:您好|你好|大家好|Hello|Hi)[\s,，。！!:：].{0,12}$",
    re.I,
)
BOILERPLATE = hanzi.compile(
    r"^(?:当前位置|您的位置|发布时间|发布日期|更新时间|时间\s*[:：]\s*\d{4}|浏览次数|点击次数|阅读次数|字体|"
    r"分享到|扫一扫|扫码|长按|点击(?:蓝字|上方|下方|关注)|"
    r"关注我们|欢迎关注|微信公众号|转载请|版权|声明\s*[:：]|免责|原标题|原文链接|阅读原文|来源\s*[:：]|"
    r"责任编辑|特此(?:公告|通知|公示|说明|函告)|"
    r"附件\s*\d{0,2}\s*(?:[:：.、]|$)|附\s*[:：]|目\s*录$|此致|敬礼|Advertisement\b|Share this|Subscribe|"
    r"Follow us|Read more|"
    r"Click here|Copyright|All rights reserved|©|Published\b|Updated\b|Posted\b|"
    r"By\s+[A-Z][\w.]+(?:\s[A-Z][\w.]+){0,2}$)",
    re.I,
)
NUMBER_OF_DOCUMENT = hanzi.compile(r"^[\w〇]{0,14}[〔\[（(]\s*\d{4}\s*[〕\]）)]\s*第?\s*\d+\s*号$")
ONLY_SIGNS = hanzi.compile(r"^[\W\d_年月日时分秒]*$")
HEADING = hanzi.compile(
    r"^(?:第?[一二三四五六七八九十百]{1,3}[、.．章节条部]|[（(][一二三四五六七八九十\d]{1,3}[）)]|"
    r"\d{1,2}(?:[、.．](?!\d)|\s)|[①-⑳]|"
    r"[◆■●▲★☆※►▶])"
)
NUMBERED = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|\d{1,2}(?:、|[.．](?!\d)))\s*(?=\S{6})")
DATELINE = hanzi.compile(
    r"^(?:"
    r"[（(【\[]?\s*(?:本网|本报|本刊|本站|本台|我校|校园网?|新闻网|官网|\S{2,12}?(?:网|报|社|台|中心|大学|学院))\s*"
    r"(?:综合)?(?:讯|消息|电|报道)\s*[）)】\]]?[\s:：,，|—-]*|"
    r"(?:新华社|中新社|中新网|人民网|光明网)\S{0,8}?\d{0,2}月?\d{0,2}日?电[\s:：,，]*|讯\s+|"
    r"[（(【\[](?:[^（()）【】\[\]]{0,14})(?:通讯员|记者|供稿|报道|来源|文|图|撰稿|编辑|作者|"
    r"摄影)[^（()）【】\[\]]{0,40}[）)】\]][\s:：,，|—-]*|"
    r"(?:通讯员|本网记者|本报记者|学生记者|记者)[\s:：][^，。！？]{2,24}?[）)\s](?=\S{6})|"
    r"[A-Z][A-Z .,]{2,40}(?:\([A-Z][\w ]+\)\s*)?[—–-]{1,2}\s+|"
    r"\([A-Z]{2,10}\)\s*[—–-]?\s*"
    r")"
)
ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Rev|Hon|Gen|Col|Lt|Sgt|Capt|Gov|Sen|Rep|St|Mt|Jr|Sr|vs|etc|No|Nos|Vol|Fig|"
    r"Figs|pp|ed|eds|cf|"
    r"al|Inc|Ltd|Corp|Co|Univ|Dept|Assn|Ave|Blvd|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|a\.m|"
    r"p\.m|Ph\.D|approx)"
    r"|(?:\b[A-Za-z]\.)+[A-Za-z]|\b[A-Z])$"
)
#: 12. of am 12. Dezember, im 19. Jahrhundert, dne 3. října
ORDINAL = re.compile(r"(?:\b(der|die|das|den|dem|des|am|im|zum|zur|vom|beim|dne)\s)?(?<!\d)\d{1,2}$", re.I)
OPENS = re.compile(r"(?:der|die|das|ein|eine|es|er|sie|wir|ich|am|im|in|auch|dann|danach|nach|für|und|the|pak)\b", re.I)
MONTH = re.compile(rf"(?:{NAME})\b", re.I)
SOFT = re.compile(r"[；;](?=.)|，(?=.)|, ")


BYLINE = hanzi.compile(r"^\S{2,14}(?:班|学院|系|部|处|中心)\s+[\u4e00-\u9fff·]{2,4}(?:[、\s][\u4e00-\u9fff·]{2,4})*$")


LOOKED_AT = 500  #: lines of a text: what it is about stands nearer to its beginning


def summarise(text: str, title: str, *, length: int = 140, language: str = "zh") -> str:
    """Whole sentences in their order, about `length` Chinese characters (of `language` others: as much room)."""
    lines = text.split("\n", LOOKED_AT)[:LOOKED_AT]
    heading = _bare(title)
    chosen: list[str] = []
    weight = 0.0
    for sentence in _sentences(_paragraphs(lines), heading):
        more = _weight(sentence)
        if not chosen and more > 1.6 * length:
            return _cut(sentence, length)
        if chosen and weight + more > OVER * length:
            break
        if len("".join(chosen)) + len(sentence) + len(chosen) > LIMIT:
            break
        if sentence in chosen:
            continue
        if chosen and sentence[-1] not in ENDS + "”’」』….":
            break  # an enumeration begins
        chosen.append(sentence)
        weight += more
        if weight >= ENOUGH * length:
            break
    if chosen:
        return _joined(chosen)
    return _fallback(list(_paragraphs(lines)), heading, length)


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """The lines as prose, those that an editor broke in the middle of a sentence in one piece again."""
    begun = ""
    for line in filter(None, map(_told, lines)):
        if begun and begun[-1] not in "，、,":
            yield begun
            begun = ""
        begun += line
    if begun:
        yield begun


def _told(line: str) -> str:
    """A paragraph as prose: "" for what is a credit, a caption, a salutation, a table row or furniture."""
    line = re.sub(r"[ \xa0\u3000]+", " ", line).strip()
    if not line or "\t" in line or ONLY_SIGNS.match(line):
        return ""
    if len(line) <= 60 and CAPTION.search(line):
        return ""
    if SALUTATION.match(line) or BYLINE.match(line) or NUMBER_OF_DOCUMENT.match(line) or whole_line(line) is not None:
        return ""
    if len(line) <= 80 and BOILERPLATE.match(line):
        return ""
    if len(line) <= 200 and re.fullmatch(r"(?:https?://|www\.)\S+|[^\s@]+@\S+\.\w+", line):
        return ""
    for _ in range(3):
        opening = DATELINE.match(line)
        if opening is None or len(line) - opening.end() < 8:
            break
        line = line[opening.end() :].strip()
    ending = suffix(line)
    if ending is not None:
        line = line[: ending[0]].rstrip()
    return line


def _sentences(paragraphs: Iterable[str], heading: str) -> Iterator[str]:
    """The sentences that say something: no heading, no title again."""
    for paragraph in paragraphs:
        finished = paragraph[-1] in ENDS + "”’…：:；;.~～"
        if not finished and (len(paragraph) <= 40 or HEADING.match(paragraph)) and not re.search("[。！？]", paragraph):
            continue
        if paragraph[-1] in "：:" and len(paragraph) <= 16:
            continue
        if len(paragraph) <= 40 and re.match(r"^[\w\s]{2,10}[:：]", paragraph) and "。" not in paragraph:
            continue  # 时间：…, 地点：…
        for sentence in split(paragraph):
            bare = _bare(sentence)
            if len(bare) < 4 or _again(bare, heading) or ONLY_SIGNS.match(sentence):
                continue
            if HEADING.match(sentence) and (len(bare) <= 14 or (len(bare) <= 24 and re.search("[:：]", sentence))):
                continue
            yield NUMBERED.sub("", sentence)


def _again(bare: str, heading: str) -> bool:
    """Whether this is the title once more, perhaps with the school's name in front of it."""
    if not heading:
        return False
    if bare == heading or bare in heading:
        return True
    return len(heading) >= 6 and heading in bare and len(bare) <= len(heading) + 18


def split(paragraph: str) -> list[str]:
    """The paragraph's sentences; none ends inside quotes or brackets, at a decimal point or an abbreviation."""
    found: list[str] = []
    start = 0
    open_: list[str] = []
    balanced = _balanced(paragraph)
    i = 0
    while i < len(paragraph):
        sign = paragraph[i]
        if balanced and sign in OPENING:
            open_.append(sign)
        elif balanced and sign in CLOSING and open_ and open_[-1] == PAIRS[sign]:
            open_.pop()
            told = not open_ and paragraph[i - 1] in ENDS and sign in "”’」』" and _quoted_last(paragraph, start, i)
            if told:
                found.append(paragraph[start : i + 1].strip())
                start = i + 1
        elif not open_ and (sign in ENDS or (sign == "." and _full_stop(paragraph, i))):
            while i + 1 < len(paragraph) and paragraph[i + 1] in ENDS + "…" + ("" if balanced else "”’」』）)"):
                i += 1
            if (
                i + 1 < len(paragraph)
                and paragraph[i + 1] in "\"'"
                and paragraph[start : i + 1].count(paragraph[i + 1]) % 2
            ):
                i += 1
            found.append(paragraph[start : i + 1].strip())
            start = i + 1
        i += 1
    rest = paragraph[start:].strip()
    if rest:
        found.append(rest)
    return [sentence for sentence in found if sentence]


def _balanced(paragraph: str) -> bool:
    """Whether every quote and bracket is closed; where not, they cannot be trusted."""
    open_: list[str] = []
    for sign in paragraph:
        if sign in OPENING:
            open_.append(sign)
        elif sign in CLOSING and (not open_ or open_.pop() != PAIRS[sign]):
            return False
    return not open_


def _quoted_last(paragraph: str, start: int, end: int) -> bool:
    """Whether a quotation that ends with a full stop ends its sentence: 他说：“……。” does, “……。”他说 does not."""
    if end + 1 >= len(paragraph):
        return True
    opening = paragraph.rfind(next(o for c, o in PAIRS.items() if c == paragraph[end]), start, end)
    return opening > start and paragraph[opening - 1] in "：:，," and paragraph[end + 1] not in "，、；,;的地得等是）"


def _full_stop(paragraph: str, i: int) -> bool:
    after = paragraph[i + 1 : i + 3]
    if not after:
        return True
    if after[0] in "\"'”’)" and len(after) > 1:
        after = after[1:]
    if after[0] != " ":
        return False
    if ABBREVIATION.search(paragraph[:i][-24:]):
        return False
    following = paragraph[i + 1 :].lstrip(" \"'“‘(")
    ordinal = ORDINAL.search(paragraph[:i][-24:])
    if ordinal is not None and (MONTH.match(following) or (ordinal[1] and not OPENS.match(following))):
        return False
    return not following or not following[0].islower()


def _cut(sentence: str, length: int) -> str:
    """A very long sentence up to a comma or semicolon within the length, and an ellipsis."""
    best = 0
    good = 0
    for place in SOFT.finditer(sentence):
        if _weight(sentence[: place.start()]) > length or place.start() >= LIMIT - 1:
            break
        best = place.start()
        if sentence[place.start()] in "；;":
            good = place.start()
    if good and _weight(sentence[:good]) >= 0.5 * length:
        best = good
    if not best or _weight(sentence[:best]) < 0.3 * length:
        best = 0
        weight = 0.0
        for sign in sentence:
            weight += _weight(sign)
            if weight > length or best >= LIMIT - 1:
                break
            best += 1
        space = sentence.rfind(" ", 0, best)
        if sentence[:best].isascii() and space > best // 2:
            best = space
    return sentence[:best].rstrip(" ，,；;、") + "…"


def _fallback(paragraphs: list[str], heading: str, length: int) -> str:
    """For a text without sentences: its first lines, as far as they fit."""
    chosen: list[str] = []
    weight = 0.0
    for line in paragraphs:
        bare = _bare(line)
        if len(bare) < 4 or _again(bare, heading):
            continue
        weight += _weight(line)
        if chosen and (weight > length or len(" ".join([*chosen, line])) > LIMIT):
            break
        if weight > 1.6 * length:
            return _cut(line, length)
        chosen.append(line)
    return " ".join(chosen)


def _joined(sentences: list[str]) -> str:
    """Chinese sentences follow each other at once; others after a space."""
    summary = ""
    for sentence in sentences:
        wide = summary and (ord(summary[-1]) > 0x2E7F or summary[-1] in "”’…")
        summary += ("" if not summary or wide else " ") + sentence
    return summary


def _weight(said: str) -> float:
    return sum(1.0 if ord(sign) > 0x2E7F or sign in "“”‘’…—" else LATIN for sign in said)


def _bare(said: str) -> str:
    return re.sub(r"[\s\W_]", "", said)
