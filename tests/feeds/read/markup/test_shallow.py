"""The quick look before the exact count: it may doubt, it may never be wrong about a deep page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.read.markup import html, shallow

TIMES = 3_000
LIMITS = (512, 2_000)


@pytest.mark.parametrize(
    "markup",
    [
        "<div>",
        "<div><!--</div>-->",
        "<div><object></div></object>",
        "<div><script>'</div>'</script>",
        "<div a=\">'></div>'\">",
        "<div><textarea></div></textarea>",
        "<svg><div></svg>",
        "<span><p></span>",
        "<div><td></div>",
        "<title>",
        "<!--",
        '<a b="',
    ],
)
def test_a_page_that_may_nest_is_never_called_flat(markup):
    assert not shallow.surely(markup * TIMES, *LIMITS)


@pytest.mark.parametrize(
    "markup",
    [
        "<div class='a'><p>x</p></div>",
        "<ul><li>x<li>y</ul>",
        '<a title="a > b </div>" href=/a/b?c=1>x</a>',
        "<script>if (a < b) { s = '<div>' }</script>",
        "<br><img src=x><hr/>",
        "<svg><g><path d='x'/></g></svg>",
        '<p title="a "b" c">x</p>',
    ],
)
def test_a_long_flat_page_needs_no_exact_count(markup):
    assert shallow.surely(markup * TIMES, *LIMITS)


def test_a_tag_of_thousands_of_attributes_is_doubted():
    markup = "<p>x</p>" * 100 + "<a " + " ".join(f"a{n}" for n in range(3_000)) + ">"

    assert not shallow.surely(markup, *LIMITS)
    assert not shallow.surely(markup + "<p>x</p>" * 10_000, *LIMITS)


SOUP = """<p> </p> <b> </b> <a> </a> <li> <ul> </ul> <td> <tr> <table> </table> <i> <svg> </svg> <g> </g> <div> </div>
<span> </span> <select> </select> <option> <button> </button> <!-- --> <script> </script> x <br/> <h1> </h1>
<form> </form> <object> </object> <template> </template> <dl> <dt> </dl>"""


@given(st.lists(st.sampled_from(SOUP.split()), max_size=60), st.integers(1, 8))
def test_what_is_called_flat_is_flat(tags, times):
    markup = "".join(tags) * times
    limit = 12
    if not shallow._well_nested(markup, limit, 2_000):
        return

    depth = deepest = 0
    for node, entering in html.walk(html.parse(markup, "http://x.example/").root, into_silent=True):
        if html.is_element(node):
            depth += 1 if entering else -1
            deepest = max(deepest, depth)
    assert deepest <= 2 * limit + 6
