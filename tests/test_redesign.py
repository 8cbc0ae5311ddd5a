"""A site changes while we watch it: redesigned, moved, filled at once. What is told, kept and held, as stories."""

import os
import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urljoin

import pytest
import sites
from pipeline import Pipeline

from feeds.keep import states, suspects

PATH = "/zsxx/tzgg.htm"
Item = tuple[str, str, str]


@pytest.fixture
def site() -> Iterator[sites.Replay]:
    with sites.Replay(PATH) as replay:
        yield replay


@pytest.fixture
def pipeline(tmp_path: Path, site: sites.Replay) -> Iterator[Pipeline]:
    made = Pipeline(tmp_path, site.url)
    yield made
    made.close()


def item(number: int, *, tree: str = "info/1018", title: str | None = None, day: str | None = None) -> Item:
    return (
        f"../{tree}/{number}.htm",
        title or f"关于第{number}号事项安排的通知",
        day or f"2026-02-{(number - 1000) % 28 + 1:02d}",
    )


OLD = [item(number) for number in range(1020, 1010, -1)]


def told(pipeline: Pipeline, what: str = "send") -> list[str]:
    return [line[1] for line in pipeline.journal.lines() if line[0] == what]


def step(pipeline: Pipeline, site: sites.Replay, items: list[Item] | bytes, *, polls: int = 1, **later: float):
    site.show(items if isinstance(items, bytes) else sites.list_page(items))
    for _ in range(polls):
        pipeline.now += timedelta(**later or {"minutes": 30})
        done = pipeline.poll()
        pipeline.deliver()
    return done


def state(pipeline: Pipeline) -> states.State:
    with pipeline.app.db.reading() as tx:
        found = states.get(tx, "notices")
    assert found is not None
    return found


def approve(pipeline: Pipeline, how: str = "quiet") -> None:
    with pipeline.app.db.transaction() as tx:
        states.approve(tx, "notices", how, pipeline.now)


def while_it_polls(pipeline: Pipeline, do: Callable[[], None], *, at: str = "poll.fetched") -> None:
    """From now on each poll comes upon this, once its page is there."""
    pipeline.app.poller.failpoint = lambda place: do() if place == at else None


def backfill(pipeline: Pipeline, site: sites.Replay, items: list[Item]) -> None:
    """These are on an older page of the list."""
    site.show(sites.list_page(items))
    with pipeline.app.db.transaction() as tx:
        states.change(tx, "notices", backfill=site.url)
    for _ in pipeline.app.backfill("notices", 1):
        pass


def identities(pipeline: Pipeline) -> dict[str, tuple[int, str, object]]:
    """title → what must never change."""
    return {row["title"]: (row["number"], row["tag"], row["published"]) for row in pipeline.entries()}


def test_menu_items_as_news_are_held_and_the_feed_goes_on(pipeline, site):
    step(pipeline, site, OLD)
    rows, feed = pipeline.entries(), pipeline.feed()
    menu = [
        (f"../{name}.htm", title, "2026-03-01")
        for name, title in [("xygk", "学院概况"), ("szdw", "师资队伍"), ("rcpy", "人才培养")]
    ]
    page = sites.list_page([*menu, *OLD[:7]])

    done = step(pipeline, site, page, polls=2)

    assert done.state == "suspect"
    assert "3 of 3 new items have another kind of address than all before (“学院概况”" in done.reason
    assert told(pipeline) == []
    assert [row["key"] for row in pipeline.entries()] == [row["key"] for row in rows]
    assert pipeline.feed() == feed
    with pipeline.app.db.reading() as tx:
        assert "师资队伍" in (suspects.text(tx, "notices") or "")
    assert step(pipeline, site, [item(1021), *OLD]).state == "ok"
    assert [url.rpartition("/")[2] for url in told(pipeline)] == ["1021.htm"]
    with pipeline.app.db.reading() as tx:
        assert suspects.get(tx, "notices") is None


