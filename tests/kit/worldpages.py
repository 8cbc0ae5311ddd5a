"""Pages of made-up sites abroad, as WordPress, TYPO3, Drupal and hand-made Japanese and Chinese sites build them."""

EN = (
    "New laboratory for quantum optics opens its doors",
    "Autumn term examination timetable published",
    "Students win regional robotics contest for the third time",
    "Library extends its opening hours before exams",
    "Rector welcomes 2,400 new students",
    "Alumni fund donates forty scholarships",
)
DE = (
    "Neues Labor für Quantenoptik eröffnet",
    "Prüfungsplan für das Wintersemester veröffentlicht",
    "Studierende gewinnen Roboterwettbewerb zum dritten Mal",
    "Bibliothek verlängert Öffnungszeiten",
    "Rektorin begrüßt 2400 Erstsemester",
)
JA = (
    "量子光学の新しい研究室を開設しました",
    "令和8年度秋学期試験日程について",
    "本学学生がロボットコンテストで優勝",
    "図書館の開館時間を延長します",
    "新入生歓迎式を挙行しました",
)
ZH = (
    "我校举行二〇二六级新生开学典礼",
    "关于国庆假期安排的通知",
    "图书馆新增夜间自习座位",
    "学校与机械厂签订合作协议",
    "青年志愿者走进社区开展义诊",
)
EN_TEXT = (
    "The university opened a new laboratory on Tuesday, and more than two hundred guests came to see it.",
    "“It has taken us four years,” said the rector, who thanked the state for its support.",
    "Research groups from three faculties will share the rooms.",
)
DE_TEXT = (
    "Die Hochschule hat am Dienstag ein neues Labor eröffnet, und mehr als zweihundert Gäste kamen.",
    "„Vier Jahre hat es gedauert“, sagte die Rektorin und dankte dem Land für die Unterstützung.",
    "Gruppen aus drei Fakultäten werden sich die Räume teilen.",
)
JA_TEXT = (
    "本学は十月二十日、量子光学の新しい研究室を開設しました。",
    "開所式には関係者約二百名が出席し、学長が挨拶を述べました。",
    "今後は三つの学部の研究グループが共同で利用する予定です。",
)
ZH_TEXT = (
    "十月二十日上午，学校在大礼堂举行新生开学典礼，全体教师和新生代表参加。",
    "校长在讲话中回顾了过去一年的工作，并向同学们提出三点希望。",
    "仪式结束后，来宾参观了新建成的实训室，对设备的开放时间表示满意。",
)
NAV = """<header class="site-header">
<a href="/"><img src="/logo.png" alt="Example University"></a>
<nav id="main-nav"><ul>
<li><a href="/">Home</a></li><li><a href="/study/">Study</a><ul>
<li><a href="/study/master/">Master programmes and doctorate</a></li>
</ul></li><li><a href="/news/">News</a></li>
<li><a href="/about/">About us</a></li></ul></nav></header>"""
FOOT = """<footer id="colophon"><p>© 2026 Example University. All rights reserved.</p><ul>
<li><a href="/imprint/">Imprint</a></li>
<li><a href="/privacy/">Privacy policy</a></li></ul></footer>"""


def page(body: str, title: str = "News | Example University") -> str:
    return f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title></head><body>{body}</body></html>"


def slug(title: str) -> str:
    return title.lower().replace(",", "").replace(" ", "-")


def text(paragraphs: tuple[str, ...]) -> str:
    return "".join(f"<p>{p}</p>" for p in paragraphs)


