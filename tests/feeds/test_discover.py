"""Any address to a source: what is fetched, and what opening a few articles shows. The web is a small fake."""

import json
import re
from datetime import datetime

import pytest
import sitepages as site

from feeds.agreeing import alike
from feeds.discover import discover
from feeds.errors import BadStatus, Unreachable
from feeds.model import SHANGHAI, Access, Page

HOST = "https://www.yunxi.example"
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=SHANGHAI)


class FakeWeb:
    """Pages by path; a number is a status."""

    def __init__(self, pages: dict[str, str | int]) -> None:
        self.pages, self.asked = pages, []

    def get(self, url: str, access: Access = Access()) -> Page:
        self.asked.append(url)
        page = self.pages.get(url.removeprefix(HOST), 404)
        if isinstance(page, int):
            raise BadStatus(url, page, body="<html><title>404</title><body>页面不存在</body></html>")
        return Page(url=url, text=page, fetched=NOW)


def written(n: int) -> str:
    return site.article(site.TITLES[n], meta=f"发布时间：{site.day(n)}")


def the_site(**changed: str | int) -> FakeWeb:
    pages: dict[str, str | int] = {f"/info/1071/{9000 - n * 7}.htm": written(n) for n in range(10)}
    pages["/xw/tzgg.htm"] = site.plain_list()
    return FakeWeb({**pages, **changed})


def test_a_list_is_believed_when_its_articles_say_what_it_says():
    web = the_site()

    found = discover(web, f"{HOST}/xw/tzgg.htm")

    assert (found.page, found.list) == ("list", f"{HOST}/xw/tzgg.htm")
    assert "opened 3 of its articles, 3 said what the list says" in found.why
    assert found.confidence > 0.8
    assert len(web.asked) == 4
    assert found.article is not None


def test_a_list_whose_articles_say_something_else_is_doubted():
    web = the_site(**{f"/info/1071/{9000 - n * 7}.htm": written(11) for n in (0, 5, 9)})

    found = discover(web, f"{HOST}/xw/tzgg.htm")

    assert found.confidence < 0.4
    assert any("its title is" in reason for reason in found.why)


def test_a_list_that_its_next_page_repeats_is_a_menu():
    pager = '<div class="pages"><a href="tzgg/9.htm">下一页</a></div></body>'
    first = site.plain_list().replace("</body>", pager)

    repeated = discover(
        the_site(**{"/xw/tzgg.htm": first, "/xw/tzgg/9.htm": first.replace("../info", "../../info")}),
        f"{HOST}/xw/tzgg.htm",
    )
    older = discover(the_site(**{"/xw/tzgg.htm": first, "/xw/tzgg/9.htm": site.plain_list(n=0)}), f"{HOST}/xw/tzgg.htm")

    assert any("a menu, not a list" in reason for reason in repeated.why)
    assert "its next page shows other articles" in older.why
    assert repeated.confidence < older.confidence


def test_a_box_of_the_newest_on_every_page_makes_no_menu_of_a_list():
    newest = site.rows('<li><a href="{href}">{title}</a></li>')
    box = f'<div class="side"><h3>最新文章</h3><ul>{newest}</ul></div>'
    pager = '<div class="pages"><a href="tzgg/9.htm">下一页</a></div>'
    first = site.plain_list().replace("</body>", f"{pager}{box}</body>")
    second = site.plain_list(n=0).replace("</body>", f"{box.replace('../info', '../../info')}</body>")

    found = discover(the_site(**{"/xw/tzgg.htm": first, "/xw/tzgg/9.htm": second}), f"{HOST}/xw/tzgg.htm")

    assert found.page == "list"
    assert "its next page shows other articles" in found.why


@pytest.mark.parametrize(
    ("pasted", "named", "older"),
    [
        ("/xw/tzgg/1.htm", "/xw/tzgg.htm", True),
        ("/news/page/2/", "/news/", True),
        ("/news/index_12.html", "/news/", True),
        ("/list_2.htm", "/list_1.htm", True),
        ("/1071/list2.psp", "/1071/list.htm", True),
        ("/col/col1071/index.html?uid=5023&pageNum=2", "/col/col1071/index.html", True),
        ("/list.php?page=3&cat=31", "/list.php?page=1&cat=31", True),
        ("/list.jsp?totalpage=9&PAGENUM=2&wbtreeid=1013", "/list.jsp?wbtreeid=1013", True),
        ("/jxxw/list1023.htm", "/xw.htm", False),  # a column, whose articles name the news of all
        ("/col/col1071/index.html", "/col/col1070/index.html", False),
        ("/list.php?cat=32", "/list.php?cat=31", False),
        ("/list.php?cat=32", "/list.php", False),
    ],
)
def test_an_older_page_leads_to_the_list_s_first_one(pasted, named, older):
    there = '<a href="/xw.htm">新闻</a>'
    articles = {
        f"/info/1071/{9000 - n * 7}.htm": written(n).replace(there, f'<a href="{named}">通知公告</a>')
        for n in range(10)
    }
    rows = site.rows().split("</li>")
    first, second = (
        site.plain_list().replace(site.rows(), "</li>".join([*part, ""])).replace("../info", "/info")
        for part in (rows[:5], rows[5:10])
    )
    web = the_site(**articles, **{named: first, pasted: second})

    found, newer = (discover(web, f"{HOST}{path}") for path in (pasted, named))

    assert (found.page, found.list) == ("list", f"{HOST}{named if older else pasted}")
    assert (f"{HOST}{pasted} is an older page of it" in found.why) is older
    assert (newer.page, newer.list) == ("list", f"{HOST}{named}")


