"""What a page says of its title in <title>: its parts, and the -栏目-校名 that was hung on it. Pure."""

import re

from feeds import hanzi
from feeds.read.articles.metadata import Metadata
from feeds.read.markup.html import Document, first
from feeds.read.markup.lines import tidy
from feeds.read.markup.wording import weight

SITE = hanzi.compile(
    r"(?:大学|学院|学校|中学|小学|幼儿园|研究院|研究所|研究生院|医院|委员会|"
    r"教育局|教育厅|管理局|人民政府|平台|管理系统|信息系统|株式会社|市役所|町役場|有限公司|门户网?站?|官网|网站|网|"
    r"图书馆|教务处|"
    r"学会|协会|集团|公司|银行|博物馆|学工部|学生处|研究生处|论坛|日报|晚报|新闻网|university|"
    r"college|institute|school|hochschule|universität|大學|學院|高校|学園|學校|國小|國中|高中|小學|政府|局|圖書館|"
    r"博物館|美術館|"
    r"文化館|研究院|醫院|委員會|協會|學會|(?:全球)?資訊網|服務網|入口網|"
    r"powered by .{2,20})[】)）\]]?$",
    re.I,
)
CUT = re.compile(
    r"\s*[_|｜»／]+\s*|\s+[-–—·:>•]\s+|\s*::\s*|\s*(?:--+|——)\s*|\s*-\s*(?=[\u4e00-\u9fff\u3040-\u30ff])|"
    r"(?<=[\u4e00-\u9fff\u3040-\u30ff])\s*-\s*|\s+«\s+(?![^»]{0,300}»)"
)
#: what editors write where nobody wrote a title
_UNTITLED = hanzi.compile(
    r"(?:新建网页|new page|untitled(?: document| page)?|无标题(?:文档|页)?|document|タイトルなし)\s*\d*", re.I
)
ELLIPSIS = re.compile(r"(?:\.{3,}|…+)\s*$")
LONGEST = 500  #: characters of <title> that are looked at


def bare(text: str) -> str:
    """For comparing: without blanks and the signs that sites change."""
    return re.sub(r"[\s\u200b\u3000“”\"'‘’·•…『』「」■□◆◇●○▲△▼▶►★☆※]+", "", text).lower()


def document_title(document: Document) -> str:
    """The words of <title> on one line; "" where there are none, or only an editor's for no title."""
    node = first(document.root, "title")
    words = ((node.text_content or "") or node.text(deep=True)).strip()[:LONGEST] if node is not None else ""
    said = tidy(re.sub(r"<[a-z/][^<>]{0,40}>", "", words).replace("\n", " "))
    return "" if _UNTITLED.fullmatch(said) else said


def made_whole(shown: str, metadata: Metadata, page_title: str, listed: str) -> str:
    """A heading that is cut short, made whole from wherever the page says more."""
    if not ELLIPSIS.search(shown):
        return shown
    head = bare(ELLIPSIS.sub("", shown))
    for other in (metadata.title, CUT.split(page_title)[0].strip(), listed):
        if bare(other).startswith(head) and len(bare(other)) > len(head):
            return other
    return shown


def untailed(title: str, metadata: Metadata, crumbs: frozenset[str]) -> str:
    """<title> without the `-栏目-校名` that was hung on it; dashes of its own stay."""
    title = title.strip()
    while True:
        cuts = list(CUT.finditer(title))
        if not cuts:
            return title
        last = cuts[-1]
        head, tail = title[: last.start()].strip(), title[last.end() :].strip()
        known = bare(tail) in crumbs or SITE.search(tail) or (metadata.site and bare(tail) == bare(metadata.site))
        separator = last.group().strip()
        if len(cuts) > 1 and separator in ("_", "|", "｜") and {c.group().strip() for c in cuts} == {separator}:
            known = True  # a row of them is a path, not a sentence
        if head and (
            known
            or (len(cuts) == 1 and separator in ("|", "｜", "_", "»", ">", "::"))
            or (len(cuts) == 1 and weight(tail) < weight(head))
        ):
            title = head
            continue
        first_cut = cuts[0]
        front, rest = title[: first_cut.start()].strip(), title[first_cut.end() :].strip()
        if (
            rest
            and weight(rest) >= 4
            and (bare(front) in crumbs or (metadata.site and bare(front) == bare(metadata.site)))
        ):
            title = rest
            continue
        return title if not known else head or title
