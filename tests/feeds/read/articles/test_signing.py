"""Who made an article: signatures in the text, fields beside it, names in the metadata."""

from datetime import UTC, datetime

import pytest

from feeds.model import Page
from feeds.read import article
from feeds.read.articles.metadata import Metadata
from feeds.read.articles.nameboxes import boxed, iconed
from feeds.read.articles.runs import runs
from feeds.read.articles.signing import byline, credits_in, named, reporters, signed
from feeds.read.markup.html import fragment, parse

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("青岚日报快讯（记者 裴小舟）今天，山里下了第一场雪。\n路不好走。", "裴小舟"),
        ("昨夜雨停。\n桥通车了。\n作者：白露 江小舟", "白露 江小舟"),
        ("昨夜雨停。\n文丨欧阳小舟", "欧阳小舟"),
        ("Nur 38 Prozent haben gewählt.\nVon Ulrike Dahlmeister\nDie Wege waren frei.", "Ulrike Dahlmeister"),
        ("【公關組訊】本校浮標團隊獲獎。\n明年再赴挪威。", "公關組"),
        ("【本校訊】本校浮標團隊獲獎。\n明年再赴挪威。", None),
        ("昨夜雨停，文化馆重新开放。\n桥通车了。", None),
        ("外聘教师一览\n苗景行\t柳国安\t蓝志远\n岳晓棠\t纪纯熙", None),
        ("记者在现场看到，桥已经通车。\n路不好走。", None),
        (f"昨夜雨停。\n{'据组委会统计，本届展演接待观众三万人次。' * 4}（记者闵岳、冉青）", "闵岳、冉青"),
        ("昨夜雨停。\n这样的服务才留得住人。(作者：阮听澜，系云麓师范学院教师)", "阮听澜"),
        ("昨夜雨停。\n展演周接待观众三万人次（其中记者百余人）。", None),
        ("昨夜雨停。\n文/榕港日报全媒体记者：狄秋白、符晓萱", "狄秋白、符晓萱"),
        ("昨夜雨停。\n他想起一本书《活着》（作者：余华）", None),
        ("昨夜雨停。\n桥通车了。（作者：佚名）", None),
        ("据新华社记者刘芳报道，渡口恢复通航。\n桥通车了。", None),
        ("昨夜雨停。\n展演周来了很多人（媒体记者二十余人）。", None),
        ("昨夜雨停。\n渡口恢复通航。(图书馆 毕若筠）", "毕若筠"),
        ("昨夜雨停。\n渡口恢复通航。（覃越 蒙小麦）", "覃越 蒙小麦"),
        ("昨夜雨停。\n渡口恢复通航。（单位供图）", None),
        ("昨夜雨停。\n欢迎大家参加（蒙古国）", None),
        ("毕业季\n桥通车了。", None),
        ("A bridge opens.\nSource REUTERS", None),
        ("Köprü açıldı.\nDefne AKSOYLU", "Defne AKSOYLU"),
        ("Köprü açıldı.\nFoto REUTERS", None),
        ("Парк Горького, фото автора.\nВ парке открыли каток.\nВход свободный.", None),
        ("〔記者沈碧湖／石埕報導〕渡船頭下月復航。\n橋通車了。", "沈碧湖"),
        ("【記者沈碧湖、白松／綜合報導】渡船頭下月復航。\n橋通車了。", "沈碧湖、白松"),
        ("（中央社記者沈碧湖石埕10日電）渡船頭下月復航。\n橋通車了。", "沈碧湖"),
        ("▲渡船頭示意圖。（記者沈碧湖攝）\n橋通車了。", None),
        ("渡船頭下月復航。\n橋通車了。（記者沈碧湖攝）", None),
        ("市長今日（記者會現場）宣布復航。\n橋通車了。", None),
        ("【記者会見】渡し船が来月復活する。\n橋も開通した。", None),
        ("[记者观察]渡口下月复航。\n桥通车了。", None),
        ("[記者百餘人到場]渡船頭下月復航。\n橋通車了。", None),
        ("Паром пойдёт с 15 мая.\nАлесь Вербицкий, фото автора.", "Алесь Вербицкий"),
    ],
)
def test_a_text_is_signed_at_its_edges(text, who):
    assert signed(text) == who


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("發布單位：保育組", "保育組"),
        ("投稿日時 : 11/11 投稿者： 教務部 カテゴリ：1学年", "教務部"),
        ("작성자 학예실", "학예실"),
        ("Geschrieben von Birte Sandweg", "Birte Sandweg"),
        ("Cykloturistika | 23.5.2013 | napísal: brzdič | zobrazené: 18x", "brzdič"),
        ("Ditulis oleh Wahyu Prasojo", "Wahyu Prasojo"),
        ("Категория: Спорт | Добавил: zavuch | Теги: спорт", "zavuch"),
        ("本文由 松涛 发表于 2025年3月12日", "松涛"),
        ("Tác giả: Phan Thị Lan", "Phan Thị Lan"),
        ("作者：白露 江小舟 2026-06-17 09:48", "白露 江小舟"),
        ("Ansvarig: Byggnadsförvaltningen", "Byggnadsförvaltningen"),
        ("Defne Karaca tarafından Per, 03/06/2010 - 09:47 tarihinde gönderildi.", "Defne Karaca"),
        ("โพสต์เมื่อ 19 พฤศจิกายน 2569 | โดย งานประชาสัมพันธ์ | เปิดอ่าน 347 ครั้ง", "งานประชาสัมพันธ์"),
        ("本文由 松涛编辑部 发表于 2025年3月12日", "松涛编辑部"),
        ("<b>作者</b><i>floppy (磁片)</i>", "floppy (磁片)"),
        ("<b>담당부서</b><i>이동지원과</i> <b>조회수</b><i>12</i>", "이동지원과"),
        ("<i>Posted By:</i> <b>Nora Plimpton</b><i>on:</i> May 19, 2026", "Nora Plimpton"),
        (
            "Yayınlanma Tarihi: 16.11.2026 | Birim: Öğrenci İşleri Daire Başkanlığı | Okunma: 3",
            "Öğrenci İşleri Daire Başkanlığı",
        ),
        ("Aufrufe: 318 | Hinzugefügt von: Minka | Tags: Dorf", "Minka"),
        ("创建时间：2026/10/19 鲍文璐 浏览次数：12", "鲍文璐"),
    ],
)
def test_a_field_tells_who_in_many_languages(line, who):
    assert credits_in(runs(fragment(f"<p>{line}</p>")))["作者"] == who


