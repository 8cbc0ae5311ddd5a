"""From rows to files: the right feeds, with ids that stay."""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import feedparser
import pytest
from feedtools import START, entry, giver, source, stored
from lxml import etree

from feeds.keep import search, states
from feeds.keep.db import Database


def parsed(folder, name):
    return feedparser.parse((folder / "feeds" / name).read_bytes())


def test_a_source_is_in_its_own_feed_and_in_the_one_of_all(db: Database, tmp_path):
    stored(db, entry(1), entry(2, source="other", key="1"))

    giver(db, tmp_path, source(), source("other", title="另一要闻")).give("yunhe", "other")

    assert [each.id for each in parsed(tmp_path, "yunhe.atom").entries] == [entry(1).tag]
    everything = parsed(tmp_path, "all.atom")
    assert [each.id for each in everything.entries] == [entry(2).tag, entry(1).tag]
    assert [each.source.title for each in everything.entries] == ["另一要闻", "云河要闻"]


def test_p6_the_feeds_id_stays_when_the_domain_changes(db: Database, tmp_path):
    giver(db, tmp_path).give("yunhe")
    before = parsed(tmp_path, "yunhe.atom").feed.id

    moved = giver(db, tmp_path)
    moved = type(moved)(db=db, site=type(moved.site)(url="https://new.example", folder=str(tmp_path)),
                        sources=moved.sources, clock=moved.clock)  # fmt: skip
    moved.give("yunhe")

    after = parsed(tmp_path, "yunhe.atom").feed
    assert after.id == before
    assert after.links[0].href == "https://new.example/feeds/yunhe.atom"


def test_the_empty_feed_and_the_index_are_there_from_the_start(db: Database, tmp_path):
    giver(db, tmp_path).give("yunhe")

    assert parsed(tmp_path, "yunhe.rss").feed.title == "云河要闻"
    index = (tmp_path / "index.html").read_text("utf-8")
    assert '<link rel="alternate" type="application/atom+xml" title="云河要闻" href="feeds/yunhe.atom">' in index


@pytest.mark.parametrize("extension", ["atom", "rss", "json"])
@pytest.mark.parametrize("title", ["另一要闻", None])
def test_entries_of_a_source_that_left_keep_the_origin_they_had(db: Database, tmp_path, extension, title):
    stored(db, entry(1), entry(2, source="other"))
    other = source("other", title=title, language="en")
    giver(db, tmp_path, source(), other)
    with db.transaction() as tx:
        states.change(tx, "other", title="栏目", url="http://other.example/", list_url="http://other.example/yw.htm")
    giver(db, tmp_path, source(), other).give("yunhe", "other")
    before = (tmp_path / f"feeds/all.{extension}").read_bytes()

    giver(db, tmp_path, source()).give()

    assert (title or "栏目").encode() in before
    assert (tmp_path / f"feeds/all.{extension}").read_bytes() == before


def updated(folder, name="yunhe"):
    """When a feed last changed, as Atom and RSS tell it."""
    root = etree.fromstring((folder / f"feeds/{name}.atom").read_bytes())
    built = etree.fromstring((folder / f"feeds/{name}.rss").read_bytes()).findtext("channel/lastBuildDate")
    told = datetime.fromisoformat(root.findtext("{*}updated"))
    assert parsedate_to_datetime(built) == told
    return told


@pytest.mark.parametrize("name", ["yunhe", "all"])
def test_p17_a_feed_is_new_when_an_article_comes_whatever_its_date(db: Database, tmp_path, name):
    stored(db, entry(5), entry(6))
    giver(db, tmp_path).give("yunhe")
    before = updated(tmp_path, name)
    came = START + timedelta(days=1, microseconds=7)
    stored(db, entry(1, first_seen=came, changed=came))

    giver(db, tmp_path).give("yunhe")

    assert (before, updated(tmp_path, name)) == (entry(6).updated, came.replace(microsecond=0))
    assert parsed(tmp_path, f"{name}.atom").entries[-1].updated == entry(1).updated.isoformat()


@pytest.mark.parametrize("name", ["yunhe", "all"])
def test_p17_a_feed_is_new_when_an_article_was_withdrawn(db: Database, tmp_path, name):
    gone = START + timedelta(days=1)
    stored(db, entry(1), entry(2, withdrawn=gone))

    giver(db, tmp_path).give("yunhe")

    assert updated(tmp_path, name) == gone


@pytest.mark.parametrize(("interval", "ttl"), [(timedelta(minutes=20), "20"), (None, "15")])
def test_p54_the_rhythm_is_the_one_we_poll_at(db: Database, tmp_path, interval, ttl):
    stored(db, *[entry(n) for n in range(5)])

    giver(db, tmp_path, source(interval=interval)).give("yunhe")

    assert parsed(tmp_path, "yunhe.rss").feed.ttl == ttl


def test_p14_p20_a_later_build_of_the_same_rows_is_byte_equal(db: Database, tmp_path):
    stored(db, *[entry(n) for n in range(5)])
    giver(db, tmp_path).give("yunhe")
    before = {path: path.read_bytes() for path in (tmp_path / "feeds").glob("*.*")}

    giver(db, tmp_path, now=START + timedelta(hours=3)).give("yunhe")

    assert {path: path.read_bytes() for path in (tmp_path / "feeds").glob("*.*")} == before


def test_feeds_wait_for_no_index_that_an_upgrade_wants_anew(db: Database, tmp_path):
    stored(db, *[entry(n) for n in range(1, 450)], entry(450, title="新来的"))
    gives = giver(db, tmp_path)

    def found(words: str) -> int:
        with db.reading() as tx:
            return len(search.find(tx, words, limit=1000))

    gives.give("yunhe")
    assert (tmp_path / "feeds/yunhe.atom").exists()
    assert found("新来的") == 1
    assert 0 < found("要闻") < 450
    while gives.index_some():
        pass
    assert found("要闻") == 450
