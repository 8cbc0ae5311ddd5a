"""Pages that are something else than what was asked for, and pages that only look like it."""

from pathlib import Path

import pytest
import sitepages as site
from hypothesis import given
from hypothesis import strategies as st

from feeds.read.refused import refusal

SHARED = Path(__file__).parents[4] / "shared"

REFUSED = {
    "a script that computes a cookie": (
        "challenge",
        "<html><head><script>var $_ts=window['$_ts'];</script></head><body></body></html>",
    ),
    "a browser check": ("challenge", site.page("<p>正在检查您的浏览器，请稍候</p>", title="请稍候")),
    "Cloudflare's": (
        "challenge",
        site.page("<h1>news.example</h1><p>Checking your browser before accessing</p>", title="Just a moment..."),
    ),
    "a sum to solve": (
        "challenge",
        site.page('<script>var challengeId = "a1"; var answer = 7;</script><div>加载中</div>', title=""),
    ),
    "a captcha": (
        "challenge",
        site.page("<form>请输入验证码后继续访问 <input name=c><button>提交</button></form>", title=""),
    ),
    "the CMS's login wall": (
        "login",
        site.page('<a href="/system/resource/code/auth/clogin.jsp">登录</a>', title="系统提示"),
    ),
    "a login": (
        "login",
        site.page(
            '<form><input name=u><input type="password"><button>登录</button></form>',
            title=f"统一身份认证平台-{site.SCHOOL}",
        ),
    ),
    "a login with a notice box": (
        "login",
        site.page(
            '<h2>用户登录</h2><form action="/cas/login"><input name=u>'
            '<input type=password><a href="/f">忘记密码</a></form>'
            f'<div class="notice"><h3>通知公告</h3><ul>{site.rows(n=6)}</ul></div>',
            title=f"用户登录 - {site.SCHOOL}",
        ),
    ),
    "an English login": (
        "login",
        site.page(
            "<form>User <input> <input type='password'><button>Sign in</button></form>",
            title="Sign in - Example University",
        ),
    ),
    "a German login": (
        "login",
        site.page(
            "<h1>Anmelden</h1><form><input> <input type='password'></form>", title="Anmelden | Hochschule Beispielstadt"
        ),
    ),
    "an address outside": (
        "wall",
        site.page(f"{site.menu()}<div>您当前ip并非校内地址，该信息仅允许校内地址访问</div>{site.footer()}"),
    ),
    "the CMS's own wall": ("wall", site.page(f'{site.menu()}<div class="wp_error_msg">没有权限</div>{site.footer()}')),
    "no right to see": ("wall", site.page("<p>对不起，您无法访问此页面！</p>")),
    "a wall in English": (
        "wall",
        site.page("<p>This page is only accessible from the campus network.</p>", title="Notice"),
    ),
    "nothing at all": ("empty", ""),
    "only a head": ("empty", "<html><head><title>通知公告</title></head></html>"),
    "an application": ("empty", site.page('<div id="app"></div><script src="/main.js"></script>')),
    "frames": ("empty", '<html><frameset><frame src="a.htm"></frameset></html>'),
    "a refresh": (
        "stub",
        '<html><head><meta http-equiv="refresh" content="0; url=/index.htm"></head><body>正在跳转</body></html>',
    ),
    "a script that leaves": ("stub", '<html><script>window.location.href="/xw/index.htm"</script></html>'),
    "the CMS's jump": (
        "stub",
        site.page("<script>NewsvoteDWR.getNewsLinkUrl(7471,'1','vsb',newsSkip);</script>", title=""),
    ),
    "not found with 200": ("not_found", site.page("<p>您访问的页面不存在或已删除</p>", title="404错误提示")),
    "not found inside the site's frame": (
        "not_found",
        site.page(
            f"{site.menu()}<h2>抱歉，您访问的页面不存在</h2><ul>{site.rows(n=8)}</ul>{site.footer()}", title=site.SCHOOL
        ),
    ),
    "not found in English": (
        "not_found",
        site.page("<h1>Page not found</h1><p>Sorry.</p>", title="Page not found – Example"),
    ),
    "not found in German": ("not_found", site.page("<h1>Seite nicht gefunden</h1>", title="Hochschule")),
    "not found in Japanese": ("not_found", site.page("<h1>ページが見つかりません</h1>", title="見本大学")),
    "a search": ("search", site.page(f"{site.menu()}<ul>{site.rows()}</ul>", title=f"搜索结果-{site.SCHOOL}")),
    "an English search": (
        "search",
        site.page(f"{site.menu()}<ul>{site.rows()}</ul>", title="Search results for exam | Example"),
    ),
    "maintenance": ("maintenance", site.page("<h1>网站维护中</h1><p>请稍后访问</p>", title=site.SCHOOL)),
    "maintenance of a front page": (
        "maintenance",
        site.page("<p>因设备检修，图书馆主页暂停服务，敬请谅解。</p>", title="云麓大学图书馆"),
    ),
    "maintenance of a domain": ("maintenance", site.page("<p>此域名服务已暂停</p>", title="提示")),
    "maintenance in English": (
        "maintenance",
        site.page("<h1>We'll be back soon</h1><p>The site is under maintenance.</p>", title="Maintenance"),
    ),
    "forbidden": (
        "forbidden",
        "<html><head><title>403 Forbidden</title></head><body><center>"
        "<h1>403 Forbidden</h1></center><hr>nginx</body></html>",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_news_is_told_by_its_reason(name: str):
    reason, text = REFUSED[name]

    found = refusal(text)

    assert found is not None
    assert (found.reason, bool(found.why)) == (reason, True)


REAL = {
    "a list": site.plain_list(),
    "a list with a login box in its head": site.plain_list(login=True),
    "a list of one item with a login box": site.plain_list(login=True, n=1),
    "an article": site.article(),
    "an article about the login": site.article("关于统一身份认证平台升级的通知", login=True),
    "an article about a login page": site.article("新版统一身份认证登录", login=True),
    "an article about maintenance": site.article("校园网系统维护公告", body="<p>本周六网站维护，届时暂停服务。</p>"),
    "a Japanese article about what is registered": site.article("大川城跡が国の史跡に登録", login=True),
    "a library's bus that does not come": site.article("流動圖書館服務暫停", body="<p>下列服務站今日暫停服務。</p>"),
    "an article about 404 rooms": site.article("404宿舍获评文明宿舍"),
    "an article about the campus network": site.article(body="<p>数据库仅限校内访问，校外用户请使用VPN。</p>"),
    "a short notice that a service pauses": site.page(
        "<p>首页 公告</p><h2>关于图书馆系统维护暂停服务的公告</h2><p>2026-11-21</p><p>本周六维护，请提前下载资料。</p>",
        title="关于图书馆系统维护暂停服务的公告",
    ),
    "a short notice that a house is closed": site.page(
        "<p>首页 公告</p><h2>体育馆暂停开放的通知</h2><p>因承办篮球比赛，体育馆本周日全天暂停开放，下周一恢复。</p>",
        title="体育馆暂停开放的通知",
    ),
    "a short notice with its day": site.page(
        "<h2>图书馆系统维护</h2><p>发布时间：2026-11-21</p><p>本周六维护，请同学们提前下载资料。</p>",
        title="图书馆系统维护",
    ),
    "a very short notice": site.page(
        "<h1>放假通知</h1><p>十月一日至八日放假，九日上课。请各班按时返校。</p>", title=f"放假通知-{site.SCHOOL}"
    ),
    "a picture alone": site.page('<h1>菜单</h1><img src="/a.jpg">', title="菜单"),
    "an article about search": site.article("图书馆检索系统上线新的搜索功能"),
    "a feed": '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title></channel></rss>',
    "JSON": '{"items": []}',
}


@pytest.mark.parametrize("name", REAL)
def test_a_real_page_is_never_refused(name: str):
    assert refusal(REAL[name], url="https://www.yunxi.example/xw/tzgg.htm") is None


ACCOUNTS = site.page(f"{site.menu()}<form><input name=mail type=text><input type=password></form>{site.rows(n=2)}")


@pytest.mark.parametrize(
    "path",
    ["/user/register", "/index.php?action=register", "/account/create-account.html", "/sign-up/", "/login.php?to=/"],
)
def test_a_page_for_accounts_is_told_by_its_address_and_its_form(path: str):
    found = refusal(ACCOUNTS, url=f"https://www.yunxi.example{path}")

    assert found is not None
    assert found.reason == "login"


@pytest.mark.parametrize(
    "path", ["/xw/tzgg.htm", "/news/register-opens-today", "/registration-of-births/", "/blog/login-tips"]
)
def test_an_address_that_only_speaks_of_accounts_is_none(path: str):
    assert refusal(ACCOUNTS, url=f"https://www.yunxi.example{path}") is None


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, "not_found"), (410, "not_found"), (403, "forbidden"), (412, "challenge"), (521, "challenge")],
)
def test_a_status_says_it_too(status: int, reason: str):
    found = refusal("<html><body>x</body></html>", status=status)

    assert found is not None
    assert found.reason == reason


