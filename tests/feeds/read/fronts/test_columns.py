"""The columns of a front page: what names them, where they lead, and what is none."""

from datetime import UTC, datetime

import pytest

from feeds.model import Page
from feeds.read.detect import detect

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
HOST = "http://www.qingting-lib.example"
TITLES = ("少儿阅览室延长开放时间", "古籍修复体验活动报名开始", "自助借还机完成升级改造", "读者座谈会在报告厅举行")


def rows(column: str, start: int = 10, inside: str = "{link}") -> str:
    links = (f'<a href="/{column}/{start + n}55.htm">{start}号：{title}</a>' for n, title in enumerate(TITLES))
    return "".join(f"<li>{inside.format(link=link)}<i>2026-11-{20 - n}</i></li>" for n, link in enumerate(links))


def columns(markup: str) -> dict[str, str]:
    page = f"<html><head><title>蜻亭图书馆</title></head><body>{markup}<p>版权所有 蜻亭图书馆</p></body></html>"
    found = detect(Page(url=f"{HOST}/", text=page, fetched=NOW))
    return {column.title: column.url.removeprefix(HOST) for column in found.columns}


def test_english_or_a_sign_beside_the_linked_name_is_not_the_name():
    block = '<div class="box"><div class="hd">{heading}</div><ul>{rows}</ul></div>'
    english = '<h3><a href="/gndt.htm">馆内动态</a><span>NEWS</span><a href="/gndt.htm">更多</a></h3>'
    signed = '<h3>▍<a href="/tzgg.htm">通知公告</a> <a href="/tzgg.htm">更多</a></h3>'
    both = block.format(heading=english, rows=rows("a")) + block.format(heading=signed, rows=rows("b", 40))

    assert columns(both) == {"馆内动态": "/gndt.htm", "▍通知公告": "/tzgg.htm"}


@pytest.mark.parametrize(
    "heading",
    [
        '<h3>馆内动态</h3><a href="/gndt.htm">&gt;&gt;</a>',  # 更多, drawn with what the keyboard has
        '<h3><a href="/gndt.htm">馆内动态</a></h3><p><a href="/a.htm">少儿</a>|<a href="/b.htm">古籍</a></p>',
        '<a href="/gndt.htm" title="馆内动态"></a>',  # a picture of the style sheet
        '<b>馆内动态</b><a href="/gndt.htm">更 多</a>',
        '<h2><b>馆内动态</b> <a href="http://other.example/push/">省馆信息</a> <a href="/gndt.htm">更多</a></h2>',
        '<table><tr><td><b>馆内动态</b></td><td><a href="/gndt.htm">更多&gt;&gt;</a></td></tr></table>',
    ],
)
def test_a_heading_names_its_column_and_leads_there(heading):
    block = '<div class="box"><div class="hd">{heading}</div><ul>{rows}</ul></div>'
    first = block.format(heading=heading, rows=rows("a"))
    second = block.format(heading='<h3>通知公告</h3><a href="/tzgg.htm">更多</a>', rows=rows("b", 40))

    assert columns(first + second) == {"馆内动态": "/gndt.htm", "通知公告": "/tzgg.htm"}


def test_rows_of_a_table_under_a_heading_in_the_row_before():
    def part(name: str, href: str, column: str, start: int) -> str:
        links = (
            f'·<a href="/{column}/{start + n}55.htm">{start}号：{t}</a>[11-{20 - n}]' for n, t in enumerate(TITLES)
        )
        heading = f'<tr><td><b>{name}</b> <a href="{href}">&gt;&gt;</a></td></tr>'
        return f"{heading}<tr><td>{'<br>'.join(links)}</td></tr>"

    table = f"<table>{part('馆内动态', '/gndt.htm', 'a', 10)}{part('通知公告', '/tzgg.htm', 'b', 40)}</table>"

    assert columns(table) == {"馆内动态": "/gndt.htm", "通知公告": "/tzgg.htm"}


def test_a_box_of_text_in_every_row_is_no_breadcrumb():
    """.news_wz is a row's text (文字), a .wz on its own says where we are (位置)."""
    heading = '<div><h3>馆内动态</h3><a href="/gndt.htm">更多</a></div>'

    assert columns(f"{heading}<ul>{rows('a', inside='<div class=news_wz>{link}</div>')}</ul>") == {
        "馆内动态": "/gndt.htm"
    }


def test_a_pane_that_a_script_is_to_fill_has_a_tab_too():
    tabs = '<div><a href="/gndt/">馆内动态</a><a href="/tzgg/">通知公告</a><a href="/sjgz/">上级规章</a></div>'
    panes = (
        f"<ul class=p>{rows('gndt')}</ul><ul class=p>{rows('tzgg', 40)}</ul><ul class=p><script>fill()</script></ul>"
    )

    assert columns(f"<div>{tabs}{panes}</div>") == {"馆内动态": "/gndt/", "通知公告": "/tzgg/"}


def test_links_to_articles_above_two_boxes_are_no_tabs():
    two = (
        '<p><a href="/v/202611/t20261101_8801.htm">老馆一日</a><a href="/v/202611/t20261102_8802.htm">夜读灯火</a></p>'
    )

    assert columns(f"<div>{two}<ul>{rows('a')}</ul><ul>{rows('b', 40)}</ul></div>") == {}


def test_what_the_more_link_of_a_trading_centre_leads_to_is_a_list():
    """国泰新点 files a column's list as /jyxx/002001/002001001/moreinfo.html."""
    more = "/jyxx/002001/002001001/moreinfo.html"
    items = rows("jyxx/002001/002001001/20261120")

    assert columns(f'<div><h3>招标公告</h3><ul>{items}</ul><p><a href="{more}">查看更多招标公告</a></p></div>') == {
        "招标公告": more
    }


