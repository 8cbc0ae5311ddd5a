"""Articles become entries: once each, dated, never forgotten; on both databases."""

import random
import string
from datetime import timedelta

import pytest
import sqlalchemy as sa
from builders import NOON, SHANGHAI, TODAY, article, migrations, source, whole_article

from feeds.keep import entries, record, states
from feeds.keep.db import Database
from feeds.keep.migrate import migrate
from feeds.model import Attachment, ChangeKind, Entry, Precision

TAG = "tag:news.example,2026:news"


def keep_list(db: Database, *articles, now=NOON, quiet=False):
    with db.transaction() as tx:
        return record.listed(tx, source(), articles, tag=TAG, now=now, quiet=quiet)


def keep_page(db: Database, key: str, found, now=NOON):
    with db.transaction() as tx:
        row = entries.by_key(tx, "news", [key])[key]
        return record.read(tx, row["number"], found, zone=SHANGHAI, now=now)


def row(db: Database, key: str):
    with db.reading() as tx:
        return entries.by_key(tx, "news", [key])[key]


def window(db: Database, now=NOON) -> list[Entry]:
    with db.reading() as tx:
        return entries.window(tx, "news", now)


def ready(db: Database, key: str, now=NOON, quiet=False, **values) -> None:
    keep_list(db, article(key, **values), now=now, quiet=quiet)
    keep_page(db, key, whole_article(key, **values), now=now)


def test_an_item_waits_until_its_page_is_read(db: Database):
    kept = keep_list(db, article("1"))

    assert (kept.new, kept.changes, kept.visible) == (1, (), False)
    assert window(db) == []

    read = keep_page(db, "1", whole_article("1", text="正文。"))

    assert [change.kind for change in read.changes] == [ChangeKind.NEW]
    assert [entry.text for entry in window(db)] == ["正文。"]


def test_an_item_seen_again_is_not_new(db: Database):
    keep_list(db, article("1"))

    kept = keep_list(db, article("1"), article("2"), now=NOON + timedelta(hours=1))

    assert kept.new == 1


def test_an_item_twice_on_one_page_is_one_row(db: Database):
    assert keep_list(db, article("1"), article("1", title="另一个标题")).new == 1
    assert row(db, "1")["title"] == "第1条新闻"


@pytest.mark.parametrize("letters", [string.ascii_letters, "青石学院要闻", "📰🗞🏫"])
def test_an_id_too_long_for_an_index_is_kept_shorter_and_the_others_as_they_are(db: Database, letters: str):
    lots = random.Random(1)  # what is all alike PostgreSQL packs
    long, other = ("http://news.example/?" + "".join(lots.choices(letters, k=20_000)) for _ in range(2))
    shown = (
        article("1"),
        article(long, url=long),
        article(other, url=other),
        article("http://news.example/" + "x" * 900),
    )

    assert keep_list(db, *shown).new == 4
    assert keep_list(db, *shown, now=NOON + timedelta(hours=1)).new == 0

    with db.reading() as tx:
        kept = entries.by_key(tx, "news", [each.id for each in shown])
    assert [kept[each.id]["url"] for each in shown] == [each.url for each in shown]
    assert shown[3].id == "http://news.example/" + "x" * 900


def test_numbers_rise_from_the_end_of_a_list(db: Database):
    keep_list(db, article("3"), article("2"), article("1"))

    assert row(db, "1")["number"] < row(db, "2")["number"] < row(db, "3")["number"]


def test_the_baseline_is_in_the_feed_and_announced_to_nobody(db: Database):
    keep_list(db, article("1"), quiet=True)

    read = keep_page(db, "1", whole_article("1"))

    assert read.changes == ()
    assert read.visible
    assert len(window(db)) == 1


def test_an_external_item_is_kept_at_once_under_its_url(db: Database):
    url = "http://video.example/2026/show.html"

    kept = keep_list(db, article(url, url=url, external=True))

    assert [change.kind for change in kept.changes] == [ChangeKind.NEW]
    assert [entry.key for entry in window(db)] == [url]
    assert row(db, url)["next_read"] is None


def test_ids_and_dates_survive_a_new_title_and_a_new_address(db: Database):
    ready(db, "1")
    before = window(db)[0]

    moved = {"title": "改过的标题", "url": "https://other.example/content.jsp?wbnewsid=1"}
    keep_list(db, article("1", **moved), now=NOON + timedelta(hours=2))
    after = window(db)[0]

    assert (after.tag, after.published, after.number) == (before.tag, before.published, before.number)
    assert (after.title, after.revision) == ("改过的标题", 2)
    assert after.updated > before.updated


@pytest.mark.parametrize("asked", ["?from=list", ";jsessionid=5C0A", ";jsessionid=5C0A?from=list"])
def test_an_address_that_differs_at_each_visit_is_no_other_address(db: Database, asked: str):
    ready(db, "1")
    url = f"{article('1').url}{asked}"

    kept = keep_list(db, article("1", url=url), now=NOON + timedelta(hours=1))

    assert not kept.visible
    assert row(db, "1")["changed"] == NOON


