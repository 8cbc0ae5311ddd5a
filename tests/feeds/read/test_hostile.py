"""Pages made to keep a reader busy: each is read to its end at once. A pattern or a loop that grew with the square, or
worse, would not end within the time that the whole suite has."""

import contextlib
import json
from collections.abc import Callable

import pytest
from builders import NOON

from feeds import read
from feeds.errors import ExtractError
from feeds.model import Page
from feeds.read.detect import detect

ROW = '<li><a href="/info/1/{n}.htm">关于做好第{n}次考试工作的通知{more}</a> 2026-11-2{n}</li>'
TEXT = "<p>这是一段文字，说明了一件重要的事情，并且有结尾。</p>" * 5
BLANK = "\u3000"


def a_list(*, title: str = "通知公告", more: str = "", href: str = "", classes: str = "list") -> str:
    rows = "".join(ROW.format(n=n, more=more if n == 3 else "") for n in range(1, 8))
    other = f'<a href="/{href}">更多</a>' if href else ""
    return f'<title>{title}</title><body><ul class="{classes}">{rows}</ul>{other}'


def an_article(*, classes: str = "title", last: str = "", after: str = "") -> str:
    return (
        f'<title>我校召开工作会议</title><body><h1 class="{classes}">我校召开工作会议</h1>'
        f"<div>发布时间：2026-11-20</div><div>{TEXT}<p>{last}</p></div><div>{after}</div>"
    )


def of_vsb(boxes: int) -> str:
    body = "".join(f'<div id="vsb_content_{n}"><p>这是一段文字。</p></div>' for n in range(boxes))
    return (
        f'<h1>会议</h1><form name="_newscontent_fromname">{body}</form><!--Announced by Visual SiteBuilder--> _jsq_ ('
    )


LISTS = {
    "comments at its top": "<!---->" * 400,
    "comments and instructions at its top": "<?a?> <!--a-->" * 200,
    "records that hold blanks": "<recordset>jpage dataproxy.jsp<record>" + " " * 200_000,
    "groups that hold blanks": "<recordset>jpage dataproxy.jsp<nextgroup>" + " " * 200_000,
    "a class of letters": a_list(classes="a" * 200_000),
    "a title of wide blanks": a_list(title=f"a{BLANK * 100_000}b"),
    "a title of underscores": a_list(title="_a" * 100_000),
    "an address of dashes": a_list(href="a-" * 100_000),
    "an address of folders": a_list(href="a/" * 100_000),
    "dots within a title": a_list(more="…" * 100_000 + "b"),
    "full stops within a title": a_list(more="。" * 100_000 + "b"),
    "places that a script fills": f"{a_list()}{'<i></i>' * 10_000}<script>"
    + "".join(f'$(".a{n}").load("/")' for n in range(60_000)),
}
ARTICLES = {
    "a bracket and blanks at its end": an_article(last=f"文章({BLANK * 100_000}a"),
    "digits below it": an_article(after="1" * 300_000),
    "a class of underscores": an_article(classes="_a" * 100_000),
    "addresses of mail": an_article(last="a@" * 200_000),
    "a body in boxes": of_vsb(6_000),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("ask", [read.listing, detect])
def test_a_list_is_read_to_its_end(name: str, ask: Callable[[Page], object]):
    _asked(ask, Page(url="https://www.example.edu.cn/xwzx/list.htm", text=LISTS[name], fetched=NOON))


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_read_to_its_end(name: str):
    _asked(read.article, Page(url="https://www.example.edu.cn/info/1001/1000.htm", text=ARTICLES[name], fetched=NOON))


RSS = (
    '<rss version="2.0"><channel><title>T</title>{item}<title>One</title><link>http://a.example/1</link>{more}'
    "</item></channel></rss>"
)
DEEP = "<div>" * 100_000 + "The bridge is open."


@pytest.mark.parametrize(
    "feed",
    [
        RSS.format(item="<item>", more=f"<description>{DEEP.replace('<', '&lt;')}</description>"),
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "T",
                "items": [{"id": "1", "url": "http://a.example/1", "title": "One", "content_html": DEEP}],
            }
        ),
    ],
)
def test_of_an_entry_that_no_parser_should_see_the_words_are_kept(feed: str):
    (entry,) = read.listing(Page(url="http://a.example/feed", text=feed, fetched=NOON)).articles

    assert (entry.title, entry.text) == ("One", "The bridge is open.")


def test_a_tag_of_a_feed_with_too_many_attributes_is_refused():
    many = " ".join(f'a{n}="1"' for n in range(50_000))
    feed = RSS.format(item=f"<item {many}>", more="")

    with pytest.raises(ExtractError, match="more than 2,000 attributes"):
        read.listing(Page(url="http://a.example/feed", text=feed, fetched=NOON))


def test_a_page_with_too_many_options_is_refused():
    page = Page(url="http://a.example/", text=f"<select>{'<Option>a' * 5_000}</select>", fetched=NOON)

    with pytest.raises(ExtractError, match="more than 4,000 <option>"):
        read.listing(page)


def test_the_end_of_a_page_is_looked_for_once():
    page = Page(url="https://www.example.edu.cn/", text="</html>" + "<!---->" * 2_000 + "x", fetched=NOON)

    assert not read.whole(page)


def test_a_call_without_an_end_is_no_json():
    page = Page(url="https://www.example.edu.cn/x.js", text="a(b)" + " " * 300_000 + "a", fetched=NOON)

    with pytest.raises(ExtractError, match="not JSON"):
        read.listing(page, kind="json")


def _asked(ask: Callable[[Page], object], page: Page) -> None:
    """Either there is an answer, or the typed error."""
    with contextlib.suppress(ExtractError):
        assert ask(page) is not None
