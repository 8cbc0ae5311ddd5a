"""Killed with SIGKILL at random moments: nothing is lost, and a message repeats only where the kill fell between
sending and recording. With the pages of the real recording where it is beside the project, and with made-up ones.
"""

import json
import random
import signal
from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin

import pytest
import sites
from nursery import Nursery
from pipeline import Pipeline

RECORDING = Path(__file__).resolve().parents[2] / "shared" / "replay"
PATH = "/zsxx/tzgg.htm"
LATEST = 0.15  #: seconds into a worker's life when it is killed at the latest
KILLS = 50


def survive(
    nursery: Nursery,
    folder: Path,
    pages: Sequence[bytes],
    new: Sequence[str],
    rng: random.Random,
    kills: int,
    store: str = "sqlite:///yaowen.db",
) -> int:
    """One replay from its baseline to its end, killed up to `kills` times on the way. How often it was killed."""
    folder.mkdir()
    done = 0
    with sites.Turning(PATH, pages) as site:
        lived = partial(nursery.live, "journal", str(folder), site.url, store)
        while (code := lived(killed_after=rng.uniform(0, LATEST) if done < kills else None)) != 0:
            assert code == -signal.SIGKILL
            done += 1
        wanted = {urljoin(site.url, path) for path in new}
        all_shown = {urljoin(site.url, path) for path in site.titles} | wanted
        pipeline = Pipeline(folder, site.url, store=store)
        try:
            nothing_is_lost(pipeline, wanted, all_shown)
            repeats_have_an_excuse(pipeline)
        finally:
            pipeline.close()
    return done


def nothing_is_lost(pipeline: Pipeline, wanted: set[str], shown: set[str]) -> None:
    rows = pipeline.entries()
    assert {row["url"] for row in rows} == shown
    assert len(rows) == len(shown)
    assert all(row["ready"] for row in rows)
    owed = {row["url"]: row for row in pipeline.owed()}
    sent = Counter(line[1] for line in pipeline.journal.lines() if line[0] == "send")
    assert set(owed) == wanted
    assert set(sent) <= wanted
    for url, row in owed.items():
        if row["state"] == "held":  # twice nobody could say; it waits for the admin and is not forgotten
            assert row["doubts"] == 2
        else:
            assert (row["state"], sent[url] > 0) == ("sent", True)
    feed = {item["url"] for item in json.loads(pipeline.feed())["items"]}
    assert feed == shown


def repeats_have_an_excuse(pipeline: Pipeline) -> None:
    lines = pipeline.journal.lines()
    sent = Counter(line[1] for line in lines if line[0] == "send")
    assert max(sent.values(), default=0) <= 2
    killed_between = {
        this[1] for this, following in pairwise([*lines, ["end"]]) if this[0] == "send" and following[0] == "start"
    }
    assert {url for url, times in sent.items() if times == 2} <= killed_between


def until(
    nursery: Nursery, kills: int, folder: Path, pages: Sequence[bytes], new: Sequence[str], rng: random.Random
) -> None:
    done = rounds = 0
    while done < kills:
        done += survive(nursery, folder / str(rounds), pages, new, rng, kills - done)
        rounds += 1


def growing() -> tuple[list[bytes], list[str]]:
    """Forty states of a made-up list: most bring one notice more, some are empty or cut."""
    rng = random.Random(5)
    items = [(f"../info/1018/{n}.htm", f"第{n}号通知的标题", "2026-02-20") for n in range(1008, 1000, -1)]
    pages, new = [sites.list_page(items)], []
    for number in range(1011, 1051):
        if rng.random() < 0.15:
            pages.append(sites.empty_page())
        if number % 10 == 0:
            href = f"http://video.example.edu/{number}.html"
            new.append(href)
        else:
            href = f"../info/1018/{number}.htm"
            new.append(f"/info/1018/{number}.htm")
        items = [(href, f"第{number}号通知的标题", "2026-02-27"), *items[:14]]
        pages.append(sites.list_page(items))
    return pages, new


def test_killed_at_fifty_random_moments_nothing_is_lost_or_told_without_excuse_twice(nursery, tmp_path):
    pages, new = growing()

    until(nursery, KILLS, tmp_path, pages, new, random.Random(20260302))


def test_on_postgresql_kills_do_no_harm_either(nursery, tmp_path, postgres_url):
    pages, new = growing()

    killed = survive(nursery, tmp_path / "0", pages, new, random.Random(20260304), 20, postgres_url)

    assert killed > 5


@pytest.mark.skipif(not RECORDING.is_dir(), reason="needs the recording in ../shared/replay")
def test_the_recorded_page_survives_fifty_kills_too(nursery, tmp_path):
    order = dict.fromkeys(line.split("\t")[1] for line in (RECORDING / "polls.tsv").read_text().splitlines()[1:])
    pages = [(RECORDING / "pages" / name).read_bytes() for name in order]
    events = json.loads((RECORDING / "events.json").read_text(encoding="utf-8"))
    new = [urljoin(PATH, href) for event in events for href, _ in event["added"]]

    until(nursery, KILLS, tmp_path, pages, new, random.Random(20260303))