def test_a_moved_site_keeps_its_ids_and_tells_nobody_twice(pipeline, site):
    step(pipeline, site, OLD)
    step(pipeline, site, [item(1021), *OLD])
    before = identities(pipeline)
    assert len(told(pipeline)) == 1

    moved = [item(n + 7000, tree="article/2044", title=t, day=d) for n, (_, t, d) in enumerate([item(1021), *OLD])]
    done = step(pipeline, site, moved, polls=3)

    assert done.state == "ok"
    assert identities(pipeline) == before
    assert len(told(pipeline)) == 1
    assert told(pipeline, "edit") == []
    assert all("/article/2044/" in row["url"] for row in pipeline.entries())
    news = item(7100, tree="article/2044", day="2026-03-02")
    step(pipeline, site, [news, *moved])
    assert told(pipeline)[1:] == [urljoin(site.url, news[0])]


def test_a_list_led_elsewhere_is_followed_though_it_says_the_same(pipeline, site):
    step(pipeline, site, OLD)
    answer, before = site.site.answer, identities(pipeline)

    def moved(path: str) -> sites.Reply:
        """All is below /portal now."""
        if path.startswith("/portal/"):
            return answer(path.removeprefix("/portal"))
        return sites.Reply(status=301, headers={"Location": f"/portal{path}"})

    site.site.answer = moved
    step(pipeline, site, OLD, polls=2)

    assert identities(pipeline) == before
    assert told(pipeline) == told(pipeline, "edit") == []
    assert all("/portal/info/1018/" in row["url"] for row in pipeline.entries())
    assert b"/portal/info/1018/1020.htm" in pipeline.feed()
    site.site.answer = lambda path: moved(path) if path.startswith("/portal/") else sites.Reply(status=404)
    assert step(pipeline, site, [item(1021), *OLD]).state == "ok"


def test_what_was_on_no_list_when_the_site_moved_is_known_again_by_an_older_page(pipeline, site):
    step(pipeline, site, OLD)
    news = [item(number, day="2026-03-01") for number in (1024, 1023, 1022, 1021)]
    step(pipeline, site, [*news, *OLD[:6]])
    before = identities(pipeline)
    moved = [item(n + 7000, tree="article/2044", title=t, day=d) for n, (_, t, d) in enumerate([*news, *OLD])]
    step(pipeline, site, moved[:10], polls=2)

    backfill(pipeline, site, moved[10:])

    assert identities(pipeline) == before
    assert all("/article/2044/" in row["url"] for row in pipeline.entries())
    assert b"/info/1018/" not in pipeline.feed()


@pytest.mark.parametrize("new", [0, 2])
def test_an_older_page_tells_nobody_of_what_is_new_on_it_and_corrects_what_was_told(pipeline, site, new):
    step(pipeline, site, OLD)
    step(pipeline, site, [item(1021), *OLD])

    backfill(pipeline, site, [item(1021, title="第1021号事项改期举行"), *(item(1009 - n) for n in range(new))])
    pipeline.now += timedelta(minutes=30)
    pipeline.deliver()

    assert len(told(pipeline)) == 1
    assert [line[2] for line in pipeline.journal.lines() if line[0] == "edit"] == ["第1021号事项改期举行"]


@pytest.mark.parametrize("back", [3, 10])
def test_a_move_that_is_taken_back_in_part_or_whole_changes_nothing(pipeline, site, back):
    step(pipeline, site, OLD)
    before = identities(pipeline)
    moved = [item(n + 7000, tree="article/2044", title=t, day=d) for n, (_, t, d) in enumerate(OLD)]
    step(pipeline, site, moved, polls=2)

    done = step(pipeline, site, [*OLD[:back], *moved[back:]], polls=2)

    assert done.state == "ok"
    assert identities(pipeline) == before
    assert told(pipeline) == []
    assert step(pipeline, site, OLD, polls=2).state == "ok"
    assert identities(pipeline) == before


def test_what_a_moved_site_shows_besides_is_held_until_approved(pipeline, site):
    step(pipeline, site, OLD)
    before = identities(pipeline)
    moved = [item(n + 7000, title=t, day=d) for n, (_, t, d) in enumerate(OLD)]
    rest = [item(7201, day="2026-03-01"), item(7202, day="2026-02-11")]

    done = step(pipeline, site, [rest[0], *moved, rest[1]], polls=3)

    assert done.state == "suspect"
    assert "approve notices" in done.reason
    assert identities(pipeline) == before
    later = item(7300, day="2026-03-02")
    step(pipeline, site, [later, rest[0], *moved, rest[1]])
    assert told(pipeline) == [urljoin(site.url, later[0])]

    approve(pipeline)
    done = step(pipeline, site, [later, rest[0], *moved, rest[1]])
    step(pipeline, site, [later, rest[0], *moved, rest[1]])

    assert done.state == "ok"
    assert len(told(pipeline)) == 1
    assert len(pipeline.entries()) == len(OLD) + 3
    assert state(pipeline).held is None


