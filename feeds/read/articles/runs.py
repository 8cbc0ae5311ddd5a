"""A page as runs of text: what stands in one block between two breaks, how much of it is link, in what part. Pure."""

import re
from dataclasses import dataclass, field

from feeds import hanzi
from feeds.read.markup.html import Node, attr, pixels, remove, walk
from feeds.read.markup.lines import BLOCKS, CELLS, Whole, text, tidy
from feeds.read.markup.links import offers_file
from feeds.read.markup.wording import part_of, weight

ICON = re.compile(
    r"icon|logo|button|btn|spacer|blank|loading|arrow|dot\.|/line|print|share|weixin_qr|qrcode|ewm|fileTypeImages|/(?:files|public)/pictures/picture-\d",
    re.I,
)
#: what frames show that are no part of an article
_LIKED = re.compile(
    r"facebook\.com/(?:v[\d.]+/)?plugins/(?:like|share|page|follow)|tweet_button|/plusone|/widgets/like", re.I
)
#: a label in an element of its own, without a sign: <span>作者</span><span>阮听澜</span>
_LABEL = hanzi.compile("(?:作者|看板|标题|时间|日期|来源|发布(?:时间|日期|单位|者))")
JUNK = ("nav", "foot", "side", "crumb", "pager", "related", "links", "comment", "share")


@dataclass(slots=True)
class Run:
    """A line of a page."""

    block: Node
    place: str
    text: str = ""
    nodes: list[Node] = field(default_factory=list)
    linked: int = 0  #: characters that are links
    media: int = 0  #: pictures and players that look like content
    files: int = 0  #: links to documents

    @property
    def link_share(self) -> float:
        return min(1.0, self.linked / max(1, len(self.text)))


def runs(root: Node) -> list[Run]:
    """Every run below `root`, in the page's order."""
    found: list[Run] = []
    places: dict[int, str] = {}
    whole = Whole(root)
    blocks: list[Node] = [root]
    parts: list[str] = []
    current = Run(root, "")
    link_depth = 0
    link_files = False

    def end() -> None:
        nonlocal current
        if parts or current.media or current.files:
            current.text = tidy("".join(parts).replace("\n", " "))
            if current.text or current.media or current.files:
                found.append(current)
            parts.clear()
            current = Run(blocks[-1], "")

    for node, entering in walk(root):
        if node.is_text_node:
            content = node.text_content or ""
            if len(parts) == 1 and _LABEL.fullmatch(parts[0]) and content[:1].isalnum() and _apart(current, node):
                parts.append("：")
            parts.append(content)
            current.nodes.append(node)
            if link_depth:
                current.linked += len(content.strip())
            continue
        name = node.tag or ""
        if name == "a":
            link_depth += 1 if entering else -1
            href = attr(node, "href") if entering else ""
            if href and offers_file(href, text(node) if "download" in href.lower() else ""):
                link_files = True
                current.files += 1
            elif not entering:
                link_files = False
        elif name == "br":
            if entering:
                end()
                current.block, current.place = blocks[-1], places.get(blocks[-1].mem_id, "")
        elif name in BLOCKS or name in CELLS:
            end()
            if entering:
                inherited = places.get(blocks[-1].mem_id, "") if blocks else ""
                own = part_of(node, attr(node, "class"), attr(node, "id"), whole)
                keep = inherited in JUNK and own in ("", "main")
                places[node.mem_id] = inherited if keep or not own else own
                blocks.append(node)
            elif len(blocks) > 1:
                blocks.pop()
            current.block, current.place = blocks[-1], places.get(blocks[-1].mem_id, "")
        elif name == "img" and entering and not link_files:
            source = " ".join(filter(None, (attr(node, "src"), attr(node, "data-src"), attr(node, "orisrc"))))
            if (source or node.attributes.get("data-original")) and not ICON.search(source) and not _gap(node):
                current.media += 1
                current.nodes.append(node)
        elif name in ("video", "embed", "iframe") and entering and not is_button(node):
            current.media += 1
            current.nodes.append(node)
    end()
    return found


def _apart(run: Run, value: Node) -> bool:
    """Whether a label and what follows are each in an element of its own."""
    label = run.nodes[-1].parent if run.nodes else None
    return len({run.block.mem_id, *(node.mem_id for node in (label, value.parent) if node is not None)}) == 3


def is_button(frame: Node) -> bool:
    """Whether a frame shows nothing, or counts who likes the page."""
    if frame.tag != "iframe":
        return False
    sources = [value or "" for name, value in frame.attributes.items() if "src" in name]
    return not any(sources) or any(_LIKED.search(source) for source in sources)


def _gap(image: Node) -> bool:
    """Whether a picture only fills a gap or marks a line."""
    return any(0 <= pixels(image, name) <= 48 for name in ("width", "height"))


def take(run: Run) -> None:
    """Take a run out of its tree."""
    for node in run.nodes:
        remove(node)


def size(run: Run) -> float:
    """How much a reader gets from a run, in characters that are not links."""
    return weight(run.text) * (1 - run.link_share)
