"""Who made an article: meta lines above a body and credit lines below it, as label → text. Pure; knows no markup."""

import re
from collections.abc import Mapping

from feeds import hanzi
from feeds.read.articles import works
from feeds.read.articles.surnames import NAME, is_person

#: the longer first: 责任编辑 before 编辑
LABELS = (
    "信息来源|文章来源|本文来源|稿件来源|新闻来源|内容来源|资料来源|图片来源|来源单位|供稿单位|发布单位|发布部门|"
    "供稿部门|作者单位|发布机构|发文机关|制发机关|公开主体|"
    "信息提供|来源|出处|文章作者|作者|责任编辑|图文编辑|网站编辑|网络编辑|文字编辑|编辑人|编辑|责编|美编|"
    "编发|编校|编审|图编|复核|初核|终核|责任校对|审核人|审核|审稿人|审稿|审阅|审签|审定|核稿|校对|校审|一审一校|二审二校|三审三校|初审|复审|终审|一审|二审|三审|"
    "供图|供文|供稿人|供稿|图文|图片提供|图片|图源|摄影摄像|摄影报道|摄影|摄像|拍摄|撰稿人|撰稿|撰文|拟稿人|"
    "拟稿|文字|"
    "文稿|特约通讯员|通讯员|特约记者|学生记者|校园记者|实习记者|记者|采写|采编|采访|排版|制图|制作|监制|策划|发布者|发布人|发布|Author|Writer|Reporter|Editor|Photographer|Source|"
    "上传者|上传|录入人|录入员|录入|投稿人|投稿|签发人|签发|报道|文/图|图/文|图|文|编"
)
#: what stands in a meta line and is no credit: where a credit's value ends
OTHERS = (
    "发布时间|发布日期|更新时间|更新日期|创建时间|创建日期|发表时间|添加时间|录入时间|上传时间|时间|日期|"
    "点击次数|点击数|点击率|点击量|点击|"
    "浏览次数|浏览量|浏览数|浏览|阅读次数|阅读量|阅读数|阅读|访问次数|访问量|访问数|访问|人气|次数|查看次数|"
    "查看|字体大小|字体|字号|分享到|分享|"
    "Photos|Photo|Clicks|Click|Hits|Views|Date|Time|打印|关闭|收藏|评论|已阅|关键词|关键字|索引号|文号|看板|栏目|所属栏目|分类|标签"
)
SHORT = "图|文|编|报道|发布|图片|文字|制作|策划|上传|采访|录入|投稿|拍摄"
#: a label's sign: 作者：张三, 文/张三, 文|张三, 文丨张三
SIGN = r"\s{0,6}[:：/／|｜丨∣︱]\s{0,6}"
SPACED = "|".join(r"\s{0,3}".join(label) if len(label) == 2 else re.escape(label) for label in LABELS.split("|"))
PAIR = hanzi.compile(rf"(?:(?<=^)|(?<=[\s（(【\[，,；;。|、·*])|(?<=&))({SPACED}){SIGN}")
META = hanzi.compile(rf"({LABELS}|{OTHERS})\s{{0,6}}[:：]")
_NO_CREDIT = hanzi.compile(OTHERS)
#: where a credit's value ends: at a gap, or at the first button beside it
_END = hanzi.compile(r"\s{4,}|[|｜]|\n|\s+(?:下载|打印|收藏|分享|朗读|关闭)(?=\s|$)")
META_BRACKET = hanzi.compile(r"[\[【(（]\s*(?:字体|字号|打印|关闭|收藏|大|中|小|返回|推荐|我要).*?[\]】)）]")
EDGES = " \t\r\n\u3000\xa0|｜,，;；、·/\\【】[]<>《》-—:："
NOTHING = hanzi.compile(r"^(?:本站|原创|不详|未知|佚名|无|暂无|admin|administrator|null|管理员|匿名|[\W\d_]+)?$", re.I)

RIGHTS = hanzi.compile(r"版权|转载|授权")  #: 凡注明“来源：…”的作品，版权均属于本台
#: what Movable Type prints below an entry
POSTED = re.compile(
    r"(?:投稿者|posted by)\s*[:：]?\s*(?P<who>.{2,30}?)\s+(?:日時\s*[:：]?|at|on|:(?=[^|]{0,20}\d))\s+"
    r"[^|]{4,40}\|(?:\s*(?:パーマリンク|permalink)\b.{0,80}|.{0,60}\|\s*(?:メイン|main)\b.{0,20})",
    re.I,
)

