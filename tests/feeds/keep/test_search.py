"""Words find entries, newest first, on both databases."""

import random
import string

import pytest
import sqlalchemy as sa
from builders import migrations
from feedtools import entry, stored

from feeds.keep import entries, search
from feeds.keep.db import Database
from feeds.keep.migrate import migrate


def titles(db: Database, query: str, **how) -> list[str]:
    with db.transaction() as tx:
        while search.catch_up(tx):
            pass
        return [found.title for _, found in search.find(tx, query, **how)]


def change(db: Database, number: int, **values) -> None:
    with db.transaction() as tx:
        tx.execute(entries.entries.update().where(entries.entries.c.number == number).values(**values))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("招生", ["2026年招生章程", "招生简章"]),
        ("招", ["2026年招生章程", "招生简章"]),
        ("程", ["2026年招生章程"]),
        ("招生章程", ["2026年招生章程"]),
        ("章程招生", []),
        ("章程 招生", ["2026年招生章程"]),
        ("生招", []),
        ("招生，2026", ["2026年招生章程"]),
        ("“招生简章”", ["招生简章"]),
        ("就业", []),
        ("a", []),
        ("ope", []),
        ("赛", ["ＡＩ大赛 Open Day"]),
        ("ai", ["ＡＩ大赛 Open Day"]),
        ("大赛 open", ["ＡＩ大赛 Open Day"]),
        ('"open day"', ["ＡＩ大赛 Open Day"]),
        ('"day open"', []),
        ("ＡＩ大赛", ["ＡＩ大赛 Open Day"]),
        ("2026", ["2026年招生章程"]),
        ("", []),
        ("  ", []),
        ("！？", []),
        ('" OR NOT NEAR(', []),
        ("%", []),
        ('"招生', ["2026年招生章程", "招生简章"]),
        ("招生)", ["2026年招生章程", "招生简章"]),
        ("《招生》", ["2026年招生章程", "招生简章"]),
        ("open*", ["ＡＩ大赛 Open Day"]),
        ("招生 -2026", ["招生简章"]),
        ("－简章 招生", ["2026年招生章程"]),
        ("招生 -章", []),
        ('招生 -"open day" -就业', ["2026年招生章程", "招生简章"]),
        ("招生 - 2026", ["2026年招生章程"]),
        ("-招生", []),
        ("day-", ["ＡＩ大赛 Open Day"]),
        ("\u200b招\u200b生\u2060", ["2026年招生章程", "招生简章"]),
        ("招生 \u200e-2026", ["招生简章"]),
        ("招\ud800生", ["2026年招生章程", "招生简章"]),
        ("招\x00生", ["2026年招生章程", "招生简章"]),
    ],
)
def test_words_are_found(db: Database, query, found):
    texts = ["招生简章", "ＡＩ大赛 Open Day", "2026年招生章程"]
    stored(db, *[entry(n, title=text, text="甲乙丙", summary="") for n, text in enumerate(texts, 1)])

    assert titles(db, query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("5月", ["5月讲座", "5月刊"]),
        ("B座", ["B座"]),
        ("5号", ["5号楼"]),
        ("5 -5月", ["5号楼"]),
        ("-5月 5号", ["5号楼"]),
        ("5", ["5号楼", "5月讲座", "5月刊"]),
        ("月5", []),
    ],
)
def test_a_number_and_one_character_are_found_together_only(db: Database, query, found):
    texts = ["5月刊", "5月讲座", "5号楼", "B座", "B楼"]
    stored(db, *[entry(n, title=text, text="甲乙丙", summary="") for n, text in enumerate(texts, 1)])

    assert titles(db, query) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("दिन", ["शुभ दिन"]),
        ("दान", ["शुभ दान"]),
        ("शुभ -दिन", ["शुभ दान"]),
        ("शुभ -दिन -दान", []),
        ("शुभ", ["शुभ दान", "शुभ दिन"]),
        ("ข่าว", ["อ่าน ข่าว"]),
        ('"อ่าน ข่าว"', ["อ่าน ข่าว"]),
        ("อ่าน -ข้าว", ["อ่าน ข่าว"]),
        ("عِلم", ["عِلم"]),
    ],
)
def test_letters_are_what_their_marks_make_of_them(db: Database, query, found):
    texts = ["शुभ दिन", "शुभ दान", "อ่าน ข้าว", "อ่าน ข่าว", "عَلم", "عِلم"]
    stored(db, *[entry(n, title=text, text="甲乙丙", summary="") for n, text in enumerate(texts, 1)])

    assert titles(db, query) == found


def test_hits_come_newest_first_page_by_page(db: Database):
    stored(db, *[entry(n, title=f"招生{n}", published=entry(10 - n).published) for n in range(1, 8)])

    with db.transaction() as tx:
        search.catch_up(tx)
        first = search.find(tx, "招生", limit=3)
        then = search.find(tx, "招生", limit=3, before=first[-1][0])

    assert [found.title for _, found in first + then] == [f"招生{n}" for n in (1, 2, 3, 4, 5, 6)]


def test_an_edit_is_found_by_its_new_words_only(db: Database):
    stored(db, entry(1, title="招生简章"))
    assert titles(db, "招生") == ["招生简章"]

    change(db, 1, title="就业指导")

    assert titles(db, "招生") == []
    assert titles(db, "就业") == ["就业指导"]


def test_what_waits_or_was_withdrawn_is_not_found(db: Database):
    stored(db, entry(1, title="招生一", ready=False), entry(2, title="招生二"))
    assert titles(db, "招生") == ["招生二"]

    change(db, 2, withdrawn=entry(2).published)
    change(db, 1, ready=True)

    assert titles(db, "招生") == ["招生一"]


def test_some_sources_alone_can_be_searched(db: Database):
    stored(db, entry(1, title="招生一"), entry(2, title="招生二", source="other"))

    assert titles(db, "招生", sources=["other"]) == ["招生二"]


def test_the_text_is_searched_too(db: Database):
    stored(db, entry(1, text="供图的是李雷，他在图书馆。"))

    assert titles(db, "图书馆") == [entry(1).title]


def test_a_word_too_long_for_an_index_hides_nothing_else_of_its_text(db: Database):
    encoded = "".join(random.Random(1).choices(string.ascii_lowercase + string.digits, k=15_000))
    stored(db, entry(1, title="校徽", text=f"新校徽 {encoded} 启用"))
    stored(db, entry(2, title="招生简章"))

    assert titles(db, "校徽 启用") == ["校徽"]
    assert titles(db, "招生") == ["招生简章"]
    assert titles(db, encoded) == []


def test_what_was_indexed_by_an_older_table_of_letters_is_indexed_again(db: Database, tmp_path):
    stored(db, entry(1, title="電力供應調整通知"))
    assert titles(db, "电力") == ["電力供應調整通知"]
    with db.transaction() as tx:
        tx.execute(sa.text("UPDATE feeds_version SET version_num = '0009'"))

    migrate(db, folder=migrations(tmp_path / "older", "0010"))

    with db.reading() as tx:
        assert search.behind(tx)
    assert titles(db, "電力") == titles(db, "电力") == ["電力供應調整通知"]
