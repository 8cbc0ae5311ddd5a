"""Habits of real sites, each in a page of our own: what only a look at saved pages of many makers has shown."""

from datetime import UTC, datetime

import pytest

from feeds import read
from feeds.model import Article, Page
from feeds.read.detect import detect
from feeds.read.markup.html import parse
from feeds.read.markup.spots import collect

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
WORDS = "The old ferry runs again from Monday, and its first trip is free for all pupils of the valley."
TEXT = f"<p>{WORDS}</p>" * 4
TITLE = "<title>The ferry runs again</title>"
HEADING = "<h1>The ferry runs again</h1>"


def article(markup: str, url: str = "http://ferry.example/news/a") -> Article:
    return read.article(Page(url=url, text=f"<html lang=en>{markup}", fetched=NOW), kind="auto")


def kind(markup: str) -> str:
    return detect(Page(url="http://ferry.example/xx/jj.html", text=f"<html>{markup}", fetched=NOW)).page


def day(markup: str) -> str | None:
    found = article(markup).published
    return f"{found:%Y-%m-%d %H:%M}".removesuffix(" 00:00") if found else None


def test_paragraphs_that_are_all_called_paywall_are_the_text():
    page = f"{TITLE}{HEADING}<div class=body>{TEXT.replace('<p>', '<p class=paywall>')}</div>"

    assert article(page).text.count(WORDS) == 4


def test_a_short_post_is_not_taken_for_the_longer_texts_beside_it():
    content = "<div class=entry-content><p>The ferry runs. All aboard on Monday.</p></div>"
    post = f"<div class='post hentry'>{HEADING}{content}</div>"
    page = f"{TITLE}<div class=columns>{post}<div class=bar><h3>City guides</h3><div>{TEXT}</div></div></div>"

    assert article(page).text == "The ferry runs. All aboard on Monday."


def test_of_a_page_that_never_ends_the_first_article_is_read():
    others = f"<article><h1>The bridge is closed</h1>{TEXT.replace('ferry', 'bridge')}</article>" * 3
    page = f"{TITLE}<main><article>{HEADING}{TEXT}</article>{others}</main>"

    assert "bridge" not in article(page).text


def test_the_form_for_comments_is_no_text():
    form = "<form action=/send-comment><p>Be polite, all of you. <textarea></textarea></p></form>"

    assert "polite" not in article(f"{TITLE}{HEADING}<div>{TEXT}{form}</div>").text


@pytest.mark.parametrize(
    ("above", "below", "when"),
    [
        ("", "<div class=submitted>Gespeichert von rasos am 24. Juli 2017 - 18:55</div>", "2017-07-24 18:55"),
        ("", "<div class=post-footer>Dieser Artikel wurde am 14. Dezember 2015 verfasst.</div>", "2015-12-14"),
        ("<p>Join our club today</p>", "", None),
        ("<p>Posted today</p>", "", "2026-11-26"),
        ("<p>Updated yesterday at 14:05</p>", "", "2026-11-25 14:05"),
        ("<p>Wiebe, born 2 June 1939</p>", "", None),
        ("<p>Publicado há 3 meses, 11/04/2026 às 18:26</p>", "", "2026-04-11 18:26"),
        ("<div><span>发布时间：18-03-08</span><span>23:16</span><span>原创</span></div>", "", "2018-03-08"),
        ("<aside class=calendar><time datetime=2026-12-24>24.12.</time></aside>", "", None),
    ],
    ids=["submitted", "footer", "a call", "today", "yesterday", "a life", "ago", "side by side", "a calendar"],
)
def test_when_an_article_was_published(above: str, below: str, when: str | None):
    assert day(f"{TITLE}{HEADING}{above}<div>{TEXT}</div>{below}") == when


def test_the_day_of_a_picture_is_no_publication_where_machines_are_told_one():
    told = "<meta property=article:published_time content=2023-11-02T10:00:00>"
    caption = "<p>The sun rises over an oil field of the valley on March 24, 2014, near the ferry house.</p>"

    assert day(f"{TITLE}{told}{HEADING}{caption}<div>{TEXT}</div>") == "2023-11-02 10:00"