def test_panes_read_as_one_block_are_parted_by_the_folders_of_their_articles():
    links = '<p><a href="/yw/szyw/">时政要闻</a><a href="/yw/qlyw/">本馆要闻</a><a href="/yw/rdzt/">热点追踪</a></p>'
    panes = f'<ul>{rows("yw/szyw/202611")}</ul><ul style="display:none">{rows("yw/qlyw/202611", 40)}</ul>'

    assert columns(f"<div>{links}<p>按月检索</p><div>{panes}</div></div>") == {
        "时政要闻": "/yw/szyw/",
        "本馆要闻": "/yw/qlyw/",
    }


def test_the_newest_of_all_columns_together_is_no_column_of_each():
    links = '<p><a href="/yw/szyw/">时政要闻</a><a href="/yw/qlyw/">本馆要闻</a></p>'
    both = zip(rows("yw/szyw/202611").split("</li>"), rows("yw/qlyw/202611", 40).split("</li>"), strict=True)

    assert (
        columns(f"<div>{links}<p>最近更新</p><ul>{'</li>'.join(row for pair in both for row in pair)}</ul></div>") == {}
    )


def test_tabs_that_are_no_links_have_their_more_beside_them():
    tabs = "<div><ul><li>馆内动态</li><li>通知公告</li></ul>"
    more = '<div><span><a href="/gndt.htm">更多</a></span><span hidden><a href="/tzgg.htm">更多</a></span></div></div>'
    panes = f"<dl><dd><ul>{rows('a')}</ul></dd><dd><ul>{rows('b', 40)}</ul></dd></dl>"

    assert columns(f"<div>{tabs}{more}{panes}</div>") == {"馆内动态": "/gndt.htm", "通知公告": "/tzgg.htm"}


def test_a_ticker_of_the_same_links_does_not_hide_a_column():
    ticker = f"<div><ul>{rows('a')}</ul></div><div><p>读者您好，欢迎来到蜻亭。</p></div>"
    block = f'<div><h3>馆内动态</h3><a href="/gndt.htm">更多</a><ul>{rows("a")}</ul></div>'

    assert columns(ticker + block) == {"馆内动态": "/gndt.htm"}


def test_the_tab_that_is_marked_names_the_one_pane_that_is_there():
    """The others are loaded when they are clicked."""
    tabs = '<p><a href="/last/gndt" class="act">馆内动态</a> <a href="/last/tzgg">通知公告</a></p>'

    other = f'<div><h3>读者活动</h3><a href="/dzhd.htm">更多</a><ul>{rows("c", 60)}</ul></div>'

    assert columns(f"<div>{tabs}<div><ul>{rows('a')}</ul></div></div>{other}") == {
        "馆内动态": "/last/gndt",
        "读者活动": "/dzhd.htm",
    }


def test_as_many_mores_as_panes_belong_to_them_whatever_the_tabs_are():
    menu = '<p><a href="/gndt.htm">馆内动态</a> <a href="/tzgg.htm">通知公告</a></p>'
    tabs = "".join(f'<div><a href="javascript:void(0)">{word}</a></div>' for word in ("动态", "公告", "上级信息"))
    more = "".join(f'<div class="m"><a href="{href}">更多</a></div>' for href in ("/gndt.htm", "/tzgg.htm"))
    panes = f"<div><ul>{rows('a')}</ul></div><div><ul>{rows('b', 40)}</ul></div>"

    assert columns(f"{menu}<div><div>{tabs}{more}</div><div>{panes}</div></div>") == {
        "馆内动态": "/gndt.htm",
        "通知公告": "/tzgg.htm",
    }


def test_a_link_to_the_news_site_beside_a_heading_is_its_list():
    heading = '<div><span><a href="http://news.qingting-lib.example/">新闻网</a></span><h3>馆内要闻</h3></div>'
    other = f'<div><h3>通知公告</h3><a href="/tzgg.htm">更多</a><ul>{rows("b", 40)}</ul></div>'

    assert columns(f"<div>{heading}<ul>{rows('a')}</ul></div>{other}") == {
        "馆内要闻": "http://news.qingting-lib.example/",
        "通知公告": "/tzgg.htm",
    }


def panes(first: str, second: str) -> str:
    """Two panes below something that keeps their tabs from being told by where they stand."""
    return f"<p>读者您好，欢迎来到蜻亭。</p><div><div {first}>{LIST_A}</div><div {second}>{LIST_B}</div></div>"


LIST_A, LIST_B = f"<ul>{rows('a')}</ul>", f"<ul>{rows('b', 40)}</ul>"


@pytest.mark.parametrize(
    ("tab", "pane"),
    [
        ("""id="one{n}" onmouseover="setTab('one',{n},2)">{link}""", 'id="con_one_{n}"'),
        ("""onclick="show('tab',{n})">{link}""", 'id="tab{n}"'),
        ("""id="m6{n}" onmousemove="change({n},2,'m6','mc6','out','over')">{link}""", 'id="mc6{n}"'),
        ('aria-controls="p{n}">{link}', 'id="p{n}"'),
        ('data-target="#p{n}">{link}', 'id="p{n}"'),
    ],
)
def test_a_tab_is_told_by_the_ids_that_wire_it_to_its_pane(tab, pane):
    links = enumerate(('<a href="/gndt.htm">馆内动态</a>', '<a href="/tzgg.htm">通知公告</a>'), 1)
    strip = "<li>|</li>".join(f"<li {tab.format(n=n, link=link)}</li>" for n, link in links)
    page = f"<ul>{strip}</ul>{panes(pane.format(n=1), pane.format(n=2))}"

    assert columns(page) == {"馆内动态": "/gndt.htm", "通知公告": "/tzgg.htm"}


