"""The kind for pages of unknown make, on pages made here in the shapes of real ones."""

from contextlib import suppress
from datetime import datetime

import pytest
import sitepages as site
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.errors import ExtractError
from feeds.model import SHANGHAI, Article, Listing, Precision
from feeds.read.kinds import auto
from feeds.read.markup.html import parse

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)
URL = "https://www.yunxi.example/xw/tzgg.htm"


def listing(html: str, url: str = URL) -> Listing:
    return auto.listing(parse(html, url), auto.Settings(), SHANGHAI, NOW)


def article(html: str, url: str = "https://www.yunxi.example/info/1071/9000.htm") -> Article:
    return auto.article(parse(html, url), auto.Settings(), SHANGHAI, NOW)


def said(found: Listing) -> list[tuple[str, str, str | None]]:
    return [(a.url.rsplit("/", 1)[-1], a.title, a.published and a.published.date().isoformat()) for a in found.articles]


EXPECTED = [(f"{9000 - n * 7}.htm", site.TITLES[n], site.day(n)) for n in range(10)]

CARDS = {
    "a plain list": '<li><a href="{href}">{title}</a><span>{date}</span></li>',
    "the date first": '<li><span class="date">{date}</span><a href="{href}">{title}</a></li>',
    "the date in brackets": '<li><a href="{href}">{title}</a>[{date}]</li>',
    "the date glued to the title": '<li><a href="{href}">{title}{date}</a></li>',
    "the date inside the link": '<li><a href="{href}"><span>{title}</span><i>{date}</i></a></li>',
    "a link around everything": '<li><a href="{href}"><h3>{title}</h3><p>学院近日在大礼堂举行了一次活动，'
    "师生三百余人参加。</p><span>{date}</span></a></li>",
    "two links, the first a picture": '<li><a href="{href}"><img src="/p{n}.jpg"></a><h4>'
    '<a href="{href}">{title}</a></h4><em>{date}</em></li>',
    "two links, the second says more": '<li><a href="{href}">{title}</a><p>摘要</p>'
    '<span>{date}</span><a href="{href}">查看详情&gt;&gt;</a></li>',
    "the title cut": '<li><a href="{href}" title="{title}">{title:.6}...</a><span>{date}</span></li>',
    "a table": '<tr><td><img src="dot.gif"></td><td><a href="{href}">{title}</a></td><td>{date}</td></tr>',
    "divs": '<div class="item i{n}"><div class="t"><a href="{href}">{title}</a></div><div class="d">{date}</div></div>',
    "a definition list": '<dt><a href="{href}">{title}</a></dt><dd>{date}</dd>',
    "a time element": '<article><h2><a href="{href}">{title}</a></h2><time '
    'datetime="{date}T08:00:00+08:00">近日</time></article>',
    "a column before the title": '<li>[<a href="/tz/index.htm">通知</a>] <a '
    'href="{href}">{title}</a><span>{date}</span></li>',
    "an empty link over the card": '<article class="post"><header><h6>通知</h6><h2>{title}</h2></header><p>摘要</p>'
    '<footer>{date}</footer><a class="entry-link" aria-label="post link to {title}" href="{href}"></a></article>',
    "a box that is placed (Bootstrap)": '<div class="card position-relative"><h3>{title}</h3><p>{date}</p>'
    '<a class="stretched-link" href="{href}"></a></div>',
    "a counter beside it": '<li><a href="{href}">{title}</a><span>浏览：12{n}</span><span>发布时间：{date}</span></li>',
}


@pytest.mark.parametrize("shape", CARDS)
def test_a_list_is_found_in_any_shape(shape: str):
    outer = {"a table": "table", "a definition list": "dl"}.get(
        shape, "ul" if CARDS[shape].startswith("<li") else "div"
    )
    html = site.page(f"{site.menu()}<{outer}>{site.rows(CARDS[shape])}</{outer}>{site.footer()}")

    assert said(listing(html)) == EXPECTED


