"""What a list page calls its column, where <title> has the site's name, too, or only that."""

from datetime import UTC, datetime

import pytest

from feeds import read
from feeds.model import Page

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
ROWS = "".join(
    f'<li><a href="/xw/{4000 + n}.htm">{title}举行第{n}次会议</a><span>2026-11-{20 - n}</span></li>'
    for n, title in enumerate(("少儿阅览室", "古籍修复中心", "自助借还组", "读者座谈会", "志愿服务队", "地方文献部"))
)


def name(title: str, above: str = "", path: str = "/xw/list.htm") -> str | None:
    html = f"<html><head><title>{title}</title></head><body>{above}<ul>{ROWS}</ul></body></html>"
    return read.listing(Page(url=f"http://lib.example{path}", text=html, fetched=NOW), kind="auto").title


@pytest.mark.parametrize(
    ("title", "above", "named"),
    [
        ("馆内动态-蜻亭图书馆", "", "馆内动态"),
        ("蜻亭图书馆-馆内动态", "", "馆内动态"),
        ("蜻亭图书馆 馆内动态", "", "馆内动态"),
        ("新闻中心 / / 馆内动态_蜻亭图书馆", "", "馆内动态"),
        ("蜻亭书院", '<nav><a href="/">蜻亭书院</a><a href="/xw/list.htm">馆内动态</a></nav>', "馆内动态"),
        ("蜻亭图书馆", '<ul class="menu"><li class="on"><a href="/x.htm">馆内动态</a></li></ul>', "馆内动态"),
        ("蜻亭图书馆", "<h1>馆内动态</h1>", "馆内动态"),
        (
            "蜻亭图书馆",
            '<div class="weizhi">当前位置：<a href="/">首页</a> / <a href="/a/">新闻</a> / 馆内动态</div>',
            "馆内动态",
        ),
        ("Millrace Friends - Blog", '<a href="/"><img src="/l.png" alt="Millrace Friends"></a>', "Blog"),
        ("Kategori: Berita - Rimba Aksara", "", "Berita"),
        ("Aktuelles Archive - Raum für Linz", "", "Aktuelles"),
        ("분류 소식 1 페이지", "", "분류 소식"),
        ("University News | Harrowgate University", "", "University News"),
        ("蜻亭图书馆", "", "蜻亭图书馆"),
    ],
)
def test_a_column_is_called_what_the_page_calls_it_and_not_what_the_site_is_called(title, above, named):
    assert name(title, above) == named


def test_the_list_on_a_front_page_is_called_what_the_site_is_called():
    assert name("Wörterwerkstatt | Willkommen", '<a href="/">Willkommen</a>', "/") == "Wörterwerkstatt"
