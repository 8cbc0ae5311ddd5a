"""What a chat chose and what the config says: who has the last word, over restarts, on both databases."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from builders import NOON

from bot.chats import chats
from bot.chats.chats import Wanted
from bot.chats.store import prepare
from bot.model import Chat
from feeds.keep.db import Database

BERLIN = ZoneInfo("Europe/Berlin")


def started(db: Database, **fields: object) -> Chat:
    """The chat after a start with such a table."""
    wanted = Wanted(name="room", channel="telegram", id="7", **fields)  # type: ignore[arg-type]
    with db.transaction() as tx:
        return chats.get(tx, chats.sync(tx, [wanted], NOON)["room"])  # type: ignore[return-value]


def chosen(db: Database, chat: Chat, **choices: object) -> Chat:
    with db.transaction() as tx:
        chats.choose(tx, chat.number, **choices)
        return chats.get(tx, chat.number)  # type: ignore[return-value]


def test_what_a_chat_chose_survives_a_restart(db):
    chat = started(db)
    chosen(db, chat, look="full", digest=("08:00",), max_age=timedelta(days=1), muted_until=NOON, zone=BERLIN)

    again = started(db)

    assert (again.look, again.digest, again.max_age) == ("full", ("08:00",), timedelta(days=1))
    assert (again.muted_until, again.zone) == (NOON, BERLIN)


def test_what_the_config_names_has_the_last_word(sqlite_db):
    chat = started(sqlite_db, settings={"look": "line"})
    assert chosen(sqlite_db, chat, look="full", silent=True).look == "full"

    again = started(sqlite_db, settings={"look": "line"})

    assert (again.look, again.silent) == ("line", True)


def test_what_the_config_names_no_more_is_the_default_again(sqlite_db):
    started(sqlite_db, settings={"look": "line", "tags": True})

    assert started(sqlite_db, settings={"tags": True}).look == "card"
    assert started(sqlite_db).tags is False


def test_what_the_chat_chose_over_the_config_stays_when_the_config_names_it_no_more(sqlite_db):
    chat = started(sqlite_db, settings={"look": "line"})
    chosen(sqlite_db, chat, look="full")

    assert started(sqlite_db).look == "full"


def test_what_the_config_names_is_known_wherever_the_chat_goes(sqlite_db):
    chat = started(sqlite_db, settings={"look": "line"}, usual={"zone": BERLIN})
    assert chosen(sqlite_db, chat, look="full").ruled == ("look",)

    with sqlite_db.transaction() as tx:
        there = chats.meet(tx, "telegram", "-1007", title=None, kind=None, now=NOON)
        chats.move(tx, chat.number, "-1007")
        after = chats.get(tx, there.number)

    assert (after.name, after.ruled) == ("room", ("look",))
    assert started(sqlite_db).ruled == ()


def test_the_files_own_zone_and_language_hold_until_the_chat_chooses(sqlite_db):
    chat = started(sqlite_db, usual={"zone": BERLIN, "language": "en"})
    assert (chat.zone, chat.language) == (BERLIN, "en")
    assert started(sqlite_db, usual={"zone": ZoneInfo("UTC"), "language": "en"}).zone.key == "UTC"

    chosen(sqlite_db, chat, language="zh")

    assert started(sqlite_db, usual={"zone": BERLIN, "language": "en"}).language == "zh"


def test_none_takes_a_choice_back(sqlite_db):
    chat = chosen(sqlite_db, started(sqlite_db), filter="招生")

    assert chosen(sqlite_db, chat, filter=None).filter == ""


def test_a_group_that_moved_before_heirs_were_kept_has_one_after_the_upgrade(db: Database):
    with db.transaction() as tx:
        old = chats.meet(tx, "telegram", "-5", title="班级", kind="group", now=NOON)
        new = chats.meet(tx, "telegram", "-1005", title="班级", kind="supergroup", now=NOON)
        lost = chats.meet(tx, "telegram", "-6", title="年级", kind="group", now=NOON)
        chats.suspend(tx, old.number, "moved to -1005", NOON)
        chats.suspend(tx, lost.number, "moved to -1006", NOON)
        tx.execute(sa.text("DROP INDEX chats_heir"))
        tx.execute(sa.text("ALTER TABLE chats DROP COLUMN heir"))
        tx.execute(sa.text("DROP INDEX outbox_told"))
        tx.execute(sa.text("ALTER TABLE outbox DROP COLUMN told"))
        tx.execute(sa.text("UPDATE bot_version SET version_num = '0003'"))

    prepare(db)

    with db.reading() as tx:
        assert [chats.heir(tx, each.number) for each in (old, new, lost)] == [new.number, None, None]