def test_a_pane_that_is_a_frame_has_a_tab_too():
    tabs = '<p><a href="/gwy.htm">国务信息</a><a href="/gndt.htm">馆内动态</a><a href="/tzgg.htm">通知公告</a></p>'
    frame = '<div class="p"><iframe src="/gwy.html"></iframe></div>'
    two = f'<div class="p">{LIST_A}</div><div class="p">{LIST_B}</div>'

    assert columns(f"<div>{tabs}{frame}{two}</div>") == {"馆内动态": "/gndt.htm", "通知公告": "/tzgg.htm"}


@pytest.mark.parametrize(
    "above",
    [
        '<table><tr><td><a href="/zt/"><img src="/zt.jpg" alt="书香满城" width="1000"></a></td></tr></table>',
        '<div><a href="/gk/"><span>馆情概况</span></a></div>',
    ],
)
def test_tabs_are_nearer_than_what_stands_above_them_all(above):
    tabs = '<div class="m"><a href="/gndt/">馆内动态</a><a href="/tzgg/">通知公告</a></div>'
    two = f'<div class="p"><ul>{rows("gndt")}</ul></div><div class="p"><ul>{rows("tzgg", 40)}</ul></div>'

    assert columns(f"{above}<div><div>{tabs}{two}</div></div>") == {"馆内动态": "/gndt/", "通知公告": "/tzgg/"}


def test_a_heading_whose_folder_holds_the_articles_below_it_is_a_columns_though_nothing_is_dated():
    def block(name: str, folder: str, titles: tuple[str, ...]) -> str:
        links = "".join(f'<li><a href="/jgj/{folder}/8{n}0185/index.html">{t}</a></li>' for n, t in enumerate(titles))
        return f'<div><h2><a href="/jgj/{folder}/index.html">{name}</a></h2><div>{links}</div></div>'

    letters = ("车辆年检最晚可在什么时候办理？", "公司的行驶证丢失了如何补办？")
    about = ("机构设置", "现任领导")

    assert columns(block("来信回复", "94143", letters) + block("本馆概况", "93010", about)) == {
        "来信回复": "/jgj/94143/index.html"
    }


def test_the_details_of_one_article_are_no_more_of_a_column():
    """TRS names an article t20251223_657089.htm."""
    detail = '<p>馆内设九个部门。<a href="/jgk/202512/t20251223_657089.htm">【详细】</a></p>'

    assert columns(f"<div><div>{detail}</div><div>{LIST_A}</div></div>") == {}


def test_a_tab_that_only_shows_its_pane_has_its_more_beside_it():
    tabs = '<ul><li><a href="javascript:void(0)">馆内动态</a></li><li><a href="#">通知公告</a></li></ul>'
    more = '<div><span><a href="/gndt.htm">更多</a></span> <span><a href="/tzgg.htm">更多</a></span></div>'

    assert columns(f"<section>{tabs}{more}<dl><dd>{LIST_A}</dd><dd>{LIST_B}</dd></dl></section>") == {
        "馆内动态": "/gndt.htm",
        "通知公告": "/tzgg.htm",
    }


def test_the_header_of_a_box_is_its_heading():
    def box(name: str, href: str, rows: str) -> str:
        return f'<div class="box"><div class="h-header"><span>{name}</span><a href="{href}">更多</a></div>{rows}</div>'

    assert columns(box("馆内动态", "/gndt.htm", LIST_A) + box("通知公告", "/tzgg.htm", LIST_B)) == {
        "馆内动态": "/gndt.htm",
        "通知公告": "/tzgg.htm",
    }


@pytest.mark.parametrize(
    "above",
    [
        '<div class="swiper-slide"><a href="/zt/n74397/index.html"><img src="/d/91430.jpg"></a></div>',
        '<h3><a href="/rili/20261124/">24 ноября</a></h3>',  # of a calendar
        '<h3>招聘<a href="/files/zp.pdf">更多</a></h3>',
        '<h3>馆员系统登录</h3><a href="/ids/Login">更多</a>',
        '<h3>读者登记</h3><a href="/reg/">更多</a>',
        '<p><a href="/a/19.htm">古籍展览延期</a></p>',  # one more article of theirs
    ],
)
def test_what_leads_from_above_rows_elsewhere_is_no_column(above):
    assert columns(f"<div>{above}{LIST_A}</div>") == {}


def test_a_front_page_that_shows_one_list_of_a_column_is_not_that_list():
    many = "".join(rows("a", start) for start in range(10, 34, 4))
    tabs = '<div><a class="on" href="/gndt.htm">馆内动态</a><a href="/tzgg.htm">通知公告</a></div>'
    page = f"<title>蜻亭图书馆</title>{tabs}<div><ul>{many}</ul></div>"
    found = detect(Page(url=f"{HOST}/index.jsp", text=page, fetched=NOW))

    assert (found.page, [column.title for column in found.columns]) == ("home", ["馆内动态"])


@pytest.mark.parametrize(
    "card",
    [
        '<h2><a href="/{column}/">{name}</a></h2><p><a href="/{column}/1055.htm">{title}</a></p>',
        '<h2>{name}</h2><h3><a href="/{column}/1055.htm">{title}</a></h3><a href="/{column}/">更多</a>',
    ],
)
def test_each_card_of_a_row_may_stand_for_a_column_of_its_own(card):
    names = {"gndt": "馆内动态", "tzgg": "通知公告", "hdyg": "活动预告", "mtjj": "媒体聚焦"}
    cards = "".join(
        f"<div class=card>{card.format(column=column, name=name, title=title)}</div>"
        for (column, name), title in zip(names.items(), TITLES, strict=True)
    )

    assert columns(f"<div class=cards>{cards}</div>") == {name: f"/{column}/" for column, name in names.items()}