def test_approval_announces_when_asked_to(pipeline, site):
    step(pipeline, site, OLD)
    news = [item(number, day=f"2026-03-0{number % 2 + 1}") for number in range(1040, 1028, -1)]
    assert step(pipeline, site, [*news, *OLD[:5]]).state == "suspect"

    approve(pipeline, "announce")
    done = step(pipeline, site, [*news, *OLD[:5]])
    step(pipeline, site, [*news, *OLD[:5]])

    assert done.state == "ok"
    assert sorted(told(pipeline)) == sorted(urljoin(site.url, href) for href, _, _ in news)
    assert state(pipeline).approved is None


def test_an_approval_that_comes_while_a_poll_is_under_way_is_for_the_answer_after_it(pipeline, site):
    step(pipeline, site, OLD)
    news = [item(number, day=f"2026-03-0{number % 2 + 1}") for number in range(1040, 1028, -1)]
    step(pipeline, site, [*news, *OLD[:5]])
    while_it_polls(pipeline, lambda: approve(pipeline, "announce"))

    assert step(pipeline, site, [*news, *OLD[:5]]).state == "suspect"

    assert (state(pipeline).approved, state(pipeline).next_poll) == ("announce", pipeline.now)
    while_it_polls(pipeline, lambda: None)
    step(pipeline, site, [*news, *OLD[:5]], polls=2)
    assert sorted(told(pipeline)) == sorted(urljoin(site.url, href) for href, _, _ in news)


def test_an_approval_takes_no_proposal_that_came_after_it(pipeline, site):
    step(pipeline, site, OLD)
    step(pipeline, site, OLD[:4])
    assert state(pipeline).proposal is None
    while_it_polls(pipeline, lambda: approve(pipeline))

    assert step(pipeline, site, OLD[:4]).state == "suspect"

    assert (state(pipeline).approved, state(pipeline).proposal) == ("quiet", None)


def test_an_approval_that_comes_while_the_rest_of_a_list_is_held_is_for_that(pipeline, site):
    step(pipeline, site, OLD)
    moved = [item(n + 7000, title=t, day=d) for n, (_, t, d) in enumerate(OLD)]
    rest = [item(7201, day="2026-03-01"), item(7202, day="2026-02-11")]
    step(pipeline, site, [*moved, *rest])
    while_it_polls(pipeline, lambda: approve(pipeline))

    step(pipeline, site, [*moved, *rest])  # the same page
    assert (state(pipeline).approved, state(pipeline).next_poll) == ("quiet", pipeline.now)
    step(pipeline, site, [item(7300, day="2026-03-02"), *moved, *rest])
    step(pipeline, site, [item(7300, day="2026-03-02"), *moved, *rest])

    assert state(pipeline).state == "ok"
    assert len(pipeline.entries()) == len(OLD) + 3


@pytest.mark.parametrize("page", [OLD, [item(1021), *OLD]], ids=["the same", "another"])
def test_an_approval_of_what_passed_by_itself_meanwhile_is_no_order_for_later(pipeline, site, page):
    step(pipeline, site, OLD)
    step(pipeline, site, OLD[:4])
    while_it_polls(pipeline, lambda: approve(pipeline))

    assert step(pipeline, site, page).state == "ok"

    assert state(pipeline).approved is None


def test_an_approval_outlives_the_answer_of_before_that_was_no_list(pipeline, site):
    step(pipeline, site, OLD)
    step(pipeline, site, OLD[:4])
    while_it_polls(pipeline, lambda: approve(pipeline))
    login = '<html><head><title>登录</title></head><body><form><input type="password"></form></body></html>'

    assert step(pipeline, site, login.encode()).state == "forbidden"

    assert (state(pipeline).approved, state(pipeline).next_poll) == ("quiet", pipeline.now)


