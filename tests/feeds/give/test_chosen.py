"""Feeds made when asked: cut by a query, of a search, private. Asked without a socket."""

import json
from datetime import timedelta
from email.utils import format_datetime

import feedparser
import pytest
from feedtools import START, entry, giver, source, stored, visitor, website

from feeds.give.web import app
from feeds.keep import private, states
from feeds.keep.db import Database


@pytest.fixture
def ask(sqlite_db: Database, tmp_path):
    stored(
        sqlite_db,
        entry(1, title="招生简章", author="李雷"),
        entry(2, title="就业指导"),
        entry(3, title="招生讲座", source="other"),
    )
    shelf = giver(sqlite_db, tmp_path, source(), source("other"))
    shelf.give("yunhe", "other")
    made = app(site=shelf.site, db=sqlite_db, sources=shelf.sources, clock=shelf.clock)
    get = visitor(made).get

    def ask(path, **headers):
        return get(path, {name.replace("_", "-").lower(): value for name, value in headers.items()})

    return ask


def titles(answer):
    return [each["title"] for each in json.loads(answer.content)["items"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("limit=1", ["招生讲座"]),
        ("limit=0", []),
        ("filter=%E6%8B%9B%E7%94%9F", ["招生讲座", "招生简章"]),
        ("filter=%E6%8B%9B%E7%94%9F&limit=1", ["招生讲座"]),
        ("filterout=%E8%AE%B2%E5%BA%A7", ["就业指导", "招生简章"]),
        ("filter_title=%5E%E6%8B%9B&filterout_title=%E8%AE%B2", ["招生简章"]),
        ("filter_author=%E6%9D%8E", ["招生简章"]),
        ("x=1", ["招生讲座", "就业指导", "招生简章"]),
        ("filter=", ["招生讲座", "就业指导", "招生简章"]),
        ("x=" + "1" * 6000, ["招生讲座", "就业指导", "招生简章"]),
        ("filter=" + "%E9%95%BF" * 300, []),
    ],
)
def test_a_feed_can_be_cut_by_its_query(ask, query, expected):
    assert titles(ask(f"/feeds/all.json?{query}")) == expected


@pytest.mark.parametrize(
    "query",
    [
        "filter=(",
        "limit=x",
        "limit=%C2%B2",
        "limit=-1",
        "filter=" + "a" * 600,
        "filter=" + "%E9%95%BF" * 600,
        "limit=1" + "&a=1" * 30,
    ],
)
def test_an_option_that_cannot_be_read_is_told_in_words(ask, query):
    answer = ask(f"/feeds/all.json?{query}")

    assert answer.status_code == 400
    assert answer.headers.get("content-type").startswith("text/plain")


def test_no_pattern_keeps_us_busy(sqlite_db: Database, tmp_path):
    stored(sqlite_db, entry(1, title="a" * 200 + "b"))
    answer = visitor(website(sqlite_db, tmp_path)).get("/feeds/yunhe.json?filter_title=(a%2B)%2B%24")

    assert titles(answer) == []  # by backtracking this would not end in our lives


def test_patterns_that_would_keep_everybody_waiting_are_refused_in_words(ask):
    answer = ask("/feeds/yunhe.json?filter=" + "%5B%E4%B8%80-%E9%BE%A5%5D%7B0%2C150%7Dx&filterout=.%7B0%2C99%7Dx")

    assert answer.status_code == 400
    assert "steps a character" in answer.text


def test_p11_a_cut_feed_says_its_own_address_and_is_revalidated(ask):
    answer = ask("/feeds/all.atom?limit=2")
    read = feedparser.parse(answer.content)

    assert read.feed.links[0].href == "http://news.example.edu/feeds/all.atom?limit=2"
    assert ask("/feeds/all.atom?limit=2", If_None_Match=answer.headers.get("etag")).status_code == 304
    assert read.feed.id != feedparser.parse(ask("/feeds/all.atom").content).feed.id