def test_a_day_counted_back_by_a_script_gives_way_to_what_machines_are_told():
    page = (
        "<title>延迟调用</title><h2 id=activity-name>在 Python 中实现延迟调用的一种办法</h2>"
        '<em id=publish_time>昨天</em><script>var ct = "1581517074";</script>'
        f"<div id=js_content>{'<p>我们先写一个装饰器，再把它用在函数上，最后看看它什么时候运行。</p>' * 4}</div>"
    )

    assert day(page) == "2020-02-12 22:17"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Texto: Amparo Giner / Fotos: Quico Soler", "Amparo Giner"),
        ("Текст: Вера Лапшина, фото: Павел Суриков", "Вера Лапшина"),
        ("Yazan: Gülsüm Ersoy – Fotoğraflar: Cemal Tuncel", "Gülsüm Ersoy"),
        ("تقرير: هيفاء الرملي - تصوير: جود السالمي", "هيفاء الرملي"),
        ("Text und Fotos: Jana Holm", "Jana Holm"),
    ],
)
def test_who_wrote_it_is_told_at_the_end_in_many_languages(line: str, author: str):
    found = article(f"{TITLE}{HEADING}<div>{TEXT}<p>{line}</p></div>")

    assert (found.author, line in found.text) == (author, False)


@pytest.mark.parametrize(
    "line", ["Text: see below / Photos: at the end of it all", "Story: it was a cold night. He left."]
)
def test_a_line_that_only_begins_so_stays(line: str):
    found = article(f"{TITLE}{HEADING}<div>{TEXT}<p>{line}</p></div>")

    assert line in found.text


def test_a_paper_s_reporter_and_whoever_wrote_from_there_are_both_its_authors():
    text = "<p>渡口周一恢复通航，沿岸学生首航免费，往返两岸不必再绕行十公里的山路。</p>" * 4
    page = f"<title>渡口恢复通航</title><h1>渡口周一恢复通航</h1><p>记者：尤佩云 通讯员：汤立夏</p><div>{text}</div>"

    assert article(page).author == "尤佩云、汤立夏"


def test_where_the_page_shows_a_name_an_account_is_no_author():
    account = '{"@type":"NewsArticle","author":{"@type":"Person","name":"redazionect"}}'
    told = f'<script type="application/ld+json">{account}</script>'
    page = f"{TITLE}{told}{HEADING}<small><a href=/author/irene>Irene Colleoni</a></small><div>{TEXT}</div>"

    assert article(page).author == "Irene Colleoni"


@pytest.mark.parametrize(
    "line",
    [
        "请同学们下载腾讯会议客户端，提前进行测试",
        "欢迎关注后续招生信息",
        "文章：教育部",
        "扫描二维码加入同学们的交流群",
        "这是一位读者对本次活动的评论，写得很好。",
        "截止时间：2026年11月20日 17:00",
        "讲座时间：2026年11月20日 19:00-21:00",
        "会议定于2026年11月20日 14:30召开",
        "2026-11-20 14:30 报告厅",
    ],
)
def test_what_a_text_says_is_neither_furniture_nor_an_author_nor_a_time(line: str):
    text = "<p>学校召开本科教学工作会议，校领导和各学院负责人参加会议并作了发言，会议由教务处主持。</p>" * 3
    heading = "<title>学校召开教学会议</title><h1>学校召开教学会议</h1><p>发布时间：2026-11-20</p>"
    found = article(f"{heading}<div class=content>{text}<p>{line}</p></div>")

    assert line in found.text
    assert (found.author, f"{found.published:%Y-%m-%d %H:%M}") == (None, "2026-11-20 00:00")


def test_a_lead_beside_its_text_is_not_taken_for_the_whole():
    head = f"<article class=head>{HEADING}<div class=entry-content><p>The ferry runs. All aboard.</p></div></article>"

    assert WORDS in article(f"{TITLE}<main>{head}<div class=body>{TEXT}</div></main>").text


@pytest.mark.parametrize(
    "title",
    ["蜻亭师范学校简介", "蜻亭学院概况", "About us", "Über uns", "学校概要"],
)
def test_a_page_that_introduces_the_place_is_no_news_unless_it_has_a_date(title: str):
    page = f"<title>{title}</title><h1>{title}</h1>{{}}<div class=content>{TEXT}{TEXT}</div>"

    assert kind(page.format("")) == "refused"
    assert kind(page.format("<p>发布时间：2026-11-20</p>")) == "article"