DATES = {
    "split in two": ("<b>{d}</b><span>{y}-{m}</span>", "2026-10-{:02}"),
    "split, the year last": ("<p>{m}/{d}</p><span>{y}</span>", "2026-10-{:02}"),
    "of two digits": ("<i>{yy}-{m}-{d}</i>", "2026-10-{:02}"),
    "without a year": ("<i>[{m}-{d}]</i>", "2026-10-{:02}"),
    "in Chinese": ("<i>{y}年{m}月{d}日</i>", "2026-10-{:02}"),
    "with a time": ("<i>{y}/{m}/{d} 08:30</i>", "2026-10-{:02}"),
    "in English": ("<i>October {d}, {y}</i>", "2026-10-{:02}"),
}


@pytest.mark.parametrize("shape", DATES)
def test_a_date_is_read_however_it_is_set(shape: str):
    form, expected = DATES[shape]
    rows = "".join(
        f'<li><a href="../info/1071/{9000 - n}.htm">{site.TITLES[n]}</a>'
        + form.format(y=2026, yy=26, m=10, d=f"{20 - n:02}")
        + "</li>"
        for n in range(8)
    )

    found = listing(site.page(f"{site.menu()}<ul>{rows}</ul>{site.footer()}"))

    assert [a.published and a.published.date().isoformat() for a in found.articles] == [
        expected.format(20 - n) for n in range(8)
    ]
    assert {a.precision for a in found.articles} == {Precision.MINUTE if "time" in shape else Precision.DAY}


def test_a_pinned_item_and_one_in_bold_belong_to_the_list():
    pinned = (
        '<li class="top"><b><a href="../info/1071/8000.htm">[置顶] '
        "招聘工作人员的公告</a></b><span>2026-01-05</span></li>"
    )

    found = listing(site.page(f"{site.menu()}<ul>{pinned}{site.rows()}</ul>{site.footer()}"))

    assert said(found) == [("8000.htm", "招聘工作人员的公告", "2026-01-05"), *EXPECTED]


@pytest.mark.parametrize("n", [1, 2, 3])
def test_a_short_list_is_a_list(n: int):
    assert said(listing(site.plain_list(n=n))) == EXPECTED[:n]


def test_a_list_parted_by_rules_is_one_list():
    halves = f"<ul>{site.rows(n=5)}</ul><hr><ul>{site.rows(n=10).split('</li>', 5)[5]}</ul>"

    assert said(listing(site.page(f'{site.menu()}<div class="box">{halves}</div>'))) == EXPECTED


def test_rows_inside_a_comment_are_not_there():
    html = site.page(f"{site.menu()}<ul><!--{site.rows(n=10)}-->{site.rows(n=3)}</ul>{site.footer()}")

    assert said(listing(html)) == EXPECTED[:3]


def test_what_is_shown_twice_is_listed_once():
    html = site.page(
        f'{site.menu()}<div class="pc"><ul>{site.rows()}</ul></div><div class="mobile"><dl>'
        + site.rows('<dd><p><a href="{href}">{title}</a></p></dd>')
        + f"</dl></div>{site.footer()}"
    )

    assert said(listing(html)) == EXPECTED


def test_hot_articles_beside_the_list_are_not_the_list():
    hot = "".join(
        f'<li><a href="/info/1002/{n}.htm">{site.TITLES[-n % 12]}排行</a><em>2026-10-1{n}</em></li>' for n in range(8)
    )
    html = site.page(
        f'{site.menu()}<div class="side"><h3>热点新闻</h3><ul>{hot}</ul></div>'
        f'<div class="list"><h2>通知公告</h2><ul>{site.rows(n=4)}</ul></div>{site.footer()}'
    )

    assert said(listing(html)) == EXPECTED[:4]


def test_a_pager_is_followed_and_is_no_list():
    pager = (
        '<div class="pages"><a href="tzgg.htm">首页</a><a '
        'href="tzgg/9.htm">下一页</a><a href="tzgg/1.htm">尾页</a></div>'
    )

    found = listing(site.page(f"{site.menu()}<ul>{site.rows()}</ul>{pager}"))

    assert (said(found), found.next) == (EXPECTED, "https://www.yunxi.example/xw/tzgg/9.htm")