@pytest.mark.parametrize(
    "made", ["/feeds/yunhe.atom?filter=%E6%8B%9B%E7%94%9F", "/feeds/search.atom?q=%E6%8B%9B%E7%94%9F", "private"]
)
def test_p21_no_date_hides_what_is_new_in_a_made_feed(sqlite_db: Database, tmp_path, made):
    came = START + timedelta(days=2)
    stored(sqlite_db, entry(1, title="招生简章", updated=START + timedelta(days=1)))
    with sqlite_db.transaction() as tx:
        _, token = private.new(tx, label="我的", sources=["yunhe"], now=START)
    made = f"/feeds/private/{token}.atom" if made == "private" else made
    before = visitor(website(sqlite_db, tmp_path)).get(made)
    stored(sqlite_db, entry(2, title="招生讲座", first_seen=came, changed=came))  # dated before the other's correction

    get = visitor(website(sqlite_db, tmp_path)).get
    after = get(made, {"if-modified-since": format_datetime(came, usegmt=True)})

    assert after.status_code == 200
    assert "last-modified" not in after.headers
    assert [feedparser.parse(each.content).feed.updated for each in (before, after)] == [
        (START + timedelta(days=1)).isoformat(),
        came.isoformat(),
    ]
    assert get(made, {"if-none-match": after.headers["etag"]}).status_code == 304


def test_what_a_filter_keeps_back_does_not_make_its_feed_new(sqlite_db: Database, tmp_path):
    stored(sqlite_db, entry(1, title="招生简章"))
    made = "/feeds/yunhe.atom?filter=%E6%8B%9B%E7%94%9F"
    before = visitor(website(sqlite_db, tmp_path)).get(made)
    stored(sqlite_db, entry(2, title="就业指导"))

    get = visitor(website(sqlite_db, tmp_path)).get

    assert get(made, {"if-none-match": before.headers["etag"]}).status_code == 304


def test_a_search_has_a_feed(ask):
    answer = ask("/feeds/search.json?q=%E6%8B%9B%E7%94%9F")

    assert titles(answer) == ["招生讲座", "招生简章"]
    assert json.loads(answer.content)["title"] == "要闻：招生"
    assert ask("/feeds/search.json").status_code == 404


@pytest.mark.parametrize("extension", ["atom", "rss", "json"])
@pytest.mark.parametrize(
    ("words", "status"),
    [("%01", 404), ("%00%00", 404), ("a%EF%BF%BE", 200), ("x%0Ay", 200), ("q" * 9000, 400), ("a&b=1" * 30, 400)],
)
def test_no_search_makes_a_feed_that_cannot_be_said(ask, words, status, extension):
    assert ask(f"/feeds/search.{extension}?q={words}").status_code == status


def test_p65_t16_a_private_feed_opens_with_its_token_only(ask, sqlite_db: Database):
    with sqlite_db.transaction() as tx:
        made, token = private.new(tx, label="我的", sources=["yunhe"], filter="招生", now=START)

    answer = ask(f"/feeds/private/{token}.json")

    assert titles(answer) == ["招生简章"]
    assert answer.headers.get("cache-control") == "private, no-cache"
    assert answer.headers.get("x-robots-tag") == "noindex"
    assert answer.headers.get("access-control-allow-origin") is None
    assert ask(f"/feeds/private/{token}.json", If_None_Match=answer.headers.get("etag")).status_code == 304

    with sqlite_db.transaction() as tx:
        assert private.revoke(tx, made.number, START)
    ended, wrong, unknown = (ask(path) for path in (
        f"/feeds/private/{token}.json", "/feeds/private/" + "A" * 32 + ".json", "/feeds/none.json"))  # fmt: skip
    assert ended.status_code == wrong.status_code == unknown.status_code == 404
    assert ended.content == wrong.content == unknown.content


def test_a_private_feed_of_many_sources_has_the_newest_of_them_all(sqlite_db: Database, tmp_path):
    names = [f"s{n}" for n in range(12)]
    stored(sqlite_db, *(entry(50 * n + k, source=name) for n, name in enumerate(names) for k in range(1, 51)))
    with sqlite_db.transaction() as tx:
        _, token = private.new(tx, label="我的", sources=names, now=START)

    found = titles(visitor(website(sqlite_db, tmp_path, *map(source, names))).get(f"/feeds/private/{token}.json"))

    assert found == [entry(n).title for n in range(600, 600 - len(found), -1)]
    assert len(found) > 50