def test_far_too_many_at_once_are_held_for_days_and_told_to_nobody(pipeline, site):
    step(pipeline, site, OLD)
    flood = [item(number, day="2026-03-02") for number in range(2040, 2000, -1)]

    done = step(pipeline, site, [*flood, *OLD], polls=4, hours=13)

    assert done.state == "suspect"
    assert "40 items are new at once" in done.reason
    assert told(pipeline) == []
    assert len(pipeline.entries()) == len(OLD)
    assert state(pipeline).held["new"] == 40
    assert state(pipeline).proposal is not None


def test_all_ids_new_and_nothing_alike_is_held(pipeline, site):
    step(pipeline, site, OLD)
    other = [
        item(number, title=f"另一栏目的第{number}条消息", day="2025-06-0" + str(number % 9 + 1))
        for number in range(310, 300, -1)
    ]

    done = step(pipeline, site, other, polls=3)

    assert done.state == "suspect"
    assert "all 10 items are new to us" in done.reason
    assert told(pipeline) == []


def test_after_a_long_outage_everything_new_is_told(pipeline, site):
    step(pipeline, site, OLD)
    site.page = b""
    news = [item(number, day=f"2026-03-{number - 1020:02d}") for number in range(1035, 1020, -1)]

    done = step(pipeline, site, [*news, *OLD[:5]], days=16)
    step(pipeline, site, [*news, *OLD[:5]])

    assert done.state == "ok"
    assert sorted(told(pipeline)) == sorted(urljoin(site.url, href) for href, _, _ in news)


def test_a_pinned_item_changes_nothing(pipeline, site):
    step(pipeline, site, OLD)
    pinned = OLD[-1]

    for number in range(1021, 1031):
        news = item(number, day="2026-03-02")
        OTHERS = [each for each in OLD if each != pinned]
        done = step(pipeline, site, [pinned, news, *OTHERS], hours=20)
        assert done.state == "ok"

    assert [url.rpartition("/")[2] for url in told(pipeline)] == [f"{number}.htm" for number in range(1021, 1031)]


def test_a_column_of_three_goes_on(pipeline, site):
    step(pipeline, site, OLD[:3])
    second = [item(1021, day="2026-03-02"), *OLD[:2]]
    third = [item(1024, day="2026-03-04"), item(1023, day="2026-03-04"), item(1022, day="2026-03-03")]

    assert step(pipeline, site, second).state == "ok"
    assert step(pipeline, site, third, days=2).state == "ok"
    step(pipeline, site, third)

    assert sorted(url.rpartition("/")[2] for url in told(pipeline)) == [f"{n}.htm" for n in (1021, 1022, 1023, 1024)]


def test_a_longer_page_brings_a_backlog_that_is_kept_and_told_to_nobody(pipeline, site):
    step(pipeline, site, OLD)
    older = [item(number, day=f"2025-12-{number - 980:02d}") for number in range(1000, 985, -1)]

    done = step(pipeline, site, [*OLD, *older], polls=3)

    assert done.state == "ok"
    assert told(pipeline) == []
    assert len(pipeline.entries()) == 25


def test_a_redesign_without_items_is_named_and_nothing_is_withdrawn(pipeline, site):
    step(pipeline, site, OLD)

    done = step(pipeline, site, sites.empty_page(), polls=3, days=1)

    assert done.state == "suspect"
    assert "empty" in done.reason
    with pipeline.app.db.reading() as tx:
        assert "Visual SiteBuilder" in (suspects.text(tx, "notices") or "")
    assert all(row["withdrawn"] is None for row in pipeline.entries())


def cards(one: str) -> bytes:
    """The old list in another site's clothes."""
    rows = "".join(one.format(n=n, title=title, day=day) for n, (_, title, day) in enumerate(OLD, 500))
    head = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>通知公告</title></head>"
    return f"{head}<body><main>{rows}</main></body></html>".encode()


def test_a_redesign_that_shows_the_same_articles_is_followed(pipeline, site):
    step(pipeline, site, OLD)
    before = identities(pipeline)

    page = cards('<article><h3><a href="/news/2026/{n}.html">{title}</a></h3><time>{day}</time></article>')
    done = step(pipeline, site, page, polls=2)

    assert done.state == "ok"
    assert identities(pipeline) == before
    assert told(pipeline) == []