@pytest.mark.parametrize(
    "pager",
    [
        '<div class="pagination"><span class="current">1</span><a href="?page=2">2</a><a href="?page=3">3</a></div>',
        '<nav><a rel="next" href="?page=2">Older posts</a></nav>',
        '<p><a href="?page=2">次へ &gt;</a></p>',
        '<ul class="pager"><li class="active"><a href="?">1</a></li><li><a href="?page=2">2</a></li></ul>',
    ],
)
def test_a_pager_of_any_language_or_of_numbers_is_followed(pager: str):
    found = listing(site.page(f"<ul>{site.rows()}</ul>{pager}"))

    assert found.next == f"{URL}?page=2"


def test_an_english_list_is_found():
    titles = [
        "New laboratory opens its doors to visitors",
        "Examination timetable for the autumn term",
        "Students win the regional robot contest",
    ]
    rows = "".join(
        f'<div class="news-item"><h3><a href="/news/2026/10/{t.lower().replace(" ", "-")}/">{t}</a>'
        f'</h3><p class="meta">Posted on October {20 - n}, 2026</p>'
        "<p>A short text of what happened.</p><a "
        f'href="/news/2026/10/{t.lower().replace(" ", "-")}/">Read more</a></div>'
        for n, t in enumerate(titles)
    )

    found = listing(
        site.page(
            f'<nav><a href="/">Home</a><a href="/about/">About us</a></nav><main>{rows}</main>',
            title="News | Example University",
        )
    )

    assert [(a.title, a.published and a.published.date().isoformat()) for a in found.articles] == [
        (t, f"2026-10-{20 - n}") for n, t in enumerate(titles)
    ]
    assert found.title == "News"


def test_a_page_without_news_gives_no_items():
    assert listing(site.page(site.menu() + site.footer())).articles == ()


# ------------------------------------------------------------------ articles

BODY = "\n".join(site.SENTENCES)


def test_an_article_is_read_whole_and_nothing_else_is():
    found = article(site.article())

    assert found.title == site.TITLES[0]
    assert found.published == datetime(2026, 10, 20, tzinfo=SHANGHAI)
    assert found.precision == Precision.DAY
    assert found.text == BODY
    assert found.author == "宣传部"


TITLES_ON = {
    "a heading and a tail": ("<h1>{t}</h1>", "{t}-校园新闻-云溪职业学院"),
    "a heading of another level": ("<h4>{t}</h4>", "{t}_云溪职业学院"),
    "only the site's name in <title>": ("<h1>{t}</h1>", "云溪职业学院"),
    "no heading": ('<p align="center"><b>{t}</b></p>', "{t}-云溪职业学院"),
    "no heading, and only the site's name in <title>": ("<div>{t}</div>", "云溪职业学院"),
    "a logo as first heading": ("<h1>云溪职业学院</h1><h2>{t}</h2>", "{t}|云溪职业学院"),
    "the site first": ("<h1>{t}</h1>", "云溪职业学院 - {t}"),
    "a cut <title>": ("<h1>{t}</h1>", "我院举行二〇二六届毕业典礼..."),
}


@pytest.mark.parametrize("shape", TITLES_ON)
def test_the_title_is_found_without_the_sites_tail(shape: str):
    heading, title = TITLES_ON[shape]
    text = "".join(f"<p>{s}</p>" for s in site.SENTENCES)
    html = site.page(
        f'{site.menu()}<div class="con">{heading.format(t=site.TITLES[0])}<div class="m">'
        f"来源：宣传部 发布时间：2026-10-20</div><div>{text}</div></div>{site.footer()}",
        title=title.format(t=site.TITLES[0]),
    )

    found = article(html)

    assert (found.title, found.text) == (site.TITLES[0], BODY)


