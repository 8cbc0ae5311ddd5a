"""The box that asks whether cookies may be set: taken out of a page before anything else looks at it. Pure.

Most have names that nobody could list, so it is told by what it says: a word for cookies, and a control to agree with.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from feeds.read.markup.html import Node

MOST = 6_000  #: characters of a box: some name each cookie
LOOKED_AT = 12  #: mentions of cookies on a page
_WORDS = ("cookie", "куки", "クッキー", "쿠키", "ملفات تعريف الارتباط")
#: for nobody walks through a page without any; what a script says has brackets
_MENTION = re.compile(rf">[^<>{{}}]*(?:{'|'.join(_WORDS)})[^<>{{}}]*<", re.I)
_AGREES = re.compile(
    r"\W*(?:(?:i |we )?(?:accept|agree|allow|consent|understand)|ok(?:ay)?\b|got it|"
    r"(?:ich )?(?:stimme|zustimm|akzeptier|einverstanden|verstanden)|"
    r"alle[ns]? (?:cookies )?(?:akzept|annehm|erlaub|zulass)|"
    r"(?:j.|tout )?accept|d.accord|j.ai compris|(?:lo )?(?:acept|aceit)|entend|de acuerdo|concord|"
    r"(?:ho )?cap(?:ito|isco)|"
    r"accett|acconsent|akkoord|toestaan|begrepen|akcept|zgadzam|rozum|souhlas|přij|súhlas|prij[aí]|prihva|slažem|razum|"
    r"elfogad|rendben|sunt de acord|приема|прин(?:я|и)|соглас|понятно|хорошо|прийня|погодж|godkänn|"
    r"jag (?:förstår|accepterar)|godta|aksepter|tillad|hyväksy|kabul|anladım|tamam|αποδ[εέο]|συμφων|setuju|terima|"
    r"mengerti|đồng ý|chấp nhận|ยอมรับ|ตกลง|同意|接受|我?知道了|確定|确定|了解しました|동의|확인|"
    r"موافق|أوافق|قبول|אישור|מאשר|स्वीकार)",
    re.I,
)
_CONTROLS = "button, a, input[type=button], input[type=submit], [role=button]"
_WHOLE = frozenset(["body", "html", "main", "article"])
_OURS = "h1, article, main, [itemprop=articleBody]"  #: what no such box holds


def mentioned(source: str) -> bool:
    """Whether the page may have such a box. `source`: its markup."""
    return _MENTION.search(source) is not None


def remove(root: "Node", source: str) -> None:
    """Takes the boxes that ask to agree to cookies out of a page's tree."""
    body = root.css_first("body") if mentioned(source) else None
    for box in list(_boxes(body, source.lower())) if body is not None else ():
        box.decompose()


def _boxes(body: "Node", source: str) -> Iterator["Node"]:
    """The smallest box around each mention that has a control to agree with, widened to what holds nothing else."""
    found: set[int] = set()
    for word in _WORDS:
        if word not in source:
            continue
        for mention in body.css(f':lexbor-contains("{word}" i)')[:LOOKED_AT]:
            box = _asking(mention) if mention.tag not in ("script", "style", "title") else None
            if box is not None and box.mem_id not in found:
                found.add(box.mem_id)
                yield box


def _asking(mention: "Node") -> "Node | None":
    node: Node | None = mention
    while node is not None and node.tag not in _WHOLE:
        said = len(node.text(deep=True))
        if said > MOST or node.css_first(_OURS) is not None:
            return None
        if any(_agrees(control) for control in node.css(_CONTROLS)):
            return _widened(node)
        node = node.parent
    return None


def _widened(node: "Node") -> "Node":
    """The largest box that says nothing else."""
    said = len(node.text(deep=True).split())
    up = node.parent
    while up is not None and up.tag not in _WHOLE and len(up.text(deep=True).split()) == said:
        node, up = up, up.parent
    return node


def _agrees(control: "Node") -> bool:
    said = (control.text(deep=True) or control.attributes.get("value") or "").strip()
    return len(said) <= 40 and _AGREES.match(said) is not None
