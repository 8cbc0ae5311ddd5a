"""`yaowen add` on made-up sites over loopback: what it finds, asks, writes, and what it refuses to write."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import sites

from bot.app import App
from bot.cli import exit_code
from bot.cli._write import add_source, with_source
from bot.cli.add import free_name, is_one_list, same_language
from bot.cli.demo.site import NewsSite
from bot.cli.demo.stories import stories
from bot.config import load
from feeds.errors import YaowenError

CONFIG = """\
# Ours; do not touch.
contact = "me@example.org"

[source.old]                    # the first
url = "http://old.example/list.htm"
#interval = "30m"               # belongs to old

# ---- Where it goes ----

[channel.console]

[chat.room]
channel = "console"
id = "room"
sources = ["old"]               # names
"""


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with NewsSite(stories(date(2026, 3, 2)), published=9) as site:
        yield site


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a config, where we are; nobody waits between two requests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(App.__init__.__kwdefaults__, "sleep", lambda seconds: None)
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    return tmp_path / "config.toml"


def add(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    code = exit_code(["add", *words, "--allow-private"])
    return (code, *capsys.readouterr())


def test_a_list_is_shown_and_added_between_what_was_there(path, site, capsys):
    code, out, err = add(capsys, site.list_url, "--yes", "--name", "hualing", "--chat", "room")

    assert (code, err) == (0, "")
    table = f'[source.hualing]\nurl = "{site.list_url}"\ntitle = "桦岭要闻"\nallow_private = true\n\n'
    wanted = CONFIG.replace("# ---- Where", table + "# ---- Where").replace('["old"]', '["old", "hualing"]')
    assert path.read_text(encoding="utf-8") == wanted
    assert load(path).chats["room"].sources == ("old", "hualing")
    for story in site.public[:6]:
        assert f"\t{story.title}\t" in out
    assert "\nkept: id " in out
    assert "6 items on" in out
    assert out.endswith("a running yaowen takes it up by itself; its first poll tells nobody\n")


def test_an_article_leads_to_its_list(path, site, capsys):
    url = f"{site.url}/info/1071/{site.public[0].id}.htm"

    code, _, err = add(capsys, url, "--yes")

    assert (code, err) == (0, "")
    assert load(path).sources["hlyw"].url == site.list_url


def test_without_a_terminal_and_without_yes_nothing_is_written(path, site, capsys):
    code, out, err = add(capsys, site.list_url)

    assert code == 1
    assert "[source.hlyw]" in out
    assert err == "yaowen: nothing was written; --yes writes without asking\n"
    assert path.read_text(encoding="utf-8") == CONFIG


def test_what_is_there_already_is_not_added_again(path, site, capsys):
    add(capsys, site.list_url, "--yes")
    before = path.read_bytes()

    code, _, err = add(capsys, site.list_url, "--yes")

    assert (code, path.read_bytes()) == (1, before)
    assert "is source.hlyw already" in err
    assert "`sources`" not in err


def test_what_is_there_already_is_named_in_a_chat_by_hand(path, site, capsys):
    add(capsys, site.list_url, "--yes")

    _, _, err = add(capsys, site.list_url, "--yes", "--chat", "room")

    assert err.endswith('is source.hlyw already; add "hlyw" to the `sources` of [chat.room]\n')


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--name", "old"], "there is a source 'old' already"),
        (["--name", "Größe"], "cannot be a name"),
        (["--name", "status"], "taken: one of our own addresses"),
        (["--chat", "nobody"], "there is no chat 'nobody' in config.toml; there are: room"),
    ],
)
def test_a_wrong_name_is_told_before_anything_is_fetched(path, capsys, words, said):
    code, _, err = add(capsys, "http://127.0.0.1:1/", "--yes", *words)

    assert code == 1
    assert said in err


def test_what_is_no_news_is_refused_with_its_reason(path, site, capsys):
    code, _, err = add(capsys, f"{site.url}/nope.htm", "--yes")

    assert code == 1
    assert "cannot be a source: the site answered 404" in err
    assert path.read_text(encoding="utf-8") == CONFIG


@pytest.mark.parametrize(
    ("at", "body", "said"),
    [
        ("/plan", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj", "it is a PDF, not a page"),
        ("/plan.docx", b"PK\x03\x04" + bytes(range(256)), "it is a document or an archive, not a page"),
        ("/gate.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)), "it is a file (jpg), not a page"),
        ("/api", b'{"rows": [{"title": "x"}]}', 'it answers JSON, not a page; a table with kind = "json"'),
        ("/api", b'{"rows": [', "neither a list of articles nor an article was found"),
    ],
)
def test_what_is_no_page_is_called_what_it_is(path, capsys, at, body, said):
    with sites.LoopbackSite(lambda path: sites.Reply(body=body, type="application/octet-stream")) as site:
        code, _, err = add(capsys, site.url + at, "--yes")

    assert code == 1
    assert f"cannot be a source: {said}" in err


@pytest.mark.parametrize(
    "pasted", [" {} \n", "<{}>", "“{}”", "学院要闻 {}", "{}#list", "{}?utm_source=chat", "chinese"]
)
def test_an_address_is_known_however_it_was_pasted(path, site, capsys, pasted):
    add(capsys, site.list_url, "--yes")
    chinese = site.list_url.replace("://", "：／／")

    code, _, err = add(capsys, chinese if pasted == "chinese" else pasted.format(site.list_url), "--yes")

    assert code == 1
    assert err.endswith(" is source.hlyw already\n")


def test_where_a_link_was_found_is_not_written_down(path, site, capsys):
    add(capsys, f"{site.list_url}?utm_source=chat&from=singlemessage#list", "--yes")

    assert load(path).sources["hlyw"].url == site.list_url


@pytest.mark.parametrize("typed", ["http:/www.example.edu.cn/", "https//www.example.edu.cn", "./config.toml", "/news/"])
def test_what_is_no_address_is_asked_of_no_host(path, capsys, typed):
    code, _, err = add(capsys, typed, "--yes")

    assert code == 1
    assert "is no http(s) address; write it in full" in err


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("http://a.example/news/", "http://a.example/news/index.html", True),
        ("http://a.example/news/", "https://www.a.example//news/default.aspx", True),
        ("http://a.example/news/index.php?cid=1", "http://a.example/news/?cid=1", True),
        ("http://a.example/news/index.php?cid=1", "http://a.example/news/index.php?cid=2", False),
        ("http://a.example/news/index.html", "http://a.example/news/index_1.html", False),
    ],
)
def test_a_list_at_the_index_of_its_folder_is_the_folders(one, other, same):
    assert is_one_list(one, other) is same


def test_a_site_inside_needs_leave(path, site, capsys):
    code = exit_code(["add", site.list_url, "--yes"])

    assert code == 1
    assert capsys.readouterr().err.endswith("(or try --allow-private)\n")


def test_without_a_config_one_is_made(path, site, capsys):
    path.unlink()

    code, _, _ = add(capsys, site.list_url, "--yes")

    assert code == 0
    assert list(load(path).sources) == ["hlyw"]


def test_a_config_that_does_not_load_is_told_and_left_alone(path, site, capsys):
    path.write_text(CONFIG + "[chat.x]\n", encoding="utf-8")

    code, _, err = add(capsys, site.list_url, "--yes")

    assert code == 2
    assert "config.toml:" in err
    assert path.read_text(encoding="utf-8") == CONFIG + "[chat.x]\n"


HOME = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>松涧学院</title></head><body>
<div class="nav"><a href="/">首页</a> <a href="/xygk.htm">学院概况</a> <a href="/zsjy.htm">招生就业</a></div>
{columns}<div class="footer">版权所有 松涧学院（虚构）</div></body></html>"""
COLUMN = """<div class="box"><div class="hd"><h3>{title}</h3><a class="more" href="/{name}/index.htm">更多</a></div>
<ul class="newsList">{rows}</ul></div>"""


