"""P58: from the live feed back to the first entry, over documents that never change once closed."""

from dataclasses import replace

import feedparser
from feedtools import entry, giver, source, stored
from lxml import etree

from feeds.keep import entries, states
from feeds.keep.db import Database

NS = {"a": "http://www.w3.org/2005/Atom", "fh": "http://purl.org/syndication/history/1.0"}
BASE = "http://news.example.edu/feeds/"


def crawl(folder, name="yunhe", base=BASE):
    """All entry ids that the chain reaches, oldest document last, and the documents."""
    ids, documents = [], []
    address = f"{name}.atom"
    while address:
        root = etree.fromstring((folder / "feeds" / address).read_bytes())
        assert root.find("a:link[@rel='self']", NS).get("href") == base + address
        ids += [each.text for each in root.findall("a:entry/a:id", NS)]
        documents.append(root)
        link = root.find("a:link[@rel='prev-archive']", NS)
        address = link.get("href").removeprefix(base) if link is not None else None
    return ids, documents


def test_p58_the_chain_reaches_every_entry(db: Database, tmp_path):
    shown = [entry(n) for n in range(1, 251)]
    stored(db, *shown)

    giver(db, tmp_path).give("yunhe")

    ids, documents = crawl(tmp_path)
    assert set(ids) == {each.tag for each in shown}
    assert [root.find("fh:archive", NS) is not None for root in documents] == [False, False, True, True]
    for root in documents[1:]:
        assert root.find("a:link[@rel='current']", NS).get("href") == BASE + "yunhe.atom"
        assert not feedparser.parse(etree.tostring(root)).bozo


def test_p58_a_closed_archive_never_changes_and_the_edit_shows_in_the_live_feed(db: Database, tmp_path):
    stored(db, *[entry(n) for n in range(1, 121)])
    giver(db, tmp_path).give("yunhe")
    before = (tmp_path / "feeds/yunhe/1.atom").read_bytes()

    with db.transaction() as tx:
        edited = entries.entries.update().where(entries.entries.c.number.in_([5, 119])).values(title="更正")
        tx.execute(edited)
    giver(db, tmp_path).give("yunhe")

    assert (tmp_path / "feeds/yunhe/1.atom").read_bytes() == before
    assert "更正" in (tmp_path / "feeds/yunhe.atom").read_text("utf-8")


def test_a_source_that_left_or_has_another_name_leaves_no_live_feed_behind(db: Database, tmp_path):
    stored(db, *[entry(n) for n in range(1, 131)])
    giver(db, tmp_path).give("yunhe")
    (tmp_path / "feeds/old.atom").write_text("<feed/>")
    (tmp_path / "feeds/old.atom.gz").write_text("")

    giver(db, tmp_path, source("tzgg", formerly=("old",))).give()

    left = {path.name for path in (tmp_path / "feeds").iterdir()}
    assert not {name for name in left if name.startswith(("yunhe.", "old."))}
    assert (tmp_path / "feeds/yunhe/1.atom").exists()  # what was never to change
    with db.reading() as tx:
        assert "yunhe" in states.stale(tx)  # should it come back


def test_an_archive_waits_for_the_entries_that_wait(db: Database, tmp_path):
    stored(db, *[entry(n, ready=n != 7) for n in range(1, 121)])

    giver(db, tmp_path).give("yunhe")

    ids, documents = crawl(tmp_path)
    assert documents[1].find("fh:archive", NS) is None
    assert len(set(ids)) == 119


def test_a_small_feed_needs_no_archive(db: Database, tmp_path):
    stored(db, entry(1), entry(2))

    giver(db, tmp_path).give("yunhe")

    assert len(crawl(tmp_path)[1]) == 1
    assert not (tmp_path / "feeds/yunhe").exists()


def test_p8_after_a_rename_the_chain_holds_with_the_same_ids(db: Database, tmp_path):
    stored(db, *[entry(n) for n in range(1, 121)])
    giver(db, tmp_path).give("yunhe")
    before = set(crawl(tmp_path)[0])

    giver(db, tmp_path, source("yunhe-news", formerly=("yunhe",))).give("yunhe-news")

    ids, documents = crawl(tmp_path, "yunhe-news")
    assert set(ids) == before
    assert {root.findtext("a:id", namespaces=NS) for root in documents} == {"tag:news.example.edu,2026:yunhe"}


def test_a_lost_archive_file_is_put_back(db: Database, tmp_path):
    stored(db, *[entry(n) for n in range(1, 121)])
    giver(db, tmp_path).give("yunhe")
    before = (tmp_path / "feeds/yunhe/1.atom").read_bytes()
    (tmp_path / "feeds/yunhe/1.atom").unlink()

    giver(db, tmp_path).give("yunhe")

    assert (tmp_path / "feeds/yunhe/1.atom").read_bytes() == before


def test_after_a_move_to_another_address_the_chain_holds_there(db: Database, tmp_path):
    stored(db, *[entry(n) for n in range(1, 251)])
    gives = giver(db, tmp_path)
    gives.give("yunhe")
    before = set(crawl(tmp_path)[0])

    moved = replace(gives, site=replace(gives.site, url="https://new.example/news"))
    moved.give("yunhe")

    base = "https://new.example/news/feeds/"
    ids, documents = crawl(tmp_path, base=base)
    assert set(ids) == before
    assert {root.find("a:link[@rel='current']", NS).get("href") for root in documents[1:]} == {f"{base}yunhe.atom"}
    written = {path: path.stat().st_mtime_ns for path in (tmp_path / "feeds/yunhe").iterdir()}
    moved.give("yunhe")
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "feeds/yunhe").iterdir()} == written