#: 2026/10/19 鲍文璐 浏览次数：, where nothing says whose name it is
BESIDE_DAY = hanzi.compile(
    rf"\d{{4}}[-/年.]\d{{1,2}}[-/月.]\d{{1,2}}日?\s{{1,6}}({NAME})\s{{1,6}}"
    r"(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s?[:：]"
)
MAX_VALUE = 40
#: 责任编辑：admin
EMPTY = hanzi.compile(rf"(?:{LABELS}){SIGN}(?:admin\w*|本站|原创|不详|未知|佚名|管理员|匿名)?", re.I)
#: （宣传部 张三 报道） and its like at the very end of a body
SUFFIX = re.compile(
    r"[（(【\[]\s*(?P<inner>[^（()）【】\[\]。！？]{1,60})\s*[）)】\]]\s*$",
)
ENDS_IN_ROLE = hanzi.compile(
    r"^(?P<who>.{2,50}?)[\s/／:：]*"
    r"(?P<role>摄影报道|综合报道|图文报道|报道|供稿|撰稿|摄影|供图|供文|图/文|文/图|图文|通讯员|编辑|摄)$"
)
STARTS_WITH_ROLE = hanzi.compile(
    r"^(?P<role>图文报道|图文编辑|图文|文字|摄影|撰稿|供稿|供图|供文|通讯员|本网记者|学生记者|记者|"
    r"来源|编辑|审核|作者)"
    r"[\s:：/／|]+(?P<who>.{2,50})$"
)
NO_VERB = hanzi.compile(r"[，,](?!\S{1,12}$)|(?:以及|由于|因为|如果|可以|应当|必须|详见|参见|见附件)")

AUTHORS = (
    "作者",
    "文章作者",
    "撰稿",
    "撰稿人",
    "撰文",
    "供文",
    "文",
    "文字",
    "采写",
    "记者",
    "学生记者",
    "通讯员",
    "供稿",
    "供稿人",
    "Author",
    "Writer",
    "Written",
    "Writers",
    "Reporter",
    "Reported",
    "Contributed",
    "Contributor",
    "Text",
    "Words",
)


def meta(line: str) -> dict[str, str]:
    """Every credit of a meta line: 来源：科技处 作者：… 发布时间：… 浏览次数：…; the rest are borders."""
    line = META_BRACKET.sub("  ", line)
    found: dict[str, str] = {}
    places = [m for m in META.finditer(line) if _begins_here(line, m)]
    for place, following in zip(places, [*places[1:], None], strict=False):
        label = place.group(1)
        if _NO_CREDIT.fullmatch(label):
            continue
        value = line[place.end() : following.start() if following else len(line)]
        value = _value(_END.split(value.lstrip(EDGES), maxsplit=1)[0])
        if value and label not in found:
            found[label] = value
    if (m := BESIDE_DAY.search(line)) and is_person(m[1]):
        found.setdefault("作者", m[1])
    return found


def _begins_here(line: str, m: re.Match[str]) -> bool:
    """A one-character label (图, 文, 编) must not be the tail of another word."""
    before = line[m.start() - 1] if m.start() else " "
    return len(m.group(1)) > 1 or not re.match(r"\w", before)


def closed(text: str) -> str:
    """The same without a bracket at its end that it does not close or open."""
    opened, shut = text.count("（") + text.count("("), text.count("）") + text.count(")")
    return text.rstrip("）)" if opened < shut else "（(") if opened != shut else text


def _value(text: str) -> str:
    text = re.sub(r"[ \t\xa0\u3000]+", " ", text).strip(EDGES + "。.")
    text = closed(text).strip(EDGES)
    text += "》" if text.count("《") > text.count("》") else ""
    return "" if NOTHING.match(text) or RIGHTS.search(text) or len(text) > 60 else text


#: 记者 张三 编辑 李四 校对 王五: roles and names, blanks between, and nothing else
ROLE = (
    r"[\w\u4e00-\u9fff]{0,8}记者|通讯员|实习生|特约记者|责任编辑|责编|编辑|校对|审核|审校|摄影|摄像|撰文|撰稿|"
    r"文字|图片|视频|制图|设计|监制"
)
ROLES = hanzi.compile(rf"(?:(?P<role>{ROLE})\s+(?P<who>(?:(?!(?:{ROLE})\s)[\u4e00-\u9fff·]{{2,4}}[\s、]*){{1,5}}))")


def _by_roles(line: str) -> dict[str, str] | None:
    if len(line) > 80:
        return None
    found = {m["role"]: _value(m["who"]) for m in ROLES.finditer(line)}
    rest = ROLES.sub("", line).strip(EDGES)
    return found if len(found) >= 2 and not rest else None


#: (Edited by Miao Xin, Reviewed by Gu Ping); Contributed by the International Office
_ENGLISH = re.compile(
    r"(?P<role>written|edited|reviewed|reported|translated|contributed|proofread|photos?|photographs?|photographed|text|"
    r"words|editors?|reviewers?|reporters?|writers?|photographers?|translators?|source|contributor)"
    r"(?:\s*(?:and|&|/)\s*\w+)?\s*(?:by\b|[:：/])\s*(?:the\s+)?"
    r"(?P<who>(?-i:[A-Z])[\w.'’&-]*(?:[ ,]+(?!(?:and )?(?:edited|reviewed|photo|translated)\w*\b)(?:and\s|of\s|"
    r"the\s)*(?-i:[A-Z(])[\w.'’&()-]*){0,8})",
    re.I,
)