def rows(name: str, count: int) -> str:
    return "".join(
        f'<li><span>2026-02-{n:02d}</span><a href="/{name}/2026/{n + 100}.htm" title="{name}第{n}次会议纪要与安排">'
        f"{name}第{n}次会议纪要与安排</a></li>\n"
        for n in range(20, 20 - count, -1)
    )


@pytest.fixture
def college() -> Iterator[sites.LoopbackSite]:
    """A home page with two columns, their lists and articles."""

    def answer(path: str) -> sites.Reply:
        names = {"tzgg": "通知公告", "xydt": "学院动态"}
        name = path.strip("/").partition("/")[0]
        if path == "/":
            columns = "".join(
                COLUMN.format(title=title, name=each, rows=rows(each, 6)) for each, title in names.items()
            )
            return sites.Reply(body=HOME.format(columns=columns).encode())
        if path == f"/{name}/index.htm" and name in names:
            listing = f"<h2>{names[name]}</h2><ul class='newsList'>{rows(name, 15)}</ul>"
            return sites.Reply(
                body=HOME.format(columns=listing).replace("松涧学院<", f"{names[name]}-松涧学院<").encode()
            )
        if name in names and path.endswith(".htm"):
            n = int(path.rpartition("/")[2].removesuffix(".htm")) - 100
            return sites.Reply(body=sites.article_page(f"{name}第{n}次会议纪要与安排", f"2026-02-{n:02d}"))
        return sites.Reply(status=404, body=b"<title>404</title>")

    with sites.LoopbackSite(answer) as site:
        yield site


