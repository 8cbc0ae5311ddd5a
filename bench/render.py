"""Building a feed of 50 and of 500 entries beside bare feedgen with the same content, in one run.

Ours also cleans the HTML, makes text safe for XML and gives what feedgen leaves out. Bare feedgen gets the same ids,
titles, links, dates, summaries and HTML, and does no more than write them.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median

from feedgen.feed import FeedGenerator

from bench import row
from feeds.give.feed import Feed, items
from feeds.give.jsonfeed import jsonfeed
from feeds.give.render import atom, rss
from feeds.model import Entry, Precision

NOON = datetime(2026, 3, 2, 4, tzinfo=UTC)
FEED = Feed(
    name="bench",
    title="测试要闻",
    tag="tag:feeds.example,2026:bench",
    page_url="http://www.example.edu.cn/news.htm",
    self_base="http://feeds.example/feeds/bench",
    updated=NOON,
)
BODY = "<p>会议指出，要把课堂上的每一节课上好，把实训室里的每一台机器用好，把同学们提出的每一条意见答复好。</p>" * 12


def run() -> None:
    for count in (50, 500):
        found = [entry(number) for number in range(count, 0, -1)]
        bare_atom = bare(found, lambda feed: feed.atom_str())
        bare_rss = bare(found, lambda feed: feed.rss_str())
        compare(f"Atom, {count} entries", lambda found=found: atom(FEED, found), bare_atom)
        compare(f"RSS, {count} entries", lambda found=found: rss(FEED, found), bare_rss)
        cleaned = items(found)
        compare(f"Atom, {count} entries, cleaned before", lambda cleaned=cleaned: atom(FEED, cleaned), bare_atom)
        row(f"JSON, {count} entries", f"{timed(lambda found=found: jsonfeed(FEED, found)) * 1e3:.1f} ms")


def entry(number: int) -> Entry:
    when = NOON - timedelta(hours=1000 - number)
    return Entry(
        number=number,
        tag=f"tag:feeds.example,2026:bench/{number}",
        source="bench",
        key=str(number),
        title=f"学院召开第{number}次教学工作会议",
        url=f"http://www.example.edu.cn/info/1071/{number}.htm",
        summary="会议指出，要把课堂上的每一节课上好。",
        html=BODY,
        text="会议指出，要把课堂上的每一节课上好。",
        published=when,
        precision=Precision.MINUTE,
        first_seen=when,
        updated=when,
    )


def bare(found: list[Entry], build: Callable[[FeedGenerator], bytes]) -> Callable[[], object]:
    def made() -> bytes:
        feed = FeedGenerator()
        feed.id(FEED.tag)
        feed.title(FEED.title)
        feed.description(FEED.title)
        feed.link(href=FEED.page_url, rel="alternate")
        feed.updated(NOON)
        for each in found:
            one = feed.add_entry(order="append")
            one.id(each.tag)
            one.title(each.title)
            one.link(href=each.url)
            one.published(each.published)
            one.updated(each.updated)
            one.summary(each.summary)
            one.content(each.html, type="html")
        return build(feed)

    return made


def compare(name: str, ours: Callable[[], object], theirs: Callable[[], object]) -> None:
    """Both in turns; a row with the ratio."""
    pairs = [(timed(ours), timed(theirs)) for _ in range(7)]
    mine, other = median(a for a, _ in pairs), median(b for _, b in pairs)
    row(name, f"{mine * 1e3:.1f} ms", f"bare feedgen {other * 1e3:.1f} ms, ratio {mine / other:.2f}")


def timed(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