def test_a_tab_may_hand_the_address_of_its_list_to_a_script():
    """The one 更多 beside the tabs is the first one's until the script has changed it."""
    tabs = "".join(
        f"<li onmouseover=\"show('',1,{n},'more1','/c/{column}.shtml')\">{name}</li>"
        for n, (column, name) in enumerate([("zxzx", "最新资讯"), ("ggtz", "公告通知")])
    )
    panes = f"<div id=f1><ul>{rows('a')}</ul></div><div id=f2 style='display:none'><ul>{rows('b', 40)}</ul></div>"
    page = f'<div><div><ul>{tabs}</ul><a id=more1 href="/c/zxzx.shtml">更多</a></div><div>{panes}</div></div>'

    assert columns(page) == {"最新资讯": "/c/zxzx.shtml", "公告通知": "/c/ggtz.shtml"}


def test_a_picture_that_leads_to_the_folder_of_a_blocks_articles_is_its_heading():
    tab = '<td><a href="{}"><img src="tab.jpg"></a></td>'
    tabs = tab.format("/n95/gndt/index.html") + tab.format("/n95/tzgg/")
    panes = f"<ul>{rows('n95/gndt')}</ul><hr><ul>{rows('n95/tzgg', 40)}</ul>"

    assert columns(f"<table><tr>{tabs}</tr></table>{panes}") == {"gndt": "/n95/gndt/index.html", "tzgg": "/n95/tzgg/"}


@pytest.mark.parametrize("word", ["RSS", "Form di ricerca", "搜索"])
def test_what_is_for_machines_or_for_searching_heads_no_column(word):
    block = f'<div><h3><a href="/rss/">{word}</a></h3><ul>{rows("a")}</ul></div>'
    other = f'<div><h3><a href="/tzgg.htm">通知公告</a></h3><ul>{rows("b", 40)}</ul></div>'

    assert columns(block + other) == {"通知公告": "/tzgg.htm"}


@pytest.mark.parametrize(
    "words",
    ["Leggi tutte le notizie", "Devamı için tıklayınız", "Arsip", "Zobacz wszystkie aktualności", "Смотреть все"],
)
def test_more_in_other_words(words):
    block = f'<div><h3>Lido</h3><ul>{rows("a")}</ul><p><a href="/lido.htm">{words}</a></p></div>'
    other = f'<div><h3>Parco</h3><ul>{rows("b", 40)}</ul><p><a href="/parco.htm">{words}</a></p></div>'

    assert columns(block + other) == {"Lido": "/lido.htm", "Parco": "/parco.htm"}


def test_a_heading_may_have_the_parts_of_its_column_beside_it():
    def block(column: str, name: str, start: int) -> str:
        parts = f'<li><a href="/{column}/">{name}</a></li><li><a href="/{column}/x/">少儿</a></li>'
        return f"<div><div class=hd><ul>{parts}</ul></div><div><ul>{rows(column, start)}</ul></div></div>"

    page = block("gndt", "馆内动态", 10) + block("tzgg", "通知公告", 40)

    assert columns(page) == {"馆内动态": "/gndt/", "通知公告": "/tzgg/"}


def test_the_header_of_a_box_is_not_that_of_the_page():
    def box(column: str, name: str, start: int) -> str:
        items = rows(column, start).replace(f"/{column}/", f"/{column}/201906/")
        head = f'<div class="cate-header"><a href="/{column}/">{name}</a></div>'
        return f'<div class="row-item">{head}<ul>{items}</ul></div>'

    assert columns(box("gndt", "馆内动态", 10) + box("tzgg", "通知公告", 40)) == {
        "馆内动态": "/gndt/",
        "通知公告": "/tzgg/",
    }


@pytest.mark.parametrize("more", ["Архив", "更多&gt;&gt;", "Všetky oznamy"])
def test_columns_one_below_the_other_in_one_box_are_parted_at_their_headings(more):
    def section(column: str, name: str, start: int) -> str:
        items = rows(column, start).replace("li>", "p>")
        heading = f'<div><h5>{name}</h5><a href="/rss?{column}"><img src=i.png></a></div>'
        return f'{heading}{items}<a href="/{column}">{more}</a>'

    page = section("gndt", "馆内动态", 10) + section("tzgg", "通知公告", 40)

    assert columns(f"<div>{page}</div>") == {"馆内动态": "/gndt", "通知公告": "/tzgg"}


def test_years_in_one_box_are_no_columns():
    years = "".join(
        f"<h3>{year}</h3>{rows('gndt', start).replace('li>', 'p>')}" for year, start in ((2026, 10), (2025, 40))
    )
    page = f'<div><h2>馆内动态</h2><a href="/gndt.htm">更多</a><div>{years}</div></div>'

    assert columns(page) == {"馆内动态": "/gndt.htm"}


def test_each_tab_that_a_script_wires_has_the_more_of_its_place():
    names = ("馆内动态", "通知公告", "媒体聚焦")
    tabs = "".join(f"<li id=t{n} onmouseover=\"setTab('t',{n},3)\">{name}</li>" for n, name in enumerate(names, 1))
    mores = "".join(f'<span id=more_t_{n}><a href="/c{n}/index.html">更多&gt;&gt;</a></span>' for n in (1, 2, 3))
    panes = "".join(f"<div id=con_t_{n}><div><ul>{rows(f'x{n}', 10 * n)}</ul></div></div>" for n in (1, 2, 3))

    assert columns(f"<div><div><ul>{tabs}</ul><div>{mores}</div></div>{panes}</div>") == {
        name: f"/c{n}/index.html" for n, name in enumerate(names, 1)
    }