@pytest.mark.skipif(
    not (SHARED / "corpus").is_dir(), reason="needs ../shared/corpus and ../shared/site, which are not here"
)
def test_no_real_saved_page_is_refused():
    paths = [*SHARED.glob("corpus/pages/**/*.html"), *SHARED.glob("site/**/*.htm")]

    refused = [
        p.name
        for p in paths
        if refusal(
            p.read_bytes().decode("gb18030" if b"gb2312" in p.read_bytes()[:2000].lower() else "utf-8", "replace")
        )
    ]

    assert (len(paths) > 250, refused) == (True, [])


@given(st.text() | st.text(alphabet="<>script/!-=\"' titlea404登录"), st.integers(100, 599))
def test_any_text_gets_an_answer(text: str, status: int):
    refusal(text, status=status, url=text)


def test_a_page_of_open_brackets_takes_no_time():
    refusal("<" * 400_000)
    refusal("<script>" * 50_000)
    refusal("<h1>" * 100_000)
    refusal("<!--" * 100_000)


@pytest.mark.parametrize(
    ("title", "words", "reason"),
    [
        (
            "Welcome to nginx!",
            "If you see this page, the nginx web server is successfully installed and working.",
            "empty",
        ),
        ("IIS Windows Server", "", "empty"),
        ("Apache2 Ubuntu Default Page: It works", "This is the default welcome page.", "empty"),
        ("405", "很抱歉，您的访问请求触发了网站的安全防护规则，访问已被阻断。", "challenge"),
    ],
)
def test_what_a_server_or_its_guard_says_is_no_news(title, words, reason):
    found = refusal(f"<html><head><title>{title}</title></head><body><p>{words}</p></body></html>")

    assert found is not None
    assert found.reason == reason


