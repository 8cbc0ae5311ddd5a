"""What articles of one site share is its template; what merely sounds alike in each of them is not."""

from builders import NOON, SHANGHAI

from feeds import read
from feeds.model import Page
from feeds.read import contrast
from feeds.read.kinds import auto
from feeds.read.kinds.auto import Settings
from feeds.read.markup.html import parse

SLOGAN = "本页面内容由信息中心统一维护，未经许可不得转载或者另作他用，违者必究。"
WORDS = (
    ("关于校园网升级的通知", "本周六凌晨校园网将进行设备升级。", "升级期间图书馆与宿舍区的网络会中断约两个小时。"),
    ("运动会报名开始", "第十二届田径运动会定于下月举行。", "各班请在本周五以前把报名表交到体育组办公室。"),
    ("图书馆延长开放时间", "为方便同学们备考，图书馆延长开放时间。", "自下周一起每天开放到二十三点，周末照常。"),
    ("食堂推出节约套餐", "第二食堂从今天起提供小份菜。", "同学们可以按自己的饭量选择，剩饭较上月减少三成。"),
)


def page(number: int):
    title, *said = WORDS[number]
    body = "".join(f"<p>{line}</p>" for line in [*said, "特此通知。", "信息中心"])
    return parse(
        f"<html><head><title>{title}-海棠学院</title></head><body>"
        f"<div class='top'><a href='/'>首页</a> 海棠学院</div><div class='main'><h1>{title}</h1>"
        f"<div class='m'>发布日期：2026-03-0{number + 1}</div><div class='t'>{body}</div>"
        f"<div class='rule'><p>{SLOGAN}</p></div></div></body></html>",
        f"http://haitang.example/news/{100 + number}.html",
    )


def test_what_every_article_shows_outside_its_words_is_the_template():
    shared = contrast.lines([page(n) for n in range(3)])

    assert SLOGAN in shared
    assert "首页 海棠学院" in shared


def test_words_that_end_every_notice_alike_stay_the_notice_s():
    shared = contrast.lines([page(n) for n in range(3)])

    assert not {"特此通知。", "信息中心"} & shared


def test_two_pages_may_agree_by_chance():
    pages = [Page(url=document.url, text=document.source, fetched=NOON) for document in map(page, range(3))]

    assert read.shared(pages[:2]) == frozenset()
    assert read.shared(pages) == contrast.lines([page(n) for n in range(3)])


def test_an_article_is_read_without_its_site_s_template():
    document = page(3)
    plain = auto.article(document, Settings(), SHANGHAI, NOON)
    document.template = contrast.lines([page(n) for n in range(3)])

    told = auto.article(document, Settings(), SHANGHAI, NOON)

    assert plain.text.endswith(SLOGAN)
    assert told.text == "\n".join([*WORDS[3][1:], "特此通知。", "信息中心"])