def test_a_page_that_its_kind_cannot_read_any_more_is_proposed_as_another(pipeline, site):
    step(pipeline, site, OLD)
    before = identities(pipeline)
    page = cards('<div class="c"><a href="/p/{n}">{title}</a></div>')

    done = step(pipeline, site, page, polls=2)

    assert done.state == "suspect"
    assert "0 items, usually 10" in done.reason
    proposal = state(pipeline).proposal
    assert proposal is not None
    assert (proposal["kind"], proposal["items"], proposal["known"]) == ("auto", 10, 10)
    approve(pipeline)
    assert step(pipeline, site, page, polls=2).state == "ok"
    assert identities(pipeline) == before
    assert state(pipeline).kind == "auto"
    assert told(pipeline) == []


def test_an_article_that_left_and_answers_404_twice_is_withdrawn(pipeline, site):
    step(pipeline, site, OLD, polls=2)
    gone = "/info/1018/1016.htm"
    news = item(1021, day="2026-03-02")
    step(pipeline, site, [news, *OLD], polls=2)
    left = [news, *(each for each in OLD if "1016" not in each[0])]
    del site.titles[gone]

    step(pipeline, site, left)
    once = {row["key"]: row for row in pipeline.entries()}["1016"]
    step(pipeline, site, left, polls=3, hours=5)
    assert {row["key"]: row for row in pipeline.entries()}["1016"]["withdrawn"] is None
    step(pipeline, site, left, polls=2, hours=12)

    row = {row["key"]: row for row in pipeline.entries()}["1016"]
    assert once["missing"] == 1
    assert row["withdrawn"] is not None
    assert row["tag"] == once["tag"]
    assert b"1016" not in pipeline.feed()
    assert told(pipeline) == [urljoin(site.url, news[0])]
    assert [row["key"] for row in pipeline.entries() if row["withdrawn"]] == ["1016"]


def test_a_told_article_that_is_withdrawn_is_taken_back_from_its_chat(pipeline, site):
    step(pipeline, site, OLD)
    news = item(1021, day="2026-03-02")
    step(pipeline, site, [news, *OLD])
    later = [item(1022, day="2026-03-02"), *OLD]
    del site.titles["/info/1018/1021.htm"]

    step(pipeline, site, later, polls=3, hours=13)

    assert [row["key"] for row in pipeline.entries() if row["withdrawn"]] == ["1021"]
    assert len(told(pipeline)) == 2
    assert len(told(pipeline, "edit")) + len(told(pipeline, "delete")) == 1


def test_a_list_without_an_older_page_says_so_to_who_wants_it(pipeline, site):
    step(pipeline, site, OLD)

    [found] = pipeline.app.backfill("notices", 3)

    assert (found.url, found.items, found.last) == (site.url, 0, True)


@pytest.mark.parametrize("between", [0, 1, 4])
def test_an_article_that_was_put_up_again_under_another_number_is_told_once(pipeline, site, between):
    step(pipeline, site, OLD)
    news = [item(1022, day="2026-03-02"), item(1021, title="关于停水停电的紧急通知", day="2026-03-02")]
    step(pipeline, site, [*news, *OLD])
    before = identities(pipeline)
    del site.titles["/info/1018/1021.htm"]
    if between:
        step(pipeline, site, [news[0], *OLD], polls=between, hours=13)

    again = item(1023, title="关于停水停电的紧急通知", day="2026-03-02")
    step(pipeline, site, [again, news[0], *OLD], polls=4, hours=13)

    assert identities(pipeline) == before
    assert sorted(told(pipeline)) == sorted(urljoin(site.url, each[0]) for each in news)
    row = {row["key"]: row for row in pipeline.entries()}["1023"]
    assert (row["url"], row["withdrawn"]) == (urljoin(site.url, again[0]), None)


@pytest.mark.parametrize("first", ["../info/1018/1021.htm", "https://mp.example/s/AAAA"])
def test_an_article_whose_link_leads_to_another_page_elsewhere_is_corrected_and_not_told_again(pipeline, site, first):
    step(pipeline, site, OLD)
    step(pipeline, site, [(first, "校庆日活动安排", "2026-03-02"), *OLD])
    before = identities(pipeline)

    there = "https://mp.example/s/BBBB"
    step(pipeline, site, [(there, "校庆日活动安排", "2026-03-02"), *OLD], polls=3, hours=13)

    assert identities(pipeline) == before
    assert told(pipeline) == [urljoin(site.url, first)]
    assert told(pipeline, "edit") == [there]
    assert there.encode() in pipeline.feed()