@pytest.mark.parametrize(
    "title",
    ["华为公布最新组织架构", "我校2026年就业工作概况", "春运期间高铁站交通指南", "新版学校章程"],
)
def test_what_happens_to_a_place_is_news_without_a_date_as_well(title: str):
    assert kind(f"<title>{title}</title><h1>{title}</h1><div class=content>{TEXT}{TEXT}</div>") == "article"


@pytest.mark.parametrize(
    ("title", "heading"),
    [("Noticias", "<h2>Suscríbete al boletín</h2>"), ("Aktuelles - Stadt Lorsch", "<h2>Öffnungszeiten</h2>")],
)
def test_the_heading_of_a_box_is_no_title_where_the_page_has_but_its_column_s_name(title: str, heading: str):
    name = title.partition(" - ")[0]

    assert article(f"<title>{title}</title><h1>{name}</h1><div>{TEXT}{heading}</div>").title == name


@pytest.mark.parametrize(
    ("before", "author"),
    [
        ("<p>记者贺青岚报道　渡口恢复通航。</p>", "贺青岚"),
        ("<p>记者安全报道，渡口恢复通航。</p>", None),
        ("<p>简佩芸 / 文</p>", "简佩芸"),
        ("<p>综合/文</p>", None),
        ("<div>Autor: </div><ul><li><a href=/autor/31>Dunja Kalinić</a></li></ul>", "Dunja Kalinić"),
        ("<div>作者：</div><div>一、会议概况</div>", None),
        ("<p>晚报记者贺青岚报道 渡口恢复通航。</p>", "贺青岚"),
        ("<p class=m>By Newsroom</p><p><em>By Ida Sandweg, sandweg.example</em></p>", "Ida Sandweg"),
        ("<p class=m>By Newsroom</p>", "Newsroom"),
        ("<p>Dana Whitlock published on October 06, 2026</p>", "Dana Whitlock"),
        ("<p class=m>By Staff Reporter</p><div class=user-name>Guest</div>", "Staff Reporter"),
    ],
)
def test_who_wrote_it_may_be_told_in_front_of_the_text(before: str, author: str | None):
    assert article(f"{TITLE}{HEADING}<div class=content>{before}{TEXT}</div>").author == author


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("Tags: <a href=/tags/pension/>Pension</a> <a href=/tags/talks/>Talks</a>", False),
        ("标签：<a href=/tags/1/>渡口</a>", False),
        ("Tags: all that hang on the <a href=/tags/9/>sheep</a> in May", True),
    ],
)
def test_what_it_is_filed_under_opens_no_text(line: str, stays: bool):
    facts = "<p>October 06, 2026</p><p>1 min, 31 words</p><p>Categories: <a href=/categories/news/>News</a></p>"
    found = article(f"{TITLE}{HEADING}<div class=content>{facts}<p>{line}</p>{TEXT}</div>")

    assert ("31 words" in found.text, "Categories" in found.text) == (False, False)
    assert any(word in found.text for word in ("Pension", "渡口</a>", "标签", "sheep")) is stays


def test_a_person_s_picture_in_front_of_the_day_hides_it_not():
    picture = '<span class="user-picture"><img src="/sites/a/files/pictures/picture-61.jpg"></span>'
    found = article(f"{TITLE}{HEADING}<div class=content><p>{picture} 2017-09-01</p>{TEXT}</div>")

    assert (f"{found.published:%Y-%m-%d}", found.images) == ("2017-09-01", ())


def test_a_list_in_two_parts_under_one_heading_is_one_list():
    """TRS begins a new <ul> every five rows; the heading in its box is no pair of tabs."""
    rows = [
        f"<li><a href='./t2026112{n}_304{n}.html'>第{n}期从业人员培训通知</a><i>2026-11-2{9 - n}</i></li>"
        for n in range(8)
    ]
    parts = "".join(f"<ul>{''.join(part)}</ul>" for part in (rows[:4], rows[4:]))
    page = f"<title>通知公告</title><div><h2>通知公告</h2></div><div class=box>{parts}</div>"
    found = read.listing(Page(url="http://qh.example/xwfb/tzgg/", text=page, fetched=NOW), kind="auto")

    assert len(found.articles) == 8