def test_a_front_page_that_goes_on_with_older_posts_is_the_list():
    posts = "".join(
        f'<article class="post"><h2><a href="/info/1071/{9000 - n * 7}.htm">{site.TITLES[n]}</a></h2>'
        f"<time>{site.day(n)}</time><p>{site.SENTENCES[n % 3]}</p></article>"
        for n in range(10)
    )
    pager = (
        '<nav class="navigation pagination"><div><span class="page-numbers current">1</span>'
        '<a class="page-numbers" href="/page/2/">2</a><a class="next page-numbers" href="/page/2/">Older posts</a>'
        "</div></nav>"
    )
    older = site.plain_list(n=0)

    found = discover(the_site(**{"/": site.page(f"<main>{posts}{pager}</main>"), "/page/2/": older}), f"{HOST}/")

    assert (found.page, found.list) == ("list", f"{HOST}/")
    assert found.listing is not None
    assert [item.title for item in found.listing.articles] == list(site.TITLES[:10])


def test_links_that_lead_nowhere_are_told():
    found = discover(the_site(**{"/info/1071/9000.htm": 404}), f"{HOST}/xw/tzgg.htm")

    assert "opened 3 of its articles, 2 said what the list says" in found.why
    assert any("9000.htm: the site answered 404" in reason for reason in found.why)


def test_an_article_leads_to_its_list_which_is_opened():
    article = written(0).replace('href="/xw.htm"', 'href="/xw/tzgg.htm"')

    found = discover(the_site(**{"/info/1071/9000.htm": article}), f"{HOST}/info/1071/9000.htm")

    assert (found.page, found.list) == ("article", f"{HOST}/xw/tzgg.htm")
    assert found.listing is not None
    assert "its list shows this article" not in found.why or found.confidence > 0.6


def test_an_article_whose_list_is_gone_says_so():
    found = discover(the_site(), f"{HOST}/info/1071/9000.htm")

    assert (found.page, found.list) == ("article", None)
    assert any("xw.htm" in reason or "404" in reason for reason in found.why)


def crumbless(n: int) -> str:
    """An article that does not say where it belongs."""
    return re.sub(r'<div class="where">.*?</div>', "", written(n))


@pytest.mark.parametrize("n", [0, 9])
def test_an_article_that_names_no_list_is_found_in_a_column_of_the_front_page(n: int):
    at = f"/info/1071/{9000 - n * 7}.htm"
    block = f'<div class="box"><h3>通知公告</h3><a href="/xw/tzgg.htm">更多</a><ul>{site.rows(n=5)}</ul></div>'
    front = site.page(block.replace("../info", "/info"))
    web = the_site(**{at: crumbless(n), "/": front})

    found = discover(web, f"{HOST}{at}")

    assert (found.page, found.list) == ("article", f"{HOST}/xw/tzgg.htm")
    assert "its list shows this article" in found.why


def test_a_page_that_is_not_there_is_refused_not_an_error():
    found = discover(FakeWeb({}), f"{HOST}/nothing.htm")

    assert (found.page, found.reason) == ("refused", "not_found")


def test_a_site_that_cannot_be_reached_is_an_error():
    class Down:
        def get(self, url: str, access: Access = Access()) -> Page:
            raise Unreachable(url, "refused")

    with pytest.raises(Unreachable):
        discover(Down(), HOST)


def test_a_cut_title_is_like_its_whole():
    assert alike("关于做好国庆假期安全工作的通知", "关于做好国庆假期安全工…") == 1.0
    assert alike("学生篮球队夺得省赛亚军", "食堂开设窗口征求意见") < 0.3
    assert alike("", "x") == 0.0


def test_the_command_prints_one_json_object(tmp_path, capsys):
    from feeds.__main__ import main

    saved = tmp_path / "page.htm"
    saved.write_text(site.plain_list(), "utf-8")

    assert main(["detect", str(saved), "--url", f"{HOST}/xw/tzgg.htm", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["page"], said["list"]) == ("list", f"{HOST}/xw/tzgg.htm")
    assert main(["detect", str(saved), "--url", f"{HOST}/xw/tzgg.htm"]) == 0
    assert capsys.readouterr().out.startswith("list  (sure to")