@pytest.mark.parametrize(
    ("cells", "credits"),
    [
        (
            "<td>发布部门：</td><td>后勤中心</td><td>发布人：</td><td>荀 立</td>",
            {"发布部门": "后勤中心", "作者": "荀 立"},
        ),
        ("<td>发布机构</td><td>青峪县政府办</td>", {"发布机构": "青峪县政府办"}),
        ("<td>文</td><td>陈列部 纪安</td>", {"作者": "陈列部 纪安"}),
    ],
)
def test_a_table_of_fields_tells_who(cells, credits):
    assert credits_in(runs(fragment(f"<table><tr>{cells}</tr></table>"))) == credits


@pytest.mark.parametrize(
    ("line", "credits"),
    [
        ("2026-11-22 19:48来源：海港台《海港新闻》--次播放", {"来源": "海港台《海港新闻》"}),
        ("凡本网注明“来源：海港台”的所有作品，版权均属于本台，未经授权不得转载。", {}),
    ],
)
def test_a_source_is_a_name(line, credits):
    assert credits_in(runs(fragment(f"<p>{line}</p>"))) == credits


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ('<p><i class="fa fa-user"></i> 水稻研究所 <i class="fa fa-eye"></i> 12</p>', "水稻研究所"),
        ('<h6 class="post-footer"><i class="fa fa-user"></i>通达传媒 <i class="fa fa-list"></i>时政</h6>', "通达传媒"),
        ('<span><img src="/icons/user.svg">Marcela Oviedo</span>', "Marcela Oviedo"),
        ('<a href="/login"><i class="fa fa-user"></i> 登录</a>', None),
        ('<nav><i class="fa fa-user"></i> 水稻研究所</nav>', None),
        ('<p><i class="fa fa-user"></i> 1234</p>', None),
    ],
)
def test_who_stands_behind_the_icon_of_a_person(line, who):
    assert iconed(parse(f"<h1>新品种</h1>{line}<p>近日，新品种通过审定。</p>", "http://a.example/")) == who