def test_releases_that_are_numbered_like_months_are_a_list():
    rows = "".join(
        f"<li><a href='/press/2026/0{n}/'>Bücherei am Marktplatz eröffnet, Teil {n}</a></li>" for n in range(1, 9)
    )
    page = f"<title>Presse</title><h1>Presse</h1><ul>{rows}</ul>"
    found = read.listing(Page(url="http://a.example/press.html", text=page, fetched=NOW), kind="auto")

    assert len(found.articles) == 8


def test_a_main_part_that_is_called_page_is_no_row_of_page_numbers():
    foot = f"<footer><div><b>Der Verein</b><p>{WORDS.replace('ferry', 'club')}</p></div></footer>"
    short = "<p>The ferry runs. All aboard on Monday at the old quay.</p>"

    assert article(f"{TITLE}<main class=page><article>{HEADING}{short}</article></main>{foot}").text.startswith("The f")


def test_articles_in_folders_below_their_list_need_no_dates():
    """Hugo, Jekyll and others give each article a folder, which looks like a column's."""
    titles = ("Máme vítěze čtvrtého ročníku", "Čelovky: co si vzít", "Registrace spuštěna!", "Nový web")
    cards = "".join(
        f"<div><h1><a href=/aktuality/x-{n}/>{t}</a></h1><p>Krátce.</p></div>" for n, t in enumerate(titles)
    )
    menu = "<nav><a href=/>Běh</a><a href=/kontakt/>Kontakt</a></nav><header><h1>Aktuality</h1></header>"
    page = f"<title>Aktuality</title>{menu}<main><section>{cards}</section></main>"
    found = detect(Page(url="http://beh.example/aktuality/", text=page, fetched=NOW))

    assert found.page == "list"
    assert found.listing is not None
    assert [each.title for each in found.listing.articles] == list(titles)


def test_a_line_that_sends_on_to_another_article_is_no_text():
    also = "<p>Lies auch: <a href=/b>Die Brücke ist zu</a></p>"

    assert "Brücke" not in article(f"{TITLE}{HEADING}<div class=entry-content>{TEXT}{also}{TEXT}</div>").text


@pytest.mark.parametrize("name", ["logo-ferry-mark.png", "pf-icon-small.gif", "img/line.png"])
def test_logos_and_lines_are_no_pictures_of_an_article(name: str):
    content = f"{TEXT}<p><img src=/{name}></p><p><img src=/pier-1.jpg></p>"

    assert article(f"{TITLE}{HEADING}<div class=content>{content}</div>").images == ("http://ferry.example/pier-1.jpg",)


@pytest.mark.parametrize("name", ["logo-launch-event-2026.jpg", "new-logo-design-contest.jpg", "finish-line.png"])
def test_a_picture_of_a_logo_or_of_a_line_to_cross_is_one(name: str):
    content = f"{TEXT}<p><img src=/up/{name}></p>"

    assert article(f"{TITLE}{HEADING}<div class=content>{content}</div>").images == (f"http://ferry.example/up/{name}",)


def test_the_parts_of_a_page_about_itself_are_no_news_beside_two_stories():
    names = ("groups", "doctoral", "publications", "cooperation", "awards", "teaching", "facilities", "positions")
    menu = "".join(f"<li><a href=/research/{name}/>{name.title()} of the Institute</a></li>" for name in names)
    stories = "".join(
        f"<li><a href=/news/2026/{n}/>{title}</a></li>"
        for n, title in enumerate(("A new bridge over the river opens", "Two prizes for our physicists this year"))
    )
    page = f"<title>Research</title><div class=lm><ul>{menu}</ul></div><div class=box><ul>{stories}</ul></div>"
    found = read.listing(Page(url="http://a.example/research/", text=page, fetched=NOW), kind="auto").articles

    assert all("/news/2026/" in each.url for each in found)


MORE = "<p>More of the news of this town, every day and for everybody. Read on, and tell your friends about it.</p>" * 8
BODY_OF_MACHINES = f'''<script type="application/ld+json">
{{"@type": "NewsArticle", "headline": "The ferry runs again", "datePublished": "2026-11-20",
"articleBody": "{WORDS}"}}</script>'''
EMPTY = f"<header>{HEADING}</header><main></main><div class=sidebar><h3>Latest</h3>{MORE}</div><footer>{MORE}</footer>"