@pytest.mark.parametrize("tab", ['<a href="{}"><div>{}</div></a>', '<a href="{}" title="{}" class="s1"></a>'])
def test_tabs_may_stand_in_a_box_like_their_panes(tab):
    tabs = "".join(tab.format(href, name) for href, name in [("/gndt", "馆内动态"), ("/tzgg", "通知公告")])
    panes = "".join(
        f"<div class=pane>{rows(column, start).replace('li>', 'p>')}</div>" for column, start in [("a", 10), ("b", 40)]
    )

    assert columns(f"<div><div class=tabs>{tabs}</div>{panes}</div>") == {"馆内动态": "/gndt", "通知公告": "/tzgg"}


def test_an_address_that_says_more_is_a_list_whatever_else_it_says():
    def block(name: str, n: int, start: int) -> str:
        links = "".join(
            f'<li><a href="/zixun-xiangqing-{start + n}0{at}.html">{title}</a></li>' for at, title in enumerate(TITLES)
        )
        more = f'<h3>{name}</h3><a href="/zixun-gengduo-{n}.html">更多</a>'
        return f"<div><div>{more}</div><ul>{links}</ul></div>"

    page = block("馆内要闻", 23, 1000) + block("通知公告", 24, 2000)

    assert columns(page) == {"馆内要闻": "/zixun-gengduo-23.html", "通知公告": "/zixun-gengduo-24.html"}


def test_the_front_page_itself_is_no_column():
    picture = '<div class="hd"><a href="/index.html"><img src="logo.png"></a></div>'

    assert columns(f"<div>{picture}<ul>{rows('a')}</ul></div>") == {}


def test_a_column_that_shows_one_article_of_another_folder_is_a_column_all_the_same():
    def block(column: str, name: str, start: int) -> str:
        paths = [*(f"/{column}/{start + n}55.htm" for n in range(3)), f"/zt/{start}99.htm"]
        links = "".join(
            f'<li><a href="{at}">{start}号：{title}</a></li>' for at, title in zip(paths, TITLES, strict=True)
        )
        return f'<div><div><a href="/{column}/">{name}</a></div><ul class="list_link">{links}</ul></div>'

    page = block("gndt", "馆内生活", 10) + block("tzgg", "街坊", 40)

    assert columns(page) == {"馆内生活": "/gndt/", "街坊": "/tzgg/"}


def test_a_more_alone_before_its_list_is_that_list_s():
    def block(column: str, start: int) -> str:
        more = f'<div class="h"><a href="/{column}/index.htm">更多</a></div>'
        return f'{more}<div class="b"><ul>{rows(f"x{start}", start)}</ul></div>'

    page = f'<div class="left">{block("gndt", 10)}{block("tzgg", 40)}</div>'

    assert columns(page) == {"gndt": "/gndt/index.htm", "tzgg": "/tzgg/index.htm"}


def test_a_stray_more_before_lists_that_have_theirs_behind_shifts_none():
    def block(column: str, start: int) -> str:
        more = f'<div class="h"><a href="/{column}/index.htm">更多</a></div>'
        return f"<div><ul>{rows(f'x{start}', start)}</ul></div>{more}"

    stray = '<div class="h"><a href="/zt/index.htm">更多</a></div>'
    page = f'<div class="left">{stray}{block("gndt", 10)}{block("tzgg", 40)}</div>'

    assert set(columns(page).values()) == {"/gndt/index.htm", "/tzgg/index.htm"}


def test_a_picture_s_words_lead_to_a_column_only_where_they_say_all_news():
    picture = '<a href="/sport/"><img src="b.jpg" alt="All-star match"></a>'

    assert columns(f"<div><h3>馆内动态</h3><ul>{rows('x')}</ul>{picture}</div>") == {}


def test_tabs_that_are_pictures_and_show_a_layer_each_part_what_stands_in_the_layers():
    def tab(name: str, other: str) -> str:
        shows = f"MM_showHideLayers('{name}','','show','{other}','','hide')"
        return f'<span><a href="/{name}.htm"><img src="t.jpg" onmouseover="{shows}"></a></span>'

    def layer(name: str, start: int) -> str:
        return f'<div id="{name}">{rows(name, start).replace("li>", "p>")}</div>'

    page = f"<div><div>{tab('mtjh', 'jxdt')}{tab('jxdt', 'mtjh')}</div>{layer('mtjh', 10)}{layer('jxdt', 20)}</div>"

    assert set(columns(page).values()) == {"/mtjh.htm", "/jxdt.htm"}


def test_the_more_of_each_tab_may_be_drawn():
    names = ("馆内动态", "通知公告")
    tabs = "".join(f"<li>{name}</li>" for name in names)
    mores = "".join(f'<a href="/c{n}/1.htm"><img src="/t/more.jpg"></a>' for n in (1, 2))
    panes = "".join(f"<div id=l{n}><ul>{rows(f'x{n}', 10 * n)}</ul></div>" for n in (1, 2))

    assert columns(f"<div><div><ul>{tabs}</ul><div>{mores}</div></div>{panes}</div>") == {
        "馆内动态": "/c1/1.htm",
        "通知公告": "/c2/1.htm",
    }


def test_a_gallery_is_no_column():
    pictures = "".join(
        f'<li><a href="/p/2026-11/2026111{n}124502.jpg" title="{title}"><img src="/p/s{n}.jpg"></a></li>'
        for n, title in enumerate(TITLES)
    )

    assert columns(f'<div><div><h3>校园风光</h3><a href="/fg/">更多</a></div><ul>{pictures}</ul></div>') == {}


