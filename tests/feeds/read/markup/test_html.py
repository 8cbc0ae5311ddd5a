"""The door to the parser: what it refuses, and the text that people see."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import ExtractError, TooDeep
from feeds.read.markup import html, lines
from feeds.read.markup.resolve import absolute

URL = "http://www.qinglan.example/a/b.htm"


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 100_000,
        "<b>" * 20_000,
        "".join(f"<p><b a={n}>" for n in range(30_000)),
        "<table><tr><td>" * 30_000,
        "<table>" + "<i>x" * 20_000,
        "<ul><li>" * 5_000,
        "<svg>" + "<g>" * 5_000,
        "<span>" * 600 + "x" + "</span>" * 600,
    ],
)
def test_a_page_nested_too_deep_is_refused_before_it_is_parsed(markup, monkeypatch):
    monkeypatch.setattr(html, "LexborHTMLParser", lambda *_: pytest.fail("the parser saw it"))

    with pytest.raises(TooDeep):
        html.parse(markup, URL)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>x" * 5_000,
        "<ul>" + "<li>x" * 5_000 + "</ul>",
        "<table>" + "<tr><td>x<td>y" * 3_000,
        "<dl>" + "<dt>x<dd>y" * 3_000,
        "<br><img src=x><hr><input>" * 2_000,
        "<!-- <div> -->" * 2_000,
        "<script>" + "if (a < b) { s = '<div>' }" * 2_000 + "</script>",
        "<select>" + "<option>x" * 2_000 + "</select>",
        "<div><p>x</div>" * 2_000,
        "<p><font color=red>x</p>" * 2_000,
        "<a href=x>y" * 2_000,
        "</div>" * 5_000,
        "a < b " * 5_000,
        "<div>" * 400 + "</div>" * 400,
        '<a title="' + "<div>" * 2_000 + '">x</a>',
        "<svg><path/><g/></svg>" * 2_000,
    ],
)
def test_untidy_pages_that_do_not_nest_are_read(markup):
    assert html.parse(markup, URL).url == URL


def test_a_tag_with_thousands_of_attributes_is_refused():
    with pytest.raises(ExtractError, match="attributes"):
        html.parse("<a " + " ".join(f"a{n}" for n in range(50_000)) + ">", URL)


def test_a_picture_inside_the_page_is_no_tag_of_many_attributes():
    html.parse(f"<img src='data:image/png;base64,{'A/b' * 50_000}' alt='x'>", URL)


def test_text_is_what_people_see():
    root = html.fragment(
        "<h1> 标题 </h1><p>第一<b>句</b>。<br>第二\n句。</p><script>var x=1</script><style>p{}</style><!-- 注释 -->"
        "<div style='display:none'>藏</div><p>\u3000\u3000缩进\u200b的&nbsp;&nbsp;字</p><table><tr><td>"
        "甲</td><td><p>乙</p></td></tr></table>"
        "<pre>一\n二</pre>and\n\nmore  words"
    )

    assert lines.block_text(root) == "标题\n第一句。\n第二句。\n缩进的 字\n甲\t乙\n一\n二\nand more words"


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("缩\u200c进\u200b的\ufeff字", "缩进的字"),
        ("re\u200dad\u00ading", "reading"),
        ("بزرگ\u200cترین نیروگاه", "بزرگ\u200cترین نیروگاه"),
        ("क्\u200dष", "क्\u200dष"),
        ("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧"),
    ],
)
def test_joiners_stay_where_a_script_needs_them(said, text):
    assert lines.tidy(said) == text


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("//www.qinglan.example:80/c.htm", "http://www.qinglan.example/c.htm"),
        ("http://www.qinglan.example:80/c.htm", "http://www.qinglan.example/c.htm"),
        ("https://www.qinglan.example:443/", "https://www.qinglan.example/"),
        ("//www.qinglan.example:8080/c.htm", "http://www.qinglan.example:8080/c.htm"),
        ("../c.htm", "http://www.qinglan.example/c.htm"),
        ("//cdn.example/x", "http://cdn.example/x"),
        (" /x y.htm#top ", "http://www.qinglan.example/x%20y.htm"),
        ("https://Other.example/#a", "https://Other.example/"),
        ("?a=1&b=2", "http://www.qinglan.example/a/b.htm?a=1&b=2"),
        ("#top", None),
        ("", None),
        (None, None),
        ("javascript:;", None),
        ("JavaScript:void(0)", None),
        ("data:text/html,x", None),
        ("mailto:a@b.example", None),
        ("ftp://x.example/", None),
        ("http://", None),
        ("http://[::1", None),
        ("http://a:b/", None),
        ("http://x.example:99999/", None),
        ("java\nscript:alert(1)", None),
    ],
)
def test_a_link_is_absolute_or_nothing(href, url):
    assert absolute(URL, href) == url
    assert html.parse("<p>x", URL).link(href) == url


@pytest.mark.parametrize("port", ["", ":80", ":443", ":4430", ":8080", ":59999", ":60000", ":65535", ":65536", ":0080"])
@pytest.mark.parametrize("scheme", ["http", "https"])
@pytest.mark.parametrize("href", ["{}/c.htm", "/c.htm", "../c.htm", "c.htm?a=1", "?a=1", "#a"])
def test_the_short_way_to_a_link_ends_where_the_long_one_does(href, scheme, port):
    base = f"{scheme}://www.qinglan.example{port}"
    href = href.format(base)

    assert html.parse("<p>x", f"{base}/a/b.htm").link(href) == absolute(f"{base}/a/b.htm", href)


def test_the_base_tag_is_honoured_only_when_it_is_a_web_address():
    assert html.parse('<base href="/sub/"><a href="x">', URL).link("x") == "http://www.qinglan.example/sub/x"
    assert html.parse('<base href="file:///etc/"><a href="x">', URL).link("x") == "http://www.qinglan.example/a/x"


def test_a_selector_that_cannot_be_read_is_a_value_error():
    with pytest.raises(ValueError, match="not a CSS selector"):
        html.parse("<p>x", URL).css("li[[")


@given(st.text(alphabet=st.sampled_from("<>/ab!-='\" \n&;") | st.characters(), max_size=400))
def test_any_text_gives_a_document_and_its_text(source):
    document = html.parse(source, URL)

    assert isinstance(lines.block_text(document.root), str)


SOUP = """<p> </p> <b> </b> <a> </a> <li> <ul> </ul> <td> <tr> <table> </table> <i> <svg> </svg> <div> </div> <select>
<option> <button> <!-- --> <script> </script> x <br/> <h1>"""
TAGS = st.sampled_from(SOUP.split())


@given(st.lists(TAGS, max_size=120), st.integers(1, 12))
def test_what_passes_the_scan_is_never_much_deeper_than_it_says(tags, times):
    try:
        document = html.parse("".join(tags) * times, URL)
    except ExtractError:
        return

    depth = deepest = 0
    for node, entering in html.walk(document.root, into_silent=True):
        if html.is_element(node):
            depth += 1 if entering else -1
            deepest = max(deepest, depth)
    assert deepest <= 2 * 512
