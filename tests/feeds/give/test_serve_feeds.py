"""The feed's address over real HTTP, point by point. P21 to P37 of reference/feeds.md."""

import gzip
import http.client
import threading

import pytest
from feedtools import entry, feed, giver, served, source, stored, visitor, website

from feeds.give.publish import publish
from feeds.give.web.documents import Documents
from feeds.model import Site


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    site = Site(folder=str(tmp_path_factory.mktemp("site")))
    publish(site, feed(), [entry(1), entry(2)])
    return site


@pytest.fixture(scope="module")
def ask(site):
    with served(site) as port:

        def ask(path="/feeds/yunhe.atom", method="GET", **headers):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            answer.body = answer.read()
            connection.close()
            return answer

        yield ask


def test_p21_p31_p33_p34_what_comes_with_a_feed(ask):
    answer = ask()

    assert answer.status == 200
    assert answer.getheader("etag").startswith('"')
    assert answer.getheader("last-modified").endswith("GMT")
    assert answer.getheader("content-type") == "application/atom+xml; charset=utf-8"
    assert answer.getheader("cache-control") == "public, max-age=900"
    assert answer.getheader("x-content-type-options") == "nosniff"
    assert answer.getheader("set-cookie") is None
    assert ask("/feeds/yunhe.rss").getheader("content-type") == "application/rss+xml; charset=utf-8"
    assert ask("/feeds/yunhe.json").getheader("content-type") == "application/feed+json; charset=utf-8"


def test_p22_p25_if_none_match_answers_304_with_its_headers(ask):
    first = ask()

    again = ask(If_None_Match=first.getheader("etag"))

    assert (again.status, again.body) == (304, b"")
    for name in ("etag", "cache-control", "vary", "last-modified"):
        assert again.getheader(name) == first.getheader(name)


@pytest.mark.parametrize("form", ["{0}", "W/{0}", '"x", {0}', '"x",W/{0} , "y"', "*", " {0} "])
def test_p23_weak_tags_lists_and_a_star_are_taken(ask, form):
    assert ask(If_None_Match=form.format(ask().getheader("etag"))).status == 304


@pytest.mark.parametrize("tag", ['"x"', "", "x", 'W/"x"', '"', "**"])
def test_another_tag_gets_the_feed(ask, tag):
    assert ask(If_None_Match=tag).status == 200


def test_a_tag_of_blanks_keeps_nobody_waiting(ask):
    assert ask(If_None_Match=f"x{' ' * 50_000}y").status == 200  # by backtracking it would take minutes


def test_p24_if_modified_since_and_none_match_wins(ask):
    date = ask().getheader("last-modified")

    assert ask(If_Modified_Since=date).status == 304
    assert ask(If_Modified_Since="Mon, 01 Jan 2001 00:00:00 GMT").status == 200
    assert ask(If_Modified_Since="nonsense").status == 200
    assert ask(If_Modified_Since=date, If_None_Match='"other"').status == 200


@pytest.mark.parametrize("path", ["/feeds/yunhe.atom", "/feeds/none.atom"])
def test_p26_head_is_get_without_a_body(ask, path):
    got, head = ask(path), ask(path, "HEAD")

    assert head.body == b""
    assert head.status == got.status
    assert dict(head.getheaders()) | {"date": ""} == dict(got.getheaders()) | {"date": ""}


def test_p27_p29_p30_gzip_has_a_tag_of_its_own(ask):
    plain, packed = ask(), ask(Accept_Encoding="gzip, deflate")

    assert packed.getheader("content-encoding") == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.getheader("vary") == plain.getheader("vary") == "Accept-Encoding"
    assert packed.getheader("etag") != plain.getheader("etag")
    assert ask(If_None_Match=packed.getheader("etag"), Accept_Encoding="gzip").status == 304


@pytest.mark.parametrize("accepted", ["identity", "gzip;q=0", "", "deflate", "*;q=0", "gzip;q=nonsense"])
def test_p28_identity_works(ask, accepted):
    assert ask(Accept_Encoding=accepted).getheader("content-encoding") is None


def test_p35_any_page_may_read_a_public_feed(ask):
    answer = ask(Origin="https://reader.example")
    asked = ask(method="OPTIONS", Origin="https://reader.example")

    assert answer.getheader("access-control-allow-origin") == "*"
    assert "ETag" in answer.getheader("access-control-expose-headers")
    assert asked.status == 204
    assert "If-None-Match" in asked.getheader("access-control-allow-headers")
    assert ask(method="POST").status == 405


