"""The box that asks whether cookies may be set: taken out of a page before anything else looks at it. Pure.

Most have names that nobody could list, so it is told by what it says: that cookies are used, and a button to agree with
that says no more than that. In doubt it stays: a text about cookies is an article.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from feeds import hanzi

if TYPE_CHECKING:
    from feeds.read.markup.html import Node

MOST = 2_500  #: characters of a box
ELEMENTS = 150  #: and what it is made of
LEVELS = 6  #: boxes around the sentence, the one with the button among them
LOOKED_AT = 12  #: mentions of cookies on a page
LONG = 50  #: characters of a line that is no label
#: the first without the letter that may be a capital
_WORDS = ("ookie", "куки", "クッキー", "쿠키", "ملفات تعريف الارتباط")
_USES = re.compile(
    r"\b(?:we|site|website|page|portal|app)\b.{0,40}\bus(?:e|es|ing)\b|by (?:using|continuing)|verwend|benutz|"
    r"(?:ge)?nutz|\bsetz|utilis|utiliz|\bus(?:a|amos|iamo|ano|o)\b|gebruik|używa|wykorzyst|použív|korist|használ|folose|използва|"
    r"использу|использов|применя|викорис|använd|bruk|benytt|käyt|kullan|χρησιμοποι|menggunakan|sử dụng|ใช้|使用|利用|"
    r"사용|يستخدم|نستخدم|משתמש",
    re.I,
)
_YES = (
    r"accept(?:er|ed)?|agree|allow|consent|understand|understood|ok|okay|got it|fine|yes|"
    r"akzeptieren?|zustimmen|stimme zu|einverstanden|verstanden|annehmen|erlauben|zulassen|"
    r"j.accepte|d.accord|j.ai compris|compris|acept(?:ar|o)|aceit(?:ar|o)|entend(?:ido|i)|de acuerdo|concordo|"
    r"ho capito|accett(?:a|o)|acconsento|akkoord|toestaan|begrepen|accepteren|akceptuj[eę]?|akceptować|zgadzam się|"
    r"rozumiem|souhlasím|přijmout|přijímám|rozumím|súhlasím|prijať|prijímam|rozumiem|prihvaćam|prihvati|slažem se|"
    r"u redu|razumem|razumijem|elfogadom|rendben|sunt de acord|accept[ăa]?|приемам|принять|принимаю|согласен|"
    r"согласна|понятно|хорошо|прийняти|приймаю|погоджуюсь|godkänn|acceptera|jag förstår|jag accepterar|godta|aksepter|"
    r"jeg forstår|tillad|hyväksy|hyväksyn|kabul ediyorum|kabul et|anladım|tamam|αποδοχή|αποδέχομαι|συμφωνώ|setuju|"
    r"terima|mengerti|saya setuju|đồng ý|chấp nhận|ยอมรับ|ตกลง|同意(?:する|します)?|接受|我?知道了|"
    r"確定|确定|了解しました|동의(?:합니다|함)?|확인|موافق|أوافق|قبول|אישור|מאשר|स्वीकार(?: करें)?"
)
_ALL = (
    r"i|ich|we|je|yes|all|alle[ns]?|tou(?:t|s)|toutes|tod[ao]s?|tutt[io]|les|las|los|i|the|und|and|et|y|e|cookies?|"
    r"vše|všechny|všetky|wszystkie|все|всі|alla|kaikki|hepsini|that|this|close|schließen|fermer|cerrar|sluiten|"
    r"continue|fortfahren|全部|所有|すべて"
)
_AGREES = re.compile(rf"\W*(?:(?:{_ALL})\W+){{0,4}}(?:{_YES})(?:\W+(?:{_ALL})){{0,4}}\W*", re.I)
#: what else such a box speaks of
_ABOUT = hanzi.compile(
    r"privacy|datenschutz|隐私|隱私|プライバシー|개인정보|confidential|privacidad|données|персональн|tracking|analytics|"
    r"consent|preferen|einstellung|necessary|notwendig|marketing|statisti",
    re.I,
)
_CONTROLS = "button, a, input[type=button], input[type=submit], [role=button]"
_LINES = "p, li, h2, h3, h4, h5, h6, td, dd, dt, blockquote"
_WHOLE = frozenset(["body", "html", "main", "article"])
_OURS = "h1, article, main, time, [class*=date], [itemprop=articleBody]"  #: what no such box holds


def mentioned(source: str) -> bool:
    """Whether the page may have such a box. `source`: its markup."""
    return any(word in source for word in _WORDS)


def remove(root: "Node", source: str) -> None:
    """Takes the boxes that ask to agree to cookies out of a page's tree."""
    body = root.css_first("body") if mentioned(source) else None
    found = list(_boxes(body)) if body is not None else []
    for box in found:
        if not any(up.mem_id == other.mem_id for other in found for up in _above(box)):
            box.decompose()


def _boxes(body: "Node") -> Iterator["Node"]:
    """The smallest box around each sentence about cookies that has a button to agree with, widened to what holds
    nothing else."""
    seen: set[int] = set()
    for word in _WORDS:
        for mention in body.css(f':lexbor-contains("{word}" i)')[:LOOKED_AT]:
            box = _asking(mention) if mention.tag not in ("script", "style", "a", "button") else None
            if box is not None and box.mem_id not in seen:
                seen.add(box.mem_id)
                yield box


def _above(box: "Node") -> Iterator["Node"]:
    up = box.parent
    while up is not None:
        yield up
        up = up.parent


def _asking(mention: "Node") -> "Node | None":
    sentence = mention if len(_said(mention)) >= LONG or mention.parent is None else mention.parent
    if len(_said(sentence)) > MOST or _USES.search(_said(sentence)) is None:
        return None
    node: Node | None = mention
    for _ in range(LEVELS):
        if node is None or node.tag in _WHOLE or next(islice(node.traverse(), ELEMENTS, None), None) is not None:
            return None
        if len(_said(node)) > MOST or node.css_first(_OURS) is not None or _says_more(node):
            return None
        if any(_agrees(control) for control in node.css(_CONTROLS)):
            return _widened(node)
        node = node.parent
    return None


def _says_more(box: "Node") -> bool:
    """Whether it has two lines or links of some length that are not about cookies."""
    lines = [_said(line) for line in (*box.css(_LINES), *box.css("a"))]
    others = (line for line in lines if len(line) >= LONG / 2 and _ABOUT.search(line) is None)
    return sum(not any(word in line.lower() for word in _WORDS) for line in others) >= 2


def _widened(node: "Node") -> "Node":
    """The largest box that says nothing else."""
    said = len(_said(node).split())
    up = node.parent
    while up is not None and up.tag not in _WHOLE and len(_said(up).split()) == said:
        node, up = up, up.parent
    return node


def _agrees(control: "Node") -> bool:
    said = _said(control) or (control.attributes.get("value") or "")
    return len(said) <= 40 and _AGREES.fullmatch(said) is not None


def _said(node: "Node") -> str:
    return node.text(deep=True).strip()