def wordpress_list() -> str:
    items = "".join(
        f'<article id="post-{900 - n}" class="post-{900 - n} post type-post hentry"><header class="entry-header">'
        f'<h2 class="entry-title"><a href="/{slug(t)}/">{t}</a></h2><div class="entry-meta"><a href="/{slug(t)}/">'
        f'<time class="published" datetime="2026-10-{20 - n}T09:10:00+02:00">October {20 - n}, 2026</time>'
        f'<time class="updated" datetime="2026-10-{25 - n}T09:10:00+02:00">October {25 - n}, 2026</time></a>'
        ' by <a href="/author/jdoe/">J. Doe</a></div></header><p>'
        "The university has a piece of news which is told here. "
        f'<a class="more-link" href="/{slug(t)}/">Continue reading</a></p><footer class="entry-footer">'
        f'<a href="/category/news/">News</a> <a href="/{slug(t)}/#respond">Leave a comment</a></footer></article>'
        for n, t in enumerate(EN)
    )
    recent = "".join(f'<li><a href="/{slug(t)}/">{t}</a></li>' for t in EN[:5])
    return page(
        f'{NAV}<main id="main"><h1 class="page-title">Category: News</h1>{items}<nav class="pagination">'
        '<span class="page-numbers current">1</span><a class="next '
        'page-numbers" href="/category/news/page/2/">Next</a></nav></main>'
        f'<aside id="secondary"><h2>Recent Posts</h2><ul>{recent}</ul></aside>{FOOT}'
    )


def typo3_list() -> str:
    items = "".join(
        f'<div class="article articletype-0"><div class="header"><h3><a title="{t}" '
        f'href="/aktuelles/detail/{slug(t)}"><span>{t}</span></a></h3></div>'
        f'<div class="teaser-text"><a title="{t}" href="/aktuelles/detail/{slug(t)}">'
        f'<img src="/{n}.jpg"></a><p>Ein paar Worte über die Sache, die hier steht.</p>'
        f'<a class="more" title="{t}" href="/aktuelles/detail/{slug(t)}">Weiterlesen</a></div><div class="footer"><p>'
        f'<time datetime="2026-10-{20 - n}">{20 - n}.10.2026</time></p></div></div>'
        for n, t in enumerate(DE)
    )
    return page(
        f'{NAV}<main><div class="news-list-view">{items}</div></main>{FOOT}', "Aktuelles - Hochschule Beispielstadt"
    )


def drupal_list() -> str:
    items = "".join(
        f'<div class="views-row views-row-{n + 1}"><div class="views-field-title">'
        f'<span><a href="/news/{slug(t)}">{t}</a></span></div>'
        f'<div class="views-field-created"><span>{20 - n} October 2026</span></div></div>'
        for n, t in enumerate(EN)
    )
    return page(f'{NAV}<div class="view-content">{items}</div>{FOOT}')


def japanese_list(form: str) -> str:
    items = "".join(form.format(d=f"2026年10月{20 - n}日", u=f"/news/20261020{n}.html", t=t) for n, t in enumerate(JA))
    outer = "dl" if form.startswith("<d") else "ul"
    return page(
        f'<h1><a href="/">見本大学</a></h1><div id="main"><h2>お知らせ</h2><{outer}>{items}</{outer}></div>',
        "お知らせ | 見本大学",
    )


def flat_list() -> str:
    items = "".join(f'·<a href="show.asp?id={55 - n}">{t}</a> (2026-10-{20 - n})<br>' for n, t in enumerate(ZH))
    return page(
        f'<div><a href="a.asp">首页</a> | <a href="b.asp">概况</a></div><div class="c">{items}</div>', "新闻_某某学校"
    )


def nested_tables() -> str:
    items = "".join(
        '<table><tr><td><img src="dot.gif"></td><td><a '
        f'href="view.asp?newsid={55 - n}">{t}</a></td><td>2026/10/{20 - n}</td></tr></table>'
        for n, t in enumerate(ZH)
    )
    return page(
        f"<table><tr><td>导航</td><td>{items}<table><tr><td>共5条 页次：1/1</td></tr></table></td></tr></table>",
        "新闻_某某学校",
    )


def grid() -> str:
    cards = [
        f'<div class="col-md-4"><div class="card"><a href="/news/{900 - n}">'
        f'<img src="/{n}.jpg" alt=""></a><span class="badge">News</span>'
        f'<h5 class="card-title"><a href="/news/{900 - n}">{t}</a></h5>'
        "<p>A few words on the matter at hand that fill one line.</p>"
        f"<small>Oct {20 - n}, 2026</small></div></div>"
        for n, t in enumerate(EN)
    ]
    rows = "".join(f'<div class="row">{"".join(cards[a : a + 3])}</div>' for a in (0, 3))
    return page(f'{NAV}<section class="news-grid">{rows}</section>{FOOT}')


