"""`yaowen move`: all that is kept goes into another database, and nobody is told anything twice."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from builders import NOON

from bot.chats import alarms, chats, store, subscriptions
from bot.cli import exit_code
from bot.cli.demo.site import NewsSite
from bot.cli.demo.stories import stories
from bot.tell import outbox
from feeds.keep import archives, browse, entries, facts, private, search, states, suspects, templates, websub
from feeds.keep.db import Database

CONFIG = """\
contact = "me@example.org"

[store]
url = "{store}"

[site]
url = "http://feeds.example"

[source.hualing]
url = "{url}"
gap = 0
allow_private = true

[channel.console]

[chat.room]
channel = "console"
id = "room"
sources = ["hualing"]

[chat.hall]
channel = "console"
id = "hall"
sources = ["hualing"]
"""


@pytest.fixture
def site() -> Iterator[NewsSite]:
    with NewsSite(stories(date(2026, 3, 2)), published=9) as site:
        yield site


@pytest.fixture
def stored(site: NewsSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Writes a config with that store into the folder where we are."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("YAOWEN_CONFIG", raising=False)

    def write(store: str) -> None:
        text = CONFIG.format(store=store, url=site.list_url)
        (tmp_path / "config.toml").write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def empty_postgres(postgres_url: str) -> str:
    """A database without any table."""
    with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    return postgres_url.replace("postgres:@", "postgres@")  # there is no password


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """(exit code, stdout, stderr)"""
    code = exit_code(list(words))
    out, err = capsys.readouterr()
    return code, out, err


def rows(url: str) -> dict[str, list[dict[str, Any]]]:
    """All that a database keeps, by table; but for what search is made of."""
    db = Database(url)
    with db.reading() as tx:
        names = [name for name in sa.inspect(tx).get_table_names() if not name.startswith(("search", "sqlite_"))]
        found = {name: [dict(row) for row in tx.execute(sa.text(f"SELECT * FROM {name}")).mappings()] for name in names}
    db.close()
    return found


def counts(url: str) -> dict[str, int]:
    return {name: len(each) for name, each in rows(url).items()}


def feeds(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "public" / "feeds").iterdir()}


@pytest.mark.parametrize("there_is", ["sqlite", "postgresql"])
def test_after_a_move_all_goes_on_where_it_was(
    there_is: str,
    empty_postgres: str,
    stored: Callable[[str], None],
    site: NewsSite,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = f"sqlite:///{tmp_path / 'a' / 'yaowen.db'}"
    old, new = (file, empty_postgres) if there_is == "sqlite" else (empty_postgres, file)
    stored(old)
    said(capsys, "poll", "--deliver")
    first = site.publish_next()
    assert first is not None
    assert said(capsys, "poll", "--deliver")[1].count(first.title) == 2
    said(capsys, "feed", "new", "Li Lei")
    said(capsys, "pause", "hall")
    owed = site.publish_next()
    assert owed is not None
    assert owed.title not in said(capsys, "poll")[1]
    before, kept = counts(old), feeds(tmp_path)

    code, out, err = said(capsys, "move", new)

    assert (code, err) == (0, "")
    assert out.startswith("table\trows\n")
    assert f"entries\t{before['entries']}\n" in out
    assert f'[store]\nurl = "{new}"\n' in out
    assert counts(new) == before
    stored(new)
    shutil.rmtree(tmp_path / "public")
    wants_its_feed(new)
    told = said(capsys, "poll", "--deliver")[1]
    assert told.startswith("hualing: unchanged\n")
    assert told.count(owed.title) == 1  # what was owed; the hall is paused
    assert first.title not in told
    assert feeds(tmp_path) == kept
    assert said(capsys, "poll", "--deliver") == (0, "hualing: unchanged\n", "")
    last = site.publish_next()
    assert last is not None
    assert said(capsys, "poll", "--deliver")[1].count(last.title) == 1
    numbers = [row["number"] for row in rows(new)["entries"]]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert found(new, last.title[:4])
    assert found(new, first.title[:4])


def wants_its_feed(url: str) -> None:
    db = Database(url)
    with db.transaction() as tx:
        states.change(tx, "hualing", stale=True)
    db.close()


def found(url: str, words: str) -> bool:
    db = Database(url)
    with db.transaction() as tx:
        search.catch_up(tx)
        hits = search.find(tx, words)
    db.close()
    return bool(hits)


def test_the_old_store_takes_nothing_more_nor_moves_once_more(
    sqlite_url: str,
    postgres_url: str,
    tmp_path: Path,
    stored: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    stored(sqlite_url)
    said(capsys, "poll")
    assert said(capsys, "move", postgres_url)[0] == 0

    code, _, err = said(capsys, "poll")

    assert (code, said(capsys, "pause", "room")) == (1, (1, "", err))
    assert err.startswith(f"yaowen: {sqlite_url} was moved to postgresql+psycopg://")
    assert "docs/howto/move-the-store.md" in err
    assert said(capsys, "move", "sqlite:///other.db") == (1, "", err)
    assert not (tmp_path / "other.db").exists()


def test_a_store_is_not_moved_while_a_yaowen_writes_into_it_nor_into_itself(
    sqlite_url: str, tmp_path: Path, stored: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stored(sqlite_url)
    said(capsys, "poll")
    db = Database(sqlite_url)
    with db.sole():
        code, _, err = said(capsys, "move", "sqlite:///other.db")
    db.close()

    assert (code, (tmp_path / "other.db").exists()) == (1, False)
    assert err.startswith(f"yaowen: another yaowen is at work on {sqlite_url}; stop it first")
    assert (
        "is not empty (there are chats in it): name an empty one, or make it anew"
        in said(capsys, "move", sqlite_url)[2]
    )


def test_the_database_of_another_program_is_left_alone(
    sqlite_url: str, empty_postgres: str, stored: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stored(sqlite_url)
    said(capsys, "poll")
    with psycopg.connect(empty_postgres.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE TABLE theirs (a int)")

    code, _, err = said(capsys, "move", empty_postgres)

    assert code == 1
    assert "has the table theirs of another program" in err
    assert list(rows(empty_postgres)) == ["theirs"]


def test_what_the_other_database_does_not_take_leaves_both_as_they_were(
    sqlite_url: str, postgres_url: str, stored: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stored(sqlite_url)
    said(capsys, "poll")
    db = Database(sqlite_url)
    with db.transaction() as tx:
        tx.execute(sa.text("UPDATE entries SET title = title || char(0) WHERE number = 2"))  # that can be left out
        tx.execute(sa.text("UPDATE entries SET missing = 1 << 40 WHERE number = 3"))
    before = rows(sqlite_url)

    code, _, err = said(capsys, "move", postgres_url)

    assert code == 1
    assert err.endswith("out of range; nothing was moved\n")
    assert rows(sqlite_url) == before
    assert not any(each for name, each in rows(postgres_url).items() if not name.endswith("_version"))
    with db.transaction() as tx:
        tx.execute(sa.text("UPDATE entries SET missing = 0"))
    db.close()
    assert said(capsys, "move", postgres_url)[0] == 0


def test_an_address_with_a_password_is_given_in_a_file_and_shown_to_nobody(
    sqlite_url: str,
    postgres_url: str,
    tmp_path: Path,
    stored: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    stored(sqlite_url)
    said(capsys, "poll")
    (tmp_path / "store-url").write_text(postgres_url.replace("postgres:@", "postgres:geheim@") + "\n")

    code, out, err = said(capsys, "move", "store-url")

    assert (code, err) == (0, "")
    assert out.endswith(f'[store]\nurl_file = "{tmp_path / "store-url"}"\n')
    assert "geheim" not in out


def test_a_path_in_a_file_begins_where_the_config_that_names_the_file_says(
    sqlite_url: str,
    tmp_path: Path,
    stored: Callable[[str], None],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stored(sqlite_url)
    said(capsys, "poll")
    there = tmp_path / "there"
    there.mkdir()
    (there / "store-url").write_text("sqlite:///new.db\n")
    monkeypatch.chdir(there)
    config = tmp_path / "config.toml"

    code, out, _ = said(capsys, "--config", str(config), "move", "store-url")

    assert code == 0
    written = config.read_text().replace(f'[store]\nurl = "{sqlite_url}"\n', out[out.index("[store]") :])
    config.write_text(written)
    assert said(capsys, "--config", str(config), "poll")[1] == "hualing: unchanged\n"
    assert not list(there.glob("*.db"))


@pytest.mark.parametrize("to", ["nowhere", "mysql://a/b", "sqlite:///:memory:"])
def test_what_is_no_database_is_told_with_what_to_write(
    to: str, sqlite_url: str, stored: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stored(sqlite_url)

    code, _, err = said(capsys, "move", to)

    assert code == 2
    assert "database" in err or "sqlite:///" in err


def test_an_empty_store_needs_no_move(
    tmp_path: Path, stored: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    stored(f"sqlite:///{tmp_path / 'not-yet.db'}")

    code, _, err = said(capsys, "move", "sqlite:///other.db")

    assert code == 1
    assert "nothing is kept yet in" in err
    assert list(tmp_path.glob("*.db")) == []


TABLES = (
    *(facts.facts, states.states, entries.entries, entries.addresses, browse.revisions, suspects.suspects),
    *(archives.archives, private.private_feeds, websub.pings, templates.templates),
    *(chats.chats, subscriptions.subscriptions, outbox.outbox, alarms.alarms),
)


def value(column: sa.Column[Any], n: int) -> Any:
    """Something of its type that is easily spoiled."""
    match column.type:
        case sa.Boolean():
            return n == 1
        case sa.Integer():
            return n
        case sa.JSON():
            return {"招生": [n, None, 1.5, "📰\x00", {}]}
        case sa.LargeBinary():
            return bytes(range(256))
        case sa.String():
            return f"{column.name} {n} 招生📰\u200b\n"
    return NOON.replace(microsecond=123456 + n)


def kept(db: Database) -> dict[str, list[dict[str, Any]]]:
    with db.reading() as tx:
        return {each.name: [dict(row) for row in tx.execute(sa.select(each)).mappings()] for each in TABLES}


@pytest.mark.parametrize("there_is", ["sqlite", "postgresql"])
def test_every_column_of_every_table_comes_over_as_it_is(there_is: str, sqlite_url: str, postgres_url: str) -> None:
    urls = (sqlite_url, postgres_url)
    old, new = map(Database, urls if there_is == "sqlite" else reversed(urls))
    with old.transaction() as tx:
        for each in TABLES:
            for n in (1, 2):
                tx.execute(each.insert().values({column.name: value(column, n) for column in each.columns}))
        nothing = dict.fromkeys(("reason", "normal", "held", "since", "formerly"))
        tx.execute(states.states.update().where(states.states.c.stale).values(nothing))
    before = kept(old)
    with old.reading() as tx:
        all_there_are = {each for each in sa.inspect(tx).get_table_names() if "search" not in each}

    moved = store.move(old, new)

    assert {*moved, "feeds_version", "bot_version"} == all_there_are - {"sqlite_sequence"}
    assert moved == dict.fromkeys((each.name for each in TABLES), 2)
    assert kept(new) == before
    for db in (old, new):
        db.close()