@pytest.mark.parametrize(
    "box",
    [
        "<div class='row-content--sidebar--gutter--marginBottom'><article>{}</article></div>",
        "<div class=lay-sidebar><div class=sidebar__main>{}</div></div>",
        "<div class='row has-sidebar'>{}</div>",
        "<div class=marginBottom>{}</div>",
    ],
)
def test_a_box_with_a_sidebar_or_a_margin_is_neither_a_sidebar_nor_a_foot(box: str):
    inner = f"{HEADING}<p>20 November 2026</p><div>{TEXT}</div>"
    menu = "".join(f"<li><a href=/{n}/>News of town {n}</a></li>" for n in range(60))
    found = article(
        f"{TITLE}<ul>{menu}</ul>{box.format(inner)}<div class=popup><p>Take our app. It is quick.</p></div>"
    )

    assert found.text == "\n".join([WORDS] * 4)


@pytest.mark.parametrize("name", ["modal --notification", "cookie-notice", "popup", "gdpr"])
def test_what_is_shown_over_a_page_is_no_text_of_it(name: str):
    asked = f"<div class='{name}'><p>Do you want our app? It is quick and light, and free for all.</p><b>No</b></div>"
    found = article(f"{TITLE}<div>{HEADING}<p>20 November 2026</p><p>{WORDS}</p></div>{asked * 4}")

    assert found.text == WORDS


def test_where_a_script_brings_the_text_nothing_else_is_taken_for_it():
    page = f"{TITLE}<meta property=article:published_time content=2026-11-20T08:30:00Z>{EMPTY}"
    found = article(page)

    assert (found.title, found.text, found.images) == ("The ferry runs again", "", ())
    assert f"{found.published:%Y-%m-%d}" == "2026-11-20"


def test_where_a_script_brings_the_text_what_search_engines_are_told_is_it():
    assert article(f"{TITLE}{BODY_OF_MACHINES}{EMPTY}").text == WORDS


def test_a_gone_article_s_address_that_shows_the_front_page_is_none():
    rows = "".join(f"<li><a href=/2026/11/{n}/story-{n}/>The story of day {n} in our town</a></li>" for n in range(9))
    page = f"<title>Town</title><body class='home blog'><h1>ENTERTAINMENT</h1><ul>{rows}</ul>{MORE}"

    assert detect(Page(url="http://ferry.example/town/traders-alerted-about-fees/", text=page, fetched=NOW)).page != (
        "article"
    )


def test_teasers_whose_rows_are_told_first_odd_and_last_are_one_list():
    states = ("odd views-row-first", "even", "odd", "even views-row-last")
    rows = "".join(
        f"<div class='views-row views-row-{n} views-row-{state}'><article class='node node-teaser'><header class="
        f"node-header><h1><a href=/node/4{n}2>Who counts the bicycles of town {n}?</a></h1><time datetime=2026-03-0{n}>"
        f"{n} March 2026</time></header><div>{TEXT}</div></article></div>"
        for n, state in enumerate(states, 1)
    )
    page = Page(url="http://ferry.example/archive/202603", text=f"<title>March</title>{rows}", fetched=NOW)
    found = detect(page)

    assert found.page == "list"
    assert found.listing is not None
    assert [item.url[-4:] for item in found.listing.articles] == ["/412", "/422", "/432", "/442"]


@pytest.mark.parametrize(
    ("title", "line", "said"),
    [
        ("Ferry University", "A laboratory for the soil opens", "A laboratory for the soil opens"),
        ("A laboratory opens - Ferry Town", "Dear friends of the river and of its boats", "A laboratory opens"),
        ("A laboratory opens", "Dear friends of the river and of its boats", "A laboratory opens"),
    ],
)
def test_where_the_heading_is_the_column_s_name_the_line_above_the_text_is_the_title(title: str, line: str, said: str):
    box = f"<h1>News</h1><p>Details</p><div>Date 2026-11-19</div><div><span>{line}</span>{TEXT}</div>"

    assert article(f"<title>{title}</title>{box}").title == said