def test_a_list_that_speaks_of_the_campus_only_is_no_wall():
    rows = "".join(f'<tr><td>10/{n}</td><td><a href="i/{n}.html">お知らせその{n}</a></td></tr>' for n in range(1, 29))
    links = "".join(f'<a href="m/{n}.html">学科メニュー{n}</a>' for n in range(20))
    said = "講義室の利用案内は別紙のとおりです。" * 30
    page = f"<html><body>{links}<table>{rows}</table><p>{said}学内限定</p></body></html>"

    assert refusal(page) is None


@pytest.mark.parametrize(
    ("classes", "reason"),
    [
        ("error404 wp-theme-Newspaper", "not_found"),
        ("page-not-found layout-wide", "not_found"),
        ("search search-results wp-custom-logo", "search"),
        ("search search-no-results", "search"),
        ("search-box-open page-404th-anniversary", None),
    ],
)
def test_the_class_of_the_body_tells_in_any_language(classes, reason):
    news = "".join(
        f"<li><a href='/n/{n}'>Hedningan kaj la fiŝoj de la lago {n}</a> 2026-11-0{n}</li>" for n in range(1, 7)
    )
    page = f"<title>Hej</title><body id=x class='{classes}'><h1>Novaĵoj</h1><ul>{news}</ul>"

    found = refusal(page, url="https://lago.example/novajoj/")

    assert (found.reason if found else None) == reason


