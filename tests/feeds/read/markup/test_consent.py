"""The box that asks whether cookies may be set, whatever it is called and wherever it stands; and what is none."""

from datetime import UTC, datetime

import pytest

from feeds import read
from feeds.model import Page
from feeds.read.detect import detect
from feeds.read.markup.html import parse
from feeds.read.refused import refusal

NOW = datetime(2026, 11, 26, 4, tzinfo=UTC)
ASKED = [
    ("We use cookies to improve your experience, see our privacy policy.", "Accept all"),
    ("Diese Website verwendet Cookies, um Ihnen den besten Service zu bieten.", "Alle akzeptieren"),
    ("Ce site utilise des cookies pour mesurer son audience.", "J’accepte"),
    ("Utilizamos cookies propias y de terceros.", "Aceptar"),
    ("Na této stránce používáme soubory cookie.", "Souhlasím"),
    ("Мы используем файлы cookie, чтобы сайт был удобнее.", "Согласен"),
    ("当サイトではクッキーを使用しています。", "同意する"),
    ("本網站使用 Cookie 以提升您的瀏覽體驗。", "我知道了"),
    ("이 사이트는 쿠키를 사용합니다.", "확인"),
    ("يستخدم هذا الموقع ملفات تعريف الارتباط.", "موافق"),
]
CONTROLS = ["<button>{}</button>", '<a href="#">{}</a>', '<input type=button value="{}">', "<div role=button>{}</div>"]
ARTICLE = (
    "<div align=center><b>小种子，大梦想</b></div><div align=center>2026-11-07</div>"
    + "<p>十一月六日下午，我校第十九届科技节在操场开幕，全校师生和家长代表参加了开幕式。</p>" * 4
)


def boxed(says: str, agree: str, control: str) -> str:
    return f'<div class="k9x"><div><p>{says} <a href="/privacy">…</a></p>{control.format(agree)}</div></div>'


@pytest.mark.parametrize(("says", "agree"), ASKED)
def test_it_is_taken_out_in_many_languages(says: str, agree: str):
    document = parse(f"<body>{boxed(says, agree, CONTROLS[0])}{ARTICLE}", "http://x.example/")

    assert says[:10] not in document.root.text(deep=True)
    assert "小种子" in document.root.text(deep=True)


@pytest.mark.parametrize("control", CONTROLS)
@pytest.mark.parametrize("end", [False, True])
def test_an_article_is_read_as_if_it_were_not_there(control: str, end: bool):
    box = boxed(*ASKED[0], control)
    text = f"<html><title>禾丰小学</title><body>{'' if end else box}{ARTICLE}{box if end else ''}</body></html>"
    plain, found = (
        read.article(Page(url="http://x.example/n/7.html", text=each, fetched=NOW), kind="auto")
        for each in (text.replace(box, ""), text)
    )

    assert found == plain
    assert found.title == "小种子，大梦想"


def test_its_links_are_no_columns():
    cards = "".join(f"<li><a href=/n/{n}1.html>第{n}条消息：学校今天开会了</a> 2026-11-1{n}</li>" for n in range(5))
    block = "<h2><a href=/{0}/>{0}动态</a></h2><ul>{1}</ul><a href=/{0}/>更多</a>"
    page = f"<body>{boxed(*ASKED[0], CONTROLS[0])}{block.format('a', cards)}{block.format('b', cards)}"
    found = detect(Page(url="http://x.example/", text=page, fetched=NOW))

    assert not [one for one in found.columns if "privacy" in one.url]


def test_a_page_that_says_little_else_says_no_more_with_it():
    login = "<title>信息门户登录</title><form><input name=user><input type=password name=p><button>登录</button></form>"
    page = f"<html><body>{login}{boxed(*ASKED[0], CONTROLS[0])}</body></html>"

    found = refusal(page, url="http://x.example/login")
    assert found is not None
    assert found.reason == "login"


@pytest.mark.parametrize(
    "body",
    [
        "<div><p>In December the bakery sells cookies again, 12 kinds of them.</p><a href=/more>Read more</a></div>",
        "<article><h1>Cookies</h1><p>We baked cookies.</p><button>OK</button></article>",
        "<main><p>We use cookies.</p></main>",
        f"<div><p>{'We use cookies. ' * 400}</p><button>Accept</button></div>",
        # the page's own box holds a banner's button, and its foot a link about cookies
        "<div><ul><li><a href=/1>Bridge will be renovated next year</a><li><a href=/2>Mayor resigns after the vote</a>"
        "</ul><div>We use cookies: <a href=/cookies>cookies</a></div><div><button>Accept</button></div></div>",
        "<div><p>We use cookies.</p><a href=/prijem>Prijímacie konanie</a></div>",
        "<div><p>We use cookies.</p><a href=/n/7>Understanding black holes</a></div>",
        "<div><h2>Gericht</h2><span class=date>19.11.2026</span><p>Wer Cookies setzt, muss fragen.</p>"
        "<button>Einverstanden</button></div>",
        "<div class=recipe><p>Melt the butter for the cookies.</p><button>OK</button></div>",
    ],
    ids=[
        "a text with a link",
        "an article",
        "no control",
        "too long for a box",
        "a whole page",
        "a menu",
        "a headline",
        "a dated text",
        "a recipe",
    ],
)
def test_what_speaks_of_cookies_stays(body: str):
    assert "ookies" in parse(f"<body>{body}", "http://x.example/").root.text(deep=True)