META = {
    "labelled": ("发布时间：2026-10-20 浏览次数：", datetime(2026, 10, 20, tzinfo=SHANGHAI)),
    "glued": ("发布时间:2026-10-20阅读数:", datetime(2026, 10, 20, tzinfo=SHANGHAI)),
    "updated later": ("发布时间：2026-10-20 更新时间：2026-11-01", datetime(2026, 10, 20, tzinfo=SHANGHAI)),
    "with a time": ("2026-10-20 09:15 来源：宣传部", datetime(2026, 10, 20, 9, 15, tzinfo=SHANGHAI)),
    "bare": ("2026年10月20日", datetime(2026, 10, 20, tzinfo=SHANGHAI)),
    "in English": ("Published: October 20, 2026 | by J. Doe", datetime(2026, 10, 20, tzinfo=SHANGHAI)),
    "in German": ("Veröffentlicht am 20. Oktober 2026", datetime(2026, 10, 20, tzinfo=SHANGHAI)),
    "in Japanese": ("公開日：令和8年10月20日", datetime(2026, 10, 20, tzinfo=SHANGHAI)),
}


@pytest.mark.parametrize("shape", META)
def test_the_publication_date_is_the_shown_one(shape: str):
    meta, expected = META[shape]
    body = "".join(f"<p>{s}</p>" for s in site.SENTENCES) + "<p>特此通知。</p><p>云溪职业学院</p><p>2026年10月18日</p>"

    found = article(site.article(meta=meta, body=body))

    assert found.published == expected
    assert found.text.endswith("2026年10月18日")


def test_a_date_after_the_body_is_found():
    html = site.article(meta="").replace(
        '<p class="near">', '<div>发布日期：2026-10-20 责任编辑：林晓</div><p class="near">'
    )

    found = article(html)

    assert found.published == datetime(2026, 10, 20, tzinfo=SHANGHAI)
    assert found.text == BODY


def test_metadata_speak_where_the_page_shows_nothing():
    told = (
        '{"@context":"https://schema.org","@type":"NewsArticle","headline":"%s",'
        '"datePublished":"2026-10-20T08:00:00+08:00","author":{"name":"林晓"}}'
    )
    html = site.article(meta="").replace(
        "</head>", f'<script type="application/ld+json">{told % site.TITLES[0]}</script></head>'
    )

    found = article(html)

    assert found.published == datetime(2026, 10, 20, 8, 0, tzinfo=SHANGHAI)
    assert found.author == "林晓"


def test_a_notice_of_one_line_and_a_file_is_kept_whole():
    found = article(site.article("课程表", body='<p>详见附件。</p><p><a href="/files/kcb.xlsx">课程表.xlsx</a></p>'))

    assert found.text.startswith("详见附件。")
    assert [a.name for a in found.attachments] == ["课程表.xlsx"]
    assert "版权所有" not in found.text


def test_a_picture_alone_is_an_article():
    found = article(site.article("一周菜单", body='<p><img src="/upload/menu.jpg"></p>'))

    assert found.images == ("https://www.yunxi.example/upload/menu.jpg",)
    assert found.text == ""


def test_lazy_pictures_tables_and_videos_are_kept():
    body = (
        f"<p>{site.SENTENCES[0]}</p><p><img src='/blank.gif' data-src='/upload/a.jpg'>"
        "</p><table><tr><td>班级</td><td>人数</td></tr></table>"
        f"<video src='/upload/v.mp4'></video><p>{site.SENTENCES[1]}</p>"
    )

    found = article(site.article(body=body))

    assert found.images == ("https://www.yunxi.example/upload/a.jpg",)
    assert found.videos == ("https://www.yunxi.example/upload/v.mp4",)
    assert "<table" in found.html
    assert "班级\t人数" in found.text


def test_comments_and_related_articles_are_not_the_body():
    html = site.article().replace(
        '<p class="near">',
        f'<div class="related"><h3>相关阅读</h3><ul>{site.rows(n=6)}</ul></div><div class="comments"><h3>网友评论</h3>'
        + "".join(f"<p>我觉得这件事做得非常好，值得学习，支持第{n}次！大家都来看看吧。</p>" for n in range(9))
        + '</div><p class="near">',
    )

    assert article(html).text == BODY