_LATIN = re.compile("[A-Za-z]{4}")


def _english(line: str) -> dict[str, str] | None:
    """The credits of a line that says nothing else, in English."""
    if len(line) > 160 or not _LATIN.search(line):
        return None
    bare = line.strip("()[] .")
    found = {m["role"].capitalize(): m["who"].strip(" ,") for m in _ENGLISH.finditer(bare)}
    rest = _ENGLISH.sub("", bare).strip(" ,;|/.")
    return found if found and not rest else None


def whole_line(line: str) -> dict[str, str] | None:
    """The credits of a line that holds nothing else (供图：… 供文：… 编辑：…); None for any other line."""
    bare = line.strip().strip("\u3000 ")
    if not 3 <= len(bare) <= 200:
        return None
    if posted := POSTED.fullmatch(bare):
        return {"作者": posted["who"]}
    if (roles := _by_roles(bare) or _english(bare) or works.said(bare)) is not None:
        return roles
    if bare[0] in "（([【" and bare[-1] in "）)]】":
        inside = bare[1:-1].strip()
        if not re.search(r"[（(【\[]", inside):
            return _bracketed(inside)
    places = list(PAIR.finditer(bare))
    if not places or bare[: places[0].start()].strip(EDGES + "（("):
        return None
    found: dict[str, str] = {}
    for place, following in zip(places, [*places[1:], None], strict=False):
        label = re.sub(r"\s+", "", place.group(1))
        raw = bare[place.end() : following.start() if following else len(bare)]
        if len(raw.strip()) > MAX_VALUE or re.search(r"[。！？!?：:]", raw.strip().rstrip("。")):
            return None
        value = _value(raw)
        if len(value) > 16 and (hanzi.simplified(label) in SHORT.split("|") or re.search("[，,；]", value)):
            return None  # a sentence that happens to begin with the word
        if value:
            found.setdefault(label, value)
    return found or None


_TEXT_AND_PICTURES = hanzi.compile("[文图][/／][图文][^:：/／]")
_ENDS_IN_WORK = hanzi.compile("(?:报道|供稿|摄影|供图|撰稿)$")
_SPACED_ROLE = hanzi.compile(
    r"(?:^|(?<=\s))(责任编辑|责编|图文|文字|文|图|摄影|撰稿|供稿|供图|供文|编辑|审核|校对|初审|复审|终审)\s+(?=\S)"
)


def _bracketed(inside: str) -> dict[str, str] | None:
    """What stands between （ and ） at the end of an article, if it is a credit."""
    if _TEXT_AND_PICTURES.match(inside):
        return {inside[:3]: _value(inside[3:])} if _value(inside[3:]) else None
    pairs = list(PAIR.finditer(inside))
    if pairs and not inside[: pairs[0].start()].strip(EDGES):
        return whole_line(inside)
    if NO_VERB.search(inside) and not _ENDS_IN_WORK.search(inside):
        return None
    roles = list(_SPACED_ROLE.finditer(inside))
    if roles and roles[0].start() == 0:
        ends = [*(m.start() for m in roles[1:]), len(inside)]
        values = {m.group(1): _value(inside[m.end() : end]) for m, end in zip(roles, ends, strict=True)}
        values = {label: value for label, value in values.items() if value}
        if values:
            return values
    if hanzi.simplified(inside[:1]) in ("见", "详", "如", "原", "据"):
        return None
    m = ENDS_IN_ROLE.match(inside) or STARTS_WITH_ROLE.match(inside)
    who = _value(m.group("who")) if m is not None else ""
    if m is None or not who:
        return None
    several = {each["role"]: _value(each["who"]) for each in ROLES.finditer(who)}
    if len(several) > 1:  # 记者 白露 通讯员 江小舟 文/图
        return several | {m["role"]: "、".join(several.values())}
    both = STARTS_WITH_ROLE.match(who)  # 记者 何沛恩 文/图
    return {both["role"]: both["who"], m["role"]: both["who"]} if both is not None else {m["role"]: who}


def suffix(line: str) -> tuple[int, dict[str, str]] | None:
    """Where a credit in brackets ends a line that says something else, and what it says: …统一。（经管学院报道）"""
    m = SUFFIX.search(line, max(0, len(line) - 100))
    if m is None or m.start() == 0:
        return None
    found = _bracketed(m.group("inner").strip())
    if not found and EMPTY.fullmatch(m.group("inner").strip()):
        return m.start(), {}
    return (m.start(), found) if found else None


def author(credits: Mapping[str, str]) -> str | None:
    """Whoever wrote it, as the credits say; a source or an editor is no author."""
    told = {hanzi.simplified(label): text for label, text in credits.items()}
    first = next((label for label in AUTHORS if told.get(label)), None)
    if first == "记者" and (there := told.get("通讯员")) and there not in told["记者"]:
        return f"{told['记者']}、{there}"  # a paper's reporter, and whoever wrote from there
    return told[first] if first else None