@pytest.mark.parametrize(
    ("names", "language", "items"),
    [(["en"], "en", [None]), (["yunhe", "en"], "zh-CN", ["en", None]), ([], "zh-CN", ["en", None])],
)
def test_p48_a_private_feed_speaks_as_its_sources_do(sqlite_db: Database, tmp_path, names, language, items):
    stored(sqlite_db, entry(1), entry(2, source="en"))
    with sqlite_db.transaction() as tx:
        _, token = private.new(tx, label="我的", sources=names, now=START)

    get = visitor(website(sqlite_db, tmp_path, source(), source("en", language="en"))).get
    found = json.loads(get(f"/feeds/private/{token}.json").content)

    assert (found["language"], [each.get("language") for each in found["items"]]) == (language, items)


def test_a_private_feed_of_a_source_whose_language_nobody_knows_speaks_as_the_site_does(sqlite_db: Database, tmp_path):
    stored(sqlite_db, entry(1, source="ended"))
    website(sqlite_db, tmp_path, source(), source("ended"))
    with sqlite_db.transaction() as tx:
        _, token = private.new(tx, label="秘密", sources=["ended"], now=START)
        states.change(tx, "ended", language=None)  # it left before languages were written down

    get = visitor(website(sqlite_db, tmp_path, source())).get

    assert json.loads(get(f"/feeds/private/{token}.json").text)["language"] == "zh-CN"
    assert 'hreflang=""' not in get(f"/feeds/private/{token}.atom").text


def test_a_private_feed_follows_its_sources_to_their_new_names(sqlite_db: Database, tmp_path):
    stored(sqlite_db, entry(1))
    website(sqlite_db, tmp_path, source())
    with sqlite_db.transaction() as tx:
        _, token = private.new(tx, label="我的", sources=["yunhe"], now=START)
    renamed = website(sqlite_db, tmp_path, source("fresh", formerly=("yunhe",)))

    assert titles(visitor(renamed).get(f"/feeds/private/{token}.json")) == [entry(1).title]


def test_a_private_feed_stays_with_its_source_when_another_takes_the_name(sqlite_db: Database, tmp_path):
    stored(sqlite_db, entry(1), entry(2, source="other"))
    website(sqlite_db, tmp_path, source(), source("other"))
    with sqlite_db.transaction() as tx:
        _, token = private.new(tx, label="我的", sources=["yunhe"], now=START)
    website(sqlite_db, tmp_path, source("fresh", formerly=("yunhe",)), source("other"))
    taken = website(sqlite_db, tmp_path, source("fresh"), source("yunhe", formerly=("other",)))

    assert titles(visitor(taken).get(f"/feeds/private/{token}.json")) == [entry(1).title]
    with sqlite_db.reading() as tx:
        assert [made.sources for made in private.of_all(tx)] == [("fresh",)]


def test_t16_a_token_cannot_be_read_out_of_the_store(sqlite_db: Database):
    with sqlite_db.transaction() as tx:
        _, token = private.new(tx, label="我的", now=START)
        row = tx.exec_driver_sql("SELECT * FROM private_feeds").mappings().one()

    assert token not in str(dict(row))
    assert len(token) >= 22  # 128 bits in base64


def test_t22_a_flood_is_told_to_wait(ask):
    answers = [ask("/feeds/yunhe.atom", X_Forwarded_For="203.0.113.9") for _ in range(3)]
    assert {answer.status_code for answer in answers} == {200}

    for _ in range(140):
        refused = ask("/feeds/all.json?limit=1", X_Forwarded_For="203.0.113.9")
        if refused.status_code != 200:
            break

    assert refused.status_code == 429
    assert int(refused.headers.get("retry-after")) >= 1
    assert ask("/feeds/yunhe.atom", X_Forwarded_For="203.0.113.10").status_code == 200
    assert ask("/feeds/yunhe.atom").status_code == 200