@pytest.mark.parametrize(
    "box",
    [
        "<div class=teaser><h3>The bridge is closed</h3><p>Nobody crosses it this week, they say.</p></div>",
        "<div class='widget side'><p>We offer our pages to firms and agencies, write to us.</p></div>",
        "<div class=submeta__links><a href=/t/rivers>Rivers</a> <a href=/t/news>news</a></div>",
        "<div class='sharedaddy sd-like'><h3>Like this:</h3><p>Like Loading...</p></div>",
    ],
)
def test_boxes_of_other_things_at_the_end_are_no_text(box: str):
    assert article(f"{TITLE}{HEADING}<p>20 November 2026</p><div class=body>{TEXT}{box}</div>").text == "\n".join(
        [WORDS] * 4
    )


def test_an_article_whose_paragraphs_are_all_called_teasers_keeps_them():
    text = "".join(f"<div class=teaser><p>{WORDS}</p></div>" for _ in range(4))

    assert article(f"{TITLE}{HEADING}<div class=body>{text}</div>").text == "\n".join([WORDS] * 4)


def test_below_the_editors_in_brackets_no_article_goes_on():
    words = "<p>浮桥今天上午重新开放，两岸的居民早早地来到桥头，等着第一班车驶过河面。</p>"
    more = (
        "<p>人人都可以下载我们的客户端，早晚各看一次，不错过任何一条新闻。</p><p>推荐阅读</p>"
        + words.replace("桥", "船") * 4
    )
    found = article(
        f"<title>浮桥重新开放</title><h1>浮桥重新开放</h1><div>{words * 3}<p>(责编：汤晓诗、丁一)</p>{more}</div>"
    )

    assert "客户端" not in found.text
    assert "船" not in found.text
    assert found.credits == {"责编": "汤晓诗、丁一"}


def test_a_telephone_number_at_the_end_is_text():
    found = article(f"{TITLE}{HEADING}<div class=body>{TEXT}<p>+1 (713) 555-0190</p></div>")

    assert found.text.endswith("+1 (713) 555-0190")


def test_the_numbers_in_a_table_s_cells_are_kept_and_so_is_what_it_calls_advertising():
    rows = "<tr><td>Year</td><td>Boats</td></tr><tr><td>2025</td><td>71</td></tr><tr><td>Werbung</td><td>88</td></tr>"
    text = article(f"{TITLE}{HEADING}<div>{TEXT}<table>{rows}</table>{TEXT}</div>").text

    assert "Year\tBoats\n2025\t71\nWerbung\t88" in text


@pytest.mark.parametrize(
    "sentence",
    [
        "Кроме того, учёные нашли ошибку в расчётах, сделанных сорок лет назад.",
        "Чиновников обязали подписаться на телеграм-канал губернатора.",
        "Следующий материал для раскопок, древесину, привезут весной.",
        "Об авторе письма ничего не известно.",
        "Sobre la autoridad del alcalde no hay dudas.",
        "About the authorities he said little.",
    ],
)
def test_a_last_sentence_with_the_words_of_furniture_is_text(sentence: str):
    found = article(f"{TITLE}{HEADING}<div class=body>{TEXT}<p>{sentence}</p></div>")

    assert found.text.endswith(sentence)
    assert found.author is None


@pytest.mark.parametrize("title", ["Wanderung zur alten Quelle", "El pueblo estrena una nueva fuente", "放假通知"])
def test_a_title_may_end_in_a_word_for_a_source_or_a_notice(title: str):
    page = f"<title>Heimatverein Talheim</title><h1>{title}</h1><p>2026-11-20</p><p>Nr. 15 des Jahres</p>{TEXT}"

    assert article(page).title == title


@pytest.mark.parametrize("names", ["popup-gallery", "post cookies", "news-modal", "modal-content"])
def test_what_is_only_called_like_a_dialog_is_text(names: str):
    pictures = "".join(f"<p><img src=/up/{n}.jpg width=600 height=400></p>" for n in range(3))
    found = article(f"{TITLE}{HEADING}<p>20 November 2026</p><div class='{names}'>{pictures}<p>{WORDS}</p></div>")

    assert len(found.images) == 3
    assert WORDS in found.text