@pytest.fixture
def university() -> Iterator[sites.LoopbackSite]:
    """A home page one of whose columns is a page of columns itself."""
    names = {"tzgg": "通知公告", "xxyw": "学校要闻", "xydt": "学院动态"}

    def front(*columns: str) -> sites.Reply:
        titles = {**names, "xwzx": "新闻中心"}
        boxes = "".join(COLUMN.format(title=titles[each], name=each, rows=rows(each, 6)) for each in columns)
        return sites.Reply(body=HOME.format(columns=boxes).encode())

    def answer(path: str) -> sites.Reply:
        name = path.strip("/").partition("/")[0]
        if path == "/":
            return front("tzgg", "xwzx")
        if path == "/xwzx/index.htm":
            return front("xxyw", "xydt")
        if path == f"/{name}/index.htm":
            listing = f"<h2>{names[name]}</h2><ul class='newsList'>{rows(name, 15)}</ul>"
            return sites.Reply(
                body=HOME.format(columns=listing).replace("松涧学院<", f"{names[name]}-松涧学院<").encode()
            )
        if name not in names:
            return sites.Reply(status=404, body=b"<title>404</title>")
        n = int(path.rpartition("/")[2].removesuffix(".htm")) - 100
        return sites.Reply(body=sites.article_page(f"{name}第{n}次会议纪要与安排", f"2026-02-{n:02d}"))

    with sites.LoopbackSite(answer) as site:
        yield site


def test_a_column_of_columns_is_gone_through(path, university, capsys):
    code, _, err = add(capsys, university.url, "--yes", "--column", "新闻中心 > 学院动态")

    assert (code, err) == (0, "")
    assert f'url = "{university.url}/xydt/index.htm"' in path.read_text(encoding="utf-8")


def test_a_column_of_columns_offers_them(path, university, capsys):
    code, out, err = add(capsys, university.url, "--yes", "--column", "新闻中心")

    assert (code, err) == (1, "yaowen: name one with --column\n")
    assert f"2\t学院动态\t{university.url}/xydt/index.htm" in out


def test_a_home_page_offers_its_columns(path, college, capsys):
    code, out, err = add(capsys, college.url, "--yes")

    assert (code, err) == (1, "yaowen: name one with --column\n")
    assert "is a home page with 2 news columns" in out
    assert f"1\t通知公告\t{college.url}/tzgg/index.htm\ttzgg第20次" in out
    assert f"2\t学院动态\t{college.url}/xydt/index.htm\txydt第20次" in out


@pytest.mark.parametrize("column", ["2", "学院动态", "动态", "{url}/xydt/index.htm"])
def test_a_column_is_named_by_title_number_or_address(path, college, capsys, column):
    code, out, err = add(capsys, college.url, "--yes", "--column", column.format(url=college.url))

    assert (code, err) == (0, "")
    assert "15 items on" in out
    assert load(path).sources["xydt"].url == f"{college.url}/xydt/index.htm"
    assert load(path).sources["xydt"].title == "学院动态"


def test_a_column_that_is_not_there_is_told_with_those_that_are(path, college, capsys):
    code, _, err = add(capsys, college.url, "--yes", "--column", "体育")

    assert code == 1
    assert err == "yaowen: no column is called '体育'; there are: 通知公告, 学院动态\n"


