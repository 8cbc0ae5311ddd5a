"""P5, P47: whatever a site says, three formats parse and say the same. YAOWEN_FUZZ sets how many entries are tried."""

import io
import os
import random

import fastfeedparser
import feedparser
from feedtools import entry, feed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from feeds.give.clean import plain
from feeds.give.jsonfeed import jsonfeed
from feeds.give.render import atom, rss
from feeds.model import Attachment, Entry

NASTY = [
    *("\x00", "\x1b", "\ud800", "\udfff", "\ufffe", "\uffff", "\u202e", "\u200b", "\ufeff", "\r\n", "\u2028"),
    *("]]>", "<![CDATA[", "<!--", "&", "&amp;", "&#0;", "&#xD800;", "&nosuch;", "<b", "</", "<script>", "<p>"),
    *("שלום", "😀", "𠮷", "\U0010ffff", "要闻", ""),
]
TEXTS = st.lists(st.text(max_size=12), min_size=8, max_size=8)
A_FEED = 50
FEEDS = int(os.environ.get("YAOWEN_FUZZ", "5000")) // A_FEED


def drawn(number: int, rng: random.Random, texts: list[str]) -> Entry:
    """An entry of pieces that hypothesis found and pieces that have hurt others."""

    def text() -> str:
        return "".join(rng.choice((*texts, *NASTY)) for _ in range(rng.randrange(6)))

    def url() -> str:
        return rng.choice(("http://www.yunhe.example/x?a=1&b=2", "http://www.yunhe.example/" + text(), text()))

    return entry(
        number,
        title=text(),
        summary=text(),
        html=f"<p>{text()}</p>{text()}",
        text=text(),
        author=rng.choice((None, text())),
        url=url(),
        credits={text(): text()},
        images=(url(),),
        videos=(url(),),
        attachments=(Attachment(name=text(), url=url()),),
        key=text(),
    )


@settings(max_examples=FEEDS, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(TEXTS, st.integers(0, 2**32))
def test_p5_p47_any_entries_make_three_feeds_that_say_the_same(texts, seed):
    rng = random.Random(seed)
    shown = [drawn(n, rng, texts) for n in range(1, A_FEED + 1)]
    titles = [plain(each.title) for each in reversed(shown)]
    ids = [each.tag for each in reversed(shown)]

    made = atom(feed(), shown)
    in_atom = feedparser.parse(io.BytesIO(made), sanitize_html=False)
    in_rss = feedparser.parse(io.BytesIO(rss(feed(), shown)), sanitize_html=False)
    in_json = fastfeedparser.parse(jsonfeed(feed(), shown))

    assert not in_atom.bozo
    assert not in_rss.bozo
    for found in (in_atom, in_rss, in_json):
        assert [each.id for each in found.entries] == ids
    exact = etree.fromstring(made).findall("{*}entry/{*}title")  # feedparser mends what looks like mojibake
    for title, of_atom, of_json in zip(titles, exact, in_json.entries, strict=True):
        if title:  # else the summary, or a dash, stands for it
            assert of_atom.text == of_json.title == title


def test_p47_a_title_of_five_megabytes_goes_through():
    long = entry(title="要闻 ]]> " * 600_000)

    found = feedparser.parse(io.BytesIO(atom(feed(), [long])))

    assert found.entries[0].title == plain(long.title)
    assert feedparser.parse(io.BytesIO(rss(feed(), [long]))).entries[0].title == plain(long.title)
    assert fastfeedparser.parse(jsonfeed(feed(), [long])).entries[0].title == plain(long.title)
