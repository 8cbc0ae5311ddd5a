"""What the editors of a page call its boxes, in the comments of Visual SiteBuilder: tagname="标题列表-通知公告".
Pure.

The attributes are those of pages that were saved from such sites, 2011 to 2024; newer versions leave no comments.
"""

import re
from itertools import islice

from feeds.read.html import Node, ancestors

_NAMED = re.compile(r"#begineditable\b[^>]{0,400}?\b(?:tag)?name=\"([^\"]{1,40})\"")
#: what kind of box it is, in front of its name or behind it
_KIND = re.compile(r"(?:标题|图片|图文|文章|链接|新闻)+列表?|-(?:图|bt|new)$|[-_\s]+|\d+$")
_NAME = re.compile(r"[\u4e00-\u9fff、]{2,8}")
UP = 4  #: boxes around a card, at most
BACK = 30  #: nodes before each of them


def name(card: Node) -> str:
    """What the comment just before a card's box calls it; "" where there is none, or no word of its own."""
    for box in islice((card, *ancestors(card)), UP):
        before = box.prev
        for _ in range(BACK):
            if before is None:
                break
            if before.is_comment_node and (m := _NAMED.search(before.comment_content or "")) is not None:
                said = _KIND.sub("", m[1])
                return said if _NAME.fullmatch(said) else ""
            before = before.prev
    return ""