def test_an_item_that_waits_is_read_where_its_list_says_now(db: Database):
    keep_list(db, article("1"))

    keep_list(db, article("1", url="http://news.example/info/9/1.htm"), now=NOON + timedelta(hours=1))

    assert row(db, "1")["url"] == "http://news.example/info/9/1.htm"


def test_an_item_that_waits_while_its_site_moves_is_the_one_that_other_sources_have(db: Database):
    keep_list(db, article("1"))

    keep_list(db, article("1", url="http://new.example/info/9/1.htm"), now=NOON + timedelta(hours=1))

    assert row(db, "1")["identity"] == "new.example#1"


def test_a_list_with_a_new_title_and_a_few_words_leaves_the_text_of_the_page(db: Database):
    ready(db, "1", text="全文。")

    keep_list(db, whole_article("1", title="改过的标题", text="几句话。"), now=NOON + timedelta(hours=1))

    assert [(entry.title, entry.text) for entry in window(db)] == [("改过的标题", "全文。")]


def test_a_title_that_is_merely_cut_is_no_revision(db: Database):
    ready(db, "1", title="关于召开第二十一次会议的通知")

    kept = keep_list(db, article("1", title="关于召开第二十一次…"), now=NOON + timedelta(hours=1))

    assert kept.changes == ()
    assert window(db)[0].title == "关于召开第二十一次会议的通知"


def test_a_list_title_does_not_flip_back_when_the_page_says_the_old_one(db: Database):
    ready(db, "1", title="旧标题")
    keep_list(db, article("1", title="新标题"), now=NOON + timedelta(hours=1))

    read = keep_page(db, "1", whole_article("1", title="旧标题"), now=NOON + timedelta(hours=1))

    assert read.changes == ()
    assert window(db)[0].title == "新标题"


def test_another_body_is_a_revision_and_other_white_space_is_not(db: Database):
    ready(db, "1", text="第一段。\n第二段。")

    same = keep_page(db, "1", whole_article("1", text="第一段。 第二段。\n"), now=NOON + timedelta(hours=1))
    other = keep_page(db, "1", whole_article("1", text="第一段。\n改过的第二段。"), now=NOON + timedelta(hours=1))

    assert same.changes == ()
    assert [change.kind for change in other.changes] == [ChangeKind.CHANGED]
    assert window(db)[0].revision == 2


def test_published_is_the_day_and_no_two_entries_share_updated(db: Database):
    for key in ("1", "2", "3"):
        ready(db, key)

    found = window(db)

    assert {entry.published for entry in found} == {TODAY}
    assert [entry.updated - TODAY for entry in reversed(found)] == [timedelta(seconds=k) for k in range(3)]


def test_when_feeds_came_to_differ_by_an_entry_is_kept_beside_its_dates(db: Database):
    keep_list(db, article("1"))
    keep_page(db, "1", whole_article("1"), now=NOON + timedelta(hours=1))
    ready(db, "2")
    came = {entry.key: entry.changed for entry in window(db)}
    keep_page(db, "2", whole_article("2"), now=NOON + timedelta(hours=2))
    keep_page(db, "1", whole_article("1", text="改过的正文。"), now=NOON + timedelta(hours=3))

    assert came == {"1": NOON + timedelta(hours=1), "2": NOON}
    assert {entry.key: entry.changed for entry in window(db)} == {"1": NOON + timedelta(hours=3), "2": NOON}


def test_a_page_tells_the_time_of_the_lists_day(db: Database):
    keep_list(db, article("1"))
    when = TODAY + timedelta(hours=9, minutes=30)

    keep_page(db, "1", whole_article("1", published=when, precision=Precision.MINUTE))

    assert window(db)[0].published == when
    assert window(db)[0].precision == Precision.MINUTE


@pytest.mark.parametrize("precision", [Precision.DAY, Precision.MINUTE])
def test_where_list_and_page_name_different_days_the_list_is_right(db: Database, precision: Precision):
    keep_list(db, article("1"))

    keep_page(db, "1", whole_article("1", published=TODAY - timedelta(hours=60), precision=precision))

    assert window(db)[0].published == TODAY


def test_an_item_without_a_date_is_dated_when_first_seen(db: Database):
    keep_list(db, article("1", published=None, precision=None))

    keep_page(db, "1", whole_article("1", published=None, precision=None), now=NOON + timedelta(hours=5))

    assert window(db)[0].published == NOON
    assert window(db)[0].precision is None


def test_a_date_in_the_future_is_a_typing_error(db: Database):
    keep_list(db, article("1", published=NOON + timedelta(days=365)))

    assert row(db, "1")["published"] == NOON


def test_three_failed_reads_make_an_entry_of_what_the_list_said(db: Database):
    keep_list(db, article("1"))

    outcomes = []
    for _ in range(3):
        with db.transaction() as tx:
            outcomes.append(record.unreadable(tx, 1, NOON))

    assert [len(outcome.changes) for outcome in outcomes] == [0, 0, 1]
    assert window(db)[0].title == "第1条新闻"
    assert row(db, "1")["next_read"] == NOON + timedelta(hours=1)