def test_pictures_stay_where_search_engines_are_told_more_than_the_page_says():
    pictures = "".join(f"<p><img src=/up/{n}.jpg width=600 height=400></p>" for n in range(3))

    assert len(article(f"{TITLE}{BODY_OF_MACHINES}{HEADING}<div>{pictures}</div>").images) == 3


def test_a_row_that_has_a_sidebar_and_the_article_is_none_though_others_say_more():
    row = f"<div class='row row--sidebar'><article>{HEADING}<p>20 November 2026</p>{TEXT}</article></div>"

    assert article(f"{TITLE}{row}<div class=related>{MORE}</div><div class=popular>{MORE}</div>").text == "\n".join(
        [WORDS] * 4
    )


def test_the_header_of_a_card_is_not_the_page_s():
    cards = "<article><header class=node-header><h2><a href=/n/1>A bridge opens</a></h2></header></article>"
    page = parse(f"<header class=header><a href=/about>About the town</a></header>{cards}", "http://ferry.example/")

    assert [link.spot.place for link in collect(page, page.link)] == ["head", ""]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("compartir en Twitter, compartir por Whatsapp", None),
        ("<span>Firmado por</span> <span>Mira Holt</span>", "Mira Holt"),
    ],
)
def test_who_signs_is_told_from_where_to_share(line: str, author: str | None):
    assert article(f"{TITLE}{HEADING}<p>20 November 2026</p><div>{line}</div><div>{TEXT}</div>").author == author


@pytest.mark.parametrize(
    "line", ["Read Time31 Second", "2015. augusztus 20., 11:16 forrás: Magyar Távirati Iroda, Ungvár"]
)
def test_how_long_it_takes_and_who_sent_it_are_no_first_line(line: str):
    assert article(f"{TITLE}{HEADING}<div class=body><p>{line}</p>{TEXT}</div>").text == "\n".join([WORDS] * 4)


def test_an_article_s_last_sentences_and_pictures_may_stand_in_a_box_called_bottom():
    more = "<p>The mayor said so on Friday, and the council agreed.</p><p><img src=/pier.jpg width=600 height=400></p>"
    found = article(f"{TITLE}{HEADING}<div class=body>{TEXT}<div class=content-bottom>{more}</div></div>")

    assert found.text.endswith("the council agreed.")
    assert len(found.images) == 1


def listed(markup: str, url: str = "http://ferry.example/news/") -> list[Article]:
    return list(read.listing(Page(url=url, text=f"<html lang=en>{markup}", fetched=NOW), kind="auto").articles)


NEWS = (
    "A bridge opens in the valley",
    "Schools get new roofs this year",
    "The mill runs again at last",
    "Two herons nest",
)


def test_the_month_in_the_addresses_tells_in_what_order_numbers_stand():
    rows = "".join(
        f"<li><a href=/news/2023/10/{n}-here.html>{title}</a> <i>10/{9 - n:02}/2023</i></li>"
        for n, title in enumerate(NEWS)
    )

    assert [f"{each.published:%Y-%m-%d}" for each in listed(f"<ul>{rows}</ul>")] == [
        "2023-10-09",
        "2023-10-08",
        "2023-10-07",
        "2023-10-06",
    ]


def test_a_card_s_heading_is_its_title_however_long_the_teaser_that_is_a_link_too():
    short = ("Water is off", "The ferry waits", "Water is back", "A market returns")
    rows = "".join(
        f"<article><h3><a href=/n/{n}.html>{title}</a></h3><small>{20 - n} November 2026</small>"
        f"<p><a href=/n/{n}.html>{NEWS[n]}, and what that means to you</a></p></article>"
        for n, title in enumerate(short)
    )

    assert {each.title for each in listed(f"<h1>News</h1><section>{rows}</section>")} == set(short)


def test_dated_notices_at_the_side_are_not_the_list_that_has_the_pages():
    side = "".join(
        f"<article class=article-list-item><h3><a href=/notices/2026/{n}.html>{title}</a></h3>"
        f"<time>{20 - n} November 2026</time></article>"
        for n, title in enumerate(NEWS[:3])
    )
    titles = [f"{title} part {part}" for part in ("one", "two", "three") for title in NEWS]
    rows = "".join(
        f"<article class=mb-3><h3><a href=/gallery/{title.lower().replace(' ', '-')}.html>{title}</a></h3></article>"
        for title in titles
    )
    pages = "".join(f"<li><a href=/galleries/page:{n}/>{n}</a></li>" for n in range(2, 8))
    pager = f"<nav class=pagination><ul>{pages}</ul></nav>"
    page = f"<main><section>{rows}{pager}</section><aside><section><h2>Notices</h2>{side}</section></aside></main>"

    assert len(listed(page, "http://ferry.example/galleries/")) == 12