@pytest.mark.parametrize(("number", "title"), [(1021, "校庆日活动安排（更新）"), (1022, "校庆日活动安排")])
def test_where_no_article_is_opened_one_that_changes_is_not_either(tmp_path, site, number, title):
    made = Pipeline(tmp_path, f'{site.url}"\nfull_text = false\n#"')
    step(made, site, OLD)
    step(made, site, [item(1021, title="校庆日活动安排", day="2026-03-02"), *OLD])

    done = step(made, site, [item(number, title=title, day="2026-03-02"), *OLD], polls=2)

    assert done.read == 0
    assert [path for path, _ in site.site.requests if "/info/" in path] == []
    assert told(made, "edit") == [urljoin(site.url, item(number)[0])]
    made.close()


def test_an_article_that_waits_and_leads_to_another_site_now_is_told_at_once(pipeline, site):
    """No page of another site is asked for, with what lets one into this one."""
    step(pipeline, site, OLD)
    right = site.site.answer
    site.site.answer = lambda path: right(path) if path == PATH else sites.Reply(status=404)
    step(pipeline, site, [item(1021, title="校庆日活动安排", day="2026-03-02"), *OLD], minutes=10)

    there = "https://mp.example/s/BBBB"
    done = step(pipeline, site, [(there, "校庆日活动安排", "2026-03-02"), *OLD], minutes=10)

    assert done.read == 0
    assert told(pipeline) == [there]
    assert there.encode() in pipeline.feed()


def test_what_bears_the_title_of_one_that_rolled_off_below_pinned_ones_is_news(pipeline, site):
    pinned = [item(number, day="2026-01-05") for number in (1002, 1001)]
    step(pipeline, site, [*pinned, *OLD])
    page, title = OLD, "关于停水停电的紧急通知"
    for number in range(1021, 1034):
        named = title if number in (1021, 1033) else None
        page = [item(number, title=named, day="2026-03-02"), *page][:8]
        step(pipeline, site, [*pinned, *page], hours=1)

    assert [url.rpartition("/")[2] for url in told(pipeline)] == [f"{number}.htm" for number in range(1021, 1034)]


def test_two_that_were_put_up_again_at_once_are_read_again_and_corrected(pipeline, site):
    step(pipeline, site, OLD)
    news = [item(number, day="2026-03-02") for number in (1023, 1022, 1021)]
    step(pipeline, site, [*news, *OLD], polls=2, hours=13)
    answer = site.site.answer

    def corrected(path: str) -> sites.Reply:
        told = answer(path)
        return replace(told, body=told.body.replace("请有关人员知悉".encode(), "请务必准时参加".encode()))

    site.site.answer = corrected
    again = [(path.replace("/102", "/103"), title, day) for path, title, day in news[1:]]
    step(pipeline, site, [*again, news[0], *OLD])

    assert len(told(pipeline)) == 3
    assert len(told(pipeline, "edit")) == 2
    assert {row["key"] for row in pipeline.entries() if "请务必准时参加" in row["text"]} == {"1032", "1031"}


def test_what_bears_the_title_of_one_that_is_still_there_is_news(pipeline, site):
    step(pipeline, site, OLD)
    news = [item(n, title="关于停水停电的紧急通知", day="2026-03-02") for n in (1022, 1021)]
    step(pipeline, site, [news[1], *OLD])
    step(pipeline, site, [*news, *OLD])

    step(pipeline, site, [item(1023, title="关于停水停电的紧急通知", day="2026-03-02"), news[0], *OLD])

    assert [url.rpartition("/")[2] for url in told(pipeline)] == ["1021.htm", "1022.htm", "1023.htm"]


def test_an_article_that_only_rolled_off_the_list_is_not_withdrawn(pipeline, site):
    step(pipeline, site, OLD)
    site.titles.clear()

    for number in range(1021, 1027):
        step(
            pipeline,
            site,
            [item(k, day="2026-03-02") for k in range(number, 1020, -1)] + OLD[: 1030 - number],
            hours=20,
        )

    assert all(row["withdrawn"] is None for row in pipeline.entries())