@pytest.mark.parametrize(("at", "what"), [("/tzgg/index.htm", "a list"), ("/tzgg/2026/120.htm", "an article")])
def test_a_column_of_a_page_that_has_none_is_no_reason_to_take_another(path, college, capsys, at, what):
    code, _, err = add(capsys, f"{college.url}{at}", "--yes", "--column", "动态")

    assert (code, path.read_text(encoding="utf-8")) == (1, CONFIG)
    assert err == f"yaowen: {college.url}{at} is {what}, without a column '动态'; give the column's own address\n"


def test_an_article_on_no_list_is_told_with_the_columns_there_are(path, college, capsys):
    code, _, err = add(capsys, f"{college.url}/tzgg/2026/101.htm", "--yes")

    assert code == 1
    assert f"The site's columns:\n  通知公告: {college.url}/tzgg/index.htm\n" in err
    assert err.endswith("is an article whose list cannot be found; give the address of the list itself\n")


# writing


@pytest.mark.parametrize(
    "text",
    [
        "",
        "contact = 'a@b.example'\n",
        CONFIG,
        CONFIG.replace("\n", "\r\n"),
        "\ufeff" + CONFIG,
        CONFIG.rstrip("\n"),
        CONFIG + '\n[source.late]\nurl = "http://late.example/"\n',
        'source.a.url = "http://a.example/"\n',
        '[source]\n[source.a]\nurl = "http://a.example/"\n',
        Path(__file__).parents[3].joinpath("config.example.toml").read_text(encoding="utf-8"),
    ],
)
def test_however_a_config_is_written_nothing_but_the_source_is_new(tmp_path, text):
    path = tmp_path / "config.toml"
    path.write_bytes(text.encode())
    before = load(path)

    after = add_source(path, "club", {"url": "http://club.example/x.htm", "title": "社团“一”"})

    assert {name: one for name, one in load(path).sources.items() if name != "club"} == before.sources
    assert after.sources["club"].title == "社团“一”"
    lines, was = path.read_bytes().decode().splitlines(), text.splitlines()
    assert [line for line in was if line.strip() and line not in lines] == []
    assert path.read_bytes().count(b"\r\n") in (0, len(lines))
    assert [each.name for each in tmp_path.iterdir()] == ["config.toml"]


def test_a_config_that_cannot_be_added_to_is_left_alone_and_the_table_is_shown(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('source = { a = { url = "http://a.example/" } }\n', encoding="utf-8")

    with pytest.raises(YaowenError, match=r"add yourself:\n\[source.club\]\nurl = "):
        add_source(path, "club", {"url": "http://club.example/x.htm"})

    assert "club" not in path.read_text(encoding="utf-8")


def test_a_file_that_would_not_load_is_not_put_in_place(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(CONFIG, encoding="utf-8")

    with pytest.raises(YaowenError, match=r"nothing was written.*\n.*config.toml:\d+: source.club.url"):
        add_source(path, "club", {"url": "nonsense"})

    assert path.read_text(encoding="utf-8") == CONFIG
    assert [each.name for each in tmp_path.iterdir()] == ["config.toml"]


def test_where_nothing_can_be_written_the_reason_is_told(tmp_path):
    path = tmp_path / "config.toml"
    (tmp_path / ".config.toml.new").mkdir()  # as on a disk that is read only: neither written nor removed

    with pytest.raises(YaowenError, match=r"config\.toml: cannot be written: Is a directory"):
        add_source(path, "club", {"url": "http://club.example/x.htm"})


def test_rights_and_a_link_to_the_file_stay(tmp_path):
    real = tmp_path / "real.toml"
    real.write_text(CONFIG, encoding="utf-8")
    real.chmod(0o600)
    path = tmp_path / "config.toml"
    path.symlink_to(real)

    add_source(path, "club", {"url": "http://club.example/x.htm"})

    assert path.is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert "club" in load(real).sources


def test_a_chat_without_sources_gets_its_first():
    text = '[channel.console]\n[chat.a]\nchannel = "console"\nid = "a"\n'

    assert 'sources = ["x"]' in with_source(text, "x", {"url": "http://a.example/"}, ["a"])


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("http://www.sxzy.edu.cn/xwzx/tzgg.htm", "sxzy-tzgg"),
        ("http://www.college.edu.cn/", "college"),
        ("http://127.0.0.1:8000/xwzx/hlyw.htm", "hlyw"),
        ("https://news.example.org/", "example"),
        ("http://10.0.0.1/", "news"),
        ("http://all.cn/", "all-news"),  # our own address
        ("http://10.0.0.1/status/list.htm", "status-news"),
        ("http://old.cn/", "old-2"),
        ("http://大学.cn/", "news"),
        ("http://www.college.edu.cn/category/default/", "college"),
        ("http://www.college.edu.cn/category/notices/page/2/", "college-notices"),
        ("http://www.college.edu.cn/notices/feed/", "college-notices"),
    ],
)
def test_a_name_comes_from_the_address(url, name):
    assert free_name(url, {"old"}) == name


