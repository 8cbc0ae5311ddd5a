"""When a source is asked again, and how: at what address, with or without what the last answer told."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sites
from pipeline import Pipeline

from feeds.keep import entries, states
from feeds.model import Source

PATH = "/zsxx/tzgg.htm"
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def page(*days: str) -> bytes:
    return sites.list_page(
        [(f"../info/1018/{n}.htm", f"关于第{n}号事项的通知", day) for n, day in enumerate(days, 1001)]
    )


DAILY = page(*(f"2026-02-{day}" for day in range(20, 12, -1)))
UNDATED = page(*[""] * 8)


@pytest.fixture
def site() -> Iterator[sites.Replay]:
    with sites.Replay(PATH, validators=True) as replay:
        replay.show(DAILY)
        yield replay


@pytest.fixture
def pipeline(tmp_path: Path, site: sites.Replay) -> Iterator[Pipeline]:
    made = Pipeline(tmp_path, site.url)
    yield made
    made.close()


def waits(pipeline: Pipeline, **values: object) -> timedelta:
    """How long until the next poll after one of this source."""
    source: Source = replace(pipeline.app.source("notices"), **values)
    pipeline.app.poller.rng = random.Random(3)
    pipeline.app.poller.poll(source)
    with pipeline.app.db.reading() as tx:
        state = states.get(tx, "notices")
    assert state is not None
    return state.next_poll - pipeline.now


def answers(site: sites.Replay) -> list[int]:
    """How the list answered, poll by poll."""
    return [status for path, status in site.site.requests if path == PATH]


@pytest.mark.parametrize("polls", [1, 2])
def test_a_source_is_asked_as_often_as_it_publishes(pipeline, site, polls):
    for _ in range(polls):  # the second time it has nothing new
        wait = waits(pipeline)

    assert 5 * HOUR < wait < 7 * HOUR


def test_a_source_that_says_no_days_is_asked_every_half_hour(pipeline, site):
    site.show(UNDATED)

    assert 26 * MINUTE < waits(pipeline) < 34 * MINUTE


def test_an_interval_of_the_config_is_kept_to(pipeline, site):
    assert 38 * MINUTE <= waits(pipeline, interval=40 * MINUTE) <= 42 * MINUTE


def test_a_site_that_asks_for_more_time_gets_it_within_reason(pipeline, site):
    asked = {"Cache-Control": "max-age=604800"}
    answer = site.site.answer
    site.site.answer = lambda path: replace(answer(path), headers=asked)
    site.show(UNDATED)

    assert waits(pipeline) == 6 * HOUR


def test_a_site_whose_robots_txt_cannot_be_had_is_asked_again_in_an_hour(pipeline, site):
    answer = site.site.answer
    site.site.answer = lambda path: sites.Reply(status=502) if path == "/robots.txt" else answer(path)

    assert HOUR <= waits(pipeline) <= 1.1 * HOUR

    site.site.answer = answer
    pipeline.now += 1.1 * HOUR
    assert pipeline.poll().state == "ok"


def test_a_clock_that_is_set_back_silences_no_source(pipeline, site):
    waits(pipeline)
    with pipeline.app.db.transaction() as tx:
        states.change(tx, "notices", next_poll=pipeline.now + timedelta(days=7))  # as long as a site may ask for
    assert [pipeline.app.due(), pipeline.app.due()] == [[], []]

    pipeline.now -= timedelta(days=365)

    assert [pipeline.app.due(), pipeline.app.due()] == [[], ["notices"]]


def test_a_clock_that_was_a_day_ahead_silences_no_source(pipeline, site):
    right = pipeline.now
    pipeline.now += timedelta(days=1)
    waits(pipeline)
    pipeline.now = right

    assert [pipeline.app.due(), pipeline.app.due()] == [[], ["notices"]]
    with pipeline.app.db.reading() as tx:
        state = states.get(tx, "notices")
    assert state is not None
    assert state.last_success == state.last_poll == state.since == right


def test_a_feed_that_a_clock_ahead_made_new_is_given_out_with_the_right_date(pipeline, site):
    right = pipeline.now
    pipeline.now += timedelta(days=365)
    pipeline.step()
    assert b"<updated>2027-" in pipeline.feed("atom")
    pipeline.now = right
    pipeline.app.due()
    pipeline.step()

    assert f"<updated>{right.isoformat()}</updated>".encode() in pipeline.feed("atom")


def test_a_source_that_is_asked_once_a_month_is_not_taken_for_one_of_another_clock(pipeline, site):
    monthly = replace(pipeline.app.source("notices"), interval=timedelta(days=30))
    pipeline.app.config = replace(pipeline.app.config, sources={"notices": monthly})
    pipeline.app.poller.poll(monthly)

    assert [pipeline.app.due(), pipeline.app.due()] == [[], []]


def test_an_article_that_leaves_after_the_clock_was_set_right_is_missed(pipeline, site):
    right = pipeline.now
    pipeline.now += timedelta(days=365)
    waits(pipeline)
    pipeline.now = right
    pipeline.app.due()
    site.show(DAILY.replace(b"1003.htm", b"1020.htm").replace("第1003号".encode(), "第1020号".encode()))
    del site.titles["/info/1018/1003.htm"]
    waits(pipeline)

    gone = {row["key"]: row["missing_since"] for row in pipeline.entries() if row["missing_since"] is not None}
    assert gone == {"1003": right}


def test_what_leaves_a_list_once_the_clock_is_right_again_is_asked_for(pipeline, site):
    right = pipeline.now
    pipeline.now += timedelta(days=1)
    waits(pipeline)
    pipeline.now = right
    pipeline.app.due()
    waits(pipeline)  # unchanged, the site says
    pipeline.now += HOUR
    left = ("/info/1018/1004.htm", 200)
    before = site.site.requests.count(left)
    site.show(b"\n".join(line for line in DAILY.splitlines() if b"1004.htm" not in line))
    waits(pipeline)

    assert site.site.requests.count(left) == before + 1


def test_an_article_that_was_read_by_a_clock_ahead_is_read_once_more_by_the_right_one(pipeline, site):
    right = pipeline.now
    pipeline.now += timedelta(days=30)
    waits(pipeline)
    pipeline.now = right
    pipeline.app.due()
    waits(pipeline)

    assert site.site.requests.count(("/info/1018/1004.htm", 200)) == 2


def test_a_shorter_list_that_a_clock_ahead_held_is_believed_after_a_day(pipeline, site):
    waits(pipeline)
    right = pipeline.now
    pipeline.now += timedelta(days=30)
    site.show(page("2026-02-20", "2026-02-19"))
    held = pipeline.poll().state
    pipeline.now = right
    pipeline.app.due()
    pipeline.poll()
    pipeline.now += 25 * HOUR

    assert (held, pipeline.poll().state) == ("suspect", "ok")


def test_what_was_gone_by_a_clock_ahead_is_withdrawn_a_day_after_it_is_right(pipeline, site):
    waits(pipeline)
    right = pipeline.now
    left = "/info/1018/1004.htm"
    answer = site.site.answer
    site.site.answer = lambda path: sites.Reply(status=404) if path == left else answer(path)
    site.show(b"\n".join(line for line in DAILY.splitlines() if b"1004.htm" not in line))
    pipeline.now += timedelta(days=30)
    waits(pipeline)
    pipeline.now = right
    pipeline.app.due()
    waits(pipeline)
    pipeline.now += 25 * HOUR
    waits(pipeline)

    assert [row["url"].endswith(left) for row in pipeline.entries() if row["withdrawn"]] == [True]


def test_a_page_is_asked_for_whole_once_a_week_whatever_the_site_says_of_it(pipeline, site):
    for _ in range(9):
        waits(pipeline)
        pipeline.now += timedelta(days=1)

    assert answers(site) == [200, *[304] * 7, 200]


def test_where_an_article_led_to_its_list_the_list_is_asked_from_then_on(tmp_path, site):
    article = sites.article_page("关于第1001号事项的通知", "2026-02-20").decode()
    crumbs = f'<div>当前位置：<a href="/index.htm">首页</a> &gt; <a href="{PATH}">通知公告</a> &gt; 正文</div>'
    answer = site.site.answer
    told = sites.Reply(body=article.replace("<body>", f"<body>{crumbs}").encode(), type="text/html; charset=utf-8")
    site.site.answer = lambda path: told if path == "/info/1018/1001.htm" else answer(path)
    pipeline = Pipeline(tmp_path, f"{site.site.url}/info/1018/1001.htm")

    for _ in range(3):
        done = pipeline.poll()
        pipeline.now += HOUR / 2

    assert done.state == "ok"
    assert answers(site) == [200, 304, 304]
    pipeline.close()


def asked(pipeline: Pipeline, site: sites.Replay, approved: str | None = None, **values: object) -> list[str]:
    """Which articles a poll asks for whose list lost one of its middle; their pages had been read."""
    waits(pipeline, **values)
    rows = [(f"../info/1018/{n}.htm", f"关于第{n}号事项的通知", f"2026-02-{1021 - n}") for n in range(1001, 1009)]
    site.show(sites.list_page([each for each in rows if "1004" not in each[0]]))
    pipeline.now += DAY
    with pipeline.app.db.transaction() as tx:
        states.change(tx, "notices", approved=approved)
        tx.execute(entries.entries.update().values(ready=True, next_read=None))
    before = len(site.site.requests)
    waits(pipeline, **values)
    return [path for path, _ in site.site.requests[before:] if "/info/" in path]


def test_an_article_that_left_the_middle_of_its_list_is_asked_for(pipeline: Pipeline, site: sites.Replay):
    assert asked(pipeline, site) == ["/info/1018/1004.htm"]


def test_where_no_article_is_read_none_is_asked_for(pipeline: Pipeline, site: sites.Replay):
    assert asked(pipeline, site, full_text=False) == []


def test_what_an_approved_list_shows_no_more_is_no_loss(pipeline: Pipeline, site: sites.Replay):
    assert asked(pipeline, site, approved="quiet") == []
