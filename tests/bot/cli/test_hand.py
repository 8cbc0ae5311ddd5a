"""An admin's hand: `yaowen outbox`, `pause` and `resume`, on a database with deliveries of every kind."""

from datetime import timedelta
from pathlib import Path

import pytest
from builders import NOON, source, whole_article

from bot.app import App
from bot.chats import chats, store, subscriptions
from bot.cli import exit_code
from bot.errors import ChatGone, Refused, Unknown
from bot.model import State
from bot.tell import debts, outbox, standings, transitions
from feeds.keep import record, states
from feeds.keep.db import Database

CONFIG = """\
contact = "me@example.org"

[source.news]
url = "http://news.example/index.htm"

[channel.console]

[chat.room]
channel = "console"
id = "room"
sources = ["news"]
"""


class Office:
    """A folder with a config and a database, in which the room is owed four articles."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys
        self.db = Database("sqlite:///yaowen.db")
        store.prepare(self.db)
        with self.db.transaction() as tx:
            states.sync(tx, [source()], authority="x.example,2026", now=NOON)
            self.room = chats.sync(tx, [chats.Wanted(name="room", channel="console", id="room")], NOON)["room"]
            subscriptions.add(tx, self.room, "news", NOON, configured=True)
            found = [whole_article(key) for key in "4321"]
            kept = record.listed(tx, source(), found, tag="tag:x.example,2026", now=NOON, quiet=False)
            debts.enqueue(tx, kept.changes, NOON)
            for error in (Unknown("the answer was cut"), Refused("message is too long"), ChatGone("blocked")):
                row = outbox.ready(tx, self.room, NOON)[0]
                delivery = outbox.claim(tx, row, NOON)
                outcome = transitions.failed(delivery, error, NOON, resend=False)
                outbox.record(tx, delivery, outcome, NOON)

    def says(self, *words: str) -> tuple[int, str, str]:
        code = exit_code(list(words))
        out, err = self.capsys.readouterr()
        return code, out, err

    def standing(self) -> list[str]:
        with self.db.reading() as tx:
            rows = standings.reasons(tx, list(State))
        return [row["state"] for row in sorted(rows, key=lambda row: row["number"])]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("YAOWEN_CONFIG", raising=False)
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    made = Office(capsys)
    yield made
    made.db.close()


def test_the_list_shows_what_is_not_settled_and_why(office: Office):
    code, out, _ = office.says("outbox")

    rows = [line.split("\t") for line in out.splitlines()]
    assert code == 0
    assert rows[0] == ["number", "state", "chat", "source", "since", "title", "why"]
    assert [row[:4] for row in sorted(rows[1:])] == [
        ["1", "held", "room", "news"],
        ["3", "pending", "room", "news"],
        ["4", "pending", "room", "news"],
    ]
    assert "the answer was cut" in out
    assert office.says("outbox", "list", "--state", "dead")[1].splitlines()[1].endswith("message is too long")
    assert office.says("outbox", "list", "--state", "sent")[1] == "nothing is sent\n"


def test_what_is_held_goes_out_again_when_asked(office: Office):
    code, out, _ = office.says("outbox", "resend", "1", "2")

    assert (code, out) == (0, "2 deliveries go out again\n")
    assert office.standing() == ["pending"] * 4


def test_all_that_is_held_is_given_up_with_one_word(office: Office):
    code, out, _ = office.says("outbox", "drop", "held")

    assert (code, out) == (0, "1 delivery is given up\n")
    assert office.standing() == ["dead", "dead", "pending", "pending"]
    assert office.says("outbox", "drop", "held")[1] == "nothing is held\n"


def test_the_status_names_what_went_wrong_and_not_what_an_admin_gave_up(office: Office):
    office.says("outbox", "drop", "held")

    _, out, _ = office.says("status")

    assert "an admin asked" not in out
    assert "message is too long" in out
    assert "an admin asked: drop" in office.says("outbox", "--state", "dead")[1]


@pytest.mark.parametrize("numbers", [("1", "99"), ("1", "3"), ("one",), ()], ids=str)
def test_a_mistake_changes_nothing_at_all(office: Office, numbers: tuple[str, ...]):
    code, out, err = office.says("outbox", "resend", *numbers)

    assert code in (1, 2)
    assert out == ""
    assert "Traceback" not in err
    assert office.standing() == ["held", "dead", "pending", "pending"]


def test_a_paused_source_is_not_due_until_it_is_resumed(office: Office):
    assert office.says("pause", "news")[:2] == (0, "source news paused\n")
    with office.db.reading() as tx:
        assert states.due(tx, NOON + timedelta(days=9)) == []
    assert "paused" in office.says("status")[1]

    assert office.says("resume", "news")[:2] == (0, "source news goes on\n")
    with office.db.reading() as tx:
        assert [name for name, _ in states.due(tx, NOON + timedelta(days=999))] == ["news"]


def test_a_paused_chat_gets_nothing_and_keeps_what_it_is_owed(office: Office):
    assert office.says("pause", "room")[:2] == (0, "chat room paused\n")

    with office.db.reading() as tx:
        assert outbox.busy_chats(tx) == []
    assert office.standing() == ["held", "dead", "pending", "pending"]
    assert "paused" in office.says("status")[1]


def test_a_chat_that_came_by_itself_is_known_by_its_title_and_id(office: Office):
    with office.db.transaction() as tx:
        for id, title in (("-100", "宣传部"), ("7", "李老师"), ("8", "李老师")):
            chats.meet(tx, "console", id, title=title, kind="group", now=NOON)

    assert office.says("pause", "宣传部")[:2] == (0, "chat 宣传部 (-100) paused\n")
    assert "李老师 (8)" in office.says("status")[1]
    code, _, err = office.says("pause", "李老师")
    assert (code, err) == (1, "yaowen: 2 chats are called '李老师'; call one by its id: 7, 8\n")


def test_a_group_is_known_by_its_negative_id(office: Office):
    with office.db.transaction() as tx:
        chats.meet(tx, "console", "-1001", title="校友群", kind="group", now=NOON)

    assert office.says("pause", "-1001")[:2] == (0, "chat 校友群 (-1001) paused\n")
    assert office.says("resume", "-1001", "--config", "config.toml")[:2] == (0, "chat 校友群 (-1001) goes on\n")
    assert office.says("pause", "--help")[0] == 0


def test_the_topics_of_a_group_are_told_apart_and_paused_one_by_one(office: Office):
    with office.db.transaction() as tx:
        for topic in (None, 7, 8):
            chats.meet(tx, "console", "-2001", topic=topic, title="论坛群", kind="supergroup", now=NOON)

    status, why = (office.says(*words)[1] for words in (("status",), ("why", whole_article("1").url)))
    assert all(f"论坛群 (-2001{topic})\t" in said for said in (status, why) for topic in ("", "/7", "/8"))

    code, _, err = office.says("pause", "论坛群")
    assert (code, err) == (1, "yaowen: 3 chats are called '论坛群'; call one by its id: -2001, -2001/7, -2001/8\n")
    assert office.says("pause", "-2001/7")[:2] == (0, "chat 论坛群 (-2001/7) paused\n")
    assert office.says("pause", "-2001")[:2] == (0, "chat 论坛群 (-2001) paused\n")


def test_an_id_that_means_several_topics_pauses_none_of_them(office: Office):
    with office.db.transaction() as tx:
        for topic in (7, 8):
            chats.meet(tx, "console", "-2001", topic=topic, title="论坛群", kind="supergroup", now=NOON)

    code, _, err = office.says("pause", "-2001")

    assert (code, err) == (1, "yaowen: 2 chats are called '-2001'; call one by its id: -2001/7, -2001/8\n")
    with office.db.reading() as tx:
        assert not any(each.paused for each in chats.of_all(tx))


def test_a_source_goes_before_a_title_but_not_before_a_chats_own_name(office: Office):
    with office.db.transaction() as tx:
        chats.meet(tx, "console", "-1001", title="news", kind="group", now=NOON)
    assert office.says("pause", "news")[:2] == (0, "source news paused\n")

    with office.db.transaction() as tx:
        chats.meet(tx, "console", "news", title=None, kind="group", now=NOON)
    assert office.says("pause", "news")[0] == 1


def test_resume_takes_back_the_suspension_of_a_chat_too(office: Office):
    with office.db.transaction() as tx:
        chats.suspend(tx, office.room, "bot was blocked by the user", NOON)

    assert office.says("resume", "all")[:2] == (0, "source news goes on\nchat room goes on\n")

    with office.db.reading() as tx:
        assert outbox.busy_chats(tx) == [(office.room, "console")]


def test_a_name_that_nobody_has_is_told_with_those_there_are(office: Office):
    with office.db.transaction() as tx:
        chats.meet(tx, "console", "-1001", title="校友群", kind="group", now=NOON)

    code, _, err = office.says("pause", "nwes")

    assert code == 1
    assert "there are: news, room, 校友群 (-1001); or say all\n" in err


def test_of_hundreds_of_chats_a_few_are_told(office: Office):
    with office.db.transaction() as tx:
        for number in range(1, 301):
            chats.meet(tx, "console", f"-{number}", title=None, kind="group", now=NOON)

    assert office.says("pause", "nwes")[2].endswith(", -17, -18 and 282 more, see `yaowen status`; or say all\n")


def test_the_status_names_the_commands_that_list_what_is_held_and_what_was_given_up(office: Office):
    lines = office.says("status")[1].splitlines()

    assert "  yaowen outbox --state held" in lines
    assert "  yaowen outbox --state dead" in lines


@pytest.mark.parametrize(
    ("chat", "why", "remark"),
    [
        ({"paused": True}, "the chat is paused", "paused"),
        ({"suspended": "bot was kicked"}, "the chat is suspended: bot was kicked", "bot was kicked"),
        ({"quiet": "22:00-07:00"}, "waits until 2026-03-06 07:00", "quiet until 2026-03-06 07:00"),
        ({"muted_until": NOON + timedelta(days=2)}, "waits until 2026-03-07 12:00", "quiet until 2026-03-07 12:00"),
        ({"paused": False}, "", ""),
    ],
    ids=["paused", "suspended", "quiet", "muted", "awake"],
)
def test_the_list_and_the_status_say_what_a_chat_waits_for_of_corrections_too(
    office: Office, monkeypatch: pytest.MonkeyPatch, chat: dict[str, object], why: str, remark: str
):
    late = NOON + timedelta(hours=11)  # 23:00 in Shanghai
    monkeypatch.setitem(App.__init__.__kwdefaults__, "clock", lambda: late)
    with office.db.transaction() as tx:
        change = chats.change if {"paused", "suspended"} & chat.keys() else chats.choose
        change(tx, office.room, **chat)
        tx.execute(outbox.outbox.update().where(outbox.outbox.c.number == 4).values(sent=1, wanted=2))

    listed = {row[0]: row[-1] for row in (line.split("\t") for line in office.says("outbox")[1].splitlines())}
    status = office.says("status")[1]

    assert (listed["3"], listed["4"]) == (f"blocked; {why}" if why else "blocked", why)
    assert listed["1"] == "the answer was cut"
    assert next(line for line in status.splitlines() if line.startswith("room\t")).split("\t")[-1] == remark


def test_an_admin_asks_what_became_of_an_article_in_every_chat(office: Office):
    with office.db.transaction() as tx:
        chats.meet(tx, "console", "-100", title="宣传部", kind="group", now=NOON)

    code, out, _ = office.says("why", "https://news.example/info/1001/1.htm")

    assert code == 0
    assert out.splitlines()[1:] == [
        "news, kept since 2026-03-05 12:00",
        "chat\twhat became of it",
        "room\tperhaps arrived, an admin must decide: the answer was cut",
        "宣传部 (-100)\tThis chat does not subscribe to its source: news",
    ]


def test_of_an_article_that_is_not_kept_an_admin_hears_where_to_look(office: Office):
    code, out, err = office.says("why", "http://news.example/info/1001/99.htm")

    assert (code, out) == (1, "")
    assert err == (
        "yaowen: no article with the address http://news.example/info/1001/99.htm is kept; "
        "`yaowen preview news` shows what its list says now\n"
    )
    assert "preview" not in office.says("why", "http://other.example/1.htm")[2]


def test_a_link_of_a_page_of_ours_means_its_article(office: Office):
    office.db.close()
    config = Path("config.toml")
    config.write_text(CONFIG + '[site]\nurl = "https://yaowen.example"\n', encoding="utf-8")

    of_page = office.says("why", "https://yaowen.example/e/1")[1]

    assert of_page == office.says("why", "http://news.example/info/1001/1.htm")[1]