@pytest.mark.parametrize(
    "path",
    ["/feeds/none.atom", "/feeds/", "/feeds/yunhe.xml", "/feeds/..%2fyunhe.atom", "/feeds/%2e%2e/index.html",
     "/feeds/yunhe.atom/", "/feeds/YUNHE.atom", "/feeds/yunhe.atom.gz", "/feeds/<script>.atom", "/feeds/yunhe.atom%0a"],
)  # fmt: skip
def test_p36_t26_anything_else_is_a_small_plain_404(ask, path):
    answer = ask(path)

    assert answer.status == 404
    assert len(answer.body) < 100
    assert answer.getheader("content-type").startswith("text/plain")


def test_a_missing_feed_is_told_in_the_readers_language(ask):
    assert ask("/feeds/none.atom", Accept_Language="zh-CN,zh").body.decode() == "没有这个订阅源\n"
    assert ask("/feeds/none.atom", Accept_Language="de, en").body.decode() == "no such feed\n"


def test_p36_a_renamed_feed_leads_on_and_a_removed_one_is_gone(tmp_path):
    with served(Site(folder=str(tmp_path)), formerly={"old": "yunhe"}, gone={"ended"}) as port:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)

        connection.request("GET", "/feeds/old.rss")
        moved = connection.getresponse()
        moved.read()
        connection.request("GET", "/feeds/ended.atom")

        assert (moved.status, moved.getheader("location")) == (301, "/feeds/yunhe.rss")
        assert connection.getresponse().status == 410
        connection.close()


@pytest.mark.parametrize(
    ("asked", "location"),
    [
        ("filter=%E6%8B%9B%E7%94%9F&limit=3", "filter=%E6%8B%9B%E7%94%9F&limit=3"),
        ("filter=招生|就业", "filter=%E6%8B%9B%E7%94%9F%7C%E5%B0%B1%E4%B8%9A"),
        ("filter=a\r\nset-cookie: b", "filter=a%0D%0Aset-cookie:%20b"),
    ],
)
def test_p36_a_renamed_feed_keeps_what_was_asked_of_it(sqlite_db, tmp_path, asked, location):
    stored(sqlite_db, entry(1))
    get = visitor(website(sqlite_db, tmp_path, source(formerly=("old",)))).get

    for file in ("old.atom", "old/1.atom"):
        moved = get(f"/feeds/{file}?{asked}")
        assert (moved.status_code, moved.headers["location"]) == (
            301,
            f"/feeds/{file}?{location}".replace("old", "yunhe"),
        )


def test_p37_unknown_queries_change_nothing(ask):
    assert ask("/feeds/yunhe.atom?x=1&utm=2").getheader("etag") == ask().getheader("etag")


def test_new_bytes_are_served_at_once(ask, site):
    before = ask()
    publish(site, feed(), [entry(3)])

    after = ask(If_None_Match=before.getheader("etag"))

    assert after.status == 200
    assert entry(3).title.encode() in after.body
    assert entry(3).title.encode() in gzip.decompress(ask(Accept_Encoding="gzip").body)


def test_documents_kept_in_memory_are_bounded(tmp_path):
    site = Site(folder=str(tmp_path))
    for n in range(5):
        publish(site, feed(name=f"n{n}"), [entry(n)])

    documents = Documents(folder=tmp_path / "feeds", about=lambda file: (900, ""), memory=10_000)
    for n in range(5):
        assert documents.get(f"n{n}.atom").body

    assert len(documents._known) < 5


def test_p36_files_that_were_left_behind_are_not_given_out(sqlite_db, tmp_path):
    made = giver(sqlite_db, tmp_path, source("yunhe"))
    (tmp_path / "feeds").mkdir()
    (tmp_path / "feeds/ended").mkdir()
    for name in ("old.atom", "ended.atom", "ended/1.atom", "feed.css"):
        (tmp_path / f"feeds/{name}").write_bytes(b"<feed/>")
    answers = []
    with served(made.site, formerly={"old": "yunhe"}, gone={"ended", "feed"}, giver=made) as port:
        for name in ("old.atom", "ended.atom", "ended/1.atom", "feed.css"):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", f"/feeds/{name}")
            answers.append(connection.getresponse().status)
            connection.close()

    assert answers == [301, 410, 200, 200]


@pytest.mark.parametrize("path", ["/feeds/none.atom", "/feeds/none/1.atom", "/feeds/old.rss"])
def test_what_the_database_keeps_waiting_keeps_nobody_else_waiting(sqlite_db, tmp_path, path, monkeypatch):
    application = website(sqlite_db, tmp_path, source(formerly=("old",)))
    reading, asked = sqlite_db.reading, []
    monkeypatch.setattr(sqlite_db, "reading", lambda: asked.append(threading.get_ident()) or reading())

    visitor(application).get(path)

    assert asked
    assert threading.get_ident() not in asked
