"""Made-up Visual SiteBuilder pages: lists and articles of a college that does not exist, in the shapes of real ones."""

from dataclasses import dataclass

HOST = "http://www.qinglan.example"
SCHOOL = "青岚职业学院"

HEAD = """<!DOCTYPE html><HTML><HEAD><TITLE>{title}</TITLE>
<META Name="keywords" Content="{keywords}" />
<META charset="utf-8">{meta}
<!--Announced by Visual SiteBuilder 9-->
<link rel="stylesheet" type="text/css" href="/_sitegray/_sitegray_d.css" />
<script language="javascript" src="/_sitegray/_sitegray.js"></script>
<!-- CustomerNO:7765626265723230000000000000000000000001 -->
<link rel="stylesheet" type="text/css" href="/list.vsb.css" />
<script type="text/javascript" src="/system/resource/js/counter.js"></script>
<script type="text/javascript">_jsq_({tree},'/{template}.jsp',{news},1999000111)</script>
</HEAD><BODY>
<div class="nav"><ul><li><a href="/index.htm">首页</a></li>
<li><a href="/xygk.htm">学院概况</a><ul><li><a href="/info/1003/101.htm">学院简介</a></li>
<li><a href="/info/1003/102.htm">历任领导</a></li></ul></li>
<li><a href="/{slug}.htm">{column}</a></li><li><a href="/jyjx.htm">教育教学</a></li></ul></div>
"""
FOOT = '<div class="footer"><p>版权所有：青岚职业学院 2026-01-01</p></div></BODY></HTML>'


@dataclass(frozen=True)
class Item:
    """One row of a list."""

    number: int
    title: str
    day: str = "2026-09-01"
    href: str = ""
    cut: bool = False

    def link(self, up: str = "../") -> str:
        return self.href or f"{up}info/1042/{self.number}.htm"

    def shown(self) -> str:
        return f"{self.title[:9]}..." if self.cut else self.title


ITEMS = (
    Item(5120, "学院召开新学期教学工作部署会议", "2026-09-18"),
    Item(5117, "校企合作订单班签约仪式在实训中心隆重举行", "2026-09-15", cut=True),
    Item(5111, "青岚讲坛第三期：匠心与传承", "2026-09-11"),
    Item(5103, "我院学子在全省技能大赛中获佳绩", "2026-09-04"),
    Item(5099, "关于2026年国庆节放假安排的通知", "2026-08-30"),
)


def li_lined(item: Item, row: int, up: str = "../") -> str:
    return (
        f'<li id="line_u7_{row}"><a href="{item.link(up)}" title="{item.title}" target="_blank">{item.shown()}</a>'
        f'<span>{item.day}</span></li><span id="section_u7_{row}" style="display:none;">2001-01-01<a '
        f'href="/x.htm">x</a></span>'
    )


def li_italic(item: Item, row: int, up: str = "../") -> str:
    return f'<li><i>{item.day}</i><a href="{item.link(up)}" title="{item.title}">{item.shown()}</a></li>'


def li_samp(item: Item, row: int, up: str = "../") -> str:
    return f'<li><a href="{item.link(up)}" title="{item.title}">{item.shown()}</a><samp>[{item.day}]</samp></li>'


def li_heading(item: Item, row: int, up: str = "../") -> str:
    return (
        f'<li><a href="{item.link(up)}" title="{item.title}"><h4>{item.shown()}</h4><h6>'
        f"{item.day.replace('-', '/')}</h6>"
        f"<p>本次活动自2020年3月5日筹备以来受到广泛关注，内容丰富…</p></a></li>"
    )


def li_split(item: Item, row: int, up: str = "../") -> str:
    year, month, day = item.day.split("-")
    return (
        f'<li id="line_u9_{row}"><a href="{item.link(up)}"><div class="date"><b>{day}</b><span>'
        f"{year}-{month}</span></div>"
        f'<div class="text"><h3>{item.title}</h3><p>时间：2019.5.6 地点：礼堂 摘要摘要</p></div></a></li>'
    )


def li_short(item: Item, row: int, up: str = "../") -> str:
    return f'<li><a href="{item.link(up)}"><em>{item.title}</em></a><span class="time">[{item.day[5:]}]</span></li>'


def li_card(item: Item, row: int, up: str = "../") -> str:
    return (
        f'<li><div class="pic"><a href="{item.link(up)}"><img src="/__local/{item.number}.jpg"></a></div>'
        f'<div class="txt"><a href="{item.link(up)}" title="{item.title}">{item.shown()}</a>'
        f'<p class="date">{item.day}</p><p>内容提要内容提要</p><a href="{item.link(up)}">查看详情&gt;&gt;</a>'
        f"</div></li>"
    )


def tr_classic(item: Item, row: int, up: str = "../") -> str:
    return (
        f'<tr height="20"><td width="1" nowrap><span class="leaderfont1">· </span></td><td style="font-size:9pt">'
        f'<a class="c1" href="{item.link(up)}" target="_blank" title="{item.title}">{item.shown()}\n </a></td>'
        f'<td width="1%" nowrap><span class="timestyle1">{item.day.replace("-", "/")}&nbsp;</span></td><td></td></tr>'
    )


def tr_counted(item: Item, row: int, up: str = "../") -> str:
    return (
        f'<tr id="line_u1_{row}"><td width="16">v</td><td><a class="news" href="{item.link(up)}">{item.title}</a>　'
        f"<font>(发布时间：{item.day} 09:08:07 阅读次数：<span id='dynclicks_u1_{item.number}'></span>)</font>"
        f"</td></tr>"
    )


def div_rows(item: Item, row: int, up: str = "../") -> str:
    return f'<div class="row"><a href="{item.link(up)}">{item.title}</a><span>{item.day}</span></div>'