def test_a_page_is_read_again_after_an_hour_and_after_a_day(db: Database):
    ready(db, "1")
    times = [row(db, "1")["next_read"]]
    for _ in range(2):
        keep_page(db, "1", whole_article("1"), now=times[-1])
        times.append(row(db, "1")["next_read"])

    assert times == [NOON + timedelta(hours=1), NOON + timedelta(hours=25), None]


def test_a_retitled_item_is_read_again_at_once(db: Database):
    ready(db, "1")
    later = NOON + timedelta(minutes=30)

    keep_list(db, article("1", title="新标题"), now=later)

    with db.reading() as tx:
        assert [each["key"] for each in entries.to_read(tx, "news", later, later, 10)] == ["1"]


def test_new_items_are_read_before_the_backlog(db: Database):
    keep_list(db, article("1"), article("2"), quiet=True)
    keep_list(db, article("3"), article("1"), article("2"))

    with db.reading() as tx:
        found = [each["key"] for each in entries.to_read(tx, "news", NOON, NOON, 10)]

    assert found[0] == "3"
    assert set(found) == {"1", "2", "3"}


def test_the_window_is_fifty_entries_or_thirty_days_whichever_is_more(db: Database):
    for number in range(60):
        ready(db, str(number), published=NOON - timedelta(hours=number))
    for number in range(60, 70):
        ready(db, str(number), published=NOON - timedelta(days=40 + number))

    assert len(window(db)) == 60
    assert len(window(db, NOON + timedelta(days=300))) == 50


def test_a_renamed_source_keeps_its_entries_and_its_ids(db: Database):
    with db.transaction() as tx:
        states.sync(tx, [source("news")], authority="news.example,2026", now=NOON)
    ready(db, "1")

    with db.transaction() as tx:
        renamed = states.sync(
            tx,
            [source("yaowen", formerly=("news",)), source("news", url="http://other.example")],
            authority="x,1",
            now=NOON,
        )
        known = states.of_all(tx)
        found = entries.window(tx, "yaowen", NOON)

    assert renamed == [("news", "yaowen")]
    assert known["yaowen"].tag == TAG
    assert known["news"].tag != TAG
    assert [entry.tag for entry in found] == [f"{TAG}/1"]


@pytest.mark.parametrize("key", ["http://a.example/b?c=1&d=#e", "中文 id", "x" * 500])
def test_any_id_makes_a_valid_tag_uri(db: Database, key: str):
    keep_list(db, article(key))

    tag = row(db, key)["tag"]

    assert tag.isascii()
    assert not set(tag) & set(" #<>")


def test_new_items_are_read_in_the_order_they_came_and_the_backlog_newest_first(db: Database):
    keep_list(db, article("2"), article("1"), quiet=True)
    keep_list(db, article("5"), article("4"), article("3"))

    with db.reading() as tx:
        found = [each["key"] for each in entries.to_read(tx, "news", NOON, NOON, 10)]

    assert found == ["3", "4", "5", "2", "1"]


def test_what_an_older_version_kept_of_a_site_with_a_port_is_one_with_what_another_source_shows(db: Database, tmp_path):
    url = "http://news.example:8081/info/1/7.htm"
    shown = (
        article("7", url=url),
        article("8"),
        article("http://news.example:8081/9", url="http://news.example:8081/9"),
    )
    keep_list(db, *shown)
    now = [row(db, each.id)["identity"] for each in shown]
    assert now == ["news.example:8081#7", "news.example#8", "http://news.example:8081/9"]
    with db.transaction() as tx:
        tx.execute(sa.text("UPDATE entries SET identity = 'news.example#7' WHERE key = '7'"))
        tx.execute(sa.text("UPDATE feeds_version SET version_num = '0014'"))

    migrate(db, folder=migrations(tmp_path / "older", "0015"))

    assert [row(db, each.id)["identity"] for each in shown] == now


@pytest.mark.parametrize(
    ("before", "later", "edited"),
    [
        ("/download.jsp?id=7&token=a1b2", "/download.jsp?id=7&token=c3d4", False),
        ("/f/7.pdf?Expires=1772400000&Signature=x%3D", "/f/7.pdf?Expires=1772500000&Signature=y%3D", False),
        ("/download.jsp?id=7&token=a1b2", "/download.jsp?id=8&token=a1b2", True),
        ("/download.jsp?design=7", "/download.jsp?design=8", True),
    ],
)
def test_a_file_behind_another_pass_is_the_same_file(db: Database, before, later, edited):
    files = [(Attachment(name="名单.docx", url=f"http://news.example{url}"),) for url in (before, later)]
    keep_list(db, article("1001"))
    keep_page(db, "1001", whole_article("1001", attachments=files[0]))

    found = keep_page(db, "1001", whole_article("1001", attachments=files[1]), now=NOON + timedelta(hours=1))

    assert bool(found.changes) is edited
