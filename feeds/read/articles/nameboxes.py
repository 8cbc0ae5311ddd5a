"""The name of an author in a box or behind a sign that says so. Pure; lines and bodies are read in signing.py."""

import re

from feeds import hanzi
from feeds.read.markup.html import Document, ancestors, attr, css, first
from feeds.read.markup.lines import Whole, text, tidy
from feeds.read.markup.wording import part_of, place_of, weight

NO_AUTHOR = hanzi.compile(
    r"team|@|admin|^我已授权$|^(?:published|posted|written)(?: by)?$|webmaster|^name\b|网络$|公司|discuz|"
    r"编辑$|^编辑部$|^网易$|^\W*$|^unknown$|^\d+$|"
    r"^(?:netcommons|xoops|wordpress|joomla|drupal|typo3|plone|movable type)",
    re.I,
)
_SIGNED_BOX = (
    "[rel~=author], [itemprop~=author], [class*=author i], [class*=byline i], [class*=auteur i], [class*=autor i], "
    "[class*=writer i], [class*=nickname i], [class*=user-name i], [class*=username i], .nick, .firma, .authi, "
    ".createdby, .submitted a[href*='user/']:not([href*=login]):not([href*=register]), #js_name, "
    "a[href*='/author/'], a[href*='/autor/'], .node__submitted .field--name-uid"
)
_DRUPAL = re.compile(
    r"field-{1,2}name-field-\w*(?:author|aut(?:o|eu)r(?=\s|$))"
)  #: Drupal's, whose value may be a paragraph
_NAMELIKE = re.compile(
    r"^(?:(?:(?:(?:posted |written )?by|(?:geschrieben )?von|par|por|di|autore?|author)\b|作者)\s*[:：/]?\s*)?"
    r"([^\d@|/:：。！？]{2,30}?)\s*$",
    re.I,
)
_OWN_FOOT = re.compile(r"\b(?:post|entry|article)-footer\S*")  #: no page's
_BESIDE = ("comment", "related", "side")
_ELSEWHERE = (*_BESIDE, "foot", "nav", "links")
_AROUND = ("comment", "related", "foot", "nav", "links")  #: of an article: all of a Blogger's is a widget
_ROLE = hanzi.compile(
    r"关注|主页|更多|作者|简介|about|author|follow|profile|posts?$|view|评论|发布|浏览|登录|register|log ?in", re.I
)


def boxed(document: Document) -> str | None:
    """The name in a box that says it is the author's, outside comments and lists of others."""
    whole = Whole(document.root)
    for node in css(document.root, _SIGNED_BOX)[:20]:
        if "quote" in attr(node, "class").lower():
            continue
        if any(inner.mem_id != node.mem_id for inner in css(node, "p + p, ul, li, h1, h2, img + img")):
            continue
        if node.tag != "p" and node.css_first("p") is not None and not _DRUPAL.search(attr(node, "class")):
            continue
        name = first(node, ".fn, [itemprop=name]")  # what else is in the box is his role
        m = _NAMELIKE.match(text(node if name is None else name).split(" | ")[0])
        if m is None or not 1.5 <= weight(m[1]) <= 14 or NO_AUTHOR.search(m[1]) or _ROLE.search(m[1]):
            continue
        ups = [node, *list(ancestors(node))[:8]]
        own = next(
            (n for n, up in enumerate(ups) if up.tag == "article" or "hentry" in attr(up, "class")), len(ups)
        )  # its own foot is no page's
        places = [part_of(up, _OWN_FOOT.sub("", attr(up, "class")), attr(up, "id"), whole) for up in ups]
        around = _ELSEWHERE if own == len(ups) else _AROUND
        if not any(place in around for place in places[own:]) and not any(place in _BESIDE for place in places[:own]):
            return m[1].strip(" ,、|")
    return None


_ICONS = ("i", "svg", "img")
_ICON = (
    ".fa-user, .icon-user, .layui-icon-user, .icon-author, .glyphicon-user, .icon-user-o, .el-icon-user, .bi-person, "
    ".bi-person-fill, img[src$='/user.svg']"
)


def iconed(document: Document) -> str | None:
    """The name behind the icon of a person: <i class="fa fa-user"></i> 水稻研究所 <i class="fa fa-eye"></i> 12."""
    for icon in css(document.root, _ICON)[:10]:
        if text(icon) or any(
            place_of(up.tag or "", _OWN_FOOT.sub("", attr(up, "class")), attr(up, "id")) in _ELSEWHERE
            for up in list(ancestors(icon))[:8]
        ):
            continue
        said = ""
        behind = icon.next
        while behind is not None and behind.tag not in _ICONS:
            said += behind.text_content or ""
            behind = behind.next
        m = _NAMELIKE.match(tidy(said.replace("\n", " ")))
        if m is not None and 1.5 <= weight(m[1]) <= 14 and not (NO_AUTHOR.search(m[1]) or _ROLE.search(m[1])):
            return m[1].strip(" ,、|")
    return None
