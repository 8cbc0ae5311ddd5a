"""What the editors of a page call its boxes, in the comments of Visual SiteBuilder: tagname="标题列表-通知公告".
Pure.

The attributes are those of pages that were saved from such sites, 2011 to 2024; newer versions leave no comments.
"""

import re
from itertools import islice

from feeds import hanzi
from feeds.read.markup.html import Node, ancestors

_NAMED = re.compile(r"#begineditable\b[^>]*?\b(?:tag)?name=\"([^\"]{1,40})\"")
_KIND = "(?:标题|图片|图文|文章)"
#: what kind of box it is: before its name, behind it, and what a number or a short sign adds
_AROUND = hanzi.compile(rf"^{_KIND}+列表?[-_\s]*|[-_\s]*{_KIND}*列表$|-(?:图|bt|new)$|[-_\s]*\d+$")
_NAME = hanzi.compile(r"(?!.*(?:链接|导航|版权|底部|顶部))[\u4e00-\u9fff、]{2,8}")
_LONG = 600  #: characters of a comment that are looked at
UP = 4  #: boxes around a card, at most
BACK = 30  #: nodes before each of them


def name(card: Node) -> str:
    """What the comment that opens a card's box calls it; "" where there is none, or no word of its own."""
    for box in islice((card, *ancestors(card)), UP):
        before = box.prev
        for _ in range(BACK):
            if before is None:
                break
            said = (before.comment_content or "")[:_LONG] if before.is_comment_node else ""
            if "#endeditable" in said:
                return ""  # the box before has closed
            if (m := _NAMED.search(said)) is not None:
                bare = _AROUND.sub("", _AROUND.sub("", m[1]))
                return bare if _NAME.fullmatch(bare) else ""
            before = before.prev
    return ""
