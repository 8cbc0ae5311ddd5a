"""What a link stands for: one id for one page, two for two."""

import pytest

from feeds.read.markup import links
from feeds.read.markup.links import canonical, file_name, is_file, same_page, same_site


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("HTTP://V.Qinglan.Example:80/a.htm#top", "http://v.qinglan.example/a.htm"),
        ("http://v.qinglan.example/a.jsp;jsessionid=0A1B?x=1&utm_source=wx", "http://v.qinglan.example/a.jsp?x=1"),
        (
            "https://mp.weixin.qq.com/s?__biz=M&mid=2&idx=1&sn=ab&chksm=9&scene=21#rd",
            "https://mp.weixin.qq.com/s?__biz=M&mid=2&idx=1&sn=ab",
        ),
        ("https://mp.weixin.qq.com/s/AbC?from=timeline&poc_token=x", "https://mp.weixin.qq.com/s/AbC"),
        ("http://x.example/show.asp?sid=12&from=jwc", "http://x.example/show.asp?sid=12&from=jwc"),
        ("http://x.example", "http://x.example/"),
        ("http://x.example:8080/a?b=%E4%B8%AD", "http://x.example:8080/a?b=%E4%B8%AD"),
        ("http://[::1/a", "http://[::1/a"),
    ],
)
def test_decoration_leaves_an_address_and_meaning_stays(url, plain):
    assert canonical(url) == plain
    assert canonical(plain) == plain


def test_one_site_is_one_host_with_or_without_www():
    assert same_site("https://www.qinglan.example/a", "http://qinglan.example/b")
    assert not same_site("http://jwc.qinglan.example/", "http://www.qinglan.example/")
    assert same_page("https://www.qinglan.example/a/", "http://qinglan.example/a#x")


def test_files_are_known_by_their_names():
    assert is_file("http://x.example/a/b.DOCX?x=1")
    assert not is_file("http://x.example/a/b.htm")
    assert file_name("http://x.example/a/%E8%A1%A8.docx") == "表.docx"


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://a.example/x.odt", ""),
        ("http://a.example/x.pdf;jsessionid=12?v=3", "Bericht"),
        ("http://a.example/e/enews/?enews=DownFile&fileid=4", "附件"),
        ("http://a.example/api/file/download/5f2a?name=student.pdf", "学生表"),
        ("http://a.example/Download.ashx?u=L&icon=.odt", "稿"),
        ("http://a.example/bbs/download.php?no=1", "신청서"),
        ("http://a.example/download/14", "Satzung [PDF, 214 KB]"),
    ],
)
def test_links_that_hand_out_a_file(url, words):
    assert links.offers_file(url, words)


@pytest.mark.parametrize(
    "url", ["http://a.example/news/1.html", "http://a.example/downloads", "http://a.example/?n=pdf"]
)
def test_links_that_do_not(url):
    assert not links.offers_file(url, "下载专区")