def test_a_list_that_a_search_engine_serves_is_a_list():
    news = "".join(
        f"<li><a href='/n/{n}'>Obras na ponte velha começam amanhã {n}</a> 2026-11-0{n}</li>" for n in range(1, 7)
    )

    assert refusal(f"<title>Notícias</title><body class='view-noticias search-results'><ul>{news}</ul>") is None


def test_a_tag_that_only_looks_like_a_script_hides_nothing():
    page = "<html><body><{0}>系统维护中，请稍后再试</{0}></body></html>"

    assert refusal(page.format("\u017fcript")) == refusal(page.format("b"))
    assert refusal(page.format("b")) is not None


def test_what_a_search_field_says_as_the_address_does_was_searched_for():
    rows = "".join(
        f"<li><a href='/n/{n}.html'>Das Fest am Anger war schön {n}</a> {n}.11.2026</li>" for n in range(1, 9)
    )
    page = f"<title>Vereine</title><form><input name=q type=text value='Sommer &amp; Fest'></form><ul>{rows}</ul>"
    told = refusal(page, url="http://a.example/vereine/search?page=1&q=Sommer+%26+Fest")

    assert told is not None
    assert told.reason == "search"
    assert refusal(page, url="http://a.example/vereine/liste?page=1&ort=Sommer+%26+Fest") is None
    assert refusal("<title>Поиск по сайту &raquo; Город</title><p>Найдено много.</p>").reason == "search"


def test_a_page_whose_styles_fill_the_part_that_is_looked_at_is_not_called_empty():
    assert refusal(f"<style>{'a{}' * 150_000}</style><script>1</script><p>News of the town.</p>") is None


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<title>错误</title><p>数据库连接失败: Too many connections</p>", "maintenance"),
        ("<title>Database Error</title><h1>Error establishing a database connection</h1>", "maintenance"),
        ("<title>系统发生错误</title><h1>:(</h1><h1>无法加载控制器:Article</h1><p>ThinkPHP</p>", "maintenance"),
        ("<title>Runtime Error</title><h1>Server Error in '/' Application.</h1><p>Description: …</p>", "maintenance"),
        ("<br /><b>Fatal error</b>: Uncaught Error: Call to undefined function x() in a.php:12", "maintenance"),
        ("<title>HTTP Status 500 – Internal Server Error</title><p>java.lang.NullPointerException</p>", "maintenance"),
        ("<title>提示信息</title><p>系统繁忙，请稍候重试！</p>", "maintenance"),
        ("<title>域名停放</title><h1>该域名正在出售</h1><a href='/go/1.html'>相关链接大全</a>", "empty"),
        ("<title>school.example</title><h1>This domain may be for sale.</h1><a href=/x>Buy this domain</a>", "empty"),
    ],
)
def test_a_site_that_fails_or_was_given_up_says_so(page: str, reason: str):
    told = refusal(page)

    assert told is not None
    assert told.reason == reason


@pytest.mark.parametrize(
    "page",
    [
        "<title>关于图书馆系统繁忙时段限流的说明</title><h1>关于图书馆系统繁忙时段限流的说明</h1><p>自习高峰期分批登录。</p>",
        "<title>Fehler 500</title><h1>Wie 500 Fehler ein Museum retteten</h1><p>Die Sammlung der Druckfehler "
        + "wuchs Jahr um Jahr, bis keiner sie mehr zählen konnte, und dann kam eine Bad Gateway genannte Schau. " * 3,
        "<title>Domains</title><h1>Was eine Adresse kostet</h1><p>"
        + "Wer eine Adresse kauft, der sollte wissen, was sie wert ist, und wer sie vor ihm hatte. " * 3
        + "“Diese Domain steht zum Verkauf” liest man oft.</p>",
    ],
)
def test_who_writes_about_failures_does_not_fail(page: str):
    assert refusal(page) is None