@pytest.mark.parametrize("status", [403, 500, 503])
def test_an_article_that_left_the_list_and_whose_address_fails_stays(pipeline, site, status):
    step(pipeline, site, OLD)
    answer = site.site.answer
    gone = f"/info/1018/{OLD[4][0].rpartition('/')[2]}"
    site.site.answer = lambda path: sites.Reply(status=status) if path == gone else answer(path)

    step(pipeline, site, [*OLD[:4], *OLD[5:]], polls=6, hours=20)

    assert site.site.asked(gone) > 3
    assert all(row["withdrawn"] is None for row in pipeline.entries())


def test_an_article_that_left_the_list_and_still_answers_stays(pipeline, site):
    step(pipeline, site, OLD)

    step(pipeline, site, [*OLD[:4], *OLD[5:]], polls=4, hours=20)

    assert all(row["withdrawn"] is None for row in pipeline.entries())
    assert all(row["missing_since"] is None for row in pipeline.entries())


@pytest.mark.parametrize("seed", range(int(os.environ.get("YAOWEN_SEEDS", "6"))))
def test_whatever_a_site_does_ids_stay_and_nothing_is_told_twice(pipeline, site, seed):
    rng = random.Random(seed)
    count, tree, shift = 1020, "info/1018", 0
    news: list[tuple[int, str]] = [(number, "2026-02-20") for number in range(1020, 1010, -1)]

    def page() -> list[Item]:
        return [
            item(number + shift, tree=tree, title=f"关于第{number}号事项安排的通知", day=day) for number, day in shown
        ]

    shown = news[:10]
    step(pipeline, site, page())
    seen: dict[str, tuple[int, str, object]] = identities(pipeline)
    for _ in range(25):
        what = rng.choice(["new", "new", "new", "move", "shuffle", "empty", "cut", "menu", "same", "drop"])
        body: list[Item] | bytes
        if what == "new":
            for _ in range(rng.randint(1, 4)):
                count += 1
                news.insert(0, (count, f"{pipeline.now:%Y-%m-%d}"))
        if what == "move":
            tree, shift = rng.choice(["info/1018", "a/b", "art/77"]), rng.randrange(1, 9) * 10_000
        shown = news[: rng.choice([10, 10, 12])]
        if what == "shuffle":
            shown = rng.sample(shown, len(shown))
        if what == "drop":
            shown = [each for each in shown if rng.random() > 0.1]
        body = page()
        if what == "empty":
            body = sites.empty_page()
        if what == "cut":
            body = page()[:3]
        if what == "menu":
            body = [(f"../m{n}.htm", f"栏目{n}", "2026-03-01") for n in "abcde"] + page()[:6]
        step(pipeline, site, body, hours=rng.randint(1, 20))

        now = identities(pipeline)
        assert {title: now[title] for title in seen} == seen
        seen = now
        titles = [line[2] for line in pipeline.journal.lines() if line[0] == "send"]
        assert len(titles) == len(set(titles))
        assert not any(title.startswith("栏目") for title in titles)
    assert len({row["title"] for row in pipeline.entries()}) == len(pipeline.entries())


def test_a_template_s_words_are_no_article(pipeline, site, monkeypatch):
    step(pipeline, site, OLD, polls=2)
    made = sites.article_page

    def hollow(title: str, date: str) -> bytes:
        page = made(title, date).decode()
        start, end = page.index('<div class="v_news_content">'), page.index('<div id="div_vote_id">')
        return (page[:start] + '<div class="v_news_content"><p>加载中，请稍候。</p></div></div>' + page[end:]).encode()

    monkeypatch.setattr(sites, "article_page", hollow)
    news = [item(number, day="2026-03-02") for number in range(1024, 1020, -1)]

    step(pipeline, site, [*news, *OLD], polls=4)

    rows = {row["key"]: row for row in pipeline.entries()}
    said = [rows[str(number)]["text"] for number in range(1021, 1025)]
    assert sorted(said) == ["", "", "", "加载中，请稍候。"]
    assert len(told(pipeline)) == 4
    assert all(row["revision"] == 1 for row in rows.values())


FRONT = sites.list_page([*OLD[:6], *(item(number, tree="info/1044") for number in range(2006, 2000, -1))])
FAILED = (
    "<html><head><title>错误</title></head><body><p>数据库连接失败: Too many connections</p></body></html>".encode()
)