def test_an_english_article_is_read():
    paragraphs = [
        f"This is sentence number {n} of a story about the new library, which opens in spring." for n in range(6)
    ]
    html = site.page(
        '<header><nav><a href="/">Home</a><a href="/news/">News</a>'
        "</nav></header><main><article><h1>New library opens</h1>"
        '<p class="byline">By Jane Doe, 20 October 2026</p>'
        + "".join(f"<p>{p}</p>" for p in paragraphs)
        + '</article><aside><h2>Related news</h2><a href="/news/2">Something else '
        "happened here today</a></aside></main><footer>© 2026 Example University</footer>",
        title="New library opens | Example University",
    )

    found = article(html, "https://www.example.edu/news/1")

    assert (found.title, found.author) == ("New library opens", "Jane Doe")
    assert found.published == datetime(2026, 10, 20, tzinfo=SHANGHAI)
    assert found.text == "\n".join(paragraphs)


def english(*paragraphs: str, head: str = "", lang: str = "en") -> Article:
    body = "".join(f"<p class='text'>{p}</p>" if p[0] != "<" else p for p in paragraphs)
    page = f"<html lang={lang}><body><article><h1>New library opens</h1>{head}{body}</article></body></html>"
    return article(page, "https://www.example.edu/news/1")


SENTENCES = [f"This is sentence number {n} of a story about the new library, which opens in spring." for n in range(8)]


def test_paragraphs_for_subscribers_are_paragraphs():
    boxes = [f"<div class='subscriber-only'><p>{p}</p></div>" for p in SENTENCES]

    assert english(*boxes).text == "\n".join(SENTENCES)


def test_read_more_between_paragraphs_does_not_end_the_article():
    more = "<aside><span>Read more</span><ul><li><a href=/news/2>Something else happened</a></li></ul></aside>"

    assert english(*SENTENCES[:5], more, *SENTENCES[5:]).text == "\n".join(SENTENCES)


def test_a_line_that_announces_an_advertisement_is_no_text():
    found = english(
        *SENTENCES[:4], "<p>Story continues below advertisement</p>", *SENTENCES[4:], "<p>- Publicidad -</p>"
    )

    assert found.text == "\n".join(SENTENCES)


def test_a_byline_with_the_date_is_told_and_no_text():
    found = english(*SENTENCES, head="<p>Oct. 10, 2026 | By Jane Doe | Photos by John Roe</p>")

    assert (found.author, found.text) == ("Jane Doe", "\n".join(SENTENCES))
    assert found.published == datetime(2026, 10, 10, tzinfo=SHANGHAI)


@pytest.mark.parametrize(("lang", "month"), [("en-US", 9), ("en-GB", 4), ("de", 4)])
def test_the_language_tells_the_month_from_the_day(lang: str, month: int):
    found = english(*SENTENCES, head="<p class=date>09/04/2026</p>", lang=lang)

    assert found.published is not None
    assert found.published.month == month


@pytest.mark.parametrize(
    "page",
    [
        "<title>Library to open in May | Ashfield</title><h1>New library opens</h1><p>10 October 2026</p>{body}",
        "<title>Untitled Document</title><p align=center><b>New library opens</b></p><hr>{body}",
        "<title>Ashfield Herald e-paper</title>"
        "<ul><li><a href=/n/1>New library opens</a><li><a href=/n/2>Old one shut</a></ul>"
        "<table><tr><td align=center>Our town in winter<tr><td align=center>New library opens</table>{body}",
        "<title>Ashfield College</title><table><tr><td><font size=5>New library opens</font></td></tr>"
        "<tr><td>10 October 2026 - by Jane Doe</td></tr></table>{body}",
        "<title>Ashfield | New library opens</title><h1>Ashfield</h1><meta name=DC.title content='New library opens'>"
        "<div class=cap><span>New library opens</span></div>{body}",
        "<title>News detail - Ashfield</title><meta property=og:title content='New library opens - Ashfield'>"
        "<h2 class=sr-only>News detail - Ashfield</h2><p class=h4><span>New library opens</span></p>{body}",
    ],
)
def test_the_title_is_found_where_the_page_title_is_another(page: str):
    body = "".join(f"<p>{p}</p>" for p in SENTENCES)

    assert (
        article(f"<html lang=en>{page.format(body=body)}", "https://www.ashfield.example/n/1").title
        == "New library opens"
    )


