"""What subscribing and its end mean for what waits."""

import pytest
from builders import source
from talking import Talking, talking, tell

from bot.tell import standings


def test_subscribing_ends_at_a_hundred(sqlite_db):
    many = [source(f"s{n}", title=f"来源{n:03}") for n in range(101)]
    with talking(sqlite_db, *many) as it:
        it.ask("/subscribe " + " ".join(each.name for each in many))

        assert len(it.wanted()) == 100
        assert "最多 100 个" in it.words(f"/subscribe {next(iter(set(it.sources) - set(it.wanted())))}")


def owed(it: Talking) -> list[tuple[str, str, str | None]]:
    """(source, state, reason) of all that chat 7 is owed."""
    with it.db.reading() as tx:
        rows = standings.of_chat(tx, it.chat().number)
    return [(row["source"], row["state"], row["reason"]) for row in reversed(rows)]


@pytest.mark.parametrize("how", ["/unsubscribe sports", "/unsubscribe all", "off:sports:0", "drop:sports"])
def test_who_unsubscribes_does_not_get_what_waits(it, how):
    it.ask("/subscribe sports")
    it.ask("/digest 18:00")
    tell(it, "900")

    it.ask(**{"text" if how.startswith("/") else "data": how})

    assert owed(it) == [("sports", "filtered", "the chat unsubscribed before it was sent")]
    assert "没有发：发送前已退订" in it.words("/why")


def test_who_subscribes_again_gets_what_was_not_sent(it):
    it.ask("/subscribe sports")
    it.ask("/digest 18:00")
    tell(it, "900")

    it.ask(data="off:sports:0")
    it.ask(data="on:sports:0")

    assert owed(it) == [("sports", "pending", None)]
    assert "18:00" in it.words("/why")


def test_what_another_subscription_has_too_goes_as_its(it):
    it.ask("/subscribe sports news")
    it.ask("/digest 18:00")
    tell(it, "900")
    tell(it, "900", name="news")

    it.ask("/unsubscribe sports")
    assert [(source, state) for source, state, _ in owed(it)] == [("sports", "filtered"), ("news", "pending")]
    assert "18:00" in it.words("/why")
    it.ask("/subscribe sports")
    assert [(source, state) for source, state, _ in owed(it)] == [("sports", "filtered"), ("news", "pending")]
