"""A list page over ten weeks, poll by poll: what really came is told once, what did not come is not.

With the real recording beside the project where it is (../shared/replay), and always with a shorter one made up here.
"""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urljoin

import pytest
import sites
from pipeline import Pipeline

RECORDING = Path(__file__).resolve().parents[2] / "shared" / "replay"
PATH = "/zsxx/tzgg.htm"

recorded = pytest.mark.skipif(not RECORDING.is_dir(), reason="needs the recording in ../shared/replay")


@pytest.fixture
def site() -> Iterator[sites.Replay]:
    with sites.Replay(PATH) as replay:
        yield replay


@pytest.fixture
def pipeline(tmp_path: Path, site: sites.Replay) -> Iterator[Pipeline]:
    made = Pipeline(tmp_path, site.url)
    yield made
    made.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def on_both(request: pytest.FixtureRequest, tmp_path: Path, site: sites.Replay) -> Iterator[Pipeline]:
    """The same on each database."""
    url = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    made = Pipeline(tmp_path, site.url, store=url)
    yield made
    made.close()


def told(pipeline: Pipeline, what: str = "send") -> list[str]:
    """The addresses of what was sent, in order."""
    return [line[1] for line in pipeline.journal.lines() if line[0] == what]


def polls() -> list[tuple[datetime, bytes]]:
    rows = [line.split("\t") for line in (RECORDING / "polls.tsv").read_text().splitlines()[1:]]
    pages = {name: (RECORDING / "pages" / name).read_bytes() for _, name in rows}
    return [(datetime.fromisoformat(at).astimezone(UTC), pages[name]) for at, name in rows]


def additions(base: str) -> list[tuple[str, str]]:
    events = json.loads((RECORDING / "events.json").read_text(encoding="utf-8"))
    return [(urljoin(base, href), title) for event in events for href, title in event["added"]]


@recorded
def test_of_ten_weeks_of_polls_exactly_the_eight_additions_are_told_once_each(pipeline, site):
    for step, (at, page) in enumerate(polls()):
        site.show(page)
        for again in range(1 if step % 4 else 2):
            pipeline.now = at + timedelta(minutes=again)
            done = pipeline.poll()
            if done.changes:
                pipeline.deliver()

    wanted = [url for url, _ in additions(site.url)]
    assert len(wanted) == 8
    assert told(pipeline) == wanted
    assert told(pipeline, "edit") == []
    assert all(row["state"] == "sent" for row in pipeline.owed())
    kept = pipeline.entries()
    assert len(kept) == 25 + 8
    assert all(row["ready"] and row["revision"] == 1 for row in kept)
    assert [row["url"] for row in kept if row["external"]] == [
        url for url in wanted if not url.startswith("http://127.")
    ]
    assert all(row["text"] for row in kept if not row["external"])


@recorded
def test_titles_changed_at_random_are_revisions_and_told_to_nobody(pipeline, site):
    rng = random.Random(20260302)
    changed: set[str] = set()
    steps = [poll for step, poll in enumerate(polls()) if step < 40 or step % 6 == 0]
    for step, (at, page) in enumerate(steps):
        site.show(page)
        shown = sorted(sites.items_of(page, PATH))
        if shown and step and rng.random() < 0.1:
            path = rng.choice(shown)
            site.retitled[path] = f"{site.titles[path][0]}（更正{step}）"
            changed.add(site.site.url + path)
        pipeline.now = at
        if pipeline.poll().changes:
            pipeline.deliver()

    assert len(changed) > 10
    assert sorted(told(pipeline)) == sorted(url for url, _ in additions(site.url))
    rows = {row["url"]: row for row in pipeline.entries()}
    on_page = {urljoin(site.url, path) for path in sites.items_of(site.page, PATH)}
    assert changed & on_page
    for url in changed & on_page:
        assert rows[url]["revision"] > 1
        assert rows[url]["title"] == site.retitled[url.removeprefix(site.site.url)]
    assert all(row["revision"] == 1 for url, row in rows.items() if url not in changed)


def item(number: int, title: str | None = None) -> tuple[str, str, str]:
    return f"../info/1018/{number}.htm", title or f"第{number}号通知的标题", f"2026-02-{number % 27 + 1:02d}"


def test_what_only_looks_like_news_is_not_told(on_both, site):
    old = [item(number) for number in range(1020, 1010, -1)]
    elsewhere = ("http://video.example.edu/2026/index.html", "开学第一课视频", "2026-03-01")
    second_url = ("../content.jsp?urltype=news.NewsContentUrl&wbtreeid=1018&wbnewsid=1015", item(1015)[1], "2026-02-16")
    doubtful = [sites.empty_page(), sites.list_page(old, whole=False), sites.list_page(old[:4])]
    steps = [
        ("the baseline", sites.list_page(old), []),
        ("nothing at all", sites.empty_page(), []),
        ("cut after the list", sites.list_page(old, whole=False), []),
        ("half of them gone", sites.list_page(old[:4]), []),
        ("one more", sites.list_page([item(1021), *old[:-1]]), ["/info/1018/1021.htm"]),
        ("an old one slides back", sites.list_page([item(1021), *old]), []),
        ("another address of one we have", sites.list_page([second_url, item(1021), *old[:-1]]), []),
        ("another site's", sites.list_page([elsewhere, item(1021), *old[:-1]]), [elsewhere[0]]),
        ("another order", sites.list_page([*old[:5], item(1021), elsewhere, *old[5:]]), []),
        ("another title", sites.list_page([elsewhere, item(1021, "改过的标题"), *old]), []),
        ("two more", sites.list_page([item(1023), item(1022), *old]), ["/info/1018/1022.htm", "/info/1018/1023.htm"]),
    ]

    for what, page, wanted in steps:
        before = len(told(on_both))
        site.show(page)
        for _ in range(2):
            on_both.now += timedelta(minutes=20)
            done = on_both.poll()
            on_both.deliver()
            assert done.state == ("suspect" if page in doubtful else "ok"), what
        assert sorted(told(on_both)[before:]) == [urljoin(site.url, url) for url in wanted], what

    rows = {row["key"]: row for row in on_both.entries()}
    assert len(rows) == 14
    assert rows["1021"]["title"] == "改过的标题"
    assert rows["1021"]["revision"] > 1
    assert site.site.asked("/info/1018/1020.htm") <= 3


def test_the_same_page_again_asks_for_no_article_and_changes_no_row(on_both, site):
    site.show(sites.list_page([item(number) for number in range(1008, 1000, -1)]))
    on_both.poll()
    rows, asked = on_both.entries(), len(site.site.requests)

    done = on_both.poll()

    assert done.unchanged
    assert on_both.entries() == rows
    assert len(site.site.requests) == asked + 1
