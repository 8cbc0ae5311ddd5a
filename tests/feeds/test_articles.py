"""How an article's page is read: by the source's kind, and what happens where the kind sees nothing in it."""

import pytest
import sqlalchemy as sa
from builders import NOON, Clock, article, source
from sites import LoopbackSite, Reply

from feeds.articles import Articles, as_it_reads
from feeds.errors import ExtractError
from feeds.fetch.web import Web
from feeds.keep import entries, record, states
from feeds.model import Access, Page
from feeds.read.kinds import css

HAND_MADE = (
    "<html><head><title>关于值班的通知</title></head><body><h1>关于值班的通知</h1><p>本周由三班值日。</p></body></html>"
)


def page(text: str) -> Page:
    return Page(url="http://news.example/info/1001/17.htm", text=text, fetched=NOON)


def test_a_hand_made_page_among_the_site_s_own_is_read_all_the_same():
    seen = as_it_reads(page(HAND_MADE), source(), "vsb")

    assert (seen.id, seen.title, seen.text) == ("17", "关于值班的通知", "本周由三班值日。")


def test_where_the_config_names_the_kind_nothing_else_is_tried():
    told = source(kind="css", settings=css.Settings(article_body=".body"))

    with pytest.raises(ExtractError, match="article_body"):
        as_it_reads(page(HAND_MADE), told, "vsb")
    assert as_it_reads(page(HAND_MADE.replace("<p>", "<div class=body></div><p>")), told, "vsb").text == ""


def test_a_page_that_nobody_can_read_is_told():
    with pytest.raises(ExtractError):
        as_it_reads(page("<html><body>hello</body></html>"), source(), "vsb")


def test_a_program_that_is_asked_to_end_begins_no_further_page(sqlite_db):
    class Unasked:
        def get(self, *_: object, **__: object) -> Page:
            raise AssertionError("a page was asked for")

    with sqlite_db.transaction() as tx:
        record.listed(tx, source(), [article("1"), article("2")], tag="tag:x.example,2026:news", now=NOON, quiet=False)
    reader = Articles(
        db=sqlite_db,
        web=Unasked(),
        clock=lambda: NOON,
        announce=lambda tx, changes: None,
        failpoint=lambda name: None,
        stopping=lambda: True,
    )

    assert reader.read_waiting(source()) == (0, 0)


SLOGAN = "本页面内容由信息中心统一维护，未经许可不得转载或者另作他用，违者必究。"


def told(path: str) -> Reply:
    number = int(path.strip("/"))
    return Reply(
        body=f"<html><head><meta charset=utf-8><title>第{number}号消息-海棠学院</title></head><body>"
        f"<h1>第{number}号消息</h1>"
        f"<div>发布日期：2026-03-0{number}</div><div class='t'><p>这是第{number}号消息，讲的是第{number}件事情。</p>"
        f"<p>详情请问办公室{number}号窗口。</p></div><div class='rule'><p>{SLOGAN}</p></div></body></html>".encode()
    )


def reader_of(db, clock) -> Articles:
    return Articles(
        db=db,
        web=Web(contact=None),
        clock=clock,
        announce=lambda tx, changes: None,
        failpoint=lambda name: None,
    )


def kept(db, site, numbers) -> None:
    items = [article(str(n), title=f"第{n}号消息", url=f"{site.url}/{n}") for n in numbers]
    with db.transaction() as tx:
        states.sync(tx, [source()], authority="x.example,2026", now=NOON)
        states.change(tx, "news", kind="auto", listed=NOON)
        record.listed(tx, source(), items, tag="tag:x.example,2026:news", now=NOON, quiet=False)


def texts(db) -> dict[str, str]:
    with db.reading() as tx:
        return {row["key"]: row["text"] for row in tx.execute(sa.select(entries.entries)).mappings()}


def test_articles_of_unknown_make_are_read_without_what_their_site_says_on_each(db):
    with LoopbackSite(told) as site:
        near = source(access=Access(allow_private=True, gap=0, robots="ignore"))
        kept(db, site, range(1, 5))

        reader_of(db, Clock()).read_waiting(near)

        assert not any(SLOGAN in text for text in texts(db).values())
        assert all(site.asked(f"/{n}") == 1 for n in range(1, 5))

        kept(db, site, [5])  # what was learned holds for one that comes alone
        reader_of(db, Clock()).read_waiting(near)

        assert "第5件事情" in texts(db)["5"]
        assert SLOGAN not in texts(db)["5"]


def test_a_page_that_says_nothing_is_no_death_of_the_program(db):
    with LoopbackSite(lambda path: Reply(body=b"<html><body></body></html>")) as site:
        kept(db, site, [1])

        reader_of(db, Clock()).read_waiting(source(access=Access(allow_private=True, gap=0, robots="ignore")))

    with db.reading() as tx:
        row = entries.by_key(tx, "news", ["1"])["1"]
    assert (row["tries"], row["deaths"]) == (1, 0)


def test_an_article_read_before_its_site_was_known_is_not_edited_for_that(db):
    clock = Clock()
    with LoopbackSite(told) as site:
        near = source(access=Access(allow_private=True, gap=0, robots="ignore"))
        kept(db, site, [1])
        reader = reader_of(db, clock)
        reader.read_waiting(near)
        kept(db, site, [1, 2, 3, 4])
        reader.read_waiting(near)
        clock.forward(hours=2)
        kept(db, site, [1, 2, 3, 4])

        _, changes = reader.read_waiting(near)

        assert changes == 0
        assert SLOGAN in texts(db)["1"]
        assert SLOGAN not in texts(db)["2"]
        assert site.asked("/1") == 2
