"""A site with a feed of its own: what we keep of it, give out and tell, as stories."""

import json
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from pipeline import EPOCH, Pipeline
from sites import LoopbackSite, Reply

from feeds.preview import preview

BRIEF = (
    "The tent behind the chapel now holds the switch of the whole quarter. Its fans were heard as far as the mill. "
    "Nobody slept in the first night, and everybody had network in the second."
)
PAGE = "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>{1}</p><p>{1}</p></body></html>"
LONG = "The whole story of the tent is told on this page, with its planks, its cables and the two fans, at length."


class Blog:
    """Its feed has what `posts` has; each post's page is there, and says more."""

    def __init__(self) -> None:
        self.posts = [1, 2, 3]

    def answer(self, path: str) -> Reply:
        if path == "/feed.xml":
            return Reply(body=self.feed().encode(), type="application/rss+xml")
        title = f"Post {path.removeprefix('/posts/').removesuffix('.html')} of the quarter"
        return Reply(body=PAGE.format(title, LONG).encode(), type="text/html")

    def feed(self) -> str:
        items = "".join(
            f"<item><title>Post {n} of the quarter</title><link>/posts/{n}.html</link><guid>post-{n}</guid>"
            f"<pubDate>{format_datetime(EPOCH - timedelta(days=10 - n))}</pubDate>"
            f"<description>{BRIEF}</description></item>"
            for n in sorted(self.posts, reverse=True)
        )
        return f'<rss version="2.0"><channel><title>Quarter</title><link>/</link>{items}</channel></rss>'


@pytest.fixture
def blog() -> Blog:
    return Blog()


@pytest.fixture
def site(blog: Blog) -> Iterator[LoopbackSite]:
    with LoopbackSite(blog.answer) as site:
        yield site


@pytest.fixture
def pipeline(tmp_path: Path, site: LoopbackSite) -> Iterator[Pipeline]:
    made = Pipeline(tmp_path, f"{site.url}/feed.xml")
    yield made
    made.close()


def items_of(pipeline: Pipeline) -> list[dict[str, Any]]:
    return json.loads(pipeline.feed())["items"]


def step(pipeline: Pipeline, **later: float) -> None:
    pipeline.now += timedelta(**later)
    pipeline.poll()
    pipeline.deliver()


def test_the_first_poll_fills_the_feed_though_nothing_is_told(pipeline, site):
    step(pipeline)

    assert [item["title"] for item in items_of(pipeline)] == [f"Post {n} of the quarter" for n in (3, 2, 1)]
    assert not pipeline.journal.lines()
    assert not [path for path, _ in site.requests if path.startswith("/posts/")]


def test_an_entry_has_a_summary_where_the_feed_has_only_a_text(pipeline, blog):
    step(pipeline)
    blog.posts.append(4)
    step(pipeline, hours=1)

    assert items_of(pipeline)[0]["summary"].startswith("The tent behind the chapel now holds the switch")
    assert [line[0] for line in pipeline.journal.lines() if line[0] != "recorded"] == ["send"]


def test_a_post_that_leaves_the_feed_is_asked_for_and_keeps_the_text_it_had(pipeline, blog, site):
    blog.posts.append(4)
    step(pipeline)
    blog.posts.remove(4)
    step(pipeline, hours=1)

    assert site.asked("/posts/4.html") == 1
    assert BRIEF in items_of(pipeline)[0]["content_html"]
    assert not pipeline.journal.lines()


def test_a_new_title_in_the_feed_comes_with_its_text_and_no_page_is_read(pipeline, blog, site, monkeypatch):
    step(pipeline)
    plain = blog.feed
    monkeypatch.setattr(
        blog, "feed", lambda: plain().replace("Post 3 of the quarter", "Post 3, put right").replace("first", "third")
    )
    step(pipeline, hours=1)
    step(pipeline, hours=1)

    newest = items_of(pipeline)[0]
    assert (newest["title"], "third night" in newest["content_html"]) == ("Post 3, put right", True)
    assert not site.asked("/posts/3.html")


def test_who_asks_for_the_full_text_gets_that_of_the_pages(tmp_path, site):
    made = Pipeline(tmp_path, f'{site.url}/feed.xml"\nfull_text = true\n#"')
    step(made)

    assert LONG in items_of(made)[0]["content_html"]
    made.close()


@pytest.mark.parametrize("full", [True, None])
def test_a_preview_opens_the_pages_that_a_poll_would_open(pipeline, site, full):
    from dataclasses import replace

    source = replace(pipeline.app.source("notices"), full_text=full)
    seen = preview(pipeline.app.web, source).articles[0].article

    assert (LONG in seen.text, BRIEF in seen.text) == (full is True, full is None)
    assert seen.summary
