"""An article page's headline, and the lines that stand around it and the body. Pure; knows no CMS."""

import re
from dataclasses import dataclass

from feeds import hanzi
from feeds.read.markup.html import Document, Node, ancestors, attr, css, hidden, inside, tag
from feeds.read.markup.lines import lines, roughly, text

CANDIDATES = (
    "h1, h2, h3, h4, h5, h6, td, div, p, span, strong, b, font, dt, li, [class*=title], [class*=tit], [class*=Head]"
)
CLASSED = re.compile(
    r"(?:^|[\W_])(?:\w*title\w*|\w*tit|bt|biaoti|conth1|head|headline|wzbt|show01|main_contit)(?:$|[\W_])", re.I
)
META = hanzi.compile(r"(?:发布|更新)?(?:时间|日期)[:：]|(?:点击|浏览|阅读)(?:次数|数|量)|来源[:：]")
CUT_AFTER = hanzi.compile(r"^(?:上|下|前|后)一?(?:条|篇|页|则)")
SPLIT = re.compile(r"\s*(?:[-_|—–]+|>>|»)\s*")


@dataclass(frozen=True, slots=True)
class Around:
    """The lines before the headline, between it and the body, and after the body."""

    before: tuple[str, ...]
    between: tuple[str, ...]
    after: tuple[str, ...]

    @classmethod
    def of(cls, document: Document, scope: Node, heading: Node | None, body: list[Node]) -> "Around":
        outer = scope
        if heading is not None and not inside(heading, scope):
            ups = {up.mem_id for up in ancestors(heading)}
            outer = next((up for up in ancestors(scope) if up.mem_id in ups), scope)
        cuts = [heading] if heading is not None and inside(heading, outer) else []
        cuts += [body[0]] if body and inside(body[0], outer) else []
        if len(body) > 1 and inside(body[-1], outer):
            cuts.append(body[-1])
        buckets = [[line.text for line in bucket if line.text] for bucket in lines(outer, tuple(cuts))]
        has_heading = bool(cuts) and heading is not None and cuts[0].mem_id == heading.mem_id
        before = tuple(buckets[0][-6:]) if has_heading else ()
        between = tuple(buckets[1]) if has_heading and len(buckets) > 1 else tuple(buckets[0])
        after: list[str] = []
        if len(buckets) > (2 if has_heading else 1):
            for line in buckets[-1][:12]:
                if CUT_AFTER.match(line):
                    break
                after.append(line)
        return cls(before, between[:12] if has_heading else between[-6:], tuple(after))


def find(document: Document, scope: Node, body: list[Node]) -> tuple[str, Node | None]:
    """The headline's text and where it stands: what <title> begins with, else the best heading, else <title> itself."""
    page_title = _page_title(document)
    stated = next(
        (attr(n, "content") for n in document.css("meta[content]") if attr(n, "name").lower() == "articletitle"), ""
    )
    wanted = [_bare(t) for t in (stated, page_title) if t]
    best: tuple[bool, int, int, Node] | None = None
    within = {node.mem_id for part in body for node in (part, *css(part, "*"))}
    known: dict[str, str] = {}
    for outer, sure in ((scope, False), (document.root, True)):
        for node in css(outer, CANDIDATES):
            every = "" if node.mem_id in within else node.text(deep=True)
            if not every or len(every) > 2000 or hidden(node):
                continue
            rank = _rank(node)
            bare = known.get(every)
            if bare is None:  # boxes around boxes say the same
                bare = known[every] = _bare(text(node))
            if not (1 if rank > 1 else 2) <= len(bare) <= 200:
                continue
            begins = any(w == bare or (w.startswith(bare) and _ends_a_part(w, bare)) for w in wanted)
            if not begins and (sure or len(bare) < 4 or not any(_is_a_part(w, bare) for w in wanted)):
                continue
            ranks = (begins, len(bare), rank)
            if best is None or ranks > best[:3]:
                best = (*ranks, node)
        if best is not None:
            return _joined(best[3]), best[3]
    for selector in ("h1", "h2", "h3", "[class*=title]", "[class*=tit]", "h4", "h5"):
        for node in css(scope, selector):
            said = _bare(text(node)) if roughly(node) <= 2000 else ""
            if 4 <= len(said) <= 200 and node.mem_id not in within and not hidden(node) and not META.search(said):
                return _joined(node), node
    if stated:
        return stated, None
    return _without_site(page_title), None


def _page_title(document: Document) -> str:
    node = document.first("title")
    if node is None:
        return ""
    return " ".join("".join(part.text_content or "" for part in node.iter(include_text=True)).split())


def _rank(node: Node) -> int:
    if re.fullmatch(r"h[1-6]", tag(node)):
        return 3
    return 2 if CLASSED.search(f"{attr(node, 'class')} {attr(node, 'id')}") else 1


def _ends_a_part(whole: str, start: str) -> bool:
    """Whether a separator follows: 学院 is no headline of 学院召开会议-某某学院."""
    rest = whole[len(start) :]
    return not rest or rest[0] in "-_|—–>»·:："


def _is_a_part(whole: str, part: str) -> bool:
    """Whether it stands between separators: some sites write 某某学院-学院召开会议."""
    at = whole.find(part)
    return at > 0 and whole[at - 1] in "-_|—–>»·:：" and _ends_a_part(whole[at:], part)


def _bare(said: str) -> str:
    return re.sub(r"[\s\u200b\xa0]", "", said)


def _joined(node: Node) -> str:
    return " ".join(line.text for line in lines(node)[0] if line.text).replace("\t", " ")


def _without_site(page_title: str) -> str:
    """<title> without the site's name behind it."""
    parts = SPLIT.split(page_title)
    if len(parts) > 1 and len(parts[-1]) <= 30 and len(parts[0]) >= 4:
        return page_title[: page_title.rfind(parts[-1])].rstrip(" -_|—–>»") if len(parts) == 2 else parts[0]
    return page_title