UL = ("<ul>", "</ul>")
TABLE = ("<table>", "</table>")
DIV = ("<div>", "</div>")
SHAPES = {
    "li_lined": (li_lined, UL),
    "li_italic": (li_italic, UL),
    "li_samp": (li_samp, UL),
    "li_heading": (li_heading, UL),
    "li_split": (li_split, UL),
    "li_short": (li_short, UL),
    "li_card": (li_card, UL),
    "tr_classic": (tr_classic, TABLE),
    "tr_counted": (tr_counted, TABLE),
    "div_rows": (div_rows, DIV),
}


def pager(following: str | None, page: int = 1, pages: int = 3) -> str:
    """The pager of VSB 9; `following` is the href of the next page."""
    forth = (
        f'<span class="p_next p_fun"><a href="{following}">下页</a></span>'
        if following
        else '<span class="p_next_d p_fun_d">下页</span>'
    )
    return (
        f'<div class="pb_sys_common pb_sys_normal pb_sys_style1"><span class="p_t">共{pages * 5}条</span> '
        f'<span class="p_pages"><span class="p_first_d p_fun_d">首页</span><span class="p_prev_d p_fun_d">上页</span>'
        f'<span class="p_no_d">{page}</span>{forth}</span> <span class="p_t">{page}/{pages}</span></div>'
    )


def hot(count: int = 8) -> str:
    """A list of hot articles beside the real one: more rows, dates too."""
    rows = "".join(
        f'<li><a href="../info/1050/{300 + n}.htm" title="热门往事第{n}号回顾与展望长标题">'
        f"热门往事第{n}号回顾与展望长标题</a>"
        f"<span>2024-01-{n + 10:02d}</span></li>"
        for n in range(count)
    )
    return f'<div class="rightbox"><h3>热门文章</h3><ul>{rows}</ul></div>'


def head(*, title: str, column: str, slug: str, news: int, tree: int = 1042, template: str, meta: str = "") -> str:
    return HEAD.format(
        title=title,
        keywords=f"{SCHOOL},{column}",
        tree=tree,
        news=news,
        template=template,
        slug=slug,
        column=column,
        meta=meta,
    )


def listing(
    items: tuple[Item, ...] = ITEMS,
    *,
    shape: str = "li_lined",
    following: str | None = "xwdt/2.htm",
    up: str = "../",
    before: str = "",
    after: str = "",
    inside: str = "",
    marks: bool = True,
) -> str:
    """A list page at {HOST}/index/xwdt.htm."""
    row, (opening, closing) = SHAPES[shape]
    rows = "".join(row(item, n, up) for n, item in enumerate(items))
    begun = head(title=f"新闻动态-{SCHOOL}", column="新闻动态", slug="index/xwdt", news=-1, template="list")
    if not marks:
        begun = "<html><head><title>新闻动态</title></head><body>"
    return (
        f'{begun}{before}<div class="main"><div class="weizhi">当前位置：<a href="/index.htm">首页</a> &gt; '
        f'<a href="/index/xwdt.htm">新闻动态</a></div><div class="list">{opening}{rows}{inside}{closing}'
        f"{pager(following)}</div></div>{after}{FOOT}"
    )


BODY = (
    '<p class="vsbcontent_start">9月18日上午，青岚职业学院在大礼堂召开新学期教学工作部署会议。</p>'
    "<p><span>会议由教务处处长</span><span>林秋白主持</span><span>，各系主任参加。</span></p>"
    '<p class="vsbcontent_end">会议强调，要把课堂质量放在首位。</p>'
)


META = '<span>发布时间:2026-09-18</span><span>阅读数:<script>_showDynClicks("wbnews", 1999000111, 5120)</script></span>'


def article(
    body: str = BODY,
    *,
    title: str = "学院召开新学期教学工作部署会议",
    number: int = 5120,
    meta: str = META,
    heading: str = "h2",
    container: str = '<div id="vsb_content_2"><div class="v_news_content">{body}</div></div>',
    after: str = "",
    crumb: str = '<a href="/index.htm">学院首页</a> &gt; <a href="/index/xwdt.htm">新闻动态</a> &gt; 正文',
    form: bool = True,
    head_meta: str = "",
) -> str:
    """An article page at {HOST}/info/1042/{number}.htm."""
    begun = head(
        title=f"{title}-{SCHOOL}", column="新闻动态", slug="index/xwdt", news=number, template="content", meta=head_meta
    )
    opening, closing = ('<form name="_newscontent_fromname">', "</form>") if form else ("<div>", "</div>")
    return (
        f'{begun}<div class="weizhi">{crumb}</div>{opening}<div class="article"><{heading}>{title}</{heading}>'
        f'<div class="info">{meta}</div>{container.format(body=body)}<div id="div_vote_id"></div>{after}'
        f'<div class="pnext"><p>上一条：<a href="5121.htm">关于宿舍调整的通知</a></p>'
        f'<p>下一条：<a href="5117.htm">校企合作订单班签约</a></p></div>'
        f"<p>【<a href='javascript:window.close()'>关闭</a>】</p></div>{closing}{FOOT}"
    )


def attachment(name: str = "课程表.xls", number: str = "12241422") -> str:
    """The files that VSB puts below the body."""
    return (
        f'<p><UL style="list-style-type:none;"><li>附件【<a '
        f'href="/system/_content/download.jsp?urltype=news.DownloadAttachUrl'
        f'&owner=1999000111&wbfileid={number}" target="_blank">{name}</a>】已下载<span id="nattach{number}">'
        f'<script>getClickTimes({number},1999000111,"wbnewsfile","attach")</script></span>次</li></UL></p>'
    )
