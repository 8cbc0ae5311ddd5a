"""Pages of made-up sites, one builder a shape: the traps that lists, articles and refusals set."""

SCHOOL = "云溪职业学院"
MENU = ("首页", "学院概况", "机构设置", "师资队伍", "招生就业", "科学研究", "党建工作", "联系我们")
TITLES = (
    "我院举行二〇二六届毕业典礼暨学位授予仪式",
    "关于做好国庆假期安全工作的通知",
    "图书馆新增夜间自习座位三百个",
    "云溪职业学院与临江机械厂签订合作协议",
    "实训楼五层空调改造项目中标公告",
    "青年志愿者走进南桥社区开展义诊",
    "学生篮球队夺得省赛亚军",
    "关于开展资助政策宣传月活动的通知",
    "食堂开设清真窗口征求意见",
    "教师发展中心举办课程设计工作坊",
    "“书香校园”读书月系列活动圆满落幕",
    "校医院公布秋季体检时间安排",
)
SENTENCES = (
    "九月十二日上午，学院在大礼堂举行仪式，全体教师和新生代表参加。",
    "院长李云舟在讲话中回顾了过去一年的工作，并向同学们提出三点希望。",
    "她说，手艺要在一次次练习里长出来，课堂和车间同样是学校。",
    "随后，三位学生代表介绍了自己在企业实习的经历，台下不时响起掌声。",
    "仪式结束后，来宾参观了新建成的数控实训室，对设备的开放时间表示满意。",
)


def day(n: int) -> str:
    """The n-th day counted back from the twentieth of October 2026, ISO."""
    return f"2026-10-{20 - n:02}" if n < 20 else f"2026-09-{50 - n:02}"


def page(body: str, *, title: str = f"通知公告-{SCHOOL}", head: str = "") -> str:
    return (
        '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8">'
        f"<title>{title}</title>{head}</head><body>{body}</body></html>"
    )


def menu(*, login: bool = False) -> str:
    links = "".join(f'<li><a href="/m{n}/index.htm">{word}</a></li>' for n, word in enumerate(MENU))
    box = (
        '<form action="/login.do" method="post">用户名<input name="u"> '
        '密码<input type="password" name="p"><button>登录</button></form>'
        if login
        else ""
    )
    return f'<div class="top">{box}<ul class="nav">{links}</ul></div>'


def footer() -> str:
    return (
        f'<div class="footer">版权所有 © {SCHOOL} 地址：云溪市学府路1号 '
        '电话：0351-2022-1105 <a href="https://beian.example/">晋ICP备00000001号</a></div>'
    )


def rows(form: str = '<li><a href="{href}">{title}</a><span>{date}</span></li>', n: int = 10) -> str:
    return "".join(
        form.format(href=f"../info/1071/{9000 - i * 7}.htm", title=TITLES[i % len(TITLES)], date=day(i), n=i)
        for i in range(n)
    )


def plain_list(*, login: bool = False, n: int = 10) -> str:
    return page(
        f'{menu(login=login)}<div class="where">当前位置：<a href="/">首页</a>'
        f' &gt; 通知公告</div><ul class="list">{rows(n=n)}</ul>{footer()}'
    )


def article(
    title: str = TITLES[0],
    *,
    body: str | None = None,
    meta: str = "发布时间：2026-10-20 作者：宣传部 浏览次数：",
    login: bool = False,
) -> str:
    text = body if body is not None else "".join(f"<p>{s}</p>" for s in SENTENCES)
    return page(
        f'{menu(login=login)}<div class="where">当前位置：<a href="/">首页</a> &gt; <a href="/xw.htm">新闻</a></div>'
        f'<div class="con"><h1>{title}</h1><div class="meta">{meta}</div><div class="txt">{text}</div></div>'
        f'<p class="near">上一条：<a href="8999.htm">{TITLES[1]}</a></p>{footer()}',
        title=f"{title}-{SCHOOL}",
    )