def test_in_a_terminal_it_asks_for_the_column_and_before_it_writes(path, college, capsys, monkeypatch):
    asked: list[str] = []
    monkeypatch.setattr("bot.cli._columns.asking", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda words, **_: (asked.append(words), "2")[1])
    monkeypatch.setattr("typer.confirm", lambda words, **_: (asked.append(words), True)[1])

    code, _, _ = add(capsys, college.url)

    assert code == 0
    assert asked == ["Which one?", "Add it to config.toml?"]
    assert list(load(path).sources) == ["old", "xydt"]


def test_who_says_no_in_a_terminal_has_nothing_written(path, site, capsys, monkeypatch):
    monkeypatch.setattr("bot.cli._columns.asking", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda words, **_: False)

    assert add(capsys, site.list_url)[0] == 1
    assert path.read_text(encoding="utf-8") == CONFIG


def test_a_wrong_answer_in_a_terminal_is_asked_for_again(path, college, capsys, monkeypatch):
    answers = iter(["7", "通知公告"])
    monkeypatch.setattr("bot.cli._columns.asking", lambda: True)
    monkeypatch.setattr("typer.prompt", lambda words, **_: next(answers))
    monkeypatch.setattr("typer.confirm", lambda words, **_: True)

    code, _, err = add(capsys, college.url)

    assert (code, err) == (0, "no column is called '7'; there are: 通知公告, 学院动态\n")
    assert list(load(path).sources) == ["old", "tzgg"]


WORDS = (
    "Harbour bridge closes for a week of repairs",
    "Library extends its opening hours this winter",
    "Ferry timetable changes from the first of December",
    "New playground opens behind the town hall",
    "Water off in the old town on Tuesday",
)


@pytest.fixture
def blog() -> Iterator[sites.LoopbackSite]:
    """A blog in English whose front page is its list, and whose posts name no other."""
    with english() as site:
        yield site


def english(*, front: str = "", feed: str = "", lang: str = "en-US") -> sites.LoopbackSite:
    """The blog; `front`: how the <title> of its front page begins; `feed`: what its feed says of itself, besides;
    `lang`: what its pages say they are written in."""
    links = [(f"/2026/02/{20 - n}/post-{n}/", words, f"2026-02-{20 - n}") for n, words in enumerate(WORDS)]
    named = '<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    head = (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{named}<title>{{title}}The Quay</title></head>'
    )
    top = '<body><header><a href="/">The Quay</a></header><main>'

    def answer(path: str) -> sites.Reply:
        if path == "/":
            posts = "".join(
                f'<article><h2><a href="{to}">{words}</a></h2><time datetime="{day}">{day}</time></article>'
                for to, words, day in links
            )
            return sites.Reply(body=f"{head.format(title=front)}{top}{posts}</main></body></html>".encode())
        if path == "/feed.xml":
            items = "".join(f"<item><title>{words}</title><link>{to}</link></item>" for to, words, _ in links)
            return sites.Reply(
                body=f'<rss version="2.0"><channel><title>Quay</title>{feed}{items}</channel></rss>'.encode()
            )
        found = next(((words, day) for to, words, day in links if to == path), None)
        if found is None:
            return sites.Reply(status=404 if path == "/robots.txt" else 500, body=b"boom")
        words, day = found
        text = (
            f"<article><h1>{words}</h1><time datetime='{day}'>{day}</time><p>Until Friday, from 8 to 10.</p></article>"
        )
        return sites.Reply(body=f"{head.format(title=f'{words} - ')}{top}{text}</main></body></html>".encode())

    return sites.LoopbackSite(answer)


