"""Whose turn it is at a host; the gaps themselves are shown in test_web.py."""

import pytest

from feeds.fetch import turns
from feeds.fetch.turns import Turns


def test_hosts_are_forgotten_after_an_hour_but_for_those_that_are_asked_now_or_asked_us_to_wait(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(turns, "_MANY", 4)
    now = [0.0]
    known = Turns(lambda seconds: None, lambda: now[0])
    for name in ("quiet", "closed", "asked now"):
        turn = known.take(name, 0)
        if name != "asked now":
            known.leave(turn)
    known.close("closed", 7200)
    now[0] = 1800
    known.leave(known.take("lately", 0))

    now[0] = 3700
    known.leave(known.take("new", 0))

    assert set(known._hosts) == {"closed", "asked now", "lately", "new"}
    assert known.closed_for(known._hosts["closed"]) == 3500
