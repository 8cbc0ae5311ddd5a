"""Feeds as files: whole, only when they changed, never too large."""

import gzip
import json
import threading

import brotli
import zstandard
from feedtools import entry, feed

from feeds.give.publish import MOST, documents, publish
from feeds.model import Site


def test_three_formats_and_their_compressed_copies_are_written(tmp_path):
    changed = publish(Site(folder=str(tmp_path)), feed(), [entry()])

    assert sorted(path.name for path in changed) == ["yunhe.atom", "yunhe.json", "yunhe.rss"]
    for path in changed:
        whole = path.read_bytes()
        assert gzip.decompress(path.with_name(path.name + ".gz").read_bytes()) == whole
        assert brotli.decompress(path.with_name(path.name + ".br").read_bytes()) == whole
        assert zstandard.decompress(path.with_name(path.name + ".zst").read_bytes()) == whole


def test_p20_the_same_entries_again_touch_no_file(tmp_path):
    site = Site(folder=str(tmp_path))
    publish(site, feed(), [entry()])
    before = (tmp_path / "feeds/yunhe.atom").stat()

    assert publish(site, feed(), [entry()]) == []
    after = (tmp_path / "feeds/yunhe.atom").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_change_within_a_second_has_a_later_last_modified(tmp_path):
    site = Site(folder=str(tmp_path))
    times = []
    for n in range(3):
        publish(site, feed(), [entry(n)])
        times.append(int((tmp_path / "feeds/yunhe.atom").stat().st_mtime))

    assert len(set(times)) == 3


def test_p41_a_feed_ends_at_450_kb(tmp_path):
    long = [entry(n, html="<p>" + "云" * 20_000 + "</p>") for n in range(30)]

    made = documents(feed(), long)

    assert all(len(content) <= MOST for content in made.values())
    titles = [each["title"] for each in json.loads(made["json"])["items"]]
    assert titles == [entry(29 - n).title for n in range(len(titles))]
    assert len(titles) >= 6


def test_an_entry_that_is_longer_than_a_feed_may_be_is_given_alone():
    made = documents(feed(), [entry(2, html="<p>" + "云" * 200_000 + "</p>"), entry(1)])

    assert [each["title"] for each in json.loads(made["json"])["items"]] == [entry(2).title]
    assert all(entry(2).title.encode() in content for content in made.values())


def test_a_reader_never_sees_half_a_file(tmp_path):
    site = Site(folder=str(tmp_path))
    publish(site, feed(), [entry(0)])
    path = tmp_path / "feeds/yunhe.json"
    broken, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            try:
                json.loads(path.read_bytes())
            except ValueError as e:
                broken.append(e)

    reader = threading.Thread(target=read)
    reader.start()
    for n in range(30):
        publish(site, feed(), [entry(n)])
    stop.set()
    reader.join()

    assert broken == []
    assert not [each for each in path.parent.iterdir() if each.name.startswith(".")]