def wordpress_article() -> str:
    return page(
        f'{NAV}<main><article class="post-9 hentry"><header class="entry-header"><h1 class="entry-title">{EN[0]}</h1>'
        '<div class="entry-meta">Posted on <time datetime="2026-10-20T09:10:00+02:00">'
        'October 20, 2026</time> by <a href="/author/jdoe/">Jane Doe</a></div>'
        f'</header><div class="entry-content">{text(EN_TEXT)}<div class="sharedaddy"><h3>'
        'Share this:</h3><ul><li><a href="https://x.example/s">Twitter</a></li></ul></div>'
        '<div class="jp-relatedposts"><h3>Related</h3><a href="/y/">Something else happened</a></div></div></article>'
        '<nav class="post-navigation"><a href="/p/">Previous Post: Old '
        'story here</a></nav><div id="comments"><h2>2 thoughts</h2><ol>'
        '<li class="comment"><p>I think this is a really good thing for the '
        "whole region, and I am happy about it.</p></li></ol></div></main>"
        f'<aside><h2>Recent Posts</h2><a href="/{slug(EN[1])}/">{EN[1]}</a></aside>{FOOT}',
        f"{EN[0]} – Example University",
    )


def typo3_article() -> str:
    return page(
        f'{NAV}<main><div class="news-single"><div class="article" '
        'itemscope itemtype="http://schema.org/Article"><div class="header">'
        f'<h3 itemprop="headline">{DE[0]}</h3></div><div class="footer"><time '
        'itemprop="datePublished" datetime="2026-10-20">20.10.2026</time> Forschung</div>'
        f'<div class="teaser-text"><p>{DE_TEXT[0]}</p></div><div itemprop="articleBody">{text(DE_TEXT[1:])}</div>'
        f'<a href="/aktuelles">Zurück</a></div></div></main>{FOOT}',
        f"{DE[0]} | Hochschule Beispielstadt",
    )


def japanese_article() -> str:
    return page(
        '<h1><a href="/">見本大学</a></h1><div class="topicpath"><a href="/">ホーム</a>'
        f' &gt; <a href="/news/">お知らせ</a></div><div id="main"><h2>{JA[0]}</h2>'
        f'<p class="date">2026.10.20</p><div class="entry">{text(JA_TEXT)}</div><p>'
        '<a href="/news/">一覧へ戻る</a></p></div><footer>Copyright 見本大学</footer>',
        f"{JA[0]} | 見本大学",
    )


def old_table_article() -> str:
    body = "<br>".join(f"　　{s}" for s in ZH_TEXT)
    return page(
        '<table><tr><td><a href="/">首页</a> <a href="/xw/">新闻中心</a></td>'
        "</tr></table><table><tr><td width=200><table><tr><td>最新新闻</td></tr>"
        f'<tr><td><a href="view.asp?id=3">{ZH[3]}</a></td></tr></table></td><td><table><tr>'
        '<td>您现在的位置：<a href="/">首页</a> &gt;&gt; <a href="/xw/">新闻中心</a></td></tr>'
        f"<tr><td align=center>{ZH[0]}</td></tr><tr><td align=center>"
        f"发布人：林晓　发布时间：2026-10-20 10:05　点击：123</td></tr><tr><td>{body}</td></tr>"
        '<tr><td>【<a href="javascript:window.print()">打印</a>】【关闭】</td></tr><tr><td>'
        f'上一篇：<a href="view.asp?id=4">{ZH[4]}</a></td></tr></table></td></tr></table>'
        "<table><tr><td>版权所有：某某学校　地址：某市某路1号　邮编：000000</td></tr></table>",
        "某某学校",
    )


def bare_divs() -> str:
    return page(
        f'<div id="a"><div class="t1">{ZH[2]}</div><div class="t2">2026/10/20 '
        f'15:30:22 阅读 45 次</div><div class="t3">{"<br/><br/>".join(ZH_TEXT)}</div>'
        f'<div class="t4">上一条：<a href="1.html">{ZH[1]}</a><br/>下一条：<a href="2.html">{ZH[3]}</a></div></div>',
        f"{ZH[2]}--某某学校",
    )