def test_a_column_that_only_a_comment_of_its_editors_names_is_called_so():
    def block(column: str, name: str, start: int) -> str:
        comment = f'<!--#begineditable name="{name}" viewid="190{start}" stylesysid=""-->'
        more = f'<div class="h"><a href="/{column}.htm">更多</a></div>'
        return f'{more}<div class="b">{comment}<ul>{rows(f"x{start}", start)}</ul></div>'

    page = f"<div>{block('gndt', '标题列表馆内动态', 10)}{block('tzgg', '通知公告-标题列表', 40)}</div>"

    assert columns(page) == {"馆内动态": "/gndt.htm", "通知公告": "/tzgg.htm"}


def test_the_comment_of_a_box_that_has_closed_names_no_other():
    closed = '<!--#begineditable name="通知公告-标题列表"--><b></b><!--#endeditable-->'
    more = '<div class="h"><a href="/gndt.htm">更多</a></div>'

    assert columns(f'<div>{more}<div class="b">{closed}<ul>{rows("x")}</ul></div></div>') == {"gndt": "/gndt.htm"}


def test_a_row_of_services_above_a_block_is_no_heading():
    bar = '<div class="t"><a href="#">移动客户端</a>|<a href="http://mail.qingting-lib.example/">邮箱</a></div>'
    box = f'<div>{bar}<div class="b"><ul>{rows("x")}</ul></div></div>'
    other = f'<div><h3>通知公告</h3><a href="/tzgg.htm">更多</a><ul>{rows("y", 40)}</ul></div>'

    assert columns(box + other) == {"通知公告": "/tzgg.htm"}


@pytest.mark.parametrize(
    "heading",
    [
        '<div class="tit"><a href="/gndt.htm">馆内动态</a> | NEWS</div>',
        '<div class="tit"><span>馆内动态</span> | <a href="/gndt.htm">NEWS</a></div>',
    ],
)
def test_a_heading_in_two_languages_is_one(heading: str):
    boxes = "".join(
        f"<div>{each}<ul>{rows(f'x{n}', n)}</ul></div>"
        for n, each in ((10, heading), (40, heading.replace("gndt", "b").replace("馆内", "馆外")))
    )

    assert "/gndt.htm" in columns(boxes).values()


def test_a_department_s_front_page_is_one_by_its_menu_and_a_folder_names_its_own_undated_articles():
    """EasySite: /lyrc/index/index.html; the names of the tabs stand in a box of their own, without links."""
    menu = (
        '<ul><li><a href="/rs/index/index.html">首页</a></li><li><a href="/rs/about/index.html">中心概况</a></li></ul>'
    )

    def box(column: str) -> str:
        links = "".join(
            f'<li><a href="/rs/index/{column}/10000{column}{n}/index.html">第{n + 1}期：{title}</a></li>'
            for n, title in enumerate(TITLES)
        )
        return f'<div><div><ul>{links}</ul></div><a href="/rs/index/{column}/index.html">更多</a></div>'

    page = f"<title>蜻亭人事网</title>{menu}<p>工作动态 信息联播</p>{box('4667')}{box('4668')}"
    found = detect(Page(url=f"{HOST}/rs/index/index.html", text=page, fetched=NOW))

    assert found.page == "home"
    assert [column.url.removeprefix(HOST) for column in found.columns] == [
        "/rs/index/4667/index.html",
        "/rs/index/4668/index.html",
    ]


def test_tabs_are_wired_to_panes_by_a_name_with_signs_in_it():
    """setTab('h_ns', 2, 3) shows con_h_ns_2; the third pane is empty, so their number tells nothing."""
    named = [("医院新闻", "/news/index.htm"), ("媒体聚焦", "/mtjj/index.htm"), ("专题新闻", "/zt/index.htm")]
    tabs = "".join(
        f"<li id=h_ns{n} onmouseover=\"setTab('h_ns',{n},3)\"><a href='{href}'>{name}</a></li>"
        for n, (name, href) in enumerate(named, 1)
    )
    panes = "".join(f"<div id=con_h_ns_{n}><ul>{rows(c, n * 30)}</ul></div>" for n, c in ((1, "a"), (2, "b")))

    assert columns(f"<div><ul>{tabs}</ul>{panes}<div id=con_h_ns_3></div></div>") == {
        "医院新闻": "/news/index.htm",
        "媒体聚焦": "/mtjj/index.htm",
    }


def test_a_tab_may_lead_to_another_host_of_the_school_but_not_to_its_front_page():
    panes = "".join(f"<div><ul>{rows(c, n)}</ul></div>" for n, c in ((10, "a"), (40, "b")))
    tabs = (
        '<ul><li><a href="http://news.qingting-lib.example/{}">馆内动态</a></li>'
        '<li><a href="/tzgg.htm">通知</a></li></ul>'
    )

    assert columns(f"<div>{tabs.format('gndt.htm')}<div>{panes}</div></div>") == {
        "馆内动态": "http://news.qingting-lib.example/gndt.htm",
        "通知": "/tzgg.htm",
    }
    assert "馆内动态" not in columns(f"<div>{tabs.format('')}<div>{panes}</div></div>")


def test_handing_news_in_is_no_more():
    """<a class="more">提交新闻</a> beside the tabs."""
    more = '<div><a class="w1_more" href="/tj.htm">提交新闻</a></div>'
    block = f'<div class="box"><h3><a href="/gndt.htm">馆内动态</a></h3>{more}<ul>{rows("a")}</ul></div>'
    other = f'<div class="box"><h3>通知公告</h3><a href="/tzgg.htm">更多</a><ul>{rows("b", 40)}</ul></div>'

    assert columns(block + other) == {"馆内动态": "/gndt.htm", "通知公告": "/tzgg.htm"}