def test_an_article_that_a_theme_calls_a_banner_is_no_head():
    cards = "<article class=post-standard-banner><h2><a href=/n/1>A bridge opens</a></h2></article>"
    page = parse(f"{cards}<div>{TEXT}</div>", "http://ferry.example/")

    assert [link.spot.place for link in collect(page, page.link)] == [""]


def test_where_a_language_is_sure_an_address_of_another_month_turns_no_dates():
    shown = ("06/07/2026", "11/06/2026", "05/06/2026", "02/05/2026")
    months = ("06", "05", "05", "04")
    rows = "".join(
        f"<li><a href=/news/2026/{month}/{n}-here.html>{NEWS[n]}</a> <i>{day}</i></li>"
        for n, (day, month) in enumerate(zip(shown, months, strict=True))
    )
    page = Page(url="http://ferry.example/news/", text=f"<html lang=en-GB><ul>{rows}</ul>", fetched=NOW)

    found = [f"{each.published:%d/%m/%Y}" for each in read.listing(page, kind="auto").articles]

    assert tuple(found) == shown


def test_a_list_in_a_nav_called_pages_is_no_pager():
    rows = "".join(
        f"<li><a href=/news/{n}000.html>{t}</a> <i>{20 - n} November 2026</i></li>" for n, t in enumerate(NEWS)
    )

    assert len(listed(f"<h1>News</h1><nav class=pages><ul>{rows}</ul></nav>")) == 4


def test_links_to_more_news_below_a_list_make_no_home_page_of_it():
    def rows(folder: str) -> str:
        dated = "".join(
            f"<li><a href={folder}{n}000.html>{t}</a> <i>2026-11-{20 - n}</i></li>" for n, t in enumerate(NEWS)
        )
        return f"<ul>{dated}</ul>"

    more = "".join(f"<a href=/n/{what[0]}>More {what} news</a> " for what in ("sports", "culture", "party", "water"))
    beside = (
        f"<h3><a href=/news/>News</a></h3>{rows('/news/')}<h3><a href=/press/>Press</a></h3>{rows('/press/')}{more}"
    )
    page = f"<title>Sport</title><main><h1>Sport</h1>{rows('/sport/')}</main><div>{beside}</div>"

    assert detect(Page(url="http://ferry.example/sport/", text=f"<html lang=en>{page}", fetched=NOW)).page == "list"


def test_a_list_whose_address_is_made_like_its_articles_is_a_list():
    rows = "".join(f"<li><a href=/node/30{n}>{t} and more of it</a></li>" for n, t in enumerate((*NEWS, *NEWS[:2])))
    page = f"<html lang=en><title>News</title><h1>News</h1><ul>{rows}</ul>"

    assert detect(Page(url="http://ferry.example/node/12", text=page, fetched=NOW)).page == "list"


FERRY = "<p>渡船下月復航，首航免費，歡迎大家參加。</p>" * 4


@pytest.mark.parametrize(
    "line",
    [
        "<p><strong>时间</strong>就是生命</p>",
        "<p><b>作者</b>认为读书是生活</p>",
        "<p>市長訪問東京</p>",
        "<p>全民一起來閱讀</p>",
    ],
)
def test_a_word_that_a_label_has_begins_a_text_as_well(line: str):
    found = article(f"<title>渡船</title><h1>渡船下月復航</h1><div>{line}{FERRY}</div>")

    assert found.author is None
    assert parse(line, "http://a.example/").root.text().strip() in found.text


@pytest.mark.parametrize("line", ["下條さんは「街の人に助けられた」と振り返る。", "下則新聞告訴你更多。"])
def test_a_sentence_that_begins_like_the_way_to_the_next_article_ends_a_text(line: str):
    found = article(f"<title>渡船</title><h1>渡船下月復航</h1><div>{FERRY}<p>{line}</p></div>")

    assert line in found.text
