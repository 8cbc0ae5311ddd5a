"""From what the config names to the list: an article leads there, a list stays where it is."""

from datetime import datetime

from feeds.arrive import at_list
from feeds.errors import BadStatus
from feeds.model import SHANGHAI, Access, Page, Source

HOST = "http://jyj.yunxi.example"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
TITLES = (
    "市教育局召开冬季校园安全工作会议",
    "全市中小学田径运动会在实验中学闭幕",
    "三所学校入选省级劳动教育示范校",
    "乡村教师培训班在师范学院结业",
    "职业院校技能大赛选拔赛圆满落幕",
    "新建幼儿园明年春季投入使用",
    "家庭教育讲座走进社区受到欢迎",
    "青少年科技创新展在文化宫开幕",
)


class FakeWeb:
    """One page at its address, nothing anywhere else."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def get(self, url: str, access: Access = Access()) -> Page:
        if url != self.page.url:
            raise BadStatus(url, 404)
        return self.page


def trs_list() -> Page:
    """A column of TRS WCM: the titles, a breadcrumb that names the folder above it, and a pager of a script."""
    items = "".join(
        f'<li><a href="./202611/t202611{20 - n}_{4800 - n}.shtml">{title}</a><span>2026-11-{20 - n}</span></li>'
        for n, title in enumerate(TITLES)
    )
    crumb = '当前位置：<a href="../../">首页</a> &gt; <a href="../">新闻中心</a> &gt; <a href="./">教育要闻</a>'
    text = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ColumnName" content="教育要闻">'
        f"<title>教育要闻_云溪市教育局</title></head><body><div>{crumb}</div><ul>{items}</ul>"
        '<div><script>createPageHTML(9, 0, "index", "shtml");</script></div></body></html>'
    )
    return Page(url=f"{HOST}/xwzx/jyyw/", text=text, fetched=NOW)


def test_a_list_of_many_titles_is_not_left_for_the_folder_above_it():
    page = trs_list()

    found = at_list(FakeWeb(page), Source(name="jyyw", url=page.url), page)  # type: ignore[arg-type]

    assert found.url == page.url