def test_an_article_of_a_site_whose_front_page_is_its_list(path, blog, capsys):
    code, _, err = add(capsys, f"{blog.url}/2026/02/19/post-1/", "--yes", "--name", "quay")

    assert (code, err) == (0, "")
    assert load(path).sources["quay"].url == f"{blog.url}/"


def test_another_language_than_ours_is_written_down(path, blog, capsys):
    code, out, _ = add(capsys, f"{blog.url}/", "--yes", "--name", "quay")

    assert code == 0
    assert 'language = "en-US"' in path.read_text(encoding="utf-8")
    assert "This is doubtful" not in out  # though every notice is one line


@pytest.mark.parametrize("words", [("/", "--feed"), ("/feed.xml",)])
@pytest.mark.parametrize(
    ("feed", "language"),
    [("<language>en-gb</language>", "en-GB"), ("", "en-US")],  # its own word, else that of its first article's page
)
def test_the_language_of_a_feed_is_written_down(path, capsys, words, feed, language):
    with english(feed=feed) as site:
        add(capsys, f"{site.url}{words[0]}", *words[1:], "--yes", "--name", "quay")

    assert load(path).sources["quay"].url.endswith("/feed.xml")
    assert load(path).sources["quay"].language == language


@pytest.mark.parametrize("lang", ["zh-TW", "zh-HK", "zh-Hant"])
def test_a_page_in_traditional_letters_is_written_down_and_given_out_as_such(path, capsys, lang):
    with english(lang=lang) as site:
        add(capsys, f"{site.url}/", "--yes", "--name", "quay")
        assert load(path).sources["quay"].language == lang
        assert exit_code(["check"]) == 0
        assert exit_code(["poll", "quay"]) == 0

    assert f'xml:lang="{lang}"' in next(path.parent.glob("public/**/quay.atom")).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "ours", "same"),
    [
        *((page, "zh-CN", True) for page in ("zh", "zh-CN", "zh-Hans", "zh-Hans-CN")),
        *((page, "zh-CN", False) for page in ("zh-TW", "zh-HK", "zh-MO", "zh-Hant", "zh-Hant-TW", "zh-SG", "en", "ja")),
        *(("zh-TW", ours, False) for ours in ("zh", "zh-Hans", "zh-HK", "en")),
        *(("zh-TW", ours, True) for ours in ("zh-TW", "zh-tw", "zh-Hant", "zh-Hant-TW")),
        *((page, "zh-TW", same) for page, same in (("zh", True), ("zh-CN", False), ("zh-Hans", False))),
        *(("en-GB", ours, True) for ours in ("en", "en-US", "EN")),
    ],
)
def test_what_the_config_says_of_all_need_not_be_said_again(page: str, ours: str, same: bool):
    assert same_language(page, ours) is same


@pytest.mark.parametrize("front", ["Home - ", "Startseite | ", "トップページ | ", "首页 - "])
def test_a_page_that_calls_itself_home_is_called_as_its_site(path, capsys, front):
    with english(front=front) as site:
        add(capsys, f"{site.url}/", "--yes", "--name", "quay")

    assert load(path).sources["quay"].title == "The Quay"


def test_a_page_that_failed_is_told_as_that(path, blog, capsys):
    code, _, err = add(capsys, f"{blog.url}/nothing", "--yes")

    assert code == 1
    assert err == f"yaowen: {blog.url}/nothing: the site answered 500\n"


def test_a_feed_without_entries_is_taken_without_a_word_of_selectors(path, capsys):
    empty = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Tide table</title><link>/</link></channel></rss>'
    with sites.LoopbackSite(lambda path: sites.Reply(body=empty)) as site:
        code, out, _ = add(capsys, f"{site.url}/feed.xml", "--yes", "--name", "tides")

    assert code == 0
    assert "the feed has no entries now; those to come are kept and told" in out
    assert "CSS" not in out


def test_a_preview_of_a_home_page_says_that_there_are_columns(path, college, capsys):
    code = exit_code(["preview", college.url, "--allow-private", "--articles", "0"])

    assert code == 0
    assert "a home page with news columns (通知公告, 学院动态), of which this is one" in capsys.readouterr().out


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_what_root_adds_to_is_still_its_owners(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text(CONFIG, encoding="utf-8")
    os.chown(path, 65534, 65534)

    add_source(path, "club", {"url": "http://club.example/x.htm"})

    found = path.stat()
    assert (found.st_uid, found.st_gid) == (65534, 65534)