def test_credits_above_the_day_of_the_signature_are_no_text():
    page = Page(
        url="http://a.example/info/1.htm",
        text=f"<h1>萝卜丰收了</h1><div>{'<p>同学们把萝卜拔出来，称一称。</p>' * 9}"
        "<p>（通讯员：平老师　摄影：万老师）</p><p>二○二六年十一月十二日</p></div>",
        fetched=NOW,
    )

    found = article(page)

    assert found.text.endswith("称一称。\n二○二六年十一月十二日")
    assert found.credits == {"通讯员": "平老师", "摄影": "万老师"}


def test_a_file_is_called_what_its_address_says_where_its_link_says_only_its_kind():
    fields = "<ul><li>發布日期:2026-02-24</li><li>點閱次數:1864</li></ul>"
    body = f"<div>{'<p>為保存山村石板屋，本縣受理補助。</p>' * 9}</div>"
    file = '<a href="dl.aspx?u=Lz&n=55Sz6KuL5pu4LmRvYw%3d%3d">doc</a>86.5 KB'
    text = f"<h1>石板屋補助受理申請</h1>{fields}{body}<div><h3>檔案下載</h3><ul><li>申請書 {file}</li></ul></div>"
    page = Page(url="http://a.example/cp.aspx?n=2320&s=8841", text=text, fetched=NOW)

    found = article(page)

    assert [each.name for each in found.attachments] == ["申請書.doc"]
    assert "點閱" not in found.text


def test_a_date_with_a_byline_names_the_person():
    assert byline(runs(fragment("<p>Nov. 10, 2026 | By Allegra Boone | Photos by Rashid Kemp</p>"))) == "Allegra Boone"


def test_a_byline_may_name_an_office():
    lines = runs(fragment("<p>Last updated on March 14, 2026 by Office of the Mayor.</p>"))

    assert byline(lines) == "Office of the Mayor"


@pytest.mark.parametrize(("times", "who"), [(1, "顾南枝 冉青"), (2, None)])
def test_who_wrote_it_in_a_line_of_its_own_wherever_it_stands(times: int, who: str | None):
    said = "\n".join(["区里用好乡亲的力量。"] * 6)
    written = [f"{said}\n撰文：顾南枝 冉青", f"{said}\n撰文：岑远山"][:times]

    assert signed("\n".join([*written, *[said] * 2])) == who


@pytest.mark.parametrize(
    ("author", "who"), [("Allegra Boone", "Allegra Boone"), ("Riverside School", ""), ("admin", ""), ("XOOPS", "")]
)
def test_the_site_and_its_program_are_no_authors(author, who):
    page = parse("<title>Bridge opens | Riverside School</title><h1>Bridge opens</h1>", "http://a.example/")

    assert named(page, Metadata(author=author)) == who


@pytest.mark.parametrize(
    ("box", "who"),
    [
        ('<dl><dd class="createdby">Autor: B. Sowiak</dd></dl>', "B. Sowiak"),  # Joomla
        ('<div class="pi"><div class="authi"><a href="u5.html">山行者</a></div></div>', "山行者"),  # Discuz
        ('<div class="post-footer"><span class="post-author">Posted by <b>Signe Varga</b></span></div>', "Signe Varga"),
        ('<h5><a href="/author/svarga/">Signe Varga</a></h5><i>28 kwietnia 2026</i>', "Signe Varga"),
        ('<div class="comment"><span class="author">Signe Varga</span></div>', None),
    ],
)
def test_a_box_names_who_wrote_what_stands_in_it(box, who):
    """Blogger's whole article is a widget of the page, and its foot is no page's."""
    page = parse(
        f'<body><div class="widget"><div class="hentry"><h1>Bridge opens</h1>{box}</div></div>', "http://a.example/"
    )

    assert boxed(page) == who


def test_a_name_behind_a_square_by_the_title_is_the_authors():
    assert reporters(runs(fragment("<p>□ 舒小荷</p>"))) == "舒小荷"
    assert all(reporters(runs(fragment(f"<p>{line}</p>"))) is None for line in ("□ 交通便利", "● 高新区", "■ 安全"))


