"""P59: a hub hears of every change, after the commit, and nothing owed is lost."""

import random
from datetime import timedelta
from urllib.parse import parse_qs

from feedtools import START, entry, giver, stored
from lxml import etree

from feeds.errors import Unreachable
from feeds.give import websub
from feeds.keep import websub as outbox
from feeds.keep.db import Database
from feeds.model import Answer

HUB = "https://hub.example/"


class Hub:
    """A hub that answers as told and remembers what it heard."""

    def __init__(self, *answers):
        self.answers = list(answers)
        self.heard = []

    def post(self, url, body, headers):
        self.heard.append((url, parse_qs(body.decode())))
        answer = self.answers.pop(0) if self.answers else 204
        if isinstance(answer, Exception):
            raise answer
        return Answer(status=answer, headers={}, body=b"")


def test_p59_every_feed_of_a_change_is_told_once(db: Database, tmp_path):
    stored(db, entry(1))
    giver(db, tmp_path, hub=HUB).give("yunhe")
    hub = Hub()

    websub.send(db, HUB, hub.post, START, random.Random(1))
    websub.send(db, HUB, hub.post, START, random.Random(1))

    told = {(form["hub.mode"][0], form["hub.url"][0]) for _, form in hub.heard}
    assert told == {("publish", f"http://news.example.edu/feeds/{name}.{kind}")
                    for name in ("yunhe", "all") for kind in ("atom", "rss", "json")}  # fmt: skip
    assert len(hub.heard) == 6


def test_p59_a_hub_that_fails_is_asked_again_later(db: Database):
    with db.transaction() as tx:
        outbox.want(tx, HUB, ["http://a.example/x.atom"], START)
    hub = Hub(503, Unreachable(HUB, "no connection"), 202)

    for hours in (0, 0, 30, 60):
        websub.send(db, HUB, hub.post, START + timedelta(hours=hours), random.Random(1))

    assert len(hub.heard) == 3
    with db.reading() as tx:
        assert outbox.owed(tx, HUB, START + timedelta(days=9)) == []


def test_a_change_while_the_hub_is_told_is_told_too(db: Database):
    with db.transaction() as tx:
        outbox.want(tx, HUB, ["http://a.example/x.atom"], START)
        ping = outbox.owed(tx, HUB, START)[0]
        outbox.want(tx, HUB, ["http://a.example/x.atom"], START)
        outbox.done(tx, ping)

        assert len(outbox.owed(tx, HUB, START)) == 1


def test_a_hub_that_we_name_no_more_is_not_told_and_keeps_nobody_waiting(db: Database):
    with db.transaction() as tx:
        outbox.want(tx, "https://old.example/", [f"http://a.example/{n}.atom" for n in range(30)], START)
        outbox.want(tx, HUB, ["http://a.example/x.atom"], START)
    hub = Hub()

    assert websub.send(db, HUB, hub.post, START, random.Random(1)) == 1

    assert [url for url, _ in hub.heard] == [HUB]


def test_p59_the_feed_names_its_hub(db: Database, tmp_path):
    stored(db, entry(1))
    giver(db, tmp_path, hub=HUB).give("yunhe")

    for name in ("yunhe.atom", "yunhe.rss"):
        root = etree.fromstring((tmp_path / "feeds" / name).read_bytes())
        links = root.iter("{http://www.w3.org/2005/Atom}link")
        assert [link.get("href") for link in links if link.get("rel") == "hub"] == [HUB]