@pytest.mark.parametrize(
    "answer", [sites.Reply(body=FRONT), sites.Reply(body=FAILED), None], ids=["front", "error", "led"]
)
def test_a_page_that_a_site_shows_at_every_address_is_no_article_of_it(pipeline, site, answer):
    step(pipeline, site, OLD, polls=2)
    before, right = identities(pipeline), site.site.answer
    led = sites.Reply(status=302, headers={"Location": "/"})
    other = answer or led
    site.site.answer = lambda path: sites.Reply(body=FRONT) if path == "/" else right(path) if path == PATH else other
    step(pipeline, site, [item(1021), *OLD], polls=2, hours=13)  # those of before are read again, too

    assert identities(pipeline) | before == identities(pipeline)
    assert told(pipeline) == []
    site.site.answer = right
    step(pipeline, site, [item(1021), *OLD], polls=2)
    assert [row["title"] for row in pipeline.entries()] == [each[1] for each in [*OLD[::-1], item(1021)]]
    assert all("第三项安排" in row["text"] for row in pipeline.entries())
    assert [url.rpartition("/")[2] for url in told(pipeline)] == ["1021.htm"]


def test_a_list_that_leads_to_the_front_page_for_a_day_is_asked_for_at_its_own_address_again(pipeline, site):
    step(pipeline, site, OLD, polls=2)
    right = site.site.answer
    led = sites.Reply(status=302, headers={"Location": "/"})
    home = sites.Reply(body=sites.list_page(OLD[:8]))
    site.site.answer = lambda path: home if path == "/" else led
    step(pipeline, site, OLD, polls=2)
    site.site.answer = lambda path: home if path == "/" else right(path)

    step(pipeline, site, [item(1021), *OLD], polls=2)

    assert [url.rpartition("/")[2] for url in told(pipeline)] == ["1021.htm"]


def test_what_the_front_page_says_of_its_age_is_not_asked_of_the_list_that_led_there(pipeline, site):
    """It had not changed since the front page did: 304, for a week."""
    step(pipeline, site, OLD, polls=2)
    right = site.site.answer
    validators = {"Last-Modified": "Mon, 02 Mar 2026 12:00:00 GMT", "ETag": '"front"'}
    home = sites.Reply(body=sites.list_page(OLD[:8]), headers=validators)
    led = sites.Reply(status=302, headers={"Location": "/"})
    site.site.answer = lambda path: home if path == "/" else led
    step(pipeline, site, OLD, polls=2)
    kept = state(pipeline)
    site.site.answer = right

    assert (kept.list_url, kept.etag, kept.last_modified) == (site.url, None, None)


def test_a_list_that_always_leads_to_a_front_page_is_unchanged_while_that_is(pipeline, site):
    site.show(sites.list_page(OLD))
    right = site.site.answer
    led = sites.Reply(status=302, headers={"Location": "/"})
    site.site.answer = lambda path: right(PATH) if path == "/" else led if path == PATH else right(path)
    step(pipeline, site, OLD, polls=2)

    assert step(pipeline, site, OLD).unchanged


def read_otherwise(pipeline: Pipeline):
    """Another way of reading the same pages, as an admin's edit of the config brings it."""
    pipeline.now += timedelta(minutes=30)
    done = pipeline.app.poller.poll(replace(pipeline.app.source("notices"), pages=2))
    pipeline.deliver()
    return done


def test_another_way_of_reading_reads_the_same_page_anew(pipeline, site):
    step(pipeline, site, OLD[:5])
    assert pipeline.poll().unchanged

    assert (read_otherwise(pipeline).unchanged, read_otherwise(pipeline).unchanged) == (False, True)
    assert told(pipeline) == []


def test_what_another_way_of_reading_finds_of_old_is_told_to_nobody_and_news_is(pipeline, site):
    step(pipeline, site, OLD[:5])
    today = f"{pipeline.now:%Y-%m-%d}"
    site.show(
        sites.list_page([item(1030, day=today), *OLD[:5], item(1001, day="2026-01-05"), item(1002, day="2026-02-26")])
    )

    assert read_otherwise(pipeline).new == 3
    assert [url.rpartition("/")[2] for url in told(pipeline)] == ["1030.htm"]


def test_another_way_of_reading_believes_no_half_page(pipeline, site):
    step(pipeline, site, OLD)
    site.show(sites.list_page(OLD)[:-700])

    done = read_otherwise(pipeline)

    assert (done.state, "ends before its </html>" in done.reason) == ("suspect", True)