def test_a_wide_picture_is_a_heading_where_it_is_as_low_as_a_line():
    def part(name: str, href: str, column: str, start: int, height: int) -> str:
        picture = f'<a href="{href}"><img src="/t.png" alt="{name} Notes" width="449" height="{height}"></a>'
        return f"<table><tr><td>{picture}</td></tr><tr><td><ul>{rows(column, start)}</ul></td></tr></table>"

    low = part("馆内新闻", "/newslist.php?id=3", "a", 10, 34)

    assert columns(low + part("通知公告", "/newslist.php?id=4", "b", 40, 34)) == {
        "馆内新闻": "/newslist.php?id=3",
        "通知公告": "/newslist.php?id=4",
    }
    assert list(columns(low + part("通知公告", "/newslist.php?id=4", "b", 40, 190))) == ["馆内新闻"]  # a banner


def test_boxes_with_an_article_each_are_columns_of_their_own():
    """Faisco places each column in a module, with its heading, its 更多 and an article or two."""

    def module(name: str, href: str, number: int, title: str) -> str:
        return (
            f"<div class=pane><div class=module><table><tr><td><table><tr><td>{name}</td></tr></table>"
            f'<div><div><span><a href="{href}">更多&gt;&gt;</a></span></div></div></td></tr></table>'
            '<table><tr><td><div class="line">'
            f'<a href="/nd.jsp?id={number}">{title}</a><i>2026-11-20</i></div></td></tr></table></div></div>'
        )

    one = module("工作动态", "/nr.jsp?groupId=5", 3055, TITLES[0])
    other = module("案例分析", "/nr.jsp?groupId=8", 3022, TITLES[1])

    assert columns(f"<div>{one}{other}</div>") == {"工作动态": "/nr.jsp?groupId=5", "案例分析": "/nr.jsp?groupId=8"}


def test_when_an_article_was_posted_is_no_name_of_its_column():
    first = f'<div class="box"><h4>发布日期：2026-11-20</h4><a href="/gndt.htm">更多</a><ul>{rows("a")}</ul></div>'
    other = f'<div class="box"><h3>通知公告</h3><a href="/tzgg.htm">更多</a><ul>{rows("b", 40)}</ul></div>'

    menu = '<ul><li><a href="/gndt.htm">馆内动态</a></li><li><a href="/jj.htm">馆情简介</a></li></ul>'
    assert columns(menu + first + other) == {"馆内动态": "/gndt.htm", "通知公告": "/tzgg.htm"}


def test_a_folder_beside_the_page_is_not_around_it():
    """/news is a column of /news-and-events."""
    menu = '<nav><a href="/">Home</a><a href="/news">News</a><a href="/research">Research</a></nav>'

    def block(column: str) -> str:
        links = (f'<li><a href="/{column}/1{n}-article-here">{t}, {column}</a></li>' for n, t in enumerate(TITLES))
        return f"<div><ul>{''.join(links)}</ul></div>"

    page = f"<html><title>Library</title><body>{menu}<main>{block('news')}{block('research')}</main></body></html>"
    found = detect(Page(url=f"{HOST}/news-and-events", text=page, fetched=NOW))

    assert {column.url.removeprefix(HOST) for column in found.columns} == {"/news", "/research"}


def test_a_heading_that_wants_news_may_still_name_a_column():
    first = f'<div class="box"><h3>提交新闻</h3><a href="/tj.htm">更多</a><ul>{rows("a")}</ul></div>'
    other = f'<div class="box"><h3>通知公告</h3><a href="/tzgg.htm">更多</a><ul>{rows("b", 40)}</ul></div>'

    assert columns(first + other) == {"提交新闻": "/tj.htm", "通知公告": "/tzgg.htm"}


@pytest.mark.parametrize("name", ["3月15日活动", "9月10日教师节"])
def test_a_column_may_be_named_for_a_day(name):
    first = f'<div class="box"><h3>{name}</h3><a href="/hd.htm">更多</a><ul>{rows("a")}</ul></div>'
    other = f'<div class="box"><h3>通知公告</h3><a href="/tzgg.htm">更多</a><ul>{rows("b", 40)}</ul></div>'

    assert columns(first + other) == {name: "/hd.htm", "通知公告": "/tzgg.htm"}


def test_a_link_that_speaks_of_all_news_is_a_column_wherever_its_headlines_stand():
    dated = enumerate(TITLES)
    links = "".join(f"<div><p>{20 - n}.11.2026</p><p><a href=/n/{n}55.htm>{title}</a></p></div>" for n, title in dated)
    more = '<p><a href="/news.html">more news</a></p><p><a href="/agenda.html">past events</a></p>'
    menu = '<nav><a href="/press.html">all press releases</a></nav>'
    other = f'<div class="box"><h3>通知公告</h3><a href="/tzgg.htm">更多</a><ul>{rows("b", 40)}</ul></div>'

    found = columns(f"{menu}<main><div>{links}</div>{other}</main><aside><div>{more}</div></aside>")

    assert found == {"通知公告": "/tzgg.htm", "more news": "/news.html"}


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("All events cancelled on Saturday", "/tzgg/6055.htm"),  # a headline among others
        ("All news", "/tzgg/?all=1"),
        ("All news as RSS", "/rss/news"),
        ("Older news", "/news/?page=2"),
    ],
)
def test_a_headline_a_feed_and_the_same_page_again_are_no_columns(link: str, url: str):
    heading = '<h3><a href="/tzgg/">通知公告</a></h3>'
    more = f'<p><a href="{url}">{link}</a></p>'

    found = columns(f"<main><div>{heading}<ul>{rows('tzgg', 40)}</ul></div><div>{more}</div></main>")

    assert found == {"通知公告": "/tzgg/"}


