"""python -m feeds: the JSON other tools rely on, words for people, and one-line complaints."""

import http.server
import json
import subprocess
import sys
import threading

import pytest
import vsbpages
from vsbpages import HOST

from feeds.__main__ import main


@pytest.fixture
def saved(tmp_path):
    """A function that saves a page and gives its path."""

    def save(text: str, encoding: str = "utf-8") -> str:
        path = tmp_path / "page.htm"
        path.write_bytes(text.encode(encoding))
        return str(path)

    return save


def test_a_list_as_json_has_exactly_these_keys(saved, capsys):
    code = main(["list", saved(vsbpages.listing()), "--url", f"{HOST}/index/xwdt.htm", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert code == 0
    assert list(said) == ["kind", "next", "articles"]
    assert said["kind"] == "vsb"
    assert said["next"] == f"{HOST}/index/xwdt/2.htm"
    assert said["articles"][0] == {
        "id": "5120",
        "title": "学院召开新学期教学工作部署会议",
        "url": f"{HOST}/info/1042/5120.htm",
        "published": "2026-09-18T00:00:00+08:00",
        "precision": "day",
    }


def test_an_article_as_json_has_exactly_these_keys(saved, capsys):
    text = vsbpages.article(after=vsbpages.attachment())
    code = main(["article", saved(text), "--url", f"{HOST}/info/1042/5120.htm", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert code == 0
    keys = "kind id url title published precision author credits html text summary images attachments videos"
    assert list(said) == keys.split()
    assert said["attachments"][0]["name"] == "课程表.xls"
    assert set(said["attachments"][0]) == {"name", "url"}


LOGIN = """<html><head><title>统一身份认证</title></head><body><h2>用户登录</h2><form action="/login">
<input name="u"><input type="password" name="p"><a href="/lost">忘记密码</a></form></body></html>"""


@pytest.mark.parametrize("what", ["list", "article"])
def test_a_login_is_called_a_login(saved, capsys, what):
    code = main([what, saved(LOGIN), "--url", f"{HOST}/login", "--json"])

    told = capsys.readouterr()
    assert code == 1
    assert told.out == ""
    assert "login: the page asks for a login" in told.err


def test_a_list_with_a_login_box_is_still_a_list(saved, capsys):
    page = vsbpages.listing().replace("</body>", '<form>登录<input type="password" name="p"></form></body>')

    assert main(["list", saved(page), "--url", f"{HOST}/index/xwdt.htm", "--json"]) == 0


def test_the_zone_is_that_of_the_source(saved, capsys):
    main(["list", saved(vsbpages.listing()), "--url", f"{HOST}/index/xwdt.htm", "--json", "--zone", "Europe/Berlin"])

    said = json.loads(capsys.readouterr().out)
    assert said["articles"][0]["published"] == "2026-09-18T00:00:00+02:00"


def test_gb18030_bytes_are_read(saved, capsys):
    text = vsbpages.listing().replace('charset="utf-8"', 'charset="gb2312"')
    main(["list", saved(text, "gb18030"), "--url", f"{HOST}/index/xwdt.htm", "--json"])

    assert json.loads(capsys.readouterr().out)["articles"][0]["title"] == "学院召开新学期教学工作部署会议"


def test_people_get_words(saved, capsys):
    assert main(["list", saved(vsbpages.listing()), "--url", f"{HOST}/index/xwdt.htm"]) == 0
    assert "2026-09-18" in capsys.readouterr().out
    assert main(["article", saved(vsbpages.article()), "--url", f"{HOST}/info/1042/5120.htm"]) == 0
    assert "summary: 9月18日上午" in capsys.readouterr().out


def test_selectors_can_be_tried_out(saved, capsys):
    path = saved('<div class="n"><a href="/1.htm">标题在此</a></div>')

    assert main(["list", path, "--url", HOST, "--kind", "css", "--set", "list_item=.n", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["articles"][0]["title"] == "标题在此"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["list", "nowhere.htm", "--url", "http://x.example/"], 2, "nowhere.htm: there is no such file"),
        (["list", "www.x.example/news"], 2, "no such file; an address begins with http:// or https://"),
        (["list", "x" * 5000], 2, "there is no such file"),
        (["list", "."], 2, "--url"),
        (["list", "PAGE"], 2, "--url"),
        (["list", "PAGE", "--url", "ftp://x.example/"], 2, "http"),
        (["list", "PAGE", "--url", "http://x.example/", "--zone", "Mars/Olympus"], 2, "no time zone"),
        (["list", "PAGE", "--url", "http://x.example/", "--kind", "nokind"], 1, "no kind named"),
        (["list", "PAGE", "--url", "http://x.example/", "--set", "a=b"], 2, "--kind"),
        (["list", "PAGE", "--url", "http://x.example/", "--kind", "css", "--set", "a=b"], 2, "list_item"),
        (["article", "EMPTY", "--url", "http://x.example/", "--kind", "vsb"], 1, "no title"),
        (["list", "http://127.0.0.1:9/"], 1, "is a private address"),
    ],
)
def test_complaints_are_one_line(saved, capsys, arguments, code, said):
    empty = "EMPTY" in arguments
    path = saved("" if empty else vsbpages.listing())
    arguments = [path if argument in ("PAGE", "EMPTY") else argument for argument in arguments]

    assert main(arguments) == code
    out = capsys.readouterr()
    assert out.out == ""
    assert out.err.count("\n") == 1
    assert said in out.err


def test_a_page_is_fetched_from_loopback_when_that_is_allowed(tmp_path, capsys):
    (tmp_path / "l.htm").write_text(vsbpages.listing(), encoding="utf-8")

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, directory=str(tmp_path), **kwargs)

        def log_message(self, *args):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Quiet) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        code = main(["list", f"http://127.0.0.1:{server.server_port}/l.htm", "--json", "--allow-private"])
        server.shutdown()

    assert code == 0
    assert len(json.loads(capsys.readouterr().out)["articles"]) == 5


@pytest.mark.parametrize("url", ["http://169.254.169.254/", "http://100.100.100.200/", "http://a_b..c/"])
def test_what_no_option_opens_is_told_without_one(url: str, capsys):
    assert main(["list", url]) == 1
    assert "--allow-private" not in capsys.readouterr().err


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://127.0.0.1:22/"])
def test_what_an_option_opens_is_told_with_it(url: str, capsys):
    assert main(["list", url]) == 1
    assert "(or try --allow-private)" in capsys.readouterr().err


def test_it_is_a_command():
    out = subprocess.run([sys.executable, "-m", "feeds", "--help"], capture_output=True, text=True, check=True)

    assert "list" in out.stdout