@pytest.mark.parametrize(
    "line",
    [
        "<span>作者：</span><span>点击：[12]次</span>",
        "<span>作者：</span><span>责任编辑：张三</span>",
        "<span>作者：</span><span>[大 中 小]</span>",
        "<small>作者:</small>未知<small>点击:</small>",
        "<a>标题</a><a>作者</a><a>全文</a>",
        "<a>中</a><a>文</a><a>无障碍</a>",
        "2026-11-20 文学院 浏览次数：12",
        "2026-11-20 金融系 浏览次数：12",
    ],
)
def test_an_empty_field_and_an_office_name_nobody(line):
    assert "作者" not in credits_in(runs(fragment(f"<p>{line}</p>")))


def test_of_an_office_and_a_person_the_person_wrote_it():
    fields = "<ul><li><b>담당부서</b><i>관광과</i><li><b>작성자</b><i>김민수</i></ul>"

    assert credits_in(runs(fragment(fields)))["作者"] == "김민수"


@pytest.mark.parametrize("label", ["发布部门", "发布单位"])
def test_who_published_it_is_not_who_wrote_it(label):
    assert "作者" not in credits_in(runs(fragment(f"<p><b>{label}</b><i>流通阅览部</i></p>")))


def test_a_day_is_nobody():
    cells = "<ul><li>작성자<li>2018-01-22</ul>"

    assert "作者" not in credits_in(runs(fragment(cells)))


def test_what_was_done_by_somebody_names_no_author():
    line = "<p>Belediye tarafından düzenlenen festival büyük ilgi gördü</p>"

    assert "作者" not in credits_in(runs(fragment(line)))


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("Enviado por Brunovillagra el Mar, 30/03/2021 - 11:04", "Brunovillagra"),
        ("Опубликовано lapko_semen в Чтв, 10/13/2011 - 09:26", "lapko_semen"),
        ("Inviato da duilio il Gio, 03/07/2013 - 18:42", "duilio"),
        ("Опубликовано admin в Чтв, 10/13/2011 - 09:26", None),
        ("Опубликовано в газете 10/13/2011", None),
    ],
)
def test_who_submitted_a_page_as_drupal_says_it(line: str, who: str | None):
    text = "<p>" + "Die Fähre fährt ab Montag wieder, und die erste Fahrt ist für alle Schüler frei. " * 5 + "</p>"
    page = Page(url="http://x.example/node/4", text=f"<body><h1>Die Fähre</h1><p>{line}</p>{text}", fetched=NOW)

    assert article(page, kind="auto").author == who


@pytest.mark.parametrize(("label", "who"), [("责任编辑", None), ("撰稿", "柳思远")])
def test_whom_the_page_calls_its_editor_is_no_author_whatever_the_metadata_say(label, who):
    said = "<p>文化馆在雨停之后重新开放，三十多位居民参加了第一天的活动，现场气氛热烈，大家都觉得收获很大。</p>" * 4
    line = f"<p>发布日期：2026-11-11　来源：文化馆　<span>{label}：柳思远</span></p>"
    head = "<meta name=author content=柳思远><title>文化馆重新开放了</title><h1>文化馆重新开放了</h1>"
    page = f"{head}{line}<div>{said}</div>"

    assert article(Page(url="http://a.example/1.htm", text=page, fetched=NOW)).author == who


def test_the_author_in_the_foot_of_drupals_article():
    said = "<p>Die Mensa führt im Januar ein Mehrwegsystem ein, teilte die Hochschule am Freitag in Lahnau mit.</p>" * 4
    who = "Von <span class=field--name-uid><span>Miriam Kolb</span></span>, 27. November 2026"
    foot = f"<footer class=node__meta><div class=node__submitted>{who}</div></footer>"
    page = (
        f"<title>Neue Mensa</title><h1>Neue Mensa in Lahnau</h1><article class=node>{foot}<div>{said}</div></article>"
    )

    assert (
        article(Page(url="http://a.example/node/7", text=f"<html lang=de>{page}", fetched=NOW)).author == "Miriam Kolb"
    )