def test_a_box_to_sign_in_is_no_column():
    help = '<a href="/account/2012.html">サインインできない会員の方はこちらへ</a> <i>2012-01-01</i>'
    sign = f'<div><h3>サインイン</h3><p>{help}</p><a href="/mypage/login.html?next=/service/">more</a></div>'
    block = f'<div><h3><a href="/tzgg/">通知公告</a></h3><ul>{rows("tzgg", 40)}</ul></div>'

    assert columns(f"<main>{block}{sign}</main>") == {"通知公告": "/tzgg/"}


def test_a_block_of_one_undated_headline_is_a_column_where_its_address_is_built_like_the_others():
    def block(name: str, more: str, items: str) -> str:
        return f'<div class="box"><h3>{name}</h3><a href="{more}">更多</a><ul>{items}</ul></div>'

    known = block("通知公告", "/list.aspx?cid=1", rows("a")) + block("本馆动态", "/list.aspx?cid=2", rows("b", 40))
    one = '<li><a href="/show.aspx?id=7055">七校图书馆馆长会议在我馆举行</a></li>'
    card = '<li><a href="/show.aspx?id=7056">读者服务台的联系电话一览</a></li>'

    found = columns(known + block("馆际交流", "/list.aspx?cid=26", one) + block("联系我们", "/contact.aspx", card))

    assert found == {"通知公告": "/list.aspx?cid=1", "本馆动态": "/list.aspx?cid=2", "馆际交流": "/list.aspx?cid=26"}


@pytest.mark.parametrize(
    ("shape", "kin"), [("/zx/{}/index.html", True), ("/zx/{}.htm", True), ("/{}/index.html", False)]
)
def test_folders_right_below_the_front_page_have_nothing_in_common(shape: str, kin: bool):
    def block(name: str, folder: str, items: str) -> str:
        return f'<div class="box"><h3>{name}</h3><a href="{shape.format(folder)}">更多</a><ul>{items}</ul></div>'

    known = block("通知公告", "tzgg", rows("a")) + block("本馆动态", "bgdt", rows("b", 40))
    one = '<li><a href="/show/7055.htm">七校图书馆馆长会议在我馆举行</a></li>'

    assert ("馆际交流" in columns(known + block("馆际交流", "gjjl", one))) is kin


@pytest.mark.parametrize(
    "more", ["Archiv >", "Vai all'archivio »", "Starší příspěvky", "<b>Veja mais destaques na mídia</b>"]
)
def test_an_archive_is_led_to_whatever_its_address_looks_like(more: str):
    kind = " class=more-link" if "<b" in more else ""
    link = f'<p{kind}><a href="/23806">{more}</a></p>'
    other = f'<div class="box"><h3>通知公告</h3><a href="/tzgg.htm">更多</a><ul>{rows("b", 40)}</ul></div>'

    found = columns(f'<div class="box"><h2>Novinky</h2><ul>{rows("a")}</ul>{link}</div>{other}')

    assert found == {"Novinky": "/23806", "通知公告": "/tzgg.htm"}


def test_a_heading_whose_click_goes_somewhere_leads_there():
    click = (
        """<div style="cursor:pointer" onclick="window.location.href='news.php?action=listnews&id=3'">本校新闻</div>"""
    )
    other = f'<div class="box"><h3>通知公告</h3><a href="/tzgg.htm">更多</a><ul>{rows("b", 40)}</ul></div>'

    found = columns(f'<div class="box">{click}<hr><ul>{rows("a")}</ul></div>{other}')

    assert found == {"本校新闻": "/news.php?action=listnews&id=3", "通知公告": "/tzgg.htm"}


@pytest.mark.parametrize(
    ("inside", "leads"),
    [
        ("<span onclick=\"location.href='/gjjl.htm'\">更多&gt;&gt;</span>", "/gjjl.htm"),
        ("<button onclick=\"location.href='/search.htm'\">搜索</button>", "/a/list.htm"),
        ("<div onclick=\"location.href='/info/a/7999.htm'\"><p>大图</p></div>", "/a/list.htm"),
    ],
)
def test_a_click_beside_a_heading_leads_on_where_it_says_so(inside: str, leads: str):
    box = f'<div class="box"><div class="top"><h3>馆际交流</h3>{inside}</div><ul>{rows("a")}</ul>'
    beside = '<p class="more"><a href="/a/list.htm">更多</a></p></div>'
    other = f'<div class="box"><h3>通知公告</h3><a href="/tzgg.htm">更多</a><ul>{rows("b", 40)}</ul></div>'

    assert columns(box + beside + other)["馆际交流"] == leads


@pytest.mark.parametrize(("more", "there"), [("/rss.php?m=news&feed=rss20", False), ("/rss-informuje/", True)])
def test_a_feed_is_no_column_and_a_column_may_be_called_so(more: str, there: bool):
    box = f'<div class="box"><h3>馆内动态</h3><a href="{more}">更多</a><ul>{rows("a")}</ul></div>'
    other = f'<div class="box"><h3>通知公告</h3><a href="/tzgg.htm">更多</a><ul>{rows("b", 40)}</ul></div>'

    assert ("馆内动态" in columns(box + other)) is there


def test_more_may_be_a_part_of_the_headings_picture():
    picture = '<img src="/images/tt3.gif" alt="馆内动态" usemap="#m3">'
    area = '<map name="m3"><area shape="rect" coords="263,1,307,19" href="/gndt.htm" alt="更多"></map>'
    box = f'<div class="box"><div class="top">{picture}{area}</div><ul>{rows("a")}</ul></div>'
    other = f'<div class="box"><h3>通知公告</h3><a href="/tzgg.htm">更多</a><ul>{rows("b", 40)}</ul></div>'

    assert columns(box + other) == {"馆内动态": "/gndt.htm", "通知公告": "/tzgg.htm"}