def test_a_line_that_sends_the_reader_elsewhere_is_no_text():
    also = "<p>READ ALSO: <a href=/news/2>Something else happened in the town</a></p>"

    assert english(*SENTENCES[:4], also, *SENTENCES[4:]).text == "\n".join(SENTENCES)


@pytest.mark.parametrize(
    "line",
    [
        "<p>PDFファイルをご覧いただくには、Adobe Readerが必要です。</p>",
        "<h2>このページに関するお問い合わせ</h2><p>環境部 ごみ減量課</p>",
        "<p>Join our WhatsApp channel for breaking news. <a href=/wa>Click here</a></p>",
        "<p>Follow the Ashfield Post on Facebook, X and Instagram.</p>",
        "<p>转载请注明出处。欢迎扫码关注同名公众号。</p>",
        "<p>This entry was posted on Monday and is filed under Books.</p>",
        "<div><a href=/news/2><img src=/2.jpg></a><a href=/news/2><b>Something else in the town</b></a></div>",
        "<p>相关附件</p>",
    ],
)
def test_what_speaks_of_the_page_and_the_site_is_no_text(line: str):
    assert english(*SENTENCES, line).text == "\n".join(SENTENCES)


def test_a_notice_without_any_date_has_that_of_its_signature():
    notice = "关于暂停供水的通知"
    body = "".join(
        f"<p>第{n}栋宿舍楼的水箱需要清洗，请各位同学提前储水，给大家带来的不便敬请谅解。</p>" for n in range(4)
    )
    page = f"<title>{notice}</title><h1>{notice}</h1><div>{body}<p>后勤处</p><p>2026年11月13日</p></div>"

    assert article(page, "https://a.example/n/uno").published == datetime(2026, 11, 13, tzinfo=SHANGHAI)


def test_the_date_may_open_a_line_below_the_text():
    body = "".join(f"<p>{p}</p>" for p in SENTENCES)
    says = "<p class=is-last-update>3 novembre 2026 ( modifica il 4 novembre 2026 | 10:18)</p>"

    found = article(f"<article><h1>New library opens</h1><div>{body}</div></article>{says}", "https://a.example/n/uno")

    assert found.published == datetime(2026, 11, 3, tzinfo=SHANGHAI)


def test_what_a_page_says_of_its_last_change_is_no_text():
    tail = "<p>Publicerad: 20 oktober 2026</p><p>Senast ändrad: 21 oktober 2026</p><p>Hjälpte informationen dig?</p>"

    found = english(*SENTENCES, tail)

    assert found.text == "\n".join(SENTENCES)
    assert found.published == datetime(2026, 10, 20, tzinfo=SHANGHAI)


def test_a_subtitle_that_the_page_title_leaves_out_is_none_of_the_title():
    html = site.article().replace("</h1>", "</h1><h2>——记一位守桥人的十年</h2>", 1)

    assert "——" not in article(html).title


def test_the_newest_item_shown_large_belongs_to_its_list():
    rows = site.rows(n=9)
    large = '<div><a href="/info/1071/9100.htm"><h2>学院召开新学期全体教师大会</h2></a><p>2026-11-01</p></div>'

    found = listing(site.page(f'<div class="main">{large}<ul>{rows}</ul></div>'))

    assert found.articles[0].title == "学院召开新学期全体教师大会"
    assert len(found.articles) == 10


def test_a_page_without_an_article_is_an_error():
    with pytest.raises(ExtractError):
        article(site.page(""))


@given(
    st.binary(max_size=400)
    | st.text(alphabet="<>/ahrefulidvpt=\"' 2026-10新闻。").map(lambda t: t.encode("utf-8", "replace"))
)
@settings(max_examples=80, deadline=None)
def test_any_bytes_give_an_answer_or_our_error(data: bytes):
    document = parse(data.decode("utf-8", "replace"), URL)

    auto.listing(document, auto.Settings(), SHANGHAI, NOW)
    with suppress(ExtractError):
        auto.article(document, auto.Settings(), SHANGHAI, NOW)
    auto.column(document)
